"""Exercises in each language, with their own numbers filled in."""

import pytest

from achillescli.core.library.exercise import Exercise

TOLD = {
    "name": "Hop test",
    "short": "Hops",
    "cue": "{reps} hops",
    "muscle": "calf",
    "equipment": "a floor",
    "steps": ["Hop {reps} times.", "Note the pain."],
}
TABLE = {"id": "hop-test", "kind": "test", "cites": [], "numbers": {"reps": 20}}


def test_the_numbers_of_a_test_fill_its_words() -> None:
    exercise = Exercise.of(TABLE | {"en": TOLD, "nl": TOLD | {"name": "Hinkeltest"}})
    assert exercise.cue("en") == "20 hops"
    assert exercise.steps("nl") == ("Hop 20 times.", "Note the pain.")
    assert (exercise.name("en"), exercise.name("nl")) == ("Hop test", "Hinkeltest")
    assert exercise.short("en") == "Hops"
    assert (exercise.contraction, exercise.knee) == ("", "")


def test_an_exercise_says_what_it_is_and_where_it_comes_from() -> None:
    cite = {"source": "alfredson-1998", "where": "table 1", "mark": "F"}
    drop = {"id": "heel-drop", "kind": "loading", "contraction": "eccentric", "knee": "bent"}
    exercise = Exercise.of(TABLE | drop | {"cites": [cite], "en": TOLD, "nl": TOLD})
    assert (exercise.id, exercise.kind) == ("heel-drop", "loading")
    assert (exercise.contraction, exercise.knee) == ("eccentric", "bent")
    assert exercise.numbers == {"reps": 20}
    assert [found.source for found in exercise.cites] == ["alfredson-1998"]


def test_levels_and_range_are_told_where_there_are_any() -> None:
    told = TOLD | {"level": {"L1": "both feet"}, "rom": {"floor": "never lower"}}
    exercise = Exercise.of(TABLE | {"en": told, "nl": TOLD})
    assert exercise.told["en"].level == {"L1": "both feet"}
    assert exercise.told["en"].rom == {"floor": "never lower"}
    assert (exercise.told["nl"].level, exercise.told["nl"].rom) == ({}, {})


def test_a_number_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        Exercise.of({"id": "x", "kind": "test", "cites": [], "en": TOLD, "nl": TOLD})
