"""Two lives in step, the one never better than the other on any day: it never gets more.

Life B has every red day of A and perhaps more, in each week no fewer sore days, no more green
ones, and enough sessions only if A has; its start tests are never better. The machine of the level
runs for both, and B must never stand on the higher level; that of the days without loading runs
for both, and B must never have the easier day less often.

The same in both lives are the dates with a session, the dates that are blocked, the mornings and
so the median of each week, the daily programme or maintenance, whether a start test counts in
full, what is open, and the highest level, which may change. The order of the days in a week is
left out, which allows more than can happen. Where the rules compare with the past, or count anew,
they cannot keep the law: each of ``LIMITS`` lets the lives differ in one thing more, and the machine
then finds the shortest two lives that break it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import combinations_with_replacement, product
from typing import NamedTuple, TypeVar

from achillescli.core.log.values import StartTest
from achillescli.core.state import Adaptation, BreakRule, Verdict

from . import course_machine
from .course_machine import (
    CEILINGS,
    CLASSES,
    DUE,
    SPOILT,
    TESTS,
    Added,
    Date,
    Event,
    Gap,
    Place,
    Rest,
    WeekClass,
    decisions,
    next_gap,
    next_place,
    next_rest,
    starts,
    todays,
)
from .findings import Part

P = TypeVar("P", bound=Hashable)


class Found(NamedTuple):
    """How many pairs were visited, by how many ways, and the shortest way to a broken one."""

    pairs: int
    ways: int
    example: tuple[tuple[object, object], ...]
    """What was added, and the pair on the next morning, day by day."""


def walked(
    first: Iterable[P],
    nexts: Callable[[P], Iterable[tuple[object, P]]],
    breaks_law: Callable[[P], bool],
) -> Found:
    """Walk all pairs of lives, the nearest first, up to the first that breaks a law."""
    came: dict[P, tuple[P, object] | None] = dict.fromkeys(first)
    layer, ways = list(came), 0
    while layer:
        found: list[P] = []
        for pair in layer:
            for added, then in nexts(pair):
                ways += 1
                if then in came:
                    continue
                came[then] = pair, added
                if breaks_law(then):
                    return Found(len(came), ways, _way(came, then))
                found.append(then)
        layer = found
    return Found(len(came), ways, ())


def _way(came: Mapping[P, tuple[P, object] | None], end: P) -> tuple[tuple[object, object], ...]:
    way: list[tuple[object, object]] = []
    before = came[end]
    while before is not None:
        way.append((before[1], end))
        end = before[0]
        before = came[end]
    return tuple(reversed(way))


# the level


class Pair(NamedTuple):
    """Two courses on a morning; ``worse`` was never better."""

    better: Place
    worse: Place


class Both(NamedTuple):
    """What a morning adds to two lives."""

    better: Added
    worse: Added


OF_LEVELS = {
    "tests": "a start test counts in full in one life alone",
    "sore": "a step down of the worse life shields it, though a lower ceiling hid the step",
    "second_week": "a step up of the better life makes it wait, though the ceiling hid the step",
    "floor": "in maintenance, sore weeks are a step down from L3 and not from L2",
    "upkeep": "the better life is in maintenance, the worse one in the daily programme",
}
"""What two lives may differ in besides, beyond which the law does not hold."""
RANK: dict[StartTest | None, int] = {0: 0, 3: 1, "unable": 2}
Tests = tuple[StartTest | None, StartTest | None]
"""A start test that counts in full, and one that only lowers."""


def tests(pair: Pair, limit: str | None) -> Iterator[tuple[Tests, Tests]]:
    """Yield the start tests of a day in two lives."""
    yield (None, None), (None, None)
    due = pair.better.test == DUE, pair.worse.test == DUE
    for one, other in product(TESTS, repeat=2):
        if RANK[other] >= RANK[one] and all(due):
            yield (one, None), (other, None)
            yield (None, one), (None, other)
            if limit == "tests":
                yield (one, None), (None, other)
    for test in TESTS if limit == "tests" and due[0] != due[1] else ():
        one_alone: Tests = test, None
        none: Tests = None, None
        yield (one_alone, none) if due[0] else (none, one_alone)


WORSE = {
    "": ("", "few green days"),
    "few sessions": ("few sessions",),
    "few green days": ("few green days",),
    "blocked": ("blocked",),
}
"""What else may hold the level of the worse life, by that of the better one; in maintenance, where
sessions are counted and not days, it may have fewer."""


OF_ONE_LIFE = tuple(dict.fromkeys((week.reds, week.sore, week.holds) for week in CLASSES))
"""What may differ between two lives in a week."""
SHARED = tuple(dict.fromkeys((week.median, week.held) for week in CLASSES))


def _never_better(kept: bool) -> tuple[tuple[int, int], ...]:  # noqa: FBT001
    """Return which weeks of two lives go together, by their places in ``OF_ONE_LIFE``."""
    found = []
    for (a, better), (b, worse) in product(enumerate(OF_ONE_LIFE), repeat=2):
        holds = (*WORSE[better[2]], *["few sessions"] * (kept and not better[2]))
        if worse[0] >= better[0] and worse[1] >= better[1] and worse[2] in holds:
            found.append((a, b))
    return tuple(found)


NEVER_BETTER = {kept: _never_better(kept) for kept in (False, True)}


@cache
def _events(place: Place, ceiling: int) -> dict[tuple[str, str, bool], tuple[Event, ...]]:
    """Return what the weeks of a life lead to, by what is shared, in the order of OF_ONE_LIFE."""
    known = dict(decisions(place, ceiling))
    return {
        (median, held, kept): tuple(
            known[WeekClass(reds, sore, median, holds, kept, held)]
            for reds, sore, holds in OF_ONE_LIFE
        )
        for (median, held), kept in product(SHARED, (False, True))
        if not (kept and place.first_week)
    }


@cache
def _weeks(
    better: Place, worse: Place, ceiling: int, limit: str | None, *, broken: bool
) -> tuple[tuple[Event, Event], ...]:
    """Return what the same week may lead to in two lives."""
    ours, theirs = _events(better, ceiling), _events(worse, ceiling)
    tables = dict.fromkeys((events, theirs[shared], shared[2]) for shared, events in ours.items())
    if limit == "upkeep":
        tables |= dict.fromkeys(
            (events, theirs[median, held, False], False)
            for (median, held, kept), events in ours.items() if kept
        )  # fmt: skip
    found: dict[tuple[Verdict, int, Verdict, int], tuple[Event, Event]] = {}
    for events, others, kept in tables:
        for a, b in NEVER_BETTER[kept]:
            event, other = events[a], others[b]
            key = event.verdict, event.sore, other.verdict, other.sore
            if key in found or (broken and OF_ONE_LIFE[a][2] not in SPOILT):
                continue
            if _known_limit(better, worse, event, other) in (None, limit):
                found[key] = event, other
    return tuple(found.values())


STEP = {Verdict.REGRESS: -1, Verdict.HOLD: 0, Verdict.PROGRESS: 1}


def _known_limit(better: Place, worse: Place, event: Event, other: Event) -> str | None:
    """Return the limit by which two weeks lift the worse life above the better one."""
    levels = better.level + STEP[event.verdict], worse.level + STEP[other.verdict]
    if levels[0] >= levels[1]:
        return None
    if event.verdict is Verdict.REGRESS and worse.stepped:
        return "sore"
    if event.verdict is Verdict.REGRESS and event.kept and worse.level == 2:
        return "floor"
    return "second_week" if event.kept and better.rose else None


def mornings(pair: Pair, limit: str | None, ceilings: Sequence[int]) -> Iterator[tuple[Both, Pair]]:
    """Yield all that a morning can add to two lives, and those lives after it."""
    for ceiling, ((full, down), (worse_full, worse_down)) in product(ceilings, tests(pair, limit)):
        counted = full is not None or worse_full is not None
        for broken in (None,) if counted else (None, *BreakRule):
            ends = broken is not None
            events = _weeks(pair.better, pair.worse, ceiling, limit, broken=ends)
            for event, other in ((None, None), *events):
                both = Both(
                    Added(full, down, broken, ceiling, event),
                    Added(worse_full, worse_down, broken, ceiling, other),
                )
                one, two = next_place(pair.better, both.better), next_place(pair.worse, both.worse)
                yield both, Pair(one._replace(weekday=7), two._replace(weekday=7))


def first_pairs() -> Iterator[Pair]:
    """Yield the first mornings of two lives."""
    for better, worse in product(starts(), repeat=2):
        if better.test == worse.test and better.level >= worse.level:
            yield Pair(better._replace(weekday=7), worse._replace(weekday=7))


def levels(limit: str | None = None, ceilings: Sequence[int] = CEILINGS) -> Found:
    """Return what a walk through all pairs of lives found, that may differ in one thing more."""
    return walked(
        first_pairs(),
        lambda pair: mornings(pair, limit, ceilings),
        lambda pair: pair.worse.level > pair.better.level,
    )


# the breaks


class Gaps(NamedTuple):
    """Two courses on an evening, as the breaks see them, and their levels."""

    better: Gap = Gap()
    worse: Gap = Gap()
    levels: tuple[int, int] = (5, 5)


def broken(level: int, rule: str | None) -> int:
    """Return the level after a break."""
    return {"W6": max(level - 1, 1), "W7": 1}.get(rule or "", level)


def gaps(pair: Gaps) -> Iterator[tuple[object, Gaps]]:
    """Yield all that a date can add to two lives; the worse one is blocked, or idle, more often."""
    dates = [Date(None), Date(None, trained=False), Date("T11", trained=False)]
    for a, b in combinations_with_replacement(range(3), 2):
        one, two = next_gap(pair.better, dates[a]), next_gap(pair.worse, dates[b])
        levels = broken(pair.levels[0], one[0]), broken(pair.levels[1], two[0])
        yield (dates[a], dates[b]), Gaps(one[1], two[1], levels)


# days without loading


class Rests(NamedTuple):
    """Two courses on a morning, as the days without loading see them."""

    better: Rest = Rest()
    worse: Rest = Rest()
    eased: tuple[int, int] = (0, 0)
    """How careful the day before was: as ever, an easier dose, no loading."""


EASED = {None: 0, Adaptation.D1: 1, Adaptation.D2: 2}


def resting_days(pair: Rests, limit: str | None) -> Iterator[tuple[object, Rests]]:
    """Yield all that a day can add to two lives; the worse one is red more often."""
    for today in todays(pair.better):
        for red in (True,) if today.red else (False, True):
            worse = today._replace(red=red)
            one, two = next_rest(pair.better, today), next_rest(pair.worse, worse)
            third = pair.worse.reds == (True, True) and all(pair.worse.held)
            if third and one[0] is Adaptation.D2 and limit != "third_day":
                continue
            then, other = (told._replace(empty=0, weekday=1, gap=0) for told in (one[1], two[1]))
            yield (today, worse), Rests(then, other, (EASED[one[0]], EASED[two[0]]))


LIMITS: dict[str, tuple[str, Callable[[], Found]]] = {
    **{name: (says, partial(levels, name)) for name, says in OF_LEVELS.items()},
    "breaks": (
        "one long block is one step down, two short ones are two",
        lambda: walked([Gaps()], gaps, lambda pair: pair.levels[1] > pair.levels[0]),
    ),
    "third_day": (
        "nobody rests for red days on a third day in a row",
        lambda: rests_of_two("third_day"),
    ),
}
"""Beyond which the law does not hold, and how the shortest two lives are found."""


def rests_of_two(limit: str | None = None) -> Found:
    """Return what a walk through all pairs of lives found about their days without loading."""
    return walked(
        [Rests()],
        lambda pair: resting_days(pair, limit),
        lambda pair: pair.eased[1] < pair.eased[0],
    )


def never_higher(ceilings: Sequence[int] = CEILINGS) -> Part:
    """Return whether the worse of two lives never stands on the higher level."""
    part = Part("two lives")
    forget()
    found = levels(ceilings=ceilings)
    part.law(not found.example, "worse never stands on a higher level", found.example)
    part.counts |= {"pairs of mornings": found.pairs, "ways from one to the next": found.ways}
    return part


def never_less_careful() -> Part:
    """Return whether the worse of two lives never has the less careful day."""
    part = Part("careful days of two lives")
    forget()
    found = rests_of_two()
    part.law(not found.example, "worse never has the less careful day", found.example)
    part.counts |= {"pairs of mornings": found.pairs, "ways from one to the next": found.ways}
    return part


def forget() -> None:
    """Forget every step, so that rules changed since are run anew."""
    course_machine.forget()
    for known in (_events, _weeks):
        known.cache_clear()


def limits() -> Part:
    """Return where the law stops: the shortest two lives that break it, by what is not the same."""
    part = Part("limits of two lives")
    forget()
    for name, (says, find) in LIMITS.items():
        found = find()
        part.law(bool(found.example), "each limit is one", (name, says))
        part.counts[f"{name}, steps to the nearest"] = len(found.example)
    return part
