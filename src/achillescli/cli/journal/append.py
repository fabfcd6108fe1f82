"""Entries written, after the copies that the day's first one needs."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from ... import store
from ...core.log.entries import Entry
from ...errors import StoreError
from ...store.backups import daily
from ...store.files.layout import months
from ...store.journal.append import timestamp
from ..context import Context


def as_one(
    context: Context, tables: Sequence[Mapping[str, object]], journal: Iterable[Entry]
) -> Sequence[Mapping[str, object]]:
    """Return entries with a time of writing that nothing else has, by which they are one step.

    One entry alone needs none.
    """
    if len(tables) == 1:
        return tables
    at = timestamp(context.now).replace(microsecond=context.now.microsecond or 1)
    others = {entry.at for entry in journal}
    while at in others:
        at += dt.timedelta(microseconds=1)
    return [{"at": at, **table} for table in tables]


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
