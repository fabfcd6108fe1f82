"""What the programme rests on: sources, and the article's statements with what studies found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


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


@dataclass(frozen=True, slots=True)
class Source:
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


@dataclass(frozen=True, slots=True)
class Citation:
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


@dataclass(frozen=True, slots=True)
class Correction:
    """What studies found where the article says something else (K1 to K14)."""

    id: str
    text: Mapping[str, str]
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What studies add to a topic."""

    topic: str
    text: Mapping[str, str]
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the article (S1 to S72), in our own words.

    ``role`` is I information, R risk factor, DOSE, T treatment or P prognosis.
    """

    id: str
    role: str
    topic: str
    text: Mapping[str, str]
    corrections: tuple[str, ...]
    carried_by: tuple[str, ...]
    test: str


@dataclass(frozen=True, slots=True)
class Article:
    """The article as far as the programme uses it, beside the literature."""

    statements: tuple[Statement, ...]
    corrections: Mapping[str, Correction]
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, tables: Mapping[str, Any]) -> Self:
        """Return the article that the tables of its file state.

        Raises:
            KeyError: a field is missing.
        """
        return cls(
            statements=tuple(_statement(row) for row in tables["statement"]),
            corrections={
                row["id"]: Correction(row["id"], _text(row), citations(row["cites"]))
                for row in tables["correction"]
            },
            findings=tuple(
                Finding(row["topic"], _text(row), citations(row["cites"]))
                for row in tables["finding"]
            ),
        )

    def on(self, topic: str) -> tuple[Statement, ...]:
        """Return the statements of a topic, in the order of the article."""
        return tuple(statement for statement in self.statements if statement.topic == topic)

    def beside(self, statements: Sequence[Statement]) -> tuple[Correction, ...]:
        """Return the corrections of some statements, each once."""
        keys = dict.fromkeys(key for statement in statements for key in statement.corrections)
        return tuple(self.corrections[key] for key in keys)

    def found(self, topic: str) -> tuple[Finding, ...]:
        """Return what studies add to a topic."""
        return tuple(finding for finding in self.findings if finding.topic == topic)


def _statement(row: Mapping[str, Any]) -> Statement:
    return Statement(
        id=row["id"],
        role=row["role"],
        topic=row["topic"],
        text=_text(row),
        corrections=tuple(row.get("corrections", ())),
        carried_by=tuple(row.get("carried_by", ())),
        test=row["test"],
    )


def _text(row: Mapping[str, Any]) -> Mapping[str, str]:
    return {"en": row["en"], "nl": row["nl"]}
