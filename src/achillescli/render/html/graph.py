"""Mornings and level on one axis of time, as a picture with words for who cannot see it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from ...core.state import L3, Level
from ...core.views.graph import GraphDay
from .markup import element
from .sheet import Sheet

WIDTH, LEFT, RIGHT = 720, 24, 8
PAIN_TOP, PAIN_HEIGHT = 20, 50
LEVEL_TOP, LEVEL_HEIGHT = 103, 26
NAME_HEIGHT = 13
"""What the name of a level takes above its line."""
HEIGHT = LEVEL_TOP + LEVEL_HEIGHT + 16
MOST_PAIN = 10
FEWEST_DAYS = 14
"""A shorter course is drawn as if it had as many."""
MOST_TICKS = 13
PHONE_TICKS = 4
"""On a phone one week of so many has its name."""
PHONE_WIDTH = 100
"""What the name of a level takes there."""
WEEK_WIDTH = 50
"""What the name of a week takes."""
WEEK_DAYS = 7


def figure(sheet: Sheet) -> Element:
    """Return the graph of the days that are shown."""
    words, days = sheet.words, sheet.found.graph
    known = [day for day in days if day.morning is not None]
    title = element("title", words("handover.graph.title"), id="graph")
    described = words(
        "handover.graph.text",
        first=sheet.short(days[0].date),
        last=sheet.short(days[-1].date),
        known=len(known),
        days=len(days),
        reds=sum(day.red for day in days),
    )
    return element(
        "figure",
        element(
            "svg",
            title,
            element("desc", described, id="graph-text"),
            *_frame(sheet, days),
            *_mornings(days),
            *_levels(sheet, days),
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_labelledby="graph graph-text",
        ),
        element("figcaption", words("handover.graph.legend"), class_="small"),
    )


def _x(days: Sequence[GraphDay], place: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * place / max(len(days), FEWEST_DAYS)


def _middle(days: Sequence[GraphDay], place: int) -> str:
    return f"{_x(days, place + 0.5):.1f}"


def _pain_y(score: float) -> float:
    return PAIN_TOP + PAIN_HEIGHT * (1 - score / MOST_PAIN)


def _highest(days: Sequence[GraphDay]) -> Level:
    return max((day.level for day in days if day.level), default=L3)


def _level_y(level: int, highest: int) -> float:
    steps = max(highest, L3)
    return LEVEL_TOP + LEVEL_HEIGHT * (1 - level / steps)


def _frame(sheet: Sheet, days: Sequence[GraphDay]) -> Iterator[Element]:
    """Yield the scales: pain at the left, level below it, weeks at the foot."""
    words = sheet.words
    yield _text(words("handover.graph.morning"), 0, PAIN_TOP - 9)
    yield _text(words("handover.graph.level"), 0, LEVEL_TOP - 17)
    for score in (0, 5, MOST_PAIN):
        y = _pain_y(score)
        yield _line(LEFT, y, WIDTH - RIGHT, y, "#999")
        yield _text(str(score), LEFT - 6, y + 4, "end")
    yield _line(LEFT, LEVEL_TOP + LEVEL_HEIGHT, WIDTH - RIGHT, LEVEL_TOP + LEVEL_HEIGHT, "#999")
    starts = [place for place, day in enumerate(days) if (day.day - 1) % WEEK_DAYS == 0]
    every = -(-len(starts) // MOST_TICKS)
    for n, place in enumerate(starts[::every]):
        x = _x(days, place)
        for top, height in (
            (PAIN_TOP, PAIN_HEIGHT),
            (LEVEL_TOP - NAME_HEIGHT, NAME_HEIGHT + LEVEL_HEIGHT),
        ):
            yield _line(x, top, x, top + height, "#ccc")
        week = words("handover.graph.week", n=(days[place].day - 1) // WEEK_DAYS + 1)
        if x < WIDTH - WEEK_WIDTH:
            yield _text(week, x + 2, HEIGHT - 3, class_="minor" if n % PHONE_TICKS else "")


def _mornings(days: Sequence[GraphDay]) -> Iterator[Element]:
    """Yield a line through mornings that follow one another, a dot for each, and the red days."""
    points = [
        None if day.morning is None else f"{_middle(days, place)},{_pain_y(day.morning):.1f}"
        for place, day in enumerate(days)
    ]
    yield _path(" ".join(_strokes(points)), "1.5")
    for point in filter(None, points):
        x, y = point.split(",")
        yield element("circle", cx=x, cy=y, r="2.2")
    for place, day in enumerate(days):
        if day.red:
            left = _x(days, place + 0.5) - 4
            yield element("path", d=f"M{left:.1f} {PAIN_TOP}h8l-4 8z")


def _strokes(points: Sequence[str | None]) -> Iterator[str]:
    """Yield the pen's way: it is lifted over a gap."""
    for before, point in pairwise((None, *points)):
        if point is not None:
            yield f"{'M' if before is None else 'L'}{point}"


def _levels(sheet: Sheet, days: Sequence[GraphDay]) -> Iterator[Element]:
    """Yield the level as steps, each change with its name; blocked days are a gap."""
    highest = _highest(days)
    strokes: list[str] = []
    before: Level | None = None
    named: float = -PHONE_WIDTH
    for place, day in enumerate(days):
        if day.level is not None:
            y = _level_y(day.level, highest)
            pen = "M" if before is None else "L"
            strokes.append(f"{pen}{_x(days, place):.1f},{y:.1f}L{_x(days, place + 1):.1f},{y:.1f}")
            if day.level != before:
                x = _x(days, place)
                minor = x - named < PHONE_WIDTH
                yield _text(_name(sheet, day.level), x + 2, y - 3, class_="minor" if minor else "")
                named = named if minor else x
        before = day.level
    yield _path(" ".join(strokes), "2")


def _name(sheet: Sheet, level: Level) -> str:
    kg = sheet.kg(level)
    return sheet.words("handover.graph.kg", kg=kg) if kg else str(level)


def _path(way: str, width: str) -> Element:
    return element("path", d=way or "M0 0", fill="none", stroke="#000", stroke_width=width)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> Element:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    return element("line", stroke=colour, **ends)


def _text(text: str, x: float, y: float, anchor: str = "start", class_: str = "") -> Element:
    return element("text", text, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, class_=class_)
