"""The user's files: an append-only journal, one file a month of writing."""

from .draft import drop_draft, read_draft, write_draft
from .journal.append import append, new_id
from .journal.load import Journal, Since, load
from .journal.month import Damage, Warning_

__all__ = [
    "Damage",
    "Journal",
    "Since",
    "Warning_",
    "append",
    "drop_draft",
    "load",
    "new_id",
    "read_draft",
    "write_draft",
]
