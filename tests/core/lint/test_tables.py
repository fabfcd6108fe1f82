"""Whether faults in a programme's tables, and in what they cite, are found."""

from collections.abc import Callable, Iterable
from typing import Any

from achillescli import catalogue
from achillescli.core.library.evidence import Citation, Mark
from achillescli.core.lint import tables as faults
from achillescli.core.lint.tables import Fault
from tests.kit.each import each

TABLES = catalogue.protocol_tables()
RULES, SOURCES = catalogue.rules(), catalogue.sources()


def told(found: Iterable[Fault]) -> list[str]:
    return [f"{fault.key} {fault.where}" for fault in found]


def citing(**rules: list[str]) -> dict[str, Any]:
    """Return the tables of the programme with the rules of some of them replaced."""
    return {**TABLES, "cited_by": {**TABLES["cited_by"], **rules}}


def place(source: str = "design", where: str = "60") -> Citation:
    return Citation(source, where, Mark.D)


def test_the_programme_has_none() -> None:
    assert told(faults.numbers(TABLES)) == []
    assert told(faults.rule_faults(TABLES, RULES)) == []
    assert told(faults.source_faults(RULES, SOURCES)) == []


# Numbers


@each("value", [0, -1, True, float("inf"), float("nan"), None])
@each(
    ("tables", "where"),
    [
        (lambda value: {"load": {"step_kg": value, "max_kg": 20}}, "load.step_kg"),
        (lambda value: {"start_test": [{"level": 3}, {"level": value}]}, "start_test.2.level"),
        (lambda value: {"maintain": {"days": [value, 3], "weeks": 12}}, "maintain.days.1"),
        (lambda value: {"id": "own", "days": value}, "days"),
    ],
)
def test_every_number_is_above_0(
    tables: Callable[[float | None], dict[str, Any]], where: str, value: float | None
) -> None:
    assert told(faults.numbers(tables(value))) == [f"number {where}"]


@each("value", [1, 0.25, 1e9, "article", ["RC1"]])
def test_what_is_above_0_or_a_word_is_no_fault(value: str | float | list[str]) -> None:
    assert told(faults.numbers({"load": {"from_day": value}})) == []


# Rules


@each("table", [name for name in TABLES if name not in ("id", "cited_by")])
def test_every_table_needs_a_rule(table: str) -> None:
    without = {key: rules for key, rules in TABLES["cited_by"].items() if key != table}
    assert told(faults.rule_faults({**TABLES, "cited_by": without}, RULES)) == [f"uncited {table}"]
    assert told(faults.rule_faults(citing(**{table: []}), RULES)) == [f"uncited {table}"]


def test_a_programme_that_cites_nothing_is_found() -> None:
    tables = {name: table for name, table in TABLES.items() if name != "cited_by"}
    wanted = [f"uncited {name}" for name in tables if name != "id"]
    assert told(faults.rule_faults(tables, RULES)) == wanted


@each(
    ("named", "found"),
    [
        (["NONE"], ["no_rule cited_by.dose.NONE"]),
        (["DOSE", "NONE"], ["no_rule cited_by.dose.NONE"]),
        (["T01"], ["no_rule cited_by.dose.T01"]),
        (["R21", "DOSE"], ["no_rule cited_by.dose.R21"]),
        (["T29", "R01"], ["no_rule cited_by.dose.T29", "no_rule cited_by.dose.R01"]),
        (["RUN", "ROM", "RECOVERED"], []),  # no rows of the risk checklist
    ],
)
def test_a_rule_that_says_no_dose_carries_none(named: list[str], found: list[str]) -> None:
    assert told(faults.rule_faults(citing(dose=named), RULES)) == found


# Sources


@each(
    ("places", "found"),
    [
        ([place()], []),
        ([], ["no_source DOSE"]),
        ([place("unknown")], ["no_source DOSE"]),
        ([place("article"), place("unknown")], ["no_source DOSE"]),
        ([place(where="")], ["no_place DOSE"]),
        ([place(where=" \n")], ["no_place DOSE"]),
        ([place(where=""), place("article")], ["no_place DOSE"]),
        ([place("unknown", "")], ["no_source DOSE", "no_place DOSE"]),
    ],
)
def test_a_rule_cites_a_place_in_a_known_source(places: list[Citation], found: list[str]) -> None:
    assert told(faults.source_faults({"DOSE": places, "D1": [place()]}, SOURCES)) == found


def test_a_source_that_is_lost_is_missed_wherever_it_is_cited() -> None:
    fewer = [key for key in SOURCES if key != "silbernagel-2007"]
    lost = {fault.where for fault in faults.source_faults(RULES, fewer)}
    assert {"C1", "C3"} <= lost < set(RULES)
