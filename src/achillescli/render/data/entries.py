"""`log --json`, `undo --json` and `log list --json`: entries as plain values."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

from ...core.log.entries import Entry
from ...core.log.values import table


def as_values(entry: Entry) -> Mapping[str, Any]:
    """Return an entry as plain JSON values."""
    values: Mapping[str, Any] = _plain(table(entry))
    return values


def added_entries(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the entries that a command wrote."""
    return {"entries": [as_values(entry) for entry in entries]}


def listed_entries(entries: Sequence[Entry], unreadable: Sequence[str]) -> dict[str, Any]:
    """Return entries of the log, and the months that cannot be read."""
    return {**added_entries(entries), "unreadable": list(unreadable)}


def _plain(value: Any) -> Any:
    match value:
        case Mapping():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case dt.date() | dt.time():
            return value.isoformat().replace("+00:00", "Z")
        case float() if not math.isfinite(value):
            return None  # JSON has no form for it
        case _:
            return value
