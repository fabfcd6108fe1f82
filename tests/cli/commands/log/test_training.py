"""Runs, other activities and checks."""

from typing import Any

import pytest

from achillescli.words import LANGUAGES
from tests.kit.logbook import Logbook

STORED = {
    "log run 5km 30min --pain 2": {"kind": "run", "km": 5.0, "minutes": 30, "pain": 2},
    "log run 30min": {"kind": "run", "minutes": 30},
    "log run 30 min 5,2 km --rpe 5 --limped --after 3": {
        "kind": "run",
        "km": 5.2,
        "minutes": 30,
        "rpe": 5,
        "limped": True,
        "after": 3,
    },
    "log activity cycling 30min": {"kind": "activity", "activity": "cycling", "minutes": 30},
    "log activity aqua jogging 20min --pain 0": {
        "kind": "activity",
        "activity": "aqua jogging",
        "minutes": 20,
        "pain": 0,
    },
    "log check --start-test 3": {"kind": "check", "start_test_pain": 3},
    "log check --start-test unable": {"kind": "check", "start_test_pain": "unable"},
    "log check --raises 20 25 --hop 1 --walk 2": {
        "kind": "check",
        "raises_left": 20,
        "raises_right": 25,
        "hop_pain": 1,
        "walk_pain": 2,
    },
    "log check --raises - 25": {"kind": "check", "raises_right": 25},
    "log check --knee-to-wall 9,5 10cm": {
        "kind": "check",
        "knee_to_wall_left_cm": 9.5,
        "knee_to_wall_right_cm": 10.0,
    },
    "log check --visa-a 62 --tendins-a 40": {"kind": "check", "visa_a": 62, "tendins_a": 40},
    "log check --faam 88 --variant Dutch": {"kind": "check", "faam": 88, "variant": "Dutch"},
    "log check --activity stairs=6 --activity 10=0": {
        "kind": "check",
        "activities": ({"name": "stairs", "score": 6}, {"name": "10", "score": 0}),
    },
}


@pytest.mark.parametrize(("line", "fields"), STORED.items())
def test_what_is_typed_is_stored(book: Logbook, line: str, fields: dict[str, Any]) -> None:
    assert "Saved: " in book.type(line)
    assert book.fields() == fields


REFUSED = {
    "log run": "amounts",
    "log run 5km": "amounts",
    "log run fast 30min": "amounts",
    "log run 30": "amounts",
    "log run 0min": "amounts",
    "log run 5km 0min": "amounts",
    "log activity cycling 0min": "activity",
    "log activity 30min cycling": "activity",
    "log activity cycling 30": "activity",
    "log activity cycling 30min 20min": "activity",
    "log run 2:30": "clock",
    "log run 5.123km 30min": "decimal",
    "log run 5km -30min": "amounts",
    "log run 5km 30min --pain 11": "score",
    "log run 5km 30min --rpe 3.5": "score",
    "log activity 30min": "activity",
    "log activity cycling": "activity",
    "log activity cycling 5km": "activity",
    "log activity cycling 5km 30min": "activity",
    "log activity cycling 30min --pain x": "score",
    "log check": "check",
    "log check --raises - -": "check",
    "log check --start-test 11": "start_test",
    "log check --start-test no": "start_test",
    "log check --hop 11": "score",
    "log check --raises 20 1001": "whole",
    "log check --raises 20 2.5": "whole",
    "log check --knee-to-wall 9 51": "decimal",
    "log check --visa-a 101": "whole",
    "log check --tendins-a -1": "whole",
    "log check --faam 101": "whole",
    "log check --variant Dutch": "variant",
    "log check --hop 1 --variant Dutch": "variant",
    "log check --visa-a 62 --faam 88 --variant Dutch": "variant",
    "log check --activity stairs": "own",
    "log check --activity =6": "own",
    "log check --activity stairs=": "score",
    "log check --activity stairs=11": "score",
    "log check --activity a=1 --activity b=1 --activity c=1 --activity d=1": "own",
    "log check --activity stairs=6,running=8": "own_each",
    "log check --activity stairs=6 --activity Stairs=4": "own_twice",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("line", "reason"), REFUSED.items())
def test_what_makes_no_sense_is_refused_in_one_sentence(
    book: Logbook, line: str, reason: str, language: str
) -> None:
    assert book.refused(line, language=language) == f"log.error.{reason}"


def test_a_name_is_at_most_100_characters(book: Logbook) -> None:
    assert book.refused("log activity", "a" * 101, "30min") == "log.error.text"


def test_an_activity_of_ones_own_is_told_back_as_it_was_typed(book: Logbook) -> None:
    assert "a = b: 3, run 10 km: 6" in book.type(
        "log check --activity", "a = b=3", "--activity", " run 10 km = 6"
    )
    assert book.fields()["activities"][1]["name"] == "run 10 km"
    assert book.refused("log check --activity", "a" * 101 + "=3") == "log.error.text"


def test_scores_of_two_activities_on_one_day_add_up(book: Logbook) -> None:
    book.type("log check --activity stairs=6")
    assert "already logged" not in book.type("log check --activity kneeling=6")


def test_numbers_are_told_back_as_people_write_them(book: Logbook) -> None:
    assert "30 min, 5.2 km" in book.type("log run 5,2km 30min")
    assert "30 min, 5,2 km" in book.type("log run 5.2km 30min", language="nl")
