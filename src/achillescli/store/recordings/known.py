"""Whether a recording is in the log already, under whatever name its file has now."""

import datetime as dt

from ...core.log.entries import Run
from .recording import Recording

_SAME_START_S = 300.0
_SHARED = 0.5
"""Two recordings of which so much goes on at one time are of one run,"""
_KM_APART = 0.1
"""if their distances are as near as this share of the longer one."""
_MINUTES_APART = 0.2
"""A run that was typed is likely the one of its day that lasted as long, but for this share."""


def is_same(run: Run, recording: Recording, start: dt.datetime | None) -> bool:
    """Return whether a run of the log, which came from a file, is the one of a recording."""
    if run.sha and run.sha == recording.sha and recording.alone:
        return True
    if run.start is None or start is None:
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
