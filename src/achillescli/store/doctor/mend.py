"""Repairs carried out on the disk; a month as it was stays beside it."""

import datetime as dt
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ...errors import Place, StoreError
from ..files import disk, system
from ..files.layout import CACHE, MonthFile, month_file
from ..files.lines import ids
from ..files.lock import lock
from ..journal import cache
from ..journal.load import load
from ..journal.month import Month, month
from ..journal.witness import confirm, is_missed
from . import copies, inventory
from .finding import Mending
from .repairs import repairs


def mendings(home: Path) -> tuple[Mending, ...]:
    """Return everything that can be mended without guessing; nothing is changed."""
    found = [
        one for name in inventory.month_names(home) if (one := of_month(home, name)) is not None
    ]
    if left := tuple(inventory.leftovers(home)):
        found.append(Mending("leftover", left))
    seen = tuple(inventory.shared_files(home))
    if seen and system.keeps_modes(home):
        found.append(Mending("private", seen))
    raws = inventory.raws(home)
    if is_unlike(home, raws, {name: month(raw, month_file(name)) for name, raw in raws.items()}):
        found.append(Mending("cache", (CACHE,)))
    return (*found, *_gaps(home))


def is_unlike(home: Path, raws: Mapping[str, bytes], months: Mapping[str, Month]) -> bool:
    """Return whether the cache holds other entries of a month than its very bytes do."""
    cached = cache.read(home)
    files = (MonthFile(name, raw) for name, raw in raws.items())
    return any(cached.knows(file) and cached.month(file) != months[file.name] for file in files)


def _gaps(home: Path) -> Iterator[Mending]:
    """Yield what is missed of each month, for a person to let go."""
    with suppress(StoreError):
        for damage in load(home, tolerant=True).damaged:
            if is_missed(damage):
                gone = tuple(sorted(damage.error.values["ids"]))
                yield Mending("gone", (damage.place.file,), gone=gone)


def of_month(home: Path, name: str) -> Mending | None:
    """Return how one month can be mended, if it can; one that a backup surpasses is not."""
    file = month_file(name)
    try:
        raw = disk.contents(home / file, file)
    except StoreError:
        return None
    found = repairs(raw, file) if raw else ()
    if not raw or not found:
        return None
    new = found[-1].new
    mending = Mending("month", (file,), found, raw, len(month(new, file).entries))
    surpassed = mending.loses and copies.better_backup(home, name, ids(new))
    return None if surpassed else mending


def mend(home: Path, mending: Mending, now: dt.datetime) -> str | None:
    """Carry out what was shown; return the file in which a month is kept as it was.

    Raises:
        StoreError: nothing was changed, or the disk did not confirm it.
    """
    if mending.key == "private":
        for file in mending.files:
            with disk.refusing("write", file), suppress(FileNotFoundError):
                _make_private(home / file)
        return None
    with lock(home):
        if mending.key == "month":
            return _mend_month(home, mending, now)
        if mending.key == "gone":
            confirm(home, mending.gone)
            cache.renew(home)
            return None
        for file in mending.files:
            disk.drop(home / file, file)
    return None


def _mend_month(home: Path, mending: Mending, now: dt.datetime) -> str:
    file, new = mending.files[0], mending.repairs[-1].new
    if disk.contents(home / file, file) != mending.old:
        raise StoreError("store.error.changed", place=Place(file))
    if not (home / file).stat().st_mode & stat.S_IWUSR:
        raise StoreError("store.error.read_only", place=Place(file))
    kept = f"{file}.as-it-was-{now:%Y%m%dT%H%M%S}"
    if os.path.lexists(home / kept):
        raise StoreError("store.error.changed", place=Place(kept))
    disk.replace(home / kept, None, mending.old, kept)
    disk.replace(home / file, mending.old, new, file)
    return kept


def _make_private(path: Path) -> None:
    mode = path.stat().st_mode
    path.chmod(stat.S_IMODE(mode) & ~inventory.OTHERS)
    if path.stat().st_mode & inventory.OTHERS:
        raise StoreError("store.error.unkept", place=Place(path.name))
