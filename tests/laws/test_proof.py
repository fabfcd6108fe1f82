"""The exploration in small: what it finds, and that it finds every rule made weaker.

``python -m proof.explore`` is the whole of it.
"""

import difflib

import pytest

from achillescli.core import course
from achillescli.core.log import diary
from achillescli.core.programme import colour, running, weekly
from proof import (
    answer_tables,
    broken,
    concrete,
    course_proof,
    gate_machines,
    limits,
    record_tables,
    reviewed,
    running_table,
    tables,
    worse,
)
from proof.findings import LawBrokenError, Part

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _rules_as_they_are():
    course_proof.forget()


def test_the_tables_hold_the_laws() -> None:
    part, found = tables.all_of_them()
    assert part.broken == {}
    assert {len(table) for table in found.values()} >= {12 * 12 * 3 * 2 * 12 * 12}


def test_records_doses_and_recovery_are_as_stated() -> None:
    part = record_tables.all_of_them()
    assert part.broken == {}
    assert part.counts["records"] > 9_000


def test_answers_and_clearances_are_as_stated() -> None:
    part = answer_tables.all_of_them()
    assert part.broken == {}
    assert part.counts["rows of clearances"] == 24 * (5 + 25 + 125 + 625)


@pytest.mark.hazard("H30")
def test_each_condition_of_running_is_as_stated() -> None:
    part = running_table.conditions()
    assert part.broken == {}
    assert part.counts["sets of conditions"] == 2**10


@pytest.mark.hazard("H16")
def test_a_small_course_holds_the_laws_and_has_no_dead_end() -> None:
    part = course_proof.explored(3, (0,))
    assert part.broken == {}
    assert part.counts["states"] > 10_000
    assert part.counts["longest way to the highest level, days"] < 40


@pytest.mark.hazard("H30", "H37")
def test_the_gates_and_the_later_phase_hold_the_laws() -> None:
    parts = (gate_machines.running_gate(), gate_machines.later_phase())
    assert [part.broken for part in parts] == [{}, {}]


@pytest.mark.parametrize("weaker", broken.WEAKER, ids=lambda w: f"{w.rule} {w.says}")
def test_a_weaker_rule_breaks_a_law(weaker) -> None:
    assert broken.noticed(weaker) is not None


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        (colour.Colours, "recently_red", lambda _self, _date: False),
        (course._Course, "_adaptation", lambda _self, _date, **_known: None),
        (course._Course, "_rests", lambda _self, _date: False),
        (weekly.Weeks, "decide", None),
        (diary, "day", broken.without_after),
        (diary.Diary, "morning_before", lambda self, date: self[date - concrete.DAY].m),
        (running, "DAILY", 0),
        (running, "TEST", 6),
        (running, "holds_running", lambda _rows: ()),
    ],
)
def test_a_course_that_differs_from_the_machines_is_noticed(
    monkeypatch: pytest.MonkeyPatch, where, name, value
) -> None:
    if value is None:
        real = weekly.Weeks.decide

        def value(self, limits, protocol):
            return real(self, limits._replace(test_due=False), protocol)

    monkeypatch.setattr(where, name, value)
    monkeypatch.setattr(Part, "at_once", True)
    with pytest.raises(LawBrokenError):
        concrete.agreement(range(20), {})


REACHING = (0, 1, 40, 52, 53)
"""Courses that together reach whatever is compared."""


@pytest.mark.hazard("H30")
def test_whole_courses_agree_with_the_machines() -> None:
    assert concrete.agreement(REACHING, dict.fromkeys(concrete.LEAST, 1)).broken == {}


def test_courses_that_reach_too_little_are_noticed() -> None:
    missed = concrete.agreement((), {"G2 open": 1}).broken
    assert missed


@pytest.mark.hazard("H17")
def test_whole_courses_made_worse_get_no_more() -> None:
    assert worse.compared(4).broken == {}


@pytest.mark.parametrize(
    "limit",
    [
        limits.earlier_morning, limits.only_record, limits.no_longer_recovered,
        limits.later_opening, limits.no_score, limits.grey_for_amber, limits.higher_first_week,
    ],
)  # fmt: skip
def test_a_limit_has_an_example(limit) -> None:
    assert limit().example


@pytest.mark.parametrize("name", limits.OF_LIVES)
def test_a_limit_of_two_lives_has_an_example(name) -> None:
    assert limits.of_lives(name).example


def test_the_tables_are_the_reviewed_ones() -> None:
    kept, found = reviewed.PAGE.read_text("utf-8").splitlines(), reviewed.page().splitlines()
    changed = "\n".join(difflib.unified_diff(kept, found, "reviewed", "now", lineterm="", n=0))
    assert not changed, f"{changed}\nif this is meant: python -m proof.explore --review"
