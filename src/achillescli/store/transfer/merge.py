"""Two logs made one: the union of their entries by id."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from ...core.log import corrections
from ...core.log.corrections import FIXED, EditError
from ...core.log.entries import Assessment, Clearance, Edit, Entry, Flag, Remove
from ...core.log.values import copy, table
from ...errors import StoreError
from ..files import disk
from ..files.layout import MONTHS, MonthFile
from ..files.lock import lock
from ..journal import append
from ..journal.edits import unfit_edits
from ..journal.load import load
from ..journal.witness import is_missed
from . import other_log
from .other_log import OtherLog

_IN_PARTS = frozenset({"answers", "done"})
"""Fields with fields of their own, which an edit can reach one by one."""


class Conflict(NamedTuple):
    """An entry that the two logs state differently, each version as it counts after all edits."""

    mine: Entry
    theirs: Entry
    fields: tuple[str, ...]

    @property
    def replaced(self) -> bool:
        """Whether their version can only come in as an entry of its own."""
        return not FIXED.isdisjoint(self.fields) or isinstance(self.mine, Edit | Remove)


class MergePlan(NamedTuple):
    """What a merge would do, before the conflicts are decided."""

    months: tuple[MonthFile, ...]
    """The log as it was when this was planned."""
    mine: tuple[Entry, ...]
    new: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    files: tuple[MonthFile, ...]
    """The months of both logs, in which an entry can be found."""
    placed: Mapping[str, str]
    """The name of the month to which each of their entries goes, by id."""


def plan(home: Path, other: OtherLog) -> MergePlan:
    """Return what the log lacks and where the two differ.

    Raises:
        StoreError: the log is damaged, or a correction does not fit the union.
    """
    months = other_log.month_files(home / MONTHS, MONTHS)
    journal = load(home, tolerant=True)
    for damage in journal.damaged:
        if not is_missed(damage):  # what is missed may be what the other log brings
            raise damage.error.and_then("store.then.saved")
    mine = journal.entries
    known = {entry.id: entry for entry in mine}
    new = tuple(entry for entry in other.entries if entry.id not in known)
    files = (*other.months, *months)
    _require_sound((*mine, *new), files)
    live = _live((*mine, *new))
    unlike = ((known[e.id], e) for e in other.entries if e.id in known and e.id in live)
    conflicts = (_conflict(one, their, live.values()) for one, their in unlike)
    placed = _months_by_id(other.entries, _newest(months))
    return MergePlan(months, mine, new, tuple(filter(None, conflicts)), files, placed)


def _months_by_id(journal: Sequence[Entry], newest: str) -> dict[str, str]:
    """Return the month of each entry: that of its writing, and none before that of one before it.

    So what stood later in their files stands later here, whatever their clock said. Signs, what
    ends signs, and the corrections of both come after all that is here: a clearance of ours that
    was written by a clock that was ahead then ends none of their signs.
    """
    placed: dict[str, str] = {}
    last: set[str] = set()
    for entry, name in zip(journal, accumulate(map(_month, journal), max), strict=True):
        corrects = isinstance(entry, Edit | Remove) and entry.of in last
        if corrects or isinstance(entry, Assessment | Flag | Clearance):
            last.add(entry.id)
        placed[entry.id] = max(name, newest) if entry.id in last else name
    return placed


def _newest(months: Iterable[MonthFile]) -> str:
    return max((file.name.removeprefix(f"{MONTHS}/") for file in months), default="")


def _live(journal: Iterable[Entry]) -> dict[str, Entry]:
    written = corrections.by_time(journal)
    gone = corrections.removed_ids(written)
    return {entry.id: entry for entry in written if entry.id not in gone}


def _conflict(mine: Entry, their: Entry, live: Collection[Entry]) -> Conflict | None:
    if not _differences(mine, their):
        return None
    changes = [entry for entry in live if isinstance(entry, Edit) and entry.of == mine.id]
    now, then = _with_edits(mine, changes), _with_edits(their, changes)
    fields = _differences(now, then)
    return Conflict(now, then, fields) if fields else None


def _with_edits(entry: Entry, changes: Iterable[Edit]) -> Entry:
    """Return an entry with its edits; as it stands when they do not fit it."""
    if isinstance(entry, Edit | Remove):
        return entry
    changed: Entry = entry
    try:
        for change in changes:
            changed = corrections.entry_after(changed, change)
    except EditError:
        return entry
    return changed


def _differences(one: Entry, other: Entry) -> tuple[str, ...]:
    """Return the names of the fields that are not the same."""
    first, second = (dict(_fields(table(entry))) for entry in (one, other))
    names = dict.fromkeys((*first, *second))
    return tuple(name for name in names if not _alike(first.get(name), second.get(name)))


def _fields(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict) and (above or name in _IN_PARTS):
            yield from _fields(value, f"{above}{name}.")
        else:
            yield above + name, value


def _alike(one: object, other: object) -> bool:
    """Whether two values are the same; nan is, and 1 is not true."""
    return repr(one) == repr(other) or (one == other and bool not in (type(one), type(other)))


def additions(
    planned: MergePlan, taken: Collection[Conflict], today: dt.date, now: dt.datetime
) -> tuple[Entry, ...]:
    """Return every entry to add when their version is taken of some conflicts.

    Raises:
        StoreError: a correction would not fit.
    """
    known = {entry.id for entry in planned.mine}
    decided = [entry for one in taken for entry in _resolution(one, today, now)]
    added = (*planned.new, *(entry for entry in decided if entry.id not in known))
    _require_sound((*planned.mine, *added), planned.files)
    return added


def _resolution(conflict: Conflict, today: dt.date, now: dt.datetime) -> Iterator[Entry]:
    """Yield what makes their version count: an edit, or a removal and an entry of its own."""
    ident, at, of = append.new_id(), append.timestamp(now), conflict.mine.id
    if not conflict.replaced:
        values = dict(_fields(table(conflict.theirs)))
        changed = {name: values[name] for name in conflict.fields if name in values}
        gone = tuple(name for name in conflict.fields if name not in values)
        said: dict[str, Any] = {"set": changed} if changed else {}
        said |= {"unset": gone} if gone else {}
        edit = Edit(id=ident, at=at, date=today, kind="edit", of=of, **said)
        if not _differences(_with_edits(conflict.mine, [edit]), conflict.theirs):
            yield edit
            return
    yield copy(conflict.theirs, id=append.id_of(conflict.theirs))
    yield Remove(id=ident, at=at, date=today, kind="remove", of=of)


def _require_sound(journal: tuple[Entry, ...], files: Iterable[MonthFile]) -> None:
    for edit in unfit_edits(journal):
        place = other_log.place(files, edit.id)
        raise StoreError("merge.error.unsound", place=place, id=edit.id)


def merge(
    home: Path, planned: MergePlan, added: Sequence[Entry], now: dt.datetime
) -> tuple[str, ...]:
    """Add the entries, and return the copies of the months made before it.

    Raises:
        StoreError: nothing was written, or the months up to the named one were.
    """
    steps = _steps(planned, added)
    disk.folder(home / MONTHS)
    with lock(home):
        if other_log.month_files(home / MONTHS, MONTHS) != planned.months:
            raise StoreError("merge.error.moved")
        return append.add(home, steps, now)


def _steps(planned: MergePlan, added: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return the entries by month of writing, in an order that is sound after each month.

    Months are replaced one by one, and a run may be killed between two of them: what is
    there then must be a log that can be read, and the same merge must be able to go on.
    """
    # 1. The entries of each month; what was decided now goes where an entry of now does.
    newest = _newest(planned.months)
    by_month: dict[str, list[Entry]] = {}
    for entry in added:
        name = planned.placed.get(entry.id) or max(_month(entry), newest)
        by_month.setdefault(name, []).append(entry)

    # 2. By name; of these, each time the first after which every edit so far fits what it names.
    order = sorted(by_month)
    edited = _edited_ids((*planned.mine, *added))
    at_stake = {name: _at_stake(entries, edited) for name, entries in by_month.items()}
    journal = _at_stake(planned.mine, edited)
    steps: dict[str, list[Entry]] = {}
    while order:
        fitting = (name for name in order if not unfit_edits((*journal, *at_stake[name])))
        name = next(fitting, order[0])
        order.remove(name)
        steps[name] = by_month[name]
        journal = (*journal, *at_stake[name])
        _require_sound(journal, planned.files)
    return steps


def _edited_ids(journal: Iterable[Entry]) -> frozenset[str]:
    return frozenset(entry.of for entry in journal if isinstance(entry, Edit))


def _at_stake(journal: Iterable[Entry], edited: Collection[str]) -> tuple[Entry, ...]:
    """Return the entries that decide whether edits fit; to check only these is much quicker."""
    return tuple(e for e in journal if isinstance(e, Edit | Remove) or e.id in edited)


def _month(entry: Entry) -> str:
    """Return the name of the month in which an entry was written."""
    return f"{entry.at.year:04}-{entry.at.month:02}.toml" if entry.at else ""
