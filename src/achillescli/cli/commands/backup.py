"""Copies of the months, made now."""

import sys

import typer

from ... import store
from ...store.backups import daily as copies
from ...store.backups.restore import sight
from ..context import Here


def add(app: typer.Typer, here: Here) -> None:
    """Add the command."""

    @app.command("backup", help=here.words("help/backup.help"))
    def backup() -> None:
        raise typer.Exit(_backup(here))


def _backup(here: Here) -> int:
    """Make the copies that are missing, say so, and return the exit code."""
    from ...render.pages import backup as page
    from ...render.terminal.screen import Screen, complain

    screen, words = Screen(sys.stdout, here.environment), here.words
    for damage in store.load(here.home, tolerant=True).damaged:
        error = damage.error
        complain(sys.stderr, here.environment, words(error.key, **error.values))
    made = copies.make(here.home, here.now)
    here.saved.extend(one.name for one in made.copied)
    if not copies.backups(here.home) and not made.failed:
        screen.say(words("backup.empty"))
        return 0
    if not made.copied and not made.failed:
        screen.say(words("backup.nothing"))
    page.made(screen, words, [sight(here.home, one) for one in made.copied], here.home)
    for failure in made.failed:
        complain(sys.stderr, here.environment, words(failure.key, **failure.values))
    return made.failed[0].exit_code if made.failed else 0
