"""One place where words reach a terminal."""

import os
import re
import unicodedata
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDEST = 100
"""Columns beyond which lines are no longer read at a glance."""

NARROW = 60
"""Columns below which labels and tables are stacked."""

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

_JOINT = "\ufdd0"
"""Stands for a space at which no line ends; no text may contain it."""
_COMMAND = re.compile(
    r"\bachilles (?:today|assess|report|plan|learn|why|undo|replay|log)"
    r"(?: (?:morning|evening|session|check|flag|clearance|list|edit|treatment|doctor|physio"
    r"|am|pm|N|--[a-z-]+|T\d\d|\d{4}-\d\d-\d\d|[a-z_.]+=\S+)(?!\S))*"
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


class Screen:
    """Lines and tables on one stream, as wide as it is and as plain as it must be."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console

        self._console = Console(
            file=stream, highlight=False, markup=False, emoji=False, legacy_windows=False
        )
        if self._console.is_dumb_terminal:
            self._console.width = _columns(stream) or self._console.width
        self._console.width = min(self._console.width, WIDEST)

    @property
    def width(self) -> int:
        """The number of columns."""
        return self._console.width

    @property
    def narrow(self) -> bool:
        """Whether columns side by side would not be readable."""
        return self.width < NARROW

    @property
    def ascii_only(self) -> bool:
        """Whether block characters cannot be written."""
        return not self._console.encoding.lower().startswith("utf")

    def fit(self, text: str) -> str:
        """Return the text as it can be written here, without anything that steers a terminal."""
        return encodable(plain(text), self._console.encoding)

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
        """Write a table or chart that was built from plain text."""
        self._console.print(renderable)

    def _hanging(self, mark: str, text: str, style: str, mark_style: str = "") -> None:
        """Write a mark and, beside it, a paragraph; commands to type are not broken."""
        from rich.text import Text

        mark = self.fit(mark)
        room = max(self.width - len(mark), 1)
        body = Text(_whole_commands(self.fit(text), room), style=style)
        for line in body.wrap(self._console, room) or [Text()]:
            line.rstrip()
            line.plain = line.plain.replace(_JOINT, " ")
            self._console.print(Text(mark, style=mark_style) + line, no_wrap=True, crop=False)
            mark = " " * len(mark)


def _whole_commands(text: str, room: int) -> str:
    """Return the text with the words of every command that fits on a line joined."""
    return _COMMAND.sub(
        lambda found: found[0].replace(" ", _JOINT) if len(found[0]) <= room else found[0], text
    )


def _columns(stream: TextIO) -> int:
    """Return the columns of a terminal; 0 when the stream is none."""
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 0
