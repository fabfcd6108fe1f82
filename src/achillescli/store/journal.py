"""The journal: every entry of every month, in the order of writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ..core.entries import Edit, Entry, Remove, applied
from ..errors import StoreError
from ..expected import Place
from . import beside, cache, disk, guard
from .lines import of_id
from .month import Damage, Month, Warning_

_BAD_EDIT = (ValidationError, KeyError, AttributeError, TypeError)


@dataclass(frozen=True)
class Journal:
    """What the log holds; corrections and removals are entries, not yet applied."""

    entries: tuple[Entry, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    damaged: tuple[Damage, ...] = ()


def load(home: Path, *, tolerant: bool = False) -> Journal:
    """Return the journal of a data folder; an empty one when there is none.

    A tolerant reading leaves out what cannot be read, and lists it as damaged.

    Raises:
        StoreError: something cannot be read.
    """
    found = disk.names(home / "log", "log")
    names = [name for name in found if beside.is_month(name)]
    cached = cache.read(home)
    months = {name: cache.month_of(home, name, cached) for name in names}
    entries, damaged = _one_of_each(home, months)
    entries, bad = sound(entries)
    damaged += [Damage(_edit_error(home, names, edit)) for edit in bad]
    damaged += beside.lost(home, {name for name in names if not _is_blank(home, name, months)})
    if damaged and not tolerant:
        raise damaged[0].error
    warnings = [warning for month in months.values() for warning in month.warnings]
    warnings += beside.copies(home, found, entries)
    return Journal(entries, tuple(warnings), tuple(damaged))


def _is_blank(home: Path, name: str, months: dict[str, Month]) -> bool:
    month = months[name]
    if month.entries or month.damaged:
        return False
    return guard.blank(disk.contents(home / "log" / name, f"log/{name}") or b"")


def _one_of_each(home: Path, months: dict[str, Month]) -> tuple[tuple[Entry, ...], list[Damage]]:
    """Return the entries, each id once, and what is damaged."""
    damaged = [damage for month in months.values() for damage in month.damaged]
    entries = tuple(entry for month in months.values() for entry in month.entries)
    if len({entry.id for entry in entries}) == len(entries):
        return entries, damaged
    first: dict[str, Entry] = {}
    for name, month in months.items():
        for entry in month.entries:
            if entry.id in first:
                place = _place(home, [name], entry.id)
                damaged.append(Damage(StoreError("store.error.twice", place=place)))
            else:
                first[entry.id] = entry
    return tuple(first.values()), damaged


def sound(entries: tuple[Entry, ...]) -> tuple[tuple[Entry, ...], tuple[Edit, ...]]:
    """Return the entries without the edits that cannot be applied, and those edits."""
    edits = [entry for entry in entries if isinstance(entry, Edit)]
    if not edits:
        return entries, ()
    edited = {edit.of for edit in edits}
    touched = [e for e in entries if isinstance(e, Edit | Remove) or e.id in edited]
    if _applies(touched):
        return entries, ()
    kept: list[Entry] = [entry for entry in touched if not isinstance(entry, Edit)]
    bad = []
    for edit in edits:
        if _applies([*kept, edit]):
            kept.append(edit)
        else:
            bad.append(edit)
    refused = {edit.id for edit in bad}
    return tuple(entry for entry in entries if entry.id not in refused), tuple(bad)


def _applies(entries: Sequence[Entry]) -> bool:
    try:
        applied(entries)
    except _BAD_EDIT:
        return False
    return True


def _edit_error(home: Path, names: Sequence[str], edit: Edit) -> StoreError:
    return StoreError("store.error.edit", place=_place(home, names, edit.id), id=edit.id)


def _place(home: Path, names: Sequence[str], ident: str) -> Place:
    """Return where an entry stands."""
    for name in names:
        raw = disk.contents(home / "log" / name, f"log/{name}") or b""
        line = of_id(raw.decode("utf-8-sig", "replace"), ident)
        if line:
            return Place(f"log/{name}", line)
    return Place("log")
