"""Every combination of the warning signs that touch each other: 16,384 of them (PS8)."""

from functools import cache
from itertools import combinations

import pytest

from achillescli.core.assessment.triage import ROW, ROWS, Signs
from achillescli.core.state import Referral

TOUCHING = (
    "chest_pain coughing_blood breathless calf_swollen calf_warm calf_red calf_throbbing"
    " fever unwell hot_red_tendon wound snap weak_push_off lost_single_raise"
).split()
LOOKED_AT = [row for row in ROWS if set(row.flags) & set(TOUCHING)]


@cache
def outcomes():
    """Return the rows that stand, by the set of signs answered yes."""
    signs, found = Signs(), {}
    for many in range(len(TOUCHING) + 1):
        for yes in combinations(TOUCHING, many):
            signs.yes = set(yes)
            found[frozenset(yes)] = tuple(row.id for row in LOOKED_AT if row.applies(signs))
    return found


def level(rows):
    return max((ROW[name].referral for name in rows), default=Referral.NONE)


def told(yes):
    """Return the level that the text of the rules gives, written down once more."""
    calf = {"calf_swollen", "calf_warm", "calf_red", "calf_throbbing"} & yes
    weak = {"weak_push_off", "lost_single_raise"} & yes
    general, local = {"fever", "unwell"} & yes, {"hot_red_tendon", "wound"} & yes
    swollen = "calf_swollen" in yes
    if {"chest_pain", "coughing_blood"} & yes or (swollen and "breathless" in yes):
        return Referral.EMERGENCY
    torn, clot = "snap" in yes and weak, swollen and len(calf) > 1
    if torn or clot or (general and local) or "breathless" in yes:
        return Referral.SAME_DAY
    if "snap" in yes or len(weak) == 2:
        return Referral.DOCTOR_FIRST
    if local or calf:
        return Referral.DOCTOR_SOON
    return Referral.PHYSIO if weak else Referral.NONE


@pytest.mark.hazard("H1", "H2", "H3")
def test_every_combination_of_signs_has_the_level_of_the_rules():
    assert len(outcomes()) == 2 ** len(TOUCHING) == 16_384
    assert {yes for yes, rows in outcomes().items() if level(rows) is not told(yes)} == set()


@pytest.mark.hazard("H1", "H2", "H3")
def test_one_more_sign_never_gives_a_milder_level():
    milder = {
        (yes, more)
        for yes, rows in outcomes().items()
        for more in TOUCHING
        if level(outcomes()[yes | {more}]) < level(rows)
    }
    assert milder == set()


APART = [("T01", "T25"), ("T02", "T26"), ("T02", "T28"), ("T26", "T28")]


def test_no_two_rows_say_the_same_signs_twice():
    for rows in outcomes().values():
        assert not any({*pair} <= {*rows} for pair in APART)


def test_every_row_of_them_stands_for_some_answers():
    assert {name for rows in outcomes().values() for name in rows} == {row.id for row in LOOKED_AT}
    assert len(LOOKED_AT) == 8
