"""What was logged, and its corrections."""

import datetime as dt
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
from .course import write_json
from .here import Here
from .log_session import after_pain, too_much_now
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
        _list(here, None if all_ else here.today - dt.timedelta(days=back), as_json=json_)

    @log.command("edit", help=options.help("edit"))
    def edit(id_: str = which, changed: list[str] = changes) -> None:
        book = Book(here)
        before = found(book, id_)
        change(book, before, changed)
        after = found(book, id_)
        if too_much_now(before, after):
            after_pain(book, after)
        book.tell()

    @log.command("remove", help=options.help("remove"))
    def remove(id_: str = which) -> None:
        book = Book(here)
        _remove(book, id_)
        book.tell()


def _list(here: Here, after: dt.date | None, *, as_json: bool) -> None:
    """Write the entries after a date; without one all, also what was removed."""
    book = Book(here)
    damaged = book.unreadable()
    if as_json:
        rows = _after(after, alive(book))
        found = {"entries": [render.as_table(e) for e in rows], "unreadable": damaged}
        write_json(found, indent=1)
        return
    gone = entries.removed(entries.by_time(book.journal))
    rows = _after(after, alive(book))
    if after is None:
        rows = entries.ordered([*rows, *(e for e in book.journal if e.id in gone)])
    else:
        rows = [e for e in rows if not isinstance(e, Remove) and getattr(e, "of", None) not in gone]
    if rows:
        render.show_list(book.screen, here.words, rows, gone)
    else:
        book.screen.say(here.words("log.empty"))


def _after(date: dt.date | None, rows: Sequence[Entry]) -> Sequence[Entry]:
    return [entry for entry in rows if date is None or entry.date > date]


def alive(book: Book) -> Sequence[Entry]:
    """Return what counts, as corrected, and the corrections that brought it there."""
    gone = entries.removed(entries.by_time(book.journal))
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
