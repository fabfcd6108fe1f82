"""How a day was tolerated."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..log.diary import DAY, DayRecord, Diary, dates_before
from ..state import Colour, Finding, Reason

TOO_MUCH = 6
"""Pain of this much in or after a session is always too much (C1); NRS points."""
FAR_TOO_MUCH = 8
"""A morning of this much is too much for anyone (C1, D2); NRS points."""
ABOVE_BASELINE = 2
"""A high morning this far above the baseline is a flare (C1); NRS points."""
TOLERATED = 3
"""Pain from here up to too much is tolerated, not ignored (C3); NRS points."""
UNSETTLED = 3
"""A morning of this much that rose counts as unsettled (C1); NRS points."""
RISE = 2
"""A rise from one morning to the next of this much is a reaction (C1); NRS points."""
RISE_DAYS = 7
"""The mornings whose median a rise is held against (C1)."""
ENOUGH_MORNINGS = 3
"""Fewer known mornings have no median to hold a rise against (C1)."""
STIFF = 5
"""A morning of this much, above the baseline, is no settled one (C4); NRS points."""
BASELINE_UNKNOWN = 4
"""The baseline B while nothing tells it, and before day 1 (B0); NRS points."""
RED_MEMORY_DAYS = 7
"""How long a red day keeps a start test from counting in full (START), and counts for T19."""

_RED_MEMORY = DAY * RED_MEMORY_DAYS
_LEAST_HIGH = min(TOLERATED, UNSETTLED)


def median(scores: Sequence[int]) -> Fraction:
    """Return the median of scores, of an even count the mean of the middle two."""
    ranked, half = sorted(scores), len(scores) // 2
    if len(ranked) % 2:
        return Fraction(ranked[half])
    return Fraction(ranked[half - 1] + ranked[half], 2)


class NextMorning(NamedTuple):
    """What the morning after a day is held against; scores in NRS points.

    ``before`` is the morning of the day, or the newest known of the three days before;
    ``usual`` the median of the day's and the six mornings before it, None with fewer than
    three; ``baseline`` the person's own (B).
    """

    score: int | None
    before: int | None
    usual: Fraction | None
    baseline: Fraction | int
    before_on: dt.date | None = None

    @property
    def far_too_much(self) -> bool:
        """Whether it is a high score for anyone."""
        return self.score is not None and self.score >= FAR_TOO_MUCH

    @property
    def flare(self) -> bool:
        """Whether it is a high score for this person."""
        score = self.score
        if score is None or score < TOO_MUCH:
            return False
        return score >= self.baseline + ABOVE_BASELINE

    @property
    def rose(self) -> bool:
        """Whether it rose against the morning before and against the week."""
        score, before = self.score, self.before
        if score is None or before is None or score < UNSETTLED or score - before < RISE:
            return False
        return self.usual is None or score >= self.usual + RISE

    @property
    def unsettled(self) -> bool:
        """Whether it is sore, and more than usual."""
        return self.score is not None and self.score >= STIFF and self.score > self.baseline

    @property
    def reaction(self) -> bool:
        """Whether the morning alone makes a day, or a run, red (C1)."""
        return self.far_too_much or self.flare or self.rose


def next_morning(diary: Diary, date: dt.date, baseline: Fraction | int) -> NextMorning:
    """Return what the morning after a date is held against."""
    score = diary[date + DAY].m
    before, before_on = diary.newest_morning(date)
    week = [day.m for day in diary.before(date + DAY, RISE_DAYS) if day.m is not None]
    usual = median(week) if len(week) >= ENOUGH_MORNINGS else None
    return NextMorning(score, before, usual, baseline, before_on)


def _judging(diary: Diary, date: dt.date, baseline: Fraction | int) -> NextMorning:
    """Return the same, without looking back from a morning too low for any reaction."""
    score = diary[date + DAY].m
    if score is None or score < UNSETTLED:
        return NextMorning(score, None, None, baseline)
    return next_morning(diary, date, baseline)


def _unsure(day: DayRecord) -> bool:
    """Whether something was done whose tolerance has to be known (C4)."""
    return day.trained or bool(day.runs)


Test = Callable[[DayRecord, NextMorning], bool]
CONDITIONS: tuple[tuple[str, Test], ...] = (
    ("C1.pain", lambda day, _: (day.p or 0) >= TOO_MUCH),
    ("C1.after", lambda day, _: (day.a or 0) >= TOO_MUCH),
    ("C1.unable", lambda day, _: day.unable),
    ("C1.far_too_much", lambda _, morning: morning.far_too_much),
    ("C1.next_morning", lambda _, morning: morning.flare),
    ("C1.rise", lambda _, morning: morning.rose),
    ("C3.pain", lambda day, _: TOLERATED <= (day.p or 0) < TOO_MUCH),
    ("C3.after", lambda day, _: TOLERATED <= (day.a or 0) < TOO_MUCH),
    ("C4.painkiller", lambda day, _: day.painkiller and _unsure(day)),
    ("C4.no_morning", lambda day, morning: morning.score is None and _unsure(day)),
    ("C4.morning", lambda day, morning: morning.unsettled and _unsure(day)),
    ("C4.no_pain_score", lambda day, _: day.p is None and _unsure(day)),
    ("C2.no_session", lambda day, _: day.s == 0),
    ("C5.settled", lambda _day, _morning: True),
)
"""The conditions in the order in which the first that holds wins: C1, C3, C4, C2, C5."""

_BELOW = next(place for place, (key, _) in enumerate(CONDITIONS) if key.startswith("C4"))
"""Where those begin that look for no high score."""

COLOURS = {
    "C1": Colour.RED,
    "C2": Colour.GREY,
    "C3": Colour.AMBER,
    "C4": Colour.AMBER,
    "C5": Colour.GREEN,
}


class Judged(NamedTuple):
    """The colour of a date and the rule that gave it."""

    colour: Colour
    rule: str


JUDGED = {rule: Judged(colour, rule) for rule, colour in COLOURS.items()}


def colour(day: DayRecord, morning: NextMorning) -> Judged:
    """Return how a day was tolerated, judged on the morning after it, and the rule.

    Rules C1, C2, C3, C4 and C5. A red day outranks a day
    without sessions; a day that a painkiller may have flattered is never green.
    """
    # Without a score at the lowest limit of C1 and C3 none of their conditions need be tried.
    high = day.unable or max(day.p or 0, day.a or 0, morning.score or 0) >= _LEAST_HIGH
    tried = CONDITIONS if high else CONDITIONS[_BELOW:]
    return JUDGED[next(key for key, holds in tried if holds(day, morning))[:2]]


def findings(day: DayRecord, morning: NextMorning) -> Iterator[Finding]:
    """Yield every condition of the colours, whether it holds or not."""
    values: dict[str, dict[str, object]] = {
        "C1.pain": {"score": day.p, "limit": TOO_MUCH},
        "C1.after": {"score": day.a, "limit": TOO_MUCH},
        "C1.far_too_much": {"score": morning.score, "limit": FAR_TOO_MUCH},
        "C1.next_morning": {
            "score": morning.score,
            "baseline": morning.baseline,
            "limit": max(TOO_MUCH, morning.baseline + ABOVE_BASELINE),
        },
        "C1.rise": {
            "score": morning.score,
            "before": morning.before,
            "usual": morning.usual,
            "limit": RISE,
        },
        "C3.pain": {"score": day.p},
        "C3.after": {"score": day.a},
        "C4.morning": {"score": morning.score, "baseline": morning.baseline, "limit": STIFF},
    }
    for key, holds in CONDITIONS:
        yield Finding(key, holds(day, morning), values.get(key, {}))


class Colours:
    """The colours of a course, each judged once, on the morning after it."""

    def __init__(self, diary: Diary, day_one: dt.date, *, renewed: bool) -> None:
        self._diary, self._day_one, self._renewed = diary, day_one, renewed
        self._judged: dict[dt.date, Judged] = {}
        self._reds: list[dt.date] = []

    def end_day(self, date: dt.date, baseline: Fraction | int) -> Judged:
        """Judge a date of the course, now that its next morning has come."""
        judged = colour(self._diary[date], _judging(self._diary, date, baseline))
        self._judged[date] = judged
        if judged.colour is Colour.RED:
            self._reds.append(date)
        return judged

    def of(self, date: dt.date) -> Judged:
        """Return the colour of a date of the course that is over."""
        return self._judged[date]

    def red(self, date: dt.date) -> bool:
        """Whether a date counts as red; before day 1 only when an earlier course went before."""
        if date >= self._day_one:
            return self._judged[date].colour is Colour.RED
        return self._renewed and self._before(date)

    def _before(self, date: dt.date) -> bool:
        morning = _judging(self._diary, date, BASELINE_UNKNOWN)
        return colour(self._diary[date], morning).colour is Colour.RED

    def recent_reds(self, date: dt.date) -> tuple[dt.date, ...]:
        """Return which of the last seven days keep a start test from counting in full."""
        return tuple(on for on in dates_before(date, RED_MEMORY_DAYS) if self.red(on))

    def reds(self, date: dt.date) -> tuple[dt.date, ...]:
        """Return which of the last seven days are red, of this course."""
        return tuple(self._reds[bisect_left(self._reds, date - _RED_MEMORY) :])


def reason(diary: Diary, date: dt.date, judged: Judged, baseline: Fraction | int) -> Reason:
    """Return what coloured a date, and what colour it would have had without that."""
    morning = next_morning(diary, date, baseline)
    after = date + DAY
    looked: dict[str, tuple[dt.date, ...]] = dict.fromkeys(
        ("C1.far_too_much", "C1.next_morning", "C4.no_morning", "C4.morning"), (after,)
    )
    looked["C1.rise"] = tuple(on for on in (morning.before_on, after) if on is not None)
    every = tuple(
        finding._replace(dates=looked.get(finding.key, (date,)))
        for finding in findings(diary[date], morning)
    )
    met = tuple(f for f in every if f.met and f.key.startswith(judged.rule))
    other = next((f.key[:2] for f in every if f.met and not f.key.startswith(judged.rule)), None)
    instead = COLOURS[other].value if other else None
    return Reason("colour", judged.colour.value, (judged.rule,), every, met, instead)
