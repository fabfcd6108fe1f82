"""Warning signs that were seen, or asked for."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import typer

from ....core.log.answers import RED_FLAGS, RedFlags
from ....errors import UsageError
from ...context import Context
from ...inputs import assignments, heard, refused, spoken
from ...inputs.options import Options, date_and_note
from ...journal.logbook import Logbook
from ...journal.signs import ask_signs, keep


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
        told = {name: answer for name, answer in answers.items() if answer is not None}
        asked = [name for name in answers or RED_FLAGS if name not in told]
        if asked and not context.asks:
            raise _answer_error(context, asked[0] if answers else None)
        book = Logbook(context, day, date)
        if told:
            keep(book, day, told, text)
        if asked:
            book.repeat_emergency()
            ask_signs(book, day, asked, None if told else text)
        book.tell()


def _answer_error(context: Context, name: str | None) -> UsageError:
    """Return that a sign has no answer, or that none is named, where nobody can be asked."""
    if name is None:
        return UsageError("log.error.flag")
    named, *_ = context.words.find(f"parser.sign.{name}")
    if (field := assignments.field(RedFlags, name)).takes == "list":
        return assignments.value_error(context, named, field)
    return UsageError("log.error.unanswered", name=named)


def warn_of(context: Context, given: Sequence[str]) -> None:
    """Say what the signs mean that can be read on a line that is refused; a name alone is a yes.

    A yes counts, whatever else the line says of its sign.
    """
    answers: dict[str, Any] = {}
    given = [word.removeprefix("answers.").removeprefix("red_flags.") for word in given]
    whole = [*assignments.texts(given)]
    for text in (*given, *whole):
        told = text if "=" in text else f"{text}=yes"
        try:
            said = typed_answers(context, [told], context.today)
        except UsageError:
            is_read = text in whole and (told == text or len(whole) == 1)
            said = dict.fromkeys(heard.signs(told) if is_read else (), True)
            said = said or _answered_otherwise(told)
        answers |= {name: answer for name, answer in said.items() if answer or name not in answers}
    words = " ".join(text for text in given if "=" not in text)
    answers |= dict.fromkeys(heard.named(words, asked=True), True)
    if any(answers.values()):
        book = Logbook(context, context.today)
        book.warn({"kind": "flag", "date": context.today, **answers})
        if book.told:
            refused.tell_unsaved(context, "signs", answers)


def _answered_otherwise(told: str) -> dict[str, Any]:
    """Return the sign of which the answer is neither a yes nor a no that can be read."""
    typed, _, answer = told.partition("=")
    name = spoken.sign(typed.strip())
    if name not in RED_FLAGS or not answer.strip() or heard.is_no(answer):
        return {}
    return {name: heard.spa(answer) if name == "spa" else True}


def hear(context: Context, text: str) -> None:
    """Say what the signs mean that are named where they were not asked for."""
    if found := heard.named(text):
        warn_of(context, [f"{name}=yes" for name in found])


def typed_answers(context: Context, given: Sequence[str], date: dt.date) -> dict[str, Any]:
    """Return the answers that stand on the line as sign=answer; None for a sign alone.

    Raises:
        UsageError: a sign is unknown, or given twice, or its answer cannot be read.
    """
    answers: dict[str, Any] = {}
    for typed in assignments.texts(given):
        name, text = assignments.pair(typed if "=" in typed else f"{typed}=")
        if name not in RED_FLAGS:
            sign, _, answer = typed.rpartition(" ")
            if spoken.sign(sign) in RED_FLAGS and answer.lower() in refused.yes_and_no(context):
                raise _answer_error(context, spoken.sign(sign))
            meant = heard.signs(f"{name}=yes")
            if not meant:
                raise UsageError("log.error.no_sign")
            known = (context.words.find(f"parser.sign.{sign}")[0] for sign in meant)
            raise UsageError("log.error.sign", near=", ".join(known))
        if name in answers:
            raise UsageError("log.error.twice", name=name)
        answers[name] = None
        if "=" not in typed:
            continue
        answers[name] = assignments.value(context, name, assignments.field(RedFlags, name), text)
        if isinstance(last := answers[name], dt.date) and last > date:
            raise UsageError("log.error.after_its_own", name=name)
    return answers
