"""What the rules make of a log for today and for tomorrow."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .. import course
from ..log.entries import Entry
from ..programme.protocol import Protocol
from ..state import State

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Today and tomorrow, as far as the log goes; None without a course."""

    date: dt.date
    today: State | None
    tomorrow: State | None
    rows: tuple[str, ...]
    blocked: bool
    why_empty: str | None


def outlook(log: Sequence[Entry], protocol: Protocol, today: dt.date) -> Outlook:
    """Return the plan of today, and of tomorrow without its morning score."""
    replay = course.replay(log, protocol, today + _DAY, since=today)
    states = {state.date: state for state in replay.states[-2:]}
    now = states.get(today)
    if now is None:
        replay = course.replay(log, protocol, today, since=today)
    return Outlook(
        date=today,
        today=now,
        tomorrow=states.get(today + _DAY),
        rows=now.rows if now else replay.standing.rows,
        blocked=now.blocked if now else replay.standing.blocked,
        why_empty=replay.why_empty,
    )
