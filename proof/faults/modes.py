"""Only the owner can read what the program writes, whatever the umask."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .bench import Bench, Result, Row, home_of
from .commands import COMMANDS, Command
from .program import Program
from .promises import tidy
from .starts import Start, course

NAME = "modes"
UMASKS = (0o000, 0o022, 0o077)
EXPORTS = (("export", "{out}/a.json"), ("export", "{out}/b.csv", "--csv", "entries"))


class Case(NamedTuple):
    """A command under a umask."""

    program: Program
    command: Command
    start: Start
    umask: int


def run(bench: Bench) -> Iterator[Row]:
    """Run every writing command and look at every file after it."""
    umasks = UMASKS[::2] if bench.quick else UMASKS
    told = " ".join(f"{umask:03o}" for umask in umasks)
    cases = [
        Case(command.of(bench.program), command, make(), umask)
        for command in COMMANDS
        for make in command.starts
        for umask in umasks
    ]
    yield bench.row(NAME, f"every writing command, umask {told}", _one, cases)
    taken = [(bench.program, words, umask) for words in EXPORTS for umask in umasks]
    yield bench.row(NAME, f"exports, umask {told}", _exported, taken)


def _one(case: Case) -> Result:
    home = home_of(case.program)
    case.start.put(home)
    umask = partial(os.umask, case.umask)
    outcome = case.program.run(home, case.command.arguments, preexec_fn=umask)
    fine = outcome.code in case.command.ends
    bad = [] if fine else [f"exit code {outcome.code}: {outcome.err}"]
    return Result(f"{case.command.name}, umask {case.umask:03o}", True, [*bad, *tidy(home, 0)])


def _exported(case: tuple[Program, tuple[str, ...], int]) -> Result:
    program, words, umask = case
    home = home_of(program)
    course().put(home)
    out = home.parent / "out"
    for old in out.glob("*"):
        old.unlink()
    out.mkdir(exist_ok=True)
    typed = [word.replace("{out}", str(out)) for word in words]
    outcome = program.run(home, typed, preexec_fn=partial(os.umask, umask))
    bad = [f"exit code {outcome.code}: {outcome.err}"] if outcome.code else []
    bad += [f"{path.name} has mode {_mode(path):o}" for path in out.iterdir() if _mode(path) & 0o77]
    return Result(f"{words[-1]}, umask {umask:03o}", bool(list(out.iterdir())), bad)


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777
