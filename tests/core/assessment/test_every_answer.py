"""Every combination of the warning signs that touch each other: 16,384 of them (PS8)."""

from functools import cache
from itertools import combinations

import pytest

from achillescli.core.assessment.triage import ROW, ROWS, Signs
from achillescli.core.state import Referral
from tests.kit.course_kit import DAY_ONE

TOUCHING = (
    "chest_pain coughing_blood breathless calf_swollen calf_warm calf_red calf_throbbing"
    " fever unwell hot_red_tendon wound snap weak_push_off lost_single_raise"
).split()
LOOKED_AT = [row for row in ROWS if set(row.flags) & set(TOUCHING)]


@cache
def outcomes() -> dict[frozenset[str], tuple[str, ...]]:
    """Return the rows that stand, by the set of signs answered yes."""
    found = {}
    for many in range(len(TOUCHING) + 1):
        for yes in combinations(TOUCHING, many):
            signs = Signs(yes=dict.fromkeys(yes, DAY_ONE))
            found[frozenset(yes)] = tuple(row.id for row in LOOKED_AT if row.applies(signs))
    return found


def level(rows: tuple[str, ...]) -> Referral:
    return max((ROW[name].referral for name in rows), default=Referral.NONE)


def told(yes: frozenset[str]) -> Referral:
    """Return the level that the text of the rules gives, written down once more."""
    others = {"calf_warm", "calf_red", "calf_throbbing"} & yes
    clot = "calf_swollen" in yes or len(others) > 1
    weak = {"weak_push_off", "lost_single_raise"} & yes
    general, hot, wound = {"fever", "unwell"} & yes, "hot_red_tendon" in yes, "wound" in yes
    if {"chest_pain", "coughing_blood"} & yes or (clot and "breathless" in yes):
        return Referral.EMERGENCY
    infected = (general and (hot or wound)) or (hot and wound)
    if ("snap" in yes and weak) or clot or infected or "breathless" in yes:
        return Referral.SAME_DAY
    if {"snap", "lost_single_raise"} & yes or hot:
        return Referral.DOCTOR_FIRST
    if wound or others:
        return Referral.DOCTOR_SOON
    return Referral.PHYSIO if weak else Referral.NONE


@pytest.mark.hazard("H1", "H2", "H3")
def test_every_combination_of_signs_has_the_level_of_the_rules() -> None:
    assert len(outcomes()) == 2 ** len(TOUCHING) == 16_384
    assert {yes for yes, rows in outcomes().items() if level(rows) is not told(yes)} == set()


@pytest.mark.slow
@pytest.mark.hazard("H1", "H2", "H3")
def test_one_more_sign_never_gives_a_milder_level() -> None:
    milder = {
        (yes, more)
        for yes, rows in outcomes().items()
        for more in TOUCHING
        if level(outcomes()[yes | {more}]) < level(rows)
    }
    assert milder == set()


APART = [
    *(("T01", "T25"), ("T02", "T26"), ("T02", "T28"), ("T26", "T28"), ("T04", "T31")),
    *(("T05", "T27"), ("T05", "T30"), ("T27", "T30")),
]


def test_no_two_rows_say_the_same_signs_twice() -> None:
    for rows in outcomes().values():
        assert not any({*pair} <= {*rows} for pair in APART)


def test_every_row_of_them_stands_for_some_answers() -> None:
    assert {name for rows in outcomes().values() for name in rows} == {row.id for row in LOOKED_AT}
    assert len(LOOKED_AT) == 10
