"""The settings, each with where its value comes from; the user writes them, never the program."""

import typer

from ..context import Context
from ..settings import settings_path


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    @app.command("settings", help=words("help/settings.help"))
    def settings(
        *, json: bool = typer.Option(False, "--json", help=words("help/settings.option.json"))
    ) -> None:
        shown = context.settings, settings_path(context.environment), context.home
        if json:
            from ...render.data.settings import as_values
            from ..journal.course import write_json

            write_json(as_values(*shown))
        else:
            from ...render.pages.settings import show

            show(context.out, words, *shown)
