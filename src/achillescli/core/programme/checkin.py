"""The check-in: is anything new since the last time."""

import datetime as dt

from ..state import Finding, Phase, Reason

DUE_DAYS = 7
DUE_DAYS_MAINTAIN = 28
"""So many days after a check-in the next one is due, and in maintenance (X6)."""
STALE_DAYS = 14
STALE_DAYS_MAINTAIN = 42
"""A check-in longer ago than this holds steps and gates, and in maintenance (X6)."""


def due(checked_in: dt.date, date: dt.date, phase: Phase) -> bool:
    """Whether someone is to be asked on a date, by the newest check-in or assessment."""
    wait = DUE_DAYS_MAINTAIN if phase is Phase.MAINTAIN else DUE_DAYS
    return (date - checked_in).days >= wait


def stale(checked_in: dt.date, date: dt.date, phase: Phase) -> bool:
    """Whether nobody was asked for so long that steps and gates wait.

    Rule X6. It never blocks.
    """
    longest = STALE_DAYS_MAINTAIN if phase is Phase.MAINTAIN else STALE_DAYS
    return (date - checked_in).days > longest


def reason(checked_in: dt.date, date: dt.date, phase: Phase) -> Reason:
    """Return when the check-in was, and whether it is due or stale."""
    outcome = "recent"
    if due(checked_in, date, phase):
        outcome = "stale" if stale(checked_in, date, phase) else "due"
    values = {"days": (date - checked_in).days}
    asked = Finding("X6.checked_in", met=True, values=values, dates=(checked_in,))
    return Reason("checkin", outcome, ("X6",), (asked,))
