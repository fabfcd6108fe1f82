"""A session as steps with seconds."""

import pytest

from achillescli import catalogue
from achillescli.core.state import Level, Prescription, Work
from achillescli.core.views.script import Motion, Script, performance, script
from tests.kit.course_kit import PROTOCOL, Log, cells
from tests.kit.each import each

DROP, RAISE = "heel-drop-straight", "heel-raise-single-leg"


def contraction(name: str) -> str:
    return catalogue.exercise(name).contraction


def made(
    *work: tuple[str, int, int], side: str = "left", level: int = 3, ready_s: int = 10
) -> Script:
    state = Log().day(1)._replace(dose_level=Level(level))
    given = Prescription("am", tuple(Work(*one) for one in work))
    return script(given, state, side, PROTOCOL, contraction, ready_s)


def test_a_session_takes_its_repetitions_and_the_rests_between() -> None:
    found = made((DROP, 3, 15))
    assert found.total_s == 10 + 3 * 15 * 4 + 2 * 120
    assert found.minutes == 7
    leads = [step for step in found.steps if not step.rep]
    assert [(step.part, step.seconds) for step in leads] == [
        (Motion.READY, 10), (Motion.REST, 120), (Motion.REST, 120),
    ]  # fmt: skip


def test_the_numbers_are_those_of_the_programme_and_of_the_day() -> None:
    day = Log(age=70).days("1/1*3").states(4)[-1]
    dose = PROTOCOL.dose
    for given in day.sessions:
        found = script(given, day, "left", PROTOCOL, contraction)
        assert [(s.sets, s.reps) for s in found.stints] == [
            (work.sets, work.reps) for work in given.work for _ in range(work.sets)
        ]
        seconds = {step.part: step.seconds for step in found.steps if step.rep}
        assert seconds == {Motion.DOWN: dose.lower_s, Motion.UP: dose.raise_s}


@pytest.mark.parametrize(
    ("exercise", "first"),
    [(DROP, Motion.DOWN), (RAISE, Motion.UP), ("heel-raise-two-leg", Motion.UP)],
)
def test_a_drop_begins_at_the_top_and_a_raise_on_the_floor(exercise: str, first: Motion) -> None:
    found = made((exercise, 1, 2))
    assert found.steps[1].part is first
    assert [step.rep for step in found.steps] == [0, 1, 1, 2, 2]


SIDES = """
# exercise, side, level | legs in turn
  heel-drop-straight    left 3 | no
  heel-drop-straight    both 3 | yes
  heel-drop-straight    both 1 | no
  heel-raise-single-leg both 1 | yes
  heel-raise-two-leg    both 3 | no
"""


@each("row", cells(SIDES))
def test_legs_take_turns_where_both_are_affected_and_one_works(row: list[str]) -> None:
    exercise, side, level = row[0].split()
    found = made((exercise, 2, 3), side=side, level=int(level))
    legs = [stint.side for stint in found.stints]
    assert legs == (["left", "right"] * 2 if row[1] == "yes" else [None, None])
    changes = [found.changes_side(place) for place in range(len(found.stints))]
    assert changes == [leg == "right" for leg in legs]


def test_the_other_leg_waits_only_to_get_ready() -> None:
    found = made((DROP, 2, 1), side="both", ready_s=7)
    leads = [step.seconds for step in found.steps if not step.rep]
    assert leads == [7, 7, 120, 7]


def test_the_lead_of_a_set_is_the_step_before_it() -> None:
    found = made((DROP, 2, 3), (RAISE, 1, 2))
    for place in range(len(found.stints)):
        step = found.steps[found.lead(place)]
        assert (step.stint, step.rep) == (place, 0)
    assert found.lead(len(found.stints)) == len(found.steps)


DONE = """
# done of 3 × 5 | sets reps others completed
  5 5 5 | 3 5 -   yes
  5 5 0 | 2 5 -   no
  5 2 0 | 1 5 2   no
  5 2 2 | 2 2 5   no
  3 0 0 | 1 3 -   no
  0 5 5 | 2 5 -   no
  4 3 2 | 1 4 3,2 no
  0 0 0 | 0 0 -   no
"""


@each("row", cells(DONE))
def test_what_was_done_is_told_exactly(row: list[str]) -> None:
    done = tuple(map(int, row[0].split()))
    sets, reps, others, completed = row[1].split()
    found = performance(made((DROP, 3, 5)).stints, done)
    assert (found.sets, found.reps) == (int(sets), int(reps))
    assert found.others == (() if others == "-" else tuple(map(int, others.split(","))))
    assert found.completed is (completed == "yes")
    assert found.sets * found.reps + sum(found.others) == sum(done)


def test_a_set_on_both_legs_is_one_set() -> None:
    stints = made((DROP, 2, 5), side="both").stints
    assert performance(stints, (5, 5, 5, 5))[:2] == (2, 5)
    assert performance(stints, (5, 5, 5, 0)) == (2, 5, (), False)
    assert performance(stints, (5, 5, 4, 2)) == (1, 5, (4, 2), False)
