"""Whether the check of a programme finds what is wrong with one."""

import copy
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from achillescli import catalogue
from achillescli.core.lint import soundness
from achillescli.core.lint.tables import Fault
from achillescli.core.programme.protocol import Protocol
from achillescli.core.state import Level

pytestmark = pytest.mark.slow

TABLES = catalogue.protocol_tables()
PATH_A, PATH_B, STEPS = (TABLES["running"][name] for name in ("A", "B", "steps"))


Changes = Sequence[tuple[str, Any]]
"""Values by where they stand in the tables."""


def changed(where: str, value: Any, tables: dict[str, Any] = TABLES) -> dict[str, Any]:
    """Return the tables with one value changed; a number in the path is a place in a list."""
    tables = copy.deepcopy(tables)
    *path, last = where.split(".")
    here: Any = tables
    for part in path:
        here = here[int(part)] if part.isdigit() else here[part]
    here[int(last) if last.isdigit() else last] = value
    return tables


def told(faults: Iterable[Fault]) -> list[str]:
    return [f"{fault.key} {fault.where}" for fault in faults]


def programme(*changes: tuple[str, Any]) -> Protocol:
    tables = TABLES
    for where, value in changes:
        tables = changed(where, value, tables)
    return Protocol.of(tables)


def test_the_programme_is_sound() -> None:
    found = catalogue.protocol()
    assert told(soundness.steps(found, catalogue.exercises())) == []
    assert told(soundness.cap(found)) == []
    assert told(soundness.phases(found, catalogue.pattern_answers())) == []


# Exercises


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        # daily: loading, on the way down
        ([("exercises.am", "jump")], ["no_exercise exercises.am.jump"]),
        ([("exercises.pm", "jump")], ["no_exercise exercises.pm.jump"]),
        ([("exercises.pm_when_sore", "jump")], ["no_exercise exercises.pm_when_sore.jump"]),
        ([("exercises.am", "heel-raise-single-leg")], ["eccentric exercises.am"]),
        ([("exercises.pm", "heel-raise-two-leg")], ["eccentric exercises.pm"]),
        ([("exercises.pm_when_sore", "heel-raise-two-leg")], ["eccentric exercises.pm_when_sore"]),
        ([("exercises.am", "start-test")], ["eccentric exercises.am"]),  # eccentric, but a test
        ([("exercises.am", "cycling")], ["eccentric exercises.am"]),
        ([("exercises.am", "heel-drop-bent")], []),
        ([("exercises.pm", "heel-drop-straight")], []),
        ([("exercises.pm_when_sore", "heel-drop-bent")], ["not_straight exercises.pm_when_sore"]),
        # added: loading, on the way up
        ([("concentric.two_leg", "jump")], ["no_exercise concentric.two_leg.jump"]),
        ([("concentric.single_leg", "jump")], ["no_exercise concentric.single_leg.jump"]),
        ([("concentric.two_leg", "heel-drop-straight")], ["concentric concentric.two_leg"]),
        ([("concentric.single_leg", "heel-drop-bent")], ["concentric concentric.single_leg"]),
        ([("concentric.two_leg", "heel-raise-test")], ["concentric concentric.two_leg"]),  # a test
        ([("concentric.two_leg", "heel-raise-single-leg")], ["same_exercise concentric"]),
    ],
)
def test_every_exercise_is_of_the_kind_that_its_place_asks_for(
    changes: Changes, found: list[str]
) -> None:
    assert told(soundness.steps(programme(*changes), catalogue.exercises())) == found


# Running


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("running.A", [])], ["no_path running.A"]),
        ([("running.B", [])], ["no_path running.B"]),
        (
            [("running.A", ["RC1", "RC9", "RC8"])],
            ["no_step running.A.RC8", "no_step running.A.RC9"],
        ),
        ([("running.B", ["RW9"])], ["no_step running.B.RW9"]),
        ([("running.A.1", "RC1")], ["no_rise running.A.RC1", "leap running.A.RC3"]),
        ([("running.A", ["RC2", "RC1"])], ["no_rise running.A.RC1", "ends_low running.A"]),
        ([("running.B", ["RC4", "RW1"])], ["no_rise running.B.RW1", "ends_low running.B"]),
        ([("running.A", ["RC1", "RC6"])], ["leap running.A.RC6"]),
        ([("running.B", ["RW1", "RW2", "RW4", "RC4", "RC5", "RC6"])], ["leap running.B.RW4"]),
        ([("running.A", ["RC1", "RC2", "RC3", "RC4", "RC5"])], ["ends_low running.A"]),
        ([("running.A", ["RC6"])], [f"unused_step running.steps.RC{n}" for n in (1, 2, 3)]),
        (
            [("running.B", ["RC6"])],
            [
                *(f"unused_step running.steps.RW{n}" for n in (1, 2, 3, 4)),
                "begins_high running.B",
            ],
        ),
        ([("running.A", PATH_B), ("running.B", PATH_A)], ["begins_high running.B"]),
        ([("running.steps", [*STEPS, STEPS[0]])], ["step_twice running.steps"]),
    ],
)
def test_the_running_paths_rise_step_by_step_to_the_last(
    changes: Changes, found: list[str]
) -> None:
    assert told(soundness.steps(programme(*changes), catalogue.exercises())) == found


