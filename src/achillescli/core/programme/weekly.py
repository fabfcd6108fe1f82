"""The weekly decision: up one step, stay, or down one step."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..log.diary import DAY, DayRecord, above
from ..state import L2, L3, Colour, Day, Decision, Finding, Phase, Reason, Verdict
from .colour import Judged, median
from .progress import SIXTH, index, little_changed, meaningful
from .protocol import Protocol

WEEK_DAYS = 7
"""The days from one weekly decision to the next, counted from day 1 (W1, W2, W3)."""
ENOUGH_MORNINGS = 4
"""Fewer known mornings have no weekly median (B0, W2)."""
LEAST_BASELINE = 1
"""The baseline is never below this (B0); NRS points."""
RED_DAYS = 2
"""So many red days are a step down, one less holds (W1, W2)."""
MEDIAN_RISE = 2
"""A median this far above the week before, or the baseline, is a step down (W1); NRS points."""
MEDIAN_STEP = 1
"""A median this far above the week before is a rise (W1, W2, G2); NRS points."""
CALM_MEDIAN = 2
"""Sore weeks count against mornings above this (W1); NRS points."""
SORE_DAYS = 5
SORE_DAYS_MAINTAIN = 2
"""Sore days (C1, C3) of a sore week, and in maintenance (W1)."""
TRAINED_DAYS = 5
"""Fewer days with a completed session hold the step (W2)."""
GREEN_DAYS = 5
GREEN_DAYS_MAINTAIN = 2
"""Fewer green days hold the step, and in maintenance (W2)."""
HOLDING_ROWS = ("T28", "T31")
"""While one of these is open a step up is not carried out (W3)."""
SESSIONS_MAINTAIN = 2
"""Fewer sessions hold the step in maintenance (W2)."""


def weekly_median(scores: Sequence[int]) -> Fraction | None:
    """Return the median of a week's known mornings in NRS points, None with fewer than 4."""
    return median(scores) if len(scores) >= ENOUGH_MORNINGS else None


def baseline(medians: Sequence[Fraction | None]) -> Fraction | None:
    """Return the first known weekly median, at least 1; None while none is known.

    Rule B0.
    """
    first = next((known for known in medians if known is not None), None)
    return None if first is None else max(Fraction(LEAST_BASELINE), first)


class Week(NamedTuple):
    """The figures of one finished week."""

    number: int
    judged: tuple[Judged, ...]
    """Colour and rule of each of its seven days."""
    mornings: int
    """How many morning scores are known."""
    median: Fraction | None
    done: int
    """Completed sessions as logged."""
    trained: int
    """Days with a completed session."""
    blocked: int
    """How many of its days and of the morning after it were blocked."""
    phase: Phase
    """The phase of its last day."""
    stepped_down: bool
    """Whether a step down was carried out on one of its mornings."""

    @property
    def maintained(self) -> bool:
        """Whether its last day was in the maintenance phase."""
        return self.phase is Phase.MAINTAIN

    def days(self, colour: Colour) -> int:
        """Return how many days have a colour."""
        return [day.colour for day in self.judged].count(colour)

    @property
    def sore(self) -> int:
        """How many days were sore by C1 or C3."""
        rules = [day.rule for day in self.judged]
        return rules.count("C1") + rules.count("C3")


class Limits(NamedTuple):
    """What a decision looks at besides the weeks; days of the course from 1."""

    level: int
    ceiling: int
    day: int
    early: bool
    """Whether the careful first dose still holds."""
    held_by: tuple[str, ...]
    """The warning signs that keep a step up from being carried out (T28, T31)."""
    checkin_stale: bool


class Weeks:
    """The finished weeks of a course and the decisions about them."""

    def __init__(self) -> None:
        self.finished: list[Week] = []
        self.medians: list[Fraction | None] = []
        self.indices: list[Fraction | None] = []
        self.decisions: list[Decision] = []
        self.baseline: Fraction | None = None
        self.meaningful: bool | None = None
        self.little_changed = False
        self.greens: int | None = None
        """The green days of the latest finished week."""

    @property
    def verdict(self) -> Verdict | None:
        """The last decision."""
        return self.decisions[-1].verdict if self.decisions else None

    def measure(self, days: Sequence[DayRecord]) -> None:
        """Take in the scores of a week that is over; its colours are judged by the baseline."""
        mornings = [day.m for day in days if day.m is not None]
        pains = [day.p for day in days if day.p is not None]
        self.medians.append(weekly_median(mornings))
        self.indices.append(index(mornings + pains))
        self.baseline = baseline(self.medians) if self.baseline is None else self.baseline
        self.meaningful = meaningful(self.indices)
        if len(self.indices) == SIXTH:
            self.little_changed = little_changed(self.indices)

    def end_week(
        self,
        days: Sequence[DayRecord],
        judged: Sequence[Judged],
        past: Sequence[Day],
        *,
        blocked: bool,
        stepped_down: bool,
    ) -> None:
        """Take in a measured week with its colours; ``blocked`` is the morning after it."""
        self.finished.append(
            Week(
                number=len(self.finished) + 1,
                judged=tuple(judged),
                mornings=sum(day.m is not None for day in days),
                median=self.medians[-1],
                done=sum(day.s for day in days),
                trained=sum(day.s > 0 for day in days),
                blocked=sum(day.blocked for day in past) + blocked,
                phase=past[-1].phase,
                stepped_down=stepped_down,
            )
        )
        self.greens = self.finished[-1].days(Colour.GREEN)

    def decide(self, limits: Limits, protocol: Protocol) -> Decision:
        """Return the decision about the week that is just over, and remember it."""
        before = self.finished[-2] if len(self.finished) > 1 else None
        past = Past(before, self.verdict, self.baseline)
        decision = decision_about(self.finished[-1], past, limits, protocol)
        self.decisions.append(decision)
        return decision


