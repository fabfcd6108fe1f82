"""The commands of the parser: words as they were typed, and their help as pages of our own."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from ..errors import Sentence, UsageError
from ..words import Words, plain_spaces
from .context import Context
from .names import ALIKE, COMMANDS, GROUPS, like
from .switches import SWITCHES

if TYPE_CHECKING:
    from ..render.pages.help import HelpPage


def parser_of(context: Context, **settings: Any) -> typer.Typer:
    """Return a parser of commands that writes its help in the language of a context."""
    return _Parser(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "obj": context},
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
    """How commands read words and show their help; the parser's context holds ours."""

    def get_params(self: Any, ctx: Any) -> list[Any]:
        """Return the parameters, which take words as typed: the parser would load pydantic."""
        params = super().get_params(ctx)  # type: ignore[misc]
        for one in params:
            one.get_runtime_param = lambda: _AS_TYPED
            if one.name == "help":  # the one that the parser adds
                one.help = ctx.obj.words("parser.help.option")
        return list(params)

    def get_help(self: Any, ctx: Any) -> str:
        """Show the page of the command, and leave."""
        from ..render.pages import help as pages

        with ctx.obj.pager() as screen:
            pages.show(screen, ctx.obj.words, page(self, ctx))
        return str(ctx.exit())


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
            said = no_option(getattr(error, "option_name", ""), ctx)
            key = "near_dashes" if "near" in said.values else "dashes"
            raise UsageError(f"log.error.{key}", **said.values) from error


class Listing(_Ours, TyperGroup):
    """A command with parts."""


def no_option(name: str, ctx: Any) -> Sentence:
    """Return that a command has no such option, and the one that was likely meant.

    One that it has was typed where no option can be: behind two dashes that stand alone.
    """
    known = _known_options(ctx)
    if name in (*known, "-d", "-q", "-h"):
        return Sentence("parser.after_dashes", {"name": name})
    if near := like(name.lstrip("-"), (one.removeprefix("--") for one in known), ALIKE):
        return Sentence("parser.near_option", {"name": name, "near": f"--{near}"})
    return Sentence("parser.no_such_option", {"name": name, "known": ", ".join(known)})


def _known_options(ctx: Any) -> list[str]:
    """Return the options that may stand on a line of a command, by their long names."""
    options = [one for one in ctx.command.get_params(ctx) if one.param_type_name == "option"]
    names = [name for one in options if not one.hidden for name in one.opts]
    known = dict.fromkeys((*names, *SWITCHES, "--lang"))
    return [name for name in known if name.startswith("--")]


def page(command: Any, ctx: Any) -> "HelpPage":
    """Return what the help of a command says."""
    from ..render.pages.help import HelpPage

    words = ctx.obj.words
    params = command.get_params(ctx)
    arguments = [one for one in _arguments(command) if not one.hidden]
    options = [one for one in params if one.param_type_name == "option" and not one.hidden]
    parts = {name: first_sentence(part.help) for name, part in parts_of(command, ctx)}
    return HelpPage(
        text=command.help,
        examples=examples(words, ctx.command_path),
        usage=usage(command, ctx, ctx.obj.words("parser.help.options")),
        arguments=[_argument(words, one) for one in arguments],
        options=[_option(one) for one in options],
        parts=parts,
        groups=GROUPS if parts.keys() == {*COMMANDS} else {},
        addresses=_addresses() if parts else {},
    )


def _addresses() -> dict[str, str]:
    """Return the addresses that the publisher gave the package, by name."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        told = metadata("achillescli").get_all("Project-URL") or ()
    except PackageNotFoundError:
        return {}
    pairs = (line.partition(", ") for line in told)
    return {name: address for name, _, address in pairs}


def usage(command: Any, ctx: Any, *options: str) -> str:
    """Return how a command is typed, with words that stand for its options."""
    pieces = [ctx.command_path, *options, *(one.metavar for one in _arguments(command))]
    if isinstance(command, TyperGroup):
        pieces.append(ctx.obj.words("parser.help.command"))
    return " ".join(pieces)


def examples(words: Words, path: str) -> list[str]:
    """Return lines to paste for the path of a command, such as "achilles log am"."""
    _, *names = path.split()
    area, *part = names or ["achilles"]
    found = words.find(".".join([f"help/{area}", "examples", *(part or ["alone"])]))
    return [f"achilles {line}" for line in found]


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


def _arguments(command: Any) -> Iterator[Any]:
    """Yield the words after a command, those too that have no help of their own."""
    return (part for part in command.params if part.param_type_name == "argument")


def _argument(words: Words, part: Any) -> tuple[str, str]:
    required = f" [{words('parser.help.required')}]" if part.required else ""
    return part.metavar, f"{part.help}{required}"


def _option(part: Any) -> tuple[str, str]:
    names = ", ".join(sorted(part.opts, key=lambda name: name.startswith("--")))
    return names if part.is_flag else f"{names} {part.metavar}", part.help
