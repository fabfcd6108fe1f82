"""Every combination of answers that a group of rows looks at: one outcome, no milder for worse."""

from itertools import product
from typing import Any

import pytest

from achillescli.core import course
from achillescli.core.assessment import triage
from achillescli.core.state import Referral
from tests.kit.course_kit import DAY_ONE, Log

GROUPS = {
    "chest, calf and infection": (
        "chest_pain", "coughing_blood", "breathless", "calf_swollen", "calf_warm", "calf_red",
        "calf_throbbing", "fever", "unwell", "hot_red_tendon", "wound",
    ),
    "rupture": ("snap", "weak_push_off", "lost_single_raise", "gap", "squeeze_positive"),
    "other causes": (
        "cannot_walk_4_steps", "night_pain", "weight_loss", "cancer_with_new_pain",
        "both_heels_unexplained", "numbness", "pinpoint_bone_pain",
    ),
    "other diseases": (
        "tendon_rupture_or_surgery", "diabetic_foot", "leg_artery_disease", "effort_limited",
        "tendon_nodules", "high_cholesterol_family", "fall_risk", "pregnant",
    ),
}  # fmt: skip
"""Signs that share no row with those of another group."""

VALUES = {
    "age": (40, 18, 17),
    "rest_pain": (None, 0, 7, 8, 10),
    "fluoroquinolone_last": (False, 181, 180, 61, 60, 0),
    "oral_steroid_last": (False, 91, 90, 0),
    "tendon_injection_last": (False, 85, 84, 0),
    "seen_professional": (None, True, False),
}
"""Answers that stand alone, from the mildest to the worst, on both sides of every limit."""

SYSTEMIC = {
    "spa": ([], ["psoriasis"], ["psoriasis", "family"]),
    "location": ("midportion", "unsure", "insertional", "both", "elsewhere"),
    "side": ("left", "both"),
    "stiffness_min": (None, 30, 31),
}
"""Answers that share rows with one another; locations are not in an order."""


def table(group: tuple[str, ...]) -> dict[tuple[bool, ...], tuple[str, ...]]:
    """Return the rows of every combination of the signs of a group."""
    found = {}
    for bits in product((False, True), repeat=len(group)):
        yes = {name: DAY_ONE for name, bit in zip(group, bits, strict=True) if bit}
        signs = triage.Signs(yes=yes)
        found[bits] = tuple(row.id for row in triage.ROWS if row.applies(signs))
    return found


def outcome(rows: tuple[str, ...]) -> Referral:
    """Return the referral of rows."""
    return triage.Standing(rows).referral


def answered(**answers: Any) -> tuple[str, ...]:
    """Return the rows that stand by answers alone."""
    log = Log(onset=100, **answers)
    return course.standing(log.corrected, DAY_ONE).rows


@pytest.mark.parametrize("group", GROUPS)
def test_one_sign_more_is_never_milder(group: str) -> None:
    found = table(GROUPS[group])
    for bits, rows in found.items():
        assert (outcome(rows) is Referral.NONE) == (not rows)
        answered_yes = {name for name, bit in zip(GROUPS[group], bits, strict=True) if bit}
        assert (not rows) == (answered_yes <= {"fever", "unwell"})
        for at, bit in enumerate(bits):
            worse = (*bits[:at], True, *bits[at + 1 :])
            assert bit or outcome(found[worse]) >= outcome(rows), (bits, worse)


def test_the_groups_share_no_row() -> None:
    of = {name: group for group, names in GROUPS.items() for name in names}
    for row in triage.ROWS:
        assert len({of.get(flag, flag) for flag in row.flags if flag in of}) <= 1
        assert not {flag for flag in row.flags if flag in of} or set(row.flags) <= set(of)


@pytest.mark.parametrize("name", VALUES)
def test_a_worse_answer_is_never_milder(name: str) -> None:
    found = [outcome(answered(**{name: value})) for value in VALUES[name]]
    assert found == sorted(found)
    assert found[0] is Referral.NONE
    assert found[-1] > Referral.NONE


def test_what_is_systemic_is_never_milder_for_worse() -> None:
    found = {
        values: outcome(answered(**dict(zip(SYSTEMIC, values, strict=True))))
        for values in product(*[[tuple(v) if isinstance(v, list) else v for v in known]
                                for known in SYSTEMIC.values()])
    }  # fmt: skip
    assert len(found) == 3 * 5 * 2 * 3
    for (spa, location, side, stiff), referral in found.items():
        assert location != "elsewhere" or referral >= Referral.DOCTOR_FIRST
        for worse in (
            (spa or ("psoriasis",), location, side, stiff),
            (spa, location, "both", stiff),
            (spa, location, side, 31),
        ):
            assert found[worse] >= referral, (spa, location, side, stiff, worse)


def test_no_row_is_dead() -> None:
    found = {row for group in GROUPS.values() for rows in table(group).values() for row in rows}
    for name, values in {**VALUES, **SYSTEMIC}.items():
        for value in values:
            found |= {*answered(**{name: value}), *answered(spa=["ibd"], side="both", **(
                {} if name in ("spa", "side") else {name: value}))}  # fmt: skip
    sore = Log(start=0).days("8/1*2")
    found |= {*sore.standing(2), *answered(spa=["family"], side="both")}
    found |= set(Log().days("1/1k*14").standing(15))
    of_the_course = {"T19", "T20", "T21", "T22", "T32", "T34"}
    assert found | of_the_course == set(triage.ROW)


def test_the_rows_of_the_course_are_not_dead() -> None:
    often = Log(start=0).days("1/6*5 1/1")
    rose = Log(start=0).days("1/1*7 3/1*7 3/1")
    stuck = Log(start=0).days("3/2*190")
    assert "T19" in often.standing(6)
    assert "T20" in rose.standing(15)
    assert "T21" in stuck.standing(50)
    assert "T22" in set(stuck.assess(170).standing(184))
    assert "T32" in Log(start=4).days("2/1k*60").standing(57)
    assert "T34" in Log(morning_pain=8).days("8/1 7/1 " * 5).standing(10)
