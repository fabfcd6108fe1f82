"""The short entries of a day: morning, evening, painkiller, pause, note."""

import typer

from ....errors import UsageError
from ...context import Here
from ...inputs import amounts as typed
from ...inputs import dates as when
from ...inputs.options import NUMBERS, Options, one_score, scored, told
from ...journal.logbook import Book
from ...prompts import lone as log_ask


def add(log: typer.Typer, here: Here) -> None:
    """Add the commands."""
    options = Options(here.words, "help/log")
    _morning(log, here, options)
    _evening(log, here, options)
    _plain(log, here, options)
    _pause(log, here, options)


def _morning(log: typer.Typer, here: Here, options: Options) -> None:
    numbers, pain_option = options.words("PAIN"), options.value("pain")
    stiff = options.value("stiffness", metavar="MIN")

    @log.command("morning", help=options.help("morning"), context_settings=NUMBERS)
    def morning(
        context: typer.Context,
        given: list[str] | None = numbers,
        *,
        pain: str | None = pain_option,
        stiffness: str | None = stiff,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        score = one_score(context, given, pain)
        minutes = None if stiffness is None else typed.whole(stiffness, "--stiffness", 1440)
        day, text = told(here, date, note)
        if score is None:
            score = _asked_morning(here)
        book = Book(here, day, date)
        book.add("morning", day, text, pain=score, stiffness_min=minutes)
        book.tell()


def _asked_morning(here: Here) -> int | None:
    if not here.asks:
        raise UsageError("log.error.morning")
    return log_ask.score(here, "morning", optional=False)


def _evening(log: typer.Typer, here: Here, options: Options) -> None:
    later, whole_day = options.value("after"), options.value("daily")

    @log.command("evening", help=options.help("evening"))
    def evening(
        *,
        after: str | None = later,
        daily: str | None = whole_day,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        scores = scored(after, "--after"), scored(daily, "--daily")
        day, text = told(here, date, note)
        if scores == (None, None) and here.asks:
            scores = log_ask.score(here, "after"), log_ask.score(here, "daily")
        if scores == (None, None):
            raise UsageError("log.error.evening")
        book = Book(here, day, date)
        book.add("evening", day, text, after=scores[0], daily_pain=scores[1])
        book.tell()


def _plain(log: typer.Typer, here: Here, options: Options) -> None:
    said = typer.Argument(metavar="TEXT", show_default=False, hidden=True)

    @log.command("painkiller", help=options.help("painkiller"))
    def painkiller(*, date: str | None = options.date, note: str | None = options.note) -> None:
        day, text = told(here, date, note)
        book = Book(here, day, date)
        book.add("painkiller", day, text)
        book.tell()

    @log.command("note", help=options.help("note"))
    def note(text: list[str] = said, *, date: str | None = options.date) -> None:
        day, words = told(here, date, " ".join(text))
        Book(here, day, date).add("note", day, text=words)


def _pause(log: typer.Typer, here: Here, options: Options) -> None:
    first = typer.Argument(metavar="FROM", show_default=False, hidden=True)
    last = typer.Argument(metavar="UNTIL", show_default=False, hidden=True)
    why = options.value("reason", metavar="ill|travel|other")

    @log.command("pause", help=options.help("pause"), context_settings=NUMBERS)
    def pause(
        since: str = first,
        until: str = last,
        *,
        reason: str | None = why,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        if reason not in ("ill", "travel", "other"):
            raise UsageError("log.error.reason")
        day, text = told(here, date, note)
        start = when.day(here, since, future=True)
        end = when.day(here, until, future=True, since=start)
        if end < start:
            raise UsageError("log.error.until_before_from")
        book = Book(here, day, date)
        book.add("pause", day, text, **{"from": start}, until=end, reason=reason)
        book.tell()
