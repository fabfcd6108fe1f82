"""Numbers and words as they are typed, or one sentence that says what is taken."""

import re
from collections.abc import Sequence

from ...errors import UsageError
from . import spoken

_DECIMAL = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)", re.ASCII)
_HALF_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)", re.ASCII)
_HOURS = re.compile(
    r"(\d{1,2})\s*(?:hours?|uur|hr|[hu])\s*(?:([0-5]?\d)(?![\d.,:]|\s*k)(?:\s*min\b)?)?", re.ASCII
)
_AMOUNT = re.compile(r"(\d[\d.,:]*)\s*([^\s\d]*)\s*", re.ASCII)
_UNITS = {
    "km": ("km",),
    "kg": ("kg", "kilo"),
    "cm": ("cm",),
    "years": ("years", "year", "jaar"),
    "minutes": ("min", "m", "'", "\u2019", "minutes", "minuten"),
}
"""How a unit may be typed after a number."""
_PLACED = {"min": "minutes", "age": "years"}
"""The end of a field's name that tells its unit by another name."""
_KINDS = {typed: kind for kind in ("km", "minutes") for typed in _UNITS[kind]}
_DAY_MIN = 1440
_SHORTEST_MIN, _LONGEST_MIN = 2, 360
"""What a time such as 1:05 may be, as hours or as minutes; that of two readings is none."""
LONGEST = 2000


def score(text: str, name: str) -> int:
    """Return a score of 0 to 10.

    Raises:
        UsageError: the text is anything else.
    """
    if not re.fullmatch(r"10|[0-9]", text):
        raise UsageError("log.error.score", name=name)
    return int(text)


def start_test(text: str, name: str) -> int | str:
    """Return a score of 0 to 10, or "unable".

    Raises:
        UsageError: the text is anything else.
    """
    if spoken.choice(text, ("unable",)):
        return "unable"
    if not re.fullmatch(r"10|[0-9]", text):
        raise UsageError("log.error.start_test", name=name)
    return int(text)


def whole(text: str, name: str, most: int) -> int:
    """Return a whole number from 0 to ``most``.

    Raises:
        UsageError: the text is anything else.
    """
    if not re.fullmatch(r"0|[1-9][0-9]{0,3}", text) or int(text) > most:
        raise UsageError("log.error.whole", name=name, most=most)
    return int(text)


def decimal(text: str, name: str, most: int) -> float:
    """Return a number from 0 to ``most``; a decimal comma and a point are both read.

    Raises:
        UsageError: the text is anything else; 1,234 and 1.234 can be read in two ways.
    """
    if not _DECIMAL.fullmatch(text) or float(text.replace(",", ".")) > most:
        raise UsageError("log.error.decimal", name=name, most=most)
    return float(text.replace(",", "."))


def bare(text: str, name: str) -> str:
    """Return a number without the unit that a field's name ends with, such as 8km for km."""
    last = re.split("[._]", name)[-1]
    for unit in _UNITS.get(_PLACED.get(last, last), ()):
        number = text.lower().removesuffix(unit).rstrip()
        if number != text.lower() and number[-1:].isdigit():
            return number
    return text


def minutes(text: str) -> int | float:
    """Return minutes from a text such as 30, 30,5, 1h05 or 0:30:15.

    Raises:
        UsageError: the text is anything else; 2:30 can be hours or minutes.
    """
    text = _in_clock(bare(text, "minutes"))
    if clock := _CLOCK.fullmatch(text):
        hours, past, seconds = map(int, clock.groups())
        found = hours * 60 + past + seconds / 60
    elif half := _HALF_CLOCK.fullmatch(text):
        found = _half(*map(int, half.groups()))
    else:
        found = decimal(text, "MIN", _DAY_MIN)
    if found > _DAY_MIN:
        raise UsageError("log.error.decimal", name="MIN", most=_DAY_MIN)
    return int(found) if found == int(found) else found


def _in_clock(text: str) -> str:
    """Return a time such as 1h05 or 1 uur as 1:05:00."""
    return _HOURS.sub(lambda found: f"{found[1]}:{int(found[2] or 0):02}:00 ", text).strip()


def _half(first: int, second: int) -> int | float:
    """Return the minutes of first:second, as hours or as minutes, whichever they can be.

    Raises:
        UsageError: they can be both, or neither.
    """
    readings = (first * 60 + second, first + second / 60)
    found = [length for length in readings if _SHORTEST_MIN <= length <= _LONGEST_MIN]
    if len(found) != 1:
        raise UsageError(
            "log.error.clock", first=first, second=second, clock=f"{first:02}:{second:02}"
        )
    return found[0]


def amounts(
    typed: Sequence[str], wrong: str = "log.error.amounts"
) -> tuple[str, dict[str, int | float]]:
    """Return the words before the first number, and the km and minutes from there on.

    Raises:
        UsageError: a number has no unit or an unknown one, or a unit comes twice; its key is
            ``wrong``.
    """
    line = " ".join(typed).strip()
    first = re.search(r"(?<!\S)[-+]?\d", line, re.ASCII)
    start = first.start() if first else len(line)
    found: dict[str, int | float] = {}
    for number, unit in _parts(_in_clock(line[start:].lower()), wrong):
        kind = _KINDS.get(unit, "minutes" if ":" in number and not unit else "")
        if not kind or kind in found:
            raise UsageError(wrong)
        found[kind] = decimal(number, "KM", 1000) if kind == "km" else minutes(number)
    return line[:start].strip(), found


def _parts(line: str, wrong: str) -> list[tuple[str, str]]:
    """Return the numbers of a line, each with its unit."""
    if _AMOUNT.sub("", line):
        raise UsageError(wrong)
    return _AMOUNT.findall(line)


def words(typed: str, most: int = LONGEST) -> str:
    """Return words as they were typed.

    Raises:
        UsageError: they are empty, too long, or hold bytes that are no characters.
    """
    try:
        typed.encode()
    except UnicodeEncodeError as error:
        raise UsageError("log.error.characters") from error
    if not typed.strip() or len(typed) > most:
        raise UsageError("log.error.text", most=most)
    return typed
