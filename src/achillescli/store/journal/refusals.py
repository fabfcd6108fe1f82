"""The sentence about an entry that its kind refuses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from ...core.log.answers import Answers
from ...core.log.entries import KINDS, Assessment, Entry, Logged
from ...errors import StoreError
from ..files.place import Place
from .expected import closer, expected, first_fault, unknown


def refusal(
    error: ValidationError,
    table: Mapping[str, Any],
    place_of: Callable[[Sequence[object]], Place],
) -> StoreError:
    """Return what is wrong with the table of an entry, at the place of the key to look at."""
    kind = table.get("kind")
    model = KINDS.get(kind if isinstance(kind, str) else "") or Logged
    first = first_fault(error)
    misspelt = _misspelt(first, table, model)
    if misspelt:
        key, values = unknown("expected", misspelt, first["loc"], place_of(misspelt))
    else:
        told = expected(first, model, place_of(first["loc"]))
        key, values = closer(*told, _written(table, first["loc"]))
    return StoreError(key, **values)


def known(model: type[Entry | Logged | Answers]) -> Iterator[str]:
    """Yield the keys of a kind of entry."""
    for name, field in model.model_fields.items():
        yield field.alias or name


def settable(model: type[Entry] | None) -> Iterator[str]:
    """Yield what an edit may name of a kind of entry, or of any kind when that is not known."""
    for one in KINDS.values() if model is None else (model,):
        yield from known(one)
        if one is Assessment:
            yield from known(Answers)


def _misspelt(
    fault: Mapping[str, Any], table: Mapping[str, Any], model: type[Entry | Logged]
) -> tuple[str, ...]:
    """Return the unknown key that is most like the one that an entry lacks; none if none is."""
    from difflib import get_close_matches

    if fault["type"] != "missing" or len(fault["loc"]) > 1:
        return ()
    others = [key for key in table if key not in known(model)]
    return tuple(get_close_matches(str(fault["loc"][0]), others[:100], 1))


def _written(table: Any, path: Sequence[object]) -> object:
    """Return what stands at a path of keys and positions; None when nothing does."""
    for part in path:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            return None
    return table
