"""One month copied to the backups before it is changed."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from . import disk
from .layout import BACKUPS, Backup, in_order, read_month

MOST_BYTES = 64 << 20
"""A month too large to be read is copied too, up to this size."""


def copy(home: Path, month_name: str, now: dt.datetime) -> str | None:
    """Copy a month before it is changed, and return where; None when it has no content.

    The lock must be held.

    Raises:
        StoreError: there is no such copy, so the month must stay as it is.
    """
    raw = read_month(home, f"{month_name[:7]}.toml", MOST_BYTES)
    if disk.blank(raw):
        return None
    present = disk.names(home / BACKUPS, BACKUPS)
    name = timed_name(month_name[:7], f"{now:%Y-%m-%d}", int(f"{now:%H%M%S}"), present)
    return put(home, name, raw).file


def put(home: Path, name: str, raw: bytes) -> Backup:
    """Write a backup under a name that none has yet, and return it; the lock must be held.

    Raises:
        StoreError: it could not be written, or the disk did not confirm it.
    """
    disk.folder(home / BACKUPS)
    (backup,) = in_order([name])
    disk.replace(home / BACKUPS / name, None, raw, backup.file)
    return backup


def timed_name(month_name: str, date: str, time: int, present: Collection[str]) -> str:
    """Return a name with a time such as 101530 that no backup has yet."""
    while (name := f"{month_name}.{date}T{time:06d}.toml") in present:
        time += 1
    return name
