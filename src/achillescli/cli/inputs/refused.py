"""A pain that ends the sessions of its day, on a line of `achilles log` that is refused."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress

from ...core.programme import stop
from ...errors import UsageError
from ..context import Context
from . import amounts, dates

_SESSIONS = ("session", "am", "pm")
_PAINS = {
    **dict.fromkeys((*_SESSIONS, "run", "activity"), ("--pain",)),
    "check": ("--start-test", "--hop", "--walk"),
}
"""The options with a pain, by command."""
_ENDS = ("--sharp", "--limped")
_ALONE = (*_ENDS, "--partial", "--json", "--again", "--dry-run", "--help")
"""The options without a value."""

Pair = tuple[str, str]
"""An option and its value; a word that stands alone has no option."""


def stops(arguments: Sequence[str]) -> bool:
    """Return whether a pain on the line asks to stop, or a sign that needs no score."""
    name, pairs = _read(arguments)
    return any(
        option in _ENDS
        or (option in _PAINS[name] and _is_too_much(text))
        or (option == "--start-test" and _is_unable(text))
        or (not option and name in _SESSIONS and _is_too_much(text))
        for option, text in pairs
    )


def day(context: Context, arguments: Sequence[str]) -> dt.date:
    """Return the date of the line; today when it cannot be read."""
    for option, text in _read(arguments)[1]:
        if option == "--date":
            with suppress(UsageError):
                return dates.day(context, text)
    return context.today


def _read(arguments: Sequence[str]) -> tuple[str, list[Pair]]:
    """Return the command of a score, and the words after it; no words after another command."""
    words = list(arguments)
    words = words[words.index("log") + 1 :] if "log" in words else []
    name = words.pop(0) if words else ""
    return name, [*_pairs(words)] if name in _PAINS else []


def _pairs(words: Sequence[str]) -> Iterator[Pair]:
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            yield "", word
        elif "=" in word:
            option, _, text = word.partition("=")
            yield option, text
        else:
            yield word, "" if word in _ALONE else next(rest, "")


def _is_too_much(text: str) -> bool:
    with suppress(UsageError):
        return stop.too_much(amounts.score(text, ""))
    return False


def _is_unable(text: str) -> bool:
    with suppress(UsageError):
        return amounts.start_test(text, "") == "unable"
    return False
