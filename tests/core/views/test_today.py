"""What the page of a day says beside the plan."""

from typing import Any

import pytest

from achillescli.core import course
from achillescli.core.state import Colour
from achillescli.core.views.red_days import RedDayPattern
from achillescli.core.views.today import (
    LastDays,
    Today,
    looks_back_to,
    since,
    today,
    weeks_done,
)
from tests.kit.course_kit import PROTOCOL, Log, date


def of(log: Log, day: int, **maintain: Any) -> Today:
    protocol = PROTOCOL._replace(maintain=PROTOCOL.maintain._replace(**maintain))
    return today(log.until(day), protocol)


def test_it_is_about_the_last_day() -> None:
    log = Log().days("1/1*4 1/2'")
    found = of(log, 5)
    assert found.replay == log.until(5)
    assert [session.pain for session in found.sessions.sessions] == [2, None]


def test_it_needs_the_states_up_to_the_day_before_the_oldest_recent_red_day() -> None:
    assert looks_back_to(date(40)) == date(11)
    log = Log()
    for on in (12, 20, 28):
        log.on(on - 1, "activity", activity="squash", minutes=60).run(on, 20, pain=7)
    replay = course.replay(log.corrected, PROTOCOL, date(40), looks_back_to(date(40)))
    found, whole = today(replay, PROTOCOL), of(log, 40)
    assert found.before_red_days is not None
    assert found == whole._replace(replay=replay)


@pytest.mark.parametrize(
    ("day", "weeks", "maintained"), [(99, 2, True), (98, 2, False), (99, 3, False)]
)
def test_maintenance_is_behind_after_its_weeks(day: int, weeks: int, maintained: bool) -> None:
    log = Log().days("4/2*7 1/0*92")
    assert log.day(day).phase == "MAINTAIN"
    assert of(log, day, weeks=weeks).maintained is maintained


def test_only_maintenance_can_be_behind() -> None:
    assert not of(Log(), 1, weeks=0).maintained


@pytest.mark.parametrize(("day", "lately"), [(1, False), (2, True), (8, True), (9, False)])
def test_a_painkiller_deserves_a_word_for_a_week(day: int, lately: bool) -> None:
    log = Log().days("1/1 1/1k 1/1*7")
    assert of(log, day).painkiller_lately is lately


@pytest.mark.parametrize(
    ("pattern", "day", "worth"),
    [("3/3*84", 78, True), ("3/3*84", 77, False), ("9/5*7 3/3*77", 78, False)],
)
def test_other_treatments_are_worth_a_word_after_weeks_without_change(
    pattern: str, day: int, worth: bool
) -> None:
    assert of(Log().days(pattern), day).other_treatments is worth


@pytest.mark.parametrize(
    ("pattern", "first"), [("1/.*3", True), ("1/. 1/1' 1/.", False), ("1/.*2 1/?'", False)]
)
def test_the_first_session_is_still_to_come_until_any_was_logged(pattern: str, first: bool) -> None:
    assert of(Log().days(pattern), 3).first_session is first


def test_what_comes_before_recent_red_days_is_named() -> None:
    log = Log(seen_professional=True).days("2/1*4 2/7 2/1*2 " * 4)
    for week in range(3):
        log.on(7 * week + 4, "activity", activity="squash", minutes=60)
    assert of(log, 28).before_red_days == RedDayPattern("squash", 3, 4)
    assert of(log, 14).before_red_days is None


GREEN, AMBER, RED, GREY = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY


@pytest.mark.parametrize(
    ("pattern", "day", "last"),
    [
        ("1/1", 1, LastDays((), 0, 0)),
        ("1/1 1/4' 1/1", 3, LastDays((GREEN, AMBER), 3, 4)),
        ("1/6 1/1*7", 8, LastDays((RED, *[GREEN] * 6), 14, 14)),
        ("1/6 1/1*8", 9, LastDays((GREEN,) * 7, 14, 14)),
        ("1/1 -/.*8", 9, LastDays((), 0, 14)),
    ],
)
def test_the_last_days_are_the_seven_before(pattern: str, day: int, last: LastDays) -> None:
    assert of(Log().days(pattern), day).last_days == last


def test_yesterday_has_no_mark_before_the_morning_after_it_is_scored() -> None:
    log = Log().days("1/1*3")
    waiting = of(log, 4)
    assert (waiting.last_days.colours, waiting.yesterday_open) == ((GREEN, GREEN), True)
    scored = of(log.on(4, "morning", pain=1), 4)
    assert (scored.last_days.colours, scored.yesterday_open) == ((GREEN,) * 3, False)


