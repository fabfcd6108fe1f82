"""A month of an older schema, rewritten before the first entry is added to it."""

import datetime as dt
from pathlib import Path

from ...errors import StoreError
from ..backups import daily as backup
from ..files import disk
from . import schema
from . import toml as guard
from .expected import Place
from .month import month

_BOM = b"\xef\xbb\xbf"


def migrate(home: Path, name: str, now: dt.datetime) -> None:
    """Rewrite a month in our schema, once and after a copy of it; the lock must be held.

    A month that cannot be read is left as it is.

    Raises:
        StoreError: it could not be copied or rewritten, and is as it was.
    """
    file = f"log/{name}"
    old = disk.contents(home / file, file) or b""
    before = month(old, file)
    if before.damaged or guard.blank(old):
        return
    source = guard.text(old, file)
    stated = schema.number(guard.document(source, file), source, file)
    if stated == guard.SCHEMA:
        return
    text = schema.upgraded(source, stated)
    new = (_BOM if old.startswith(_BOM) else b"") + text.encode()
    after = month(new, file)
    is_ours = schema.number(guard.document(text, file), text, file) == guard.SCHEMA
    if not is_ours or after.damaged or len(after.entries) != len(before.entries):
        raise StoreError("store.error.not_kept", place=Place(file))
    backup.copy(home, name, now)
    disk.replace(home / file, old, new, file)
