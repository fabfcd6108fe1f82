"""TCX: activities with laps, each with its timer and its distance."""

import datetime as dt
from dataclasses import dataclass, field

from ...errors import UsageError
from . import xml
from .recording import Lap, Note, Recording, moment, number, running_s, seconds

_TIMER = "TotalTimeSeconds"
_MISSING_S = 60.0
"""Points that end so long before their lap are missing."""


@dataclass
class _Activity:
    """What is added up of an activity as its laps are read."""

    sport: str
    start: dt.datetime | None = None
    last: dt.datetime | None = None
    """The time of the last point."""
    laps: list[Lap] = field(default_factory=list)

    def begin_lap(self, start: dt.datetime | None) -> None:
        """Begin a lap, of which nothing is known yet."""
        self.start = self.start or start
        self.laps.append(Lap(0.0, None))

    def take(self, name: str, value: float | None) -> None:
        """Take in the time or the distance of the lap that was begun."""
        lap = self.laps[-1]
        self.laps[-1] = Lap(value or 0.0, lap.metres) if name == _TIMER else Lap(lap.timer_s, value)

    def reach(self, time: dt.datetime | None) -> None:
        """Take in the time of a point."""
        self.start = self.start or time
        self.last = time or self.last


def read(stream: xml.Readable) -> list[Recording]:
    """Return the activities of a file.

    Raises:
        UsageError: there are none, or none has a lap.
    """
    activities: list[_Activity] = []
    for step in xml.steps(stream, {"Trackpoint"}):
        match step.event, step.above, step.name:
            case "start", _, "Activity":
                activities.append(_Activity(step.element.get("Sport") or ""))
            case "start", "Activity", "Lap":
                activities[-1].begin_lap(moment(step.element.get("StartTime") or ""))
            case "end", "Lap", ("TotalTimeSeconds" | "DistanceMeters") as name:
                activities[-1].take(name, number(step.said))
            case "end", _, "Trackpoint" if activities:
                activities[-1].reach(moment(step.text("Time")))
            case _:
                pass
    found = [_recording(activity) for activity in activities if activity.laps]
    if not found:
        raise UsageError("recording.error.nothing")
    return found


def _recording(activity: _Activity) -> Recording:
    timer_s = sum(lap.timer_s for lap in activity.laps)
    known = [lap.metres for lap in activity.laps if lap.metres is not None]
    span = _span_s(activity)
    notes: tuple[Note, ...] = ("points_end",) if 0 < span < timer_s - _MISSING_S else ()
    return Recording(
        source="tcx",
        sport=activity.sport,
        start=activity.start,
        timer_s=timer_s,
        elapsed_s=span,
        km=sum(known) / 1000 if known else None,
        running_s=running_s(activity.laps, timer_s),
        notes=notes,
    )


def _span_s(activity: _Activity) -> float:
    """Return the seconds from the start to the last point; 0 when there is none."""
    if not activity.start or not activity.last:
        return 0.0
    return max(seconds(activity.start, activity.last), 0.0)
