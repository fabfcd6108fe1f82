"""What lies ahead of the clock is named by every command that gives advice."""

import datetime as dt
import json
from typing import Any

import pytest

from achillescli import store
from tests.kit.logbook import NO, TODAY, Logbook, ago

SIGN = {"calf_swollen": True, "calf_warm": True}
ADVICE = ["today", "report", "plan", "why"]


@pytest.fixture
def course(book: Logbook) -> Logbook:
    """The fifth day of a calm course at L3."""
    book.assess(4)
    book.days(4, 1)
    return book


@pytest.mark.hazard("H43", "H46")
@pytest.mark.parametrize("days", [1, 2, 40, 3000])
def test_a_sign_that_is_dated_ahead_stops_the_page_of_today(course: Logbook, days: int) -> None:
    sign = course.write("flag", -days, **SIGN)
    out = course.type("today")
    assert course.code == 4
    assert "--by doctor T04" in out
    assert "3 × 15" not in out
    assert f"achilles log edit {sign.id} date={TODAY}" in course.err
    day = json.loads(course.type("today --json"))
    assert course.code == 4
    assert (day["blocked"], day["sessions"], day["triage"]["rows"]) == (True, [], ["T04"])
    assert "A warning sign is open" in course.type("report")
    assert "3 × 15" not in course.type("plan")
    # The course itself takes it on its own date.
    assert not any(one["blocked"] for one in json.loads(course.type("replay --json")))
    course.type(f"log edit {sign.id} date={TODAY}")
    course.type("today")
    assert course.code == 4
    assert course.err == ""


@pytest.mark.slow
@pytest.mark.hazard("H43")
@pytest.mark.parametrize("line", [*ADVICE, "report --json"])
def test_running_that_was_open_is_stopped_by_a_sign_that_is_dated_ahead(
    runner: Logbook, line: str
) -> None:
    runner.write("flag", -1, **SIGN)
    runner.type(line)
    assert runner.code == (4 if line.startswith("today") else 0)


@pytest.mark.parametrize("line", ["log am 2", "log morning 2", "log flag fever=no"])
def test_the_sentence_after_an_entry_gives_no_work(course: Logbook, line: str) -> None:
    course.write("flag", -1, **SIGN)
    out = course.type(line)
    assert "×" not in out
    assert "dated" in course.err


def _sick() -> dict[str, dict[str, Any]]:
    return {
        "person": {"age": 40, "sex": "male"},
        "complaint": {"side": "left", "location": "midportion", "onset": ago(90)},
        "red_flags": {**NO, "gap": True},
    }


def test_an_assessment_of_ahead_with_a_sign_blocks_without_a_course(book: Logbook) -> None:
    book.write("assessment", -1, answers=_sick())
    book.type("today")
    assert book.code == 4


@pytest.mark.parametrize("line", ADVICE)
def test_a_score_that_is_dated_ahead_is_named_and_changes_nothing(
    course: Logbook, line: str
) -> None:
    before = course.type(line)
    course.write("morning", -1, pain=9)
    assert course.type(line) == before
    assert "One entry in the log is dated Fri 11 Dec 2026" in course.err
    course.write("session", -3, slot="am", pain=9)
    assert course.type(line) == before
    assert "2 entries in the log are dated ahead, the first Fri 11 Dec" in course.err


@pytest.mark.parametrize("entry", ["assessment", "flag"])
def test_a_sign_of_today_is_not_laid_on_what_is_dated_ahead(book: Logbook, entry: str) -> None:
    book.write(
        "assessment", -2 if entry == "assessment" else 3, answers=_sick() | {"red_flags": NO}
    )
    if entry == "flag":
        book.write("flag", -1, fever=False)
    book.write("flag", 0, chest_pain=True)
    assert "--by doctor T01" in book.type("today")
    assert book.code == 4
    assert "A warning sign in the log is dated" not in book.err


@pytest.mark.hazard("H46")
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("clearance", {"by": "doctor", "rows": ["T04"]}),
        ("flag", {"hot_red_tendon": False}),
    ],
)
def test_what_may_end_a_sign_and_is_dated_ahead_is_named(
    course: Logbook, kind: str, fields: dict[str, Any]
) -> None:
    end = course.write(kind, -5, **fields)
    course.write("morning", -1, pain=2)
    for line in ADVICE:
        course.type(line)
        assert f"achilles log remove {end.id}" in course.err
        assert "One entry in the log is dated Fri 11 Dec 2026" in course.err
    course.type("log flag calf_swollen=yes")
    assert f"achilles log remove {end.id}" in course.err
    course.type(f"log remove {end.id}")
    course.type("today")
    assert "log remove" not in course.err


@pytest.mark.parametrize("starts", ["23:00:00", "12:00:00", "06:31:00"])
def test_another_start_of_the_day_hides_no_sign(course: Logbook, starts: str) -> None:
    course.type("log flag gap=yes")
    (course.home / "settings.toml").write_text(f"day_starts = {starts}\n")
    course.type("today")
    assert course.code == 4


@pytest.mark.hazard("H46")
@pytest.mark.parametrize("line", [*ADVICE, "log morning 2"])
@pytest.mark.parametrize("ahead", [dt.timedelta(hours=2), dt.timedelta(days=40)])
def test_that_the_newest_entry_was_written_after_now_is_told(
    course: Logbook, line: str, ahead: dt.timedelta
) -> None:
    course.type(line)
    assert course.err == ""
    now = course.here().now
    store.append(course.home, {"kind": "note", "date": TODAY, "text": "x"}, now + ahead)
    course.type(line)
    assert "The newest entry was written at " in course.err
    assert "the clock of this machine" in course.err


def test_clocks_of_two_machines_may_be_minutes_apart(course: Logbook) -> None:
    now = course.here().now + dt.timedelta(minutes=9)
    store.append(course.home, {"kind": "note", "date": TODAY, "text": "x"}, now)
    course.type("today")
    assert course.err == ""
