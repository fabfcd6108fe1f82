"""The rules stated once more, from their text and not from the program.

Each of these is compared with the program over all values of its figures: colours, doses, weekly
decision, breaks and levels in ``tables.py``, records and recovery in ``record_tables.py``, the
running gate in ``running_table.py``. ``concrete.py`` follows whole courses with them.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

from achillescli.core.log.entries import Entry
from achillescli.core.log.values import StartTest

PAINS = (
    ("session", "pain"), ("run", "pain"), ("activity", "pain"),
    ("check", "start_test_pain"), ("check", "hop_pain"), ("check", "walk_pain"),
)  # fmt: skip
"""Where the worst pain of a date is looked for."""
AFTERWARDS = (("session", "after"), ("evening", "after"), ("run", "after"))
MILD = frozenset({"T17", "T19", "T20", "T21", "T23", "T32", "T35", "T37", "T38"})
"""The rows to PHYSIO but T28, and T17: with these the running gate opens."""
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
    u: bool = False
    tried: bool = False
    """Whether any session was logged, completed or not."""
    unscored: bool = False
    """Whether a session has no pain score, completed or not."""
    checks: tuple[Any, ...] = ()
    runs: tuple[Any, ...] = ()


NOTHING = Record()


def record(entries: Sequence[Entry]) -> Record:
    """Return the record of a date."""

    def worst(*places: tuple[str, str]) -> int | None:
        known = [getattr(e, name) for e in entries for kind, name in places if e.kind == kind]
        scores = [score for score in known if score not in (None, "unable")]
        return max(scores, default=None)

    p, a = worst(*PAINS), worst(*AFTERWARDS)
    sessions = [e for e in entries if e.kind == "session"]
    checks = tuple(e for e in entries if e.kind == "check")
    return Record(
        m=worst(("morning", "pain")),
        p=p,
        a=p if a is None else a,
        s=len({e.slot for e in sessions if e.completed}),
        k=any(e.kind == "painkiller" for e in entries),
        daily=worst(("evening", "daily_pain")),
        u=any(e.start_test_pain == "unable" for e in checks),
        tried=bool(sessions),
        unscored=any(e.pain is None for e in sessions),
        checks=checks,
        runs=tuple(e for e in entries if e.kind == "run"),
    )


def start_test(found: Record) -> StartTest | None:
    """Return the start test of a date, of two the worse."""
    pains = [c.start_test_pain for c in found.checks if c.start_test_pain is not None]
    return "unable" if "unable" in pains else max(pains, default=None)


def test_level(test: StartTest) -> int:
    """Return the level that a start test gives."""
    return 1 if test == "unable" or test >= 6 else 3 if test <= 2 else 2


# colours


def middle(known: Sequence[int]) -> Fraction:
    """Return the median."""
    ranked = sorted(known)
    return Fraction(ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2], 2)


def median(known: Sequence[int]) -> Fraction | None:
    """Return the median of a week's known mornings, None with fewer than four."""
    return middle(known) if len(known) >= 4 else None


def morning(today: int | None, before: Iterable[int | None]) -> int | None:
    """Return a morning; a missing one is the newest of the three days before, newest first."""
    known = [today, *list(before)[:3]]
    return next((score for score in known if score is not None), None)


class Dawn(NamedTuple):
    """What the morning after a day is held against."""

    score: int | None
    before: int | None
    """The morning of the day, a missing one replaced."""
    usual: Fraction | None
    """The median of the seven mornings up to that of the day; None with fewer than three."""
    baseline: Fraction | int


def dawn(mornings: Sequence[int | None], baseline: Fraction | int) -> Dawn:
    """Return what a morning is held against; ``mornings`` are it and the seven before it."""
    week = [score for score in mornings[1:8] if score is not None]
    usual = middle(week) if len(week) >= 3 else None
    return Dawn(mornings[0], morning(mornings[1], mornings[2:5]), usual, baseline)


def reacted(found: Dawn) -> bool:
    """Whether the next morning alone makes a day or a run red."""
    score, before, usual, baseline = found
    if score is None:
        return False
    high = score >= 8 or (score >= 6 and score >= baseline + 2)
    rose = before is not None and score >= 3 and score - before >= 2
    return high or (rose and (usual is None or score >= usual + 2))


