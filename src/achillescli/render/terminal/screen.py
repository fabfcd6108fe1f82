"""One place where words reach a terminal."""

import os
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDEST = 100
"""Columns beyond which lines are no longer read at a glance."""

NARROW = 60
"""Columns below which labels and tables are stacked."""

DEFAULT = 80
"""Columns of a stream that is no terminal."""

_INK = {"bold": "1", "dim": "2", "bold red": "1;31", "bold yellow": "1;33"}
"""The styles and their codes; a style only repeats what a word says."""

_KEPT = "\u200d\u00ad"
_UNSAFE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf"})
_PLAIN = str.maketrans(
    {
        "×": "x",
        "·": "-",
        "–": "-",
        "—": "-",
        "→": "->",
        "≤": "<=",
        "≥": ">=",
        "’": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "½": "1/2",
    }
)

_JOINT = "\x00"
"""Stands for a space at which no line ends; a plain text never contains it."""
_COMMAND = re.compile(
    r"\bachilles (?:today|assess|report|plan|learn|why|undo|replay|log"
    r"|backup|restore|export|import|merge|erase|doctor|simulate|protocol)"
    r"(?: (?:(?:edit|remove) (?:ID|[0-9A-Za-z_-]{8})|(?<=undo )(?:ID|[0-9A-Za-z_-]{8})"
    r"|morning|evening|session|check|flag|clearance|list|edit|other-treatments|doctor|physio"
    r"|am|pm|N|FILE|check|--[a-z-]+|T\d\d|\d{4}-\d\d\.\S+|\d{4}-\d\d-\d\d|[a-z_.]+=\S+)(?!\S))*"
)


def plain(text: str) -> str:
    """Return the text without anything that could steer a terminal."""
    spaced = text.replace("\n", " ").replace("\t", " ")
    return "".join(
        sign if sign in _KEPT or unicodedata.category(sign) not in _UNSAFE else "\ufffd"
        for sign in spaced
    )


def encodable(text: str, encoding: str) -> str:
    """Return the text with what the encoding lacks spelt in its nearest plain signs."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest(sign, encoding) for sign in text)
    return text


def _nearest(sign: str, encoding: str) -> str:
    for candidate in (sign, sign.translate(_PLAIN), unicodedata.normalize("NFKD", sign)[0]):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"


def complain(stream: TextIO, environment: Mapping[str, str], sentence: str) -> None:
    """Write what went wrong: wrapped on a terminal, elsewhere on one line for scripts.

    That nobody can be told stops nothing; the exit code says it too.
    """
    said = f"achilles: {plain(sentence)}"
    with suppress(OSError):
        if stream.isatty():
            Screen(stream, environment).say(said)
        else:
            stream.write(f"{said}\n")


class Screen:
    """Lines and tables on one stream, as wide as it is and as plain as it must be.

    The environment gives the columns and says whether there may be colour; rich is
    loaded for tables alone, since it costs more than all the rest of a short command.
    """

    def __init__(self, stream: TextIO, environment: Mapping[str, str]) -> None:
        self._stream, self._environment = stream, environment
        self._encoding = stream.encoding or "utf-8"
        self.width = min(_columns(stream, environment), WIDEST)
        self._styled = _styled(stream, environment)

    @property
    def narrow(self) -> bool:
        """Whether columns side by side would not be readable."""
        return self.width < NARROW

    @property
    def ascii_only(self) -> bool:
        """Whether block characters cannot be written."""
        return not self._encoding.lower().startswith("utf")

    def fit(self, text: str) -> str:
        """Return the text as it can be written here, without anything that steers a terminal."""
        return encodable(plain(text), self._encoding)

    def say(self, text: str = "", style: str = "") -> None:
        """Write one paragraph, wrapped between words."""
        self._hanging("", text, style)

    def heading(self, text: str) -> None:
        """Write a heading with an empty line before it."""
        self.say()
        self.say(text, "bold")

    def point(self, text: str, mark: str = "- ", style: str = "") -> None:
        """Write one paragraph with a hanging mark before it."""
        self._hanging(mark, text, style)

    def field(self, label: str, text: str, indent: int = 13, style: str = "") -> None:
        """Write a paragraph beside its label; under it, on a narrow screen."""
        if self.narrow:
            if label:
                self.say(label, "bold")
            self._hanging("  ", text, style)
        else:
            self._hanging(label.ljust(indent - 1) + " ", text, style, "bold")

    def show(self, renderable: "RenderableType") -> None:
        """Write a table that was built from plain text."""
        from rich.console import Console

        Console(
            file=self._stream,
            width=self.width,
            no_color=not self._styled,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        ).print(renderable)

    def _hanging(self, mark: str, text: str, style: str, mark_style: str = "") -> None:
        """Write a mark and, beside it, a paragraph; commands to type are not broken."""
        mark = self.fit(mark)
        room = max(self.width - cells(mark), 1)
        for line in wrapped(_whole_commands(self.fit(text), room), room):
            shown = self._ink(mark, mark_style) + self._ink(line.replace(_JOINT, " "), style)
            self._stream.write((shown if line else shown.rstrip()) + "\n")
            mark = " " * cells(mark)

    def _ink(self, text: str, style: str) -> str:
        if not (self._styled and style and text.strip()):
            return text
        return f"\x1b[{_INK[style]}m{text}\x1b[0m"


def wrapped(text: str, room: int) -> list[str]:
    """Return the lines of a paragraph of so many columns; a longer word is broken."""
    if cells(text) <= room:
        return [text.rstrip()]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cells(longer) <= room:
            line = longer
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = word
        while cells(line) > room:
            fits = _fitting(line, room)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line.rstrip()]


def _fitting(word: str, room: int) -> int:
    """Return how many signs of a word fit, at least one."""
    taken = 0
    for place, sign in enumerate(word):
        taken += cells(sign)
        if taken > room:
            return max(place, 1)
    return len(word)


def cells(text: str) -> int:
    """Return the columns that a text takes; wide signs take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_cell(sign) for sign in text)


def _cell(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _whole_commands(text: str, room: int) -> str:
    """Return the text with the words of every command that fits on a line joined."""
    return _COMMAND.sub(
        lambda found: found[0].replace(" ", _JOINT) if len(found[0]) <= room else found[0], text
    )


def _styled(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether bold and colour may be used."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM", "dumb") not in ("dumb", "unknown")


def _columns(stream: TextIO, environment: Mapping[str, str]) -> int:
    """Return the columns of a stream: what COLUMNS says, the terminal's, else 80."""
    said = environment.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and int(said) > 0:
        return int(said)
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT
    except (OSError, ValueError):
        return DEFAULT
