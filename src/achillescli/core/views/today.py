"""The last date of a course, with what its page says beside the state."""

import datetime as dt
from typing import NamedTuple

from ..course import Replay
from ..log.diary import DAY
from ..log.entries import Session
from ..programme import painkillers, progress
from ..programme.protocol import Protocol
from ..state import Phase
from .red_days import RECENT_DAYS, RedDayPattern, pattern, red_days
from .sessions import SessionsToday, sessions_today


class Today(NamedTuple):
    """A date that has a workout, or none for today."""

    replay: Replay
    sessions: SessionsToday
    maintained: bool
    """Whether the weeks of maintenance are behind."""
    painkiller_lately: bool
    built_up: bool
    """Whether the first days have fewer sets."""
    other_treatments: bool
    """Whether other treatments are worth a word."""
    first_session: bool
    """Whether no session was ever logged."""
    before_red_days: RedDayPattern | None
    """What comes before many of the recent red days."""


def looks_back_to(date: dt.date) -> dt.date:
    """Return the first date whose state the page of a date needs: the day before a red day."""
    return date - DAY * (RECENT_DAYS + 1)


def today(replay: Replay, protocol: Protocol) -> Today:
    """Return the last date of a course that has days."""
    state = replay.states[-1]
    maintained = state.maintain_weeks >= protocol.maintain.weeks
    return Today(
        replay=replay,
        sessions=sessions_today(replay),
        maintained=state.phase is Phase.MAINTAIN and maintained,
        painkiller_lately=painkillers.taken_lately(replay.diary, replay.until),
        built_up=any(
            finding.key == "DOSE.first_days" for finding in state.reasons["dose"].findings
        ),
        other_treatments=progress.other_treatments(replay.indices, state.week),
        first_session=not any(isinstance(entry, Session) for entry in replay.log),
        before_red_days=pattern(red_days(replay), replay.until),
    )
