"""What is wrong with the tables of a programme, and with what they cite."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

from ..library.evidence import Citation

ROW = re.compile(r"[TR]\d+")
"""Ids of triage and of the risk checklist: they say no number of a programme."""


class Fault(NamedTuple):
    """What is wrong with a programme: a sentence by its key, and where."""

    key: str
    where: str


def numbers(tables: Mapping[str, Any], above: str = "") -> Iterator[Fault]:
    """Yield each value that should be a number above 0 and is not."""
    for name, value in tables.items():
        where = f"{above}.{name}" if above else name
        if isinstance(value, Mapping):
            yield from numbers(value, where)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            parts = {f"{number}": part for number, part in enumerate(value, 1)}
            yield from numbers(parts, where)
        elif isinstance(value, bool) or not isinstance(value, str | int | float) or _none(value):
            yield Fault("number", where)


def _none(value: str | float) -> bool:
    return not isinstance(value, str) and not 0 < value < inf


def rule_faults(tables: Mapping[str, Any], rules: Container[str]) -> Iterator[Fault]:
    """Yield each table of the programme that names no rule, and each name that is none."""
    named = tables.get("cited_by", {})
    for table in tables:
        if table in ("id", "cited_by"):
            continue
        if not named.get(table):
            yield Fault("uncited", table)
        for rule in named.get(table, ()):
            if rule not in rules or ROW.fullmatch(rule):
                yield Fault("no_rule", f"cited_by.{table}.{rule}")


def source_faults(
    citations: Mapping[str, Sequence[Citation]], sources: Container[str]
) -> Iterator[Fault]:
    """Yield what cites no known source, and what cites one without a place in it."""
    for name, places in citations.items():
        if not places or any(place.source not in sources for place in places):
            yield Fault("no_source", name)
        if not all(place.where.strip() for place in places):
            yield Fault("no_place", name)
