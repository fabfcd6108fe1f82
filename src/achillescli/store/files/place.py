"""Where something stands in a file of the user."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where something stands in a file; lines count from 1.

    A sentence brings its own word for a line: ``{place:line}`` or ``{place:regel}``.
    Nothing is shown when no file is named.
    """

    file: str = ""
    line: int | None = None

    def __format__(self, word: str) -> str:
        """Return the place as the start of a sentence."""
        if not self.file:
            return ""
        return f"{self.file}, {word} {self.line}: " if self.line else f"{self.file}: "


NOWHERE = Place()
