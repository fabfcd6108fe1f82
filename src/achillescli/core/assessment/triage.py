"""Triage: which rows apply to what is known on a date, and how soon to see whom."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import inf
from typing import NamedTuple

from ..log.answers import Last
from ..log.diary import above
from ..state import L1, Decision, Finding, Level, Phase, Referral, Verdict

FLUOROQUINOLONE_RISK_DAYS = 60
"""How long after the last dose the prescriber is asked the same day (T07)."""
FLUOROQUINOLONE_DAYS = 180
"""How long after it a doctor is asked first (T08, R20)."""
STEROID_DAYS = 90
INJECTION_DAYS = 84
"""How long steroid tablets and an injection count (T09, R21)."""
ADULT = 18
"""Years of age (T10)."""
INFLAMMATORY_STIFFNESS_MIN = 30
"""Longer morning stiffness than this, in minutes, may be inflammatory (T12, T13, T36)."""
REST_PAIN = 8
"""Pain at rest of this much (T18); NRS points."""
OFTEN_RED_AT_L1 = 3
OFTEN_RED = 5
"""Red days within the last seven, at the lowest level and at any (T19)."""
MEDIAN_RISE = 2
"""A weekly median this far above the baseline (T20); NRS points."""
LITTLE_CHANGE_FROM_DAY = 43
NO_CHANGE_FROM_DAY = 85
"""Days of the course from which little change, and none, has a row (T21)."""
HALF_YEAR_DAY = 183
"""The day of the course from which T22 looks."""
HIGH_INDEX = 4
"""A late index of this much (T22); NRS points."""
LOW_FIRST_INDEX = 2
INDEX_RISE = 2
"""A first index below this, and the rise from it (T22); NRS points."""
LONG_DAYS = 84
"""A complaint longer than this that nobody has looked at (T23); days."""
STALLED_DECISIONS = 8
"""So many weekly decisions without a step up (T32)."""
PAINKILLER_DAYS = 14
"""Painkiller days within the last 21 (T33)."""
EASY_DAYS = 5
"""Days without loading within the last 14 (T34)."""

DATED = ("fluoroquinolone_last", "oral_steroid_last", "tendon_injection_last")
"""The medicines, answered with a date."""
CALF_SIGNS = ("calf_warm", "calf_red", "calf_throbbing")
CALF = ("calf_swollen", *CALF_SIGNS)
INFECTION = ("fever", "unwell", "hot_red_tendon", "wound")
GENERAL_SPA = frozenset({"family", "back_pain"})
"""Items of spa that say little alone (T12, T36)."""


def since(last: Last | None, answered: dt.date, date: dt.date) -> int | None:
    """Return the days since something was last; a plain true means the day of the answer."""
    if last is None or last is False:
        return None
    return (date - (answered if last is True else last)).days


def recently_injected(steroid_days: int | None, injection_days: int | None) -> bool:
    """Whether steroid tablets or an injection at the tendon are recent; in days (T09, R21)."""
    steroid = steroid_days is not None and steroid_days <= STEROID_DAYS
    return steroid or (injection_days is not None and injection_days <= INJECTION_DAYS)


class CourseSigns(NamedTuple):
    """What the rows see of a course on a date; figures in NRS points."""

    day: int
    phase: Phase
    level: Level
    ceiling: Level
    reds: tuple[dt.date, ...]
    """The red days of the last seven."""
    median: Fraction | None
    """That of the latest finished week."""
    baseline: Fraction | None
    index_first: Fraction | None
    index_latest: Fraction | None
    index_late: Fraction | None
    """The newest known of the four latest weeks."""
    little_changed: bool
    meaningful: bool | None
    decisions: Sequence[Decision]
    """The newest weekly decisions, as many as T32 looks at."""
    easy_days: tuple[dt.date, ...]
    """The days of the last 14 without loading, but for fever."""


class Signs(NamedTuple):
    """Everything that the rows look at on one date; unknown is false or None."""

    yes: Mapping[str, dt.date] = {}
    """The red flags that count as yes, spa too, each with the date of its newest yes."""
    spa: frozenset[str] = frozenset()
    days: Mapping[str, int] = {}
    """How long ago each medicine was last, in days, by the name of its red flag."""
    infected: bool = False
    """Whether T05 has held and nothing has ended it."""
    age: int | None = None
    location: str | None = None
    side: str | None = None
    stiffness_min: int | None = None
    rest_pain: int | None = None
    complaint_days: int = 0
    """How long the complaint was at the newest assessment."""
    unseen: bool = False
    """Whether nobody had looked at it then."""
    sore_mornings: tuple[tuple[dt.date, int], ...] = ()
    """The newest two that T29 looks at, until calm mornings end it."""
    painkiller_days: int = 0
    """Within the last 21."""
    course: CourseSigns | None = None

    def any(self, *names: str) -> bool:
        """Whether one of the red flags counts as yes."""
        return not self.yes.keys().isdisjoint(names)

    def count(self, *names: str) -> int:
        """Return how many of the red flags count as yes."""
        return sum(name in self.yes for name in names)


def _calf(s: Signs) -> bool:
    return "calf_swollen" in s.yes or s.count(*CALF_SIGNS) > 1


def _heart_or_lungs(s: Signs) -> bool:
    return s.any("chest_pain", "coughing_blood") or ("breathless" in s.yes and _calf(s))


def _rupture(s: Signs) -> bool:
    return "snap" in s.yes and s.any("weak_push_off", "lost_single_raise")


def _maybe_rupture(s: Signs) -> bool:
    return s.any("snap", "lost_single_raise") and not _rupture(s)


def infection(s: Signs) -> bool:
    """Whether the condition of T05 holds today, whatever held before."""
    unwell, hot, wound = s.any("fever", "unwell"), "hot_red_tendon" in s.yes, "wound" in s.yes
    return (unwell and (hot or wound)) or (hot and wound)


def _fluoroquinolone(s: Signs) -> float:
    """Return the days since the last dose, endless when there was none."""
    return s.days.get("fluoroquinolone_last", inf)


def _stiff_long(s: Signs) -> bool:
    return s.stiffness_min is not None and s.stiffness_min > INFLAMMATORY_STIFFNESS_MIN


def _inflammatory_site(s: Signs) -> bool:
    return s.location in ("insertional", "both") or s.side == "both" or _stiff_long(s)


def _inflammatory(s: Signs) -> bool:
    telling = len(s.spa) > 1 or bool(s.spa - GENERAL_SPA)
    return "diagnosed" in s.spa or (telling and _inflammatory_site(s))


def _little_change(s: Signs) -> bool:
    c = s.course
    if c is None or c.day < LITTLE_CHANGE_FROM_DAY:
        return False
    return c.little_changed if c.day < NO_CHANGE_FROM_DAY else c.meaningful is False


def _half_a_year(s: Signs) -> bool:
    c = s.course
    if c is None or c.day < HALF_YEAR_DAY:
        return False
    first, late = c.index_first, c.index_late
    if c.meaningful is False or (late is not None and late >= HIGH_INDEX):
        return True
    low = first is not None and first < LOW_FIRST_INDEX
    return low and first is not None and late is not None and late >= first + INDEX_RISE


def _often_red(s: Signs) -> bool:
    if s.course is None:
        return False
    reds = len(s.course.reds)
    return reds >= OFTEN_RED or (s.course.level == L1 and reds >= OFTEN_RED_AT_L1)


def _median_rose(s: Signs) -> bool:
    c = s.course
    return (
        c is not None
        and c.median is not None
        and c.baseline is not None
        and above(c.median, c.baseline, MEDIAN_RISE)
    )


def commonest_reason(decisions: Sequence[Decision]) -> str | None:
    """Return the condition that most often kept the level from rising in stalled weeks (T32)."""
    reasons = [
        next(finding.key for finding in decision.findings if finding.met)
        for decision in decisions[-STALLED_DECISIONS:]
        if decision.verdict is not Verdict.PROGRESS
    ]
    return max(reasons, key=reasons.count, default=None)


def _stalled(s: Signs) -> bool:
    c = s.course
    if c is None or c.phase not in (Phase.LOAD, Phase.LOAD_PLUS, Phase.EXTEND):
        return False
    if c.level >= c.ceiling:
        return False
    newest = [decision.verdict for decision in c.decisions[-STALLED_DECISIONS:]]
    stalled = len(newest) == STALLED_DECISIONS and Verdict.PROGRESS not in newest
    return stalled and not (_often_red(s) or _median_rose(s) or _little_change(s))


class TriageRow(NamedTuple):
    """One row: ``flags`` are the red flags of its condition; ``doctor`` says who may clear it.

    ``covers`` are the rows that a clearance of this one lifts too; ``looks_at`` names the
    figures behind a row without flags.
    """

    id: str
    referral: Referral
    applies: Callable[[Signs], bool]
    flags: tuple[str, ...] = ()
    doctor: bool = False
    covers: tuple[str, ...] = ()
    looks_at: tuple[str, ...] = ()
    clearable: bool = True

    def may_clear(self, by: str) -> bool:
        """Whether a doctor, or a physiotherapist, may clear it."""
        return by == "doctor" or not self.doctor


def _has(*flags: str) -> Callable[[Signs], bool]:
    return lambda s: s.any(*flags)


R = Referral
_STRUCTURAL = ("tendon_rupture_or_surgery", "diabetic_foot", "leg_artery_disease", "effort_limited")
_GENERAL = ("night_pain", "weight_loss", "cancer_with_new_pain")
ROWS = (
    TriageRow(
        "T01",
        R.EMERGENCY,
        _heart_or_lungs,
        ("chest_pain", "coughing_blood", "breathless", *CALF),
        doctor=True,
        covers=("T25",),
    ),
    TriageRow(
        "T02",
        R.SAME_DAY,
        _rupture,
        ("snap", "weak_push_off", "lost_single_raise"),
        covers=("T26", "T28"),
    ),
    TriageRow(
        "T03",
        R.SAME_DAY,
        _has("gap", "squeeze_positive"),
        ("gap", "squeeze_positive"),
        covers=("T26", "T28"),
    ),
    TriageRow("T04", R.SAME_DAY, _calf, CALF, doctor=True, covers=("T31",)),
    TriageRow(
        "T05",
        R.SAME_DAY,
        lambda s: s.infected or infection(s),
        INFECTION,
        doctor=True,
        covers=("T27", "T30"),
    ),
    TriageRow("T06", R.SAME_DAY, _has("cannot_walk_4_steps"), ("cannot_walk_4_steps",)),
    TriageRow(
        "T07",
        R.SAME_DAY,
        lambda s: _fluoroquinolone(s) <= FLUOROQUINOLONE_RISK_DAYS,
        ("fluoroquinolone_last",),
        doctor=True,
        covers=("T08",),
    ),
    TriageRow(
        "T08",
        R.DOCTOR_FIRST,
        lambda s: FLUOROQUINOLONE_RISK_DAYS < _fluoroquinolone(s) <= FLUOROQUINOLONE_DAYS,
        ("fluoroquinolone_last",),
        doctor=True,
    ),
    TriageRow(
        "T09",
        R.DOCTOR_FIRST,
        lambda s: recently_injected(
            s.days.get("oral_steroid_last"), s.days.get("tendon_injection_last")
        ),
        ("oral_steroid_last", "tendon_injection_last"),
        doctor=True,
    ),
    TriageRow(
        "T10",
        R.DOCTOR_FIRST,
        lambda s: s.age is not None and s.age < ADULT,
        doctor=True,
        looks_at=("age",),
    ),
    TriageRow("T11", R.DOCTOR_FIRST, _has(*_GENERAL), _GENERAL, doctor=True),
    TriageRow("T12", R.DOCTOR_FIRST, _inflammatory, ("spa",), doctor=True),
    TriageRow(
        "T13",
        R.DOCTOR_SOON,
        lambda s: _stiff_long(s) and not s.spa,
        looks_at=("stiffness_min",),
    ),
    TriageRow("T14", R.DOCTOR_FIRST, _has("both_heels_unexplained"), ("both_heels_unexplained",)),
    TriageRow(
        "T15",
        R.DOCTOR_FIRST,
        _has("numbness", "pinpoint_bone_pain"),
        ("numbness", "pinpoint_bone_pain"),
    ),
    TriageRow("T16", R.DOCTOR_FIRST, _has(*_STRUCTURAL), _STRUCTURAL),
    TriageRow(
        "T17",
        R.DOCTOR_SOON,
        _has("tendon_nodules", "high_cholesterol_family"),
        ("tendon_nodules", "high_cholesterol_family"),
    ),
    TriageRow(
        "T18",
        R.DOCTOR_FIRST,
        lambda s: s.rest_pain is not None and s.rest_pain >= REST_PAIN,
        looks_at=("rest_pain",),
    ),
    TriageRow("T19", R.PHYSIO, _often_red, looks_at=("red_days",)),
    TriageRow("T20", R.PHYSIO, _median_rose, looks_at=("median",)),
    TriageRow("T21", R.PHYSIO, _little_change, looks_at=("index",)),
    TriageRow("T22", R.DOCTOR_SOON, _half_a_year, looks_at=("index",)),
    TriageRow(
        "T23",
        R.PHYSIO,
        lambda s: s.unseen and s.complaint_days > LONG_DAYS,
        looks_at=("onset",),
    ),
    TriageRow(
        "T24",
        R.DOCTOR_FIRST,
        lambda s: s.location == "elsewhere",
        looks_at=("location",),
        clearable=False,
    ),
    TriageRow(
        "T25",
        R.SAME_DAY,
        lambda s: "breathless" in s.yes and not _heart_or_lungs(s),
        ("breathless",),
        doctor=True,
    ),
    TriageRow(
        "T26",
        R.DOCTOR_FIRST,
        _maybe_rupture,
        ("snap", "lost_single_raise"),
        covers=("T28",),
    ),
    TriageRow(
        "T27",
        R.DOCTOR_SOON,
        lambda s: "wound" in s.yes and not (s.infected or infection(s)),
        ("wound",),
    ),
    TriageRow(
        "T28",
        R.PHYSIO,
        lambda s: "weak_push_off" in s.yes and not _rupture(s) and not _maybe_rupture(s),
        ("weak_push_off",),
    ),
    TriageRow("T29", R.DOCTOR_FIRST, lambda s: bool(s.sore_mornings), looks_at=("sore_mornings",)),
    TriageRow(
        "T30",
        R.DOCTOR_FIRST,
        lambda s: "hot_red_tendon" in s.yes and not (s.infected or infection(s)),
        ("hot_red_tendon",),
        doctor=True,
    ),
    TriageRow(
        "T31",
        R.DOCTOR_SOON,
        lambda s: s.count(*CALF_SIGNS) == 1 and not _calf(s),
        CALF_SIGNS,
        doctor=True,
    ),
    TriageRow("T32", R.PHYSIO, _stalled, looks_at=("decisions",)),
    TriageRow(
        "T33",
        R.DOCTOR_SOON,
        lambda s: s.painkiller_days >= PAINKILLER_DAYS,
        looks_at=("painkiller_days",),
    ),
    TriageRow(
        "T34",
        R.DOCTOR_SOON,
        lambda s: s.course is not None and len(s.course.easy_days) >= EASY_DAYS,
        looks_at=("easy_days",),
    ),
    TriageRow("T35", R.PHYSIO, lambda s: s.side == "both" and s.unseen, looks_at=("side",)),
    TriageRow(
        "T36",
        R.DOCTOR_SOON,
        lambda s: len(s.spa) == 1 and s.spa <= GENERAL_SPA and _inflammatory_site(s),
        ("spa",),
    ),
    TriageRow("T37", R.PHYSIO, _has("fall_risk"), ("fall_risk",)),
    TriageRow("T38", R.PHYSIO, _has("pregnant"), ("pregnant",)),
)
"""Every row, in the order of their ids; each decides its own rule, T01 to T38."""
ROW = {row.id: row for row in ROWS}
BLOCKING = frozenset(row.id for row in ROWS if row.referral.blocks)
"""The rows under which nothing is prescribed."""
OF_THE_COURSE = ("T19", "T20", "T21", "T22", "T32", "T34")
"""The rows that look at levels and weeks; none of them blocks."""
DAILY = ("T07", "T08", "T09", "T29", "T33")
"""The rows that may come and go without an answer."""
ANSWER_ROWS = tuple(row for row in ROWS if row.id not in (*OF_THE_COURSE, *DAILY))
DAILY_ROWS = tuple(ROW[name] for name in DAILY)
COURSE_ROWS = tuple(ROW[name] for name in OF_THE_COURSE)


class Yes(NamedTuple):
    """A yes to a red flag: its name, and the entry that it stands in."""

    flag: str
    entry: str
    in_assessment: bool


def blocks(rows: Iterable[str]) -> bool:
    """Whether nothing is prescribed while these rows are open."""
    return not BLOCKING.isdisjoint(rows)


class Standing(NamedTuple):
    """The rows that are open on a date, in the order of their ids."""

    rows: tuple[str, ...]
    findings: Mapping[str, tuple[Finding, ...]] = {}
    """What opened each row."""
    mistakes: Mapping[str, tuple[Yes, ...]] = {}
    """The answers that, taken back as a mistake, would close each row."""

    @property
    def referral(self) -> Referral:
        """The highest level of the rows."""
        return max((ROW[row].referral for row in self.rows), default=Referral.NONE)

    @property
    def ranked(self) -> tuple[str, ...]:
        """The rows, the most urgent first."""
        return tuple(sorted(self.rows, key=lambda row: -ROW[row].referral))

    @property
    def blocked(self) -> bool:
        """Whether nothing is prescribed."""
        return blocks(self.rows)
