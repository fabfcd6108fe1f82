"""The exploration: what it finds, and that it finds every rule made weaker.

``python -m proof.explore`` is the whole of it, with two lives up to every level.
"""

import difflib

import pytest

from proof import (
    answer_tables,
    broken,
    concrete,
    course_machine,
    limits,
    lives,
    record_tables,
    reviewed,
    row_tables,
    running_table,
    tables,
)

pytestmark = pytest.mark.slow


@pytest.mark.hazard("H16")
def test_the_tables_hold_the_laws_and_are_the_reviewed_ones() -> None:
    part, found = tables.all_of_them()
    assert part.broken == {}
    assert len(found["colours"]) == part.counts["day records"] > 200_000
    assert len(found["weeks"]) > 40_000
    kept, now = reviewed.PAGE.read_text("utf-8").splitlines(), reviewed.page(found).splitlines()
    changed = "\n".join(difflib.unified_diff(kept, now, "reviewed", "now", lineterm="", n=0))
    assert not changed, f"{changed}\nif this is meant: python -m proof.explore --review"


@pytest.mark.hazard("H16", "H61")
@pytest.mark.parametrize(
    ("walk", "mornings"),
    [
        (course_machine.of_a_course, 1_169),
        (course_machine.of_breaks, 3_180),
        (course_machine.of_rests, 487),
    ],
)
def test_every_way_through_a_course_holds_the_laws(walk, mornings) -> None:
    part = walk()
    assert part.broken == {}
    assert part.counts["mornings"] == mornings


@pytest.mark.hazard("H17")
def test_of_two_lives_the_worse_never_gets_more_but_by_the_limits() -> None:
    parts = [
        lives.never_higher((3,)),
        lives.never_less_careful(),
        lives.limits(),
        limits.of_tables(),
    ]
    assert [part.broken for part in parts] == [{}, {}, {}, {}]


@pytest.mark.hazard("H37")
def test_records_doses_and_phases_are_as_stated() -> None:
    part = record_tables.all_of_them()
    assert part.broken == {}
    assert part.counts["records"] > 9_000


@pytest.mark.hazard("H1", "H2", "H3")
def test_each_warning_stands_when_its_condition_says_so() -> None:
    part = row_tables.all_of_them()
    assert part.broken == {}
    assert part.counts["cases"] > 240_000


def test_answers_and_clearances_are_as_stated() -> None:
    part = answer_tables.all_of_them()
    assert part.broken == {}
    assert part.counts["rows of clearances"] == (22 + 6) * (5 + 25 + 125 + 625)


@pytest.mark.hazard("H30")
def test_each_condition_of_running_is_as_stated() -> None:
    part = running_table.conditions()
    assert part.broken == {}
    assert part.counts["sets of conditions"] == 2**11


@pytest.mark.hazard("H30")
def test_whole_courses_agree_with_the_second_statement() -> None:
    part = concrete.agreement(range(20), dict.fromkeys(concrete.LEAST, 1))
    assert part.broken == {}
    assert part.counts["days"] > 2_500


def test_courses_that_reach_too_little_are_noticed() -> None:
    assert concrete.agreement((), {"G2 free": 1}).broken


@pytest.mark.parametrize("weaker", broken.WEAKER, ids=lambda w: f"{w.rule} {w.says}")
def test_a_weaker_rule_breaks_a_law(weaker) -> None:
    assert broken.noticed(weaker) is not None
