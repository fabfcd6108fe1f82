"""What happened: scores, sessions and the rest of the diary; each part is loaded when asked for."""

from importlib import import_module
from typing import Any

import typer

from ....errors import UsageError
from ...context import Context
from ...help import Listing, parser_of
from ...names import OF_THE_LOG, PARTS, meant


def add(app: typer.Typer, context: Context) -> None:
    """Add the command; alone it asks what is due."""

    class Parts(Listing):
        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
            return list(OF_THE_LOG)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
            return command(context, cmd_name)

    log = parser_of(context.words, cls=Parts, help=context.words("help/log.help"))

    @log.callback(invoke_without_command=True)
    def due(parser: typer.Context) -> None:
        if parser.invoked_subcommand is None:
            from . import due

            due.ask(context)

    app.add_typer(log, name="log")


def command(context: Context, name: str) -> Any:
    """Return a command of the log.

    Raises:
        UsageError: there is none of that name.
    """
    for part, names in PARTS.items():
        if name in names:
            found = parser_of(context.words)
            found.callback()(lambda: None)
            import_module(f".{part}", __package__).add(found, context)
            return typer.main.get_group(found).commands[name]
    near = meant(name, in_log=True)
    raise UsageError("parser.near", near=near) if near else UsageError("log.error.bare")
