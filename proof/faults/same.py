"""The same log and day give the same answer, whatever the zone, the locale and the hash seed."""

import datetime as dt
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .bench import Bench, Result, Row, home_of
from .program import PACKAGE, Program, at
from .starts import course, today

NAME = "same"
ZONES = ("UTC", "Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati")
LOCALES = ("C.UTF-8", "en_US.UTF-8", "nl_NL.UTF-8")
SEEDS = ("0", "1", "42")
COMMANDS = (
    ("today", "--json", "--date"),
    ("report", "--json"),
    ("plan", "--json"),
    ("why", "--json"),
    ("replay", "--json", "--until"),
    ("log", "list", "--all", "--json"),
)
NOON = dt.time(12, tzinfo=dt.UTC)
"""The hour at which all of the zones have the same rehab date, which starts at 03:00."""


class Case(NamedTuple):
    """One command line in every world."""

    program: Program
    arguments: tuple[str, ...]
    seeds: tuple[str, ...]


def run(bench: Bench) -> Iterator[Row]:
    """Compare what every command prints in 45 worlds, byte for byte."""
    seeds = SEEDS[:1] if bench.quick else SEEDS
    cases = [Case(bench.program, words, seeds) for words in COMMANDS]
    worlds = len(ZONES) * len(LOCALES) * len(seeds)
    row = bench.row(NAME, f"{len(COMMANDS)} commands in {worlds} worlds", _one, cases)
    row.runs = len(cases) * worlds
    yield row


def _one(case: Case) -> Result:
    home = home_of(case.program)
    course().put(home)
    dated = case.arguments[-1] in ("--date", "--until")
    words = (*case.arguments, f"{today()}") if dated else case.arguments
    answers = {
        _answer(case.program, home, words, zone, locale, seed)
        for zone, locale, seed in product(ZONES, LOCALES, case.seeds)
    }
    bad = [f"{len(answers)} different answers"] if len(answers) > 1 else []
    bad += [f"exit code {code}" for code, _ in answers if code]
    return Result(" ".join(words), True, bad)


def _answer(
    program: Program, home: Path, words: tuple[str, ...], zone: str, locale: str, seed: str
) -> tuple[int, bytes]:
    """Run a command in one world; it must heed the environment, so it starts without -I."""
    world = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "COLUMNS": seed}
    clock = dt.datetime.combine(today(), NOON).astimezone(ZoneInfo(zone))
    told = at(f"@{clock:%Y-%m-%d %H:%M:%S}")
    done = subprocess.run(
        [*told, program.python, "-P", "-s", "-B", "-m", PACKAGE, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env=program.environment(home, **world),
    )
    return done.returncode, done.stdout
