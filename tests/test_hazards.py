"""The hazard table and the tests that show its controls name each other, both ways."""

import ast
import re
from functools import cache
from pathlib import Path
from runpy import run_path
from typing import NamedTuple

import pytest

from core import two_courses

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "hazards.md"
BOOK = run_path(str(HERE / "rulebook.py"))
RULES = frozenset(BOOK["rules"]())
NO_RULE = "No rule controls this"


class Hazard(NamedTuple):
    """A row of the table; a test is its path below tests/ and its name."""

    id: str
    severity: int
    control: str
    rules: tuple[str, ...]
    tests: tuple[tuple[str, str], ...]


def told() -> str:
    return PAGE.read_text("utf-8")


def linked(cell: str) -> tuple[tuple[str, str], ...]:
    """Return the tests that a cell links to: the words of a link are the test's name."""
    links = re.findall(r"\[([^]]+)\]\(\.\./tests/([\w/]+\.py)\)", cell)
    return tuple((path, "test_" + words.replace(" ", "_")) for words, path in links)


def hazards() -> list[Hazard]:
    """Return every row of the table."""
    rows = [line.strip("| ").split(" | ") for line in told().splitlines() if line.startswith("| H")]
    cells = [row for row in rows if re.fullmatch(r"H\d+", row[0])]
    assert {len(row) for row in cells} == {7}
    return [
        Hazard(name, int(severity), control, tuple(re.findall(r"\[(\w+)\](?!\()", control)),
               linked(shown))
        for name, _, _, severity, control, shown, _ in cells
    ]  # fmt: skip


@cache
def marks(path: Path) -> dict[str, frozenset[str]]:
    """Return the tests of a file, each with the hazards that it is marked with."""
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.name: frozenset(name for mark in node.decorator_list for name in _of_mark(mark))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def _of_mark(mark: ast.expr) -> list[str]:
    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.hazard":
        return [ast.literal_eval(name) for name in mark.args]
    return []


def marked() -> set[tuple[str, str, str]]:
    """Return every hazard with the path and the name of each test that is marked with it."""
    return {
        (hazard, path.relative_to(HERE).as_posix(), name)
        for path in HERE.rglob("test_*.py")
        for name, found in marks(path).items()
        for hazard in found
    }


HAZARD = pytest.mark.parametrize("hazard", hazards(), ids=lambda hazard: hazard.id)


def test_hazards_are_numbered_in_their_order():
    assert [hazard.id for hazard in hazards()] == [f"H{n}" for n in range(1, len(hazards()) + 1)]
    assert len(hazards()) >= 40


@HAZARD
def test_a_hazard_is_shown_by_a_test_or_says_that_no_rule_controls_it(hazard):
    assert hazard.severity in range(1, 6)
    assert bool(hazard.tests) is not hazard.control.startswith(NO_RULE)


@HAZARD
def test_a_hazard_names_its_rules_or_says_what_stands_in_their_place(hazard):
    named = ("The program:", "The worse score", NO_RULE)
    assert bool(hazard.rules) or hazard.control.startswith(named)


@HAZARD
def test_every_test_of_a_hazard_exists_and_is_marked_with_it(hazard):
    for path, name in hazard.tests:
        assert hazard.id in marks(HERE / path)[name], (path, name)


def test_every_marked_test_stands_in_the_table():
    assert marked() == {(h.id, *test) for h in hazards() for test in h.tests}


def sections() -> dict[str, str]:
    """Return the section of the rules page in which each rule stands, as its anchor."""
    parts = (part.split("\n", 1) for part in BOOK["page"]().split("\n## ")[1:])
    return {
        name: head.lower().replace(",", "").replace(" ", "-")
        for head, body in parts
        for name in re.findall(r"^\| ([A-Z]\w*) \|", body, re.MULTILINE)
    }


def test_every_rule_that_the_page_names_leads_to_its_section():
    named = set(re.findall(r"\[([A-Z][A-Z0-9]+)\](?![(:])", told()))
    leads = dict(re.findall(r"^\[(\w+)\]: rules\.md#([\w-]+)$", told(), re.MULTILINE))
    assert named <= RULES
    assert leads == {name: sections()[name] for name in named}


def test_every_rule_that_holds_something_back_stands_against_some_hazard():
    named = {name for hazard in hazards() for name in hazard.rules}
    holding = {name for name in RULES if re.fullmatch(r"[TCWDGX]\d+", name)}
    assert {"T01", "T29", "C5", "W7", "D2", "G2", "X5"} <= holding
    assert holding <= named


def test_the_page_says_first_that_nobody_has_reviewed_it():
    assert "No physiotherapist has reviewed this page" in told()[:200]


LIMITS = HERE / "proof" / "limits.py"


def test_every_limit_of_the_laws_is_told():
    tree = ast.parse(LIMITS.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    named = {"Limit", "_of_lives", "_gate_limit"}
    found = {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func) in named and isinstance(call.args[0], ast.Constant)
    }
    tables = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    of_lives = next(node.value for node in tables if ast.unparse(node.targets[0]) == "OF_LIVES")
    found |= set(ast.literal_eval(of_lives))
    section = told().split("## Where the laws stop")[1]
    assert set(re.findall(r"^\| (\w+) \|", section, re.MULTILINE)) - {"Limit"} == found
    assert len(found) >= 4


def test_every_test_that_the_page_links_to_exists():
    found = linked(told())
    assert len(found) == told().count("](../tests/")
    assert [test for test in found if test[1] not in marks(HERE / test[0])] == []


def test_every_limit_that_excuses_a_course_stands_in_the_table():
    section = told().split("## Where the laws stop")[1]
    named = set(re.findall(r"^\| `?(\w+)`? \|", section, re.MULTILINE))
    assert named >= two_courses.LIMITS
