"""The months of an archive in a data folder that has no log."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ...errors import StoreError, UsageError
from ..files import disk
from ..files import layout as beside
from ..journal import cache
from ..journal import toml as guard
from ..journal.expected import Place
from ..journal.month import month
from .archive import Kept


def put_back(home: Path, months: Sequence[Kept]) -> None:
    """Write every month, byte for byte; one that is there already stays as it is.

    Raises:
        UsageError: the folder has a log of its own; nothing was written.
        StoreError: a month cannot be written or was written by a newer version.
    """
    _check_schema(months)
    disk.folder(home / "log")
    with disk.locked(home):
        _check_empty(home, months)
        for n, one in enumerate(months):
            _put(home, one, n, len(months))
        for one in months:
            _check_kept(home, one)
        cache.renew(home, filter(beside.is_month, disk.names(home / "log", "log")))


def _check_schema(months: Iterable[Kept]) -> None:
    """Refuse what a newer version wrote; what is damaged comes back as damaged as it was."""
    for one in months:
        for damage in month(one.raw, f"log/{one.name}").damaged:
            if damage.error.key == "store.error.newer":
                raise damage.error


def _check_empty(home: Path, months: Sequence[Kept]) -> None:
    """Refuse a folder with months, or backups of months, that the archive does not bring."""
    brought = {one.name: one.raw for one in months}
    for name in filter(beside.is_month, disk.names(home / "log", "log")):
        there = _contents(home, name)
        if not guard.blank(there) and there != brought.get(name):
            raise UsageError("leave.error.not_empty")
    for damage in beside.lost(
        home, [name for name, raw in brought.items() if not guard.blank(raw)]
    ):
        raise damage.error


def _put(home: Path, one: Kept, before: int, every: int) -> None:
    """Write a month; when that fails, say how many stand already."""
    file = f"log/{one.name}"
    try:
        old = disk.contents(home / file, file)
        if old != one.raw:
            disk.replace(home / file, old, one.raw, file)
    except StoreError as error:
        if not before:
            raise
        reason = error.values.get("reason", error.key)
        values = {"place": Place(file), "reason": reason, "n": before, "every": every}
        raise StoreError("leave.error.half", **values) from error


def _check_kept(home: Path, one: Kept) -> None:
    if Kept(one.name, _contents(home, one.name)).sha256 != one.sha256:
        raise StoreError("leave.error.not_kept", place=Place(f"log/{one.name}"))


def _contents(home: Path, name: str) -> bytes:
    return disk.contents(home / "log" / name, f"log/{name}") or b""
