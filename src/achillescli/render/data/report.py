"""`report --json`: the course and its weeks as plain values."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ...core.state import Colour, Finding
from ...core.views.measures import Measure
from ...core.views.red_days import RedDay
from ...core.views.summary import Report, ReportWeek
from .day import decision, iso, triage


def as_values(report: Report, shown: Sequence[ReportWeek]) -> dict[str, Any]:
    """Return the report with the weeks that are shown."""
    state, progress = report.replay.states[-1], report.progress
    return {
        "date": state.date.isoformat(),
        "day": state.day,
        "week": state.week,
        "phase": state.phase.value,
        "blocked": state.blocked,
        "triage": triage(state.referral, state.rows),
        "weeks": [week_values(week) for week in shown],
        "scores": [
            {"date": day.date.isoformat(), "morning": day.morning, "session": day.session}
            for day in report.graph
        ],
        "red_days": [red_day(day) for day in report.red_days],
        "gates": {
            "concentric": {
                "state": state.concentric,
                "missing": _missing(state.concentric_findings, closed=state.concentric == "closed"),
            },
            "running": {
                "state": state.running,
                "next_run": iso(state.next_run),
                "missing": _missing(state.running_findings, closed=state.running is None),
            },
        },
        "progress": {
            "index_first": _float(progress.index_first),
            "index_latest": _float(progress.index_latest),
            "latest_week": progress.latest_week,
            "meaningful": progress.meaningful,
            "recovered": progress.recovered,
            "visa_first": progress.visa_first,
            "visa_latest": progress.visa_latest,
            "visa_change": progress.visa_change,
            "visa_meaningful": progress.visa_meaningful,
        },
        "measures": [_measure(one) for one in report.measures],
    }


def _measure(one: Measure) -> dict[str, Any]:
    """Return the total of a questionnaire, or an activity of the person's own."""
    newest = one.newest
    return {
        "name": one.name,
        "which": one.which,
        "first": one.first.values[0],
        "first_on": one.first.date.isoformat(),
        "newest": newest.values[0] if newest else None,
        "newest_on": newest.date.isoformat() if newest else None,
        "change": one.change,
        "noticeable": one.noticeable,
    }


def red_day(day: RedDay) -> dict[str, Any]:
    """Return a red day as plain values."""
    return {
        "date": day.date.isoformat(),
        "pain": day.pain,
        "next_morning": day.next_morning,
        "that_day": list(day.that_day),
        "day_before": list(day.day_before),
    }


def _missing(findings: tuple[Finding, ...], *, closed: bool) -> list[str]:
    """Return what a gate that is closed still asks for."""
    return [finding.key for finding in findings if closed and not finding.met]


def _float(value: float | Fraction | None) -> float | None:
    return None if value is None else float(value)


def week_values(week: ReportWeek) -> dict[str, Any]:
    """Return one week as plain values."""
    return {
        "week": week.number,
        "first": week.first.isoformat(),
        "last": week.last.isoformat(),
        "finished": week.finished,
        "prescribed": week.prescribed,
        "completed": week.completed,
        "adherence": _float(week.adherence),
        "morning": {"median": _float(week.morning_median), "worst": week.morning_worst},
        "session": {"median": _float(week.session_median), "worst": week.session_worst},
        "colours": {colour.value: week.colours.get(colour, 0) for colour in Colour},
        "level": week.level,
        "load_kg": week.level_kg,
        "decision": decision(week.decision),
        "against_baseline": _float(week.against_baseline),
        "painkiller_days": week.painkiller_days,
    }
