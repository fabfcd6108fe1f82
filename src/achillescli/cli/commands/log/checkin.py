"""Whether anything is new since the last time: one prompt in six lines."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

import typer

from ....core import course
from ....core.assessment.triage import ROW
from ....core.questionnaire.checkin_lines import LINES
from ....core.state import Referral
from ....core.views.outlook import Outlook
from ....errors import UsageError
from ...context import Context
from ...inputs import refused
from ...inputs.options import Options, date_and_note
from ...journal import danger
from ...journal.logbook import Logbook
from ...journal.signs import ask_signs
from ...prompts import lone

if TYPE_CHECKING:
    from ....render.terminal.screen import Screen


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
        if context.asks:
            book.repeat_emergency()
        ask(book, day, chosen, text)
        book.tell()


def ask(
    book: Logbook,
    date: dt.date,
    lines: Collection[int] | None = None,
    note: str | None = None,
    *,
    optional: bool = False,
) -> None:
    """Ask what is new, store each yes, then the check-in itself unless a danger ended it.

    A sign that is not named is not answered no: a check-in takes nothing back. Lines, from 0,
    that are known already are not asked for. When it is optional, Enter leaves it out.
    """
    if lines is None:
        words = book.context.words
        asked, explain = words.find("checkin.lines"), words("checkin.explain")
        question = lone.some_of if optional else lone.any_of
        lines = question(book.context, "checkin.ask", asked, explain)
    if lines is None:
        return
    kept = ask_signs(book, date, {sign for line in lines for sign in LINES[line]}, only_yes=True)
    if kept is None:
        return
    book.add("checkin", date, note)
    if not kept and _yes_stands(book.after):
        book.context.remark(book.context.words("checkin.kept"))


def warn_of(context: Context, lines: Collection[int]) -> None:
    """Say what lines can mean that take help now or today, on a line that is refused."""
    words, texts = context.words, []
    said: dict[str, bool] = {}
    for line in lines:
        signs = dict.fromkeys(LINES[line], True)
        made = danger.entry_of(context, {"kind": "flag", "date": context.today, **signs})
        row, *_ = course.standing([made] if made else [], context.today).ranked
        if ROW[row].referral >= Referral.SAME_DAY:
            what, todo = words.find("checkin.lines")[line], words(f"triage.{row}.todo")
            texts.append(words("checkin.means", n=line + 1, what=what, todo=todo))
            said |= signs

    def tell(screen: "Screen") -> None:
        for text in texts:
            screen.say(text, "bold")

    if said:
        context.warn(tell)
        refused.tell_unsaved(context, "lines", said)


def _yes_stands(plan: Outlook) -> bool:
    """Whether a yes to a sign still counts."""
    rests = plan.today is not None and plan.today.rest
    return rests or any(ROW[row].flags for row in plan.rows)


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
