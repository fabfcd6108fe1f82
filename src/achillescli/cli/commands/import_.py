"""An export, back in an empty data folder."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from ...core.log.entries import Entry
from ...errors import StoreError, UsageError
from ...store.files.layout import month_file
from ...store.journal.month import Month, entries_of, month
from ..context import Context
from ..inputs.piped import from_pipe
from ..journal import unread
from ..journal.course import write_json
from ..journal.logbook import Logbook

if TYPE_CHECKING:
    from ...store.transfer.archive import Archive


class _Held(NamedTuple):
    """How many entries there are, and the files that cannot be read."""

    entries: int
    unreadable: set[str]


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
        json: bool = typer.Option(False, "--json", help=words("help/import.option.json")),
    ) -> None:
        from ...render.data import transfer as data
        from ...store.transfer import archive
        from ...store.transfer.import_ import check, put_back

        context.for_program = json
        raw = _contents(file)
        try:
            found = archive.read(raw, file)
        except (UsageError, StoreError):
            _check_recorded(raw, file)
            Logbook(context).foretell(unread.heard_in(context, raw).values())
            raise
        book, heard = Logbook(context), [*_heard(context, found).values()]
        book.foretell(heard)
        if dry_run:
            check(context.home, found.months)
            held = _tell_what_is_in(context, file, found)
        elif found.lacking and not _agreed(context, file, found.lacking):
            held = _holdings(found)
            context.out.say(words("leave.import.declined"))
        else:
            book.stop_by(heard)
            put_back(context.home, found.months)
            context.saved = True
            held = _tell(context, found)
        if json:
            write_json(data.import_result(found, *held, done=context.saved))


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


def _holdings(found: "Archive") -> _Held:
    """Return what an export holds."""
    months = _months(found)
    damaged = {file for file, one in months.items() if one.damaged}
    return _Held(len(entries_of(months)), damaged)


def _heard(context: Context, found: "Archive") -> dict[str, Entry]:
    """Return the entries of an export, and of what cannot be read each yes to a sign."""
    heard: dict[str, Entry] = {}
    for one in found.months:
        heard |= unread.heard_entries(context, one.raw, month_file(one.name))
    return heard


def _months(found: "Archive") -> dict[str, Month]:
    """Return the months of an export by file, as far as each can be read."""
    return {file: month(one.raw, file) for one in found.months for file in [month_file(one.name)]}


def _tell_what_is_in(context: Context, file: str, found: "Archive") -> _Held:
    """Say what an export holds, which is returned, and lacks, and that nothing was written."""
    screen, words, held = context.out, context.words, _holdings(found)
    _count(context, found, held)
    if found.lacking:
        files = ", ".join(found.lacking)
        screen.say(words("leave.import.lacks", file=file, files=files), "bold")
    screen.say(words("leave.import.declined"))
    return held


def _tell(context: Context, brought: "Archive") -> _Held:
    """Say what the folder holds now, which is returned, and how to go on."""
    from ...store import load

    words, screen = context.words, context.out
    journal = load(context.home, tolerant=True)
    for damage in journal.damaged:
        context.complain(damage.error.sentence)
    unreadable = {damage.place.file for damage in journal.damaged}
    held = _Held(len(journal.entries), unreadable)
    whole = not (unreadable or brought.lacking)
    if not (whole and context.quiet):
        screen.say(words(f"leave.import.{'done' if whole else 'partly'}", path=context.home))
        _count(context, brought, held)
        screen.say(words("leave.import.damaged" if unreadable else "leave.import.next"))
    return held


def _count(context: Context, found: "Archive", held: _Held) -> None:
    counts = {"entries": held.entries, "unreadable": len(held.unreadable)}
    context.out.say(context.words("leave.import.counts", months=len(found.months), **counts))
