"""`plan --json`: the 12 weeks as plain values."""

from typing import Any

from ...core.state import Colour
from ...core.views.plan import Plan, PlannedWeek
from .day import decision, iso


def as_values(plan: Plan) -> dict[str, Any]:
    """Return the plan; gates are dates, null where none is ahead."""
    return {
        "date": plan.today.date.isoformat(),
        "day": plan.today.day,
        "ahead": "if every day stays green",
        "weeks": [_week(week) for week in plan.weeks],
        "gates": {"concentric": iso(plan.concentric), "running": iso(plan.running)},
    }


def _week(week: PlannedWeek) -> dict[str, Any]:
    return {
        "week": week.number,
        "first": week.first.isoformat(),
        "behind": week.behind,
        "phase": week.state.phase.value,
        "level": str(week.state.level),
        "load_kg": week.state.level_kg,
        "sessions": week.prescribed,
        "done": week.done if week.behind or week.now else None,
        "colours": {colour.value: week.colours.get(colour, 0) for colour in Colour},
        "decision": decision(week.decision),
    }
