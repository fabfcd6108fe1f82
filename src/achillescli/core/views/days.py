"""A course as one line a date, for tables that other programs read."""

from collections.abc import Iterator
from typing import NamedTuple

from ..course import Replay
from ..log.diary import DayRecord
from ..state import State
from .sessions import paused_dates


class Line(NamedTuple):
    """One date of a course: what was prescribed, what was logged, how it was tolerated.

    ``colour`` and ``colour_rule`` are those of the date itself, None until the morning
    after it has come. Minutes are the running minutes of the date, None without a run.
    """

    state: State
    day: DayRecord
    colour: str | None
    colour_rule: str | None
    prescribed: int
    done: int
    run_minutes: float | None
    paused: bool


def lines(replay: Replay) -> Iterator[Line]:
    """Yield every date of the newest course, oldest first."""
    paused = paused_dates(replay.log)
    for state, morning_after in zip(replay.states, (*replay.states[1:], None), strict=False):
        day = replay.diary[state.date]
        yield Line(
            state=state,
            day=day,
            colour=morning_after and morning_after.colour_yesterday,
            colour_rule=morning_after and morning_after.colour_rule,
            prescribed=len(state.sessions),
            done=day.s,
            run_minutes=sum(run.minutes for run in day.runs) if day.runs else None,
            paused=state.date in paused,
        )
