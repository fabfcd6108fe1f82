"""What is still to be logged now, asked on a terminal."""

from collections.abc import Callable, Iterator

from ....core.log.entries import Assessment, Entry, Morning, Session
from ....errors import UsageError
from ...context import Context
from ...journal.logbook import Logbook
from ...prompts import lone
from . import checkin, scores
from .session import NOON, kept_session

EVENING = 17
MOST = 3

Question = Callable[[Logbook], None]


def ask(context: Context) -> None:
    """Ask what is due, at most three prompts, and say what the answers change.

    Raises:
        UsageError: nobody can answer.
    """
    if not context.asks:
        raise UsageError("log.error.bare")
    book = Logbook(context, context.today)
    found = len(book.journal)
    with book.asking():
        for question in questions(book):
            if not book.is_urgent:
                question(book)
    if len(book.journal) > found or not book.is_saved:
        book.tell()
    else:
        book.out.say(context.words("log.nothing_due"))


def questions(book: Logbook) -> list[Question]:
    """Return the questions that are due now: at most three prompts."""
    return list(_due(book))[:MOST]


def _due(book: Logbook) -> Iterator[Question]:
    entries = book.of_date(book.context.today)
    late = book.context.now.date() > book.context.today
    hour = 24 if late else book.context.now.hour
    if not any(isinstance(entry, Morning) for entry in entries):
        yield _morning
    if _checkin_due(book):
        yield _checkin
    slot = _session_due(book, entries, hour)
    if slot:
        yield lambda book: _session(book, slot)
    if hour >= EVENING:
        if not _known(entries, "daily_pain"):
            yield _daily
        if _trained(entries) and not _known(entries, "after"):
            yield _after


def _session_due(book: Logbook, entries: list[Entry], hour: int) -> str | None:
    """Return the slot of the session of this half of today, if it is given and missing."""
    today = None if book.damaged else book.before.today
    if today is None:
        return None
    there = {entry.slot for entry in entries if isinstance(entry, Session)}
    slots = [session.slot for session in today.sessions]
    now = "pm" if hour >= NOON and "pm" in slots else "am"
    return now if now in slots and now not in there else None


def _checkin_due(book: Logbook) -> bool:
    today = None if book.damaged else book.before.today
    return today is not None and today.checkin_due


def _known(entries: list[Entry], field: str) -> bool:
    return any(getattr(entry, field, None) is not None for entry in entries)


def _trained(entries: list[Entry]) -> bool:
    return any(isinstance(entry, Session) for entry in entries)


def _morning(book: Logbook) -> None:
    day = book.context.today
    if any(_has_morning(entry) for entry in book.of_date(day)):
        book.context.remark(book.context.words("log.morning_again"))
    score = lone.score(book.context, "morning")
    if score is not None:
        book.add("morning", day, pain=score)


def _has_morning(entry: Entry) -> bool:
    """Whether an entry is a questionnaire that asked for the morning."""
    return isinstance(entry, Assessment) and entry.answers.complaint.morning_pain is not None


def _checkin(book: Logbook) -> None:
    checkin.ask(book, book.context.today)


def _session(book: Logbook, slot: str) -> None:
    day, score = book.context.today, lone.score(book.context, slot)
    if score is not None:
        kept_session(book, day, slot, pain=score)


def _after(book: Logbook) -> None:
    scores.ask_evening(book, book.context.today, "after")


def _daily(book: Logbook) -> None:
    scores.ask_evening(book, book.context.today, "daily_pain")
