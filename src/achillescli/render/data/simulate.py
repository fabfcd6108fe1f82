"""`simulate --json`: a simulated course as plain values."""

from typing import Any

from ...core.views.simulation import Simulation
from . import day
from .report import week_values


def as_values(simulation: Simulation) -> dict[str, Any]:
    """Return what was put in, the weeks and the days."""
    standing = simulation.decided.standing
    return {
        "pattern": None if simulation.changed else simulation.name,
        "rows": simulation.pattern._asdict(),
        "triage": day.triage(standing.referral, standing.rows),
        "blocked": standing.blocked,
        "weeks": [week_values(week) for week in simulation.weeks],
        "days": [day.as_values(state) for state in simulation.course.states],
    }
