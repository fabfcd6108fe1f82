"""A key that nothing knows and that may be a score or a sign under a wrong name."""

from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from ...core.log.answers import RED_FLAGS
from ...core.log.entries import KINDS
from ...core.log.fields import SCORE, START_TEST
from ...errors import Place, Sentence
from .expected import printable_name

_HARMLESS = frozenset({"schema", "entry", "id", "kind", "at", "date", "note", "text", "for_physio"})
"""Names of which a slip loses no score and no sign, or is refused since they must be there."""
_ALIKE, _ALIKE_ELSEWHERE = 0.7, 0.8
"""How like a name of its own kind of entry, or of any kind, a key must be; from 0 to 1."""


def likely(key: str, value: object, known: Collection[str]) -> tuple[str, str]:
    """Return a key, or one in its table, and what it may mean; nothing when it means nothing."""
    own = tuple(name for name in known if name not in _HARMLESS)
    for name in names(key, value):
        near = _near(name[:100].casefold().replace("-", "_").replace(" ", "_"), own)
        if near:
            return name, near
    return key, ""


@lru_cache(maxsize=4096)  # people who have a name of their own use it in every entry
def _near(said: str, own: tuple[str, ...]) -> str:
    """Return the name that is meant; empty when none is like it."""
    from difflib import get_close_matches

    near = get_close_matches(said, own, 1, _ALIKE)
    near = near or [name for name in own if name.startswith(f"{said}_")]
    words = sorted(said.split("_"))
    near = near or [name for name in _scores_and_signs() if sorted(name.split("_")) == words]
    for part in (said, *said.split("_")):
        near = near or get_close_matches(part, _scores_and_signs(), 1, _ALIKE_ELSEWHERE)
    return near[0] if near else ""


def misspelling(name: str, meant: str, place: Place) -> Sentence:
    """Return the sentence for a key that may be a score or a sign; a yes may be any sign."""
    key = "store.error.misplaced" if name == meant else "store.error.misspelt"
    key = key if meant else "store.error.unnamed"
    return Sentence(key, {"place": place, "field": printable_name(name), "near": meant})


def names(key: str, value: object) -> Iterator[str]:
    """Yield a key, and those of the tables that it holds."""
    yield key
    for part in value if isinstance(value, list | tuple) else (value,):
        if isinstance(part, dict):
            for inner, held in part.items():
                yield from names(inner, held)


@cache
def _scores_and_signs() -> list[str]:
    """Return the names of all scores and signs."""
    fields = (one for kind in KINDS.values() for one in kind.fields.items())
    scores = [name for name, field in fields if field._replace(must=False) in (SCORE, START_TEST)]
    return [*dict.fromkeys((*scores, "completed", "limped", "stopped", *RED_FLAGS))]
