"""The timer of a session: what each reading of the clocks and each key makes of it.

It holds no clock. Every event brings a reading of two: one that never jumps, which most systems
stop while they sleep, and the wall clock, which runs on. Steps end at absolute moments of the
first, so that nothing adds up over a session; where the two part, the computer slept.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from ..programme.stop import pain_ends
from .script import LEADS, Motion, Script, ScriptStep

COUNTED = (10, 5, 3, 2, 1)
"""The seconds before a set that are told."""
LATE_S = 3
"""An event comes each second; one that comes so long after the last came too late."""
APART_S = 2
"""By how much more the wall clock may have run."""
REST_STEP_S = 10
"""By how much one key makes a rest longer or shorter."""
_ROUNDING_S = 1e-6
"""By how much sums of seconds may be off."""


class Clock(NamedTuple):
    """One reading of both clocks, in seconds."""

    mono: float
    wall: float


class Key(StrEnum):
    """What a user may ask of the timer."""

    PAUSE = "pause"
    NEXT = "next"
    BACK = "back"
    MORE = "more"
    LESS = "less"
    HURTS = "hurts"
    LEAVE = "leave"


class Halt(StrEnum):
    """Why the timer stands still."""

    PAUSED = "paused"
    SLEPT = "slept"
    HURTS = "hurts"
    LEAVING = "leaving"


class CueKind(StrEnum):
    """What is worth a word or a sound."""

    READY = "ready"
    GO = "go"
    TURN = "turn"
    REP = "rep"
    SET_END = "set_end"
    SIDE = "side"
    COUNT = "count"
    DONE = "done"
    PAUSED = "paused"
    ON = "on"
    SLEPT = "slept"
    HURTS = "hurts"
    LEAVING = "leaving"
    STOP = "stop"


BELLS: Mapping[CueKind, int] = MappingProxyType(
    {CueKind.TURN: 1, CueKind.SET_END: 2, CueKind.GO: 3, CueKind.SIDE: 4, CueKind.DONE: 5}
)
"""How often the bell goes, so that they can be told apart."""


class Cue(NamedTuple):
    """Something that happened; ``stint`` is the set that it is about, or that comes next.

    ``number`` counts repetitions done, or seconds.
    """

    kind: CueKind
    stint: int
    number: int = 0


class Timer(NamedTuple):
    """Where a session is: a step of its script, and when that ends."""

    place: int
    """The step; as many as there are once the last is done."""
    ends: float
    """When it ends on the clock that never jumps; while the timer stands still, 0."""
    left: float
    """The seconds of the step that are left while it stands still."""
    halt: Halt | None
    seen: Clock
    """The newest reading."""
    done: tuple[int, ...]
    """The repetitions done in each stint."""
    pains: tuple[tuple[int, int], ...] = ()
    """The pains that were told: in which stint, and how much in NRS points."""
    stopped: bool = False
    """Whether a pain ended it."""

    @property
    def left_s(self) -> float:
        """The seconds of the step that were left when the clocks were last read."""
        return self.left if self.halt else max(self.ends - self.seen.mono, 0.0)


Happened = tuple[Timer, tuple[Cue, ...]]


def begin(script: Script, clock: Clock, done: Sequence[int] = (), place: int = 0) -> Happened:
    """Return the timer of a session before a set, or before the next that is not done."""
    counts = (*done, *(0 for _ in script.stints[len(done) :]))
    timer = Timer(0, 0.0, 0.0, None, clock, counts)
    timer = _to_lead(script, timer, place, clock.mono, script.ready_s)
    cue = Cue(CueKind.READY, stint(script, timer))
    return timer, () if is_over(script, timer) else (cue,)


def is_over(script: Script, timer: Timer) -> bool:
    """Whether nothing is left to do, or nothing may be."""
    return timer.stopped or timer.place >= len(script.steps)


def step(script: Script, timer: Timer) -> ScriptStep:
    """Return the step at which a session is; at its end the last."""
    return script.steps[min(timer.place, len(script.steps) - 1)]


def stint(script: Script, timer: Timer) -> int:
    """Return the set at which a session is, or that comes next, from 0."""
    return step(script, timer).stint


def total_left_s(script: Script, timer: Timer) -> float:
    """Return the seconds up to the end of the session."""
    if is_over(script, timer):
        return 0.0
    now = script.steps[timer.place]
    following = _entrance(script, timer) if now.part in LEADS else timer.place + 1
    return timer.left_s + sum(one.seconds for one in script.steps[following:])


class TimerLook(NamedTuple):
    """What is to be seen of a timer; seconds are left."""

    stint: int
    part: Motion
    rep: int
    left_s: float
    total_left_s: float
    share: float
    """How much of the session is behind, from 0 to 1."""
    halted: bool
    rests_over: bool
    """Whether the rest went by while the computer slept."""
    over: bool


def look(script: Script, timer: Timer) -> TimerLook:
    """Return what is to be seen of a timer at its newest reading."""
    at, left = step(script, timer), total_left_s(script, timer)
    return TimerLook(
        at.stint,
        at.part,
        at.rep,
        timer.left_s,
        left,
        1 - min(left / max(script.total_s, 1), 1.0),
        halted=timer.halt is not None,
        rests_over=timer.halt is Halt.SLEPT and timer.left == 0 and at.part in LEADS,
        over=is_over(script, timer),
    )


def due_s(timer: Timer) -> float | None:
    """Return in how many seconds something changes; None while the timer stands still."""
    if timer.halt:
        return None
    return timer.left_s - max(ceil(timer.left_s) - 1, 0)


def rehearsal(script: Script) -> Iterator[tuple[int, Cue]]:
    """Yield all that happens in a session that runs to its end, each with its second."""
    timer, cues = begin(script, Clock(0, 0))
    yield from ((0, cue) for cue in cues)
    for second in range(script.total_s + 1):
        timer, cues = tick(script, timer, Clock(second, second))
        yield from ((second, cue) for cue in cues)


def tick(script: Script, timer: Timer, clock: Clock) -> Happened:
    """Return the timer at a later reading, with all that happened up to it in its order.

    After a sleep it stands still: a rest may be over by then, a set never goes on alone.
    """
    if timer.halt or is_over(script, timer):
        return timer._replace(seen=clock), ()
    ran = clock.mono - timer.seen.mono
    if ran > LATE_S or clock.wall - timer.seen.wall - ran > APART_S:
        return resume(script, timer, clock)
    cues: list[Cue] = []
    since = timer.seen.mono
    while not is_over(script, timer):
        until = min(clock.mono, timer.ends)
        cues += _counts(script, timer, since, until)
        if clock.mono < timer.ends:
            break
        since = timer.ends
        timer, more = _after(script, timer, since)
        cues += more
    return timer._replace(seen=clock), tuple(cues)


def resume(script: Script, timer: Timer, clock: Clock) -> Happened:
    """Return the timer after the program, or the computer, stood still for a while."""
    if timer.halt or is_over(script, timer):
        return timer._replace(seen=clock), ()
    slept = max(clock.mono - timer.seen.mono, clock.wall - timer.seen.wall)
    left = timer.left_s
    if step(script, timer).part is Motion.REST:
        left = max(left - slept, 0.0)
    timer = _halt(timer, Halt.SLEPT, left)._replace(seen=clock)
    return timer, (Cue(CueKind.SLEPT, stint(script, timer), round(slept)),)


def press(script: Script, timer: Timer, key: Key, clock: Clock) -> Happened:
    """Return the timer after a key; one that came with the news of a sleep starts nothing."""
    before = timer.halt
    timer, cues = tick(script, timer, clock)
    woke = timer.halt is Halt.SLEPT and not before
    if is_over(script, timer) or (woke and key not in (Key.HURTS, Key.LEAVE)):
        return timer, cues
    timer, more = _after_key(script, timer, key, clock.mono)
    return timer, cues + more


def hurt(script: Script, timer: Timer, score: int) -> Happened:
    """Return the timer after a pain was told: over when it is too much, else still."""
    now = stint(script, timer)
    pains = (*timer.pains, (now, score))
    timer = timer._replace(pains=pains, stopped=pain_ends(pains))
    return timer, (Cue(CueKind.STOP, now, score),) if timer.stopped else ()


def _after_key(script: Script, timer: Timer, key: Key, now: float) -> Happened:
    at, place = step(script, timer), stint(script, timer)
    match key:
        case Key.PAUSE if timer.halt:
            timer = timer._replace(halt=None, ends=now + timer.left, left=0.0)
            return timer, (Cue(CueKind.ON, place),)
        case Key.PAUSE:
            return _halt(timer, Halt.PAUSED), (Cue(CueKind.PAUSED, place),)
        case Key.NEXT:
            return (
                _enter(script, timer, now) if at.part in LEADS else _after_set(script, timer, now)
            )
        case Key.BACK:
            again = at.rep > 1 or place == 0
            return _again(script, timer, place if again else place - 1, now)
        case Key.MORE | Key.LESS:
            change = REST_STEP_S if key is Key.MORE else -REST_STEP_S
            return (_longer(timer, change) if at.part in LEADS else timer), ()
        case Key.HURTS:
            return _halt(timer, Halt.HURTS), (Cue(CueKind.HURTS, place),)
        case _:  # Key.LEAVE
            return _halt(timer, Halt.LEAVING), (Cue(CueKind.LEAVING, place),)


def _halt(timer: Timer, why: Halt, left: float | None = None) -> Timer:
    return timer._replace(halt=why, left=timer.left_s if left is None else left, ends=0.0)


def _longer(timer: Timer, seconds: int) -> Timer:
    if timer.halt:
        return timer._replace(left=max(timer.left + seconds, 0.0))
    return timer._replace(ends=max(timer.ends + seconds, timer.seen.mono))


def _again(script: Script, timer: Timer, place: int, now: float) -> Happened:
    """Return the timer before a set that is done again and counts anew."""
    done = tuple(0 if n == place else count for n, count in enumerate(timer.done))
    timer = _to_lead(script, timer._replace(done=done), place, now, script.ready_s)
    return timer, (Cue(CueKind.READY, place),)


def _to_lead(
    script: Script, timer: Timer, place: int, now: float, seconds: int | None = None
) -> Timer:
    """Return the timer before a set, or before the next that is not done."""
    while place < len(script.stints) and timer.done[place] >= script.stints[place].reps:
        place += 1
    lead = script.lead(place)
    if seconds is None:
        seconds = script.steps[lead].seconds if lead < len(script.steps) else 0
    return timer._replace(place=lead, halt=None, left=0.0, ends=now + seconds)


def _entrance(script: Script, timer: Timer) -> int:
    """Return the step with which a set begins, or goes on where it was broken off."""
    place = stint(script, timer)
    return script.lead(place) + 1 + 2 * timer.done[place]


def _enter(script: Script, timer: Timer, now: float) -> Happened:
    place = _entrance(script, timer)
    timer = timer._replace(place=place, halt=None, left=0.0, ends=now + script.steps[place].seconds)
    return timer, (Cue(CueKind.GO, stint(script, timer)),)


def _after_set(script: Script, timer: Timer, now: float) -> Happened:
    """Return the timer after a set: before the next one, or at the end."""
    timer = _to_lead(script, timer, stint(script, timer) + 1, now)
    place = stint(script, timer)
    if is_over(script, timer):
        return timer, (Cue(CueKind.DONE, place),)
    kind = CueKind.SIDE if script.changes_side(place) else CueKind.SET_END
    return timer, (Cue(kind, place),)


def _after(script: Script, timer: Timer, now: float) -> Happened:
    """Return the timer after the end of a step, at the moment of that end."""
    at = script.steps[timer.place]
    if at.part in LEADS:
        return _enter(script, timer, now)
    stint_, following = script.stints[at.stint], timer.place + 1
    if at.part is stint_.halves[0]:
        on = timer._replace(place=following, ends=now + script.steps[following].seconds)
        return on, (Cue(CueKind.TURN, at.stint),)
    done = (*timer.done[: at.stint], at.rep, *timer.done[at.stint + 1 :])
    timer, rep = timer._replace(done=done), Cue(CueKind.REP, at.stint, at.rep)
    if at.rep == stint_.reps:
        timer, more = _after_set(script, timer, now)
        return timer, (rep, *more)
    on = timer._replace(place=following, ends=now + script.steps[following].seconds)
    return on, (rep,)


def _counts(script: Script, timer: Timer, since: float, until: float) -> Iterator[Cue]:
    """Yield the seconds before a set that are told after one moment and up to another."""
    at = script.steps[timer.place]
    if at.part in LEADS:
        for left in COUNTED:
            if since < timer.ends - left - _ROUNDING_S <= until:
                yield Cue(CueKind.COUNT, at.stint, left)
