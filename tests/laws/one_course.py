"""What must hold on every day of one course, counted from its log without the rules."""

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from achillescli.core.assessment.triage import ROW
from achillescli.core.course import Replay
from achillescli.core.log.diary import DAY
from achillescli.core.state import Colour, Phase, State

TOO_MUCH = 6
FAR_TOO_MUCH = 8
FIRST_LOADED_DAY = 15
NO_LOAD_ROWS = frozenset({"T37", "T38"})
HOLDING_ROWS = frozenset({"T28", "T31"})
ASKED_DAYS, ASKED_DAYS_MAINTAIN = 14, 42
DOWNWARD = {"heel-drop-straight", "heel-drop-bent"}
UPWARD = {"heel-raise-two-leg", "heel-raise-single-leg"}


class Told(NamedTuple):
    """What was logged on a date; unknown scores are left out."""

    pains: list[int]
    afters: list[int]
    mornings: list[int]
    evenings: list[int]
    done: set[str]
    start_tests: list[int | str]
    tests: list[int]
    tablet: bool


def told(replay: Replay, date: dt.date) -> Told:
    """Return what was logged on a date, entry by entry."""
    entries = [entry for entry in replay.log if entry.date == date]
    checks = [e for e in entries if e.kind == "check"]
    felt = [e for e in entries if e.kind in ("session", "run", "activity")]
    later = [e for e in entries if e.kind in ("session", "run", "evening")]
    starts = [e.start_test_pain for e in checks if e.start_test_pain is not None]
    tests = [s for e in checks for s in (e.hop_pain, e.walk_pain) if s is not None]
    pains = [e.pain for e in felt if e.pain is not None]
    return Told(
        [*pains, *tests, *(s for s in starts if s != "unable")],
        [e.after for e in later if e.after is not None],
        [e.pain for e in entries if e.kind == "morning"],
        [e.daily_pain for e in entries if e.kind == "evening" and e.daily_pain is not None],
        {e.slot for e in entries if e.kind == "session" and e.completed},
        list(starts),
        tests,
        any(e.kind == "painkiller" for e in entries),
    )


def days_of(replay: Replay) -> list[Told]:
    """Return what was logged on each date of a course."""
    return [told(replay, state.date) for state in replay.states]


def surely_red(day: Told, next_day: Told | None) -> bool:
    """Whether a day was red by its own scores or a morning after it that is too much for anyone."""
    after = max(next_day.mornings, default=0) if next_day else 0
    too_much = max([*day.pains, *day.afters], default=0) >= TOO_MUCH
    return too_much or "unable" in day.start_tests or after >= FAR_TOO_MUCH


def nothing_is_given_while_blocked(replay: Replay) -> None:
    """Blocked by its rows, and then without any work; a day of rest has none either."""
    for state in replay.states:
        assert state.blocked == any(ROW[row].referral.blocks for row in state.rows)
        if state.blocked:
            assert (state.sessions, state.adaptation) == ((), None), state.date
        if state.adaptation == "D2":
            assert state.sessions == ()


def nothing_goes_up_before_day_43(replay: Replay) -> None:
    """Only lowering before day 43, and afterwards while the gate is closed."""
    for state in replay.states:
        work = {part.exercise for session in state.sessions for part in session.work}
        assert work <= DOWNWARD | UPWARD
        if state.day < 43:
            assert state.concentric == "closed", state.day
        if state.concentric == "closed":
            assert work <= DOWNWARD


def only_a_midportion_goes_below_the_floor(replay: Replay) -> None:
    """While the newest answers name any other place, or none for sure, the heel stays up."""
    for state in replay.states:
        places = [
            entry.answers.complaint.location
            for entry in replay.log
            if entry.kind == "assessment" and entry.complete and entry.date <= state.date
        ]
        assert state.rom == "floor" or places[-1] == "midportion", (state.day, places)


def levels_rise_slowly(replay: Replay) -> None:
    """One step in seven days but for a start test; no dose above the level, no load too heavy.

    No load before day 15.
    """
    states, logged = replay.states, days_of(replay)
    for at in range(1, len(states)):
        first = max(0, at - 7)
        week = states[first:at]
        if not any(day.start_tests for day in logged[first:at]):
            assert states[at].level - min(s.level for s in week) <= 1, at + 1
    for state in states:
        assert state.dose_level <= state.level
        assert state.load_kg <= heaviest(replay, state)
        assert state.load_kg == 0 or state.day >= FIRST_LOADED_DAY


