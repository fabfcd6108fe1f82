"""`doctor --json`: what there is, what is wrong with it, and what was mended."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...store.doctor.finding import Checkup, DoctorFinding, Mending


def as_values(
    home: Path, versions: str, found: Checkup, mended: Sequence[Mending]
) -> dict[str, Any]:
    """Return the outcome of a look at the files, and of the repairs before it."""
    return {
        "home": str(home),
        "versions": versions,
        "months": found.months,
        "entries": found.entries,
        "backups": found.backups,
        "newest_backup": found.newest_backup or None,
        "free_bytes": found.free,
        "findings": [_finding(one) for one in found.findings],
        "mended": [{"repair": one.key, "files": list(one.files)} for one in mended],
    }


def _finding(found: DoctorFinding) -> dict[str, Any]:
    return {
        "finding": found.key.removeprefix("doctor.finding."),
        "severity": found.severity.value,
        "mendable": found.mendable,
        "file": found.place.file or None,
        "line": found.place.line,
    }
