"""One step back in the log."""

import typer

from ..core import entries
from ..core.entries import Entry, Remove
from ..errors import UsageError
from .book import Book
from .here import Here

MARK = "undo"
"""The note by which a step back is known from a removal."""


def add(app: typer.Typer, here: Here) -> None:
    """Add the command."""

    @app.command("undo", help=here.words("help/undo.help"))
    def undo() -> None:
        book = Book(here)
        book.require_whole()
        book.remove(newest(book), "log.undone", MARK)
        book.tell()


def newest(book: Book) -> Entry:
    """Return the newest entry that counts and is no step back itself.

    Raises:
        UsageError: there is none.
    """
    written = entries.by_time(book.journal)
    gone = entries.removed(written)
    for entry in reversed(written):
        if entry.id not in gone and not (isinstance(entry, Remove) and entry.note == MARK):
            return entry
    raise UsageError("log.error.nothing_to_undo")
