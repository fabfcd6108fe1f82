"""The entries of the months once more, as JSON that is quick to read.

The first line is a checksum of the rest. The second is the header: which version wrote it,
and what is known of each month without its entries. Two lines a month follow, in the order of
the header: its entries that last, and its daily ones, which say nothing beyond some weeks after
their own date. A log of ten years has some hundred of the first, which are read in 4 ms, and
thousands of the second, which take 40 ms and are asked for only where they can matter.

Nothing is lost with this file: a month whose bytes are not those in the header is read itself.
The header is also a witness of the ids that the log had: see ``witness``.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ... import __version__
from ...core.log import entries as log
from ...core.log.entries import DAILY, Entry
from ...core.log.values import stated_table
from ...errors import Place, Sentence, StoreError
from ..files import disk, layout
from ..files.layout import CACHE, MonthFile, month_file
from ..files.lines import ids
from . import witness
from .missing import lost_months
from .month import Month, month

MOST_BYTES = 64 << 20
VERSION = f"{__version__} 7"


class ShapeError(ValueError):
    """The cache is whole, and does not hold what it should."""


class KnownMonth(NamedTuple):
    """What is known of a month: about its file, about its entries, and their two lines."""

    sha256: str
    stamp: list[int]
    """Size in bytes, time of change in nanoseconds, and number of the file: a hint that it is
    as it was, for writing alone; reading compares the bytes."""
    whole: bool
    """Whether its entries can be had from here; a damaged month is always read itself."""
    warnings: list[tuple[str, int | None, dict[str, Any]]]
    """Each with its key, its line in the file and the other values."""
    ids: list[str]
    """The ids of all entries, in the order of the file, then those in what cannot be read."""
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
    gone: Mapping[str, str] = MappingProxyType({})
    """Ids that were missed when it was written, each with its month."""
    backups: str = ""
    """The digest of the names of the backups of which no id was missed then, or is in ``gone``."""

    @property
    def known(self) -> dict[str, str]:
        """All ids that the log is known to have had, each with its month."""
        every = {one: name[:7] for name, known in self.months.items() for one in known.ids}
        return {**every, **self.gone}

    def knows(self, file: MonthFile) -> bool:
        """Return whether these bytes of a month are known."""
        known = self.months.get(file.name)
        if known is None or not known.whole or known.sha256 != file.sha256:
            return False
        return file.raw.count(b"\n[[entry]]") == len(known.ids)

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
        for place, entry in zip(known.places, _lasting(known), strict=True):
            entries.insert(place, entry)
        if [entry.id for entry in entries] != known.ids:
            raise ShapeError
        return Month(tuple(entries), _warnings(name, known))

    def lasting(self, name: str) -> Month:
        """Return what lasts of a month that is known."""
        known = self.months[name]
        return Month(_lasting(known), _warnings(name, known))


def read(home: Path) -> Cache:
    """Return the cache; an empty one when there is none, or it is not whole, or not ours."""
    try:
        raw = disk.contents(home / CACHE, CACHE, MOST_BYTES) or b""
        seal, _, rest = raw.partition(b"\n")
        if seal + b"\n" != _seal(rest):
            return Cache()
        first, *lines = rest.split(b"\n")
        header = json.loads(first)
        if header["version"] != VERSION:
            return Cache()
        _check_shape(header)
        months = {
            name: KnownMonth(**known, lasting=lasting, daily=daily)
            for (name, known), lasting, daily in zip(
                header["months"].items(), lines[::2], lines[1::2], strict=True
            )
        }
        return Cache(months, header["gone"], header["backups"])
    except (StoreError, ValueError, KeyError, TypeError, AttributeError):
        return Cache()


def _check_shape(header: Any) -> None:
    """Refuse a header that does not hold what it should.

    Raises:
        ShapeError, KeyError, TypeError, AttributeError: it does not.
    """
    texts = [header["backups"], *header["gone"], *header["gone"].values()]
    for name, known in header["months"].items():
        ids, places = known["ids"], known["places"]
        texts += [known["sha256"], known["newest"], *ids]
        in_order = all(one < other for one, other in pairwise((-1, *places, len(ids))))
        whole = {type(place) for place in places} <= {int} and type(known["whole"]) is bool
        if not (layout.is_month(name) and whole and in_order and len({*ids}) == len(ids)):
            raise ShapeError
    if any(type(text) is not str for text in texts):
        raise ShapeError


def renew(home: Path, old: Cache | None = None) -> None:
    """Write the cache anew if a month or the backups are not as they were, or ids were missed.

    The lock must be held; ``old`` is the cache if it was read under it. Failing is no error.
    """
    try:
        # The stamps are taken before the bytes are read. A month that is changed between the
        # two then has an older stamp in the cache than on the disk, and is read again.
        stamps = {name: _stamp(home / month_file(name)) for name in layout.months(home)}
        backups = layout.backup_names(home)
        old = old or read(home)
        known = {name: known.stamp for name, known in old.months.items()}
        if known != stamps or old.backups != digest(backups) or old.gone:
            disk.put(home / CACHE, _bytes(_new_cache(home, stamps, old, backups)))
    except (OSError, StoreError, ValueError):
        return


def digest(names: Sequence[str]) -> str:
    """Return a short text that another list of names does not have."""
    return _seal("\n".join(names).encode()).decode().rstrip()


def _new_cache(
    home: Path, stamps: Mapping[str, list[int]], old: Cache, backups: Sequence[str]
) -> Cache:
    """Return the cache of these months; what looks as it did is not read again."""
    months = {name: _month_now(home, name, stamp, old) for name, stamp in stamps.items()}
    new = Cache(months, backups=digest(backups))
    suspects = old.known
    if old.backups != new.backups or old.months.keys() != months.keys():
        raws = {name: layout.read_month(home, name) for name in months}
        suspects |= witness.backup_ids(home, raws, backups)
        if any(lost_months(home, {name for name in months if months[name].ids})):
            new = new._replace(backups="")  # so that each reading looks at them
    known = new.known
    suspects = {ident: name for ident, name in suspects.items() if ident not in known}
    return new._replace(gone=_missed_ids(home, new, suspects)) if suspects else new


def _missed_ids(home: Path, new: Cache, suspects: witness.Known) -> witness.Known:
    """Return which ids are missed, by all entries of the log."""
    files = [MonthFile(name, layout.read_month(home, name)) for name in new.months]
    entries = [entry for file in files for entry in new.month(file).entries]
    return witness.missed_ids(home, suspects, entries, [file.raw for file in files])


def _month_now(home: Path, name: str, stamp: list[int], old: Cache) -> KnownMonth:
    """Return what is to be known of a month; it is parsed only if its bytes are new."""
    if name in old.months and old.months[name].stamp == stamp:
        return old.months[name]
    file = MonthFile(name, layout.read_month(home, name))
    if old.knows(file):
        return old.months[name]._replace(stamp=stamp)
    return _parsed_month(file, stamp)


def _parsed_month(file: MonthFile, stamp: list[int]) -> KnownMonth:
    """Return what is to be known of a month that was just read."""
    found = month(file.raw, month_file(file.name))
    entries = found.entries
    lasting = tuple(entry for entry in entries if entry.kind not in DAILY)
    daily = tuple(entry for entry in entries if entry.kind in DAILY)
    whole = not found.damaged and all(_reads_back(part) for part in (lasting, daily))
    unread = () if whole else sorted(ids(file.raw))
    return KnownMonth(
        sha256=file.sha256,
        stamp=stamp,
        whole=whole,
        warnings=[_plain(warning) for warning in found.warnings],
        ids=[*dict.fromkeys((*(entry.id for entry in entries), *unread))],
        places=[place for place, entry in enumerate(entries) if entry.kind not in DAILY],
        newest=max((f"{entry.date}" for entry in daily), default=""),
        lasting=_line(lasting if whole else ()),
        daily=_line(daily if whole else ()),
    )


def _bytes(cache: Cache) -> bytes:
    """Return the file of a cache."""
    months = {name: known.header for name, known in cache.months.items()}
    gone, backups = dict(cache.gone), cache.backups
    header = json.dumps({"version": VERSION, "backups": backups, "gone": gone, "months": months})
    lines = [line for known in cache.months.values() for line in (known.lasting, known.daily)]
    rest = b"\n".join((header.encode(), *lines))
    return _seal(rest) + rest


def _lasting(known: KnownMonth) -> tuple[Entry, ...]:
    """Return the entries of a month that last.

    Raises:
        ShapeError: they are not those in the header.
    """
    entries = _entries(known.lasting)
    if [entry.id for entry in entries] != [known.ids[place] for place in known.places]:
        raise ShapeError
    return entries


def _entries(line: bytes) -> tuple[Entry, ...]:
    """Return the entries of a line; they were checked before they were written.

    Raises:
        ShapeError: they are none.
    """
    try:
        return tuple(map(log.from_json, json.loads(line)))
    except (ValueError, TypeError, AttributeError) as error:
        raise ShapeError from error


def _line(entries: tuple[Entry, ...]) -> bytes:
    """Return entries as one line; what JSON has no form for is text in it."""
    return json.dumps([stated_table(entry) for entry in entries], default=str).encode()


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
    return [state.st_size, state.st_mtime_ns, state.st_ino]


def _seal(rest: bytes) -> bytes:
    from hashlib import sha256

    return sha256(rest).hexdigest().encode() + b"\n"
