"""What moves the level on a morning, and what a start test is worth."""

import pytest

from achillescli.core.state import L1, L2, Finding, LevelStep
from tests.kit.course_kit import Log


def score_of(score: int) -> tuple[Finding]:
    return (Finding("START.test", met=True, values={"score": score}),)


def test_a_start_test_that_counts_in_full_is_kept_with_its_score() -> None:
    log = Log(start=None).days("2/1*2").check(2, start_test_pain=4)
    assert log.day(3).level_steps == (LevelStep("START", L1, L2, score_of(4)),)


def test_one_that_counts_downwards_only_is_kept_with_its_score() -> None:
    log = Log(start=None).days("2/1*7 2/7 2/1").check(9, start_test_pain=8)
    assert log.day(10).level_steps == (LevelStep("START", L2, L1, score_of(8)),)


def test_one_that_counts_downwards_only_and_lowers_nothing_is_no_step() -> None:
    log = Log(start=None).days("2/1 2/7 2/1*3").check(3, start_test_pain=0)
    assert log.day(4).level_steps == ()


@pytest.mark.parametrize(
    ("lowered", "level", "verdict"), [(False, "L3", "REGRESS W1"), (True, "L2", "HOLD W2")]
)
def test_after_a_start_test_that_lowered_the_level_a_sore_week_costs_no_second_step(
    lowered: bool, level: str, verdict: str
) -> None:
    log = Log(start=None).days("3/1*14 3/7 3/4*13")
    if lowered:
        log.check(22, start_test_pain=4)
    log.check(23, start_test_pain=0)
    assert [str(log.day(day).level) for day in (22, 23, 24, 28)] == ["L3", level, "L3", "L3"]
    assert log.verdicts(29)[-1] == verdict


def test_at_the_highest_level_nothing_is_lowered_to_it() -> None:
    states = Log().days("2/1*130").states(130)
    assert str(states[-1].level) == "L4.8"
    assert {step.rule for state in states for step in state.level_steps} == {"START", "W3"}


def test_without_a_start_test_the_first_level_is_kept_as_a_step_that_moves_nothing() -> None:
    assert Log(start=None).day(1).level_steps == (LevelStep("START", L1, L1),)
