"""Today's dose: level, adaptation, range of motion, sessions."""

import datetime as dt
from typing import NamedTuple

from ..log.diary import DAY, Diary
from ..state import Phase, Prescription, Work
from .protocol import L1, L3, Protocol

FAR_TOO_MUCH = 8
"""A morning of this much asks for a day without loading."""
SORE_PM = 3
SORE_PM_DAYS = 6
HALF_TIME_WEEKS = 2
SHORTER_TIME_WEEKS = 6


class Today(NamedTuple):
    """What the dose of a date is made from."""

    day: int
    phase: Phase
    level: int
    adaptation: str | None
    blocked: bool
    pm_straight: bool
    concentric: str


def rests(diary: Diary, date: dt.date) -> bool:
    """Whether the morning alone asks for a day without loading (D2)."""
    morning = diary[date].m
    if morning is None:
        morning = diary.morning_before(date)
    return morning is not None and morning >= FAR_TOO_MUCH


def easier(level: int) -> int:
    """Return the level of a careful day (D1): one lower, from any load to none."""
    return L3 if level > L3 else max(level - 1, L1)


def trains(today: Today, protocol: Protocol) -> bool:
    """Whether the date has any session."""
    off = today.phase is Phase.MAINTAIN and _weekday(today.day) not in protocol.maintain.days
    return not (today.blocked or today.adaptation == "D2" or off)


def dose_level(today: Today, protocol: Protocol) -> int:
    """Return the level of the dose; without a dose, the level itself."""
    careful = today.adaptation == "D1" and trains(today, protocol)
    return easier(today.level) if careful else today.level


def _weekday(day: int) -> int:
    return (day - 1) % 7 + 1


def sessions(today: Today, protocol: Protocol) -> tuple[Prescription, ...]:
    """Return the sessions of a date, am before pm."""
    if not trains(today, protocol):
        return ()
    names, dose = protocol.exercises, protocol.dose
    given = protocol.easier_dose if today.adaptation == "D1" else dose
    am = [Work(names.am, given.sets, given.reps)]
    pm = [Work(names.pm_when_sore if today.pm_straight else names.pm, given.sets, given.reps)]
    if today.phase is Phase.MAINTAIN:
        am, pm = am + pm, []
    elif today.phase is Phase.CALM:
        pm = []
    am += _concentric(today, protocol)
    return tuple(Prescription(slot, tuple(work)) for slot, work in (("am", am), ("pm", pm)) if work)


def _concentric(today: Today, protocol: Protocol) -> list[Work]:
    raises = protocol.concentric
    names = {"two_leg": raises.two_leg, "single_leg": raises.single_leg}
    if today.concentric not in names:
        return []
    return [Work(names[today.concentric], raises.sets, raises.reps)]


def cross_training(week: int, enough_green: bool, protocol: Protocol) -> int:  # noqa: FBT001
    """Return the share of the usual time for easy cycling or swimming, in percent."""
    shares = protocol.cross_training
    if week <= HALF_TIME_WEEKS:
        return shares.weeks_1_2
    return shares.later if week > SHORTER_TIME_WEEKS and enough_green else shares.weeks_3_6


class SorePm:
    """Whether the pm session became straight for someone who keeps off the step."""

    def __init__(self) -> None:
        self.straight = False
        self._last: dt.date | None = None

    def take(self, date: dt.date, diary: Diary) -> None:
        """Take in one date of the course."""
        if (diary[date].pm_pain or 0) < SORE_PM:
            return
        if self._last is not None and date - self._last <= DAY * SORE_PM_DAYS:
            self.straight = True
        self._last = date
