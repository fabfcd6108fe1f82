"""What a user can put right; each class has its exit code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Self

BLOCKED = 4
"""The exit code while a warning sign stops the programme."""
INTERRUPTED = 130
"""The exit code after Ctrl-C."""


class Sentence(NamedTuple):
    """A sentence for the user: its key in the catalogue, and what fills it."""

    key: str
    values: Mapping[str, Any] = MappingProxyType({})


class Place(NamedTuple):
    """Where something stands in a file of the user; lines count from 1.

    A sentence begins with it, and with nothing where no file is named.
    """

    file: str = ""
    line: int | None = None


NOWHERE = Place()


class AchillesError(Exception):
    """A sentence for the user that ends what was asked for."""

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.sentence = Sentence(key, values)

    @classmethod
    def of(cls, sentence: Sentence) -> Self:
        """Return the error that says a sentence."""
        return cls(sentence.key, **sentence.values)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All that is said of it."""
        return (self.sentence,)

    def and_then(self, key: str) -> "AchillesError":  # noqa: ARG002
        """Return the error with what is said after it; only of the data more is to be said."""
        return self

    @property
    def key(self) -> str:
        """The key of its sentence."""
        return self.sentence.key

    @property
    def values(self) -> Mapping[str, Any]:
        """What fills its sentence."""
        return self.sentence.values


class UsageError(AchillesError):
    """Bad usage or answers."""

    exit_code = 2


class NoCourseError(AchillesError):
    """There is no course yet."""

    exit_code = 3


class IncompleteError(AchillesError):
    """A part of the program that is missing."""

    exit_code = 5


class WaitStoppedError(AchillesError):
    """The user stopped while another run held the data, so that nothing was written."""

    exit_code = INTERRUPTED


class StoreError(AchillesError):
    """Data that cannot be read, locked or written."""

    exit_code = 5
    then = ""
    """The key of what is said after it, on a line of its own."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All that is said of it."""
        return (self.sentence, Sentence(self.then)) if self.then else (self.sentence,)

    def and_then(self, key: str) -> "StoreError":
        """Return a like error with the key of what is said after it."""
        error = StoreError.of(self.sentence)
        error.then = key
        return error
