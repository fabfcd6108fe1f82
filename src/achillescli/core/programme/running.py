"""The gate to running (G2) and the steps behind it."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil
from typing import NamedTuple, Self

from ..assessment.risk import TOLERANCE, asymmetric, legs, raise_median
from ..assessment.triage import ROW
from ..log.answers import Answers, Person
from ..log.diary import DAY, DayRecord, Diary, above, dates_before, worst
from ..log.entries import Run
from ..state import (
    Colour,
    Finding,
    RaisesGate,
    Reason,
    Referral,
    RunningStep,
    SuspendedBy,
    Verdict,
)
from .colour import TOLERATED, TOO_MUCH, NextMorning, next_morning
from .concentric import gate_reason
from .gate_inputs import GateInputs, checkin_finding, high_enough, level_finding
from .protocol import Protocol
from .weekly import MEDIAN_STEP

DAILY_PAIN_MAX = 2
"""The highest daily pain (G2); NRS points."""
DAILY_KNOWN_DAYS = 5
"""On how many of the last seven days it must be known (G2)."""
MEDIAN_MAX = 2
"""The highest median of the latest week (G2); NRS points."""
TEST_PAIN_MAX = 2
"""The highest pain of the walk and the hops (G2); NRS points."""
WALK_DAYS = 14
HARD_TEST_DAYS = 28
"""How long the walk counts, and the raises and the hops (G2); today included."""
RAISES_ENOUGH = 25
RAISES_LEAST = 10
RAISES_SHARE = Fraction(7, 10)
"""Raises of the affected leg: this share of the median for age and sex, within these (G2)."""
LOOK_BACK_DAYS = 7
RUN_UNKNOWN_DAYS = 28
"""A last run longer before day 1 than this begins with walk breaks (G2)."""
SILENT_DAYS = 29
"""So many days after the opening and the last run the gate closes (G2)."""
REST_DAYS = 3
REST_DAYS_AFTER_MORE = 4
"""Days from one run to the next, and after a hard one (RUN)."""
MORE_PAIN = 4
MORE_EFFORT = 5
"""Pain (NRS points) and effort (RPE) of a hard run (RUN)."""
LONGEST_DAYS = 30
LONGER_TENTHS = 11
"""After the steps a run has at most 11 tenths of the longest of the last 30 days (RUN)."""
RUNNING_TESTS = ("G2.walk", "G2.raises", "G2.hop")
"""The tests among the conditions, in the order in which they are asked for (G2)."""
NOT_HELD_BY = ("T17",)
HELD_BY = ("T28",)
"""Rows that do not hold running though they are above PHYSIO, and one that does below (G2)."""


def _newest_test(
    diary: Diary, date: dt.date, test: str, days: int
) -> tuple[int | None, dt.date | None]:
    """Return the worst score of a test on the newest date of some days that has one."""
    for back in range(days):
        on = date - DAY * back
        score = getattr(diary[on], test) if diary[on].checks else None
        if score is not None:
            return score, on
    return None, None


def _newest_raises(diary: Diary, date: dt.date) -> tuple[tuple[int, int] | None, dt.date | None]:
    """Return the raises of both legs, left and right, on the newest date that has both."""
    for back in range(HARD_TEST_DAYS):
        on = date - DAY * back
        raises = diary[on].raises if diary[on].checks else None
        if raises is not None:
            return raises, on
    return None, None


def holds_running(rows: Sequence[str]) -> tuple[str, ...]:
    """Return the rows that keep the running gate closed: above PHYSIO but T17, and T28."""
    return tuple(
        row
        for row in rows
        if row in HELD_BY or (row not in NOT_HELD_BY and ROW[row].referral > Referral.PHYSIO)
    )


def longest_next(diary: Diary, date: dt.date) -> float | None:
    """Return the km that a run may have after the steps, down to 0.1; None without a known run.

    It is 1.10 times the longest of the last 30 days.
    """
    runs = [run for day in diary.before(date, LONGEST_DAYS) for run in day.runs]
    longest = max((run.km for run in runs if run.km), default=None)
    return None if longest is None else int(longest * LONGER_TENTHS + TOLERANCE) / 10


class RunningCourse:
    """The gate to running and the steps behind it."""

    def __init__(self, protocol: Protocol, day_one: dt.date, walks: Sequence[dt.date]) -> None:
        self._running = protocol.running
        self._day_one = day_one
        self._walks = walks
        """The dates with a walk test, in their order."""
        self._opened: dt.date | None = None
        self._path: Sequence[RunningStep] = ()
        self._step = 0
        self._passes = 0
        self.suspended_by: SuspendedBy | None = None
        """What would suspend an open gate today."""
        self._last: tuple[dt.date, int] | None = None
        """The date of the last run and the days to the next."""

    @property
    def state(self) -> RunningStep | None:
        """None while closed, else suspended, the step to run next, or free after the last.

        Rule X2: nobody runs while it is None.
        """
        if self._opened is None:
            return None
        if self.suspended_by:
            return RunningStep.SUSPENDED
        return self._path[self._step] if self._step < len(self._path) else RunningStep.FREE

    @property
    def next_run(self) -> dt.date | None:
        """The earliest date of the next run."""
        if self.state in (None, RunningStep.SUSPENDED) or self._last is None:
            return None
        return self._last[0] + DAY * self._last[1]

    def end_day(
        self, date: dt.date, diary: Diary, baseline: Fraction | int, *, known: bool = True
    ) -> None:
        """Count the runs of a date, judged on the morning after it, if that is known.

        Rule RUN; ``baseline`` is the person's own morning, in NRS points.
        """
        day = diary[date]
        if not day.runs:
            return
        due = self.next_run
        morning = next_morning(diary, date, baseline)
        if not known:
            morning = morning._replace(score=None)
        colours = (run_colour(run, morning, painkiller=day.painkiller) for run in day.runs)
        colour = max(colours, key=_ORDER.index)
        if self._opened is not None:
            if colour is Colour.RED:
                self._step = max(min(self._step, len(self._path)) - 1, 0)
                self._passes = 0
            elif colour is Colour.GREEN:
                self._pass(date, max(run.minutes for run in day.runs), due)
        more = colour is Colour.RED or any(
            (run.pain or 0) >= MORE_PAIN or (run.rpe or 0) >= MORE_EFFORT for run in day.runs
        )
        self._last = (date, REST_DAYS_AFTER_MORE if more else REST_DAYS)

    def _pass(self, date: dt.date, minutes: float, due: dt.date | None) -> None:
        """Count one pass of the step when it had the minutes, the date and the permission."""
        early = due is not None and date < due
        if self.suspended_by or early or self._step >= len(self._path):
            return
        step = self._running.step(self._path[self._step])
        if minutes >= step.minutes:
            self._passes += 1
            if self._passes >= step.passes:
                self._step, self._passes = self._step + 1, 0

    def begin_day(self, now: GateInputs, diary: Diary, answers: Answers) -> bool:
        """Close, keep, suspend or open the gate on a morning; return whether it opened.

        Rule G2.
        """
        opens = False
        if self._opened is not None:
            if now.restarted or self._silent(now.date):
                self._opened = None
        elif self._may_open(now) and all(
            finding.met for finding in self.findings(now, diary, answers)
        ):
            self._opened, opens = now.date, True
        self.suspended_by = _suspension(now) if self._opened else None
        return opens

    def _may_open(self, now: GateInputs) -> bool:
        """Whether a check-in and a walk count; without them nothing else need be looked at."""
        newest = bisect_right(self._walks, now.date) - 1
        walked = newest >= 0 and now.date - self._walks[newest] < DAY * WALK_DAYS
        return walked and not now.checkin_stale

    def choose_path(self, last_run: dt.date | None) -> None:
        """Begin the path that fits the last run before day 1, None when there is none."""
        recent = last_run is not None and (self._day_one - last_run).days <= RUN_UNKNOWN_DAYS
        path = self._running.A if recent else self._running.B
        self._path = [RunningStep(name) for name in path]
        self._step = self._passes = 0

    def _silent(self, date: dt.date) -> bool:
        """Whether it is the 29th day after the opening or the last run, whichever is later."""
        last = max(on for on in (self._opened, self._last and self._last[0]) if on)
        return (date - last).days >= SILENT_DAYS

    def findings(self, now: GateInputs, diary: Diary, answers: Answers) -> Iterator[Finding]:
        """Yield the conditions for opening on a morning; the tests, the hardest load, last."""
        yield level_finding(now, "G2.level")
        yield Finding("G2.decision", now.verdict is not Verdict.REGRESS, {"verdict": now.verdict})
        yield from _medians(now)
        yield checkin_finding(now, "G2.checkin")
        holding = holds_running(now.rows)
        yield Finding("G2.rows", not holding, {"rows": ", ".join(holding) or None})
        dates = tuple(dates_before(now.date, LOOK_BACK_DAYS))
        days = diary.before(now.date, LOOK_BACK_DAYS)
        yield _daily(days, dates)
        tests = _Tests.of(diary, now.date)
        taken = sum(day.painkiller for day in days) + sum(
            diary[on].painkiller for on in tests.dates if on not in dates
        )
        yield Finding("G2.painkiller", taken == 0, {"n": taken}, dates)
        yield _test("G2.walk", tests.walk, WALK_DAYS)
        yield _raises(*tests.raises, answers)
        yield _test("G2.hop", tests.hop, HARD_TEST_DAYS)

    def reason(self, found: tuple[Finding, ...]) -> Reason:
        """Return why the gate is as it is, from what was found before it was tried."""
        outcome = RaisesGate.CLOSED.value if self.state is None else self.state.value
        return gate_reason("running", ("G2", "RUN"), outcome, found)


def open_findings(found: Sequence[Finding], yesterday: Colour | None) -> tuple[Finding, ...]:
    """Return what running still asks for: a test only when the rest holds, one after the other.

    The tests are the hardest load of all: none is asked for the day after a red day (G2).
    """
    unmet = [finding for finding in found if not finding.met]
    rest = tuple(finding for finding in unmet if finding.key not in RUNNING_TESTS)
    if rest or yesterday is Colour.RED:
        return rest
    return tuple(unmet[:1])


def _suspension(now: GateInputs) -> SuspendedBy | None:
    if not high_enough(now):
        return SuspendedBy.LEVEL
    if now.resting:
        return SuspendedBy.D2
    return SuspendedBy.ROW if holds_running(now.rows) else None


class _Tests(NamedTuple):
    """The newest tests before running, each with its date."""

    walk: tuple[int | None, dt.date | None]
    raises: tuple[tuple[int, int] | None, dt.date | None]
    hop: tuple[int | None, dt.date | None]

    @classmethod
    def of(cls, diary: Diary, date: dt.date) -> Self:
        """Return the newest tests up to a date."""
        return cls(
            _newest_test(diary, date, "walk_pain", WALK_DAYS),
            _newest_raises(diary, date),
            _newest_test(diary, date, "hop_pain", HARD_TEST_DAYS),
        )

    @property
    def dates(self) -> frozenset[dt.date]:
        """The dates of the tests."""
        return frozenset(on for _, on in self if on is not None)


def _medians(now: GateInputs) -> Iterator[Finding]:
    last = now.medians[-1] if now.medians else None
    before = now.medians[-2] if len(now.medians) > 1 else None
    low = last is not None and last <= MEDIAN_MAX
    yield Finding("G2.median", low, {"median": last, "limit": MEDIAN_MAX})
    steady = len(now.medians) == 1 or (
        last is not None and before is not None and not above(last, before, MEDIAN_STEP)
    )
    yield Finding("G2.median_rise", steady, {"median": last, "before": before})


def _daily(days: Sequence[DayRecord], dates: tuple[dt.date, ...]) -> Finding:
    known = [day.daily for day in days if day.daily is not None]
    return Finding(
        "G2.daily",
        len(known) >= DAILY_KNOWN_DAYS and max(known) <= DAILY_PAIN_MAX,
        {
            "known": len(known),
            "needed": DAILY_KNOWN_DAYS,
            "worst": worst(*known),
            "limit": DAILY_PAIN_MAX,
        },
        dates,
    )


def _test(key: str, test: tuple[int | None, dt.date | None], within: int) -> Finding:
    score, on = test
    values = {"score": score, "limit": TEST_PAIN_MAX, "within": within}
    met = score is not None and score <= TEST_PAIN_MAX
    return Finding(key, met, values, () if on is None else (on,))


def raises_needed(person: Person) -> Fraction:
    """Return the raises of the affected leg that running needs (G2)."""
    share = RAISES_SHARE * raise_median(person)
    return min(Fraction(RAISES_ENOUGH), max(Fraction(RAISES_LEAST), share))


def _raises(raises: tuple[int, int] | None, on: dt.date | None, answers: Answers) -> Finding:
    """Return whether the newest raises of both legs are enough, and even enough."""
    needed = raises_needed(answers.person)
    values: dict[str, object] = {
        "affected": None,
        "needed": ceil(needed),
        "index": None,
        "within": HARD_TEST_DAYS,
    }
    if raises is None or on is None:
        return Finding("G2.raises", False, values)
    side = answers.complaint.side
    affected, other = legs(side, *raises)
    values |= {"affected": affected, "index": round(100 * affected / other) if other else None}
    even = not asymmetric(side, *raises)
    return Finding("G2.raises", affected >= needed and even, values, (on,))


_ORDER = (Colour.GREEN, Colour.AMBER, Colour.RED)


def run_colour(run: Run, morning: NextMorning, *, painkiller: bool) -> Colour:
    """Return how a run was tolerated, judged on the morning after it.

    One that a sharp pain ended counts as one with a limp.
    """
    pain, after = run.pain or 0, run.after or 0
    if run.limped or run.stopped or pain >= TOO_MUCH or after >= TOO_MUCH or morning.reaction:
        return Colour.RED
    unsure = run.pain is None or morning.score is None or painkiller
    return Colour.AMBER if unsure or max(pain, after) >= TOLERATED else Colour.GREEN
