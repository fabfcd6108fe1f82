"""Whether a table is an entry, and the sentence about one that its kind refuses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ...core.log.answers import Answers
from ...core.log.entries import KINDS, Assessment, Entry, Logged, parse
from ...core.log.values import Misfit, Record
from ...errors import Place, StoreError
from .expected import Flaw, FlawError, closer, expectation, unknown_key


def entry(table: Mapping[str, Any]) -> Entry:
    """Return the entry that a table of ours states; the models are asked only why it states none.

    Raises:
        FlawError: it is no valid entry.
    """
    try:
        return parse(table)
    except Misfit:
        from . import models  # late: what is well needs no pydantic

        return models.entry(table)


def refusal(
    error: FlawError,
    table: Mapping[str, Any],
    place_of: Callable[[Sequence[object]], Place],
) -> StoreError:
    """Return what is wrong with the table of an entry, at the place of the key to look at."""
    stated = table.get("kind")
    kind = KINDS.get(stated if isinstance(stated, str) else "") or Logged
    first = error.first
    misspelt = _nearest_key(first, table, kind)
    if misspelt:
        known = map(str, first.path)
        return StoreError.of(unknown_key("expected", misspelt, known, place_of(misspelt)))
    sentence = expectation(first, kind, place_of(first.path))
    return StoreError.of(closer(sentence, _value_at(table, first.path)))


def settable(kind: type[Entry] | None) -> Iterator[str]:
    """Yield what an edit may name of a kind of entry, or of any kind when that is not known."""
    for one in KINDS.values() if kind is None else (kind,):
        yield from one.attributes
        if one is Assessment:
            yield from Answers.attributes


def _nearest_key(flaw: Flaw, table: Mapping[str, Any], kind: type[Record]) -> tuple[str, ...]:
    """Return the unknown key that is most like the one that an entry lacks; none if none is."""
    from difflib import get_close_matches

    if flaw.type != "missing" or len(flaw.path) > 1:
        return ()
    others = [key for key in table if key not in kind.attributes]
    return tuple(get_close_matches(str(flaw.path[0]), others[:100], 1))


def _value_at(table: Any, path: Sequence[object]) -> object:
    """Return what stands at a path of keys and positions; None when nothing does."""
    for part in path:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            return None
    return table
