"""Edits that cannot be applied to the entries that they name."""

from collections.abc import Iterable
from typing import cast

from ...core.log.corrections import EditError, by_time, entry_after, removed_ids
from ...core.log.entries import Assessment, Edit, Entry, Remove


def unfit_edits(journal: Iterable[Entry]) -> tuple[Edit, ...]:
    """Return the edits that leave no valid entry, when all are carried out in their order."""
    journal = tuple(journal)
    if not any(isinstance(entry, Edit) for entry in journal):
        return ()
    written = by_time(journal)
    gone = removed_ids(written)
    current: dict[str, Entry] = {
        entry.id: entry for entry in written if not isinstance(entry, Edit | Remove)
    }
    return tuple(
        entry
        for entry in written
        if isinstance(entry, Edit) and entry.id not in gone and not _fits(entry, current)
    )


def _fits(edit: Edit, current: dict[str, Entry]) -> bool:
    """Carry out an edit, and return whether it leaves a valid entry."""
    entry = current.get(edit.of)
    if entry is None:
        return True
    try:
        changed = entry_after(entry, edit)
    except EditError:
        return False
    if isinstance(changed, Assessment) and not changed.complete:
        return not cast("Assessment", entry).complete
    current[edit.of] = changed
    return True
