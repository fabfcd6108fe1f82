"""Every call refused by the system, with each error that it may give."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .bench import Bench, Result, Row, for_designs, judged, met
from .calls import Point
from .commands import Command
from .injected import failing
from .program import Design, Outcome, Program
from .starts import Start

NAME = "errors"
WRITING = ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EMFILE", "EINTR")
READING = ("EIO",)
SELDOM = ("EIO",)
CONTROLS = ("overwrite", "unlink", "aside")
REFUSED = 5
MOST_SENTENCES = 2
"""What is wrong, and what it means or what to do."""
SAVED = "saved all the same"
"""What a failing backup is told with; only beside an entry that was saved."""


class Case(NamedTuple):
    """One error at one call."""

    program: Program
    command: Command
    start: Start
    point: Point
    error: str


def run(bench: Bench) -> Iterator[Row]:
    """Test every command, then the designs that this part must catch."""
    for command in bench.commands:
        for start in (make() for make in command.starts):
            often = command.often and not bench.quick
            writing = WRITING if often else SELDOM
            reading = READING if often else ()
            what = f"{command.name}, {start.name}, {_told(writing, reading)}"
            cases = list(_cases(command.of(bench.program), command, start, writing, reading))
            yield bench.row(NAME, what, _one, cases)
    for design in bench.designs(CONTROLS):
        for command, start in for_designs(design):
            cases = list(_cases(design, command, start, SELDOM, ()))
            yield bench.row(NAME, command.name, _one, cases, design=design.name)


def _told(writing: tuple[str, ...], reading: tuple[str, ...]) -> str:
    also = f"; of reading calls {' '.join(reading)}" if reading else ""
    return f"{' '.join(writing)}{also}"


def _cases(
    program: Program,
    command: Command,
    start: Start,
    writing: tuple[str, ...],
    reading: tuple[str, ...],
) -> Iterator[Case]:
    for point in met(program, command, start):
        for error in writing if point.writes else reading:
            yield Case(program, command, start, point, error)


def _one(case: Case) -> Result:
    where = f"{case.error} at {case.point.name} {case.point.nth} ({case.point.where})"
    said: list[str] = []

    def fault(home: Path) -> tuple[Outcome, bool]:
        outcome, hit = failing(case.program, home, case.command.arguments, case.point, case.error)
        said[:] = [] if isinstance(case.program, Design) else _said(outcome, case.command)
        return outcome, hit

    result = judged(case.program, case.command, case.start, where, fault)
    return result._replace(broken=[*result.broken, *said])


def _said(outcome: Outcome, command: Command) -> list[str]:
    """What goes wrong is said with the exit code of the store, and nothing says "saved".

    A danger is said first, whether the entry could be saved or not.
    """
    heard = command.always_said in " ".join((outcome.out + outcome.err).split())
    found = [] if heard else ["the danger is not said"]
    if outcome.code == 0:
        return found
    if outcome.code != REFUSED:
        found.append(f"exit code {outcome.code}: {outcome.err[-200:]}")
    if SAVED in outcome.err:
        found.append(f"refused, and {SAVED!r} is said")
    sentences = sum(line.startswith("achilles: ") for line in outcome.err.split("\n"))
    on_page = command.on_page and bool(outcome.out)
    told = 1 <= sentences <= MOST_SENTENCES or on_page
    return found if told else [*found, f"{sentences} sentences: {outcome.err[-300:]}"]
