"""A movement in still frames, drawn in characters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

COLUMNS = 16
"""Columns that a drawing takes at most."""


@dataclass(frozen=True)
class Frame:
    """One moment of a movement: its drawing line by line, and what it says in each language."""

    drawing: tuple[str, ...]
    says: Mapping[str, str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Self:
        """Return the frame that a table states.

        Raises:
            KeyError: a field is missing.
        """
        drawing = tuple(table["draw"].removesuffix("\n").split("\n"))
        return cls(drawing, {language: table[language] for language in ("en", "nl")})
