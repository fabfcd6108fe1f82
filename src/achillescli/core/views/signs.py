"""A date without a workout: the rows that stand, and the answers that may be slips."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..assessment.standing import TAKEN_BACK_BY_NO
from ..assessment.triage import ROW, Signs, Standing
from ..course import Replay
from ..log.entries import Assessment, Entry, Flag


class BlockedDay(NamedTuple):
    """The rows of a date; ``slips`` are the signs whose yes no later no takes back.

    Each has the entry that says it last; without it the row would not stand.
    """

    date: dt.date
    standing: Standing
    slips: Mapping[str, Entry]


def blocked_day(replay: Replay) -> BlockedDay:
    """Return the last date of a course that a row blocks."""
    blocking = (row for row in replay.standing.ranked if ROW[row].referral.blocks)
    slips = dict(slip for row in blocking for slip in _slips(replay, row))
    return BlockedDay(replay.until, replay.standing, slips)


def _slips(replay: Replay, row: str) -> Iterator[tuple[str, Entry]]:
    """Yield the signs without which a row would not stand, each with the entry that says so.

    Where no single one would end it, all of them are named.
    """
    newest = {name: entry for entry in replay.log for name in ROW[row].flags if _yes(entry, name)}
    lasting = {name for name in newest if name not in TAKEN_BACK_BY_NO}
    alone = [name for name in lasting if not _applies(row, set(newest) - {name})]
    for name in sorted(alone or lasting, key=ROW[row].flags.index):
        yield name, newest[name]


def _applies(row: str, yes: set[str]) -> bool:
    signs = Signs()
    signs.yes = yes
    return ROW[row].applies(signs)


def _yes(entry: Entry, name: str) -> bool:
    """Whether an entry says yes to a sign."""
    match entry:
        case Assessment() if entry.complete:
            return getattr(entry.answers.red_flags, name) not in (None, False, ())
        case Flag():
            return getattr(entry, name) not in (None, False, ())
        case _:
            return False
