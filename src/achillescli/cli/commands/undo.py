"""Steps back in the log, and forth again."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import typer

from ...core.log import history
from ...core.log.corrections import counting_removals
from ...core.log.entries import Entry, Remove, Run
from ...core.log.values import copy
from ...core.views.together import together
from ...errors import UsageError
from ...render.data import steps
from ...render.data.entries import added_entries
from ..context import Context
from ..inputs.options import Options
from ..journal import find
from ..journal.course import write_json
from ..journal.logbook import Logbook

LATEST = 15
"""How many steps the list shows."""


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    options = Options(context.words, "help/undo")
    which = typer.Argument(None, metavar="[ID]", show_default=False, hidden=True)
    listed, for_program = options.switch("list"), options.switch("json")

    @app.command("undo", help=context.words("help/undo.help"))
    def undo(*, id_: str | None = which, list_: bool = listed, json: bool = for_program) -> None:
        context.for_program = json
        if list_ and id_ is not None:
            raise UsageError("log.error.id_or_list")
        if list_:
            _list(Logbook(context))
        else:
            _take_back(Logbook(context), id_)
            if json:
                write_json(added_entries(context.added))


def newest(book: Logbook) -> Entry | None:
    """Return the last step that counts and is no step back itself; None without one.

    The last is the one that stands last in the files, whatever the clock said when it was written.
    """
    ids = {entry.id for entry in history.standing(book.journal)}
    steps = (entry for entry in reversed(book.journal) if entry.id in ids)
    return next((e for e in steps if not (isinstance(e, Remove) and e.note == history.UNDO)), None)


def _take_back(book: Logbook, ident: str | None) -> None:
    """Take back the step with an id, or the newest, and say how to go on.

    Raises:
        UsageError: there is none, it was taken back already, or a later one rests on it.
        StoreError: part of the log cannot be read, so that the newest is not known.
    """
    if ident is None:
        book.require_whole()
        step = newest(book)
        if step is None:
            raise UsageError("log.error.nothing_to_undo")
    else:
        step = find.in_force(book, ident)
    steps = [step]
    if ident is None or isinstance(step, Remove):
        steps = together(book.journal, step)
    made = _take_all_back(book, steps)
    now, then = book.after.sessions, book.before.sessions
    if now and now.stopped and not (then and then.stopped):
        book.stop(book.context.today, asks=False)
    if isinstance(step, Remove):
        key = "log.undo.in_turn"
    else:
        more = ident is None and newest(book)
        key = "log.undo.further" if more else "log.undo.back"
    book.context.remark(book.context.words(key, id=made.id))
    book.tell()


def _take_all_back(book: Logbook, steps: Sequence[Entry]) -> Entry:
    """Take back steps that are one, and return the newest of what was written for it.

    Raises:
        UsageError: a later correction would no longer fit.
        StoreError: it could not be written.
    """
    from ...render.phrases import corrections as render

    if len(steps) == 1:
        return book.correct("remove", steps[0], note=history.UNDO)
    today, words = book.context.today, book.context.words
    tables = [
        {"kind": "remove", "date": today, "of": step.id, "note": history.UNDO} for step in steps
    ]
    for table in tables:
        book.warn(table)
    idents = [_origin(book, step) for step in steps]
    before = [book.counting(ident) for ident in idents]
    made = book.add_together(tables)
    after = [book.counting(ident) for ident in idents]
    if all(isinstance(entry, Run) for entry in (*before, *after) if entry):
        back = isinstance(steps[0], Remove) and after[0]
        key = "recording.undo.again" if back else "recording.undo.back"
        book.context.remark(words(key, n=len(steps), id=made[-1].id))
        return made[-1]
    for revision in map(history.Revision, made, idents, steps, before, after):
        book.context.remark(render.sentence_now(words, revision))
    return made[-1]


def _origin(book: Logbook, step: Entry) -> str:
    """Return the id of the entry that a step is about."""
    return history.origin(step, {entry.id: entry for entry in book.journal})


def _revisions(journal: Sequence[Entry]) -> Iterator[history.Revision]:
    """Yield everything written, a removal after what it removes, whatever its clock said."""
    written = {entry.id: entry for entry in journal}
    later: dict[str, Entry] = {}
    for entry in journal:
        of = later.get(entry.of) if isinstance(entry, Remove) else None
        is_late = of is not None and of.at is not None and entry.at is not None and entry.at < of.at
        later[entry.id] = copy(entry, at=of.at) if is_late and of else entry
    for one in history.revisions(later.values()):
        yield one._replace(made=written[one.made.id])


def _list(book: Logbook) -> None:
    """Show the latest steps, newest first, and which one would go next."""
    whole = not book.unreadable()
    place = {entry.id: number for number, entry in enumerate(book.journal)}
    every = sorted(_revisions(book.journal), key=lambda step: place[step.made.id])
    last = newest(book) if whole else None
    coming = {step.id for step in together(book.journal, last)} if last else frozenset()
    latest = list(reversed(every))
    taken = counting_removals(book.journal)
    if book.context.for_program:
        write_json(steps.as_values(latest[:LATEST], taken, coming))
    else:
        _show(book, latest, taken, coming)


def _show(
    book: Logbook,
    latest: Sequence[history.Revision],
    taken: Mapping[str, Remove],
    coming: Collection[str],
) -> None:
    """Write the latest steps, newest first."""
    from ...render.phrases import corrections as render

    words, screen = book.context.words, book.out
    if not latest:
        screen.say(words("log.error.nothing_to_undo"))
        return
    screen.say(words("log.undo.list" if coming else "log.undo.list_end"))
    render.show_revisions(screen, words, latest[:LATEST], taken, coming)
    if len(latest) > LATEST:
        screen.say(words("log.undo.older"))
