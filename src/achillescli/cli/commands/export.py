"""The log as a file to take away."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ...errors import Sentence, StoreError, UsageError
from ...render.data.csv import FORMS, Form
from ..context import DASH, Context, hand_out
from ..names import not_one_of

if TYPE_CHECKING:
    from ...store.transfer.export import Snapshot

TABLES = ("entries", "days")


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    @app.command("export", help=words("help/export.help"))
    def export(
        file: str | None = typer.Argument(
            None, metavar=words("help/export.metavar"), help=words("help/export.argument.file")
        ),
        table: str | None = typer.Option(
            None, "--csv", metavar="|".join(TABLES), help=words("help/export.option.csv")
        ),
        form: str | None = typer.Option(
            None, "--csv-for", metavar="|".join(FORMS), help=words("help/export.option.csv_for")
        ),
        force: bool = typer.Option(  # noqa: FBT001
            False, "--force", help=words("help/export.option.force")
        ),
    ) -> None:
        if table is not None and table not in TABLES:
            raise not_one_of(TABLES, table, "--csv", "leave.error.csv")
        if form is not None and (table is None or form not in FORMS):
            raise UsageError("leave.error.csv_for", known=", ".join(FORMS))
        name = file or _name(context, table)
        _export(context, name, table, FORMS[form or "plain"], force=force)


def _name(context: Context, table: str | None) -> str:
    """Return the name of a file that was given none."""
    if table is None:
        return f"achilles-{context.now:%Y-%m-%d}.json"
    return f"achilles-{table}-{context.now:%Y-%m-%d}.csv"


def _export(context: Context, file: str, table: str | None, form: Form, *, force: bool) -> None:
    from ...store.files import export_path

    path = Path(file)
    if file != DASH:
        export_path.check(path, context.home, force=force)
    if table == "days":
        text, counts = _days(context, form)
        taken = None
    else:
        taken = _snapshot(context)
        text, counts = _entries(taken, form) if table else _archive(context, taken)
    if file == DASH:
        _print(text)
    else:
        export_path.write(path, text.encode(), force=force)
        context.saved = True
        whole = taken is not None and not taken.unreadable
        if not context.quiet:
            _tell(context, path, counts, again=table is None and whole)
    if taken is not None:
        _tell_lacking(context, taken, table)


def _snapshot(context: Context) -> "Snapshot":
    """Return what the log holds; what is odd or damaged goes to stderr."""
    from ...store.transfer.export import snapshot

    found = snapshot(context.home)
    for warning in found.journal.warnings:
        context.complain(warning)
    for damage in found.journal.damaged:
        context.complain(damage.error.sentence)
    return found


def _archive(context: Context, taken: "Snapshot") -> tuple[str, dict[str, int]]:
    from ...store.transfer import archive

    counts = {"months": len(taken.months), "entries": len(taken.journal.entries)}
    return archive.text(taken.months, taken.journal.entries, taken.unreadable, context.now), counts


def _entries(taken: "Snapshot", form: Form) -> tuple[str, dict[str, int]]:
    from ...core.log.corrections import log_of
    from ...render.data import tables

    log = log_of(taken.journal.entries)
    return tables.entries(log, form), {"rows": len(log)}


def _days(context: Context, form: Form) -> tuple[str, dict[str, int]]:
    from ...core.views import days
    from ...render.data import tables
    from ..journal.course import course

    found = course(context, context.today).require()
    return tables.days(days.lines(found), form), {"rows": len(found.states)}


def _print(text: str) -> None:
    """Write a file to the standard output; on a terminal without what could steer it."""
    if sys.stdout.isatty():
        from ...render.terminal.screen import plain

        end = "\r\n" if "\r\n" in text else "\n"  # a table may have the other one in a note
        text = "".join(f"{plain(line)}\n" for line in text.strip("\ufeff\r\n").split(end))
    hand_out(text.encode())


def _tell(context: Context, path: Path, counts: Mapping[str, int], *, again: bool) -> None:
    """Say what was written where, and what to do with it."""
    from ...store.files import system

    screen, words = context.out, context.words
    screen.say(words("leave.export.written", path=path.absolute()))
    screen.say(" ".join(words(f"leave.export.{name}", n=n) for name, n in counts.items()))
    key = "plain" if system.keeps_modes(path.absolute().parent) else "plain_unkept"
    screen.say(words(f"leave.export.{key}"), "bold")
    if again:
        screen.say(words("leave.export.back", file=path))


def _tell_lacking(context: Context, taken: "Snapshot", table: str | None) -> None:
    """Say which months are damaged.

    Raises:
        StoreError: the export lacks the bytes of one.
    """
    if taken.lacking and table is None:
        raise StoreError("leave.error.lacking", files=", ".join(taken.lacking))
    if taken.unreadable:
        key = "leave.export.damaged" if table is None else "leave.export.table_damaged"
        context.complain(Sentence(key, {"files": ", ".join(taken.unreadable)}))
