"""The command line in the hands of Typer, and its complaints in our words."""

import datetime as dt
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer

from ..errors import Sentence, UsageError
from ..words import command
from .commands.today import first_screen
from .context import Context
from .help import examples, no_option, parser_of, usage
from .names import COMMANDS, nearest_command

OF_ALL = "completion"
"""The command that looks at all the others."""
_UNASKED = ("log.error.flag", "log.error.unanswered", "assess.error.no_terminal")
"""What is said where signs would be asked for, and nobody can be asked."""


def run(context: Context, arguments: Sequence[str]) -> int:
    """Run the command among the arguments and return its exit code.

    Raises:
        UsageError: the arguments are none that a command takes.
        KeyboardInterrupt: the user stopped.
    """
    context.hear = lambda text, pain_on: _hear(context, text, pain_on)
    parse = program(context, _command_name(arguments))
    if not {"-h", "--help"}.isdisjoint(arguments):
        warn(context, arguments)  # before the page that the line asks for
    try:
        return int(parse(list(arguments), prog_name="achilles", standalone_mode=False) or 0)
    except typer.TyperException as error:
        warn(context, arguments)
        raise UsageError.of(_refusal(error, arguments)) from error
    except UsageError as refused:
        warn(context, arguments)
        if refused.key in _UNASKED and not context.warned:
            from .inputs import piped

            _hear(context, piped.waiting_text(), None)
        raise
    except typer.Abort as error:
        raise KeyboardInterrupt from error


def warn(context: Context, arguments: Sequence[str]) -> None:
    """Say what is a danger on a line that is refused and that it is not saved, unless said."""
    if context.warned:
        return
    context.for_program = context.for_program or "--json" in arguments
    from .inputs import refused

    _warn_of_signs(context, arguments)
    if lines := refused.lines(arguments):
        from .commands.log import checkin

        checkin.warn_of(context, lines)
    if refused.stops(arguments):
        from .journal.logbook import Logbook

        Logbook(context).stop(refused.day(context, arguments), asks=False)
        refused.tell_unsaved(context, "pain")


def _warn_of_signs(context: Context, arguments: Sequence[str]) -> None:
    """Say what the signs mean that a line answers, or else names where none is asked for."""
    from .commands.log import signs
    from .inputs import refused

    if answers := refused.answers(context, arguments):
        signs.warn_of(context, answers)
    if not context.warned:
        signs.hear(context, refused.others(arguments))


def _hear(context: Context, text: str, pain_on: dt.date | None) -> None:
    """Say what is a danger in an answer that is refused, to a question about a pain of a date."""
    from .commands.log import signs
    from .inputs import refused
    from .journal.logbook import Logbook

    signs.hear(context, text)
    if pain_on and not context.stop_told and (refused.is_too_much(text) or refused.says_end(text)):
        context.stop_told = True
        Logbook(context).stop(pain_on, asks=False)


def program(context: Context, chosen: str | None = None) -> typer.Typer:
    """Return the program in one language, with every command or only the chosen one.

    What holds for the whole program is declared for its help alone: ``switches`` reads it.
    """
    words = context.words
    app = parser_of(context, name="achilles", help=words("help/achilles.help"))

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


def _command_name(arguments: Sequence[str]) -> str:
    """Return the command among the arguments; empty without one."""
    return next((word for word in arguments if not word.startswith("-")), "")


def _refusal(error: typer.TyperException, arguments: Sequence[str]) -> Sentence:
    """Return the parser's complaint in our words."""
    name = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            return no_option(name, getattr(error, "ctx", None))
        case "MissingParameter":
            return _usage_sentence("parser.missing", error)
        case "BadParameter":
            return _usage_sentence("parser.bad", error)
        case "BadOptionUsage":
            return Sentence(_usage(error.message), {"name": name})
        case _ if error.message.startswith("No such command"):
            return _no_command(error, arguments)
        case _:
            return _usage_sentence("parser.unexpected", error)


def _usage(complaint: str) -> str:
    """Return the key of what is wrong with the values of an option."""
    if "does not take a value" in complaint:
        return "parser.option_alone"
    return "parser.option_two" if "2 arguments" in complaint else "parser.option_usage"


def _usage_sentence(key: str, error: typer.TyperException) -> Sentence:
    """Return what is wrong with a line, and how it is typed."""
    ctx: Any = getattr(error, "ctx", None)
    longest = max(examples(ctx.obj.words, ctx.command_path), key=len)
    said = {"usage": command(usage(ctx.command, ctx)), "example": command(longest)}
    return Sentence(key, {"name": _parameter(error), **said})


def _no_command(error: typer.TyperException, arguments: Sequence[str]) -> Sentence:
    """Return that there is no such command, and which one was likely meant."""
    ctx: Any = getattr(error, "ctx", None)
    parts = ctx.command.list_commands(ctx)
    group = ctx.command_path.split()[1:]
    if group:
        return Sentence("parser.near", {"near": (*group, parts[0])})
    near = nearest_command(_command_name(arguments))
    if near:
        return Sentence("parser.near", {"near": near})
    return Sentence("parser.no_such_command", {"known": ", ".join(COMMANDS)})


def _parameter(error: typer.TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    names = [name for name in parameter.opts if name.startswith("--")]
    if names:
        return str(names[0])
    typed = str(parameter.metavar or parameter.name).removesuffix(" ...").strip("[]")
    return typed if "|" in typed else typed.upper()
