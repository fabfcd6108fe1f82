"""Breaks: days without sessions, and blocked dates."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from ..state import BreakRule, Finding

STEP_DOWN_AFTER_DAYS = (7, 14, 21)
"""Days without a completed session after which the level drops (W6)."""
START_AGAIN_AFTER_DAYS = 28
"""Days without a completed session after which the level is found anew (W7)."""
STEP_DOWN_APART_DAYS = 7
"""A W6 comes at most once in so many mornings, and not so soon after a W7 (W6)."""
LONG_BLOCK_DAYS = 3
"""A block of so many dates costs a step (W6)."""
STEP_ROWS = frozenset({"T07", "T08", "T09", "T29"})
"""A block by one of these costs a step, however short (W6)."""
RESTART_ROWS = frozenset({"T02", "T03", "T05", "T06", "T26"})
"""After a block by one of these the level is found anew (W7)."""


class Block(NamedTuple):
    """The blocked dates in a row up to yesterday, and every row that was open on them."""

    first: dt.date
    days: int
    rows: frozenset[str]


class LoadingBreak:
    """Days without sessions and blocked dates, as rules W6 and W7 see them."""

    def __init__(self) -> None:
        self._idle = 0
        self._block: Block | None = None
        self._stepped_on: dt.date | None = None
        """The morning of the last W6 or W7."""

    def end_day(self, date: dt.date, *, trained: bool, open_rows: Iterable[str] | None) -> None:
        """Take in a date that is over; ``open_rows`` are those of a blocked date."""
        self._idle = 0 if trained else self._idle + 1
        if open_rows is None:
            self._block = None
        elif self._block is None:
            self._block = Block(date, 1, frozenset(open_rows))
        else:
            block = self._block
            self._block = Block(block.first, block.days + 1, block.rows.union(open_rows))

    def begin_day(
        self, date: dt.date, *, blocked: bool
    ) -> tuple[BreakRule, tuple[Finding, ...]] | None:
        """Return the break that a morning carries out, and what asks for it.

        Rules W6 and W7; W7 goes first.
        """
        ended = None if blocked else self._block
        if ended is None and self._idle < STEP_DOWN_AFTER_DAYS[0]:
            return None
        idle, restarts, steps = self._idle, frozenset[str](), False
        if ended is not None:
            restarts = ended.rows & RESTART_ROWS
            steps = ended.days >= LONG_BLOCK_DAYS or not STEP_ROWS.isdisjoint(ended.rows)
            steps = steps and not (self._stepped_on and self._stepped_on >= ended.first)
        recent = self._stepped_on and (date - self._stepped_on).days < STEP_DOWN_APART_DAYS
        if idle == START_AGAIN_AFTER_DAYS or restarts:
            rule = BreakRule.W7
        elif (idle in STEP_DOWN_AFTER_DAYS or steps) and not recent:
            rule = BreakRule.W6
        else:
            return None
        self._stepped_on = date
        days = (*STEP_DOWN_AFTER_DAYS, START_AGAIN_AFTER_DAYS)
        found = [Finding(f"{rule}.idle", idle in days, {"days": idle})]
        if ended is not None:
            rows = ", ".join(sorted(restarts or ended.rows & STEP_ROWS)) or None
            values = {"days": ended.days, "rows": rows}
            found.append(Finding(f"{rule}.block", bool(restarts or steps), values))
        return rule, tuple(found)
