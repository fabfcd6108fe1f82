"""Lists of activities as tables: those of Strava, Garmin Connect and Runkeeper."""

import csv
import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice
from typing import Literal, NamedTuple

from ...errors import UsageError
from .recording import Note, Recording, Source

Column = Literal["id", "date", "sport", "elapsed", "moving", "time", "km", "file", "place"]

_MILE_KM = 1.609344
_MOST_ROWS = 100_000

_STRAVA: Mapping[Column, Collection[str]] = {
    "id": (
        *("activity id", "aktivitäts-id", "activiteits-id", "id de l'activité"),
        *("id de actividad", "id de la actividad", "id"),
    ),
    "date": (
        *("activity date", "aktivitätsdatum", "datum van activiteit", "date de l'activité"),
        *("fecha de la actividad", "date"),
    ),
    "sport": (
        *("activity type", "aktivitätsart", "activiteitstype", "type d'activité"),
        *("tipo de actividad", "type"),
    ),
    "elapsed": (
        *("elapsed time", "verstrichene zeit", "verstreken tijd", "temps écoulé"),
        *("tiempo transcurrido", "elapsed_time"),
    ),
    "moving": (
        *("moving time", "bewegungszeit", "beweegtijd", "durée de déplacement"),
        *("tiempo en movimiento", "moving_time"),
    ),
    "km": ("distance", "distanz", "afstand", "distancia"),
    "file": (
        *("filename", "dateiname", "bestandsnaam", "nom du fichier", "nombre del archivo"),
        "nombre de archivo",
    ),
}
"""How Strava heads its columns, in the language of the account; some come twice."""
_GARMIN: Mapping[Column, Collection[str]] = {
    "sport": (
        *("activity type", "aktivitätstyp", "activiteittype", "activiteitstype"),
        *("type d'activité", "tipo de actividad"),
    ),
    "date": ("date", "datum", "fecha"),
    "place": ("favorite", "favorit", "favoriet", "favori", "favorito"),
    "km": ("distance", "distanz", "afstand", "distancia"),
    "time": ("time", "zeit", "tijd", "durée", "temps", "tiempo"),
    "moving": (
        *("moving time", "bewegungszeit", "zeit in bewegung", "tijd bewogen", "beweegtijd"),
        *("temps de déplacement", "tiempo en movimiento"),
    ),
    "elapsed": (
        *("elapsed time", "verstrichene zeit", "verstreken tijd", "temps écoulé"),
        *("tiempo transcurrido", "gesamtzeit"),
    ),
}
"""How Garmin Connect does; only its lists know favourites."""
_RUNKEEPER: Mapping[Column, Collection[str]] = {
    "id": ("activity id",),
    "date": ("date",),
    "sport": ("type",),
    "km": ("distance (km)", "distance (mi)"),
    "time": ("duration",),
}
_LISTS: Sequence[tuple[Source, Mapping[Column, Collection[str]], Collection[Column]]] = (
    ("runkeeper", _RUNKEEPER, ("date", "sport", "km", "time")),
    ("garmin", _GARMIN, ("date", "sport", "place", "time")),
    ("strava", _STRAVA, ("id", "date", "sport")),
)
"""The lists, each with what it must have to be taken for one."""

_MONTHS = (
    *("jan ene janv", "feb feb févr fév", "mar mrt maa mär mrz mars", "apr abr avr"),
    *(
        "may mei mai",
        "jun juin",
        "jul juil",
        "aug ago aoû",
        "sep",
        "oct okt",
        "nov",
        "dec dez dic déc",
    ),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_CLOCK = r"\D*(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap])?\.?\s*m?\.?"
_ISO = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:\.\d+)?Z?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ -]+(?:de )?([^\W_]+)[./ -]+(?:de )?(\d{4})" + _CLOCK)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? (\d{1,2}), (\d{4})" + _CLOCK)


class Row(NamedTuple):
    """One activity of a list, and the file of it beside the list."""

    recording: Recording
    file: str


def is_list(text: str) -> bool:
    """Return whether a text begins as one of the lists does."""
    return _begin(text) is not None


def read(text: str) -> list[Row]:
    """Return the activities of a list.

    Raises:
        UsageError: the text is none, or has far more lines.
    """
    begun = _begin(text)
    if begun is None:
        raise UsageError("recording.error.kind")
    found = [*islice(_rows(*begun), _MOST_ROWS + 1)]
    if len(found) > _MOST_ROWS:
        raise UsageError("recording.error.unpacked")
    return found


class _Begun(NamedTuple):
    """A list of which the headings were read: whose it is, where what stands, and its lines."""

    source: Source
    names: Sequence[str]
    places: Mapping[Column, Sequence[int]]
    lines: Iterator[list[str]]


