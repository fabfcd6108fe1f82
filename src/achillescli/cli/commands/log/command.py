"""What happened: scores, sessions and the rest of the diary; each part is loaded when asked for."""

from importlib import import_module
from typing import Any

import typer

from ....errors import UsageError
from ...context import Here
from ...help import Listing
from ...names import OF_THE_LOG, PARTS, meant


def add(app: typer.Typer, here: Here) -> None:
    """Add the command; alone it asks what is due."""

    class Parts(Listing):
        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
            return list(OF_THE_LOG)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
            return command(here, cmd_name)

    log = typer.Typer(
        cls=Parts,
        help=here.words("help/log.help"),
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @log.callback(invoke_without_command=True)
    def due(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            from . import due as log_due

            log_due.ask(here)

    app.add_typer(log, name="log")


def command(here: Here, name: str) -> Any:
    """Return a command of the log.

    Raises:
        UsageError: there is none of that name.
    """
    for part, names in PARTS.items():
        if name in names:
            found = typer.Typer(rich_markup_mode=None)
            found.callback()(lambda: None)
            import_module(f".{part}", __package__).add(found, here)
            return typer.main.get_group(found).commands[name]
    near = meant(name, in_log=True)
    raise UsageError("parser.near", near=near) if near else UsageError("log.error.bare")
