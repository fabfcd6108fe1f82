"""What happened: scores, sessions and the rest of the diary; each part is loaded when asked for."""

from importlib import import_module
from typing import Any

import typer

from ....errors import UsageError
from ....render.data.entries import added_entries
from ...context import Context
from ...help import Listing, parser_of
from ...journal.course import write_json
from ...names import OF_THE_LOG, PARTS, nearest_command, no_part

READS = "list"
"""The part that writes nothing."""


def add(app: typer.Typer, context: Context) -> None:
    """Add the command; alone it asks what is due."""

    class Parts(Listing):
        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
            return list(OF_THE_LOG)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
            return command(context, cmd_name)

    log = parser_of(context, cls=Parts, help=context.words("help/log.help"))

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
    if name in PARTS:
        found = parser_of(context)
        found.callback()(lambda: None)
        import_module(f".{PARTS[name]}", __package__).add(found, context)
        # Each command that Typer builds costs a millisecond.
        found.registered_commands = [one for one in found.registered_commands if one.name == name]
        one = typer.main.get_group(found).commands[name]
        return one if name == READS else _with_json(context, one)
    near = nearest_command(name, in_log=True)
    raise UsageError("parser.near", near=near) if near else no_part()


def _with_json(context: Context, writing: Any) -> Any:
    """Return a command with one option more: it prints the entries that it adds."""
    shelf = parser_of(context)
    shelf.callback()(lambda: None)
    words = context.words("help/log.option.json")

    @shelf.command("json")
    def only(json: bool = typer.Option(False, "--json", help=words)) -> None:  # noqa: FBT001
        """Declare the option."""

    run = writing.callback

    def run_for(*, json: bool = False, **values: Any) -> Any:
        context.for_program = json
        code = run(**values)
        if json:
            write_json(added_entries(context.added))
        return code

    writing.params.append(typer.main.get_group(shelf).commands["json"].params[0])
    writing.callback = run_for
    return writing
