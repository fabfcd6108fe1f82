"""What both gates look at on a morning."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ..state import Colour, Finding, Phase, Verdict
from .protocol import L3, level_name

WEEK_DAYS = 7


class Morning(NamedTuple):
    """What the gates look at on a morning, besides the diary."""

    date: dt.date
    day: int
    level: int
    phase: Phase
    colour_yesterday: Colour | None
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


def level_finding(now: Morning, key: str) -> Finding:
    """Return whether the level is high enough for a gate."""
    values = {"level": level_name(now.level), "needed": level_name(L3)}
    return Finding(key, now.level >= L3, values)
