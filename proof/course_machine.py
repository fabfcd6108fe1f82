"""Every way through a course, as far as the rules of the level can tell ways apart.

Three machines with finitely many states, stepped by the real rules; every state that can be reached
is visited, and every arrow held against the laws.

``Place``, a morning after its steps: the level; the start test (not due, due, or how many days of
the careful first week are left); the day of the week, and whether it is the first week; whether a
step down was carried out in this week; of the last week how sore it was, and whether it led to a
step up. A day adds (``Added``) a start test that counts in full or downwards only, a break, the
highest level of the next morning, and at the end of a week a decision (``Event``). Left open, and so
allowing more than can happen, is how the days of a week make its figures, when a test counts in
full, and when a break comes.

``Gap``, an evening: the days without a session, the block that goes on, the last step down for a
break. The breaks look at no level, so that they are walked apart. ``Rest``, a morning: what the
days without loading remember.
"""

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, NamedTuple, TypeVar, cast

from achillescli.core import course
from achillescli.core.log.diary import DayRecord, Diary
from achillescli.core.log.entries import Assessment, parse
from achillescli.core.log.values import StartTest
from achillescli.core.programme import breaks, dose, weekly
from achillescli.core.programme.colour import Judged
from achillescli.core.programme.level import LevelCourse
from achillescli.core.state import (
    Adaptation,
    BreakRule,
    Colour,
    Decision,
    Finding,
    Level,
    Phase,
    RaisesGate,
    Verdict,
)
from tests.kit.course_kit import answers

from . import stated, tables
from .findings import DAY, PROTOCOL, TODAY, Part

S = TypeVar("S", bound=Hashable)
A = TypeVar("A")
TOMORROW = TODAY + DAY
HIGHEST = 11
"""L4.8, the highest level that there is."""
CEILINGS = (3, HIGHEST)
"""Nothing may be carried, or all that there is."""
NOT_DUE, DUE = 0, 1
"""States of the start test; above them the days of the careful first week that are left."""
TESTS: tuple[StartTest, ...] = (0, 3, "unable")


def arrows(
    starts: Iterable[S], nexts: Callable[[S], Iterable[tuple[A, S]]]
) -> Iterator[tuple[S, A, S]]:
    """Yield every arrow between the states that can be reached, the nearest first."""
    seen = dict.fromkeys(starts)
    layer = list(seen)
    while layer:
        found: dict[S, None] = {}
        for state in layer:
            for added, then in nexts(state):
                yield state, added, then
                if then not in seen:
                    seen[then] = found[then] = None
        layer = list(found)


# the level


class Place(NamedTuple):
    """A morning of a course, after its steps."""

    level: int
    test: int
    weekday: int = 1
    first_week: bool = True
    stepped: bool = False
    sore: int = 0
    """Of the last week: less than 2 days, 2 to 4, or more."""
    rose: bool = False


class WeekClass(NamedTuple):
    """A week as far as the decisions tell weeks apart; ``holds`` and ``held`` name one of many."""

    reds: int = 0
    sore: int = 0
    median: str = "calm"
    holds: str = ""
    kept: bool = False
    """Whether its last day is in maintenance."""
    held: str = ""


class Event(NamedTuple):
    """What a week leads to, and what it makes of the next one."""

    verdict: Verdict
    sore: int
    kept: bool


class Added(NamedTuple):
    """What a day and the morning after it add."""

    full: StartTest | None = None
    down: StartTest | None = None
    broken: BreakRule | None = None
    ceiling: int = HIGHEST
    event: Event | None = None


