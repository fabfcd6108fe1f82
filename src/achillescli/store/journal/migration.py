"""A month of an older schema, rewritten before the first entry is added to it."""

import datetime as dt
from pathlib import Path

from ...errors import Place, StoreError
from ..files import copying, disk, layout, toml
from . import schema
from .month import month

_BOM = b"\xef\xbb\xbf"


def migrate(home: Path, name: str, now: dt.datetime) -> None:
    """Rewrite a month in our schema, once and after a copy of it; the lock must be held.

    A month that cannot be read is left as it is.

    Raises:
        StoreError: it could not be copied or rewritten, and is as it was.
    """
    file = layout.month_file(name)
    old = layout.read_month(home, name)
    before = month(old, file)
    if before.damaged or disk.blank(old):
        return
    source = toml.text(old, file)
    stated = schema.number(toml.document(source, file), source, file)
    if stated == schema.CURRENT:
        return
    text = schema.upgrade(source, stated)
    new = (_BOM if old.startswith(_BOM) else b"") + text.encode()
    after = month(new, file)
    is_ours = schema.number(toml.document(text, file), text, file) == schema.CURRENT
    if not is_ours or after.damaged or len(after.entries) != len(before.entries):
        raise StoreError("store.error.not_kept", place=Place(file))
    copying.copy(home, name, now)
    disk.replace(home / file, old, new, file)
