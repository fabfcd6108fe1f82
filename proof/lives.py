"""Two lives in step: the same mornings, one never better on any day.

Life B has every red day of A and perhaps more, in each week no fewer sore days, no more green
ones, enough sessions only if A has; its start tests are never better. The machine of the level
runs for both; B must never stand on the higher level.

What is the same in both lives, and so is not shown for lives in which it differs:

* the dates with a session (on such a date A may have two and B one);
* the dates on which a start test counts, and whether one is due at first;
* the class of each week's median against the weeks before it;
* upkeep or the daily programme;
* the dates that are blocked, by either kind of row.

Left out besides is every pair of weeks, both lives on the same level, after which only A steps
down: B then was shielded, as by its own step down the week before.

Where the rules compare with the past, they cannot keep the law. ``LIMITS`` are the things that
two lives may differ in: without them the law holds for every pair; with one of them the machine
names the shortest pair of lives that breaks it. That a life may also differ in its mornings, in
blocked dates and in runs is looked at only in drawn courses, by ``worse.py`` and by
``tests/laws/test_laws.py``.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from achillescli.core.programme import weekly
from achillescli.core.state import Verdict

from .course_machine import (
    Added,
    Calendar,
    Event,
    Spot,
    WeekClass,
    idle_after,
    limits,
    next_calendar,
    outcomes,
    starts,
    tests_that_count,
    week_over,
)
from .course_proof import step


class Life(NamedTuple):
    """One of two courses on a morning."""

    calendar: Calendar
    spot: Spot
    red: bool = False
    """Whether yesterday was red; only followed where days of rest may differ."""
    rested: bool = False
    """Whether the week began with a day of rest after two red days."""


class Pair(NamedTuple):
    """Two courses on a morning; ``worse`` was never better."""

    better: Life
    worse: Life


LIMITS = {
    "breaks": "a break of a week or more that begins on another date",
    "sore": "a step down by W1 in the worse life only, after which a sore week counts anew",
    "rest": "a day of rest, on which nothing is prescribed, so that fewer sessions are enough",
    "tests": "a start test that counts in one life and not in the other",
    "upkeep": "one life in the upkeep phase, the other in the daily programme",
}
"""What two lives may differ in, beyond which the law does not hold."""


def first_pairs() -> Iterator[Pair]:
    """Yield the first mornings of two lives."""
    for better, worse in product(starts(), repeat=2):
        same_test = better.test == worse.test
        if same_test and better.level >= worse.level:
            yield Pair(Life(Calendar(), better), Life(Calendar(), worse))


def tests(pair: Pair, allowed: frozenset[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the start tests of a day that may count in two lives."""
    better = tests_that_count(pair.better.spot, pair.better.calendar)
    worse = tests_that_count(pair.worse.spot, pair.worse.calendar)
    for one, other in product(better, worse):
        if one is None and other is None:
            yield one, other
        elif one is None or other is None:
            not_asked = one is None and len(better) == 1
            if "tests" in allowed and (other is None or not_asked):
                yield one, other
        elif other <= one:
            yield one, other


ORDERED = ((False, False), (False, True), (True, True))
"""What may be so for the better life and for the worse: no, only for the worse, for both."""


