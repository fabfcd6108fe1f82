"""The dates of the next weeks on which a part of the day is to be done, for a calendar."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from ..course import Replay
from ..log.diary import DAY
from ..programme.protocol import Protocol
from ..state import State
from .due import PARTS
from .forecast import ahead
from .sessions import pauses, sessions_today, without_pauses

DAYS = 14
"""So far a calendar goes at most: the plan changes with what is logged, each week at least."""


class CalendarPart(NamedTuple):
    """A part of the day (morning, am or pm), its dates, and the exercises of the first of them."""

    part: str
    dates: tuple[dt.date, ...]
    exercises: tuple[str, ...] = ()


def calendar_parts(replay: Replay, protocol: Protocol) -> tuple[CalendarPart, ...]:
    """Return the parts of the day from the last date of a course on, if every day stays green.

    Of that date only what is still to do.
    A day off and a day without loading have no session, and a day in a pause has nothing. There
    is nothing while loading is forbidden.
    """
    if replay.states[-1].blocked:
        return ()
    until = replay.until + DAY * (DAYS - 1)
    states = (replay.states[-1], *ahead(replay.journal, protocol, replay.until, until))
    open_ = without_pauses(pauses(replay.log), states)
    left = sessions_today(replay).left
    parts = [CalendarPart("morning", tuple(day.date for day in open_))]
    for part in PARTS[1:]:
        days = [day for day in open_ if day.date > replay.until or part in left]
        parts.append(_sessions(part, days))
    return tuple(part for part in parts if part.dates)


def _sessions(part: str, states: Sequence[State]) -> CalendarPart:
    given = [(state.date, one) for state in states for one in state.sessions if one.slot == part]
    exercises = tuple(work.exercise for work in given[0][1].work) if given else ()
    return CalendarPart(part, tuple(date for date, _ in given), exercises)
