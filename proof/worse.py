"""Whole courses, drawn at random, each made worse in one thing: it must never get more later.

Where it does, one of the limits of ``tests/laws/two_courses.py`` must hold on that very day; the
days after it are compared like all others.
"""

import random

from achillescli.core.log.entries import Entry
from tests.kit.course_kit import Log
from tests.laws.two_courses import LIMITS, excesses

from .drawn import LENGTH, drawn
from .findings import Part

PAINFUL = {
    "session": ("pain", "after"),
    "check": ("start_test_pain", "hop_pain", "walk_pain"),
    "evening": ("after",),
}
ALLOWED = {
    "pain": {"upkeep", "sore", "rest", "breaks", "tests", "first_week"},
    "painkiller": {"upkeep"},
    "session": {"breaks", "tests", "no_score", "grey"},
}
"""The limits of each way to make a course worse."""


def made_worse(log: Log, how: str, chance: random.Random) -> Log:
    """Return a log with one thing more in it that is worse."""
    if how == "painkiller":
        return log.on(chance.randint(1, LENGTH), "painkiller")
    if how == "session":
        done = [entry for entry in log.entries if entry.kind == "session"]
        return log.on(LENGTH, "edit", of=chance.choice(done).id, set={"completed": False})
    entry, name = chance.choice([pair for entry in log.entries for pair in _pains(entry)])
    worse = chance.choice((min(getattr(entry, name) + 3, 10), 6, 10))
    worse = max(worse, getattr(entry, name))
    return log.on(LENGTH, "edit", of=entry.id, set={name: worse})


def _pains(entry: Entry) -> list[tuple[Entry, str]]:
    names = PAINFUL.get(entry.kind, ())
    return [(entry, name) for name in names if isinstance(getattr(entry, name), int)]


def compared(courses: int) -> Part:
    """Return what so many courses say, each made worse in three ways."""
    part = Part("courses made worse")
    part.counts |= {"courses": 0, "days compared": 0}
    for seed in range(courses):
        chance = random.Random(seed)
        calmer = drawn(chance).until(LENGTH)
        for how, allowed in ALLOWED.items():
            log = made_worse(drawn(random.Random(seed)), how, random.Random(f"{seed} {how}"))
            other, known = log.until(LENGTH), allowed
            for found in excesses(calmer, other):
                part.law(bool(found.limits & known), "worse gives no more", (seed, how, found))
                for limit in found.limits & known:
                    part.rules[f"limit {limit}"] += 1
                known = LIMITS | {"follows"}
            part.counts["courses"] += 1
            part.counts["days compared"] += len(other.states)
    return part
