"""The user's own course, read from the journal."""

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING

from ...errors import NoCourseError
from ..context import Context

if TYPE_CHECKING:
    from ...core.course import Replay
    from ...core.log.entries import Entry


def log(context: Context, until: dt.date) -> "tuple[Entry, ...]":
    """Return the log with its corrections applied, as far as it matters up to a date.

    What is odd in the journal goes to stderr.

    Raises:
        StoreError: the journal cannot be read.
    """
    from ... import store
    from ...core import course
    from ...core.log import corrections
    from ...render.terminal.screen import plain

    lasting = store.lasting(context.home)
    since = course.horizon(corrections.applied(lasting.entries), until)
    journal = store.load(context.home, lasting, since)
    for warning in journal.warnings:
        sentence = context.words(warning.key, **warning.values)
        sys.stderr.write(f"achilles: {plain(sentence)}\n")
    return corrections.applied(journal.entries)


def replay(context: Context, until: dt.date) -> "Replay":
    """Return the newest course up to a date.

    Raises:
        StoreError: the journal cannot be read.
        NoCourseError: its assessments all lie after today; the clock may be wrong.
    """
    from ... import catalogue
    from ...core import course

    found = log(context, until)
    replayed = course.replay(found, catalogue.protocol(), until)
    if replayed.why_empty == "no_assessment" and until == context.today:
        ahead = [entry.date for entry in found if entry.kind == "assessment"]
        if ahead and not replayed.standing.blocked:
            from ...render.phrases import dates

            raise NoCourseError("today.error.ahead", date=dates.day(context.words, min(ahead)))
    return replayed


def required(found: "Replay") -> "Replay":
    """Return the course.

    Raises:
        NoCourseError: there is no day 1.
    """
    if not found.states:
        raise NoCourseError(f"today.error.{found.why_empty}")
    return found


def required_on(context: Context, found: "Replay") -> "Replay":
    """Return the course of a date that may lie in the past.

    Raises:
        NoCourseError: there is no day 1, or it came after the date.
    """
    if not found.states and found.until < context.today:
        begun = replay(context, context.today).day_one
        if begun is not None:
            from ...render.phrases import dates

            raise NoCourseError("today.error.before", date=dates.day(context.words, begun))
    return required(found)


def write_json(value: object, indent: int | None = None) -> None:
    """Write one value for machines, in signs that steer no terminal and fit every encoding."""
    text = json.dumps(value, allow_nan=False, indent=indent).replace("\x7f", "\\u007f")
    sys.stdout.write(text + "\n")
