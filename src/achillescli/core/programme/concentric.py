"""The gate to concentric work (G1)."""

import datetime as dt
from collections.abc import Iterator

from ..log.diary import DAY, Diary, worst
from ..state import Colour, Finding, Phase
from .gates import WEEK_DAYS, Morning, level_finding
from .protocol import L3, Protocol

SESSION_DAYS = 5
SESSION_DAYS_MAINTAIN = 3
AFTER = 1
CLOSED_DAYS = 7
SINGLE_LEG_GREEN_DAYS = 7
SINGLE_LEG_GREEN_DAYS_MAINTAIN = 3


class Concentric:
    """The gate to concentric work: closed, two_leg or single_leg."""

    def __init__(self) -> None:
        self.state = "closed"
        self._closed_until: dt.date | None = None
        self._green = 0
        self._green_but_grey = 0
        self._most = 0
        """The longest row of green days since the opening with nothing but grey between."""

    def morning(self, now: Morning, diary: Diary, protocol: Protocol) -> None:
        """Close, keep or open the gate on a morning."""
        if self._closes(now):
            self.state = "closed"
            self._closed_until = now.date + DAY * (CLOSED_DAYS - 1)
        elif self.state != "closed":
            self._grow(now)
        elif all(finding.met for finding in self.findings(now, diary, protocol)):
            self.state = "two_leg"
            self._green = self._green_but_grey = self._most = 0

    @staticmethod
    def _closes(now: Morning) -> bool:
        return now.colour_yesterday is Colour.RED or now.stepped_down or now.level < L3

    def _grow(self, now: Morning) -> None:
        """Go on to one leg after enough green days since the opening."""
        if now.colour_yesterday is Colour.GREEN:
            self._green += 1
            self._green_but_grey += 1
        elif now.colour_yesterday is Colour.GREY:
            self._green = 0
        else:
            self._green = self._green_but_grey = 0
        self._most = max(self._most, self._green_but_grey)
        loosely = self._most >= SINGLE_LEG_GREEN_DAYS_MAINTAIN
        if self._green >= SINGLE_LEG_GREEN_DAYS or (now.phase is Phase.MAINTAIN and loosely):
            self.state = "single_leg"

    def findings(self, now: Morning, diary: Diary, protocol: Protocol) -> Iterator[Finding]:
        """Yield the conditions for opening on a morning."""
        needed = protocol.concentric.from_day
        until = self._closed_until
        yield Finding("G1.day", now.day >= needed, {"day": now.day, "needed": needed})
        yield Finding("G1.closed_until", until is None or now.date > until, {"until": until})
        yield level_finding(now, "G1.level")
        days = diary.before(now.date, WEEK_DAYS)
        dates = tuple(now.date - DAY * back for back in range(WEEK_DAYS, 0, -1))
        trained = [day for day in days if day.s]
        enough = SESSION_DAYS
        if now.phase is Phase.MAINTAIN:
            enough = SESSION_DAYS_MAINTAIN
        yield Finding(
            "G1.sessions", len(trained) >= enough, {"n": len(trained), "needed": enough}, dates
        )
        missing = sum(day.p is None for day in trained)
        yield Finding("G1.pain_known", missing == 0, {"missing": missing}, dates)
        pain = worst(*(day.p for day in days))
        yield Finding("G1.pain_free", not pain, {"worst": pain}, dates)
        after = worst(*(day.a for day in days))
        yield Finding(
            "G1.after",
            after is None or after <= AFTER,
            {"worst": after, "limit": AFTER},
            dates,
        )
        taken = sum(day.painkiller for day in days)
        yield Finding("G1.painkiller", taken == 0, {"n": taken}, dates)
