"""How far a diary can be trusted: how much of it is there, and when it was written."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..course import Replay
from ..log.diary import DAY
from ..log.entries import DAILY, Check, Edit, Entry, Evening, Remove, Run, Session
from ..programme.weekly import WEEK_DAYS
from .sessions import given_count, paused_dates, pauses, without_pauses

LATE_DAYS = 2
"""What is written down longer after its date than this came late."""


class Share(NamedTuple):
    """How many of how many."""

    known: int
    of: int


class Trust(NamedTuple):
    """What is there of the days that are over, since the first that is shown."""

    mornings: Share
    evenings: Share
    """The days with a score after the sessions or of daily life."""
    sessions: Share
    """The sessions with a pain during them, of those that were given."""
    late: int
    """Entries written more than two days after their date; recordings are none."""
    corrections: int
    """Entries that were changed or removed."""
    empty_weeks: int
    """Whole weeks without an entry that are no pause."""


def trust(replay: Replay, written: Sequence[Entry], since: dt.date) -> Trust:
    """Return how far the diary of a course can be trusted from a date on."""
    states = [s for s in replay.states if since <= s.date < replay.until]
    counted = without_pauses(pauses(replay.log), states)
    dates = [state.date for state in states]
    over = frozenset(dates)
    log = [entry for entry in replay.log if entry.date in over]
    scored = {(e.date, e.slot) for e in log if isinstance(e, Session) and e.pain is not None}
    on = Counter(date for date, _ in scored)
    weeks = [dates[at : at + WEEK_DAYS] for at in range(0, len(dates), WEEK_DAYS)]
    used = {entry.date for entry in log} | paused_dates(replay.log)
    corrected = [e for e in written if isinstance(e, Edit | Remove) and e.date >= since]
    return Trust(
        mornings=Share(sum(replay.diary[date].m is not None for date in dates), len(dates)),
        evenings=Share(len({e.date for e in log if _is_evening(e)}), len(dates)),
        sessions=Share(
            sum(min(on[s.date], len(s.sessions)) for s in counted), given_count(counted)
        ),
        late=sum(_is_late(entry) for entry in log),
        corrections=len({entry.of for entry in corrected}),
        empty_weeks=sum(len(w) == WEEK_DAYS and used.isdisjoint(w) for w in weeks),
    )


def _is_evening(entry: Entry) -> bool:
    if isinstance(entry, Evening):
        return entry.after is not None or entry.daily_pain is not None
    return isinstance(entry, Session) and entry.after is not None


def _is_late(entry: Entry) -> bool:
    """Whether a score or a session was written more than two days after its date."""
    if isinstance(entry, Run):
        daily = entry.source is None
    else:
        daily = isinstance(entry, Check) or entry.kind in DAILY
    return daily and entry.at is not None and entry.at.date() - entry.date > DAY * LATE_DAYS
