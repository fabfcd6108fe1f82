"""Red days say what came before them."""

import pytest

from achillescli.core.state import L1, L3, Level
from achillescli.core.views.red_days import (
    STEP_UP,
    RedDayPattern,
    load_change,
    pattern,
    red_days,
    why_red,
)
from tests.kit.course_kit import Log, cells, date
from tests.kit.each import each

SQUASH = {"activity": "squash", "minutes": 60}


def course(*, squash: list[int], weeks: int = 4) -> Log:
    """Return a log of weeks with one red day each, the day after squash in some of them."""
    log = Log(seen_professional=True, calf_training_per_week=1).days("2/1*4 2/7 2/1*2 " * weeks)
    for week in squash:
        log.on(7 * week + 4, "activity", **SQUASH)
    return log


def test_a_red_day_says_its_scores_and_what_was_logged_on_it_and_the_day_before() -> None:
    log = course(squash=[0], weeks=1).run(5, 10, pain=2)
    (day,) = red_days(log.until(7))
    assert day == (date(5), 7, 2, ("run",), ("squash",))


def test_a_step_up_is_named() -> None:
    log = Log(seen_professional=True, calf_training_per_week=1).days("2/1*14 2/7 2/1")
    (day,) = red_days(log.until(16))
    assert day.that_day == (STEP_UP,)


def test_a_start_test_of_the_first_day_that_raised_the_level_is_a_step_up() -> None:
    log = Log(seen_professional=True, calf_training_per_week=1, start=None).days("2/1 2/7 2/1")
    (day,) = red_days(log.check(1, start_test_pain=0).until(3))
    assert (day.date, day.that_day) == (date(2), (STEP_UP,))


def test_the_level_at_which_a_course_begins_is_no_step_up() -> None:
    log = Log(seen_professional=True, calf_training_per_week=1).days("2/1 2/7 2/1")
    (day,) = red_days(log.until(3))
    assert (day.date, day.that_day, day.day_before) == (date(2), (), ())


@pytest.mark.parametrize(
    ("squash", "found"),
    [
        ([0, 1, 2, 3], RedDayPattern("squash", 4, 4)),
        ([0, 1, 2], RedDayPattern("squash", 3, 4)),
        ([0, 1], None),
        ([], None),
    ],
)
def test_what_comes_before_three_and_more_than_half_is_a_pattern(
    squash: list[int], found: RedDayPattern | None
) -> None:
    replay = course(squash=squash).until(28)
    assert pattern(red_days(replay), replay.until) == found


def test_half_of_the_red_days_is_no_pattern() -> None:
    log = Log(seen_professional=True, calf_training_per_week=1).days("2/1*2 2/7*1 2/1*1 " * 6)
    for day in (2, 6, 10):
        log.on(day, "activity", **SQUASH)
    replay = log.until(24)
    days = red_days(replay)
    assert len(days) == 6
    assert pattern(days, replay.until) is None


def test_only_the_red_days_of_four_weeks_count() -> None:
    replay = course(squash=[0, 1, 2], weeks=8).until(56)
    assert pattern(red_days(replay), replay.until) is None


def test_what_is_done_twice_on_a_date_is_named_once() -> None:
    log = course(squash=[0], weeks=1).run(4, 10).run(4, 5).on(4, "activity", **SQUASH)
    (day,) = red_days(log.until(7))
    assert day.day_before == ("squash", "run")


WHY = """
# days                | red day | condition       | values
  2/7 1/1             | 1       | C1.pain         | score=7
  2/1+7 1/1           | 1       | C1.after        | score=7
  1/1*2 3/1 1/1       | 2       | C1.rise         | score=3 before=1
  3/1*7 9/1 1/1       | 7       | C1.far_too_much | score=9
  2/1 6/1 6/1         | 1       | C1.next_morning | score=6 baseline=4
  5/1*7 7/1 1/1       | 7       | C1.next_morning | score=7 baseline=5
  1/1*6 7/1 1/1       | 6       | C1.next_morning | score=7 baseline=4
"""


@each(("days", "day", "key", "values"), cells(WHY))
def test_what_made_a_day_red_is_the_first_condition(
    days: str, day: str, key: str, values: str
) -> None:
    log = Log(seen_professional=True, calf_training_per_week=1, morning_pain=None).days(days)
    replay = log.until(9)
    red = next(one for one in red_days(replay) if one.date == date(int(day)))
    why = why_red(replay, red)
    assert why.key == key
    wanted = dict(pair.split("=") for pair in values.split())
    assert {name: str(why.values[name]) for name in wanted} == wanted


def test_every_red_day_says_the_same_as_the_rules_did_on_its_morning() -> None:
    log = course(squash=[0, 1], weeks=3).days("9/1 2/1 5/1 2/1")
    days = red_days(log.until(26))
    assert len(days) == 5
    for day in days:
        reasons = log.until((day.date - date(1)).days + 2).states[-1].reasons
        assert why_red(log.until(26), day).key == reasons["colour"].would[0].key


def test_a_start_test_of_day_1_changes_the_load_of_day_2() -> None:
    log = Log(start=None).days("1/1*5").check(1, start_test_pain=0)
    assert load_change(log.until(5).states, date(3)) == (date(2), L1, L3)


def test_the_last_change_of_the_load_before_a_date() -> None:
    states = Log(seen_professional=True, calf_training_per_week=1).days("2/1*40").until(40).states
    assert load_change(states, date(14)) is None
    assert load_change(states, date(15)) == (date(15), L3, Level(4))
    assert load_change(states, date(21)) == (date(15), L3, Level(4))
    assert load_change(states, date(22)) == (date(22), Level(4), Level(5))
