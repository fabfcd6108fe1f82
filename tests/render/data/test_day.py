"""Days for machines."""

import json

from achillescli.render.data import day as data
from tests.kit.course_kit import Log

KEYS = [
    "date",
    "day",
    "week",
    "phase",
    "blocked",
    "triage",
    "level",
    "dose_level",
    "load_kg",
    "rom",
    "sessions",
    "adaptation",
    "colour_yesterday",
    "colour_rule",
    "decision",
    "break",
    "start_test_asked",
    "symptom_stage",
    "concentric",
    "running",
    "next_run",
    "checkin_due",
]


def test_a_day_has_its_keys_in_their_order() -> None:
    day = data.as_values(Log().days("1/1*8").day(8))
    assert list(day) == KEYS
    assert json.loads(json.dumps(day, allow_nan=False)) == day


def test_a_decision_is_week_verdict_and_rule() -> None:
    assert data.as_values(Log().days("1/1*8").day(8))["decision"] == {
        "week": 1,
        "verdict": "HOLD",
        "rule": "W3",
    }


def test_a_load_is_a_number_with_a_point() -> None:
    assert json.dumps(data.as_values(Log().day(1))["load_kg"]) == "0.0"


def test_a_blocked_day_names_its_rows() -> None:
    day = data.as_values(Log().flag(3, chest_pain=True).day(3))
    assert (day["blocked"], day["sessions"]) == (True, [])
    assert day["triage"] == {"level": "EMERGENCY", "rows": ["T01"]}


def test_before_day_one_there_is_no_day() -> None:
    blocked = Log(chest_pain=True).until(1)
    assert data.before_day_one(blocked) == {
        "date": "2026-01-05",
        "blocked": True,
        "triage": {"level": "EMERGENCY", "rows": ["T01"]},
        "day": None,
    }
