"""Numbers as people write them."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from ...words import Words
from . import dates


def number(words: Words, value: float | Fraction | None, digits: int = 1) -> str:
    """Return a number without needless zeros; a dash when it is unknown."""
    if value is None:
        return words("terms.unknown")
    try:
        text = f"{float(value):.{digits}f}"
    except OverflowError:  # beyond every float; only typed into the log by hand
        return hex(int(value))
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace(".", words("terms.decimal"))


def change(words: Words, value: float | Fraction | None) -> str:
    """Return a difference with its sign."""
    sign = "+" if value is not None and value > 0 else ""
    return sign + number(words, value)


def sentence_values(words: Words, values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a finding as they stand in a sentence."""
    return {name: _sentence_value(words, value) for name, value in values.items()}


def _sentence_value(words: Words, value: object) -> object:
    match value:
        case None:
            return words("terms.unknown")
        case float() | Fraction():
            return number(words, float(value))
        case dt.date():
            return dates.short(words, value)
        case _:
            return value
