"""The hazards page and the tests that show its controls name each other, both ways."""

import re

import pytest

from tests.laws import test_limits, two_courses
from tools.pages import hazards as tool
from tools.pages import rulebook

PAGE = tool.PAGE
RULES = frozenset(rulebook.rules())


def page() -> str:
    return PAGE.read_text("utf-8")


def written_by_hand() -> str:
    return tool.by_hand(page())


def sections() -> list[tool.Section]:
    return tool.sections(written_by_hand())


def hazards() -> list[tool.Section]:
    return [section for section in sections() if section.is_hazard]


def limits() -> list[tool.Section]:
    return [section for section in sections() if not section.is_hazard]


def marked() -> set[tuple[str, str]]:
    """Return every hazard with the name of each test that is marked with it."""
    places = tool.tests().items()
    return {(hazard, name) for name, found in places for one in found for hazard in one.hazards}


@pytest.mark.slow
def test_the_page_is_up_to_date() -> None:
    assert page() == tool.written(page()), "run: python -m tools.pages.hazards"


def test_every_heading_of_the_page_is_a_hazard_or_a_limit_that_is_read() -> None:
    assert page().count("\n### ") == len(sections())
    assert page().count("\n### H") == len(hazards())


def test_hazards_are_numbered_in_their_order() -> None:
    assert [hazard.id for hazard in hazards()] == [f"H{n}" for n in range(1, len(hazards()) + 1)]
    assert len(hazards()) >= 40


def test_a_hazard_has_its_five_lines() -> None:
    for hazard in hazards():
        assert list(hazard.lines) == ["Harm", "Cause", "Control", "Tests", "Open"]
        assert all(hazard.lines.values())


def test_a_hazard_is_shown_by_a_test_or_says_that_no_rule_controls_it() -> None:
    for hazard in hazards():
        assert int(hazard.lines["Harm"]) in range(1, 6)
        assert bool(hazard.tests) is not hazard.lines["Control"].startswith(tool.NO_RULE)
        assert bool(hazard.tests) is not (hazard.lines["Tests"] == "none")


def test_a_hazard_names_its_rules_or_says_what_controls_it_instead() -> None:
    for hazard in hazards():
        instead = (tool.PROGRAM, "The worse score", tool.NO_RULE)
        assert bool(hazard.rules) or hazard.lines["Control"].startswith(instead)


@pytest.mark.slow
def test_every_test_of_a_hazard_exists_and_is_marked_with_it() -> None:
    for hazard in hazards():
        for name in hazard.tests:
            assert [one for one in tool.tests()[name] if hazard.id in one.hazards], name


@pytest.mark.slow
def test_every_marked_test_is_named_by_its_hazard() -> None:
    assert marked() == {(hazard.id, name) for hazard in hazards() for name in hazard.tests}


def test_the_overview_is_one_table() -> None:
    table = page().partition(tool.TABLE)[2].partition(tool.TABLE_END)[0].strip().splitlines()
    assert len(table) == 2 + len(hazards())
    assert {line.count(" | ") for line in table} == {4}


def test_the_overview_has_a_row_for_each_hazard() -> None:
    rows = re.findall(
        r"^\| \[(H\d+)\] \| (.+?) \| (\d) \| (.+?) \| (\d*) \|$", page(), re.MULTILINE
    )
    assert [row[:3] for row in rows] == [
        (hazard.id, hazard.title, hazard.lines["Harm"]) for hazard in hazards()
    ]
    for hazard, (*_, controls, tests) in zip(hazards(), rows, strict=True):
        assert set(re.findall(r"\b[A-Z]+\d*\b", controls)) == set(hazard.rules)
        assert tests == ("" if hazard.lines["Tests"] == "none" else str(len(hazard.tests)))


def test_every_link_of_the_page_has_an_address_that_exists() -> None:
    addresses = dict(re.findall(r"^\[([^]]+)\]: (\S+)$", page(), re.MULTILINE))
    assert set(tool.labels(page().partition(tool.ADDRESSES)[0])) == set(addresses)
    for words, address in addresses.items():
        path, _, anchor = address.partition("#")
        assert not path or (PAGE.parent / path).exists(), words
        assert bool(anchor) is not path.startswith("../")


def rules_by_section() -> dict[str, str]:
    """Return the section of the rules page in which each rule is, as its anchor."""
    parts = (part.split("\n", 1) for part in rulebook.page().split("\n## ")[1:])
    return {
        name: head.lower().replace(",", "").replace(" ", "-")
        for head, body in parts
        for name in re.findall(r"^\| ([A-Z]\w*) \|", body, re.MULTILINE)
    }


@pytest.mark.slow
def test_every_rule_that_the_page_names_leads_to_its_section() -> None:
    named = set(tool.rule_ids(written_by_hand()))
    leads = dict(re.findall(r"^\[(\w+)\]: rules\.md#([\w-]+)$", page(), re.MULTILINE))
    assert named <= RULES
    assert leads == {name: rules_by_section()[name] for name in named}


def test_every_rule_that_holds_something_back_controls_some_hazard() -> None:
    named = {name for hazard in hazards() for name in hazard.rules}
    holding = {name for name in RULES if re.fullmatch(r"[TCWDGX]\d+", name)}
    assert {"T01", "T29", "C5", "W7", "D2", "G2", "X5"} <= holding
    assert holding <= named


def test_the_page_says_first_that_nobody_has_reviewed_it() -> None:
    assert "No physiotherapist has reviewed this page" in page()[:200]


def test_a_limit_has_its_three_lines_and_tests_that_exist() -> None:
    for limit in limits():
        assert list(limit.lines) == ["Example", "Rules", "Tests"]
        assert limit.lines["Example"]
        assert limit.rules
        assert limit.tests
        assert [name for name in limit.tests if len(tool.tests()[name]) != 1] == []


def test_every_limit_with_an_example_is_on_the_page() -> None:
    named = {name.split(",")[0] for name in test_limits.LIMITS}
    assert {limit.id for limit in limits()} >= named


def test_every_limit_that_excuses_a_course_is_on_the_page() -> None:
    assert {limit.id for limit in limits()} >= two_courses.LIMITS
