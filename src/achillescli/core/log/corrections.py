"""The log as if every edit and removal had been typed so at first."""

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from .entries import Edit, Entry, Remove, parse
from .values import Misfit, dated_table, table

FIXED = frozenset({"id", "at", "kind"})
"""What an edit cannot change."""
DEEPEST = 2
"""How many sections a dotted name may reach into."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class EditError(ValueError):
    """An edit does not fit the entry that it names; with what it would make of that entry."""

    def __init__(self, name: str, table: Mapping[str, Any] = MappingProxyType({})) -> None:
        super().__init__(name)
        self.table = table


def entry_after(entry: Entry, change: Edit) -> Entry:
    """Return the entry with the changes of one edit.

    Raises:
        EditError: it names what cannot be changed, or leaves no valid entry.
    """
    fields = table(entry)
    for name in change.unset:
        _put(fields, name, None)
    for name, value in change.set.items():
        _put(fields, name, value)
    answers = fields.get("answers")
    if "date" in change.set and isinstance(answers, dict) and "date" in answers:
        answers["date"] = fields["date"]
    fields = dated_table(fields)
    try:
        return parse(fields)
    except Misfit as error:
        raise EditError(change.id, fields) from error


def _put(fields: dict[str, Any], name: str, value: Any) -> None:
    """Set one field, or take it out when the value is None."""
    *sections, last = name.split(".")
    if name in FIXED or len(sections) > DEEPEST:
        raise EditError(name)
    if sections and sections[0] != "answers" and "answers" in fields:
        sections.insert(0, "answers")
    for section in sections:
        fields = fields.setdefault(section, {})
        if not isinstance(fields, dict):
            raise EditError(name)
    if value is None:
        fields.pop(last, None)
    else:
        fields[last] = value


def log_of(journal: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the log as if every edit and removal had been typed so at first.

    Corrections count in the order of their timestamps; what was written at one time, in
    the order of the journal. The result keeps the order of the journal.

    Raises:
        EditError: an edit does not fit its entry.
    """
    journal = tuple(journal)
    if not any(isinstance(entry, Edit | Remove) for entry in journal):
        return journal
    written = by_time(journal)
    gone = removed_ids(written)
    changes: dict[str, list[Edit]] = {}
    for entry in written:
        if isinstance(entry, Edit) and entry.id not in gone:
            changes.setdefault(entry.of, []).append(entry)
    live = []
    for entry in journal:
        if entry.id in gone or isinstance(entry, Edit | Remove):
            continue
        for change in changes.get(entry.id, ()):
            entry = entry_after(entry, change)  # noqa: PLW2901
        live.append(entry)
    return tuple(live)


def by_time(journal: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a journal in the order in which they were written."""
    return sorted(journal, key=lambda entry: entry.at or _EPOCH)


def in_order(placed: Iterable[tuple[int, Entry]]) -> tuple[tuple[int, Entry], ...]:
    """Return entries, each with its place in the journal, by date and then by timestamp."""
    return tuple(sorted(placed, key=lambda one: (one[1].date, one[1].at or _EPOCH)))


def by_date(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by date and then by timestamp, as the rules count them."""
    return tuple(entry for _, entry in in_order((0, entry) for entry in entries))


def removed_ids(journal: Iterable[Entry]) -> frozenset[str]:
    """Return the ids of the entries that do not exist; a removed removal counts for nothing."""
    return frozenset(counting_removals(journal))


def counting_removals(journal: Iterable[Entry]) -> dict[str, Remove]:
    """Return what does not exist by its id, each with the newest removal that counts.

    A removal counts when none that counts names it, whatever their timestamps say. With
    an undo of an entry, a redo that names the undo, and an undo that names the redo, the
    last counts, so the redo does not, so the first undo does, and the entry is gone.
    Removals that name one another in a ring, made by hand, count for nothing.
    """
    removals = {entry.id: entry for entry in journal if isinstance(entry, Remove)}
    undecided = dict.fromkeys(removals, 0)
    for removal in removals.values():
        if removal.of in undecided:
            undecided[removal.of] += 1
    # A removal is decided once all that name it are; those that nothing names come first.
    decided = [name for name, named_by in undecided.items() if not named_by]
    counting: set[str] = set()
    gone: set[str] = set()
    for name in decided:  # and those that it decides
        of = removals[name].of
        if name not in gone:
            counting.add(name)
            gone.add(of)
        if of in undecided:
            undecided[of] -= 1
            if not undecided[of]:
                decided.append(of)
    return {removal.of: removal for name, removal in removals.items() if name in counting}
