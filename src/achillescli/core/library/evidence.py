"""What the programme rests on: sources, and places in them."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, Self


class Mark(StrEnum):
    """How well a source is known."""

    F = "F"
    """Read in the abstract, a table or the first page, or on an official page."""
    F2 = "F2"
    """Read only in a secondary page."""
    G = "G"
    """General knowledge; the work itself was not read."""
    U = "U"
    """Uncertain; never shown as a fact."""
    D = "D"
    """A number chosen for this programme."""


class Source(NamedTuple):
    """One work; ``place`` is volume and page, ``about`` describes a work without a title."""

    key: str
    authors: str
    mark: Mark
    year: int | None = None
    title: str = ""
    about: str = ""
    journal: str = ""
    place: str = ""
    doi: str = ""
    url: str = ""

    @classmethod
    def of(cls, key: str, table: Mapping[str, Any]) -> Self:
        """Return the source that a table states.

        Raises:
            TypeError: a field is missing or unknown.
            ValueError: there is no such mark.
        """
        return cls(key=key, **{**table, "mark": Mark(table["mark"])})

    @property
    def short(self) -> str:
        """The source in a few words, such as "Rompe et al. 2007"."""
        names = [re.sub(r" [A-Z]+$", "", name) for name in self.authors.split(", ")]
        first = re.sub(r" [A-Z]+ et al\.$", " et al.", names[0])
        several = " & ".join((first, *names[1:])) if len(names) <= 2 else f"{first} et al."
        letter = re.search(r"\d{4}([a-z])$", self.key)
        return f"{several} {self.year or ''}{letter[1] if letter else ''}".rstrip()

    @property
    def reference(self) -> str:
        """The source in full: authors, title, journal, year, place, DOI or address."""
        numbers = ";".join(str(part) for part in (self.year, self.place) if part)
        work = " ".join(part for part in (self.journal, numbers) if part)
        where = f"doi:{self.doi}" if self.doi else self.url
        parts = (self.authors.rstrip("."), self.title or self.about, work, where)
        return ". ".join(part for part in parts if part)


class Citation(NamedTuple):
    """A place in a source, and how well that place is known."""

    source: str
    where: str
    mark: Mark

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Self:
        """Return the citation that a table states.

        Raises:
            TypeError: a field is missing or unknown.
            ValueError: there is no such mark.
        """
        return cls(**{**table, "mark": Mark(table["mark"])})


def citations(tables: Sequence[Mapping[str, Any]]) -> tuple[Citation, ...]:
    """Return the citations of a row."""
    return tuple(Citation.of(table) for table in tables)
