"""Where the law of two lives stops within one table: each limit with its smallest case.

``lives.py`` finds those that need days to come about. Each search goes from the smallest values on and
ends at the first case in which the worse of two has more.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from achillescli.core.assessment.triage import ROW, Signs, Standing
from achillescli.core.log.diary import DayRecord, Diary
from achillescli.core.programme import colour, concentric, progress
from achillescli.core.programme.gate_inputs import GateInputs
from achillescli.core.state import L3, Colour, Phase, RaisesGate

from .findings import DAY, PROTOCOL, TODAY, Part
from .tables import SCORES, TOLERANCE

TRAINED = frozenset({"am"})


def lower_mornings() -> Iterator[tuple[int, int, int]]:
    """Yield a morning, one lower, and a next one that makes the day worse after the lower one."""
    day = DayRecord(p=0, a=0, slots=TRAINED, trained=True)
    for after, before, lower in product(range(11), repeat=3):
        known = [colour.NextMorning(after, m, None, 4) for m in (before, lower)]
        calm, harder = (TOLERANCE[colour.colour(day, morning)[0]] for morning in known)
        if lower < before and harder > calm:
            yield before, lower, after


def only_records() -> Iterator[int]:
    """Yield a pain without which the day is a better one."""
    settled = colour.NextMorning(0, 0, None, 4)
    for pain in SCORES[1:]:
        days = DayRecord(p=pain, a=pain, slots=TRAINED, trained=True), DayRecord()
        told, removed = (TOLERANCE[colour.colour(day, settled)[0]] for day in days)
        if removed < told:
            yield pain or 0


def sorer_first_weeks() -> Iterator[tuple[int, int, int]]:
    """Yield two first indices and a later one that is meaningful after the higher one alone."""
    for first, higher, later in product(range(2, 11), repeat=3):
        less, more = (progress.meaningful([Fraction(n), Fraction(later)]) for n in (first, higher))
        if higher > first and more and less is False:
            yield first, higher, later


def rows_cleared() -> Iterator[tuple[str, ...]]:
    """Yield rows that one more sign takes away, so that its own clearance leaves nothing."""
    for items in ((), ("family",)):
        fewer, more = frozenset(items), frozenset((*items, "uveitis"))
        known = [
            tuple(name for name, row in ROW.items() if row.applies(signs))
            for signs in (
                Signs(yes={"spa": TODAY}, spa=spa, location="insertional", stiffness_min=31)
                for spa in (fewer, more)
            )
        ]
        if known[0] and Standing(known[1]).blocked and not {*known[0]} & {*known[1]}:
            yield known[0] + known[1]


Lived = tuple[Colour, DayRecord]
"""A day as the gate to heel raises sees it."""
FINE: Lived = Colour.GREEN, DayRecord(p=0, a=0, slots=TRAINED, trained=True)
IDLE: Lived = Colour.GREY, DayRecord()
UNSCORED: Lived = Colour.AMBER, DayRecord(slots=TRAINED, trained=True, unscored=1)
HURT: Lived = Colour.RED, DayRecord(p=6, a=0, slots=TRAINED, trained=True)
UNABLE: Lived = Colour.RED, DayRecord(p=0, a=0, slots=TRAINED, trained=True, unable=True)
ORDER = (RaisesGate.CLOSED, RaisesGate.TWO_LEG, RaisesGate.SINGLE_LEG)


def raises(days: Sequence[Lived], phase: Phase) -> list[int]:
    """Return how far the gate to heel raises is open on the morning after each of some days."""
    gate, diary, found = concentric.HeelRaises(), Diary([]), []
    diary.update({TODAY + DAY * n: day for n, (_, day) in enumerate(days)})
    for n, (judged, day) in enumerate(days, 1):
        now = GateInputs(
            date=TODAY + DAY * n,
            day=90,
            level=L3,
            phase=phase,
            colour_yesterday=judged,
            yesterday=day,
            stepped_down=False,
            restarted=False,
            verdict=None,
            medians=(),
            rows=(),
            resting=False,
            checked_in=TODAY,
        )
        gate.begin_day(now, diary, PROTOCOL)
        found.append(ORDER.index(gate.state))
    return found


def further_open(
    better: Lived, worse: Lived, phase: Phase, least: int = 0
) -> Iterator[tuple[int, int]]:
    """Yield on which day of a calm time one differs, and the first morning of a wider gate.

    ``least`` is how far both gates were open before that day.
    """
    for at in range(20):
        calm = [FINE] * 40
        one, two = (raises([*calm[:at], day, *calm[at:]], phase) for day in (better, worse))
        wider = [n for n, (a, b) in enumerate(zip(one, two, strict=True), 1) if b > a]
        if wider and (one[at - 1] if at else 0) >= least:
            yield at + 1, wider[0]


SEARCHED: dict[str, Callable[[], Iterator[object]]] = {
    "morning": lower_mornings,
    "record": only_records,
    "first_week": sorer_first_weeks,
    "row": rows_cleared,
    "no_score": lambda: further_open(UNSCORED, IDLE, Phase.LOAD_PLUS),
    "grey": lambda: further_open(UNSCORED, IDLE, Phase.MAINTAIN, least=1),
    "unable": lambda: further_open(HURT, UNABLE, Phase.MAINTAIN),
}


def of_tables() -> Part:
    """Return the smallest case of each limit, by how many cases there are."""
    part = Part("limits of the tables")
    for name, cases in SEARCHED.items():
        found = list(cases())
        part.law(bool(found), "each limit is one", name)
        part.counts[name] = len(found)
    return part
