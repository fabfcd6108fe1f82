"""A file of tables that the user names, or the standard input."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...errors import StoreError, UsageError
from ...store.files import disk, small
from ...store.files.small import Document
from .piped import from_pipe


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
        raise UsageError.of(error.sentence) from None
