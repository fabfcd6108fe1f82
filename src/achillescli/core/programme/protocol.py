"""The programme as one value: doses, levels, loads, phases and the running steps."""

from collections.abc import Mapping, Sequence
from math import floor
from typing import Any, NamedTuple, Self

from ..state import L1, L3, Level


class Dose(NamedTuple):
    """Sets and repetitions of one exercise."""

    sets: int
    reps: int


class FullDose(NamedTuple):
    """The dose of a good day; times in seconds."""

    sets: int
    reps: int
    raise_s: int
    lower_s: int
    rest_s: int


class Exercises(NamedTuple):
    """The exercise of each session."""

    am: str
    pm: str
    pm_when_sore: str


class Load(NamedTuple):
    """The backpack; loads in kg."""

    step_kg: float
    max_kg: float
    max_share_of_weight: float
    steps_when_weight_unknown: int
    from_day: int

    def ceiling(self, weight_kg: float | None) -> Level:
        """Return the highest level for someone of this weight, L4.N (LEVEL)."""
        if weight_kg is None:
            return Level(L3 + self.steps_when_weight_unknown)
        heaviest = min(self.max_kg, self.max_share_of_weight * weight_kg)
        return Level(L3 + floor(heaviest / self.step_kg + 1e-9))

    def kg(self, level: Level) -> float:
        """Return the load of a level in kg."""
        return max(level - L3, 0) * self.step_kg


class Early(NamedTuple):
    """The first week of a complaint."""

    last_day_after_onset: int


class FirstDays(NamedTuple):
    """The sets of a session on the first days of who is older, in years, or untrained."""

    from_age: int
    sets: Sequence[int]


class StartTestRow(NamedTuple):
    """The level for a pain of at most so many NRS points in the start test."""

    max_pain: int
    level: int


class PhaseDays(NamedTuple):
    """The last days of the first two phases."""

    load_until_day: int
    load_plus_until_day: int


class Maintain(NamedTuple):
    """Maintenance: which days of the week, and for how many weeks it is advised."""

    days: Sequence[int]
    weeks: int


class RaisesPlan(NamedTuple):
    """The heel raises that are added when their gate is open."""

    sets: int
    reps: int
    from_day: int
    two_leg: str
    single_leg: str


class CrossTraining(NamedTuple):
    """Percent of the usual time."""

    weeks_1_2: int
    weeks_3_6: int
    later: int


class RunningStage(NamedTuple):
    """One running step; times in minutes."""

    id: str
    run_min: int
    passes: int
    walk_min: int = 0
    times: int = 1

    @property
    def minutes(self) -> int:
        """The running minutes that a pass needs."""
        return self.run_min * self.times


class RunningPlan(NamedTuple):
    """The running steps and their two paths."""

    A: Sequence[str]
    B: Sequence[str]
    steps: Sequence[RunningStage]

    def step(self, name: str) -> RunningStage:
        """Return a step by its id."""
        return next(step for step in self.steps if step.id == name)


class Protocol(NamedTuple):
    """A whole programme."""

    id: str
    dose: FullDose
    easier_dose: Dose
    first_days: FirstDays
    exercises: Exercises
    load: Load
    early: Early
    start_test: tuple[StartTestRow, ...]
    phases: PhaseDays
    maintain: Maintain
    concentric: RaisesPlan
    cross_training: CrossTraining
    running: RunningPlan

    @classmethod
    def of(cls, tables: Mapping[str, Any]) -> Self:
        """Return the programme that the tables of a protocol file state.

        Raises:
            TypeError: a key is missing or unknown.
        """
        running = tables["running"]
        return cls(
            id=tables["id"],
            dose=FullDose(**tables["dose"]),
            easier_dose=Dose(**tables["easier_dose"]),
            first_days=FirstDays(**tables["first_days"]),
            exercises=Exercises(**tables["exercises"]),
            load=Load(**tables["load"]),
            early=Early(**tables["early"]),
            start_test=tuple(StartTestRow(**row) for row in tables["start_test"]),
            phases=PhaseDays(**tables["phases"]),
            maintain=Maintain(**tables["maintain"]),
            concentric=RaisesPlan(**tables["concentric"]),
            cross_training=CrossTraining(**tables["cross_training"]),
            running=RunningPlan(
                **{**running, "steps": [RunningStage(**step) for step in running["steps"]]}
            ),
        )

    def start_level(self, pain: int | str) -> Level:
        """Return the level that a start test gives; pain in NRS points, or "unable" (START)."""
        if not isinstance(pain, str):
            for row in self.start_test:
                if pain <= row.max_pain:
                    return Level(row.level)
        return L1
