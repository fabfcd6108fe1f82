"""Killed at every call that writes, by each signal that people and systems send."""

from collections.abc import Iterator
from typing import NamedTuple

from .bench import TELLING, Bench, Result, Row, for_designs, in_turn, judged, met
from .calls import Point
from .commands import COMMANDS, Command
from .injected import killed
from .program import Program
from .starts import Start

NAME = "kill"
SIGNALS = ("KILL", "TERM", "INT", "HUP")
CONTROLS = ("overwrite", "unlink", "aside")
VARIANTS = {
    "deferred": "log flag, asked",
    "forgetful": "log am",
    "partial": "export",
    "careless": "assess, asked",
    "repeated": "train, it hurts",
}
"""The mistakes that this part must notice, each at a command."""


class Case(NamedTuple):
    """One signal at one call."""

    program: Program
    command: Command
    start: Start
    point: Point
    signal: str


def run(bench: Bench) -> Iterator[Row]:
    """Test every command, then the designs that this part must catch."""
    for command in COMMANDS:
        for start in (make() for make in command.starts):
            signals = SIGNALS if command.often or command.answers else SIGNALS[:1]
            what = f"{command.name}, {start.name}, {' '.join(signals)}"
            cases = list(_cases(command.of(bench.program), command, start, signals))
            yield bench.row(NAME, what, _one, bench.sampled(cases))
    for variant, command in bench.variants(VARIANTS):
        cases = [
            case
            for case in _cases(variant, command, command.starts[0](), SIGNALS[:1])
            if case.point.name in TELLING
        ]
        yield bench.row(NAME, command.name, _one, cases, design=variant.name)
    for design in bench.designs(CONTROLS):
        for command, start in for_designs(design):
            cases = list(_cases(design, command, start, SIGNALS[:1]))
            yield bench.row(NAME, command.name, _one, cases, design=design.name)


def _cases(
    program: Program, command: Command, start: Start, signals: tuple[str, ...]
) -> Iterator[Case]:
    points = [point for point in met(program, command, start) if point.writes]
    for place, point in enumerate(points):
        for name in in_turn(signals, place):
            yield Case(program, command, start, point, name)


def _one(case: Case) -> Result:
    where = f"{case.signal} at {case.point.name} {case.point.nth} ({case.point.where})"
    return judged(
        case.program,
        case.command,
        case.start,
        where,
        lambda home: killed(case.program, home, case.command.arguments, case.point, case.signal),
    )
