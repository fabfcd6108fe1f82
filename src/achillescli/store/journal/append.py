"""Entries more at the end of a month; what stands there stays byte for byte."""

import datetime as dt
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ...core.log.corrections import counting_removals
from ...core.log.entries import KINDS, Assessment, Edit, Entry, Logged, Remove, Run
from ...core.log.values import copy, stated_table
from ...errors import Place, StoreError, UsageError
from ..files import copying, disk, layout, system
from ..files.layout import MONTHS, MonthFile, month_file
from ..files.lock import lock
from . import cache, refusals, schema
from .cache import Cache
from .edits import unfit_edits
from .expected import FlawError, expectation
from .load import load
from .missing import lost_months
from .month import Month, month

_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
_NOT_SAVED = "store.then.saved"
"""What is said after why a month cannot be added to."""


class _Addition(NamedTuple):
    """One month as it is and as it will be."""

    file: str
    old: bytes | None
    new: bytes


def new_id() -> str:
    """Return eight random signs, none of which looks like another."""
    return _signs(os.urandom(8))


def id_of(entry: Entry) -> str:
    """Return eight signs that follow from what an entry says."""
    from hashlib import sha256

    return _signs(sha256(_block(entry)).digest()[:8])


def _signs(raw: bytes) -> str:
    return "".join(_SIGNS[byte % len(_SIGNS)] for byte in raw)


def append(home: Path, table: dict[str, object], now: dt.datetime) -> Entry:
    """Add an entry at the end of the log, and return it; it is on the disk.

    Raises:
        UsageError: the table is no valid entry, or corrects what it cannot.
        StoreError: nothing was written, or the disk did not confirm it.
    """
    (entry,) = append_all(home, [table], now)
    return entry


def append_all(
    home: Path,
    tables: Sequence[Mapping[str, object]],
    now: dt.datetime,
    seen: Collection[str] | None = None,
) -> list[Entry]:
    """Add entries at the end of the log, all or none, and return them; they are on the disk.

    ``seen`` are the ids of the log by which recordings were found to be new.

    Raises:
        UsageError: a table is no valid entry, corrects what it cannot, or is a recording that
            another run added meanwhile.
        StoreError: nothing was written, or the disk did not confirm it.
    """
    entries = [_entry(table, now) for table in tables]
    disk.folder(home / MONTHS)
    with lock(home):
        # A kill or a power cut before the month is replaced takes the new entries and nothing
        # else: the log is as it was, since a month of an older schema keeps its entries.
        _check_corrections(home, entries)
        if seen is not None:
            _check_recordings(home, entries, seen)
        name = layout.month_of_writing(home, now)
        _migrate(home, [name], now)
        cached = cache.read(home)
        entries = _append(home, name, entries, now, cached)
        # From here on the entries are on the disk. The cache may be lost: it is made again.
        cache.renew(home, cached)
    return entries


def add(home: Path, by_month: Mapping[str, Sequence[Entry]], now: dt.datetime) -> tuple[str, ...]:
    """Add entries that exist already elsewhere, and return the copies made before it.

    Each month is replaced once, in the order of the mapping; the lock must be held.

    Raises:
        StoreError: nothing was written, or the months up to the named one were; that one too when
            the disk did not confirm it.
    """
    # Every month is made before one is replaced, so that one that has no room stops all of it;
    # and every copy is made before, so that there is a way back from each month.
    _migrate(home, by_month, now)
    cached = cache.read(home)
    additions = [_addition(home, name, entries, cached) for name, entries in by_month.items()]
    copies = [copying.copy(home, name, now) for name in by_month]
    for count, addition in enumerate(additions):
        # A kill here leaves the months before this one replaced, and the others as they were.
        try:
            _replace(home, addition)
        except StoreError as error:
            if not count or error.key == "store.error.unconfirmed":
                raise
            raise StoreError("merge.error.partly", place=Place(addition.file)) from error
    cache.renew(home, cached)
    return tuple(path for path in copies if path)


def _migrate(home: Path, names: Iterable[str], now: dt.datetime) -> None:
    """Rewrite months of an older schema, each after a copy of it."""
    if schema.STEPS:
        from .migration import migrate

        for name in names:
            migrate(home, name, now)


def _entry(table: Mapping[str, object], now: dt.datetime) -> Entry:
    try:
        entry = refusals.entry({"id": new_id(), "at": timestamp(now), **table})
    except FlawError as error:
        kind = KINDS.get(str(table.get("kind")), Logged)
        raise UsageError.of(expectation(error.flaws[0], kind)) from None
    if isinstance(entry, Assessment) and not entry.complete:
        raise UsageError("store.error.unanswered", place=Place())
    return entry