def heaviest(replay: Replay, state: State) -> Fraction | float:
    """Return the heaviest load in kg by the newest weight, none where a fall would do more harm."""
    if not NO_LOAD_ROWS.isdisjoint(state.rows):
        return 0
    weights = [
        entry.answers.person.weight_kg
        for entry in replay.log
        if entry.kind == "assessment" and entry.complete and entry.date <= state.date
    ]
    return 10 if weights[-1] is None else min(20, weights[-1] / 4)


def no_level_rises_undeserved(replay: Replay) -> None:
    """No step up in a week with a red day, a blocked day or few days trained, nor in between.

    Nor with a weak push-off or one sign of the calf, nor when nobody has asked for weeks.
    """
    states, logged = replay.states, days_of(replay)
    for at in range(1, len(states)):
        rose = states[at].level > states[at - 1].level
        if not rose or logged[at - 1].start_tests:
            continue
        assert states[at].day % 7 == 1
        assert HOLDING_ROWS.isdisjoint(states[at].rows)
        assert asked_lately(replay, states[at].date, states[at - 1].phase), at + 1
        week = range(at - 7, at)
        assert not any(surely_red(logged[on], logged[on + 1]) for on in week), at + 1
        assert not any(states[on].blocked for on in (*week, at))
        if states[at - 1].phase is Phase.MAINTAIN:
            assert sum(len(logged[on].done) for on in week) >= 2, at + 1
        else:
            assert sum(bool(logged[on].done) for on in week) >= 5, at + 1


def asked_lately(replay: Replay, date: dt.date, phase: Phase) -> bool:
    """Whether somebody has asked lately whether anything is new."""
    asked = [
        entry.date
        for entry in replay.log
        if entry.kind == "checkin" or (entry.kind == "assessment" and entry.complete)
        if entry.date <= date
    ]
    most = ASKED_DAYS_MAINTAIN if phase is Phase.MAINTAIN else ASKED_DAYS
    return (date - max(asked)).days <= most


def no_day_with_a_tablet_is_green(replay: Replay) -> None:
    """Nor one without a session, or with pain."""
    for state in replay.states[1:]:
        if state.colour_yesterday is Colour.GREEN:
            day = told(replay, state.date - DAY)
            assert not day.tablet
            assert day.done
            assert max([*day.pains, *day.afters]) < 3


def no_gate_opens_undeserved(replay: Replay) -> None:
    """After days without a tablet, trained without pain or with calm evenings."""
    states = replay.states
    for before, now in pairwise(states):
        raises = before.concentric == "closed" != now.concentric
        runs = before.running is None is not now.running
        if not raises and not runs:
            continue
        week = [told(replay, now.date - DAY * back) for back in range(7, 0, -1)]
        assert not any(day.tablet for day in week), now.day
        assert now.level >= 3
        assert asked_lately(replay, now.date, now.phase), now.day
        if raises:
            _raises_deserved(replay, now)
        if runs:
            _running_deserved(replay, now, week)


def _raises_deserved(replay: Replay, now: State) -> None:
    assert now.day >= 43
    back = 14 if now.phase is Phase.MAINTAIN else 7
    days = [told(replay, now.date - DAY * n) for n in range(back, 0, -1)]
    assert max((pain for day in days for pain in (*day.pains, *day.afters)), default=0) <= 1
    trained = sum(bool(day.done) for day in days)
    assert trained >= 5, (now.day, trained)


def _running_deserved(replay: Replay, now: State, week: list[Told]) -> None:
    assert sum(bool(day.evenings) for day in week) >= 5
    assert max(pain for day in week for pain in day.evenings) <= 2
    four_weeks = [told(replay, now.date - DAY * back) for back in range(28)]
    newest = next(day for day in four_weeks if day.tests)
    assert max(newest.tests) <= 2, now.day
    assert not newest.tablet


EVERY_DAY = (
    nothing_is_given_while_blocked,
    nothing_goes_up_before_day_43,
    only_a_midportion_goes_below_the_floor,
    levels_rise_slowly,
    no_level_rises_undeserved,
    no_day_with_a_tablet_is_green,
    no_gate_opens_undeserved,
)
