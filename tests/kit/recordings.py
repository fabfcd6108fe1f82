"""Recordings of runs as watches, phones and services write them, small and made up."""

import datetime as dt
import gzip
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

EPOCH = dt.datetime(1989, 12, 31, tzinfo=dt.UTC)
START = dt.datetime(2026, 12, 8, 17, 0, tzinfo=dt.UTC)
"""The Tuesday before the days of the made-up users."""
RUNNING, CYCLING, WALKING, GENERIC = 1, 2, 11, 0
ACTIVITY, COURSE, WORKOUT = 4, 6, 5

_MESSAGES = {"file_id": 0, "session": 18, "lap": 19, "activity": 34}
_FIELDS = {
    "file_id": {"type": (0, "B")},
    "session": {
        "timestamp": (253, "I"),
        "start_time": (2, "I"),
        "sport": (5, "B"),
        "total_elapsed_time": (7, "I"),
        "total_timer_time": (8, "I"),
        "total_distance": (9, "I"),
    },
    "lap": {
        "timestamp": (253, "I"),
        "start_time": (2, "I"),
        "total_elapsed_time": (7, "I"),
        "total_timer_time": (8, "I"),
        "total_distance": (9, "I"),
        "sport": (25, "B"),
    },
    "activity": {"timestamp": (253, "I"), "local_timestamp": (5, "I")},
}
_BASE = {"B": (1, 0x02, 0xFF), "I": (4, 0x86, 0xFFFFFFFF)}
"""The size of a type, its number, and what stands for nothing."""
_CRC = (
    *(0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401),
    *(0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400),
)


def crc(raw: bytes) -> int:
    found = 0
    for byte in raw:
        for nibble in (byte & 0xF, byte >> 4):
            found = (found >> 4) ^ _CRC[found & 0xF] ^ _CRC[nibble]
    return found


def fit(*messages: tuple[str, Mapping[str, int | None]]) -> bytes:
    """Return a FIT file of messages such as ``("lap", {"total_timer_time": 60_000})``."""
    body = b"".join(_message(name, fields) for name, fields in messages)
    head = struct.pack("<2BHI4s", 14, 0x20, 2141, len(body), b".FIT")
    whole = head + struct.pack("<H", crc(head)) + body
    return whole + struct.pack("<H", crc(whole))


def _message(name: str, fields: Mapping[str, int | None]) -> bytes:
    known = _FIELDS[name]
    definition = struct.pack("<BBBHB", 0x40, 0, 0, _MESSAGES[name], len(known))
    data = b"\0"
    for field, (number, kind) in known.items():
        size, base, nothing = _BASE[kind]
        definition += struct.pack("<3B", number, size, base)
        value = fields.get(field)
        data += struct.pack(f"<{kind}", nothing if value is None else value)
    return definition + data


def stamp(moment: dt.datetime) -> int:
    """Return a moment as FIT counts it."""
    return int((moment - EPOCH).total_seconds())


def session(
    start: dt.datetime | None = START,
    minutes: float = 30.0,
    km: float | None = 5.0,
    sport: int = RUNNING,
    elapsed: float | None = None,
) -> tuple[str, dict[str, int | None]]:
    return (
        "session",
        {
            "timestamp": stamp(start) + round(60 * (elapsed or minutes)) if start else 0x100,
            "start_time": stamp(start) if start else 0x100,
            "sport": sport,
            "total_elapsed_time": round(60_000 * (elapsed or minutes)),
            "total_timer_time": round(60_000 * minutes),
            "total_distance": None if km is None else round(km * 100_000),
        },
    )


def lap(
    minutes: float, km: float | None, start: dt.datetime = START, sport: int = RUNNING
) -> tuple[str, dict[str, int | None]]:
    return (
        "lap",
        {
            "timestamp": stamp(start) + round(60 * minutes),
            "start_time": stamp(start),
            "total_elapsed_time": round(60_000 * minutes),
            "total_timer_time": round(60_000 * minutes),
            "total_distance": None if km is None else round(km * 100_000),
            "sport": sport,
        },
    )


def activity(start: dt.datetime = START, offset_min: int = 60) -> tuple[str, dict[str, int]]:
    here = stamp(start) + offset_min * 60
    return ("activity", {"timestamp": stamp(start), "local_timestamp": here})


