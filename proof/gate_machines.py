"""The gates and the later phase as machines with finitely many states, stepped by the real rules.

Concentric gate: open in either form with its green days since the opening, or closed with the
days that it stays closed and, of the last seven days, which were trained and which spoil the
opening (pain, more than 1 afterwards, a painkiller, a session without a score); what lies
before the last day that spoils is forgotten, and all of it while the gate is open.
Running gate: closed, or open with path, step, passes and suspension; the days since the later
of opening and last run, the days until the next run. Whether its conditions hold is an input here;
``running_table.py`` exhausts each of the ten, and ``concrete.py`` compares when the gate opens
in whole courses. Phase: the phase, and of the decision before whether it was good and had
mornings enough.
"""

from collections.abc import Callable, Hashable, Iterator
from itertools import product
from types import SimpleNamespace
from typing import NamedTuple

from achillescli.core.programme.gates import Morning

from achillescli.core.log.diary import DayRecord
from achillescli.core.log.entries import parse
from achillescli.core.programme import concentric, phase, running
from achillescli.core.state import Colour, Finding, Phase, Verdict

from .course_machine import DAY, PROTOCOL, TODAY, TOMORROW
from .findings import Part

FINE, IDLE, SPOILT = (
    DayRecord(p=0, a=0, slots=frozenset({"am"})),
    DayRecord(),
    DayRecord(p=1, a=1, slots=frozenset({"am"})),
)
"""A day with a session, one without, and one after which the gate does not open for a week."""


def visited(
    part: Part,
    starts: list[Hashable],
    nexts: Callable[[Hashable], Iterator[tuple[object, Hashable]]],
    laws: Callable[[Hashable, object, Hashable], Iterator[tuple[bool, str]]],
) -> set[Hashable]:
    """Visit every state that can be reached, and hold each arrow against the laws."""
    seen, stack, arrows = set(starts), list(starts), 0
    while stack:
        state = stack.pop()
        for added, then in nexts(state):
            arrows += 1
            for holds, law in laws(state, added, then):
                part.law(holds, law, (state, added, then))
            if then not in seen:
                seen.add(then)
                stack.append(then)
    part.counts |= {"states": len(seen), "arrows": arrows}
    return seen


def morning(**changed: object) -> Morning:
    """Return a morning on which nothing keeps a gate closed, but for the changes."""
    calm = Morning(
        date=TOMORROW, day=50, level=3, phase=Phase.LOAD_PLUS, colour_yesterday=Colour.GREEN,
        stepped_down=False, restarted=False, verdict=Verdict.HOLD, medians=(), rows=(),
        resting=False,
    )  # fmt: skip
    return calm._replace(**changed)


class Gate(NamedTuple):
    """The concentric gate on a morning; ``closed`` counts the days since it was closed, to 7."""

    state: str = "closed"
    late: bool = False
    """Whether day 43 has come."""
    shut: int = 0
    """Days that it stays closed after today."""
    closed: int = 7
    green: int = 0
    most: tuple[int, int] = (0, 0)
    week: tuple[DayRecord, ...] = (SPOILT,) * 7


class Yesterday(NamedTuple):
    """What a day and the morning after it add for the concentric gate."""

    colour: Colour
    day: DayRecord
    stepped: bool
    low: bool
    kept: bool
    late: bool


COLOURED = (
    *product([Colour.RED], (FINE, IDLE, SPOILT)),
    *product([Colour.GREEN, Colour.AMBER], (FINE, SPOILT)),
    *product([Colour.GREY], (IDLE, SPOILT)),
)


def gate_days(gate: Gate) -> Iterator[tuple[Yesterday, Gate]]:
    """Yield all that a day can add, and the gate on the morning after it."""
    for (colour, day), stepped, low, kept, late in product(COLOURED, *[(False, True)] * 4):
        if late or not gate.late:
            added = Yesterday(colour, day, stepped, low, kept, late)
            yield added, gate_after(gate, added)


def gate_after(gate: Gate, added: Yesterday) -> Gate:
    """Return the gate on the morning after a day."""
    real = concentric.Concentric()
    real.state = gate.state
    real._closed_until = TODAY + DAY * gate.shut if gate.closed < 7 else None
    real._green, (real._green_but_grey, real._most) = gate.green, gate.most
    week = (*gate.week[1:], added.day)
    now = morning(
        day=43 if added.late else 42,
        level=2 if added.low else 3,
        phase=Phase.MAINTAIN if added.kept else Phase.LOAD_PLUS,
        colour_yesterday=added.colour,
        stepped_down=added.stepped,
    )
    real.morning(now, SimpleNamespace(before=lambda _date, _days: list(week)), PROTOCOL)
    closes = added.colour is Colour.RED or added.stepped or added.low
    closed = 0 if closes else min(gate.closed + 1, 7)
    until = real._closed_until
    shut = max((until - TOMORROW).days, 0) if until and closed < 7 else 0
    if real.state != "closed":
        most = min(real._green_but_grey, 3), min(real._most, 3)
        return Gate(real.state, added.late, 0, closed, min(real._green, 7), most)
    spoilt = max((n for n, found in enumerate(week) if found == SPOILT), default=-1)
    week = (SPOILT,) * (spoilt + 1) + week[spoilt + 1 :]
    return Gate("closed", added.late, shut, closed, week=week)


