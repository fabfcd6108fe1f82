"""The conditions of the warnings stated once more, from their text and not from the program.

``row_tables.py`` compares them with the program over all values that a condition tells apart.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from . import stated


class OfCourse(NamedTuple):
    """What the rows look at in a course."""

    day: int = 1
    phase: str = "LOAD"
    level: int = 3
    ceiling: int = 11
    reds: int = 0
    """Of the last seven days."""
    median: Fraction | None = None
    base: Fraction | None = None
    indices: tuple[Fraction | None, ...] = ()
    """Of the weeks that are over."""
    verdicts: tuple[str, ...] = ()
    easy: int = 0
    """Days without loading among the last 14, those with fever left out."""


class Known(NamedTuple):
    """What the rows look at on a date; what is not known is False or None."""

    yes: frozenset[str] = frozenset()
    spa: frozenset[str] = frozenset()
    ago: Mapping[str, int] = {}
    """The days since each medicine."""
    lasts: bool = False
    """Whether T05 has held, and nothing ended it."""
    age: int | None = None
    location: str | None = None
    side: str | None = None
    stiffness: int | None = None
    rest_pain: int | None = None
    complaint_days: int = 0
    unseen: bool = False
    sore_mornings: bool = False
    painkillers: int = 0
    course: OfCourse | None = None


LEVELS = {
    "EMERGENCY": "T01",
    "SAME_DAY": "T02 T03 T04 T05 T06 T07 T25",
    "DOCTOR_FIRST": "T08 T09 T10 T11 T12 T14 T15 T16 T18 T24 T26 T29 T30",
    "DOCTOR_SOON": "T13 T17 T22 T27 T31 T33 T34 T36",
    "PHYSIO": "T19 T20 T21 T23 T28 T32 T35 T37 T38",
}
"""Whom to see, and how soon, by each row."""


def rows(known: Known) -> set[str]:
    """Return the rows whose condition holds."""
    held = {row for row, holds in _of_answers(known) if holds}
    course = () if known.course is None else _of_course(known.course)
    return held | {row for row, holds in course if holds}


def _of_answers(known: Known) -> Iterator[tuple[str, bool]]:
    def any_of(signs: str) -> bool:
        return not known.yes.isdisjoint(signs.split())

    others = len(known.yes & {"calf_warm", "calf_red", "calf_throbbing"})
    calf = any_of("calf_swollen") or others >= 2
    heart = any_of("chest_pain coughing_blood") or (any_of("breathless") and calf)
    torn = any_of("snap") and any_of("weak_push_off lost_single_raise")
    maybe = any_of("snap lost_single_raise") and not torn
    hot, wound = any_of("hot_red_tendon"), any_of("wound")
    infected = known.lasts or (any_of("fever unwell") and (hot or wound)) or (hot and wound)
    stiff = known.stiffness is not None and known.stiffness > 30
    site = known.location in ("insertional", "both") or known.side == "both" or stiff
    mild = {"family", "back_pain"}
    yield "T01", heart
    yield "T02", torn
    yield "T03", any_of("gap squeeze_positive")
    yield "T04", calf
    yield "T05", infected
    yield "T06", any_of("cannot_walk_4_steps")
    quinolone = known.ago.get("fluoroquinolone_last", 999)
    yield "T07", quinolone <= 60
    yield "T08", 61 <= quinolone <= 180
    steroid = known.ago.get("oral_steroid_last", 999)
    yield "T09", steroid <= 90 or known.ago.get("tendon_injection_last", 999) <= 84
    yield "T10", known.age is not None and known.age < 18
    yield "T11", any_of("night_pain weight_loss cancer_with_new_pain")
    telling = len(known.spa) > 1 or not known.spa <= mild
    yield "T12", "diagnosed" in known.spa or (telling and site)
    yield "T13", stiff and not known.spa
    yield "T14", any_of("both_heels_unexplained")
    yield "T15", any_of("numbness pinpoint_bone_pain")
    yield "T16", any_of("tendon_rupture_or_surgery diabetic_foot leg_artery_disease effort_limited")
    yield "T17", any_of("tendon_nodules high_cholesterol_family")
    yield "T18", known.rest_pain is not None and known.rest_pain >= 8
    yield "T23", known.complaint_days > 84 and known.unseen
    yield "T24", known.location == "elsewhere"
    yield "T25", any_of("breathless") and not heart
    yield "T26", maybe
    yield "T27", wound and not infected
    yield "T28", any_of("weak_push_off") and not torn and not maybe
    yield "T29", known.sore_mornings
    yield "T30", hot and not infected
    yield "T31", others == 1 and not calf
    yield "T33", known.painkillers >= 14
    yield "T35", known.side == "both" and known.unseen
    yield "T36", len(known.spa) == 1 and known.spa <= mild and site
    yield "T37", any_of("fall_risk")
    yield "T38", any_of("pregnant")


def _of_course(now: OfCourse) -> Iterator[tuple[str, bool]]:
    often = now.reds >= 5 or (now.level == 1 and now.reds >= 3)
    rose = now.median is not None and now.base is not None and now.median >= now.base + 2
    changed, little = stated.meaningful(now.indices) if now.indices else None, False
    first = now.indices[0] if now.indices else None
    if 43 <= now.day <= 84 and len(now.indices) >= 6 and first is not None and first >= 2:
        sixth = now.indices[5]
        fall = None if sixth is None else first - sixth
        little = fall is not None and fall < 1 and 100 * fall < 15 * first
    elif now.day >= 85:
        little = changed is False
    late = next((x for x in reversed(now.indices[-4:]) if x is not None), None)
    high = late is not None and late >= 4
    grew = late is not None and first is not None and first < 2 and late >= first + 2
    daily = now.phase in ("LOAD", "LOAD_PLUS", "EXTEND") and now.level < now.ceiling
    stalled = len(now.verdicts) >= 8 and "PROGRESS" not in now.verdicts[-8:]
    yield "T19", often
    yield "T20", rose
    yield "T21", little
    yield "T22", now.day >= 183 and (changed is False or high or grew)
    yield "T32", daily and stalled and not (often or rose or little)
    yield "T34", now.easy >= 5