def file_id(kind: int = ACTIVITY) -> tuple[str, dict[str, int]]:
    return ("file_id", {"type": kind})


def run(
    start: dt.datetime = START,
    minutes: float = 30.0,
    km: float | None = 5.0,
    laps: Sequence[tuple[float, float | None]] = (),
    offset_min: int = 60,
    **more: Any,
) -> bytes:
    """Return the FIT file of one run; ``laps`` are minutes and km."""
    parts = [lap(one, km_of, start) for one, km_of in laps]
    whole = session(start, minutes, km, **more)
    return fit(file_id(), *parts, whole, activity(start, offset_min))


def iso(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def gpx(
    *tracks: str, root: str = '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}{"".join(tracks)}</gpx>'.encode()


def track(*segments: str, sport: str = "running") -> str:
    kind = f"<type>{sport}</type>" if sport else ""
    inside = "".join(f"<trkseg>{segment}</trkseg>" for segment in segments)
    return f"<trk>{kind}{inside}</trk>"


def way(
    start: dt.datetime = START,
    minutes: float = 30.0,
    m_s: float = 2.8,
    every_s: int = 10,
    lat: float = 0.0,
    when: Callable[[dt.datetime], str] = iso,
) -> str:
    """Return the points of a straight way at one pace, to the east on the equator."""
    metre = 360 / 40_030_173.6
    return "".join(
        f'<trkpt lat="{lat}" lon="{seconds * m_s * metre:.7f}">'
        f"<time>{when(start + dt.timedelta(seconds=seconds))}</time></trkpt>"
        for seconds in range(0, round(minutes * 60) + 1, every_s)
    )


def tcx(
    *laps: tuple[int, float | None],
    sport: str = "Running",
    start: dt.datetime = START,
    points_min: float | None = None,
) -> bytes:
    """Return a TCX file with laps of minutes and km; ``points_min`` is when its points end."""
    inside, at = "", start
    for minutes, km in laps:
        metres = "" if km is None else f"<DistanceMeters>{km * 1000}</DistanceMeters>"
        end = at + dt.timedelta(minutes=minutes)
        shown = end if points_min is None else start + dt.timedelta(minutes=points_min)
        points = f"<Track><Trackpoint><Time>{iso(at)}</Time><DistanceMeters>1</DistanceMeters></Trackpoint>"
        points += f"<Trackpoint><Time>{iso(shown)}</Time></Trackpoint></Track>"
        inside += f'<Lap StartTime="{iso(at)}"><TotalTimeSeconds>{minutes * 60}</TotalTimeSeconds>'
        inside += f"{metres}{points}</Lap>"
        at = end
    root = '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
    body = f'<Activity Sport="{sport}"><Id>{iso(start)}</Id>{inside}</Activity>'
    return f"{root}<Activities>{body}</Activities></TrainingCenterDatabase>".encode()


DTD = "<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Me)>\n<!ATTLIST HealthData locale CDATA #REQUIRED>\n]>"


def workout(
    start: dt.datetime = START,
    minutes: float = 30.0,
    km: float = 5.0,
    sport: str = "Running",
    zone: str = "Europe/Amsterdam",
) -> str:
    local = start.astimezone(dt.timezone(dt.timedelta(hours=1)))
    begin = local.strftime("%Y-%m-%d %H:%M:%S %z")
    end = (local + dt.timedelta(minutes=minutes + 2)).strftime("%Y-%m-%d %H:%M:%S %z")
    named = f'<MetadataEntry key="HKTimeZone" value="{zone}"/>' if zone else ""
    return (
        f'<Workout workoutActivityType="HKWorkoutActivityType{sport}" duration="{minutes}" '
        f'durationUnit="min" startDate="{begin}" endDate="{end}">{named}<WorkoutStatistics '
        f'type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="{km}" unit="km"/></Workout>'
    )


def apple(*workouts: str, dtd: str = DTD) -> bytes:
    records = '<Record type="HKQuantityTypeIdentifierStepCount" value="900"/>' * 3
    body = "".join(workouts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{dtd}\n<HealthData locale="nl_NL">{records}{body}</HealthData>'.encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip file of files by name."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()


def gzipped(raw: bytes) -> bytes:
    return gzip.compress(raw, mtime=0)
