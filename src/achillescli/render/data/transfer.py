"""`import --json`, `merge --json` and `erase --json`: logs that come and go."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from ...core.log.entries import Entry
from ...store.files.layout import month_file
from ...store.transfer.archive import Archive
from ...store.transfer.erase import OwnFiles
from ...store.transfer.merge import Conflict, MergePlan


def import_result(
    found: Archive, entries: int, unreadable: Collection[str], *, done: bool
) -> dict[str, Any]:
    """Return what an export holds and lacks, and whether it was put back."""
    return {
        "months": [month_file(one.name) for one in found.months],
        "entries": entries,
        "unreadable": sorted(unreadable),
        "lacking": list(found.lacking),
        "imported": done,
    }


def merge_result(
    planned: MergePlan,
    taken: Collection[Conflict] | None = None,
    added: Sequence[Entry] = (),
    copies: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what another log brings, and what was written; without ``taken`` nothing is chosen."""
    return {
        "new": [entry.id for entry in planned.new],
        "conflicts": [
            {
                "id": one.mine.id,
                "fields": list(one.fields),
                "taken": taken if taken is None else "theirs" if one in taken else "mine",
            }
            for one in planned.conflicts
        ],
        "added": [entry.id for entry in added],
        "copies": list(copies),
        "merged": bool(added),
    }


def erase_result(
    found: OwnFiles, foreign: Sequence[str], settings: Path | None, *, done: bool
) -> dict[str, Any]:
    """Return what goes from a data folder, what stays, and whether it went."""
    kinds = ("months", "copies", "backups", "others")
    return {
        "goes": {kind: list(getattr(found, kind)) for kind in kinds},
        "stays": {
            "foreign": list(foreign),
            "targets": list(found.targets),
            "settings": settings and str(settings),
        },
        "erased": done,
    }
