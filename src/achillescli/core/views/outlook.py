"""What the rules make of a log for today and for tomorrow."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .. import course
from ..log.entries import Entry
from ..programme.protocol import Protocol
from ..state import Adaptation, Colour, State
from .sessions import SessionsToday, sessions_of

_DAY = dt.timedelta(days=1)


class PlanChange(NamedTuple):
    """A plan that is another one than before, and what made it so, in the words of ``_reason``."""

    days: str
    """today, tomorrow or both"""
    plan: State
    reason: str | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Yesterday, today and tomorrow, as far as the log goes; None without a course of today."""

    date: dt.date
    yesterday: State | None
    today: State | None
    tomorrow: State | None
    rows: tuple[str, ...]
    blocked: bool
    why_empty: str | None
    sessions: SessionsToday | None = None
    """Those of today; None where it has none."""

    def changes(self, before: "Outlook") -> tuple[PlanChange, ...]:
        """Return which plans differ from before, of today and of tomorrow, with the reason.

        Once the sessions of today are over, only that of tomorrow does; and where they were left
        out and are no more, that of today does.
        """
        today = _change("today", before.today, self.today, self.yesterday)
        tomorrow = _change("tomorrow", before.tomorrow, self.tomorrow, self.today)
        if self.sessions and not self.sessions.left:
            today = None
        elif self.today and self.sessions and before.sessions and before.sessions.stopped:
            today = PlanChange("today", self.today, "resumed_today")
        elif today and tomorrow and _work(today.plan) == _work(tomorrow.plan):
            return (today._replace(days="both"),)
        return tuple(change for change in (today, tomorrow) if change)


def outlook(log: Sequence[Entry], protocol: Protocol, today: dt.date) -> Outlook:
    """Return the plan of today, and of tomorrow without its morning score."""
    replay = course.replay(log, protocol, today + _DAY, since=today - _DAY)
    states = {state.date: state for state in replay.states[-3:]}
    now = states.get(today)
    if now is None:
        replay = course.replay(log, protocol, today, since=today)
    return Outlook(
        date=today,
        yesterday=states.get(today - _DAY),
        today=now,
        tomorrow=states.get(today + _DAY),
        rows=now.rows if now else replay.standing.rows,
        blocked=now.blocked if now else replay.standing.blocked,
        why_empty=replay.why_empty,
        sessions=sessions_of(replay, now) if now and now.sessions else None,
    )


def same_plan(one: State | None, other: State | None) -> bool:
    """Whether two dates have the same plan, as far as both are known."""
    return one is None or other is None or _work(one) == _work(other)


def _change(
    day: str, old: State | None, new: State | None, day_before: State | None
) -> PlanChange | None:
    if new is None or (old and _work(old) == _work(new)):
        return None
    return PlanChange(day, new, _reason(old, new, day_before))


def _work(state: State) -> tuple[object, ...]:
    """Return what makes a plan the same as another one."""
    return (
        state.blocked,
        state.dose_level,
        state.load_kg,
        state.sessions,
        state.adaptation,
        state.rest,
    )


def _reason(old: State | None, new: State, day_before: State | None) -> str | None:
    """Return what made the plan of a date another one; None when nothing did.

    It is the rule of a step of the level, D1 or T28, or one of: D2_reds, D2_morning, started,
    unblocked, unwell, kept, resumed, D1_over, D2_over.
    """
    if new.blocked:
        return None
    if new.adaptation is not None and (new.sessions or new.adaptation is Adaptation.D2):
        return _careful_reason(new, day_before)
    if old is None or old.blocked:
        return "unblocked" if old else "started"
    if "T28" in new.rows and "T28" not in old.rows:
        return "T28"
    if new.level_steps and new.level_steps != old.level_steps:
        return new.level_steps[-1].rule
    if new.decision and (old.decision is None or new.decision[:3] != old.decision[:3]):
        return "kept"
    if old.break_rule and not new.break_rule:
        return "resumed"
    same = old.adaptation in (None, new.adaptation)
    return None if same else f"{old.adaptation}_over"


def _careful_reason(new: State, day_before: State | None) -> str:
    """Return what made a date a careful one."""
    if new.adaptation is Adaptation.D1:
        return "D1"
    if new.rest:
        return "unwell"
    reds = day_before and day_before.colour_yesterday is new.colour_yesterday is Colour.RED
    return "D2_reds" if reds else "D2_morning"
