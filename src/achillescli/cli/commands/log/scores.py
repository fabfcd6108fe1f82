"""The short entries of a day: morning, evening, painkiller, pause, note."""

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from ....errors import UsageError
from ...context import DASH, Context
from ...help import InWords
from ...inputs import amounts, dates, spoken
from ...inputs.options import (
    NUMBERS,
    Options,
    date_and_note,
    one_score,
    optional_score,
    refuse_unknown,
)
from ...inputs.piped import piped_bytes
from ...journal.logbook import Logbook
from ...names import not_one_of
from ...prompts import lone

REASONS = ("ill", "travel", "other")
"""Why days do not count as missed."""


def add(log: typer.Typer, context: Context) -> None:
    """Add the commands."""
    options = Options(context.words, "help/log")
    _morning(log, context, options)
    _evening(log, context, options)
    _plain(log, context, options)
    _pause(log, context, options)


def _morning(log: typer.Typer, context: Context, options: Options) -> None:
    numbers, pain_option = options.words("pain"), options.value("pain")
    stiff = options.value("stiffness", metavar="MIN")

    @log.command("morning", help=options.help("morning"), context_settings=NUMBERS)
    def morning(
        parser: typer.Context,
        given: list[str] | None = numbers,
        *,
        pain: str | None = pain_option,
        stiffness: str | None = stiff,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        score = one_score(parser, given, pain)
        minutes = None if stiffness is None else _stiffness(stiffness)
        day, text = date_and_note(context, date, note)
        if score is None and not context.asks:
            raise UsageError("log.error.morning")
        book = Logbook(context, day, date)
        if score is None:
            book.repeat_emergency()
            score = lone.score(context, "morning", optional=False)
        book.add("morning", day, text, pain=score, stiffness_min=minutes)
        book.tell()


def _stiffness(text: str) -> int:
    return amounts.whole(amounts.bare(text, "stiffness_min"), "--stiffness", 1440)


def _evening(log: typer.Typer, context: Context, options: Options) -> None:
    later, whole_day = options.value("after"), options.value("daily")

    @log.command("evening", help=options.help("evening"))
    def evening(
        *,
        after: str | None = later,
        daily: str | None = whole_day,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        scores = optional_score(after, "--after"), optional_score(daily, "--daily")
        day, text = date_and_note(context, date, note)
        if scores == (None, None) and not context.asks:
            raise UsageError("log.error.evening")
        book = Logbook(context, day, date)
        if scores != (None, None):
            book.add("evening", day, text, after=scores[0], daily_pain=scores[1])
        else:
            with book.asking():
                stored = ask_evening(book, day, _EVENING, text)
            if not stored:
                raise UsageError("log.error.evening")
        book.tell()


_EVENING = {"after": "after", "daily_pain": "daily"}
"""The scores of an evening by field, and how each is asked."""


def ask_evening(
    book: Logbook,
    day: dt.date,
    fields: Iterable[str],
    note: str | None = None,
    *,
    before: str = "",
) -> bool:
    """Ask for scores of the evening and store them as one entry; return whether there were any.

    ``before`` begins the names of the questions.

    Raises:
        KeyboardInterrupt: the user stopped; what was answered is stored.
    """
    known: dict[str, Any] = {}
    try:
        for field in fields:
            score = lone.score(book.context, before + _EVENING[field])
            if score is not None:
                known[field] = score
                book.settle(day)
    finally:
        if known:
            book.add("evening", day, note, **known)
    return bool(known)


def _plain(log: typer.Typer, context: Context, options: Options) -> None:
    said, for_physio = options.words("text"), options.switch("for-physio")

    @log.command("painkiller", help=options.help("painkiller"))
    def painkiller(*, date: str | None = options.date, note: str | None = options.note) -> None:
        day, text = date_and_note(context, date, note)
        book = Logbook(context, day, date)
        book.add("painkiller", day, text)
        book.tell()

    @log.command("note", cls=InWords, help=options.help("note"))
    def note(
        text: list[str] | None = said, *, physio: bool = for_physio, date: str | None = options.date
    ) -> None:
        day, _ = date_and_note(context, date, None)
        words = amounts.words(" ".join(text) if text and text != [DASH] else _words(context))
        Logbook(context, day, date).add("note", day, text=words, for_physio=physio or None)


def _words(context: Context) -> str:
    """Return words of the user's own from a terminal, or from what is piped in."""
    if context.asks:
        return lone.line(context, "note")
    said = b"" if sys.stdin.isatty() else piped_bytes(amounts.LONGEST * 4)
    if not said.strip():
        raise UsageError("log.error.note")
    return said.decode("utf-8-sig", "surrogateescape").rstrip("\r\n")


def _pause(log: typer.Typer, context: Context, options: Options) -> None:
    span = options.words("span")
    why = options.value("reason", metavar="|".join(REASONS))

    @log.command("pause", help=options.help("pause"), context_settings=NUMBERS)
    def pause(
        parser: typer.Context,
        given: list[str] | None = span,
        *,
        reason: str | None = why,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        start, end = _span(context, refuse_unknown(parser, given))
        if reason is None:
            raise UsageError("log.error.no_reason")
        known = spoken.choice(reason, REASONS)
        if known is None:
            raise not_one_of(spoken.choices(REASONS), reason, "--reason", "log.error.reason")
        day, text = date_and_note(context, date, note)
        book = Logbook(context, day, date)
        days: dict[str, Any] = {"from": start, "until": end}
        book.add("pause", day, text, **days, reason=known)
        book.tell()


def _span(context: Context, typed: Sequence[str]) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that words mean, each in one word or in several.

    Raises:
        UsageError: they are not two days, or the last one comes first.
    """
    parts = [(" ".join(typed[:n]), " ".join(typed[n:])) for n in range(1, len(typed))]
    found = [two for two in parts if all(dates.is_one(context, text) for text in two)]
    if len(found) != 1:
        whole = " ".join(typed)
        first = dates.day(context, whole, future=True) if dates.is_one(context, whole) else None
        first = first or context.today
        raise UsageError("log.error.pause", first=first, last=first + dt.timedelta(days=7))
    since, until = found[0]
    start = dates.day(context, since, future=True)
    end = dates.day(context, until, future=True, since=start)
    if end < start:
        raise UsageError("log.error.until_before_from")
    return start, end
