"""One place where words reach a terminal: rich measures, wraps and colours them.

Only the parts of rich that do this are loaded, each where it is first needed: its console
would add a fifth to a short command, and its ``Text`` a tenth. Its tables are no help either:
the days of ten years would take it ten seconds (``columns`` takes a tenth of one).
"""

import os
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise
from types import MappingProxyType
from typing import TextIO

from rich.cells import cell_len

from ...words import NO_BREAK

WIDEST = 100
"""Columns beyond which lines are no longer read at a glance."""

NARROW = 60
"""Columns below which labels and tables are stacked."""

DEFAULT = 80
"""Columns of a stream that is no terminal."""

LEAST = 2
"""Columns that a paragraph has at least: the widest sign takes as many."""

NO_DAYS: Mapping[str, str] = MappingProxyType({})

COLOURS = {"GREEN": "color(28)", "AMBER": "color(136)", "RED": "color(196)"}
"""The mark of each colour of a day, beside its word: three times as light or as dark as the
background of a dark and of a light terminal (WCAG 2.2, criterion 1.4.11)."""
FEW = {"GREEN": "green", "AMBER": "yellow", "RED": "red"}
"""The marks where a terminal has sixteen colours, which are as its user chose them."""

_KEPT = "\u200d\u00ad"
_LOOSE = re.compile("(?<![^\\s\u200d])\u200d|\u200d(?![^\\s\u200d])")
"""A joiner without a sign on both sides: it joins nothing, and rich cannot measure it."""
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

# Stand-ins while a paragraph is wrapped; no plain text contains them.
_JOINT = "\ue000"
"""A space at which no line ends."""
_MARKS = dict(zip(COLOURS, "\ue001\ue002\ue003", strict=True))
_MARK = re.compile(f"([{''.join(_MARKS.values())}])")
_FLAG = re.compile("(?<!\u200d)[\U0001f1e6-\U0001f1ff]{2}")
"""The two signs of a flag, which rich would part; together they take two columns."""
_WHOLE_FLAG = "\U0003fffd"
"""One sign of two columns."""


def plain(text: str) -> str:
    """Return the text without anything that could steer a terminal."""
    spaced = text.replace("\n", " ").replace("\t", " ").replace(NO_BREAK, " ")
    if spaced.isprintable():
        return spaced
    shown = "".join(
        sign if sign in _KEPT or unicodedata.category(sign) not in _UNSAFE else "\ufffd"
        for sign in spaced
    )
    return _LOOSE.sub("\ufffd", shown)


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
    said = f"achilles: {sentence}"
    with suppress(OSError):
        if stream.isatty():
            Screen(stream, environment).say(said)
        else:
            stream.write(f"{plain(said)}\n")


