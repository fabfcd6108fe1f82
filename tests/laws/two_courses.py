"""Two replays of one course, the second never better: where it gets more, and which limit says why.

A day is judged anew whenever the second course has more of something than it had more the day
before, also after a day on which a limit said why. The limits, each with what must be so:

* ``upkeep``: the phases differ; what is no longer recovered, or no longer improved, goes back
  to the daily programme, and more pain in week 1 makes the fall since then larger;
* ``sore``: only the calmer course steps down, for its second sore week in a row; the other one
  is as sore, but stepped down the week before, and that shields this week;
* ``breaks``: only the calmer course steps down for a break, and the days since the last
  session, or a step down during the block that ends today, are not the same in both;
* ``rest``: only the calmer course had too few sessions; fewer were prescribed to the other;
* ``tests``: a start test is dated the day before, or is due in the calmer course only;
* ``unable``: a start test has a score in the calmer course, and "unable" is none;
* ``no_score``: a session without a pain score no longer counts, and no longer asks for one;
* ``grey``: in upkeep a grey day stands between green ones where an amber one did not;
* ``first_week``: only the calmer course has a row for no change in half a year;
* ``row``: only the calmer course has a row: one more sign made it another, which was cleared.

``follows`` is no limit: what is more today follows from what was more, and judged, before.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from achillescli.core.course import Replay
from achillescli.core.programme.running import holds_running
from achillescli.core.state import Colour, Finding, Phase, State, Verdict

RANK = {f"L{n}": n for n in (1, 2, 3)} | {f"L4.{n}": 3 + n for n in range(1, 9)}
GATE = ("closed", "two_leg", "single_leg")
LIMITS = frozenset(
    ("upkeep", "sore", "breaks", "rest", "tests", "unable", "no_score", "grey", "first_week", "row")
)
DAY = dt.timedelta(days=1)
WEEK = 7
UNABLE_DAYS = 14
"""How far back a sore week that follows another one looks."""


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
    yield from _all_days(pair, day)
    if any(replay.diary[one.date - DAY].start_test is not None for replay in pair):
        yield "tests"
    yield from _steps(pair, day)


def _all_days(pair: Pair, day: int) -> Iterator[str]:
    """Yield the limits that may hold for any thing on any day."""
    one, _ = pair.on(day)
    if any(a.phase is not b.phase for a, b in (pair.on(day), pair.on(max(day - 1, 0)))):
        yield "upkeep"
    if any(_unable(pair, one.date - DAY * back) for back in range(UNABLE_DAYS + 1)):
        yield "unable"


def _unable(pair: Pair, date: dt.date) -> bool:
    one, two = (replay.diary[date].start_test for replay in pair)
    return two == "unable" and isinstance(one, int)


def _steps(pair: Pair, day: int) -> Iterator[str]:
    """Yield why only the first course steps down, or only the second steps up."""
    one, two = pair.on(day)
    if one.break_rule not in (None, two.break_rule) and _other_break(pair, day):
        yield "breaks"
    if one.decision is None or two.decision is None:
        return
    first, second = _met(one), _met(two)
    if {key for key in first if key.startswith("W1")} == {"W1.sore_days"} and _shielded(two):
        yield "sore"
    few = first.get("W2.sessions")
    if few and "W2.sessions" not in second:
        prescribed: Any = next(f for f in two.decision.findings if f.key == few.key).values
        if prescribed["prescribed"] < few.values["prescribed"]:
            yield "rest"
    if "W3.test_due" in first and "W3.test_due" not in second:
        yield "tests"
    if "W2.blocked" in first and "W2.blocked" not in second:
        yield "row"


def _shielded(state: State) -> bool:
    """Whether two sore weeks do not count because the week before them led to a step down."""
    found = next(f for f in state.decision.findings if f.key == "W1.sore_days")
    values: Any = found.values
    sore = (values["n"], values["before"])
    return not found.met and None not in sore and min(sore) >= values["limit"]


def _other_break(pair: Pair, day: int) -> bool:
    """Whether a break began, or met a step, on another date in the second course."""
    one, two = pair.on(day)
    goes_on = two.blocked and not one.blocked
    differ = _idle(pair.calmer, day) != _idle(pair.other, day)
    return goes_on or differ or _block(pair.calmer, day) != _block(pair.other, day)


def _idle(replay: Replay, day: int) -> int:
    """Return the days without a completed session that end the day before."""
    days = [replay.diary[state.date].s for state in replay.states[:day]]
    return next((back for back, done in enumerate(reversed(days)) if done), len(days))


def _block(replay: Replay, day: int) -> list[bool]:
    """Return for each date of the block that ended the day before whether it stepped down."""
    states = replay.states
    began = next((at for at in range(day, 0, -1) if not states[at - 1].blocked), 0)
    return [_stepped(state) for state in states[began:day]]


def _stepped(state: State) -> bool:
    fell = state.decision is not None and state.decision.verdict is Verdict.REGRESS
    return fell or state.break_rule is not None


def _dose(pair: Pair, day: int) -> Iterator[str]:
    one, two = pair.on(day)
    yield from _all_days(pair, day)
    if higher(one, two)["level"]:
        yield "follows"
    if one.blocked and not two.blocked:
        yield "row"


def _concentric(pair: Pair, day: int) -> Iterator[str]:
    """Yield why the concentric gate of the second course is further open."""
    one, two = pair.on(day)
    for back in range(max(day - WEEK + 1, 0), day + 1):
        yield from _all_days(pair, back)
        yield from _steps(pair, back)
        if higher(*pair.on(back))["level"]:
            yield "follows"
    if one.concentric == "closed":
        if any(_scoreless(pair, one.date - DAY * back) for back in range(1, WEEK + 1)):
            yield "no_score"
        return
    opened = [_opened(replay.states, day) for replay in pair]
    if opened[1] < opened[0]:
        yield "follows"
    if Phase.MAINTAIN in (one.phase, two.phase):
        for back in range(max(opened), day + 1):
            colours = tuple(state.colour_yesterday for state in pair.on(back))
            if colours == (Colour.AMBER, Colour.GREY):
                yield "grey"


def _scoreless(pair: Pair, date: dt.date) -> bool:
    """Whether a date keeps the gate closed for a missing score in the calmer course only."""
    one, two = (replay.diary[date] for replay in pair)
    return bool(one.s) and one.p is None and not two.s


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
    if "T22" in one.rows and "T22" not in two.rows:
        yield "first_week"
    if {*holds_running(one.rows)} - {"T22", *two.rows}:
        yield "row"
    decided = max((at for at in range(day + 1) if pair.on(at)[0].decision), default=0)
    yield from _all_days(pair, decided)
    yield from _steps(pair, decided)