def gate_laws(gate: Gate, added: Yesterday, then: Gate) -> Iterator[tuple[bool, str]]:
    """Yield each law of the concentric gate, and whether it holds."""
    opened = then.state != "closed"
    yield not opened or added.late, "nothing concentric before day 43"
    yield not opened or then.closed == 7, "closed for seven days after red, a step down, low level"
    yield not opened or not added.low, "nothing concentric below L3"
    if gate.state == "closed" and opened:
        week = (*gate.week[1:], added.day)
        yield SPOILT not in week, "opens after seven days without pain or painkiller"
        yield week.count(FINE) >= (3 if added.kept else 5), "opens after enough days trained"
        yield then.state == "two_leg", "opens in the two-leg form"
    if then.state == "single_leg" != gate.state:
        yield added.colour is Colour.GREEN or added.kept, "one leg after green days"
        rows = gate.green + 1 >= 7 or (added.kept and then.most[1] >= 3)
        yield rows, "one leg after enough green days"


def concentric_gate() -> Part:
    """Return what a walk through every state of the concentric gate found."""
    part = Part("concentric gate")
    _conditions_of_concentric(part)
    seen = visited(part, [Gate()], gate_days, gate_laws)
    for state in ("closed", "two_leg", "single_leg"):
        part.rules[f"G1 {state}"] = sum(gate.state == state for gate in seen)
    return part


def _conditions_of_concentric(part: Part) -> None:
    """Check what spoils a day over all its scores."""
    scores = (None, *range(11))
    for p, a, s, k in product(scores, scores, range(3), (False, True)):
        slots = frozenset(("am", "pm")[:s])
        day = DayRecord(p=p, a=p if a is None else a, slots=slots, painkiller=k)
        calm = SimpleNamespace(before=lambda _date, _n, day=day: [FINE] * 6 + [day])
        real = concentric.Concentric()
        real.morning(morning(), calm, PROTOCOL)
        spoilt = bool(k or p or (day.a or 0) > 1 or (s and p is None))
        part.law((real.state == "two_leg") != spoilt, "what keeps the gate closed", (p, a, s, k))
    part.counts["days before the gate"] = len(scores) ** 2 * 6


class Ladder(NamedTuple):
    """The running ladder on a morning; ``away`` counts the days since opening or last run."""

    path: str | None = None
    step: int = 0
    passes: int = 0
    suspended: bool = False
    away: int = 0
    wait: int = 0
    """Days until the next run, 0 when it may be today."""


class Ran(NamedTuple):
    """What a day and the morning after it add for the running gate."""

    run: str | None
    fits: bool
    restarted: bool
    held: bool
    path: str


RUNS = {
    None: None,
    "green": {"pain": 0},
    "green, hard": {"pain": 0, "rpe": 5},
    "short": {"pain": 0, "minutes": 2},
    "short, hard": {"pain": 0, "minutes": 2, "rpe": 5},
    "amber": {"pain": 3},
    "amber, sore": {"pain": 4},
    "red": {"pain": 6},
}
ENTRIES = {
    name: parse({"id": "r", "kind": "run", "date": TODAY, "minutes": 60, **fields})
    for name, fields in RUNS.items()
    if fields is not None
}
PATHS = {"A": PROTOCOL.running.A, "B": PROTOCOL.running.B}
RECENT = {"A": TODAY - DAY * 400 - DAY * 10, "B": None}


class _Met(running.Running):
    """The real gate with its conditions as an input."""

    fits = False

    def findings(self, *_known: object) -> Iterator[Finding]:
        yield Finding("all", self.fits, {})


def ladder_days(ladder: Ladder) -> Iterator[tuple[Ran, Ladder]]:
    """Yield all that a day can add, and the ladder on the morning after it."""
    for run, fits, restarted, held, path in product(RUNS, *[(False, True)] * 3, PATHS):
        if path == "A" or (ladder.path is None and fits):
            added = Ran(run, fits, restarted, held, path)
            yield added, ladder_after(ladder, added)


def ladder_after(ladder: Ladder, added: Ran) -> Ladder:
    """Return the ladder on the morning after a day."""
    real = _Met(PROTOCOL, TODAY - DAY * 400)
    if ladder.path is not None:
        real._opened, real._path = TODAY - DAY * ladder.away, PATHS[ladder.path]
        real._step, real._passes, real._suspended = ladder[1:4]
    if ladder.wait:
        real._last = (TODAY + DAY * (ladder.wait - 4), 4)
    runs = () if added.run is None else (ENTRIES[added.run],)
    diary = {TODAY: DayRecord(m=0, runs=runs), TOMORROW: DayRecord(m=0)}
    real.settle(TODAY, diary, 0)
    real.fits = added.fits
    held = ("T10",) if added.held else ()
    if real.morning(morning(restarted=added.restarted, rows=held), diary, None):
        real.choose_path(RECENT[added.path])
    wait = 0 if real._last is None else max((real._last[0] - TOMORROW).days + real._last[1], 0)
    if real._opened is None:
        return Ladder(wait=wait)
    path = next(name for name, steps in PATHS.items() if steps is real._path)
    opened, last = real._opened, real._last[0] if added.run else None
    away = (TOMORROW - max(on for on in (opened, last) if on)).days
    return Ladder(path, real._step, real._passes, real._suspended, away, wait)


