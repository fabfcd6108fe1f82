"""What lies beside the months: copies that a sync tool made, and backups."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ...core.log.entries import Entry
from ...errors import StoreError
from ..journal import toml as guard
from ..journal.expected import Place
from ..journal.month import Damage, Warning_
from . import disk

_MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])\.toml"
_COPY = r"[0-9]{4}-(0[1-9]|1[0-2])[^0-9].*\.toml"
_BACKUP = r"([0-9]{4}-(?:0[1-9]|1[0-2]))\.(.+)\.toml"
_MADE = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9]{6})?"
_ID = rb"^[ \t]*id[ \t]*=[ \t]*[\"']([0-9A-Za-z_-]{1,64})[\"']"


class Backup(NamedTuple):
    """A copy of a month such as 2026-11, made on 2026-11-23 or then at T101530."""

    name: str
    month: str
    made: str

    @property
    def date(self) -> str:
        """The date on which it was made; empty when the name was given by hand."""
        found = re.fullmatch(_MADE, self.made)
        return found[1] if found and _is_date(found[1]) else ""

    @property
    def is_daily(self) -> bool:
        """Whether it was made before the first write of a day."""
        return self.made == self.date


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


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
        return ids(disk.contents(path, path.name) or b"")
    except StoreError:
        return set()


def ids(raw: bytes) -> set[str]:
    """Return the ids that stand in the bytes of a month, which need not be whole."""
    return {found.decode() for found in re.findall(_ID, raw, re.MULTILINE)}


def backups(home: Path) -> tuple[Backup, ...]:
    """Return the backups by month, the newest of each last.

    Raises:
        StoreError: the folder cannot be read.
    """
    return in_order(disk.names(home / "backups", "backups"))


def in_order(names: Iterable[str]) -> tuple[Backup, ...]:
    """Return the backups among some names by month, the newest of each last."""
    found = (re.fullmatch(_BACKUP, name, re.DOTALL) for name in names)
    every = (Backup(one[0], one[1], one[2]) for one in found if one)
    return tuple(sorted(every, key=lambda one: (one.month, one.date, one.made)))


def lost(home: Path, kept: Collection[str]) -> Iterator[Damage]:
    """Yield each month that has a backup with content but is itself missing or empty."""
    alone = [name for name in _backups(home) if f"{name[:7]}.toml" not in kept]
    newest: dict[str, Backup] = {}
    for backup in reversed(in_order(alone)):
        if backup.month not in newest and _has_content(home / "backups" / backup.name):
            newest[backup.month] = backup
    for month, backup in sorted(newest.items()):
        values = {"backup": f"backups/{backup.name}", "name": backup.name.removesuffix(".toml")}
        yield Damage(StoreError("store.error.lost", place=Place(f"log/{month}.toml"), **values))


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
