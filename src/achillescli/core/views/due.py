"""What of the last date of a course is to be done or logged now, and what comes next."""

from collections.abc import Collection
from typing import NamedTuple

from ..course import Replay
from .sessions import pause_end, sessions_today

PARTS = ("morning", "am", "pm")
"""The parts of a day that have a time of their own, in their order."""


class Due(NamedTuple):
    """What is due: of morning, am, pm, evening, checkin and test those that are, in this order."""

    now: tuple[str, ...]
    later: str | None
    """The first part of the day of which the time is still to come."""


def due(replay: Replay, reached: Collection[str]) -> Due:
    """Return what is due on a date on which loading is allowed.

    ``reached`` are the parts of the day whose time has come. The evening is scored once no
    session is left. Nothing is due on a date in a pause.
    """
    if pause_end(replay.log, replay.until):
        return Due((), None)
    state, day = replay.states[-1], replay.diary[replay.until]
    sessions = sessions_today(replay)
    open_ = {*sessions.left, *(("morning",) if day.m is None else ())}
    missing = [part for part in PARTS if part in open_]
    now = [part for part in missing if part in reached]
    if not missing and day.daily is None and "pm" in reached:
        now.append("evening")
    if state.checkin_due:
        now.append("checkin")
    if state.start_test_asked and not sessions.stopped:
        now.append("test")
    return Due(tuple(now), next((part for part in missing if part not in reached), None))
