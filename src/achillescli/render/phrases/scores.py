"""Morning and session pain over the course: a chart, and a sentence that says the same."""

import datetime as dt
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from ...words import Words
from ..terminal import chart
from ..terminal.screen import Screen
from . import dates
from .numbers import number

if TYPE_CHECKING:
    from ...core.course import Replay

Scores = Sequence[int | None]


def known(replay: "Replay") -> list[tuple[dt.date, int | None, int | None]]:
    """Return date, morning pain and session pain of every date of the course."""
    days = [(state.date, replay.diary[state.date]) for state in replay.states]
    return [(date, day.m, day.p) for date, day in days]


def show(screen: Screen, words: Words, replay: "Replay") -> None:
    """Write a chart for the mornings and one for the sessions."""
    rows = known(replay)
    days = [row[0] for row in rows]
    screen.heading(words("report.chart.title"))
    _chart(screen, words, "morning", days, [row[1] for row in rows])
    screen.say()
    _chart(screen, words, "session", days, [row[2] for row in rows])


def _chart(screen: Screen, words: Words, name: str, days: list[dt.date], scores: Scores) -> None:
    called = words(f"report.chart.{name}")
    if all(score is None for score in scores):
        screen.say(words("report.chart.none", name=called))
        return
    together = chart.days_a_column(len(scores), screen.width - chart.SCALE - 1)
    columns = chart.binned(scores, together)
    for row in chart.columns(columns, ascii_only=screen.ascii_only):
        screen.say(row)
    screen.say(_scale(words, days, len(columns)))
    screen.say(sentence(words, called, days, scores) + _legend(screen, words, scores, together))


def _scale(words: Words, days: list[dt.date], columns: int) -> str:
    """Return the first and the last date below a chart; of a single day its own."""
    first, last = dates.short(words, days[0]), dates.short(words, days[-1])
    more = last.rjust(max(columns - len(first), len(last) + 1)) if len(days) > 1 else ""
    return " " * chart.SCALE + first + more


def sentence(words: Words, name: str, days: list[dt.date], scores: Scores) -> str:
    """Return what a chart shows: first and newest week, the worst, the gaps."""
    weeks = [
        [score for score in scores[at : at + 7] if score is not None]
        for at in range(0, len(scores), 7)
    ]
    medians = [median(week) for week in weeks if week]
    worst = max(score for score in scores if score is not None)
    return words(
        "report.chart.sentence",
        name=name,
        first=number(words, medians[0]),
        last=number(words, medians[-1]),
        worst=worst,
        date=dates.short(words, days[list(scores).index(worst)]),
        known=sum(score is not None for score in scores),
        days=len(scores),
    )


def _legend(screen: Screen, words: Words, scores: Scores, together: int) -> str:
    """Return what the signs of a chart mean, as far as it has them."""
    plain = screen.ascii_only
    said = []
    if 0 in scores:
        said.append(words("report.chart.zero", sign=chart.zero(ascii_only=plain)))
    if any(score is not None and score % chart.STEP for score in scores):
        said.append(words("report.chart.half", sign=chart.half(ascii_only=plain)))
    if None in scores:
        said.append(words("report.chart.gap", sign=chart.gap(ascii_only=plain)))
    if together > 1:
        said.append(words("report.chart.binned", days=together))
    return f" ({'; '.join(said)})" if said else ""
