"""Copies of the months, made now."""

import typer

from ... import store
from ...render.data import backups as data
from ...store.backups import daily
from ...store.backups.restore import Comparison, comparison
from ...store.files import layout
from ..context import Context
from ..journal.course import write_json


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    @app.command("backup", help=words("help/backup.help"))
    def backup(
        *, json: bool = typer.Option(False, "--json", help=words("help/backup.option.json"))
    ) -> None:
        raise typer.Exit(_backup(context, as_json=json))


def _backup(context: Context, *, as_json: bool) -> int:
    """Make the copies that are missing, say so, and return the exit code."""
    for damage in store.load(context.home, tolerant=True).damaged:
        context.complain(damage.error.sentence)
    made = daily.make(context.home, context.now)
    context.saved = bool(made.copied)
    copied = [comparison(context.home, one) for one in made.copied]
    if as_json:
        write_json(data.copied_backups(copied))
    elif not context.quiet:
        _show(context, copied, failed=bool(made.failed))
    for failure in made.failed:
        context.complain(failure.sentence)
    return made.failed[0].exit_code if made.failed else 0


def _show(context: Context, copied: list[Comparison], *, failed: bool) -> None:
    """Say which copies were made, or why none was."""
    from ...render.pages import backup as page

    screen, words = context.out, context.words
    if not layout.backups(context.home) and not failed:
        screen.say(words("backup.empty"))
        return
    if not copied and not failed:
        screen.say(words("backup.nothing"))
    page.show_made(screen, words, copied, context.home, failed=failed)
