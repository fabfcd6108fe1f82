"""The workout through the program's own door."""

import datetime as dt
import json
from pathlib import Path
from typing import Any, Self

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.cli.context import current_context
from achillescli.core.log.answers import RED_FLAGS

NO = {**dict.fromkeys(RED_FLAGS, False), "spa": []}


def answers(on: dt.date, **flags: bool) -> dict[str, dict[str, Any]]:
    return {
        "person": {"age": 40, "sex": "male", "weight_kg": 80.0},
        "complaint": {"side": "left", "location": "midportion", "onset": on - dt.timedelta(90)},
        "red_flags": {**NO, **flags},
        "tests": {"start_test_pain": 1},
    }


class Logbook:
    """The journal of a user whose course began some days ago."""

    def __init__(self) -> None:
        self.here = current_context(None)
        self.home = self.here.home

    def day(self, ago: int) -> dt.date:
        return self.here.today - dt.timedelta(days=ago)

    def write(self, kind: str, ago: int, minutes: int = 0, **fields: Any) -> Self:
        moment = self.here.now + dt.timedelta(minutes=minutes)
        store.append(self.home, {"kind": kind, "date": self.day(ago), **fields}, moment)
        return self

    def assessed(self, ago: int, **flags: bool) -> Self:
        return self.write("assessment", ago, answers=answers(self.day(ago), **flags))

    def files(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in Path(self.home).rglob("*.toml")}


@pytest.fixture
def logbook() -> Logbook:
    return Logbook()


