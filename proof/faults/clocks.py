"""A clock that is wrong by years: nothing is lost by it, and life goes on once it is right."""

from collections.abc import Iterator
from typing import NamedTuple

from .bench import Bench, Result, Row, home_of
from .commands import NEXT
from .judges import LOST
from .program import Program
from .reader import loaded
from .starts import course, today

NAME = "clocks"
TIMES = (
    "-365 days",
    "1970-01-01 00:00:10",
    "2038-01-19 03:14:06",
    "2100-02-28 23:59:58",
)
TYPED = (("today",), ("log", "am", "3"), ("report",), ("doctor",), ("backup",), ("undo", "--list"))
ENDS = {0, 2, 3, 4, 5}


class Case(NamedTuple):
    """A wrong clock."""

    program: Program
    time: str


def run(bench: Bench) -> Iterator[Row]:
    """Type every command under every wrong clock."""
    cases = [Case(bench.program, time) for time in TIMES]
    row = bench.row(NAME, f"{len(TYPED)} commands under {len(TIMES)} wrong clocks", _one, cases)
    row.runs = len(TIMES) * len(TYPED)
    yield row


def _one(case: Case) -> Result:
    home, start = home_of(case.program), course()
    start.put(home)
    bad, saved = [], 0
    for words in TYPED:
        outcome = case.program.run(home, words, ("faketime", "-f", _spec(case.time)))
        saved += words[0] == "log" and outcome.code == 0
        if outcome.code not in ENDS or "Traceback" in outcome.err:
            bad.append(f"{' '.join(words)}: exit code {outcome.code}, {outcome.err[-200:]}")
    entries, why = loaded(home)
    ids = {entry.id for entry in entries}
    if why or set(start.ids) - ids:
        bad.append(f"{LOST}: {why or set(start.ids) - ids}")
    elif len(ids) != len(start.ids) + saved:
        bad.append(f"{LOST}: {saved} saved, {len(ids) - len(start.ids)} in the log")
    for words in (NEXT, ("today", "--date", f"{today()}")):
        outcome = case.program.follow(home, words)
        bad += [f"{LOST}: {words[0]} no longer works: {outcome.err}"] if outcome.code else []
    return Result(case.time, True, bad)


def _spec(time: str) -> str:
    return time.replace(" days", "d") if time.startswith("-") else f"@{time}"
