"""The user's own course, read from the journal."""

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, NamedTuple

from ...errors import NoCourseError, StoreError
from ..context import Context
from . import ahead

if TYPE_CHECKING:
    from ...core.course import Replay
    from ...core.log.entries import Entry


_WHY_EMPTY = {
    "no_assessment": "today.error.no_assessment",
    "too_old": "today.error.too_old",
    "blocked": "today.error.blocked",
}


class Course(NamedTuple):
    """The newest course up to a date, and the log that it was read from."""

    context: Context
    log: "tuple[Entry, ...]"
    replay: "Replay"
    written: "tuple[Entry, ...]"
    """The log as it was written, with its corrections."""

    def require(self) -> "Replay":
        """Return the course.

        Raises:
            NoCourseError: there is no day 1, or it came after the date.
        """
        if self.replay.states:
            return self.replay
        context = self.context
        if self.replay.until < context.today:
            begun = _replay(self.log, context.today, context.today).day_one
            if begun is not None:
                raise NoCourseError("today.error.before", date=_day(context, begun))
        raise NoCourseError(_WHY_EMPTY[f"{self.replay.why_empty}"])


def course(context: Context, until: dt.date, since: dt.date = dt.date.min) -> Course:
    """Return the newest course up to a date; what is odd in the journal goes to stderr.

    ``since`` is the first date whose state is asked for.

    Raises:
        StoreError: the journal cannot be read.
        NoCourseError: its assessments all lie after today; the clock may be wrong.
    """
    log, written = _log(context, until)
    found = Course(context, log, _replay(log, until, since), written)
    _check_begun(found)
    return found


def _check_begun(found: Course) -> None:
    """Refuse a course of today of which every assessment lies after today."""
    context, replay = found.context, found.replay
    if replay.why_empty == "no_assessment" and replay.until == context.today:
        assessed = [entry.date for entry in found.log if entry.kind == "assessment"]
        if assessed and not replay.standing.blocked:
            raise NoCourseError("today.error.ahead", date=_day(context, min(assessed)))


def shown_course(context: Context, until: dt.date, since: dt.date = dt.date.min) -> Course:
    """Return the course up to a date for a page of it; that of today says what is ahead.

    What is dated after today counts there where it warns, and is named.

    Raises:
        StoreError: the journal cannot be read.
        NoCourseError: its assessments all lie after today; the clock may be wrong.
    """
    if until != context.today:
        return course(context, until, since)
    log, written = _log(context, until)
    replay = _replay(log, until, since)
    if any(entry.date > until for entry in log):
        from ...core.views.ahead import warned_replay

        replay = warned_replay(replay, log)
    found = Course(context, log, replay, written)
    for sentence in ahead.sentences(context, log):
        context.complain(sentence)
    _check_begun(found)
    return found


def _log(context: Context, until: dt.date) -> "tuple[tuple[Entry, ...], tuple[Entry, ...]]":
    """Return the log with its corrections applied, as far as it matters, and as written."""
    from ... import store
    from ...core import course
    from ...core.log import corrections

    try:
        lasting = store.lasting(context.home)
        since = course.horizon(corrections.log_of(lasting.entries), until)
        journal = store.load(context.home, lasting, since)
    except StoreError:
        from .logbook import Logbook

        Logbook(context)  # says which signs can be heard
        raise
    for warning in journal.warnings:
        context.complain(warning)
    return corrections.log_of(journal.entries), tuple(journal.entries)


def _replay(log: "tuple[Entry, ...]", until: dt.date, since: dt.date) -> "Replay":
    from ... import catalogue
    from ...core.course import replay

    return replay(log, catalogue.protocol(), until, since)


def _day(context: Context, date: dt.date) -> str:
    from ...render.phrases import dates

    return dates.day(context.words, date)


def write_json(value: object, indent: int | None = None) -> None:
    """Write one value for machines, in signs that steer no terminal and fit every encoding."""
    text = json.dumps(value, allow_nan=False, indent=indent).replace("\x7f", "\\u007f")
    sys.stdout.write(text + "\n")
