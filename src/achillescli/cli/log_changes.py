"""What was logged, and its corrections."""

import datetime as dt
import json
import sys
from collections.abc import Sequence
from typing import Any

import typer
from pydantic import ValidationError

from ..core import entries
from ..core.answers import Answers
from ..core.entries import FIXED, Assessment, Edit, Entry, Remove
from ..errors import UsageError
from ..render import log as render
from . import fields, typed
from .book import Book, refusal
from .here import Here
from .options import Options

DAYS = 14


def add(log: typer.Typer, here: Here) -> None:
    """Add `list`, `edit` and `remove`."""
    options = Options(here.words, "help/log")
    last, every = options.value("days"), options.switch("all")
    as_json, which = (
        options.switch("json"),
        typer.Argument(metavar="ID", show_default=False, hidden=True),
    )
    changes = typer.Argument(metavar="FIELD=VALUE", show_default=False, hidden=True)

    @log.command("list", help=options.help("list"))
    def show(*, days: str | None = last, all_: bool = every, json_: bool = as_json) -> None:
        back = DAYS if days is None else typed.whole(days, "--days", 9999)
        _list(here, dt.date.min if all_ else here.today - dt.timedelta(days=back), json_)

    @log.command("edit", help=options.help("edit"))
    def edit(id_: str = which, changed: list[str] = changes) -> None:
        book = Book(here)
        change(book, found(book, id_), changed)
        book.tell()

    @log.command("remove", help=options.help("remove"))
    def remove(id_: str = which) -> None:
        book = Book(here)
        _remove(book, id_)
        book.tell()


def _list(here: Here, after: dt.date, as_json: bool) -> None:  # noqa: FBT001
    book = Book(here)
    rows = [entry for entry in alive(book) if entry.date > after]
    damaged = book.unreadable()
    if as_json:
        found = {"entries": [render.as_table(e) for e in rows], "unreadable": damaged}
        sys.stdout.write(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
        return
    if rows:
        render.show_list(book.screen, here.words, rows)
    else:
        book.screen.say(here.words("log.empty"))


def alive(book: Book) -> Sequence[Entry]:
    """Return what counts, as corrected, and the corrections that brought it there."""
    gone = entries.removed(book.journal)
    made = [e for e in book.journal if isinstance(e, Edit | Remove) and e.id not in gone]
    return entries.ordered([*book.log, *made])


def found(book: Book, id_: str) -> Entry:
    """Return the entry with an id, as corrected so far.

    Raises:
        UsageError: there is none, or it is a correction itself.
    """
    for entry in alive(book):
        if entry.id == id_:
            if isinstance(entry, Edit | Remove):
                raise UsageError("log.error.correction")
            return entry
    raise UsageError("log.error.id")


def change(book: Book, entry: Entry, assignments: Sequence[str]) -> None:
    """Store an edit that gives fields of an entry other values; field= takes one out.

    Raises:
        UsageError: a field is unknown, its value cannot be read, or the result is not valid.
    """
    new: dict[str, Any] = {}
    for name, text in map(fields.pair, assignments):
        if name in new:
            raise UsageError("log.error.twice", name=name)
        new[name] = _read(book.here, entry, name, text)
    if isinstance(entry, Assessment) and "date" in new and entry.answers.date:
        new["answers.date"] = new["date"]
    values = {name: value for name, value in new.items() if value is not None}
    unset = [name for name, value in new.items() if value is None]
    today = book.here.today
    made = Edit(id="new", kind="edit", date=today, of=entry.id, set=values, unset=tuple(unset))
    try:
        entries.edited(entry, made)
    except ValidationError as error:
        raise refusal(error, entry.kind) from error
    book.add("edit", today, of=entry.id, set=values or None, unset=unset or None)


def _read(here: Here, entry: Entry, name: str, text: str) -> Any:
    """Return the new value of a field; None to take it out."""
    if name in FIXED:
        raise UsageError("log.error.fixed", name=name)
    inside = isinstance(entry, Assessment) and "." in name
    model = Answers if inside else type(entry)
    taken = fields.schema(model, name.removeprefix("answers.") if inside else name)
    return fields.value(here, name, taken, text) if text else None


def _remove(book: Book, id_: str) -> None:
    """Store that an entry, or a correction, does not exist.

    Raises:
        UsageError: there is no such entry.
    """
    entry = next((e for e in alive(book) if e.id == id_), None)
    if entry is None:
        raise UsageError("log.error.id")
    book.remove(entry, "log.removed")
