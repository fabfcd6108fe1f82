"""One entry written, after the copies that the day's first one needs."""

from ... import store
from ...core.log.entries import Entry
from ...store.backups import daily
from ..context import Context


def append(context: Context, table: dict[str, object]) -> Entry:
    """Store an entry; that a copy failed is said, and does not stop it.

    Raises:
        UsageError: the entry breaks a rule of its kind.
        StoreError: it could not be written.
    """
    context.read_clock()
    failed = daily.keep(context.home, context.now)
    entry = store.append(context.home, table, context.now)
    context.saved = True
    for warning in failed:
        context.complain(warning)
    return entry
