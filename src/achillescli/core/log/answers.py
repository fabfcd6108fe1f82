"""The answers of an assessment, section by section."""

import datetime as dt
from typing import Literal

from .fields import (
    COUNT,
    DATE,
    KM,
    LAST,
    MINUTES,
    SCORE,
    SHORT_TEXT,
    START_TEST,
    TRUTH,
    WALL_CM,
    choice,
    must,
    number,
    part,
    some,
    whole,
)
from .values import Record, StartTest

Side = Literal["left", "right", "both"]
Location = Literal["insertional", "midportion", "both", "unsure", "elsewhere"]
Spa = Literal["psoriasis", "uveitis", "ibd", "recent_infection", "back_pain", "family", "diagnosed"]
Sex = Literal["male", "female", "unspecified"]
Sport = Literal["yes", "reduced", "no"]
Last = dt.date | bool
"""When something was last: a date, true (the day of the answer) or false (never)."""


class Person(Record):
    """Who answers; height in cm, weight in kg."""

    age: int = must(whole(0, 120))
    sex: Sex = must(choice(Sex))
    height_cm: float | None = number(50, 275)
    weight_kg: float | None = number(20, 500)


class Complaint(Record):
    """The complaint today; scores in NRS points, stiffness in minutes."""

    side: Side = must(choice(Side))
    location: Location = must(choice(Location))
    onset: dt.date = must(DATE)
    previous_episode_end: dt.date | None = DATE
    morning_pain: int | None = SCORE
    startup_trouble: bool | None = TRUTH
    sport_pain: int | None = SCORE
    after_sport_pain: int | None = SCORE
    daily_pain: int | None = SCORE
    rest_pain: int | None = SCORE
    stiffness_min: int | None = MINUTES
    thickened: bool | None = TRUTH
    sport_possible: Sport | None = choice(Sport)
    last_run: dt.date | None = DATE
    seen_professional: bool | None = TRUTH
    sport: str | None = SHORT_TEXT
    goal: str | None = SHORT_TEXT


class RedFlags(Record):
    """The warning signs; None means not asked."""

    snap: bool | None = TRUTH
    weak_push_off: bool | None = TRUTH
    lost_single_raise: bool | None = TRUTH
    gap: bool | None = TRUTH
    squeeze_positive: bool | None = TRUTH
    cannot_walk_4_steps: bool | None = TRUTH
    calf_swollen: bool | None = TRUTH
    calf_warm: bool | None = TRUTH
    calf_red: bool | None = TRUTH
    calf_throbbing: bool | None = TRUTH
    breathless: bool | None = TRUTH
    chest_pain: bool | None = TRUTH
    coughing_blood: bool | None = TRUTH
    fever: bool | None = TRUTH
    unwell: bool | None = TRUTH
    hot_red_tendon: bool | None = TRUTH
    wound: bool | None = TRUTH
    fluoroquinolone_last: Last | None = LAST
    oral_steroid_last: Last | None = LAST
    tendon_injection_last: Last | None = LAST
    night_pain: bool | None = TRUTH
    weight_loss: bool | None = TRUTH
    cancer_with_new_pain: bool | None = TRUTH
    spa: tuple[Spa, ...] | None = some(Spa)
    both_heels_unexplained: bool | None = TRUTH
    numbness: bool | None = TRUTH
    pinpoint_bone_pain: bool | None = TRUTH
    tendon_rupture_or_surgery: bool | None = TRUTH
    diabetic_foot: bool | None = TRUTH
    leg_artery_disease: bool | None = TRUTH
    tendon_nodules: bool | None = TRUTH
    high_cholesterol_family: bool | None = TRUTH
    effort_limited: bool | None = TRUTH
    fall_risk: bool | None = TRUTH
    pregnant: bool | None = TRUTH


RED_FLAGS = tuple(RedFlags.fields)
"""The names of the warning signs in the order in which they are asked."""
REQUIRED = tuple(
    name for name in RED_FLAGS if name not in {"effort_limited", "fall_risk", "pregnant"}
)
"""Those without which a screening is incomplete; older answers do not know the others."""


class Risk(Record):
    """What may have led to the complaint; distances in km."""

    achilles_last_12m: bool | None = TRUTH
    other_tendinopathy_or_fracture: bool | None = TRUTH
    load_unchanged: bool | None = TRUTH
    calf_training_per_week: int | None = COUNT
    stiff_ankle: bool | None = TRUTH
    technique_changed: bool | None = TRUTH
    longest_run_30d_km: float | None = KM
    last_or_next_run_km: float | None = KM
    runs_last_7d: int | None = COUNT
    runs_previous_28d: int | None = COUNT
    intensity_jump: bool | None = TRUTH
    foot_deviation: bool | None = TRUTH
    hard_days_clustered: bool | None = TRUTH
    cold_without_warm_clothing: bool | None = TRUTH
    alcohol_per_week: int | None = COUNT
    metabolic: bool | None = TRUTH


class Measured(Record):
    """Measurements; knee to wall in cm, raises counted, start test in NRS points."""

    knee_to_wall_left_cm: float | None = WALL_CM
    knee_to_wall_right_cm: float | None = WALL_CM
    raises_left: int | None = COUNT
    raises_right: int | None = COUNT
    start_test_pain: StartTest | None = START_TEST


class Answers(Record):
    """One whole assessment."""

    date: dt.date | None = DATE
    person: Person = must(part(Person))
    complaint: Complaint = must(part(Complaint))
    red_flags: RedFlags = part(RedFlags, RedFlags())
    risk: Risk = part(Risk, Risk())
    tests: Measured = part(Measured, Measured())


def missing(flags: RedFlags) -> tuple[str, ...]:
    """Return the names of the warning signs that were not asked, in their order."""
    return tuple(name for name in REQUIRED if getattr(flags, name) is None)
