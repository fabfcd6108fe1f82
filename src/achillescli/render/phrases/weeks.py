"""The weeks of a course as a table, or stacked on a narrow screen."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ...core.state import Colour, Decision
from ...words import Words
from ..terminal.screen import Screen
from . import colours, dates
from .numbers import change, number

if TYPE_CHECKING:
    from ...core.views.summary import ReportWeek

COLUMNS = (
    "week",
    "done",
    "adherence",
    "morning",
    "session",
    "GREEN",
    "AMBER",
    "RED",
    "GREY",
    "level",
    "load",
    "decision",
    "baseline",
    "painkiller",
)
LEFT = (9, 11)


def show(screen: Screen, words: Words, weeks: "Sequence[ReportWeek]") -> None:
    """Write the weeks, oldest first."""
    heads = [words(f"report.column.{name}") for name in COLUMNS]
    lines = screen.table([heads, *(_row(words, week) for week in weeks)], LEFT)
    if not screen.fits(lines):
        for week in weeks:
            _stack(screen, words, week)
        return
    screen.say(lines[0], "bold", colours.letters(words))
    for line in lines[1:]:
        screen.say(line)
    screen.say(words("report.legend"))


def verdict(words: Words, decision: Decision | None) -> str:
    """Return a weekly decision in a word."""
    return words(f"report.decision.{decision.verdict}") if decision else ""


def percent(week: "ReportWeek") -> str:
    """Return the adherence of a week in percent; a dash when nothing was prescribed."""
    return "-" if week.adherence is None else str(round(100 * week.adherence))


def _row(words: Words, week: "ReportWeek") -> list[str]:
    return [
        f"{week.number}{'' if week.finished else '*'}",
        f"{week.completed}/{week.prescribed}",
        percent(week),
        _pair(words, week.morning_median, week.morning_worst),
        _pair(words, week.session_median, week.session_worst),
        *(str(week.colours.get(colour, 0)) for colour in Colour),
        week.level,
        number(words, week.level_kg),
        verdict(words, week.decision),
        change(words, week.against_baseline),
        str(week.painkiller_days),
    ]


def _pair(words: Words, middle: Fraction | None, worst: int | None) -> str:
    if middle is None and worst is None:
        return words("terms.unknown")
    return f"{number(words, middle)}/{number(words, worst)}"


def _stack(screen: Screen, words: Words, week: "ReportWeek") -> None:
    screen.say()
    screen.say(
        words(
            "report.stack.week" if week.finished else "report.stack.unfinished",
            week=week.number,
            first=dates.short(words, week.first),
            last=dates.short(words, week.last),
        ),
        "bold",
    )
    for line in _lines(words, week):
        screen.point(line, "  ", days=colours.names(words))


def _lines(words: Words, week: "ReportWeek") -> list[str]:
    """Return what a week was, a line for each thing."""
    lines = [
        words(
            "report.stack.done",
            done=week.completed,
            prescribed=week.prescribed,
            percent=percent(week),
        ),
        words(
            "report.stack.scores",
            morning=number(words, week.morning_median),
            morning_worst=number(words, week.morning_worst),
            session=number(words, week.session_median),
            session_worst=number(words, week.session_worst),
        ),
        colours.day_counts(words, week.colours),
        words("report.stack.level", level=week.level, load=number(words, week.level_kg)),
    ]
    if week.decision:
        lines.append(words(f"terms.verdict.{week.decision.verdict}"))
    if week.against_baseline is not None:
        lines.append(words("report.stack.baseline", change=change(words, week.against_baseline)))
    if week.painkiller_days:
        lines.append(words("report.stack.painkiller", n=week.painkiller_days))
    return lines