def _some(low: int, high: int, *scores: int | None) -> bool:
    return any(score is not None and low <= score <= high for score in scores)


def colour_rule(day: Record, found: Dawn) -> str:
    """Return the rule that gives a day its colour; C1, C3, C4, C2, C5 in this order."""
    if _some(6, 10, day.p, day.a) or day.u or reacted(found):
        return "C1"
    if _some(3, 5, day.p, day.a):
        return "C3"
    score = found.score
    sore = score is not None and score >= 5 and score > found.baseline
    unsure = day.k or score is None or sore or day.p is None
    if (day.tried or day.runs) and unsure:
        return "C4"
    return "C2" if day.s == 0 else "C5"


def run_colour(run: Entry, k: bool, found: Dawn) -> str:  # noqa: FBT001
    """Return how a run was tolerated."""
    if run.limped or run.stopped or _some(6, 10, run.pain, run.after) or reacted(found):
        return "RED"
    unsure = run.pain is None or found.score is None or k
    return "AMBER" if unsure or _some(3, 5, run.pain, run.after) else "GREEN"


def baseline(medians: Sequence[Fraction | None], morning_pain: int | None) -> Fraction | int:
    """Return B: that of the weeks that are over, else of the assessment, else 4."""
    known = next((found for found in medians if found is not None), None)
    if known is not None:
        return max(Fraction(1), known)
    return 4 if morning_pain is None else max(1, morning_pain)


# one day


def rests_for_reds(reds: Sequence[bool]) -> list[bool]:
    """Return on which mornings two red days give no loading; ``reds`` begins with day 1."""
    held: list[bool] = []
    for n in range(len(reds) + 1):
        twice = n >= 2 and reds[n - 1] and reds[n - 2]
        held.append(twice and not (n >= 2 and held[n - 1] and held[n - 2]))
    return held


def adaptation(
    for_reds: bool, red: bool, m: int | None, unwell: bool  # noqa: FBT001
) -> str | None:  # fmt: skip
    """Return what holds for a day; ``m`` is its morning, a missing one replaced."""
    if for_reds or unwell or (m is not None and m >= 8):
        return "D2"
    return "D1" if red else None


class Given(NamedTuple):
    """What a dose is made from; phase, adaptation and gate by their names."""

    day: int
    phase: str
    level: int
    t28: bool
    adaptation: str | None
    blocked: bool
    graded: bool
    straight: bool
    gate: str


Work = tuple[str, str, int, int]
"""Slot, exercise, sets, repetitions."""


