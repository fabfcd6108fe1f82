"""What the rules conclude for one date, and the words of those conclusions."""

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
        """Whether nothing is prescribed while it is open."""
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


class Adaptation(StrEnum):
    """What holds for one day only: an easier dose (D1) or no loading (D2)."""

    D1 = "D1"
    D2 = "D2"


class BreakRule(StrEnum):
    """A step down after a break (W6), or back to the first level (W7)."""

    W6 = "W6"
    W7 = "W7"


class RangeOfMotion(StrEnum):
    """How far the heel goes down: to the floor, or below the edge of a step."""

    FLOOR = "floor"
    STEP = "step"


class RaisesGate(StrEnum):
    """The heel raises: not yet, on two legs, or on one."""

    CLOSED = "closed"
    TWO_LEG = "two_leg"
    SINGLE_LEG = "single_leg"


class RunningStep(StrEnum):
    """What to run next once the gate is open."""

    RW1 = "RW1"
    RW2 = "RW2"
    RW3 = "RW3"
    RW4 = "RW4"
    RC1 = "RC1"
    RC2 = "RC2"
    RC3 = "RC3"
    RC4 = "RC4"
    RC5 = "RC5"
    RC6 = "RC6"
    FREE = "free"
    SUSPENDED = "suspended"


class SuspendedBy(StrEnum):
    """Why running waits though its gate is open: the level, a day without loading, or a row."""

    LEVEL = "level"
    D2 = "d2"
    ROW = "row"


class Off(StrEnum):
    """Why what its gate allows is left out on a day."""

    STOPPED = "stopped"
    RESTING = "resting"
    DAY_OFF = "day_off"
    RED = "red"


class WhyEmpty(StrEnum):
    """Why a log has no day 1 yet."""

    NO_ASSESSMENT = "no_assessment"
    TOO_OLD = "too_old"
    BLOCKED = "blocked"


class Level(int):
    """A level by its order: 1, 2, 3, and 3 + n for L4.n; as text its name, L1 to L4.n."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"L{self:d}" if self <= L3 else f"{self.stage}.{self - L3:d}"

    @property
    def stage(self) -> str:
        """Its name without the step of the load: L1 to L4."""
        return f"L{min(int(self), L3 + 1)}"


L1, L2, L3 = Level(1), Level(2), Level(3)


class Finding(NamedTuple):
    """One condition of a rule, as it was found on a date.

    ``key`` names its sentence in the catalogue ("W1.red_days", "G2.hop");
    ``values`` fill it; ``dates`` are the days that it looked at.
    """

    key: str
    met: bool
    values: Mapping[str, object]
    dates: tuple[dt.date, ...] = ()


class Reason(NamedTuple):
    """Why one line of a day's plan is as it is: what it says, by which rules, from what.

    ``would`` are the conditions that would have to change, and ``instead`` what the line
    would then say.
    """

    topic: str
    outcome: str
    rules: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    would: tuple[Finding, ...] = ()
    instead: str | None = None


class LevelStep(NamedTuple):
    """What one rule did to the level on a morning: START, W1, W3, W6, W7, or LEVEL (ceiling)."""

    rule: str
    before: Level
    after: Level
    findings: tuple[Finding, ...] = ()


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


class Day(NamedTuple):
    """What a later date looks back at, of one date of a course."""

    date: dt.date
    day: int
    phase: Phase
    blocked: bool
    level: Level
    level_steps: tuple[LevelStep, ...]
    decision: Decision | None


class State(NamedTuple):
    """One date of a course, as it looks with the log up to and including that date.

    Loads in kg; ``cross_training`` in percent of the usual time; ``running`` is None while
    its gate is closed; ``next_run`` is the earliest date.
    """

    date: dt.date
    day: int
    week: int
    phase: Phase
    blocked: bool
    referral: Referral
    rows: tuple[str, ...]
    level: Level
    level_kg: float
    """What ``level`` has in the backpack; the dose of a careful day may have less."""
    dose_level: Level
    load_kg: float
    rom: RangeOfMotion
    sessions: tuple[Prescription, ...]
    adaptation: Adaptation | None
    colour_yesterday: Colour | None
    colour_rule: str | None
    decision: Decision | None
    break_rule: BreakRule | None
    start_test_asked: bool
    symptom_stage: int | None
    concentric: RaisesGate
    running: RunningStep | None
    suspended_by: SuspendedBy | None
    next_run: dt.date | None
    checkin_due: bool
    rest: bool
    """Whether fever or feeling unwell asks for rest today."""
    cross_training: int
    maintain_weeks: int
    """Whole weeks of maintenance behind this day."""
    level_steps: tuple[LevelStep, ...]
    """What moved or kept the level this morning, in the order in which it was carried out."""
    reasons: Mapping[str, Reason]
    """Why, by topic; only on the last date of a replay."""
    running_asked: tuple[Finding, ...] = ()
    """What running still asks for while its gate is closed; only on that date too."""

    @property
    def concentric_findings(self) -> tuple[Finding, ...]:
        """What the closed gate to heel raises looked at; only on the last date of a replay."""
        return self.reasons["concentric"].findings

    @property
    def running_findings(self) -> tuple[Finding, ...]:
        """What the closed gate to running looked at; only on the last date of a replay."""
        return self.reasons["running"].findings
