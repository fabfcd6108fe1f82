"""An export, back in an empty data folder."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ...errors import StoreError, UsageError
from ..context import Context

if TYPE_CHECKING:
    from ...store.journal.load import Journal

STDIN = "-"


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    @app.command("import", help=words("help/import.help"))
    def take_in(
        file: str = typer.Argument(
            metavar=words("help/import.metavar"), help=words("help/import.argument.file")
        ),
    ) -> None:
        from ...store import load
        from ...store.transfer import archive
        from ...store.transfer.import_ import put_back

        months = archive.read(_contents(file), file)
        put_back(context.home, months)
        context.saved = True
        _tell(context, len(months), load(context.home, tolerant=True))


def _contents(file: str) -> bytes:
    """Return the bytes of a file, or of the standard input.

    Raises:
        UsageError: there is none, or it is larger than any export.
        StoreError: it cannot be read.
    """
    from ...store.files import disk
    from ...store.transfer import archive

    if file == STDIN:
        return sys.stdin.buffer.read(archive.MOST_BYTES + 1)
    try:
        raw = disk.contents(Path(file), file, archive.MOST_BYTES)
    except StoreError as error:
        if error.key != "store.error.too_big":
            raise
        raise UsageError("leave.error.big", file=file, most=archive.MOST_BYTES >> 20) from None
    if raw is None:
        raise UsageError("leave.error.no_file", file=file)
    return raw


def _tell(context: Context, months: int, journal: "Journal") -> None:
    """Say what the folder holds now, and how to go on."""
    words = context.words
    for damage in journal.damaged:
        context.complain(damage.error.sentence)
    unreadable = {damage.place.file for damage in journal.damaged}
    screen = context.out
    screen.say(words("leave.import.done", path=context.home))
    screen.say(
        words(
            "leave.import.counts",
            months=months,
            entries=len(journal.entries),
            unreadable=len(unreadable),
        )
    )
    screen.say(words("leave.import.damaged" if unreadable else "leave.import.next"))
