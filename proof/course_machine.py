"""The level of a course as a machine with finitely many states, stepped by the real rules.

A state is a place in the calendar (``Calendar``) and what the steps of a morning carry on
(``Spot``). The calendar: week 1, 2 or later, the day of the week; of this week so far the red
days (0, 1, more) and whether a date was blocked; of the week before whether it may make this
one the second sore week in a row (0 no, or its decision was REGRESS; 1 two to four sore days;
2 five or more). The spot: the level; the start test (not due, due, due after a break, or so
many days of the careful first week left); days without a session (0 to 28, then 29); the block
(none, or running, and what counts at its end: a step down was carried out in it, a row stood
that asks for a new start).

An input is what a day and the morning after it add: red or not; trained or not; a start test
that counts, by the level it gives; the next morning free or blocked by either kind of row; and
at the end of a week its class (``WEEKS``): how its median lies, how many days were sore, too
few sessions, too few green days, upkeep or not.

Scores, dates, weeks beyond the third and red days beyond the second are left out. Two things
are left open and so allow more than can happen: the class of a week is combined freely with
its days, and a red day of the week before may keep a start test from counting or not.
``concrete.py`` replays whole courses beside it; the machine must say the same of every date.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from types import SimpleNamespace
from typing import NamedTuple

from achillescli.catalogue import protocol
from achillescli.core.assessment.triage import Standing
from achillescli.core.log.diary import DayRecord
from achillescli.core.programme import level, weekly
from achillescli.core.state import Colour, Decision, Phase, Verdict

PROTOCOL = protocol()
DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 3, 1)
TOMORROW = TODAY + DAY
LONGEST_BREAK = 29
BLOCKED_BY = ((), ("T11",), ("T06",))
"""Rows of a free morning, of a blocked one, of one after which the level starts anew."""
TEST_PAIN = {3: 0, 2: 3, 1: "unable"}
"""A start test by the level that it gives."""

NOT_DUE, DUE, AGAIN = 0, 1, 2
"""States of the start test; above them the days of the careful first week that are left."""
IN_BLOCK, STEPPED, ANEW = 1, 2, 4


class Spot(NamedTuple):
    """What the steps of a morning carry on."""

    level: int
    test: int
    idle: int = 0
    block: int = 0


class Calendar(NamedTuple):
    """Where in the week a morning is, and what the weekly decision will look at."""

    week: int = 1
    day: int = 1
    reds: int = 0
    blocked: bool = False
    sore: int = 0


class WeekClass(NamedTuple):
    """The figures of a week as far as the rules tell them apart."""

    median: str
    """calm, unknown, above (the week before), rise (by two), high (two above the baseline)"""
    sore: int = 0
    few: bool = False
    pale: bool = False
    maintained: bool = False


class Event(NamedTuple):
    """What a week leads to, and what it makes of the next one."""

    verdict: Verdict
    rule: str
    maintained: bool
    sore: int


class Dawn(NamedTuple):
    """The spot of the next morning, and which break was due on it."""

    spot: Spot
    rule: str | None


MEDIANS = {
    "calm": (2, 2, 2),
    "unknown": (2, 2, None),
    "above": (2, 1, 2),
    "rise": (2, 1, 3),
    "high": (2, 4, 4),
}
"""Medians of the first week, of the week before and of the week itself."""
SORE = (0, 2, 5)
"""Sore days from which a class begins."""
WEEKS = tuple(WeekClass(*found) for found in product(MEDIANS, range(3), *[(False, True)] * 3))


def sore_class(days: int) -> int:
    """Return the class of a number of sore days."""
    return sum(days >= least for least in SORE) - 1


def week_of(found: WeekClass, reds: int, *, blocked: bool) -> weekly.Week | None:
    """Return a week of a class; None when seven days cannot be so."""
    sore = max(SORE[found.sore], reds)
    needed, greens = (2, 2) if found.maintained else (10, 5)
    green = min(greens - 1, 7 - sore) if found.pale else greens
    if sore_class(sore) != found.sore or sore + green > 7:
        return None
    colours = [(Colour.RED, "C1")] * reds + [(Colour.AMBER, "C3")] * (sore - reds)
    colours += [(Colour.GREEN, "C5")] * green
    colours += [(Colour.AMBER, "C4")] * (7 - len(colours))
    median = MEDIANS[found.median][2]
    return weekly.Week(
        number=3,
        colours=tuple(colours),
        mornings=3 if median is None else 4,
        median=median,
        done=needed - found.few,
        prescribed=3 if found.maintained else 14,
        blocked=int(blocked),
        phase=Phase.MAINTAIN if found.maintained else Phase.LOAD,
    )


def sore_before(days: int) -> weekly.Week:
    """Return a calm week with so many sore days."""
    colours = [(Colour.AMBER, "C3")] * days + [(Colour.GREEN, "C5")] * (7 - days)
    return weekly.Week(2, tuple(colours), 7, None, 14, 14, 0, Phase.LOAD)


def judged(
    found: WeekClass, calendar: Calendar, limits: weekly.Limits
) -> tuple[weekly.Week, Decision] | None:
    """Return a week of a class and the decision about it; None when there is no such week."""
    week = week_of(found, calendar.reds, blocked=calendar.blocked)
    if week is None:
        return None
    baseline, last, _ = MEDIANS[found.median]
    before = sore_before(SORE[calendar.sore])
    before = weekly.Week(*[getattr(before, name) for name in _BEFORE_MEDIAN], last, *_AFTER_MEDIAN)
    return week, weekly.decide(
        week, weekly.Before(before, Verdict.HOLD, baseline), limits, PROTOCOL
    )


_BEFORE_MEDIAN = ("number", "colours", "mornings")
_AFTER_MEDIAN = (14, 14, 0, Phase.LOAD)


def _can_be(found: WeekClass, week: int, idle: int) -> bool:
    """Whether a week with this number may end so, after so many days without a session."""
    if week == 1 and found.median not in ("calm", "unknown"):
        return False
    trained = 7 - idle >= (2 if found.maintained else 5)
    return (trained or found.pale) and not (found.maintained and week < 3)


@cache
def outcomes(
    calendar: Calendar, limits: weekly.Limits, idle: int
) -> tuple[tuple[WeekClass, Event], ...]:
    """Return every class of a week that ends with so many days without a session, and its event."""
    found: list[tuple[WeekClass, Event]] = []
    for name in WEEKS:
        known = judged(name, calendar, limits) if _can_be(name, calendar.week, idle) else None
        if known is not None:
            week, decision = known
            sore = 0 if decision.verdict is Verdict.REGRESS else sore_class(week.sore)
            found.append((name, Event(decision.verdict, decision.rule, name.maintained, sore)))
    return tuple(found)


@cache
def events(
    calendar: Calendar, limits: weekly.Limits, idle: int
) -> tuple[tuple[Event, WeekClass], ...]:
    """Return what a week can lead to, each event with one class that has it."""
    found: dict[Event, WeekClass] = {}
    for name, event in outcomes(calendar, limits, idle):
        found.setdefault(event, name)
    return tuple(found.items())


def revived(spot: Spot) -> level.Level:
    """Return the real level of a course in a spot on the morning of ``TODAY``."""
    left = max(spot.test - AGAIN, 0)
    first = SimpleNamespace(
        date=TODAY,
        answers=SimpleNamespace(
            tests=SimpleNamespace(start_test_pain=None),
            complaint=SimpleNamespace(onset=TODAY - DAY * (8 - left) if left else TODAY - DAY * 99),
        ),
    )
    found = level.Level(first, TODAY, _NO_RED, PROTOCOL)
    found.now = spot.level
    if spot.test == NOT_DUE:
        found._test_due = None
    found._after_break = spot.test == AGAIN
    found.pause._idle = spot.idle
    if spot.block:
        found.pause._blocked_since = TODAY
        found.pause._stepped_on = TODAY if spot.block & STEPPED else None
        found.pause._rows = set(BLOCKED_BY[2 if spot.block & ANEW else 1])
    return found


_NO_RED = SimpleNamespace(recently_red=lambda _date: False)


def frozen(found: level.Level, date: dt.date) -> Spot:
    """Return the spot of a real level on a morning."""
    pause, early = found.pause, found.early_until
    test = NOT_DUE
    if found._test_due is not None:
        test = AGAIN if found._after_break else DUE
        if found._test_due > date:
            test = AGAIN + (early - date).days + 1
    block = 0
    if pause._blocked_since is not None:
        block = IN_BLOCK
        block += STEPPED * pause._stepped_in_block()
        block += ANEW * ("T06" in pause._rows)
    return Spot(found.now, test, min(pause._idle, LONGEST_BREAK), block)


def tested(spot: Spot, given: int | None, *, trained: bool) -> level.Level:
    """Return the real level at the end of a day; ``given`` is the level of a test that counts."""
    found = revived(spot)
    checks = () if given is None else (SimpleNamespace(start_test_pain=TEST_PAIN[given]),)
    diary = {TODAY: DayRecord(checks=checks)}
    found.asks_test(TODAY, diary, _NO_RED, resting=False, blocked=bool(spot.block))
    found.pause.take(trained=trained)
    return found


@cache
def limits(spot: Spot, given: int | None, week: int) -> weekly.Limits:
    """Return what may keep a step up from being carried out at the end of a week."""
    return tested(spot, given, trained=True).limits(TOMORROW, 7 * week + 1)


@cache
def dawn(
    spot: Spot,
    given: int | None,
    trained: bool,  # noqa: FBT001
    event: tuple[Verdict, bool] | None,
    blocked: int,
    ceiling: int,
) -> Dawn:
    """Return the next morning after a day; ``event`` is the verdict about a week of upkeep or not."""
    found = tested(spot, given, trained=trained)
    decision, weeks = None, None
    if event is not None:
        decision, weeks = Decision(3, event[0], ""), _WEEKS[event[1]]
    rule = found.morning(TOMORROW, decision, weeks, ceiling, blocked=bool(blocked))
    found.now = min(found.now, ceiling)
    found.pause.remember(TOMORROW, Standing(BLOCKED_BY[blocked]))
    return Dawn(frozen(found, TOMORROW), rule)


_WEEKS = {
    kept: SimpleNamespace(finished=[SimpleNamespace(maintained=kept)]) for kept in (False, True)
}


def starts() -> Iterator[Spot]:
    """Yield the spot of every first morning."""
    for given in TEST_PAIN:
        yield Spot(given, NOT_DUE)
    yield Spot(1, DUE)
    for left in range(1, 9):
        yield Spot(1, AGAIN + left)


def tests_that_count(spot: Spot, calendar: Calendar) -> tuple[int | None, ...]:
    """Return the start tests of a day that may count on it, None for none."""
    counts = spot.test in (DUE, AGAIN) and not spot.block and not calendar.reds
    return (None, *TEST_PAIN) if counts else (None,)


def idle_after(spot: Spot, *, trained: bool) -> int:
    """Return the days without a session at the end of a day, as far as a week can hold them."""
    return 0 if trained else min(spot.idle + 1, 7)


class Added(NamedTuple):
    """What a day and the morning after it add."""

    red: bool = False
    trained: bool = True
    given: int | None = None
    blocked: int = 0
    event: Event | None = None


def next_calendar(calendar: Calendar, added: Added) -> Calendar:
    """Return the calendar of the next morning."""
    if added.event is not None:
        return Calendar(min(calendar.week + 1, 3), 1, 0, added.blocked > 0, added.event.sore)
    reds, blocked = min(calendar.reds + added.red, 2), calendar.blocked or added.blocked > 0
    return calendar._replace(day=calendar.day + 1, reds=reds, blocked=blocked)


def week_over(calendar: Calendar, added: Added) -> Calendar:
    """Return what the weekly decision looks at on the morning after a week."""
    return calendar._replace(
        reds=min(calendar.reds + added.red, 2), blocked=calendar.blocked or added.blocked > 0
    )


def days(
    calendar: Calendar, spot: Spot, blocks: Iterable[int]
) -> Iterator[tuple[Added, WeekClass | None]]:
    """Yield all that a day and the morning after it can add."""
    for given in tests_that_count(spot, calendar):
        for red, trained, blocked in product((False, True), (True, False), blocks):
            added = Added(red, trained, given, blocked)
            if calendar.day < 7:
                yield added, None
            else:
                over, limited = week_over(calendar, added), limits(spot, given, calendar.week)
                for event, found in events(over, limited, idle_after(spot, trained=trained)):
                    yield added._replace(event=event), found
