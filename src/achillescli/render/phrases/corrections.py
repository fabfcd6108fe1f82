"""What a correction changes, and what was corrected before, in words."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...core.log.entries import Entry, Remove
from ...core.log.history import Correction, Revision, Verb
from ...core.log.values import table
from ...core.state import Colour
from ...words import Words
from ..terminal.screen import LabelledRow, Screen
from . import colours, dates
from .entries import dated_line, entry_name, noted_line, sign_answer, value_of

_ASIDE = frozenset({"id", "at", "kind", "answers.date", "start", "sha"})
_QUOTED = frozenset({"note", "text"})
"""Fields whose sentence puts quotation marks around the value."""


def sentence_now(words: Words, revision: Revision) -> str:
    """Return what a correction did just now, with its id."""
    if revision.after and not revision.before:
        text = f"{words('log.step.again')}: {dated_line(words, revision.after)}"
    elif revision.before:
        text = _verb_with_effect(words(_VERBS[revision.verb]), _effect(words, revision))
    else:
        text = sentence(words, revision)
    return f"{text[0].upper()}{text[1:]} [{revision.made.id}]"


def sentence(words: Words, revision: Revision) -> str:
    """Return what was done at one time, with the id of what it corrects."""
    if revision.verb is Verb.LOGGED:
        return words("log.step.logged", what=dated_line(words, revision.made))
    return _verb_with_effect(_verb_with_id(words, revision), _effect(words, revision))


def _sentence_below(words: Words, revision: Revision) -> str:
    """Return what a correction did, in brief, for below the entry that it is about."""
    if isinstance(revision.of, Correction):
        verb = _verb_with_id(words, revision)
    else:
        verb = words(_VERBS[revision.verb])
    return _verb_with_effect(verb, _effect_below(words, revision))


_VERBS = {
    Verb.CHANGED: "log.step.changed",
    Verb.REMOVED: "log.step.removed",
    Verb.UNDONE: "log.step.undone",
}


def _verb_with_id(words: Words, revision: Revision) -> str:
    of = f" [{revision.made.of}]" if isinstance(revision.made, Correction) else ""
    return words(_VERBS[revision.verb]) + of


def _effect(words: Words, revision: Revision) -> str:
    """Return what counts since a correction, and of which entry."""
    if revision.before and revision.after:
        return f"{entry_name(words, revision.before)}: {_effect_below(words, revision)}"
    if revision.after:
        return f"{dated_line(words, revision.after)}, {_effect_below(words, revision)}"
    return dated_line(words, revision.before) if revision.before else words("log.step.gone")


def _effect_below(words: Words, revision: Revision) -> str:
    """Return what counts since a correction, where it is clear of which entry."""
    if revision.before and revision.after:
        return changes(words, revision.before, revision.after) or words("log.step.same")
    if revision.after:
        return words("log.step.again")
    return "" if revision.before else words("log.step.gone")


def _verb_with_effect(verb: str, effect: str) -> str:
    return f"{verb}: {effect}" if effect else verb


def changes(words: Words, before: Entry, after: Entry) -> str:
    """Return the fields that differ between two versions of an entry: pain 2 → 4."""
    old, new = dict(_flat(table(before))), dict(_flat(table(after)))
    names = sorted((name for name in {**old, **new} if name not in _ASIDE), key="note".__eq__)
    return ", ".join(
        _change(words, name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    )


def _flat(fields: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the fields with those of sections by their dotted names."""
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value


def _change(words: Words, name: str, old: object, new: object) -> str:
    """Return what happened to one field; None stands for what was not recorded."""
    if old is None or new is None:
        key = "added" if old is None else "taken_out"
        return words(f"log.step.{key}", what=_field(words, name, old if new is None else new))
    if words.find(f"log.either.{name}"):
        return f"{_field(words, name, old)} → {_field(words, name, new)}"
    arrow = "\u201d → \u201c" if name in _QUOTED else " → "
    return _phrase(words, name, arrow.join(value_of(words, value) for value in (old, new)))


