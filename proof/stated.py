"""The rules stated once more, from their text and not from the program.

Each of these is compared with the program over all values of its figures: colours in
``tables.py``, records, dose and recovery in ``record_tables.py``, the running gate in
``running_table.py``. ``concrete.py`` follows whole courses with them.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from achillescli.core.log.entries import Entry

PAINS = (
    ("session", "pain"), ("run", "pain"), ("activity", "pain"),
    ("check", "start_test_pain"), ("check", "hop_pain"), ("check", "walk_pain"),
)  # fmt: skip
"""Where the worst pain of a date is looked for."""
AFTERWARDS = (("session", "after"), ("evening", "after"), ("run", "after"))
MILD = frozenset({"T17", "T19", "T20", "T21", "T23", "T28"})
"""The rows to PHYSIO, and T17: with these the running gate opens."""
RAISES = (
    (29, 37, 30), (39, 33, 27), (49, 28, 25), (59, 24, 22), (69, 19, 19), (200, 14, 14),
)  # fmt: skip
"""Median raises up to an age: men, women."""
SEXES = ("male", "female", "unspecified")


class Record(NamedTuple):
    """What was logged for one date, as the rules name it."""

    m: int | None = None
    p: int | None = None
    a: int | None = None
    s: int = 0
    k: bool = False
    daily: int | None = None
    checks: tuple = ()
    runs: tuple = ()


NOTHING = Record()


def record(entries: Sequence[Entry]) -> Record:
    """Return the record of a date."""

    def worst(*places: tuple[str, str]) -> int | None:
        known = [getattr(e, name) for e in entries for kind, name in places if e.kind == kind]
        scores = [score for score in known if score not in (None, "unable")]
        return max(scores, default=None)

    p, a = worst(*PAINS), worst(*AFTERWARDS)
    return Record(
        m=worst(("morning", "pain")),
        p=p,
        a=p if a is None else a,
        s=len({e.slot for e in entries if e.kind == "session" and e.completed}),
        k=any(e.kind == "painkiller" for e in entries),
        daily=worst(("evening", "daily_pain")),
        checks=tuple(e for e in entries if e.kind == "check"),
        runs=tuple(e for e in entries if e.kind == "run"),
    )


def morning(today: int | None, before: Iterable[int | None]) -> int | None:
    """Return a morning; a missing one is the newest of the three days before, newest first."""
    known = [today, *list(before)[:3]]
    return next((score for score in known if score is not None), None)


def _some(low: int, high: int, *scores: int | None) -> bool:
    return any(score is not None and low <= score <= high for score in scores)


def reacted(m: int | None, after: int | None) -> bool:
    """Whether the next morning alone makes a day or a run red."""
    rose = m is not None and after is not None and after >= 3 and after - m >= 2
    return _some(6, 10, after) or rose


def colour_rule(
    p: int | None, a: int | None, s: int, k: bool, m: int | None, after: int | None  # noqa: FBT001
) -> str:  # fmt: skip
    """Return the rule that gives a day its colour."""
    if _some(6, 10, p, a) or reacted(m, after):
        return "C1"
    sore = _some(3, 5, p, a)
    if s == 0 and not sore:
        return "C2"
    if sore:
        return "C3"
    return "C4" if k or after is None or after >= 5 or p is None else "C5"


def run_colour(run: Entry, k: bool, m: int | None, after: int | None) -> str:  # noqa: FBT001
    """Return how a run was tolerated."""
    if run.limped or _some(6, 10, run.pain, run.after) or reacted(m, after):
        return "RED"
    unsure = run.pain is None or after is None or k
    return "AMBER" if unsure or _some(3, 5, run.pain, run.after) else "GREEN"


def median(known: Sequence[int]) -> Fraction | None:
    """Return the middle of a week's mornings."""
    ranked = sorted(known)
    if len(ranked) < 4:
        return None
    return Fraction(ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2], 2)


def meaningful(indices: Sequence[Fraction | None]) -> bool:
    """Whether the latest index that is known fell enough since week 1."""
    later = [index for index in indices[1:] if index is not None]
    if not later or indices[0] is None or indices[0] < 2:
        return False
    fall = indices[0] - later[-1]
    return fall >= 2 or 10 * fall >= 3 * indices[0]


