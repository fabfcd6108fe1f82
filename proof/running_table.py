"""The ten conditions of the running gate, each over every value that it looks at.

The real conditions are asked on real records and compared, all eleven each time, with the
statement in ``stated.py``. The level, the last decision and every pair of rows; medians of one,
two and three weeks; the seven days of daily pain and the days around them; walk and hop test on
every date of a fortnight and around it, two of them, two on one date; raises of both legs up to
30 with each side, sex and decade; a painkiller on each date against each date of the tests.
More pain, fewer raises, a painkiller, a lower level, a row more: none of them ever makes a
condition hold that did not. Every set of them opens the gate only when none is missing, and
each of level, day of rest and row suspends it once it is open.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import Any, NamedTuple, TypeVar

from achillescli.core.assessment import triage
from achillescli.core.log.diary import DayRecord, Diary
from achillescli.core.programme import running
from achillescli.core.programme.gate_inputs import GateInputs
from achillescli.core.state import L3, Colour, Phase, RunningStep, Verdict

from . import stated
from .findings import DAY, PROTOCOL, TODAY, Part, stand_in
from .stated import Person, Record, Sunrise

SCORES = (None, *range(11))
PAINFUL = (None, 2, 3)
HALVES = (None, *(Fraction(n, 2) for n in range(21)))
LENGTH = 30
"""Days that are filled in, today the first; no condition looks back so far."""
EARLIEST = dt.timedelta(days=400)
DATES = [TODAY - DAY * back for back in range(LENGTH)]


class Check(NamedTuple):
    """The scores of a check that the gate looks at."""

    walk_pain: int | None = None
    hop_pain: int | None = None
    raises_left: int | None = None
    raises_right: int | None = None


class Case(NamedTuple):
    """A morning on which every condition of the running gate holds, but for its changes."""

    now: Sunrise = Sunrise()
    past: tuple[Record, ...] = ()
    person: Person = Person()


def past(checks: Mapping[int, Sequence[Check]], **changed: Mapping[int, Any]) -> tuple[Record, ...]:
    """Return calm records; ``checks`` and each change say what a date so many days ago has."""
    calm = [Record(daily=0)] * LENGTH
    for back, found in checks.items():
        calm[back] = calm[back]._replace(checks=tuple(found))
    for name, values in changed.items():
        for back, value in values.items():
            calm[back] = calm[back]._replace(**{name: value})
    return tuple(calm)


FULL = Check(0, 0, 36, 36)
CALM = past({3: [FULL]})


def morning(**changed: Any) -> GateInputs:
    """Return a morning on which nothing keeps a gate closed, but for the changes."""
    calm = GateInputs(
        date=TODAY, day=50, level=L3, phase=Phase.LOAD_PLUS, colour_yesterday=Colour.GREEN,
        yesterday=DayRecord(), stepped_down=False, restarted=False, verdict=Verdict.HOLD,
        medians=(), rows=(), resting=False, checked_in=TODAY,
    )  # fmt: skip
    return calm._replace(**changed)


def real(case: Case) -> tuple[running.RunningCourse, tuple[Any, ...]]:
    """Return a closed gate and what it looks at on the morning of a case."""
    diary = Diary([])
    for on, found in zip(DATES, case.past, strict=True):
        diary[on] = DayRecord(daily=found.daily, painkiller=found.k, checks=found.checks)
    now = morning(
        level=case.now.level, rows=case.now.rows, medians=case.now.medians,
        checked_in=TODAY - DAY * 15 if case.now.stale else TODAY,
        verdict=None if case.now.verdict is None else Verdict(case.now.verdict),
    )  # fmt: skip
    sex, age, side = case.person
    who = stand_in(person=stated.Person(sex, age), complaint=stand_in(side=side))
    walks = [
        on
        for on, found in zip(reversed(DATES), reversed(case.past), strict=True)
        if any(check.walk_pain is not None for check in found.checks)
    ]
    return running.RunningCourse(PROTOCOL, TODAY - EARLIEST, walks), (now, diary, who)


def found(case: Case) -> dict[str, bool]:
    """Return which conditions the program finds met."""
    gate, known = real(case)
    return {finding.key: finding.met for finding in gate.findings(*known)}


Name = TypeVar("Name")


def compared(
    part: Part, key: str, cases: Iterator[tuple[Name, Case]]
) -> dict[Name, tuple[Case, bool]]:
    """Return whether a condition holds in each case, every condition compared with its statement."""
    table = {}
    for name, case in cases:
        conditions = found(case)
        wanted = stated.running(*case)
        for other, met in wanted.items():
            part.law(conditions.get(other) == met, f"the condition {other}", (name, case))
        part.law(conditions.keys() == wanted.keys(), "the conditions of running")
        table[name] = case, conditions.get(key, False)
    held = {met for _, met in table.values()}
    part.law(held == {False, True}, "a condition holds and does not", key)
    part.counts["cases"] = part.counts.get("cases", 0) + len(table)
    return table


def never_met_by(
    part: Part, table: Mapping[Name, tuple[Case, bool]], worse: Iterable[tuple[Name, Name]]
) -> None:
    """Check that what is worse does not meet a condition that was not met."""
    for name, other in worse:
        if name in table and other in table:
            part.law(table[name][1] or not table[other][1], "worse opens nothing", (name, other))
            part.counts["worse cases"] = part.counts.get("worse cases", 0) + 1


def levels(part: Part) -> None:
    """Check level and last decision."""
    figures = list(product(range(1, 12), (None, *Verdict)))
    cases = [(known, Case(Sunrise(*known), CALM)) for known in figures]
    table = compared(part, "G2.level", iter(cases))
    never_met_by(part, table, (((at, v), (at - 1, v)) for at, v in figures))
    table = compared(part, "G2.decision", iter(cases))
    never_met_by(part, table, (((at, v), (at, Verdict.REGRESS)) for at, v in figures))


def rows(part: Part) -> None:
    """Check none of the rows, each and each pair."""
    sets = [(), *combinations(triage.ROW, 1), *combinations(triage.ROW, 2)]
    table = compared(part, "G2.rows", ((s, Case(Sunrise(rows=s), CALM)) for s in sets))
    never_met_by(part, table, ((s[:1], s) for s in sets))


def medians(part: Part) -> None:
    """Check the medians of no week, of one, of two and of three."""
    known = [(), *product(HALVES, repeat=1), *product(HALVES, repeat=2)]
    known += [(first, *two) for first in (None, Fraction(0)) for two in product(HALVES, repeat=2)]
    cases = [(m, Case(Sunrise(medians=m), CALM)) for m in known]
    higher = [
        (m, (*m[:-1], m[-1] + Fraction(1, 2))) for m in known if m and m[-1] is not None
    ]  # fmt: skip
    for key in ("G2.median", "G2.median_rise"):
        never_met_by(part, compared(part, key, iter(cases)), iter(higher))


def daily(part: Part) -> None:
    """Check the daily pain of the seven days, and that the days around them are not looked at."""
    weeks = list(product((None, 2, 3), repeat=7))
    weeks += [
        (0,) * back + (score,) + (0,) * (6 - back) for back, score in product(range(7), SCORES)
    ]
    around = ((None, 10), (0, 0))

    def cases() -> Iterator[tuple[tuple[Any, ...], Case]]:
        for week, (today, eighth) in product(weeks, around):
            known = dict(enumerate((today, *week, eighth)))
            yield (week, today), Case(past=past({3: [FULL]}, daily=known))

    table = compared(part, "G2.daily", cases())
    worse = (
        ((week, today), ((*week[:at], more, *week[at + 1 :]), today))
        for week, today in table
        for at in range(7)
        for more in _more(week[at], (None, 0, 2, 3, *range(11)))
    )
    never_met_by(part, table, worse)


def _more(score: int | None, scores: Sequence[int | None]) -> set[int]:
    """Return the scores above one that is known; an unknown one has none above it."""
    return {n for n in scores if n is not None and score is not None and n > score}


def checkins(part: Part) -> None:
    """Check the check-in."""
    cases = ((stale, Case(Sunrise(stale=stale), CALM)) for stale in (False, True))
    never_met_by(part, compared(part, "G2.checkin", cases), iter([(False, True)]))


def tests(part: Part, key: str, name: str) -> None:
    """Check the walk or the hop test: on each date, on two dates, two on one date."""
    bare = FULL._replace(**{name: None})

    def cases() -> Iterator[tuple[tuple[Any, ...], Case]]:
        for back, score in product(range(LENGTH), SCORES):
            known = {3: [bare]}
            known[back] = [*known.get(back, ()), Check(**{name: score})]
            yield (back, score, None, None), Case(past=past(known))
        for (new, old), one, two in product(
            combinations(range(LENGTH), 2), PAINFUL, PAINFUL
        ):  # fmt: skip
            known = {back: [] for back in (3, new, old)}
            known[3] = [bare]
            known[new].append(Check(**{name: one}))
            known[old].append(Check(**{name: two}))
            yield (new, one, old, two), Case(past=past(known))
        for one, two in product(SCORES, repeat=2):
            known = {3: [bare], 5: [Check(**{name: one}), Check(**{name: two})]}
            yield (5, one, 5, two), Case(past=past(known))

    table = compared(part, key, cases())
    worse = [
        ((new, one, old, two), (new, more, old, two))
        for new, one, old, two in table
        for more in _more(one, SCORES)
    ]
    worse += [
        ((new, one, old, two), (new, one, old, more))
        for new, one, old, two in table
        for more in _more(two, SCORES)
    ]
    never_met_by(part, table, iter(worse))


def raises(part: Part) -> None:
    """Check the raises of both legs, with each side, sex and decade, and on each date."""
    bare = Check(0, 0)
    ages = (18, 29, 30, 39, 40, 49, 50, 59, 60, 69, 70, 90)
    people = [Person(sex, age, "left") for sex, age in product(stated.SEXES, ages)]

    def cases() -> Iterator[tuple[tuple[Any, ...], Case]]:
        for who, n in product(people, range(31)):
            yield (who, n, n), Case(Sunrise(), past({3: [Check(0, 0, n, n)]}), who)
        for who, left, right in product(
            (Person("male", 70, side) for side in ("left", "right", "both")), range(31), range(31)
        ):
            yield (who, left, right), Case(Sunrise(), past({3: [Check(0, 0, left, right)]}), who)

    table = compared(part, "G2.raises", cases())
    worse = []
    for who, left, right in table:
        fewer = {"left": (left - 1, right), "right": (left, right - 1)}
        weaker = (left - 1, right) if left <= right else (left, right - 1)
        worse.append(((who, left, right), (who, *fewer.get(who.side, weaker))))
    never_met_by(part, table, iter(worse))

    def dates() -> Iterator[tuple[tuple[Any, ...], Case]]:
        kinds = {"few": (5, 5), "one leg": (36, None), "other leg": (None, 36),
                 "no leg": (None, None), "enough": (36, 36)}  # fmt: skip
        for new, old in combinations(range(LENGTH), 2):
            for one, two in product(kinds, repeat=2):
                known: dict[int, list[Check]] = {back: [] for back in (3, new, old)}
                known[3] = [bare]
                known[new].append(Check(None, None, *kinds[one]))
                known[old].append(Check(None, None, *kinds[two]))
                yield (new, one, old, two), Case(past=past(known))
        for one, two in product(kinds, repeat=2):
            both = [Check(None, None, *kinds[one]), Check(None, None, *kinds[two])]
            yield (5, one, 5, two), Case(past=past({3: [bare], 5: both}))

    compared(part, "G2.raises", dates())


def painkillers(part: Part) -> None:
    """Check a painkiller on each date against each date of the three tests."""
    dates = (0, 1, 7, 8, 13, 14, 27, 28)

    def cases() -> Iterator[tuple[tuple[Any, ...], Case]]:
        for walk, hop, raised in product(dates, repeat=3):
            known: dict[int, list[Check]] = {back: [] for back in (walk, hop, raised)}
            known[walk].append(Check(walk_pain=0))
            known[hop].append(Check(hop_pain=0))
            known[raised].append(Check(raises_left=36, raises_right=36))
            for taken in (None, *range(LENGTH)):
                k = {} if taken is None else {taken: True}
                yield (walk, hop, raised, taken), Case(past=past(known, k=k))

    table = compared(part, "G2.painkiller", cases())
    never_met_by(part, table, (((*known[:3], None), known) for known in table))


UNMET: dict[str, dict[str, Any]] = {
    "G2.level": {"level": 2},
    "G2.decision": {"verdict": Verdict.REGRESS},
    "G2.rows": {"rows": ("T13",)},
    "G2.checkin": {"stale": True},
}
SHORT = {
    "G2.walk": {"walk_pain": 3},
    "G2.raises": {"raises_left": 20},
    "G2.hop": {"hop_pain": 3},
}


def opening(part: Part) -> None:
    """Check for every set of conditions that the gate opens only when all of them hold."""
    keys = tuple(stated.running(Sunrise(), CALM, Person()))
    for missing in (set(some) for n in range(len(keys) + 1) for some in combinations(keys, n)):
        now, check = Sunrise(), FULL
        for key in missing & UNMET.keys():
            now = now._replace(**UNMET[key])
        for key in missing & SHORT.keys():
            check = check._replace(**SHORT[key])
        low, high = ("G2.median" in missing), ("G2.median_rise" in missing)
        last = Fraction(3 if low else 1)
        now = now._replace(medians=(last - 1 if high else last, last))
        pain, k = 3 if "G2.daily" in missing else 0, "G2.painkiller" in missing
        gate, known = real(Case(now, past({3: [check]}, daily={1: pain}, k={1: k})))
        opens = gate.begin_day(*known)
        part.law(opens == (not missing), "opens when every condition holds", sorted(missing))
        part.counts["sets of conditions"] = part.counts.get("sets of conditions", 0) + 1


def suspended(part: Part) -> None:
    """Check what suspends a gate that is open: a level below L3, a day of rest, a row."""
    sets = [(), *combinations(triage.ROW, 1), *combinations(triage.ROW, 2)]
    for at, resting, known in product(range(1, 12), (False, True), sets):
        gate = running.RunningCourse(PROTOCOL, TODAY - EARLIEST, [])
        gate._opened, gate._path = TODAY - DAY, [RunningStep(name) for name in PROTOCOL.running.A]
        gate.begin_day(morning(level=at, resting=resting, rows=known), Diary([]), stand_in())
        wanted = at < 3 or resting or not stated.MILD.issuperset(known)
        part.law((gate.state == "suspended") == wanted, "what suspends running", (at, known))
        part.law(gate.state is not None, "nothing of that closes the gate", (at, known))
    part.counts["suspensions"] = 22 * len(sets)


def conditions() -> Part:
    """Return what was found about each condition of the running gate."""
    part = Part("conditions of running")
    levels(part)
    rows(part)
    medians(part)
    daily(part)
    checkins(part)
    tests(part, "G2.walk", "walk_pain")
    tests(part, "G2.hop", "hop_pain")
    raises(part)
    painkillers(part)
    opening(part)
    suspended(part)
    return part
