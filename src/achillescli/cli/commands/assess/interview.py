"""The questionnaire on a terminal: one question after the other, back and forth."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ....core.log.fields import SHORT_TEXT
from ....core.questionnaire.questions import (
    Given,
    Question,
    Situation,
    has_decimals,
    is_screening,
    open_fields,
    upcoming,
)
from ....errors import AchillesError
from ...context import Context
from ...prompts import ask, values
from . import previous
from .headings import header
from .template import field_label, sources

Replies = dict[str, dict[str, Any]]
"""What each question filled, by the question's name and in the order of asking."""

Triage = Callable[[Given], bool]


def all_answers(replies: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return every answer by its dotted name."""
    return {field: value for reply in replies.values() for field, value in reply.items()}


@dataclass(frozen=True)
class InterviewContext:
    """What a conversation needs from outside: earlier answers, the triage, a place for replies."""

    context: Context
    before: Given
    blocks: Triage
    danger: Triage
    keep: Callable[[], None]


def converse(sitting: InterviewContext, replies: Replies) -> bool:
    """Ask what is open, keeping each reply; return whether a sign of danger ended it.

    The warning signs are asked for whether the replies can be kept or not.

    Raises:
        KeyboardInterrupt: the user stopped; the replies so far stand.
        AchillesError: the warning signs were asked for, and nothing can be kept.
    """
    last: Question | None = None
    unkept: AchillesError | None = None
    while True:
        now = Situation(all_answers(replies), sitting.context.today, sitting.blocks)
        question = upcoming(replies, now)
        if unkept and not (question and is_screening(question)):
            raise unkept
        if question is None:
            return False
        context = sitting.context
        prompt = _PutQuestion(
            context,
            question,
            now,
            sitting.before,
            header(context.words, question, last),
        )
        last = question
        try:
            replies[question.name] = prompt.reply()
        except ask.Back:
            _back(sitting.context, replies)
            continue
        if is_screening(question) and sitting.danger(all_answers(replies)):
            return True
        unkept = _draft_error(sitting)


def _draft_error(sitting: InterviewContext) -> AchillesError | None:
    """Keep the replies, or return why they cannot be kept."""
    try:
        sitting.keep()
    except AchillesError as error:
        return error
    return None


def _back(context: Context, replies: Replies) -> None:
    if replies:
        replies.popitem()
    else:
        sys.stderr.write(context.words("ask.first") + "\n")


@dataclass(frozen=True)
class _PutQuestion:
    """One question as it is put now."""

    context: Context
    question: Question
    now: Situation
    before: Given
    header: str
    part: int | None = None
    """Which of the question's fields is asked for, when they are asked for one at a time."""

    @cached_property
    def fields(self) -> tuple[str, ...]:
        fields = open_fields(self.question, self.now)
        return fields if self.part is None else fields[self.part : self.part + 1]

    @cached_property
    def kept(self) -> dict[str, Any]:
        return previous.kept_answers(self.question, self.fields, self.before)

    @property
    def text(self) -> ask.Text:
        words = self.context.words
        said = previous.previous_answer(words, self.question, self.fields, self.before)
        return ask.Text(
            words(f"questions.{self.question.name}.{'then' if self.part else 'ask'}"),
            above="" if self.part else self.header,
            under=tuple(filter(None, (self._how(), said))),
            keep=bool(self.kept),
        )

    def _how(self) -> str:
        """Return how it is done, in the form for the place of the complaint where that matters."""
        how = self.context.words.find(f"questions.{self.question.name}.how")
        if isinstance(how, dict):
            place = self.now.given.get("complaint.location")
            how = how["step" if place == "midportion" else "floor"]
        return str(how or "")

    @property
    def why(self) -> str:
        why = self.context.words(f"questions.{self.question.name}.explain")
        return f"{why} {sources(self.context.words, self.fields)}"

    def reply(self) -> dict[str, Any]:
        """Return what the answer fills; what was left out is not in it."""
        try:
            found = _ASK[self.question.kind](self)
        except ask.Kept:
            return self.kept
        return {field: value for field, value in found.items() if value is not None}

    def ranges(self) -> list[values.Range]:
        """Return what each number may be."""
        ranges = zip(self.fields, self.question.ranges[self.part or 0 :], strict=False)
        return [
            values.Range(low, high, field, has_decimals(field)) for field, (low, high) in ranges
        ]

    def options(self) -> list[str]:
        """Return the values to choose from, in words."""
        place = f"questions.{self.question.name}.value"
        return [self.context.words(f"{place}.{value}") for value in self.question.values]


def _marks(prompt: _PutQuestion) -> dict[str, object]:
    options = [field_label(prompt.context.words, field) for field in prompt.fields]
    chosen = ask.any_of(prompt.context, prompt.text, options, explain=prompt.why)
    return {field: number in chosen for number, field in enumerate(prompt.fields)}


def _ever(prompt: _PutQuestion) -> dict[str, object]:
    """Return no for what was not named; the dates of the others are asked next."""
    return {field: None if marked else False for field, marked in _marks(prompt).items()}


def _spa(prompt: _PutQuestion) -> dict[str, object]:
    chosen = ask.any_of(prompt.context, prompt.text, prompt.options(), explain=prompt.why)
    return {prompt.fields[0]: [prompt.question.values[number] for number in chosen]}


def _one(prompt: _PutQuestion) -> dict[str, object]:
    names = prompt.question.values
    chosen = ask.one_of(
        prompt.context, prompt.text, prompt.options(), explain=prompt.why, names=names
    )
    return {prompt.fields[0]: prompt.question.values[chosen]}


def _score(prompt: _PutQuestion) -> dict[str, object]:
    return {prompt.fields[0]: ask.score(prompt.context, prompt.text, explain=prompt.why)}


def _pair(prompt: _PutQuestion) -> dict[str, object]:
    words, question = prompt.context.words, prompt.question
    if words.find(f"questions.{question.name}.then"):
        return _one_at_a_time(prompt)
    two = values.Two(
        prompt.ranges(),
        words(f"questions.{question.name}.names"),
        words(f"questions.{question.name}.example"),
    )
    both = values.pair(
        prompt.context, prompt.text, two, explain=prompt.why, optional=question.optional
    )
    return dict(zip(prompt.fields, both, strict=True))


def _one_at_a_time(prompt: _PutQuestion) -> dict[str, object]:
    """Return two numbers, each by a question of its own."""
    found: list[dict[str, object]] = []
    while len(found) < len(prompt.fields):
        part = replace(prompt, part=len(found))
        try:
            found.append(_number(part))
        except ask.Kept:
            found.append(part.kept)
        except ask.Back:
            if not found:
                raise
            found.pop()
    return {field: value for each in found for field, value in each.items()}


def _number(prompt: _PutQuestion) -> dict[str, object]:
    optional = prompt.question.optional
    (within,) = prompt.ranges()
    found = values.number(
        prompt.context, prompt.text, within, explain=prompt.why, optional=optional
    )
    return {within.name: found}


def _day(prompt: _PutQuestion) -> dict[str, object]:
    question = prompt.question
    found = values.day(
        prompt.context,
        prompt.text,
        explain=prompt.why,
        optional=question.optional,
        never=question.never,
    )
    not_a_date = found is False and not is_screening(question)
    return {prompt.fields[0]: None if not_a_date else found}


def _text(prompt: _PutQuestion) -> dict[str, object]:
    found = values.text(prompt.context, prompt.text, SHORT_TEXT.most, explain=prompt.why)
    return {prompt.fields[0]: found}


def _start_test(prompt: _PutQuestion) -> dict[str, object]:
    return {prompt.fields[0]: values.start_test(prompt.context, prompt.text, explain=prompt.why)}


_ASK: dict[str, Callable[[_PutQuestion], dict[str, object]]] = {
    "signs": _marks,
    "marks": _marks,
    "ever": _ever,
    "spa": _spa,
    "one": _one,
    "score": _score,
    "count": _number,
    "pair": _pair,
    "day": _day,
    "text": _text,
    "start_test": _start_test,
}
