"""A course by fortnight."""

import datetime as dt
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from ..course import Replay
from ..programme.weekly import WEEK_DAYS
from ..state import Colour, Level, State
from .sessions import done_count, given_count, pauses, without_pauses
from .summary import ReportWeek

FORTNIGHT_WEEKS = 2
"""The weeks of one row."""


class Pain(NamedTuple):
    """The median and the worst of some scores in NRS points."""

    median: float
    worst: int


class Fortnight(NamedTuple):
    """Two weeks of a course, or all those before the first that is shown."""

    first_week: int
    last_week: int
    first: dt.date
    last: dt.date
    level_first: Level
    level_last: Level
    days: int
    """The days that are over."""
    trained: int
    """Those with a session, completed or not."""
    done: int
    given: int
    """The sessions done of those given on days that are over, without days in a pause."""
    morning: Pain | None
    session: Pain | None
    daily: Pain | None
    reds: int
    painkillers: int
    """Days with a painkiller."""


def fortnights(
    replay: Replay, weeks: Sequence[ReportWeek], count: int | None
) -> tuple[Fortnight | None, tuple[Fortnight, ...]]:
    """Return the newest fortnights that hold so many weeks, and before them all others as one.

    None asks for every fortnight. A fortnight begins with an odd week.
    """
    pairs = [weeks[at : at + FORTNIGHT_WEEKS] for at in range(0, len(weeks), FORTNIGHT_WEEKS)]
    shown = len(pairs) if count is None else -(-count // FORTNIGHT_WEEKS)
    earlier = [week for pair in pairs[:-shown] for week in pair]
    return (
        _fortnight(replay, earlier) if earlier else None,
        tuple(_fortnight(replay, pair) for pair in pairs[-shown:]),
    )


def over(replay: Replay, states: Iterable[State]) -> tuple[State, ...]:
    """Return the states of the dates that are over."""
    return tuple(state for state in states if state.date < replay.until)


def _fortnight(replay: Replay, weeks: Sequence[ReportWeek]) -> Fortnight:
    start, end = (weeks[0].number - 1) * WEEK_DAYS, weeks[-1].number * WEEK_DAYS
    states = replay.states[start:end]
    days = [replay.diary[state.date] for state in states]
    past = over(replay, states)
    counted = without_pauses(pauses(replay.log), past)
    return Fortnight(
        first_week=weeks[0].number,
        last_week=weeks[-1].number,
        first=states[0].date,
        last=states[-1].date,
        level_first=states[0].level,
        level_last=states[-1].level,
        days=len(past),
        trained=sum(replay.diary[state.date].trained for state in past),
        done=done_count(replay.diary, counted),
        given=given_count(counted),
        morning=_pain(day.m for day in days),
        session=_pain(day.p for day in days),
        daily=_pain(day.daily for day in days),
        reds=sum(week.colours[Colour.RED] for week in weeks),
        painkillers=sum(week.painkiller_days for week in weeks),
    )


def _pain(scores: Iterable[int | None]) -> Pain | None:
    known = [score for score in scores if score is not None]
    return Pain(median(known), max(known)) if known else None
