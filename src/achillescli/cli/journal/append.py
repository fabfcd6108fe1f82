"""Entries written, after the copies that the day's first one needs."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from ... import store
from ...core.log.entries import Entry
from ...errors import StoreError
from ...store.backups import daily
from ...store.files.layout import months
from ..context import Context


def append(context: Context, table: Mapping[str, object]) -> Entry:
    """Store one entry as ``append_all`` does."""
    (entry,) = append_all(context, [table])
    return entry


def append_all(
    context: Context,
    tables: Sequence[Mapping[str, object]],
    seen: Collection[str] | None = None,
) -> list[Entry]:
    """Store entries, all or none; that a copy failed is said, and does not stop it.

    Raises:
        UsageError: an entry breaks a rule of its kind, or is a recording that is not among the
            ids that were ``seen``, and in the log by now; or its date is that of a clock which
            cannot be right.
        StoreError: they could not be written.
    """
    context.read_clock()
    if any(table["date"] == context.today for table in tables):
        from ..inputs import dates

        dates.check_clock(context)
    begins = _is_new(context.home)
    failed = daily.keep(context.home, context.now)
    entries = store.append_all(context.home, tables, context.now, seen)
    context.saved = True
    context.new_log = context.new_log or begins
    for warning in failed:
        context.complain(warning)
    return entries


def _is_new(home: Path) -> bool:
    """Return whether there is no log yet; a folder that cannot be read has one, and is refused."""
    try:
        return not months(home)
    except StoreError:
        return False
