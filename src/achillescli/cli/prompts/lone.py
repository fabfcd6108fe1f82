"""Questions of the log: each stands alone, so there is none to go back to."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from ...core.log.diary import DAY
from ...errors import UsageError
from ..context import Context
from . import ask, values

T = TypeVar("T")

_ENDING = ("session", "am", "pm", "after", "hurts", "run_pain", "activity_pain", "walk", "hop")
"""The scores that may end the sessions of their date."""


def score(context: Context, name: str, *, optional: bool = True, **values: object) -> int | None:
    """Return a score of 0 to 10; None when it is optional and Enter is pressed.

    The values fill the question.
    """
    question, explain = _texts(context, name, **values)
    text = ask.Text(question, pain_on=_pain_on(context, name))
    return forward(lambda: ask.score(context, text, explain=explain, optional=optional))


def start_test(context: Context) -> int | str | None:
    """Return the score of a start test, "unable", or None when Enter is pressed."""
    question, explain = _texts(context, "start_test")
    text = ask.Text(question, pain_on=context.today)
    return forward(lambda: values.start_test(context, text, explain=explain))


def total(context: Context, name: str) -> tuple[int | None, str | None]:
    """Return the total of a questionnaire and its variant; None for what is left out."""
    question, explain = _texts(context, name)
    return forward(lambda: values.total(context, question, explain=explain))


def both_legs(
    context: Context, name: str, within: values.Range
) -> tuple[int | float | None, int | float | None]:
    """Return a number of the left leg and of the right one; None for what is left out."""
    question, explain = _texts(context, name)
    typed, example = (context.words(f"questions.{name}.{part}") for part in ("names", "example"))
    two = values.Two((within, within), typed, example)
    left, right = forward(
        lambda: values.pair(context, question, two, explain=explain, optional=True)
    )
    return left, right


def amounts(context: Context, name: str, read: Callable[[str], T]) -> T:
    """Return what ``read`` makes of a line such as "5km 30min"."""

    def value(typed: str) -> T:
        try:
            return read(typed)
        except UsageError as refused:
            unclear = refused.key in ("log.error.amounts", f"log.error.{name}")
            key = f"ask.again.{name}" if unclear else refused.key
            raise ask.Again(key, **refused.values) from None

    question, explain = _texts(context, name)
    form = context.words(f"ask.hint.{name}")
    return forward(lambda: ask.answer(context, question, value, form, explain=explain))


def line(context: Context, name: str, *, optional: bool = False, most: int = ask.LONGEST) -> str:
    """Return a line of the user's own words; empty only when it is optional."""
    question, explain = _texts(context, name)
    return forward(
        lambda: ask.line(context, question, explain=explain, optional=optional, most=most)
    )


def one_of(context: Context, name: str, options: Sequence[str]) -> int:
    """Return the index of the chosen option."""
    question, explain = _texts(context, name)
    return forward(lambda: ask.one_of(context, question, options, explain=explain))


def any_of(
    context: Context, key: str, options: Sequence[str], explain: str = ""
) -> tuple[int, ...]:
    """Return the indexes of the options that apply, to the question of a key."""
    return forward(lambda: ask.any_of(context, context.words(key), options, explain=explain))


def some_of(
    context: Context, key: str, options: Sequence[str], explain: str = ""
) -> tuple[int, ...] | None:
    """Return the indexes of the options that apply; None when Enter is pressed."""
    return forward(lambda: ask.some_of(context, context.words(key), options, explain=explain))


def last(context: Context, medicine: str) -> dt.date | bool | None:
    """Return when a medicine was last; False for never."""
    key = f"questions.{medicine}"
    explain = context.words(f"{key}.explain")
    return forward(
        lambda: values.day(context, context.words(f"{key}.ask"), explain=explain, never=True)
    )


def meant_day(context: Context, opened: dt.date, today: dt.date) -> dt.date:
    """Return which of two days is meant by an answer that came on another day than its question."""
    from ...render.phrases import dates

    days = sorted((opened, today))
    named = [dates.day(context.words, day) for day in days]
    question, explain = context.words("ask.moved.ask"), context.words("ask.moved.explain")
    return days[forward(lambda: ask.one_of(context, question, named, explain=explain))]


def _pain_on(context: Context, name: str) -> dt.date | None:
    """Return the date of which a score may end the sessions; None for other scores."""
    yesterday, _, what = name.rpartition(".")
    return context.today - DAY * bool(yesterday) if what in _ENDING else None


def _texts(context: Context, name: str, **values: object) -> tuple[str, str]:
    """Return a question and its explanation; that of yesterday has the explanation of today."""
    explained = name.removeprefix("yesterday.")
    return context.words(f"log.ask.{name}", **values), context.words(f"log.explain.{explained}")


def forward(question: Callable[[], T]) -> T:
    """Return the answer; the sign for one question back only repeats this one."""
    while True:
        try:
            return question()
        except ask.Back:
            continue
