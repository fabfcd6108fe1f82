"""Warning signs that were seen, or asked for."""

import datetime as dt
import sys
from collections.abc import Collection, Sequence
from typing import Any

import typer

from .... import catalogue
from ....core.assessment.standing import TAKEN_BACK_BY_NO
from ....core.assessment.triage import ROW
from ....core.log.answers import RED_FLAGS, RedFlags
from ....core.log.entries import Assessment, Entry, Flag
from ....core.programme import stop
from ....core.views.outlook import outlook
from ....errors import UsageError
from ...context import Context
from ...inputs import assignments
from ...inputs.options import Options, date_and_note
from ...journal.logbook import Logbook
from ...prompts import lone

INTERRUPTED = 130
"""The exit code after Ctrl-C."""


def add(log: typer.Typer, context: Context) -> None:
    """Add `flag`."""
    options = Options(context.words, "help/log")
    signs = options.words("signs")

    @log.command("flag", help=options.help("flag"))
    def flag(
        given: list[str] | None = signs,
        *,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        day, text = date_and_note(context, date, note)
        answers = typed_answers(context, given or (), day)
        if not answers and not context.asks:
            raise UsageError("log.error.flag")
        book = Logbook(context, day, date)
        _keep(book, day, answers or red_flag_answers(context, RED_FLAGS, day), text)
        book.tell()


def typed_answers(context: Context, given: Sequence[str], date: dt.date) -> dict[str, Any]:
    """Return the answers that stand on the line as sign=answer.

    Raises:
        UsageError: a sign is unknown, or given twice, or its answer cannot be read.
    """
    answers: dict[str, Any] = {}
    for name, text in map(assignments.pair, given):
        if name not in RED_FLAGS:
            raise UsageError("log.error.sign", near=assignments.nearest(name, RED_FLAGS))
        if name in answers:
            raise UsageError("log.error.twice", name=name)
        answers[name] = assignments.value(context, name, assignments.field(RedFlags, name), text)
        if isinstance(last := answers[name], dt.date) and last > date:
            raise UsageError("log.error.after_its_own", name=name)
    return answers


def ask_after_pain(book: Logbook, date: dt.date) -> None:
    """Ask on a terminal for the signs that follow too much pain; store the answers as a check-in.

    Raises:
        Exit: the user stopped; what was logged before is kept, and said to be.
    """
    signs = {sign for row in stop.ROWS for sign in ROW[row].flags}
    book.out.say(book.context.words("log.ask.signs"), "bold")
    try:
        answers = red_flag_answers(book.context, signs, date)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        book.out.say(book.context.words("log.flags_later"), "bold")
        raise typer.Exit(INTERRUPTED) from None
    _keep(book, date, answers)
    book.add("checkin", date)


def _keep(book: Logbook, date: dt.date, answers: dict[str, Any], note: str | None = None) -> None:
    """Store the answers, and say which earlier yes a no among them leaves standing."""
    entry = book.add("flag", date, **answers, note=note)
    refused = [name for name, answer in answers.items() if answer in (False, [])]
    refused = [name for name in refused if name not in TAKEN_BACK_BY_NO]
    if refused and not book.damaged:
        _say_what_stands(book, refused, entry)


def _say_what_stands(book: Logbook, names: Sequence[str], entry: Entry) -> None:
    """Say for signs that were answered no which yes stands, and what ends its rows."""
    words, earlier = book.context.words, [e for e in book.log if e.id != entry.id]
    ending: list[str] = []
    rows = outlook(book.log, catalogue.protocol(), book.context.today).rows
    for name in names:
        standing = [row for row in rows if name in ROW[row].flags]
        for said in filter(lambda e: standing and _yes(e, name), earlier):
            field = name if isinstance(said, Flag) else f"red_flags.{name}"
            book.out.say(words("log.stands", name=name, id=said.id, field=field))
            ending += [row for row in standing if row not in ending]
    for row in ending:
        book.out.say(words(f"triage.{row}.ends"))


def _yes(entry: Entry, name: str) -> bool:
    """Whether an entry answers a sign with yes."""
    if isinstance(entry, Assessment) and entry.complete:
        return bool(getattr(entry.answers.red_flags, name))
    return isinstance(entry, Flag) and bool(getattr(entry, name))


def red_flag_answers(context: Context, signs: Collection[str], date: dt.date) -> dict[str, Any]:
    """Return the answers to these signs, asked on a terminal in groups.

    What is not chosen is answered no; a medicine that is not chosen stays as it was answered
    before, and so does the list of spa.
    """
    from ....core.questionnaire.questions import QUESTIONS, is_screening

    answers: dict[str, Any] = {}
    for question in filter(is_screening, QUESTIONS):
        names = [f.partition(".")[2] for f in question.fields]
        group = [name for name in names if name in signs]
        if group and question.kind in ("signs", "ever"):
            answers |= _group(context, question.name, group, date)
        elif group and question.kind == "spa":
            answers |= _spa(context, question.values)
    return answers


def _group(context: Context, name: str, group: Sequence[str], date: dt.date) -> dict[str, Any]:
    words = context.words
    signs = [words(f"flags.{sign}") for sign in group]
    explain = words(f"questions.{name}.explain")
    chosen = lone.any_of(context, f"log.ask.group.{name}", signs, explain)
    if name != "medicines":
        return {sign: place in chosen for place, sign in enumerate(group)}
    return {group[place]: _last(context, group[place], date) for place in chosen}


def _last(context: Context, medicine: str, date: dt.date) -> object:
    """Return when a medicine was last, no later than the entry's date."""
    last = lone.last(context, medicine)
    return min(last, date) if isinstance(last, dt.date) else last


def _spa(context: Context, values: Sequence[str]) -> dict[str, Any]:
    words = context.words
    named = [words(f"questions.spa.value.{value}") for value in values]
    chosen = lone.any_of(context, "questions.spa.ask", named, words("questions.spa.explain"))
    return {"spa": [values[place] for place in chosen]} if chosen else {}
