"""An empty answers file: every question with its reason, every key commented out."""

import textwrap
from collections.abc import Iterator

from ....core.questionnaire.questions import QUESTIONS, Question, has_decimals
from ....core.questionnaire.sources import SOURCES
from ....words import Words, plain_spaces
from ...inputs.answers_file import KNOWN

WIDTH = 78


def empty_file(words: Words) -> str:
    """Return the file as text; a key counts once its mark is taken away and it is filled."""
    lines = [*_comment(words("assess.template.head")), "", *_comment(words("assess.template.date"))]
    lines.append("#date =")
    for section, names in KNOWN.items():
        lines += ["", f"[{section}]"]
        for name in names:
            lines += _key(words, f"{section}.{name}")
    return "\n".join(lines) + "\n"


def _key(words: Words, field: str) -> Iterator[str]:
    question = next(question for question in QUESTIONS if field in question.fields)
    yield ""
    about = field_label(words, field)
    yield from _comment(about[0].upper() + about[1:])
    yield from _comment(f"{form(words, question, field)} {sources(words, (field,))}")
    yield f"#{field.partition('.')[2]} ="


def field_label(words: Words, field: str) -> str:
    """Return what one answer is about, in words."""
    section, _, name = field.partition(".")
    if section == "red_flags":
        return str(words(f"flags.{name}"))
    return str(words.find(f"questions.mark.{name}") or words(f"questions.{name}.ask"))


def form(words: Words, question: Question, field: str) -> str:
    """Return what one answer may be."""
    kind = "last" if field.endswith("_last") else str(question.kind)
    if question.values:
        values = (_value(words, question, value) for value in question.values)
        return words(f"assess.form.{kind}", known=", ".join(values))
    if not question.ranges:
        return words(f"assess.form.{kind}")
    low, high = question.ranges[question.fields.index(field)]
    key = "assess.form.number" if has_decimals(field) else "assess.form.whole"
    return words(key, low=low, high=high)


def _value(words: Words, question: Question, value: str) -> str:
    """Return a value as it is written, with its meaning where that says more."""
    meaning = words(f"questions.{question.name}.value.{value}")
    return f'"{value}"' if meaning == value else f'"{value}" ({meaning})'


def sources(words: Words, fields: tuple[str, ...]) -> str:
    """Return the sources behind some answers, each once, with the places in it."""
    places: dict[str, list[str]] = {}
    for key in dict.fromkeys(source for field in fields for source in SOURCES[field]):
        name, _, place = key.partition(":")
        places.setdefault(name, []).extend([place] if place else [])
    what = "; ".join(_source(words, name, where) for name, where in places.items())
    return words("questions.source.line", what=what)


def _source(words: Words, name: str, places: list[str]) -> str:
    from ....catalogue import sources as bibliography

    label = words.find(f"questions.source.{name}") or bibliography()[name].short
    return f"{label} ({', '.join(places)})" if places else str(label)


def _comment(text: str) -> list[str]:
    lines = textwrap.wrap(
        text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )
    return [plain_spaces(line) for line in lines]
