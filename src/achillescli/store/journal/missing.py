"""What the log lacks: a month of which only a backup is left, entries that only a copy has."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ...core.log.entries import Entry
from ...errors import Place, Sentence, StoreError
from ..files import disk, layout
from ..files.layout import BACKUPS, Backup, month_file
from ..files.lines import ids
from .month import Damage


def entries_of_copies(home: Path, log: Iterable[Entry]) -> Iterator[Sentence]:
    """Yield a warning for each copy of a month with entries that the log lacks.

    Raises:
        StoreError: the folder cannot be read.
    """
    for name in layout.copies(home):
        lacking = _ids_of_copy(home, name) - {entry.id for entry in log}
        if lacking:
            file = month_file(name)
            values = {"place": Place(file), "file": file, "n": len(lacking)}
            yield Sentence("store.warning.copy", values)


def _ids_of_copy(home: Path, name: str) -> set[str]:
    try:
        return ids(layout.read_month(home, name))
    except StoreError:
        return set()


def lost_months(home: Path, present: Collection[str]) -> Iterator[Damage]:
    """Yield each month that has a backup with content but is itself missing or empty.

    The months with content are ``present``, by name.
    """
    alone = [name for name in _names(home) if f"{name[:7]}.toml" not in present]
    newest: dict[str, Backup] = {}
    for backup in reversed(layout.in_order(alone)):
        if backup.month not in newest and _has_content(home, backup):
            newest[backup.month] = backup
    for month, backup in sorted(newest.items()):
        values = {"backup": backup.file, "name": backup.name.removesuffix(".toml")}
        place = Place(month_file(f"{month}.toml"))
        yield Damage(StoreError("store.error.lost", place=place, **values))


def _names(home: Path) -> list[str]:
    """Return the names of the backups; backups that cannot be read stop nothing."""
    try:
        return disk.names(home / BACKUPS, BACKUPS)
    except StoreError:
        return []


def _has_content(home: Path, backup: Backup) -> bool:
    """Return whether a backup holds anything; one that cannot be read may."""
    try:
        return not disk.blank(disk.contents(home / backup.file, backup.file) or b"")
    except StoreError:
        return True
