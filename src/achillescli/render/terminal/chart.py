"""Scores over time as columns; what is not known stays visible as a gap."""

from collections.abc import Sequence
from math import ceil

BLOCKS = " ▄█"
ASCII = " +#"
ZERO, ASCII_ZERO = "▁", "_"
GAP, ASCII_GAP = "·", "."
STEP = 2
"""NRS points in one row of the chart."""
LEAST = 4
"""NRS points that a chart shows at least."""
SCALE = 6
"""Columns that the scale takes."""


def days_a_column(days: int, width: int) -> int:
    """Return how many days one column stands for."""
    return max(1, ceil(days / width))


def binned(scores: Sequence[int | None], days: int) -> list[int | None]:
    """Return the worst known score of every so many days."""
    return [
        max((score for score in scores[start : start + days] if score is not None), default=None)
        for start in range(0, len(scores), days)
    ]


def columns(scores: Sequence[int | None], *, ascii_only: bool = False) -> list[str]:
    """Return the rows of a chart from the top down, each with its two scores on the left."""
    worst = max((score for score in scores if score is not None), default=0)
    top = max(LEAST, worst + worst % STEP)
    rows = []
    for floor in range(top - STEP, -1, -STEP):
        signs = "".join(_sign(score, floor, ascii_only=ascii_only) for score in scores)
        rows.append(f"{f'{floor + 1}-{floor + STEP}':>{SCALE - 1}}|{signs}".rstrip())
    return rows


def full(*, ascii_only: bool) -> str:
    """Return the sign of a whole row."""
    return (ASCII if ascii_only else BLOCKS)[STEP]


def half(*, ascii_only: bool) -> str:
    """Return the sign of the lower score of a row."""
    return (ASCII if ascii_only else BLOCKS)[1]


def zero(*, ascii_only: bool) -> str:
    """Return the sign of a score of 0."""
    return ASCII_ZERO if ascii_only else ZERO


def gap(*, ascii_only: bool) -> str:
    """Return the sign of a day without a score."""
    return ASCII_GAP if ascii_only else GAP


def _sign(score: int | None, floor: int, *, ascii_only: bool) -> str:
    if score is None:
        return " " if floor else gap(ascii_only=ascii_only)
    if score == 0 and floor == 0:
        return zero(ascii_only=ascii_only)
    filled = min(max(score - floor, 0), STEP)
    return (ASCII if ascii_only else BLOCKS)[filled]
