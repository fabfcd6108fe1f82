"""The journal: every entry of every month, in the order of writing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, cast

from ...core.log.corrections import EditError, by_time, edited, removed
from ...core.log.entries import Assessment, Edit, Entry, Remove
from ...errors import Place, Sentence, StoreError
from ..files import disk, layout
from ..files.layout import MONTHS, MonthFile, month_file
from ..files.lines import of_id
from . import cache
from .cache import Cache, ShapeError
from .missing import entries_of_copies, lost_months
from .month import MOST_TOLD, Damage, Month


class Journal(NamedTuple):
    """What the log holds; corrections and removals are entries, not yet applied."""

    entries: tuple[Entry, ...] = ()
    warnings: tuple[Sentence, ...] = ()
    damaged: tuple[Damage, ...] = ()


class Lasting(NamedTuple):
    """What counts of a log at any date; the rest of its closed months is still in the cache."""

    months: Mapping[str, Month] = MappingProxyType({})
    """By name: of a closed month what lasts, of any other all. None where all has to be read."""
    closed: tuple[str, ...] = ()
    cache: Cache = Cache()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that count at any date; corrections are not yet applied."""
        return _entries(self.months)


def lasting(home: Path) -> Lasting:
    """Return what counts of a log at any date, as far as the cache knows its months.

    It is empty when only a look at the whole log can tell what is wrong with it.
    """
    try:
        cached = cache.read(home)
        if not cached.months or layout.copies(home):
            return Lasting()
        names = layout.months(home)
        files = [MonthFile(name, layout.read_month(home, name)) for name in names]
        if any(lost_months(home, names)):
            return Lasting()
    except StoreError:
        return Lasting()
    closed = tuple(file.name for file in files if cached.knows(file))
    try:
        months = {
            file.name: cached.lasting(file.name) if file.name in closed else cached.month(file)
            for file in files
        }
    except ShapeError:
        return Lasting()
    ids = {
        name: cached.months[name].ids if name in closed else [entry.id for entry in one.entries]
        for name, one in months.items()
    }
    every = [ident for of_month in ids.values() for ident in of_month]
    sure = (
        all(ids.values())  # an empty month may be one that was lost
        and len(set(every)) == len(every)
        and not any(one.damaged for one in months.values())
        and not sound(_entries(months))[1]
    )
    return Lasting(months, closed, cached) if sure else Lasting()


def load(
    home: Path,
    lasting: Lasting | None = None,
    since: dt.date | None = None,
    *,
    tolerant: bool = False,
) -> Journal:
    """Return the journal of a data folder; an empty one when there is none.

    With what lasts of it and a date, the daily entries of closed months before that date are
    left out. A tolerant reading leaves out what cannot be read, and lists it as damaged.

    Raises:
        StoreError: something cannot be read.
    """
    if lasting is not None and since is not None:
        recent = _recent(lasting, since)
        if recent is not None:
            return recent
    names = layout.months(home)
    cached = cache.read(home)
    months = {name: _month(home, name, cached) for name in names}
    entries, damaged = _one_of_each(home, months)
    entries, bad = sound(entries)
    damaged += [Damage(_edit_error(home, names, edit)) for edit in bad]
    damaged += lost_months(home, {name for name in names if not _is_blank(home, name, months)})
    if damaged and not tolerant:
        raise damaged[0].error.and_then("store.then.advice")
    warnings = [*_warnings(months), *entries_of_copies(home, entries)]
    return Journal(entries, tuple(warnings), tuple(damaged))


def _recent(lasting: Lasting, since: dt.date) -> Journal | None:
    """Return a journal without old daily entries; None when all of it has to be read."""
    if not lasting.months:
        return None
    # An edit may give an old score a date that matters, so its month is read whole.
    corrected = {entry.of for entry in lasting.entries if isinstance(entry, Edit)}
    months = dict(lasting.months)
    for name in lasting.closed:
        known = lasting.cache.months[name]
        if known.newest >= f"{since}" or not corrected.isdisjoint(known.ids):
            try:
                months[name] = lasting.cache.whole(name)
            except ShapeError:
                return None
    entries = _entries(months)
    if sound(entries)[1]:
        return None
    return Journal(entries, _warnings(months))


def _month(home: Path, name: str, cached: Cache) -> Month:
    """Return one month; one that cannot be read is damaged."""
    try:
        raw = layout.read_month(home, name)
    except StoreError as error:
        return Month(damaged=(Damage(error),))
    return cached.month(MonthFile(name, raw))


def _entries(months: Mapping[str, Month]) -> tuple[Entry, ...]:
    return tuple(entry for one in months.values() for entry in one.entries)


def _warnings(months: Mapping[str, Month]) -> tuple[Sentence, ...]:
    return tuple(warning for one in months.values() for warning in one.warnings)


def _is_blank(home: Path, name: str, months: dict[str, Month]) -> bool:
    if months[name].entries or months[name].damaged:
        return False
    return disk.blank(layout.read_month(home, name))


def _one_of_each(home: Path, months: dict[str, Month]) -> tuple[tuple[Entry, ...], list[Damage]]:
    """Return the entries, each id once, and what is damaged."""
    damaged = [damage for one in months.values() for damage in one.damaged]
    entries = _entries(months)
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
