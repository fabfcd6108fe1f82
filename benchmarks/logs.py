"""Logs of the sizes that people come to have, in the files that the program writes.

``python benchmarks/logs.py SIZE UNTIL HOME`` writes one; SIZE is a name in SIZES. The
same size and last date always give the same bytes.
"""

import datetime as dt
import sys
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import tomli_w

from achillescli.core.log.entries import parse
from achillescli.core.log.values import stated_table

ANSWERS = Path(__file__).parents[1] / "examples" / "runner.toml"
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
DAY = dt.timedelta(days=1)
ZONE = dt.timezone(dt.timedelta(hours=1))
SEED = 12
TWELVE_WEEKS = 84
HALF_YEAR = 182
TWO_YEARS = 730
TEN_YEARS = 3652
SIXTH_WEEK = 38
"""Days behind a last date that is the fourth of the sixth week."""

Table = dict[str, Any]


class Habit(NamedTuple):
    """The chance that each thing is logged on a day."""

    morning: float
    am: float
    pm: float
    evening: float


DILIGENT = Habit(0.99, 0.97, 0.96, 0.97)
OCCASIONAL = Habit(0.09, 0.07, 0.0, 0.02)
STEADY = Habit(0.7, 0.55, 0.3, 0.2)


class Author:
    """Someone who keeps a log, decided by the seed alone; with a weekly check-in or without."""

    def __init__(self, *, checkins: bool = False) -> None:
        self._chance, self._checkins = Random(SEED), checkins

    def course(
        self, first: dt.date, last: dt.date, later: Habit, *, again: bool = False
    ) -> Iterator[Table]:
        """Yield the entries of one course; the last date has its morning score only."""
        yield self._assessment(first, again=again)
        for number in range((last - first).days):
            habit = DILIGENT if number < TWELVE_WEEKS else later
            yield from self._day(first + DAY * number, number, habit)
        yield self._entry(last, "07:05", kind="morning", pain=1)

    def _assessment(self, first: dt.date, *, again: bool) -> Table:
        answers = tomllib.loads(ANSWERS.read_text("utf-8"))
        answers["complaint"]["onset"] = first - DAY * 60
        new = {"new_course": True} if again else {}
        return self._entry(first, "06:50", kind="assessment", answers=answers, **new)

    def _day(self, date: dt.date, number: int, habit: Habit) -> Iterator[Table]:
        if self._happens(habit.morning):
            yield self._entry(date, "07:05", kind="morning", pain=self._score(number, 0.5))
        if self._happens(0.03):
            yield self._entry(date, "07:20", kind="painkiller")
        if self._happens(habit.am):
            yield self._session(date, "07:40", "am", number)
        if number > 45 and self._happens(0.08):
            run = {"km": 3.5, "minutes": 20, "pain": self._score(number), "rpe": 3}
            yield self._entry(date, "12:15", kind="run", **run)
        if self._checkins and number % 7 == 6:
            yield self._entry(date, "12:30", kind="checkin")
        if number % 28 == 20:
            tests = {"raises_left": 24, "raises_right": 26, "hop_pain": 1, "walk_pain": 1}
            yield self._entry(date, "12:45", kind="check", **tests)
        if self._happens(habit.pm):
            yield self._session(date, "19:10", "pm", number)
        if self._happens(habit.evening):
            scores = {"after": self._score(number), "daily_pain": self._score(number)}
            yield self._entry(date, "21:45", kind="evening", **scores)
        if self._happens(0.04):
            yield self._entry(date, "21:50", kind="note", text="Long day on my feet.")

    def _session(self, date: dt.date, clock: str, slot: str, number: int) -> Table:
        scores = {"pain": self._score(number), "after": self._score(number)}
        return self._entry(date, clock, kind="session", slot=slot, **scores)

    def _happens(self, chance: float) -> bool:
        return self._chance.random() < chance

    def _score(self, number: int, more: float = 0.0) -> int:
        """Return a score that falls over the weeks from about 2 to less than 1, with bad days."""
        usual = max(0.4, 1.7 - number / 50) + more
        return min(7, max(0, round(self._chance.gauss(usual, 0.8))))

    def _entry(self, date: dt.date, clock: str, **fields: object) -> Table:
        identity = "".join(self._chance.choices(SIGNS, k=8))
        at = dt.datetime.combine(date, dt.time.fromisoformat(clock), ZONE)
        return {"id": identity, "at": at, "date": date, **fields}


def twelve_weeks(until: dt.date, *, checkins: bool = False) -> Iterator[Table]:
    """Yield one course that is on its 84th day."""
    return Author(checkins=checkins).course(until - DAY * (TWELVE_WEEKS - 1), until, OCCASIONAL)


def ten_years(until: dt.date) -> Iterator[Table]:
    """Yield twenty courses of half a year, the last in its sixth week."""
    author, newest = Author(), until - DAY * SIXTH_WEEK
    for back in range(19, 0, -1):
        first = newest - DAY * HALF_YEAR * back
        last = first + DAY * (HALF_YEAR - 1)
        yield from author.course(first, last, OCCASIONAL, again=back < 19)
    yield from author.course(newest, until, OCCASIONAL, again=True)


def two_years(until: dt.date) -> Iterator[Table]:
    """Yield a single course of two years."""
    return Author().course(until - DAY * TWO_YEARS, until, STEADY)


def one_course(until: dt.date) -> Iterator[Table]:
    """Yield a single course of ten years."""
    return Author().course(until - DAY * TEN_YEARS, until, STEADY)


SIZES = {
    "12-weeks": twelve_weeks,
    "10-years": ten_years,
    "two-years": two_years,
    "one-course": one_course,
}


def write(home: Path, tables: Iterator[Table]) -> int:
    """Write the months of a log and return how many entries they hold.

    Raises:
        Misfit: a table is no valid entry.
    """
    folder, count = home / "log", 0
    folder.mkdir(parents=True)
    for month, of_month in groupby(tables, lambda table: f"{table['date']:%Y-%m}"):
        blocks = [_block(table) for table in of_month]
        count += len(blocks)
        (folder / f"{month}.toml").write_text("\n".join(("schema = 1\n", *blocks)), "utf-8")
    return count


def _block(table: Table) -> str:
    fields = stated_table(parse(table))
    heading, _, rest = tomli_w.dumps({"entry": fields}).partition("\n")
    return f"[{heading}]\n{rest}"


if __name__ == "__main__":
    size, until, home = sys.argv[1:]
    print(write(Path(home), SIZES[size](dt.date.fromisoformat(until))))
