"""Commands that only read change nothing on the disk, and no command uses the network."""

import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .bench import Bench, Result, Row, home_of
from .calls import Call, is_around, recorded
from .commands import COMMANDS
from .program import Program
from .starts import Start, course, nothing

NAME = "reading"
READING = (
    ("today",),
    ("today", "--json"),
    ("report",),
    ("report", "--json"),
    ("why",),
    ("plan",),
    ("replay", "--json"),
    ("simulate", "--pain", "2,3"),
    ("protocol", "check"),
    ("learn",),
    ("learn", "cause"),
    ("log", "list", "--all"),
    ("undo", "--list"),
    ("doctor",),
    ("restore",),
    ("status",),
    ("settings",),
    ("remind", "cron"),
    ("assess", "--template"),
    ("--help",),
    ("--version",),
)
ENDS = {0, 2, 3, 4, 5, 10}
NETWORK = (
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg",
    "recvfrom", "recvmsg",
)  # fmt: skip
_HARMLESS = ("/dev/", "pipe:", "/proc/")


class Case(NamedTuple):
    """One command line on one folder."""

    program: Program
    start: Start
    arguments: Sequence[str]
    reads: bool
    ends: Collection[int] = ENDS
    """The exit codes with which it may end."""


def run(bench: Bench) -> Iterator[Row]:
    """Record every command: the reading ones for what they write, all for the network."""
    starts = (course(),) if bench.quick else (course(), nothing())
    for start in starts:
        reading = [Case(bench.program, start, words, reads=True) for words in READING]
        yield bench.row(NAME, f"{len(READING)} reading commands, {start.name}", _one, reading)
    writing = [
        Case(command.of(bench.program), make(), command.arguments, False, command.ends)
        for command in COMMANDS
        for make in command.starts
    ]
    yield bench.row(NAME, "writing commands: nothing elsewhere, no network", _one, writing)
    alone = [
        *(case for case in writing),
        *(Case(bench.program, course(), words, True) for words in READING),
    ]
    begun = time.monotonic()
    row = bench.row(NAME, "every command without a network (unshare -n)", _unshared, alone)
    row.seconds = time.monotonic() - begun
    yield row


def _one(case: Case) -> Result:
    home = home_of(case.program)
    case.start.put(home)
    calls, outcome = recorded(case.program, home, case.arguments)
    bad = [f"network: {call.text}" for call in calls if call.name in NETWORK]
    bad += [f"changes: {call.text}" for call in calls if _changes(call, home, reads=case.reads)]
    if outcome.code not in case.ends:
        bad.append(f"exit code {outcome.code}: {outcome.err[-200:]}")
    if case.reads and not case.start.files and home.exists():
        bad.append("made the data folder")
    return Result(" ".join(case.arguments), True, bad)


def _changes(call: Call, home: Path, *, reads: bool) -> bool:
    """Return whether a call changes what it must not: anything, or for a writer all but ours."""
    if not call.changes or call.fd in ("1", "2"):
        return False
    paths = [path for path in call.paths if path and not path.startswith(_HARMLESS)]
    ours = [path for path in paths if is_around(home, path)]
    return bool(paths) if reads else len(ours) < len(paths)


def _unshared(case: Case) -> Result:
    home = home_of(case.program)
    ends = []
    for before in ((), ("unshare", "-n")):
        case.start.put(home)
        ends.append(case.program.run(home, case.arguments, before).code)
    bad = [] if ends[0] == ends[1] else [f"exit codes {ends}"]
    return Result(" ".join(case.arguments), True, bad)
