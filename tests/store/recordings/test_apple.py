"""Apple Health: the workouts of an export."""

from io import BytesIO

import pytest

from achillescli.store.recordings import apple
from achillescli.store.recordings.recording import Recording
from tests.kit.recordings import START, workout
from tests.kit.recordings import apple as written


def only(inside: str) -> Recording:
    (found,) = apple.read(BytesIO(written(inside, dtd="")))
    return found


def test_a_workout_has_its_duration_without_pauses() -> None:
    found = only(workout(minutes=28.5, km=4.62))
    assert (found.timer_s, found.elapsed_s, found.km) == (1710, 1830, 4.62)
    assert (found.start, found.zone, found.is_run) == (START, "Europe/Amsterdam", True)


OLDER = (
    '<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="{duration}" '
    'durationUnit="{unit}" totalDistance="{km}" totalDistanceUnit="{far}" '
    'startDate="2026-12-08 18:00:00 +0100" endDate="2026-12-08 18:30:00 +0100"/>'
)
UNITS = {
    ("30", "min", "5", "km"): 5,
    ("1800", "sec", "5", "mi"): 8.04672,
    ("0.5", "hr", "5", "x"): None,
}


@pytest.mark.parametrize(("typed", "km"), UNITS.items())
def test_older_exports_have_their_distance_beside_it(
    typed: tuple[str, ...], km: float | None
) -> None:
    found = only(OLDER.format(**dict(zip(("duration", "unit", "km", "far"), typed, strict=True))))
    assert (found.timer_s, found.km, found.zone) == (1800, pytest.approx(km) if km else None, "")


def test_other_workouts_are_told_and_records_are_passed_over() -> None:
    found = apple.read(BytesIO(written(workout(), workout(sport="Walking"), dtd="")))
    assert [one.is_run for one in found] == [True, False]
    assert apple.read(BytesIO(written(dtd=""))) == []


def test_a_date_that_is_none_leaves_the_start_open() -> None:
    assert only(workout().replace("startDate=", "begin=")).start is None
