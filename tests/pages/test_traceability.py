"""All 72 statements of the article: carried, shown, and the page that says so up to date."""

import ast
import tomllib
from functools import cache
from pathlib import Path

from achillescli import catalogue
from tests.kit.places import ROOT
from tools.pages.traceability import PAGE, carriers, page, rules

STATEMENTS = catalogue.article().statements


@cache
def names_of_tests(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def found(row: str) -> bool:
    """Whether a row of data such as "protocol.toml: dose.sets" exists."""
    name, _, path = row.partition(": ")
    table = tomllib.loads(catalogue.bundled_path(name).read_text("utf-8"))
    if name == "exercises.toml":
        return path in {exercise["id"] for exercise in table["exercise"]}
    for part in path.split("."):
        table = table[part]
    return table is not None


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tools.pages.traceability"


def test_the_page_has_a_row_for_each_of_the_72_statements() -> None:
    rows = [line.split(" | ")[0] for line in page().splitlines() if line.startswith("| S")]
    assert rows[1:] == [f"| S{number}" for number in range(1, 73)]


def test_every_citation_of_the_article_is_a_statement() -> None:
    for where in rules():
        assert where in {statement.id for statement in STATEMENTS}


def test_the_test_of_a_statement_exists() -> None:
    for statement in STATEMENTS:
        path, _, name = statement.test.partition("::")
        assert name.startswith("test_")
        assert name in names_of_tests(ROOT / path)


def test_the_rows_of_data_that_carry_a_statement_exist() -> None:
    for statement in STATEMENTS:
        assert all(found(row) for row in statement.carried_by)


def test_every_dose_and_risk_statement_is_carried_by_a_rule_or_a_row() -> None:
    for statement in STATEMENTS:
        if statement.role in {"DOSE", "R"}:
            assert len(list(carriers(statement, rules()))) > 1


def test_the_corrections_of_a_statement_exist() -> None:
    for statement in STATEMENTS:
        assert set(statement.corrections) <= set(catalogue.article().corrections)


def test_every_correction_stands_beside_a_statement() -> None:
    beside = {key for statement in STATEMENTS for key in statement.corrections}
    assert beside == set(catalogue.article().corrections)
    assert beside == {f"K{number}" for number in range(1, 15)}
