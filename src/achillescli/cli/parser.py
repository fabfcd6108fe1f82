"""The command line in the hands of Typer, and its complaints in our words."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer

from ..errors import Sentence, UsageError
from .commands.today import first_screen
from .context import Context
from .help import parser_of
from .names import COMMANDS, meant

OF_ALL = "completion"
"""The command that looks at all the others."""


def run(context: Context, arguments: Sequence[str]) -> int:
    """Run the command among the arguments and return its exit code.

    Raises:
        UsageError: the arguments are none that a command takes.
        KeyboardInterrupt: the user stopped.
    """
    if not {"--date", "-d"}.isdisjoint(arguments):
        from .inputs import dates

        arguments = dates.joined(arguments)
    parse = program(context, _chosen(arguments))
    try:
        return int(parse(list(arguments), prog_name="achilles", standalone_mode=False) or 0)
    except typer.TyperException as error:
        warn(context, arguments)
        raise UsageError.of(_refusal(error, arguments)) from error
    except UsageError:
        warn(context, arguments)
        raise
    except typer.Abort as error:
        raise KeyboardInterrupt from error


def warn(context: Context, arguments: Sequence[str]) -> None:
    """Say what is a danger on a line that is refused, unless it is said."""
    if context.warned:
        return
    from .inputs import refused

    if answers := [word for word in arguments if "=" in word]:
        from .commands.log import signs

        signs.warn_of(context, answers)
    if refused.stops(arguments):
        from .journal.logbook import Logbook

        Logbook(context).stop(refused.day(context, arguments), asks=False)


def program(context: Context, chosen: str | None = None) -> typer.Typer:
    """Return the program in one language, with every command or only the chosen one.

    What holds for the whole program is declared for its help alone: ``switches`` reads it.
    """
    words = context.words
    app = parser_of(words, name="achilles", help=words("help/achilles.help"))

    def switch(*names: str) -> Any:
        key = names[-1].removeprefix("--").replace("-", "_")
        return typer.Option(False, *names, help=words(f"help/achilles.option.{key}"))

    @app.callback(invoke_without_command=True)
    def achilles(  # noqa: PLR0913
        parser: typer.Context,
        *,
        version: bool = switch("--version"),
        language: str = typer.Option(  # noqa: ARG001
            "", "--lang", metavar="en|nl", help=words("help/achilles.option.lang")
        ),
        plain: bool = switch("--plain"),  # noqa: ARG001
        quiet: bool = switch("-q", "--quiet"),  # noqa: ARG001
        no_input: bool = switch("--no-input"),  # noqa: ARG001
        no_color: bool = switch("--no-color"),  # noqa: ARG001
        no_pager: bool = switch("--no-pager"),  # noqa: ARG001
        debug: bool = switch("--debug"),  # noqa: ARG001
    ) -> None:
        if version:
            from .. import __version__

            sys.stdout.write(f"achilles {__version__}\n")
        elif parser.invoked_subcommand is None:
            raise typer.Exit(first_screen(context))

    for name in (chosen,) if chosen in COMMANDS and chosen != OF_ALL else COMMANDS:
        import_module(f".commands.{_module(name)}", __package__).add(app, context)
    return app


def _module(name: str) -> str:
    """Return the module of a command; a word that Python keeps for itself gets a stroke."""
    return f"{name}_" if iskeyword(name) else name


def _chosen(arguments: Sequence[str]) -> str:
    """Return the command among the arguments; empty without one."""
    return next((word for word in arguments if not word.startswith("-")), "")


_REFUSALS: dict[str, Callable[[typer.TyperException], Sentence]] = {
    "NoSuchOption": lambda error: Sentence(
        "parser.no_such_option",
        {
            "name": getattr(error, "option_name", ""),
            "known": ", ".join(sorted(getattr(error, "possibilities", None) or _options(error))),
        },
    ),
    "MissingParameter": lambda error: Sentence("parser.missing", {"name": _parameter(error)}),
    "BadParameter": lambda error: Sentence("parser.bad", {"name": _parameter(error)}),
    "BadOptionUsage": lambda error: Sentence(
        _usage(error.message), {"name": getattr(error, "option_name", "")}
    ),
}


def _usage(complaint: str) -> str:
    """Return the key of what is wrong with the values of an option."""
    if "does not take a value" in complaint:
        return "parser.option_alone"
    return "parser.option_two" if "2 arguments" in complaint else "parser.option_usage"


def _refusal(error: typer.TyperException, arguments: Sequence[str]) -> Sentence:
    """Return the parser's complaint in our words."""
    refusal = _REFUSALS.get(type(error).__name__)
    if refusal:
        return refusal(error)
    if error.message.startswith("No such command"):
        near = meant(_chosen(arguments))
        if near:
            return Sentence("parser.near", {"near": near})
        return Sentence("parser.no_such_command", {"known": ", ".join(COMMANDS)})
    return Sentence("parser.unexpected")


def _options(error: typer.TyperException) -> list[str]:
    """Return the options that the command has."""
    parser = getattr(error, "ctx", None)
    parameters = parser.command.params if parser else ()
    return ["--help", *(one.opts[0] for one in parameters if one.opts[0].startswith("--"))]


def _parameter(error: typer.TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    names = [name for name in parameter.opts if name.startswith("--")]
    return (
        names[0]
        if names
        else str(parameter.metavar or parameter.name).removesuffix(" ...").strip("[]").upper()
    )
