"""How a day was tolerated."""

import datetime as dt
from collections.abc import Iterator

from ..log.diary import DAY, Day, Diary
from ..state import Colour, Finding

TOO_MUCH = 6
"""Pain of this much is always too much."""
TOLERATED = 3
"""Pain from here up to too much is tolerated, not ignored."""
UNSETTLED = 3
"""A morning of this much that rose counts as unsettled."""
RISE = 2
"""A rise from one morning to the next of this much is a reaction."""
STIFF = 5
"""After a morning of this much no day is green."""
RED_MEMORY_DAYS = 7


def colour(day: Day, morning: int | None, next_morning: int | None) -> tuple[Colour, str]:
    """Return how the day was tolerated, judged on the morning after it, and the rule.

    Scores in NRS points, 0 to 10; ``morning`` is that of the day, or the newest known
    of the three days before. A red day outranks a day without sessions; a day that a
    painkiller may have flattered is never green.
    """
    rule = next(matches(day, morning, next_morning))[:2]
    return COLOURS[rule], rule


COLOURS = {
    "C1": Colour.RED,
    "C2": Colour.GREY,
    "C3": Colour.AMBER,
    "C4": Colour.AMBER,
    "C5": Colour.GREEN,
}


def reaction(morning: int | None, next_morning: int | None) -> bool:
    """Whether the next morning alone makes a day red."""
    if next_morning is None:
        return False
    return next_morning >= TOO_MUCH or _rose(morning, next_morning)


def _rose(morning: int | None, next_morning: int) -> bool:
    return morning is not None and next_morning >= UNSETTLED and next_morning - morning >= RISE


def _sore(score: int | None) -> bool:
    return score is not None and TOLERATED <= score < TOO_MUCH


def matches(  # noqa: C901
    day: Day, morning: int | None, next_morning: int | None
) -> Iterator[str]:
    """Yield the keys of the conditions that hold, in the order in which the first one wins."""
    p, a = day.p, day.a
    if p is not None and p >= TOO_MUCH:
        yield "C1.pain"
    if a is not None and a >= TOO_MUCH:
        yield "C1.after"
    if next_morning is not None and next_morning >= TOO_MUCH:
        yield "C1.next_morning"
    if next_morning is not None and _rose(morning, next_morning):
        yield "C1.rise"
    if day.s == 0 and not _sore(p) and not _sore(a):
        yield "C2.no_session"
    if _sore(p):
        yield "C3.pain"
    if _sore(a):
        yield "C3.after"
    if day.painkiller:
        yield "C4.painkiller"
    if next_morning is None:
        yield "C4.no_morning"
    elif next_morning >= STIFF:
        yield "C4.morning"
    if p is None:
        yield "C4.no_pain_score"
    yield "C5.settled"


def findings(day: Day, morning: int | None, next_morning: int | None) -> tuple[Finding, ...]:
    """Return every condition of the colours, whether it holds or not."""
    values: dict[str, dict[str, object]] = {
        "C1.pain": {"score": day.p, "limit": TOO_MUCH},
        "C1.after": {"score": day.a, "limit": TOO_MUCH},
        "C1.next_morning": {"score": next_morning, "limit": TOO_MUCH},
        "C1.rise": {"score": next_morning, "before": morning, "limit": RISE},
        "C2.no_session": {},
        "C3.pain": {"score": day.p},
        "C3.after": {"score": day.a},
        "C4.painkiller": {},
        "C4.no_morning": {},
        "C4.morning": {"score": next_morning, "limit": STIFF},
        "C4.no_pain_score": {},
        "C5.settled": {},
    }
    held = set(matches(day, morning, next_morning))
    return tuple(Finding(key, key in held, filling) for key, filling in values.items())


class Colours:
    """The colours of a course, each judged once its next morning has come."""

    def __init__(self, diary: Diary, day_one: dt.date, *, renewed: bool) -> None:
        self._diary, self._day_one, self._renewed = diary, day_one, renewed
        self._known: dict[dt.date, tuple[Colour, str]] = {}
        self._reds: list[dt.date] = []

    def __getitem__(self, date: dt.date) -> tuple[Colour, str]:
        """Return colour and rule of a date."""
        if date not in self._known:
            day, diary = self._diary[date], self._diary
            morning = diary.morning_before(date) if day.m is None else day.m
            found = self._known[date] = colour(day, morning, diary[date + DAY].m)
            if found[0] is Colour.RED and date >= self._day_one:
                self._reds.append(date)
        return self._known[date]

    def red(self, date: dt.date) -> bool:
        """Whether a date counts as red; before day 1 only when an earlier course went before."""
        counts = self._renewed or date >= self._day_one
        return counts and self[date][0] is Colour.RED

    def recently_red(self, date: dt.date) -> bool:
        """Whether one of the last seven days keeps a start test from counting."""
        return any(self.red(date - DAY * back) for back in range(1, RED_MEMORY_DAYS + 1))

    def reds(self, date: dt.date) -> int:
        """Return how many of the last seven days of the course are red, all of them known."""
        return sum(date - on <= DAY * RED_MEMORY_DAYS for on in self._reds)
