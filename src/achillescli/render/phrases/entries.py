"""Entries in words."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from ...core.log.entries import Edit, Entry, Flag, Pause
from ...core.log.values import table
from ...words import Words
from . import dates
from .numbers import number

_ASIDE = frozenset({"id", "at", "kind", "date", "note", "answers", "start", "sha"})
_FEW = 4
_UNSAID = {("completed", True), ("new_course", False), ("limped", False), ("stopped", False)}
"""What goes without saying."""


def saved_sentence(words: Words, entry: Entry, *, dated: bool) -> str:
    """Return what was stored, with its note, and with its date when that was named."""
    key = "log.saved_on" if dated else "log.saved"
    return words(key, what=noted_line(words, entry), date=dates.day(words, entry.date), id=entry.id)


def dated_line(words: Words, entry: Entry) -> str:
    """Return an entry on one line with its date."""
    return f"{entry_line(words, entry)} ({dates.day(words, entry.date)})"


def entry_line(words: Words, entry: Entry) -> str:
    """Return an entry on one line: its kind and its values."""
    parts = ", ".join(_values(words, entry))
    kind = words(f"terms.kind.{entry.kind}")
    return f"{kind}: {parts}" if parts else kind


def noted_line(words: Words, entry: Entry) -> str:
    """Return an entry on one line with its note."""
    text = entry_line(words, entry)
    return f"{text} \u201c{entry.note}\u201d" if entry.note else text


def _values(words: Words, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Edit):
        yield words("log.field.of", value=entry.of)
        for name, value in entry.set.items():
            yield f"{name}={value_of(words, value)}"
        yield from (f"{name}=" for name in entry.unset)
        return
    fields = table(entry)
    if isinstance(entry, Flag):
        yield from _signs(words, fields)
        return
    if isinstance(entry, Pause):
        first, last = (value_of(words, fields.pop(name)) for name in ("from", "until"))
        yield words("log.field.from_until", first=first, last=last)
    for name, value in {**fields, **fields.get("done", {})}.items():
        if name not in _ASIDE and name != "done":
            yield from _field(words, name, value)


def _signs(words: Words, fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the signs that were answered, and only the number of many that were not there."""
    answers = {name: value for name, value in fields.items() if name not in _ASIDE}
    absent = [name for name, value in answers.items() if value is False]
    for name, value in answers.items():
        if name not in absent or len(absent) <= _FEW:
            yield sign_answer(words, name, value_of(words, value)).replace("_", " ")
    if len(absent) > _FEW:
        yield words("log.absent", n=len(absent))


def sign_answer(words: Words, name: str, answer: str) -> str:
    """Return the answer to a sign, which may be the field of a section."""
    section, dot, sign = name.rpartition(".")
    typed = words.find(f"parser.sign.{sign}")
    if not typed:
        return f"{name} {answer}"
    return words("log.sign.answered", name=section + dot + typed[0], answer=answer)


def _field(words: Words, name: str, value: Any) -> Iterator[str]:
    """Yield one field in words; what goes without saying is left out."""
    if name == "activities":
        yield from (words("log.own", **activity) for activity in value)
        return
    if (name, value) in _UNSAID:
        return
    if words.find(f"log.field.{name}"):
        yield words(f"log.field.{name}", value=value_of(words, value))
    else:
        yield f"{name} {value_of(words, value)}"


def value_of(words: Words, value: Any) -> str:
    """Return one value in words."""
    if isinstance(value, bool):
        return words("log.yes" if value else "log.no")
    if isinstance(value, int | float):
        return number(words, value, 2)
    if isinstance(value, dt.date):
        return dates.day(words, value)
    if isinstance(value, list | tuple):
        return " + ".join(map(str, value)) or words("log.no")
    return words.find(f"log.value.{value}") or str(value)


def second(words: Words, entry: Entry, first: Entry, field: str) -> str:
    """Return that a score adds to an earlier one, and how to correct that one instead."""
    key = "log.second.check" if entry.kind == "check" else "log.second.other"
    return words(key, first=first.id, new=entry.id, field=field)


def entry_name(words: Words, entry: Entry) -> str:
    """Return which entry it is, without its values: its kind, what sets it apart, its date."""
    apart = getattr(entry, "slot", None) or getattr(entry, "activity", None)
    kind = words(f"terms.kind.{entry.kind}")
    name = f"{kind}, {value_of(words, apart)}" if apart else kind
    return f"{name} ({dates.day(words, entry.date)})"
