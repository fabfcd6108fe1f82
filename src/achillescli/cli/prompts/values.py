"""Questions for numbers and dates, each read strictly and asked again when unclear."""

import datetime as dt
import re
import sys
from collections.abc import Sequence
from typing import NamedTuple

from ...errors import UsageError
from ...words import LANGUAGES, Words
from ..context import Context
from ..inputs import dates, spoken
from . import ask

_NEVER = frozenset({"never", "nooit"})
_UNITS = {
    "day": 1,
    "dag": 1,
    "week": 7,
    "wek": 7,
    "month": 30,
    "maand": 30,
    "year": 365,
    "jaar": 365,
}
_AGO = re.compile(r"([1-9][0-9]{0,2}) ?([a-z]+?)(?:s|en)?(?: ago| geleden)?")

_NAMED = re.compile(r"(0?[1-9]|[12][0-9]|3[01]) ([a-z]{3,9})\.? ([0-9]{4})")
_REFUSED = {"when.error.form": "ask.again.day", "when.error.future": "ask.again.future"}

LEFT_OUT = ("", "-")
"""What is typed to leave out an answer that is optional."""


def number(
    context: Context, question: str | ask.Text, low: int, high: int, *, explain: str = ""
) -> int:
    """Return a whole number from low to high."""

    def read(typed: str) -> int:
        try:
            return int(_number(typed, (low, high), decimals=False))
        except ValueError:
            raise ask.Again("ask.again.whole", low=low, high=high) from None

    return ask.answer(context, question, read, context.words("ask.hint.number"), explain=explain)


class Two(NamedTuple):
    """Two numbers that are asked for together; ``names`` are what is typed, in their order."""

    ranges: Sequence[tuple[int, int]]
    names: str
    example: str
    decimals: bool = False


def pair(
    context: Context,
    question: str | ask.Text,
    two: Two,
    *,
    explain: str = "",
    optional: bool = False,
) -> tuple[int | float | None, ...]:
    """Return two numbers; None for a dash, and for both when they are skipped."""

    def read(typed: str) -> tuple[int | float | None, ...]:
        parts = ["-", "-"] if optional and typed in LEFT_OUT else typed.split()
        try:
            return tuple(
                None if part == "-" else _number(part, limits, decimals=two.decimals)
                for part, limits in zip(parts, two.ranges, strict=True)
            )
        except ValueError:
            raise ask.Again("ask.again.pair", example=two.example) from None

    form = context.words("ask.hint.pair", names=two.names, example=two.example)
    return ask.answer(context, question, read, form, explain=explain, optional=optional)


def _number(typed: str, limits: tuple[int, int], *, decimals: bool) -> int | float:
    """Return a number within limits.

    Raises:
        ValueError: it is none, or one such as 1,234 that can be read in two ways.
        Again: it lies outside the limits.
    """
    low, high = limits
    pattern = r"(0|[1-9][0-9]{0,3})([.,][0-9]{1,2})?" if decimals else r"0|[1-9][0-9]{0,3}"
    if not re.fullmatch(pattern, typed):
        raise ValueError
    found = float(typed.replace(",", ".")) if decimals else int(typed)
    if not low <= found <= high:
        raise ask.Again("ask.again.range", low=low, high=high)
    return found


def start_test(
    context: Context, question: str | ask.Text, *, explain: str = ""
) -> int | str | None:
    """Return a score of 0 to 10, "unable", or None when Enter is pressed."""

    def read(typed: str) -> int | str | None:
        if not typed:
            return None
        if spoken.choice(typed, ("unable",)):
            return "unable"
        if not re.fullmatch(r"10|[0-9]", typed):
            raise ask.Again("ask.again.start_test")
        return int(typed)

    form = context.words("ask.hint.start_test")
    return ask.answer(context, question, read, form, explain=explain, optional=True)


def text(context: Context, question: str | ask.Text, most: int, *, explain: str = "") -> str | None:
    """Return a short text; None when it is skipped."""

    def read(typed: str) -> str | None:
        if len(typed) > most:
            raise ask.Again("ask.again.long", most=most)
        return None if typed in LEFT_OUT else typed

    form = context.words("ask.hint.line")
    return ask.answer(context, question, read, form, explain=explain, optional=True)


def day(
    context: Context,
    question: str | ask.Text,
    *,
    explain: str = "",
    optional: bool = False,
    never: bool = False,
) -> dt.date | bool | None:
    """Return a date up to today; False for never, None when it is optional and left out."""

    def read(typed: str) -> dt.date | bool | None:
        if optional and typed in LEFT_OUT:
            return None
        if never and typed.lower() in _NEVER:
            return False
        found = _past(context, typed.lower())
        _echo(context, found)
        return found

    form = context.words("ask.hint.day_never" if never else "ask.hint.day")
    return ask.answer(context, question, read, form, explain=explain, optional=optional)


def _past(context: Context, typed: str) -> dt.date:
    """Return the date of a text such as 2026-03-01, 1 mar 2026, yesterday or "6 weeks"."""
    ago = _AGO.fullmatch(typed)
    try:
        if ago and ago[2] in _UNITS:
            found = context.today - dt.timedelta(days=int(ago[1]) * _UNITS[ago[2]])
        else:
            found = dates.day(context, _in_figures(typed))
    except UsageError as refused:
        key = _REFUSED.get(refused.key, refused.key)
        raise ask.Again(key, **refused.values) from None
    if found.year < 2000:
        raise ask.Again("ask.again.early")
    return found


def _in_figures(typed: str) -> str:
    """Return a date such as "1 sep 2026" as 2026-09-01; any other text as it is."""
    named = _NAMED.fullmatch(typed)
    if named:
        for names in (Words(language).find("ask.months") for language in LANGUAGES):
            for month, known in enumerate(names, 1):
                if any(name.startswith(named[2]) for name in known.split()):
                    return f"{named[3]}-{month:02}-{int(named[1]):02}"
    return typed or "-"


def _echo(context: Context, date: dt.date) -> None:
    from ...render.phrases import dates

    sys.stderr.write(f"  {dates.day(context.words, date)}\n")
