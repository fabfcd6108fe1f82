"""When the day's sessions end: after too much pain."""

from collections.abc import Mapping, Sequence

from ..log.diary import DayRecord, worst
from ..log.entries import Activity, Check, Entry, Run, Session
from .colour import TOO_MUCH

ROWS = (*(f"T0{n}" for n in range(1, 9)), "T11", "T25", "T26", "T27", "T28", "T30", "T31")
"""The triage rows whose signs are asked for after too much pain."""
_PAINS = ("pain", "hop_pain", "walk_pain", "start_test_pain")


def too_much(*scores: int | None) -> bool:
    """Whether a pain asks to stop and to answer the warning signs: 6 NRS points or more.

    Rule X3.
    """
    return (worst(*scores) or 0) >= TOO_MUCH


def pain_ends(pains: Sequence[tuple[int, int]]) -> bool:
    """Whether pains, each with the set in which it was told, end a session.

    Set by set it is 6 NRS points or more (X3), or 5 that is more than in an earlier set.
    """
    for told, (place, score) in enumerate(pains):
        rose = any(before < score and earlier < place for earlier, before in pains[:told])
        if too_much(score) or (score == TOO_MUCH - 1 and rose):
            return True
    return False


def stops(entry: Entry) -> bool:
    """Whether an entry holds a pain that is too much, or a start test that was not possible."""
    unable = isinstance(entry, Check) and entry.start_test_pain == "unable"
    return unable or too_much(*_pains(entry).values())


def stops_now(before: Entry, after: Entry) -> bool:
    """Whether a correction raises a pain, and to too much."""
    old = _pains(before)
    return any(
        too_much(score) and (name not in old or old[name] < score)
        for name, score in _pains(after).items()
    )


def day_stops(day: DayRecord) -> bool:
    """Whether a pain of a date, during or after, asks to leave out what is left of it."""
    return too_much(day.p, day.a)


def _pains(entry: Entry) -> Mapping[str, int]:
    """Return the pains in NRS points during what an entry is about, by field."""
    if not isinstance(entry, Session | Run | Activity | Check):
        return {}
    scores = ((name, getattr(entry, name, None)) for name in _PAINS)
    return {name: score for name, score in scores if isinstance(score, int)}
