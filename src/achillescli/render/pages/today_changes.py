"""What differs from the day before, in one sentence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from ...core.state import Colour, Decision, Finding, Prescription, State, Verdict
from ...words import Words
from ..phrases.numbers import spoken

if TYPE_CHECKING:
    from ...core.course import Replay


def sentence(words: Words, replay: "Replay") -> str:
    """Return what changed since the day before and the rules that say so; empty if nothing."""
    text = "; ".join(_clauses(words, replay))
    return f"{text[0].upper()}{text[1:]}." if text else ""


def reason(words: Words, findings: tuple[Finding, ...]) -> str:
    """Return the first condition that held, as words; empty when none has them."""
    for finding in findings:
        if finding.met:
            return words(f"today.reason.{finding.key}", **spoken(words, finding.values))
    return ""


def _clauses(words: Words, replay: "Replay") -> Iterator[str]:
    if len(replay.states) < 2:
        return
    before, now = replay.states[-2:]
    yield from _level(words, replay, before, now)
    yield from _day(words, before, now)
    yield from _work(words, before, now)
    yield from _running(words, before, now)


def _level(words: Words, replay: "Replay", before: State, now: State) -> Iterator[str]:
    """Yield why the level is what it is: a block, a break, a test, the weekly decision."""
    if before.blocked:
        yield words("today.changed.unblocked")
    tested = _tested(replay, before, now)
    if tested:
        yield words("today.changed.start_test", new=now.level)
    if now.decision:
        yield _decision(words, before, now, aside=tested or now.break_rule is not None)
    if now.break_rule:
        yield _break(words, before, now)
    if before.level != now.level and not (tested or now.decision or now.break_rule):
        yield words("today.changed.ceiling", old=before.level, new=now.level)


def _tested(replay: "Replay", before: State, now: State) -> bool:
    """Whether a start test of the day before set the level."""
    if replay.diary[before.date].start_test is None or now.start_test_asked:
        return False
    due = before.day == 1 or before.break_rule == "W7" or replay.states[-3].start_test_asked
    moved = before.level != now.level and not now.decision and not now.break_rule
    return due or moved


def _break(words: Words, before: State, now: State) -> str:
    key = f"today.changed.{now.break_rule}"
    if before.blocked:
        key += "_block"
    if now.break_rule == "W6" and before.level == now.level:
        key += "_same"
    return words(key, old=before.level, new=now.level)


def _decision(words: Words, before: State, now: State, *, aside: bool) -> str:
    """Return the weekly decision; aside when something else set the level."""
    taken = cast("Decision", now.decision)
    why = reason(words, taken.findings) if taken.verdict is not Verdict.PROGRESS else ""
    key = taken.verdict.value
    if aside:
        key = "other"
    elif taken.verdict is not Verdict.HOLD and before.level == now.level:
        key += "_same"
    return words(
        f"today.changed.{key}",
        week=taken.week,
        rule=taken.rule,
        old=before.level,
        new=now.level,
        verdict=words(f"terms.verdict.{taken.verdict}"),
        why=words("today.changed.why", reason=why) if why else "",
    )


def _day(words: Words, before: State, now: State) -> Iterator[str]:
    """Yield what holds for this day only, and what no longer does."""
    if now.adaptation == "D1":
        yield words("today.changed.D1")
    elif now.adaptation == "D2" and not now.rest:
        yield _no_loading(words, before, now)
    elif before.adaptation and not now.adaptation:
        yield words(f"today.changed.{before.adaptation}_over")
    if before.phase is not now.phase:
        yield words("today.changed.phase", phase=words(f"terms.phase.{now.phase}"))
    if before.rom != now.rom:
        yield words(f"today.changed.{now.rom}")


def _no_loading(words: Words, before: State, now: State) -> str:
    if now.colour_yesterday is not Colour.RED or before.colour_yesterday is not Colour.RED:
        return words("today.changed.D2_morning")
    return words("today.changed.D2_red")


def _work(words: Words, before: State, now: State) -> Iterator[str]:
    """Yield a new exercise in the evening, and heel raises that come or go."""
    old, new = _evening(before.sessions), _evening(now.sessions)
    if old and new and old != new:
        kind = "straight" if new.endswith("straight") else "bent"
        yield words(f"today.changed.evening_{kind}")
    if before.concentric != now.concentric:
        yield words(f"today.changed.concentric_{now.concentric}")


def _evening(sessions: tuple[Prescription, ...]) -> str:
    return next((session.work[0].exercise for session in sessions if session.slot == "pm"), "")


def _running(words: Words, before: State, now: State) -> Iterator[str]:
    old, new = before.running, now.running
    if old == new:
        return
    if new is None:
        key = "closed"
    elif old is None:
        key = "opened"
    elif new == "suspended":
        key = "suspended"
    else:
        key = "resumed" if old == "suspended" else "step"
    yield words(f"today.changed.running_{key}", step=new or "")
