"""A rule has one room: its id stands in the docstring of the one function that decides it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from achillescli import catalogue
from achillescli.core import course
from achillescli.core.assessment.risk import FACTORS
from achillescli.core.assessment.triage import ROWS

CORE = Path(course.__file__).parent
SENTENCE = re.compile(r"\bRules? ((?:[A-Z][A-Z0-9]*(?:, | and )?)+)")
"""How a docstring names what it decides: "Rule ROM." or "Rules W6 and W7; W7 goes first."."""


def docstrings() -> Iterator[str]:
    """Yield the docstring of every function and class of the core."""
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield ast.get_docstring(node) or ""


def rooms() -> Counter[str]:
    """Return how many docstrings or rows of a table decide each rule."""
    named = (
        rule
        for text in docstrings()
        for found in SENTENCE.findall(text)
        for rule in re.findall(r"[A-Z][A-Z0-9]*", found)
    )
    return Counter(named) + Counter(row.id for row in (*ROWS, *FACTORS))


def test_every_rule_has_one_room() -> None:
    found = rooms()
    assert {rule: found[rule] for rule in catalogue.rules() if found[rule] != 1} == {}


def test_no_room_decides_what_is_no_rule() -> None:
    assert set(rooms()) - set(catalogue.rules()) == set()
