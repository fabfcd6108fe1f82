"""`learn --json`: topics and exercises as plain values."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...core.library.article import Statement
from ...core.library.evidence import Citation
from ...core.library.exercise import Exercise
from ...core.library.frame import Frame
from ...words import Words, plain_spaces
from ..phrases.shelf import Shelf, dose
from . import citations


def listing_values(words: Words, exercises: Iterable[Exercise]) -> dict[str, Any]:
    """Return every topic and exercise as plain values."""
    topics = words.find("learn.topic").items()
    return {
        "topics": [
            {"id": key, "name": topic["name"], "line": topic["line"]} for key, topic in topics
        ],
        "exercises": [{"id": one.id, "name": one.name(words.language)} for one in exercises],
    }


def topic_values(shelf: Shelf, name: str) -> dict[str, Any]:
    """Return one topic as plain values."""
    language = shelf.words.language
    close = shelf.words.find(f"learn.topic.{name}.close")
    return {
        "topic": name,
        "title": shelf.words(f"learn.topic.{name}.title"),
        "statements": [_row(shelf, statement) for statement in shelf.article.on(name)],
        "findings": [
            {"says": says, "sources": citations.as_values(shelf.sources, cites)}
            for says, cites in _additions(shelf, name, language)
        ],
        "close": close and plain_spaces(close),
    }


def exercise_values(shelf: Shelf, chosen: Exercise, frames: Iterable[Frame]) -> dict[str, Any]:
    """Return one exercise as plain values."""
    language = shelf.words.language
    told = chosen.told[language]
    return {
        "exercise": chosen.id,
        "name": told.name,
        "kind": chosen.kind,
        "contraction": chosen.contraction or None,
        "knee": chosen.knee or None,
        "cue": told.cue,
        "muscle": told.muscle,
        "equipment": told.equipment,
        "dose": [*map(plain_spaces, dose(shelf.words, shelf.protocol, chosen))],
        "steps": list(told.steps),
        "frames": [frame.says[language] for frame in frames],
        "video": shelf.sources[chosen.video].url if chosen.video else None,
        "rom": dict(told.rom),
        "level": dict(told.level),
        "sources": citations.as_values(shelf.sources, chosen.cites),
    }


def _additions(shelf: Shelf, name: str, language: str) -> Iterator[tuple[str, Sequence[Citation]]]:
    """Yield what a topic adds to the article, line by line with its sources."""
    for part in shelf.additions(name):
        yield from ((line, part.cites) for line in part.lines)
    yield from (
        (finding.text[language], finding.cites) for finding in shelf.article.study_notes(name)
    )


def _row(shelf: Shelf, statement: Statement) -> dict[str, Any]:
    language = shelf.words.language
    return {
        "id": statement.id,
        "says": statement.text[language],
        "corrections": [
            {
                "id": found.id,
                "says": found.text[language],
                "sources": citations.as_values(shelf.sources, found.cites),
            }
            for found in shelf.article.beside([statement])
        ],
    }
