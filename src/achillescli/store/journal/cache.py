"""The entries of the months once more, as JSON that is quick to read.

The first line is a checksum of the rest, the second says which months follow: their
digest, ids and warnings, and the two lines that hold their entries: what lasts, and what
says nothing beyond some weeks after its own date. Nothing is lost with this file.
"""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, Union
from zlib import crc32

from ... import __version__
from ...core.log.entries import DAILY, KINDS, Edit, Entry
from ...errors import StoreError
from ..files import disk, layout
from ..files.layout import CACHE, month_file
from ..files.place import Place
from .month import Damage, Month, Warning_, month

MOST_BYTES = 64 << 20
VERSION = f"{__version__} 3"
Stamp = tuple[int, int]
"""Size in bytes and time of change in nanoseconds: a hint that a month is as it was."""


class Cache(NamedTuple):
    """The months as they were when it was written."""

    months: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    kinds: tuple[str, ...] = ()
    lines: tuple[bytes, ...] = ()

    @property
    def stamps(self) -> dict[str, Stamp]:
        """The size and time of each month that was read."""
        return {name: tuple(known["stamp"]) for name, known in self.months.items()}

    def knows(self, name: str, raw: bytes) -> bool:
        """Whether these bytes of a month are known."""
        known = self.months.get(name)
        return known is not None and known["whole"] and known["sha256"] == _digest(raw)

    def month(self, name: str, raw: bytes) -> Month | None:
        """Return what these bytes of a month hold, if it is known."""
        return self.whole(name) if self.knows(name, raw) else None

    def whole(self, name: str) -> Month:
        """Return a month that is known."""
        lasting, daily = self._entries(name, "lasting"), iter(self._entries(name, "daily"))
        places = dict(zip(self.months[name]["places"], lasting, strict=True))
        count = self.months[name]["count"]
        entries = tuple(places[n] if n in places else next(daily) for n in range(count))
        return Month(entries, self._warnings(name))

    def lasting(self, name: str) -> Month:
        """Return what lasts of a month that is known."""
        return Month(self._entries(name, "lasting"), self._warnings(name))

    def ids(self, name: str) -> str:
        """Return the ids of a month that is known, each between two spaces."""
        return f" {self.months[name]['ids']} "

    def leaves_out(self, name: str, ident: str) -> bool:
        """Whether an entry of a known month stands among what does not last."""
        if f" {ident} " not in self.ids(name):
            return False
        known = self.months[name]
        return known["ids"].split(" ").index(ident) not in known["places"]

    def newest(self, name: str) -> str:
        """Return the newest date of the daily entries of a known month, empty without any."""
        return str(self.months[name]["newest"])

    def _entries(self, name: str, part: str) -> tuple[Entry, ...]:
        line = self.months[name][part]
        if line is None:
            return ()
        found: tuple[Entry, ...] = _adapter(self.kinds).validate_json(self.lines[line])
        return found

    def _warnings(self, name: str) -> tuple[Warning_, ...]:
        return tuple(_warning(name, *kept) for kept in self.months[name]["warnings"])


def read(home: Path) -> Cache:
    """Return the cache; an empty one when there is none, or it is not whole, or not ours."""
    try:
        raw = disk.contents(home / CACHE, CACHE, MOST_BYTES) or b""
        checksum, _, rest = raw.partition(b"\n")
        if checksum + b"\n" != _checksum(rest):
            return Cache()
        header, *lines = rest.split(b"\n")
        from pydantic_core import from_json

        known = from_json(header)
        if known["version"] != VERSION:
            return Cache()
        return Cache(known["months"], tuple(known["kinds"]), tuple(lines))
    except (StoreError, ValueError, KeyError, TypeError):
        return Cache()


def month_of(home: Path, name: str, cache: Cache) -> Month:
    """Return one month, from the cache if its bytes are known."""
    try:
        raw = layout.read_month(home, name)
    except StoreError as error:
        return Month(damaged=(Damage(error),))
    return cache.month(name, raw) or month(raw, month_file(name))


def raw_of(home: Path, name: str) -> bytes | None:
    """Return the bytes of a month; None when it cannot be read."""
    try:
        return layout.read_month(home, name)
    except StoreError:
        return None


def renew(home: Path) -> None:
    """Write the cache anew if a month is not as it was; the lock must be held.

    Failing is no error.
    """
    try:
        stamps = {name: _stamp(home / month_file(name)) for name in layout.months(home)}
        cache = read(home)
        if cache.stamps != stamps:
            disk.put(home / CACHE, _written(home, stamps, cache))
    except (OSError, StoreError, ValueError):
        return


