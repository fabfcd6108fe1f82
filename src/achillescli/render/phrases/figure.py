"""Pain and level over the days of a course: charts on one axis, and a sentence on each."""

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple, get_args

from ...core.state import Level
from ...core.views.graph import GraphDay, ScoreSeries
from ...words import Words
from ..terminal import chart
from ..terminal.screen import Screen
from . import dates
from .numbers import number

Score = Literal["morning", "session"]


class Axes(NamedTuple):
    """What the charts of a figure have in common: days, their columns, the line below."""

    days: Sequence[GraphDay]
    columns: Sequence[range]
    axis: str
    red: str
    """Below it the marks of the red days; nothing without one."""
    ink: chart.Ink

    @property
    def levels(self) -> list[Level | None]:
        """The last level of each column."""
        return [self.days[span[-1]].level for span in self.columns]

    def worst(self, series: ScoreSeries) -> list[int | None]:
        """Return the worst score of each column that has a day of the series."""
        known = len(series.scores)
        columns = [range(c.start, min(c.stop, known)) for c in self.columns if c.start < known]
        return chart.worst(series.scores, columns)


def show(
    screen: Screen,
    words: Words,
    days: Sequence[GraphDay],
    scores: Sequence[Score] = get_args(Score),
    behind: int | None = None,
) -> None:
    """Write a chart of each of the scores with its sentence, and one of the level.

    Of the days only so many as are ``behind`` can have scores; the last of them is marked.
    """
    screen.heading(words("report.chart.title", days=_dates(words, days)))
    series = {name: ScoreSeries.of(days[:behind], name) for name in scores}
    if screen.plain:
        for name, found in series.items():
            screen.say(_sentence(words, name, found))
        return
    axes = _axes(screen, words, days)
    for name, found in series.items():
        screen.say(_sentence(words, name, found))
        if found.known:
            _pain(screen, axes, found)
            screen.say()
    _levels(screen, words, axes, behind)
    if legend := _legend(words, axes, series.values()):
        screen.say(f"({legend})")


def _dates(words: Words, days: Sequence[GraphDay]) -> str:
    """Return the first and the last date; of a single day its own."""
    first, last = dates.short(words, days[0].date), dates.short(words, days[-1].date)
    return words("report.chart.days", first=first, last=last) if len(days) > 1 else first


def _axes(screen: Screen, words: Words, days: Sequence[GraphDay]) -> Axes:
    columns = chart.spans(len(days), screen.width - chart.MARGIN)
    weeks = chart.weeks([day.day for day in days], columns)
    mark = words("report.column.RED")
    marks = [mark if any(days[place].red for place in span) else " " for span in columns]
    return Axes(
        days,
        columns,
        chart.row(words("report.chart.week"), chart.axis(len(columns), weeks)),
        chart.row(words("terms.colour.RED"), marks) if mark in marks else "",
        chart.ASCII if screen.ascii_only else chart.BLOCKS,
    )


def _pain(screen: Screen, axes: Axes, series: ScoreSeries) -> None:
    for line in chart.pain(axes.worst(series), axes.ink):
        screen.say(line)
    screen.say(axes.axis)
    if axes.red:
        screen.say(axes.red)


def _levels(screen: Screen, words: Words, axes: Axes, behind: int | None) -> None:
    """Write the level as a stepped line, and where today is."""
    screen.say(words("report.chart.level"))
    for base, signs in chart.steps(axes.levels, axes.ink):
        screen.say(chart.row(str(Level(base)) if base else "", signs))
    screen.say(axes.axis)
    if behind is not None:
        now = next(place for place, span in enumerate(axes.columns) if behind - 1 in span)
        screen.say(chart.row(words("plan.now"), " " * now + "^"))


def _sentence(words: Words, name: str, series: ScoreSeries) -> str:
    """Return what a chart shows: first and newest week, the worst, the gaps."""
    name = words(f"report.chart.{name}")
    if not series.known:
        return words("report.chart.none", name=name)
    return words(
        "report.chart.sentence",
        name=name,
        first=number(words, series.medians[0]),
        last=number(words, series.medians[-1]),
        worst=series.worst,
        date=dates.short(words, series.worst_date),
        known=len(series.known),
        days=len(series.scores),
    )


def _legend(words: Words, axes: Axes, series: Collection[ScoreSeries]) -> str:
    """Return what the signs of the charts mean, as far as they have them."""
    ink = axes.ink
    drawn = [score for found in series if found.known for score in axes.worst(found)]
    levels = [level for level in axes.levels if level is not None]
    together = max(map(len, axes.columns))
    said = {
        "red": axes.red and words("report.column.RED"),
        "zero": ink.zero if 0 in drawn else "",
        "gap": ink.gap if None in drawn else "",
        "high": ink.high if any((level - min(levels)) % 2 for level in levels) else "",
        "blocked": ink.gap if None in axes.levels else "",
    }
    parts = [words(f"report.chart.{name}", sign=sign) for name, sign in said.items() if sign]
    if together > 1:
        parts.append(words("report.chart.binned", days=together))
    return "; ".join(parts)
