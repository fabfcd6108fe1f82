"""What a date's entries become, and the dose and recovery that are read from them, over all values.

Records: one or two scores of every kind over all their values, up to three sessions of either
slot, completed or not, a painkiller, raises leg by leg, and entries that score nothing. Mornings:
those that may stand for one another, and the week that a rise is held against. Range of motion:
every location by every day since the onset; the pm session by every pattern of sore pm sessions,
and both in replays with a location that changes. Highest level: every weight by half kilograms
and around each step, and what no load (T37, T38) makes of it. Recovery: how many mornings, every
score on every one of 28 days, the raises of both legs; what makes a mild course, and the later
phase. Each is compared with its statement in ``stated.py``.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from typing import Any

from achillescli.core import course
from achillescli.core.assessment import stage
from achillescli.core.assessment.triage import ROW
from achillescli.core.log import diary
from achillescli.core.log.answers import Side
from achillescli.core.log.diary import DayRecord, Diary
from achillescli.core.log.entries import Entry, parse
from achillescli.core.programme import dose, phase, progress
from achillescli.core.programme.colour import Colours, Judged
from achillescli.core.programme.weekly import Week
from achillescli.core.state import Colour, Level, Phase, Verdict
from tests.kit.course_kit import Log

from . import stated
from .findings import DAY, PROTOCOL, TODAY, Part, stand_in
from .stated import Record, Twelve

SCORES = range(11)
SIDES: tuple[Side, ...] = ("left", "right", "both")
LOCATIONS = ("insertional", "midportion", "both", "unsure", "elsewhere")
NEEDED: dict[str, dict[str, object]] = {
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
    for twice in product(product((None, 0, 7), repeat=2), repeat=2):
        legs = ("raises_left", "raises_right")
        known = [
            {leg: n for leg, n in zip(legs, both, strict=True) if n is not None} for both in twice
        ]
        yield tuple(entry("check", **fields) for fields in known)
    nothing: dict[str, dict[str, Any]] = {
        "note": {"text": "x"},
        "flag": {"snap": True},
        "checkin": {},
        "clearance": {"by": "doctor", "rows": ("T02",)},
    }
    yield tuple(entry(kind, **fields) for kind, fields in nothing.items())


def records(part: Part) -> None:
    """Check the record of every date."""
    n = 0
    for entries in dates():
        day, wanted = diary.day(entries), stated.record(entries)
        found = Record(
            day.m, day.p, day.a, day.s, day.painkiller, day.daily, day.unable, day.trained,
            day.unscored > 0, day.checks, day.runs,
        )  # fmt: skip
        part.law(found == wanted, "the record of a date", (entries, found, wanted))
        tests = day.start_test, day.raises
        told = stated.start_test(wanted), stated.raises(wanted)
        part.law(tests == told, "the tests of a date", (entries, tests, told))
        n += 1
    part.counts["records"] = n


def mornings(part: Part) -> None:
    """Check which morning stands for one that is missing, and what a rise is held against."""
    known = (None, 0, 2, 3, 5, 10)
    for before in product(known, repeat=5):
        days = Diary([])
        days.update({TODAY - DAY * back: DayRecord(m=m) for back, m in enumerate(before)})
        score = stated.morning(before[0], before[1:])
        found, on = days.newest_morning(TODAY)
        part.law(found == score, "the newest of four mornings", before)
        part.law(on is None or days[on].m == found, "the date of a morning", before)
    weeks = product((None, 1, 4), repeat=7)
    for week, after, base in product(weeks, (None, *range(1, 9)), (1, 4, 6)):
        days = Diary([])
        days.update({TODAY - DAY * back: DayRecord(m=m) for back, m in enumerate(week)})
        days[TODAY] = DayRecord(m=week[0], p=0, a=0, slots=frozenset({"am"}), trained=True)
        days[TODAY + DAY] = DayRecord(m=after)
        wanted = stated.colour_rule(
            Record(p=0, a=0, s=1, tried=True), stated.dawn((after, *week), base)
        )
        rule = Colours(days, TODAY, renewed=False).end_day(TODAY, base).rule
        part.law(rule == wanted, "the mornings that a rise is held against", (week, after, base))
    part.counts["mornings before"] = len(known) ** 5 + 3**7 * 9 * 3


def _course(weight_kg: float | None) -> course._Course:
    """Return a course of which only what a weight decides is known."""
    found = object.__new__(course._Course)
    found.answered = stand_in(ceiling=PROTOCOL.load.ceiling(weight_kg))
    return found


def motion(part: Part) -> None:
    """Check how deep the heel goes, and which pm session is given."""
    for location, days in product(LOCATIONS, range(400)):
        complaint = stand_in(onset=TODAY - DAY * days, location=location)
        found = dose.range_of_motion(complaint, TODAY)
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
        real, sore = dose.SorePm(), []
        for n, pain in enumerate(pains):
            real.end_day(TODAY + DAY * n, days)
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
    for kg, row in product((None, *range(20, 101)), (None, *ROW)):
        known = _course(kg)._ceiling((row,) if row else ())
        wanted = (
            3 if row in ("T37", "T38") else stated.ceiling(None if kg is None else Fraction(kg))
        )
        part.law(known == wanted, "the highest level of a day", (kg, row))
    part.counts["weights"] = len(kilograms) + 82 * (1 + len(ROW))


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
    for side, left, right in product(SIDES, range(21), range(21)):
        found = _recovered(calm, side, (left, right))
        wanted = stated.recovered(calm, side, (left, right))
        part.law(found == wanted, "recovered with even legs", (side, left, right))
    part.counts["months"] = len(months) + 3 * 21 * 21


def _recovered(month: Iterable[Record], side: Side, raises: tuple[int, int] | None) -> bool:
    days = [DayRecord(m=day.m, p=day.p, daily=day.daily, painkiller=day.k) for day in month]
    return progress.recovered(days, side, raises)


def _worse(found: Record) -> Iterator[Record]:
    yield found._replace(k=True)
    for name in ("m", "p", "daily"):
        score = getattr(found, name)
        if score is not None and score < 10:
            yield found._replace(**{name: score + 1})


def mild(part: Part) -> None:
    """Check which courses are mild, and how the index changed, over four and more weeks."""
    medians = (None, Fraction(0), Fraction(1), Fraction(3, 2))
    firsts = (None, Fraction(0), Fraction(19, 10), Fraction(2))
    kinds = (*product(medians, (0, 1)),)
    for first, n in product(firsts, range(3, 6)):
        for weeks in product(kinds, repeat=n) if n < 5 else product(kinds[::3], repeat=n):
            finished = [_week(median, reds) for median, reds in weeks]
            found = phase.mild([first, *[None] * (n - 1)], finished)
            wanted = stated.mild(first, [m for m, _ in weeks], [reds for _, reds in weeks])
            part.law(found == wanted, "a mild course", (first, weeks))
            part.counts["mild or not"] = part.counts.get("mild or not", 0) + 1
    tenths = (None, *(Fraction(n, 10) for n in range(0, 101, 5)))
    for indices in product(tenths, repeat=3):
        change = progress.meaningful(indices)
        part.law(change == stated.meaningful(indices), "a meaningful change", indices)
    part.counts["indices"] = len(tenths) ** 3


def _week(median: Fraction | None, reds: int) -> Week:
    judged = (Judged(Colour.RED, "C1"),) * reds + (Judged(Colour.GREEN, "C5"),) * (7 - reds)
    return Week(1, judged, 7, median, 7, 7, 0, Phase.LOAD, stepped_down=False)


def later(part: Part) -> dict[tuple[Any, ...], str]:
    """Return the phase after every decision day from day 85 on."""
    table = {}
    flags = ((good, known) for good, known in product((False, True), repeat=2))
    days = [
        Twelve(good, known, verdict.value, reds, loaded)
        for (good, known), verdict, reds, loaded in product(flags, Verdict, (0, 1), (False, True))
    ]
    before = [None, *(day for day in days if day.verdict == "HOLD" and day.loaded)]
    for now, last, this in product((Phase.LOAD_PLUS, Phase.MAINTAIN, Phase.EXTEND), before, days):
        real = phase.PhaseCourse(PROTOCOL)
        real.now = now
        real.decided = None if last is None else _decided(last)
        real.decide(_decided(this))
        wanted = stated.later_phase(now.value, last, this)
        part.law(real.now.value == wanted, "the later phase", (now, last, this))
        table[now.value, last, this] = real.now.value
        part.rules[real.now.value] += 1
    for at, top in product(range(1, 12), range(3, 12)):
        held = _decided(Twelve(True, True, "HOLD", 0, True))._replace(
            level=Level(at), ceiling=Level(top)
        )
        part.law(held.loaded == (at > 3 or at == top), "the level of maintenance", (at, top))
    for left, day in product((0, 3, 7), range(1, 120)):
        real = phase.PhaseCourse(PROTOCOL) if day == 1 else real
        decides = real.begin_day(day, early=day <= left)
        wanted = "CALM" if day <= left else "LOAD" if day <= 42 else "LOAD_PLUS"
        part.law(day > 84 or (real.now == wanted and not decides), "the phase of a day", day)
        part.law(day <= 84 or decides == (day % 7 == 1), "decided once a week from day 85", day)
        part.rules[real.now.value] += 1
    part.counts["decisions about the later phase"] = len(table)
    return table


def _decided(twelve: Twelve) -> phase.PhaseInputs:
    return phase.PhaseInputs(
        meaningful=False,
        recovered=twelve.good,
        mild=False,
        mornings=13 + twelve.known,
        verdict=Verdict(twelve.verdict),
        reds=twelve.reds,
        level=Level(3 + twelve.loaded),
        ceiling=Level(7),
    )


def all_of_them() -> Part:
    """Return what was found about records, doses and recovery."""
    part = Part("records")
    records(part)
    mornings(part)
    motion(part)
    weights(part)
    recoveries(part)
    mild(part)
    later(part)
    return part
