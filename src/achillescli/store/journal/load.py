"""The journal: every entry of every month, in the order of writing."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from ...core.log.corrections import EditError, by_time, edited, removed
from ...core.log.entries import Assessment, Edit, Entry, Remove
from ...errors import StoreError
from ..files import disk, layout
from ..files.layout import MONTHS, month_file
from ..files.lines import of_id
from ..files.place import Place
from . import cache
from .cache import Cache
from .missing import entries_of_copies, lost_months
from .month import MOST_TOLD, Damage, Month, Warning_, month


class Journal(NamedTuple):
    """What the log holds; corrections and removals are entries, not yet applied."""

    entries: tuple[Entry, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    damaged: tuple[Damage, ...] = ()


Since = Callable[[tuple[Entry, ...]], dt.date]
"""Says from entries that last before which date the daily ones cannot matter."""


def load(home: Path, *, tolerant: bool = False, since: Since | None = None) -> Journal:
    """Return the journal of a data folder; an empty one when there is none.

    A tolerant reading leaves out what cannot be read, and lists it as damaged. With
    ``since``, closed months may be left out as far as they cannot matter.

    Raises:
        StoreError: something cannot be read.
    """
    names = layout.months(home)
    cached = cache.read(home)
    if since is not None and cached.months and not layout.copies(home):
        recent = _recent(home, names, cached, since)
        if recent is not None:
            return recent
    months = {name: cache.month_of(home, name, cached) for name in names}
    entries, damaged = _one_of_each(home, months)
    entries, bad = sound(entries)
    damaged += [Damage(_edit_error(home, names, edit)) for edit in bad]
    damaged += lost_months(home, {name for name in names if not _is_blank(home, name, months)})
    if damaged and not tolerant:
        raise damaged[0].error.and_then("store.then.advice")
    warnings = [warning for one in months.values() for warning in one.warnings]
    warnings += entries_of_copies(home, entries)
    return Journal(entries, tuple(warnings), tuple(damaged))


def _recent(home: Path, names: Sequence[str], cached: Cache, since: Since) -> Journal | None:
    """Return the journal without what cannot matter; None when all of it has to be read."""
    months: dict[str, Month] = {}
    known = []
    for name in names:
        raw = cache.raw_of(home, name)
        if raw is None:
            return None
        if cached.knows(name, raw):
            known.append(name)
            months[name] = cached.lasting(name)
        else:
            months[name] = month(raw, month_file(name))
    if any(one.damaged or not (name in known or one.entries) for name, one in months.items()):
        return None
    lasting, bad = sound(_entries(months))
    if bad:
        return None
    first = f"{since(lasting)}"
    left = [name for name in known if cached.newest(name) < first]
    months |= {name: cached.whole(name) for name in known if name not in left}
    entries = _entries(months)
    whole = _stands_alone(entries, "".join(cached.ids(name) for name in left).split(), months, left)
    if not whole or any(lost_months(home, names)):
        return None
    return Journal(entries, tuple(warning for one in months.values() for warning in one.warnings))


def _entries(months: Mapping[str, Month]) -> tuple[Entry, ...]:
    return tuple(entry for one in months.values() for entry in one.entries)


def _stands_alone(
    entries: tuple[Entry, ...],
    left_ids: Iterable[str],
    months: Mapping[str, Month],
    left: Sequence[str],
) -> bool:
    """Whether every id is used once, and no edit reaches what was left out."""
    ids = {entry.id for entry in entries}
    fresh = {e.id for name, one in months.items() if name not in left for e in one.entries}
    if len(ids) < len(entries) or not fresh.isdisjoint(left_ids):
        return False
    return all(entry.of in ids for entry in entries if isinstance(entry, Edit))


def _is_blank(home: Path, name: str, months: dict[str, Month]) -> bool:
    if months[name].entries or months[name].damaged:
        return False
    return disk.blank(layout.read_month(home, name))


def _one_of_each(home: Path, months: dict[str, Month]) -> tuple[tuple[Entry, ...], list[Damage]]:
    """Return the entries, each id once, and what is damaged."""
    damaged = [damage for one in months.values() for damage in one.damaged]
    entries = tuple(entry for one in months.values() for entry in one.entries)
    if len({entry.id for entry in entries}) == len(entries):
        return entries, damaged
    first: dict[str, Entry] = {}
    for name, one in months.items():
        for entry in one.entries:
            if entry.id in first and len(damaged) < MOST_TOLD:
                place = _place(home, [name], entry.id)
                damaged.append(Damage(StoreError("store.error.twice", place=place)))
            first.setdefault(entry.id, entry)
    return tuple(first.values()), damaged


def sound(entries: tuple[Entry, ...]) -> tuple[tuple[Entry, ...], tuple[Edit, ...]]:
    """Return the entries without the edits that cannot be applied, and those edits."""
    written = by_time(entries)
    edits = [entry for entry in written if isinstance(entry, Edit)]
    if not edits:
        return entries, ()
    gone = removed(written)
    current: dict[str, Entry] = {
        entry.id: entry for entry in written if not isinstance(entry, Edit | Remove)
    }
    bad = [edit for edit in edits if edit.id not in gone and not _fits(edit, current)]
    refused = {edit.id for edit in bad}
    return tuple(entry for entry in entries if entry.id not in refused), tuple(bad)


def _fits(edit: Edit, current: dict[str, Entry]) -> bool:
    """Carry out an edit, and return whether it leaves a valid entry."""
    entry = current.get(edit.of)
    if entry is None:
        return True
    try:
        changed = edited(entry, edit)
    except EditError:
        return False
    if isinstance(changed, Assessment) and not changed.complete:
        return not cast("Assessment", entry).complete
    current[edit.of] = changed
    return True


def _edit_error(home: Path, names: Sequence[str], edit: Edit) -> StoreError:
    return StoreError("store.error.edit", place=_place(home, names, edit.id), id=edit.id)


def _place(home: Path, names: Sequence[str], ident: str) -> Place:
    """Return where an entry stands."""
    for name in names:
        raw = layout.read_month(home, name)
        line = of_id(raw.decode("utf-8-sig", "replace"), ident)
        if line:
            return Place(month_file(name), line)
    return Place(MONTHS)
