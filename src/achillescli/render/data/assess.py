"""`assess --json`: what the rules make of an assessment as plain values."""

from collections.abc import Sequence
from typing import Any

from ...core.views.assessment import AssessmentResult
from .day import triage


def as_values(result: AssessmentResult) -> dict[str, Any]:
    """Return the triage, the risk factors, the stage and the level to start at."""
    standing, risk, stage = result.replay.standing, result.risk, result.stage
    return {
        "triage": triage(standing.referral, standing.rows),
        "risk": {
            "points": risk.points,
            "band": risk.band,
            "factors": [factor.id for factor in risk.factors],
        },
        "stage": {
            "time_phase": stage.time_phase,
            "acute_on_chronic": stage.acute_on_chronic,
            "symptom_stage": stage.symptom_stage,
            "treat_as": stage.treat_as,
        },
        "start_level": result.level,
        "start_test_asked": result.start_test_asked,
    }


def missing(unanswered: Sequence[str]) -> dict[str, Any]:
    """Return the warning signs that were not answered."""
    return {"missing": list(unanswered)}
