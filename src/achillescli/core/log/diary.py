"""The log as one record a rehab date."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from .entries import Activity, Check, Entry, Evening, Morning, Painkiller, Run, Session
from .values import StartTest

DAY = dt.timedelta(days=1)


def worst(*scores: int | None) -> int | None:
    """Return the highest of the scores that are known."""
    found: int | None = None
    for score in scores:
        if score is not None and (found is None or score > found):
            found = score
    return found


class Day(NamedTuple):
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
    runs: tuple[Run, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def s(self) -> int:
        """The number of slots with a completed session, 0 to 2."""
        return len(self.slots)

    @property
    def start_test(self) -> StartTest | None:
        """The worst start test of the date."""
        pains = [c.start_test_pain for c in self.checks if c.start_test_pain is not None]
        if "unable" in pains:
            return "unable"
        return worst(*(pain for pain in pains if not isinstance(pain, str)))

    @property
    def hop_pain(self) -> int | None:
        """The worst hop test of the date."""
        return worst(*(check.hop_pain for check in self.checks))

    @property
    def walk_pain(self) -> int | None:
        """The worst walk test of the date."""
        return worst(*(check.walk_pain for check in self.checks))


NOTHING = Day()
"""A date without entries."""


class Diary(dict[dt.date, Day]):
    """The day records of a log, made when they are asked for."""

    def __init__(self, log: Iterable[Entry]) -> None:
        super().__init__()
        self._entries: dict[dt.date, list[Entry]] = {}
        for entry in log:
            self._entries.setdefault(entry.date, []).append(entry)

    def __missing__(self, date: dt.date) -> Day:
        """Return the record of a date that was not asked for before."""
        entries = self._entries.get(date)
        self[date] = day(entries) if entries else NOTHING
        return self[date]

    def before(self, date: dt.date, days: int) -> list[Day]:
        """Return the records of the last ``days`` days, oldest first, without the date itself."""
        return [self[date - DAY * back] for back in range(days, 0, -1)]

    def morning_before(self, date: dt.date) -> int | None:
        """Return the newest morning score of the three days before a date."""
        scores = (self[date - DAY * back].m for back in (1, 2, 3))
        return next((score for score in scores if score is not None), None)


def day(entries: Iterable[Entry]) -> Day:  # noqa: C901
    """Return the record of one date from its entries."""
    m: int | None = None
    p: int | None = None
    a: int | None = None
    daily: int | None = None
    stiffness: int | None = None
    pm_pain: int | None = None
    slots: set[str] = set()
    painkiller = trained = False
    runs: list[Run] = []
    checks: list[Check] = []
    for entry in entries:
        match entry:
            case Morning():
                m = worst(m, entry.pain)
                stiffness = worst(stiffness, entry.stiffness_min)
            case Session():
                trained = True
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
                p, a = worst(p, entry.pain), worst(a, entry.after)
            case Activity():
                p = worst(p, entry.pain)
            case Check():
                checks.append(entry)
                p = worst(p, entry.hop_pain, entry.walk_pain)
                if not isinstance(entry.start_test_pain, str):
                    p = worst(p, entry.start_test_pain)
            case _:
                pass
    return Day(
        m=m,
        p=p,
        a=p if a is None else a,
        daily=daily,
        stiffness_min=stiffness,
        slots=frozenset(slots),
        painkiller=painkiller,
        pm_pain=pm_pain,
        trained=trained,
        runs=tuple(runs),
        checks=tuple(checks),
    )
