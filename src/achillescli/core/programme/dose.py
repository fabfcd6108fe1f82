"""Today's dose: adaptation, level of the dose, range of motion, sessions."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..assessment import stage
from ..log.answers import Answers, Complaint
from ..log.diary import DAY, Diary
from ..log.entries import Assessment
from ..state import (
    L1,
    L3,
    Adaptation,
    Finding,
    Level,
    Phase,
    Prescription,
    RaisesGate,
    RangeOfMotion,
    Reason,
    State,
    Work,
)
from .colour import FAR_TOO_MUCH
from .protocol import Protocol
from .weekly import WEEK_DAYS

SORE_PM = 3
"""Pain of a pm session that counts for INS; NRS points."""
SORE_PM_DAYS = 6
"""How far apart two sore pm sessions may lie (INS)."""
HALF_TIME_WEEKS = 2
SHORTER_TIME_WEEKS = 6
"""Until when cross-training is shorter (X1)."""
ENOUGH_GREEN = 5
"""Green days of the latest week for the usual time (X1)."""
UNTRAINED = 0
"""Calf training sessions a week of someone whose first days are graded (DOSE)."""


class Careful(NamedTuple):
    """What asks for a careful day, whether it holds or not (D1, D2)."""

    date: dt.date
    two_reds: bool
    """Whether the last two days were red."""
    rested_for_reds: bool
    """Whether that alone gave no loading on both days before."""
    red_yesterday: bool
    morning: int | None
    """The morning of the day, or the newest known of the three before; NRS points."""
    morning_on: dt.date | None
    unwell: bool

    @property
    def rests_for_reds(self) -> bool:
        """Whether red days alone ask for no loading, never on a third day in a row."""
        return self.two_reds and not self.rested_for_reds

    @property
    def very_sore(self) -> bool:
        """Whether the morning alone asks for no loading."""
        return self.morning is not None and self.morning >= FAR_TOO_MUCH

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every condition of D2, then that of D1."""
        values: dict[str, object] = {"score": self.morning, "limit": FAR_TOO_MUCH}
        seen = () if self.morning_on is None else (self.morning_on,)
        yesterday = self.date - DAY
        return (
            Finding("D2.reds", self.rests_for_reds, {}, (yesterday - DAY, yesterday)),
            Finding("D2.morning", self.very_sore, values, seen),
            Finding("D2.unwell", self.unwell, {}),
            Finding("D1.red", self.red_yesterday, {}, (yesterday,)),
        )

    @property
    def adaptation(self) -> Adaptation | None:
        """What holds for the day alone, blocked or not.

        Rules D1 and D2; D2 goes first.
        """
        if self.rests_for_reds or self.very_sore or self.unwell:
            return Adaptation.D2
        return Adaptation.D1 if self.red_yesterday else None


class DoseInputs(NamedTuple):
    """What the dose of a date is made from."""

    day: int
    phase: Phase
    level: Level
    ceiling_today: Level | None
    """The highest level of today's dose while a warning sign asks for it (T28)."""
    adaptation: Adaptation | None
    blocked: bool
    graded: bool
    """Whether it is one of the first days, and they are built up."""
    pm_straight: bool
    concentric: RaisesGate


def easier(level: Level) -> Level:
    """Return the level of a careful day (D1): one lower, from any load to none."""
    return L3 if level > L3 else Level(max(level - 1, L1))


def trains(today: DoseInputs, protocol: Protocol) -> bool:
    """Whether the date has any session."""
    off = today.phase is Phase.MAINTAIN and _weekday(today.day) not in protocol.maintain.days
    return not (today.blocked or today.adaptation is Adaptation.D2 or off)


def dose_level(today: DoseInputs, protocol: Protocol) -> Level:
    """Return the level of the dose; without a dose, the level itself.

    Rule LEVEL.
    """
    if not trains(today, protocol):
        return today.level
    level = easier(today.level) if today.adaptation is Adaptation.D1 else today.level
    return level if today.ceiling_today is None else min(level, today.ceiling_today)


def _weekday(day: int) -> int:
    return (day - 1) % WEEK_DAYS + 1


def graded(answers: Answers, protocol: Protocol) -> bool:
    """Whether the first days are built up: from an age on, or without calf training."""
    untrained = answers.risk.calf_training_per_week == UNTRAINED
    return untrained or answers.person.age >= protocol.first_days.from_age


