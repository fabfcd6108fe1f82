"""Warning signs: which rows stand on a date, and how soon to see whom."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from ..log.answers import Last
from ..state import Referral

FLUOROQUINOLONE_RISK_DAYS = 60
FLUOROQUINOLONE_DAYS = 180
STEROID_DAYS = 90
INJECTION_DAYS = 84
ADULT = 18
INFLAMMATORY_STIFFNESS_MIN = 30
REST_PAIN = 8

DATED = ("fluoroquinolone_last", "oral_steroid_last", "tendon_injection_last")


def since(last: Last | None, answered: dt.date, date: dt.date) -> int | None:
    """Return the days since something was last; a plain true means the day of the answer."""
    if last is None or last is False:
        return None
    return (date - (answered if last is True else last)).days


def recently_injected(steroid_days: int | None, injection_days: int | None) -> bool:
    """Whether steroid tablets or an injection at the tendon are recent; in days."""
    steroid = steroid_days is not None and steroid_days <= STEROID_DAYS
    return steroid or (injection_days is not None and injection_days <= INJECTION_DAYS)


class Signs:
    """Everything that the rows look at on one date; unknown is false or None."""

    def __init__(self) -> None:
        self.yes: set[str] = set()
        """The warning signs that count as yes, the list of spa too."""
        self.fluoroquinolone_days: int | None = None
        self.steroid_days: int | None = None
        self.injection_days: int | None = None
        self.age: int | None = None
        self.location: str | None = None
        self.side: str | None = None
        self.stiffness_min: int | None = None
        self.rest_pain: int | None = None
        self.unseen = False
        """Whether the complaint was long and seen by nobody at the newest assessment."""
        self.sore_mornings = False
        self.often_red = False
        self.median_rose = False
        self.no_change = False
        self.no_change_half_year = False

    def any(self, *names: str) -> bool:
        """Whether one of the signs counts as yes."""
        return not self.yes.isdisjoint(names)

    def all(self, *names: str) -> bool:
        """Whether every one of the signs counts as yes."""
        return self.yes.issuperset(names)


CALF = ("calf_swollen", "calf_warm", "calf_red", "calf_throbbing")
WEAK = ("weak_push_off", "lost_single_raise")
LOCAL_INFECTION = ("hot_red_tendon", "wound")


def _t01(s: Signs) -> bool:
    return s.any("chest_pain", "coughing_blood") or s.all("breathless", "calf_swollen")


def _t02(s: Signs) -> bool:
    return "snap" in s.yes and s.any(*WEAK)


def _t04(s: Signs) -> bool:
    return "calf_swollen" in s.yes and s.any(*CALF[1:])


def _t05(s: Signs) -> bool:
    return s.any("fever", "unwell") and s.any(*LOCAL_INFECTION)


def _t08(s: Signs) -> bool:
    days = s.fluoroquinolone_days
    return days is not None and FLUOROQUINOLONE_RISK_DAYS < days <= FLUOROQUINOLONE_DAYS


def _t07(s: Signs) -> bool:
    return s.fluoroquinolone_days is not None and (
        s.fluoroquinolone_days <= FLUOROQUINOLONE_RISK_DAYS
    )


def _t12(s: Signs) -> bool:
    return "spa" in s.yes and (
        s.location in ("insertional", "both") or s.side == "both" or _stiff_long(s)
    )


def _stiff_long(s: Signs) -> bool:
    return s.stiffness_min is not None and s.stiffness_min > INFLAMMATORY_STIFFNESS_MIN


def _t26(s: Signs) -> bool:
    return ("snap" in s.yes and not _t02(s)) or (s.all(*WEAK) and "snap" not in s.yes)


def _t27(s: Signs) -> bool:
    return (s.any(*LOCAL_INFECTION) and not _t05(s)) or (s.any(*CALF) and not _t04(s))


def _t28(s: Signs) -> bool:
    return s.any(*WEAK) and not _t02(s) and not _t26(s)


class Row(NamedTuple):
    """One row: ``flags`` are the signs of its condition; ``doctor`` says who may clear it."""

    id: str
    referral: Referral
    applies: Callable[[Signs], bool]
    flags: tuple[str, ...] = ()
    doctor: bool = False
    clearable: bool = True


R = Referral
ROWS = (
    Row("T01", R.EMERGENCY, _t01, ("chest_pain", "coughing_blood", "breathless", CALF[0]), True),
    Row("T02", R.SAME_DAY, _t02, ("snap", *WEAK)),
    Row(
        "T03",
        R.SAME_DAY,
        lambda s: s.any("gap", "squeeze_positive"),
        ("gap", "squeeze_positive"),
    ),
    Row("T04", R.SAME_DAY, _t04, CALF, True),
    Row("T05", R.SAME_DAY, _t05, ("fever", "unwell", *LOCAL_INFECTION), True),
    Row("T06", R.SAME_DAY, lambda s: "cannot_walk_4_steps" in s.yes, ("cannot_walk_4_steps",)),
    Row("T07", R.SAME_DAY, _t07, ("fluoroquinolone_last",), True),
    Row("T08", R.DOCTOR_FIRST, _t08, ("fluoroquinolone_last",), True),
    Row(
        "T09",
        R.DOCTOR_FIRST,
        lambda s: recently_injected(s.steroid_days, s.injection_days),
        ("oral_steroid_last", "tendon_injection_last"),
        True,
    ),
    Row("T10", R.DOCTOR_FIRST, lambda s: s.age is not None and s.age < ADULT, (), True),
    Row(
        "T11",
        R.DOCTOR_FIRST,
        lambda s: s.any("night_pain", "weight_loss", "cancer_with_new_pain"),
        ("night_pain", "weight_loss", "cancer_with_new_pain"),
        True,
    ),
    Row("T12", R.DOCTOR_FIRST, _t12, ("spa",), True),
    Row("T13", R.DOCTOR_SOON, lambda s: _stiff_long(s) and "spa" not in s.yes),
    Row(
        "T14",
        R.DOCTOR_FIRST,
        lambda s: "both_heels_unexplained" in s.yes,
        ("both_heels_unexplained",),
    ),
    Row(
        "T15",
        R.DOCTOR_FIRST,
        lambda s: s.any("numbness", "pinpoint_bone_pain"),
        ("numbness", "pinpoint_bone_pain"),
    ),
    Row(
        "T16",
        R.DOCTOR_FIRST,
        lambda s: s.any("tendon_rupture_or_surgery", "diabetic_foot", "leg_artery_disease"),
        ("tendon_rupture_or_surgery", "diabetic_foot", "leg_artery_disease"),
    ),
    Row(
        "T17",
        R.DOCTOR_SOON,
        lambda s: s.any("tendon_nodules", "high_cholesterol_family"),
        ("tendon_nodules", "high_cholesterol_family"),
    ),
    Row("T18", R.DOCTOR_FIRST, lambda s: s.rest_pain is not None and s.rest_pain >= REST_PAIN),
    Row("T19", R.PHYSIO, lambda s: s.often_red),
    Row("T20", R.PHYSIO, lambda s: s.median_rose),
    Row("T21", R.PHYSIO, lambda s: s.no_change),
    Row("T22", R.DOCTOR_SOON, lambda s: s.no_change_half_year),
    Row("T23", R.PHYSIO, lambda s: s.unseen),
    Row("T24", R.DOCTOR_FIRST, lambda s: s.location == "elsewhere", clearable=False),
    Row(
        "T25",
        R.SAME_DAY,
        lambda s: "breathless" in s.yes and not _t01(s),
        ("breathless",),
        True,
    ),
    Row("T26", R.DOCTOR_FIRST, _t26, ("snap", *WEAK)),
    Row("T27", R.DOCTOR_SOON, _t27, (*LOCAL_INFECTION, *CALF)),
    Row("T28", R.PHYSIO, _t28, WEAK),
    Row("T29", R.DOCTOR_FIRST, lambda s: s.sore_mornings),
)
ROW = {row.id: row for row in ROWS}
OF_THE_COURSE = ("T19", "T20", "T21", "T22")
"""The rows that look at levels and weeks; none of them blocks."""
BLOCKING_ROWS = tuple(row for row in ROWS if row.id not in OF_THE_COURSE)
COURSE_ROWS = tuple(row for row in ROWS if row.id in OF_THE_COURSE)
OF_THE_ANSWERS = ("T10", "T13", "T18", "T23")
"""The rows without a sign that change only when something is answered."""


class Standing(NamedTuple):
    """The rows that stand on a date, in the order of their ids."""

    rows: tuple[str, ...]

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
        return self.referral.blocks