def dose(today: Given) -> tuple[int, tuple[Work, ...]]:
    """Return level and work of a day."""
    off = today.phase == "MAINTAIN" and today.day % 7 not in (1, 3, 5)
    if today.blocked or today.adaptation == "D2" or off:
        return today.level, ()
    careful, level = today.adaptation == "D1", today.level
    if careful:
        level = 3 if level > 3 else max(level - 1, 1)
    if today.t28:
        level = min(level, 3)
    sets = 2 if careful else 3
    if today.graded and today.day <= 4:
        sets = min(sets, (today.day + 1) // 2)
    second = "heel-drop-straight" if today.straight else "heel-drop-bent"
    slot = "am" if today.phase == "MAINTAIN" else "pm"
    work = [("am", "heel-drop-straight", sets, 15), (slot, second, sets, 15)]
    if today.phase == "CALM":
        work.pop()
    if today.gate != "closed":
        work.append(("am", f"heel-raise-{today.gate.replace('_', '-')}", 3, 15))
    return level, tuple(sorted(work, key=lambda one: one[0] == "pm"))


def ceiling(weight_kg: Fraction | None) -> int:
    """Return the highest level: of eight steps one for each 10 kg of weight; 4 when unknown."""
    if weight_kg is None:
        return 3 + 4
    return 3 + sum(weight_kg >= 10 * steps for steps in range(1, 9))


def rom(location: str, days: int) -> str:
    """Return the range of motion so many days after the onset."""
    return "step" if location == "midportion" and days > 7 else "floor"


# weeks and levels


class Week(NamedTuple):
    """The figures of a finished week."""

    reds: int = 0
    sore: int = 0
    green: int = 7
    done: int = 14
    trained: int = 7
    mornings: int = 7
    median: Fraction | None = None
    blocked: bool = False
    kept: bool = False
    """Whether its last day was in maintenance."""
    stepped: bool = False
    """Whether a step down was carried out on one of its mornings."""


class Eve(NamedTuple):
    """What else a weekly decision looks at."""

    last: Week | None = None
    verdict: str | None = None
    base: Fraction | None = None
    level: int = 2
    ceiling: int = 11
    day: int = 30
    early: bool = False
    held: bool = False
    """Whether T28 or T31 stands."""
    stale: bool = False


def _up(median: Fraction | None, other: Fraction | None, by: int) -> bool:
    return median is not None and other is not None and median - other >= by


def decision(week: Week, eve: Eve) -> tuple[str, str]:
    """Return the decision about a week and its rule."""
    last = eve.last or Week()
    before = eve.last.median if eve.last else None
    sore = 2 if week.kept else 5
    twice = eve.last is not None and min(week.sore, last.sore) >= sore
    calm = week.median is not None and before is not None and week.median <= 2
    calm = calm and not _up(week.median, before, 1)
    stuck = twice and not calm and eve.level > 2 and not week.stepped
    raised = _up(week.median, before, 2) or _up(week.median, eve.base, 2)
    if week.reds >= 2 or raised or stuck:
        return "REGRESS", "W1"
    few = week.done < 2 if week.kept else week.trained < 5
    pale = week.green < (2 if week.kept else 5)
    rose = _up(week.median, before, 1)
    if week.reds or few or pale or week.mornings < 4 or rose or week.blocked:
        return "HOLD", "W2"
    to_load = eve.level == 3 and eve.day < 15 and eve.ceiling > 3 and not week.kept
    again = week.kept and eve.verdict == "PROGRESS"
    held = eve.early or eve.held or eve.stale or to_load or again
    return ("HOLD" if held else "PROGRESS"), "W3"


class Pause(NamedTuple):
    """What asks for a break on a morning: days without sessions, and a block that just ended."""

    idle: int = 0
    block: int = 0
    """How many dates it lasted; 0 when none has just ended."""
    rows: frozenset[str] = frozenset()
    """The rows that stood on any of its dates."""
    stepped: int | None = None
    """How many days ago a W6 or W7 was carried out."""


def break_rule(pause: Pause) -> str | None:
    """Return the break of a morning."""
    if pause.idle == 28 or pause.rows & {"T02", "T03", "T05", "T06", "T26"}:
        return "W7"
    by_kind = pause.block >= 3 or bool(pause.rows & {"T07", "T08", "T09", "T29"})
    in_block = pause.stepped is not None and pause.stepped <= pause.block
    costs = pause.idle in (7, 14, 21) or (by_kind and not in_block)
    recent = pause.stepped is not None and pause.stepped <= 6
    return "W6" if costs and not recent else None


class Steps(NamedTuple):
    """What moves the level on a morning."""

    level: int
    ceiling: int = 11
    verdict: str | None = None
    pause: str | None = None
    full: StartTest | None = None
    """A start test of yesterday that counts in full."""
    down: StartTest | None = None
    """One that counts downwards only."""


def level_after(steps: Steps) -> int:
    """Return the level after the steps of a morning."""
    if steps.full is not None:
        return min(test_level(steps.full), steps.ceiling)
    level = steps.level
    if steps.verdict == "REGRESS":
        level = max(level - 1, 1)
    elif steps.verdict == "PROGRESS" and level < steps.ceiling:
        level += 1
    if steps.pause == "W6":
        level = max(level - 1, 1)
    elif steps.pause == "W7":
        level = 1
    if steps.down is not None:
        level = min(level, test_level(steps.down))
    return min(level, steps.ceiling)


# progress


def meaningful(indices: Sequence[Fraction | None]) -> bool | None:
    """Whether the latest index that is known fell enough since week 1; None: not comparable."""
    later = [index for index in indices[1:] if index is not None]
    if not later or indices[0] is None or indices[0] < 2:
        return None
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


def mild(
    first: Fraction | None, medians: Sequence[Fraction | None], reds: Sequence[int]
) -> bool:  # fmt: skip
    """Whether a course that began with little was calm in its last four finished weeks."""
    if first is None or first >= 2 or len(medians) < 4:
        return False
    return all(m is not None and m <= 1 for m in medians[-4:]) and not any(reds[-4:])


class Twelve(NamedTuple):
    """What a decision about the later phase looks at."""

    good: bool
    """Meaningful, recovered or mild."""
    known: bool
    """At least 14 of the last 28 mornings."""
    verdict: str
    reds: int
    loaded: bool
    """Above L3, or at the ceiling."""


def later_phase(phase: str, before: Twelve | None, now: Twelve) -> str:
    """Return the phase after a decision day from day 85 on."""
    if phase != "MAINTAIN":
        earned = now.good and now.loaded and now.verdict != "REGRESS"
        return "MAINTAIN" if earned else "EXTEND"
    twice = before is not None and not (before.good or now.good) and before.known and now.known
    return "EXTEND" if twice and not now.reds else "MAINTAIN"


# running


class Person(NamedTuple):
    """Who runs: what the raises are compared with."""

    sex: str = "unspecified"
    age: int = 30
    side: str = "left"

    @property
    def raises(self) -> Fraction:
        """The raises that are needed: seven tenths of the median, at least 10, 25 at most."""
        men, women = next(row[1:] for row in RAISES if self.age <= row[0])
        median = {"male": men, "female": women}.get(self.sex, max(men, women))
        return min(Fraction(25), max(Fraction(10), Fraction(7 * median, 10)))


class Sunrise(NamedTuple):
    """What the running gate looks at on a morning, besides the records."""

    level: int = 3
    verdict: str | None = "HOLD"
    rows: tuple[str, ...] = ()
    medians: tuple[Fraction | None, ...] = (Fraction(1), Fraction(1))
    stale: bool = False


Score = TypeVar("Score")


def _newest(
    past: Sequence[Record], score: Callable[[Record], Score | None], days: int
) -> tuple[int | None, Score | None]:
    """Return the newest of so many days, today included, that has a score, and the score."""
    known = ((back, score(found)) for back, found in enumerate(past[:days]))
    return next(((back, found) for back, found in known if found is not None), (None, None))


def _worst(name: str) -> Callable[[Record], int | None]:
    def of(found: Record) -> int | None:
        known = [getattr(check, name) for check in found.checks]
        return max((score for score in known if score is not None), default=None)

    return of


def raises(found: Record) -> tuple[int, int] | None:
    """Return the raises of both legs of a date, leg by leg the later."""
    left = [c.raises_left for c in found.checks if c.raises_left is not None]
    right = [c.raises_right for c in found.checks if c.raises_right is not None]
    return (left[-1], right[-1]) if left and right else None


def running(now: Sunrise, past: Sequence[Record], person: Person) -> dict[str, bool]:
    """Return each condition of the running gate; ``past`` begins with today."""
    walked, walk = _newest(past, _worst("walk_pain"), 14)
    hopped, hop = _newest(past, _worst("hop_pain"), 28)
    raised, legs = _newest(past, raises, 28)
    daily = [found.daily for found in past[1:8] if found.daily is not None]
    taken = [back for back, found in enumerate(past) if found.k]
    last = now.medians[-1] if now.medians else None
    before = now.medians[-2] if len(now.medians) > 1 else None
    steady = last is not None and before is not None and last < before + 1
    enough = (
        legs is not None
        and even(person.side, *legs)
        and affected(person.side, *legs)[0] >= person.raises
    )
    return {
        "G2.level": now.level >= 3,
        "G2.decision": now.verdict != "REGRESS",
        "G2.median": last is not None and last <= 2,
        "G2.median_rise": steady or len(now.medians) == 1,
        "G2.checkin": not now.stale,
        "G2.rows": MILD.issuperset(now.rows),
        "G2.daily": len(daily) >= 5 and max(daily) <= 2,
        "G2.painkiller": not any(1 <= n <= 7 or n in (walked, hopped, raised) for n in taken),
        "G2.walk": walk is not None and walk <= 2,
        "G2.raises": enough,
        "G2.hop": hop is not None and hop <= 2,
    }
