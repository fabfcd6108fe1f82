"""What was done on a day, in words."""

from collections.abc import Iterable

from ...core.views.red_days import RUN, STEP_UP
from ...words import Words


def name(words: Words, what: str) -> str:
    """Return a run, a step up, or an activity as it was typed."""
    return words(f"report.red.{what}") if what in (RUN, STEP_UP) else what


def sentence(words: Words, done: Iterable[str]) -> str:
    """Return what was done on a day; that nothing was logged is said too."""
    return ", ".join(name(words, what) for what in done) or words("report.red.nothing")
