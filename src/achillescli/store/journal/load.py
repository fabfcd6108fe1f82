"""The journal: every entry of every month, in the order of writing."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ...core.log.entries import Edit, Entry
from ...errors import Place, Sentence, StoreError
from ..files import layout
from ..files.layout import MONTHS, MonthFile, month_file
from ..files.lines import of_id
from . import cache, witness
from .cache import Cache
from .edits import unfit_edits
from .lasting import Lasting
from .missing import ids_of_copies, lost_months
from .month import MOST_TOLD, Damage, Month, entries_of, warnings_of


class Journal(NamedTuple):
    """What the log holds; corrections and removals are entries, not yet applied."""

    entries: tuple[Entry, ...] = ()
    warnings: tuple[Sentence, ...] = ()
    damaged: tuple[Damage, ...] = ()


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
        recent = lasting.since(since)
        if recent:
            return Journal(entries_of(recent), warnings_of(recent))
    # What was witnessed is looked at before the months, which only grow: another run may write.
    cached = cache.read(home)
    backups = layout.backup_names(home)
    names = layout.months(home)
    raws, months = _read(home, names, cached)
    entries, damaged = _one_of_each(home, months)
    unfit = unfit_edits(entries)
    entries = tuple(entry for entry in entries if entry not in unfit)
    damaged += [Damage(_edit_error(home, names, edit)) for edit in unfit]
    present = {name for name, one in months.items() if one.entries or one.damaged}
    lost = [*lost_months(home, present)]
    changed = {} if damaged or lost else witness.changed_ids(entries)
    known = {**changed, **cached.known, **witness.backup_ids(home, raws, backups)}
    suspects = {**ids_of_copies(home, names), **known}
    gone = witness.missed_ids(home, suspects, entries, raws.values())
    told = {damage.place.file for damage in (*damaged, *lost)}
    missed = [one for one in witness.damages(home, gone, known) if one.place.file not in told]
    damaged += [*lost, *missed]
    if damaged and not tolerant:
        raise damaged[0].error.and_then("store.then.advice")
    return Journal(entries, warnings_of(months), tuple(damaged))


def _read(
    home: Path, names: Sequence[str], cached: Cache
) -> tuple[dict[str, bytes], dict[str, Month]]:
    """Return the bytes of the months, and what they hold; one that cannot be read is damaged."""
    raws: dict[str, bytes] = {}
    months: dict[str, Month] = {}
    for name in names:
        try:
            raws[name] = layout.read_month(home, name)
            months[name] = cached.month(MonthFile(name, raws[name]))
        except StoreError as error:
            months[name] = Month(damaged=(Damage(error),))
    return raws, months


def _one_of_each(home: Path, months: dict[str, Month]) -> tuple[tuple[Entry, ...], list[Damage]]:
    """Return the entries, each id once, and what is damaged."""
    damaged = [damage for one in months.values() for damage in one.damaged]
    entries = entries_of(months)
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
