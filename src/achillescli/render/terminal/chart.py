"""Rows of a chart over the days of a course; what is not known stays visible as a gap."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

ROWS = 8
MOST = 10
"""The highest score in NRS points."""
SCALE = {ROWS - 1: str(MOST), ROWS // 2 - 1: str(MOST // 2)}
"""The rows, from below, that a score of that height fills to their top."""
MARGIN = 5
"""The columns at the left: four of a label, and a line."""
FEWEST_DAYS = 14
"""A shorter course is drawn as if it had as many."""
WEEK_DAYS = 7


class Ink(NamedTuple):
    """What a chart is drawn with."""

    half: str
    full: str
    zero: str
    gap: str
    low: str
    high: str
    """A step in the upper half of its row; ``low`` is one in the lower."""


BLOCKS = Ink("▄", "█", "▁", "·", "▄", "▀")
ASCII = Ink("+", "#", "_", ".", "_", "-")


def spans(days: int, width: int) -> list[range]:
    """Return the days of each column, by their place; a day may have more columns than one."""
    drawn, width = max(days, FEWEST_DAYS), max(width, 1)
    edges = [column * drawn // width for column in range(width + 1)]
    return [range(a, min(max(b, a + 1), days)) for a, b in pairwise(edges) if a < days]


def worst(scores: Sequence[int | None], columns: Sequence[range]) -> list[int | None]:
    """Return the worst known score of each column."""
    known = ([score for day in span if (score := scores[day]) is not None] for span in columns)
    return [max(found, default=None) for found in known]


def row(label: str, signs: Iterable[str]) -> str:
    """Return a line of a chart with its label at the left."""
    return f"{label:>{MARGIN - 1}}|{''.join(signs)}".rstrip()


def pain(scores: Sequence[int | None], ink: Ink) -> list[str]:
    """Return the rows of a chart of scores from the top down."""
    return [
        row(SCALE.get(place, ""), (_sign(score, place, ink) for score in scores))
        for place in range(ROWS - 1, -1, -1)
    ]


def steps(levels: Sequence[int | None], ink: Ink) -> list[tuple[int, str]]:
    """Return the rows of a stepped line from the top down, each with the lower of its two levels.

    The signs of a row are without its label. None is a gap. The only row without any level has 0.
    """
    known = [level for level in levels if level is not None]
    lowest = min(known, default=0)
    found = []
    for base in range(lowest + (max(known, default=0) - lowest) // 2 * 2, lowest - 1, -2):
        gap = ink.gap if base == lowest else " "
        drawn = {base: ink.low, base + 1: ink.high, None: gap}
        found.append((base, "".join(drawn.get(level, " ") for level in levels)))
    return found


def weeks(days: Sequence[int], columns: Sequence[range]) -> dict[int, int]:
    """Return in which column which week begins, as far as their numbers have room.

    ``days`` are the days of the course, by their place.
    """
    first = {day: place for place, span in reversed(list(enumerate(columns))) for day in span}
    starts = [
        (first[place], (day - 1) // WEEK_DAYS + 1)
        for place, day in enumerate(days)
        if (day - 1) % WEEK_DAYS == 0
    ]
    widest = len(str(starts[-1][1])) if starts else 0
    shown = starts[:: ceil(len(starts) * (widest + 1) / len(columns)) or 1]
    return {place: week for place, week in shown if place + widest <= len(columns)}


def axis(columns: int, weeks: Mapping[int, int]) -> str:
    """Return the line below a chart, on which the number of a week stands where it begins."""
    signs = ["-"] * columns
    for place, week in weeks.items():
        signs[place : place + len(str(week))] = str(week)
    return "".join(signs)


def _sign(score: int | None, place: int, ink: Ink) -> str:
    if score is None:
        return " " if place else ink.gap
    if score == 0 and place == 0:
        return ink.zero
    halves = round(score * ROWS * 2 / MOST) - place * 2
    return (" ", ink.half, ink.full)[min(max(halves, 0), 2)]
