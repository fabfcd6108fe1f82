"""`achilles completion`: the script that lets a shell complete what is typed."""

import sys

import typer

from ...context import Context
from ...names import not_one_of
from .lists import lists
from .script import FORMS, script


def add(app: typer.Typer, context: Context) -> None:
    """Add the command; it needs the whole program beside it."""
    words = context.words

    @app.command("completion", help=words("help/completion.help"))
    def completion(
        parser: typer.Context,
        shell: str = typer.Argument(
            metavar="|".join(FORMS), help=words("help/completion.argument.shell")
        ),
    ) -> None:
        if shell not in FORMS:
            raise not_one_of(FORMS, shell, "completion", "completion.error.shell")
        program = parser.find_root().command
        sys.stdout.write(script(shell, words, lists(context, program)))
        if sys.stdout.isatty() and not context.quiet:
            context.err.say(words(f"completion.how.{shell}"))
