"""What the log lacks: months that lie elsewhere or are empty, entries that only a copy has."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from ...core.log.entries import Entry
from ...errors import Place, Sentence, StoreError
from ..files import disk, layout
from ..files.layout import BACKUPS, Backup, month_file
from ..files.lines import ids
from .month import Damage
from .witness import Known, confirmed_ids


def entries_of_copies(home: Path, log: Iterable[Entry]) -> Iterator[Sentence]:
    """Yield a warning for each copy of a month with entries that the log lacks.

    Raises:
        StoreError: the folder cannot be read.
    """
    known, months = {entry.id for entry in log}, layout.months(home)
    for name in layout.copies(home):
        if f"{layout.month_of_copy(name)}.toml" not in months:
            continue  # it is told as a month that is not there
        lacking = ids_of_copy(home, name) - known
        if lacking:
            file = month_file(name)
            values = {"place": Place(file), "file": file, "n": len(lacking)}
            yield Sentence("store.warning.copy", values)


def ids_of_copies(home: Path, months: Collection[str]) -> Known:
    """Return the ids in files beside the months that are there, each with the month.

    Raises:
        StoreError: the folder cannot be read.
    """
    found: Known = {}
    for name in layout.copies(home):
        month = layout.month_of_copy(name)
        if f"{month}.toml" in months:  # another is told as a month that is not there
            found |= dict.fromkeys(ids_of_copy(home, name), month)
    return found


def ids_of_copy(home: Path, name: str) -> set[str]:
    """Return the ids in a file beside the months; none of one that cannot be read."""
    try:
        return ids(layout.read_month(home, name))
    except StoreError:
        return set()


def lost_months(home: Path, present: Collection[str]) -> Iterator[Damage]:
    """Yield each month that is missing or empty while a file or a backup tells that it was there.

    The months with content are ``present``, by name.

    Raises:
        StoreError: the folder cannot be read.
    """
    absent = {name: f"{name[:7]}.toml" for name in layout.backup_names(home)}
    alone = [name for name, month in absent.items() if month not in present]
    let_go = confirmed_ids(home) if alone else frozenset()
    newest: dict[str, Backup] = {}
    for backup in reversed(layout.in_order(alone)):
        if backup.month not in newest and _is_missed(home, backup, let_go):
            newest[backup.month] = backup
    elsewhere = {**_renamed(home, newest), **_elsewhere(home, present)}
    empty = {name[:7] for name in layout.months(home) if name not in present}
    for month in sorted(newest.keys() | elsewhere.keys() | empty):
        place = Place(month_file(f"{month}.toml"))
        yield Damage(_loss(home, place, elsewhere.get(month), newest.get(month)))


def _loss(home: Path, place: Place, found: str | None, backup: Backup | None) -> StoreError:
    """Return what is said of a month that is missing or empty: first where it may lie."""
    values: dict[str, object] = {"place": place}
    if found is not None:
        source, target = home / found, home / place.file
        key = "elsewhere" if ids_of_copy(home, Path(found).name) else "placeholder"
        return StoreError(f"store.error.{key}", **values, file=found, source=source, target=target)
    if backup is not None:
        values |= {"backup": backup.file, "name": backup.name.removesuffix(".toml")}
        return StoreError("store.error.lost", **values)
    return StoreError("store.error.empty", **values, target=home / place.file)


def _elsewhere(home: Path, present: Collection[str]) -> Mapping[str, str]:
    """Return the file that has most of each month that is not there, by its path from home.

    A file that holds no entry may be what a sync tool puts in the place of one.
    """
    found: dict[str, tuple[int, str]] = {}
    for file in (*map(month_file, layout.copies(home)), *_placeholders(home)):
        name = file.rpartition("/")[2]
        month = layout.month_of_copy(name)
        if month and f"{month}.toml" not in present:
            n = len(ids_of_copy(home, name))
            if n or "toml" in name.casefold():
                found[month] = max(found.get(month, (-1, "")), (n, file))
    return {month: file for month, (_, file) in found.items()}


def _renamed(home: Path, lost: Mapping[str, Backup]) -> dict[str, str]:
    """Return the file of whatever name that has all of each month of which a backup tells."""
    if not lost:
        return {}
    held = {name: ids_of_copy(home, name) for name in layout.beside(home)}
    found = {}
    for month, backup in lost.items():
        known = _ids_of_backup(home, backup)
        whole = {name: len(has) for name, has in held.items() if known and known <= has}
        if whole:
            found[month] = month_file(max(whole, key=lambda name: whole[name]))
    return found


def _ids_of_backup(home: Path, backup: Backup) -> set[str]:
    try:
        return ids(disk.contents(home / backup.file, backup.file) or b"")
    except StoreError:
        return set()


def _placeholders(home: Path) -> Iterator[str]:
    """Yield what lies in the place of backups that a sync tool keeps elsewhere."""
    for name in layout.backup_names(home):
        if name.startswith(".") and not name.endswith(".tmp"):
            yield f"{BACKUPS}/{name}"


def _is_missed(home: Path, backup: Backup, let_go: Collection[str]) -> bool:
    """Return whether a backup holds what nobody let go; one that cannot be read may."""
    try:
        raw = disk.contents(home / backup.file, backup.file) or b""
    except StoreError:
        return True
    held = ids(raw)
    return not disk.blank(raw) and not (held and held.issubset(let_go))
