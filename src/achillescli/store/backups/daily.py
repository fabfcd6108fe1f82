"""The copies of a day: every month as it was before the first write."""

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from ...errors import Place, Sentence, StoreError
from ..files import copying, disk, layout
from ..files.copying import timed_name
from ..files.layout import BACKUPS, Backup
from ..files.lock import PATIENCE_S as USUAL_PATIENCE_S
from ..files.lock import lock
from ..journal.month import month

DATES = 14
"""The copies of so many dates are kept of each month, whatever they hold."""
PATIENCE_S = 1.0
"""How long an entry waits for its daily copies; it then waits for the lock once more."""


class BackupRun(NamedTuple):
    """The backups that had to be made, and what stopped others."""

    copied: tuple[Backup, ...] = ()
    failed: tuple[StoreError, ...] = ()


def keep(home: Path, now: dt.datetime) -> tuple[Sentence, ...]:
    """Make the copies of the day if they are not there yet; what fails is only warned of."""
    failed: tuple[Exception, ...]
    try:
        month = layout.month_of_writing(home, now)[:7]
        if _is_kept(month, disk.names(home / BACKUPS, BACKUPS), now):
            return ()
        failed = make(home, now, PATIENCE_S).failed
    except (OSError, StoreError) as error:
        failed = (error,)
    return tuple(_warning(error) for error in failed[:1])


def _warning(error: Exception) -> Sentence:
    place = error.values.get("place") if isinstance(error, StoreError) else None
    return Sentence("store.warning.backup", {"place": place or Place(BACKUPS)})


def _is_kept(month: str, names: Collection[str], now: dt.datetime) -> bool:
    """Whether the month of writing has its copy of today, and the clock did not go back."""
    today = f"{now:%Y-%m-%d}"
    later = layout.in_order(name for name in names if name[8:18] > today)
    return f"{month}.{today}.toml" in names and not any(one.is_daily for one in later)


def make(home: Path, now: dt.datetime, patience_s: float = USUAL_PATIENCE_S) -> BackupRun:
    """Copy every month with content that its newest backup does not have; drop what is too old.

    Raises:
        StoreError: the log or its backups cannot be looked at or locked.
    """
    months = layout.months(home)
    if not months:
        return BackupRun()
    copied: list[Backup] = []
    failed: list[StoreError] = []
    with lock(home, patience_s):
        _set_aside(home, now)
        every = layout.backups(home)
        for name in months:
            known = [backup for backup in every if backup.month == name[:7]]
            try:
                copied += _due_copy(home, name, known, now)
            except StoreError as error:
                failed.append(error)
    return BackupRun(tuple(copied), tuple(failed))


def _due_copy(home: Path, name: str, known: Sequence[Backup], now: dt.datetime) -> list[Backup]:
    """Return the copy of a month that had to be made, if one had to."""
    raw = layout.read_month(home, name, copying.MOST_BYTES)
    # An older copy with the same content, as after a restore, does not count: what is written
    # now would have no copy when the clock then goes back to the date of that one.
    newest = [backup for backup in known if backup.date <= f"{now:%Y-%m-%d}"][-1:]
    if disk.blank(raw) or any(_holds(home, backup, raw) for backup in newest):
        return []
    made = copying.put(home, _free(name[:7], now, {backup.name for backup in known}), raw)
    _prune(home, raw, [*known, made], made)
    return [made]


def _holds(home: Path, backup: Backup, raw: bytes) -> bool:
    path = home / backup.file
    try:
        if path.stat().st_size != len(raw):
            return False
        return disk.contents(path, backup.file, copying.MOST_BYTES) == raw
    except (OSError, StoreError):
        return False


def _free(month_name: str, now: dt.datetime, taken: Collection[str]) -> str:
    """Return the name of the daily copy; with a time when that one exists."""
    daily = f"{month_name}.{now:%Y-%m-%d}.toml"
    if daily not in taken:
        return daily
    return timed_name(month_name, f"{now:%Y-%m-%d}", int(f"{now:%H%M%S}"), taken)


def _set_aside(home: Path, now: dt.datetime) -> None:
    """Give daily copies of dates to come a time in their names.

    The clock went back, or its owner went west: such a date will have a first write again.
    """
    found = disk.names(home / BACKUPS, BACKUPS)
    for backup in layout.in_order(found):
        if backup.is_daily and backup.date > f"{now:%Y-%m-%d}":
            aside = timed_name(backup.month, backup.date, 0, found)
            with disk.refusing("write", backup.file):
                (home / backup.file).rename(home / BACKUPS / aside)


def _prune(home: Path, raw: bytes, known: Sequence[Backup], made: Backup) -> None:
    """Drop copies older than the newest dates whose every entry the month still has.

    Dates to come do not count: a wrong clock keeps more, never less.
    """
    dates = sorted({one.date for one in known if one.date and one.date <= made.date})[-DATES:]
    old = [backup for backup in known if backup.date and backup.date < dates[0]]
    live = {entry.id for entry in month(raw, "").entries} if old else set()
    for backup in old:
        file = backup.file
        held = month(disk.contents(home / file, file, copying.MOST_BYTES) or b"", file)
        if not held.damaged and live.issuperset(entry.id for entry in held.entries):
            disk.drop(home / file, file)
