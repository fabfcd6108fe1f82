"""The door: what a file or a typed word states is checked here and becomes a value of the log."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Strict, ValidationError, create_model
from pydantic import Field as Bounds

from ...core.log import values
from ...core.log.entries import KINDS, Entry
from ...core.log.fields import FIRST_DATE, FORMS, LAST_DATE, Field, Takes
from ...core.log.values import Misfit, Record
from .expected import Flaw, FlawError

R = TypeVar("R", bound=Record)


def entry(table: Mapping[str, Any]) -> Entry:
    """Return the entry that a table states.

    Raises:
        FlawError: it is no valid entry.
    """
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise FlawError(Flaw("literal_error" if "kind" in table else "missing", ("kind",)))
    return record(KINDS[kind], table)


def record(kind: type[R], table: Mapping[str, Any]) -> R:
    """Return the record that a table states.

    Raises:
        FlawError: it is not a valid one.
    """
    model: type[BaseModel] = _model(kind)  # type: ignore[arg-type]  # a class is hashable
    try:
        model.model_validate(table)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        raise FlawError(*(Flaw(fault["type"], fault["loc"]) for fault in faults)) from None
    try:
        return values.record(kind, table)
    except Misfit as misfit:
        key, field = misfit.contradiction or ("misfit", "")
        raise FlawError(Flaw(key, field=field)) from None


@cache
def _model(kind: type[Record]) -> type[BaseModel]:
    """Return the model of a class of the table of fields."""
    config = ConfigDict(
        strict=True,
        extra="forbid" if kind.extra is None else "allow",
        hide_input_in_errors=True,
        allow_inf_nan=False,
    )
    fields: dict[str, Any] = {
        name: (_type(field), Bounds(... if field.must else None, alias=field.name or None))
        for name, field in kind.fields.items()
    }
    model: type[BaseModel] = create_model(kind.__name__, __config__=config, **fields)
    return model


def _type(field: Field) -> Any:
    """Return what a field takes as a type of pydantic's."""
    found = _TYPES[field.takes](field)
    return found | None if field.may_be_none else found


def _whole(field: Field) -> Any:
    bounded = Annotated[int, Bounds(ge=field.low, le=field.high)]
    return bounded | Literal[field.words] if field.words else bounded


def _date(field: Field) -> Any:
    bounded = Annotated[dt.date, Bounds(ge=FIRST_DATE, le=LAST_DATE)]
    return bounded | bool if field.truth else bounded


def _text(field: Field) -> Any:
    pattern = f"^(?:{FORMS[field.form]})$" if field.form else None
    return Annotated[str, Bounds(min_length=field.least, max_length=field.most, pattern=pattern)]


def _list(field: Field) -> Any:
    items: Any = tuple.__class_getitem__((_type(field.of), ...))
    return Annotated[
        items, Strict(strict=False), Bounds(min_length=field.least, max_length=field.most)
    ]


_TYPES: dict[Takes, Callable[[Field], Any]] = {
    "whole": _whole,
    "number": lambda field: Annotated[float, Bounds(ge=field.low, le=field.high)],
    "amount": lambda field: Annotated[int | float, Bounds(ge=field.low, le=field.high)],
    "truth": lambda _: bool,
    "date": _date,
    "time": lambda _: AwareDatetime,
    "text": _text,
    "choice": lambda field: Literal[field.words],
    "list": _list,
    "part": lambda field: _model(field.of),
    "values": lambda _: dict[str, Any],
}
