"""The entries of closed months once more, as JSON that is quick to read.

The first line is a checksum of the rest, the second says which months follow: their
digest, warnings and the line that holds their entries. Nothing is lost with this file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Union
from zlib import crc32

from .. import __version__
from ..core.entries import KINDS
from ..errors import StoreError
from ..expected import Place
from . import disk
from .month import Damage, Month, Warning_, month

FILE = "cache"
VERSION = f"{__version__} 1"
Stamp = tuple[int, int]
"""Size in bytes and time of change in nanoseconds: a hint that a month is as it was."""


@dataclass(frozen=True)
class Cache:
    """The months that were closed when it was written."""

    months: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    lines: tuple[bytes, ...] = ()

    @property
    def stamps(self) -> dict[str, Stamp]:
        """The size and time of each month that was read."""
        return {name: tuple(known["stamp"]) for name, known in self.months.items()}

    def month(self, name: str, raw: bytes) -> Month | None:
        """Return what these bytes of a month hold, if it is known."""
        known = self.months.get(name)
        if known is None or known["line"] is None or known["sha256"] != _digest(raw):
            return None
        entries = _adapter(self.kinds).validate_json(self.lines[known["line"]])
        return Month(entries, tuple(_warning(name, *kept) for kept in known["warnings"]))


def read(home: Path) -> Cache:
    """Return the cache; an empty one when there is none, or it is not whole, or not ours."""
    try:
        with (home / FILE).open("rb") as stream:
            checksum, rest = stream.readline(), stream.read()
        if checksum != _checksum(rest):
            return Cache()
        header, *lines = rest.split(b"\n")
        from pydantic_core import from_json

        known = from_json(header)
        if known["version"] != VERSION:
            return Cache()
        return Cache(known["months"], tuple(known["kinds"]), tuple(lines))
    except (OSError, ValueError, KeyError, TypeError):
        return Cache()


def month_of(home: Path, name: str, cache: Cache) -> Month:
    """Return one month, from the cache if its bytes are known."""
    file = f"log/{name}"
    try:
        raw = disk.contents(home / file, file) or b""
    except StoreError as error:
        return Month(damaged=(Damage(error),))
    return cache.month(name, raw) or month(raw, file)


def renew(home: Path, closed: Iterable[str]) -> None:
    """Write the cache anew if a closed month is not as it was; the lock must be held.

    Failing is no error.
    """
    try:
        stamps = {name: _stamp(home / "log" / name) for name in closed}
        cache = read(home)
        if cache.stamps != stamps:
            disk.put(home / FILE, _written(home, stamps, cache))
    except (OSError, StoreError, ValueError):
        return


def _written(home: Path, stamps: Mapping[str, Stamp], cache: Cache) -> bytes:
    raws = {name: disk.contents(home / "log" / name, name) or b"" for name in stamps}
    found = {
        name: cache.month(name, raw) or month(raw, f"log/{name}") for name, raw in raws.items()
    }
    kinds = tuple(sorted({entry.kind for one in found.values() for entry in one.entries}))
    known: dict[str, dict[str, Any]] = {}
    lines: list[bytes] = []
    for name, one in found.items():
        line = _line(one, kinds)
        known[name] = {
            "sha256": _digest(raws[name]),
            "stamp": stamps[name],
            "line": len(lines) if line else None,
            "warnings": [_plain(warning) for warning in one.warnings],
        }
        lines += [line] if line else []
    from pydantic_core import to_json

    header = to_json({"version": VERSION, "kinds": kinds, "months": known})
    rest = b"\n".join((header, *lines))
    return _checksum(rest) + rest


def _line(found: Month, kinds: tuple[str, ...]) -> bytes | None:
    """Return the entries as JSON, unless they would not be read back as they are."""
    if found.damaged or not found.entries:
        return None
    adapter = _adapter(kinds)
    line: bytes = adapter.dump_json(found.entries, exclude_unset=True, by_alias=True)
    return line if adapter.validate_json(line) == found.entries else None


@cache
def _adapter(kinds: tuple[str, ...]) -> Any:
    """Return what reads entries of these kinds; building it for all kinds takes longer."""
    from pydantic import Field, TypeAdapter

    models: Any = tuple(KINDS[kind] for kind in kinds)
    if len(models) == 1:
        return TypeAdapter(tuple[models[0], ...])
    union: Any = Annotated[Union[models], Field(discriminator="kind")]  # noqa: UP007
    return TypeAdapter(tuple[union, ...])


def _plain(warning: Warning_) -> tuple[str, int | None, dict[str, Any]]:
    values = dict(warning.values)
    return warning.key, values.pop("place").line, values


def _warning(name: str, key: str, line: int | None, values: dict[str, Any]) -> Warning_:
    return Warning_(key, {"place": Place(f"log/{name}", line), **values})


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _digest(raw: bytes) -> str:
    from hashlib import sha256

    return sha256(raw).hexdigest()


def _checksum(rest: bytes) -> bytes:
    return b"%08x\n" % crc32(rest)
