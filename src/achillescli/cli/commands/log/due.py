"""What of the day is not logged yet, asked on a terminal."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ....core.log.diary import DAY
from ....core.log.entries import Entry, Morning, Painkiller, Run, Session
from ....core.state import Referral
from ....core.views.own_activities import followed_activities
from ....core.views.sessions import pause_end
from ...context import Context
from ...journal.logbook import Logbook
from ...journal.signs import after_pain
from ...names import no_part
from ...prompts import lone
from . import checkin, own, scores, training
from .session import NOON

EVENING = 17
_MORE = {"painkiller": Painkiller, "run": Run}
"""What else may have been, in the order in which it is offered."""


class Open(NamedTuple):
    """A part of a day that is not logged: what it is, and the date."""

    what: str
    date: dt.date


def ask(context: Context) -> None:
    """Ask for everything that is open, and say what the answers change.

    A danger ends the questions, and so does an answer for a day that began among them.

    Raises:
        UsageError: nobody can answer.
    """
    book = Logbook(context, context.today)
    book.repeat_emergency(least=Referral.DOCTOR_FIRST)
    if not context.asks:
        raise no_part()
    begun, found, asked = context.today, len(book.journal), False
    with book.asking():
        for part in parts(book):
            asked = True
            _put(book, part, "" if part.date == begun else "yesterday.")
            if book.is_urgent or book.is_of_new_day:
                break
    if len(book.journal) > found or not book.is_saved:
        book.tell()
    else:
        book.out.say(context.words("log.left_out" if asked else "log.nothing_due"))


def parts(book: Logbook) -> Iterator[Open]:
    """Yield what is open, one after the other: what is answered may open the next, or close it."""
    today, hour = book.context.today, _hour(book.context)
    if not any(isinstance(entry, Morning) for entry in book.of_date(today)):
        yield Open("morning", today)
    if hour < NOON:
        yield from _of_yesterday(book, today - DAY)
    yield from _sessions(book, today, ("am", "pm") if hour >= NOON else ("am",))
    if hour >= EVENING:
        yield from _evening(book, today)
    # The questions after too much pain are a check-in too.
    if not book.damaged and (state := book.after.today) and state.checkin_due:
        yield Open("checkin", today)
    if any(one.is_due(today) for one in followed_activities(book.log)):
        yield Open("own", today)


def _hour(context: Context) -> int:
    """Return the hour of the clock; after midnight the day is not over yet."""
    return 24 if context.now.date() > context.today else context.now.hour


def _of_yesterday(book: Logbook, date: dt.date) -> Iterator[Open]:
    """Yield the sessions that are missing, and where one is also an evening that is."""
    missing = False
    for part in _sessions(book, date, ("am", "pm")):
        missing = True
        yield part
    if missing and not _known(book.of_date(date), "after", "daily_pain"):
        yield from _evening(book, date)


def _sessions(book: Logbook, date: dt.date, slots: Iterable[str]) -> Iterator[Open]:
    """Yield the sessions that a date gave and that are not there."""
    given = _slots(book, date)
    for slot in slots:
        there = {e.slot for e in book.of_date(date) if isinstance(e, Session)}
        if slot in given and slot not in there:
            yield Open(slot, date)


def _slots(book: Logbook, date: dt.date) -> list[str]:
    """Return the slots of a date outside a pause; before noon as the morning score leaves them."""
    if book.damaged or pause_end(book.log, date):
        return []
    if date < book.context.today:
        state = book.state_yesterday()
    else:
        state = (book.after if _hour(book.context) < NOON else book.before).today
    return [session.slot for session in state.sessions] if state else []


def _evening(book: Logbook, date: dt.date) -> Iterator[Open]:
    if _open_scores(book, date):
        yield Open("evening", date)
    if _open_more(book, date):
        yield Open("more", date)


def _open_scores(book: Logbook, date: dt.date) -> list[str]:
    """Return the scores of the evening that are not known; without a session none is after it."""
    entries = book.of_date(date)
    trained = any(isinstance(entry, Session) for entry in entries)
    asked = ("after", "daily_pain") if trained else ("daily_pain",)
    return [field for field in asked if not _known(entries, field)]


def _open_more(book: Logbook, date: dt.date) -> list[str]:
    there = tuple(type(entry) for entry in book.of_date(date))
    return [name for name, kind in _MORE.items() if kind not in there]


def _known(entries: Iterable[Entry], *fields: str) -> bool:
    return any(getattr(entry, field, None) is not None for entry in entries for field in fields)


def _put(book: Logbook, part: Open, before: str) -> None:
    """Ask for one part and store the answer; ``before`` begins the names of its questions."""
    what, date = part
    context, name = book.context, before + what
    match what:
        case "morning":
            if (score := lone.score(context, name)) is not None:
                book.add("morning", date, pain=score)
        case "am" | "pm":
            if (score := lone.score(context, name)) is not None:
                after_pain(book, book.add("session", date, slot=what, pain=score))
        case "evening":
            scores.ask_evening(book, date, _open_scores(book, date), before=before)
        case "more":
            _more(book, date, name)
        case "own":
            own.ask_due(book, date)
        case _:
            checkin.ask(book, date, optional=True)


def _more(book: Logbook, date: dt.date, name: str) -> None:
    """Ask what else there was, and store it."""
    context, offered = book.context, _open_more(book, date)
    options = [context.words(f"log.more.{kind}") for kind in offered]
    explain = context.words("log.explain.more")
    chosen = lone.some_of(context, f"log.ask.{name}", options, explain) or ()
    for kind in (offered[place] for place in chosen):
        if kind == "run":
            training.keep_run(book, date)
        else:
            book.add(kind, date)
