"""An editor that saves while a command writes: it is noticed, and its save stays."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from .bench import Bench, Result, Row, home_of, undisturbed
from .calls import Call, Point
from .commands import COMMANDS, Command
from .injected import held
from .program import Program
from .promises import broken
from .starts import Start

NAME = "editor"
WAIT = "400ms"
REFUSED = 5
MARK = b"\n"


def in_place(path: Path) -> None:
    """Save as editors do that write into the file."""
    with path.open("ab") as file:
        file.write(MARK)


def by_rename(path: Path) -> None:
    """Save as editors do that write beside the file first."""
    beside = path.with_suffix(".editor")
    beside.write_bytes(path.read_bytes() + MARK)
    beside.chmod(0o600)
    beside.replace(path)


SAVES: dict[str, Callable[[Path], None]] = {"in place": in_place, "by rename": by_rename}


class Case(NamedTuple):
    """One way to save, before one re-reading."""

    program: Program
    command: Command
    start: Start
    point: Point
    how: str


def run(bench: Bench) -> Iterator[Row]:
    """Test every command that writes to a month that is there already."""
    for command in COMMANDS:
        for start in (make() for make in command.starts):
            cases = list(_cases(command.of(bench.program), command, start))
            if cases:
                yield bench.row(NAME, f"{command.name}, {start.name}", _one, cases)


def _cases(program: Program, command: Command, start: Start) -> Iterator[Case]:
    home = home_of(program)
    calls = undisturbed(program, home, command, start)
    for point in _last_readings(calls, home):
        if point.where in start.files:
            for how in SAVES:
                yield Case(program, command, start, point, how)


def _last_readings(calls: Sequence[Call], home: Path) -> Iterator[Point]:
    """Yield, for each month that is replaced, the opening of it that comes last before."""
    opened: dict[str, Call] = {}
    for call in calls:
        path = call.paths[-1] if call.paths else ""
        if call.name == "openat" and not call.writes:
            opened[path] = call
        month = path.startswith(f"{home}/log/") and path.endswith(".toml")
        if call.name.startswith("rename") and month and path in opened:
            where = os.path.relpath(path, home)
            yield Point("openat", opened[path].nth, where, writes=False)


def _one(case: Case) -> Result:
    home = home_of(case.program)
    case.start.put(home)
    path = home / case.point.where
    saved: list[bytes] = []

    def save(_: int) -> None:
        SAVES[case.how](path)
        saved.append(path.read_bytes())

    outcome, text = held(case.program, home, case.command.arguments, case.point, save, WAIT)
    bad = [] if outcome.code == REFUSED else [f"exit code {outcome.code}: {outcome.out}"]
    # Questions that go on after a refusal may add to what the editor saved, and change none of it.
    kept = saved and path.read_bytes().startswith(saved[0])
    bad += [] if kept else ["the editor's save was replaced"]
    now = {**case.start.files, case.point.where: b"".join(saved)}
    bad += broken(case.program, home, case.command, replace(case.start, files=now), outcome)
    return Result(f"saved {case.how} in {case.point.where}", bool(saved and "DELAYED" in text), bad)
