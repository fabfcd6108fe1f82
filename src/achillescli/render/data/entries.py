"""`log list --json`: entries as plain values."""

from collections.abc import Mapping
from typing import Any

from ...core.log.entries import Entry


def as_values(entry: Entry) -> Mapping[str, Any]:
    """Return an entry as plain JSON values."""
    return entry.model_dump(mode="json", exclude_none=True, by_alias=True)
