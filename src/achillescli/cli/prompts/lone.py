"""Questions of the log: each stands alone, so there is none to go back to."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from ..context import Context
from . import ask, values

T = TypeVar("T")


def score(context: Context, name: str, *, optional: bool = True) -> int | None:
    """Return a score of 0 to 10; None when it is optional and Enter is pressed."""
    question, explain = context.words(f"log.ask.{name}"), context.words(f"log.explain.{name}")
    return _forward(lambda: ask.score(context, question, explain=explain, optional=optional))


def line(context: Context, name: str) -> str:
    """Return a line of the user's own words."""
    question, explain = context.words(f"log.ask.{name}"), context.words(f"log.explain.{name}")
    return _forward(lambda: ask.line(context, question, explain=explain))


def one_of(context: Context, name: str, options: Sequence[str]) -> int:
    """Return the index of the chosen option."""
    question, explain = context.words(f"log.ask.{name}"), context.words(f"log.explain.{name}")
    return _forward(lambda: ask.one_of(context, question, options, explain=explain))


def any_of(
    context: Context, key: str, options: Sequence[str], explain: str = ""
) -> tuple[int, ...]:
    """Return the indexes of the options that apply, to the question of a key."""
    return _forward(lambda: ask.any_of(context, context.words(key), options, explain=explain))


def last(context: Context, medicine: str) -> dt.date | bool | None:
    """Return when a medicine was last; False for never."""
    key = f"questions.{medicine}"
    explain = context.words(f"{key}.explain")
    return _forward(
        lambda: values.day(context, context.words(f"{key}.ask"), explain=explain, never=True)
    )


def meant_day(context: Context, opened: dt.date, today: dt.date) -> dt.date:
    """Return which of two days is meant by an answer that came on another day than its question."""
    from ...render.phrases import dates

    days = sorted((opened, today))
    named = [dates.day(context.words, day) for day in days]
    question, explain = context.words("ask.moved.ask"), context.words("ask.moved.explain")
    return days[_forward(lambda: ask.one_of(context, question, named, explain=explain))]


def _forward(question: Callable[[], T]) -> T:
    """Return the answer; the sign for one question back only repeats this one."""
    while True:
        try:
            return question()
        except ask.Back:
            continue
