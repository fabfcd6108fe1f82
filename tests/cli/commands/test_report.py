"""The report and the plan through the program's own door."""

import json

import pytest

from achillescli.cli.app import run
from tests.cli.commands.test_today import Logbook
from tests.kit.each import each


@pytest.fixture
def logbook() -> Logbook:
    book = Logbook().assessed(30)
    for ago in range(30, -1, -1):
        book.write("morning", ago, pain=2)
        book.write("session", ago, slot="am", pain=1, note="a private note")
    return book


def test_the_report(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report"]) == 0
    out, err = capsys.readouterr()
    assert "day 31, week 5" in out
    assert "Mornings (median): 2 in week 1, 2 in week 5." in out
    assert "private" not in out
    assert err == ""


def test_so_many_weeks(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    for options, count in (([], 5), (["--weeks", "2"], 2), (["--all"], 5), (["--weeks", "99"], 5)):
        assert run(["report", "--json", *options]) == 0
        assert len(json.loads(capsys.readouterr().out)["weeks"]) == count


def test_red_days_are_those_of_the_weeks_shown(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.write("session", 25, slot="pm", pain=7)
    for options, found in (([], True), (["--weeks", "2"], False)):
        assert run(["report", *options]) == 0
        assert ("pain 7, the next morning 2" in capsys.readouterr().out) is found


@each("weeks", ["0", "-1", "2.5", "two", "²", "999999", ""])
def test_a_number_of_weeks_that_is_none(
    logbook: Logbook, capsys: pytest.CaptureFixture[str], weeks: str
) -> None:
    assert run(["report", "--weeks", weeks]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "--weeks is a whole number" in err


def test_weeks_or_all(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--weeks", "2", "--all"]) == 2
    assert "choose --weeks, --all or --week" in capsys.readouterr().err


@each("options", ["--weeks 2", "--all", "--html -"])
def test_a_week_stands_alone(
    logbook: Logbook, capsys: pytest.CaptureFixture[str], options: str
) -> None:
    assert run(["report", "--week", *options.split()]) == 2
    assert capsys.readouterr().out == ""


def test_the_week_that_ended(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--week"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Week 4, ")
    assert "private" not in out
    assert len(out.splitlines()) <= 24
    assert run(["report", "--week", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["week"]["week"], found["before"]["week"], found["next"]["week"]) == (4, 3, 5)


def test_the_first_week_says_when_it_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    logbook = Logbook().assessed(6)
    assert run(["report", "--week"]) == 0
    assert capsys.readouterr().out.startswith("The first week ends on ")
    assert run(["report", "--week", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["week"], found["before"], found["red_days"], found["next"]) == (
        *(None, None, []),
        None,
    )
    logbook.assessed(7)
    assert run(["report", "--week"]) == 0
    assert capsys.readouterr().out.startswith("Week 1, ")


def test_the_report_stays_readable_while_blocked(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.write("flag", 0, gap=True)
    assert run(["report"]) == 0
    assert "achilles today" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["report", "plan"])
def test_without_a_course(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run([command]) == 3
    assert capsys.readouterr().err == "achilles: there is no programme yet. Type: achilles assess\n"
    assert run([command, "--json"]) == 3
    assert capsys.readouterr().out == ""
    Logbook().write("flag", 0, chest_pain=True).assessed(2, gap=True)
    assert run([command]) == 3
    assert "achilles today" in capsys.readouterr().err
