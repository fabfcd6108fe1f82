"""What the rules give if every day from now on stays green."""

import datetime as dt
from collections.abc import Iterable, Iterator

from ..course import replay
from ..log.diary import DAY
from ..log.entries import Entry, parse
from ..programme.protocol import Protocol
from ..state import State

RAISES = 100
"""Even raises of both legs, more than any gate asks for."""


def ahead(
    journal: Iterable[Entry], protocol: Protocol, today: dt.date, until: dt.date
) -> tuple[State, ...]:
    """Return the states after today up to a date, if every day stays green.

    Green means: no pain in any morning, session or day, both sessions done, and tests
    that meet the gates. Today is completed so too: of one date the worst score counts, so
    that nothing imagined betters what was logged. Nothing is foreseen while today is
    blocked or has no course.
    """
    known = tuple(entry for entry in journal if entry.date <= today)
    now = replay(known, protocol, today)
    if not now.states or now.states[-1].blocked:
        return ()
    imagined = (entry for n in range((until - today).days + 1) for entry in _green(today + DAY * n))
    return replay([*known, *imagined], protocol, until).states[len(now.states) :]


def _green(date: dt.date) -> Iterator[Entry]:
    """Yield the entries of a day on which all goes well."""
    when = {"id": "imagined", "date": date}
    yield parse({**when, "kind": "morning", "pain": 0})
    for slot in ("am", "pm"):
        yield parse({**when, "kind": "session", "slot": slot, "pain": 0, "after": 0})
    yield parse({**when, "kind": "evening", "after": 0, "daily_pain": 0})
    yield parse({**when, "kind": "checkin"})
    tests = {"hop_pain": 0, "walk_pain": 0, "raises_left": RAISES, "raises_right": RAISES}
    yield parse({**when, "kind": "check", **tests})
