"""An exercise or a test, with its words in each language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from .evidence import Citation, citations


class Told(NamedTuple):
    """An exercise in one language: what it is called and how it is done."""

    name: str
    short: str
    cue: str
    muscle: str
    equipment: str
    steps: tuple[str, ...]
    level: Mapping[str, str]
    rom: Mapping[str, str]

    @classmethod
    def of(cls, table: Mapping[str, Any], numbers: Mapping[str, int]) -> Self:
        """Return the words of a table with the exercise's own numbers filled in.

        Raises:
            KeyError: a word is missing, or a number that a word asks for.
        """
        line = {
            key: table[key].format(**numbers)
            for key in ("name", "short", "cue", "muscle", "equipment")
        }
        steps = tuple(step.format(**numbers) for step in table["steps"])
        return cls(**line, steps=steps, level=table.get("level", {}), rom=table.get("rom", {}))


class Exercise(NamedTuple):
    """One exercise or test.

    ``kind`` is loading, easy or test; ``contraction`` and ``knee`` are empty where they
    do not matter. ``frames`` names its drawings, ``video`` the source that has a film of it.
    ``numbers`` are a test's own: repetitions, minutes, beats a minute.
    """

    id: str
    kind: str
    told: Mapping[str, Told]
    cites: tuple[Citation, ...]
    contraction: str = ""
    knee: str = ""
    frames: str = ""
    video: str = ""
    numbers: Mapping[str, int] = MappingProxyType({})

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Self:
        """Return the exercise that a table states.

        Raises:
            KeyError: a field is missing.
        """
        numbers = table.get("numbers", {})
        return cls(
            id=table["id"],
            kind=table["kind"],
            told={language: Told.of(table[language], numbers) for language in ("en", "nl")},
            cites=citations(table["cites"]),
            contraction=table.get("contraction", ""),
            knee=table.get("knee", ""),
            frames=table.get("frames", ""),
            video=table.get("video", ""),
            numbers=numbers,
        )

    def name(self, language: str) -> str:
        """Return the full name."""
        return self.told[language].name

    def short(self, language: str) -> str:
        """Return the name for a narrow column."""
        return self.told[language].short

    def cue(self, language: str) -> str:
        """Return the one thing to think of while doing it."""
        return self.told[language].cue

    def steps(self, language: str) -> tuple[str, ...]:
        """Return how it is done, step by step."""
        return self.told[language].steps
