"""`backup --json` and `restore --json`: copies of the months beside the log."""

from collections.abc import Sequence
from typing import Any

from ...core.log.entries import Entry
from ...store.backups.restore import Comparison


def backup(seen: Comparison) -> dict[str, Any]:
    """Return a backup, and by their ids what it would bring into its month; null is unknown."""
    known = seen.is_whole and seen.is_known
    return {
        "name": seen.name,
        "file": seen.backup.file,
        "month": seen.file,
        "entries": seen.total,
        "readable": seen.is_whole,
        "same": seen.is_same,
        "added": _ids(seen.added) if known else None,
        "lost": _ids(seen.lost) if known else None,
        "changed": _ids([now for now, _ in seen.changed]) if known else None,
    }


def copied_backups(seen: Sequence[Comparison]) -> dict[str, Any]:
    """Return the backups that were made now."""
    return {"copied": [backup(one) for one in seen]}


def listed_backups(seen: Sequence[Comparison]) -> dict[str, Any]:
    """Return the backups that can be put back."""
    return {"backups": [backup(one) for one in seen]}


def restored_backup(seen: Comparison, *, done: bool) -> dict[str, Any]:
    """Return one backup, and whether it was put back."""
    return {**backup(seen), "restored": done}


def _ids(entries: Sequence[Entry]) -> list[str]:
    return [entry.id for entry in entries]
