"""An empty answers file: every question with its reason, every key commented out."""

import textwrap
from collections.abc import Iterator

from ..words import Words
from .answers_file import KNOWN
from .questions import QUESTIONS, SOURCES, Question

WIDTH = 78


def template(words: Words) -> str:
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
    yield from _comment(asked(words, field))
    yield from _comment(f"{form(words, question, field)} {sources(words, (field,))}")
    yield f"#{field.partition('.')[2]} ="


def asked(words: Words, field: str) -> str:
    """Return what one answer is about, in words."""
    section, _, name = field.partition(".")
    if section == "red_flags":
        return str(words(f"flags.{name}"))
    return str(words.find(f"questions.mark.{name}") or words(f"questions.{name}.ask"))


def form(words: Words, question: Question, field: str) -> str:
    """Return what one answer may be."""
    kind = "last" if field.endswith("_last") else question.kind
    low, high = question.low, question.high
    if kind in ("one", "spa"):
        return words(f"assess.form.{kind}", known=", ".join(f'"{v}"' for v in question.values))
    if kind == "pair":
        kind = "number" if field.endswith("_cm") else "count"
    if kind in ("count", "number", "score"):
        return words(f"assess.form.{kind}", low=low, high=high)
    return words(f"assess.form.{kind}")


def sources(words: Words, fields: tuple[str, ...]) -> str:
    """Return the sources behind some answers, each once."""
    keys = dict.fromkeys(source for field in fields for source in SOURCES[field])
    return words("questions.source.line", what="; ".join(_source(words, key) for key in keys))


def _source(words: Words, key: str) -> str:
    from ..catalogue import sources as bibliography

    name, _, place = key.partition(":")
    label = words.find(f"questions.source.{name}") or bibliography()[name].short
    return f"{label} ({place})" if place else str(label)


def _comment(text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )
