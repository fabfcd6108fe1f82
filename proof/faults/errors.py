"""Every call refused by the system, with each error that it may give."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .bench import TELLING, Bench, Result, Row, for_designs, in_turn, judged, met
from .calls import Point
from .commands import COMMANDS, Command
from .injected import failing
from .program import Design, Outcome, Program
from .starts import Start

NAME = "errors"
WRITING = ("EIO", "ENOSPC", "EACCES", "EROFS", "EPERM", "EDQUOT", "EMFILE", "EINTR")
SELDOM = WRITING[:5]
READING = ("EIO",)
CONTROLS = ("overwrite", "unlink", "aside")
VARIANTS = {"cheerful": "log edit", "gloomy": "log edit", "silent": "log flag"}
"""The mistakes that this part must notice, each at a command."""
REFUSED = 5
MOST_SENTENCES = 2
"""What is wrong, and what it means or what to do; after a danger, also that it is not stored."""
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
    for command in COMMANDS:
        for start in (make() for make in command.starts):
            cases = list(_cases(command.of(bench.program), command, start))
            what = f"{command.name}, {start.name}, {_told(command)}"
            yield bench.row(NAME, what, _one, bench.sampled(cases))
    for variant, command in bench.variants(VARIANTS):
        every = _cases(variant, command, command.starts[0]())
        cases = [case for case in every if case.point.name in TELLING]
        yield bench.row(NAME, command.name, _one, cases, design=variant.name)
    for design in bench.designs(CONTROLS):
        for command, start in for_designs(design):
            cases = list(_cases(design, command, start))
            yield bench.row(NAME, command.name, _one, cases, design=design.name)


def _told(command: Command) -> str:
    if command.often:
        return f"EIO and in turn {' '.join(WRITING[1:])}; of reading calls {' '.join(READING)}"
    return f"in turn {' '.join(SELDOM)}"


def _cases(program: Program, command: Command, start: Start) -> Iterator[Case]:
    """Yield each call with its errors: of a command that is not typed often, with one in turn."""
    place = 0
    for point in met(program, command, start):
        if point.writes:
            errors = in_turn(WRITING, place) if command.often else (SELDOM[place % len(SELDOM)],)
            place += 1
        else:
            errors = READING if command.often else ()
        for error in errors:
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
    text = " ".join((outcome.out + outcome.err).split())
    due = [said for told, said in command.always_said.items() if re.search(told, text)]
    found = [f"{said!r} is not said" for said in due if said not in text]
    if outcome.code == 0 or (outcome.code in command.ends and command.acknowledged(outcome)):
        return found
    if outcome.code not in {REFUSED, *command.ends}:
        found.append(f"exit code {outcome.code}: {outcome.err[-200:]}")
    if SAVED in outcome.err:
        found.append(f"refused, and {SAVED!r} is said")
    sentences = sum(line.strip("\a").startswith("achilles: ") for line in outcome.err.split("\n"))
    on_page = command.on_page and bool(outcome.out)
    told = 1 <= sentences <= MOST_SENTENCES + command.stops or on_page
    return found if told else [*found, f"{sentences} sentences: {outcome.err[-300:]}"]