MEDIANS = {
    "calm": (2, 2, 2),
    "stiff": (3, 3, 3),
    "above": (3, 2, 3),
    "rise": (4, 2, 4),
    "high": (2, 4, 4),
    "unknown": (2, 2, None),
}
"""The baseline, the median of the week before, and that of the week."""
HOLDS = ("", "few sessions", "few green days", "blocked")
SPOILT = ("few sessions", "blocked")
"""The weeks after which a break may come: none of their days was trained, or one was blocked."""
HELD = ("", "T28", "stale check-in")
SORE = (0, 2, 5)
"""Sore days from which a class begins."""
CLASSES = tuple(
    WeekClass(reds, sore, *known)
    for reds, sore in ((0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (0, 2), (1, 2), (2, 2))
    for known in product(MEDIANS, HOLDS, (False, True), HELD)
)


@cache
def _week(found: WeekClass, *, stepped: bool) -> weekly.Week:
    sore, needed = max(SORE[found.sore], found.reds), 2 if found.kept else 5
    green = min(7 - sore, needed - 1) if found.holds == "few green days" else 7 - sore
    rules = ["C1"] * found.reds + ["C3"] * (sore - found.reds) + ["C5"] * green
    trained = needed - 1 if found.holds == "few sessions" else 7
    median = MEDIANS[found.median][2]
    return weekly.Week(
        number=2,
        judged=tuple(_JUDGED[rule] for rule in (*rules, *["C4"] * (7 - len(rules)))),
        mornings=3 if median is None else 7,
        median=None if median is None else Fraction(median),
        done=trained,
        trained=trained,
        blocked=int(found.holds == "blocked"),
        phase=Phase.MAINTAIN if found.kept else Phase.LOAD,
        stepped_down=stepped,
    )


_JUDGED = {
    "C1": Judged(Colour.RED, "C1"), "C2": Judged(Colour.GREY, "C2"), "C3": Judged(Colour.AMBER, "C3"),
    "C4": Judged(Colour.AMBER, "C4"), "C5": Judged(Colour.GREEN, "C5"),
}  # fmt: skip


@cache
def _last(sore: int, median: int) -> weekly.Week:
    judged = (_JUDGED["C3"],) * SORE[sore] + (_JUDGED["C5"],) * (7 - SORE[sore])
    return weekly.Week(1, judged, 7, Fraction(median), 7, 7, 0, Phase.LOAD, stepped_down=False)


def decisions(place: Place, ceiling: int) -> Iterator[tuple[WeekClass, Event]]:
    """Yield every week that may end on a morning, and what it leads to."""
    known = place._replace(weekday=7, test=max(place.test, DUE))
    return iter(_decisions(known, ceiling))


@cache
def _decisions(place: Place, ceiling: int) -> tuple[tuple[WeekClass, Event], ...]:
    found = []
    for week in CLASSES:
        if week.kept and place.first_week:
            continue
        base, before, _ = MEDIANS[week.median]
        past = weekly.Past(
            None if place.first_week else _last(place.sore, before),
            Verdict.PROGRESS if place.rose else Verdict.HOLD,
            Fraction(base),
        )
        limits = weekly.Limits(
            level=place.level,
            ceiling=ceiling,
            day=8 if place.first_week else 15,
            early=place.test > DUE + 1,
            held_by=("T28",) if week.held == "T28" else (),
            checkin_stale=week.held == "stale check-in",
        )
        real = weekly.decision_about(_week(week, stepped=place.stepped), past, limits, PROTOCOL)
        found.append((week, Event(real.verdict, week.sore, week.kept)))
    return tuple(found)


class _Given(breaks.LoadingBreak):
    """A break that comes as it is told."""

    def __init__(self, rule: BreakRule | None) -> None:
        super().__init__()
        self.rule = rule

    def begin_day(
        self,
        date: dt.date,  # noqa: ARG002
        *,
        blocked: bool,  # noqa: ARG002
    ) -> tuple[BreakRule, tuple[Finding, ...]] | None:
        return None if self.rule is None else (self.rule, ())


@cache
def _first(left: int) -> Assessment:
    """Return an assessment of today; ``left`` are the days of the careful first week."""
    told = answers(TODAY, onset=8 - left if left else 60)
    return cast(
        "Assessment", parse({"id": "a", "kind": "assessment", "date": TODAY, "answers": told})
    )


@cache
def _stepped(level: int, test: int, added: Added, verdict: Verdict | None) -> tuple[int, int, bool]:
    """Return level and start test of the next morning, and whether a step down was carried out."""
    real = LevelCourse(_first(max(test - DUE, 0)), TODAY, PROTOCOL, recently_red=False)
    real.now = Level(level)
    if test == NOT_DUE:
        real._test_due = None
    real._full, real._downwards = added.full, added.down
    real._pause = _Given(added.broken)
    decision = None if verdict is None else Decision(2, verdict, "")
    real.begin_day(TOMORROW, decision, Level(added.ceiling), blocked=False)
    due, early = real._test_due, real.early_until
    then = NOT_DUE if due is None else DUE
    if early is not None and due is not None and due > TOMORROW:
        then = DUE + (early - TOMORROW).days + 1
    return int(real.now), then, real.stepped_down_on is not None


@cache
def next_place(place: Place, added: Added) -> Place:
    """Return the next morning."""
    event = added.event
    verdict = None if event is None else event.verdict
    level, test, down = _stepped(place.level, place.test, added._replace(event=None), verdict)
    if event is None:
        stepped = place.stepped or down
        return place._replace(level=level, test=test, weekday=place.weekday + 1, stepped=stepped)
    rose = verdict is Verdict.PROGRESS
    return Place(level, test, 1, first_week=False, stepped=down, sore=event.sore, rose=rose)


def starts() -> Iterator[Place]:
    """Yield every first morning."""
    yield from (Place(level, NOT_DUE) for level in (1, 2, 3))
    yield from (Place(1, DUE + left) for left in range(9))


def days(place: Place) -> Iterator[tuple[Added, Place]]:
    """Yield all that a day and the morning after it can add, and that morning."""
    tests: list[tuple[StartTest | None, StartTest | None]] = [(None, None)]
    if place.test == DUE:
        tests += [pair for test in TESTS for pair in ((test, None), (None, test))]
    for (full, down), ceiling, broken in product(tests, CEILINGS, (None, *BreakRule)):
        if full is not None and broken is not None:
            continue
        events: Iterable[Event | None] = (None,)
        if place.weekday == 7:
            known = decisions(place, ceiling)
            events = dict.fromkeys(
                event for week, event in known if broken is None or week.holds in SPOILT
            )
        for event in events:
            added = Added(full, down, broken, ceiling, event)
            yield added, next_place(place, added)


def laws_of_a_morning(place: Place, added: Added, then: Place) -> Iterator[tuple[bool, str]]:
    """Yield each law of a morning, and whether it holds."""
    before, after, broken = place.level, then.level, added.broken
    verdict = None if added.event is None else added.event.verdict
    early = place.test > DUE + 1
    yield 1 <= after <= added.ceiling, "a level lies between L1 and the highest of the day"
    if added.full is not None:
        level = min(stated.test_level(added.full), added.ceiling)
        yield after == level, "a start test that counts in full sets the level"
        yield then.test == NOT_DUE, "a start test that counts in full is not asked again"
        return
    rises = after > before
    yield not rises or place.weekday == 7, "without a start test a level rises once a week at most"
    yield not rises or verdict is Verdict.PROGRESS, "a level rises by a weekly decision only"
    yield after <= before + 1, "a level rises by one step at most"
    yield not rises or broken is None, "no step up on the morning of a break"
    yield not rises or not early, "no step up in the first week of a complaint"
    yield not rises or after <= 3 or not place.first_week, "nothing to carry before week three"
    slow = added.event is not None and added.event.kept and place.rose
    yield not rises or not slow, "in maintenance a step up every second week at most"
    falls = (verdict is Verdict.REGRESS) + (broken is BreakRule.W6)
    lowest = 1 if broken is BreakRule.W7 else max(before - falls, 1)
    if added.down is not None:
        lowest = min(lowest, stated.test_level(added.down))
    yield after >= min(lowest, added.ceiling), "a level falls by what asks for it, and no further"
    if verdict is not Verdict.PROGRESS:
        yield after <= max(before - falls, 1), "a step down is carried out"
    asked = then.test != NOT_DUE and place.test == NOT_DUE
    yield asked == (broken is BreakRule.W7 and place.test == NOT_DUE), "asked again by W7 alone"
    fell = after < min(before, added.ceiling)
    yield then.stepped or not fell, "a step down is remembered for its week"


def laws_of_a_week(place: Place, week: WeekClass, event: Event) -> Iterator[tuple[bool, str]]:
    """Yield each law of a weekly decision, and whether it holds."""
    rises, falls = event.verdict is Verdict.PROGRESS, event.verdict is Verdict.REGRESS
    steady = week.reds < 2 and week.median not in ("rise", "high")
    yield not (falls and steady and place.level <= 2), "steady sore weeks never end below L2"
    calm = steady and week.median == "calm"
    yield not (falls and calm), "sore sessions with calm mornings hold"
    rose = week.median in ("above", "rise") and not place.first_week
    spoilt = rose or week.reds > 0 or week.median in ("high", "unknown")
    held = spoilt or bool(week.holds) or bool(week.held)
    yield not (rises and held), "no step up in a week that a red day, a rise or a sign spoils"


def of_a_course() -> Part:
    """Return what a walk through every morning of a course found."""
    part, count, weeks = Part("course"), 0, set[tuple[Place, int]]()
    forget()
    states = dict.fromkeys(starts())
    for place, added, then in arrows(starts(), days):
        count += 1
        states[then] = None
        for holds, law in laws_of_a_morning(place, added, then):
            part.law(holds, law, (place, added, then))
        key = place, added.ceiling
        if added.event is None or key in weeks:
            continue
        weeks.add(key)
        for week, event in decisions(*key):
            for holds, law in laws_of_a_week(place, week, event):
                part.law(holds, law, (place, week, event))
    part.counts |= {"mornings": len(states), "ways from one to the next": count}
    _calm_scores(part, states)
    return part


def forget() -> None:
    """Forget every step, so that rules changed since are run anew."""
    for known in (_decisions, _stepped, next_place, next_rest):
        known.cache_clear()


# scores of at most 2


class Calm(NamedTuple):
    """The morning of a decision in a life with scores of at most 2, five days a week trained."""

    level: int
    test: int
    first_week: bool
    rose: bool
    median: Fraction | None
    """Of the last week; a high one stands for all that were not calm."""


UP_TO_2 = tuple(Fraction(n, 2) for n in range(5))
SWING = 2
"""A median so far above the last one is a step down, however low both are (W1)."""


def calm_weeks(calm: Calm, ceiling: int, *, swings: bool) -> Iterator[tuple[tuple[Any, ...], Calm]]:
    """Yield every calm week, and the morning after it: its median, its phase, a start test."""
    tests = ("", "last day", "before") if calm.test == DUE else ("",)
    medians = UP_TO_2
    if not swings and calm.median is not None:
        medians = tuple(m for m in medians if m - calm.median < SWING)
    for median, kept, tested in product(medians, (False, True), tests):
        if kept and calm.first_week:
            continue
        level, test = calm.level, calm.test
        if tested == "before":
            level, test = 3, NOT_DUE
        week = _CALM[kept, median]
        past = weekly.Past(
            None if calm.median is None else _CALM[False, calm.median],
            Verdict.PROGRESS if calm.rose else Verdict.HOLD,
            Fraction(1),
        )
        limits = weekly.Limits(
            level, ceiling, 8 if calm.first_week else 15, test > DUE + 7, (), checkin_stale=False
        )
        verdict = weekly.decision_about(week, past, limits, PROTOCOL).verdict
        added = Added(full=0 if tested == "last day" else None, ceiling=ceiling)
        test = max(test - 6, DUE) if test > DUE else test
        level, test, _ = _stepped(level, test, added, verdict)
        then = Calm(level, test, False, verdict is Verdict.PROGRESS, median)
        yield (median, kept, tested), then


_CALM = {
    (kept, median): weekly.Week(
        2, (_JUDGED["C5"],) * 5 + (_JUDGED["C2"],) * 2, 7, median, 5, 5, 0,
        Phase.MAINTAIN if kept else Phase.LOAD, stepped_down=False,
    )
    for kept, median in product((False, True), (*UP_TO_2, Fraction(8)))
}  # fmt: skip


def calm_lives(places: Iterable[Place], ceiling: int, *, swings: bool) -> dict[Calm, list[Calm]]:
    """Return every morning of a decision from which calm weeks begin, and those that follow it."""
    first = {
        Calm(min(at.level, ceiling), at.test, at.first_week, at.rose, median)
        for at in places
        for median in ((None,) if at.first_week else (None, *UP_TO_2, Fraction(8)))
    }
    then: dict[Calm, list[Calm]] = {}
    for calm, _, after in arrows(first, lambda at: calm_weeks(at, ceiling, swings=swings)):
        then.setdefault(calm, []).append(after)
    return then


def weeks_needed(then: dict[Calm, list[Calm]], ceiling: int) -> dict[Calm, int]:
    """Return of each morning the weeks to the highest level at most; of some there is no such."""
    needed = {calm: 0 for calm in then if calm.level == ceiling}
    weeks = 0
    while True:
        weeks += 1
        fresh = [c for c in then if c not in needed and needed.keys() >= {*then[c]}]
        if not fresh:
            return needed
        needed |= dict.fromkeys(fresh, weeks)


def _calm_scores(part: Part, places: Collection[Place]) -> None:
    """Check that calm scores lead to the highest level from every morning of a course."""
    for ceiling in (3, 4, 7, HIGHEST):
        then = calm_lives(places, ceiling, swings=False)
        needed = weeks_needed(then, ceiling)
        never = [calm for calm in then if calm not in needed]
        part.law(not never, "scores of at most 2 reach the highest level", (ceiling, never[:1]))
        longest = max(needed.values())
        part.law(longest <= 4 * ceiling, "within four weeks a level", (ceiling, longest))
        part.counts[f"weeks of scores up to 2 before {Level(ceiling)}, at most"] = longest
        then = calm_lives(places, ceiling, swings=True)
        limit = len(weeks_needed(then, ceiling)) < len(then)
        part.law(limit, "but for weeks that swing between 0 and 2, which never get there", ceiling)


# the breaks


class Gap(NamedTuple):
    """An evening of a course, as the breaks see it; longer counts end where nothing tells more."""

    idle: int = 0
    block: int = 0
    rows: frozenset[str] = frozenset()
    """Which kinds of row were open in the block."""
    stepped: bool = False
    """Whether a step down for a break was carried out in the block."""
    ago: int = 7
    """The days since the last one, as of tomorrow."""
    counted: bool = False
    """Whether a start test of the day counts in full."""


class Date(NamedTuple):
    """What a date adds to a gap."""

    row: str | None = None
    trained: bool = True
    counted: bool = False


LONGEST_IDLE, LONGEST_BLOCK, LONG_AGO = 29, 3, 7
KINDS = (None, "T11", "T29", "T06")
"""Not blocked; by a row that costs a step after three dates, at once, and back to the start."""


def next_gap(gap: Gap, added: Date) -> tuple[str | None, Gap]:
    """Return the break of a date, and the evening of it."""
    real = breaks.LoadingBreak()
    real._idle = gap.idle
    first = TODAY - DAY * (max(gap.block, gap.ago) if gap.stepped else gap.block)
    if gap.block:
        real._block = breaks.Block(first, gap.block, gap.rows)
    real._stepped_on = TODAY - DAY * gap.ago if gap.stepped or gap.ago < LONG_AGO else None
    blocked = added.row is not None
    found = None if gap.counted else real.begin_day(TODAY, blocked=blocked)
    real.end_day(TODAY, trained=added.trained, open_rows=[added.row] if added.row else None)
    on, block = real._stepped_on, real._block
    ago = LONG_AGO if on is None else min((TOMORROW - on).days, LONG_AGO)
    then = Gap(min(real._idle, LONGEST_IDLE), ago=ago, counted=added.counted)
    if block is not None:
        days = min(block.days, LONGEST_BLOCK)
        then = then._replace(block=days, rows=block.rows, stepped=bool(on and on >= block.first))
    return (found[0].value if found else None), then


def dates(gap: Gap) -> Iterator[tuple[tuple[Date, str | None], Gap]]:
    """Yield all that a date can add, the break of it, and its evening."""
    for row, trained, counted in product(KINDS, (False, True), (False, True)):
        if not (row and counted):
            added = Date(row, trained, counted)
            rule, then = next_gap(gap, added)
            yield (added, rule), then


def laws_of_a_break(gap: Gap, added: Date, rule: str | None) -> Iterator[tuple[bool, str]]:
    """Yield each law of a break, and whether it holds."""
    if gap.counted:
        return
    ends = gap.block > 0 and added.row is None
    idle = gap.idle in (7, 14, 21, 28)
    block = max(gap.block, gap.ago) if gap.stepped else gap.block
    ago = gap.ago if gap.stepped or gap.ago < LONG_AGO else None
    pause = stated.Pause(gap.idle, block, gap.rows, ago) if ends else stated.Pause(gap.idle)
    yield rule != "W6" or gap.ago >= 7, "a step down for a break once in seven mornings at most"
    yield gap.idle != 28 or rule == "W7", "28 days without a session: back to the start"
    restart = ends and "T06" in gap.rows
    yield not restart or rule == "W7", "a sign that points to the tendon: back to the start"
    harmless = ends and gap.block <= 2 and gap.rows == {"T11"}
    yield not harmless or idle or rule is None, "a sign cleared within two days costs no step"
    costs = ends and (gap.block >= 3 or "T29" in gap.rows)
    taken = gap.stepped or gap.ago < 7
    yield not costs or taken or rule is not None, "a long block costs a step"
    yield rule is None or idle or costs or restart, "nothing else costs a step"
    yield rule == stated.break_rule(pause._replace(stepped=ago)), "the break is as stated"


def of_breaks() -> Part:
    """Return what a walk through every gap and block of a course found."""
    part, count, seen = Part("breaks"), 0, set[Gap]()
    for gap, (added, rule), then in arrows([Gap()], dates):
        count += 1
        seen |= {gap, then}
        part.rules[rule or "no break"] += 1
        for holds, law in laws_of_a_break(gap, added, rule):
            part.law(holds, law, (gap, added, rule))
    part.counts |= {"mornings": len(seen), "ways from one to the next": count}
    return part


# days without loading


class Rest(NamedTuple):
    """A morning of a course, as the days without loading see it."""

    reds: tuple[bool, bool] = (False, False)
    """Of the day before yesterday, and of yesterday."""
    held: tuple[bool, ...] = ()
    """Whether red days alone gave no loading on the last two mornings."""
    empty: int = 0
    """Days in a row without a dose up to yesterday, for whom nothing else keeps from loading."""
    weekday: int = 1
    kept: bool = False
    """Whether this week is in maintenance."""
    gap: int = 0
    """Days in a row without a dose up to yesterday, off days of maintenance too."""


class Today(NamedTuple):
    """What a day adds: why there may be no dose, and whether it ends red."""

    red: bool = False
    blocked: bool = False
    unwell: bool = False
    far: bool = False
    """A morning of 8."""
    kept: bool = False
    """Whether it is in maintenance; that is decided once a week."""


@cache
def next_rest(rest: Rest, today: Today) -> tuple[Adaptation | None, Rest]:
    """Return what holds for a day, blocked or not, and the next morning."""
    reds = {TODAY - DAY * 2: rest.reds[0], TODAY - DAY: rest.reds[1]}
    diary = Diary([])
    diary[TODAY] = DayRecord(m=8 if today.far else 0)
    who = tables.mind(diary, reds, list(rest.held), unwell=today.unwell)
    careful = course._Course._careful(who, TODAY)
    adaptation = careful.adaptation
    inputs = dose.DoseInputs(
        day=rest.weekday + 7,
        phase=Phase.MAINTAIN if today.kept else Phase.LOAD,
        level=Level(2),
        ceiling_today=None,
        adaptation=None if today.blocked else adaptation,
        blocked=today.blocked,
        graded=False,
        pm_straight=False,
        concentric=RaisesGate.CLOSED,
    )
    given = bool(dose.sessions(inputs, PROTOCOL))
    free = not (today.blocked or today.unwell or today.far)
    return adaptation, Rest(
        reds=(rest.reds[1], today.red),
        held=(*rest.held, careful.rests_for_reds)[-2:],
        empty=rest.empty + 1 if free and not today.kept and not given else 0,
        weekday=rest.weekday % 7 + 1,
        kept=today.kept,
        gap=min(rest.gap + 1, 9) if free and not given else 0,
    )


def todays(rest: Rest) -> Iterator[Today]:
    """Yield all that a day can add."""
    for today in (Today(*known) for known in product((False, True), repeat=5)):
        if rest.weekday == 1 or today.kept == rest.kept:
            yield today


def of_rests() -> Part:
    """Return what a walk through every way to days without a dose found."""
    part, count, seen = Part("days without a dose"), 0, set[Rest]()
    forget()
    steps = arrows([Rest()], lambda rest: ((day, next_rest(rest, day)[1]) for day in todays(rest)))
    for rest, today, then in steps:
        count += 1
        seen |= {rest, then}
        part.law(then.empty <= 2, "never more than two days without a dose", (rest, today))
    part.counts |= {
        "mornings": len(seen), "ways from one to the next": count,
        "days in a row, off days of maintenance too, at most": max(rest.gap for rest in seen),
    }  # fmt: skip
    return part
