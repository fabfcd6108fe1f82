"""`undo --list --json`: what was written, step by step."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ...core.log.entries import Remove
from ...core.log.history import Revision
from . import entries


def as_values(
    latest: Sequence[Revision], taken: Mapping[str, Remove], coming: Collection[str]
) -> dict[str, Any]:
    """Return steps, newest first, as plain JSON values."""
    return {"steps": [_step(step, taken, coming) for step in latest]}


def _step(step: Revision, taken: Mapping[str, Remove], coming: Collection[str]) -> dict[str, Any]:
    """Return one step, what it did to which entry, and what took it back."""
    by = taken.get(step.made.id)
    return {
        "id": step.made.id,
        "at": entries.as_values(step.made).get("at"),
        "did": step.verb.name.lower(),
        "entry": step.origin,
        "taken_back_by": by.id if by else None,
        "next": step.made.id in coming,
    }
