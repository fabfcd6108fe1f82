"""A backup beside its month as it is, and put in its place."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...core.log.entries import Entry
from ...errors import Place, StoreError
from ..files import copying, disk, layout
from ..files.layout import MONTHS, Backup, month_file
from ..files.lines import ids
from ..files.lock import lock
from ..journal import cache, witness
from ..journal.missing import ids_of_copy
from ..journal.month import Damage, Month, month


class Comparison(NamedTuple):
    """A backup, its month, and their bytes; None for a month that is not there."""

    backup: Backup
    new: bytes
    held: Month
    old: bytes | None
    live: Month

    @property
    def name(self) -> str:
        """The name of the backup, as typed to restore it."""
        return self.backup.name.removesuffix(".toml")

    @property
    def made(self) -> str:
        """When the backup was made, as its name says."""
        return self.backup.made

    @property
    def file(self) -> str:
        """The name of the month in the data folder."""
        return month_file(f"{self.backup.month}.toml")

    @property
    def total(self) -> int:
        """How many entries the backup holds, as far as it can be read."""
        return len(self.held.entries)

    @property
    def is_whole(self) -> bool:
        """Whether the backup can be read."""
        return not self.held.damaged

    @property
    def is_known(self) -> bool:
        """Whether the month can be read as it is."""
        return not self.live.damaged

    @property
    def is_same(self) -> bool:
        """Whether the month holds the very bytes of the backup."""
        return self.old == self.new

    @property
    def added(self) -> tuple[Entry, ...]:
        """What only the backup holds."""
        return _only(self.held, self.live)

    @property
    def lost(self) -> tuple[Entry, ...]:
        """What only the month holds."""
        return _only(self.live, self.held)

    @property
    def changed(self) -> tuple[tuple[Entry, Entry], ...]:
        """What both hold with other values: as it is, and as it would be."""
        now = {entry.id: entry for entry in self.live.entries}
        both = ((now[entry.id], entry) for entry in self.held.entries if entry.id in now)
        return tuple((is_, would_be) for is_, would_be in both if is_ != would_be)

    @property
    def hidden(self) -> int:
        """How many entries seem to stand in what cannot be read of the month alone."""
        if not self.live.damaged:
            return 0
        known = {entry.id for one in (self.held, self.live) for entry in one.entries}
        return len(ids(self.old or b"") - known)


def _only(one: Month, other: Month) -> tuple[Entry, ...]:
    known = {entry.id for entry in other.entries}
    return tuple(entry for entry in one.entries if entry.id not in known)


def comparison(home: Path, backup: Backup) -> Comparison:
    """Return a backup beside its month; what cannot be read of either is listed as damaged."""
    new, held = _read(home, backup.file)
    old, live = _read(home, month_file(f"{backup.month}.toml"))
    return Comparison(backup, new or b"", held, old, live)


def _read(home: Path, file: str) -> tuple[bytes | None, Month]:
    try:
        raw = disk.contents(home / file, file, copying.MOST_BYTES)
    except StoreError as error:
        return None, Month(damaged=(Damage(error),))
    return raw, month(raw or b"", file)


def copies_of(home: Path, found: Comparison) -> Iterator[dict[str, object]]:
    """Yield each file beside the months with entries of this month that its backup lacks."""
    held = {entry.id for entry in found.held.entries}
    for name in layout.beside(home):
        known = ids_of_copy(home, name)
        is_of_month = layout.month_of_copy(name) == found.backup.month or known & held
        if is_of_month and (n := len(known - held)):
            yield {"file": month_file(name), "n": n}


def check(found: Comparison) -> None:
    """Refuse a backup that cannot take the place of a month.

    Raises:
        StoreError: it cannot be read whole, or has no content.
    """
    for damage in found.held.damaged:
        raise damage.error
    if disk.blank(found.new):
        raise StoreError("backup.error.empty", place=Place(found.backup.file))


def restore(home: Path, found: Comparison, now: dt.datetime) -> str | None:
    """Put the bytes of a backup in the place of its month, as both were compared.

    Returns where the month was copied to first; None when it had no content.

    Raises:
        StoreError: the month is as it was, or the disk did not confirm what was written.
    """
    check(found)
    disk.folder(home / MONTHS)
    with lock(home):
        copied = copying.copy(home, found.backup.month, now)
        # Before the month is replaced: what was shown to be lost is missed by nobody then.
        witness.confirm(home, [entry.id for entry in found.lost])
        disk.replace(home / found.file, found.old, found.new, found.file)
        cache.renew(home)
    return copied
