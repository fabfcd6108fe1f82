"""One activity as a file has it, and what is wrong with it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from achillescli.store.recordings.recording import Lap, Recording, fault, number, running_s
from tests.kit.each import each
from tests.kit.recordings import START

NOW = dt.datetime(2026, 12, 10, 12, 0, tzinfo=dt.UTC)
SPORTS = {
    True: (
        *("running", "Run", "Trail Run", "trail_running", "Virtual Run", "Treadmill Running", "9"),
        *("Lauf", "Laufen", "Traillauf", "Hardlopen", "Hardloopsessie", "Course à pied"),
        *("Course", "Carrera", "Carrera de montaña", "Correr", "Loopband hardlopen"),
    ),
    False: (
        *("cycling", "Walking", "Radfahrt", "Fietsrit", "Skilanglauf", "Schlittschuhlaufen"),
        *("training", "Crunch", "Parcours", "Wandeling", "Marche", "Wandern", "1"),
    ),
    None: ("", " ", "Other", "unknown", "generic"),
}


@each(("is_run", "word"), [(is_run, word) for is_run, words in SPORTS.items() for word in words])
def test_a_run_is_known_by_its_word(is_run: bool | None, word: str) -> None:
    assert Recording("gpx", word, START, 60).is_run is is_run


def recording(**changes: Any) -> Recording:
    return Recording("gpx", "run", START, 1800, km=5)._replace(**changes)


FAULTS = {
    "": {},
    "early": {"start": START.replace(year=1999)},
    "future": {"start": NOW + dt.timedelta(hours=2)},
    "still": {"timer_s": 4.9},
    "long": {"timer_s": 86_401},
    "fast": {"km": 13.6},
}


@pytest.mark.parametrize(("key", "changes"), FAULTS.items())
def test_what_makes_a_run_unusable(key: str, changes: dict[str, Any]) -> None:
    assert fault(recording(**changes), NOW) == key


def test_what_is_just_usable() -> None:
    for changes in (
        {"start": NOW + dt.timedelta(minutes=59)},
        {"start": START.replace(year=2000)},
        {"start": START.replace(tzinfo=None)},
        {"start": None},
        {"timer_s": 5, "km": 0.01},
        {"km": 13.5},
        {"km": None},
    ):
        assert fault(recording(**changes), NOW) == ""
    assert fault(recording(elapsed_s=3 * 86_400 + 1), NOW) == "long"


LAPS = {
    "one at exactly 2 m/s is run": ([(60, 120)], 60),
    "a slower one is walked": ([(60, 120), (60, 119)], 60),
    "one without metres, beside others with, is walked": ([(60, 120), (60, None)], 60),
    "one without time is no lap": ([(60, 120), (0, 0)], 120),
    "nothing measured tells nothing": ([(60, None), (60, 0)], None),
}


@pytest.mark.parametrize(("laps", "expected"), LAPS.values(), ids=LAPS)
def test_what_of_the_timer_was_run(
    laps: Sequence[tuple[int, int | None]], expected: int | None
) -> None:
    timer_s = 120 if len(laps) > 1 else 60
    assert running_s([Lap(*one) for one in laps], timer_s) == expected


def test_laps_longer_than_the_timer_leave_nothing() -> None:
    assert running_s([Lap(100, 1)], 60) == 0


@pytest.mark.parametrize("text", ["-1", "nan", "inf", "1e999", "", "x"])
def test_no_number_is_read_from(text: str) -> None:
    assert number(text) is None
