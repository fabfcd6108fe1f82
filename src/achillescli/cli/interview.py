"""The questionnaire on a terminal: one question after the other, back and forth."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from . import ask, ask_value
from .here import Here
from .questions import QUESTIONS, Given, Question, Situation, asked, is_screening, upcoming
from .template import asked as in_words
from .template import sources

Replies = dict[str, dict[str, Any]]
"""What each question filled, by the question's name and in the order of asking."""

Triage = Callable[[Given], bool]


def merged(replies: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return every answer by its dotted name."""
    return {field: value for reply in replies.values() for field, value in reply.items()}


def converse(here: Here, replies: Replies, *, blocks: Triage, danger: Triage) -> bool:
    """Ask what is open, and keep the replies; return whether a sign of danger ended it.

    Raises:
        KeyboardInterrupt: the user stopped; the replies so far stand.
    """
    while True:
        now = Situation(merged(replies), here.today, blocks)
        question = upcoming(replies, now)
        if question is None:
            return False
        try:
            replies[question.name] = _reply(here, question, asked(question, now))
        except ask.Back:
            _back(here, replies)
            continue
        if is_screening(question) and danger(merged(replies)):
            return True


def _back(here: Here, replies: Replies) -> None:
    if replies:
        replies.popitem()
    else:
        sys.stderr.write(here.words("ask.first") + "\n")


def _reply(here: Here, question: Question, fields: tuple[str, ...]) -> dict[str, Any]:
    """Return what one prompt fills; an answer that was skipped is left out."""
    text = here.words(f"questions.{question.name}.ask")
    why = here.words(f"questions.{question.name}.explain") + " " + sources(here.words, fields)
    found = _ASK[question.kind](here, question, fields, text, why)
    return {field: value for field, value in found.items() if value is not None}


def _marks(
    here: Here, _: Question, fields: tuple[str, ...], text: str, why: str
) -> dict[str, object]:
    chosen = ask.any_of(here, text, [in_words(here.words, field) for field in fields], explain=why)
    return {field: number in chosen for number, field in enumerate(fields)}


def _ever(
    here: Here, question: Question, fields: tuple[str, ...], text: str, why: str
) -> dict[str, object]:
    """Return no for what was not named; the dates of the others are asked next."""
    marks = _marks(here, question, fields, text, why)
    return {field: marked or None and marked for field, marked in marks.items() if not marked}


def _spa(
    here: Here, question: Question, fields: tuple[str, ...], text: str, why: str
) -> dict[str, object]:
    options = [here.words(f"questions.spa.value.{value}") for value in question.values]
    chosen = ask.any_of(here, text, options, explain=why)
    return {fields[0]: [question.values[number] for number in chosen]}


def _one(
    here: Here, question: Question, fields: tuple[str, ...], text: str, why: str
) -> dict[str, object]:
    options = [here.words(f"questions.{question.name}.value.{value}") for value in question.values]
    return {fields[0]: question.values[ask.one_of(here, text, options, explain=why)]}


def _score(
    here: Here, _: Question, fields: tuple[str, ...], text: str, why: str
) -> dict[str, object]:
    return {fields[0]: ask.score(here, text, explain=why)}


def _number(
    here: Here, question: Question, fields: tuple[str, ...], text: str, why: str
) -> dict[str, object]:
    return {
        fields[0]: ask_value.number(
            here,
            text,
            question.low,
            question.high,
            decimals=question.kind == "number",
            explain=why,
            optional=question.optional,
        )
    }


def _pair(
    here: Here, question: Question, fields: tuple[str, ...], text: str, why: str
) -> dict[str, object]:
    decimals = fields[0].endswith("_cm")
    left, right = ask_value.pair(here, text, question.high, decimals=decimals, explain=why)
    return {fields[0]: left, fields[1]: right}


def _day(
    here: Here, question: Question, fields: tuple[str, ...], text: str, why: str
) -> dict[str, object]:
    found = ask_value.day(
        here, text, explain=why, optional=question.optional, never=question.never
    )
    never_run = found is False and not is_screening(question)
    return {fields[0]: None if never_run else found}


def _start_test(
    here: Here, _: Question, fields: tuple[str, ...], text: str, why: str
) -> dict[str, object]:
    return {fields[0]: ask_value.start_test(here, text, explain=why)}


_ASK: dict[str, Callable[[Here, Question, tuple[str, ...], str, str], dict[str, object]]] = {
    "signs": _marks,
    "marks": _marks,
    "ever": _ever,
    "spa": _spa,
    "one": _one,
    "score": _score,
    "count": _number,
    "number": _number,
    "pair": _pair,
    "day": _day,
    "start_test": _start_test,
}


def kept(draft: Mapping[str, Any], *, today: bool) -> Replies:
    """Return the replies of a draft; warning signs of another day are asked again."""
    replies = draft.get("replies")
    if not isinstance(replies, dict):
        return {}
    return {
        question.name: replies[question.name]
        for question in QUESTIONS
        if _fits(question, replies.get(question.name)) and (today or not is_screening(question))
    }


_TYPES: dict[str, tuple[type, ...]] = {}


def _fits(question: Question, reply: object) -> bool:
    return isinstance(reply, dict) and set(reply) <= set(question.fields)
