"""`report --week --json`: the week that ended and the one after it as plain values."""

from typing import Any

from ...core.state import State
from ...core.views.past_week import PastWeek
from .day import triage
from .report import red_day, week_values


def as_values(state: State, past: PastWeek | None) -> dict[str, Any]:
    """Return the newest week that is over, the one before it, and what comes next."""
    return {
        "date": state.date.isoformat(),
        "day": state.day,
        "blocked": state.blocked,
        "triage": triage(state.referral, state.rows),
        "week": week_values(past.week) if past else None,
        "before": week_values(past.before) if past and past.before else None,
        "red_days": [red_day(day) for day in past.red_days] if past else [],
        "next": _next(state, past) if past else None,
    }


def _next(state: State, past: PastWeek) -> dict[str, Any]:
    return {
        "week": state.week,
        "level": str(state.level),
        "load_kg": state.level_kg,
        "concentric": state.concentric,
        "running": state.running,
        "decided": past.decided_next.isoformat(),
    }
