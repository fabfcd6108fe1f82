"""What lies beside the months: copies that a sync tool made, and backups."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ..errors import StoreError
from ..expected import Place
from . import disk, guard
from .month import Damage, Warning_

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\.toml", re.ASCII)
_COPY = re.compile(r"\d{4}-(0[1-9]|1[0-2])\D.*\.toml", re.ASCII | re.DOTALL)
_BACKUP = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))\..*\.toml", re.ASCII | re.DOTALL)
_ID = re.compile(rb"^[ \t]*id[ \t]*=[ \t]*[\"']([0-9A-Za-z_-]{1,64})[\"']", re.MULTILINE)


def copies(home: Path, found: Iterable[str], ids: Collection[str]) -> Iterator[Warning_]:
    """Yield a warning for each copy of a month with entries that the log lacks."""
    for name in found:
        if _COPY.fullmatch(name) and not MONTH.fullmatch(name):
            lacking = _ids(home / "log" / name) - set(ids)
            if lacking:
                place = Place(f"log/{name}")
                yield Warning_("store.warning.copy", {"place": place, "n": len(lacking)})


def _ids(path: Path) -> set[str]:
    try:
        raw = disk.contents(path, path.name) or b""
    except StoreError:
        return set()
    return {found.decode() for found in _ID.findall(raw)}


def lost(home: Path, kept: Collection[str]) -> Iterator[Damage]:
    """Yield each month that has a backup with content but is itself missing or empty."""
    newest: dict[str, str] = {}
    for name in disk.names(home / "backups", "backups"):
        found = _BACKUP.fullmatch(name)
        if found and f"{found[1]}.toml" not in kept and _has_content(home / "backups" / name):
            newest[f"{found[1]}.toml"] = name
    for month, name in newest.items():
        place = Place(f"log/{month}")
        yield Damage(StoreError("store.error.lost", place=place, backup=f"backups/{name}"))


def _has_content(path: Path) -> bool:
    try:
        return not guard.blank(disk.contents(path, path.name) or b"")
    except StoreError:
        return True