def paths(a: str, b: str, **steps: tuple[int, int]) -> Protocol:
    """Return the programme with paths and steps of its own; a step is its minutes and times."""
    rows = [
        {"id": name, "run_min": minutes, "times": times, "passes": 2}
        for name, (minutes, times) in steps.items()
    ]
    return programme(("running", {"A": a.split(), "B": b.split(), "steps": rows}))


@pytest.mark.parametrize(
    ("running", "found"),
    [
        (paths("x y", "x y", x=(5, 1), y=(10, 1)), []),
        (paths("x y", "x y", x=(3, 3), y=(3, 4)), []),  # more times
        (paths("x y", "x y", x=(10, 2), y=(20, 1)), []),  # as many minutes, without a walk
        (paths("x y", "x y", x=(10, 1), y=(6, 2)), ["no_rise running.A.y", "no_rise running.B.y"]),
        (paths("x y", "x y", x=(4, 3), y=(10, 1)), [
            "no_rise running.A.y", "ends_low running.A",
            "no_rise running.B.y", "ends_low running.B",
        ]),
        (paths("x y", "x y", x=(5, 1), y=(5, 1)), ["no_rise running.A.y", "no_rise running.B.y"]),
        (paths("x z", "y z", x=(5, 1), y=(5, 1), z=(9, 1)), []),  # as long as the one left out
        (paths("x y", "x z", x=(5, 1), y=(9, 1), z=(9, 1)), []),
        (paths("x z", "x y z", x=(5, 1), y=(7, 1), z=(9, 1)), ["leap running.A.z"]),
        (paths("x y", "x z", x=(5, 1), y=(10, 2), z=(20, 1)), [
            "ends_low running.A", "leap running.B.z",
        ]),
        (paths("x y", "x z", x=(5, 1), y=(30, 1), z=(10, 4)), ["ends_low running.A"]),
        (paths("x z", "x z", x=(5, 1), y=(3, 1), z=(9, 1)), ["unused_step running.steps.y"]),
        (paths("y z", "x y z", x=(3, 1), y=(5, 1), z=(9, 1)), []),
        (paths("x y z", "y z", x=(3, 1), y=(5, 1), z=(9, 1)), ["begins_high running.B"]),
        (paths("x z", "y z", x=(5, 1), y=(3, 3), z=(9, 1)), []),  # more minutes, more walks
    ],
)  # fmt: skip
def test_a_step_is_more_and_in_no_respect_less_than_the_one_before(
    running: Protocol, found: list[str]
) -> None:
    assert told(soundness.steps(running, catalogue.exercises())) == found


# Start test, easier dose, maintenance


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("start_test.0.max_pain", 7)], ["start_test start_test"]),
        ([("start_test.0.max_pain", 5)], ["start_test start_test"]),  # twice a 5
        ([("start_test.0.level", 1)], ["start_test start_test"]),  # more pain, a higher level
        ([("easier_dose.sets", 3)], ["not_easier easier_dose"]),
        ([("easier_dose.reps", 23)], ["not_easier easier_dose"]),
        ([("easier_dose.reps", 22)], []),
        ([("maintain.days", [])], ["maintain_days maintain.days"]),
        ([("maintain.days", [1, 3, 3])], ["maintain_days maintain.days"]),
        ([("maintain.days", [1, 2, 3, 4, 5, 6, 7])], ["maintain_days maintain.days"]),
        ([("maintain.days", [1, 8])], ["maintain_days maintain.days"]),
        ([("maintain.days", [0, 1])], ["maintain_days maintain.days"]),
        ([("maintain.days", [6, 5, 4, 3, 2, 1])], []),
        ([("maintain.days", [7])], []),
    ],
)
def test_every_other_step_rises_and_refers_to_what_exists(
    changes: Changes, found: list[str]
) -> None:
    assert told(soundness.steps(programme(*changes), catalogue.exercises())) == found


# Caps and first days


