"""The commands of the parser: words as they were typed, and help in one language."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from ..errors import UsageError
from ..words import Words, plain_spaces
from .names import COMMANDS


def parser_of(words: Words, **settings: Any) -> typer.Typer:
    """Return a parser of commands that writes its help in one language."""
    return _Parser(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "obj": words},
        **{"cls": Listing, **settings},
    )


class _Parser(typer.Typer):
    def command(self, name: str | None = None, **settings: Any) -> Any:
        return super().command(name, **{"cls": Command, **settings})


class _AsTyped:
    """The way from a typed word to a command: as it was typed, for our own readers to judge."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        """Return a list for a parameter that takes any number of words, else the value."""
        return list(value or ()) if param.nargs < 0 or param.multiple else value


_AS_TYPED = _AsTyped()


class _Ours:
    """How commands read words and write their help; the parser's context holds the language."""

    def get_params(self: Any, ctx: Any) -> list[Any]:
        """Return the parameters, which take words as typed: the parser would load pydantic."""
        params = super().get_params(ctx)  # type: ignore[misc]
        for one in params:
            one.get_runtime_param = lambda: _AS_TYPED
            if one.name == "help":  # the one that the parser adds
                one.help = ctx.obj("parser.help.option")
        return list(params)

    def get_help(self: Any, ctx: Any) -> str:
        """Return the page, its lines ended anywhere between two words."""
        return plain_spaces(super().get_help(ctx))  # type: ignore[misc]

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        """Write how the command is typed."""
        pieces = [ctx.obj("parser.help.options"), *(one.metavar for one in _arguments(self))]
        if isinstance(self, TyperGroup):
            pieces.append(ctx.obj("parser.help.command"))
        prefix = f"{ctx.obj('parser.help.usage')}: "
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix)

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the arguments that have a help, the options, and the commands of a group."""
        words: Words = ctx.obj
        arguments = [_argument(words, one) for one in _arguments(self) if not one.hidden]
        _write(formatter, words("parser.help.arguments"), arguments)
        options = [_option(one) for one in self.get_params(ctx) if _is_shown_option(one)]
        _write(formatter, words("parser.help.options_title"), options)
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)


class Command(_Ours, TyperCommand):
    """One command."""


class InWords(Command):
    """One command that takes words of the user's own, such as "-2 kg"; they may begin with a dash.

    An unknown option such as --dat is still refused: it may be a slip.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options, and take what is none for words."""
        options: list[str] = []
        words: list[str] = []
        typed = iter(args)
        for word in typed:
            if word == "--":
                words += typed
            elif word in ("-d", "--date"):
                options += [word, *islice(typed, 1)]
            elif word == "-h" or re.fullmatch(r"--[a-z]\S*|-d[-\d]\S*", word):
                options.append(word)
            else:
                words.append(word)
        try:
            return list(super().parse_args(ctx, [*options, "--", *words]))
        except typer.TyperException as error:
            if type(error).__name__ != "NoSuchOption":
                raise
            name = getattr(error, "option_name", "")
            raise UsageError("log.error.dashes", name=name) from error


class Listing(_Ours, TyperGroup):
    """Commands of which the help shows the whole first sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the name and the first sentence of every command."""
        rows = [(name, first_sentence(part.help)) for name, part in parts_of(self, ctx)]
        _write(formatter, ctx.obj("parser.help.commands"), rows)


def _arguments(command: Any) -> Iterator[Any]:
    """Yield the words after a command, those too that have no help of their own."""
    return (part for part in command.params if part.param_type_name == "argument")


def _is_shown_option(part: Any) -> bool:
    return part.param_type_name == "option" and not part.hidden


def _argument(words: Words, part: Any) -> tuple[str, str]:
    required = f"  [{words('parser.help.required')}]" if part.required else ""
    return part.metavar, f"{part.help}{required}"


def _option(part: Any) -> tuple[str, str]:
    names = ", ".join(sorted(part.opts, key=lambda name: name.startswith("--")))
    typed = names if part.is_flag else f"{names} {part.metavar}"
    return typed, part.help


def _write(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def parts_of(command: Any, ctx: Any) -> Iterator[tuple[str, Any]]:
    """Yield the commands of a group by name, in the order of its help; a command has none."""
    names = command.list_commands(ctx) if isinstance(command, TyperGroup) else ()
    for name in sorted(names, key=_place):
        yield name, command.get_command(ctx, name)


def _place(name: str) -> int:
    """Return where a command of the program stands; the others keep their order."""
    return COMMANDS.index(name) if name in COMMANDS else len(COMMANDS)


def first_sentence(text: str | None) -> str:
    """Return the first sentence of a help."""
    return re.split(r"(?<=\.)\s", plain_spaces(text or ""), maxsplit=1)[0]
