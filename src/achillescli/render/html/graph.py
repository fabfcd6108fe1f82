"""Mornings and level on one axis of time, as a picture with words for who cannot see it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ...core.state import L3, Level
from .markup import element
from .sheet import Sheet

LEFT, RIGHT = 24, 8
PAIN_TOP = 18
BETWEEN = 32
"""From the mornings down to the level: its title, and the name of the highest level."""
FOOT = 16
NAME_HEIGHT = 13
"""What the name of a level takes above its line."""
NAME_WIDTH = 38
"""What the longest name of a level takes."""
WEEK_WIDTH = 50
"""What the name of a week takes."""
MOST_PAIN = 10
FEWEST_DAYS = 14
"""A shorter course is drawn as if it had as many."""
WEEK_DAYS = 7


class Size(NamedTuple):
    """How large the picture is drawn, and how many weeks have their name at its foot."""

    name: str
    width: int
    pain_height: int
    level_height: int
    most_ticks: int

    @property
    def level_top(self) -> int:
        """Where the highest level is drawn."""
        return PAIN_TOP + self.pain_height + BETWEEN

    @property
    def height(self) -> int:
        """The height of the whole picture."""
        return self.level_top + self.level_height + FOOT


SIZES = (Size("broad", 720, 44, 22, 13), Size("narrow", 360, 90, 44, 6))
"""On paper or a screen, and on a phone; one of them is shown."""


def figure(sheet: Sheet) -> Element:
    """Return the graph of the days that are shown."""
    return element("figure", *(_Picture(sheet, size).svg() for size in SIZES))


class _Picture:
    def __init__(self, sheet: Sheet, size: Size) -> None:
        self._sheet, self._words, self._size = sheet, sheet.words, size
        self._days = sheet.found.graph
        self._day_width = (size.width - LEFT - RIGHT) / max(len(self._days), FEWEST_DAYS)

    def svg(self) -> Element:
        """Return the picture with its words."""
        size, days = self._size, self._days
        known = [day for day in days if day.morning is not None]
        described = self._words(
            "handover.graph.text",
            first=self._sheet.short(days[0].date),
            last=self._sheet.short(days[-1].date),
            known=len(known),
            days=len(days),
            reds=sum(day.red for day in days),
        )
        names = (f"graph-{size.name}", f"graph-{size.name}-text")
        return element(
            "svg",
            element("title", self._words("handover.graph.title"), id=names[0]),
            element("desc", described, id=names[1]),
            *self._scales(),
            *self._weeks(),
            *self._mornings(),
            *self._levels(),
            viewBox=f"0 0 {size.width} {size.height}",
            role="img",
            aria_labelledby=" ".join(names),
            class_=size.name,
        )

    def _x(self, place: float) -> float:
        return LEFT + self._day_width * place

    def _pain_y(self, score: float) -> float:
        return PAIN_TOP + self._size.pain_height * (1 - score / MOST_PAIN)

    def _level_y(self, level: int) -> float:
        highest = max((day.level for day in self._days if day.level), default=L3)
        return self._size.level_top + self._size.level_height * (1 - level / max(highest, L3))

    def _scales(self) -> Iterator[Element]:
        """Yield the scales: pain at the left, and level below it."""
        right, top = self._size.width - RIGHT, self._size.level_top
        yield _text(self._words("handover.graph.morning"), 0, PAIN_TOP - 8)
        yield _text(self._words("handover.graph.level"), 0, top - NAME_HEIGHT - 3)
        for score in (0, 5, MOST_PAIN):
            y = self._pain_y(score)
            yield _line(LEFT, y, right, y, "#999")
            yield _text(str(score), LEFT - 6, y + 4, "end")
        foot = top + self._size.level_height
        yield _line(LEFT, foot, right, foot, "#999")

    def _weeks(self) -> Iterator[Element]:
        """Yield a line where weeks begin, and their names at the foot."""
        size, top = self._size, self._size.level_top
        starts = [n for n, day in enumerate(self._days) if (day.day - 1) % WEEK_DAYS == 0]
        for place in starts[:: -(-len(starts) // size.most_ticks)]:
            x = self._x(place)
            yield _line(x, PAIN_TOP, x, PAIN_TOP + size.pain_height, "#ccc")
            yield _line(x, top - NAME_HEIGHT, x, top + size.level_height, "#ccc")
            week = self._words("handover.graph.week", n=self._days[place].day // WEEK_DAYS + 1)
            if x < size.width - WEEK_WIDTH:
                yield _text(week, x + 2, size.height - 3)

    def _mornings(self) -> Iterator[Element]:
        """Yield a line through mornings that follow one another, a dot for each, the red days."""
        points = [
            None
            if day.morning is None
            else f"{self._x(place + 0.5):.1f},{self._pain_y(day.morning):.1f}"
            for place, day in enumerate(self._days)
        ]
        yield _path(" ".join(_strokes(points)), "1.5")
        for point in filter(None, points):
            x, y = point.split(",")
            yield element("circle", cx=x, cy=y, r="2.2")
        for place, day in enumerate(self._days):
            if day.red:
                yield element("path", d=f"M{self._x(place + 0.5) - 4:.1f} {PAIN_TOP}h8l-4 8z")

    def _levels(self) -> Iterator[Element]:
        """Yield the level as steps, each with its name where there is room; a stop is a gap."""
        strokes: list[str] = []
        changes: list[tuple[float, Level]] = []
        before: Level | None = None
        for place, day in enumerate(self._days):
            if day.level is not None:
                x, y = self._x(place), self._level_y(day.level)
                pen = "M" if before is None else "L"
                strokes.append(f"{pen}{x:.1f},{y:.1f}L{self._x(place + 1):.1f},{y:.1f}")
                if day.level != before:
                    changes.append((x, day.level))
            before = day.level
        ends = (*(x for x, _ in changes[1:]), inf)
        for (x, level), end in zip(changes, ends, strict=False):
            if end - x >= NAME_WIDTH:
                yield _text(self._name(level), x + 2, self._level_y(level) - 3)
        yield _path(" ".join(strokes), "2")

    def _name(self, level: Level) -> str:
        kg = self._sheet.kg(level)
        return self._words("handover.graph.kg", kg=kg) if kg else str(level)


def _strokes(points: Sequence[str | None]) -> Iterator[str]:
    """Yield the pen's way: it is lifted over a gap."""
    for before, point in pairwise((None, *points)):
        if point is not None:
            yield f"{'M' if before is None else 'L'}{point}"


def _path(way: str, width: str) -> Element:
    return element("path", d=way or "M0 0", fill="none", stroke="#000", stroke_width=width)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> Element:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    return element("line", stroke=colour, **ends)


def _text(text: str, x: float, y: float, anchor: str = "start") -> Element:
    return element("text", text, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor)
