"""A backup put in the place of its month."""

from typing import Any

import typer

from ...errors import UsageError
from ...render.data import backups as data
from ...render.pages import backup as page
from ...store.backups.restore import Comparison, check, comparison, copies_of, restore
from ...store.files import layout
from ...store.files.layout import Backup, month_file
from ..context import Context
from ..journal.course import write_json
from ..journal.logbook import Logbook
from ..names import like
from ..prompts import ask

LISTED = 20
"""So many backups are listed, and all those of months that cannot be read."""


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    def switch(name: str) -> Any:
        return typer.Option(False, f"--{name}", help=words(f"help/restore.option.{name}"))

    @app.command("restore", help=words("help/restore.help"))
    def restore_(
        name: str = typer.Argument(None, metavar="[NAME]", help=words("help/restore.option.name")),
        *,
        every: bool = switch("all"),
        yes: bool = switch("yes"),
        dry_run: bool = switch("dry-run"),
        json: bool = switch("json"),
    ) -> None:
        context.for_program = json
        if name is None:
            _list(Logbook(context), every=every)
            return
        book = Logbook(context)
        seen = comparison(context.home, backup_of(context, name))
        done = _restore(book, seen, yes=yes, dry_run=dry_run)
        if json:
            write_json(data.restored_backup(seen, done=done))


def backup_of(context: Context, name: str) -> Backup:
    """Return the backup of a name, with or without its ending.

    Raises:
        UsageError: there is none.
    """
    every = layout.backups(context.home)
    known = {
        one.name.removesuffix(".toml"): one
        for one in every
        if not (context.home / one.file).is_symlink()
    }
    if found := known.get(name.removesuffix(".toml")):
        return found
    if near := like(name, known):
        raise UsageError("backup.error.near", near=near)
    raise UsageError("backup.error.name")


def _list(book: Logbook, *, every: bool) -> None:
    """Write the newest backups, and those of months that cannot be read."""
    context = book.context
    broken = book.unreadable()
    newest = sorted(
        layout.backups(context.home), key=lambda one: (one.made, one.month), reverse=True
    )
    shown = [
        known
        for place, known in enumerate(newest)
        if every or place < LISTED or month_file(f"{known.month}.toml") in broken
    ]
    seen = [comparison(context.home, known) for known in shown]
    if context.for_program:
        write_json(data.listed_backups(seen))
        return
    if not seen:
        book.out.say(context.words("backup.none"))
        return
    page.show_list(book.out, context.words, seen)
    if len(shown) < len(newest):
        book.out.say(context.words("backup.older", n=len(newest) - len(shown)))


def _restore(book: Logbook, seen: Comparison, *, yes: bool, dry_run: bool) -> bool:
    """Show what a backup would change, ask, put it in place, and say how to undo that.

    Returns whether it was put in place; for a dry run it never is.

    Raises:
        UsageError: there is nobody to ask.
        StoreError: the backup cannot be read, or the month is as it was.
    """
    context, words = book.context, book.context.words
    _foretell(book, seen)
    check(seen)
    if seen.is_same:
        book.out.say(words("backup.same", file=seen.file))
        return False
    page.difference(book.out, words, seen)
    for one in copies_of(context.home, seen):
        book.out.say(words("backup.beside", **one), "bold")
    if not (yes or dry_run or context.asks):
        raise UsageError("backup.error.yes")
    if dry_run or not (yes or _agreed(context, seen)):
        book.out.say(words("backup.declined"))
        return False
    copied = restore(context.home, seen, context.now)
    context.saved = True
    page.show_restored(book.out, words, seen, copied)
    _tell(book)
    return True


def _foretell(book: Logbook, seen: Comparison) -> None:
    """Say which signs forbid loading by the log as it is, or with the backup in it."""
    live = {entry.id for entry in seen.live.entries}
    rest = [entry for entry in book.journal if entry.id not in live]
    book.foretell(book.journal, (*rest, *seen.held.entries))


def _agreed(context: Context, seen: Comparison) -> bool:
    question = context.words("backup.ask", file=seen.file)
    try:
        return ask.yes(context, question, explain=context.words("backup.explain"))
    except ask.Back:
        return False


def _tell(book: Logbook) -> None:
    """Say what the restored month changes in the plan of today and of tomorrow."""
    now = Logbook(book.context)
    now.told = book.told
    if now.damaged or not book.damaged:
        now.tell(before=book.before)
    else:
        book.out.say(book.context.words("backup.whole"), "bold")
