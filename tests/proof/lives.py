"""Two lives in step: the same mornings, one never better on any day.

Life B has every red day of A and perhaps more, every sore day, no session that A has not, no
green day that A has not, a start test that is never better. The machine of the level runs for
both; B must never stand on the higher level.

Where the rules compare with the past, they cannot keep that. Each such limit is a thing that
two lives may differ in: without them the law holds for every pair; with one of them the
machine names the shortest pair of lives that breaks it.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from achillescli.core import weekly
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
    """A walk through all pairs of lives; each life and each of its steps is made once."""

    def __init__(self, ceiling: int, allowed: frozenset[str], blocks: tuple[int, ...]) -> None:
        self.ceiling, self.allowed, self.blocks = ceiling, allowed, blocks
        self._numbers: dict[Life, int] = {}
        self.lives: list[Life] = []
        self._steps: dict[tuple[int, Added], int] = {}
        self._ends: dict[tuple[int, Added], tuple[tuple[WeekClass, Event], ...]] = {}
        self._weeks: dict[tuple[tuple, ...], tuple[tuple[Event, Event], ...]] = {}
        self._tests: dict[tuple[int, int], list[tuple[int | None, int | None]]] = {}

    def number(self, life: Life) -> int:
        """Return the number of a life."""
        if life not in self._numbers:
            self._numbers[life] = len(self.lives)
            self.lives.append(life)
        return self._numbers[life]

    def days(self, one: int, other: int) -> Iterator[tuple[Added, Added]]:
        """Yield all that a day and the morning after it can add to two lives."""
        better, worse = self.lives[one], self.lives[other]
        both = ORDERED if "breaks" in self.allowed else ORDERED[::2]
        for given, worse_given in tests(Pair(better, worse), self.allowed):
            for (red, worse_red), (missed, worse_missed), blocked in product(
                ORDERED, both, self.blocks
            ):
                a = Added(red, not missed, given, blocked)
                b = Added(worse_red, not worse_missed, worse_given, blocked)
                if better.calendar.day < 7:
                    yield a, b
                else:
                    for event, worse_event in self._week_pairs(one, a, other, b):
                        yield a._replace(event=event), b._replace(event=worse_event)

    def _week_pairs(
        self, one: int, a: Added, other: int, b: Added
    ) -> tuple[tuple[Event, Event], ...]:
        rested = self.lives[other].rested and not self.lives[one].rested
        key = self._end(one, a), self._end(other, b), (rested,)
        if key not in self._weeks:
            self._weeks[key] = week_pairs(key[0], key[1], self.allowed, rested=rested)
        return self._weeks[key]

    def _end(self, number: int, added: Added) -> tuple:
        key = number, added
        if key not in self._ends:
            calendar, spot = self.lives[number][:2]
            idle = idle_after(spot, trained=added.trained)
            limited = limits(spot, added.given, calendar.week)
            self._ends[key] = (week_over(calendar, added), limited, idle)
        return self._ends[key]

    def after(self, number: int, added: Added) -> int:
        """Return a life on the next morning."""
        key = number, added
        if key not in self._steps:
            life = self.lives[number]
            spot = step(life.spot, added, self.ceiling).spot
            then = Life(next_calendar(life.calendar, added), spot)
            if "rest" in self.allowed:
                twice = life.red and added.red
                rested = twice if life.calendar.day == 7 else life.rested
                then = then._replace(red=added.red, rested=rested)
            self._steps[key] = self.number(then)
        return self._steps[key]


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
            for a, b in walk.days(one, other):
                arrows += 1
                then = walk.after(one, a), walk.after(other, b)
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
        way.append((a, b, Pair(*(walk.lives[number] for number in end))))
        end = before
    return tuple(reversed(way))
