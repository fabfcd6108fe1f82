"""A clock that is wrong by years, or that steps: nothing is lost by it, and life goes on."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from .bench import Bench, Result, Row, home_of
from .commands import NEXT
from .judges import LOST
from .ledger import NOTICES
from .program import Outcome, Program, Variant, at
from .promises import STOPPED
from .reader import SIGNS, loaded, standing
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
STEPS = ("-1d", "-5s", "+0s", "+5s", "+1d", "+40d")
"""How far the clock is off when a command is typed."""
_DAYS = {"-1d": -1, "+1d": 1, "+40d": 40}
SIGN = ("log", "flag", "chest_pain=yes")
CLEARED = ("log", "clearance", "T01", "--by", "doctor")


class Case(NamedTuple):
    """A wrong clock."""

    program: Program
    time: str


class Stepping(NamedTuple):
    """How far the clock is off at one command, and at the next."""

    program: Program
    first: str
    then: str


def run(bench: Bench) -> Iterator[Row]:
    """Type every command under every wrong clock, then a sign and its clearance with steps."""
    cases = [Case(bench.program, time) for time in TIMES]
    row = bench.row(NAME, f"{len(TYPED)} commands under {len(TIMES)} wrong clocks", _one, cases)
    row.runs = len(TIMES) * len(TYPED)
    yield row
    what = "a sign, its clearance, today, a session and undo under a clock that steps"
    steps = [(first, then) for first, then in product(STEPS, STEPS)]
    stepping = [Stepping(bench.program, *step) for step in steps[:: 4 if bench.quick else 1]]
    yield bench.row(NAME, what, _stepped, stepping)
    for name in NOTICES[NAME]:
        backwards = [Stepping(Variant(bench.program.place, name), "+5s", "-5s")]
        yield bench.row(NAME, what, _stepped, backwards, design=name)


def _one(case: Case) -> Result:
    home, start = home_of(case.program), course()
    start.put(home)
    bad, saved = [], 0
    for words in TYPED:
        outcome = case.program.run(home, words, at(_spec(case.time)))
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


def _stepped(case: Stepping) -> Result:
    """Let the clock step between commands; what stands is what the files say, whatever it says."""
    home, start = home_of(case.program), course()
    start.put(home)

    def typed(words: tuple[str, ...], time: str) -> Outcome:
        return case.program.run(home, words, at(time))

    told = [typed(SIGN, case.first)]
    typed(CLEARED, case.then)
    bad = [found for time in ("+0s", case.first) for found in _today(typed, home, time)]
    told.append(typed(("log", "am", "3"), case.first))
    before, _ = loaded(home)
    told.append(typed(("undo",), case.then))
    bad += [f"exit code {one.code}: {one.err[-200:]}" for one in told if one.code]
    undone = [entry.table.get("of") for entry in loaded(home)[0] if entry not in before]
    if undone != [before[-1].id]:
        bad.append(f"{LOST}: undo took back {undone} and not {before[-1]}")
    return Result(f"{case.first} then {case.then}", True, bad)


def _today(
    typed: Callable[[tuple[str, ...], str], Outcome], home: Path, time: str
) -> Iterator[str]:
    outcome = typed(("today", "--json"), time)
    rows = standing(loaded(home)[0], today() + dt.timedelta(days=_DAYS.get(time, 0)))
    if outcome.code not in (0, STOPPED):
        yield f"today ends with {outcome.code}: {outcome.err[-200:]}"
    else:
        said = set(json.loads(outcome.out)["triage"]["rows"]) & set(SIGNS.values())
        if said != rows or (outcome.code == STOPPED) != bool(rows):
            yield f"{LOST}: at {time} today says {sorted(said)} of {sorted(rows)}"
