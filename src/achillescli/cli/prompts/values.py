"""Questions for numbers and dates, each read strictly and asked again when unclear."""

import datetime as dt
import re
import sys
from collections.abc import Sequence
from typing import NamedTuple

from ...errors import UsageError
from ..context import Context
from ..inputs import amounts, dates, spoken
from . import ask

_NEVER = frozenset({"never", "nooit"})
_REFUSED = {
    "when.error.form": "ask.again.day",
    "when.error.future": "ask.again.future",
    "when.error.range": "ask.again.early",
}

_WITH_UNIT = re.compile(r"(?<=[0-9])\s+(?=[a-z'])", re.IGNORECASE)
LEFT_OUT = ("", "-")
"""What is typed to leave out an answer that is optional."""


class Range(NamedTuple):
    """What a number may be; ``name`` is that of its field, which ends with its unit."""

    low: int
    high: int
    name: str = ""
    decimals: bool = False


TOTAL = Range(0, 100)
LONGEST_VARIANT = 100


def number(
    context: Context,
    question: str | ask.Text,
    within: Range,
    *,
    explain: str = "",
    optional: bool = False,
) -> int | float | None:
    """Return a number of a range; None when it is optional and left out."""

    def read(typed: str) -> int | float | None:
        if optional and typed in LEFT_OUT:
            return None
        try:
            return _number(typed, within)
        except ValueError:
            key = "ask.again.number" if within.decimals else "ask.again.whole"
            raise ask.Again(key, low=within.low, high=within.high) from None

    form = context.words("ask.hint.number")
    return ask.answer(context, question, read, form, explain=explain, optional=optional)


def total(
    context: Context, question: str | ask.Text, *, explain: str = ""
) -> tuple[int | None, str | None]:
    """Return the total of a questionnaire with its variant, typed as 62 or 62 Dutch.

    Both are None when it is left out.
    """

    def read(typed: str) -> tuple[int | None, str | None]:
        if typed in LEFT_OUT:
            return None, None
        points, _, variant = typed.partition(" ")
        try:
            found = _number(points, TOTAL)
        except ValueError:
            raise ask.Again("ask.again.whole", low=TOTAL.low, high=TOTAL.high) from None
        if len(variant) > LONGEST_VARIANT:
            raise ask.Again("ask.again.long", most=LONGEST_VARIANT)
        return int(found), variant.strip() or None

    form = context.words("ask.hint.total")
    return ask.answer(context, question, read, form, explain=explain, optional=True)


class Two(NamedTuple):
    """Two numbers that are asked for together; ``names`` are what is typed, in their order."""

    ranges: Sequence[Range]
    names: str
    example: str


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
        parts = ["-", "-"] if optional and typed in LEFT_OUT else _WITH_UNIT.sub("", typed).split()
        try:
            return tuple(
                None if part == "-" else _number(part, within)
                for part, within in zip(parts, two.ranges, strict=True)
            )
        except ValueError:
            raise ask.Again("ask.again.pair", example=two.example) from None

    form = context.words("ask.hint.pair", names=two.names, example=two.example)
    return ask.answer(context, question, read, form, explain=explain, optional=optional)


def _number(typed: str, within: Range) -> int | float:
    """Return a number of a range, which may have its unit; none is 0 where that is in the range.

    Raises:
        ValueError: it is no number, or one such as 1,234 that can be read in two ways.
        Again: it lies outside the range.
    """
    low, high = within.low, within.high
    text = "0" if spoken.choice(typed, ("none",)) else amounts.bare(typed, within.name)
    pattern = r"(0|[1-9][0-9]{0,3})([.,][0-9]{1,2})?" if within.decimals else r"0|[1-9][0-9]{0,3}"
    if not re.fullmatch(pattern, text):
        raise ValueError
    found = float(text.replace(",", ".")) if within.decimals else int(text)
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
        if optional and (typed in LEFT_OUT or ask.is_no(typed)):
            return None
        if never and typed.lower() in _NEVER:
            return False
        found = _day(context, typed)
        _echo(context, found)
        return found.date

    form = context.words("ask.hint.day_never" if never else "ask.hint.day")
    return ask.answer(context, question, read, form, explain=explain, optional=optional)


def _day(context: Context, typed: str) -> dates.Typed:
    """Return the date of a text such as 2026-03-01, 1 mar 2026, march or "6 weeks"."""
    try:
        return dates.around(context, typed)
    except UsageError as refused:
        key = _REFUSED.get(refused.key, refused.key)
        raise ask.Again(key, **refused.values) from None


def _echo(context: Context, found: dates.Typed) -> None:
    from ...render.phrases.dates import day

    date = day(context.words, found.date)
    told = context.words(found.rough, date=date) if found.rough else date
    sys.stderr.write(f"  {told}\n")
