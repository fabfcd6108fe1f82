"""Everything of the program away from the data folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ...errors import UsageError
from ..context import Context
from ..journal.course import write_json
from ..prompts import ask
from ..settings import settings_path

if TYPE_CHECKING:
    from ...render.terminal.screen import Screen
    from ...store.transfer.erase import OwnFiles

YES = ("erase", "wissen")
"""What must be typed, in either language."""
MOST_NAMED = 10


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    @app.command("erase", help=words("help/erase.help"))
    def erase(
        *,
        yes: bool = typer.Option(False, "--yes", help=words("help/erase.option.yes")),
        dry_run: bool = typer.Option(False, "--dry-run", help=words("help/erase.option.dry-run")),
        json: bool = typer.Option(False, "--json", help=words("help/erase.option.json")),
    ) -> None:
        from ...render.data import transfer as data
        from ...store.transfer.erase import own_files

        context.for_program = json
        screen, found = context.out, own_files(context.home)
        stays = _others(context, found)
        if not found.files and not found.folders:
            screen.say(words("leave.erase.nothing", path=context.home))
        elif not (yes or dry_run or context.asks):
            raise UsageError("leave.error.nobody")
        else:
            _show(screen, context, found, *stays)
            if not dry_run and (yes or _agreed(context)):
                _erase(context, screen, found)
            else:
                screen.say(words("leave.erase.kept"))
        if json:
            write_json(data.erase_result(found, *stays, done=context.saved))


def _others(context: Context, found: "OwnFiles") -> tuple[list[str], Path | None]:
    """Return what is not ours in the folder, and the settings, if there are any."""
    settings = settings_path(context.environment)
    foreign = [path for path in found.foreign if context.home / path != settings]
    return foreign, settings if settings.exists() else None


def _agreed(context: Context) -> bool:
    """Return whether the word was typed; everything else, Enter too, is a no."""
    question = context.words("leave.erase.question")
    try:
        typed = ask.answer(context, question, str, context.words("leave.erase.word"))
    except ask.Back:
        return False
    return typed.lower() in YES


def _erase(context: Context, screen: "Screen", found: "OwnFiles") -> None:
    from ...store.transfer.erase import erase

    erase(context.home)
    context.saved = True
    screen.say(context.words("leave.erase.done", n=len(found.files)), "bold")


def _show(
    screen: "Screen",
    context: Context,
    found: "OwnFiles",
    foreign: list[str],
    settings: Path | None,
) -> None:
    """Say what goes, what stays, and what cannot be reached from here."""
    words = context.words
    screen.say(words("leave.erase.goes", path=context.home), "bold")
    for name in ("months", "copies", "backups", "others"):
        count = len(getattr(found, name))
        if count:
            screen.point(words(f"leave.erase.{name}", n=count))
    screen.heading(words("leave.erase.stays"))
    if foreign:
        screen.point(words("leave.erase.foreign", n=len(foreign), files=_some(context, foreign)))
    if found.targets:
        screen.point(words("leave.erase.targets", files=_some(context, found.targets)))
    if settings:
        screen.point(words("leave.erase.settings", path=settings))
    for text in words.find("leave.erase.beyond"):
        screen.point(text)


def _some(context: Context, paths: "list[str] | tuple[str, ...]") -> str:
    """Return the first of many paths, and how many there are more."""
    named = ", ".join(paths[:MOST_NAMED])
    more = len(paths) - MOST_NAMED
    return context.words("leave.erase.more", files=named, n=more) if more > 0 else named
