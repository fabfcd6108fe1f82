"""Questions for numbers and dates, each read strictly and asked again when unclear."""

import datetime as dt
import re
import sys
from collections.abc import Sequence

from ..errors import UsageError
from . import ask, when
from .here import Here

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


def number(here: Here, question: str, low: int, high: int, *, explain: str = "") -> int:
    """Return a whole number from low to high."""

    def read(typed: str) -> int:
        return int(_number(typed, (low, high), decimals=False))

    return ask.answer(here, question, read, ask.hint(here, "number"), explain=explain)


def pair(
    here: Here,
    question: str,
    ranges: Sequence[tuple[int, int]],
    *,
    decimals: bool = False,
    explain: str = "",
    optional: bool = False,
) -> tuple[int | float | None, ...]:
    """Return two numbers; None for a dash, and for both when Enter is pressed."""

    def read(typed: str) -> tuple[int | float | None, ...]:
        parts = typed.split() or ["-", "-"] * optional
        if len(parts) != 2:
            raise ask.Again("ask.again.pair")
        return tuple(
            None if part == "-" else _number(part, limits, decimals=decimals)
            for part, limits in zip(parts, ranges, strict=True)
        )

    form = ask.hint(here, "pair", optional=optional)
    return ask.answer(here, question, read, form, explain=explain)


def _number(typed: str, limits: tuple[int, int], *, decimals: bool) -> int | float:
    """Return a number; 1,234 and 1.234 can be read in two ways and are refused."""
    low, high = limits
    pattern = r"(0|[1-9][0-9]{0,3})([.,][0-9]{1,2})?" if decimals else r"0|[1-9][0-9]{0,3}"
    if not re.fullmatch(pattern, typed):
        raise ask.Again("ask.again.decimal" if decimals else "ask.again.whole", low=low, high=high)
    found = float(typed.replace(",", ".")) if decimals else int(typed)
    if not low <= found <= high:
        raise ask.Again("ask.again.range", low=low, high=high)
    return found


def start_test(here: Here, question: str, *, explain: str = "") -> int | str | None:
    """Return a score of 0 to 10, "unable", or None when Enter is pressed."""

    def read(typed: str) -> int | str | None:
        if not typed:
            return None
        if typed.lower() in ("unable", "x", "niet"):
            return "unable"
        if not re.fullmatch(r"10|[0-9]", typed):
            raise ask.Again("ask.again.start_test")
        return int(typed)

    return ask.answer(here, question, read, ask.hint(here, "start_test"), explain=explain)


def day(
    here: Here, question: str, *, explain: str = "", optional: bool = False, never: bool = False
) -> dt.date | bool | None:
    """Return a date up to today; False for never, None when it is optional and Enter is pressed."""

    def read(typed: str) -> dt.date | bool | None:
        if optional and not typed:
            return None
        if never and typed.lower() in _NEVER:
            return False
        found = _past(here, typed.lower())
        _echo(here, found)
        return found

    kind = "day_never" if never else "day"
    return ask.answer(
        here, question, read, ask.hint(here, kind, optional=optional), explain=explain
    )


def _past(here: Here, typed: str) -> dt.date:
    """Return the date of a text such as 2026-03-01, yesterday or "6 weeks"."""
    ago = _AGO.fullmatch(typed)
    try:
        if ago and ago[2] in _UNITS:
            found = here.today - dt.timedelta(days=int(ago[1]) * _UNITS[ago[2]])
        else:
            found = when.day(here, typed or "-")
    except UsageError as refused:
        raise ask.Again(refused.key, **refused.values) from None
    if found.year < 2000:
        raise ask.Again("ask.again.early")
    return found


def _echo(here: Here, date: dt.date) -> None:
    from ..render import dates

    sys.stderr.write(f"  {dates.day(here.words, date)}\n")
