"""How each entry came to what it says: the revisions, each with what counted around it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import Enum, auto
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from .corrections import EditError, by_time, counting_removals, entry_after
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
    taken = _TakenBack(written)
    origins: dict[str, str] = {}
    lines: dict[str, _Line] = {}
    found = []
    for made in written:
        of = known.get(made.of) if isinstance(made, Correction) else None
        ident = (of and origins.get(of.id)) or origin(made, known)
        origins[made.id] = ident
        line = lines.setdefault(ident, _Line(ident))
        before = line.entry
        if not isinstance(known.get(ident), Correction):  # removals of each other have no end
            line.join(made, taken)
        found.append(Revision(made, ident, of, before, line.entry))
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


class _Line:
    """An entry with its edits so far; one step more costs the same however many there were."""

    def __init__(self, ident: str) -> None:
        self._ident = ident
        self._first: Entry | None = None
        self._is_gone = False
        self._places: dict[str, tuple[int, Edit]] = {}
        """Every edit with its place in the order of writing, by its id."""
        self._edits: list[tuple[int, Edit]] = []
        """Those that were not taken back."""
        self._versions: list[Entry | None] = []
        """How the entry is after each of these."""

    @property
    def entry(self) -> Entry | None:
        """How the entry counts; None before it is there, and when it no longer is."""
        if self._first is None or self._is_gone:
            return None
        return self._versions[-1] if self._versions else self._first

    def join(self, made: Entry, taken: "_TakenBack") -> None:
        """Take in one step more; an edit that does not fit changes nothing."""
        match made:
            case Remove():
                of, is_gone = taken.add(made)
                if of == self._ident:
                    self._is_gone = is_gone
                elif of in self._places:
                    self._take(*self._places[of]) if is_gone else self._put(*self._places[of])
            case Edit(of=self._ident):
                self._places[made.id] = len(self._places), made
                if made.id not in taken:
                    self._put(*self._places[made.id])
            case Edit():
                pass
            case _:
                self._first, self._is_gone = made, made.id in taken
                self._carry_out(0)

    def _put(self, place: int, edit: Edit) -> None:
        at = bisect_left(self._edits, place, key=itemgetter(0))
        self._edits.insert(at, (place, edit))
        self._versions.insert(at, None)
        self._carry_out(at)

    def _take(self, place: int, _: Edit) -> None:
        at = bisect_left(self._edits, place, key=itemgetter(0))
        del self._edits[at], self._versions[at]
        self._carry_out(at)

    def _carry_out(self, at: int) -> None:
        """Carry out the edits from one on, up to where the entry is what it was before."""
        entry = self._versions[at - 1] if at else self._first
        if entry is None:
            return
        for place in range(at, len(self._edits)):
            with suppress(EditError):
                entry = entry_after(entry, self._edits[place][1])
            if self._versions[place] == entry:
                break
            self._versions[place] = entry


class _TakenBack:
    """What is taken back as removals come one by one, in the end by ``counting_removals``."""

    def __init__(self, written: Iterable[Entry]) -> None:
        self._naming = Counter(entry.of for entry in written if isinstance(entry, Remove))
        """How many removals name an id, those to come among them."""
        self._counting = Counter[str]()
        """How many that count name it so far."""
        self._rows: dict[str, tuple[str, bool]] = {}
        """What the first removal of a row names, by the id of each, and whether each changes it.

        In a row each removal alone names the one before. So when the last one comes to count
        every second does and the others do not; they are not walked along each time.
        """

    def __contains__(self, ident: str) -> bool:
        return self._counting[ident] > 0

    def add(self, removal: Remove) -> tuple[str, bool]:
        """Return the id that a removal decides on in the end, and whether that is gone now.

        The id is empty when nothing changes.
        """
        row = self._rows.get(removal.of) if self._naming[removal.of] == 1 else None
        self._rows[removal.id] = (row[0], not row[1]) if row else (removal.of, True)
        if removal.id in self:
            return "", False
        ident, counts = removal.id, True
        while ident in self._rows:
            ident, same = self._rows[ident]
            is_gone = counts == same
            self._counting[ident] += 1 if is_gone else -1
            if self._counting[ident] != is_gone:
                return "", False
            counts = not is_gone
        return ident, not counts


def standing(journal: Iterable[Entry]) -> list[Entry]:
    """Return the steps that count, in the order of writing; no edit of what is gone."""
    written = by_time(journal)
    known = {entry.id: entry for entry in written}
    gone = counting_removals(written)
    return [
        entry
        for entry in written
        if entry.id not in gone and not (isinstance(entry, Edit) and origin(entry, known) in gone)
    ]
