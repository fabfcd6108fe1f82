"""An export, back in an empty data folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ...errors import StoreError, UsageError
from ..context import Context
from ..inputs.piped import from_pipe

if TYPE_CHECKING:
    from ...store.journal.load import Journal
    from ...store.transfer.archive import Archive


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    @app.command("import", help=words("help/import.help"))
    def take_in(
        file: str = typer.Argument(
            metavar=words("help/import.metavar"), help=words("help/import.argument.file")
        ),
        *,
        dry_run: bool = typer.Option(False, "--dry-run", help=words("help/import.option.dry-run")),
    ) -> None:
        from ...store import load
        from ...store.transfer import archive
        from ...store.transfer.import_ import check, put_back

        raw = _contents(file)
        try:
            found = archive.read(raw, file)
        except UsageError:
            _check_recorded(raw, file)
            raise
        if dry_run:
            check(context.home, found.months)
            _tell_what_is_in(context, file, found)
            return
        if found.lacking and not _agreed(context, file, found.lacking):
            context.out.say(words("leave.import.declined"))
            return
        put_back(context.home, found.months)
        context.saved = True
        _tell(context, found, load(context.home, tolerant=True))


def _check_recorded(raw: bytes, file: str) -> None:
    """Refuse a file with runs in the words that say where it goes.

    Raises:
        UsageError: it is such a file.
    """
    from ...store.recordings.read import is_recorded

    if is_recorded(raw):
        raise UsageError("recording.error.import", file=file) from None


def _agreed(context: Context, file: str, lacking: "tuple[str, ...]") -> bool:
    """Return whether a person takes what an export has of a log that had lost something.

    Raises:
        StoreError: there is nobody to ask.
    """
    from ..prompts import ask

    named = {"file": file, "files": ", ".join(lacking)}
    if not context.asks:
        raise StoreError("leave.error.lacks", **named)
    under = (context.words("leave.import.lacks", **named),)
    try:
        return ask.yes(context, ask.Text(context.words("leave.import.question"), under=under))
    except ask.Back:
        return False


def _contents(file: str) -> bytes:
    """Return the bytes of a file, or of the standard input.

    Raises:
        UsageError: there is none, or it is larger than any export.
        StoreError: it cannot be read.
    """
    from ...store.files import disk
    from ...store.transfer import archive

    if (raw := from_pipe(file, archive.MOST_BYTES)) is not None:
        return raw
    try:
        raw = disk.contents(Path(file), file, archive.MOST_BYTES)
    except StoreError as error:
        if error.key != "store.error.too_big":
            raise
        raise UsageError("leave.error.big", file=file, most=archive.MOST_BYTES >> 20) from None
    if raw is None:
        raise UsageError("leave.error.no_file", file=file)
    return raw


def _tell_what_is_in(context: Context, file: str, found: "Archive") -> None:
    """Say what an export holds and lacks, and that nothing was written."""
    from ...store.files.layout import month_file
    from ...store.journal.month import month

    screen, words = context.out, context.words
    months = [month(one.raw, month_file(one.name)) for one in found.months]
    counts = {
        "months": len(months),
        "entries": sum(len(one.entries) for one in months),
        "unreadable": sum(bool(one.damaged) for one in months),
    }
    screen.say(words("leave.import.counts", **counts))
    if found.lacking:
        files = ", ".join(found.lacking)
        screen.say(words("leave.import.lacks", file=file, files=files), "bold")
    screen.say(words("leave.import.declined"))


def _tell(context: Context, brought: "Archive", journal: "Journal") -> None:
    """Say what the folder holds now, and how to go on."""
    words = context.words
    for damage in journal.damaged:
        context.complain(damage.error.sentence)
    unreadable = {damage.place.file for damage in journal.damaged}
    screen = context.out
    whole = not (unreadable or brought.lacking)
    if whole and context.quiet:
        return
    screen.say(words(f"leave.import.{'done' if whole else 'partly'}", path=context.home))
    screen.say(
        words(
            "leave.import.counts",
            months=len(brought.months),
            entries=len(journal.entries),
            unreadable=len(unreadable),
        )
    )
    screen.say(words("leave.import.damaged" if unreadable else "leave.import.next"))
