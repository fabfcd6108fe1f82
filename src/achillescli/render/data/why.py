"""`why --json`: the reasons behind a day's plan as plain values."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction

from ...core.library.evidence import Citation, Source
from ...core.state import Finding, Reason
from ...words import Words
from . import citations


def as_values(lines: Iterable[Reason]) -> list[dict[str, object]]:
    """Return the explanation of a day, line by line."""
    return [_line(line) for line in lines]


def rule_values(
    words: Words, rule: str, cites: Iterable[Citation], sources: Mapping[str, Source]
) -> dict[str, object]:
    """Return one rule for machines."""
    return {
        "rule": rule,
        "name": words(f"rules.{rule}.name"),
        "says": words(f"rules.{rule}.says"),
        "sources": citations.as_values(sources, cites),
    }


def _line(line: Reason) -> dict[str, object]:
    """Return a line of the explanation for machines."""
    return {
        "topic": line.topic,
        "outcome": line.outcome,
        "rules": list(line.rules),
        "findings": [_finding(finding) for finding in line.findings],
        "would_change": [finding.key for finding in line.would],
        "instead": line.instead,
    }


def _finding(finding: Finding) -> dict[str, object]:
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
