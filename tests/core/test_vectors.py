"""The reference courses and assessments, worked out by someone else from the same rules."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import pytest

from achillescli.core import course
from achillescli.core.assessment import risk, stage
from achillescli.core.log import corrections, entries
from achillescli.core.log.answers import missing
from achillescli.render.data import day as data
from tests.kit.course_kit import PROTOCOL
from tests.kit.each import each
from tests.kit.places import VECTORS


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (VECTORS / name).read_text("utf-8").splitlines()]


def assessment(answers: dict[str, Any]) -> entries.Assessment:
    table = {"id": "first", "kind": "assessment", "date": answers["date"], "answers": answers}
    found = entries.parse_json(table)
    assert isinstance(found, entries.Assessment)
    return found


COURSES = lines("courses.jsonl")
ASSESSMENTS = lines("assessments.jsonl")


def test_there_are_as_many_as_there_were() -> None:
    assert (len(COURSES), len(ASSESSMENTS)) == (240, 150)


def concluded(first: entries.Assessment) -> dict[str, Any]:
    gaps = missing(first.answers.red_flags)
    if gaps:
        return {"missing": list(gaps)}
    replay = course.replay((first,), PROTOCOL, first.date)
    points, stages = risk.factors(first.answers, first.date), stage.stage(first.answers, first.date)
    day = replay.states[-1] if replay.states else None
    return {
        "triage": data.triage(replay.standing.referral, replay.standing.rows),
        "risk": {
            "points": points.points,
            "band": points.band,
            "factors": [factor.id for factor in points.factors],
        },
        "stage": {
            "time_phase": stages.time_phase,
            "acute_on_chronic": stages.acute_on_chronic,
            "symptom_stage": stages.symptom_stage,
            "treat_as": stages.treat_as,
        },
        "start_level": day and str(day.level),
        "start_test_asked": bool(day and day.start_test_asked),
    }


@each("vector", ASSESSMENTS)
def test_assessment(vector: Mapping[str, dict[str, Any]]) -> None:
    assert concluded(assessment(vector["answers"])) == vector["expected"]


@pytest.mark.hazard("H16")
@pytest.mark.parametrize("vector", COURSES, ids=[vector["name"] for vector in COURSES])
def test_course(vector: dict[str, Any]) -> None:
    logged = [
        entries.parse_json({"id": f"e{n}", **entry}) for n, entry in enumerate(vector["entries"])
    ]
    log = corrections.log_of([assessment(vector["answers"]), *logged])
    replay = course.replay(log, PROTOCOL, dt.date.fromisoformat(vector["until"]))
    found = {state.date.isoformat(): state for state in replay.states}
    wanted = {day["date"]: day for day in vector["expected"]}
    if vector["days"] == "all":
        assert list(found) == list(wanted)
    assert {on: data.as_values(found[on]) for on in wanted if on in found} == wanted
