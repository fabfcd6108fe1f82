"""How far someone has come: index, meaningful change, recovery."""

from collections.abc import Sequence
from fractions import Fraction

from ..assessment.risk import asymmetric
from ..log.answers import Side
from ..log.diary import DayRecord, worst

ENOUGH_SCORES = 4
"""Fewer scores in a week have no mean (INDEX)."""
MEANINGFUL_POINTS = 2
"""A fall of the index that is meaningful (INDEX); NRS points."""
MEANINGFUL_SHARE = Fraction(3, 10)
"""The same as a share of week 1 (INDEX)."""
COMPARABLE = 2
"""A first index below this has too little to compare (INDEX); NRS points."""
SMALL_CHANGE_POINTS = 1
"""Less than this by week 6 is little change (T21); NRS points."""
SMALL_CHANGE_SHARE = Fraction(15, 100)
"""The same as a share of week 1 (T21)."""
SIXTH = 6
"""The week whose index little change is judged by (T21)."""
LATE_WEEKS = 4
"""How many of the latest weeks T22 looks at."""
RECOVERED_DAYS = 28
"""How far back recovery looks (RECOVERED)."""
RECOVERED_MORNINGS = 14
"""How many of these mornings must be known (RECOVERED, PHASE)."""
RECOVERED_SCORE = 1
"""The highest score of someone recovered (RECOVERED); NRS points."""
MILD_WEEKS = 4
"""How many calm weeks make a mild course (PHASE)."""
MILD_MEDIAN = 1
"""The highest weekly median of a mild course (PHASE); NRS points."""
VISA_EARLY_WEEKS = 18
VISA_CHANGE_EARLY = 14
VISA_CHANGE_LATE = 7
"""A change of the total that is meaningful, up to week 18 and after it (VISA); points of 100."""
OTHER_TREATMENTS_WEEK = 12
"""The week from which other treatments are worth a line (X5)."""

Indices = Sequence[Fraction | None]
"""The index of each finished week, in NRS points."""


def index(scores: Sequence[int]) -> Fraction | None:
    """Return the mean of a week's known morning and session scores, None with fewer than 4.

    Rule INDEX.
    """
    return Fraction(sum(scores), len(scores)) if len(scores) >= ENOUGH_SCORES else None


def meaningful(indices: Indices) -> bool | None:
    """Return whether the latest index fell enough against week 1; None when not comparable."""
    if not indices or indices[0] is None or indices[0] < COMPARABLE:
        return None
    latest = latest_index(indices)
    if latest is None:
        return None
    fall = indices[0] - latest
    return fall >= MEANINGFUL_POINTS or fall >= MEANINGFUL_SHARE * indices[0]


def latest_index(indices: Indices) -> Fraction | None:
    """Return the newest known index after that of week 1."""
    return next((known for known in reversed(indices[1:]) if known is not None), None)


def incomparable(indices: Indices) -> str | None:
    """Return why there is no comparison: few_scores, low_start, no_later; None when there is."""
    if not indices or indices[0] is None:
        return "few_scores"
    if indices[0] < COMPARABLE:
        return "low_start"
    return "no_later" if meaningful(indices) is None else None


def other_treatments(indices: Indices, week: int) -> bool:
    """Whether other treatments are worth a line: from week 12, without enough change.

    Rule X5.
    """
    return week >= OTHER_TREATMENTS_WEEK and meaningful(indices) is False


def little_changed(indices: Indices) -> bool:
    """Whether the index of the sixth week, just over, is known and hardly below the first's."""
    first, sixth = indices[0], indices[SIXTH - 1]
    if first is None or sixth is None or first < COMPARABLE:
        return False
    fall = first - sixth
    return fall < SMALL_CHANGE_POINTS and fall < SMALL_CHANGE_SHARE * first


def late_index(indices: Indices) -> Fraction | None:
    """Return the newest known index of the four latest finished weeks."""
    return next((known for known in reversed(indices[-LATE_WEEKS:]) if known is not None), None)


def mornings_known(days: Sequence[DayRecord]) -> int:
    """Return how many mornings of some days are known."""
    return len(days) - [day.m for day in days].count(None)


def recovered(days: Sequence[DayRecord], side: Side, raises: tuple[int, int] | None) -> bool:
    """Return whether the last 28 days were calm and the legs are even, as far as known.

    Rule RECOVERED.
    """
    if mornings_known(days) < RECOVERED_MORNINGS:
        return False
    calm = all(
        not day.painkiller and (worst(day.m, day.p, day.daily) or 0) <= RECOVERED_SCORE
        for day in days
    )
    return calm and (raises is None or not asymmetric(side, *raises))


def visa_meaningful(change: int, week: int) -> bool:
    """Return whether a VISA-A change is meaningful; the week counts from the first total.

    Rule VISA.
    """
    return change >= (VISA_CHANGE_EARLY if week <= VISA_EARLY_WEEKS else VISA_CHANGE_LATE)
