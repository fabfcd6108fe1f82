"""`protocol check --json`: what each check found."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.lint.tables import Fault


def as_values(checks: Sequence[str], faults: Mapping[str, Sequence[Fault]]) -> dict[str, Any]:
    """Return the findings of the checks, and which of these were not made."""
    return {
        "sound": not any(faults.values()),
        "findings": [
            {"check": name, "finding": fault.key, "where": fault.where}
            for name in checks
            for fault in faults.get(name, ())
        ],
        "skipped": [name for name in checks if name not in faults],
    }
