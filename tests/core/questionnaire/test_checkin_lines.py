"""The six lines of the check-in and their warning signs."""

from achillescli.core.assessment.triage import ROW
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.questionnaire.checkin_lines import LINES

ROWS = ("T02", "T04", "T01", "T05", "T07", "T11")
"""Of each line, the gravest row that its signs can open."""


def test_each_line_asks_for_the_signs_of_another_concern() -> None:
    assert len(LINES) == len(ROWS)
    for line, row in zip(LINES, ROWS, strict=True):
        assert set(line) & set(ROW[row].flags), row


def test_each_sign_is_a_red_flag_and_asked_for_once() -> None:
    signs = [sign for line in LINES for sign in line]
    assert set(signs) <= set(RED_FLAGS)
    assert len(signs) == len(set(signs))


def test_what_is_found_by_touch_or_never_new_is_not_asked_for() -> None:
    asked = {sign for line in LINES for sign in line}
    assert set(RED_FLAGS) - asked == {
        *("gap", "squeeze_positive", "cannot_walk_4_steps"),
        *("cancer_with_new_pain", "both_heels_unexplained", "tendon_rupture_or_surgery"),
        *("diabetic_foot", "leg_artery_disease", "tendon_nodules", "high_cholesterol_family"),
        *("effort_limited", "fall_risk", "pregnant", "spa"),
    }
