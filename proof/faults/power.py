"""The power cut at every call that writes and right after success, on real file systems."""

import os
import time
from collections.abc import Iterator
from typing import NamedTuple

from . import mounts
from .bench import TRIES, Bench, Result, Row, counted, for_designs, home_of, met
from .calls import Point
from .commands import LOG, Command
from .injected import killed
from .mounts import Disk, Kind
from .program import Program
from .promises import broken
from .starts import Start

NAME = "power"
KINDS = (
    Kind("ext4"),
    Kind("ext4", "noauto_da_alloc"),
    Kind("ext4", "data=writeback"),
    Kind("xfs"),
)
RISKY = KINDS[1]
"""Where a rename does not bring the data with it."""
CONTROLS = ("overwrite", "unsynced", "half_synced", "appended", "unlink", "aside")
AFTER = Point("", 0, "after success", writes=True)


class Case(NamedTuple):
    """One file system, and what is done on it."""

    program: Program
    command: Command
    start: Start
    points: tuple[Point, ...]
    kind: Kind
    neighbour: bool
    """Whether another program brings its own file to the disk just before the cut."""


def run(bench: Bench) -> Iterator[Row]:
    """Test the program on every file system, then the designs that this part must catch."""
    begun = time.monotonic()
    cases = list(_cases(bench))
    found = bench.spread(_cut, cases)
    seconds = (time.monotonic() - begun) / len(cases)
    for case, results in zip(cases, found, strict=True):
        beside = ", a neighbour" if case.neighbour else ""
        what = f"{case.kind.name}{beside}, {case.start.name}"
        design = "" if case.program is bench.program else case.program.name
        yield counted(NAME, what, results, seconds, design=design)


def _cases(bench: Bench) -> Iterator[Case]:
    kinds = (RISKY,) if bench.quick else KINDS
    for start in (make() for make in LOG.starts[: 1 if bench.quick else None]):
        found = _points(bench.program, LOG, start)
        for kind in kinds:
            for neighbour in (True,) if bench.quick else (False, True):
                yield Case(bench.program, LOG, start, found, kind, neighbour)
    for design in bench.designs(CONTROLS[:2] if bench.quick else CONTROLS):
        for command, start in for_designs(design):
            found = _points(design, command, start)
            for neighbour in (True,) if bench.quick else (False, True):
                yield Case(design, command, start, found, RISKY, neighbour)


def _points(program: Program, command: Command, start: Start) -> tuple[Point, ...]:
    return (*(point for point in met(program, command, start) if point.lasts), AFTER)


def _cut(case: Case) -> list[Result]:
    """Cut the power of one file system at each point in turn."""
    image = home_of(case.program).parent.with_suffix(".img")
    image.parent.mkdir(parents=True, exist_ok=True)
    with mounts.disk(image, case.kind) as disk:
        return [_one(case, disk, point) for point in case.points]


def _one(case: Case, disk: Disk, point: Point) -> Result:
    home = disk.folder / "home"
    where = f"cut at {point.name} {point.nth} ({point.where})"
    for _ in range(TRIES):
        case.start.put(home, durable=True)
        if not point.name:
            outcome, hit = case.program.run(home, case.command.arguments), True
        else:
            outcome, hit = killed(case.program, home, case.command.arguments, point, "KILL")
        if case.neighbour:
            _save_another(disk)
        disk.cut()
        if hit:
            found = broken(case.program, home, case.command, case.start, outcome, where)
            return Result(where, hit, found)
    return Result(where, hit=False, broken=[])


def _save_another(disk: Disk) -> None:

    with (disk.folder / "another").open("w") as other:
        other.write("x")
        other.flush()
        os.fsync(other.fileno())