@pytest.mark.hazard("H31")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("load.steps_when_weight_unknown", 9)], ["above_cap load.steps_when_weight_unknown"]),
        ([("load.steps_when_weight_unknown", 8)], []),
        ([("start_test.0.level", 4)], ["starts_loaded start_test"]),
        ([("load.max_share_of_weight", 1.01)], ["share load.max_share_of_weight"]),
        ([("load.max_share_of_weight", 1.0)], []),
        ([("cross_training.later", 101)], ["cross_training cross_training"]),
        ([("cross_training.weeks_1_2", 80)], ["cross_training cross_training"]),
    ],
)
def test_nothing_goes_above_the_cap(changes: Changes, found: list[str]) -> None:
    assert told(soundness.cap(programme(*changes))) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("load.from_day", 7)], ["early_load load.from_day"]),
        ([("load.from_day", 8)], []),
        ([("concentric.from_day", 42)], ["early_raises concentric.from_day"]),
        ([("concentric.from_day", 43)], []),
        ([("phases.load_until_day", 43)], ["early_raises concentric.from_day"]),
        ([("start_test.1.max_pain", 6)], ["start_pain start_test"]),
        ([("start_test.1.max_pain", 5)], []),
        ([("start_test.1.max_pain", 6), ("start_test.1.level", 1)], []),
    ],
)
def test_nothing_begins_too_early(changes: Changes, found: list[str]) -> None:
    assert told(soundness.cap(programme(*changes))) == found


def test_a_cap_that_the_levels_ignore_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    load = type(catalogue.protocol().load)
    monkeypatch.setattr(load, "ceiling", lambda *_: 3 + 9)
    assert told(soundness.cap(catalogue.protocol())) == [
        "above_cap load",
        "above_cap load.steps_when_weight_unknown",
    ]


@pytest.mark.parametrize("weight_kg", [soundness.LIGHTEST_KG, 29, soundness.HEAVIEST_KG])
def test_a_step_too_much_is_found_for_every_weight(
    weight_kg: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = type(catalogue.protocol().load)
    ceiling = load.ceiling
    too_much = {weight_kg: ceiling(catalogue.protocol().load, weight_kg) + 1}
    monkeypatch.setattr(load, "ceiling", lambda self, kg: too_much.get(kg) or ceiling(self, kg))
    assert told(soundness.cap(catalogue.protocol())) == ["above_cap load"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("load.step_kg", 0.5)], ["many_levels load"]),
        ([("early.last_day_after_onset", -1)], ["no_phase CALM"]),
        ([("phases.load_plus_until_day", 42)], ["no_phase LOAD_PLUS"]),
        ([("phases.load_until_day", 0)], ["no_phase LOAD"]),
        (
            [("phases.load_plus_until_day", 999), ("phases.load_until_day", 99)],
            ["no_phase MAINTAIN", "no_phase EXTEND"],
        ),
        (
            [("load.from_day", 999), ("load.max_kg", 5)],
            ["no_way_up L4.1", "no_way_up L4.2"],
        ),
    ],
)
def test_every_phase_and_level_is_reached(changes: Changes, found: list[str]) -> None:
    faults = soundness.phases(programme(*changes), catalogue.pattern_answers())
    assert set(found) <= set(told(faults))


def test_as_many_levels_as_are_tried_are_played_through(monkeypatch: pytest.MonkeyPatch) -> None:
    highest = catalogue.protocol().load.ceiling(soundness.HEAVIEST_KG)
    monkeypatch.setattr(soundness, "MOST_LEVELS", highest)
    assert told(soundness.phases(catalogue.protocol(), catalogue.pattern_answers())) == []
    monkeypatch.setattr(soundness, "MOST_LEVELS", highest - 1)
    faults = soundness.phases(catalogue.protocol(), catalogue.pattern_answers())
    assert told(faults) == ["many_levels load"]


def test_a_level_without_a_way_down_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from achillescli.core.programme import weekly

    monkeypatch.setattr(weekly, "RED_DAYS", 8)
    found = catalogue.protocol()
    every = range(1, found.load.ceiling(soundness.HEAVIEST_KG) + 1)
    faults = told(soundness.phases(found, catalogue.pattern_answers()))
    assert faults == [f"no_way_down {Level(level)}" for level in every]


def test_a_step_down_that_lowers_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from achillescli.core.programme.level import LevelCourse

    step = LevelCourse._step
    monkeypatch.setattr(
        LevelCourse,
        "_step",
        lambda self, steps, rule, after, why: step(self, steps, rule, max(self.now, after), why),
    )
    faults = told(soundness.phases(catalogue.protocol(), catalogue.pattern_answers()))
    assert "no_way_down L2" in faults
    assert "no_way_down L1" not in faults
