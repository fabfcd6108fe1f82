"""GPX: tracks of points, of which neither pauses nor distance are written down."""

import datetime as dt
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from ...errors import UsageError
from . import xml
from .recording import RUNNING_M_S, Recording, moment, number, seconds

_EARTH_M = 6_371_000.0
_MOVING_M_S = 1 / 3.6
"""From 1 km/h on a stretch counts as movement."""
_WINDOW_S = 30.0
"""Over so many seconds a pace is judged, since single points jump."""
_FOLLOWS_S = 120.0
"""A track that begins so soon after the one before goes on with it."""
_MOST_DEGREES = 180.0


@dataclass
class _Track:
    """What is added up of a track as its points are read."""

    sport: str = ""
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    metres: float = 0
    moving_s: float = 0
    running_s: float = 0
    _before: tuple[float, float, dt.datetime | None] | None = None
    _window: list[float] = field(default_factory=lambda: [0.0, 0.0])
    """The moving seconds and the metres since the pace was judged."""

    def end_segment(self) -> None:
        """Leave the place; what comes next is not joined to it."""
        self._before = None
        self._judge()

    def add(self, lat: float, lon: float, time: dt.datetime | None) -> None:
        """Take in one point more."""
        if self._before:
            metres = _distance_m(self._before[0], self._before[1], lat, lon)
            self.metres += metres
            if time and self._before[2]:
                self._move(metres, seconds(self._before[2], time))
        self._before = lat, lon, time
        if time:
            self.first = self.first or time
            self.last = time

    def _move(self, metres: float, took_s: float) -> None:
        if took_s <= 0 or metres < _MOVING_M_S * took_s:
            return
        self.moving_s += took_s
        self._window[0] += took_s
        self._window[1] += metres
        if self._window[0] >= _WINDOW_S:
            self._judge()

    def _judge(self) -> None:
        took_s, metres = self._window
        if metres >= RUNNING_M_S * took_s:
            self.running_s += took_s
        self._window = [0.0, 0.0]

    def join(self, other: "_Track") -> None:
        """Go on with a track that follows."""
        self.sport = self.sport or other.sport
        self.last = other.last
        self.metres += other.metres
        self.moving_s += other.moving_s
        self.running_s += other.running_s


@dataclass
class _Points:
    """How many points there are, with a place, and with a time too."""

    every: int = 0
    placed: int = 0
    timed: int = 0

    def check(self) -> None:
        """Refuse what is no recording of a way.

        Raises:
            UsageError: there are no points, or most have no place or no time.
        """
        if self.every < 2:
            raise UsageError("recording.error.nothing")
        if self.placed < 2:
            raise UsageError("recording.error.positions")
        if self.timed * 2 < self.placed:
            raise UsageError("recording.error.times")


def read(stream: xml.Readable) -> list[Recording]:
    """Return the tracks of a file that have times; those that follow on each other are one.

    Raises:
        UsageError: there is no track, or it has no positions or no times.
    """
    tracks: list[_Track] = []
    points = _Points()
    for step in xml.steps(stream, {"trkpt"}):
        match step.event, step.above, step.name:
            case "start", _, "trk":
                tracks.append(_Track())
            case "end", _, "trkpt" if tracks:
                _take(step, tracks[-1], points)
            case "end", _, "trkseg" if tracks:
                tracks[-1].end_segment()
            case "end", "trk", "type":
                tracks[-1].sport = step.said
            case _:
                pass
    points.check()
    return [_recording(track) for track in _joined_tracks(tracks)]


def _take(step: xml.Step, track: _Track, points: _Points) -> None:
    """Take in a point, which may lack its place or its time."""
    lat, lon = (_degrees(step.element.get(name)) for name in ("lat", "lon"))
    time = moment(step.text("time"))
    points.every += 1
    if lat is not None and lon is not None:
        points.placed += 1
        points.timed += time is not None
        track.add(lat, lon, time)


def _joined_tracks(tracks: list[_Track]) -> list[_Track]:
    found: list[_Track] = []
    for track in tracks:
        if not track.first or not track.last:
            continue
        before = found[-1].last if found else None
        if before and 0 <= seconds(before, track.first) <= _FOLLOWS_S:
            found[-1].join(track)
        else:
            found.append(track)
    return found


def _recording(track: _Track) -> Recording:
    elapsed_s = seconds(track.first, track.last) if track.first and track.last else 0.0
    return Recording(
        source="gpx",
        sport=track.sport,
        start=track.first,
        timer_s=track.moving_s,
        elapsed_s=max(elapsed_s, 0.0),
        km=track.metres / 1000,
        running_s=track.running_s,
    )


def _degrees(text: str | None) -> float | None:
    """Return an angle that there is on earth."""
    if not text:
        return None
    found = number(text.strip().removeprefix("-"))
    if found is None or found > _MOST_DEGREES:
        return None
    return -found if text.strip().startswith("-") else found


def _distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the metres between two places, by the haversine of their angle."""
    one, other = radians(lat1), radians(lat2)
    half = sin((other - one) / 2) ** 2
    half += cos(one) * cos(other) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_M * asin(sqrt(min(half, 1.0)))