class Walk:
    """A walk through all pairs of lives; each life and each of its steps is made once.

    Lives, days and events are numbered, and a step is found again by its numbers.
    """

    def __init__(self, ceiling: int, allowed: frozenset[str], blocks: tuple[int, ...]) -> None:
        self.ceiling, self.allowed, self.blocks = ceiling, allowed, blocks
        self.lives: list[Life] = []
        self.days: list[Added] = []
        self._numbers: dict[Life | Added, int] = {}
        self._fans: dict[int, dict[int, int]] = {}
        self._ends: dict[tuple[int, int], int] = {}
        self._over: dict[tuple, int] = {}
        self._inputs: dict[tuple, list[tuple[int, int]]] = {}
        self._weeks: dict[tuple, list[tuple[int, int]]] = {}
        self._weekdays: dict[tuple[int, int], int] = {}

    def number(self, found: Life | Added) -> int:
        """Return the number of a life, or of what a day adds."""
        if found not in self._numbers:
            known = self.lives if isinstance(found, Life) else self.days
            self._numbers[found] = len(known)
            known.append(found)
        return self._numbers[found]

    def arrows(self, one: int, other: int) -> Iterator[tuple[tuple[int, int], int, int]]:
        """Yield the next morning of two lives after all that a day can add to them."""
        better, worse = self.lives[one], self.lives[other]
        first, second = self._fans.setdefault(one, {}), self._fans.setdefault(other, {})
        for a, b in self._inputs_of(better, worse):
            if better.calendar.day < 7:
                yield (self._then(one, first, a), self._then(other, second, b)), a, b
                continue
            rested = worse.rested and not better.rested
            for event, worse_event in self._week_pairs(one, a, other, b, rested=rested):
                c, d = self._with(a, event), self._with(b, worse_event)
                yield (self._then(one, first, c), self._then(other, second, d)), c, d

    def _inputs_of(self, better: Life, worse: Life) -> list[tuple[int, int]]:
        given = tuple(tests(Pair(better, worse), self.allowed))
        if given not in self._inputs:
            both = ORDERED if "breaks" in self.allowed else ORDERED[::2]
            self._inputs[given] = [
                (
                    self.number(Added(red, not missed, test, blocked)),
                    self.number(Added(worse_red, not worse_missed, worse_test, blocked)),
                )
                for test, worse_test in given
                for (red, worse_red), (missed, worse_missed), blocked in product(
                    ORDERED, both, self.blocks
                )
            ]
        return self._inputs[given]

    def _with(self, day: int, event: int) -> int:
        """Return a day with the event of the week that it ends; events are numbered as days."""
        if (day, event) not in self._weekdays:
            added = self.days[day]._replace(event=self.days[event].event)
            self._weekdays[day, event] = self.number(added)
        return self._weekdays[day, event]

    def _week_pairs(
        self, one: int, a: int, other: int, b: int, *, rested: bool
    ) -> list[tuple[int, int]]:
        key = self._end(one, a), self._end(other, b), rested
        if key not in self._weeks:
            over = list(self._over)
            found = week_pairs(over[key[0]], over[key[1]], self.allowed, rested=rested)
            self._weeks[key] = [
                (self.number(Added(event=event)), self.number(Added(event=worse_event)))
                for event, worse_event in found
            ]
        return self._weeks[key]

    def _end(self, number: int, day: int) -> int:
        key = number, day
        if key not in self._ends:
            (calendar, spot, *_), added = self.lives[number], self.days[day]
            idle = idle_after(spot, trained=added.trained)
            limited = limits(spot, added.given, calendar.week)
            over = week_over(calendar, added), limited, idle
            self._ends[key] = self._over.setdefault(over, len(self._over))
        return self._ends[key]

    def _then(self, number: int, fan: dict[int, int], day: int) -> int:
        """Return a life on the next morning, by its number."""
        if day not in fan:
            life, added = self.lives[number], self.days[day]
            spot = step(life.spot, added, self.ceiling).spot
            then = Life(next_calendar(life.calendar, added), spot)
            if "rest" in self.allowed:
                twice = life.red and added.red
                rested = twice if life.calendar.day == 7 else life.rested
                then = then._replace(red=added.red, rested=rested)
            fan[day] = self.number(then)
        return fan[day]


def week_pairs(
    better: tuple[Calendar, weekly.Limits, int],
    worse: tuple[Calendar, weekly.Limits, int],
    allowed: frozenset[str],
    *,
    rested: bool,
) -> tuple[tuple[Event, Event], ...]:
    """Return what the same week can lead to in two lives."""
    found: dict[tuple[Event, Event], None] = {}
    same_level = better[1].level == worse[1].level
    alike: dict[tuple[str, bool], list[tuple[WeekClass, Event]]] = {}
    for other, worse_event in outcomes(*worse):
        alike.setdefault((other.median, other.maintained), []).append((other, worse_event))
    for one, event in outcomes(*better):
        others = alike.get((one.median, one.maintained), [])
        if "upkeep" in allowed and one.maintained:
            others = others + alike.get((one.median, False), [])
        for other, worse_event in others:
            few = one.few <= other.few or rested
            only = worse_event.verdict is not Verdict.REGRESS is event.verdict
            shielded = only and same_level and "sore" not in allowed
            if few and one.sore <= other.sore and one.pale <= other.pale and not shielded:
                found[event, worse_event] = None
    return tuple(found)


class Found(NamedTuple):
    """The pairs of lives that were visited, and how the first broken one came about."""

    pairs: int
    arrows: int
    days: int
    example: tuple[tuple[Added, Added, Pair], ...]


def walked(
    ceiling: int, allowed: frozenset[str] = frozenset(), blocks: tuple[int, ...] = (0,)
) -> Found:
    """Walk all pairs of lives, day by day, up to the first in which the worse stands higher."""
    walk = Walk(ceiling, allowed, blocks)
    layer = [tuple(walk.number(life) for life in pair) for pair in first_pairs()]
    came: dict[tuple[int, ...], tuple | None] = dict.fromkeys(layer)
    arrows = depth = 0
    while layer:
        depth += 1
        found: list[tuple[int, ...]] = []
        for one, other in layer:
            for then, a, b in walk.arrows(one, other):
                arrows += 1
                if then not in came:
                    came[then] = (one, other), a, b
                    found.append(then)
                    if walk.lives[then[1]].spot.level > walk.lives[then[0]].spot.level:
                        return Found(len(came), arrows, depth, _way(walk, came, then))
        layer = found
    return Found(len(came), arrows, depth, ())


def _way(walk: Walk, came: dict, end: tuple[int, ...]) -> tuple[tuple[Added, Added, Pair], ...]:
    way: list[tuple[Added, Added, Pair]] = []
    while came[end] is not None:
        before, a, b = came[end]
        pair = Pair(*(walk.lives[number] for number in end))
        way.append((walk.days[a], walk.days[b], pair))
        end = before
    return tuple(reversed(way))
