"""The weekly decision: up one step, stay, or down one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from ..log.diary import Day
from ..state import Colour, Decision, Finding, Phase, State, Verdict
from .progress import index, little_changed, meaningful
from .protocol import L3, Protocol

ENOUGH_MORNINGS = 4
RED_DAYS = 2
MEDIAN_RISE = 2
SORE_DAYS = 5
SORE_DAYS_MAINTAIN = 2
SESSIONS_SHARE = Fraction(7, 10)
GREEN_DAYS = 5
SESSIONS_MAINTAIN = 2
GREEN_DAYS_MAINTAIN = 2


def median(scores: Sequence[int]) -> Fraction | None:
    """Return the median of a week's known mornings in NRS points, None with fewer than 4."""
    if len(scores) < ENOUGH_MORNINGS:
        return None
    ranked, half = sorted(scores), len(scores) // 2
    if len(ranked) % 2:
        return Fraction(ranked[half])
    return Fraction(ranked[half - 1] + ranked[half], 2)


def baseline(medians: Sequence[Fraction | None]) -> Fraction | None:
    """Return B0: the first known weekly median, at least 1."""
    first = next((known for known in medians if known is not None), None)
    return None if first is None else max(Fraction(1), first)


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of one finished week."""

    number: int
    colours: tuple[tuple[Colour, str], ...]
    """Colour and rule of each of its seven days."""
    mornings: int
    """How many morning scores are known."""
    median: Fraction | None
    done: int
    """Completed sessions as logged."""
    prescribed: int
    blocked: int
    """How many of its days and of the morning after it were blocked."""
    phase: Phase
    """The phase of its last day."""

    @property
    def maintained(self) -> bool:
        """Whether its last day was in the maintenance phase."""
        return self.phase is Phase.MAINTAIN

    def count(self, colour: Colour) -> int:
        """Return how many days have a colour."""
        return sum(found is colour for found, _ in self.colours)

    @property
    def sore(self) -> int:
        """How many days were sore by C1 or C3."""
        return sum(rule in ("C1", "C3") for _, rule in self.colours)


class Weeks:
    """The finished weeks of a course and the decisions about them."""

    def __init__(self) -> None:
        self.finished: list[Week] = []
        self.medians: list[Fraction | None] = []
        self.indices: list[Fraction | None] = []
        self.verdict: Verdict | None = None
        """The last decision."""
        self.median_rose = False
        """Whether the newest median lies well above the baseline."""
        self.meaningful: bool | None = None
        self.little_changed = False

    def finish(
        self,
        days: Sequence[Day],
        colours: Sequence[tuple[Colour, str]],
        states: Sequence[State],
        *,
        blocked: bool,
    ) -> None:
        """Take in a week that is over; ``blocked`` is the morning after it."""
        mornings = [day.m for day in days if day.m is not None]
        pains = [day.p for day in days if day.p is not None]
        week = Week(
            number=len(self.finished) + 1,
            colours=tuple(colours),
            mornings=len(mornings),
            median=median(mornings),
            done=sum(day.s for day in days),
            prescribed=sum(len(state.sessions) for state in states),
            blocked=sum(state.blocked for state in states) + blocked,
            phase=states[-1].phase,
        )
        self.finished.append(week)
        self.medians.append(week.median)
        self.indices.append(index(mornings + pains))
        self.median_rose = _above(week.median, baseline(self.medians), MEDIAN_RISE)
        self.meaningful = meaningful(self.indices)
        self.little_changed = little_changed(self.indices)

    def decide(self, limits: "Limits", protocol: Protocol) -> Decision:
        """Return the decision about the week that is just over, and remember it."""
        before = Before(
            self.finished[-2] if len(self.finished) > 1 else None,
            self.verdict,
            baseline(self.medians),
        )
        decision = decide(self.finished[-1], before, limits, protocol)
        self.verdict = decision.verdict
        return decision


class Before(NamedTuple):
    """What a decision is made against."""

    week: Week | None
    verdict: Verdict | None
    baseline: Fraction | None


class Limits(NamedTuple):
    """What may keep a step up from being carried out on a morning."""

    level: int
    day: int
    early: bool
    test_due: bool
    after_break: bool
    """Whether the test is due because of four weeks without sessions or a suspected rupture."""


def decide(week: Week, before: Before, limits: Limits, protocol: Protocol) -> Decision:
    """Return the decision about a week; the first match of REGRESS, HOLD, PROGRESS."""
    findings = (*_regress(week, before), *_hold(week, before), *_limited(week, limits, protocol))
    verdict, rule = first_match(findings)
    return Decision(week.number, verdict, rule, findings)


def first_match(findings: Sequence[Finding]) -> tuple[Verdict, str]:
    """Return the verdict and the rule of the first condition that is met, else a step up."""
    rule = next((finding.key[:2] for finding in findings if finding.met), None)
    if rule is None:
        return Verdict.PROGRESS, "W3"
    return (Verdict.REGRESS if rule == "W1" else Verdict.HOLD), rule


def _regress(week: Week, before: Before) -> Iterator[Finding]:
    red, sore = week.count(Colour.RED), SORE_DAYS_MAINTAIN if week.maintained else SORE_DAYS
    yield Finding(
        "W1.red_days", red >= RED_DAYS, {"n": red, "limit": RED_DAYS, "week": week.number}
    )
    last = before.week
    yield Finding(
        "W1.median_rise",
        _above(week.median, last.median if last else None, MEDIAN_RISE),
        {"median": week.median, "before": last.median if last else None, "limit": MEDIAN_RISE},
    )
    yield Finding(
        "W1.median_baseline",
        _above(week.median, before.baseline, MEDIAN_RISE),
        {"median": week.median, "baseline": before.baseline, "limit": MEDIAN_RISE},
    )
    twice = week.sore >= sore and last is not None and last.sore >= sore
    yield Finding(
        "W1.sore_days",
        twice and before.verdict is not Verdict.REGRESS,
        {"n": week.sore, "before": last.sore if last else None, "limit": sore},
    )


def _above(median: Fraction | None, other: Fraction | None, limit: int) -> bool:
    return median is not None and other is not None and median >= other + limit


def _hold(week: Week, before: Before) -> Iterator[Finding]:
    red, green = week.count(Colour.RED), week.count(Colour.GREEN)
    last = before.week.median if before.week else None
    sessions: Fraction | int = SESSIONS_SHARE * week.prescribed
    greens = GREEN_DAYS
    if week.maintained:
        sessions, greens = SESSIONS_MAINTAIN, GREEN_DAYS_MAINTAIN
    yield Finding("W2.red_days", red == RED_DAYS - 1, {"n": red})
    yield Finding(
        "W2.sessions",
        week.done < sessions,
        {"done": week.done, "prescribed": week.prescribed, "needed": -(-sessions // 1)},
    )
    yield Finding("W2.green_days", green < greens, {"n": green, "needed": greens})
    yield Finding(
        "W2.mornings",
        week.mornings < ENOUGH_MORNINGS,
        {"known": week.mornings, "needed": ENOUGH_MORNINGS},
    )
    yield Finding(
        "W2.median_above",
        week.median is not None and last is not None and week.median > last,
        {"median": week.median, "before": last},
    )
    yield Finding("W2.blocked", week.blocked > 0, {"n": week.blocked})


def _limited(week: Week, limits: Limits, protocol: Protocol) -> Iterator[Finding]:
    held_by_test = limits.test_due and (limits.after_break or limits.level >= L3)
    yield Finding("W3.early_phase", limits.early, {})
    yield Finding("W3.test_due", held_by_test, {})
    if not week.maintained:
        too_soon = limits.level == L3 and limits.day < protocol.load.from_day
        yield Finding("W3.week_three", too_soon, {"day": protocol.load.from_day})


def stepped(level: int, decision: Decision, week: Week, ceiling: int) -> int:
    """Return the level after a decision was carried out."""
    if decision.verdict is Verdict.REGRESS:
        return max(level - 1, 1)
    if decision.verdict is Verdict.PROGRESS and not week.maintained:
        return min(level + 1, max(ceiling, level))
    return level
