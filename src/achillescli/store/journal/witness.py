"""Entries that are known to have been in the log and are there no longer.

The cache and the newest backup of each month witness them, and corrections do; a copy beside a
month may hold what another machine wrote. A witness can withhold advice, and never give it:
without any, a log is what its months say. An entry ends to be missed when it is back, when a
removal names it, or when a person said that it may be gone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ...core.log.corrections import removed_ids
from ...core.log.entries import Edit, Entry, Remove
from ...errors import Place, StoreError
from ..files import disk, layout
from ..files.layout import GONE, Backup, month_file
from ..files.lines import ids
from .month import Damage

Known = dict[str, str]
"""Ids, each with the month such as 2026-11 in which it stood."""


def backup_ids(home: Path, raws: Mapping[str, bytes], names: Iterable[str]) -> Known:
    """Return the ids in the newest backup of each month that its bytes do not show.

    The bytes of the months are by name; ``names`` are those of the backups.
    """
    found: Known = {}
    newest = {backup.month: backup for backup in layout.in_order(names)}
    for month, backup in newest.items():
        raw = _contents(home, backup)
        live = raws.get(f"{month}.toml", b"")
        if not live.startswith(raw):  # what is only added to begins with its backup
            found |= dict.fromkeys(ids(raw) - ids(live), month)
    return found


def _contents(home: Path, backup: Backup) -> bytes:
    with suppress(StoreError):
        return disk.contents(home / backup.file, backup.file) or b""
    return b""


def changed_ids(entries: Iterable[Entry]) -> Known:
    """Return the ids that corrections name; what they name was there, in their month or before."""
    made = (entry for entry in entries if isinstance(entry, Edit | Remove) and entry.at)
    return {entry.of: f"{entry.at}"[:7] for entry in made}


def missed_ids(
    home: Path, known: Known, entries: Collection[Entry], raws: Iterable[bytes]
) -> Known:
    """Return what is known to have been in the log and is missed there."""
    here = {entry.id for entry in entries}
    gone = {ident: month for ident, month in known.items() if ident not in here}
    if gone:
        let_go = (
            removed_ids(entries) | confirmed_ids(home) | {one for raw in raws for one in ids(raw)}
        )
        gone = {ident: month for ident, month in gone.items() if ident not in let_go}
    return gone


def confirmed_ids(home: Path) -> frozenset[str]:
    """Return the ids of which a person said that they may be gone."""
    try:
        return frozenset((disk.contents(home / GONE, GONE) or b"").decode().split())
    except (StoreError, UnicodeDecodeError):
        return frozenset()


def confirm(home: Path, gone: Iterable[str]) -> None:
    """Keep that these ids may be gone; the lock must be held.

    Raises:
        StoreError: it could not be written.
    """
    old = disk.contents(home / GONE, GONE)
    new = "".join(f"{ident}\n" for ident in sorted({*gone} - confirmed_ids(home)))
    if new:
        disk.replace(home / GONE, old, (old or b"") + new.encode(), GONE)


def is_missed(damage: Damage) -> bool:
    """Return whether entries are missed, and what is there of the month can be read."""
    return damage.error.key.startswith("store.error.gone")


def damages(home: Path, gone: Known, known: Collection[str]) -> Iterator[Damage]:
    """Yield what each month lacks, with the file that has most of it.

    What is not ``known`` to have been in the log is in a copy beside it.
    """
    by_month: dict[str, set[str]] = {}
    for ident, month in gone.items():
        by_month.setdefault(month, set()).add(ident)
    for month, lacking in sorted(by_month.items()):
        values: dict[str, object] = {"place": Place(month_file(f"{month}.toml"))}
        n, key, file = max(_ways_back(home, month, lacking), default=(0, "gone", ""))
        if lacking.isdisjoint(known):
            key = "gone_beside"
        name = file.rpartition("/")[2].removesuffix(".toml")
        values |= {"n": len(lacking), "found": n, "file": file, "name": name, "ids": lacking}
        yield Damage(StoreError(f"store.error.{key}", **values))


def _ways_back(home: Path, month: str, lacking: set[str]) -> Iterator[tuple[int, str, str]]:
    """Yield how many of the lacking ids each copy and backup has, by which way, and its file."""
    with suppress(StoreError):
        for name in layout.copies(home):
            with suppress(StoreError):
                raw = layout.read_month(home, name)
                if n := len(lacking & ids(raw)):
                    yield n, "gone_copy", month_file(name)
    with suppress(StoreError):
        for backup in layout.backups(home):
            if backup.month == month and (n := len(lacking & ids(_contents(home, backup)))):
                yield n, "gone_backup", backup.file
