"""What the rules make of one assessment."""

import pytest

from achillescli.core.views.assessment import AssessmentResult
from tests.kit.course_kit import Log, cells, date, told


def result(text: str = "") -> AssessmentResult:
    """Return the result of such answers on day 1."""
    log = Log(**told(text))
    return AssessmentResult(log.until(1), log.entries[0].answers)


# answers                  | level | test asked | test from day | blocked | ended early
RESULTS = """
                           | L3    | no  | -  | no  | no
  start=5                  | L2    | no  | -  | no  | no
  start=None               | L1    | yes | -  | no  | no
  onset=8 start=None       | L1    | yes | -  | no  | no
  onset=7                  | L1    | no  | 2  | no  | no
  onset=3                  | L1    | no  | 6  | no  | no
  high_cholesterol_family  | L3    | no  | -  | no  | no
  night_pain               | -     | no  | -  | yes | no
  night_pain start=None    | -     | no  | -  | yes | no
  gap                      | -     | no  | -  | yes | yes
  breathless               | -     | no  | -  | yes | yes
"""


@pytest.mark.parametrize(("text", "level", "asked", "first", "blocked", "ended"), cells(RESULTS))
def test_an_assessment_says_where_to_begin(
    text: str, level: str, asked: str, first: str, blocked: str, ended: str
) -> None:
    found = result(text)
    assert (found.level or "-") == level
    assert found.start_test_asked is (asked == "yes")
    assert found.blocked is (blocked == "yes")
    assert found.ended_early is (ended == "yes")
    if not found.blocked:
        assert found.first_start_test == (None if first == "-" else date(int(first)))


def test_a_course_that_is_blocked_later_has_no_level_and_asks_no_test() -> None:
    log = Log(start=None).days("1/1").flag(2, gap=True)
    found = AssessmentResult(log.until(2), log.entries[0].answers)
    assert (found.level, found.start_test_asked, found.blocked) == (None, False, True)


def test_a_new_beginning_in_a_course_that_goes_on_waits_for_no_start_test() -> None:
    log = Log(onset=40).assess(3, onset=1)
    found = AssessmentResult(log.until(3), log.entries[1].answers)
    assert (found.stage.time_phase, found.replay.states[-1].phase) == ("EARLY", "LOAD")
    assert found.first_start_test is None


def test_it_is_dated_by_the_course_and_counts_the_days_since_the_beginning() -> None:
    found = result("onset=40")
    assert (found.date, found.onset_days) == (date(1), 40)


def test_the_stage_and_the_risk_are_those_of_its_answers() -> None:
    found = result("onset=40 location=insertional thickened daily_pain=3 intensity_jump age=40")
    assert found.stage == ("ACUTE", False, 3, "insertional")
    assert {"R04", "R12"} <= {factor.id for factor in found.risk.factors}
    assert {"R04", "R12"}.isdisjoint(factor.id for factor in result().risk.factors)
