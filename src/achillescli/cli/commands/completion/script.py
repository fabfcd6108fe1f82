"""The script for a shell: its way to look, and the lists as it writes them."""

from collections.abc import Callable, Iterable, Mapping
from shlex import quote
from typing import NamedTuple

from .... import __version__, catalogue
from ....words import Words, plain_spaces
from .lists import Fitting, Lists


class Spelling(NamedTuple):
    """How a shell spells a list."""

    start: str
    """Before its rows; the name is filled in."""
    row: str
    end: str
    quoted: Callable[[str], str]
    """A text as one word."""


def _in_fish(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


QUOTES = "'\u2018\u2019\u201a\u201b"
"""What PowerShell takes for a single quotation mark."""


def _in_powershell(text: str) -> str:
    return "'" + "".join(sign * 2 if sign in QUOTES else sign for sign in text) + "'"


_POSIX = Spelling("  ({name})\n    rows=(\n", "      {row}\n", "    ) ;;\n", quote)
FORMS: Mapping[str, Spelling] = {
    "bash": _POSIX,
    "zsh": _POSIX,
    "fish": Spelling(
        "        case {name}\n            printf '%s\\n'",
        " \\\n                {row}",
        "\n",
        _in_fish,
    ),
    "powershell": Spelling("    {name} = @(\n", "        {row}\n", "    )\n", _in_powershell),
}


def script(shell: str, words: Words, lists: Lists) -> str:
    """Return the script that completes the program in a shell."""
    parts = {
        "@TITLE@": plain_spaces(words("completion.title", version=__version__, name=shell)),
        "@LISTS@\n": "".join(_list(FORMS[shell], name, rows) for name, rows in lists.items()),
        "@ENGINE@": catalogue.text("completion/engine.sh"),
        "@LANGUAGE@": words.language,
    }
    found = catalogue.text(f"completion/{shell}")
    for mark, part in parts.items():
        found = found.replace(mark, part)
    return found


def _list(form: Spelling, name: str, rows: Iterable[Fitting]) -> str:
    """Return one list as a shell writes it."""
    written = (form.row.format(row=form.quoted("|".join(row))) for row in rows)
    return form.start.format(name=form.quoted(name)) + "".join(written) + form.end
