"""The questionnaire as a value: its order, what each question fills, and when it is asked."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

from ..assessment.risk import MIDDLE_AGE
from ..assessment.stage import ACUTE_DAYS, EARLY_DAYS
from ..log.answers import Spa
from ..programme.stop import too_much

Kind = Literal[
    "signs", "ever", "spa", "marks", "score", "count", "pair", "one", "day", "text", "start_test"
]
Given = Mapping[str, Any]
"""Answers by their dotted name, such as "complaint.onset"; what was not asked is absent."""

SPA: tuple[str, ...] = get_args(Spa)


@dataclass(frozen=True, slots=True)
class Question:
    """One prompt: the answers that it fills, what may be typed, lowest and highest number."""

    name: str
    kind: Kind
    fields: tuple[str, ...]
    values: tuple[str, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()
    optional: bool = False
    never: bool = False


@dataclass(frozen=True)
class Situation:
    """The answers so far, the date, and what the triage makes of them."""

    given: Given
    date: dt.date
    triage: Callable[[Given], bool]

    @cached_property
    def blocked(self) -> bool:
        """Whether the answers so far block the programme."""
        return self.triage(self.given)

    def days_since(self, field: str) -> int | None:
        """Return the days since a date that was given; None when it was not."""
        date = self.given.get(field)
        return (self.date - date).days if isinstance(date, dt.date) else None

    def within(self, field: str, days: int) -> bool:
        """Whether a given date lies at most so many days back."""
        since = self.days_since(field)
        return since is not None and since <= days


def _of(section: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{section}.{name}" for name in names)


def _signs(name: str, *flags: str) -> Question:
    return Question(name, "signs", _of("red_flags", *flags))


def _marks(name: str, section: str, *names: str) -> Question:
    return Question(name, "marks", _of(section, *names))


def _one(field: str, *values: str) -> Question:
    return Question(_name(field), "one", (field,), values)


def _score(field: str) -> Question:
    return Question(_name(field), "score", (field,), ranges=((0, 10),))


def _day(field: str, *, optional: bool = False, never: bool = False) -> Question:
    return Question(_name(field), "day", (field,), optional=optional, never=never)


def _text(field: str) -> Question:
    return Question(_name(field), "text", (field,), optional=True)


def _count(field: str, high: int = 1000) -> Question:
    return Question(_name(field), "count", (field,), ranges=((0, high),))


def _pair(
    name: str, fields: tuple[str, ...], *ranges: tuple[int, int], optional: bool = True
) -> Question:
    return Question(name, "pair", fields, ranges=ranges, optional=optional)


def _name(field: str) -> str:
    return field.partition(".")[2]


_MANY = (0, 1000)
_KM = (0, 1000)
"""The least and the most that is taken for a count, and for a distance."""
_MEDICINES = ("fluoroquinolone_last", "oral_steroid_last", "tendon_injection_last")

QUESTIONS = (
    _signs(
        "tendon",
        "snap",
        "weak_push_off",
        "lost_single_raise",
        "gap",
        "squeeze_positive",
        "cannot_walk_4_steps",
    ),
    _signs(
        "calf",
        "calf_swollen",
        "calf_warm",
        "calf_red",
        "calf_throbbing",
        "breathless",
        "chest_pain",
        "coughing_blood",
    ),
    _signs("infection", "fever", "unwell", "hot_red_tendon", "wound"),
    Question("medicines", "ever", _of("red_flags", *_MEDICINES)),
    *(_day(field, never=True) for field in _of("red_flags", *_MEDICINES)),
    _signs(
        "general",
        "night_pain",
        "weight_loss",
        "cancer_with_new_pain",
        "both_heels_unexplained",
        "numbness",
        "pinpoint_bone_pain",
    ),
    _signs(
        "history",
        "tendon_rupture_or_surgery",
        "diabetic_foot",
        "leg_artery_disease",
        "tendon_nodules",
        "high_cholesterol_family",
        "effort_limited",
        "fall_risk",
        "pregnant",
    ),
    Question("spa", "spa", ("red_flags.spa",), SPA),
    _count("person.age", 120),
    _one("person.sex", "male", "female", "unspecified"),
    _one("complaint.side", "left", "right", "both"),
    _one("complaint.location", "midportion", "insertional", "both", "unsure", "elsewhere"),
    _day("complaint.onset"),
    _day("complaint.previous_episode_end", optional=True),
    _score("complaint.morning_pain"),
    _count("complaint.stiffness_min", 1440),
    _score("complaint.daily_pain"),
    _score("complaint.rest_pain"),
    _marks("complaint", "complaint", "startup_trouble", "thickened", "seen_professional"),
    _one("complaint.sport_possible", "yes", "reduced", "no"),
    _score("complaint.sport_pain"),
    _score("complaint.after_sport_pain"),
    _text("complaint.sport"),
    _text("complaint.goal"),
    _day("complaint.last_run", never=True),
    _pair("longest_run", _of("risk", "longest_run_30d_km", "last_or_next_run_km"), _KM, _KM),
    _pair("runs", _of("risk", "runs_last_7d", "runs_previous_28d"), _MANY, _MANY, optional=False),
    _pair("size", _of("person", "height_cm", "weight_kg"), (50, 275), (20, 500)),
    _pair(
        "knee_to_wall",
        _of("tests", "knee_to_wall_left_cm", "knee_to_wall_right_cm"),
        (0, 50),
        (0, 50),
    ),
    _marks(
        "body",
        "risk",
        "achilles_last_12m",
        "other_tendinopathy_or_fracture",
        "foot_deviation",
        "metabolic",
        "stiff_ankle",
    ),
    _marks(
        "training",
        "risk",
        "technique_changed",
        "intensity_jump",
        "hard_days_clustered",
        "cold_without_warm_clothing",
        "load_unchanged",
    ),
    _count("risk.calf_training_per_week"),
    _count("risk.alcohol_per_week"),
    Question("start_test", "start_test", ("tests.start_test_pain",), optional=True),
    _pair("raises", _of("tests", "raises_left", "raises_right"), _MANY, _MANY),
)
"""In the order in which they are asked: warning signs first, tests last."""


def _may_be_tested(now: Situation) -> bool:
    ill = now.given.get("red_flags.fever") or now.given.get("red_flags.unwell")
    return not (ill or now.within("complaint.onset", EARLY_DAYS) or now.blocked)


def _may_be_raised(now: Situation) -> bool:
    """Whether heel raises are not too much, by the start test just done."""
    pain = now.given.get("tests.start_test_pain", 0)
    return pain != "unable" and not too_much(pain) and _may_be_tested(now)


_ASKED_IF: dict[str, Callable[[Situation], bool]] = {
    **{
        field: lambda now, field=field: now.given.get(field) is not False  # type: ignore[misc]
        for field in _of("red_flags", *_MEDICINES)
    },
    "complaint.previous_episode_end": lambda now: now.within("complaint.onset", ACUTE_DAYS),
    "complaint.sport_pain": lambda now: now.given.get("complaint.sport_possible") != "no",
    "complaint.after_sport_pain": lambda now: now.given.get("complaint.sport_possible") != "no",
    "risk.longest_run_30d_km": lambda now: now.within("complaint.last_run", 30),
    "risk.last_or_next_run_km": lambda now: now.within("complaint.last_run", 30),
    "risk.runs_last_7d": lambda now: now.within("complaint.last_run", 7),
    "risk.runs_previous_28d": lambda now: now.within("complaint.last_run", 7),
    "risk.intensity_jump": lambda now: now.within("complaint.last_run", 28),
    "risk.stiff_ankle": lambda now: not any("knee_to_wall" in field for field in now.given),
    "risk.load_unchanged": lambda now: now.given.get("person.age", 0) >= MIDDLE_AGE,
    "risk.calf_training_per_week": lambda now: now.given.get("risk.load_unchanged") is True,
    "tests.start_test_pain": _may_be_tested,
    "tests.raises_left": _may_be_raised,
    "tests.raises_right": _may_be_raised,
}
"""The answers that an earlier answer can make pointless, or a test unwise."""


def open_fields(question: Question, now: Situation) -> tuple[str, ...]:
    """Return the answers that a question asks for now; none when it is pointless."""
    return tuple(
        field for field in question.fields if field not in _ASKED_IF or _ASKED_IF[field](now)
    )


def upcoming(answered: Mapping[str, object], now: Situation) -> Question | None:
    """Return the first question that was not answered and still has a point."""
    open_ones = (question for question in QUESTIONS if question.name not in answered)
    return next((question for question in open_ones if open_fields(question, now)), None)


def is_of_the_day(question: Question) -> bool:
    """Whether the answer holds only on the day on which it is given."""
    return question.kind in ("score", "start_test") or question.name == "stiffness_min"


def is_screening(question: Question) -> bool:
    """Whether a question asks for warning signs."""
    return question.fields[0].startswith("red_flags.")


def has_decimals(field: str) -> bool:
    """Whether an answer is a measure rather than a count."""
    return field.endswith(("_cm", "_kg", "_km"))
