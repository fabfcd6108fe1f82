"""The dates that a user types, in any of the languages; of two readings none is chosen."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from ...core.log.diary import DAY
from ...core.log.fields import FIRST_DATE, LAST_DATE
from ...errors import UsageError
from ...words import LANGUAGES, Words
from ..context import Context

_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_NO_YEAR = re.compile(r"(\d{1,2})([-/])(\d{1,2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_NAMED = re.compile(
    r"(?:(?:the |de )?(?P<day>\d{1,2})(?:st|nd|rd|th|ste|de|e)? ?(?:of |van )?)?"
    r"(?P<month>[a-z]{3,9})\.?"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?,?)?(?: (?P<year>\d{4}))?(?: j\.?l\.?)?",
    re.ASCII,
)
_BACK = re.compile(r"-\d{1,4}", re.ASCII)
_AMOUNT = re.compile(r"(?:0|[1-9]\d{0,2})(?:[.,]\d)?", re.ASCII)
_RELATIVE = {"today": 0, "yesterday": -1, "day_before": -2, "tomorrow": 1}
_UNITS = {"day": 1, "week": 7, "month": 30, "half_year": 182.5, "year": 365}
_ONE = ("number", 1.0)
_LONGEST = 40
_MOST_WORDS = 5
_COUNTED = ("number", "last", "past")
"""The kinds of words that a time ago begins with."""
_SOON = DAY * 60
"""A day without a year that comes within this time may be meant as well as that of last year."""


class Typed(NamedTuple):
    """A date that was meant; ``rough`` says which longer time it stands for."""

    date: dt.date
    rough: str = ""


def day(
    context: Context, text: str | None, *, future: bool = False, since: dt.date | None = None
) -> dt.date:
    """Return the date that a text means; without a text, today.

    A weekday is the newest one, today included; with ``since`` it is the first one
    from that date on.

    Raises:
        UsageError: the text is no date, may be two, is a month or a time such as 2 months, or
            lies ahead and ``future`` is not set.
    """
    if text is None:
        return context.today
    found = _checked_date(context, _meant_date(context, text, since, future=future), future=future)
    if found.rough:
        raise UsageError("when.error.rough", example=context.today)
    return found.date


def past_day(context: Context, text: str | None) -> dt.date:
    """Return the date that a text means, to look at; without a text, today.

    Raises:
        UsageError: the text is no date, or lies ahead.
    """
    found = day(context, text, future=True)
    if found > context.today:
        raise UsageError("today.error.future")
    return found


def around(context: Context, text: str) -> Typed:
    """Return the date up to today that a text means, of a month its middle.

    Raises:
        UsageError: the text is no date, may be two, or lies ahead.
    """
    return _checked_date(context, _meant_date(context, text, None, future=False), future=False)


def is_one(context: Context, text: str) -> bool:
    """Whether a text has the form of a date or of a longer time, though it may be refused."""
    try:
        _meant_date(context, text, None, future=True)
    except UsageError as refused:
        return refused.key != "when.error.form"
    return True


def line_words(words: Sequence[str]) -> list[str]:
    """Return the words of a line with a date of several words after --date as one."""
    found: list[str] = []
    rest = list(words)
    while rest:
        found.append(rest.pop(0))
        if found[-1] == "--":
            return [*found, *rest]
        if found[-1] in ("--date", "-d"):
            ends = range(min(_MOST_WORDS, len(rest)), 1, -1)
            end = next((n for n in ends if _is_in_words(" ".join(rest[:n]).lower())), 1)
            found += filter(None, [" ".join(rest[:end])])
            del rest[:end]
    return found


def _is_in_words(text: str) -> bool:
    """Whether several words are a date: a month with a day, or a time ago."""
    if text in _table() or _newest_weekday(text):
        return True
    named = _NAMED.fullmatch(text)
    if named and bool(named["day"]) != bool(named["after"]) and _month(named["month"]):
        return True
    first, *others = text.split()
    kinds = {_table().get(word, ("",))[0] for word in others}
    numbered = bool(_AMOUNT.fullmatch(first)) or _table().get(first, ("",))[0] in _COUNTED
    return numbered and "unit" in kinds and kinds <= {"unit", "number", "ago"}


def check_clock(context: Context) -> None:
    """Refuse a clock that no log takes a date from.

    Raises:
        UsageError: what it says.
    """
    if not FIRST_DATE <= context.today <= LAST_DATE:
        raise UsageError("when.error.clock", date=context.today)


def _checked_date(context: Context, found: Typed, *, future: bool) -> Typed:
    possible = FIRST_DATE <= found.date <= LAST_DATE
    if found.date > context.today or not possible:
        check_clock(context)
    if not possible:
        raise UsageError("when.error.range")
    if found.date > context.today and not future:
        raise UsageError("when.error.future")
    return found


def _meant_date(context: Context, typed: str, since: dt.date | None, *, future: bool) -> Typed:
    text, today = " ".join(typed[: _LONGEST + 1].lower().split()), context.today
    if len(text) > _LONGEST:
        raise UsageError("when.error.form", example=today)
    if _BACK.fullmatch(text):
        return Typed(today + DAY * int(text))
    kind, number = _names("relative", "weekday").get(text, ("", 0))
    if kind == "relative":
        return Typed(today + DAY * number)
    if kind == "weekday":
        return Typed(_weekday(today, number, since))
    if newest := _newest_weekday(text):
        return Typed(_weekday_before(context, *newest))
    found = (
        _in_figures(context, text)
        or _without_year(context, text, future=future)
        or _in_words(context, text, future=future)
        or _ago(context, text)
    )
    if found:
        return found
    raise UsageError("when.error.form", example=today)


def _weekday(today: dt.date, number: int, since: dt.date | None) -> dt.date:
    if since:
        return since + DAY * ((number - since.weekday()) % 7)
    return today - DAY * ((today.weekday() - number) % 7)


def _newest_weekday(text: str) -> tuple[str, int] | None:
    """Return the kind of the first word and the weekday of a text such as last monday."""
    kinds = [_table().get(word, ("", 0)) for word in text.split()]
    if [kind for kind, _ in kinds] in (["last", "weekday"], ["past", "weekday"]):
        return kinds[0][0], kinds[1][1]
    return None


def _weekday_before(context: Context, kind: str, number: int) -> dt.date:
    """Return the newest such weekday before today.

    Raises:
        UsageError: it was in this week, and the one of last week may be meant as well.
    """
    today = context.today
    newest = today - DAY * ((today.weekday() - number - 1) % 7 + 1)
    if kind == "last" and number < today.weekday():
        raise _two(context, newest - DAY * 7, newest)
    return newest


def _in_figures(context: Context, text: str) -> Typed | None:
    """Return the date of figures alone: with dashes the day comes first, or the year does."""
    if found := _YEAR_FIRST.fullmatch(text):
        return Typed(_calendar(*map(int, found.groups())))
    if found := _DAY_FIRST.fullmatch(text):
        of_month, month, year = map(int, found.groups())
        year += 2000 if len(found[3]) == 2 else 0
        return Typed(_calendar(year, month, of_month))
    if found := _MONTH.fullmatch(text):
        return _middle(context, *map(int, found.groups()))
    if found := _SLASHES.fullmatch(text):
        first, second, year = map(int, found.groups())
        if first <= 12 and second <= 12 and first != second:
            raise _two(context, _calendar(year, second, first), _calendar(year, first, second))
        return Typed(_calendar(year, min(first, second), max(first, second)))
    return None


def _without_year(context: Context, text: str, *, future: bool) -> Typed | None:
    """Return the date of a day and a month in figures, where only one of the two can be the month.

    Raises:
        UsageError: both can be, or there is no such day.
    """
    found = _NO_YEAR.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if first <= 12 and second <= 12 and first != second:
        readings = ((second, first), (first, second))
        raise _two(context, *(_closest(context, *one, future=future) for one in readings))
    month = second if found[2] == "-" else min(first, second)
    return Typed(_nearest(context, month, first + second - month, future=future))


def _in_words(context: Context, text: str, *, future: bool) -> Typed | None:
    """Return the date of a month by its name, with or without a day and a year."""
    first, _, rest = text.replace("-", " ").partition(" ")
    in_middle = first in _middles()
    found = _NAMED.fullmatch(rest if in_middle else text)
    month = _month(found["month"]) if found else 0
    if not found or not month:
        return None
    if sum(map(bool, (in_middle, found["day"], found["after"]))) > 1:
        return None
    of_month, year = int(found["day"] or found["after"] or 0), int(found["year"] or 0)
    if year:
        return (
            Typed(_calendar(year, month, of_month)) if of_month else _middle(context, year, month)
        )
    today = context.today
    if not of_month:
        return _middle(context, today.year - (month > today.month), month)
    return Typed(_nearest(context, month, of_month, future=future))


def _month(name: str) -> int:
    """Return the number of the month of which a name is the start; 0 when it is none."""
    known = _names("month")
    found = {number for other, (_, number) in known.items() if other.startswith(name)}
    return found.pop() if len(found) == 1 else 0


def _nearest(context: Context, month: int, of_month: int, *, future: bool) -> dt.date:
    """Return the newest such day of any year; where it may lie ahead, the nearest.

    Raises:
        UsageError: there is no such day, or both last year's and one that comes may be meant.
    """
    past, ahead = _around_today(context, month, of_month)
    if not future and ahead - context.today <= _SOON:
        raise _two(context, past, ahead)
    return _closest(context, month, of_month, future=future)


def _closest(context: Context, month: int, of_month: int, *, future: bool) -> dt.date:
    """Return the newest such day; where it may lie ahead, the nearest.

    Raises:
        UsageError: there is no such day.
    """
    past, ahead = _around_today(context, month, of_month)
    return min(past, ahead, key=lambda date: abs(date - context.today)) if future else past


def _around_today(context: Context, month: int, of_month: int) -> tuple[dt.date, dt.date]:
    """Return the newest such day up to today, and the next one; the end of time without one.

    Raises:
        UsageError: there is no such day.
    """
    today, found = context.today, []
    for year in range(today.year - 8, today.year + 9):
        try:
            found.append(dt.date(year, month, of_month))
        except ValueError:
            continue
    if not found:
        raise UsageError("when.error.no_such_day")
    past = max((date for date in found if date <= today), default=dt.date.min)
    return past, min((date for date in found if date > today), default=dt.date.max)


def _middle(context: Context, year: int, month: int) -> Typed:
    """Return the middle of a month, of this month the middle of what has been of it."""
    first = _calendar(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    if first <= context.today < last:
        last = context.today
    return Typed(first + (last - first) // 2, "when.told.middle")


def _ago(context: Context, text: str) -> Typed | None:
    """Return the date of a time ago such as 6wk, 2,5 months, last week or half a year ago."""
    parts = re.sub(r"(?<=\d)(?=[a-z])", " ", text).split()
    said = _names("unit", "number", "last", "past", "ago")
    kinds = [said.get(part, ("", 0.0)) for part in parts]
    if kinds and kinds[-1][0] == "ago":
        parts, kinds = parts[:-1], kinds[:-1]
        if len(kinds) == 1:  # halfjaar geleden
            parts, kinds = ["", *parts], [_ONE, *kinds]
    if len(kinds) == 3:  # half a year, een half jaar
        article = kinds.index(_ONE) if _ONE in kinds else 0
        del parts[article], kinds[article]
    if len(kinds) != 2 or kinds[1][0] != "unit":
        return None
    (kind, number), (_, days) = kinds
    if _AMOUNT.fullmatch(parts[0]):
        kind, number = "number", float(parts[0].replace(",", "."))
    if kind not in _COUNTED:
        return None
    back = number * days
    exact = kind == "number" and days < _UNITS["month"] and back == int(back)
    date = context.today - DAY * min(round(back), context.today.toordinal() - 1)
    return Typed(date, "" if exact else "when.told.about")


def _two(context: Context, *readings: dt.date) -> UsageError:
    """Return that a date can be read in two ways."""
    from ...render.phrases import dates

    first, second = (dates.day(context.words, date) for date in sorted(readings))
    return UsageError("when.error.two", first=first, second=second, example=min(readings))


def _calendar(year: int, month: int, of_month: int) -> dt.date:
    try:
        return dt.date(year, month, of_month)
    except ValueError as error:
        raise UsageError("when.error.no_such_day") from error


def _names(*kinds: str) -> dict[str, tuple[str, Any]]:
    """Return the names of some kinds, each with its kind and its number."""
    return {name: known for name, known in _table().items() if known[0] in kinds}


@cache
def _table() -> dict[str, tuple[str, Any]]:
    """Return what may be typed in any of the languages: its kind, and its number."""
    names: dict[str, tuple[str, Any]] = {}
    for words in map(Words, LANGUAGES):
        said = words.find("when.names")
        for key, days in _RELATIVE.items():
            names |= dict.fromkeys(said[key], ("relative", days))
        for place, known in enumerate(said["weekdays"]):
            names |= dict.fromkeys(known, ("weekday", place))
        for place, known in enumerate(said["months"], 1):
            names |= dict.fromkeys(known, ("month", place))
        for key, length in _UNITS.items():
            names |= dict.fromkeys(said[key], ("unit", length))
        for number, known in enumerate(said["numbers"], 1):
            names |= dict.fromkeys(known, ("number", float(number)))
        names |= dict.fromkeys(said["half"], ("number", 0.5))
        names |= dict.fromkeys(said["one_half"], ("number", 1.5))
        for kind in ("last", "past", "ago"):
            names |= dict.fromkeys(said[kind], (kind, 1.0))
    return names


@cache
def _middles() -> frozenset[str]:
    """Return what may stand before a month to name its middle, in any of the languages."""
    every = (words.find("when.names.mid") for words in map(Words, LANGUAGES))
    return frozenset(name for names in every for name in names)
