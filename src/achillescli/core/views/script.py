"""A session as a script: every half of a repetition and every rest, each with its seconds."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from ..programme.protocol import Protocol
from ..state import L1, Prescription, State, Work

READY_S = 10
"""To get ready, where nothing else is said."""
SIDES = ("left", "right")


class Motion(StrEnum):
    """What is done during a step; the first two come before a set."""

    READY = "ready"
    REST = "rest"
    DOWN = "down"
    UP = "up"


LEADS = frozenset({Motion.READY, Motion.REST})


class Stint(NamedTuple):
    """One set on one leg, or on both at once; ``number`` counts from 1."""

    exercise: str
    number: int
    sets: int
    reps: int
    halves: tuple[Motion, Motion]
    """In which order a repetition goes down and up."""
    side: str | None = None
    """The leg, where both are affected and take turns."""


class ScriptStep(NamedTuple):
    """One step; ``stint`` counts from 0, ``rep`` from 1, and is 0 before a set."""

    part: Motion
    seconds: int
    stint: int
    rep: int = 0


class Script(NamedTuple):
    """A session from getting ready to the last repetition."""

    stints: tuple[Stint, ...]
    steps: tuple[ScriptStep, ...]
    ready_s: int
    """To get ready for the first set, for the other leg, and for a set that is done again."""

    @property
    def total_s(self) -> int:
        """How long it takes."""
        return sum(step.seconds for step in self.steps)

    @property
    def minutes(self) -> int:
        """How long it takes, in whole minutes."""
        return round(self.total_s / 60)

    def lead(self, stint: int) -> int:
        """Return the place of the step before a set."""
        return sum(1 + 2 * one.reps for one in self.stints[:stint])

    def changes_side(self, stint: int) -> bool:
        """Whether a set is the one before it on the other leg."""
        return stint > 0 and self.steps[self.lead(stint)].part is Motion.READY


def script(
    given: Prescription,
    state: State,
    side: str,
    protocol: Protocol,
    contraction: Callable[[str], str],
    ready_s: int = READY_S,
) -> Script:
    """Return a session of a date as a script.

    The dose and the tempo are those of the programme. ``side`` is the affected one; where that
    is both, a set on one leg is done on each, without the long rest between them.
    """
    dose = protocol.dose
    seconds = {Motion.DOWN: dose.lower_s, Motion.UP: dose.raise_s}
    stints = tuple(
        Stint(work.exercise, number, work.sets, work.reps, _halves(contraction(work.exercise)), leg)
        for work in given.work
        for number in range(1, work.sets + 1)
        for leg in (SIDES if side == "both" and _on_one_leg(work, state, protocol) else (None,))
    )
    steps: list[ScriptStep] = []
    for place, stint in enumerate(stints):
        rests = place > 0 and stint.side != SIDES[1]
        lead = (Motion.REST, dose.rest_s) if rests else (Motion.READY, ready_s)
        steps.append(ScriptStep(*lead, place))
        for rep in range(1, stint.reps + 1):
            steps += (ScriptStep(part, seconds[part], place, rep) for part in stint.halves)
    return Script(stints, tuple(steps), ready_s)


def _halves(contraction: str) -> tuple[Motion, Motion]:
    """Return how a repetition goes: a heel drop begins at the top, a heel raise on the floor."""
    return (Motion.UP, Motion.DOWN) if contraction == "concentric" else (Motion.DOWN, Motion.UP)


def _on_one_leg(work: Work, state: State, protocol: Protocol) -> bool:
    raises = protocol.concentric
    if work.exercise in (raises.two_leg, raises.single_leg):
        return work.exercise == raises.single_leg
    return state.dose_level > L1


class Performed(NamedTuple):
    """What was done of a session: so many sets of so many repetitions, and sets of other ones."""

    sets: int
    reps: int
    others: tuple[int, ...]
    completed: bool
    """Whether every repetition was done."""


def performance(stints: Sequence[Stint], done: Sequence[int]) -> Performed:
    """Return what the repetitions done in each stint come to.

    A set on both legs in turn is one set when both did the same.
    """
    counts = [count for count in _sets(stints, done) if count]
    reps = max(counts, key=lambda count: (counts.count(count), count), default=0)
    others = tuple(count for count in counts if count != reps)
    full = tuple(stint.reps for stint in stints) == tuple(done)
    return Performed(counts.count(reps), reps, others, full)


def _sets(stints: Sequence[Stint], done: Sequence[int]) -> Iterator[int]:
    """Yield the repetitions of each set; of each leg, where they differ."""
    pairs = zip(stints, done, strict=True)
    for _, group in groupby(pairs, key=lambda pair: (pair[0].exercise, pair[0].number)):
        counts = [count for _, count in group]
        yield from counts[:1] if len(set(counts)) == 1 else counts
