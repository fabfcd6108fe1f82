"""What is due, on one line of at most 60 signs."""

from ...core.views.due import Due
from ...words import Words, plain_spaces

MOST = 60
"""The signs of the line, so that a prompt or a status line has room for it."""


def line(words: Words, due: Due, at: str) -> str:
    """Return what is due, else what comes next today and when."""
    if due.now:
        return words("status.due", what=_list(words, due.now))
    if due.later:
        return words("status.next", what=words(f"status.what.{due.later}"), time=at)
    return words("status.nothing")


def without(words: Words, why: str) -> str:
    """Return why there is no programme to follow now: emergency, blocked or none."""
    return plain_spaces(words(f"status.{why}"))


def _list(words: Words, parts: tuple[str, ...]) -> str:
    named = [part for part in parts if part not in ("am", "pm")]
    sessions = [part for part in parts if part in ("am", "pm")]
    if sessions:
        place = 1 if "morning" in named else 0
        named.insert(place, "both" if len(sessions) == 2 else sessions[0])
    return ", ".join(words(f"status.what.{name}") for name in named)
