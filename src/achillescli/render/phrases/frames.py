"""A movement in still frames: side by side where there is room, in words on a plain screen."""

from collections.abc import Sequence
from itertools import zip_longest

from ...core.library.frame import COLUMNS, Frame
from ..terminal.screen import Screen

COLUMN = COLUMNS + 2
"""Columns of a frame with its words."""
GAP = "  "
ABREAST = (4, 2)
"""How many frames stand side by side, the first that fits; else each by itself."""


def show(screen: Screen, language: str, frames: Sequence[Frame]) -> None:
    """Write each frame with its words below it."""
    if screen.plain:
        for number, frame in enumerate(frames, 1):
            screen.point(frame.says[language], f"{number}. ")
        return
    room = screen.width + len(GAP)
    abreast = next((n for n in ABREAST if n * (COLUMN + len(GAP)) <= room), 1)
    told = [(frame, f"{n}. {frame.says[language]}") for n, frame in enumerate(frames, 1)]
    for first in range(0, len(told), abreast):
        row = told[first : first + abreast]
        high = max(len(frame.drawing) for frame, _ in row)
        if first:
            screen.say()
        drawings = [[""] * (high - len(frame.drawing)) + [*frame.drawing] for frame, _ in row]
        says = [screen.paragraph(text, min(COLUMN, screen.width)) for _, text in row]
        for lines in (*zip(*drawings, strict=True), *zip_longest(*says, fillvalue="")):
            screen.say(GAP.join(line.ljust(COLUMN) for line in lines))
