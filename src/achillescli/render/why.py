"""The reasons behind a day's plan."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ..core.state import Finding
from ..core.why import Line
from ..words import Words
from . import dates
from .numbers import spoken

if TYPE_CHECKING:
    from ..core.evidence import Citation, Source
    from .screen import Screen


@dataclass(frozen=True)
class Page:
    """What the explanation is drawn with."""

    screen: "Screen"
    words: Words
    rules: "Mapping[str, Sequence[Citation]]"
    sources: "Mapping[str, Source]"


def show(page: Page, date: dt.date, lines: Sequence[Line]) -> None:
    """Write every line of the plan with its rules, findings, sources and alternatives."""
    page.screen.say(page.words("why.title", date=dates.day(page.words, date)), "bold")
    for line in lines:
        _line(page, line)


def _line(page: Page, line: Line) -> None:
    words, screen = page.words, page.screen
    topic = words(f"why.line.{line.topic}")
    screen.heading(words("why.text.line", topic=topic, outcome=outcome(words, line)))
    for rule in line.rules:
        name, says = words(f"rules.{rule}.name"), words(f"rules.{rule}.says")
        _field(page, "threshold", words("why.text.rule", id=rule, name=name, says=says))
    for finding in line.findings:
        _field(page, "inputs", found(words, finding))
    if line.would:
        _field(page, "would", would(words, line))
    for text in _references(page, line.rules):
        _field(page, "source", text)


def _field(page: Page, label: str, text: str) -> None:
    page.screen.point(f"{page.words(f'why.heading.{label}')}: {text}", "  ")


def _references(page: Page, rules: Sequence[str]) -> Iterator[str]:
    """Yield each source once, with every place that the rules take from it."""
    places: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        for citation in page.rules[rule]:
            places.setdefault((citation.source, citation.mark), []).append(citation.where)
    for (source, mark), where in places.items():
        yield page.words(
            "why.text.source",
            reference=page.sources[source].reference,
            where=", ".join(dict.fromkeys(where)),
            mark=mark,
            meaning=page.words(f"why.mark.{mark}"),
        )


def outcome(words: Words, line: Line) -> str:
    """Return what a line of the plan says, in words."""
    value = line.outcome
    match line.topic:
        case "triage":
            return words("why.outcome.none") if value == "NONE" else _row(words, line)
        case "phase" | "rom":
            return words(f"terms.{line.topic}.{value}")
        case "level" | "dose":
            return f"{value}, {words(f'terms.level.{value}')}"
        case "load":
            return words("why.outcome.kg", load=value)
        case "colour":
            return words(f"terms.colour.{value}")
        case "decision":
            return words(f"terms.verdict.{value}")
        case "cross_training" if value != "rest":
            return words("why.outcome.percent", percent=value)
        case _:
            return str(words.find(f"why.outcome.{value}") or value)


def _row(words: Words, line: Line) -> str:
    return f"{words(f'triage.level.{line.outcome}.name')}: {words(f'triage.{line.rules[0]}.sign')}"


VALUES = {
    "sign": "flags",
    "location": "questions.location.value",
    "verdict": "terms.verdict",
}
"""Where the words of a value stand."""
MANY = 3
ANSWERS = {
    "C": ("not_applies", "applies"),
    "W": ("not_applies", "applies"),
    "G": ("not_met", "met"),
}
"""What is said of a condition that does not hold, and of one that does; others only state."""


def found(words: Words, finding: Finding) -> str:
    """Return one finding with its dates and whether it applies."""
    text = words(f"why.finding.{finding.key}", **_values(words, finding))
    on = _dates(words, finding.dates)
    text = f"{text} ({on})" if on else text
    said = ANSWERS.get(finding.key[0])
    return f"{text}: {words(f'why.{said[finding.met]}')}" if said else text


def _values(words: Words, finding: Finding) -> dict[str, object]:
    values = spoken(words, finding.values)
    for name, area in VALUES.items():
        if values.get(name) in (None, words("terms.unknown")):
            continue
        values[name] = words(f"{area}.{values[name]}")
    return values


def _dates(words: Words, days: tuple[dt.date, ...]) -> str:
    """Return the dates that were looked at; many in a row as the first and the last."""
    if len(days) > MANY:
        return f"{dates.short(words, days[0])} ... {dates.short(words, days[-1])}"
    return ", ".join(dates.short(words, date) for date in days)


def would(words: Words, line: Line) -> str:
    """Return what would have changed a line, and what it would then have said."""
    clauses = [
        words(f"why.would.{finding.key}", **spoken(words, finding.values)) for finding in line.would
    ]
    text = words("why.text.and").join(dict.fromkeys(clauses))
    if line.instead is None:
        return text
    term = {"colour": "colour", "decision": "verdict"}[line.topic]
    instead = words(f"terms.{term}.{line.instead}")
    return words("why.outcome.instead", would=text, instead=instead)


def as_json(line: Line) -> dict[str, object]:
    """Return a line of the explanation for machines."""
    return {
        "topic": line.topic,
        "outcome": line.outcome,
        "rules": list(line.rules),
        "findings": [_json(finding) for finding in line.findings],
        "would_change": [finding.key for finding in line.would],
        "instead": line.instead,
    }


def _json(finding: Finding) -> dict[str, object]:
    return {
        "key": finding.key,
        "met": finding.met,
        "values": {name: _plain(value) for name, value in finding.values.items()},
        "dates": [date.isoformat() for date in finding.dates],
    }


def _plain(value: object) -> object:
    """Return a value that JSON knows; fractions as numbers, dates as text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return float(value) if isinstance(value, Fraction) else str(value)
