"""`log list --json`: entries as plain values."""

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from ...core.log.entries import Entry
from ...core.log.values import table


def as_values(entry: Entry) -> Mapping[str, Any]:
    """Return an entry as plain JSON values."""
    values: Mapping[str, Any] = _plain(table(entry))
    return values


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
