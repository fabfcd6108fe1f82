"""Activities of the person's own with their scores: typed, or asked for on a terminal."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from ....core.views.own_activities import MOST, followed_activities
from ....errors import UsageError
from ...inputs import amounts
from ...journal.logbook import Logbook
from ...prompts import lone

LONGEST = 100
OPTION = "--activity"


def typed_activities(texts: Sequence[str]) -> list[dict[str, Any]] | None:
    """Return activities that were typed as NAME=N; None without one.

    Raises:
        UsageError: one has no name or no score, or holds another; two have one name; or there are
            more than three.
    """
    if len(texts) > MOST:
        raise UsageError("log.error.own")
    found = [_one(text) for text in texts]
    names = [one["name"].casefold() for one in found]
    for name in names:
        if names.count(name) > 1:
            raise UsageError("log.error.own_twice", name=name)
    return found or None


def _one(text: str) -> dict[str, Any]:
    name, _, score = text.rpartition("=")
    if not name.strip():
        raise UsageError("log.error.own")
    if re.search(r"=\s*\d+\s*[,;]", name):
        raise UsageError("log.error.own_each")
    name = amounts.words(name.strip(), LONGEST)
    return {"name": name, "score": amounts.score(score.strip(), OPTION)}


def ask_all(book: Logbook, day: dt.date, note: str | None) -> bool:
    """Ask for what is followed, and for more until there are three; return whether any is stored.

    Each is stored at once.
    """
    names = [one.name for one in followed_activities(book.log)]
    stored = [_ask(book, day, name, note) for name in names]
    while len(stored) < MOST:
        name = lone.line(book.context, "own_name", optional=True, most=LONGEST)
        if not name:
            break
        stored.append(_ask(book, day, name, None if any(stored) else note))
    return any(stored)


def ask_due(book: Logbook, day: dt.date) -> None:
    """Ask for those that are to be scored again, and store each at once."""
    for one in followed_activities(book.log):
        if one.is_due(day):
            _ask(book, day, one.name)


def _ask(book: Logbook, day: dt.date, name: str, note: str | None = None) -> bool:
    score = lone.score(book.context, "own", what=name)
    if score is not None:
        book.add("check", day, note, activities=[{"name": name, "score": score}])
    return score is not None
