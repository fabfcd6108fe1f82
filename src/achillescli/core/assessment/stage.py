"""The three stages of a complaint, never merged into one label."""

import datetime as dt
from typing import Literal, NamedTuple

from ..log.answers import Answers, Complaint, RedFlags

TimePhase = Literal["EARLY", "ACUTE", "SUBACUTE", "CHRONIC"]
EARLY_DAYS = 7
ACUTE_DAYS = 42
SUBACUTE_DAYS = 84
"""The last day after the onset of each time phase (STAGE)."""
RECURRENCE_DAYS = 365
"""An episode that ended so long before the onset makes it acute on chronic (STAGE)."""
RUPTURED = 4
"""The symptom stage of what fits a rupture (STAGE)."""
DAILY_PAIN = 3
"""Daily pain of this much with a thickened tendon is the third symptom stage (STAGE); NRS."""


class Stage(NamedTuple):
    """How long, how far, and how the tendon is treated."""

    time_phase: TimePhase
    acute_on_chronic: bool
    symptom_stage: int
    treat_as: Literal["midportion", "insertional"]


def stage(answers: Answers, date: dt.date) -> Stage:
    """Return the three stages on a date, from one set of answers."""
    complaint = answers.complaint
    return Stage(
        time_phase=time_phase(complaint.onset, date),
        acute_on_chronic=_acute_on_chronic(complaint, date),
        symptom_stage=symptom_stage(answers),
        treat_as=treat_as(complaint),
    )


def time_phase(onset: dt.date, date: dt.date) -> TimePhase:
    """Return how long the complaint exists."""
    days = (date - onset).days
    if days <= EARLY_DAYS:
        return "EARLY"
    if days <= ACUTE_DAYS:
        return "ACUTE"
    return "SUBACUTE" if days <= SUBACUTE_DAYS else "CHRONIC"


def _acute_on_chronic(complaint: Complaint, date: dt.date) -> bool:
    earlier = complaint.previous_episode_end
    return (
        (date - complaint.onset).days <= ACUTE_DAYS
        and earlier is not None
        and 0 <= (complaint.onset - earlier).days <= RECURRENCE_DAYS
    )


def treat_as(complaint: Complaint) -> Literal["midportion", "insertional"]:
    """Return midportion only when that is certain; everything else keeps off the step."""
    return "midportion" if complaint.location == "midportion" else "insertional"


def ruptured(flags: RedFlags) -> bool:
    """Whether the answers themselves fit a rupture (T02, T03)."""
    weak = flags.weak_push_off or flags.lost_single_raise
    return bool((flags.snap and weak) or flags.gap or flags.squeeze_positive)


def symptom_stage(answers: Answers) -> int:
    """Return the symptom stage 0 to 4 of one set of answers, the highest that fits."""
    complaint = answers.complaint
    if ruptured(answers.red_flags):
        return RUPTURED
    thick = complaint.thickened and (complaint.daily_pain or 0) >= DAILY_PAIN
    if complaint.sport_possible == "no" or thick:
        return 3
    if (complaint.sport_pain or 0) >= 1 or (complaint.after_sport_pain or 0) >= 1:
        return 2
    stiff = (complaint.stiffness_min or 0) >= 1
    if (complaint.morning_pain or 0) >= 1 or complaint.startup_trouble or stiff:
        return 1
    return 0
