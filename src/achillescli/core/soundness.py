"""Whether a programme holds together: numbers, steps, caps, phases, and where they come from."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

from .course import Replay
from .evidence import Citation
from .exercise import Exercise
from .phase import WEEK_DAYS
from .protocol import L1, L3, Protocol, level_name
from .simulation import WORST, Pattern, simulated
from .state import Phase, Verdict

LIGHTEST_KG, HEAVIEST_KG = 20, 500
"""Weights for which the cap is tried, as far as an assessment takes them."""
WHOLE = 100
MOST_LEVELS = 40
SPARE_WEEKS = 6
"""Weeks played beyond one for each level, and beyond the last phase."""
DATE = dt.date(2026, 1, 5)
SORE = Pattern(mornings=(3,), pain=(3,))
"""No better after twelve weeks, and not worse."""


class Fault(NamedTuple):
    """What is wrong with a programme: a sentence by its key, and where."""

    key: str
    where: str


def numbers(tables: Mapping[str, Any], above: str = "") -> Iterator[Fault]:
    """Yield each value that should be a number above 0 and is not."""
    for name, value in tables.items():
        where = f"{above}.{name}" if above else name
        if isinstance(value, Mapping):
            yield from numbers(value, where)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            parts = {f"{number}": part for number, part in enumerate(value, 1)}
            yield from numbers(parts, where)
        elif isinstance(value, bool) or not isinstance(value, str | int | float) or _none(value):
            yield Fault("number", where)


def _none(value: str | float) -> bool:
    return not isinstance(value, str) and not 0 < value < inf


def cited(
    tables: Mapping[str, Any],
    rules: Mapping[str, Sequence[Citation]],
    sources: Iterable[str],
) -> Iterator[Fault]:
    """Yield each table of the programme whose numbers no citation of a known source carries."""
    known = set(sources)
    named = tables.get("cited_by", {})
    for table in tables:
        if table in ("id", "cited_by"):
            continue
        found = [citation for rule in named.get(table, ()) for citation in rules.get(rule, ())]
        if not found:
            yield Fault("uncited", table)
    for rule, citations in rules.items():
        if not citations or any(citation.source not in known for citation in citations):
            yield Fault("no_source", rule)


def steps(protocol: Protocol, exercises: Iterable[Exercise]) -> Iterator[Fault]:
    """Yield what is not a step up that can be taken back."""
    known = {exercise.id for exercise in exercises}
    named = (*protocol.exercises, protocol.concentric.two_leg, protocol.concentric.single_leg)
    for name in named:
        if name not in known:
            yield Fault("exercise", name)
    yield from _running_steps(protocol)
    pains = [row.max_pain for row in protocol.start_test]
    levels = [row.level for row in protocol.start_test]
    if pains != sorted(set(pains)) or levels != sorted(levels, reverse=True):
        yield Fault("start_test", "start_test")
    if protocol.easier_dose.sets * protocol.easier_dose.reps >= _repetitions(protocol):
        yield Fault("not_easier", "easier_dose")


def _repetitions(protocol: Protocol) -> int:
    return protocol.dose.sets * protocol.dose.reps


def _running_steps(protocol: Protocol) -> Iterator[Fault]:
    running = protocol.running
    known = {step.id for step in running.steps}
    for name in ("A", "B"):
        path = getattr(running, name)
        for step in path:
            if step not in known:
                yield Fault("no_step", f"running.{name}.{step}")
        minutes = [running.step(step).minutes for step in path if step in known]
        if minutes != sorted(minutes):
            yield Fault("no_rise", f"running.{name}")


def cap(protocol: Protocol) -> Iterator[Fault]:
    """Yield what could ask for more than the programme's own limits."""
    load = protocol.load
    for weight_kg in range(LIGHTEST_KG, HEAVIEST_KG + 1):
        heaviest = load.kg(load.ceiling(weight_kg))
        if heaviest > min(load.max_kg, load.max_share_of_weight * weight_kg) + 1e-9:
            yield Fault("above_cap", "load")
            break
    if load.kg(load.ceiling(None)) > load.max_kg:
        yield Fault("above_cap", "load.steps_when_weight_unknown")
    if any(row.level > L3 for row in protocol.start_test):
        yield Fault("starts_loaded", "start_test")
    if max(protocol.cross_training) > WHOLE or list(protocol.cross_training) != sorted(
        protocol.cross_training
    ):
        yield Fault("cross_training", "cross_training")


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
    for level in range(L1, highest + 1):
        if level_name(level) not in levels:
            yield Fault("no_way_up", level_name(level))
        elif not played.falls(level_name(level), levels[level_name(level)]):
            yield Fault("no_way_down", level_name(level))
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
        return simulated(self._answers, DATE, pattern, self._protocol, length)

    def falls(self, level: str, day: int) -> bool:
        """Whether a bad week at a level, first reached on a day, ends in a step down."""
        good = (day - 1) // WEEK_DAYS * WEEK_DAYS
        scores = (1,) * good + (WORST,) * WEEK_DAYS
        bad = Pattern(pain=scores, start_test=WORST)
        after = self.course(bad, good + WEEK_DAYS + 1).states[-1]
        stepped = after.decision is not None and after.decision.verdict is Verdict.REGRESS
        return stepped and (level == level_name(L1) or after.level != level)


def _levels(course: Replay) -> dict[str, int]:
    """Return each level of a course and the day on which it was reached."""
    found: dict[str, int] = {}
    for state in course.states:
        found.setdefault(state.level, state.day)
    return found
