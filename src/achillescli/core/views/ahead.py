"""What is dated after today, and counts on the page of today where it warns.

A clock that was ahead, or a journey to the west, dates an entry after the day on which it is
read. The course takes it on its own date. A sign must not wait: what would stop the loading
if it were dated today stops it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ..assessment.standing import TriageLog
from ..assessment.triage import ROW, Standing
from ..course import Replay
from ..log.corrections import in_order
from ..log.diary import Diary
from ..log.entries import Assessment, Entry, Flag
from ..state import RunningStep, State, SuspendedBy
from .outlook import Outlook

_OF_THE_WORK = ("dose", "adaptation", "load")
"""What a blocked date has no reason for."""


def entries_after(log: Sequence[Entry], today: dt.date) -> tuple[Entry, ...]:
    """Return the entries dated after a date, by date."""
    return tuple(sorted((e for e in log if e.date > today), key=lambda entry: entry.date))


def standing_ahead(log: Sequence[Entry], today: dt.date) -> Standing:
    """Return the rows that would block a date if what is dated after it were dated on it.

    Nothing else that is dated after it counts: no score, and no clearance.
    """
    signs = Assessment | Flag
    placed = in_order((n, e) for n, e in enumerate(log) if e.date <= today or isinstance(e, signs))
    triage = TriageLog(placed, Diary(entry for _, entry in placed if entry.date <= today))
    found = Standing(())
    for date in sorted({entry.date for _, entry in placed if entry.date > today}):
        triage.advance(date)
        triage.advance(today)  # the days since a medicine are those of today
        rows = [row for row in triage.standing() if ROW[row].referral.blocks]
        found = _both(found, triage.findings(rows))
    return found


def _both(one: Standing, other: Standing) -> Standing:
    return Standing(
        tuple(sorted({*one.rows, *other.rows})),
        {**other.findings, **one.findings},
        {**other.mistakes, **one.mistakes},
    )


def warned_replay(replay: Replay, log: Sequence[Entry]) -> Replay:
    """Return a course up to today with what is dated after today where it warns.

    The log has its corrections applied and is in the order of the files.
    """
    if not entries_after(log, replay.until):
        return replay
    ahead = standing_ahead(log, replay.until)
    if not ahead.rows:
        return replay
    states = tuple(_blocked_state(state, ahead) for state in replay.states[-1:])
    standing = _both(replay.standing, ahead)
    return replay._replace(standing=standing, states=(*replay.states[:-1], *states))


def warned_outlook(outlook: Outlook, log: Sequence[Entry]) -> Outlook:
    """Return the plan of today and of tomorrow with what is dated after each where it warns."""
    if not entries_after(log, outlook.date):
        return outlook
    ahead = standing_ahead(log, outlook.date)
    return replace(
        outlook,
        today=outlook.today and _blocked_state(outlook.today, ahead),
        tomorrow=outlook.tomorrow
        and _blocked_state(outlook.tomorrow, standing_ahead(log, outlook.tomorrow.date)),
        rows=tuple(sorted({*outlook.rows, *ahead.rows})),
        blocked=outlook.blocked or ahead.blocked,
    )


def _blocked_state(state: State, ahead: Standing) -> State:
    """Return the state of a date with the rows that what is ahead opens; it is then blocked."""
    if not ahead.rows:
        return state
    rows = tuple(sorted({*state.rows, *ahead.rows}))
    reasons = state.reasons.items()
    return state._replace(
        blocked=True,
        referral=Standing(rows).referral,
        rows=rows,
        dose_level=state.level,
        load_kg=state.level_kg,
        sessions=(),
        adaptation=None,
        start_test_asked=False,
        running=state.running and RunningStep.SUSPENDED,
        suspended_by=SuspendedBy.ROW if state.running else None,
        next_run=None,
        reasons={topic: reason for topic, reason in reasons if topic not in _OF_THE_WORK},
    )
