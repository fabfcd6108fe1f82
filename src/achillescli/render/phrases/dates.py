"""Dates as people write them."""

import datetime as dt

from ...words import Words


def day(words: Words, date: dt.date) -> str:
    """Return a date with its weekday and year: Mon 1 Dec 2026."""
    return f"{words.find('terms.weekdays')[date.weekday()]} {short(words, date)} {date.year}"


def short(words: Words, date: dt.date) -> str:
    """Return the day and month of a date: 1 Dec."""
    return f"{date.day} {words.find('terms.months')[date.month - 1]}"
