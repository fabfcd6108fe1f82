"""The user's files: an append-only journal, one file a month of writing."""

from .draft import drop_draft, read_draft, write_draft
from .journal import Journal, Since, load
from .month import Damage, Warning_
from .writing import append, new_id

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
