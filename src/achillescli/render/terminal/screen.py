"""One place where words reach a terminal: rich's console measures, wraps and colours them."""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import StringIO
from types import MappingProxyType
from typing import NamedTuple, TextIO

from rich.cells import cell_len
from rich.console import Console, detect_legacy_windows
from rich.text import Text

from ...words import NO_BREAK, WHOLE, plain_spaces
from . import wishes

WIDEST = 100
"""Columns beyond which lines are no longer read at a glance."""

NARROW = 60
"""Columns below which labels and tables are stacked."""

DEFAULT = 80
"""Columns of a stream that is no terminal."""

LEAST = 2
"""Columns that a paragraph has at least: the widest sign takes as many."""

ENDLESS = 1 << 20
"""Columns in which every table has its natural width."""

NO_DAYS: Mapping[str, str] = MappingProxyType({})


class LabelledRow(NamedTuple):
    """A label, what stands beside it, what stands below that; ``days`` as in ``Screen.say``."""

    label: str
    text: str
    below: Sequence[str] = ()
    days: Mapping[str, str] = NO_DAYS


COLOURS = {"GREEN": "color(28)", "AMBER": "color(136)", "RED": "color(196)"}
"""The mark of each colour of a day, beside its word: three times as light or as dark as the
background of a dark and of a light terminal (WCAG 2.2, criterion 1.4.11). A terminal of sixteen
colours has none: how light those are is not known."""

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
_ENTIRE = "\ue005"
"""Before a word that is never parted."""
_HELD = "\ue004"
"""One column of a word that is longer than a line, and stays whole."""
_WHOLE_FLAG = "\U0003fffd"
"""One sign of two columns, for the two signs of a flag, which rich would part."""
_AMOUNT = re.compile(r"(?<=\d) (?=(?:%|kg\b|[×x] \d))|(?<=\d [×x]) (?=\d)")
"""A space within 75 %, 5 kg or 3 × 15: no line ends there."""
_FLAG = re.compile("(?<!\u200d)[\U0001f1e6-\U0001f1ff]{2}")
_TIED = re.compile(f"{_WHOLE_FLAG}|{_HELD}+")
_SPACES = str.maketrans(dict.fromkeys((_JOINT, *_MARKS.values()), " "))


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
            stream.write(f"{plain(plain_spaces(said))}\n")


