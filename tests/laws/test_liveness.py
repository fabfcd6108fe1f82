"""Never stuck in silence: who may train is treated, and who does not move is told so.

Each law is tried on courses that the rules must not hold back, and once more with the rule
broken that it stands for: then it must fail.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

import pytest
from hypothesis import Phase as Stage
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from achillescli.core.assessment import triage
from achillescli.core.programme import breaks, dose, weekly
from achillescli.core.state import L2, Phase, Verdict
from tests.kit.course_kit import PROTOCOL, Log, told

pytestmark = pytest.mark.slow

STARTS = [None, 0, 3, 6, "unable"]
EIGHT_MONTHS = 245


def told_weeks(
    log: Log, weeks: Sequence[tuple[Sequence[int | None], Sequence[int | None]]], *, first: int = 1
) -> Log:
    """Write weeks of mornings and pains, one list of seven each, with the check-in kept."""
    for week, (mornings, pains) in enumerate(weeks):
        for n in range(7):
            day = first + 7 * week + n
            if mornings[n] is not None:
                log.on(day, "morning", pain=mornings[n])
            if pains[n] is not None:
                log.on(day, "session", slot="am", pain=pains[n])
        log.on(first + 7 * week + 6, "checkin")
    return log


def week_of(
    mornings: st.SearchStrategy[Any], pains: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    return st.tuples(
        st.lists(mornings, min_size=7, max_size=7), st.lists(pains, min_size=7, max_size=7)
    )


# never more than two days in a row without a dose


@st.composite
def sore_courses(draw: st.DrawFn) -> Log:
    """Draw a course of any soreness without a morning of 8 and without a sign."""
    log = Log(start=draw(st.sampled_from(STARTS)), morning_pain=draw(st.integers(0, 7)))
    scores = st.sampled_from([None, 0, 1, 3, 5, 6, 7])
    pains = st.sampled_from([0, 2, 4, 6, 6, 8, 10])
    return told_weeks(log, draw(st.lists(week_of(scores, pains), min_size=1, max_size=6)))


def loaded_every_third_day(log: Log) -> None:
    states = log.states(42)
    idle = 0
    for state in states:
        assert not state.blocked
        idle = 0 if state.sessions or state.phase is Phase.MAINTAIN else idle + 1
        assert idle <= 2, state.day


# scores of at most 2 on five trained days a week reach the highest level


@st.composite
def calm_courses(draw: st.DrawFn) -> Log:
    """Draw eight months of mornings and pains of at most 2, five days trained in each week.

    No week's mornings lie two above those of another: see below.
    """
    log = Log(
        start=draw(st.sampled_from(STARTS)),
        weight_kg=draw(st.sampled_from([None, 20, 80])),
        onset=draw(st.sampled_from([0, 5, 60])),
        morning_pain=draw(st.sampled_from([None, 0, 9])),
    )
    low = st.integers(0, 2)
    some = draw(st.lists(week_of(low, low), min_size=2, max_size=3))
    rest = draw(st.permutations(range(7)))[:2]
    medians = [median(mornings) for mornings, _ in some]
    assume(all(abs(a - b) < 2 for a in medians for b in medians))
    trained = [
        (mornings, [None if n in rest else pain for n, pain in enumerate(pains)])
        for mornings, pains in some
    ]
    weeks = [trained[at % len(trained)] for at in range(EIGHT_MONTHS // 7)]
    return told_weeks(log, weeks)


def reaches_the_ceiling(log: Log) -> None:
    replay = log.until(EIGHT_MONTHS)
    weight = replay.assessment.answers.person.weight_kg
    assert replay.states[-1].level == PROTOCOL.load.ceiling(weight)


def test_mornings_that_swing_between_0_and_2_from_week_to_week_never_get_there() -> None:
    states = Log(start=0).days("0/0*7 2/0*7 " * 20).states(280)
    assert {str(state.level) for state in states} == {"L2", "L3"}
    assert {row for state in states for row in state.rows} == set()


# steady sore sessions with calm mornings never end below L2


@st.composite
def steady_courses(draw: st.DrawFn) -> Log:
    """Draw twelve weeks of sore sessions, the mornings calm and the same from week to week."""
    log = Log(start=draw(st.sampled_from([0, 4])))
    calm = draw(st.lists(st.integers(1, 2), min_size=7, max_size=7))
    pains = st.integers(3, 5)
    weeks = draw(st.lists(st.lists(pains, min_size=7, max_size=7), min_size=12, max_size=12))
    return told_weeks(log, [(calm, week) for week in weeks])


def never_below_l2(log: Log) -> None:
    states = log.states(84)
    assert all(state.level >= L2 for state in states)


# eight decisions without a step up have a row


@st.composite
def stalled_courses(draw: st.DrawFn) -> Log:
    """Draw nine weeks or more in which mostly nothing moves, and nobody cleared anything."""
    log = Log(start=draw(st.sampled_from(STARTS)))
    kinds = st.sampled_from([(1, 3), (2, 4), (3, 4), (2, 2), (1, None), (1, 1)])
    same = draw(kinds)
    weeks = [([same[0]] * 7, [same[1]] * 7)] * 8
    other = draw(st.lists(kinds, min_size=1, max_size=4))
    weeks += [([m] * 7, [p] * 7) for m, p in other]
    tablets = draw(st.booleans())
    told_weeks(log, weeks)
    for day in range(1, 7 * len(weeks), 3) if tablets else ():
        log.on(day, "painkiller")
    return log


ROWS = {"T19", "T20", "T21", "T22", "T32"}


def told_when_stalled(log: Log) -> None:
    replay = log.until(80)
    ceiling = PROTOCOL.load.ceiling(replay.assessment.answers.person.weight_kg)
    verdicts = []
    for state in replay.states:
        verdicts += [state.decision.verdict] if state.decision else []
        stuck = len(verdicts) >= 8 and Verdict.PROGRESS not in verdicts[-8:]
        if stuck and state.level < ceiling and state.phase is not Phase.MAINTAIN:
            assert ROWS & {*state.rows}, state.day


# a sign that is reported and cleared within two days costs no step

HARMLESS = (
    "chest_pain breathless calf_swollen night_pain weight_loss numbness pinpoint_bone_pain"
    " both_heels_unexplained diabetic_foot effort_limited hot_red_tendon calf_red wound"
).split()
"""The signs that do not point to the tendon or an infection, each alone."""


@st.composite
def reported_courses(draw: st.DrawFn) -> Log:
    """Draw a calm course, a sign on one of its days, and its clearance at most two days later."""
    log = Log(start=1).days("1/1*35")
    day = draw(st.integers(2, 27))
    log.flag(day, **told(draw(st.sampled_from(HARMLESS))))
    return log.cleared(day + draw(st.integers(0, 2)), "doctor")


def costs_no_step(log: Log) -> None:
    states = log.states(35)
    assert [state.break_rule for state in states if state.break_rule] == []
    assert all(before.level <= now.level for before, now in pairwise(states))


LAWS = {
    "a dose every third day": (sore_courses(), loaded_every_third_day, 60),
    "calm scores reach the ceiling": (calm_courses(), reaches_the_ceiling, 25),
    "steady soreness stays at L2": (steady_courses(), never_below_l2, 30),
    "a stall is told": (stalled_courses(), told_when_stalled, 40),
    "a sign cleared at once costs no step": (reported_courses(), costs_no_step, 40),
}


@pytest.mark.hazard("H61", "H63")
@pytest.mark.parametrize("name", LAWS)
def test_nobody_is_stuck_in_silence(name: str) -> None:
    courses, holds, examples = LAWS[name]
    settings(max_examples=examples)(given(courses)(holds))()


def _always_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    rests = property(lambda self: self.two_reds)
    monkeypatch.setattr(dose.Careful, "rests_for_reds", rests)


BROKEN: dict[str, Callable[[pytest.MonkeyPatch], object]] = {
    "a dose every third day": _always_rests,
    "calm scores reach the ceiling": lambda m: m.setattr(weekly, "TRAINED_DAYS", 6),
    "steady soreness stays at L2": lambda m: m.setattr(weekly, "_sore_twice", lambda *_: True),
    "a stall is told": lambda m: m.setattr(triage, "STALLED_DECISIONS", 9),
    "a sign cleared at once costs no step": lambda m: m.setattr(breaks, "LONG_BLOCK_DAYS", 2),
}


@pytest.mark.parametrize("name", LAWS)
def test_each_law_can_fail(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    BROKEN[name](monkeypatch)
    courses, holds, examples = LAWS[name]
    if name == "steady soreness stays at L2":
        monkeypatch.setattr(weekly, "L2", 0)
    tried = settings(max_examples=4 * examples, phases=[Stage.generate])(given(courses)(holds))
    with pytest.raises(AssertionError):
        tried()
