"""The months of an archive in a data folder that has no log."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...errors import UsageError
from ..files import disk, layout
from ..files.layout import MONTHS, MonthFile, month_file
from ..files.lock import clear_staging, lock
from ..journal import cache
from ..journal.missing import lost_months
from ..journal.month import month


def put_back(home: Path, months: Sequence[MonthFile]) -> None:
    """Write every month, byte for byte: all of them are there after it, or none is.

    Raises:
        UsageError: the folder has a log of its own; nothing was written.
        StoreError: a month cannot be written or was written by a newer version.
    """
    check(home, months)
    disk.folder(home)
    with lock(home):
        if _check_empty(home, months):
            _put(home, months)
        cache.renew(home)


def check(home: Path, months: Sequence[MonthFile]) -> None:
    """Refuse what could not be put back; nothing is written.

    Raises:
        UsageError: the folder has a log of its own.
        StoreError: a month was written by a newer version, or the folder cannot be read.
    """
    _check_schema(months)
    _check_empty(home, months)


def _check_schema(months: Iterable[MonthFile]) -> None:
    """Refuse what a newer version wrote; what is damaged comes back as damaged as it was."""
    for one in months:
        for damage in month(one.raw, month_file(one.name)).damaged:
            if damage.error.key == "store.error.newer":
                raise damage.error


def _check_empty(home: Path, months: Sequence[MonthFile]) -> bool:
    """Refuse a folder with another log, or backups of one; return whether it has none at all."""
    brought = {one.name: one.raw for one in months if not disk.blank(one.raw)}
    there = {name: layout.read_month(home, name) for name in layout.months(home)}
    held = {name: raw for name, raw in there.items() if not disk.blank(raw)}
    if held and held != brought:
        raise UsageError("leave.error.not_empty")
    for damage in lost_months(home, brought):
        raise damage.error
    others = [name for name in disk.names(home / MONTHS, MONTHS) if name not in there]
    if others and not held:
        raise UsageError("leave.error.not_alone", file=month_file(others[0]))
    return not held


def _put(home: Path, months: Iterable[MonthFile]) -> None:
    """Make the log in a folder beside it, and put that in its place in one step."""
    made = layout.staging(home)
    try:
        disk.folder(made)
        for one in months:
            disk.make(made / one.name, one.raw, month_file(one.name))
        for name in layout.months(home):  # which hold nothing
            disk.drop(home / MONTHS / name, month_file(name))
        disk.put_folder(made, Path(os.path.realpath(home / MONTHS)), MONTHS)
    finally:
        clear_staging(home)
