"""A course that was never lived: what the rules make of a pattern of scores."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any, NamedTuple

from ..course import Replay, replay
from ..log.diary import DAY
from ..log.entries import Entry, parse
from ..log.values import StartTest
from ..programme.protocol import Protocol
from ..programme.stop import too_much
from ..programme.weekly import WEEK_DAYS
from ..state import State
from . import summary
from .graph import GraphDay, graph_days

MOST_TIMES = 1000
"""How often one value of a row may be repeated by its short form."""
WORST = 10
"""The highest score; NRS points."""
SLOTS = 2
"""Sessions that a day has at most."""

Row = tuple[int | None, ...]
"""One value a day, from day 1 on; a row that ends goes on from its start."""


class Pattern(NamedTuple):
    """What someone does and feels; scores in NRS points, None when not recorded."""

    mornings: Row = (1,)
    pain: Row = (1,)
    after: Row = (None,)
    sessions: Row = (SLOTS,)
    """How many sessions are done, 0 to 2, of those that the programme gives."""
    painkillers: Row = (0,)
    start_test: StartTest = 1

    @classmethod
    def of(cls, table: Mapping[str, str | int]) -> "Pattern":
        """Return the pattern that texts state, one a row, such as ``{"pain": "2,2,4x5"}``.

        Raises:
            ValueError: with the name of the row that cannot be read, and the place in it.
        """
        return cls(**{name: _part(name, value) for name, value in table.items()})


@dataclass(frozen=True)
class Simulation:
    """A simulated course: what was put in, and what came of it."""

    name: str | None
    changed: bool
    """Whether something else was put in than the named pattern has."""
    pattern: Pattern
    date: dt.date
    """The date of the assessment."""
    decided: Replay
    """The course up to the day on which its last week is decided."""
    length: int
    """In weeks."""

    @cached_property
    def course(self) -> Replay:
        """The course without the day on which its last week is decided."""
        states = self.decided.states[: self.length * WEEK_DAYS]
        return self.decided._replace(states=states)

    @cached_property
    def weeks(self) -> tuple[summary.ReportWeek, ...]:
        """The weeks, each with its decision."""
        return summary.weeks(self.decided)[: self.length]

    @property
    def sessions(self) -> summary.SessionsDone:
        """The sessions of all weeks."""
        return summary.sessions_done(self.weeks)

    @property
    def graph(self) -> tuple[GraphDay, ...]:
        """What a graph of it shows."""
        return graph_days(self.decided.states, self.decided.diary)[: len(self.course.states)]

    @property
    def days_before(self) -> int:
        """How many days after the assessment the course begins."""
        return (self.course.states[0].date - self.date).days

    def block_end(self, day: int) -> int:
        """Return the last day of a block, from one of its days on."""
        return self._last(day, lambda state: state.blocked)

    def adaptation_end(self, day: int) -> int:
        """Return the last day to which applies what makes a day careful, from it on."""
        eased = self.course.states[day - 1].adaptation
        return self._last(day, lambda state: state.adaptation == eased)

    def open_until(self, row: str, day: int) -> int:
        """Return the last day on which a row is open, from one of these days on."""
        return self._last(day, lambda state: row in state.rows)

    def _last(self, day: int, holds: Callable[[State], bool]) -> int:
        return day - 1 + sum(1 for _ in takewhile(holds, self.course.states[day - 1 :]))


def _part(name: str, value: str | int) -> Any:
    if name == "start_test":
        return value
    try:
        return row(str(value), {"sessions": SLOTS, "painkillers": 1}.get(name, WORST))
    except ValueError as error:
        raise ValueError(name, *error.args) from None


def row(text: str, most: int = WORST) -> Row:
    """Return a row: whole numbers up to ``most``, "-" for none, 4x7 for a 4 on seven days.

    Raises:
        ValueError: with the place of the first word that is anything else, from 1.
    """
    values: list[int | None] = []
    for place, word in enumerate(re.split(r"\s*[,;]\s*|\s+", text.strip()), 1):
        found = re.fullmatch(r"(-|\d{1,2})(?:[x×*](\d{1,4}))?", word, re.ASCII)
        if found is None:
            raise ValueError(place)
        score = None if found[1] == "-" else int(found[1])
        times = int(found[2] or 1)
        if (score or 0) > most or not 0 < times <= MOST_TIMES:
            raise ValueError(place)
        values += [score] * times
    return tuple(values)


def simulated_course(
    answers: Mapping[str, Any], date: dt.date, pattern: Pattern, protocol: Protocol, days: int
) -> Replay:
    """Return the course of someone who follows the programme with such scores.

    The assessment is made on ``date``, with the start test of the pattern. No more sessions
    are done than are prescribed, none after one with too much pain, a start test is done on
    the day on which it is asked for, and the check-in is answered every seventh day.

    Raises:
        Misfit: the answers are not valid.
    """
    tested = {**answers.get("tests", {}), "start_test_pain": pattern.start_test}
    first = _entry(date, "assessment", answers={**answers, "tests": tested})
    start = replay((first,), protocol, date + DAY * (days - 1)).day_one or date
    tests: list[dt.date] = []
    while True:
        found = _course(first, tests, pattern, protocol, start, days)
        due = next((state.date for state in found.states if state.start_test_asked), None)
        if due is None:
            return found
        tests.append(due)


def _course(
    first: Entry,
    tests: list[dt.date],
    pattern: Pattern,
    protocol: Protocol,
    start: dt.date,
    days: int,
) -> Replay:
    """Return the course in which no more sessions are done than are prescribed."""
    given: list[int] = []
    while True:
        log = _log(first, tests, pattern, given, start, days)
        found = replay(log, protocol, start + DAY * (days - 1))
        prescribed = [len(state.sessions) for state in found.states]
        if prescribed == given:
            return found
        given = prescribed


def _log(
    first: Entry,
    tests: list[dt.date],
    pattern: Pattern,
    given: list[int],
    start: dt.date,
    days: int,
) -> tuple[Entry, ...]:
    """Return everything logged on the days from ``start`` on."""
    logged = [first]
    for place in range(days):
        most = given[place] if place < len(given) else SLOTS
        date = start + DAY * place
        logged += _day(pattern, place, most, date)
        if date in tests:
            logged.append(_entry(date, "check", start_test_pain=pattern.start_test))
    return tuple(logged)


def _day(pattern: Pattern, place: int, most: int, date: dt.date) -> Iterator[Entry]:
    """Yield the entries of one day, of as many sessions as were done and prescribed."""

    def of(values: Row) -> int | None:
        return values[place % len(values)]

    if (morning := of(pattern.mornings)) is not None:
        yield _entry(date, "morning", pain=morning)
    pain, after = of(pattern.pain), of(pattern.after)
    stops = too_much(pain, after)
    for slot in ("am", "pm")[: min(of(pattern.sessions) or 0, most, 1 if stops else SLOTS)]:
        yield _entry(date, "session", slot=slot, pain=pain, after=after)
    if of(pattern.painkillers):
        yield _entry(date, "painkiller")
    if (place + 1) % WEEK_DAYS == 0:
        yield _entry(date, "checkin")


def _entry(date: dt.date, kind: str, **fields: object) -> Entry:
    known = {name: value for name, value in fields.items() if value is not None}
    return parse({"id": "imagined", "date": date, "kind": kind, **known})
