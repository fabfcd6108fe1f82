"""The weeks behind as they went, the weeks ahead as a condition."""

import pytest

from achillescli.core.views.plan import Plan, plan
from tests.kit.course_kit import PROTOCOL, Log, cells, date

COURSE = Log().days("3/1*7 3/4*14 3/1*2")
TESTS = {"walk_pain": 0, "hop_pain": 0, "raises_left": 30, "raises_right": 30}
RUNNER = Log(last_run=9).days("1/0d0*21").check(21, **TESTS)


def of(log: Log, day: int) -> Plan:
    return plan(log.until(day), PROTOCOL)


def test_the_ideal_course_is_that_of_the_rules() -> None:
    weeks = of(Log(), 1).weeks
    assert [week.number for week in weeks] == list(range(1, 13))
    assert [week.first for week in weeks] == [date(7 * week + 1) for week in range(12)]
    loads = [0, 0, *(2.5 * n for n in range(1, 9)), 20, 20]
    assert [week.state.level_kg for week in weeks] == loads
    assert {week.prescribed for week in weeks} == {14}


# week | its day | where  | level | sessions done of prescribed | decided after it | colours
WEEKS = """
  1    | 7       | behind | L3    | 14 14 | HOLD    | GREEN 7
  2    | 14      | behind | L3    | 14 14 | HOLD    | AMBER 7
  3    | 21      | behind | L3    | 14 14 | REGRESS | AMBER 7
  4    | 23      | now    | L2    | 4 14  | -       | GREEN 1
  5    | 29      | ahead  | L3    | 0 14  | -       |
  6    | 36      | ahead  | L4.1  | 0 14  | -       |
"""


@pytest.mark.parametrize(
    ("number", "day", "where", "level", "sessions", "decided", "colours"), cells(WEEKS)
)
def test_weeks_behind_are_as_they_went(
    number: str, day: str, where: str, level: str, sessions: str, decided: str, colours: str
) -> None:
    week = of(COURSE, 23).weeks[int(number) - 1]
    assert (week.number, week.state.day, str(week.state.level)) == (int(number), int(day), level)
    assert (week.behind, week.now) == (where == "behind", where == "now")
    assert f"{week.done} {week.prescribed}" == sessions
    assert (week.decision.verdict if week.decision else "-") == decided
    assert " ".join(f"{colour} {n}" for colour, n in week.colours.items()) == colours


def test_more_sessions_than_were_given_count_once() -> None:
    log = (
        Log().days("1/1*3").on(3, "session", slot="am", pain=1).on(3, "session", slot="pm", pain=1)
    )
    assert of(log, 3).weeks[0].done == 6


def test_the_day_that_it_is_made_on_is_the_last_of_the_course() -> None:
    assert of(COURSE, 23).today == COURSE.day(23)


#  day, and the weeks of the plan
NUMBERS = [(84, range(1, 13)), (85, [*range(1, 13), 13]), (100, [*range(1, 13), 15])]


@pytest.mark.parametrize(("day", "numbers"), NUMBERS)
def test_after_the_twelve_weeks_the_current_one_is_added(
    day: int, numbers: range | list[int]
) -> None:
    weeks = of(Log().days("1/1*100"), day).weeks
    assert [week.number for week in weeks] == list(numbers)
    assert [week.number for week in weeks if week.now] == [numbers[-1]]


def test_nothing_is_foreseen_while_blocked() -> None:
    found = of(Log().days("1/1*9").flag(9, gap=True), 9)
    assert [(week.number, week.behind, week.now) for week in found.weeks] == [
        (1, True, False),
        (2, False, True),
    ]
    assert (found.concentric, found.running) == (None, None)


#  the log, the day of the plan, from which days heel raises and running are open
GATES = [
    (Log(), 1, 43, 8),
    (COURSE, 23, 43, 29),
    (RUNNER, 20, 43, 21),
    (RUNNER, 23, 43, 23),
    (Log().days("1/0*50"), 50, 50, 55),
    (Log().days("8/6*84"), 84, None, None),
]


@pytest.mark.parametrize(("log", "day", "raises", "running"), GATES)
def test_each_gate_has_the_first_day_on_which_it_is_open(
    log: Log, day: int, raises: int | None, running: int | None
) -> None:
    found = of(log, day)
    assert found.concentric == (raises and date(raises))
    assert found.running == (running and date(running))


def test_running_that_is_suspended_is_not_open() -> None:
    log = RUNNER.copy().flag(23, fever=True)
    assert log.day(23).running == "suspended"
    assert of(log, 23).running is None


def test_the_days_ahead_have_a_level_and_no_scores() -> None:
    found = of(COURSE, 23)
    assert [day.day for day in found.graph] == list(range(1, 85))
    assert found.behind == 23
    assert {(day.morning, day.session, day.red) for day in found.graph[23:]} == {
        (None, None, False)
    }
    drawn = [found.graph[7 * week.number - 1].level for week in found.weeks if not week.now]
    assert drawn == [week.state.level for week in found.weeks if not week.now]


def test_after_the_weeks_the_newest_days_are_shown() -> None:
    found = of(Log().days("1/1*100"), 100)
    assert [day.day for day in found.graph] == list(range(22, 106))
    assert found.behind == 79


def test_while_blocked_every_day_is_behind() -> None:
    found = of(Log().days("1/1*9").flag(9, gap=True), 9)
    assert (len(found.graph), found.behind) == (9, 9)
