"""Morning and session pain over the course: a chart, and a sentence that says the same."""

import datetime as dt
from collections.abc import Sequence

from ...core.views.summary import Scores, ScoreSeries
from ...words import Words
from ..terminal import chart
from ..terminal.screen import Screen
from . import dates
from .numbers import number


def show(screen: Screen, words: Words, scores: Scores) -> None:
    """Write a chart for the mornings and one for the sessions."""
    screen.heading(words("report.chart.title"))
    _chart(screen, words, words("report.chart.morning"), scores.mornings)
    screen.say()
    _chart(screen, words, words("report.chart.session"), scores.sessions)


def _chart(screen: Screen, words: Words, name: str, series: ScoreSeries) -> None:
    if not series.known:
        screen.say(words("report.chart.none", name=name))
        return
    if screen.plain:
        screen.say(_sentence(words, name, series))
        return
    together = chart.days_a_column(len(series.scores), screen.width - chart.SCALE - 1)
    columns = chart.binned(series.scores, together)
    for row in chart.columns(columns, ascii_only=screen.ascii_only):
        screen.say(row)
    screen.say(_scale(words, series.dates, len(columns)))
    screen.say(_sentence(words, name, series) + _legend(screen, words, series, together))


def _scale(words: Words, days: Sequence[dt.date], columns: int) -> str:
    """Return the first and the last date below a chart; of a single day its own."""
    first, last = dates.short(words, days[0]), dates.short(words, days[-1])
    more = last.rjust(max(columns - len(first), len(last) + 1)) if len(days) > 1 else ""
    return " " * chart.SCALE + first + more


def _sentence(words: Words, name: str, series: ScoreSeries) -> str:
    """Return what a chart shows: first and newest week, the worst, the gaps."""
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


def _legend(screen: Screen, words: Words, series: ScoreSeries, together: int) -> str:
    """Return what the signs of a chart mean, as far as it has them."""
    plain = screen.ascii_only
    said = []
    if 0 in series.known:
        said.append(words("report.chart.zero", sign=chart.zero(ascii_only=plain)))
    if any(score % chart.STEP for score in series.known):
        said.append(words("report.chart.half", sign=chart.half(ascii_only=plain)))
    if None in series.scores:
        said.append(words("report.chart.gap", sign=chart.gap(ascii_only=plain)))
    if together > 1:
        said.append(words("report.chart.binned", days=together))
    return f" ({'; '.join(said)})" if said else ""
