"""What a date's entries become, and the dose and recovery that are read from them, over all values.

Records: one or two scores of every kind over all their values, up to three sessions of either
slot, completed or not, a painkiller, and entries that score nothing. Mornings: the four mornings
that may stand for one another. Range of motion: every location by every day since the onset;
the pm session by every pattern of sore pm sessions, and both in replays with a location that
changes. Highest level: every weight by half kilograms and around each step; a lower weight at
every level. Recovery: how many mornings, every score on every one of 28 days, the raises of both
legs. Each is compared with its statement in ``stated.py``.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from types import SimpleNamespace

from achillescli.core import course
from achillescli.core.assessment import stage
from achillescli.core.log import diary
from achillescli.core.log.diary import DayRecord, Diary
from achillescli.core.log.entries import Entry, parse
from achillescli.core.programme import dose as ladder
from achillescli.core.programme import progress
from achillescli.core.programme.colour import Colours
from tests.kit.course_kit import Log

from . import stated
from .course_machine import DAY, PROTOCOL, TODAY
from .findings import Part
from .stated import Record

SCORES = range(11)
LOCATIONS = ("insertional", "midportion", "both", "unsure", "elsewhere")
NEEDED = {
    "session": {"slot": "am"},
    "run": {"minutes": 20},
    "activity": {"activity": "cycling", "minutes": 30},
}
SCORED = (
    ("morning", "pain"), ("session", "pain"), ("session", "after"), ("evening", "after"),
    ("evening", "daily_pain"), ("run", "pain"), ("run", "after"), ("activity", "pain"),
    ("check", "start_test_pain"), ("check", "hop_pain"), ("check", "walk_pain"),
)  # fmt: skip
"""Every score that an entry may have."""


@cache
def entry(kind: str, name: str | None = None, score: object = None, **fields: object) -> Entry:
    """Return an entry of a kind with one score."""
    scores = {} if name is None else {name: score}
    if kind == "morning":
        scores.setdefault("pain", 0)
    known = {**NEEDED.get(kind, {}), **fields, **scores}
    return parse({"id": "e", "kind": kind, "date": TODAY, **known})


def dates() -> Iterator[tuple[Entry, ...]]:
    """Yield the entries of every date that is looked at."""
    yield ()
    yield from ((entry(kind),) for kind in ("session", "evening", "run", "activity", "check"))
    yield from ((entry("check", "start_test_pain", "unable"),) * n for n in (1, 2))
    for one, two in combinations(SCORED, 2):
        for first, second in product(SCORES, repeat=2):
            yield entry(*one, first), entry(*two, second)
    for kind, name in SCORED:
        for first, second in product(SCORES, repeat=2):
            yield entry(kind, name, first), entry(kind, name, second)
        for score in SCORES:
            yield entry(kind, name, score), entry("check", "start_test_pain", "unable")
    for n in range(4):
        for kinds in product(product(("am", "pm"), (False, True), (None, 4)), repeat=n):
            sessions = tuple(
                entry("session", "pain", pain, slot=slot, completed=completed)
                for slot, completed, pain in kinds
            )
            yield sessions
            yield (*sessions, entry("painkiller"))
    nothing = {"note": {"text": "x"}, "flag": {"snap": True},
               "clearance": {"by": "doctor", "rows": ("T02",)}}  # fmt: skip
    yield tuple(entry(kind, **fields) for kind, fields in nothing.items())


def records(part: Part) -> None:
    """Check the record of every date."""
    n = 0
    for entries in dates():
        day, wanted = diary.day(entries), stated.record(entries)
        found = Record(
            day.m, day.p, day.a, day.s, day.painkiller, day.daily, day.checks, day.runs
        )  # fmt: skip
        part.law(found == wanted, "the record of a date", (entries, found, wanted))
        n += 1
    part.counts["records"] = n


def mornings(part: Part) -> None:
    """Check which morning stands for one that is missing."""
    known = (None, 0, 2, 3, 5, 10)
    for before in product(known, repeat=5):
        days = Diary([])
        days.update({TODAY - DAY * back: DayRecord(m=m) for back, m in enumerate(before)})
        wanted = stated.morning(None, before[1:])
        part.law(days.morning_before(TODAY) == wanted, "the newest of three mornings", before)
        resting = stated.morning(before[0], before[1:])
        rests = resting is not None and resting >= 8
        part.law(ladder.rests(days, TODAY) == rests, "the morning that asks for rest", before)
    for before, after in product(product(known, repeat=5), (None, 0, 3, 4, 5, 6)):
        days = Diary([])
        days.update({TODAY - DAY * back: DayRecord(m=m) for back, m in enumerate(before)})
        days[TODAY] = DayRecord(m=before[0], p=0, a=0, slots=frozenset({"am"}))
        days[TODAY + DAY] = DayRecord(m=after)
        m = stated.morning(before[0], before[1:])
        wanted = stated.colour_rule(0, 0, 1, False, m, after)
        _, rule = Colours(days, TODAY, renewed=False)[TODAY]
        part.law(rule == wanted, "the morning that a rise is measured from", (before, after))
    part.counts["mornings before"] = len(known) ** 5 * 7


def _course(**answers: object) -> course._Course:
    """Return a course of which only the newest answers are known."""
    found = object.__new__(course._Course)
    known = {"onset": TODAY, "location": "midportion", **answers}
    found.watch = SimpleNamespace(
        answers=SimpleNamespace(
            complaint=SimpleNamespace(onset=known["onset"], location=known["location"]),
            person=SimpleNamespace(weight_kg=known.get("weight_kg")),
        )
    )
    found.protocol, found.weeks = PROTOCOL, None
    return found


def motion(part: Part) -> None:
    """Check how deep the heel goes, and which pm session is given."""
    for location, days in product(LOCATIONS, range(400)):
        found = _course(location=location, onset=TODAY - DAY * days)._rom(TODAY)
        part.law(found == stated.rom(location, days), "range of motion", (location, days))
        wanted = "EARLY" if days <= 7 else "ACUTE" if days <= 42 else "SUBACUTE"
        wanted = wanted if days <= 84 else "CHRONIC"
        part.law(stage.time_phase(TODAY - DAY * days, TODAY) == wanted, "time phase", days)
    part.counts["ranges of motion"] = len(LOCATIONS) * 400
    _sore_pm(part)
    _locations(part)


def _sore_pm(part: Part) -> None:
    """Check after which sore pm sessions the pm session is straight."""
    patterns = [*product((2, 3), repeat=10), *product((None, *SCORES), repeat=2)]
    for pains in patterns:
        days = Diary([])
        days.update({TODAY + DAY * n: DayRecord(pm_pain=pain) for n, pain in enumerate(pains)})
        real, sore = ladder.SorePm(), []
        for n, pain in enumerate(pains):
            real.take(TODAY + DAY * n, days)
            sore += [n] * (pain is not None and pain >= 3)
            close = any(later - earlier <= 6 for earlier, later in combinations(sore, 2))
            part.law(real.straight == close, "two sore pm sessions within a week", (pains, n))
    part.counts["patterns of sore pm sessions"] = len(patterns)


def _locations(part: Part) -> None:
    """Check range of motion and pm session in replays whose location changes."""
    n = 0
    for first, then, gap in product(LOCATIONS[:4], LOCATIONS[:4], (1, 6, 7)):
        log = Log(location=first)
        for day in (1, 1 + gap):
            log.on(day, "session", slot="pm", pain=3, completed=False)
        log.assess(11, location=then)
        for state in log.states(13):
            location = first if state.day < 11 else then
            straight = location != "midportion" and gap <= 6 and state.day >= 2 + gap
            names = {work.exercise for s in state.sessions if s.slot == "pm" for work in s.work}
            wanted = {"heel-drop-straight" if straight else "heel-drop-bent"}
            where = first, then, gap, state.day
            part.law(not names or names == wanted, "the pm session of a day", where)
            part.law(state.rom == stated.rom(location, 59 + state.day), "range of motion", where)
            n += 1
    part.counts["days of either location"] = n


def weights(part: Part) -> None:
    """Check the highest level of every weight, and what a lower weight does to a level."""
    kilograms = {Fraction(n, 2) for n in range(40, 500)}
    kilograms |= {Fraction(10 * n) + Fraction(d, 10) for n in range(2, 10) for d in (-1, 0, 1)}
    for kg in sorted(kilograms):
        found = PROTOCOL.load.ceiling(float(kg))
        part.law(found == stated.ceiling(kg), "the highest level of a weight", float(kg))
    found = PROTOCOL.load.ceiling(None)
    part.law(found == stated.ceiling(None), "the highest level without a weight")
    for at, kg in product(range(1, 12), (None, *range(20, 101))):
        carried = SimpleNamespace(now=at, morning=lambda *_a, **_b: None)
        real = _course(weight_kg=kg)
        real.level = carried
        real._level(TODAY, 2, blocked=False)
        wanted = min(at, stated.ceiling(None if kg is None else Fraction(kg)))
        part.law(carried.now == wanted, "a level above the highest is the highest", (at, kg))
    part.counts["weights"] = len(kilograms) + 11 * 82


def recoveries(part: Part) -> None:
    """Check every score of the 28 days, how many mornings are known, and the raises."""
    calm = [Record(m=0, p=0, daily=0)] * 28
    months: list[list[Record]] = [[Record()] * n + [Record(m=1)] * (28 - n) for n in range(29)]
    for at, name in product(range(28), ("m", "p", "daily", "k")):
        for score in (False, True) if name == "k" else (None, *SCORES):
            changed = calm[at]._replace(**{name: score})
            months.append([*calm[:at], changed, *calm[at + 1 :]])
    for month in months:
        found = _recovered(month, "left", None)
        part.law(found == stated.recovered(month, "left", None), "recovered", month)
        for at in range(0, 28, 9):
            for worse in _worse(month[at]):
                harder = [*month[:at], worse, *month[at + 1 :]]
                part.law(found or not _recovered(harder, "left", None), "worse never recovers")
    for side, left, right in product(("left", "right", "both"), range(21), range(21)):
        found = _recovered(calm, side, (left, right))
        wanted = stated.recovered(calm, side, (left, right))
        part.law(found == wanted, "recovered with even legs", (side, left, right))
    part.counts["months"] = len(months) + 3 * 21 * 21


def _recovered(month: Iterable[Record], side: str, raises: tuple[int, int] | None) -> bool:
    days = Diary([])
    for back, found in enumerate(reversed(list(month)), 1):
        days[TODAY - DAY * back] = DayRecord(
            m=found.m, p=found.p, daily=found.daily, painkiller=found.k
        )  # fmt: skip
    days[TODAY] = days[TODAY - DAY * 29] = DayRecord(m=10, p=10, daily=10, painkiller=True)
    return progress.recovered(days, TODAY, side, raises)


def _worse(found: Record) -> Iterator[Record]:
    yield found._replace(k=True)
    for name in ("m", "p", "daily"):
        score = getattr(found, name)
        if score is not None and score < 10:
            yield found._replace(**{name: score + 1})


def all_of_them() -> Part:
    """Return what was found about records, doses and recovery."""
    part = Part("records")
    records(part)
    mornings(part)
    motion(part)
    weights(part)
    recoveries(part)
    return part
