"""`today --json` and `replay --json`: days as plain values, by the names that machines read."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from ...core.state import Decision, Prescription, Referral, State

if TYPE_CHECKING:
    from ...core.course import Replay


def as_values(state: State) -> dict[str, Any]:
    """Return one date of a course, its keys in their fixed order."""
    return {
        "date": state.date.isoformat(),
        "day": state.day,
        "week": state.week,
        "phase": state.phase.value,
        "blocked": state.blocked,
        "triage": triage(state.referral, state.rows),
        "level": str(state.level),
        "dose_level": str(state.dose_level),
        "load_kg": float(state.load_kg),
        "rom": state.rom,
        "sessions": [_session(session) for session in state.sessions],
        "adaptation": state.adaptation,
        "colour_yesterday": state.colour_yesterday and state.colour_yesterday.value,
        "colour_rule": state.colour_rule,
        "decision": decision(state.decision),
        "break": state.break_rule,
        "start_test_asked": state.start_test_asked,
        "symptom_stage": state.symptom_stage,
        "concentric": state.concentric,
        "running": state.running,
        "next_run": iso(state.next_run),
        "checkin_due": state.checkin_due,
    }


def today(state: State, *, stopped: bool) -> dict[str, Any]:
    """Return the last date of a course, and whether what is left of its sessions is left out."""
    return {**as_values(state), "stopped": stopped}


def before_day_one(replay: "Replay") -> dict[str, Any]:
    """Return a date without a course."""
    standing = replay.standing
    return {
        "date": replay.until.isoformat(),
        "blocked": standing.blocked,
        "triage": triage(standing.referral, standing.rows),
        "day": None,
    }


def triage(referral: Referral, rows: tuple[str, ...]) -> dict[str, Any]:
    """Return the level of a triage and its rows."""
    return {"level": referral.name, "rows": list(rows)}


def decision(taken: Decision | None) -> dict[str, Any] | None:
    """Return a weekly decision, without the conditions that were looked at."""
    if taken is None:
        return None
    return {"week": taken.week, "verdict": taken.verdict.value, "rule": taken.rule}


def iso(date: dt.date | None) -> str | None:
    """Return a date as an ISO string."""
    return None if date is None else date.isoformat()


def _session(session: Prescription) -> dict[str, Any]:
    work = [
        {"exercise": part.exercise, "sets": part.sets, "reps": part.reps} for part in session.work
    ]
    return {"slot": session.slot, "work": work}