def _field(words: Words, name: str, value: object) -> str:
    """Return one field with its value."""
    if words.find(f"log.either.{name}"):
        return words(f"log.either.{name}.{'yes' if value else 'no'}")
    return _phrase(words, name, value_of(words, value))


def _phrase(words: Words, name: str, value: str) -> str:
    key = f"log.field.{name.removeprefix('done.')}"
    if words.find(key):
        return words(key, value=value)
    return sign_answer(words, name.removeprefix("answers."), value)


def show_list(
    screen: Screen,
    words: Words,
    rows: Sequence[Entry],
    revisions: Mapping[str, Revision],
    days: Mapping[dt.date, Colour],
) -> None:
    """Write entries, each with its id and date before it; corrections by what they changed.

    The first of a date has the colour of that day.
    """
    lines = [(entry, _line(words, entry, revisions), ()) for entry in rows]
    _show(screen, words, lines, days)


def show_all(
    screen: Screen,
    words: Words,
    rows: Sequence[Entry],
    revisions: Iterable[Revision],
    gone: Collection[str],
    days: Mapping[dt.date, Colour],
) -> None:
    """Write entries as they last counted, each with its corrections below it.

    The first of a date has the colour of that day.
    """
    below: dict[str, list[str]] = {}
    for revision in revisions:
        if isinstance(revision.made, Correction):
            text = _past(words, revision, gone)
            below.setdefault(revision.origin, []).append(f"{_id_and_time(words, revision)}  {text}")
    lines: list[tuple[Entry, str, Sequence[str]]] = []
    for entry in rows:
        text = noted_line(words, entry)
        text = words("log.gone", what=text) if entry.id in gone else text
        lines.append((entry, text, below.get(entry.id, ())))
    _show(screen, words, lines, days)


def _show(
    screen: Screen,
    words: Words,
    lines: Iterable[tuple[Entry, str, Sequence[str]]],
    days: Mapping[dt.date, Colour],
) -> None:
    """Write entries in words, oldest first, the colour of a day before its first one."""
    rows: list[LabelledRow] = []
    date = None
    for entry, what, below in lines:
        colour = days.get(entry.date) if entry.date != date else None
        date = entry.date
        named = colour and words(f"terms.colour.{colour}")
        text = words("log.of_day", colour=named, what=what) if named else what
        rows.append(LabelledRow(_label(words, entry), text, below, colours.names(words, colour)))
    screen.labelled(rows)


def show_revisions(
    screen: Screen,
    words: Words,
    revisions: Sequence[Revision],
    taken: Mapping[str, Remove],
    coming: Collection[str],
) -> None:
    """Write them, what undo takes next marked, each with what took it back."""
    rows: list[LabelledRow] = []
    for revision in revisions:
        mark = "> " if revision.made.id in coming else "  "
        by = taken.get(revision.made.id)
        below = [] if by is None else [words("log.step.by", when=_when(words, by), id=by.id)]
        rows.append(
            LabelledRow(mark + _id_and_time(words, revision), sentence(words, revision), below)
        )
    screen.labelled(rows)


def _line(words: Words, entry: Entry, revisions: Mapping[str, Revision]) -> str:
    known = isinstance(entry, Correction) and revisions[entry.id].before is not None
    return sentence(words, revisions[entry.id]) if known else noted_line(words, entry)


def _past(words: Words, revision: Revision, gone: Collection[str]) -> str:
    """Return a correction below its entry, and whether it was taken back since."""
    text = _sentence_below(words, revision)
    return words("log.step.since", what=text) if revision.made.id in gone else text


def _label(words: Words, entry: Entry) -> str:
    return f"{entry.id}  {dates.day(words, entry.date)}"


def _id_and_time(words: Words, revision: Revision) -> str:
    return f"{revision.made.id}  {_when(words, revision.made)}"


def _when(words: Words, entry: Entry) -> str:
    """Return when an entry was written, by the clock of that time and place."""
    at = entry.at
    return f"{dates.day(words, at)} {at:%H:%M}" if at else dates.day(words, entry.date)
