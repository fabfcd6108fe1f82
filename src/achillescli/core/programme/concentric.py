"""The gate to concentric work (G1)."""

import datetime as dt
from collections.abc import Iterator

from ..log.diary import DAY, DayRecord, Diary, dates_before, worst
from ..state import Colour, Finding, Phase, RaisesGate, Reason
from .gate_inputs import GateInputs, checkin_finding, high_enough, level_finding
from .protocol import Protocol

LOOK_BACK_DAYS = 7
LOOK_BACK_DAYS_MAINTAIN = 14
"""How far back the gate looks, and in maintenance (G1)."""
TRAINED_DAYS = 5
"""Days with a completed session among them (G1)."""
PAIN_FREE = 1
"""A pain of at most this counts as none: it lies within the error of a score (G1); NRS."""
CLOSED_DAYS = 7
"""How long the gate stays closed after what closes it (G1)."""
SINGLE_LEG_GREEN_DAYS = 7
SINGLE_LEG_GREEN_DAYS_MAINTAIN = 3
"""Green days since the opening before one leg, and in maintenance (G1)."""


class HeelRaises:
    """The gate to heel raises: closed, on two legs, or on one."""

    def __init__(self) -> None:
        self.state = RaisesGate.CLOSED
        self._closed_until: dt.date | None = None
        self._spoilt_on: dt.date | None = None
        """The newest day whose own scores keep the gate closed."""
        self._greens = 0
        """Green days in a row since the opening."""
        self._trained_greens = 0
        """The same with grey days left out."""
        self._painkiller = False
        """Whether a painkiller was taken since the opening."""

    def begin_day(self, now: GateInputs, diary: Diary, protocol: Protocol) -> None:
        """Close, keep or open the gate on a morning.

        Rule G1.
        """
        if _spoilt(now.yesterday):
            self._spoilt_on = now.date - DAY
        if self._closes(now):
            self.state = RaisesGate.CLOSED
            self._closed_until = now.date + DAY * (CLOSED_DAYS - 1)
        elif self.state is not RaisesGate.CLOSED:
            self._grow(now)
        elif self._may_open(now.date) and all(
            finding.met for finding in self.findings(now, diary, protocol)
        ):
            self.state = RaisesGate.TWO_LEG
            self._greens = self._trained_greens = 0
            self._painkiller = False

    def _may_open(self, date: dt.date) -> bool:
        """Whether no day of the last week alone keeps the gate closed."""
        return self._spoilt_on is None or (date - self._spoilt_on).days > LOOK_BACK_DAYS

    @staticmethod
    def _closes(now: GateInputs) -> bool:
        return now.colour_yesterday is Colour.RED or now.stepped_down or not high_enough(now)

    def _grow(self, now: GateInputs) -> None:
        """Count yesterday, and go on to one leg after enough green days since the opening."""
        self._painkiller = self._painkiller or now.yesterday.painkiller
        match now.colour_yesterday:
            case Colour.GREEN:
                self._greens += 1
                self._trained_greens += 1
            case Colour.GREY:
                self._greens = 0
            case _:
                self._greens = self._trained_greens = 0
        sooner = now.phase is Phase.MAINTAIN and not self._painkiller
        if self._greens >= SINGLE_LEG_GREEN_DAYS or (
            sooner and self._trained_greens >= SINGLE_LEG_GREEN_DAYS_MAINTAIN
        ):
            self.state = RaisesGate.SINGLE_LEG

    def findings(self, now: GateInputs, diary: Diary, protocol: Protocol) -> Iterator[Finding]:
        """Yield the conditions for opening on a morning."""
        needed = protocol.concentric.from_day
        until = self._closed_until
        yield Finding("G1.day", now.day >= needed, {"day": now.day, "needed": needed})
        yield Finding("G1.closed_until", until is None or now.date > until, {"until": until})
        yield level_finding(now, "G1.level")
        yield checkin_finding(now, "G1.checkin")
        back = LOOK_BACK_DAYS_MAINTAIN if now.phase is Phase.MAINTAIN else LOOK_BACK_DAYS
        days = diary.before(now.date, back)
        dates = tuple(dates_before(now.date, back))
        trained = sum(day.s > 0 for day in days)
        yield Finding(
            "G1.sessions",
            trained >= TRAINED_DAYS,
            {"n": trained, "needed": TRAINED_DAYS, "days": back},
            dates,
        )
        missing = sum(day.unscored for day in days)
        yield Finding("G1.pain_known", missing == 0, {"missing": missing}, dates)
        for key, score in (
            ("G1.pain_free", worst(*(day.p for day in days))),
            ("G1.after", worst(*(day.a for day in days))),
        ):
            values = {"worst": score, "limit": PAIN_FREE}
            yield Finding(key, score is None or score <= PAIN_FREE, values, dates)
        taken = sum(day.painkiller for day in days)
        yield Finding("G1.painkiller", taken == 0, {"n": taken}, dates)

    def reason(self, found: tuple[Finding, ...]) -> Reason:
        """Return why the gate is as it is, from what was found before it was tried."""
        return gate_reason("concentric", ("G1",), self.state.value, found)


def _spoilt(day: DayRecord) -> bool:
    """Whether the scores of one day keep the gate closed while it lies among the last seven."""
    return day.painkiller or (day.p or 0) > PAIN_FREE or (day.a or 0) > PAIN_FREE


def gate_reason(
    topic: str, rules: tuple[str, ...], outcome: str, found: tuple[Finding, ...]
) -> Reason:
    """Return what keeps a gate closed; once open, only what would close it matters."""
    if outcome == RaisesGate.CLOSED:
        return Reason(topic, outcome, rules, found, tuple(f for f in found if not f.met))
    return Reason(topic, outcome, rules, (), (Finding(f"{rules[0]}.open", False, {}),))
