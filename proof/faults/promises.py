"""What must hold after any fault: checked on the folder, by the same command again, and the next."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .commands import NEXT, Command
from .judges import LOST, Aftermath, erased, kept, months_of
from .program import Design, Outcome, Program, Variant
from .reader import SIGNS, Entry, entries, loaded, standing
from .starts import DAMAGED, Start, today

USAGE, NO_COURSE, STOPPED, WITHHELD = 2, 3, 4, 5
TIMED_OUT = -14
WANTED: dict[tuple[str, str], dict[str, bytes]] = {}
"""The files of the log after each command from each start when nothing goes wrong."""


def broken(
    program: Program, home: Path, command: Command, start: Start, outcome: Outcome, where: str = ""
) -> list[str]:
    """Return the promises that a run did not keep, given how it ended and what it left.

    The first command after the fault is another one, in turn by where the fault was.
    """
    wanted = WANTED.get((command.name, start.name), {})
    after = Aftermath(home, start, command.acknowledged(outcome), wanted, outcome)
    found = [*_told(outcome), *command.judge(after)]
    if isinstance(program, Design):
        return [*found, *_life_goes_on(program, home, command, start)]
    found += tidy(home, leftover=1)
    found += _advice(program, home, command, start)
    if not found:
        found += _another(program, home, command, start, where)
    found += _life_goes_on(program, home, command, start)
    return found or _advice(program, home, command, start)


def _advice(program: Program, home: Path, command: Command, start: Start) -> list[str]:
    """What `today` says is what the whole data say, from the first entry to the last."""
    outcome = _alone(program).follow(home, ("today", "--json"))
    there, _ = loaded(home)
    before = [entry for raw in months_of(start.files).values() for entry in _read(raw)]
    ours = {entry.id for entry in before}
    lacks = ours - {entry.id for entry in there}
    whole = [*before, *(entry for entry in there if entry.id not in ours)] if lacks else there
    rows = standing(whole, today())
    if outcome.code in (0, STOPPED):
        said = set(json.loads(outcome.out)["triage"]["rows"]) & set(SIGNS.values())
        right = said == rows and (outcome.code == STOPPED) == bool(rows)
        return [] if right else [f"{LOST}: today says {sorted(said)} of {sorted(rows)}"]
    if outcome.code == WITHHELD and (command.judge is erased or start.name == DAMAGED):
        return []
    if outcome.code == NO_COURSE and (command.judge is erased or not rows):
        return []
    return [f"{LOST}: today ends with {outcome.code}: {outcome.err.strip()[-200:]}"]


def _read(raw: bytes) -> list[Entry]:
    try:
        return entries(raw)
    except ValueError:
        return []


def _another(program: Program, home: Path, command: Command, start: Start, where: str) -> list[str]:
    """The first command after the fault is another one; it may refuse what is damaged or gone."""
    words = command.next(where)
    outcome = _alone(program).follow(home, words)
    fine = {0, STOPPED}
    fine |= set() if start.files else {USAGE, NO_COURSE}
    fine |= {WITHHELD, NO_COURSE, USAGE} if command.judge is erased else set()
    fine |= {WITHHELD} if start.name == DAMAGED else set()
    told = outcome.err.strip()[-200:]
    return [] if outcome.code in fine else [f"{LOST}: {' '.join(words)} does not work: {told}"]


def _alone(program: Program) -> Program:
    """Return what runs the commands after a fault: without answers on a terminal."""
    mistaken = isinstance(program, Variant)
    return Variant(program.place, program.name) if mistaken else Program(program.place)


def _told(outcome: Outcome) -> list[str]:
    if "Traceback" in outcome.err or outcome.code == 1:
        return [f"an error of the program itself: {outcome.err[-300:]}"]
    return ["took too long"] if outcome.code == TIMED_OUT else []


def tidy(home: Path, leftover: int) -> list[str]:
    """At most so many temporary files are left, and everything is for its owner alone."""
    paths = [home, *home.rglob("*")] if home.exists() else []
    temporary = [
        path.name for path in paths if _is_temporary(path) and not _is_temporary(path.parent)
    ]
    found = [f"left over: {', '.join(temporary)}"] if len(temporary) > leftover else []
    return found + [
        f"{path.name} has mode {path.stat().st_mode & 0o777:o}"
        for path in paths
        if path.stat().st_mode & 0o077
    ]


def _is_temporary(path: Path) -> bool:
    return path.name.endswith(".tmp")


def _life_goes_on(program: Program, home: Path, command: Command, start: Start) -> list[str]:
    """The same command and the next one work, and lose nothing either."""
    found = []
    time.sleep(command.pause_s)
    for arguments in (command.arguments, NEXT):
        by = (
            program
            if arguments is command.arguments or isinstance(program, Design)
            else _alone(program)
        )
        outcome = by.follow(home, arguments)
        ends = command.ends if arguments is command.arguments else {0}
        if outcome.code not in ends:
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
    if command.once and (times := _sessions(entries, start)) != 1:
        return [f"{LOST}: what was trained once was logged {times} times"]
    return [] if isinstance(program, Design) else tidy(home, leftover=0)


def _sessions(entries: Sequence[Entry], start: Start) -> int:
    """Return how often the session that was logged most often was; what was typed again logs its own."""
    new = [
        entry.table for entry in entries if entry.kind == "session" and entry.id not in start.ids
    ]
    return max(Counter((table["date"], table["slot"]) for table in new).values(), default=0)
