"""What may be typed for a name of ours, in the words of any language."""

from collections.abc import Collection, Mapping
from functools import cache

from ...words import LANGUAGES, Words

LEVELS = ("L1", "L2", "L3", *(f"L4.{n}" for n in range(1, 9)))
"""The names of the levels."""


def sign(typed: str) -> str:
    """Return the name of the warning sign that was meant; what means none stays as it was typed.

    A name may be the field of a section, such as red_flags.fever.
    """
    section, dot, name = typed.rpartition(".")
    return section + dot + _names("sign").get(_plain(name), name)


def choice(typed: str, known: Collection[str]) -> str | None:
    """Return which of some words was meant; None when it is none of them."""
    found = typed.lower() if typed.lower() in known else _names("choice").get(_plain(typed))
    return found if found in known else None


def choices(known: Collection[str]) -> list[str]:
    """Return what may be typed for some words."""
    return [typed for typed, name in _names("choice").items() if name in known]


def signs_by_name() -> Mapping[str, str]:
    """Return the name of each warning sign by all that may be typed for it, in any language."""
    return _names("sign")


def vague_signs_by_name() -> Mapping[str, str]:
    """Return the name of the sign that a word may mean, so that it is heard but never stored."""
    return _names("heard")


def endings() -> Mapping[str, str]:
    """Return what ends the sessions, sharp or limped, by all that may be typed for it."""
    return _names("ending")


def _plain(typed: str) -> str:
    return typed.strip().lower().replace(" ", "_").replace("-", "_")


@cache
def _names(kind: str) -> Mapping[str, str]:
    """Return our name by each that may be typed."""
    found: dict[str, str] = {}
    for words in map(Words, LANGUAGES):
        for name, others in words.find(f"parser.{kind}").items():
            found |= dict.fromkeys(map(_plain, [name, *others]), name)
    return found
