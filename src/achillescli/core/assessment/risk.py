"""The risk checklist: points for factors, never a chance."""

import datetime as dt
from collections.abc import Callable
from typing import Literal, NamedTuple

from ..log.answers import Answers, Measured, Person, Risk, Side
from .triage import recently_injected, since

TOLERANCE = 1e-9
"""By how much a ratio, an index or a length in cm may be off (R06, R09, R10, R13, R14, RUN)."""
MIDDLE_AGE = 35
"""Years of age from which age counts (R04, R05)."""
CALF_TRAINING = 2
"""Fewer calf training sessions a week are too few for an unchanged load (R05)."""
KNEE_TO_WALL_CM = 9
KNEE_TO_WALL_DIFFERENCE_CM = 1.5
"""A shorter distance on a side, or a larger difference, is a stiff ankle (R06)."""
FEW_RAISES = 10
"""Fewer single-leg heel raises are weak at any age (R07)."""
RAISES_SHARE = 7
"""Fewer tenths of the median for age and sex are weak (R07)."""
INDEX_SHARE = 9
"""Fewer tenths of the raises of the other leg are uneven (R07, G2, RECOVERED)."""
MORE_RUNS = 2
"""So many more runs in 7 days than the weekly mean of the 28 before (R11)."""
OVERWEIGHT = 25
OBESE = 30
"""Body mass index in kg/m² (R13, R14)."""
ALCOHOL_PER_WEEK = 7
"""Drinks a week (R18)."""
FLUOROQUINOLONE_DAYS = 180
"""How long after the last dose it counts (R20)."""
SMALL_SPIKE, MODERATE_SPIKE, LARGE_SPIKE = 1.10, 1.30, 2.00
"""A run of more than so many times the longest of 30 days (R09; the largest, R10)."""
SEVERAL, MANY = 4, 8
"""Points of the factors R01 to R21 together from which there are several, and many."""

RAISE_MEDIANS = ((29, 37, 30), (39, 33, 27), (49, 28, 25), (59, 24, 22), (69, 19, 19))
"""Oldest age of the decade, median single-leg raises of men, of women (R07, G2)."""
RAISE_MEDIANS_OLDEST = (14, 14)
"""The medians above the last of these ages, of men and of women (R07, G2)."""

Spike = Literal["none", "small", "moderate", "large"]


def raise_median(person: Person) -> int:
    """Return the median single-leg raises for age and sex; the higher when unspecified."""
    men, women = next(
        ((men, women) for oldest, men, women in RAISE_MEDIANS if person.age <= oldest),
        RAISE_MEDIANS_OLDEST,
    )
    return {"male": men, "female": women, "unspecified": max(men, women)}[person.sex]


def legs(side: Side, left: int, right: int) -> tuple[int, int]:
    """Return the raises of the affected and of the other leg; for both, the lower comes first."""
    if side == "both":
        return min(left, right), max(left, right)
    return (left, right) if side == "left" else (right, left)


def asymmetric(side: Side, left: int, right: int) -> bool:
    """Whether the side-to-side index lies below 90 %."""
    affected, other = legs(side, left, right)
    return 10 * affected < INDEX_SHARE * other


def spike(longest_km: float | None, run_km: float | None) -> Spike | None:
    """Return the class of a run against the longest of 30 days, in km; edges go down."""
    if longest_km is None or run_km is None:
        return None
    if longest_km == 0:
        return "large" if run_km > 0 else "none"
    ratio = run_km / longest_km - TOLERANCE
    if ratio <= SMALL_SPIKE:
        return "none"
    if ratio <= MODERATE_SPIKE:
        return "small"
    return "moderate" if ratio <= LARGE_SPIKE else "large"


def _bmi(person: Person) -> float:
    """Return the body mass index in kg/m², 0 when it is not known."""
    if person.height_cm is None or person.weight_kg is None:
        return 0
    return person.weight_kg / (person.height_cm / 100) ** 2 + TOLERANCE


def _stiff(answers: Answers) -> bool:
    tests = answers.tests
    known = [
        cm for cm in (tests.knee_to_wall_left_cm, tests.knee_to_wall_right_cm) if cm is not None
    ]
    if not known:
        return bool(answers.risk.stiff_ankle)
    apart = max(known) - min(known)
    return (
        min(known) < KNEE_TO_WALL_CM - TOLERANCE or apart > KNEE_TO_WALL_DIFFERENCE_CM + TOLERANCE
    )


