"""The months of an archive in a data folder that has no log."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ...errors import Place, StoreError, UsageError
from ..files import disk, layout
from ..files.layout import MONTHS, MonthFile, month_file
from ..files.lock import lock
from ..journal import cache
from ..journal.missing import lost_months
from ..journal.month import month


def put_back(home: Path, months: Sequence[MonthFile]) -> None:
    """Write every month, byte for byte; one that is there already stays as it is.

    Raises:
        UsageError: the folder has a log of its own; nothing was written.
        StoreError: a month cannot be written or was written by a newer version.
    """
    _check_schema(months)
    disk.folder(home / MONTHS)
    with lock(home):
        _check_empty(home, months)
        for n, one in enumerate(months):
            _put(home, one, n, len(months))
        for one in months:
            _check_kept(home, one)
        cache.renew(home)


def _check_schema(months: Iterable[MonthFile]) -> None:
    """Refuse what a newer version wrote; what is damaged comes back as damaged as it was."""
    for one in months:
        for damage in month(one.raw, month_file(one.name)).damaged:
            if damage.error.key == "store.error.newer":
                raise damage.error


def _check_empty(home: Path, months: Sequence[MonthFile]) -> None:
    """Refuse a folder with months, or backups of months, that the archive does not bring."""
    brought = {one.name: one.raw for one in months}
    for name in layout.months(home):
        there = layout.read_month(home, name)
        if not disk.blank(there) and there != brought.get(name):
            raise UsageError("leave.error.not_empty")
    with_content = [name for name, raw in brought.items() if not disk.blank(raw)]
    for damage in lost_months(home, with_content):
        raise damage.error


def _put(home: Path, one: MonthFile, before: int, every: int) -> None:
    """Write a month; when that fails, say how many stand already."""
    file = month_file(one.name)
    try:
        old = layout.existing_month(home, one.name)
        if old != one.raw:
            disk.replace(home / file, old, one.raw, file)
    except StoreError as error:
        if not before:
            raise
        reason = error.values.get("reason", error.key)
        values = {"place": Place(file), "reason": reason, "n": before, "every": every}
        raise StoreError("leave.error.half", **values) from error


def _check_kept(home: Path, one: MonthFile) -> None:
    if MonthFile(one.name, layout.read_month(home, one.name)).sha256 != one.sha256:
        raise StoreError("leave.error.not_kept", place=Place(month_file(one.name)))
