"""A few lines that stay where they are while what they say changes."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self, TextIO

from rich.console import Console, Group, RenderableType
from rich.control import Control
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from .screen import Screen, terminal_columns

LEAST = 40
"""Columns below which lines one after the other say more."""
LOWEST = 25
"""Rows of a terminal that does not say how many it has."""
_TITLED = ("xterm", "tmux", "screen", "rxvt", "foot", "alacritty", "st-")
"""Terminals, as TERM begins, that keep the title of a window and bring it back."""


class LiveBar(NamedTuple):
    """How much is done, from 0 to 1, and a word beside it."""

    share: float
    text: str


class LiveLine(NamedTuple):
    """One line with its style."""

    text: str
    style: str = ""


class LiveLines:
    """Lines at the foot of a terminal, none wider than it; gone without a trace when left."""

    def __init__(self, stream: TextIO, environment: Mapping[str, str]) -> None:
        self._stream, self._environment = stream, environment
        self._screen = Screen(stream, environment)
        self._title = environment.get("TERM", "").startswith(_TITLED)
        self._shown: tuple[LiveLine | LiveBar, ...] = ()
        """What stands there now."""

    def __enter__(self) -> Self:
        """Begin where the cursor is."""
        coloured = self._screen.coloured
        self._console = Console(
            file=self._stream,
            color_system="256" if coloured else None,
            force_terminal=True,
            force_jupyter=False,
            no_color=not coloured,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )
        self._measure()
        self._shown = ()
        self._live = Live(
            console=self._console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            vertical_overflow="crop",
        )
        with suppress(OSError):
            if self._title:
                self._stream.write("\x1b[22;0t")
            self._live.start()
            # The cursor stays to be seen: a program that is killed cannot bring it back.
            self._console.show_cursor()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the lines away; a terminal that hung up is left."""
        with suppress(OSError):
            self._live.stop()
            if self._title:
                self._stream.write("\x1b[23;0t")
            self._stream.flush()

    @property
    def width(self) -> int:
        """The columns that a line may take; one less than there are, so that it never wraps."""
        return self._console.width

    def draw(self, lines: Sequence[LiveLine | LiveBar], title: str = "") -> None:
        """Show lines in the place of the last ones; what has not changed is not drawn again."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        if self._title and title:
            self._console.control(Control.title(self._screen.fit(title)))
        drawn = (renderable(line, self._screen, self.width) for line in lines)
        self._live.update(Group(*drawn), refresh=True)
        self._stream.flush()

    def say(self, text: str, style: str = "") -> None:
        """Write a paragraph above the lines, where it stays."""
        for line in self._screen.paragraph(text, self.width):
            self._console.print(Text(line, style))

    def ring(self) -> None:
        """Let the bell go once."""
        self._console.bell()
        self._stream.flush()

    def resize(self) -> None:
        """Draw everything anew after the terminal changed: how it folded the old is not known."""
        self._measure()
        self._live.stop()
        self._console.control(Control.clear(), Control.home())
        self._shown = ()
        self._live.start()
        self._console.show_cursor()

    def _measure(self) -> None:
        rows = LOWEST
        with suppress(OSError, ValueError):
            rows = os.get_terminal_size(self._stream.fileno()).lines or LOWEST
        columns = terminal_columns(self._stream, self._environment)
        self._console.size = (max(columns - 1, 1), rows)


def renderable(line: LiveLine | LiveBar, screen: Screen, width: int) -> RenderableType:
    """Return a line as rich draws it."""
    if isinstance(line, LiveLine):
        text = Text(screen.fit(line.text), line.style, no_wrap=True, overflow="ellipsis")
        text.truncate(width)
        return text
    beside = Text(screen.fit(line.text), no_wrap=True)
    bar = ProgressBar(total=1.0, completed=line.share, style="dim", complete_style="bold")
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True)
    grid.add_row(bar, beside)
    return grid
