"""The whole log as one JSON file: its form, how it is made, and how it is read with care."""

import base64
import datetime as dt
import json
import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Never

from ... import __version__
from ...core.log.entries import Entry
from ...core.log.values import table
from ...errors import Place, StoreError, UsageError
from ..files import disk
from ..files.layout import MonthFile, is_month, month_file
from ..files.lines import ids
from ..journal import schema
from ..journal.month import month

FORMAT = "achilles export"
VERSION = 1
MOST_BYTES = 64 << 20
MOST_PARTS = 2_000_000
"""Lists and objects of an archive; ten years of a log have less than a tenth of it."""
_LARGEST = 1 << 63
"""Whole numbers beyond it stand as text, since other programs would round them."""


def is_json(raw: bytes) -> bool:
    """Return whether bytes begin as an archive does, in any encoding of JSON."""
    return raw[:64].translate(None, b"\0\xef\xbb\xbf\xff\xfe").lstrip().startswith(b"{")


class Archive(NamedTuple):
    """The months of an archive, and the files of which the log lacked something."""

    months: tuple[MonthFile, ...]
    unreadable: tuple[str, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The files of which nobody would see, once they are back, that they lack something."""
        brought = {month_file(one.name): one.raw for one in self.months}
        return tuple(file for file in self.unreadable if _seems_whole(brought.get(file), file))


def _seems_whole(raw: bytes | None, file: str) -> bool:
    return raw is None or not (disk.blank(raw) or month(raw, file).damaged)


def text(
    months: Iterable[MonthFile], log: Iterable[Entry], unreadable: Sequence[str], now: dt.datetime
) -> str:
    """Return an archive; the entries stand in it as they were written, none corrected."""
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "schema": schema.CURRENT,
        "exported": now.isoformat(timespec="seconds"),
        "months": [_month_table(month) for month in months],
        "entries": [_plain(table(entry)) for entry in log],
        "unreadable": list(unreadable),
    }
    return json.dumps(whole, allow_nan=False, indent=1).replace("\x7f", "\\u007f") + "\n"


def _month_table(month: MonthFile) -> dict[str, str]:
    """Return a month: its text if it is text, so that its bytes can be had back from it."""
    said = {"file": month.name, "sha256": month.sha256}
    try:
        return {**said, "text": month.raw.decode()}
    except UnicodeDecodeError:
        return {**said, "base64": base64.b64encode(month.raw).decode()}


def _plain(value: Any) -> Any:
    """Return a TOML value as JSON has it: dates and what JSON lacks as text."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return hex(value)
    return value


def read(raw: bytes, file: str) -> Archive:
    """Return an archive, each month as its digest says.

    Raises:
        UsageError: it is no archive, or not as it was made.
        StoreError: a newer version wrote it.
    """
    found = _value(raw, file)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UsageError("leave.error.format", file=file)
    for name, known in (("version", VERSION), ("schema", schema.CURRENT)):
        _check_number(found.get(name), known, name, file)
    for name in ("months", "entries", "unreadable"):
        if not isinstance(found.get(name), list):
            raise UsageError("leave.error.part", file=file, part=name)
    months = tuple(_month(month, n, file) for n, month in enumerate(found["months"], 1))
    if len({month.name for month in months}) < len(months):
        raise UsageError("leave.error.same_month", file=file)
    _check_entries(found["entries"], months, file)
    unreadable = tuple(dict.fromkeys(map(str, found["unreadable"])))
    return Archive(months, unreadable)


def _check_entries(tables: Iterable[Any], months: Iterable[MonthFile], file: str) -> None:
    """Refuse an archive with entries that stand in none of its months: one was taken out."""
    loose = {table.get("id") if isinstance(table, dict) else None for table in tables}
    for known in (ids(one.raw) for one in months):
        loose -= known
    for one in months if loose else ():
        loose -= {entry.id for entry in month(one.raw, "").entries}
    if loose:
        raise UsageError("leave.error.loose", file=file, n=len(loose))


def _value(raw: bytes, file: str) -> Any:
    if len(raw) > MOST_BYTES:
        raise UsageError("leave.error.big", file=file, most=MOST_BYTES >> 20)
    if raw.count(b"[") + raw.count(b"{") > MOST_PARTS:
        raise UsageError("leave.error.deep", file=file)
    try:
        return json.loads(
            raw,  # in UTF-8, UTF-16 or UTF-32: a shell may have written it anew
            object_pairs_hook=lambda pairs: _table(pairs, file),
            parse_constant=lambda _: _refuse_number(file),
        )
    except RecursionError:
        raise UsageError("leave.error.deep", file=file) from None
    except UnicodeDecodeError as error:
        place = Place(file, raw.count(b"\n", 0, error.start) + 1)
        raise UsageError("store.error.not_utf8", place=place) from None
    except json.JSONDecodeError:
        raise UsageError("leave.error.json", file=file) from None
    except ValueError:
        _refuse_number(file)


def _table(pairs: list[tuple[str, Any]], file: str) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UsageError("leave.error.twice", file=file)
    return found


def _refuse_number(file: str) -> Never:
    raise UsageError("leave.error.number", file=file)


def _check_number(number: object, known: int, name: str, file: str) -> None:
    """Refuse every number of a form but ours.

    Raises:
        UsageError: it is none.
        StoreError: it is that of a newer version.
    """
    if type(number) is not int or number < 1:
        raise UsageError("leave.error.part", file=file, part=name)
    if number > known:
        raise StoreError("leave.error.newer", file=file)


def _month(table: object, number: int, file: str) -> MonthFile:
    """Return a month of an archive.

    Raises:
        UsageError: it lacks something, or its bytes are not what the digest says.
    """
    if not isinstance(table, dict):
        raise UsageError("leave.error.month", file=file, n=number)
    name, raw = table.get("file"), _bytes(table)
    if not isinstance(name, str) or not is_month(name) or raw is None:
        raise UsageError("leave.error.month", file=file, n=number)
    if len(raw) > disk.MOST_BYTES:
        raise UsageError("leave.error.month_big", file=file, month=name)
    month = MonthFile(name, raw)
    if table.get("sha256") != month.sha256:
        raise UsageError("leave.error.sha256", file=file, month=name)
    return month


def _bytes(table: dict[str, Any]) -> bytes | None:
    """Return the bytes of a month, which stand there in one of two ways."""
    text, coded = table.get("text"), table.get("base64")
    try:
        if isinstance(text, str) and coded is None:
            return text.encode()
        if isinstance(coded, str) and text is None:
            return base64.b64decode(coded, validate=True)
    except ValueError:  # signs that no text has, or no base64 (binascii.Error)
        return None
    return None
