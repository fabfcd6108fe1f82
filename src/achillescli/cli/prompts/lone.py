"""Questions of the log: each stands alone, so there is none to go back to."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from ..context import Here
from . import ask
from . import values as ask_value

T = TypeVar("T")


def score(here: Here, name: str, *, optional: bool = True) -> int | None:
    """Return a score of 0 to 10; None when it is optional and Enter is pressed."""
    question, explain = here.words(f"log.ask.{name}"), here.words(f"log.explain.{name}")
    return _forward(lambda: ask.score(here, question, explain=explain, optional=optional))


def one_of(here: Here, name: str, options: Sequence[str]) -> int:
    """Return the index of the chosen option."""
    question, explain = here.words(f"log.ask.{name}"), here.words(f"log.explain.{name}")
    return _forward(lambda: ask.one_of(here, question, options, explain=explain))


def any_of(here: Here, key: str, options: Sequence[str], explain: str = "") -> tuple[int, ...]:
    """Return the indexes of the options that apply, to the question of a key."""
    return _forward(lambda: ask.any_of(here, here.words(key), options, explain=explain))


def last(here: Here, medicine: str) -> dt.date | bool | None:
    """Return when a medicine was last; False for never."""
    key = f"questions.{medicine}"
    explain = here.words(f"{key}.explain")
    return _forward(
        lambda: ask_value.day(here, here.words(f"{key}.ask"), explain=explain, never=True)
    )


def _forward(question: Callable[[], T]) -> T:
    """Return the answer; the sign for one question back only repeats this one."""
    while True:
        try:
            return question()
        except ask.Back:
            continue
