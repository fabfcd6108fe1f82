"""What is dated after today counts on the page of today where it warns."""

from collections.abc import Callable

import pytest

from achillescli.core.course import Replay, replay
from achillescli.core.views.ahead import (
    entries_after,
    standing_ahead,
    warned_outlook,
    warned_replay,
)
from achillescli.core.views.outlook import outlook
from tests.kit.course_kit import PROTOCOL, Log, date

TODAY = 8


def page(log: Log, day: int = TODAY) -> Replay:
    """Return the course as the page of a date shows it."""
    return warned_replay(replay(log.corrected, PROTOCOL, date(day)), log.corrected)


#  what is dated ahead, and the rows that it opens today
SIGNS = [
    (lambda log: log.flag(9, calf_swollen=True), ("T04",)),
    (lambda log: log.flag(400, calf_swollen=True), ("T04",)),
    (lambda log: log.flag(9, calf_warm=True, calf_red=True), ("T04",)),
    (lambda log: log.flag(9, calf_warm=True).flag(10, calf_red=True), ("T04",)),
    (lambda log: log.flag(8, breathless=True).flag(9, calf_swollen=True), ("T01", "T04", "T25")),
    (lambda log: log.flag(9, hot_red_tendon=True), ("T30",)),
    (lambda log: log.flag(9, hot_red_tendon=True).flag(10, hot_red_tendon=False), ("T30",)),
    (lambda log: log.flag(9, fluoroquinolone_last=date(9)), ("T07",)),
    (lambda log: log.flag(900, fluoroquinolone_last=date(7)), ("T07",)),
    (lambda log: log.flag(9, gap=True).cleared(10, "doctor", "T03"), ("T03",)),
    (lambda log: log.assess(9, snap=True, weak_push_off=True), ("T02",)),
    (lambda log: log.assess(9, location="elsewhere"), ("T24",)),
]


@pytest.mark.hazard("H43")
@pytest.mark.parametrize(("write", "rows"), SIGNS, ids=range(len(SIGNS)))
def test_a_sign_that_is_dated_ahead_blocks_today(
    write: Callable[[Log], Log], rows: tuple[str, ...]
) -> None:
    log = Log().days("2/1*8")
    write(log)
    found = page(log)
    assert set(found.standing.rows) >= {row for row in rows if row != "T25"}
    assert found.standing.blocked
    state = found.states[-1]
    assert (state.blocked, state.sessions, state.adaptation, state.next_run) == (
        True,
        (),
        None,
        None,
    )
    assert state.rows == found.standing.rows
    assert all(found.standing.findings[row] for row in found.standing.rows)
    assert "dose" not in state.reasons
    # The course is as it was: the sign counts on its own date.
    plain = replay(log.corrected, PROTOCOL, date(TODAY))
    assert found.states[:-1] == plain.states[:-1]
    assert not plain.standing.blocked or rows[0] == "T01"


#  what is dated ahead and opens nothing
@pytest.mark.hazard("H43")
def test_running_that_is_open_is_suspended_by_the_row_as_on_its_own_date() -> None:
    log = Log(last_run=10).days("1/1d1*8")
    log.check(5, raises_left=30, raises_right=30, hop_pain=1, walk_pain=1).flag(9, gap=True)
    found, own = page(log).states[-1], page(log.days("1/1d1"), 9).states[-1]
    assert (found.running, found.suspended_by) == (own.running, own.suspended_by)
    assert (found.running, found.suspended_by) == ("suspended", "row")


REST = [
    lambda log: log.flag(9, fever=True),
    lambda log: log.flag(9, calf_warm=True),
    lambda log: log.on(9, "morning", pain=9).on(10, "morning", pain=9),
    lambda log: log.on(9, "session", slot="am", pain=9),
    lambda log: log.assess(9),
]


@pytest.mark.parametrize("write", REST, ids=range(len(REST)))
def test_what_would_not_block_changes_nothing(write: Callable[[Log], Log]) -> None:
    log = Log().days("2/1*8")
    before = page(log)
    write(log)
    found = page(log)
    assert found.states == before.states
    assert found.standing == before.standing
    assert entries_after(log.corrected, date(TODAY))


def test_a_clearance_that_is_dated_ahead_lifts_nothing() -> None:
    log = Log().days("2/1*8").flag(8, gap=True).cleared(9, "doctor", "T03")
    assert page(log).standing.rows == ("T03",)


def test_a_no_that_is_dated_ahead_takes_nothing_back() -> None:
    log = Log().days("2/1*8").flag(7, hot_red_tendon=True).flag(9, hot_red_tendon=False)
    assert "T30" in page(log).standing.rows


def test_a_clearance_of_today_does_not_lift_a_sign_of_tomorrow() -> None:
    log = Log().days("2/1*8").flag(9, gap=True).cleared(8, "doctor", "T03")
    assert page(log).standing.rows == ("T03",)


def test_without_a_course_the_sign_blocks_too() -> None:
    log = Log(assessed=None).flag(9, gap=True)
    found = page(log)
    assert (found.standing.rows, found.states) == (("T03",), ())


def test_the_plan_of_tomorrow_is_blocked_as_well() -> None:
    log = Log().days("2/1*8").flag(12, gap=True)
    found = warned_outlook(outlook(log.corrected, PROTOCOL, date(8)), log.corrected)
    assert (found.rows, found.blocked) == (("T03",), True)
    assert found.today.blocked
    assert found.tomorrow.blocked


@pytest.mark.parametrize("write", [lambda log: log, *REST], ids=range(1 + len(REST)))
def test_what_would_not_block_leaves_the_plan_as_it_is(write: Callable[[Log], Log]) -> None:
    log = write(Log().days("2/1*8")).corrected
    plan = outlook(log, PROTOCOL, date(8))
    assert warned_outlook(plan, log) == plan


def test_on_its_own_date_a_sign_is_no_more_ahead() -> None:
    log = Log().days("2/1*9").flag(9, gap=True)
    assert standing_ahead(log.corrected, date(9)).rows == ()
    assert page(log, 9).standing.rows == ("T03",)
    assert page(log, 9).states == replay(log.corrected, PROTOCOL, date(9)).states
