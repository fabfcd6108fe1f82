"""What was logged, and its corrections."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import typer

from ....core.log import corrections, history
from ....core.log.answers import Answers
from ....core.log.corrections import FIXED, EditError
from ....core.log.entries import KINDS, Assessment, Edit, Entry, Remove
from ....core.programme.stop import stops_now
from ....errors import NOWHERE, UsageError
from ....render.data.entries import listed_entries
from ....render.phrases import corrections as render
from ....render.phrases.entries import entry_name
from ....store.journal import models
from ....store.journal.expected import FlawError, expectation
from ...context import Context
from ...inputs import amounts, assignments
from ...inputs.options import NUMBERS, Options, refuse_unknown
from ...journal import find
from ...journal.course import write_json
from ...journal.logbook import Logbook
from ...journal.signs import after_pain

DAYS = 14


def add(log: typer.Typer, context: Context) -> None:
    """Add `list`, `edit` and `remove`."""
    options = Options(context.words, "help/log")
    last, every = options.value("days"), options.switch("all")
    as_json, which = options.switch("json"), options.required_words("id")
    changes = options.required_words("changes")

    @log.command("list", help=options.help("list"))
    def show(*, days: str | None = last, all_: bool = every, json_: bool = as_json) -> None:
        back = DAYS if days is None else amounts.whole(days, "--days", 9999)
        _list(context, None if all_ else context.today - dt.timedelta(days=back), as_json=json_)

    @log.command("edit", help=options.help("edit"), context_settings=NUMBERS)
    def edit(parser: typer.Context, id_: str = which, changed: list[str] = changes) -> None:
        refuse_unknown(parser, [id_])
        book = Logbook(context)
        before = entry_of(book, id_)
        fields = dict(assignments.fields(type(before)))
        bare = (word for word in changed if "=" not in word)
        refuse_unknown(parser, [word for word in bare if word.lstrip("-") not in fields])
        after = change(book, before, changed)
        if after is None:
            return
        if stops_now(before, after):
            after_pain(book, after)
        book.tell()

    @log.command("remove", help=options.help("remove"))
    def remove(id_: str = which) -> None:
        book = Logbook(context)
        book.correct("remove", find.in_force(book, id_))
        book.tell()


def _list(context: Context, after: dt.date | None, *, as_json: bool) -> None:
    """Write the entries after a date; without one all, with their corrections and removals."""
    book = Logbook(context)
    damaged = book.unreadable()
    rows: Sequence[Entry] = [
        entry for entry in corrections.by_date(alive(book)) if after is None or entry.date > after
    ]
    if as_json:
        write_json(listed_entries(rows, damaged), indent=1)
        return
    made = history.revisions(book.journal)
    gone = corrections.removed_ids(book.journal)
    days = book.colours()
    if after is None:
        rows = _every(made)
        render.show_all(book.out, context.words, rows, made, gone, days)
    else:
        rows = [e for e in rows if not isinstance(e, Remove) and getattr(e, "of", None) not in gone]
        by_id = {step.made.id: step for step in made}
        render.show_list(book.out, context.words, rows, by_id, days)
    if not rows:
        book.out.say(context.words("log.empty_damaged" if damaged else "log.empty"))


def _every(made: Sequence[history.Revision]) -> Sequence[Entry]:
    """Return every entry as it last counted, and corrections of what the log does not have."""
    known = {step.made.id: step.made for step in made}
    last: dict[str, Entry] = {}
    for step in made:
        entry = step.after or last.get(step.origin) or known.get(step.origin) or step.made
        last[entry.id] = entry
    return corrections.by_date(last.values())


def alive(book: Logbook) -> Sequence[Entry]:
    """Return what counts, as corrected, and the corrections that brought it there."""
    gone = corrections.removed_ids(book.journal)
    made = [e for e in book.journal if isinstance(e, Edit | Remove) and e.id not in gone]
    return (*book.log, *made)


def entry_of(book: Logbook, id_: str) -> Entry:
    """Return the entry with an id, as corrected so far.

    Raises:
        UsageError: there is none, it was removed, or it is a correction itself.
    """
    written = find.in_force(book, id_)
    entry = book.counting(written.id)
    if entry is None:
        raise UsageError("log.error.correction", id=written.id)
    return entry


def change(book: Logbook, entry: Entry, changed: Sequence[str]) -> Entry | None:
    """Store an edit that gives fields of an entry other values; field= takes one out.

    Returns the entry as it counts now; None when nothing changes and nothing is stored.

    Raises:
        UsageError: a field is unknown, its value cannot be read, or the result is not valid.
    """
    new: dict[str, Any] = {}
    for name, text in map(assignments.pair, assignments.texts(changed)):
        if name in new:
            raise UsageError("log.error.twice", name=name)
        new[name] = _new_value(book.context, entry, name, text)
    if isinstance(entry, Assessment) and "date" in new and entry.answers.date:
        new["answers.date"] = new["date"]
    values = {name: value for name, value in new.items() if value is not None}
    unset = [name for name, value in new.items() if value is None]
    words = book.context.words
    after = _entry_after(entry, values, unset)
    if not render.changes(words, entry, after):
        book.context.remark(words("log.same", what=entry_name(words, entry)))
        return None
    stop = after.date if stops_now(entry, after) else None
    book.correct("edit", entry, stop=stop, set=values, unset=unset)
    return book.counting(entry.id)


def _entry_after(entry: Entry, values: dict[str, Any], unset: Sequence[str]) -> Entry:
    """Return the entry as it would be.

    Raises:
        UsageError: that is not a valid one.
    """
    made = Edit(id="new", kind="edit", date=entry.date, of=entry.id, set=values, unset=tuple(unset))
    try:
        edited = corrections.entry_after(entry, made)
    except EditError as error:
        edited = _entry_of(entry.kind, error.table)
    if isinstance(edited, Assessment) and not edited.complete:
        raise UsageError("store.error.unanswered", place=NOWHERE)
    return edited


def _entry_of(kind: str, table: Mapping[str, Any]) -> Entry:
    """Return the entry that a table states, or say why it states none, without its values."""
    try:
        return models.entry(table)
    except FlawError as error:
        raise UsageError.of(expectation(error.flaws[0], KINDS[kind])) from None


def _new_value(context: Context, entry: Entry, name: str, text: str) -> Any:
    """Return the new value of a field; None to take it out."""
    if name in FIXED:
        raise UsageError("log.error.fixed", name=name)
    inside = isinstance(entry, Assessment) and "." in name
    model = Answers if inside else type(entry)
    taken = assignments.field(model, name.removeprefix("answers.") if inside else name)
    return assignments.value(context, name, taken, text) if text else None
