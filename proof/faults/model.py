"""Every state in which a crash may leave the disk, worked out from one recorded run."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .bench import Bench, Result, Row, for_designs, home_of, undisturbed
from .calls import Call
from .commands import COMMANDS, Command
from .disk import Disk, State
from .program import Design, Outcome, Program
from .promises import broken
from .starts import Start

NAME = "model"
MOST_STATES = 2_000
"""Only what syncs nothing has more states than this; they show the same loss over and over."""
CONTROLS = ("overwrite", "unsynced", "half_synced", "appended", "unlink", "aside")


class Case(NamedTuple):
    """One state after one command."""

    program: Program
    command: Command
    start: Start
    home: Path
    """Where the data folder was when the run was recorded."""
    state: State


def run(bench: Bench) -> Iterator[Row]:
    """Test every command, then every bad design."""
    for command in (one for one in COMMANDS if not (one.outside or one.answers)):
        for start in (make() for make in command.starts):
            yield _row(bench, command.of(bench.program), command, start)
    for design in bench.designs(CONTROLS):
        for command, start in for_designs(design):
            yield _row(bench, design, command, start)


def _row(bench: Bench, program: Program, command: Command, start: Start) -> Row:
    begun = time.monotonic()
    home = home_of(program)
    calls = undisturbed(program, home, command, start)
    states = _states(calls, home, start, command.said)
    tried = list(states)[:MOST_STATES]
    cases = [Case(program, command, start, home, state) for state in tried]
    design = program.name if isinstance(program, Design) else ""
    row = bench.row(NAME, f"{command.name}, {start.name}", _one, cases, design=design)
    row.seconds = time.monotonic() - begun
    row.note = f"of {len(states):,} states" if len(states) > len(tried) else ""
    return row


def _states(calls: list[Call], home: Path, start: Start, said: str) -> dict[State, None]:
    disk = Disk.holding(home, start.files, said)
    found = dict.fromkeys(disk.after_a_crash())
    for call in calls:
        if disk.take(call):
            found |= dict.fromkeys(disk.after_a_crash())
    assert disk.said, "the answer was not recorded"
    return found


def _one(case: Case) -> Result:
    home = home_of(case.program)
    _materialise(case.state, case.home, home)
    outcome = Outcome(0 if case.state.said else -9, "", "")
    told = ", ".join(
        f"{Path(path).relative_to(case.home)} {len(content)} bytes"
        for path, content in case.state.files
    )
    where = f"{'after' if case.state.said else 'before'} the answer, with {told or 'nothing'}"
    found = broken(case.program, home, case.command, case.start, outcome, where)
    return Result(where, True, found)


def _materialise(state: State, recorded_at: Path, home: Path) -> None:
    Start("a crash", {}, ()).put(home)
    for folder in state.folders:
        if Path(folder).is_relative_to(recorded_at):
            (home / Path(folder).relative_to(recorded_at)).mkdir(mode=0o700)
    for path, content in state.files:
        target = home / Path(path).relative_to(recorded_at)
        target.write_bytes(content)
        target.chmod(0o600)
