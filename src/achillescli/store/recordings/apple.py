"""Apple Health: the workouts of an export, read as a stream, since it may be very large."""

import datetime as dt
from xml.etree import ElementTree as ET

from . import xml
from .recording import Recording, number, seconds

_MINUTE_S = {"min": 60.0, "sec": 1.0, "s": 1.0, "hr": 3600.0}
_KM = {"km": 1.0, "mi": 1.609344, "m": 0.001}
_DISTANCE = "HKQuantityTypeIdentifierDistanceWalkingRunning"
_PREFIX = "HKWorkoutActivityType"


def read(stream: xml.Readable) -> list[Recording]:
    """Return the workouts of an export."""
    return [
        _recording(step.element)
        for step in xml.steps(stream, {"Workout", "Record", "Correlation"})
        if step.name == "Workout"
    ]


def _recording(workout: ET.Element) -> Recording:
    start, end = (_moment(workout.get(name)) for name in ("startDate", "endDate"))
    unit = _MINUTE_S.get(workout.get("durationUnit") or "min", 60.0)
    return Recording(
        source="apple",
        sport=(workout.get("workoutActivityType") or "").removeprefix(_PREFIX),
        start=start,
        timer_s=(number(workout.get("duration") or "") or 0.0) * unit,
        elapsed_s=max(seconds(start, end), 0.0) if start and end else 0.0,
        km=_km(workout),
        zone=_zone(workout),
    )


def _moment(text: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text or "", "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        return None


def _km(workout: ET.Element) -> float | None:
    """Return the distance: until iOS 15 an attribute, since then a part of its own."""
    value, unit = workout.get("totalDistance"), workout.get("totalDistanceUnit")
    for part in workout.iter("WorkoutStatistics"):
        if part.get("type") == _DISTANCE:
            value, unit = part.get("sum"), part.get("unit")
    found = number(value or "")
    return found * _KM[unit] if found and unit in _KM else None


def _zone(workout: ET.Element) -> str:
    """Return the zone of the workout; its dates have that of the export."""
    named = (part for part in workout.iter("MetadataEntry") if part.get("key") == "HKTimeZone")
    return next((part.get("value") or "" for part in named), "")
