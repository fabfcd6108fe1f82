"""The red days of a course, and what was logged on them and on the day before."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..course import Replay
from ..log.diary import DAY, worst
from ..log.entries import Activity, Assessment, Run
from ..programme import colour, weekly
from ..state import Colour, Finding, Level, State

RECENT_DAYS = 28
"""Red days older than this make no pattern."""
PATTERN_DAYS = 3
"""How many recent red days an activity precedes to be named, and more than half: our own choice."""
RUN, STEP_UP = "run", "step_up"


class RedDay(NamedTuple):
    """A red day: its worst pain and the morning after it in NRS points, and what was done.

    What was done is `RUN`, `STEP_UP` or an activity as it was typed.
    """

    date: dt.date
    pain: int | None
    next_morning: int | None
    that_day: tuple[str, ...]
    day_before: tuple[str, ...]


class LoadChange(NamedTuple):
    """A morning of a course on which the level changed."""

    date: dt.date
    before: Level
    after: Level


class RedDayPattern(NamedTuple):
    """What comes before many of the recent red days."""

    what: str
    days: int
    of: int


def red_days(replay: Replay) -> tuple[RedDay, ...]:
    """Return every red day of a course, oldest first."""
    red = [date for date, of_date in replay.colours.items() if of_date is Colour.RED]
    done = _activities_by_date(replay)
    return tuple(
        RedDay(
            on,
            worst(replay.diary[on].p, replay.diary[on].a),
            replay.diary[on + DAY].m,
            tuple(done.get(on, ())),
            tuple(done.get(on - DAY, ())),
        )
        for on in red
    )


def why_red(replay: Replay, day: RedDay) -> Finding:
    """Return the first condition that made a day red (C1)."""
    baseline = _baseline(replay, day.date)
    morning = colour.next_morning(replay.diary, day.date, baseline)
    return next(one for one in colour.findings(replay.diary[day.date], morning) if one.met)


def _baseline(replay: Replay, date: dt.date) -> Fraction | int:
    """Return the baseline by which a date of a course was judged (B); NRS points."""
    day_one = replay.states[0].date
    over = ((date - day_one).days + 1) // weekly.WEEK_DAYS
    known = weekly.baseline([week.median for week in replay.weeks[:over]])
    if known is not None:
        return known
    began = [e for e in replay.log if isinstance(e, Assessment) and e.date <= day_one]
    morning = began[-1].answers.complaint.morning_pain
    return colour.BASELINE_UNKNOWN if morning is None else max(weekly.LEAST_BASELINE, morning)


def load_change(states: Sequence[State], date: dt.date) -> LoadChange | None:
    """Return the last change of the level up to a date; on day 1 a course only begins."""
    for state in reversed(states):
        if state.date <= date and state.day > 1:
            moved = [step for step in state.level_steps if step.after != step.before]
            if moved:
                return LoadChange(state.date, moved[0].before, moved[-1].after)
    return None


def pattern(days: Sequence[RedDay], until: dt.date) -> RedDayPattern | None:
    """Return what was done on or before at least three, and more than half, of recent red days."""
    recent = [day for day in days if until - day.date <= DAY * RECENT_DAYS]
    done = [{*day.that_day, *day.day_before} for day in recent]
    counts = {what: sum(what in found for found in done) for what in _activity_names(recent)}
    what = max(counts, key=counts.__getitem__, default=None)
    if what is None or counts[what] < PATTERN_DAYS or 2 * counts[what] <= len(recent):
        return None
    return RedDayPattern(what, counts[what], len(recent))


def _activity_names(days: Iterable[RedDay]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(what for day in days for what in (*day.that_day, *day.day_before)))


def _activities_by_date(replay: Replay) -> dict[dt.date, list[str]]:
    """Return what was done on each date, each once: runs, activities, steps up."""
    done: dict[dt.date, list[str]] = {}
    for on, what in (*_logged_activities(replay), *_steps(replay.states)):
        if what not in done.setdefault(on, []):
            done[on].append(what)
    return done


def _logged_activities(replay: Replay) -> Iterator[tuple[dt.date, str]]:
    for entry in replay.log:
        if isinstance(entry, Run):
            yield entry.date, RUN
        elif isinstance(entry, Activity):
            yield entry.date, entry.activity


def _steps(states: Iterable[State]) -> Iterator[tuple[dt.date, str]]:
    """Yield the dates with a step up; the start test of day 1 is where a course begins."""
    for state in states:
        if state.day > 1 and any(step.after > step.before for step in state.level_steps):
            yield state.date, STEP_UP
