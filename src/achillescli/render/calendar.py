"""A file that calendars import (RFC 5545): a series for each part of the day, and its alarms."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

SPACE = UUID("5b0e7c1c-3c0c-5d3f-9a55-6f6c9e1b7d42")
"""The space of names in which a series is named: the same course and part give the same name."""
MOST_OCTETS = 75
"""The octets of a line, after which it is folded."""
_MOMENT = "%Y%m%dT%H%M%S"


class Series(NamedTuple):
    """The moments of one part of the day, in local time, and what is said of it."""

    name: str
    """What names the series, such as the course and the part."""
    moments: tuple[dt.datetime, ...]
    summary: str
    description: str = ""


class CalendarFile(NamedTuple):
    """What is the same for all series of a file."""

    title: str
    version: str
    stamp: dt.datetime
    """When it is written, in UTC."""
    sequence: int
    """How many were written before it with the same names."""
    zone: str = ""
    """The name of the time zone; empty for times without one."""
    zone_lines: tuple[str, ...] = ()
    """The rules of that zone."""


def text(file: CalendarFile, series: Sequence[Series]) -> str:
    """Return the file, its lines folded and ended as the format has it."""
    return "".join(f"{_fold(line)}\r\n" for line in _lines(file, series))


def zone_lines(zone: str, first: dt.date, last: dt.date) -> tuple[str, ...] | None:
    """Return the rules of a time zone between two dates; None without the library for it."""
    try:
        from icalendar import Timezone
    except ImportError:
        return None
    rules = Timezone.from_tzid(zone, first_date=first, last_date=last).to_ical().decode()
    return tuple(re.sub(r"\r\n[ \t]", "", rules).splitlines())


def _lines(file: CalendarFile, series: Sequence[Series]) -> Iterator[str]:
    yield from (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//achillescli//achilles {file.version}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escape(file.title)}",
        *file.zone_lines,
    )
    for one in series:
        yield from _event(file, one)
    yield "END:VCALENDAR"


def _event(file: CalendarFile, series: Series) -> Iterator[str]:
    """Yield a series: from its first moment to its last, without the days between that are off.

    Every calendar knows COUNT; the moments that are left out count in it too.
    """
    first, last = series.moments[0], series.moments[-1]
    count = (last.date() - first.date()).days + 1
    every = (first + dt.timedelta(days=day) for day in range(count))
    off = [moment for moment in every if moment not in series.moments]
    zone = f";TZID={file.zone}" if file.zone else ""
    yield from (
        "BEGIN:VEVENT",
        f"UID:{uuid5(SPACE, series.name)}@achillescli",
        f"DTSTAMP:{file.stamp:{_MOMENT}}Z",
        f"SEQUENCE:{file.sequence}",
        f"DTSTART{zone}:{first:{_MOMENT}}",
        "DURATION:PT15M",
    )
    if count > 1:
        yield f"RRULE:FREQ=DAILY;COUNT={count}"
    if off:
        yield f"EXDATE{zone}:{','.join(f'{moment:{_MOMENT}}' for moment in off)}"
    yield f"SUMMARY:{_escape(series.summary)}"
    if series.description:
        yield f"DESCRIPTION:{_escape(series.description)}"
    yield from ("TRANSP:TRANSPARENT", "CLASS:PRIVATE")
    yield from (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escape(series.summary)}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
    )


def _escape(said: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", said).replace("\n", "\\n")


def _fold(line: str) -> str:
    """Return a line in pieces of so many octets; no sign is parted."""
    pieces, octets = [""], 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > MOST_OCTETS:
            pieces.append(" ")
            octets = 1
        pieces[-1] += sign
        octets += size
    return "\r\n".join(pieces)
