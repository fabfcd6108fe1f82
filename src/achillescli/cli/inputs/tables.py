"""A file of tables that the user names, or the standard input."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...errors import Sentence, StoreError, UsageError
from ...store.files import disk, small
from ...store.files.small import Document
from .piped import from_pipe

OF_THE_LOG = ("twice", "heading", "curly", "text", "comma", "statement", "other")
"""The slips that are told in words of the log, and in other words of another file."""


def document(
    source: str, name: str, json: Callable[[str], dict[str, Any]] | None = None
) -> Document | None:
    """Return what a file holds, by the name to tell; None when there is no such file.

    It is TOML, or with ``json``, which reads it, JSON too.

    Raises:
        UsageError: it cannot be read, or is neither.
    """
    raw = contents(source, name)
    return None if raw is None else document_of(raw, name, json)


def contents(source: str, name: str) -> bytes | None:
    """Return the bytes of a file, by the name to tell; None when there is no such file.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        raw = from_pipe(source, disk.MOST_BYTES)
        return disk.contents(Path(source), name) if raw is None else raw
    except StoreError as error:
        raise UsageError.of(error.sentence) from None


def document_of(
    raw: bytes, name: str, json: Callable[[str], dict[str, Any]] | None = None
) -> Document:
    """Return what bytes hold.

    Raises:
        UsageError: they are no text, or neither TOML nor, with ``json``, JSON.
    """
    try:
        return small.document(raw, name, json)
    except StoreError as error:
        raise UsageError.of(_in_words_of_tables(error.sentence)) from None


def _in_words_of_tables(said: Sentence) -> Sentence:
    """Return why a file cannot be read, without the words that hold for the log alone."""
    area, _, slip = said.key.rpartition(".")
    if area != "store.error.toml" or slip not in OF_THE_LOG:
        return said
    return said._replace(key=f"store.error.tables.{slip}")
