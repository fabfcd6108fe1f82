"""A simulated course: its weeks, what happened on which day, and its scores as a chart."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..core import summary
from ..core.phase import WEEK_DAYS
from ..core.state import State
from ..words import Words
from . import as_json, report, result, scores
from . import weeks as table
from .screen import Screen

if TYPE_CHECKING:
    from ..core.course import Replay
    from ..core.simulation import Pattern, Row

SHOWN = 14
"""How many values of a row are written out."""


def show(
    screen: Screen, words: Words, name: str | None, pattern: "Pattern", found: "Replay", weeks: int
) -> None:
    """Write what was put in, and what the rules make of it."""
    screen.say(words("simulate.title", name=name or words("simulate.own")), "bold")
    if name:
        screen.say(words(f"simulate.pattern.{name}"))
    for line in _put_in(words, pattern):
        screen.say(line)
    screen.say(words("simulate.notice"))
    if not found.states:
        rows = ", ".join(found.standing.rows)
        screen.say(words("simulate.blocked", rows=rows), "bold red")
        return
    found, every = _weeks(found, weeks)
    screen.heading(words("report.weeks_title"))
    screen.say(result.sentence(words, found, every))
    table.show(screen, words, every)
    screen.heading(words("simulate.events"))
    for day, text in _events(words, found):
        screen.point(words("simulate.event", day=day, text=text), "- ")
    scores.show(screen, words, found)


def json(name: str | None, found: "Replay", weeks: int) -> dict[str, Any]:
    """Return a simulated course as plain values."""
    shown, every = _weeks(found, weeks)
    return {
        "pattern": name,
        "triage": as_json.triage(found.standing.referral, found.standing.rows),
        "blocked": found.standing.blocked,
        "weeks": [report.week_json(week) for week in every],
        "days": [as_json.day(state) for state in shown.states],
    }


def _weeks(found: "Replay", weeks: int) -> tuple["Replay", tuple[summary.Week, ...]]:
    """Return the course without the day on which its last week is decided, and its weeks."""
    every = summary.weeks(found)[:weeks]
    return found._replace(states=found.states[: weeks * WEEK_DAYS]), every


def _put_in(words: Words, pattern: "Pattern") -> Iterator[str]:
    for name in ("mornings", "pain", "after", "sessions", "painkillers"):
        values: Row = getattr(pattern, name)
        if any(values):
            yield words(f"simulate.row.{name}", values=_short(values))
    yield words("simulate.row.start_test", n=pattern.start_test)


def _short(values: "Row") -> str:
    """Return a row in its short form, such as 2×14 4 4."""
    runs: list[list[Any]] = []
    for value in values:
        if runs and runs[-1][0] == value:
            runs[-1][1] += 1
        else:
            runs.append([value, 1])
    said = [f"{'-' if value is None else value}{f'×{n}' if n > 1 else ''}" for value, n in runs]
    return " ".join(said[:SHOWN]) + (" …" if len(said) > SHOWN else "")


def _events(words: Words, found: "Replay") -> Iterator[tuple[int, str]]:
    """Yield the days on which something began, ended or was asked."""
    before: State | None = None
    for state in found.states:
        if found.diary[state.date].checks:
            yield state.day, words("simulate.start_test")
        for text in _changes(words, before, state):
            yield state.day, text
        before = state


def _changes(words: Words, before: State | None, state: State) -> Iterator[str]:
    if before is None or state.phase is not before.phase:
        yield words("simulate.phase", phase=words(f"terms.phase.{state.phase}"))
    if state.break_rule:
        yield words("simulate.broken", rule=state.break_rule, level=state.level)
    if state.adaptation and (before is None or state.adaptation != before.adaptation):
        yield words(f"simulate.{state.adaptation}", level=state.dose_level)
    if before and state.concentric != before.concentric:
        yield words(f"simulate.concentric.{state.concentric}")
    for row in sorted(set(state.rows) - set(before.rows if before else ())):
        yield words("simulate.row_stands", row=row, sign=words(f"triage.{row}.sign"))
