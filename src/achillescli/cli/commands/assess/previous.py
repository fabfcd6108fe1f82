"""What was answered before: told beside a question, and kept by Enter where it can still hold."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ....core.log.answers import RED_FLAGS
from ....core.log.entries import Assessment, Check, Entry, Flag
from ....core.log.values import table
from ....core.questionnaire.questions import Given, Question, is_of_the_day, is_screening
from ....render.phrases import dates
from ....render.phrases.numbers import number
from ....words import Words
from .template import field_label

_MEASURED = (("raises_left", "raises_right"), ("knee_to_wall_left_cm", "knee_to_wall_right_cm"))


def answers(log: Iterable[Entry]) -> Given:
    """Return the newest answers of a log by their dotted name.

    A measurement of both legs counts from a check too, so that Enter brings back no older one.
    """
    found: dict[str, Any] = {}
    for entry in log:
        if isinstance(entry, Assessment) and entry.complete:
            sections = table(entry.answers)
            sections.pop("date", None)
            measured = {name: value for name, value in found.items() if name.startswith("tests.")}
            found = measured | _flat_answers(sections)
        elif isinstance(entry, Flag):
            signs = {name: v for name, v in table(entry).items() if name in RED_FLAGS}
            found |= _flat_answers({"red_flags": signs})
        elif isinstance(entry, Check):
            pairs = ({name: getattr(entry, name) for name in names} for names in _MEASURED)
            for both in pairs:
                found |= {} if None in both.values() else _flat_answers({"tests": both})
    return found


def kept_answers(question: Question, fields: Sequence[str], earlier: Given) -> dict[str, Any]:
    """Return what Enter keeps; nothing for warning signs, scores, and what was never answered."""
    if is_screening(question) or is_of_the_day(question):
        return {}
    known = {field: earlier[field] for field in fields if field in earlier}
    whole = question.kind == "pair" or len(known) == len(fields)
    return known if whole else {}


def previous_answer(words: Words, question: Question, fields: Sequence[str], earlier: Given) -> str:
    """Return the earlier answer in words; of warning signs, those that were answered yes."""
    if is_screening(question):
        yes = [field for field in fields if earlier.get(field)]
        what = "; ".join(_sign(words, question, field, earlier[field]) for field in yes)
        return words("ask.earlier.yes", what=what) if yes else ""
    known = kept_answers(question, fields, earlier)
    return words("ask.earlier.was", what=_in_words(words, question, fields, known)) if known else ""


def _flat_answers(sections: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        f"{section}.{name}": value
        for section, keys in sections.items()
        for name, value in keys.items()
    }


def _sign(words: Words, question: Question, field: str, value: Any) -> str:
    """Return one warning sign; of a medicine with its date, of the list what was chosen."""
    if question.kind == "spa":
        return ", ".join(_value(words, question, chosen) for chosen in value)
    date = f" ({dates.day(words, value)})" if isinstance(value, dt.date) else ""
    return field_label(words, field) + date


def _in_words(words: Words, question: Question, fields: Sequence[str], known: Given) -> str:
    if question.kind == "marks":
        marked = [field_label(words, field) for field in fields if known[field]]
        return "; ".join(marked) or words("terms.none")
    if question.kind == "one":
        return _value(words, question, known[fields[0]])
    return " ".join(_plain(words, known.get(field)) for field in fields)


def _plain(words: Words, value: Any) -> str:
    if isinstance(value, dt.date):
        return dates.day(words, value)
    if isinstance(value, str):
        return value
    return number(words, value, 2)


def _value(words: Words, question: Question, value: object) -> str:
    return words(f"questions.{question.name}.value.{value}")
