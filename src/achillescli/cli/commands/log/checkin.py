"""Whether anything is new since the last time: one prompt in six lines."""

import datetime as dt
from collections.abc import Collection

import typer

from ....core.questionnaire.checkin_lines import LINES
from ....errors import UsageError
from ...context import Context
from ...inputs.options import Options, date_and_note
from ...journal.logbook import Logbook
from ...prompts import lone
from .signs import red_flag_answers


def add(log: typer.Typer, context: Context) -> None:
    """Add `checkin`."""
    options = Options(context.words, "help/log")
    numbers = options.words("numbers")

    @log.command("checkin", help=options.help("checkin"))
    def checkin(
        given: list[str] | None = numbers,
        *,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        day, text = date_and_note(context, date, note)
        chosen = _typed_lines(given) if given else None
        if chosen != set() and not context.asks:
            raise UsageError("checkin.error.unasked")
        book = Logbook(context, day, date)
        if chosen is None:
            chosen = asked_lines(context)
        kept(book, day, chosen, text)
        book.tell()


def asked_lines(context: Context) -> set[int]:
    """Return the lines, from 0, in which something is new; asked on a terminal."""
    words = context.words
    lines = words.find("checkin.lines")
    return set(lone.any_of(context, "checkin.ask", lines, words("checkin.explain")))


def kept(book: Logbook, date: dt.date, lines: Collection[int], note: str | None = None) -> None:
    """Ask for the signs of the lines, store each yes among them, then the check-in itself.

    A sign that is not named is not answered no: a check-in takes nothing back.
    """
    signs = {sign for line in lines for sign in LINES[line]}
    answers = red_flag_answers(book.context, signs, date) if signs else {}
    named = {sign: answer for sign, answer in answers.items() if answer}
    if named:
        book.add("flag", date, **named)
    book.add("checkin", date, note=note)
    if not named:
        book.out.say(book.context.words("checkin.kept"))


def _typed_lines(given: Collection[str]) -> set[int]:
    """Return the lines, from 0, that stand on the line as numbers; 0 alone means none.

    Raises:
        UsageError: there is no such line.
    """
    numbers = {str(number): number - 1 for number in range(1, len(LINES) + 1)}
    if list(given) == ["0"]:
        return set()
    if not set(given) <= numbers.keys():
        raise UsageError("checkin.error.number")
    return {numbers[text] for text in given}