class Screen:
    """Lines on one stream, as wide as it is and as plain as it must be.

    The environment gives the columns, and says whether there may be colour and drawings. A plain
    screen has sentences alone, one fact a line; in a pipe such a line is never wrapped.
    With ``may_fail`` a stream that takes nothing stops nothing.
    """

    def __init__(
        self, stream: TextIO, environment: Mapping[str, str], *, may_fail: bool = False
    ) -> None:
        self._stream, self._may_fail = stream, may_fail
        self._encoding = stream.encoding or "utf-8"
        asked = wishes.plain(environment)
        self.plain = asked is not None and asked.asked
        self._columns = terminal_columns(stream, environment)
        self.width = min(self._columns, WIDEST)
        if self.plain and not stream.isatty():
            self._columns = self.width = ENDLESS
        self.coloured = _coloured(stream, environment)
        many = "256" in environment.get("TERM", "") or "COLORTERM" in environment
        self._marked = self.coloured and many
        # It draws into a text. Were it to write itself, each line would be flushed at once, and a
        # full disk would stop a command before the entry that it speaks of is saved.
        self._console = Console(
            file=StringIO(),
            width=self.width,
            height=1,
            color_system="256" if self.coloured else None,
            force_terminal=self.coloured,
            force_jupyter=False,
            no_color=False,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )

    @contextmanager
    def capture(self) -> Iterator[StringIO]:
        """Give what is written meanwhile, as it would look on the stream."""
        stream, held = self._stream, StringIO()
        self._stream = held
        try:
            yield held
        finally:
            self._stream = stream

    @property
    def narrow(self) -> bool:
        """Whether columns side by side would not be readable, or are not wanted."""
        return self.plain or self.width < NARROW

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

    def marks(self, days: Sequence[tuple[str, str]], text: str) -> None:
        """Write a letter for each day with its colour before it, and a text after them."""
        marks = _MARKS if self._marked else {}
        shown = " ".join(f"{marks.get(colour, '')}{self.fit(letter)}" for letter, colour in days)
        line = Text(f"{shown}  {self.fit(text)}")
        for part in line.wrap(self._console, max(self.width, LEAST)):
            self._draw(part)

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
        if self.plain:
            self._hanging("", f"{label}: {text}" if label else text, style, days=days)
        elif self.narrow:
            if label:
                self.say(label, "bold")
            self._hanging("  ", text, style, days=days)
        else:
            filled = label + " " * max(indent - cell_len(label), 1)
            self._hanging(filled, text, style, "bold" if label else "", days)

    def labelled(self, rows: Sequence[LabelledRow]) -> None:
        """Write rows with their labels beside them; above them, where that leaves no room."""
        indent = max((cell_len(self.fit(row.label)) for row in rows), default=0) + 2
        stacked = not self.plain and (self.narrow or indent * 2 > self.width)
        for label, text, below, days in rows:
            if stacked:
                self.say(label, "bold")
                self.point(text, mark="  ", days=days)
            else:
                self.field(label, text, indent, days=days)
            for line in below:
                self.point(
                    line, mark="- " if self.plain else " " * (2 if stacked else indent) + "- "
                )

    def table(self, rows: Sequence[Sequence[str]], left: Sequence[int], gap: int = 2) -> list[str]:
        """Return rows of short words as lines; the columns ``left`` are flush left."""
        from rich.table import Table

        table = Table.grid(padding=(0, gap, 0, 0))
        for place, _ in enumerate(rows[0]):
            table.add_column(justify="left" if place in left else "right", no_wrap=True)
        # A column is one cell: to lay out each word by itself takes rich three times as long.
        columns = zip(*rows, strict=True)
        table.add_row(*(Text("\n".join(map(self.fit, column))) for column in columns))
        options = self._console.options.update_width(ENDLESS)
        drawn = self._console.render_lines(table, options, pad=False)
        return ["".join(part.text for part in line).rstrip() for line in drawn]

    def fits(self, lines: Sequence[str]) -> bool:
        """Whether there may be a table, and every line is at most as wide as the screen."""
        return not self.plain and all(cell_len(line) <= self.width for line in lines)

    def paragraph(self, text: str, room: int) -> list[str]:
        """Return the lines of a paragraph of so many columns, as they can be written here.

        A word longer than a line is parted, and so is a command to type.
        """
        return [line.translate(_SPACES) for line in self._lines(text, room, room)]

    def _lines(
        self, text: str, room: int, most: int, days: Mapping[str, str] = NO_DAYS
    ) -> list[str]:
        """Return the lines of a paragraph of so many columns.

        A longer command has a line of its own of at most ``most`` columns. So has a path, or a
        command with one, however long: the terminal folds it, and it can still be copied.
        """
        text = self._with_stand_ins(text)
        if days and self._marked and not self.plain:
            text = _with_marks(text, days)
        bare = text.replace(_ENTIRE, "")
        room = max(room, LEAST)
        if cell_len(bare) <= room:
            return [bare.rstrip()]
        kept: list[str] = []
        text = _AMOUNT.sub(_JOINT, text)
        tied = " ".join(_words(text, room, max(room, most), kept))
        held = iter(kept)
        lines = (
            _TIED.sub(lambda _: next(held), line.plain)
            for line in Text(tied).wrap(self._console, room)
        )
        first, *others = lines
        return [first.rstrip(), *filter(None, map(str.strip, others))]

    def _with_stand_ins(self, text: str) -> str:
        """Return a text as it can be written here, with stand-ins for what is not parted."""
        entire = (map(self.fit, part.split(NO_BREAK)) for part in text.split(WHOLE))
        return _ENTIRE.join(map(_JOINT.join, entire))

    def _hanging(
        self,
        mark: str,
        text: str,
        style: str,
        mark_style: str = "",
        days: Mapping[str, str] = NO_DAYS,
    ) -> None:
        """Write a mark and, beside it, a paragraph."""
        mark = self.fit(mark)
        taken = cell_len(mark)
        for line in self._lines(text, self.width - taken, self._columns - taken, days):
            self._draw(Text.assemble((mark, mark_style), (line, style)))
            mark, mark_style = " " * taken, ""

    def _draw(self, line: Text) -> None:
        """Write one line, the marks in it in their colours."""
        if self.coloured:
            with self._console.capture() as drawn:
                self._console.print(self._ink(line), soft_wrap=True)
            text = drawn.get()
        else:  # the console would write the same, five times as slowly
            text = f"{line.plain.translate(_SPACES).rstrip()}\n"
        try:
            self._stream.write(text)
        except OSError:
            if not self._may_fail:
                raise

    def _ink(self, line: Text) -> Text:
        """Return a line with the marks in it as colours."""
        for colour, mark in _MARKS.items():
            line.highlight_regex(mark, f"not bold on {COLOURS[colour]}")
        line.plain = line.plain.translate(_SPACES)
        line.rstrip()
        return line


def _words(text: str, room: int, most: int, kept: list[str]) -> Iterator[str]:
    """Yield the words of a text, each flag and each word to hold kept, and a stand-in for it."""

    def tie(match: re.Match[str]) -> str:
        kept.append(match[0])
        return _WHOLE_FLAG

    for word in text.split(" "):
        whole = word.replace(_ENTIRE, "")
        width = cell_len(whole)
        if width <= room:
            yield _FLAG.sub(tie, whole)
        elif _ENTIRE in word or (_JOINT in whole and width <= most):
            kept.append(whole)
            yield _HELD * room
        else:
            yield _FLAG.sub(tie, whole.replace(_JOINT, " "))


def _with_marks(text: str, days: Mapping[str, str]) -> str:
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
    if wish := wishes.colour(environment):
        return wish.asked
    if not stream.isatty() or detect_legacy_windows():
        return False
    return environment.get("TERM", "dumb") not in ("dumb", "unknown")


def terminal_columns(stream: TextIO, environment: Mapping[str, str]) -> int:
    """Return the columns of a stream: what COLUMNS says, the terminal's, else 80."""
    said = environment.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and int(said) > 0:
        return int(said)
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT
    except (OSError, ValueError):
        return DEFAULT
