"""The exploration: that it can be run, and that it finds a rule made weaker.

``python -m proof.explore`` is the whole of it, with every rule made weaker: a recipe of its own.
"""

import difflib
from collections.abc import Callable
from typing import Any

import pytest

from proof import broken, concrete, course_machine, lives, reviewed, tables

pytestmark = pytest.mark.slow

WEAKER = {weaker.says: weaker for weaker in broken.WEAKER}


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
    ("walk", "mornings"), [(course_machine.of_breaks, 3_180), (course_machine.of_rests, 487)]
)
def test_every_way_through_breaks_and_rests_holds_the_laws(
    walk: Callable[..., Any], mornings: int
) -> None:
    part = walk()
    assert part.broken == {}
    assert part.counts["mornings"] == mornings


@pytest.mark.hazard("H17")
def test_of_two_lives_the_worse_is_never_the_less_careful() -> None:
    assert lives.never_less_careful().broken == {}


@pytest.mark.hazard("H30")
def test_whole_courses_agree_with_the_second_statement() -> None:
    part = concrete.agreement(range(20), dict.fromkeys(concrete.LEAST, 1))
    assert part.broken == {}
    assert part.counts["days"] > 2_500


def test_courses_that_reach_too_little_are_noticed() -> None:
    assert concrete.agreement((), {"G2 free": 1}).broken


@pytest.mark.parametrize(
    "says",
    ["a session broken off counts", "a morning of 5 is settled", "a check-in is never stale",
     "opens after pain of 2", "a break counted a day late", "one leg after six green days"],
)  # fmt: skip
def test_a_weaker_rule_breaks_a_law(says: str) -> None:
    assert broken.noticed(WEAKER[says]) is not None
