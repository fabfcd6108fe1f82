"""The 12 weeks: those behind as they went, those ahead as a condition."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..course import Replay
from ..log.diary import DAY
from ..programme.protocol import Protocol
from ..programme.weekly import WEEK_DAYS
from ..state import Colour, Decision, Off, State
from .forecast import ahead
from .graph import GraphDay, graph_days
from .sessions import done_count, given_count

WEEKS = 12
"""How many weeks the plan shows."""


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """One week; ``behind`` when it is over, ``done`` of the sessions so far."""

    number: int
    state: State
    """The day that stands for it: its last known one, or today, or its first ahead."""
    first: dt.date
    prescribed: int
    done: int
    behind: bool
    now: bool
    decision: Decision | None
    colours: Mapping[Colour, int]
    """How many of its days so far had each colour."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The day that it is made on, the weeks, and from when each gate is open.

    A gate that does not open within the weeks has no date.
    """

    today: State
    weeks: tuple[PlannedWeek, ...]
    concentric: dt.date | None
    running: dt.date | None
    raises_off: Off | None
    """Why heel raises are left out today, though their gate is open."""
    run_from: dt.date | None
    """The date before which there is no next run; None when it can be today."""
    graph: tuple[GraphDay, ...]
    """The days of the weeks, those ahead without scores; after them those of the newest."""
    behind: int
    """How many of these days are behind, today among them."""


def plan(replay: Replay, protocol: Protocol) -> Plan:
    """Return the plan of a course that has days, if every day from now on stays green."""
    today = replay.states[-1]
    days = WEEK_DAYS * max(WEEKS, today.week) - today.day
    until = replay.until + DAY * days
    states = () if today.blocked else ahead(replay.journal, protocol, replay.until, until)
    shown = (*replay.states, *states)[-WEEK_DAYS * WEEKS :]
    return Plan(
        today=today,
        weeks=_weeks(replay, states),
        concentric=_first(state for state in (today, *states) if _may_raise(state)),
        running=_first(state for state in (today, *states) if _may_run(state)),
        raises_off=replay.raises_off,
        run_from=replay.run_from,
        graph=graph_days(shown, replay.diary),
        behind=len(shown) - len(states),
    )


def _may_raise(state: State) -> bool:
    return state.concentric != "closed" and not state.blocked


def _may_run(state: State) -> bool:
    return state.running not in (None, "suspended")


def _first(states: Iterator[State]) -> dt.date | None:
    return next((state.date for state in states), None)


def _weeks(replay: Replay, future: Sequence[State]) -> tuple[PlannedWeek, ...]:
    """Return the weeks of the programme, and the current one when it is later than those."""
    states = [*replay.states, *future]
    colours = replay.colours
    numbers = [*range(1, WEEKS + 1)]
    if replay.states[-1].week > WEEKS:
        numbers.append(replay.states[-1].week)
    known = (week for week in numbers if states[-1].week >= week)
    return tuple(_week(replay, states, colours, week) for week in known)


def _week(
    replay: Replay, states: Sequence[State], colours: Mapping[dt.date, Colour], week: int
) -> PlannedWeek:
    today = replay.states[-1]
    days = states[WEEK_DAYS * (week - 1) : WEEK_DAYS * week]
    past = [state for state in days if state.date <= replay.until]
    morning_after = states[WEEK_DAYS * week : WEEK_DAYS * week + 1]
    behind = week < today.week
    return PlannedWeek(
        number=week,
        state=past[-1] if past else days[0],
        first=days[0].date,
        prescribed=given_count(days),
        done=done_count(replay.diary, past),
        behind=behind,
        now=week == today.week,
        decision=morning_after[0].decision if behind and morning_after else None,
        colours=Counter(colours[state.date] for state in past if state.date in colours),
    )
