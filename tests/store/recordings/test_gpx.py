"""GPX: tracks of points."""

import datetime as dt
from io import BytesIO

import pytest

from achillescli.errors import UsageError
from achillescli.store.recordings import gpx
from achillescli.store.recordings.recording import Recording
from tests.kit.recordings import START, track, way
from tests.kit.recordings import gpx as written

MINUTE = dt.timedelta(minutes=1)


def read(*tracks: str, **more: str) -> list[Recording]:
    return gpx.read(BytesIO(written(*tracks, **more)))


def refusal(*tracks: str) -> str:
    with pytest.raises(UsageError) as refused:
        read(*tracks)
    return refused.value.key.removeprefix("recording.error.")


def test_the_way_and_its_time_are_added_up_from_the_points() -> None:
    (found,) = read(track(way(minutes=30, m_s=2.8)))
    assert found.km == pytest.approx(5.04, rel=1e-3)
    assert (found.timer_s, found.elapsed_s, found.running_s) == (1800, 1800, 1800)
    assert (found.start, found.is_run) == (START, True)


def test_what_lies_between_segments_is_not_moved_through() -> None:
    later = START + 40 * MINUTE
    (found,) = read(track(way(minutes=10), way(later, minutes=10, lat=0.01)))
    assert (found.timer_s, found.elapsed_s) == (1200, 3000)
    assert found.km == pytest.approx(3.36, rel=1e-3)


def test_standing_still_counts_for_nothing_and_walking_is_no_running() -> None:
    stand = way(START + 10 * MINUTE, minutes=5, m_s=0.0)
    walk = way(START + 20 * MINUTE, minutes=10, m_s=1.4)
    (found,) = read(track(way(minutes=10), stand, walk))
    assert (found.timer_s, found.running_s) == (1200, 600)


def test_the_pace_is_judged_over_half_a_minute() -> None:
    jumps = way(minutes=10, m_s=2.8, every_s=10)
    (found,) = read(track(jumps.replace("</trkpt>", "</trkpt>", 1)))
    assert found.running_s == 600
    (found,) = read(track(way(minutes=0.5, m_s=2.1, every_s=1)))
    assert found.running_s == 30


def test_tracks_that_follow_on_are_one_and_others_are_not() -> None:
    close, far = START + 11 * MINUTE, START + 13 * MINUTE
    assert len(read(track(way(minutes=10)), track(way(close, minutes=10)))) == 1
    both = read(track(way(minutes=10)), track(way(far, minutes=10), sport="walking"))
    assert [one.is_run for one in both] == [True, False]


def test_a_moment_counts_and_not_what_the_clock_showed() -> None:
    """The clocks go back at 01:00 UTC, so that 02:50 is followed by 02:15."""

    def local(moment: dt.datetime) -> str:
        summer = moment < dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC)
        return moment.astimezone(dt.timezone(dt.timedelta(hours=2 if summer else 1))).isoformat()

    night = dt.datetime(2026, 10, 25, 0, 50, tzinfo=dt.UTC)
    (found,) = read(track(way(night, minutes=25, when=local)))
    assert found.timer_s == found.elapsed_s == 1500
    assert found.start.utcoffset() == dt.timedelta(hours=2)


UNTIMED = "<trkpt lat='0' lon='0'/>"
REFUSED = {
    "nothing": (track(), track(way(minutes=0)), track(UNTIMED), ""),
    "times": (track(UNTIMED * 9), track(UNTIMED * 9 + way(minutes=0.5))),
    "positions": (track("<trkpt><time>2026-12-08T17:00:00Z</time></trkpt>" * 3),),
}


@pytest.mark.parametrize(
    ("key", "inside"), [(key, one) for key, every in REFUSED.items() for one in every]
)
def test_what_is_no_recording_is_refused(key: str, inside: str) -> None:
    assert refusal(inside) == key


def test_a_track_without_times_beside_one_with_them_is_left_out() -> None:
    (found,) = read(track(UNTIMED * 2, sport="walking"), track(way(minutes=10)))
    assert (found.timer_s, found.sport) == (600, "running")


ODD = {
    "no type": (track(way(minutes=1), sport=""), ""),
    "the older version": (track(way(minutes=1)), "running"),
    "a place beyond the earth": (track("<trkpt lat='x' lon='999'/>" + way(minutes=1)), "running"),
}


@pytest.mark.parametrize(("inside", "sport"), ODD.values(), ids=ODD)
def test_what_is_odd_is_read(inside: str, sport: str) -> None:
    root = '<gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0">'
    (found,) = read(inside, root=root)
    assert (found.sport, found.timer_s) == (sport, 60)


def test_far_south_and_west_is_as_far() -> None:
    points = way(minutes=1, m_s=2.8).replace('lon="0', 'lon="-0')
    (found,) = read(track(points.replace('lat="0.0"', 'lat="-60.0"')))
    assert found.km == pytest.approx(0.084, rel=1e-2)
