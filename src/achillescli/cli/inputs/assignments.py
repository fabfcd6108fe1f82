"""A field of an entry, read from name=value by what it takes."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ...core.log.corrections import FIXED
from ...core.log.fields import FORMS, Field, Takes
from ...core.log.values import Record, columns
from ...errors import UsageError
from ...render.phrases import dates as phrases
from ..context import Context
from ..names import like
from . import amounts, dates, spoken

MOST_NAMED = 12
"""How many fields are listed when none is near."""
_NO_DATE = "when.error.form"


def pair(assignment: str) -> tuple[str, str]:
    """Return the two sides of name=value; a sign has the name that we give it.

    Raises:
        UsageError: there is no name or no equals sign.
    """
    name, sign, value = assignment.partition("=")
    if not sign or not name.strip():
        raise UsageError("log.error.pair")
    return spoken.sign(name.strip()), value.strip()


def texts(typed: Iterable[str]) -> Iterator[str]:
    """Yield each name=value as one text; a name may be several words."""
    words: list[str] = []
    for word in typed:
        words.append(word)
        if "=" in word:
            yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)


def field(kind: type[Record], name: str) -> Field:
    """Return what a field takes; a dotted name reaches into a part.

    Raises:
        UsageError: there is no such field; the nearest is named, else some of those there are.
    """
    found = _field(kind, name)
    if found is None:
        raise _field_error(kind, name)
    return found


def _field(kind: type[Record], name: str) -> Field | None:
    section, dot, rest = name.partition(".")
    attribute = kind.attributes.get(section)
    found = None if attribute is None else kind.fields[attribute]
    if found is not None and found.takes == "part":
        return _field(found.of, rest) if dot else None
    return None if dot or found is None or not _can_be_typed(found) else found


def _can_be_typed(field: Field) -> bool:
    return field.takes in _READ and (field.takes != "list" or field.of.takes in _READ)


def _field_error(kind: type[Record], name: str) -> UsageError:
    """Return that there is no such field: with the nearest one, else with those there are."""
    known = [field for field in dict.fromkeys(_names(kind)) if field not in FIXED]
    if inside := [field for field in known if field.startswith(f"{name}.")]:
        return UsageError("log.error.field", known=", ".join(inside[:MOST_NAMED]))
    ends = {field.rpartition(".")[2]: field for field in reversed(known)}
    near = ends.get(name) or like(name, [*known, *ends])
    if near:
        return UsageError("log.error.field_near", near=ends.get(near, near))
    return UsageError("log.error.field", known=", ".join(known[:MOST_NAMED]))


def _names(kind: type[Record]) -> Iterator[str]:
    """Yield the names of the fields as they are typed, those of parts with a dot."""
    for name in columns(kind):
        yield name.removeprefix("answers.")


def fields(kind: type[Record]) -> Iterator[tuple[str, Field]]:
    """Yield the fields that can be typed, by name, those of parts with a dot."""
    for name in dict.fromkeys(_names(kind)):
        found = None if name in FIXED else _field(kind, name) or _field(kind, f"answers.{name}")
        if found is not None:
            yield name, found


def value_names(context: Context, field: Field) -> Sequence[str]:
    """Return the values of a field that have names."""
    if field.takes == "truth" or field.truth:
        return [context.words.find(f"log.typed.{answer}")[0] for answer in ("yes", "no")]
    return field.words


def value(context: Context, name: str, field: Field, text: str) -> Any:
    """Return what a text means for a field.

    Raises:
        UsageError: it is nothing that the field takes; the sentence says what it takes.
    """
    found = _READ[field.takes](context, field, amounts.bare(text, name))
    if found is None:
        raise value_error(context, name, field)
    return found


def value_error(context: Context, name: str, field: Field) -> UsageError:
    """Return what a field takes, where a text was none of it."""
    return UsageError("log.error.takes", name=name, takes=_takes(context, field))


def _word(_: Context, field: Field, text: str) -> str | None:
    return spoken.choice(text, field.words)


def _list(context: Context, field: Field, text: str) -> list[Any] | None:
    if _truth(context, field, text) is False:
        return []
    found = [_READ[field.of.takes](context, field.of, each.strip()) for each in text.split(",")]
    return None if None in found or len(found) < field.least else found


def _truth(context: Context, _: Field, text: str) -> bool | None:
    if text.lower() in context.words.find("log.typed.yes"):
        return True
    return False if text.lower() in context.words.find("log.typed.no") else None


def _whole(context: Context, field: Field, text: str) -> int | str | None:
    if re.fullmatch(r"0|[1-9][0-9]{0,3}", text) and field.low <= int(text) <= field.high:
        return int(text)
    return _word(context, field, text)


def _number(_: Context, field: Field, text: str) -> float | None:
    try:
        found = amounts.decimal(text, "", field.high)
    except UsageError:
        return None
    return found if found >= field.low else None


def _date(context: Context, field: Field, text: str) -> Any:
    try:
        if field.ahead:
            return dates.day(context, text, future=True)
        found = dates.around(context, text)
    except UsageError as refused:
        if refused.key != _NO_DATE:
            raise
        return _truth(context, field, text) if field.truth else None
    if found.rough:
        told = phrases.day(context.words, found.date)
        context.err.say(context.words(found.rough, date=told))
    return found.date


def _text(_: Context, field: Field, text: str) -> str | None:
    found = amounts.words(text, field.most)
    return found if re.fullmatch(FORMS.get(field.form, ".*"), found, re.DOTALL) else None


_READ: dict[Takes, Callable[[Context, Field, str], Any]] = {
    "choice": _word,
    "list": _list,
    "truth": _truth,
    "amount": lambda *given: amounts.minutes(given[-1]),
    "whole": _whole,
    "number": _number,
    "date": _date,
    "text": _text,
}
"""How a text is read; what is not here cannot be typed."""


def _takes(context: Context, field: Field) -> str:
    """Return in words what a field takes."""
    words = ", ".join(field.words)
    match field.takes:
        case "choice":
            return words
        case "list":
            return context.words("log.takes.array", known=_takes(context, field.of))
        case "whole" | "number":
            form = "integer" if field.takes == "whole" else "number"
            found = context.words(f"log.takes.{form}", low=field.low, high=field.high)
            return context.words("log.takes.or").join([found, words] if words else [found])
        case "date":
            forms = ("date", "boolean") if field.truth else ("date",)
            return context.words("log.takes.or").join(
                context.words(f"log.takes.{f}") for f in forms
            )
        case _:
            return context.words(f"log.takes.{'boolean' if field.takes == 'truth' else 'string'}")
