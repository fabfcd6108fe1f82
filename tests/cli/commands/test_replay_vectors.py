"""Every reference course through ``replay --json``."""

import json
from pathlib import Path
from typing import Any

import pytest

from achillescli.cli.app import run
from tests.kit.places import VECTORS

FILE = VECTORS / "courses.jsonl"
COURSES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def test_there_are_courses() -> None:
    assert len(COURSES) == 240


@pytest.mark.slow
@pytest.mark.parametrize("known", COURSES, ids=lambda known: known["name"])
def test_replay_gives_the_reference_days(
    known: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "course.json"
    path.write_text(json.dumps(known), "utf-8")
    assert run(["replay", str(path), "--json"]) == 0
    out, err = capsys.readouterr()
    found = {day["date"]: day for day in json.loads(out)}
    wanted = {day["date"]: day for day in known["expected"]}
    if known["days"] == "all":
        assert list(found) == list(wanted)
    assert {date: found.get(date) for date in wanted} == wanted
    assert err == ""
    assert not (tmp_path / "achilles").exists()
