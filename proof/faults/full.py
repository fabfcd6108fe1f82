"""No room: full disks, no file numbers left, files cut off at a size, and folders without rights."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from . import mounts
from .bench import Bench, Result, Row, home_of
from .commands import LOG
from .errors import MOST_SENTENCES, REFUSED, SAVED
from .program import ORDINARY, Design, Outcome, Program
from .promises import broken
from .starts import MONTH, Start

NAME = "full"
PAGES = range(12)
STEP = 97
"""Every so many bytes a limit on the size of a file is tried."""
RIGHTS = {
    "the folder of the log 0500": ("log", 0o500),
    "the folder of the log 0000": ("log", 0),
    "the data folder 0000": ("", 0),
    "the month 0400": ("month", 0o400),
    "the month 0000": ("month", 0),
}
CONTROLS = ("overwrite",)


class Case(NamedTuple):
    """A program, a start, and a number of pages or bytes."""

    program: Program
    start: Start
    room: int


def run(bench: Bench) -> Iterator[Row]:
    """Test the program, then the designs that this part must catch."""
    program = bench.program
    for start in (make() for make in LOG.starts):
        pages = [Case(program, start, room) for room in PAGES]
        yield bench.row(NAME, f"0 to 11 free pages, {start.name}", _pages, pages)
    start = LOG.starts[0]()
    yield bench.row(NAME, "no file numbers left", _inodes, [Case(program, start, 0)])
    limits = [Case(program, start, room) for room in _limits(start, bench)]
    yield bench.row(NAME, f"cut off every {STEP} bytes", _limited, limits)
    yield bench.row(NAME, "mounted read-only", _read_only, [Case(program, start, 0)])
    rights = [(program, start, name) for name in RIGHTS]
    yield bench.row(NAME, "an ordinary user without rights", _without_rights, rights)
    for design in bench.designs(CONTROLS):
        torn = [Case(design, start, room) for room in _limits(start, bench)]
        yield bench.row(NAME, f"cut off every {STEP} bytes", _limited, torn, design=design.name)


def _limits(start: Start, bench: Bench) -> range:
    largest = max(len(content) for content in start.files.values())
    return range(0, largest + 400, STEP * 4 if bench.quick else STEP)


def _judged(case: Case, home: Path, outcome: Outcome, free: Callable[[], None]) -> Result:
    """Judge a run; life goes on once there is room again."""
    said = _said(case, outcome) + _no_leftover(case, home)
    free()
    where = f"room for {case.room}"
    found = broken(case.program, home, LOG, case.start, outcome, where)
    return Result(where, True, [*said, *found])


def _said(case: Case, outcome: Outcome) -> list[str]:
    if isinstance(case.program, Design) or outcome.code == 0:
        return []
    sentences = sum(line.startswith("achilles: ") for line in outcome.err.split("\n"))
    well = 1 <= sentences <= MOST_SENTENCES and outcome.code == REFUSED
    well = well and SAVED not in outcome.err
    return [] if well else [f"exit code {outcome.code}, {outcome.err[-300:]}"]


def _no_leftover(case: Case, home: Path) -> list[str]:
    if isinstance(case.program, Design):
        return []
    return [f"{path.name} left over" for path in home.rglob("*.tmp")]


def _pages(case: Case) -> Result:
    folder = home_of(case.program).parent.with_suffix(".full")
    with mounts.memory(folder, "size=512k"):
        home = folder / "home"
        case.start.put(home)
        filler = folder / "filler"
        filler.touch()
        room = os.statvfs(folder)
        filler.write_bytes(b"x" * max(0, room.f_bavail - case.room) * room.f_frsize)
        outcome = case.program.run(home, LOG.arguments)
        return _judged(case, home, outcome, filler.unlink)


def _unlink(paths: list[Path]) -> None:
    for path in paths:
        path.unlink()


def _inodes(case: Case) -> Result:
    folder = home_of(case.program).parent.with_suffix(".full")
    with mounts.memory(folder, "size=1m,nr_inodes=24"):
        home = folder / "home"
        case.start.put(home)
        fillers: list[Path] = []
        while os.statvfs(folder).f_favail:
            fillers.append(folder / f"filler{len(fillers)}")
            fillers[-1].touch()
        outcome = case.program.run(home, LOG.arguments)
        return _judged(case, home, outcome, lambda: _unlink(fillers))


def _limited(case: Case) -> Result:
    home = home_of(case.program)
    case.start.put(home)
    outcome = case.program.run(home, LOG.arguments, preexec_fn=partial(_limit, case.room))
    return _judged(case, home, outcome, lambda: None)


def _limit(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _read_only(case: Case) -> Result:
    folder = home_of(case.program).parent.with_suffix(".full")
    with mounts.memory(folder, "size=512k"):
        home = folder / "home"
        case.start.put(home)
        mounts.called("mount", "-o", "remount,ro", folder)
        outcome = case.program.run(home, LOG.arguments)
        refused = [] if outcome.code == REFUSED else [f"exit code {outcome.code}"]
        again = partial(mounts.called, "mount", "-o", "remount,rw", folder)
        result = _judged(case, home, outcome, again)
        return result._replace(broken=[*refused, *result.broken])


def _without_rights(case: tuple[Program, Start, str]) -> Result:
    program, start, name = case
    home = home_of(program)
    start.put(home)
    which, mode = RIGHTS[name]
    target = home / MONTH if which == "month" else home / which
    for path in (home.parent, home, *home.rglob("*")):
        os.chown(path, ORDINARY, ORDINARY)
    rights = target.stat().st_mode & 0o777
    target.chmod(mode)
    outcome = program.run_as_anyone(home, LOG.arguments)
    target.chmod(rights)
    for path in (home.parent, home, *home.rglob("*")):
        os.chown(path, 0, 0)
    refused = [] if outcome.code == REFUSED else [f"exit code {outcome.code}: {outcome.err}"]
    result = _judged(Case(program, start, 0), home, outcome, lambda: None)
    return Result(name, True, [*refused, *result.broken])
