"""The program: one language, one command, one door for errors."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import takewhile
from keyword import iskeyword

import typer

from ..errors import AchillesError, StoreError, UsageError
from ..words import Words
from .context import Context, chosen_language, current_context
from .help import parser_of
from .names import COMMANDS, meant

INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    _open_streams()
    words, rest, found = _first_words(), list(arguments), None
    try:
        language, rest = _language(arguments)
        found = current_context(language)
        words = found.words
        if rest[:1] == ["help"]:
            rest = [*rest[1:], "--help"]
        _once_each(arguments)
        code = _run(found, rest)
        sys.stdout.flush()
    except AchillesError as error:
        code = _refuse(words(error.key, **error.values), error.exit_code)
        if isinstance(error, StoreError) and error.then:
            _refuse(words(error.then), code)
        return code
    except typer.TyperException as error:
        return _refuse(_usage(words, error, rest), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("\n")
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except SystemExit as leaving:
        # The parser leaves like this after completion, and when the reader of a pipe has left.
        return int(leaving.code or 0) if _completing() else 0
    except OSError as error:
        saved = found is not None and bool(found.saved)
        key = "errors.output_saved" if saved else "errors.output"
        return _refuse(words(key, reason=error.strerror or ""), 0 if saved else 5)
    except Exception as error:  # noqa: BLE001
        return _refuse(words("errors.bug", name=type(error).__name__, place=_place(error)), 1)
    return code


def _first_words() -> Words:
    """Return the words of the environment's language, before the arguments are read."""
    try:
        return Words(chosen_language(None, os.environ))  # noqa: TID251
    except AchillesError:
        return Words("en")


def program(found: Context, chosen: str | None = None) -> typer.Typer:
    """Return the program in one language, with every command or only the chosen one."""
    app = parser_of(found.words, name="achilles", help=found.words("help/achilles.help"))

    @app.callback(invoke_without_command=True)
    def achilles(
        parser: typer.Context,
        version: bool = typer.Option(  # noqa: FBT001
            False,
            "--version",
            help=found.words("help/achilles.option.version"),
        ),
        language: str = typer.Option(  # noqa: ARG001
            "", "--lang", metavar="en|nl", help=found.words("help/achilles.option.lang")
        ),
    ) -> None:
        if version:
            from .. import __version__

            sys.stdout.write(f"achilles {__version__}\n")
        elif parser.invoked_subcommand is None:
            from .commands.today import first_screen

            first_screen(found)

    for name in (chosen,) if chosen in COMMANDS else COMMANDS:
        import_module(f".commands.{_module(name)}", __package__).add(app, found)
    return app


def _module(name: str) -> str:
    """Return the module of a command; a word that Python keeps for itself gets a stroke."""
    return f"{name}_" if iskeyword(name) else name


def _run(found: Context, arguments: Sequence[str]) -> int:
    chosen: str | None = _chosen(arguments)
    if not arguments and not _completing():
        chosen = "today"
    app = program(found, chosen)
    return int(app(list(arguments), prog_name="achilles", standalone_mode=False) or 0)


def _chosen(arguments: Sequence[str]) -> str:
    """Return the command among the arguments; empty without one."""
    return next((word for word in arguments if not word.startswith("-")), "")


def _completing() -> bool:
    return "_ACHILLES_COMPLETE" in os.environ  # noqa: TID251


def _language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the language asked for, wherever --lang stands, and the other arguments.

    Raises:
        UsageError: --lang has no value.
    """
    asked: str | None = None
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            return asked, [*rest, word, *words]
        if word == "--lang":
            asked = next(words, "")
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if asked == "":
        raise UsageError("parser.option_usage", name="--lang")
    return asked, rest


def _once_each(arguments: Sequence[str]) -> None:
    """Refuse an option that is given twice: which of the two counts would be a guess.

    Raises:
        UsageError: naming the option.
    """
    ours = takewhile(lambda word: word != "--", arguments)
    options = [word.partition("=")[0] for word in ours if re.match(r"--?[a-z]", word)]
    names = ["--date" if name == "-d" else name for name in options]
    for name in names:
        if names.count(name) > 1:
            raise UsageError("parser.twice", name=name)


_SENTENCES: dict[str, Callable[[Words, typer.TyperException], str]] = {
    "NoSuchOption": lambda words, error: words(
        "parser.no_such_option",
        name=getattr(error, "option_name", ""),
        known=", ".join(sorted(getattr(error, "possibilities", None) or _options(error))),
    ),
    "MissingParameter": lambda words, error: words("parser.missing", name=_parameter(error)),
    "BadParameter": lambda words, error: words("parser.bad", name=_parameter(error)),
    "BadOptionUsage": lambda words, error: words(
        "parser.option_two" if "2 arguments" in error.message else "parser.option_usage",
        name=getattr(error, "option_name", ""),
    ),
}


def _usage(words: Words, error: typer.TyperException, arguments: Sequence[str]) -> str:
    """Return the parser's complaint in our words."""
    sentence = _SENTENCES.get(type(error).__name__)
    if sentence:
        return sentence(words, error)
    if error.message.startswith("No such command"):
        near = meant(_chosen(arguments))
        if near:
            return words("parser.near", near=near)
        return words("parser.no_such_command", known=", ".join(COMMANDS))
    return words("parser.unexpected")


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


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119


def _refuse(sentence: str, code: int) -> int:
    from ..render.terminal.screen import complain

    complain(sys.stderr, os.environ, sentence)  # noqa: TID251
    return code


def _open_streams() -> None:
    """Give a closed stream somewhere to write; let what cannot be encoded be a question mark."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
