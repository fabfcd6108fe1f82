"""The log as one record a rehab date."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from .entries import Activity, Check, Entry, Evening, Morning, Painkiller, Run, Session
from .values import StartTest

DAY = dt.timedelta(days=1)


def dates_before(date: dt.date, days: int) -> list[dt.date]:
    """Return the last ``days`` dates, oldest first, without the date itself."""
    day = date.toordinal()
    return [*map(dt.date.fromordinal, range(day - days, day))]


def worst(*scores: int | None) -> int | None:
    """Return the highest of the scores that are known."""
    found: int | None = None
    for score in scores:
        if score is not None and (found is None or score > found):
            found = score
    return found


def above(score: Fraction | int, other: Fraction | int, by: int) -> bool:
    """Whether a score is so much above another, or more; in whole numbers, which is quick."""
    mine, theirs = score.denominator, other.denominator
    return score.numerator * theirs >= (other.numerator + by * theirs) * mine


class DayRecord(NamedTuple):
    """One rehab date; scores in NRS points, None when nobody recorded them.

    ``m`` morning, ``p`` worst during any activity, ``a`` worst after it (``p`` when
    not recorded), ``daily`` daily life; ``s`` the number of slots with a completed session.
    """

    m: int | None = None
    p: int | None = None
    a: int | None = None
    daily: int | None = None
    stiffness_min: int | None = None
    slots: frozenset[str] = frozenset()
    painkiller: bool = False
    pm_pain: int | None = None
    """The worst pain of the pm sessions."""
    trained: bool = False
    """Whether any session was logged, completed or not."""
    unscored: int = 0
    """How many sessions have no pain score, completed or not."""
    unable: bool = False
    """Whether a start test of the date could not be done."""
    ended: bool = False
    """Whether a sharp or rising pain, or a limp, ended what was done."""
    runs: tuple[Run, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def s(self) -> int:
        """The number of slots with a completed session, 0 to 2."""
        return len(self.slots)

    @property
    def start_test(self) -> StartTest | None:
        """The worst start test of the date."""
        if not self.checks:
            return None
        if self.unable:
            return "unable"
        pains = (check.start_test_pain for check in self.checks)
        return worst(*(pain for pain in pains if not isinstance(pain, str)))

    @property
    def raises(self) -> tuple[int, int] | None:
        """The raises of both legs, left and right, leg by leg the later; None without both."""
        left = right = None
        for check in self.checks:
            left = left if check.raises_left is None else check.raises_left
            right = right if check.raises_right is None else check.raises_right
        return None if left is None or right is None else (left, right)

    @property
    def hop_pain(self) -> int | None:
        """The worst hop test of the date."""
        return worst(*(check.hop_pain for check in self.checks))

    @property
    def walk_pain(self) -> int | None:
        """The worst walk test of the date."""
        return worst(*(check.walk_pain for check in self.checks))


MORNING_DAYS = 3
"""How many days back a missing morning is replaced from (C1, D2)."""
NOTHING = DayRecord()
"""A date without entries."""


class Diary(dict[dt.date, DayRecord]):
    """The day records of a log, made when they are asked for."""

    def __init__(self, log: Iterable[Entry]) -> None:
        super().__init__()
        self._entries: dict[dt.date, list[Entry]] = {}
        for entry in log:
            self._entries.setdefault(entry.date, []).append(entry)

    def __missing__(self, date: dt.date) -> DayRecord:
        """Return the record of a date that was not asked for before."""
        entries = self._entries.get(date)
        self[date] = day(entries) if entries else NOTHING
        return self[date]

    def before(self, date: dt.date, days: int) -> list[DayRecord]:
        """Return the records of the last ``days`` days, oldest first, without the date itself."""
        return [self[on] for on in dates_before(date, days)]

    def newest_morning(self, date: dt.date) -> tuple[int | None, dt.date | None]:
        """Return the morning score of a date, else the newest of the three days before, and when.

        Both are None when none of the four is known (C1, D2).
        """
        on = date
        for _ in range(MORNING_DAYS + 1):
            score = self[on].m
            if score is not None:
                return score, on
            on -= DAY
        return None, None


def day(entries: Iterable[Entry]) -> DayRecord:  # noqa: C901
    """Return the record of one date from its entries."""
    m: int | None = None
    p: int | None = None
    a: int | None = None
    daily: int | None = None
    stiffness: int | None = None
    pm_pain: int | None = None
    slots: set[str] = set()
    painkiller = trained = unable = ended = False
    unscored = 0
    runs: list[Run] = []
    checks: list[Check] = []
    for entry in entries:
        match entry:
            case Morning():
                m = worst(m, entry.pain)
                stiffness = worst(stiffness, entry.stiffness_min)
            case Session():
                trained = True
                unscored += entry.pain is None
                ended = ended or bool(entry.stopped)
                p, a = worst(p, entry.pain), worst(a, entry.after)
                if entry.completed:
                    slots.add(entry.slot)
                if entry.slot == "pm":
                    pm_pain = worst(pm_pain, entry.pain)
            case Evening():
                a, daily = worst(a, entry.after), worst(daily, entry.daily_pain)
            case Painkiller():
                painkiller = True
            case Run():
                runs.append(entry)
                ended = ended or bool(entry.stopped or entry.limped)
                p, a = worst(p, entry.pain), worst(a, entry.after)
            case Activity():
                ended = ended or bool(entry.stopped)
                p = worst(p, entry.pain)
            case Check():
                checks.append(entry)
                tested = entry.start_test_pain
                unable = unable or isinstance(tested, str)
                scored = None if isinstance(tested, str) else tested
                p = worst(p, entry.hop_pain, entry.walk_pain, scored)
            case _:
                pass
    return DayRecord(
        m=m,
        p=p,
        a=p if a is None else a,
        daily=daily,
        stiffness_min=stiffness,
        slots=frozenset(slots),
        painkiller=painkiller,
        pm_pain=pm_pain,
        trained=trained,
        unscored=unscored,
        unable=unable,
        ended=ended,
        runs=tuple(runs),
        checks=tuple(checks),
    )
