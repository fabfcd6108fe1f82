"""Warning signs asked for on a terminal, each group stored as it is answered."""

import datetime as dt
import sys
from collections.abc import Collection, Sequence
from typing import Any, get_args

import typer

from ...core.assessment.standing import TAKEN_BACK_BY_NO
from ...core.assessment.triage import ROW
from ...core.log.entries import Assessment, Entry, Flag
from ...core.programme import stop
from ...errors import INTERRUPTED
from ..context import Context
from ..prompts import lone
from .logbook import Logbook


def after_pain(book: Logbook, entry: Entry) -> None:
    """Ask the warning signs on a terminal after too much pain; the book has said to stop."""
    if book.context.asks and stop.stops(entry):
        ask_after_pain(book, entry.date)


def ask_after_pain(book: Logbook, date: dt.date) -> None:
    """Ask on a terminal for the signs that follow too much pain; this counts as a check-in.

    Raises:
        Exit: the user stopped; what was logged before is kept, and said to be.
    """
    book.out.say(book.context.words("log.ask.signs"), "bold")
    if ask_signs(book, date, {sign for row in stop.ROWS for sign in ROW[row].flags}) is not None:
        book.add("checkin", date)


def ask_signs(
    book: Logbook,
    date: dt.date,
    signs: Collection[str],
    note: str | None = None,
    *,
    only_yes: bool = False,
) -> bool | None:
    """Ask for signs on a terminal in groups, and store each group as it is answered.

    Returns whether anything was stored; None when a sign that takes help now or today ended
    the questions before the last. What is not chosen is answered no, but for medicines and
    the list of spa, and where only a yes is stored.

    Raises:
        Exit: the user stopped; what was answered is stored, and said to be.
    """
    groups, stored = _groups(signs), False
    book.going_on = True
    for name, group in groups:
        answers: dict[str, Any] = {}
        interrupted = False
        try:
            _ask_group(book.context, name, group, answers)
        except KeyboardInterrupt:
            interrupted = True
        kept = {sign: answer for sign, answer in answers.items() if answer or not only_yes}
        if kept:
            keep(book, date, kept, None if stored else note)
            stored = True
        if interrupted:
            _leave(book)
        if book.is_urgent and name != groups[-1][0]:
            return None
    return stored


def _leave(book: Logbook) -> None:
    """Say what the answers change and what is still to be looked at, and end as Ctrl-C does."""
    sys.stderr.write("\n")
    book.tell()
    words = book.context.words
    if book.context.saved:
        book.out.say(words("log.kept"), "bold")
    book.out.say(words("log.flags_later"), "bold")
    raise typer.Exit(INTERRUPTED)


def keep(book: Logbook, date: dt.date, answers: dict[str, Any], note: str | None = None) -> None:
    """Store the answers, and say which earlier yes a no among them leaves standing."""
    entry = book.add("flag", date, note, **answers)
    refused = [name for name, answer in answers.items() if answer in (False, [])]
    refused = [name for name in refused if name not in TAKEN_BACK_BY_NO]
    if refused and not book.damaged:
        _say_what_stands(book, refused, entry)


def _say_what_stands(book: Logbook, names: Sequence[str], entry: Entry) -> None:
    """Say for signs that were answered no which yes stands, and what ends its rows."""
    from ...render.phrases.signs import sign_name

    words, earlier = book.context.words, [e for e in book.log if e.id != entry.id]
    ending: list[str] = []
    rows = book.after.rows
    for name in names:
        standing = [row for row in rows if name in ROW[row].flags]
        for said in filter(lambda e: standing and _yes(e, name), earlier):
            typed = sign_name(words, name)
            field = typed if isinstance(said, Flag) else f"red_flags.{typed}"
            book.out.say(words("log.stands", name=typed, id=said.id, field=field))
            ending += [row for row in standing if row not in ending]
    for row in ending:
        book.out.say(words(f"triage.{row}.ends"))


def _yes(entry: Entry, name: str) -> bool:
    """Whether an entry answers a sign with yes."""
    if isinstance(entry, Assessment) and entry.complete:
        return bool(getattr(entry.answers.red_flags, name))
    return isinstance(entry, Flag) and bool(getattr(entry, name))


def _groups(signs: Collection[str]) -> list[tuple[str, list[str]]]:
    """Return signs by the questions that ask for several at once, each with its name."""
    from ...core.questionnaire.questions import QUESTIONS, is_screening

    return [
        (question.name, group)
        for question in QUESTIONS
        if is_screening(question) and question.kind in ("signs", "ever", "spa")
        if (group := [name for name in map(_name, question.fields) if name in signs])
    ]


def _name(field: str) -> str:
    return field.partition(".")[2]


def _ask_group(context: Context, name: str, group: Sequence[str], answers: dict[str, Any]) -> None:
    """Ask for a group of signs, and put what was answered into ``answers``.

    A medicine that is not chosen stays as it was answered before, and so does the list of spa.
    """
    if name == "spa":
        _ask_spa(context, answers)
        return
    words = context.words
    signs = [words(f"flags.{sign}") for sign in group]
    explain = words(f"questions.{name}.explain")
    chosen = lone.any_of(context, f"log.ask.group.{name}", signs, explain)
    if name != "medicines":
        answers |= {sign: place in chosen for place, sign in enumerate(group)}
        return
    # Until its date is known, a medicine counts as had today.
    answers |= {group[place]: True for place in chosen}
    for medicine in tuple(answers):
        answers[medicine] = lone.last(context, medicine)


def _ask_spa(context: Context, answers: dict[str, Any]) -> None:
    from ...core.log.answers import Spa

    words, values = context.words, get_args(Spa)
    named = [words(f"questions.spa.value.{value}") for value in values]
    chosen = lone.any_of(context, "questions.spa.ask", named, words("questions.spa.explain"))
    if chosen:
        answers["spa"] = [values[place] for place in chosen]
