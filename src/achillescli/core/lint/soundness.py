"""Whether a programme holds together: exercises, steps, caps, days and phases."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from ..course import Replay
from ..library.exercise import Exercise
from ..programme.colour import TOO_MUCH
from ..programme.protocol import Protocol, RunningPlan, RunningStage
from ..programme.weekly import WEEK_DAYS
from ..state import L1, L3, Level, Phase, Verdict
from ..views.simulation import WORST, Pattern, simulated_course
from .tables import Fault

LIGHTEST_KG, HEAVIEST_KG = 20, 500
"""Weights for which the cap is tried, as far as an assessment takes them."""
WHOLE = 100
"""The usual time of cross-training, in percent."""
MOST_LEVELS = 40
"""More levels are not played through."""
SPARE_WEEKS = 6
"""Weeks played beyond one for each level, and beyond the last phase."""
DATE = dt.date(2026, 1, 5)
SORE = Pattern(mornings=(3,), pain=(3,))
"""No better after twelve weeks, and not worse."""


def steps(protocol: Protocol, exercises: Iterable[Exercise]) -> Iterator[Fault]:
    """Yield what refers to nothing, or is not a step up that can be taken back."""
    yield from _exercises(protocol, {exercise.id: exercise for exercise in exercises})
    yield from _running(protocol.running)
    pains = [row.max_pain for row in protocol.start_test]
    levels = [row.level for row in protocol.start_test]
    if pains != sorted(set(pains)) or levels != sorted(levels, reverse=True):
        yield Fault("start_test", "start_test")
    if protocol.easier_dose.sets * protocol.easier_dose.reps >= _repetitions(protocol):
        yield Fault("not_easier", "easier_dose")
    days, week = protocol.maintain.days, set(range(1, WEEK_DAYS + 1))
    if not days or len(set(days)) < len(days) or not set(days) < week:
        yield Fault("maintain_days", "maintain.days")


def _repetitions(protocol: Protocol) -> int:
    return protocol.dose.sets * protocol.dose.reps


def _exercises(protocol: Protocol, known: Mapping[str, Exercise]) -> Iterator[Fault]:
    daily, added = protocol.exercises, protocol.concentric
    places = [
        *((f"exercises.{place}", name, "eccentric") for place, name in daily._asdict().items()),
        ("concentric.two_leg", added.two_leg, "concentric"),
        ("concentric.single_leg", added.single_leg, "concentric"),
    ]
    for place, name, contraction in places:
        if name not in known:
            yield Fault("no_exercise", f"{place}.{name}")
        elif (known[name].kind, known[name].contraction) != ("loading", contraction):
            yield Fault(contraction, place)
    if daily.pm_when_sore in known and known[daily.pm_when_sore].knee != "straight":
        yield Fault("not_straight", "exercises.pm_when_sore")
    if added.two_leg == added.single_leg:
        yield Fault("same_exercise", "concentric")


def _running(running: RunningPlan) -> Iterator[Fault]:
    """Yield what is wrong with the steps; with the two paths together, when each is in order."""
    ids = [step.id for step in running.steps]
    if len(set(ids)) < len(ids):
        yield Fault("step_twice", "running.steps")
    broken = [fault for name in ("A", "B") for fault in _path(running, name)]
    yield from broken
    if not broken:
        unused = sorted({*ids} - {*running.A, *running.B})
        yield from (Fault("unused_step", f"running.steps.{step}") for step in unused)
        if running.step(running.B[0]).run_min > running.step(running.A[0]).run_min:
            yield Fault("begins_high", "running.B")


def _path(running: RunningPlan, name: str) -> Iterator[Fault]:
    where, path = f"running.{name}", getattr(running, name)
    unknown = sorted({*path} - {step.id for step in running.steps})
    yield from (Fault("no_step", f"{where}.{step}") for step in unknown)
    if unknown:
        return
    if not path:
        yield Fault("no_path", where)
        return
    taken = [running.step(step) for step in path]
    for low, high in pairwise(taken):
        if not _rises(low, high):
            yield Fault("no_rise", f"{where}.{high.id}")
        elif any(_rises(low, step) and _rises(step, high) for step in running.steps):
            yield Fault("leap", f"{where}.{high.id}")
    if _length(taken[-1]) < max(map(_length, running.steps)):
        yield Fault("ends_low", where)


def _rises(low: RunningStage, high: RunningStage) -> bool:
    """Whether a step asks for more, and in no respect for less, than one before it."""
    more = _length(high) != _length(low)
    return more and high.minutes >= low.minutes and high.run_min >= low.run_min


def _length(step: RunningStage) -> tuple[int, int]:
    """Return the minutes of a step: all, and without a walk."""
    return step.minutes, step.run_min


def cap(protocol: Protocol) -> Iterator[Fault]:
    """Yield what could ask for more than the programme's own limits."""
    load = protocol.load
    for weight_kg in range(LIGHTEST_KG, HEAVIEST_KG + 1):
        heaviest = load.kg(load.ceiling(weight_kg))
        if heaviest > min(load.max_kg, load.max_share_of_weight * weight_kg) + 1e-9:
            yield Fault("above_cap", "load")
            break
    if load.max_share_of_weight > 1:
        yield Fault("share", "load.max_share_of_weight")
    if load.kg(load.ceiling(None)) > load.max_kg:
        yield Fault("above_cap", "load.steps_when_weight_unknown")
    if any(row.level > L3 for row in protocol.start_test):
        yield Fault("starts_loaded", "start_test")
    if max(protocol.cross_training) > WHOLE or list(protocol.cross_training) != sorted(
        protocol.cross_training
    ):
        yield Fault("cross_training", "cross_training")
    yield from _early(protocol)


