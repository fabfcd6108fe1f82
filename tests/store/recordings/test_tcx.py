"""TCX: activities with laps."""

from io import BytesIO
from typing import Any

import pytest

from achillescli.errors import UsageError
from achillescli.store.recordings import tcx
from achillescli.store.recordings.recording import Recording
from tests.kit.recordings import START
from tests.kit.recordings import tcx as written


def only(*laps: tuple[int, float | None], **more: Any) -> Recording:
    (found,) = tcx.read(BytesIO(written(*laps, **more)))
    return found


def test_laps_are_added_up() -> None:
    found = only((10, 2), (5, 0.5), (10, 2))
    assert (found.timer_s, found.km, found.running_s) == (1500, 4.5, 1200)
    assert (found.start, found.is_run, found.elapsed_s) == (START, True, 1500)
    assert found.notes == ()


def test_the_distance_of_a_point_is_not_that_of_its_lap() -> None:
    assert only((10, None)).km is None


def test_points_that_end_too_soon_are_told_and_the_laps_count() -> None:
    found = only((30, 5), points_min=20)
    assert (found.timer_s, found.notes) == (1800, ("points_end",))
    assert only((30, 5), points_min=29.5).notes == ()


def test_without_laps_nothing_is_there() -> None:
    with pytest.raises(UsageError) as refused:
        only()
    assert refused.value.key == "recording.error.nothing"


@pytest.mark.parametrize(("sport", "is_run"), [("Biking", False), ("Other", None)])
def test_another_sport_is_told(sport: str, is_run: bool | None) -> None:
    assert only((10, 2), sport=sport).is_run is is_run


def test_several_activities_stay_apart() -> None:
    one = written((10, 2))
    start, end = one.index(b"<Activity "), one.index(b"</Activities>")
    both = one[:end] + one[start:end].replace(b"Running", b"Biking") + one[end:]
    assert [found.is_run for found in tcx.read(BytesIO(both))] == [True, False]


def test_a_date_that_is_none_leaves_the_start_open() -> None:
    raw = written((10, 2)).replace(b"2026-12-08T17:00:00Z", b"Dec 8 2026, 17:00")
    (found,) = tcx.read(BytesIO(raw))
    assert (found.timer_s, found.start.minute) == (600, 10)