def ladder_laws(ladder: Ladder, added: Ran, then: Ladder) -> Iterator[tuple[bool, str]]:
    """Yield each law of the running gate, and whether it holds."""
    if then.path is None:
        return
    if ladder.path is None:
        yield added.fits, "opens when every condition holds"
        yield (then.step, then.passes) == (0, 0), "begins with the first step"
        return
    yield not added.restarted, "closed by W7"
    last = len(PATHS[then.path])
    yield then.path == ladder.path, "the path stays"
    yield then.suspended == added.held, "suspended while something holds it"
    yield then.away < 29, "closed on the 29th day of silence"
    red = added.run == "red"
    fell = then.step == max(min(ladder.step, last) - 1, 0) and then.passes == 0
    yield not red or fell, "a red run is one step down"
    calm = added.run in ("green", "green, hard") and not ladder.wait and not ladder.suspended
    rose = (then.step, then.passes) > (ladder.step, ladder.passes)
    yield not rose or calm, "only a green run on time, long enough and allowed, is a pass"
    yield then.step <= ladder.step + 1, "one step at a time"
    needed = 2
    if ladder.step < last:
        needed = PROTOCOL.running.step(PATHS[then.path][ladder.step]).passes
    yield then.step <= ladder.step or ladder.passes + 1 == needed, "a step up after its passes"
    least = 3 if added.run in ("red", "amber, sore", "green, hard", "short, hard") else 2
    yield added.run is None or then.wait >= least, "days of rest after a run"


def running_gate() -> Part:
    """Return what a walk through every state of the running ladder found."""
    part = Part("running gate")
    seen = visited(part, [Ladder()], ladder_days, ladder_laws)
    for ladder in seen:
        name = "closed"
        if ladder.path is not None:
            steps = PATHS[ladder.path]
            name = steps[ladder.step] if ladder.step < len(steps) else "free"
        part.rules[f"G2 {name}"] += 1
    return part


class Later(NamedTuple):
    """The phase on the morning of a decision, and what was found at the one before."""

    phase: Phase = Phase.LOAD_PLUS
    good: bool = False
    enough: bool = False


class Twelve(NamedTuple):
    """What a decision about the later phase looks at."""

    good: bool
    enough: bool
    verdict: Verdict
    reds: int


def later_days(later: Later) -> Iterator[tuple[Twelve, Later]]:
    """Yield all that a decision can look at, and what it leads to."""
    for found in product((False, True), (False, True), Verdict, (0, 1)):
        added = Twelve(*found)
        real = phase.Phases(PROTOCOL)
        real.now, real._good, real._enough = later
        days = [DayRecord(m=9)] * (14 if added.enough else 13) + [DayRecord()] * 14
        diary = SimpleNamespace(before=lambda _date, _n, days=days: days)
        fell = (4, 1) if added.good else (4, 4)
        real.decide(TODAY, diary, fell, "left", None, verdict=added.verdict, reds=added.reds)
        keeps = real.now is Phase.MAINTAIN
        yield added, Later(real.now, keeps and real._good, keeps and real._enough)


def later_laws(later: Later, added: Twelve, then: Later) -> Iterator[tuple[bool, str]]:
    """Yield each law of the later phase, and whether it holds."""
    was, keeps = later.phase is Phase.MAINTAIN, then.phase is Phase.MAINTAIN
    yield then.phase in (Phase.MAINTAIN, Phase.EXTEND), "upkeep or the daily programme"
    earned = added.good and added.verdict is not Verdict.REGRESS
    yield was or keeps == earned, "upkeep has to be earned"
    twice = not (added.good or later.good) and added.enough and later.enough
    yield not was or keeps or (twice and not added.reds), "a flare or silence adds no sessions"
    yield not was or not keeps or not twice or bool(added.reds), "upkeep ends after two decisions"


def later_phase() -> Part:
    """Return what a walk through every state of the later phase found."""
    part = Part("phase")
    seen = visited(part, [Later()], later_days, later_laws)
    real, days = phase.Phases(PROTOCOL), range(1, 120)
    for left, day in product((0, 3, 7), days):
        real = phase.Phases(PROTOCOL) if day == 1 else real
        decides = real.morning(day, early=day <= left)
        wanted = Phase.CALM if day <= left else Phase.LOAD if day <= 42 else Phase.LOAD_PLUS
        part.law(day > 84 or (real.now is wanted and not decides), "the phase of a day", day)
        part.law(day <= 84 or decides == (day % 7 == 1), "decided once a week from day 85", day)
        part.rules[real.now.value] += 1
    for found in seen:
        part.rules[found.phase.value] += 1
    return part


def all_of_them() -> tuple[Part, ...]:
    """Return what was found about the gates and the later phase."""
    return concentric_gate(), running_gate(), later_phase()
