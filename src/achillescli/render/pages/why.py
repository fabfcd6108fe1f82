"""The reasons behind a day's plan."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...core.state import Reason
from ...words import Words
from ..phrases import dates, references
from ..phrases.findings import finding_sentence, finding_with_dates
from ..phrases.numbers import number, sentence_values

if TYPE_CHECKING:
    from ...core.library.evidence import Citation, Source
    from ..terminal.screen import Screen


@dataclass(frozen=True)
class WhyPage:
    """What the explanation is drawn with."""

    screen: "Screen"
    words: Words
    rules: "Mapping[str, Sequence[Citation]]"
    sources: "Mapping[str, Source]"


def show(page: WhyPage, date: dt.date, lines: Sequence[Reason]) -> None:
    """Write every line of the plan with its rules and findings, then the sources of all."""
    page.screen.say(page.words("why.title", date=dates.day(page.words, date)), "bold")
    for line in lines:
        _line(page, line)
    rules = list(dict.fromkeys(rule for line in lines for rule in _relevant_rules(line)))
    if rules:
        references.show(page.screen, page.words, page.rules, page.sources, rules)
    short = [line for line in lines if line.topic in SHORT and line.outcome != "NONE"]
    if short:
        page.screen.say()
    for line in short:
        page.screen.say(_sentence(page.words, line), "bold")


def _sentence(words: Words, line: Reason) -> str:
    topic = words(f"why.line.{line.topic}")
    return words("why.text.line", topic=topic, outcome=outcome(words, line))


def show_rule(page: WhyPage, rule: str) -> None:
    """Write what one rule says, and its sources."""
    name, says = page.words(f"rules.{rule}.name"), page.words(f"rules.{rule}.says")
    page.screen.say(page.words("why.text.rule", id=rule, name=name, says=says))
    references.show(page.screen, page.words, page.rules, page.sources, [rule])


def _line(page: WhyPage, line: Reason) -> None:
    words, screen = page.words, page.screen
    screen.heading(_sentence(words, line))
    for rule in _relevant_rules(line):
        name, says = words(f"rules.{rule}.name"), words(f"rules.{rule}.says")
        screen.point(words("why.text.rule", id=rule, name=name, says=says), "  ")
    if line.topic in GATES:
        _gate(page, line)
    else:
        _found(page, line)
        _field(page, "would", [would(words, line)] if line.would else [])


def _relevant_rules(line: Reason) -> tuple[str, ...]:
    """Return the rules that matter to a line; the steps of a closed gate do not yet."""
    return line.rules[:1] if line.outcome == "closed" else line.rules


def _found(page: WhyPage, line: Reason) -> None:
    """Write what was found, and after it together what does not apply."""
    counting = [f for f in line.findings if f.key != LAST_COLOUR or LAST_COLOUR[:2] in line.rules]
    aside = [finding for finding in counting if finding.key[0] in "CW" and not finding.met]
    here = [finding for finding in counting if finding not in aside]
    _field(page, "inputs", [finding_with_dates(page.words, finding) for finding in here])
    _field(page, "not_found", [finding_sentence(page.words, finding) for finding in aside])


def _gate(page: WhyPage, line: Reason) -> None:
    """Write what keeps a gate closed; of an open one what would close it."""
    lacking = [
        finding_with_dates(page.words, finding) for finding in line.findings if not finding.met
    ]
    if not line.findings:
        _field(page, "would", [would(page.words, line)])
    elif len(lacking) < len(line.findings):
        lacking.append(page.words("why.text.rest_met"))
    _field(page, "missing", lacking)


def _field(page: WhyPage, label: str, texts: Sequence[str]) -> None:
    if texts:
        page.screen.point(f"{page.words(f'why.heading.{label}')}: {'; '.join(texts)}", "  ")


def outcome(words: Words, line: Reason) -> str:
    """Return what a line of the plan says, in words."""
    value = line.outcome
    match line.topic:
        case "triage":
            return words("why.outcome.none") if value == "NONE" else _row(words, line)
        case "phase" | "rom":
            return words(f"terms.{line.topic}.{value}")
        case "level" | "dose" if value != "off":
            return f"{value}, {words(f'terms.level.{value}')}"
        case "load":
            return words("why.outcome.kg", load=number(words, float(value)))
        case "colour":
            return words(f"terms.colour.{value}")
        case "decision":
            return words(f"terms.verdict.{value}")
        case "cross_training" if value != "rest":
            return words("why.outcome.percent", percent=value)
        case _:
            return str(words.find(f"why.outcome.{value}") or value)


def _row(words: Words, line: Reason) -> str:
    return f"{words(f'triage.level.{line.outcome}.name')}: {words(f'triage.{line.rules[0]}.sign')}"


SHORT = ("triage", "dose", "rest_of_day")
"""The lines of a day that are said once more, last."""
GATES = ("concentric", "running")
LAST_COLOUR = "C5.settled"
"""The finding that always holds; it says something only where no other rule gave the colour."""


def would(words: Words, line: Reason) -> str:
    """Return what would have changed a line, and what it would then have said."""
    clauses = [
        words(f"why.would.{finding.key}", **sentence_values(words, finding.values))
        for finding in line.would
    ]
    text = words("why.text.and").join(dict.fromkeys(clauses))
    if line.instead is None:
        return text
    term = {"colour": "colour", "decision": "verdict"}[line.topic]
    instead = words(f"terms.{term}.{line.instead}")
    return words("why.outcome.instead", would=text, instead=instead)
