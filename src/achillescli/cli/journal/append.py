"""One entry written, after the copies that the day's first one needs."""

from pathlib import Path

from ... import store
from ...core.log.entries import Entry
from ...errors import StoreError
from ...store.backups import daily
from ...store.files.layout import months
from ..context import Context


def append(context: Context, table: dict[str, object]) -> Entry:
    """Store an entry; that a copy failed is said, and does not stop it.

    Raises:
        UsageError: the entry breaks a rule of its kind.
        StoreError: it could not be written.
    """
    context.read_clock()
    begins = _is_new(context.home)
    failed = daily.keep(context.home, context.now)
    entry = store.append(context.home, table, context.now)
    context.saved = True
    context.new_log = context.new_log or begins
    for warning in failed:
        context.complain(warning)
    return entry


def _is_new(home: Path) -> bool:
    """Return whether there is no log yet; a folder that cannot be read has one, and is refused."""
    try:
        return not months(home)
    except StoreError:
        return False
