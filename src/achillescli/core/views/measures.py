"""The tests and questionnaires of a course, measure by measure: the first and the newest."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple, cast

from ..assessment.risk import legs
from ..log.answers import Measured, Side
from ..log.entries import Assessment, Check, Entry
from ..programme.progress import meaningful

PAIRS = {
    "raises": ("raises_left", "raises_right"),
    "knee_to_wall": ("knee_to_wall_left_cm", "knee_to_wall_right_cm"),
}
"""The measures with a value a leg, left and right; knee to wall in cm."""
SINGLES = ("start_test_pain", "hop_pain", "walk_pain")
"""Pain in NRS points."""
TOTALS = ("visa_a", "tendins_a", "faam")
"""Questionnaires, totals of 100."""
ACTIVITY = "activity"


class Reading(NamedTuple):
    """One value of a measure, or one a leg; ``lsi`` in percent of the other leg."""

    date: dt.date
    values: tuple[float | str | None, ...]
    lsi: int | None = None


class Measure(NamedTuple):
    """A measure: its first reading and, where there is a later one, its newest.

    ``which`` is an activity of the person's own choice, or the variant of a questionnaire, as
    it was typed; of another variant the total is another measure.
    """

    name: str
    first: Reading
    newest: Reading | None
    which: str | None = None

    @property
    def change(self) -> float | None:
        """How much a total, or the score of an activity, has risen; None without two."""
        if self.newest is None or self.name not in (*TOTALS, ACTIVITY):
            return None
        (first,), (newest,) = self.first.values, self.newest.values
        return cast("float", newest) - cast("float", first)

    @property
    def changes(self) -> tuple[float | None, ...]:
        """How much each value has risen; None for one that is not known, or no number."""
        if self.newest is None:
            return ()
        pairs = zip(self.first.values, self.newest.values, strict=True)
        return tuple(
            newest - first
            if isinstance(first, int | float) and isinstance(newest, int | float)
            else None
            for first, newest in pairs
        )

    @property
    def lsi_change(self) -> int | None:
        """How much the raises of the affected leg in percent of the other have risen."""
        if self.newest is None or self.first.lsi is None or self.newest.lsi is None:
            return None
        return self.newest.lsi - self.first.lsi

    @property
    def noticeable(self) -> bool | None:
        """Whether an activity is less hard by so much that people notice; None when unknown.

        Taken from the index of pain: by 2 points or 30 %, from 2 points on (INDEX).
        """
        if self.newest is None or self.name != ACTIVITY:
            return None
        (first,), (newest,) = self.first.values, self.newest.values
        return meaningful((Fraction(cast("int", first)), Fraction(cast("int", newest))))


Named = tuple[str | None, dt.date, int]
"""A value with its name as it was typed, and its date."""


def measures(log: Iterable[Entry], side: Side) -> tuple[Measure, ...]:
    """Return every measure with a value, in the order of the log; of one date the later counts."""
    tests = list(_tests(log))
    found = [_pair(name, fields, tests, side) for name, fields in PAIRS.items()]
    found += [_single(name, tests) for name in SINGLES]
    return (
        *(measure for measure in found if measure),
        *(total for name in TOTALS for total in _named_measures(name, _totals(name, tests))),
        *_named_measures(ACTIVITY, _activities(tests)),
    )


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


def _totals(name: str, tests: Iterable[tuple[dt.date, Check | Measured]]) -> Iterator[Named]:
    for date, test in tests:
        if isinstance(test, Check) and (total := getattr(test, name)) is not None:
            yield test.variant, date, total


def _activities(tests: Iterable[tuple[dt.date, Check | Measured]]) -> Iterator[Named]:
    for date, test in tests:
        for activity in (test.activities or ()) if isinstance(test, Check) else ():
            yield activity.name, date, activity.score


def _named_measures(name: str, found: Iterable[Named]) -> Iterator[Measure]:
    """Yield a measure for each name that was typed; capitals do not set names apart."""
    typed: dict[str, str | None] = {}
    readings: dict[str, dict[dt.date, Reading]] = {}
    for which, date, value in found:
        key = (which or "").casefold()
        typed.setdefault(key, which)
        readings.setdefault(key, {})[date] = Reading(date, (value,))
    for key, of_key in readings.items():
        yield _measure(name, of_key)._replace(which=typed[key])


def _measure(name: str, readings: Mapping[dt.date, Reading]) -> Measure:
    """Return a measure with a reading or more, oldest first."""
    first, *others = readings.values()
    return Measure(name, first, others[-1] if others else None)
