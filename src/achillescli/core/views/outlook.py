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


def reason(old: State | None, new: State) -> str | None:
    """Return what made the plan of a date another one; None when nothing did.

    It is the rule of a step of the level, D1, D2 or T28, or one of: started, unblocked, unwell,
    kept, resumed, D1_over, D2_over.
    """
    if new.blocked:
        return None
    if new.adaptation is not None:
        return "unwell" if new.rest else new.adaptation.value
    if old is None or old.blocked:
        return "unblocked" if old else "started"
    if new.level_steps and new.level_steps != old.level_steps:
        return new.level_steps[-1].rule
    if new.decision and (old.decision is None or new.decision[:3] != old.decision[:3]):
        return "kept"
    if old.break_rule and not new.break_rule:
        return "resumed"
    if old.adaptation is not None:
        return f"{old.adaptation}_over"
    return "T28" if "T28" in new.rows and "T28" not in old.rows else None
