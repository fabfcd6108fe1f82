"""The dates that a user types, in any of the languages."""

import datetime as dt
import re
from functools import cache

from ...core.log.fields import FIRST_DATE, LAST_DATE
from ...errors import UsageError
from ...words import LANGUAGES, Words
from ..context import Context

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_AGO = re.compile(r"-\d{1,4}", re.ASCII)
_RELATIVE = {"today": 0, "yesterday": -1, "day_before": -2, "tomorrow": 1}


def day(
    context: Context, text: str | None, *, future: bool = False, since: dt.date | None = None
) -> dt.date:
    """Return the date that a text means; without a text, today.

    A weekday is the newest one, today included; with ``since`` it is the first one
    from that date on.

    Raises:
        UsageError: the text is no date, or lies ahead and ``future`` is not set.
    """
    if text is None:
        return context.today
    found = _meant(context, text.strip().lower(), since)
    if not FIRST_DATE <= found <= LAST_DATE:
        raise UsageError("when.error.range")
    if found > context.today and not future:
        raise UsageError("when.error.future")
    return found


def past_day(context: Context, text: str | None) -> dt.date:
    """Return the date that a text means, to look at; without a text, today.

    Raises:
        UsageError: the text is no date, or lies ahead.
    """
    found = day(context, text, future=True)
    if found > context.today:
        raise UsageError("today.error.future")
    return found


def _meant(context: Context, text: str, since: dt.date | None) -> dt.date:
    if iso := _ISO.fullmatch(text):
        return _calendar(*map(int, iso.groups()))
    if _AGO.fullmatch(text):
        return context.today + dt.timedelta(days=int(text))
    kind, number = _names().get(text, (None, 0))
    if kind == "relative":
        return context.today + dt.timedelta(days=number)
    if kind == "weekday" and since:
        return since + dt.timedelta(days=(number - since.weekday()) % 7)
    if kind == "weekday":
        return context.today - dt.timedelta(days=(context.today.weekday() - number) % 7)
    raise UsageError("when.error.form", example=context.today)


def _calendar(year: int, month: int, of_month: int) -> dt.date:
    try:
        return dt.date(year, month, of_month)
    except ValueError as error:
        raise UsageError("when.error.no_such_day") from error


@cache
def _names() -> dict[str, tuple[str, int]]:
    """Return every name of a day: days from today, or the number of the weekday."""
    names: dict[str, tuple[str, int]] = {}
    for words in map(Words, LANGUAGES):
        for key, days in _RELATIVE.items():
            names |= dict.fromkeys(words.find(f"when.names.{key}"), ("relative", days))
        for number, known in enumerate(words.find("when.names.weekdays")):
            names |= dict.fromkeys(known, ("weekday", number))
    return names