def test_the_last_days_do_not_count_the_sessions_of_a_pause() -> None:
    log = Log().days("1/1*5 -/.*3")
    log.on(6, "pause", **{"from": date(6), "until": date(7), "reason": "ill"})
    assert of(log, 8).last_days[1:] == (10, 10)


def test_more_sessions_than_were_given_count_once() -> None:
    assert of(Log().days("4/2*7 1/0*79"), 86).last_days[1:] == (13, 13)


@pytest.mark.parametrize(
    ("entry", "day", "first"), [(3, 3, 3), (3, 4, 3), (3, 9, 3), (1, 9, 1), (4, 4, 3)]
)
def test_what_is_new_is_new_since_the_last_entry_before_the_day(
    entry: int, day: int, first: int
) -> None:
    log = Log().on(entry, "morning", pain=1)
    if entry > 1:
        log.on(3, "note", text="x")
    days = since(log.until(day))
    assert (days[0].date, days[-1].date) == (date(first if first < day else 1), date(day))


def test_on_day_one_nothing_is_before_it() -> None:
    found = of(Log(stiffness_min=40), 1)
    assert len(found.since) == 1
    assert found.new_rows == {"T13"}
    assert of(Log(stiffness_min=40), 2).new_rows == set()


TO_LOG = {
    ("1/1*4", 5): "morning",
    ("1/1*4 1/.", 5): "am",
    ("1/1*4 1/1'", 5): "pm",
    ("1/1*5", 5): "evening",
    ("1/1d1*5", 5): None,
    ("1/1*4 8/.", 5): "daily",
    ("1/1*4 1/7'", 5): "evening",
    ("1/1*4 1/1+1", 5): "daily",
}


@pytest.mark.parametrize("pattern", TO_LOG)
def test_what_to_log_next_goes_with_the_day(pattern: tuple[str, int]) -> None:
    days, day = pattern
    assert of(Log().days(days), day).to_log == TO_LOG[pattern]


@pytest.mark.parametrize(("day", "weekdays"), [(84, ()), (85, (0, 2, 4)), (90, (0, 2, 4))])
def test_maintenance_has_its_sessions_on_three_weekdays(
    day: int, weekdays: tuple[int, ...]
) -> None:
    assert of(Log().days("4/2*7 1/0*90"), day).weekdays == weekdays


def test_too_much_pain_is_told_without_a_session_too() -> None:
    log = Log().days("1/1*3 8/.").on(4, "activity", activity="walk", minutes=20, pain=6)
    found = of(log, 4)
    assert (found.too_much, found.sessions.stopped) == (True, False)
    assert not of(log, 3).too_much


@pytest.mark.parametrize(("day", "yesterday"), [(2, False), (3, True), (4, False)])
def test_a_painkiller_of_yesterday_is_known(day: int, yesterday: bool) -> None:
    assert of(Log().days("1/1 1/1k 1/1*7"), day).painkiller_yesterday is yesterday


#  how day 60 begins, whether heel raises are left out, and running
OFF = [
    ("1/1d1*59", {}, None, None),
    ("1/1d1*59 1/7'", {}, "stopped", "stopped"),
    ("1/1d1*58 1/7d1", {}, None, "red"),
    ("1/1d1*59", {"fever": True}, "resting", None),
]


@pytest.mark.hazard("H29")
@pytest.mark.parametrize(("pattern", "signs", "raises", "running"), OFF)
def test_why_what_is_open_is_left_out(
    pattern: str, signs: dict[str, bool], raises: str | None, running: str | None
) -> None:
    log = Log(last_run=10).days(pattern)
    log.check(50, raises_left=30, raises_right=30, hop_pain=1, walk_pain=1)
    if signs:
        log.flag(60, **signs)
    found = of(log, 60)
    assert found.replay.states[-1].running is not None
    # A red day closes the heel raises: then there is nothing to leave out.
    assert (found.raises_off, found.running_off) == (raises, running)
    assert found.replay.run_from == (date(61) if running else None)


def test_what_is_closed_is_not_left_out() -> None:
    found = of(Log().days("1/1 1/7'"), 2)
    assert (found.raises_off, found.running_off) == (None, None)


def test_heel_raises_are_left_out_on_a_day_off() -> None:
    log = Log().days("4/2*7 1/0*92")
    assert [of(log, day).raises_off for day in (99, 100)] == [None, "day_off"]


def test_the_milestones_are_the_mornings_after_six_and_twelve_weeks() -> None:
    states = Log().days("1/1*86").until(86).states
    passed = {day: weeks_done(states[day - 2], states[day - 1]) for day in range(2, 87)}
    assert {day: weeks for day, weeks in passed.items() if weeks} == {43: (6,), 85: (12,)}
