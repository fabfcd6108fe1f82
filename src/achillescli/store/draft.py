"""Drafts of what is not finished: an assessment, a session that is followed."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from ..errors import StoreError
from .files import disk
from .files.layout import DRAFT
from .files.lock import lock
from .files.small import read_toml


def read_draft(home: Path, file: str = DRAFT) -> dict[str, Any] | None:
    """Return a draft; None when there is none, or none that can be read."""
    try:
        found = read_toml(home / file, file)
    except StoreError:
        return None
    return found.tables if found and found.tables else None


def write_draft(home: Path, draft: dict[str, Any], file: str = DRAFT) -> None:
    """Keep a draft in the place of an earlier one; what is None is left out.

    Raises:
        StoreError: it cannot be written.
    """
    import tomli_w

    new = tomli_w.dumps(_without_none(draft)).encode()
    disk.folder(home)
    with lock(home):
        disk.replace(home / file, disk.contents(home / file, file), new, file)


def drop_draft(home: Path, file: str = DRAFT) -> None:
    """Remove a draft, if there is one; one that stays is offered again, and does no harm."""
    with suppress(StoreError):
        disk.drop(home / file, file)


def _without_none(table: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _without_none(value) if isinstance(value, dict) else value
        for name, value in table.items()
        if value is not None
    }
