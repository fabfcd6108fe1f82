"""The gate to running (G2) and the ladder behind it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from ..assessment.risk import TOLERANCE, asymmetric, legs, raise_median
from ..assessment.triage import ROW
from ..log.answers import Answers
from ..log.diary import DAY, Diary, worst
from ..log.entries import Check, Run
from ..state import Colour, Finding, Referral, Verdict
from .colour import TOLERATED, TOO_MUCH, reaction
from .gates import WEEK_DAYS, Morning, level_finding
from .protocol import L3, Protocol

DAILY = 2
MEDIAN = 2
TEST = 2
CHECK_DAYS = 14
RAISES = 25
RUN_UNKNOWN_DAYS = 28
SILENT_DAYS = 29
REST_DAYS = 3
REST_DAYS_AFTER_MORE = 4
MORE_PAIN = 4
MORE_EFFORT = 5
LONGEST_DAYS = 30
LONGER = 11  # tenths of the longest


def _newest(diary: Diary, date: dt.date, test: str) -> tuple[int | None, dt.date | None]:
    """Return the worst score of a test on the newest date that has one."""
    for back in range(CHECK_DAYS):
        on = date - DAY * back
        score = getattr(diary[on], test) if diary[on].checks else None
        if score is not None:
            return score, on
    return None, None


def _newest_raises(diary: Diary, date: dt.date) -> tuple[Check | None, dt.date | None]:
    """Return the newest check that has the raises of both legs."""
    for back in range(CHECK_DAYS):
        on = date - DAY * back
        for check in reversed(diary[on].checks):
            if check.raises_left is not None and check.raises_right is not None:
                return check, on
    return None, None


def holds_running(rows: Sequence[str]) -> tuple[str, ...]:
    """Return the rows that keep the running gate closed: above PHYSIO, but T17."""
    return tuple(row for row in rows if row != "T17" and ROW[row].referral > Referral.PHYSIO)


def longest_next(diary: Diary, date: dt.date) -> float | None:
    """Return the km that a run may have after the ladder, down to 0.1; None without a known run.

    It is 1.10 times the longest of the last 30 days.
    """
    runs = [run for day in diary.before(date, LONGEST_DAYS) for run in day.runs]
    longest = max((run.km for run in runs if run.km), default=None)
    return None if longest is None else int(longest * LONGER + TOLERANCE) / 10


class Running:
    """The gate to running and the ladder behind it."""

    def __init__(self, protocol: Protocol, day_one: dt.date) -> None:
        self._running = protocol.running
        self._day_one = day_one
        self._opened: dt.date | None = None
        self._path: Sequence[str] = ()
        self._step = 0
        self._passes = 0
        self._suspended = False
        self._last: tuple[dt.date, int] | None = None
        """The date of the last run and the days to the next."""

    @property
    def state(self) -> str | None:
        """None while closed, else suspended, the step to run next, or free after the last."""
        if self._opened is None:
            return None
        if self._suspended:
            return "suspended"
        return self._path[self._step] if self._step < len(self._path) else "free"

    @property
    def next_run(self) -> dt.date | None:
        """The earliest date of the next run."""
        if self.state in (None, "suspended") or self._last is None:
            return None
        return self._last[0] + DAY * self._last[1]

    def settle(self, date: dt.date, diary: Diary, next_morning: int | None) -> None:
        """Count the runs of a date, judged on the morning after it; None when not known yet."""
        day = diary[date]
        if not day.runs:
            return
        due = self.next_run
        colour = worst_colour(
            run_colour(run, day.painkiller, diary, date, next_morning) for run in day.runs
        )
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
        if self._suspended or early or self._step >= len(self._path):
            return
        step = self._running.step(self._path[self._step])
        if minutes >= step.minutes:
            self._passes += 1
            if self._passes >= step.passes:
                self._step, self._passes = self._step + 1, 0

    def morning(self, now: Morning, diary: Diary, answers: Answers) -> bool:
        """Close, keep, suspend or open the gate on a morning; return whether it opened."""
        opens = False
        if self._opened is not None:
            if now.restarted or self._silent(now.date):
                self._opened = None
        elif all(finding.met for finding in self.findings(now, diary, answers)):
            self._opened, opens = now.date, True
        self._suspended = now.level < L3 or now.resting or bool(holds_running(now.rows))
        return opens

    def choose_path(self, last_run: dt.date | None) -> None:
        """Begin the path that fits the last run before day 1, None when there is none."""
        recent = last_run is not None and (self._day_one - last_run).days <= RUN_UNKNOWN_DAYS
        self._path = self._running.A if recent else self._running.B
        self._step = self._passes = 0

    def _silent(self, date: dt.date) -> bool:
        """Whether it is the 29th day after the opening or the last run, whichever is later."""
        last = max(on for on in (self._opened, self._last and self._last[0]) if on)
        return (date - last).days >= SILENT_DAYS

    def findings(self, now: Morning, diary: Diary, answers: Answers) -> Iterator[Finding]:
        """Yield the conditions for opening on a morning."""
        yield level_finding(now, "G2.level")
        yield Finding("G2.decision", now.verdict is not Verdict.REGRESS, {"verdict": now.verdict})
        holding = holds_running(now.rows)
        yield Finding("G2.rows", not holding, {"rows": ", ".join(holding) or None})
        last = now.medians[-1] if now.medians else None
        yield Finding(
            "G2.median",
            last is not None and last <= MEDIAN,
            {"median": last, "limit": MEDIAN},
        )
        before = now.medians[-2] if len(now.medians) > 1 else None
        steady = len(now.medians) == 1 or (
            last is not None and before is not None and last <= before
        )
        yield Finding("G2.median_rise", steady, {"median": last, "before": before})
        dates = tuple(now.date - DAY * back for back in range(WEEK_DAYS, 0, -1))
        days = diary.before(now.date, WEEK_DAYS)
        daily = [day.daily for day in days if day.daily is not None]
        yield Finding(
            "G2.daily",
            len(daily) == WEEK_DAYS and max(daily) <= DAILY,
            {"known": len(daily), "worst": worst(*daily), "limit": DAILY},
            dates,
        )
        walk, walked = _newest(diary, now.date, "walk_pain")
        yield _test("G2.walk", walk, walked)
        check, raised = _newest_raises(diary, now.date)
        yield _raises(check, raised, answers)
        hop, hopped = _newest(diary, now.date, "hop_pain")
        yield _test("G2.hop", hop, hopped)
        tests = [on for on in (walked, raised, hopped) if on is not None]
        taken = sum(day.painkiller for day in days) + sum(
            diary[on].painkiller for on in set(tests) if on not in dates
        )
        yield Finding("G2.painkiller", taken == 0, {"n": taken}, dates)


def _test(key: str, score: int | None, on: dt.date | None) -> Finding:
    values = {"score": score, "limit": TEST, "within": CHECK_DAYS}
    return Finding(key, score is not None and score <= TEST, values, () if on is None else (on,))


def _raises(check: Check | None, on: dt.date | None, answers: Answers) -> Finding:
    """Return whether the newest raises of both legs are enough, and even enough."""
    needed = min(RAISES, raise_median(answers.person))
    values: dict[str, object] = {
        "affected": None,
        "needed": needed,
        "index": None,
        "within": CHECK_DAYS,
    }
    if check is None or check.raises_left is None or check.raises_right is None or on is None:
        return Finding("G2.raises", False, values)
    side = answers.complaint.side
    affected, other = legs(side, check.raises_left, check.raises_right)
    values |= {"affected": affected, "index": round(100 * affected / other) if other else None}
    even = not asymmetric(side, check.raises_left, check.raises_right)
    return Finding("G2.raises", affected >= needed and even, values, (on,))


_ORDER = (Colour.GREEN, Colour.AMBER, Colour.RED)


def worst_colour(colours: Iterator[Colour]) -> Colour:
    """Return the worst of the colours of a date's runs."""
    return max(colours, key=_ORDER.index)


def run_colour(
    run: Run,
    painkiller: bool,  # noqa: FBT001
    diary: Diary,
    date: dt.date,
    next_morning: int | None,
) -> Colour:
    """Return how a run was tolerated, judged on the morning after it."""
    morning = diary[date].m
    if morning is None:
        morning = diary.morning_before(date)
    pain, after = run.pain or 0, run.after or 0
    if run.limped or pain >= TOO_MUCH or after >= TOO_MUCH or reaction(morning, next_morning):
        return Colour.RED
    unsure = run.pain is None or next_morning is None or painkiller
    return Colour.AMBER if unsure or max(pain, after) >= TOLERATED else Colour.GREEN
