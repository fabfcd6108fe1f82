"""Which step of the log an id means."""

from ...core.log.corrections import counting_removals
from ...core.log.entries import Entry
from ...errors import UsageError
from ..names import ALIKE, like
from .logbook import Logbook

LAST = ("last", "laatste")
"""What stands for the entry that was written last, in either language."""


def _last(book: Logbook) -> str:
    """Return the id of the entry that was written last and counts."""
    counting = {entry.id for entry in book.log}
    return next((entry.id for entry in reversed(book.journal) if entry.id in counting), LAST[0])


def by_id(book: Logbook, ident: str) -> Entry:
    """Return what was written under an id, whether it still counts or not.

    Raises:
        StoreError: nothing that can be read was, and part of the log cannot.
        UsageError: nothing was; the id most like it is named.
    """
    known = {entry.id: entry for entry in book.journal}
    if ident in known:
        return known[ident]
    book.require_whole()
    if near := like(ident, known, ALIKE):
        raise UsageError("log.error.id_near", near=near)
    raise UsageError("log.error.id")


def in_force(book: Logbook, ident: str) -> Entry:
    """Return what was written under an id and was not taken back; of the last entry by that word.

    Raises:
        UsageError: there is no such step, or it was taken back; by which id.
    """
    found = by_id(book, _last(book) if ident.lower() in LAST else ident)
    by = counting_removals(book.journal).get(found.id)
    if by is not None:
        raise UsageError("log.error.gone", id=by.id)
    return found
