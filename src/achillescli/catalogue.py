"""The bundled data, found in a wheel and in a checkout alike."""

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .core.programme.protocol import Protocol
from .errors import IncompleteError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .core.library.article import Article
    from .core.library.evidence import Citation, Source
    from .core.library.exercise import Exercise
    from .core.library.frame import Frame

_PACKAGE = Path(__file__).parent
EXAMPLES = ("runner", "insertional", "early", "doctor-today")
"""Whose answers files are bundled."""


def bundled_path(name: str) -> Path:
    """Return the path of a bundled file, such as ``protocol.toml``."""
    packaged = _PACKAGE / "data" / name
    return packaged if packaged.exists() else _PACKAGE.parents[1] / "data" / name


def text(name: str) -> str:
    """Return what a bundled file says.

    Raises:
        IncompleteError: the program was installed without it, or runs from a zip file.
    """
    try:
        return bundled_path(name).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IncompleteError("errors.incomplete", file=name) from error


def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads(text(name))


def example(name: str) -> str:
    """Return the answers file of someone who was made up; it lies beside the data."""
    return text(f"../examples/{name}.toml")


@cache
def protocol() -> Protocol:
    """Return the programme that the article describes."""
    return Protocol.of(protocol_tables())


def protocol_tables() -> dict[str, Any]:
    """Return that programme as its file states it."""
    return _tables("protocol.toml")


@cache
def exercises() -> "tuple[Exercise, ...]":
    """Return every exercise and test, in the order of the file."""
    from .core.library.exercise import Exercise

    return tuple(Exercise.of(table) for table in _tables("exercises.toml")["exercise"])


@cache
def exercise(name: str) -> "Exercise":
    """Return an exercise by its id; only its part of the file is parsed, for a fast start.

    Raises:
        KeyError: there is no such exercise.
    """
    from .core.library.exercise import Exercise

    header = "[[exercise]]\n"
    for part in text("exercises.toml").split(header):
        if part.startswith(f'id = "{name}"\n'):
            return Exercise.of(tomllib.loads(header + part)["exercise"][0])
    raise KeyError(name)


@cache
def frames(name: str) -> "tuple[Frame, ...]":
    """Return the drawings of a movement; none for an empty name.

    Raises:
        KeyError: there is no such movement.
    """
    from .core.library.frame import Frame

    return tuple(Frame.of(table) for table in _tables("frames.toml")[name]) if name else ()


@cache
def sources() -> "Mapping[str, Source]":
    """Return the bibliography by key."""
    from .core.library.evidence import Source

    return {key: Source.of(key, table) for key, table in _tables("sources.toml").items()}


@cache
def article() -> "Article":
    """Return the article's statements with their corrections, and what studies add."""
    from .core.library.article import Article

    return Article.of(_tables("article.toml"))


@cache
def rules() -> "Mapping[str, tuple[Citation, ...]]":
    """Return what each rule cites, by its id."""
    from .core.library.evidence import citations

    return {table["id"]: citations(table["cites"]) for table in _tables("rules.toml")["rule"]}


def patterns() -> dict[str, dict[str, Any]]:
    """Return the named patterns of scores by their id, in the order of the file."""
    return {table["id"]: table for table in _tables("patterns.toml")["pattern"]}


def demo() -> dict[str, Any]:
    """Return the course that `achilles demo` shows, as its file states it."""
    return _tables("demo.toml")


def pattern_answers() -> dict[str, Any]:
    """Return the answers of the one who has them, section by section."""
    answers: dict[str, Any] = _tables("patterns.toml")["answers"]
    return answers