def _weak(answers: Answers) -> bool:
    tests, median = answers.tests, raise_median(answers.person)
    for raises in _raises(tests):
        if raises < FEW_RAISES or 10 * raises < RAISES_SHARE * median:
            return True
    if tests.raises_left is None or tests.raises_right is None:
        return False
    return asymmetric(answers.complaint.side, tests.raises_left, tests.raises_right)


def _raises(tests: Measured) -> list[int]:
    return [count for count in (tests.raises_left, tests.raises_right) if count is not None]


def _overloaded(person: Person, risk: Risk) -> bool:
    trains = risk.calf_training_per_week
    return bool(
        person.age >= MIDDLE_AGE
        and risk.load_unchanged
        and trains is not None
        and trains < CALF_TRAINING
    )


def _more_often(risk: Risk) -> bool:
    if risk.runs_last_7d is None or risk.runs_previous_28d is None:
        return False
    return 4 * risk.runs_last_7d >= risk.runs_previous_28d + 4 * MORE_RUNS


def _spike(answers: Answers) -> Spike | None:
    return spike(answers.risk.longest_run_30d_km, answers.risk.last_or_next_run_km)


def _fluoroquinolone(answers: Answers, date: dt.date) -> bool:
    days = since(answers.red_flags.fluoroquinolone_last, date, date)
    return days is not None and days <= FLUOROQUINOLONE_DAYS


def _injected(answers: Answers, date: dt.date) -> bool:
    flags = answers.red_flags
    return recently_injected(
        since(flags.oral_steroid_last, date, date), since(flags.tendon_injection_last, date, date)
    )


class Factor(NamedTuple):
    """One line of the checklist."""

    id: str
    points: int
    grade: Literal["B", "C", "D"]
    modifiable: Literal["yes", "partly", "no"]
    applies: Callable[[Answers, dt.date], object]


FACTORS = (
    Factor("R01", 4, "B", "no", lambda a, _: a.risk.achilles_last_12m),
    Factor("R02", 2, "C", "no", lambda a, _: a.risk.other_tendinopathy_or_fracture),
    Factor("R03", 1, "B", "no", lambda a, _: a.person.sex == "male"),
    Factor("R04", 1, "D", "no", lambda a, _: a.person.age >= MIDDLE_AGE),
    Factor("R05", 1, "D", "yes", lambda a, _: _overloaded(a.person, a.risk)),
    Factor("R06", 2, "D", "yes", lambda a, _: _stiff(a)),
    Factor("R07", 2, "C", "yes", lambda a, _: _weak(a)),
    Factor("R08", 1, "D", "yes", lambda a, _: a.risk.technique_changed),
    Factor("R09", 1, "B", "yes", lambda a, _: _spike(a) in ("small", "moderate")),
    Factor("R10", 2, "B", "yes", lambda a, _: _spike(a) == "large"),
    Factor("R11", 1, "D", "yes", lambda a, _: _more_often(a.risk)),
    Factor("R12", 1, "D", "yes", lambda a, _: a.risk.intensity_jump),
    Factor("R13", 1, "D", "yes", lambda a, _: OVERWEIGHT <= _bmi(a.person) < OBESE),
    Factor("R14", 2, "D", "yes", lambda a, _: _bmi(a.person) >= OBESE),
    Factor("R15", 1, "D", "partly", lambda a, _: a.risk.foot_deviation),
    Factor("R16", 1, "D", "yes", lambda a, _: a.risk.hard_days_clustered),
    Factor("R17", 1, "C", "yes", lambda a, _: a.risk.cold_without_warm_clothing),
    Factor("R18", 1, "C", "yes", lambda a, _: (a.risk.alcohol_per_week or 0) >= ALCOHOL_PER_WEEK),
    Factor("R19", 1, "C", "partly", lambda a, _: a.risk.metabolic),
    Factor("R20", 3, "B", "no", _fluoroquinolone),
    Factor("R21", 2, "B", "no", _injected),
)


class RiskResult(NamedTuple):
    """The factors that apply, most points first, and their sum."""

    points: int
    band: Literal["few", "several", "many"]
    factors: tuple[Factor, ...]


def factors(answers: Answers, date: dt.date) -> RiskResult:
    """Return the risk factors that apply on a date."""
    found = [factor for factor in FACTORS if factor.applies(answers, date)]
    points = sum(factor.points for factor in found)
    band: Literal["few", "several", "many"] = "few"
    if points >= SEVERAL:
        band = "many" if points >= MANY else "several"
    return RiskResult(points, band, tuple(sorted(found, key=lambda f: (-f.points, f.id))))
