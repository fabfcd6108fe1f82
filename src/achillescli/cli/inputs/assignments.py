"""A field of an entry, read from name=value by what its model takes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from ...core.log.corrections import FIXED
from ...errors import UsageError
from ..context import Context
from . import amounts, dates

Schema = Mapping[str, Any]

MOST_NAMED = 12
"""How many fields are listed when none is near."""
_TOLD = frozenset({"when.error.future", "when.error.no_such_day", "when.error.range"})
"""What is wrong with a date that was meant as one."""


def pair(assignment: str) -> tuple[str, str]:
    """Return the two sides of name=value.

    Raises:
        UsageError: there is no name or no equals sign.
    """
    name, sign, value = assignment.partition("=")
    if not sign or not name.strip():
        raise UsageError("log.error.pair")
    return name.strip(), value.strip()


def schema(model: type[BaseModel], name: str) -> Schema:
    """Return what a field takes, as JSON schema; a dotted name reaches into a nested model.

    Raises:
        UsageError: there is no such field; the nearest is named, else some of those there are.
    """
    found = _schema(model, name)
    if found is None:
        raise _unknown(model, name)
    return found


def _schema(model: type[BaseModel], name: str) -> Schema | None:
    section, dot, rest = name.partition(".")
    if dot and (nested := _nested(model, section)):
        return _schema(nested, rest)
    properties: Mapping[str, Schema] = model.model_json_schema()["properties"]
    return None if "$ref" in str(properties.get(name)) else properties.get(name)


def _unknown(model: type[BaseModel], name: str) -> UsageError:
    """Return that there is no such field: with the nearest one, else with those there are."""
    known = [field for field in dict.fromkeys(_fields(model)) if field not in FIXED]
    if inside := [field for field in known if field.startswith(f"{name}.")]:
        return UsageError("log.error.field", known=", ".join(inside[:MOST_NAMED]))
    ends = {field.rpartition(".")[2]: field for field in reversed(known)}
    near = ends.get(name) or next(iter(get_close_matches(name, [*known, *ends], 1)), "")
    if near:
        return UsageError("log.error.field_near", near=ends.get(near, near))
    return UsageError("log.error.field", known=", ".join(known[:MOST_NAMED]))


def _fields(model: type[BaseModel]) -> Iterator[str]:
    """Yield the names of the fields as they are typed, those of sections with a dot."""
    for name, field in model.model_fields.items():
        nested = _nested(model, name)
        if nested is None:
            yield field.alias or name
            continue
        section = "" if name == "answers" else f"{name}."
        yield from (section + inner for inner in _fields(nested))


def _nested(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    field = model.model_fields.get(name)
    if field is None:
        return None
    kinds = getattr(field.annotation, "__args__", (field.annotation,))
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)


def nearest(name: str, known: Sequence[str]) -> str:
    """Return the known name that looks most like the typed one; else some of them."""
    return next(iter(get_close_matches(name, known, 1)), ", ".join(known[:8]))


def value(context: Context, name: str, taken: Schema, text: str) -> Any:
    """Return what a text means for a field.

    Raises:
        UsageError: it is nothing that the field takes; the sentence says what it takes.
    """
    if name == "minutes":
        return amounts.minutes(text)
    choices = [choice for choice in taken.get("anyOf", [taken]) if choice.get("type") != "null"]
    for choice in choices:
        found = _READ[_kind(choice)](context, choice, text)
        if found is not None:
            return found
    takes = context.words("log.takes.or").join(_takes(context, choice) for choice in choices)
    raise UsageError("log.error.takes", name=name, takes=takes)


def _kind(taken: Schema) -> str:
    if "enum" in taken or "const" in taken:
        return "one"
    return str(taken.get("format") or taken["type"])


def _known(taken: Schema) -> list[str]:
    return list(taken.get("enum", [taken.get("const")]))


def _one(_: Context, taken: Schema, text: str) -> str | None:
    return text.lower() if text.lower() in _known(taken) else None


def _list(context: Context, taken: Schema, text: str) -> list[Any] | None:
    if _yes(context, taken, text) is False:
        return []
    part = taken["items"]
    found = [_READ[_kind(part)](context, part, each.strip()) for each in text.split(",")]
    return None if None in found or len(found) < taken.get("minItems", 0) else found


def _yes(context: Context, _: Schema, text: str) -> bool | None:
    if text.lower() in context.words.find("log.typed.yes"):
        return True
    return False if text.lower() in context.words.find("log.typed.no") else None


def _whole(_: Context, taken: Schema, text: str) -> int | None:
    low, high = taken.get("minimum", 0), taken.get("maximum", 1000)
    if not re.fullmatch(r"0|[1-9][0-9]{0,3}", text) or not low <= int(text) <= high:
        return None
    return int(text)


def _number(_: Context, taken: Schema, text: str) -> float | None:
    try:
        found = amounts.decimal(text, "", taken.get("maximum", 1000))
    except UsageError:
        return None
    return found if found >= taken.get("minimum", 0) else None


def _date(context: Context, taken: Schema, text: str) -> Any:
    try:
        return dates.day(context, text or "-", future=taken.get("title") in ("From", "Until"))
    except UsageError as refused:
        if refused.key in _TOLD:
            raise
        return None


def _text(_: Context, taken: Schema, text: str) -> str | None:
    found = amounts.words(text, taken.get("maxLength", amounts.LONGEST))
    return found if re.search(taken.get("pattern", ""), found) else None


_READ: dict[str, Callable[[Context, Schema, str], Any]] = {
    "one": _one,
    "array": _list,
    "boolean": _yes,
    "integer": _whole,
    "number": _number,
    "date": _date,
    "string": _text,
}


def _takes(context: Context, taken: Schema) -> str:
    """Return in words what a choice takes."""
    kind = _kind(taken)
    if kind == "one":
        return ", ".join(_known(taken))
    if kind == "array":
        return context.words("log.takes.array", known=_takes(context, taken["items"]))
    bounds = {"low": taken.get("minimum", 0), "high": taken.get("maximum", 1000)}
    return context.words(
        f"log.takes.{kind}", **{key: f"{bound:g}" for key, bound in bounds.items()}
    )
