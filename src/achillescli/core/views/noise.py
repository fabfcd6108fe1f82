"""What the rules make of scores that scatter: figures over many courses of one pattern."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from ..course import Replay
from ..programme.weekly import WEEK_DAYS
from ..state import Colour, Level, Phase
from .simulation import WORST, Pattern, Row

Scatter = Callable[[], float]
"""What is added to a score; drawn by whoever asks, never in here. NRS points."""
BY_WEEKS = (6, 12, 26)
"""By the end of which weeks a level is counted as reached."""


def noisy_pattern(pattern: Pattern, scatter: Scatter, days: int) -> Pattern:
    """Return a pattern with scatter on every score of so many days, whole and from 0 to 10."""

    def noisy(row: Row) -> Row:
        return tuple(_score(row[day % len(row)], scatter) for day in range(days))

    return pattern._replace(
        mornings=noisy(pattern.mornings), pain=noisy(pattern.pain), after=noisy(pattern.after)
    )


def _score(value: int | None, scatter: Scatter) -> int | None:
    return None if value is None else min(max(round(value + scatter()), 0), WORST)


class NoisyRun(NamedTuple):
    """The figures of one course."""

    reached: dict[Level, int]
    """The first week in which each level is had."""
    last: Level
    weeks: int
    red_weeks: int
    """Weeks with a red day."""
    steps_down: int
    days: int
    days_without_load: int
    """Days without a session, blocked or resting, but for the off days of maintenance."""
    maintained: bool
    """Whether it ends in maintenance."""
    raises: bool
    """Whether the heel raises were ever open."""
    rows: frozenset[str]
    """Every row that was ever open."""


def noisy_run(replay: Replay) -> NoisyRun:
    """Return the figures of a course that has days."""
    reached: dict[Level, int] = {}
    for state in replay.states:
        reached.setdefault(state.level, state.week)
    red = {
        before.week
        for before, after in pairwise(replay.states)
        if after.colour_yesterday is Colour.RED
    }
    idle = [s for s in replay.states if not s.sessions and (s.blocked or s.adaptation)]
    return NoisyRun(
        reached=reached,
        last=replay.states[-1].level,
        weeks=-(-len(replay.states) // WEEK_DAYS),
        red_weeks=len(red),
        steps_down=sum(
            step.after < step.before for state in replay.states for step in state.level_steps
        ),
        days=len(replay.states),
        days_without_load=len(idle),
        maintained=replay.states[-1].phase is Phase.MAINTAIN,
        raises=any(state.concentric != "closed" for state in replay.states),
        rows=frozenset(row for state in replay.states for row in state.rows),
    )


class Noise(NamedTuple):
    """The figures of many courses of one pattern; shares from 0 to 1, counts out of ``runs``."""

    runs: int
    reached: dict[Level, dict[int, int]]
    """By level: how many had it, or a higher one, by the end of a week."""
    red_weeks: float
    steps_down: float
    """Mean steps down of a course."""
    days_without_load: float
    maintained: int
    raises: int
    rows: dict[str, int]
    """In how many each row was ever open, in the order of their ids."""


def noise(runs: Iterable[NoisyRun]) -> Noise:
    """Return the figures over some courses, at least one."""
    every = list(runs)
    highest = max(max(run.reached) for run in every)
    weeks = max(run.weeks for run in every)
    by = [week for week in BY_WEEKS if week <= weeks]
    rows = Counter(row for run in every for row in run.rows)
    return Noise(
        runs=len(every),
        reached={
            Level(level): {week: sum(_had(run, Level(level), week) for run in every) for week in by}
            for level in range(1, highest + 1)
        },
        red_weeks=sum(run.red_weeks for run in every) / sum(run.weeks for run in every),
        steps_down=sum(run.steps_down for run in every) / len(every),
        days_without_load=sum(run.days_without_load for run in every)
        / sum(run.days for run in every),
        maintained=sum(run.maintained for run in every),
        raises=sum(run.raises for run in every),
        rows=dict(sorted(rows.items())),
    )


def _had(run: NoisyRun, level: Level, week: int) -> bool:
    return any(first <= week for known, first in run.reached.items() if known >= level)