def _begin(text: str) -> _Begun | None:
    head = text.partition("\n")[0]
    if "\0" in head:
        return None
    delimiter = max(",;\t", key=head.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [_heading(cell) for cell in next(lines, [])]
    except csv.Error:
        return None
    for source, columns, needed in _LISTS:
        places = {column: _places(names, known) for column, known in columns.items()}
        if all(places[column] for column in needed):
            return _Begun(source, names, places, lines)
    return None


def _heading(cell: str) -> str:
    """Return the heading of a column, without the marks of a page that it was copied from."""
    return re.sub(r"<[^>]*>", "", cell).strip().lower().replace("\u2019", "'")


def _places(names: Sequence[str], known: Collection[str]) -> list[int]:
    return [place for place, name in enumerate(names) if name in known]


class _Cells(NamedTuple):
    """One line of a list."""

    cells: Sequence[str]
    places: Mapping[Column, Sequence[int]]

    def every(self, column: Column) -> list[str]:
        """Return what stands under a heading, wherever it comes."""
        places = self.places.get(column, ())
        return [self.cells[place].strip() for place in places if place < len(self.cells)]

    def first(self, column: Column) -> str:
        """Return the first of these; empty without one."""
        return next(iter(self.every(column)), "")


def _rows(
    source: Source,
    names: Sequence[str],
    places: Mapping[Column, Sequence[int]],
    lines: Iterator[list[str]],
) -> Iterator[Row]:
    in_miles = "distance (mi)" in names
    for line in lines:
        cells = _Cells(line, places)
        if not cells.first("date"):
            continue
        took = [_seconds(cells.first(column)) for column in ("moving", "time", "elapsed")]
        timer_s = next(filter(None, took), 0.0)
        km = _strava_km(cells) if source == "strava" else _decimal(cells.first("km"))
        start = _moment(cells.first("date"))
        notes: tuple[Note, ...] = ("unit",) if source == "garmin" and km else ()
        recording = Recording(
            source=source,
            sport=cells.first("sport"),
            start=start.replace(tzinfo=dt.UTC) if start and source == "strava" else start,
            timer_s=timer_s,
            elapsed_s=max(took[2] or 0.0, timer_s),
            km=km * _MILE_KM if km and in_miles else km,
            notes=notes,
        )
        yield Row(recording, cells.first("file"))


def _strava_km(cells: _Cells) -> float | None:
    """Return the distance: of two the second is in metres; of one, what is far above 100."""
    found = [_decimal(text) for text in cells.every("km")]
    if len(found) > 1 and found[1] is not None:
        return found[1] / 1000
    km = next(iter(found), None)
    return km / 1000 if km and km > 400 else km


def _decimal(text: str) -> float | None:
    """Return a number with a comma or a point before its decimals; None where there is none.

    The last sign is that before the decimals: no run is as long as thousands of kilometres.
    """
    found = re.fullmatch(r"'?(\d[\d.,'\u00a0\u202f ]*)", text)
    if not found:
        return None
    whole, _, rest = re.sub(r"[^\d.,]", "", found[1]).replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '') or 0}.{rest}") if whole else float(rest or 0)


def _seconds(text: str) -> float | None:
    """Return a time such as 1:02:03, 52:00, 28:10.5 or 1411.0, in seconds."""
    parts = text.replace(",", ".").split(":")
    if len(parts) > 3 or not all(re.fullmatch(r"\d{1,7}(\.\d+)?", part) for part in parts):
        return None
    found = 0.0
    for part in parts:
        found = found * 60 + float(part)
    return found


def _moment(text: str) -> dt.datetime | None:
    """Return the moment of a date with its time, in any of the languages; without a zone."""
    line = re.sub(r"\s+", " ", text).strip().lower()
    try:
        if iso := _ISO.fullmatch(line.upper()):
            return dt.datetime.fromisoformat(iso[1])
        if found := _MONTH_FIRST.fullmatch(line):
            month, day, year, *clock = found.groups()
        elif found := _DAY_FIRST.fullmatch(line):
            day, month, year, *clock = found.groups()
        else:
            return None
        return dt.datetime(int(year), _month(month), int(day), *_clock(*clock))  # noqa: DTZ001
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return the number of a month.

    Raises:
        ValueError: it is none.
    """
    if name.isdecimal():
        return int(name)
    known = _MONTH.get(name[:4]) or _MONTH.get(name[:3])
    if known is None:
        raise ValueError(name)
    return known


def _clock(hour: str, minute: str, second: str | None, half: str | None) -> tuple[int, int, int]:
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    return hours, int(minute), int(second or 0)
