"""The laws reach what they speak of, and notice a rule that is made weaker."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from achillescli.core import course
from achillescli.core.state import State
from tests.kit.course_kit import Log, rows
from tests.laws import test_laws
from tests.laws.weakened import WEAKENED

pytestmark = pytest.mark.slow

DRAWN_BY = 0xF37E95E065F73EBA73B01070774F99C631851E5ED83C59FECDE2CE5E94BB63C4F06A159B0A6535CCD4FE43FCAE1361D5
"""From where the examples are drawn: others reach other things, and ``LEAST`` counts these."""
EXAMPLES = 250
COUNTED = 40


@cache
def sample(name: str, examples: int) -> list[Any]:
    """Return some examples of a law, always the same ones, drawn by the rules as they are."""
    cases, _ = test_laws.LAWS[name]
    drawn = []

    @seed(DRAWN_BY)
    @settings(
        max_examples=examples,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def draw(case: Any) -> None:
        drawn.append(case)

    draw()
    return drawn


def law(name: str) -> Callable[[Any], None]:
    """Return the law of a test, to be held against one case."""
    return test_laws.LAWS[name][1]


REACHED = ("PROGRESS", "L4", "red", "blocked", "raises", "running", "MAINTAIN")


def reached(states: tuple[State, ...]) -> Iterator[str]:
    """Yield what a course came to."""
    for state in states:
        if state.decision and state.decision.verdict == "PROGRESS":
            yield "PROGRESS"
        if state.level > 3:
            yield "L4"
        if state.colour_yesterday == "RED":
            yield "red"
        if state.blocked:
            yield "blocked"
        if state.concentric != "closed":
            yield "raises"
        if state.running:
            yield "running"
        if state.phase == "MAINTAIN":
            yield "MAINTAIN"


def shares(name: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Return in how many of 100 examples a law looked at a course that came to what."""
    replay = course.replay
    counted: Counter[str] = Counter()
    seen: set[str] = set()

    def watched(*args: Any) -> course.Replay:
        found = replay(*args)
        seen.update(reached(found.states))
        return found

    monkeypatch.setattr(course, "replay", watched)
    for case in sample(name, COUNTED):
        seen.clear()
        law(name)(case)
        counted.update(seen)
    return {what: 100 * counted[what] // COUNTED for what in REACHED}


LEAST = """
#                                                                     PROGRESS       L4      red  blocked   raises  running MAINTAIN
a_replay_never_fails_and_has_a_state_for_every_date                          45       40       20       10       35       30       30
every_course_can_be_told_and_looked_ahead_of                                 45       40       20       10       35       30       30
an_entry_dated_after_a_day_changes_nothing_of_that_day                       50       50       35       15       45       30       40
entries_with_different_timestamps_may_stand_in_any_order                     45       45       35       15       25       20       35
another_place_in_the_files_never_unblocks                                    45       45       35       25       25       20       35
what_lies_before_the_horizon_does_not_matter                                 35       30       15       15       10       20        0
nothing_is_prescribed_on_a_blocked_date                                      55       55       15       35       40       40       15
no_upward_work_before_day_43                                                 45       40       20       10       35       30       30
an_insertional_tendon_never_goes_below_the_floor                             55       55       30       10       50       50       30
a_level_rises_one_step_a_week_but_by_a_start_test                            50       45       15       10       20       15        0
a_level_never_rises_after_a_week_with_a_red_day_or_too_few_sessions          55       55        5       10       25       30       10
no_day_with_a_tablet_is_green                                                45       40       20       10       35       30       30
a_gate_opens_only_after_a_week_without_tablets                               60       60       10       15       20       15        0
a_sign_blocks_until_it_is_cleared_by_whom_it_takes                           45       40       45       50       35       30       30
a_block_ends_by_an_answer_a_clearance_or_its_days_and_never_by_itself        55       55       15       35       40       40       15
more_pain_in_a_session_gives_no_more_the_next_day                            35       35       15        0       25       15        5
more_pain_on_a_morning_gives_no_more_on_that_day                             25       25       20        0       10        5        0
a_tablet_never_gives_more_the_next_day                                       50       50       35        0       40       30       10
a_session_less_never_gives_more_the_next_day                                 30       30       20        0       20       20        0
more_pain_never_gives_more_later_but_by_the_limits                           55       50       50        5       35       30       15
a_tablet_never_gives_more_later_but_by_the_limits                            55       55       50        0       45       45       20
a_session_less_never_gives_more_later_but_by_the_limits                      55       55       30        0       40       40        5
a_yes_never_gives_more_later_but_by_the_limits                               50       45       30       45       35       35       35
a_yes_never_unblocks                                                         50       50       15       35       35       20       15
"""
"""In how many of 100 examples, at least, a law must look at a course that came to what."""


def test_every_law_has_a_reach() -> None:
    assert [f"test_{name}" for name, *_ in rows(LEAST)] == [*test_laws.LAWS]


@pytest.mark.parametrize(("name", "least"), [(name, least) for name, *least in rows(LEAST)])
def test_a_law_reaches_what_it_speaks_of(
    name: str, least: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shares(f"test_{name}", monkeypatch)
    wanted = dict(zip(REACHED, map(int, least), strict=True))
    assert {what: share for what, share in found.items() if share < wanted[what]} == {}


@pytest.mark.parametrize("name", WEAKENED)
def test_a_law_notices_a_weaker_rule(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    weaken, broken = WEAKENED[name]
    for examples in (COUNTED, EXAMPLES):
        cases = sample(f"test_{broken}", examples)
        with monkeypatch.context() as patch:
            weaken(patch)
            if any(fails(law(f"test_{broken}"), case) for case in cases):
                return
    pytest.fail(f"{EXAMPLES} examples do not notice it")


def fails(held: Callable[[tuple[Log, int]], None], case: tuple[Log, int]) -> bool:
    """Whether a law does not hold for a case."""
    try:
        held(case)
    except AssertionError:
        return True
    return False
