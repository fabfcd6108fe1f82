"""How each entry came to what it says: the revisions, each with what counted around it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

from .corrections import EditError, applied, by_time, edited, taken_back
from .entries import Edit, Entry, Remove

UNDO = "undo"
"""The note by which a step back is known from a removal."""

Correction: TypeAlias = Edit | Remove


class Verb(Enum):
    """What was done to the log at one time."""

    LOGGED = auto()
    CHANGED = auto()
    REMOVED = auto()
    UNDONE = auto()


class Revision(NamedTuple):
    """What was written at one time, and how the entry that it is about counted around it.

    ``of`` is what a correction names, None when the journal does not have it; ``origin``
    is the id of the entry at the end of that line.
    """

    made: Entry
    origin: str
    of: Entry | None
    before: Entry | None
    after: Entry | None

    @property
    def verb(self) -> Verb:
        """What was done; to take a correction back is to undo."""
        match self.made:
            case Edit():
                return Verb.CHANGED
            case Remove(note=note):
                is_undo = note == UNDO or isinstance(self.of, Correction)
                return Verb.UNDONE if is_undo else Verb.REMOVED
            case _:
                return Verb.LOGGED


def revisions(journal: Iterable[Entry]) -> list[Revision]:
    """Return everything written, in its order; what came later does not colour it."""
    written = by_time(journal)
    known = {entry.id: entry for entry in written}
    lines: dict[str, list[Entry]] = {}
    counted: dict[str, Entry | None] = {}
    found = []
    for made in written:
        ident = origin(made, known)
        line = lines.setdefault(ident, [])
        before = counted.get(ident)
        counted[ident] = after = _counted(line, made, before)
        of = known.get(made.of) if isinstance(made, Correction) else None
        found.append(Revision(made, ident, of, before, after))
    return found


def origin(entry: Entry, known: Mapping[str, Entry]) -> str:
    """Return the id of the entry that a correction, or a correction of one, is about."""
    passed = set()
    while isinstance(entry, Correction) and entry.id not in passed:
        passed.add(entry.id)
        if entry.of not in known:
            return entry.of
        entry = known[entry.of]
    return entry.id


def _counted(line: list[Entry], made: Entry, before: Entry | None) -> Entry | None:
    """Return how an entry counts with one step more, which joins its line if it fits."""
    after = before
    with suppress(EditError):
        if isinstance(made, Edit) and before and not any(isinstance(e, Remove) for e in line):
            after = edited(before, made) if made.of == before.id else before
        else:
            after = next(iter(applied([*line, made])), None)
        line.append(made)
    return after


def standing(journal: Iterable[Entry]) -> list[Entry]:
    """Return the steps that count, in the order of writing; no edit of what is gone."""
    written = by_time(journal)
    known = {entry.id: entry for entry in written}
    gone = taken_back(written)
    return [
        entry
        for entry in written
        if entry.id not in gone and not (isinstance(entry, Edit) and origin(entry, known) in gone)
    ]
