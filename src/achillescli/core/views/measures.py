"""The tests and questionnaires of a course, measure by measure: the first and the newest."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, cast

from ..assessment.risk import legs
from ..log.answers import Measured, Side
from ..log.entries import Assessment, Check, Entry

PAIRS = {
    "raises": ("raises_left", "raises_right"),
    "knee_to_wall": ("knee_to_wall_left_cm", "knee_to_wall_right_cm"),
}
"""The measures with a value a leg, left and right; knee to wall in cm."""
SINGLES = ("start_test_pain", "hop_pain", "walk_pain", "visa_a", "tendins_a")
"""Pain in NRS points, then totals of 100."""
TOTALS = frozenset({"visa_a", "tendins_a"})
ACTIVITY = "activity"


class Reading(NamedTuple):
    """One value of a measure, or one a leg; ``lsi`` in percent of the other leg."""

    date: dt.date
    values: tuple[float | str | None, ...]
    lsi: int | None = None


class Measure(NamedTuple):
    """A measure: its first reading and, where there is a later one, its newest.

    ``activity`` is the name of an activity of the person's own choice, as it was typed.
    """

    name: str
    first: Reading
    newest: Reading | None
    activity: str | None = None

    @property
    def change(self) -> float | None:
        """How much a total, or the score of an activity, has risen; None without two."""
        if self.newest is None or self.name not in (*TOTALS, ACTIVITY):
            return None
        (first,), (newest,) = self.first.values, self.newest.values
        return cast("float", newest) - cast("float", first)


def measures(log: Iterable[Entry], side: Side) -> tuple[Measure, ...]:
    """Return every measure with a value, in the order of the log; of one date the later counts."""
    tests = list(_tests(log))
    found = [_pair(name, fields, tests, side) for name, fields in PAIRS.items()]
    found += [_single(name, tests) for name in SINGLES]
    return (*(measure for measure in found if measure), *_activities(tests))


def _tests(log: Iterable[Entry]) -> Iterator[tuple[dt.date, Check | Measured]]:
    for entry in log:
        if isinstance(entry, Check):
            yield entry.date, entry
        elif isinstance(entry, Assessment):
            yield entry.date, entry.answers.tests


def _pair(
    name: str,
    fields: tuple[str, str],
    tests: Iterable[tuple[dt.date, Check | Measured]],
    side: Side,
) -> Measure | None:
    readings = {}
    for date, test in tests:
        left, right = (getattr(test, field) for field in fields)
        if (left, right) != (None, None):
            lsi = _lsi(side, left, right) if name == "raises" else None
            readings[date] = Reading(date, (left, right), lsi)
    return _measure(name, readings) if readings else None


def _lsi(side: Side, left: int | None, right: int | None) -> int | None:
    """Return the raises of the affected leg in percent of the other; None without both."""
    if left is None or right is None:
        return None
    affected, other = legs(side, left, right)
    return round(100 * affected / other) if other else None


def _single(name: str, tests: Iterable[tuple[dt.date, Check | Measured]]) -> Measure | None:
    readings = {}
    for date, test in tests:
        value = getattr(test, name, None)
        if value is not None:
            readings[date] = Reading(date, (value,))
    return _measure(name, readings) if readings else None


def _activities(tests: Iterable[tuple[dt.date, Check | Measured]]) -> Iterator[Measure]:
    """Yield the activities of the person's own choice; capitals do not set names apart."""
    names: dict[str, str] = {}
    readings: dict[str, dict[dt.date, Reading]] = {}
    for date, test in tests:
        for activity in (test.activities or ()) if isinstance(test, Check) else ():
            key = activity.name.casefold()
            names.setdefault(key, activity.name)
            readings.setdefault(key, {})[date] = Reading(date, (activity.score,))
    for key, found in readings.items():
        yield _measure(ACTIVITY, found)._replace(activity=names[key])


def _measure(name: str, readings: Mapping[dt.date, Reading]) -> Measure:
    """Return a measure with a reading or more, oldest first."""
    first, *others = readings.values()
    return Measure(name, first, others[-1] if others else None)
