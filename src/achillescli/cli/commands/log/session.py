"""A loading session, and the questions after one that hurt."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import typer

from .... import catalogue
from ....core.log.entries import Session
from ....core.views.outlook import outlook
from ....errors import UsageError
from ...context import Context
from ...inputs import amounts, spoken
from ...inputs.options import NUMBERS, Options, date_and_note, one_score, optional_score
from ...journal.logbook import Logbook
from ...journal.signs import after_pain
from ...prompts import lone

NOON = 12


def add(log: typer.Typer, context: Context) -> None:
    """Add `session` and its short forms `am` and `pm`."""
    options = Options(context.words, "help/log")
    which = options.value("slot", metavar="am|pm")
    _session(log, context, options, "session", which)
    for name in ("am", "pm"):
        _session(log, context, options, name, typer.Option(name, "--slot", hidden=True))


def _session(log: typer.Typer, context: Context, options: Options, name: str, which: Any) -> None:
    numbers, pain_option, later = (
        options.words("pain"),
        options.value("pain"),
        options.value("after"),
    )
    whole_day = options.value("daily")
    part, snapped = options.switch("partial"), options.switch("sharp")
    done = [options.value(word) for word in ("sets", "reps")]
    carried, step = options.value("load", metavar="KG"), options.value("level", metavar="LEVEL")

    @log.command(name, help=options.help(name), context_settings=NUMBERS)
    def session(  # noqa: PLR0913
        parser: typer.Context,
        given: list[str] | None = numbers,
        *,
        pain: str | None = pain_option,
        after: str | None = later,
        daily: str | None = whole_day,
        slot: str | None = which,
        partial: bool = part,
        sharp: bool = snapped,
        sets: str | None = done[0],
        reps: str | None = done[1],
        load: str | None = carried,
        level: str | None = step,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        score, rest = one_score(parser, given, pain), optional_score(after, "--after")
        living, work = optional_score(daily, "--daily"), _work(sets, reps, load, level)
        if slot not in (None, "am", "pm"):
            raise UsageError("log.error.slot")
        if name not in ("session", slot):
            raise UsageError("log.error.other_slot", name=name)
        day, text = date_and_note(context, date, note)
        book = Logbook(context, day, date)
        slot = slot or _slot(book, day)
        if score is None and context.asks and not sharp:
            book.repeat_emergency()
            score = lone.score(context, "session")
        fields = {"pain": score, "after": rest, "done": work or None, "stopped": sharp or None}
        fields["completed"] = False if partial or sharp else None
        evening = None if living is None else {"kind": "evening", "daily_pain": living}
        entry = book.add("session", day, text, beside=evening, slot=slot, **fields)
        after_pain(book, entry)
        book.tell()


def _level(text: str) -> str:
    if text.upper() not in spoken.LEVELS:
        raise UsageError("log.error.level")
    return text.upper()


_DONE: dict[str, Callable[[str], object]] = {
    "sets": lambda text: amounts.whole(text, "--sets", 1000),
    "reps": lambda text: amounts.whole(text, "--reps", 1000),
    "load_kg": lambda text: amounts.decimal(amounts.bare(text, "load_kg"), "--load", 200),
    "level": _level,
}


def _work(*given: str | None) -> dict[str, object]:
    """Return what was done other than prescribed."""
    return {
        name: read(text)
        for (name, read), text in zip(_DONE.items(), given, strict=True)
        if text is not None
    }


def _slot(book: Logbook, date: dt.date) -> str:
    """Return the slot that a session without one most likely had.

    Raises:
        UsageError: both sessions of the date are there already.
    """
    context = book.context
    taken = {entry.slot for entry in book.of_date(date) if isinstance(entry, Session)}
    if taken == {"am", "pm"}:
        raise UsageError("log.error.both_slots")
    if not taken and len(only := _planned_slots(book, date)) == 1:
        return only[0]
    if date != context.today:
        return _free(taken)
    morning = context.now.date() == date and context.now.hour < NOON
    return "am" if morning else _free(taken, ("pm", "am"))


def _planned_slots(book: Logbook, date: dt.date) -> list[str]:
    """Return the slots that the rules give for a date; none when they cannot be known."""
    if book.damaged:
        return []
    today = date == book.context.today
    state = book.before.today if today else outlook(book.log, catalogue.protocol(), date).today
    return [session.slot for session in state.sessions] if state else []


def _free(taken: Iterable[str], order: tuple[str, str] = ("am", "pm")) -> str:
    return next(slot for slot in order if slot not in taken)
