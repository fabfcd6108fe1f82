"""A backup put in the place of its month."""

import typer

from ...errors import UsageError
from ...render.pages import backup as page
from ...store.backups import daily as backup
from ...store.backups.daily import Backup
from ...store.backups.restore import Sight, check, restore, sight
from ..context import Here
from ..journal.logbook import Book
from ..prompts import ask

LISTED = 20
"""So many backups are listed, and all those of months that cannot be read."""


def add(app: typer.Typer, here: Here) -> None:
    """Add the command."""
    words = here.words

    @app.command("restore", help=words("help/restore.help"))
    def restore_(
        name: str = typer.Argument(None, metavar="NAME", help=words("help/restore.option.name")),
        every: bool = typer.Option(  # noqa: FBT001
            False, "--all", help=words("help/restore.option.all")
        ),
        yes: bool = typer.Option(  # noqa: FBT001
            False, "--yes", help=words("help/restore.option.yes")
        ),
    ) -> None:
        if name is None:
            _list(Book(here), every=every)
        else:
            _restore(Book(here), named(here, name), yes=yes)


def named(here: Here, name: str) -> Backup:
    """Return the backup of a name, with or without its ending.

    Raises:
        UsageError: there is none.
    """
    for known in backup.backups(here.home):
        path = here.home / backup.FOLDER / known.name
        if name in (known.name, known.name.removesuffix(".toml")) and not path.is_symlink():
            return known
    raise UsageError("backup.error.name")


def _list(book: Book, *, every: bool) -> None:
    """Write the newest backups, and those of months that cannot be read."""
    here = book.here
    broken = book.unreadable()
    newest = sorted(backup.backups(here.home), key=lambda one: (one.made, one.month), reverse=True)
    shown = [
        known
        for place, known in enumerate(newest)
        if every or place < LISTED or f"log/{known.month}.toml" in broken
    ]
    if not shown:
        book.screen.say(here.words("backup.none"))
        return
    page.listed(book.screen, here.words, [sight(here.home, known) for known in shown])
    if len(shown) < len(newest):
        book.screen.say(here.words("backup.older", n=len(newest) - len(shown)))


def _restore(book: Book, found: Backup, *, yes: bool) -> None:
    """Show what a backup would change, ask, put it in place, and say how to undo that.

    Raises:
        UsageError: there is nobody to ask.
        StoreError: the backup cannot be read, or the month is as it was.
    """
    here, words = book.here, book.here.words
    seen = sight(here.home, found)
    check(seen)
    if seen.is_same:
        book.screen.say(words("backup.same", file=seen.file))
        return
    page.difference(book.screen, words, seen)
    if not yes and not here.asks:
        raise UsageError("backup.error.yes")
    if not yes and not _agreed(here, seen):
        book.screen.say(words("backup.declined"))
        return
    copied = restore(here.home, seen, here.now)
    here.saved.append(found.name)
    page.restored(book.screen, words, seen, copied)
    _tell(book)


def _agreed(here: Here, seen: Sight) -> bool:
    question = here.words("backup.ask", file=seen.file)
    try:
        return ask.yes(here, question, explain=here.words("backup.explain"))
    except ask.Back:
        return False


def _tell(book: Book) -> None:
    """Say what the restored month changes in the plan of today and of tomorrow."""
    now = Book(book.here)
    if now.damaged or not book.damaged:
        now.before = book.before
        now.tell()
    else:
        book.screen.say(book.here.words("backup.whole"), "bold")
