"""Only what is later by date, by clock and by place in the files ends a sign."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from tests.kit.logbook import NO, Logbook, ago

SIGN = ("flag", {"gap": True})
CLEARED = ("clearance", {"by": "doctor", "rows": ["T03"]})
NEXT_MONTH = 24 * 22
"""Hours from today to the first of January."""
HOT = ("flag", {"hot_red_tendon": True})
COLD = ("flag", {"hot_red_tendon": False})


@pytest.fixture
def course(book: Logbook) -> Logbook:
    """The fifth day of a calm course at L3."""
    book.assess(4)
    book.days(4, 1)
    return book


def tell(
    home: Path, book: Logbook, what: tuple[str, dict[str, Any]], day: int, hour: float
) -> None:
    """Store an entry for a day, seen from today, under a clock that shows an hour of today."""
    kind, fields = what
    now = book.here("00:00").now + dt.timedelta(hours=hour)
    store.append(home, {"kind": kind, "date": ago(-day), **fields}, now)


#  what is told in this order, each for a day and under a clock of so many hours; the exit code
TOLD = [
    ([(SIGN, 0, 5), (CLEARED, 0, 6)], 0),
    ([(HOT, 0, 5), (COLD, 0, 6)], 0),
    ([(SIGN, -1, 5), (CLEARED, 0, 6)], 0),
    # a sign of yesterday told today, after the clearance
    ([(CLEARED, 0, 5), (SIGN, -1, 6)], 4),
    ([(COLD, 0, 5), (HOT, -1, 6)], 4),
    # a clearance of yesterday told today, after the sign of today
    ([(SIGN, 0, 5), (CLEARED, -1, 6)], 4),
    # the clock stepped back between the two
    ([(SIGN, 0, 5), (CLEARED, 0, 4.999)], 4),
    ([(HOT, 0, 5), (COLD, 0, 4.999)], 4),
    ([(SIGN, 0, 5), (CLEARED, 0, -24)], 4),
    # the clock stepped back before the sign
    ([(CLEARED, 0, 5), (SIGN, 0, 4)], 4),
    ([(COLD, 0, 5), (HOT, 0, 4)], 4),
    # a clearance typed under a clock that was ahead, for a day that has come since or has not
    ([(CLEARED, 0, 48), (SIGN, 0, 5)], 4),
    ([(CLEARED, 2, 48), (SIGN, 0, 5)], 4),
    ([(SIGN, 0, 5), (CLEARED, 2, 48)], 4),
    # the same, and a month began between them
    ([(CLEARED, 0, NEXT_MONTH), (SIGN, 0, 5)], 4),
    ([(COLD, 0, NEXT_MONTH), (HOT, 0, 5)], 4),
    ([(SIGN, 0, 5), (CLEARED, 0, NEXT_MONTH)], 0),
    # at the same moment, which of the two was first is unclear
    ([(SIGN, 0, 5), (CLEARED, 0, 5)], 4),
]


@pytest.mark.hazard("H46")
@pytest.mark.parametrize(("told", "code"), TOLD, ids=range(len(TOLD)))
def test_what_is_not_later_in_every_way_ends_no_sign(
    course: Logbook, told: list[tuple[tuple[str, dict[str, Any]], int, float]], code: int
) -> None:
    for what, day, hour in told:
        tell(course.home, course, what, day, hour)
    course.type("today")
    assert course.code == code
    (course.home / "cache").unlink()
    course.type("today")
    assert course.code == code


def test_a_second_assessment_of_a_date_ends_no_sign(course: Logbook) -> None:
    course.assess(0, gap=True)
    course.assess(0)
    course.type("today")
    assert course.code == 4


@pytest.mark.parametrize("hour", [5, NEXT_MONTH])
def test_a_sign_that_a_merge_brings_is_ended_by_nothing_that_was_there(
    course: Logbook, tmp_path: Path, hour: int
) -> None:
    other = tmp_path / "other"
    tell(other, course, SIGN, 0, 4)
    tell(course.home, course, CLEARED, 0, hour)
    course.type("merge", str(other), "--yes")
    course.type("today")
    assert course.code == 4
    tell(course.home, course, CLEARED, 0, hour + 1)
    course.type("today")
    assert course.code == 0


def test_a_merge_keeps_the_order_of_the_other_log(course: Logbook, tmp_path: Path) -> None:
    other = tmp_path / "other"
    tell(other, course, CLEARED, 0, NEXT_MONTH)
    tell(other, course, SIGN, 0, 5)
    course.type("merge", str(other), "--yes")
    course.type("today")
    assert course.code == 4
    tell(course.home, course, CLEARED, 0, NEXT_MONTH + 1)
    course.type("today")
    assert course.code == 0


def test_a_clearance_that_a_merge_brings_must_be_later_by_its_clock(
    course: Logbook, tmp_path: Path
) -> None:
    tell(course.home, course, SIGN, 0, 5)
    for hour, code in ((4, 4), (6, 0)):
        other = tmp_path / f"other{hour}"
        tell(other, course, CLEARED, 0, hour)
        course.type("merge", str(other), "--yes")
        course.type("today")
        assert course.code == code


def test_answers_of_a_questionnaire_count_in_the_order_of_its_writing(course: Logbook) -> None:
    tell(course.home, course, HOT, 0, 5)
    told = {
        "person": {"age": 40, "sex": "male"},
        "complaint": {"side": "left", "location": "midportion", "onset": ago(90)},
        "red_flags": NO,
    }
    tell(course.home, course, ("assessment", {"answers": told}), 0, 4)
    course.type("today")
    assert course.code == 4
    tell(course.home, course, ("assessment", {"answers": told}), 0, 6)
    course.type("today")
    assert course.code == 0
