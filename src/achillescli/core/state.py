"""What the rules conclude for one date."""

import datetime as dt
from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Referral(IntEnum):
    """Who to see and how soon, mildest first."""

    NONE = 0
    PHYSIO = 1
    DOCTOR_SOON = 2
    DOCTOR_FIRST = 3
    SAME_DAY = 4
    EMERGENCY = 5

    @property
    def blocks(self) -> bool:
        """Whether nothing is prescribed while it stands."""
        return self >= Referral.DOCTOR_FIRST


class Colour(StrEnum):
    """How a day was tolerated."""

    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    GREY = "GREY"


class Phase(StrEnum):
    """Where in the programme a day lies."""

    CALM = "CALM"
    LOAD = "LOAD"
    LOAD_PLUS = "LOAD_PLUS"
    MAINTAIN = "MAINTAIN"
    EXTEND = "EXTEND"


class Verdict(StrEnum):
    """A weekly decision."""

    PROGRESS = "PROGRESS"
    HOLD = "HOLD"
    REGRESS = "REGRESS"


class Finding(NamedTuple):
    """One condition of a rule, as it was found on a date.

    ``key`` names its sentence in the catalogue ("W1.red_days", "G2.hop");
    ``values`` fill it; ``dates`` are the days that it looked at.
    """

    key: str
    met: bool
    values: Mapping[str, object]
    dates: tuple[dt.date, ...] = ()


class Work(NamedTuple):
    """One exercise of a session."""

    exercise: str
    sets: int
    reps: int


class Prescription(NamedTuple):
    """One session as prescribed; slot is am or pm."""

    slot: str
    work: tuple[Work, ...]


class Decision(NamedTuple):
    """The weekly decision about week ``week``, with every condition that was looked at."""

    week: int
    verdict: Verdict
    rule: str
    findings: tuple[Finding, ...] = ()


class State(NamedTuple):
    """One date of a course, as it looks with the log up to and including that date.

    Levels are names (L1, L2, L3, L4.n); loads in kg; ``cross_training`` in percent
    of the usual time. ``concentric`` is closed, two_leg or single_leg; ``running``
    is None, suspended, free or a step; ``next_run`` is the earliest date.
    """

    date: dt.date
    day: int
    week: int
    phase: Phase
    blocked: bool
    referral: Referral
    rows: tuple[str, ...]
    level: str
    dose_level: str
    load_kg: float
    rom: str
    sessions: tuple[Prescription, ...]
    adaptation: str | None
    colour_yesterday: Colour | None
    colour_rule: str | None
    decision: Decision | None
    break_rule: str | None
    start_test_asked: bool
    symptom_stage: int | None
    concentric: str
    running: str | None
    next_run: dt.date | None
    rest: bool
    """Whether fever or feeling unwell asks for rest today."""
    cross_training: int
    concentric_findings: tuple[Finding, ...]
    running_findings: tuple[Finding, ...]
    maintain_weeks: int
    """Whole weeks of upkeep behind this day."""