def _early(protocol: Protocol) -> Iterator[Fault]:
    """Yield what begins before the rules let it: load, raises, a level above the pain."""
    if protocol.load.from_day <= WEEK_DAYS:
        yield Fault("early_load", "load.from_day")
    if protocol.concentric.from_day <= protocol.phases.load_until_day:
        yield Fault("early_raises", "concentric.from_day")
    if any(row.max_pain >= TOO_MUCH and row.level > L1 for row in protocol.start_test):
        yield Fault("start_pain", "start_test")


def phases(protocol: Protocol, answers: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield each phase and level that no course reaches, and each that none leaves downwards.

    Courses of made-up scores are played through, so that what is said is what the rules do.
    """
    highest = protocol.load.ceiling(HEAVIEST_KG)
    if highest > MOST_LEVELS:
        yield Fault("many_levels", "load")
        return
    last = min(protocol.phases.load_plus_until_day // WEEK_DAYS, MOST_LEVELS)
    played = _Played(protocol, answers, weeks=max(highest, last) + SPARE_WEEKS)
    climb = played.course(Pattern(start_test=WORST))
    levels = _levels(climb)
    for level in map(Level, range(L1, highest + 1)):
        if level not in levels:
            yield Fault("no_way_up", str(level))
        elif not played.falls(level, levels[level]):
            yield Fault("no_way_down", str(level))
    courses = (climb, played.course(SORE), played.course(Pattern()))
    found = {state.phase for course in courses for state in course.states}
    for phase in Phase:
        if phase not in found:
            yield Fault("no_phase", phase.value)


class _Played:
    """Courses of one person by one programme."""

    def __init__(self, protocol: Protocol, answers: Mapping[str, Any], weeks: int) -> None:
        self._protocol = protocol
        self._weeks = weeks
        person = {**answers["person"], "weight_kg": HEAVIEST_KG}
        began_today = {**answers["complaint"], "onset": DATE}
        self._answers = {**answers, "person": person, "complaint": began_today}

    def course(self, pattern: Pattern, days: int = 0) -> Replay:
        """Return the course of a pattern."""
        length = days or self._weeks * WEEK_DAYS
        return simulated_course(self._answers, DATE, pattern, self._protocol, length)

    def falls(self, level: Level, day: int) -> bool:
        """Whether a bad week at a level, first reached on a day, ends in a step down."""
        good = (day - 1) // WEEK_DAYS * WEEK_DAYS
        scores = (1,) * good + (WORST,) * WEEK_DAYS
        bad = Pattern(pain=scores, start_test=WORST)
        after = self.course(bad, good + WEEK_DAYS + 1).states[-1]
        stepped = after.decision is not None and after.decision.verdict is Verdict.REGRESS
        return stepped and (level == L1 or after.level != level)


def _levels(course: Replay) -> dict[Level, int]:
    """Return each level of a course and the day on which it was reached."""
    found: dict[Level, int] = {}
    for state in course.states:
        found.setdefault(state.level, state.day)
    return found
