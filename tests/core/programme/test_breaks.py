"""Breaks: what days without sessions and blocked dates cost."""

from achillescli.core.state import BreakRule
from tests.kit.course_kit import Log


def broken(log: Log, day: int) -> BreakRule | None:
    return log.day(day).break_rule


def test_a_block_that_began_on_the_morning_of_a_step_costs_no_second_one() -> None:
    log = Log().days("2/1*10 2/.*7").flag(18, chest_pain=True)
    log.on(19, "session", slot="am", pain=1).cleared(26, "doctor", "T01")
    assert broken(log, 18) == "W6"
    assert [broken(log, day) for day in range(19, 27)] == [None] * 8


def test_the_rows_of_a_block_are_named_one_after_the_other() -> None:
    log = Log().days("2/1*10").flag(11, gap=True, snap=True, weak_push_off=True)
    log.cleared(14, "doctor", "T02", "T03")
    (step,) = log.day(14).level_steps
    assert step.findings[-1].values == {"days": 3, "rows": "T02, T03"}
