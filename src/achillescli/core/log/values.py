"""Frozen values with the fields of the table, from what is written and back."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, Literal, NamedTuple, Never, TypeVar, dataclass_transform

from .fields import DATES, FIRST_DATE, FORMS, LAST_DATE, TIMES, Field, Takes, must

StartTest = int | Literal["unable"]
"""The pain of a start test in NRS points, or that it could not be done."""


class Contradiction(NamedTuple):
    """What a record may not say as a whole: what is wrong, and with which field."""

    key: Literal["after_its_own", "two_dates", "until_before_from"]
    field: str = ""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(must,))
class Record:
    """A value that never changes; each line of a class body is one of its fields.

    ``vars`` holds what was stated; the class holds what a field is when it was not.
    """

    fields: ClassVar[Mapping[str, Field]] = {}
    """The fields by their attribute, in the order in which they are written."""
    attributes: ClassVar[Mapping[str, str]] = {}
    """The attribute of each field by the name with which it is written."""
    other_in_json: ClassVar[tuple[tuple[str, str, Callable[[Any], Any]], ...]] = ()
    """The fields that JSON has no form or another name for: how they are written, attribute, and
    what reads them."""
    needed: ClassVar[frozenset[str]] = frozenset()
    """The attributes of the fields that must be there."""
    extra: ClassVar[Mapping[str, Any] | None] = None
    """Keys that no field has, with what they hold; None where they are refused."""

    def __init_subclass__(cls) -> None:
        """Take the fields out of the class body, and leave their defaults in their place."""
        own = {name: field for name, field in vars(cls).items() if isinstance(field, Field)}
        of_bases = {
            name: field for base in reversed(cls.__bases__) for name, field in _fields(base).items()
        }
        cls.fields = of_bases | own
        cls.attributes = {field.name or name: name for name, field in cls.fields.items()}
        cls.other_in_json = tuple(
            (written, name, _json_reader(cls.fields[name]))
            for written, name in cls.attributes.items()
            if written != name or cls.fields[name].takes in _FROM_JSON
        )
        cls.needed = frozenset(name for name, field in cls.fields.items() if field.must)
        for name, field in own.items():
            if field.must and field.default is None:
                delattr(cls, name)
            else:
                setattr(cls, name, field.default)

    def __init__(self, **stated: Any) -> None:
        if not self.needed <= stated.keys() <= self.fields.keys() | {"extra"}:
            raise TypeError(", ".join(sorted(self.needed ^ stated.keys())))
        vars(self).update(stated)

    def __setattr__(self, name: str, _: object) -> Never:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        names = (*self.fields, "extra")
        return vars(self) == vars(other) or all(
            getattr(self, name) == getattr(other, name) for name in names
        )

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.fields))

    def __repr__(self) -> str:
        stated = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({stated})"

    def contradiction(self) -> Contradiction | None:
        """Return what the record may not say as a whole, if it says such a thing."""
        return None


R = TypeVar("R", bound=Record)


def _fields(base: type) -> Mapping[str, Field]:
    return base.fields if issubclass(base, Record) else {}


class Misfit(ValueError):  # noqa: N818  # as ruff has it, every error ends alike
    """A field does not take its value, or a record contradicts itself."""

    def __init__(self, name: str, contradiction: Contradiction | None = None) -> None:
        super().__init__(name)
        self.contradiction = contradiction


def record(kind: type[R], table: Mapping[str, Any]) -> R:
    """Return the record that a table states; types are not guessed.

    Raises:
        Misfit: a field does not take its value, is unknown or missing, or the record
            contradicts itself.
    """
    stated: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for written, given in table.items():
        name = kind.attributes.get(written)
        if name is None:
            unknown[written] = given
        else:
            stated[name] = _value(kind.fields[name], given)
    if not kind.needed <= stated.keys() or (unknown and kind.extra is None):
        raise Misfit(kind.__name__)
    found = _instance(kind, stated, unknown)
    if contradiction := found.contradiction():
        raise Misfit(kind.__name__, contradiction)
    return found


def _instance(kind: type[R], stated: dict[str, Any], unknown: Mapping[str, Any]) -> R:
    if unknown:
        stated["extra"] = unknown
    found = object.__new__(kind)
    object.__setattr__(found, "__dict__", stated)
    return found


def _value(field: Field, given: Any) -> Any:
    """Return what a field holds when it is given that."""
    if given is None and field.may_be_none:
        return None
    value = _VALUES[field.takes](field, given)
    if value is None:
        raise Misfit(field.takes)
    return value


def _whole(field: Field, given: Any) -> int | str | None:
    if type(given) is int and field.low <= given <= field.high:
        return given
    return _choice(field, given)


def _amount(field: Field, given: Any) -> float | None:
    return given if type(given) in (int, float) and field.low <= given <= field.high else None


def _number(field: Field, given: Any) -> float | None:
    found = _amount(field, given)
    return None if found is None else float(found)


def _truth(_: Field, given: Any) -> bool | None:
    return given if isinstance(given, bool) else None


def _date(field: Field, given: Any) -> dt.date | bool | None:
    if type(given) is dt.date:
        return given if FIRST_DATE <= given <= LAST_DATE else None
    return _truth(field, given) if field.truth else None


def _time(_: Field, given: Any) -> dt.datetime | None:
    known = isinstance(given, dt.datetime) and given.utcoffset() is not None
    return given if known else None


def _text(field: Field, given: Any) -> str | None:
    if not isinstance(given, str) or not field.least <= len(given) <= field.most:
        return None
    if field.form:
        return given if re.fullmatch(FORMS[field.form], given) else None
    try:
        given.encode()
    except UnicodeEncodeError:
        return None
    return given


def _choice(field: Field, given: Any) -> str | None:
    return given if isinstance(given, str) and given in field.words else None


def _list(field: Field, given: Any) -> tuple[Any, ...] | None:
    if not isinstance(given, list | tuple) or not field.least <= len(given) <= field.most:
        return None
    return tuple(_value(field.of, item) for item in given)


def _part(field: Field, given: Any) -> Any:
    if isinstance(given, Mapping):
        return record(field.of, given)
    return given if isinstance(given, field.of) else None


def _values(_: Field, given: Any) -> Mapping[str, Any] | None:
    return given if isinstance(given, Mapping) else None


_VALUES: dict[Takes, Callable[[Field, Any], Any]] = {
    "whole": _whole,
    "number": _number,
    "amount": _amount,
    "truth": _truth,
    "date": _date,
    "time": _time,
    "text": _text,
    "choice": _choice,
    "list": _list,
    "part": _part,
    "values": _values,
}


def columns(kind: type[Record], above: str = "") -> Iterator[str]:
    """Yield the names of the fields as they are written, those of parts with a dot."""
    for name, attribute in kind.attributes.items():
        field = kind.fields[attribute]
        if field.takes == "part":
            yield from columns(field.of, f"{above}{name}.")
        else:
            yield above + name


def table(of: Record) -> dict[str, Any]:
    """Return the fields of a record as plain values, without what was not recorded."""
    return _plain_table({name: getattr(of, name) for name in of.fields}, of, table)


def stated_table(of: Record) -> dict[str, Any]:
    """Return those fields of a record alone that were stated, as plain values."""
    return _plain_table(vars(of), of, stated_table)


def _plain_table(
    values: Mapping[str, Any], of: Record, inside: Callable[[Record], dict[str, Any]]
) -> dict[str, Any]:
    found = {}
    for name, field in of.fields.items():
        value = values.get(name)
        if value is not None:
            found[field.name or name] = _plain(value, inside)
    return found | {name: value for name, value in (of.extra or {}).items() if value is not None}


def _plain(value: Any, inside: Callable[[Record], dict[str, Any]]) -> Any:
    if isinstance(value, Record):
        return inside(value)
    return tuple(_plain(item, inside) for item in value) if isinstance(value, tuple) else value


def copy(of: R, **changes: Any) -> R:
    """Return a record with other values in some of its fields; they are not checked."""
    return _instance(type(of), {**vars(of), **changes}, {})


def from_json(kind: type[R], table: Mapping[str, Any]) -> R:
    """Return a record that was written as JSON after it had been checked.

    Raises:
        ValueError, TypeError, AttributeError: it is no such record.
    """
    stated, known = dict(table), kind.attributes.keys()
    unknown = {}
    if not stated.keys() <= known:
        unknown = {name: stated.pop(name) for name in stated.keys() - known}
    for written, name, read in kind.other_in_json:
        if written in stated:
            stated[name] = read(stated.pop(written))
    if not kind.needed <= stated.keys() or (unknown and kind.extra is None):
        raise Misfit(kind.__name__)
    return _instance(kind, stated, unknown)


def _json_reader(field: Field) -> Callable[[Any], Any]:
    """Return what reads the values of a field; it is asked for once, since a log has thousands."""
    reader = _FROM_JSON.get(field.takes)
    return reader(field) if reader else lambda written: written


def _last_from_json(written: Any) -> dt.date | bool:
    return written if isinstance(written, bool) else dt.date.fromisoformat(written)


def _list_reader(field: Field) -> Callable[[Any], Any]:
    read = _json_reader(field.of)
    return lambda items: tuple(read(item) for item in items)


_FROM_JSON: dict[Takes, Callable[[Field], Callable[[Any], Any]]] = {
    "date": lambda field: _last_from_json if field.truth else dt.date.fromisoformat,
    "time": lambda _: dt.datetime.fromisoformat,
    "list": _list_reader,
    "part": lambda field: partial(from_json, field.of),
    "values": lambda _: dated_table,
}
"""How to read what JSON has no form for."""


def dated_table(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return what JSON states with the dates and times of its fields, all else as it is."""
    return {name: _dated_value(name.rpartition(".")[2], value) for name, value in table.items()}


def _dated_value(name: str, value: Any) -> Any:
    """Return a value as the date or time that it states; what states none stays as it is."""
    if isinstance(value, dict):
        return dated_table(value)
    if isinstance(value, str):
        with suppress(ValueError):
            if name in DATES and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                return dt.date.fromisoformat(value)
            if name in TIMES:
                return dt.datetime.fromisoformat(value)
    return value
