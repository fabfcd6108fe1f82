"""What a doctor or physiotherapist said about the warning signs that stand."""

import re
from collections.abc import Sequence

import typer

from ....core.assessment.triage import ROW
from ....errors import UsageError
from ...context import Context
from ...inputs import spoken
from ...inputs.options import Options, date_and_note
from ...journal.logbook import Logbook
from ...names import not_one_of
from ...prompts import lone

WHO = ("doctor", "physio")


def add(log: typer.Typer, context: Context) -> None:
    """Add `clearance`."""
    options = Options(context.words, "help/log")
    rows, who = options.words("rows"), options.value("by", metavar="doctor|physio")

    @log.command("clearance", help=options.help("clearance"))
    def clearance(
        given: list[str] | None = rows,
        *,
        by: str | None = who,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        known = spoken.choice(by or "", WHO)
        if by is not None and known is None:
            raise not_one_of(spoken.choices(WHO), by, "--by", "log.error.by")
        named = [_row(text) for text in given or ()]
        day, text = date_and_note(context, date, note)
        book = Logbook(context, named=date)
        if not named:
            named = _chosen_rows(book, by)
        if not named:
            return
        someone = known or _who(context)
        _refuse_physio(someone, named)
        open_ = {*book.before.rows}
        book.add("clearance", day, text, by=someone, rows=named)
        idle = [row for row in named if not open_ & {row, *ROW[row].covers}]
        still = [row for row in named if row in book.after.rows]
        for key, rows in (("idle", idle), ("still", still)):
            if rows and not book.damaged:
                book.out.say(context.words(f"log.clearance.{key}", rows=", ".join(rows)), "bold")
        book.tell()


def _row(text: str) -> str:
    if not re.fullmatch(r"[tT]\d\d", text, re.ASCII) or text.upper() not in ROW:
        raise UsageError("log.error.row")
    if not ROW[text.upper()].clearable:
        raise UsageError("log.error.not_clearable", row=text.upper())
    return text.upper()


def _refuse_physio(by: str, rows: Sequence[str]) -> None:
    doctors = [row for row in rows if not ROW[row].may_clear("physio")]
    if by == "physio" and doctors:
        raise UsageError("log.error.doctor", rows=", ".join(doctors))


def _who(context: Context) -> str:
    if not context.asks:
        raise UsageError("log.error.by")
    options = [context.words(f"log.value.{who}") for who in WHO]
    return WHO[lone.one_of(context, "by", options)]


def _chosen_rows(book: Logbook, by: str | None) -> list[str]:
    """Return the standing rows that are chosen on a terminal; elsewhere print them.

    Raises:
        StoreError: part of the log cannot be read.
        Exit: it was said who cleared something, but not what; the exit code is that of usage.
    """
    book.require_whole()
    words, rows = book.context.words, [row for row in book.before.rows if ROW[row].clearable]
    if not rows:
        book.out.say(words("log.clearance.none"))
        return []
    signs = [f"{words(f'triage.{row}.sign')} ({row})" for row in rows]
    if book.context.asks:
        chosen = lone.any_of(book.context, "log.clearance.ask", signs)
        return [rows[place] for place in chosen]
    book.out.say(words("log.clearance.standing"))
    for row, sign in zip(rows, signs, strict=True):
        book.out.point(
            words("log.clearance.doctor", sign=sign) if not ROW[row].may_clear("physio") else sign
        )
    book.out.say(words("log.clearance.type", row=rows[0]))
    if by:
        raise typer.Exit(UsageError.exit_code)
    return []
