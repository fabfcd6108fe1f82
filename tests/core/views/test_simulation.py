"""What the rules make of a pattern of scores."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli import catalogue
from achillescli.core.course import Replay
from achillescli.core.log.values import StartTest
from achillescli.core.views import simulation, summary
from achillescli.core.views.simulation import Pattern, row
from tests.kit.course_kit import PROTOCOL
from tests.kit.each import each

DATE = dt.date(2026, 1, 5)
NAMES = tuple(catalogue.patterns())


def course(pattern: Pattern, weeks: int = 12, date: dt.date = DATE, **complaint: str) -> Replay:
    answers = catalogue.pattern_answers()
    answers["complaint"] |= complaint
    return simulation.simulated_course(answers, date, pattern, PROTOCOL, 7 * weeks + 1)


def named(name: str, weeks: int = 12) -> Replay:
    table = catalogue.patterns()[name]
    place = {"location": table.pop("location")} if "location" in table else {}
    table.pop("id")
    return course(Pattern.of(table), weeks, **place)


def decisions(found: Replay) -> list[str]:
    return [
        f"{week.level} {week.decision.verdict} {week.decision.rule}"
        for week in summary.weeks(found)
        if week.decision
    ]


@each(
    ("text", "values"),
    [
        ("2", (2,)),
        ("2,2,4,6,2", (2, 2, 4, 6, 2)),
        ("2 2;4", (2, 2, 4)),
        (" 4x3, - ", (4, 4, 4, None)),
        ("-x2,10×1,0*2", (None, None, 10, 0, 0)),
        ("1x1000", (1,) * 1000),
    ],
)
def test_a_row_is_read(text: str, values: tuple[int | None, ...]) -> None:
    assert row(text) == values


@each("text", ["", ",", "11", "a", "-1", "2.5", "2x0", "2x1001", "x2", "٣", "2,,", "2,", "2,,3"])
def test_a_row_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        row(text)


@each(("text", "place"), [("2, 11 ,3", 2), ("2,x,3", 2), ("2x0", 1), ("2,,3", 2), ("2 , 2;5x", 3)])
def test_the_place_that_cannot_be_read_is_named(text: str, place: int) -> None:
    with pytest.raises(ValueError, match=f"^{place}$"):
        row(text)


@each(("name", "text"), [("pain", "11"), ("sessions", "3"), ("painkillers", "2"), ("after", "x")])
def test_a_pattern_names_the_row_that_cannot_be_read(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=name) as refused:
        Pattern.of({name: f"0,{text}"})
    assert refused.value.args == (name, 2)


@given(st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=20))
def test_a_row_reads_back(values: Sequence[int | None]) -> None:
    assert row(",".join("-" if v is None else str(v) for v in values)) == tuple(values)


def test_a_row_that_ends_goes_on_from_its_start() -> None:
    found = course(Pattern(mornings=(1, None), pain=(2, 3, 4)), weeks=1)
    days = [found.diary[state.date] for state in found.states]
    assert [day.m for day in days] == [1, None, 1, None, 1, None, 1, None]
    assert [day.p for day in days] == [2, 3, 4, 2, 3, 4, 2, 3]


def test_what_is_put_in_is_what_is_logged() -> None:
    pattern = Pattern(mornings=(1,), pain=(2,), after=(3,), sessions=(1,), painkillers=(1, 0))
    found = course(pattern, weeks=1)
    days = [found.diary[state.date] for state in found.states]
    assert {(day.m, day.p, day.a, day.s) for day in days} == {(1, 2, 3, 1)}
    assert [day.painkiller for day in days] == [True, False] * 4


def test_no_more_sessions_are_done_than_are_prescribed() -> None:
    found = course(Pattern(mornings=(2, 9, 1), pain=(5, 2)), weeks=20)
    for state in found.states:
        assert found.diary[state.date].s == len(state.sessions)
    assert any(not state.sessions for state in found.states)


@each(("pain", "after", "done"), [(5, None, 2), (6, None, 1), (5, 5, 2), (5, 6, 1), (None, 6, 1)])
def test_after_too_much_pain_the_second_session_is_left_out(
    pain: int | None, after: int | None, done: int
) -> None:
    found = course(Pattern(pain=(pain,), after=(after,)), weeks=1)
    assert found.diary[DATE].s == done


def test_a_session_that_is_not_done_has_no_score() -> None:
    found = course(Pattern(sessions=(0,), pain=(5,)), weeks=1)
    assert {found.diary[state.date].p for state in found.states} == {None}


@each(("test", "level"), [(2, "L3"), (5, "L2"), (6, "L1"), ("unable", "L1")])
def test_the_start_test_of_the_pattern_counts(test: StartTest, level: str) -> None:
    answers = catalogue.pattern_answers() | {"tests": {"start_test_pain": 4, "raises_left": 20}}
    found = simulation.simulated_course(answers, DATE, Pattern(start_test=test), PROTOCOL, 7)
    assert {str(state.level) for state in found.states} == {level}
    assert found.assessment.answers.tests.raises_left == 20


def test_a_start_test_is_done_on_the_day_on_which_it_is_asked_for() -> None:
    found = course(Pattern(sessions=(0,), start_test=4), weeks=12)
    tested = [state.day for state in found.states if found.diary[state.date].checks]
    assert tested == [29]
    assert [str(state.level) for state in found.states[28:30]] == ["L1", "L2"]
    assert not any(state.start_test_asked for state in found.states)


def test_answers_that_forbid_loading_give_no_course() -> None:
    answers = catalogue.pattern_answers()
    answers["red_flags"] |= {"gap": True}
    found = simulation.simulated_course(answers, DATE, Pattern(), PROTOCOL, 29)
    assert found.states == ()
    assert found.standing.rows == ("T03",)


def test_a_course_may_begin_on_the_last_of_the_days_and_not_after_it() -> None:
    answers = catalogue.pattern_answers()
    answers["red_flags"] |= {"oral_steroid_last": DATE - dt.timedelta(days=80)}
    lengths = {
        days: len(simulation.simulated_course(answers, DATE, Pattern(), PROTOCOL, days).states)
        for days in (10, 11, 12)
    }
    assert lengths == {10: 0, 11: 0, 12: 12}


def test_a_course_that_begins_later_has_all_its_days() -> None:
    answers = catalogue.pattern_answers()
    answers["red_flags"] |= {"oral_steroid_last": DATE - dt.timedelta(days=80)}
    found = simulation.simulated_course(answers, DATE, Pattern(), PROTOCOL, 29)
    assert found.day_one == DATE + dt.timedelta(days=11)
    assert len(found.states) == 29
    assert {found.diary[state.date].s for state in found.states} == {2}


# What a physiotherapist would ask


@pytest.mark.hazard("H20")
def test_a_warm_up_trap_is_caught_by_week_5() -> None:
    assert decisions(named("warm-up-trap"))[:5] == [
        *("L3 HOLD W3", "L3 PROGRESS W3", "L4.1 HOLD W2", "L4.1 PROGRESS W3", "L4.2 REGRESS W1")
    ]


def test_one_flare_costs_one_step() -> None:
    found = decisions(named("flare-and-recovery"))
    assert [text for text in found if "REGRESS" in text] == ["L4.2 REGRESS W1"]
    assert found[4] == "L4.1 PROGRESS W3"


@pytest.mark.hazard("H25")
def test_tablets_stall_the_plan() -> None:
    found = named("painkiller-masking")
    assert {str(state.level) for state in found.states} == {"L3"}
    assert set(decisions(found)) == {"L3 HOLD W2"}


def test_boom_and_bust_never_gets_a_load() -> None:
    assert not any(state.load_kg for state in named("boom-and-bust").states)


def test_an_insertional_tendon_stays_above_the_floor() -> None:
    assert {state.rom for state in named("insertional").states} == {"floor"}


def test_weeks_away_cost_a_step_each_and_then_a_new_start_test() -> None:
    found = named("missed-weeks")
    broken = {state.day: state.break_rule for state in found.states if state.break_rule}
    assert broken == {36: "W6", 43: "W6", 50: "W6", 57: "W7"}
    assert [state.day for state in found.states if found.diary[state.date].checks] == [57]


def test_a_steady_recovery_reaches_the_ceiling() -> None:
    assert decisions(named("steady-recovery"))[-1] == "L4.8 PROGRESS W3"


@each("name", NAMES)
def test_every_named_pattern_covers_twelve_weeks(name: str) -> None:
    assert len(named(name).states) == 85


# A simulated course


def simulation_of(decided: Replay, weeks: int) -> simulation.Simulation:
    return simulation.Simulation(None, True, Pattern(), DATE, decided, weeks)


def test_the_last_week_is_decided_on_a_day_that_is_not_shown() -> None:
    found = simulation_of(course(Pattern(mornings=(2,)), weeks=3), 3)
    assert [state.day for state in found.decided.states] == list(range(1, 23))
    assert [state.day for state in found.course.states] == list(range(1, 22))
    assert [week.decision.rule for week in found.weeks] == ["W3"] * 3
    assert [day.morning for day in found.graph] == [2] * 21


def test_the_colour_of_the_last_day_is_known_all_the_same() -> None:
    red = course(Pattern(pain=(*(1,) * 6, 7)), weeks=1)
    assert [day.day for day in simulation_of(red, 1).graph if day.red] == [7]


def test_the_days_between_the_assessment_and_the_course_are_counted() -> None:
    assert simulation_of(course(Pattern(), weeks=1), 1).days_before == 0
    answers = catalogue.pattern_answers()
    answers["red_flags"] |= {"oral_steroid_last": DATE - dt.timedelta(days=80)}
    later = simulation.simulated_course(answers, DATE, Pattern(), PROTOCOL, 29)
    assert simulation_of(later, 1).days_before == 11


def test_the_sessions_of_a_simulated_course_are_those_of_its_weeks() -> None:
    found = simulation_of(course(Pattern(sessions=(2, 2, 2, 2, 2, 2, 1)), weeks=2), 2).sessions
    assert (found.completed, found.prescribed, found.percent) == (26, 28, 93)


def test_how_long_a_block_and_a_row_last() -> None:
    found = simulation_of(course(Pattern(mornings=(*(2,) * 5, 8, 8, *(2,) * 7)), weeks=2), 2)
    blocked = [state.day for state in found.course.states if state.blocked]
    assert blocked == [7, 8, 9]
    assert [found.block_end(day) for day in (6, 7, 9)] == [5, 9, 9]
    assert [found.open_until("T29", day) for day in (7, 8)] == [9, 9]


def test_how_long_a_day_stays_careful() -> None:
    found = simulation_of(named("warm-up-trap"), 12)
    assert [found.course.states[day - 1].adaptation for day in (57, 58, 59)] == ["D1", "D2", "D2"]
    assert [found.adaptation_end(day) for day in (57, 58, 59)] == [57, 59, 59]
