"""The answers of an assessment, section by section."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from .values import Count, Day, Minutes, Nrs, Record, StartTest, Text

Side = Literal["left", "right", "both"]
Location = Literal["insertional", "midportion", "both", "unsure", "elsewhere"]
Spa = Literal["psoriasis", "uveitis", "ibd", "recent_infection", "back_pain", "family", "diagnosed"]
Last = Day | bool
"""When something was last: a date, true (the day of the answer) or false (never)."""


class Person(Record):
    """Who answers; height in cm, weight in kg."""

    age: Annotated[int, Field(ge=0, le=120)]
    sex: Literal["male", "female", "unspecified"]
    height_cm: Annotated[float, Field(ge=50, le=275)] | None = None
    weight_kg: Annotated[float, Field(ge=20, le=500)] | None = None


class Complaint(Record):
    """The complaint today; scores in NRS points, stiffness in minutes."""

    side: Side
    location: Location
    onset: Day
    previous_episode_end: Day | None = None
    morning_pain: Nrs | None = None
    startup_trouble: bool | None = None
    sport_pain: Nrs | None = None
    after_sport_pain: Nrs | None = None
    daily_pain: Nrs | None = None
    rest_pain: Nrs | None = None
    stiffness_min: Minutes | None = None
    thickened: bool | None = None
    sport_possible: Literal["yes", "reduced", "no"] | None = None
    last_run: Day | None = None
    seen_professional: bool | None = None
    sport: Text | None = None
    goal: Text | None = None


class RedFlags(Record):
    """The warning signs; None means not asked."""

    snap: bool | None = None
    weak_push_off: bool | None = None
    lost_single_raise: bool | None = None
    gap: bool | None = None
    squeeze_positive: bool | None = None
    cannot_walk_4_steps: bool | None = None
    calf_swollen: bool | None = None
    calf_warm: bool | None = None
    calf_red: bool | None = None
    calf_throbbing: bool | None = None
    breathless: bool | None = None
    chest_pain: bool | None = None
    coughing_blood: bool | None = None
    fever: bool | None = None
    unwell: bool | None = None
    hot_red_tendon: bool | None = None
    wound: bool | None = None
    fluoroquinolone_last: Last | None = None
    oral_steroid_last: Last | None = None
    tendon_injection_last: Last | None = None
    night_pain: bool | None = None
    weight_loss: bool | None = None
    cancer_with_new_pain: bool | None = None
    spa: Annotated[tuple[Spa, ...], Strict(strict=False)] | None = None
    both_heels_unexplained: bool | None = None
    numbness: bool | None = None
    pinpoint_bone_pain: bool | None = None
    tendon_rupture_or_surgery: bool | None = None
    diabetic_foot: bool | None = None
    leg_artery_disease: bool | None = None
    tendon_nodules: bool | None = None
    high_cholesterol_family: bool | None = None
    effort_limited: bool | None = None
    fall_risk: bool | None = None
    pregnant: bool | None = None


RED_FLAGS = tuple(RedFlags.model_fields)
"""The names of the warning signs in the order in which they are asked."""
REQUIRED = RED_FLAGS[:-3]
"""Those without which a screening is incomplete; older answers do not know the others."""


class Risk(Record):
    """What may have led to the complaint; distances in km."""

    achilles_last_12m: bool | None = None
    other_tendinopathy_or_fracture: bool | None = None
    load_unchanged: bool | None = None
    calf_training_per_week: Count | None = None
    stiff_ankle: bool | None = None
    technique_changed: bool | None = None
    longest_run_30d_km: Annotated[float, Field(ge=0, le=1000)] | None = None
    last_or_next_run_km: Annotated[float, Field(ge=0, le=1000)] | None = None
    runs_last_7d: Count | None = None
    runs_previous_28d: Count | None = None
    intensity_jump: bool | None = None
    foot_deviation: bool | None = None
    hard_days_clustered: bool | None = None
    cold_without_warm_clothing: bool | None = None
    alcohol_per_week: Count | None = None
    metabolic: bool | None = None


class Measured(Record):
    """Measurements; knee to wall in cm, raises counted, start test in NRS points."""

    knee_to_wall_left_cm: Annotated[float, Field(ge=0, le=50)] | None = None
    knee_to_wall_right_cm: Annotated[float, Field(ge=0, le=50)] | None = None
    raises_left: Count | None = None
    raises_right: Count | None = None
    start_test_pain: StartTest | None = None


class Answers(Record):
    """One whole assessment."""

    date: Day | None = None
    person: Person
    complaint: Complaint
    red_flags: RedFlags = RedFlags.model_construct()
    risk: Risk = Risk.model_construct()
    tests: Measured = Measured.model_construct()


def missing(flags: RedFlags) -> tuple[str, ...]:
    """Return the names of the warning signs that were not asked, in their order."""
    return tuple(name for name in REQUIRED if getattr(flags, name) is None)