class Past(NamedTuple):
    """What a decision is made against."""

    week: Week | None
    verdict: Verdict | None
    baseline: Fraction | None


def decision_about(week: Week, past: Past, limits: Limits, protocol: Protocol) -> Decision:
    """Return the decision about a week: the first match of REGRESS, HOLD, PROGRESS."""
    findings = (
        *_regress(week, past, limits),
        *_hold(week, past),
        *_obstacles(week, past, limits, protocol),
    )
    verdict, rule = first_match(findings)
    return Decision(week.number, verdict, rule, findings)


def first_match(findings: Sequence[Finding]) -> tuple[Verdict, str]:
    """Return the verdict and the rule of the first condition that is met, else a step up."""
    rule = next((finding.key[:2] for finding in findings if finding.met), None)
    if rule is None:
        return Verdict.PROGRESS, "W3"
    return (Verdict.REGRESS if rule == "W1" else Verdict.HOLD), rule


def _above(median: Fraction | None, other: Fraction | None, limit: int) -> bool:
    return median is not None and other is not None and above(median, other, limit)


def _regress(week: Week, past: Past, limits: Limits) -> Iterator[Finding]:
    """Yield what asks for one step down.

    Rule W1.
    """
    red, last = week.days(Colour.RED), past.week
    before = last.median if last else None
    yield Finding(
        "W1.red_days", red >= RED_DAYS, {"n": red, "limit": RED_DAYS, "week": week.number}
    )
    yield Finding(
        "W1.median_rise",
        _above(week.median, before, MEDIAN_RISE),
        {"median": week.median, "before": before, "limit": MEDIAN_RISE},
    )
    yield Finding(
        "W1.median_baseline",
        _above(week.median, past.baseline, MEDIAN_RISE),
        {"median": week.median, "baseline": past.baseline, "limit": MEDIAN_RISE},
    )
    needed = SORE_DAYS_MAINTAIN if week.maintained else SORE_DAYS
    yield Finding(
        "W1.sore_days",
        _sore_twice(week, last, needed) and limits.level > L2 and not week.stepped_down,
        {"n": week.sore, "before": last.sore if last else None, "limit": needed},
    )


def _sore_twice(week: Week, last: Week | None, needed: int) -> bool:
    """Whether two weeks were sore, and the mornings do not say that this is tolerated."""
    if last is None or week.sore < needed or last.sore < needed:
        return False
    if week.median is None or last.median is None:
        return True
    return week.median > CALM_MEDIAN or week.median >= last.median + MEDIAN_STEP


def _hold(week: Week, past: Past) -> Iterator[Finding]:
    """Yield what asks for another week at the same level.

    Rule W2.
    """
    red, green = week.days(Colour.RED), week.days(Colour.GREEN)
    before = past.week.median if past.week else None
    yield Finding("W2.red_days", red == RED_DAYS - 1, {"n": red})
    if week.maintained:
        done, needed, greens = week.done, SESSIONS_MAINTAIN, GREEN_DAYS_MAINTAIN
        yield Finding("W2.sessions", done < needed, {"done": done, "needed": needed})
    else:
        done, needed, greens = week.trained, TRAINED_DAYS, GREEN_DAYS
        yield Finding("W2.trained_days", done < needed, {"done": done, "needed": needed})
    yield Finding("W2.green_days", green < greens, {"n": green, "needed": greens})
    yield Finding(
        "W2.mornings",
        week.mornings < ENOUGH_MORNINGS,
        {"known": week.mornings, "needed": ENOUGH_MORNINGS},
    )
    yield Finding(
        "W2.median_above",
        _above(week.median, before, MEDIAN_STEP),
        {"median": week.median, "before": before},
    )
    yield Finding("W2.blocked", week.blocked > 0, {"n": week.blocked})


def _obstacles(week: Week, past: Past, limits: Limits, protocol: Protocol) -> Iterator[Finding]:
    """Yield what keeps a step up from being carried out.

    Rule W3.
    """
    yield Finding("W3.early_phase", limits.early, {})
    for row in HOLDING_ROWS:
        yield Finding(f"W3.{row}", row in limits.held_by, {})
    yield Finding("W3.checkin", limits.checkin_stale, {})
    if week.maintained:
        yield Finding("W3.every_second_week", past.verdict is Verdict.PROGRESS, {})
    elif limits.ceiling > L3:
        too_soon = limits.level == L3 and limits.day < protocol.load.from_day
        yield Finding("W3.week_three", too_soon, {"day": protocol.load.from_day})


def reasons(days: Sequence[Day]) -> Iterator[Reason]:
    """Yield the newest weekly decision of some days, and what it would have been otherwise."""
    for day in reversed(days):
        if day.decision is not None:
            yield _reason(day.decision, (day.date - DAY * WEEK_DAYS, day.date - DAY))
            return


def _reason(decision: Decision, week: tuple[dt.date, dt.date]) -> Reason:
    """Return a weekly decision, and what it would have been without its reason."""
    dated = tuple(finding._replace(dates=week) for finding in decision.findings)
    met = tuple(f for f in dated if f.met and f.key.startswith(decision.rule))
    rules, outcome = (decision.rule, "B0"), decision.verdict.value
    if not met:
        progress = Finding("W3.progress", met=True, values={}, dates=week)
        return Reason("decision", outcome, rules, dated, (progress,))
    keys = {finding.key for finding in met}
    instead = first_match([f for f in decision.findings if f.key not in keys])[0].value
    return Reason("decision", outcome, rules, dated, met, instead)