def timestamp(now: dt.datetime) -> dt.datetime:
    """Return the time in whole seconds, with an offset that TOML can hold."""
    offset = now.utcoffset() or dt.timedelta()
    minutes = dt.timedelta(minutes=offset // dt.timedelta(minutes=1))
    return now.astimezone(dt.timezone(minutes)).replace(microsecond=0)


def _check_corrections(home: Path, entries: Iterable[Entry]) -> None:
    """Refuse corrections that do not fit, or without which a later one does not.

    So is one of what another run took back meanwhile: two runs of `undo` would take one step.
    """
    made = [entry for entry in entries if isinstance(entry, Edit | Remove)]
    if not made:
        return
    journal = load(home, tolerant=True).entries
    gone = counting_removals(journal)
    for entry in made:
        if entry.of in gone:
            raise UsageError("log.error.gone", id=gone[entry.of].id)
    if unfit_edits((*journal, *made)):
        raise UsageError("store.error.correction", id=made[0].of)


def _check_recordings(home: Path, entries: Iterable[Entry], seen: Collection[str]) -> None:
    """Refuse a recording that another run added since it was found to be new."""
    if files := {entry.sha for entry in entries if isinstance(entry, Run) and entry.sha}:
        for entry in load(home, tolerant=True).entries:
            if isinstance(entry, Run) and entry.sha in files and entry.id not in seen:
                raise UsageError("recording.error.meanwhile")


def _append(
    home: Path, name: str, entries: list[Entry], now: dt.datetime, cached: Cache
) -> list[Entry]:
    old, here = _before(home, name, cached)
    entries = _with_own_ids(entries, here)
    # The new month is read back before it is written: only what is sound replaces the old one.
    addition = _with_blocks(name, old, here, entries)
    if addition is None and old and name > f"{now:%Y-%m}.toml":
        # A clock that was years ahead left a month to which all was added since, until it is full.
        return _append(home, layout.following_month(name), entries, now, cached)
    if addition is None:
        raise StoreError("store.error.no_room", place=Place(month_file(name)))
    _replace(home, addition)
    return entries


def _with_own_ids(entries: Iterable[Entry], here: Iterable[str]) -> list[Entry]:
    """Return the entries, each with an id that no other has."""
    known, found = set(here), []
    for entry in entries:
        own = entry
        while own.id in known:
            own = copy(own, id=new_id())
        known.add(own.id)
        found.append(own)
    return found


def _addition(home: Path, name: str, more: Sequence[Entry], cached: Cache) -> _Addition:
    """Return a month with entries more; what is written reads back as it was meant."""
    addition = _with_blocks(name, *_before(home, name, cached), more)
    if addition is None:
        raise StoreError("merge.error.no_room", place=Place(month_file(name)), n=len(more))
    return addition


def _before(home: Path, name: str, cached: Cache) -> tuple[bytes | None, list[str]]:
    """Return a month that can be added to, and the ids in it."""
    try:
        old = layout.existing_month(home, name)
    except StoreError as error:
        raise error.and_then(_NOT_SAVED) from error.__cause__
    before = cached.month(MonthFile(name, old or b""))
    _check_whole(home, name, before)
    return old, [entry.id for entry in before.entries]


def _with_blocks(
    name: str, old: bytes | None, known: Sequence[str], more: Sequence[Entry]
) -> _Addition | None:
    """Return a month with a block more for each entry; None when it would not be whole."""
    file = month_file(name)
    new = _start(old or b"") + b"".join(b"\n" + _block(entry) for entry in more)
    after = month(new, file)
    read = after.entries[len(known) :]
    ids = [*known, *(entry.id for entry in more)]
    if after.damaged or [entry.id for entry in after.entries] != ids or not _same(read, more):
        return None
    return _Addition(file, old, new)


def _same(read: Iterable[Entry], meant: Iterable[Entry]) -> bool:
    """Whether entries are the same; as written, since nan equals nothing."""
    pairs = zip(read, meant, strict=True)
    return all(one == other or _block(one) == _block(other) for one, other in pairs)


def _replace(home: Path, addition: _Addition) -> None:
    if addition.old is None:
        # A new file is lost in a power cut with the folder that it is in, if that was not synced.
        _confirm_folders(home)
    disk.replace(home / addition.file, addition.old, addition.new, addition.file)


def _confirm_folders(home: Path) -> None:
    """Make the names of the folders last, which an earlier run may have made and not confirmed.

    A folder that may be passed through and not read cannot be asked for this.
    """
    with disk.refusing("write", MONTHS):
        for folder in (home, home.parent):
            with suppress(PermissionError):
                system.sync_folder(folder)


def _check_whole(home: Path, name: str, before: Month) -> None:
    """Refuse to write to a month that is damaged, that is elsewhere, or that was emptied."""
    others = {other for other in layout.months(home) if other != name}
    lost = () if before.entries or before.damaged else lost_months(home, others)
    for damage in (*before.damaged, *(one for one in lost if one.place.file == month_file(name))):
        raise damage.error.and_then(_NOT_SAVED)


def _start(old: bytes) -> bytes:
    """Return the old bytes as they are, ready for a block more."""
    start = old if old.endswith(b"\n") or not old.strip(b"\xef\xbb\xbf") else old + b"\n"
    if disk.blank(old):
        start += f"schema = {schema.CURRENT}\n".encode()
    return start


def _block(entry: Entry) -> bytes:
    import tomli_w

    fields = stated_table(entry)
    heading, _, rest = tomli_w.dumps({"entry": fields}).partition("\n")
    return f"[{heading}]\n{rest}".encode()
