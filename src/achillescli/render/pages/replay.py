"""Every day of a course on a line."""

from typing import TYPE_CHECKING

from ...core.state import State
from ...words import Words
from ..phrases import colours, dates
from ..phrases.weeks import verdict
from ..terminal.screen import Screen

if TYPE_CHECKING:
    from ...core.course import Replay

COLUMNS = ("date", "day", "level", "dose", "colour", "decision", "phase")
LEFT = (0, 2, 3, 4, 5, 6)


def show(screen: Screen, words: Words, replay: "Replay") -> None:
    """Write the days, oldest first."""
    until = dates.day(words, replay.until)
    if not replay.states:
        screen.say(words("replay.empty", date=until))
        return
    screen.say(words("replay.title", day=len(replay.states), date=until), "bold")
    heads = [words(f"replay.column.{name}") for name in COLUMNS]
    rows = [_row(words, state) for state in replay.states]
    if screen.plain:
        for row in rows:
            named = [
                f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True) if cell
            ]
            screen.say(f"{row[0]}: {', '.join(named)}")
        return
    lines = screen.table([heads, *rows], LEFT)
    more = [""] * len(rows)
    if not screen.fits(lines):
        lines = screen.table([heads[:5], *(row[:5] for row in rows)], LEFT, gap=1)
        phases = ["", *(row[6] for row in rows)]
        more = [
            " · ".join(filter(None, (row[5], row[6] if row[6] != before else "")))
            for row, before in zip(rows, phases, strict=False)
        ]
    screen.say(lines[0], "bold")
    for line, rest, state in zip(lines[1:], more, replay.states, strict=True):
        screen.say(line, days=colours.names(words, state.colour_yesterday))
        if rest:
            screen.point(rest, " " * 11)


def _row(words: Words, state: State) -> list[str]:
    decision, broken = state.decision, state.break_rule
    return [
        state.date.isoformat(),
        str(state.day),
        str(state.level),
        _dose(words, state),
        _colour(words, state),
        " ".join(filter(None, (verdict(words, decision), decision and decision.rule, broken))),
        words(f"terms.phase.{state.phase}"),
    ]


def _dose(words: Words, state: State) -> str:
    """Return sessions and dose of a day, such as 2 x L2 (D1)."""
    if state.blocked:
        return words("replay.column.blocked")
    rule = f" {state.adaptation}" if state.adaptation else ""
    if not state.sessions:
        return words("replay.column.none") + rule
    return f"{len(state.sessions)}×{state.dose_level}{rule}"


def _colour(words: Words, state: State) -> str:
    if state.colour_yesterday is None:
        return words("terms.unknown")
    return f"{words(f'terms.colour.{state.colour_yesterday}')} {state.colour_rule}"
