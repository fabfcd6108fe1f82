"""What only the log knows and a shell completes: entries and steps by id, fields, backups.

It runs while someone waits at a prompt: it loads no parser, and from a warm cache no pydantic.
"""

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from ...core.log import corrections
from ...core.log.entries import Edit, Entry, Remove
from ...core.log.values import table
from ...errors import AchillesError
from ...render.phrases import dates
from ...render.phrases.entries import entry_line, value_of
from ...store.files import layout
from ..context import Context
from . import reading

DAYS = dt.timedelta(days=14)
"""So far back entries and steps are offered."""


class Offer(NamedTuple):
    """A word that fits, and what it means."""

    word: str
    help: str


def write(context: Context, kind: str, typed: Sequence[str]) -> int:
    """Write what fits after some words, a row each; what is wrong with the log is not told here."""
    with suppress(AchillesError, OSError):
        for offer in OFFERS[kind](context, typed):
            told = "".join(sign if sign.isprintable() else " " for sign in offer.help)
            sys.stdout.write(f"{offer.word}||{told}\n")
    context.last.clear()
    return 0


def _entries(context: Context, _: Sequence[str]) -> Iterator[Offer]:
    """Yield the entries of the last days as they count, newest first."""
    yield from _offers(context, _counting(context, context.today - DAYS))


def _steps(context: Context, _: Sequence[str]) -> Iterator[Offer]:
    """Yield what was logged for the last days or changed in it, newest first."""
    journal = reading.journal(context, context.today - DAYS).entries
    gone = corrections.removed_ids(journal)
    made = [one for one in journal if isinstance(one, Edit | Remove) and one.id not in gone]
    yield from _offers(context, [*corrections.log_of(journal), *made])


def _counting(context: Context, since: dt.date | None) -> tuple[Entry, ...]:
    return corrections.log_of(reading.journal(context, since).entries)


def _offers(context: Context, entries: Sequence[Entry]) -> Iterator[Offer]:
    words = context.words
    for entry in reversed(corrections.by_date(entries)):
        if entry.date > context.today - DAYS:
            yield Offer(entry.id, f"{dates.day(words, entry.date)}, {entry_line(words, entry)}")


def _fields(context: Context, typed: Sequence[str]) -> Iterator[Offer]:
    """Yield the fields of an entry that can be set, or the values of the one that is typed."""
    from ..inputs import assignments

    ident, *given, current = typed if len(typed) > 1 else (*typed, "", "")[:2]
    found = _entry(context, ident)
    if found is None:
        return
    fields = dict(assignments.fields(type(found)))
    named, equals, _ = current.partition("=")
    if equals:
        values = assignments.value_names(context, fields[named]) if named in fields else ()
        yield from (Offer(f"{named}={value}", "") for value in values)
        return
    for name in fields:
        if not any(one.startswith(f"{name}=") for one in given):
            value = _value_of(table(found), name)
            yield Offer(f"{name}=", "" if value is None else value_of(context.words, value))


def _entry(context: Context, ident: str) -> Entry | None:
    """Return the entry of an id; old months are read only where it is not in the newest."""
    for since in (context.today - DAYS, None):
        for entry in _counting(context, since):
            if entry.id == ident:
                return entry
    return None


def _value_of(fields: Mapping[str, Any], name: str) -> Any:
    """Return the value of a field that may be in a part, or in the answers."""
    found: Any = {**fields, **fields.get("answers", {})}
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _backups(context: Context, _: Sequence[str]) -> Iterator[Offer]:
    """Yield the backups, newest first, each with the day on which it was made."""
    newest = sorted(layout.backups(context.home), key=lambda one: (one.made, one.month))
    for one in reversed(newest):
        made = dates.day(context.words, dt.date.fromisoformat(one.date)) if one.date else ""
        yield Offer(one.name.removesuffix(".toml"), made)


OFFERS: Mapping[str, Callable[[Context, Sequence[str]], Iterator[Offer]]] = {
    "entry": _entries,
    "step": _steps,
    "field": _fields,
    "backup": _backups,
}
"""What can be asked for, by the name that the scripts use."""
