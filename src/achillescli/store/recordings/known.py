"""Whether a recording is in the log already, under whatever name its file has now."""

import datetime as dt
from collections.abc import Iterable

from ...core.log.diary import DAY
from ...core.log.entries import Run
from .recording import Recording

_SAME_START_S = 300.0
_SHARED = 0.5
"""Two recordings of which so much goes on at one time are of one run,"""
_KM_APART = 0.1
"""if their distances are as near as this share of the longer one."""
_MINUTES_APART = 0.2
"""A run that was typed is likely the one of its day that lasted as long, but for this share."""


class Known:
    """The runs of the log, found by their file or about the time of a recording."""

    def __init__(self, runs: Iterable[Run]) -> None:
        """Take in the runs."""
        self._of_day: dict[dt.date, list[Run]] = {}
        self._of_file: dict[str, Run] = {}
        for run in runs:
            self.add(run)

    def add(self, run: Run) -> None:
        """Take in one run more."""
        self._near(run).append(run)
        if run.sha:
            self._of_file[run.sha] = run

    def replace(self, old: Run, new: Run) -> None:
        """Put a run in the place of another."""
        self._near(old).remove(old)
        self.add(new)

    def _near(self, run: Run) -> list[Run]:
        """Return the runs of its day in UTC; without a start, of its date."""
        return self._of_day.setdefault(_day(run.start) or run.date, [])

    def same(self, recording: Recording, start: dt.datetime | None) -> Run | None:
        """Return the run that a recording is of, if it came from a file before."""
        if recording.alone and recording.sha in self._of_file:
            return self._of_file[recording.sha]
        day = _day(start)
        if start is None or day is None:
            return None
        near = (run for on in (day - DAY, day, day + DAY) for run in self._of_day.get(on, ()))
        return next((run for run in near if _is_same(run, recording, start)), None)

    def typed_runs(self, date: dt.date) -> list[Run]:
        """Return the runs of a date that were typed."""
        return [run for run in self._of_day.get(date, ()) if run.source is None]


def _day(start: dt.datetime | None) -> dt.date | None:
    return start and start.astimezone(dt.UTC).date()


def _is_same(run: Run, recording: Recording, start: dt.datetime) -> bool:
    """Return whether a run began with a recording, or shares half of its time and its distance."""
    if run.start is None:
        return False
    later_s = (start - run.start).total_seconds()
    lasted_s = max(recording.elapsed_s, recording.timer_s)
    return abs(later_s) <= _SAME_START_S or (
        _shares(run.minutes * 60, lasted_s, later_s) and _is_as_far(run.km, recording.km)
    )


def _shares(one_s: float, other_s: float, later_s: float) -> bool:
    """Return whether two, the other so much later, share half of the shorter one, or more."""
    shared_s = min(one_s, later_s + other_s) - max(0.0, later_s)
    return shared_s >= _SHARED * min(one_s, other_s) > 0


def _is_as_far(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    return abs(one - other) <= _KM_APART * max(one, other)


def lasts_as_long(run: Run, minutes: float) -> bool:
    """Return whether a run that was typed lasted about as long as a recording."""
    return abs(run.minutes - minutes) <= _MINUTES_APART * minutes