def index(records: Sequence[Record]) -> Fraction | None:
    """Return the mean of a week's mornings and pains."""
    known = [score for r in records for score in (r.m, r.p) if score is not None]
    return Fraction(sum(known), len(known)) if len(known) >= 4 else None


def even(side: str, left: int, right: int) -> bool:
    """Whether the affected leg does at least nine tenths of the other."""
    weak, strong = affected(side, left, right)
    return 10 * weak >= 9 * strong


def affected(side: str, left: int, right: int) -> tuple[int, int]:
    """Return the raises of the affected leg and of the other; for both the fewer first."""
    pair = {"left": (left, right), "right": (right, left)}
    return pair.get(side, (min(left, right), max(left, right)))


def recovered(month: Sequence[Record], side: str, raises: tuple[int, int] | None) -> bool:
    """Whether the last 28 days were calm and the legs are even as far as known."""
    scores = [score for r in month for score in (r.m, r.p, r.daily) if score is not None]
    calm = max(scores, default=0) <= 1 and not any(r.k for r in month)
    known = sum(r.m is not None for r in month)
    return known >= 14 and calm and (raises is None or even(side, *raises))


def ceiling(weight_kg: Fraction | None) -> int:
    """Return the highest level: of eight steps one for each 10 kg of weight; 4 when unknown."""
    if weight_kg is None:
        return 3 + 4
    return 3 + sum(weight_kg >= 10 * steps for steps in range(1, 9))


def rom(location: str, days: int) -> str:
    """Return the range of motion so many days after the onset."""
    return "step" if location == "midportion" and days > 7 else "floor"


class Person(NamedTuple):
    """Who runs: what the raises are compared with."""

    sex: str = "unspecified"
    age: int = 30
    side: str = "left"

    @property
    def raises(self) -> int:
        """The raises that are needed: the median, 25 at most."""
        men, women = next(row[1:] for row in RAISES if self.age <= row[0])
        return min(25, {"male": men, "female": women}.get(self.sex, max(men, women)))


class Dawn(NamedTuple):
    """What the running gate looks at on a morning, besides the records."""

    level: int = 3
    verdict: str | None = "HOLD"
    rows: tuple[str, ...] = ()
    medians: tuple[Fraction | None, ...] = (Fraction(1), Fraction(1))


def _newest(past: Sequence[Record], score: Callable[[Record], object]) -> tuple[int | None, object]:
    """Return the newest of 14 days, today included, that has a score, and the score."""
    known = ((back, score(found)) for back, found in enumerate(past[:14]))
    return next(((back, found) for back, found in known if found is not None), (None, None))


def _worst(name: str) -> Callable[[Record], int | None]:
    def of(found: Record) -> int | None:
        known = [getattr(check, name) for check in found.checks]
        return max((score for score in known if score is not None), default=None)

    return of


def _raises(found: Record) -> tuple[int, int] | None:
    both = [(check.raises_left, check.raises_right) for check in found.checks]
    return next((legs for legs in reversed(both) if None not in legs), None)


def running(now: Dawn, past: Sequence[Record], person: Person) -> dict[str, bool]:
    """Return each condition of the running gate; ``past`` begins with today."""
    walked, walk = _newest(past, _worst("walk_pain"))
    hopped, hop = _newest(past, _worst("hop_pain"))
    raised, legs = _newest(past, _raises)
    daily = [found.daily for found in past[1:8]]
    taken = [back for back, found in enumerate(past) if found.k]
    last = now.medians[-1] if now.medians else None
    before = now.medians[-2] if len(now.medians) > 1 else None
    fell = None not in (last, before) and last <= before
    enough = legs is not None and even(person.side, *legs)
    return {
        "G2.level": now.level >= 3,
        "G2.decision": now.verdict != "REGRESS",
        "G2.rows": MILD.issuperset(now.rows),
        "G2.median": last is not None and last <= 2,
        "G2.median_rise": fell or len(now.medians) == 1,
        "G2.daily": None not in daily and max(daily) <= 2,
        "G2.walk": walk is not None and walk <= 2,
        "G2.raises": enough and affected(person.side, *legs)[0] >= person.raises,
        "G2.hop": hop is not None and hop <= 2,
        "G2.painkiller": not any(1 <= n <= 7 or n in (walked, hopped, raised) for n in taken),
    }
