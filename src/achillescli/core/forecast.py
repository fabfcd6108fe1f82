"""What the rules give if every day from now on stays green."""

import datetime as dt
from collections.abc import Iterable, Iterator

from .course import replay
from .diary import DAY, Diary
from .entries import Check, Entry, Evening, Morning, Session, ordered
from .protocol import Protocol
from .state import State


def ahead(
    log: Iterable[Entry], protocol: Protocol, today: dt.date, until: dt.date
) -> tuple[State, ...]:
    """Return the states after today up to a date, if every day stays green.

    Green means: no pain in any morning, session or day, both sessions done, and tests
    that meet the gates. Nothing is foreseen while today is blocked or has no course.
    """
    known = tuple(entry for entry in log if entry.date <= today)
    now = replay(known, protocol, today)
    if not now.states or now.states[-1].blocked:
        return ()
    imagined = (entry for n in range((until - today).days + 1) for entry in _green(today + DAY * n))
    diary = Diary(known)
    added = [
        entry
        for entry in imagined
        if entry.date > today or not _recorded(entry, diary)
    ]
    return replay(ordered([*known, *added]), protocol, until).states[len(now.states) :]


def _recorded(entry: Entry, diary: Diary) -> bool:
    """Whether today already has what would be imagined."""
    day = diary[entry.date]
    match entry:
        case Morning():
            return day.m is not None
        case Session():
            return entry.slot in day.slots
        case Evening():
            return day.daily is not None
        case _:
            return bool(day.checks)


def _green(date: dt.date) -> Iterator[Entry]:
    """Yield the entries of a day on which all goes well."""
    base = {"id": "imagined", "at": None, "date": date, "note": None}
    yield Morning.model_construct(**base, kind="morning", pain=0, stiffness_min=None)
    for slot in ("am", "pm"):
        yield Session.model_construct(
            **base, kind="session", slot=slot, pain=0, after=0, done=None, completed=True
        )
    yield Evening.model_construct(**base, kind="evening", after=0, daily_pain=0)
    yield Check.model_construct(
        **base, kind="check", hop_pain=0, walk_pain=0, raises_left=30, raises_right=30
    )
