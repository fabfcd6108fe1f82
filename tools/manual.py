"""The manual: a page for the program and one for each command, from their own help.

``python -m tools.manual FOLDER`` writes it, and the scripts for completion, as they lie in the folder
share of a system. They are in the wheel.
"""

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import typer

from achillescli import __version__
from achillescli.cli import help as helped
from achillescli.cli import parser
from achillescli.cli.context import Context
from achillescli.words import LANGUAGES, NO_BREAK, WHOLE, Words

FOLDERS = {"en": "man/man1", "nl": "man/nl/man1"}
TITLES = {
    "en": ("Name", "Synopsis", "Description", "See also"),
    "nl": ("Naam", "Samenvatting", "Beschrijving", "Zie ook"),
}
"""What such pages call their parts; the others are called as in the help."""
SCRIPTS = {
    "bash": "bash-completion/completions/achilles",
    "zsh": "zsh/site-functions/_achilles",
    "fish": "fish/vendor_completions.d/achilles.fish",
}
ROFF = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", NO_BREAK: "\\ ", WHOLE: ""}
"""How signs are written that mean something else, or nothing, in such a page."""


def write(folder: Path) -> None:
    """Write the pages of each language, and the scripts."""
    for language in LANGUAGES:
        for name, text in pages(language):
            _put(folder / FOLDERS[language] / f"{name}.1", text)
    for shell, path in SCRIPTS.items():
        with redirect_stdout(StringIO()) as script:
            parser.run(_nowhere("en"), ["completion", shell])
        _put(folder / path, script.getvalue())


def pages(language: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each page, such as "achilles-log-run", and the page."""
    context = _nowhere(language)
    program = typer.main.get_command(parser.program(context))
    return _pages(program, typer.Context(program, info_name="achilles", **program.context_settings))


def _nowhere(language: str) -> Context:
    """Return a place without a user."""
    return Context(Words(language), dt.datetime(1, 1, 2, tzinfo=dt.UTC), {})


def _pages(command: Any, ctx: Any) -> Iterator[tuple[str, str]]:
    parts = [
        (part, typer.Context(part, parent=ctx, info_name=name))
        for name, part in helped.parts_of(command, ctx)
    ]
    others = [one for one in (ctx.parent, *(below for _, below in parts)) if one]
    yield _name(ctx), _page(command, ctx, map(_name, others))
    for part, below in parts:
        yield from _pages(part, below)


def _name(ctx: Any) -> str:
    return str(ctx.command_path).replace(" ", "-")


def _page(command: Any, ctx: Any, others: Iterable[str]) -> str:
    """Return the page of a command, that names those of others."""
    words = ctx.obj.words
    name, synopsis, description, also = TITLES[words.language]
    told = helped.page(command, ctx)
    sections = {
        name: f"{_name(ctx)} \\- {_text(helped.first_sentence(told.text))}",
        synopsis: _text(told.usage),
        description: _text(told.text),
        words("parser.help.examples"): "\n.br\n".join(map(_text, told.examples)),
        words("parser.help.commands"): _rows(told.parts.items()),
        words("parser.help.arguments"): _rows(told.arguments),
        words("parser.help.options_title"): _rows(told.options),
        also: ", ".join(f"\\fB{_text(other)}\\fR(1)" for other in others),
    }
    head = f'.TH {_name(ctx).upper()} 1 "" "achillescli {__version__}"\n'
    return head + "".join(
        f".SH {title.upper()}\n{text}\n" for title, text in sections.items() if text
    )


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f".TP\n\\fB{_text(typed)}\\fR\n{_text(told)}" for typed, told in rows)


def _text(text: str) -> str:
    """Return words as they stand in a page, never taken for a request at the start of a line."""
    return "\\&" + "".join(ROFF.get(sign, sign) for sign in text)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
