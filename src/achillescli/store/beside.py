"""What lies beside the months: copies that a sync tool made, and backups."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ..core.entries import Entry
from ..errors import StoreError
from ..expected import Place
from . import disk, guard
from .month import Damage, Warning_

_MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])\.toml"
_COPY = r"[0-9]{4}-(0[1-9]|1[0-2])[^0-9].*\.toml"
_BACKUP = r"([0-9]{4}-(?:0[1-9]|1[0-2]))\..*\.toml"
_ID = rb"^[ \t]*id[ \t]*=[ \t]*[\"']([0-9A-Za-z_-]{1,64})[\"']"


def is_month(name: str) -> bool:
    """Return whether a file is a month of the log."""
    return re.fullmatch(_MONTH, name) is not None


def copies(home: Path, found: Iterable[str], log: Iterable[Entry]) -> Iterator[Warning_]:
    """Yield a warning for each copy of a month with entries that the log lacks."""
    for name in found:
        if re.fullmatch(_COPY, name, re.DOTALL) and not is_month(name):
            lacking = _ids(home / "log" / name) - {entry.id for entry in log}
            if lacking:
                place = Place(f"log/{name}")
                yield Warning_("store.warning.copy", {"place": place, "n": len(lacking)})


def _ids(path: Path) -> set[str]:
    try:
        raw = disk.contents(path, path.name) or b""
    except StoreError:
        return set()
    return {found.decode() for found in re.findall(_ID, raw, re.MULTILINE)}


def lost(home: Path, kept: Collection[str]) -> Iterator[Damage]:
    """Yield each month that has a backup with content but is itself missing or empty."""
    newest: dict[str, str] = {}
    for name in _backups(home):
        found = re.fullmatch(_BACKUP, name, re.DOTALL)
        if found and f"{found[1]}.toml" not in kept and _has_content(home / "backups" / name):
            newest[f"{found[1]}.toml"] = name
    for month, name in newest.items():
        place = Place(f"log/{month}")
        yield Damage(StoreError("store.error.lost", place=place, backup=f"backups/{name}"))


def _backups(home: Path) -> list[str]:
    """Return the names of the backups; backups that cannot be read stop nothing."""
    try:
        return disk.names(home / "backups", "backups")
    except StoreError:
        return []


def _has_content(path: Path) -> bool:
    try:
        return not guard.blank(disk.contents(path, path.name) or b"")
    except StoreError:
        return True
