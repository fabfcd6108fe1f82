"""When the day's sessions end: after too much pain."""

from collections.abc import Mapping, Sequence

from ..log.diary import DayRecord, worst
from ..log.entries import Activity, Check, Entry, Evening, Run, Session
from .colour import TOO_MUCH

ROWS = (*(f"T0{n}" for n in range(1, 9)), "T11", "T25", "T26", "T27", "T28", "T30", "T31")
"""The triage rows whose signs are asked for after too much pain."""
_PAINS = ("pain", "after", "hop_pain", "walk_pain", "start_test_pain")


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
    """Whether by an entry what is left of its date is left out.

    It holds a pain that is too much, during or after; or a sharp or rising pain, a limp, or a
    start test that was not possible.
    """
    return too_much(*_pains(entry).values()) or _ends(entry)


def stops_now(before: Entry, after: Entry) -> bool:
    """Whether a correction makes an entry one that stops, or a pain worse that was too much."""
    old = _pains(before)
    worse = any(
        too_much(score) and (name not in old or old[name] < score)
        for name, score in _pains(after).items()
    )
    return worse or (_ends(after) and not _ends(before))


def day_stops(day: DayRecord) -> bool:
    """Whether what was logged of a date asks to leave out what is left of it."""
    return too_much(day.p, day.a) or day.ended or day.unable


def _pains(entry: Entry) -> Mapping[str, int]:
    """Return the pains in NRS points of what an entry is about, by field."""
    if not isinstance(entry, Session | Evening | Run | Activity | Check):
        return {}
    scores = ((name, getattr(entry, name, None)) for name in _PAINS)
    return {name: score for name, score in scores if isinstance(score, int)}


def _ends(entry: Entry) -> bool:
    """Whether an entry ends the sessions of its date whatever its scores."""
    if isinstance(entry, Check):
        return entry.start_test_pain == "unable"
    return bool(getattr(entry, "stopped", None) or getattr(entry, "limped", None))
