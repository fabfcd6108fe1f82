"""Copies of the months, made now."""

import typer

from ... import store
from ...store.backups import daily
from ...store.backups.restore import comparison
from ...store.files import layout
from ..context import Context


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""

    @app.command("backup", help=context.words("help/backup.help"))
    def backup() -> None:
        raise typer.Exit(_backup(context))


def _backup(context: Context) -> int:
    """Make the copies that are missing, say so, and return the exit code."""
    from ...render.pages import backup as page

    screen, words = context.out, context.words
    for damage in store.load(context.home, tolerant=True).damaged:
        context.complain(damage.error.sentence)
    made = daily.make(context.home, context.now)
    context.saved = bool(made.copied)
    if not layout.backups(context.home) and not made.failed:
        screen.say(words("backup.empty"))
        return 0
    if not made.copied and not made.failed:
        screen.say(words("backup.nothing"))
    page.show_made(
        screen, words, [comparison(context.home, one) for one in made.copied], context.home
    )
    for failure in made.failed:
        context.complain(failure.sentence)
    return made.failed[0].exit_code if made.failed else 0
