"""A screen as a picture: rich's own export, that needs nothing from the network."""

import re
from collections.abc import Mapping, Sequence
from io import StringIO

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from .live import LiveBar, LiveLine, renderable
from .screen import Screen

FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
"""Without the letters that would be fetched from elsewhere; those of the reader do."""
COLOURED = {"FORCE_COLOR": "1", "NO_COLOR": "", "TERM": "xterm-256color", "ACHILLES_PLAIN": "0"}


class Picture(Screen):
    """What is written on it, as an SVG of a terminal; 80 columns unless COLUMNS says otherwise."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__(StringIO(), {**environment, **COLOURED})
        self._recorder = Console(
            file=StringIO(),
            width=self.width,
            color_system="256",
            force_terminal=True,
            force_jupyter=False,
            legacy_windows=False,
            record=True,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def _draw(self, line: Text) -> None:
        self._recorder.print(self._ink(line), soft_wrap=True)

    def draw(self, lines: Sequence[LiveLine | LiveBar], _title: str = "") -> None:
        """Draw lines that change, as they are at one moment."""
        for line in lines:
            self._recorder.print(renderable(line, self, self.width))

    def text(self) -> str:
        """Return what the picture says, line by line."""
        lines = self._recorder.export_text(clear=False).splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def svg(self, title: str) -> str:
        """Return the picture."""
        return self._recorder.export_svg(title=title, code_format=FORMAT, clear=False)