def _written(home: Path, stamps: Mapping[str, Stamp], cache: Cache) -> bytes:
    """Return the cache of these months; one that looks as it did keeps its lines."""
    new = [name for name, stamp in stamps.items() if cache.stamps.get(name) != stamp]
    raws = {name: layout.read_month(home, name) for name in new}
    found = {name: month(raw, month_file(name)) for name, raw in raws.items()}
    every = [entry for one in found.values() for entry in one.entries]
    edited = frozenset(entry.of for entry in every if isinstance(entry, Edit))
    kept = [name for name in stamps if name not in new]
    if any(cache.leaves_out(name, of) for name in kept for of in edited):
        return _written(home, stamps, Cache())
    kinds = tuple(sorted({entry.kind for entry in every} | set(cache.kinds)))
    lines: list[bytes] = []
    known = {name: _kept(cache, name, lines) for name in kept}
    for name, one in found.items():
        known[name] = {
            "sha256": _digest(raws[name]),
            "stamp": stamps[name],
            "warnings": [_plain(warning) for warning in one.warnings],
            **_parts(one, kinds, edited, lines),
        }
    from pydantic_core import to_json

    header = to_json({"version": VERSION, "kinds": kinds, "months": known})
    rest = b"\n".join((header, *lines))
    return _checksum(rest) + rest


def _kept(cache: Cache, name: str, lines: list[bytes]) -> dict[str, Any]:
    """Add the lines of a month that is as it was, and return what the header says."""
    said = dict(cache.months[name])
    for part in ("lasting", "daily"):
        if said[part] is not None:
            lines.append(cache.lines[said[part]])
            said[part] = len(lines) - 1
    return said


def _parts(
    found: Month, kinds: tuple[str, ...], edited: Collection[str], lines: list[bytes]
) -> dict[str, Any]:
    """Add the lines of a month, and return what the header says about them."""
    entries = found.entries
    places = [n for n, e in enumerate(entries) if e.kind not in DAILY or e.id in edited]
    lasting = tuple(entries[n] for n in places)
    daily = tuple(e for e in entries if e.kind in DAILY and e.id not in edited)
    whole = not found.damaged and all(_reads_back(part, kinds) for part in (lasting, daily))
    said: dict[str, Any] = {
        "whole": whole,
        "count": len(entries),
        "places": places,
        "ids": " ".join(entry.id for entry in entries),
        "newest": max((f"{entry.date}" for entry in daily), default=""),
    }
    for name, part in (("lasting", lasting), ("daily", daily)):
        said[name] = len(lines) if part and whole else None
        if said[name] is not None:
            lines.append(_dumped(part, kinds))
    return said


def _dumped(entries: tuple[Entry, ...], kinds: tuple[str, ...]) -> bytes:
    line: bytes = _adapter(kinds).dump_json(entries, exclude_unset=True, by_alias=True)
    return line


def _reads_back(entries: tuple[Entry, ...], kinds: tuple[str, ...]) -> bool:
    """Whether entries are read back as they are."""
    if not entries:
        return True
    again: tuple[Entry, ...] = _adapter(kinds).validate_json(_dumped(entries, kinds))
    return again == entries


@cache
def _adapter(kinds: tuple[str, ...]) -> Any:
    """Return what reads entries of these kinds; building it for all kinds takes longer."""
    from pydantic import Field, TypeAdapter

    models: Any = tuple(KINDS[kind] for kind in kinds)
    for model in models:
        model.model_rebuild()  # the union and single entries then share what is built
    if len(models) == 1:
        return TypeAdapter(tuple[models[0], ...])
    union: Any = Annotated[Union[models], Field(discriminator="kind")]  # noqa: UP007
    return TypeAdapter(tuple[union, ...])


def _plain(warning: Warning_) -> tuple[str, int | None, dict[str, Any]]:
    values = dict(warning.values)
    return warning.key, values.pop("place").line, values


def _warning(name: str, key: str, line: int | None, values: dict[str, Any]) -> Warning_:
    return Warning_(key, {"place": Place(month_file(name), line), **values})


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _digest(raw: bytes) -> str:
    from hashlib import sha256

    return sha256(raw).hexdigest()


def _checksum(rest: bytes) -> bytes:
    return b"%08x\n" % crc32(rest)
