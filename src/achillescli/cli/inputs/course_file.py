"""A course file: answers, entries and the last date, in JSON or TOML."""

import datetime as dt
import json
from collections.abc import Callable
from errno import ENOENT
from typing import Any

from ...core.log import corrections
from ...core.log.entries import KINDS, Edit, Entry, Remove
from ...core.log.fields import FIRST_DATE, LAST_DATE
from ...core.log.values import dated_table
from ...errors import Sentence, UsageError
from ...store.journal import models
from ...store.journal.edits import unfit_edits
from ...store.journal.expected import FlawError, expectation
from ..context import Context
from ..names import like
from . import tables

Table = dict[str, Any]
Parser = Callable[[Table], Entry]


def read(context: Context, name: str) -> tuple[tuple[Entry, ...], dt.date]:
    """Return the log of a course file, and the last date to look at.

    Raises:
        UsageError: the file cannot be read or states no valid course.
    """
    table, parser = _table(name)
    until = _date(table.get("until"))
    answers, logged = table.get("answers"), table.get("entries", [])
    if not isinstance(answers, dict) or _day(answers.get("date")) is None:
        raise UsageError("replay.error.answers")
    if not isinstance(logged, list) or not all(isinstance(entry, dict) for entry in logged):
        raise UsageError("replay.error.entries")
    first = {"kind": "assessment", "id": "c0", "date": answers["date"], "answers": answers}
    journal = [_entry(context, parser, first, 0)]
    for number, entry in enumerate(logged, 1):
        journal.append(_entry(context, parser, {"id": f"c{number}"} | entry, number))
    _check_ids(journal)
    _complain(context, journal)
    return _corrected_log(journal), until


def _table(name: str) -> tuple[Table, Parser]:
    """Return the tables of a course file, and what reads its entries."""

    def from_json(text: str) -> Table:
        try:
            table: Table = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise UsageError("replay.error.form", file=name) from error
        return table

    file = tables.document(name, name, from_json)
    if file is None:
        raise UsageError("replay.error.file", file=name, reason=FileNotFoundError(ENOENT, ""))
    return file.tables, _from_json if file.in_json else models.entry


def _from_json(table: Table) -> Entry:
    return models.entry(dated_table(table))


def _day(value: object) -> dt.date | None:
    """Return a TOML date or an ISO string as a date."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _date(value: object) -> dt.date:
    found = _day(value)
    if found is None or not FIRST_DATE <= found <= LAST_DATE:
        raise UsageError("replay.error.until")
    return found


def _entry(context: Context, parser: Parser, table: Table, number: int) -> Entry:
    try:
        return parser(table)
    except FlawError as error:
        raise _refusal(context, error, table.get("kind"), number) from error
    except ValueError as error:
        raise UsageError("replay.error.text", number=number) from error


def _refusal(context: Context, error: FlawError, kind: object, number: int) -> UsageError:
    """Return what was expected; a key that nothing knows is named before what is missing."""
    known = KINDS.get(kind if isinstance(kind, str) else "")
    if known is None:
        return UsageError("replay.error.kind", number=number, kinds=", ".join(KINDS))
    reason = context.words.sentence(expectation(error.first, known))
    where = "replay.error.entry" if number else "replay.error.first"
    return UsageError(where, number=number, reason=reason)


def _check_ids(journal: list[Entry]) -> None:
    """Refuse an id that is used twice, and one that nothing has."""
    known: set[str] = set()
    for number, entry in enumerate(journal):
        if entry.id in known:
            raise UsageError("replay.error.same_id", number=number)
        known.add(entry.id)
    for number, entry in enumerate(journal):
        if isinstance(entry, Edit | Remove) and entry.of not in known:
            raise UsageError("replay.error.unknown_id", number=number)


def _corrected_log(journal: list[Entry]) -> tuple[Entry, ...]:
    if bad := unfit_edits(journal):
        raise UsageError("replay.error.edit", number=journal.index(bad[0]))
    return corrections.log_of(journal)


def _complain(context: Context, journal: list[Entry]) -> None:
    """Name the keys that no entry knows; they change nothing."""
    for number, entry in enumerate(journal):
        for key in entry.extra or ():
            nearest = like(key, type(entry).fields) or "-"
            values = {"number": number, "field": key, "nearest": nearest}
            context.complain(Sentence("replay.warning.key", values))
