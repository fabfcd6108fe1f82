"""What differs from the last day with an entry, in one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ... import catalogue
from ...core.state import (
    Adaptation,
    Decision,
    Level,
    LevelStep,
    Phase,
    Prescription,
    RaisesGate,
    State,
    Verdict,
)
from ...words import Words
from ..phrases import findings, gates
from ..phrases.numbers import number

_W6 = {
    (False, False): "today.changed.W6",
    (False, True): "today.changed.W6_same",
    (True, False): "today.changed.W6_block",
    (True, True): "today.changed.W6_block_same",
}
"""After a stop or not; the level stays or not."""
_DECISIONS = {
    Verdict.PROGRESS: "today.changed.PROGRESS",
    Verdict.HOLD: "today.changed.HOLD",
    Verdict.REGRESS: "today.changed.REGRESS",
}
_DECISIONS_SAME = {
    Verdict.PROGRESS: "today.changed.PROGRESS_same",
    Verdict.REGRESS: "today.changed.REGRESS_same",
}
_PHASES = {
    Phase.CALM: "today.changed.calm",
    Phase.MAINTAIN: "today.changed.maintain",
    Phase.EXTEND: "today.changed.extend",
}
"""Of the others that which comes with them is told."""
_OVER = {Adaptation.D1: "today.changed.D1_over", Adaptation.D2: "today.changed.D2_over"}
_RAISES = {
    RaisesGate.CLOSED: "today.changed.concentric_closed",
    RaisesGate.TWO_LEG: "today.changed.concentric_two_leg",
    RaisesGate.SINGLE_LEG: "today.changed.concentric_single_leg",
}


def sentence(words: Words, since: Sequence[State], weeks_done: Sequence[int] = ()) -> str:
    """Return what changed since the first of some days up to the last; empty if nothing."""
    milestones = (words(f"today.changed.weeks_{weeks}") for weeks in weeks_done)
    return _sentence((*milestones, *_clauses(words, since, today=True)))


def week_sentence(words: Words, mornings: Sequence[State]) -> str:
    """Return what changed from the first of some mornings to the last, beyond single days."""
    return _sentence(_clauses(words, mornings, today=False))


def _sentence(clauses: Iterable[str]) -> str:
    text = "; ".join(clauses)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _clauses(words: Words, since: Sequence[State], *, today: bool) -> Iterator[str]:
    """Yield what changed; ``today`` asks also for what holds for the last day only."""
    if len(since) < 2:
        return
    before, now = since[0], since[-1]
    breaks = [step for day in since[1:] for step in day.level_steps if step.rule in ("W6", "W7")]
    for earlier, later in pairwise(since):
        if earlier.blocked and not later.blocked:
            yield words("today.changed.unblocked")
        if not breaks:
            yield from _level(words, later, last=later is now)
        elif any(step is breaks[-1] for step in later.level_steps):
            yield from _break(words, before.level, earlier, later, many=len(breaks) > 1)
    if today:
        yield from _day(words, before, now)
    yield from _phase(words, before, now)
    yield from _work(words, before, now)
    yield from _running(words, before, now)


def _break(words: Words, seen: Level, before: State, now: State, *, many: bool) -> Iterator[str]:
    """Yield what all breaks together made of the level that was last seen.

    Weekly decisions in that time are part of it; a start test of the day comes after it.
    """
    *_, step = (step for step in now.level_steps if step.rule in ("W6", "W7"))
    if step.rule == "W7":
        key = "today.changed.W7_block" if before.blocked else "today.changed.W7"
    elif many and seen != step.after:
        key = "today.changed.W6_weeks"
    else:
        key = _W6[before.blocked, seen == step.after]
    yield words(key, old=seen, new=step.after)
    if any(step.rule == "START" for step in now.level_steps):
        yield words("today.changed.start_test", new=now.level)


def _level(words: Words, now: State, *, last: bool) -> Iterator[str]:
    """Yield what moved the level, or kept it on the last day: the steps in their order."""
    carried_out = {step.rule for step in now.level_steps}
    if last and now.decision and now.decision.rule not in carried_out:
        yield _decision(words, now.decision, now)
    for step in now.level_steps:
        values = {"old": step.before, "new": step.after}
        match step.rule:
            case "W1" | "W3" if now.decision:
                yield _decision(words, now.decision, now, step)
            case "START":
                yield words("today.changed.start_test", **values)
            case _:
                yield words("today.changed.ceiling", **values)


def _decision(words: Words, decision: Decision, now: State, step: LevelStep | None = None) -> str:
    """Return the weekly decision, with the step that carried it out; without one it is aside."""
    why = "" if decision.verdict is Verdict.PROGRESS else findings.brief(words, decision.findings)
    key = _DECISIONS[decision.verdict]
    if step is None and decision.verdict is not Verdict.HOLD:
        key = "today.changed.other"
    elif step is not None and step.before == step.after:
        key = _DECISIONS_SAME[decision.verdict]
    return words(
        key,
        week=decision.week,
        old=step and step.before,
        new=now.level if step is None else step.after,
        load=words("today.changed.load", kg=number(words, now.load_kg)) if now.load_kg else "",
        verdict=words(f"terms.verdict.{decision.verdict}"),
        why=words("today.changed.why", reason=why) if why else "",
    )


def _day(words: Words, before: State, now: State) -> Iterator[str]:
    """Yield what holds for this day only, and what no longer does."""
    if now.adaptation == "D1":
        if now.sessions:  # a day off is not lighter for it
            yield words("today.changed.D1")
    elif now.adaptation == "D2" and not now.rest:
        yield _no_loading(words, now)
    elif before.adaptation and not now.adaptation:
        yield words(_OVER[before.adaptation])


def _phase(words: Words, before: State, now: State) -> Iterator[str]:
    """Yield a new phase, and how far the heel may go from now on."""
    if before.phase is not now.phase and now.phase in _PHASES:
        yield words(_PHASES[now.phase])
    if before.rom != now.rom:
        yield words("today.changed.step" if now.rom == "step" else "today.changed.floor")


def _no_loading(words: Words, now: State) -> str:
    """Return what asks for a day without loading: the first condition that held."""
    key = now.reasons["adaptation"].findings[0].key
    return words("today.changed.D2_red" if key == "D2.reds" else "today.changed.D2_morning")


def _work(words: Words, before: State, now: State) -> Iterator[str]:
    """Yield a new exercise in the evening, and heel raises that come or go."""
    old, new = _evening(before.sessions), _evening(now.sessions)
    if old and new and old != new:
        yield words(f"today.changed.evening.{new}")
    if before.concentric != now.concentric:
        yield words(_RAISES[now.concentric])


def _evening(sessions: tuple[Prescription, ...]) -> str:
    return next((session.work[0].exercise for session in sessions if session.slot == "pm"), "")


def _running(words: Words, before: State, now: State) -> Iterator[str]:
    old, new = before.running, now.running
    if old == new:
        return
    if new is None:
        yield words("today.changed.running_closed")
    elif new == "suspended":
        yield words("today.changed.running_suspended")
    elif old == "suspended":
        yield words("today.changed.running_resumed")
    elif new == "free":
        yield words("today.changed.running_free")
    else:
        key = "today.changed.running_step" if old else "today.changed.running_opened"
        yield words(key, what=gates.step(words, catalogue.protocol(), new))