def sessions(today: DoseInputs, protocol: Protocol) -> tuple[Prescription, ...]:
    """Return the sessions of a date, am before pm.

    Rules DOSE and MAINTAIN.
    """
    if not trains(today, protocol):
        return ()
    names, dose = protocol.exercises, protocol.dose
    given = protocol.easier_dose if today.adaptation is Adaptation.D1 else dose
    sets, first_days = given.sets, protocol.first_days.sets
    if today.graded:
        sets = min(sets, first_days[today.day - 1])
    am = [Work(names.am, sets, given.reps)]
    pm = [Work(names.pm_when_sore if today.pm_straight else names.pm, sets, given.reps)]
    if today.phase is Phase.MAINTAIN:
        am, pm = am + pm, []
    elif today.phase is Phase.CALM:
        pm = []
    am += _raises(today, protocol)
    return tuple(Prescription(slot, tuple(work)) for slot, work in (("am", am), ("pm", pm)) if work)


def _raises(today: DoseInputs, protocol: Protocol) -> Sequence[Work]:
    if today.concentric is RaisesGate.CLOSED:
        return ()
    raises = protocol.concentric
    two_leg = today.concentric is RaisesGate.TWO_LEG
    name = raises.two_leg if two_leg else raises.single_leg
    return (Work(name, raises.sets, raises.reps),)


def range_of_motion(complaint: Complaint, date: dt.date) -> RangeOfMotion:
    """Return how far the heel goes down on a date: the floor early, and at the insertion.

    Rule ROM.
    """
    early = stage.time_phase(complaint.onset, date) == "EARLY"
    insertional = stage.treat_as(complaint) == "insertional"
    return RangeOfMotion.FLOOR if early or insertional else RangeOfMotion.STEP


def _range_findings(complaint: Complaint, date: dt.date, answered: dt.date) -> tuple[Finding, ...]:
    """Return what the range of motion looked at."""
    days, onset = (date - complaint.onset).days, complaint.onset
    return (
        Finding("ROM.location", True, {"location": complaint.location}, (answered,)),
        Finding("ROM.onset", True, {"days": days}, (onset,)),
    )


def cross_training(week: int, greens: int | None, protocol: Protocol) -> int:
    """Return the share of the usual time for easy cycling or swimming, in percent.

    Rule X1; ``greens`` are the green days of the latest finished week.
    """
    shares = protocol.cross_training
    if week <= HALF_TIME_WEEKS:
        return shares.weeks_1_2
    enough = greens is not None and greens >= ENOUGH_GREEN
    return shares.later if week > SHORTER_TIME_WEEKS and enough else shares.weeks_3_6


def reasons(
    today: DoseInputs,
    careful: Careful,
    state: State,
    newest: Assessment,
    sore: Sequence[tuple[dt.date, int]],
) -> Iterator[Reason]:
    """Yield why a dose is as it is: what eases it, its load, its range, its evening exercise."""
    is_eased = bool(state.sessions) or state.adaptation is Adaptation.D2
    met = tuple(finding for finding in careful.findings if finding.met and is_eased)
    held = (Finding("DOSE.T28", True, {}),) if today.ceiling_today else ()
    first = (Finding("DOSE.first_days", True, {}),) if today.graded else ()
    dose = str(state.dose_level) if state.sessions else "off"
    yield Reason("dose", dose, ("DOSE",), (*met, *held, *first))
    if state.adaptation is not None and is_eased:
        yield Reason("adaptation", state.adaptation.value, (state.adaptation.value,), met)
    if state.load_kg and state.sessions:
        values = {"load_kg": state.load_kg, "weight": newest.answers.person.weight_kg}
        load = Finding("LEVEL.load", met=True, values=values)
        yield Reason("load", f"{state.load_kg:g}", ("LEVEL",), (load,))
    seen = _range_findings(newest.answers.complaint, state.date, newest.date)
    yield Reason("rom", state.rom.value, ("ROM",), seen)
    if today.pm_straight and state.sessions:
        evenings = (Finding("INS.sore", True, {"score": pain}, (on,)) for on, pain in sore)
        yield Reason("insertional", "straight", ("INS",), tuple(evenings))
    yield Reason("cross_training", "rest" if state.rest else f"{state.cross_training}", ("X1",))


class SorePm:
    """Whether the pm session became straight for someone who keeps off the step.

    Rule INS.
    """

    def __init__(self) -> None:
        self.straight = False
        self.sore: list[tuple[dt.date, int]] = []
        """The dates with a sore pm session, and its pain."""

    def end_day(self, date: dt.date, diary: Diary) -> None:
        """Take in one date of the course."""
        pain = diary[date].pm_pain
        if pain is None or pain < SORE_PM:
            return
        if self.sore and date - self.sore[-1][0] <= DAY * SORE_PM_DAYS:
            self.straight = True
        self.sore.append((date, pain))
