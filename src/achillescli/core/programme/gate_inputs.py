"""What both gates look at on a morning."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ..log.diary import DayRecord
from ..state import L3, Colour, Finding, Level, Phase, Verdict
from . import checkin


class GateInputs(NamedTuple):
    """What the gates look at on a morning, besides the diary."""

    date: dt.date
    day: int
    level: Level
    phase: Phase
    colour_yesterday: Colour | None
    yesterday: DayRecord
    stepped_down: bool
    """Whether W1, W6 or W7 was due this morning, carried out or not."""
    restarted: bool
    """Whether W7 was due this morning."""
    verdict: Verdict | None
    """The last weekly decision."""
    medians: Sequence[Fraction | None]
    """The weekly medians of the finished weeks."""
    rows: tuple[str, ...]
    resting: bool
    """Whether D2 holds."""
    checked_in: dt.date
    """The newest check-in or complete assessment."""

    @property
    def checkin_stale(self) -> bool:
        """Whether nobody was asked for so long that the gates wait."""
        return checkin.stale(self.checked_in, self.date, self.phase)


def high_enough(now: GateInputs) -> bool:
    """Whether the level is high enough for a gate."""
    return now.level >= L3


def level_finding(now: GateInputs, key: str) -> Finding:
    """Return whether the level is high enough for a gate."""
    return Finding(key, high_enough(now), {"level": str(now.level), "needed": str(L3)})


def checkin_finding(now: GateInputs, key: str) -> Finding:
    """Return whether the check-in is recent enough for a gate."""
    return Finding(key, not now.checkin_stale, {})
