"""What the page of a day says beside the plan."""

import pytest

from achillescli.core import course
from achillescli.core.views.red_days import RedDayPattern
from achillescli.core.views.today import looks_back_to, today
from tests.kit.course_kit import PROTOCOL, Log, date


def of(log, day, **maintain):
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
def test_maintenance_is_behind_after_its_weeks(day, weeks, maintained) -> None:
    log = Log().days("4/2*7 1/0*92")
    assert log.day(day).phase == "MAINTAIN"
    assert of(log, day, weeks=weeks).maintained is maintained


def test_only_maintenance_can_be_behind() -> None:
    assert not of(Log(), 1, weeks=0).maintained


@pytest.mark.parametrize(("day", "lately"), [(1, False), (2, True), (8, True), (9, False)])
def test_a_painkiller_deserves_a_word_for_a_week(day, lately) -> None:
    log = Log().days("1/1 1/1k 1/1*7")
    assert of(log, day).painkiller_lately is lately


@pytest.mark.parametrize(
    ("pattern", "day", "worth"),
    [("3/3*84", 78, True), ("3/3*84", 77, False), ("9/5*7 3/3*77", 78, False)],
)
def test_other_treatments_are_worth_a_word_after_weeks_without_change(pattern, day, worth) -> None:
    assert of(Log().days(pattern), day).other_treatments is worth


@pytest.mark.parametrize(
    ("pattern", "first"), [("1/.*3", True), ("1/. 1/1' 1/.", False), ("1/.*2 1/?'", False)]
)
def test_the_first_session_is_still_to_come_until_any_was_logged(pattern, first) -> None:
    assert of(Log().days(pattern), 3).first_session is first


def test_what_comes_before_recent_red_days_is_named() -> None:
    log = Log(seen_professional=True).days("2/1*4 2/7 2/1*2 " * 4)
    for week in range(3):
        log.on(7 * week + 4, "activity", activity="squash", minutes=60)
    assert of(log, 28).before_red_days == RedDayPattern("squash", 3, 4)
    assert of(log, 14).before_red_days is None
