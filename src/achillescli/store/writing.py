"""One entry more at the end of the month of writing."""

import datetime as dt
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..core import entries
from ..core.entries import KINDS, Assessment, Edit, Entry, Logged, Remove
from ..errors import StoreError, UsageError
from ..expected import Place, expected
from . import beside, cache, disk, guard
from .journal import load, sound
from .month import month

_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    """Return eight random signs, none of which looks like another."""
    return "".join(_SIGNS[byte % len(_SIGNS)] for byte in os.urandom(8))


def append(home: Path, table: dict[str, object], now: dt.datetime) -> Entry:
    """Add an entry to the month of writing, and return it; it is on the disk.

    Raises:
        UsageError: the table is no valid entry, or corrects what it cannot.
        StoreError: nothing was written, or the disk did not confirm it.
    """
    entry = _entry(table, now)
    disk.folder(home / "log")
    with disk.locked(home):
        _check_correction(home, entry)
        name = f"{now:%Y-%m}.toml"
        entry = _appended(home, name, entry)
        names = disk.names(home / "log", "log")
        cache.renew(home, [other for other in names if beside.is_month(other)])
    return entry


def _entry(table: dict[str, object], now: dt.datetime) -> Entry:
    try:
        entry = entries.parse({"id": new_id(), "at": _timestamp(now), **table})
    except ValidationError as error:
        model = KINDS.get(str(table.get("kind")), Logged)
        first = error.errors(include_input=False, include_url=False)[0]
        key, values = expected(first, model)
        raise UsageError(key, **values) from None
    if isinstance(entry, Assessment) and not entry.complete:
        raise UsageError("store.error.unanswered", place=Place())
    return entry


def _timestamp(now: dt.datetime) -> dt.datetime:
    """Return the time in whole seconds, with an offset that TOML can hold."""
    offset = now.utcoffset() or dt.timedelta()
    minutes = dt.timedelta(minutes=offset // dt.timedelta(minutes=1))
    return now.astimezone(dt.timezone(minutes)).replace(microsecond=0)


def _check_correction(home: Path, entry: Entry) -> None:
    if isinstance(entry, Edit | Remove):
        _, bad = sound((*load(home, tolerant=True).entries, entry))
        if bad:
            raise UsageError("store.error.correction", id=entry.of)


def _appended(home: Path, name: str, entry: Entry) -> Entry:
    file = f"log/{name}"
    old = disk.contents(home / file, file)
    before = cache.read(home).month(name, old or b"") or month(old or b"", file)
    _check_whole(home, name, old or b"", before.damaged)
    while entry.id in {known.id for known in before.entries}:
        entry = entry.model_copy(update={"id": new_id()})
    new = _with_block(old or b"", entry)
    after = month(new, file)
    written = [known.id for known in before.entries] + [entry.id]
    if after.damaged or [e.id for e in after.entries] != written or after.entries[-1] != entry:
        raise StoreError("store.error.no_room", place=Place(file))
    disk.replace(home / file, old, new, file)
    return entry


def _check_whole(home: Path, name: str, old: bytes, damaged: Collection[Any]) -> None:
    """Refuse to write to a month that is damaged, or that should not be empty."""
    kept = () if guard.blank(old) else (name,)
    lost = [damage for damage in beside.lost(home, kept) if damage.place.file == f"log/{name}"]
    for damage in (*damaged, *lost):
        raise damage.error


def _with_block(old: bytes, entry: Entry) -> bytes:
    """Return the old bytes as they are, with one block more."""
    start = old if old.endswith(b"\n") or not old.strip(b"\xef\xbb\xbf") else old + b"\n"
    if guard.blank(old):
        start += f"schema = {guard.SCHEMA}\n".encode()
    return start + b"\n" + _block(entry)


def _block(entry: Entry) -> bytes:
    import tomli_w

    fields = entry.model_dump(exclude_unset=True, exclude_none=True, by_alias=True)
    heading, _, rest = tomli_w.dumps({"entry": fields}).partition("\n")
    return f"[{heading}]\n{rest}".encode()
