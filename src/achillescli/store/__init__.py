"""The user's files: the log, one file a month, only ever added to."""

from .draft import drop_draft, read_draft, write_draft
from .journal.append import append, append_all, new_id
from .journal.lasting import lasting
from .journal.load import Journal, load
from .journal.month import Damage

__all__ = [
    "Damage",
    "Journal",
    "append",
    "append_all",
    "drop_draft",
    "lasting",
    "load",
    "new_id",
    "read_draft",
    "write_draft",
]
