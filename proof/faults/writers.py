"""Several writers at once: through the store, through the command, and killed at random."""

import fcntl
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from .bench import Bench, Row, home_of
from .commands import LOG
from .designs import add
from .judges import LOST
from .program import Design, Program
from .reader import loaded
from .starts import Start

NAME = "writers"
WRITERS = 8
EACH, EACH_COMMAND, CHAOS_S = 100, 12, 20
QUICK_EACH, QUICK_COMMAND, QUICK_CHAOS_S = 15, 2, 3
KILLERS = 4
TIMED = 3
"""So many runs of a writer come to their end, to see how long they take on this machine."""
PATIENCE_S = 5.0
SLACK_S = 3.0
"""What a wait may take longer: the copies of the day wait too, and the machine may be busy."""
CONTROLS = ("overwrite", "half_synced")
_ID = re.compile(r"\[([0-9a-z]{8})\]")


class Writer(NamedTuple):
    """One of those who write at the same time."""

    program: Program
    home: Path
    number: int
    much: float
    """How many entries, or for how many seconds."""


class Told(NamedTuple):
    """What a writer was told: the entries saved, refusals, runs, and the longest wait."""

    ids: tuple[str, ...]
    refused: int
    runs: int
    longest_s: float


def run(bench: Bench) -> Iterator[Row]:
    """Test the program, then the designs that this part must catch."""
    program = bench.program
    each, few = (QUICK_EACH, QUICK_COMMAND) if bench.quick else (EACH, EACH_COMMAND)
    chaos = QUICK_CHAOS_S if bench.quick else CHAOS_S
    yield _together(program, f"the store, {WRITERS} x {each}", _through_store, WRITERS, each)
    yield _together(program, f"the command, {WRITERS} x {few}", _by_command, WRITERS, few)
    yield _together(program, f"killed at random, {KILLERS} writers", _chaos, KILLERS, chaos)
    yield _patience(program)
    for design in bench.designs(CONTROLS):
        yield _together(design, f"{WRITERS} x {QUICK_EACH}", _by_design, WRITERS, QUICK_EACH)


def _together(
    program: Program, what: str, write: Callable[[Writer], Told], count: int, much: float
) -> Row:
    begun, home, start = time.monotonic(), home_of(program), LOG.starts[0]()
    start.put(home)
    with get_context("fork").Pool(count) as pool:
        told = pool.map(write, [Writer(program, home, n, much) for n in range(count)], 1)
    return _row(program, what, told, start, home, time.monotonic() - begun)


def _row(
    program: Program, what: str, told: list[Told], start: Start, home: Path, seconds: float
) -> Row:
    saved = [ident for one in told for ident in one.ids]
    entries, why = loaded(home)
    there = [entry.id for entry in entries]
    gone = set(saved) | set(start.ids)
    gone -= set(there)
    longest = max(one.longest_s for one in told)
    bad = [f"{LOST}: {len(gone)} of {len(saved)} acknowledged"] if gone else []
    bad += [f"{LOST}: unreadable: {why}"] if why else []
    bad += ["entries twice"] if len(there) > len(set(there)) else []
    counted = f"{len(saved)} acknowledged, {len(there) - len(start.ids)} in the log"
    killed = sum(one.runs for one in told) - len(saved) - sum(one.refused for one in told)
    waits = f"refused as in use {sum(one.refused for one in told)}, killed {killed}"
    return Row(
        part=NAME,
        what=what,
        runs=sum(one.runs for one in told),
        lost=len(gone) or int(bool(why)),
        broken=sum(not one.startswith(LOST) for one in bad),
        seconds=seconds,
        design=program.name if isinstance(program, Design) else "",
        note=f"{counted}; {waits}; longest wait {longest:.1f} s",
        shown=bad,
    )


def _told(attempts: Iterable[tuple[str | None, bool]]) -> Told:
    """Count the attempts of a writer: the id that was acknowledged, and whether it was refused."""
    ids, refused, runs, longest, since = [], 0, 0, 0.0, time.monotonic()
    for ident, was_refused in attempts:
        runs += 1
        refused += was_refused
        ids += [ident] if ident else []
        longest, since = max(longest, time.monotonic() - since), time.monotonic()
    return Told(tuple(ids), refused, runs, longest)


def _through_store(writer: Writer) -> Told:
    import datetime as dt

    from achillescli import store
    from achillescli.errors import StoreError

    now = dt.datetime.now(dt.UTC)
    table: dict[str, Any] = {"kind": "session", "slot": "am", "pain": 1, "date": now.date()}

    def attempts() -> Iterator[tuple[str | None, bool]]:
        left = writer.much
        while left:
            try:
                yield store.append(writer.home, table, now).id, False
                left -= 1
            except StoreError as error:
                if error.key != "store.error.in_use":
                    raise
                yield None, True

    return _told(attempts())


def _by_command(writer: Writer) -> Told:
    outcomes = (writer.program.run(writer.home, LOG.arguments) for _ in range(int(writer.much)))
    return _told((_ident(one.out), one.code != 0) for one in outcomes)


def _chaos(writer: Writer) -> Told:
    chance, until = random.Random(writer.number), time.monotonic() + writer.much

    def attempts() -> Iterator[tuple[str | None, bool]]:
        longest = 0.0
        for _ in range(TIMED):
            begun = time.monotonic()
            outcome = writer.program.follow(writer.home, LOG.arguments)
            longest = max(longest, time.monotonic() - begun)
            yield _ident(outcome.out), outcome.code > 0
        while time.monotonic() < until:
            moment = chance.uniform(0, longest)
            outcome = writer.program.follow(writer.home, LOG.arguments, moment)
            yield _ident(outcome.out), outcome.code > 0

    return _told(attempts())


def _by_design(writer: Writer) -> Told:
    def attempts() -> Iterator[tuple[str | None, bool]]:
        for _ in range(int(writer.much)):
            try:
                yield add(writer.home, writer.program.name, {"kind": '"pause"'}), False
            except (OSError, ValueError):
                yield None, True

    return _told(attempts())


def _ident(out: str) -> str | None:
    found = _ID.search(out)
    return found[1] if found else None


def _patience(program: Program) -> Row:
    """Hold the lock for longer than anyone waits, and for less."""
    home, start, begun = home_of(program), LOG.starts[0](), time.monotonic()
    start.put(home)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = program.run(home, LOG.arguments)
        waited = time.monotonic() - begun
    after = program.run(home, LOG.arguments)
    bad = [] if refused.code == 5 and "achilles: " in refused.err else [f"held: {refused}"]
    bad += [] if PATIENCE_S <= waited <= PATIENCE_S + SLACK_S else [f"waited {waited:.1f} s"]
    bad += [] if after.code == 0 else [f"let go: {after}"]
    return Row(
        NAME,
        "the lock held by another",
        2,
        broken=len(bad),
        seconds=time.monotonic() - begun,
        note=f"refused after {waited:.1f} s",
        shown=bad,
    )
