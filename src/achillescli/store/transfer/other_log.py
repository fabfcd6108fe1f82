"""What a merge takes in: another data folder, its log, one month of it, or an export."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ...core.log.entries import Entry
from ...errors import AchillesError, Place, Sentence, StoreError, UsageError
from ..files import disk, layout
from ..files.layout import MONTHS, MonthFile, is_month, month_file
from ..files.lines import of_id
from ..journal.missing import entries_of_copies, lost_months
from ..journal.month import month
from . import archive


class OtherLog(NamedTuple):
    """Every entry of the other log, where each stands, and what it leaves out."""

    entries: tuple[Entry, ...]
    months: tuple[MonthFile, ...]
    warnings: tuple[Sentence, ...] = ()


def read(home: Path, given: str, raw: bytes | None = None) -> OtherLog:
    """Return what a path holds; seen from here, or else from the data folder.

    With ``raw`` it is the bytes of a file that has no path.

    Raises:
        UsageError: nothing is there, nothing or no log is in it, or it is the log itself.
        StoreError: any of it cannot be read.
    """
    if raw is not None:
        return _of_file(raw, given)
    path = _path(home, given)
    if path.is_dir():
        return _of_folder(home, path, given)
    names = layout.months(home)
    with disk.refusing("read", given):
        if any(path.samefile(home / month_file(name)) for name in names):
            raise UsageError("merge.error.same")
    return _of_file(disk.contents(path, given, archive.MOST_BYTES) or b"", given)


def raws(home: Path, given: str) -> Iterator[bytes]:
    """Yield the bytes of each file of a log, of those that can be read."""
    with suppress(AchillesError):
        path = _path(home, given)
        folder = path / MONTHS if (path / MONTHS).is_dir() else path
        for file in sorted(folder.glob("*.toml")) if path.is_dir() else [path]:
            with suppress(AchillesError):
                yield disk.contents(file, given, archive.MOST_BYTES) or b""


def month_files(folder: Path, shown: str) -> tuple[MonthFile, ...]:
    """Return the months in a folder of a log.

    Raises:
        StoreError: one of them cannot be read.
    """
    names = [name for name in disk.names(folder, shown) if is_month(name)]
    files = {name: f"{shown}/{name}" for name in names}
    return tuple(
        MonthFile(file, disk.contents(folder / name, file) or b"") for name, file in files.items()
    )


def place(months: Iterable[MonthFile], ident: str) -> Place:
    """Return where the entry with an id stands; nowhere when it is in none of them."""
    for file in months:
        line = of_id(file.raw.decode("utf-8-sig", "replace"), ident)
        if line:
            return Place(file.name, line)
    return Place()


def _path(home: Path, given: str) -> Path:
    with disk.refusing("read", given):
        for path in (Path(given), home / given):
            if given.strip() and "\0" not in given and path.exists():
                return path
    raise UsageError("merge.error.missing")


def _of_folder(home: Path, path: Path, given: str) -> OtherLog:
    """Return what a data folder holds, or its log."""
    shown = given.rstrip("/" + os.sep) or given
    if (path / MONTHS).is_dir():
        path, shown = path / MONTHS, f"{shown}/{MONTHS}"
    live = [folder for folder in (home, home / MONTHS) if folder.is_dir()]
    if any(path.samefile(folder) for folder in live):
        raise UsageError("merge.error.same")
    months = month_files(path, shown)
    if not months:
        raise UsageError("merge.error.no_log")
    entries = _entries(months)
    real = Path(os.path.realpath(path))
    if real.name != MONTHS:
        return OtherLog(entries, months)
    _refuse_lost(real.parent, shown, months)
    copies = entries_of_copies(real.parent, entries)
    return OtherLog(entries, months, tuple(_elsewhere(warning, shown) for warning in copies))


def _refuse_lost(home: Path, shown: str, months: Iterable[MonthFile]) -> None:
    """Refuse a log of which a month is missing or empty beside a backup of it."""
    present = {file.name.rpartition("/")[2] for file in months if not disk.blank(file.raw)}
    for damage in lost_months(home, present):
        moved = Place(f"{shown}/{damage.place.file.rpartition('/')[2]}")
        raise StoreError(damage.error.key, **{**damage.error.values, "place": moved})


def _elsewhere(warning: Sentence, shown: str) -> Sentence:
    """Return the warning of a copy in their folder, with where that is."""
    name = warning.values["place"].file.rpartition("/")[2]
    return Sentence("merge.copy", {**warning.values, "file": f"{shown}/{name}"})


def _of_file(raw: bytes, file: str) -> OtherLog:
    """Return what an export holds, or the one month that a file is.

    Raises:
        UsageError: nothing is in it.
        StoreError: it cannot be read, or was made when the log lacked something.
    """
    if disk.blank(raw):
        raise UsageError("merge.error.empty", file=file)
    if not archive.is_json(raw):
        one = (MonthFile(file, raw),)
        return OtherLog(_entries(one), one)
    archived = archive.read(raw, file)
    months = tuple(MonthFile(f"{file}: {one.name}", one.raw) for one in archived.months)
    found = OtherLog(_entries(months), months)
    if archived.unreadable:
        raise StoreError("merge.error.lacking", file=file, files=", ".join(archived.unreadable))
    return found


def _entries(months: Iterable[MonthFile]) -> tuple[Entry, ...]:
    """Return the entries of every month.

    Raises:
        StoreError: one of them cannot be read, or an id is there twice.
    """
    first: dict[str, Entry] = {}
    for file in months:
        found = month(file.raw, file.name)
        for damage in found.damaged:
            raise damage.error
        for entry in found.entries:
            if entry.id in first:
                raise StoreError("store.error.twice", place=place([file], entry.id))
            first[entry.id] = entry
    return tuple(first.values())
