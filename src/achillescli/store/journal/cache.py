"""The entries of the months once more, as JSON that is quick to read.

The first line is a checksum of the rest. The second is the header: which version wrote it,
and what is known of each month without its entries. Two lines a month follow, in the order of
the header: its entries that last, and its daily ones, which say nothing beyond some weeks after
their own date. A log of ten years has some hundred of the first, which are read in 4 ms, and
thousands of the second, which take 40 ms and are asked for only where they can matter.

Nothing is lost with this file: a month whose bytes are not those in the header is read itself.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from zlib import crc32

from ... import __version__
from ...core.log import entries as log
from ...core.log.entries import DAILY, Entry
from ...core.log.values import stated
from ...errors import Place, Sentence, StoreError
from ..files import disk, layout
from ..files.layout import CACHE, MonthFile, month_file
from .month import Month, month

MOST_BYTES = 64 << 20
VERSION = f"{__version__} 6"


class ShapeError(ValueError):
    """The cache is whole, and does not hold what it should."""


class KnownMonth(NamedTuple):
    """What is known of a month: about its file, about its entries, and their two lines."""

    sha256: str
    stamp: list[int]
    """Size in bytes and time of change in nanoseconds: a hint that the file is as it was."""
    whole: bool
    """Whether its entries can be had from here; a damaged month is always read itself."""
    warnings: list[tuple[str, int | None, dict[str, Any]]]
    """Each with its key, its line in the file and the other values."""
    ids: list[str]
    """The ids of all entries, in the order of the file."""
    places: list[int]
    """Which of them last."""
    newest: str
    """The newest date of the others, such as 2026-11-23; empty without any."""
    lasting: bytes
    daily: bytes

    @property
    def header(self) -> dict[str, Any]:
        """What stands in the header: all but the lines."""
        return {name: value for name, value in self._asdict().items() if name not in _LINES}


_LINES = ("lasting", "daily")


class Cache(NamedTuple):
    """The months as they were when it was written."""

    months: Mapping[str, KnownMonth] = MappingProxyType({})

    def knows(self, file: MonthFile) -> bool:
        """Return whether these bytes of a month are known."""
        known = self.months.get(file.name)
        return known is not None and known.whole and known.sha256 == file.sha256

    def month(self, file: MonthFile) -> Month:
        """Return what a month holds; its bytes are parsed only if they are not known."""
        if self.knows(file):
            with suppress(ShapeError):
                return self.whole(file.name)
        return month(file.raw, month_file(file.name))

    def whole(self, name: str) -> Month:
        """Return all of a month that is known."""
        known = self.months[name]
        entries = list(_entries(known.daily))
        for place, entry in zip(known.places, _entries(known.lasting), strict=True):
            entries.insert(place, entry)
        return Month(tuple(entries), _warnings(name, known))

    def lasting(self, name: str) -> Month:
        """Return what lasts of a month that is known."""
        known = self.months[name]
        return Month(_entries(known.lasting), _warnings(name, known))


def read(home: Path) -> Cache:
    """Return the cache; an empty one when there is none, or it is not whole, or not ours."""
    try:
        raw = disk.contents(home / CACHE, CACHE, MOST_BYTES) or b""
        checksum, _, rest = raw.partition(b"\n")
        if checksum + b"\n" != _checksum(rest):
            return Cache()
        first, *lines = rest.split(b"\n")
        header = json.loads(first)
        if header["version"] != VERSION:
            return Cache()
        months = {
            name: KnownMonth(**known, lasting=lasting, daily=daily)
            for (name, known), lasting, daily in zip(
                header["months"].items(), lines[::2], lines[1::2], strict=True
            )
        }
        return Cache(months)
    except (StoreError, ValueError, KeyError, TypeError, AttributeError):
        return Cache()


def renew(home: Path) -> None:
    """Write the cache anew if a month is not as it was; the lock must be held.

    Failing is no error.
    """
    try:
        # The stamps are taken before the bytes are read. A month that is changed between the
        # two then has an older stamp in the cache than on the disk, and is read again.
        stamps = {name: _stamp(home / month_file(name)) for name in layout.months(home)}
        old = read(home)
        if {name: known.stamp for name, known in old.months.items()} != stamps:
            disk.put(home / CACHE, _bytes(_renewed(home, stamps, old)))
    except (OSError, StoreError, ValueError):
        return


def _renewed(home: Path, stamps: Mapping[str, list[int]], old: Cache) -> Cache:
    """Return the cache of these months; what looks as it did is not read again."""
    changed = {
        name: MonthFile(name, layout.read_month(home, name))
        for name, stamp in stamps.items()
        if name not in old.months or old.months[name].stamp != stamp
    }
    found = {name: month(file.raw, month_file(name)) for name, file in changed.items()}
    months = {
        name: _known_month(changed[name], stamp, found[name])
        if name in changed
        else old.months[name]
        for name, stamp in stamps.items()
    }
    return Cache(months)


def _known_month(file: MonthFile, stamp: list[int], found: Month) -> KnownMonth:
    """Return what is to be known of a month that was just read."""
    entries = found.entries
    lasting = tuple(entry for entry in entries if entry.kind not in DAILY)
    daily = tuple(entry for entry in entries if entry.kind in DAILY)
    whole = not found.damaged and all(_reads_back(part) for part in (lasting, daily))
    return KnownMonth(
        sha256=file.sha256,
        stamp=stamp,
        whole=whole,
        warnings=[_plain(warning) for warning in found.warnings],
        ids=[entry.id for entry in entries],
        places=[place for place, entry in enumerate(entries) if entry.kind not in DAILY],
        newest=max((f"{entry.date}" for entry in daily), default=""),
        lasting=_line(lasting if whole else ()),
        daily=_line(daily if whole else ()),
    )


def _bytes(cache: Cache) -> bytes:
    """Return the file of a cache."""
    months = {name: known.header for name, known in cache.months.items()}
    header = json.dumps({"version": VERSION, "months": months})
    lines = [line for known in cache.months.values() for line in (known.lasting, known.daily)]
    rest = b"\n".join((header.encode(), *lines))
    return _checksum(rest) + rest


def _entries(line: bytes) -> tuple[Entry, ...]:
    """Return the entries of a line; they were checked before they were written.

    Raises:
        ShapeError: they are none.
    """
    try:
        return tuple(map(log.known, json.loads(line)))
    except (ValueError, TypeError, AttributeError) as error:
        raise ShapeError from error


def _line(entries: tuple[Entry, ...]) -> bytes:
    """Return entries as one line; what JSON has no form for is text in it."""
    return json.dumps([stated(entry) for entry in entries], default=str).encode()


def _reads_back(entries: tuple[Entry, ...]) -> bool:
    """Return whether entries are read back as they are."""
    try:
        return _entries(_line(entries)) == entries
    except ShapeError:
        return False


def _plain(warning: Sentence) -> tuple[str, int | None, dict[str, Any]]:
    """Return a warning as it stands in the header; the file is the month itself."""
    values = dict(warning.values)
    return warning.key, values.pop("place").line, values


def _warnings(name: str, known: KnownMonth) -> tuple[Sentence, ...]:
    file = month_file(name)
    return tuple(
        Sentence(key, {"place": Place(file, line), **values})
        for key, line, values in known.warnings
    )


def _stamp(path: Path) -> list[int]:
    state = path.stat()
    return [state.st_size, state.st_mtime_ns]


def _checksum(rest: bytes) -> bytes:
    return b"%08x\n" % crc32(rest)
