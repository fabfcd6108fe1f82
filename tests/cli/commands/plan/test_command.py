"""The plan through the program's own door."""

import json

import pytest

from achillescli.cli.app import run
from tests.cli.commands.test_today import Logbook


@pytest.mark.parametrize(("ago", "weeks"), [(0, 12), (9, 12), (83, 12), (84, 13), (200, 13)])
def test_the_weeks_of_the_plan(capsys: pytest.CaptureFixture[str], ago: int, weeks: int) -> None:
    Logbook().assessed(ago)
    assert run(["plan", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert len(plan["weeks"]) == weeks
    assert plan["day"] == ago + 1
    assert run(["plan"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert ("if every day" in said) is (ago < 84)
    assert ("The 12 weeks are behind" in said) is (ago >= 84)


def test_the_plan_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    Logbook().assessed(3)
    assert run(["--lang", "nl", "plan"]) == 0
    assert "Dat is een aanname, geen voorspelling" in " ".join(capsys.readouterr().out.split())


def test_the_plan_agrees_with_today(capsys: pytest.CaptureFixture[str]) -> None:
    Logbook().assessed(3)
    assert run(["plan", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert run(["today", "--json"]) == 0
    today = json.loads(capsys.readouterr().out)
    assert (plan["weeks"][0]["level"], plan["date"]) == (today["level"], today["date"])
