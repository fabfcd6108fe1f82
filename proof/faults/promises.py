"""What must hold after any fault: checked on the folder, by the same command again, and the next."""

import time
from pathlib import Path

from .commands import NEXT, Command
from .judges import LOST, Aftermath, erased, kept, loaded
from .program import Design, Outcome, Program
from .starts import Start

TIMED_OUT = -14
WANTED: dict[tuple[str, str], dict[str, bytes]] = {}
"""The files of the log after each command from each start when nothing goes wrong."""


def broken(
    program: Program, home: Path, command: Command, start: Start, outcome: Outcome
) -> list[str]:
    """Return the promises that a run did not keep, given how it ended and what it left."""
    wanted = WANTED.get((command.name, start.name), {})
    after = Aftermath(home, start, command.acknowledged(outcome), wanted)
    found = [*_told(outcome), *command.judge(after)]
    if not isinstance(program, Design):
        found += tidy(home, leftover=1)
    return [*found, *_life_goes_on(program, home, command, start)]


def _told(outcome: Outcome) -> list[str]:
    if "Traceback" in outcome.err or outcome.code == 1:
        return [f"an error of the program itself: {outcome.err[-300:]}"]
    return ["took too long"] if outcome.code == TIMED_OUT else []


def tidy(home: Path, leftover: int) -> list[str]:
    """At most so many temporary files are left, and everything is for its owner alone."""
    paths = [home, *home.rglob("*")] if home.exists() else []
    temporary = [path.name for path in paths if path.name.endswith(".tmp")]
    found = [f"left over: {', '.join(temporary)}"] if len(temporary) > leftover else []
    return found + [
        f"{path.name} has mode {path.stat().st_mode & 0o777:o}"
        for path in paths
        if path.stat().st_mode & 0o077
    ]


def _life_goes_on(program: Program, home: Path, command: Command, start: Start) -> list[str]:
    """The same command and the next one work, and lose nothing either."""
    found = []
    time.sleep(command.pause_s)
    for arguments in (command.arguments, NEXT):
        outcome = program.follow(home, arguments)
        if outcome.code:
            told = outcome.err.strip()[-200:]
            found.append(f"{LOST}: {' '.join(arguments[:2])} no longer works: {told}")
    if found:
        return found
    entries, why = loaded(home)
    gone = set() if command.judge is erased else set(start.ids) - kept(home)
    if why or gone:
        return [f"{LOST}: after the next command: {why or len(gone)}"]
    if not any(entry.kind == "morning" and entry.id not in start.ids for entry in entries):
        return [f"{LOST}: the next command saved nothing"]
    return [] if isinstance(program, Design) else tidy(home, leftover=0)
