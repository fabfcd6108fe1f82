"""Two replays of one course, the second never better: where it gets more, and which limit says why.

A day is judged anew whenever the second course has more of something than it had more the day
before, also after a day on which a limit said why. The limits, each with what must be so:

* ``maintenance``: the phases differ; what is no longer calm enough for maintenance goes on, or back,
  to the daily programme, and more pain in week 1 makes the fall since then larger;
* ``second_week``: in maintenance only the calmer course waits for its second week, since it took
  its step up in the last one;
* ``third_day``: only the calmer course rests for two red days; the other one has rested for them
  on both days before, and nobody rests for a third;
* ``sore``: only the calmer course steps down, for its second sore week in a row; the other one
  stepped down within the week, and that shields it;
* ``floor``: in maintenance, for a second sore week in a row, only the calmer course steps down;
  the other one stands at L2, where that is no step down, and may go up;
* ``breaks``: only the calmer course steps down for a break; the days without a session, the
  blocked dates or the steps down of late are not the same in both;
* ``tests``: a start test is dated the day before;
* ``unable``: a start test has a score in the calmer course, and "unable" is none;
* ``first_week``: only the calmer course has a row for no change in half a year;
* ``row``: only the calmer course has a row: one more sign made it another, which was cleared.

``follows`` is no limit: what is more today follows from what was more, and judged, before.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from achillescli.core.course import Replay
from achillescli.core.programme.running import holds_running
from achillescli.core.state import L2, Adaptation, Finding, Phase, State

GATE = ("closed", "two_leg", "single_leg")
LIMITS = frozenset(
    "maintenance second_week third_day sore floor breaks tests unable first_week row".split()
)
DAY = dt.timedelta(days=1)
WEEK = 7
UNABLE_DAYS = 14
"""How far back the gate to heel raises looks in maintenance."""
STEPS_APART = 7
"""A step down for a break comes at most once in so many mornings."""
SIGNS_OF_COURSE = {"T22": "first_week", "T34": "third_day"}
"""The limits behind the rows of the course that hold running."""


class Excess(NamedTuple):
    """A day on which the second course gets more, of what, and the limits that say why."""

    day: int
    what: str
    limits: frozenset[str]


class Pair(NamedTuple):
    """Two replays of the same days, the second never better."""

    calmer: Replay
    other: Replay

    def on(self, day: int) -> tuple[State, State]:
        """Return the states of a day; days count from 0."""
        return self.calmer.states[day], self.other.states[day]


def volume(state: State) -> int:
    """Return the repetitions of a day; the work behind the concentric gate is its own."""
    work = (part for session in state.sessions for part in session.work)
    return sum(part.sets * part.reps for part in work if part.exercise.startswith("heel-drop"))


def higher(calmer: State, other: State) -> dict[str, int]:
    """Return by how much the second of two states of a day is higher, thing by thing."""
    dose = other.dose_level - calmer.dose_level if other.sessions else 0
    by = {
        "level": other.level - calmer.level,
        "dose": dose,
        "repetitions": volume(other) - volume(calmer),
        "concentric": GATE.index(other.concentric) - GATE.index(calmer.concentric),
    }
    return {what: max(0, more) for what, more in by.items()}


def excesses(calmer: Replay, other: Replay) -> Iterator[Excess]:
    """Yield every day on which the second of two replays gets more than the day before."""
    pair = Pair(calmer, other)
    before = dict.fromkeys(WHY, 0)
    for day in range(len(calmer.states)):
        now = higher(*pair.on(day))
        for what, why in WHY.items():
            if now[what] > before[what]:
                yield Excess(day + 1, what, frozenset(why(pair, day)))
        before = now
    yield from _earlier_run(pair)


def first_more(calmer: Replay, other: Replay) -> Excess | None:
    """Return the first excess of the second of two replays."""
    return next(excesses(calmer, other), None)


def first_run(states: tuple[State, ...]) -> int:
    """Return the first day on which the running gate is open; none is later than any."""
    return next((state.day for state in states if state.running), len(states) + 1)


def _met(state: State) -> dict[str, Finding]:
    """Return the conditions of a weekly decision that hold."""
    findings = state.decision.findings if state.decision else ()
    return {finding.key: finding for finding in findings if finding.met}


def _level(pair: Pair, day: int) -> Iterator[str]:
    """Yield the limits that let the level of a morning be higher in the second course."""
    one, _ = pair.on(day)
    yield from _phases(pair, day)
    if any(replay.diary[one.date - DAY].start_test is not None for replay in pair):
        yield "tests"
    yield from _steps(pair, day)


def _phases(pair: Pair, day: int) -> Iterator[str]:
    """Yield the limit that may hold for any thing on any day."""
    if any(a.phase is not b.phase for a, b in (pair.on(day), pair.on(max(day - 1, 0)))):
        yield "maintenance"


def _steps(pair: Pair, day: int) -> Iterator[str]:
    """Yield why only the first course steps down, or only the second steps up."""
    one, two = pair.on(day)
    why = (_of_breaks(replay, day) for replay in pair)
    if one.break_rule not in (None, two.break_rule) and next(why) != next(why):
        yield "breaks"
    if one.decision is None or two.decision is None:
        return
    first, second = _met(one), _met(two)
    sore = {key for key in first if key.startswith("W1")} == {"W1.sore_days"}
    if sore and any(_stepped_down(state) for state in pair.other.states[day - WEEK : day]):
        yield "sore"
    if sore and one.phase is Phase.MAINTAIN and pair.other.states[day - 1].level <= L2:
        yield "floor"
    only = {*first} - {*second}
    if "W3.every_second_week" in only and one.decision.rule == "W3":
        yield "second_week"
    if only & {"W2.blocked", "W3.T28", "W3.T31"}:
        yield "row"


def _stepped_down(state: State) -> bool:
    """Whether a step down was carried out on a morning."""
    down = {"W1", "W6", "W7"}
    return any(
        step.rule in down or (step.rule == "START" and step.after < step.before)
        for step in state.level_steps
    )


def _of_breaks(replay: Replay, day: int) -> tuple[Any, ...]:
    """Return what decides whether a morning steps down for a break."""
    states = replay.states
    trained = [replay.diary[state.date].s > 0 for state in states[:day]]
    idle = next((back for back, done in enumerate(reversed(trained)) if done), day)
    began = next((at for at in range(day, 0, -1) if not states[at - 1].blocked), 0)
    rows = frozenset(row for state in states[began:day] for row in state.rows)
    recent = [s.break_rule for s in states[max(min(began, day + 1 - STEPS_APART), 0) : day]]
    return idle, day - began, rows, recent, states[day].blocked


def _dose(pair: Pair, day: int) -> Iterator[str]:
    one, two = pair.on(day)
    yield from _phases(pair, day)
    if higher(one, two)["level"]:
        yield "follows"
    if (one.blocked and not two.blocked) or "T28" in {*one.rows} - {*two.rows}:
        yield "row"
    before = pair.other.states[max(day - 2, 0) : day]
    rested = all(s.blocked or s.adaptation is Adaptation.D2 for s in before)
    if one.adaptation is Adaptation.D2 is not two.adaptation and rested:
        yield "third_day"


def _concentric(pair: Pair, day: int) -> Iterator[str]:
    """Yield why the concentric gate of the second course is further open."""
    one, _ = pair.on(day)
    for back in range(max(day - WEEK + 1, 0), day + 1):
        yield from _phases(pair, back)
        yield from _steps(pair, back)
        if higher(*pair.on(back))["level"]:
            yield "follows"
    if one.concentric == "closed":
        if any(_unable(pair, one.date - DAY * back) for back in range(1, UNABLE_DAYS + 1)):
            yield "unable"
    elif _opened(pair.other.states, day) < _opened(pair.calmer.states, day):
        yield "follows"


def _unable(pair: Pair, date: dt.date) -> bool:
    one, two = (replay.diary[date].start_test for replay in pair)
    return two == "unable" and isinstance(one, int)


def _opened(states: tuple[State, ...], day: int) -> int:
    """Return the day on which an open gate opened; days count from 0."""
    return max(at for at in range(day + 1) if at == 0 or states[at - 1].concentric == "closed")


WHY: dict[str, Callable[[Pair, int], Iterator[str]]] = {
    "level": _level,
    "dose": _dose,
    "repetitions": _dose,
    "concentric": _concentric,
}
"""What may be more, with the question why it is."""


def _earlier_run(pair: Pair) -> Iterator[Excess]:
    """Yield the day on which the running gate first opens too early, if there is one."""
    first = first_run(pair.other.states)
    if first >= first_run(pair.calmer.states):
        return
    at = next(at for at, state in enumerate(pair.other.states) if state.day == first)
    yield Excess(at + 1, "running", frozenset(_running(pair, at)))


def _running(pair: Pair, day: int) -> Iterator[str]:
    one, two = pair.on(day)
    if higher(one, two)["level"]:
        yield "follows"
    for row in {*holds_running(one.rows)} - {*two.rows}:
        yield SIGNS_OF_COURSE.get(row, "row")
    decided = max((at for at in range(day + 1) if pair.on(at)[0].decision), default=0)
    for on in (day, decided):
        yield from _phases(pair, on)
    yield from _steps(pair, decided)
