"""A file of tables that the user names, or the standard input."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...errors import StoreError, UsageError
from ...store.files import disk, small
from ...store.files.small import Document
from .piped import DASH, piped


def document(
    source: str, name: str, json: Callable[[str], dict[str, Any]] | None = None
) -> Document | None:
    """Return what a file holds, by the name to tell; None when there is no such file.

    It is TOML, or with ``json``, which reads it, JSON too.

    Raises:
        UsageError: it cannot be read, or is neither.
    """
    try:
        if source == DASH:
            raw: bytes | None = piped(disk.MOST_BYTES)
        else:
            raw = disk.contents(Path(source), name)
        return None if raw is None else small.document(raw, name, json)
    except StoreError as error:
        raise UsageError.of(error.sentence) from None
