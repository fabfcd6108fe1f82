"""The article's statements beside what studies found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from .evidence import Citation, citations


@dataclass(frozen=True, slots=True)
class Correction:
    """What studies found where the article says something else (K1 to K14)."""

    id: str
    text: Mapping[str, str]
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StudyNote:
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
    findings: tuple[StudyNote, ...]

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
                StudyNote(row["topic"], _text(row), citations(row["cites"]))
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

    def study_notes(self, topic: str) -> tuple[StudyNote, ...]:
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