@pytest.mark.hazard("H46")
def test_a_clock_before_the_assessment_is_told(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(-3)
    assert run(["today"]) == 3
    assert "Is the clock of this machine right?" in capsys.readouterr().err


def test_today_prints_the_workout(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    logbook.assessed(9).write("morning", 0, pain=1)
    assert run(["today"]) == 0
    out, err = capsys.readouterr()
    assert "day 10 · week 2" in out
    assert "3 × 15  Heel drop with a straight knee" in out
    assert err == ""


def test_today_in_dutch(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    logbook.assessed(9)
    assert run(["today", "--lang", "nl"]) == 0
    assert "Hiel laten zakken met gestrekte knie" in capsys.readouterr().out


def test_an_earlier_date_is_shown_as_it_was(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(9).write("morning", 1, pain=9)
    assert run(["today", "--date", "-4", "--json"]) == 0
    day = json.loads(capsys.readouterr().out)
    assert (day["day"], day["date"]) == (6, logbook.day(4).isoformat())
    assert run(["today", "--date", "-4"]) == 0
    assert f"achilles log morning N --date {logbook.day(4)}" in capsys.readouterr().out


@pytest.mark.parametrize("date", ["tomorrow", "morgen", "2099-01-01"])
def test_no_date_in_the_future(
    logbook: Logbook, capsys: pytest.CaptureFixture[str], date: str
) -> None:
    logbook.assessed(9)
    assert run(["today", "--date", date]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "achilles: that date lies in the future. The weeks ahead: achilles plan\n"


@pytest.mark.parametrize("date", ["2026-02-30", "soon", ""])
def test_a_date_that_is_none(
    logbook: Logbook, capsys: pytest.CaptureFixture[str], date: str
) -> None:
    logbook.assessed(9)
    assert run(["today", "--date", date]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_a_course_the_next_command_is_named(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["today"]) == 3
    assert capsys.readouterr().err == "achilles: there is no programme yet. Type: achilles assess\n"
    assert run(["today", "--json"]) == 3
    out, err = capsys.readouterr()
    assert json.loads(out) == {
        "date": logbook.day(0).isoformat(),
        "blocked": False,
        "triage": {"level": "NONE", "rows": []},
        "day": None,
    }
    assert err.startswith("achilles: there is no programme yet.")


def test_answers_that_are_too_old_start_nothing(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(40, gap=True)
    logbook.write("clearance", 5, minutes=1, by="doctor", rows=["T03"])
    assert run(["today"]) == 3
    assert "more than 28 days old" in capsys.readouterr().err


def test_a_sign_of_danger_blocks_with_a_course(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(9).write("flag", 0, gap=True)
    assert run(["today"]) == 4
    out, err = capsys.readouterr()
    assert "no workout" in out
    assert "× 15" not in out
    assert "A gap in the tendon" in out
    assert "(T03)" not in out
    assert err == ""
    assert run(["today", "--json"]) == 4
    assert json.loads(capsys.readouterr().out)["sessions"] == []


@pytest.mark.parametrize("course", [True, False])
def test_a_sign_of_danger_blocks_without_a_course(
    logbook: Logbook, capsys: pytest.CaptureFixture[str], course: bool
) -> None:
    if course:
        logbook.assessed(2, chest_pain=True)
    else:
        logbook.write("flag", 0, chest_pain=True)
    assert run(["today"]) == 4
    assert "Emergency" in capsys.readouterr().out
    assert run(["today", "--json"]) == 4
    day = json.loads(capsys.readouterr().out)
    assert (day["day"], day["triage"]["rows"]) == (None, ["T01"])
    assert run([]) == 4


def test_the_bare_program_shows_today_or_the_first_step(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([]) == 0
    assert "achilles assess" in capsys.readouterr().out
    logbook.assessed(3)
    assert run([]) == 0
    assert "day 4 · week 1" in capsys.readouterr().out


def test_reading_never_writes(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    logbook.assessed(9)
    before = logbook.files()
    for command in (["today"], ["today", "--json"], ["report"], ["plan"], ["replay"]):
        assert run(command) == 0
    assert logbook.files() == before
    assert "Traceback" not in capsys.readouterr().err


def test_unknown_keys_of_the_journal_are_warned_about(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(9).write("morning", 0, pain=1, mood="fine")
    assert run(["today"]) == 0
    out, err = capsys.readouterr()
    assert "day 10" in out
    assert "mood" in err
    assert "fine" not in err
    assert err.count("\n") == 1


@pytest.mark.slow
@pytest.mark.hazard("H36")
def test_other_treatments_after_twelve_weeks_without_change(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(90)
    for ago in range(90, -1, -1):
        logbook.write("session", ago, slot="am", pain=4)
    assert run(["today"]) == 0
    assert "achilles learn" not in capsys.readouterr().out
    assert run(["today", "--more"]) == 0
    assert "achilles learn" in capsys.readouterr().out


def test_help_is_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["today", "--help"]) == 0
    assert "Show the workout of today" in capsys.readouterr().out
    assert run(["today", "--help", "--lang", "nl"]) == 0
    assert "Toon de training van vandaag" in capsys.readouterr().out


def test_what_is_done_today_is_shown(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    logbook.assessed(9).write("session", 0, slot="am", pain=2)
    assert run(["today"]) == 0
    out = capsys.readouterr().out
    assert "Morning      done, pain 2" in out
    assert "3 × 15  Heel drop with a slightly bent knee" in out
    assert run(["today", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["sessions"]) == 2


def test_too_much_pain_today_leaves_out_the_rest_but_not_for_machines(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(9).write("session", 0, slot="am", pain=7, completed=False)
    assert run(["today"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "! Enough for today: leave out" in out
    assert "Morning broken off, pain 7 Evening left out today" in out
    assert run(["today", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["sessions"]) == 2


def test_a_yes_by_mistake_is_mended_by_the_line_that_today_names(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(9).write("flag", 0, gap=True)
    assert run(["today"]) == 4
    lines = capsys.readouterr().out.splitlines()
    line = next(line for line in lines if "achilles log edit" in line)
    assert run(line.split()[1:]) == 0
    capsys.readouterr()
    assert run(["today"]) == 0
    assert "no workout" not in capsys.readouterr().out
