"""Numbers and words as they are typed, or one sentence that says what is taken."""

import re
from collections.abc import Sequence

from ...errors import UsageError
from . import spoken

_DECIMAL = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)", re.ASCII)
_HALF_CLOCK = re.compile(r"\d{1,3}:\d{2}", re.ASCII)
_AMOUNT = re.compile(r"(\d[\d.,:]*)\s*([^\s\d]*)\s*", re.ASCII)
_UNITS = {"km": "km", "min": "minutes", "m": "minutes", "minutes": "minutes", "minuten": "minutes"}
_DAY_MIN = 1440
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


def minutes(text: str) -> int | float:
    """Return minutes from a text such as 30, 30,5 or 0:30:15.

    Raises:
        UsageError: the text is anything else; 20:00 can be hours or minutes.
    """
    if clock := _CLOCK.fullmatch(text):
        hours, past, seconds = map(int, clock.groups())
        found = hours * 60 + past + seconds / 60
    elif _HALF_CLOCK.fullmatch(text):
        raise UsageError("log.error.clock")
    else:
        found = decimal(text, "MIN", _DAY_MIN)
    if found > _DAY_MIN:
        raise UsageError("log.error.decimal", name="MIN", most=_DAY_MIN)
    return int(found) if found == int(found) else found


def amounts(typed: Sequence[str]) -> tuple[str, dict[str, int | float]]:
    """Return the words before the first number, and the km and minutes from there on.

    Raises:
        UsageError: a number has no unit or an unknown one, or a unit comes twice.
    """
    line = " ".join(typed).strip()
    first = re.search(r"(?<!\S)[-+]?\d", line, re.ASCII)
    start = first.start() if first else len(line)
    found: dict[str, int | float] = {}
    for number, unit in _parts(line[start:].lower()):
        kind = _UNITS.get(unit, "minutes" if ":" in number and not unit else "")
        if not kind or kind in found:
            raise UsageError("log.error.amounts")
        found[kind] = decimal(number, "KM", 1000) if kind == "km" else minutes(number)
    return line[:start].strip(), found


def _parts(line: str) -> list[tuple[str, str]]:
    """Return the numbers of a line, each with its unit."""
    if _AMOUNT.sub("", line):
        raise UsageError("log.error.amounts")
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
