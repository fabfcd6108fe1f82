"""What the rules make of a log for today and for tomorrow."""

import pytest

from achillescli.core.views.outlook import outlook
from tests.kit.course_kit import PROTOCOL, Log, date


def of(log, day):
    return outlook(log.corrected, PROTOCOL, date(day))


def test_today_and_tomorrow_are_two_days_of_the_course() -> None:
    found = of(Log().days("2/1*5"), 5)
    assert (found.today.date, found.tomorrow.date) == (date(5), date(6))
    assert (found.rows, found.blocked, found.why_empty) == ((), False, None)


def test_what_is_logged_today_counts_for_tomorrow() -> None:
    found = of(Log().days("2/1*4 2/7"), 5)
    assert (found.today.adaptation, found.tomorrow.adaptation) == (None, "D1")


def test_a_block_of_today_stands_with_its_rows() -> None:
    found = of(Log().days("2/1*5").flag(5, gap=True, high_cholesterol_family=True), 5)
    assert (found.rows, found.blocked, found.why_empty) == (("T03", "T17"), True, None)
    assert found.today.blocked


#  the log, the rows that stand, whether they block, and why there is no course
EMPTY = [
    (Log(assessed=None), (), False, "no_assessment"),
    (Log(assessed=None).flag(3, gap=True), ("T03",), True, "no_assessment"),
    (Log(gap=True), ("T03",), True, "blocked"),
]


@pytest.mark.parametrize(("log", "rows", "blocked", "why"), EMPTY)
def test_without_a_course_the_rows_stand_and_it_is_said_why(log, rows, blocked, why) -> None:
    found = of(log, 5)
    assert (found.today, found.tomorrow) == (None, None)
    assert (found.rows, found.blocked, found.why_empty) == (rows, blocked, why)


def test_before_a_course_that_begins_tomorrow_what_stands_today_counts() -> None:
    log = Log(oral_steroid_last=80)
    found = of(log, 11)
    assert (found.today, found.tomorrow.day) == (None, 1)
    assert (found.rows, found.blocked, found.why_empty) == (("T09",), True, "blocked")
    assert (of(log, 12).today.day, of(log, 12).rows) == (1, ())
