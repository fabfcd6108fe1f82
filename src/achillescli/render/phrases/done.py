"""What was done on a day, in words."""

from collections.abc import Iterable

from ...core.views.red_days import RUN, STEP_UP, RedDay
from ...words import Words
from . import dates


def name(words: Words, what: str) -> str:
    """Return a run, a step up, or an activity as it was typed."""
    return words(f"report.red.{what}") if what in (RUN, STEP_UP) else what


def sentence(words: Words, done: Iterable[str]) -> str:
    """Return what was done on a day; that nothing was logged is said too."""
    return ", ".join(name(words, what) for what in done) or words("report.red.nothing")


def red_day(words: Words, day: RedDay) -> str:
    """Return a red day with its scores, and what was logged on it and the day before."""
    unknown = words("report.red.unknown")
    return words(
        "report.red.day",
        date=dates.day(words, day.date),
        pain=unknown if day.pain is None else day.pain,
        morning=unknown if day.next_morning is None else day.next_morning,
        that_day=sentence(words, day.that_day),
        day_before=sentence(words, day.day_before),
    )
