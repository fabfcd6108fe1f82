"""The short entries of a day: morning, evening, painkiller, pause, note."""

import typer

from ..errors import UsageError
from . import ask, typed, when
from .book import Book
from .here import Here
from .options import NUMBERS, Options, one_score, scored, told


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
    def morning(  # noqa: PLR0913
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
            score = asked_score(here, "morning", "log.error.morning")
        book = Book(here)
        book.add("morning", day, text, pain=score, stiffness_min=minutes)
        book.tell()


def asked_score(here: Here, question: str, refused: str) -> int | None:
    """Return a score that is asked for on a terminal.

    Raises:
        UsageError: nobody can answer.
    """
    if not here.asks:
        raise UsageError(refused)
    return ask.score(here, here.words(f"log.ask.{question}"))


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
            scores = asked_evening(here)
        if scores == (None, None):
            raise UsageError("log.error.evening")
        book = Book(here)
        book.add("evening", day, text, after=scores[0], daily_pain=scores[1])
        book.tell()


def asked_evening(here: Here) -> tuple[int | None, int | None]:
    """Return the two scores of an evening as they are answered on a terminal."""
    after = ask.score(here, here.words("log.ask.after"), optional=True)
    return after, ask.score(here, here.words("log.ask.daily"), optional=True)


def _plain(log: typer.Typer, here: Here, options: Options) -> None:
    said = typer.Argument(metavar="TEXT", show_default=False)

    @log.command("painkiller", help=options.help("painkiller"))
    def painkiller(*, date: str | None = options.date, note: str | None = options.note) -> None:
        day, text = told(here, date, note)
        book = Book(here)
        book.add("painkiller", day, text)
        book.tell()

    @log.command("note", help=options.help("note"))
    def note(text: str = said, *, date: str | None = options.date) -> None:
        day, words = told(here, date, text)
        Book(here).add("note", day, text=words)


def _pause(log: typer.Typer, here: Here, options: Options) -> None:
    first = typer.Argument(metavar="FROM", show_default=False)
    last = typer.Argument(metavar="UNTIL", show_default=False)
    why = options.value("reason", metavar="ill|travel|other")

    @log.command("pause", help=options.help("pause"), context_settings=NUMBERS)
    def pause(  # noqa: PLR0913
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
        book = Book(here)
        book.add("pause", day, text, **{"from": start}, until=end, reason=reason)
        book.tell()