class Screen:
    """Lines on one stream, as wide as it is and as plain as it must be.

    The environment gives the columns and says whether there may be colour.
    """

    def __init__(self, stream: TextIO, environment: Mapping[str, str]) -> None:
        self._stream = stream
        self._encoding = stream.encoding or "utf-8"
        self.width = min(_columns(stream, environment), WIDEST)
        self._coloured = _coloured(stream, environment)
        many = "256" in environment.get("TERM", "") or "COLORTERM" in environment
        self._marks = {_MARKS[name]: ink for name, ink in (COLOURS if many else FEW).items()}

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

    def say(self, text: str = "", style: str = "", days: Mapping[str, str] = NO_DAYS) -> None:
        """Write one paragraph, wrapped between words.

        The styles are rich's; ``days`` are the words that name the colour of a day, with it.
        """
        self._hanging("", text, style, days=days)

    def heading(self, text: str) -> None:
        """Write a heading with an empty line before it."""
        self.say()
        self.say(text, "bold")

    def point(
        self,
        text: str,
        mark: str = "- ",
        style: str = "",
        days: Mapping[str, str] = NO_DAYS,
    ) -> None:
        """Write one paragraph with a hanging mark before it."""
        self._hanging(mark, text, style, days=days)

    def field(
        self,
        label: str,
        text: str,
        indent: int = 13,
        style: str = "",
        days: Mapping[str, str] = NO_DAYS,
    ) -> None:
        """Write a paragraph beside its label; under it, on a narrow screen."""
        if self.narrow:
            if label:
                self.say(label, "bold")
            self._hanging("  ", text, style, days=days)
        else:
            filled = label + " " * max(indent - cell_len(label), 1)
            self._hanging(filled, text, style, "bold", days)

    def wrapped(self, text: str, room: int) -> list[str]:
        """Return the lines of a paragraph of so many columns, as they can be written here.

        A word longer than a line is parted, and so is a command to type.
        """
        lines = self._lines(self._joined(text), max(room, LEAST))
        return [line.replace(_JOINT, " ") for line in lines]

    def _joined(self, text: str) -> str:
        return _JOINT.join(map(self.fit, text.split(NO_BREAK)))

    def _lines(self, joined: str, room: int) -> list[str]:
        """Return the lines of a paragraph of which the signs fit here."""
        if cell_len(joined) <= room:
            return [joined.rstrip()]
        words = joined.split(" ")
        fitting = (word if cell_len(word) <= room else word.replace(_JOINT, " ") for word in words)
        first, *others = _parted(" ".join(fitting), room)
        return [first.rstrip(), *filter(None, map(str.strip, others))]

    def _hanging(
        self,
        mark: str,
        text: str,
        style: str,
        mark_style: str = "",
        days: Mapping[str, str] = NO_DAYS,
    ) -> None:
        """Write a mark and, beside it, a paragraph."""
        mark, joined = self.fit(mark), self._joined(text)
        room = max(self.width - cell_len(mark), LEAST)
        if days and self._coloured:
            joined = _marked(joined, days)
        for line in self._lines(joined, room):
            shown = self._inked(mark, mark_style) + self._inked(line.replace(_JOINT, " "), style)
            self._stream.write((shown if line else shown.rstrip()) + "\n")
            mark = " " * cell_len(mark)

    def _inked(self, line: str, style: str) -> str:
        """Return a line in its style, and the marks in it in their colours."""
        if not self._coloured:
            return line
        parts = _MARK.split(line)
        parts[::2] = (_ink(part, style) if part.strip() else part for part in parts[::2])
        parts[1::2] = (_ink(" ", f"on {self._marks[mark]}") for mark in parts[1::2])
        return "".join(parts)


def _parted(text: str, room: int) -> list[str]:
    """Return the lines of a text that is wider than its room; flags stay whole."""
    from rich._wrap import divide_line

    flags = iter(_FLAG.findall(text))
    tied = _FLAG.sub(_WHOLE_FLAG, text)
    ends = (0, *divide_line(tied, room), len(tied))
    lines = (tied[start:end] for start, end in pairwise(ends))
    return [re.sub(_WHOLE_FLAG, lambda _: next(flags), line) for line in lines]


def _ink(text: str, style: str) -> str:
    """Return a text with the codes of a style."""
    if not style:
        return text
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(style).render(text, color_system=ColorSystem.EIGHT_BIT)


def _marked(text: str, days: Mapping[str, str]) -> str:
    """Return a text with a mark before the first of each word that names a colour.

    Of two spaces before it the mark takes one, so that columns stay where they are.
    """
    for word, colour in days.items():
        mark, named = _MARKS[colour], rf"\b{re.escape(word)}\b"
        text, placed = re.subn(rf"(?<= ) (?={named})", mark, text, count=1, flags=re.IGNORECASE)
        if not placed:
            text = re.sub(named, rf"{mark}{_JOINT}\g<0>", text, count=1, flags=re.IGNORECASE)
    return text


def _coloured(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether bold and colour may be used."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    if environment.get("CLICOLOR_FORCE") not in (None, "", "0"):
        return True
    if environment.get("CLICOLOR") == "0":
        return False
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
