"""The timer: what the clocks and the keys make of a session."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from achillescli.core.views import timer as rules
from achillescli.core.views.script import LEADS, Motion, Script
from achillescli.core.views.timer import BELLS, Clock, CueKind, Halt, Key
from tests.core.views.test_script import DROP, RAISE, made
from tests.kit.course_kit import cells
from tests.kit.each import each

START = Clock(1000.0, 5_000_000.0)
SCRIPT = made((DROP, 3, 15))
SHORT = made((DROP, 2, 2), (RAISE, 1, 2))
BOTH = made((DROP, 1, 2), side="both")


def at(seconds: float, wall: float | None = None) -> Clock:
    """Return the clocks so many seconds after the start; the wall clock may have run on."""
    return Clock(START.mono + seconds, START.wall + (seconds if wall is None else wall))


class Session:
    """One session, and all that happened in it."""

    def __init__(self, script: Script = SCRIPT, done: Sequence[int] = (), place: int = 0) -> None:
        self.script, self.now, self.wall = script, 0.0, 0.0
        self.timer, self.cues = rules.begin(script, at(0), done, place)

    def _take(self, happened: tuple[rules.Timer, tuple[rules.Cue, ...]]) -> tuple[rules.Cue, ...]:
        self.timer, cues = happened
        self.cues += cues
        return cues

    def go(self, seconds: float, step: float = 0.5) -> Self:
        """Let time pass in small steps."""
        until = self.now + seconds
        while self.now < until:
            self.tick(min(step, until - self.now))
        return self

    def tick(self, seconds: float, wall: float | None = None) -> tuple[rules.Cue, ...]:
        self.now += seconds
        self.wall += seconds if wall is None else wall
        return self._take(rules.tick(self.script, self.timer, at(self.now, self.wall)))

    def press(self, *keys: Key) -> Self:
        for key in keys:
            self._take(rules.press(self.script, self.timer, key, at(self.now, self.wall)))
        return self

    def hurt(self, score: int) -> Self:
        self.press(Key.HURTS)
        self._take(rules.hurt(self.script, self.timer, score))
        return self

    @property
    def look(self) -> rules.TimerLook:
        return rules.look(self.script, self.timer)

    @property
    def where(self) -> str:
        """The step in a word, such as 2.rest or 1.down3, sets from 1."""
        look = self.look
        if look.over:
            return "over"
        return f"{look.stint + 1}.{look.part}{look.rep or ''}{'!' if look.halted else ''}"

    def kinds(self) -> list[CueKind]:
        return [cue.kind for cue in self.cues]


# time


def test_a_session_runs_to_its_end_by_itself() -> None:
    session = Session().go(SCRIPT.total_s)
    assert session.look.over
    assert session.timer.done == (15, 15, 15)
    kinds = session.kinds()
    assert kinds.count(CueKind.REP) == 45
    assert kinds.count(CueKind.GO) == 3
    assert kinds.count(CueKind.SET_END) == 2
    assert kinds[-1] is CueKind.DONE


@each("begun", [1000 + n / 7 for n in range(200)])
def test_the_seconds_that_are_told_at_the_start_are_not_counted_too(begun: float) -> None:
    timer, _ = rules.begin(SHORT, Clock(begun, begun), (), 0)
    assert rules.tick(SHORT, timer, Clock(begun + 0.1, begun + 0.1))[1] == ()


def test_a_rest_is_counted_down_and_told_at_its_end() -> None:
    session = Session(SHORT)
    events: dict[float, list[tuple[CueKind, int]]] = {}
    while not session.look.over:
        for cue in session.tick(0.25):
            events.setdefault(session.now, []).append((cue.kind, cue.number))
    end = 10 + 2 * 4 + 120
    told = {left: events[end - left] for left in (10, 5, 3, 2, 1)}
    assert told == {left: [(CueKind.COUNT, left)] for left in (10, 5, 3, 2, 1)}
    assert events[end] == [(CueKind.GO, 0)]


@pytest.mark.slow
@pytest.mark.parametrize("step", [0.5, 0.7, 1.013, 1.9])
def test_forty_minutes_drift_by_nothing(step: float) -> None:
    """At most 50 ms: each step ends at its own moment, whenever that is noticed."""
    script = made((DROP, 7, 15), (RAISE, 7, 15))
    assert script.total_s > 40 * 60
    session = Session(script)
    moments = []
    while not session.look.over:
        for cue in session.tick(step):
            if cue.kind is CueKind.GO:
                first = script.lead(cue.stint) + 1
                since = script.steps[first : session.timer.place + 1]
                began = session.timer.ends - sum(one.seconds for one in since)
                moments.append(began - START.mono)
    due = [10 + n * (60 + 120) for n in range(14)]
    assert max(abs(one - other) for one, other in zip(moments, due, strict=True)) < 0.05


GAPS = st.lists(st.floats(0.001, 2.9), min_size=1, max_size=400)


@given(GAPS)
@settings(max_examples=100)
def test_however_time_is_split_the_same_happens(gaps: list[float]) -> None:
    split, steady = Session(SHORT), Session(SHORT)
    for gap in gaps:
        split.tick(gap)
    while steady.now + 0.9 < split.now:
        steady.tick(0.9)
    steady.tick(split.now - steady.now)
    assert split.cues == steady.cues
    assert split.timer.done == steady.timer.done
    assert split.timer.place == steady.timer.place
    assert split.timer.ends == pytest.approx(steady.timer.ends)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_thousand_readings_end_where_their_sum_does(seed: int) -> None:
    chance, readings = Random(seed), 0
    while readings < 25_000:
        session = Session(SHORT)
        while not session.look.over:
            session.tick(chance.choice((0.001, 0.05, 1.0)) * chance.random() + 0.0001)
            readings += 1
        assert session.cues == tuple(cue for _, cue in rules.rehearsal(SHORT))
        assert SHORT.total_s <= session.now < SHORT.total_s + 1.01


@given(GAPS)
@settings(max_examples=100)
def test_no_step_is_crossed_unannounced(gaps: list[float]) -> None:
    session = Session(SHORT)
    for gap in gaps:
        before = session.timer.place
        cues = session.tick(gap)
        steps = [cue for cue in cues if cue.kind in BELLS or cue.kind is CueKind.REP]
        ends = sum(cue.kind is CueKind.REP for cue in steps)
        doubled = sum(cue.kind in (CueKind.SET_END, CueKind.SIDE, CueKind.DONE) for cue in steps)
        assert session.timer.place - before == len(steps) - doubled
        assert doubled <= ends


@given(GAPS)
def test_what_is_left_only_shrinks(gaps: list[float]) -> None:
    session = Session(SHORT)
    looks = [session.look]
    for gap in gaps:
        session.tick(gap)
        looks.append(session.look)
    for earlier, later in pairwise(looks):
        assert later.total_left_s <= earlier.total_left_s
        assert earlier.share <= later.share <= 1


def test_it_says_when_something_changes_next() -> None:
    session = Session().go(0.25)
    assert rules.due_s(session.timer) == pytest.approx(0.75)
    session.press(Key.PAUSE)
    assert rules.due_s(session.timer) is None


# sleep


def test_a_rest_may_be_over_after_a_sleep_and_then_asks() -> None:
    session = Session(SHORT).go(20)
    assert session.where == "2.rest"
    session.tick(0, wall=8 * 3600)
    assert session.where == "2.rest!"
    assert session.look.rests_over
    assert session.cues[-1] == (CueKind.SLEPT, 1, 8 * 3600)
    session.go(100)
    assert session.where == "2.rest!"
    session.press(Key.PAUSE).tick(0.01)
    assert session.where == "2.down1"


def test_a_short_sleep_takes_from_a_rest() -> None:
    session = Session(SHORT).go(20)
    left = session.timer.left_s
    session.tick(0, wall=30)
    assert session.timer.left_s == left - 30
    assert not session.look.rests_over


@pytest.mark.parametrize("clocks", ["mono stops", "mono runs on"])
def test_eight_hours_of_sleep_in_any_second_never_skip_or_race(clocks: str) -> None:
    session, hours = Session(SHORT), 8 * 3600
    while not session.look.over:
        timer, now = session.timer, session.now
        mono = now + (hours if clocks == "mono runs on" else 0)
        woke, _ = rules.tick(SHORT, timer, at(mono, now + hours))
        later, _ = rules.tick(SHORT, woke, at(mono + 60, now + hours + 60))
        assert later.halt is Halt.SLEPT
        assert (later.done, later.place) == (timer.done, timer.place)
        on, _ = rules.press(SHORT, later, Key.PAUSE, at(mono + 61, now + hours + 61))
        assert (on.halt, on.place) == (None, timer.place)
        session.tick(0.5)


@pytest.mark.parametrize(
    ("mono", "wall", "slept"),
    [(3.0, 3.0, False), (3.1, 3.1, True), (1, 3, False), (1, 3.1, True), (1, -3600, False)],
)
def test_what_counts_as_a_sleep(mono: float, wall: float, slept: bool) -> None:
    session = Session().go(12)
    session.tick(mono, wall)
    assert (session.timer.halt is Halt.SLEPT) is slept


def test_a_key_that_wakes_the_computer_starts_nothing() -> None:
    for key in Key:
        session = Session(SHORT).go(20)
        session.wall += 3600
        session.press(key)
        assert session.timer.halt is {Key.HURTS: Halt.HURTS, Key.LEAVE: Halt.LEAVING}.get(
            key, Halt.SLEPT
        )


def test_a_program_that_stood_still_asks_however_short_it_was() -> None:
    session = Session().go(12)
    session.timer, cues = rules.resume(session.script, session.timer, at(12.5))
    assert session.where == "1.down1!"
    assert cues[0].kind is CueKind.SLEPT
    again, cues = rules.resume(session.script, session.timer, at(99))
    assert (again.place, again.halt, cues) == (session.timer.place, Halt.SLEPT, ())


def test_a_pause_is_no_sleep() -> None:
    session = Session(SHORT).go(20).press(Key.PAUSE)
    left = session.timer.left_s
    session.tick(0, wall=3600)
    assert session.timer.halt is Halt.PAUSED
    assert session.press(Key.PAUSE).timer.left_s == left


# keys

KEYS = """
# before     | pause       next      back      more           less         hurts        leave
  1.ready    | 1.ready!    1.down1   1.ready   1.ready+10     1.ready-10   1.ready!     1.ready!
  1.down1    | 1.down1!    2.rest    1.ready   1.down1        1.down1      1.down1!     1.down1!
  1.up2      | 1.up2!      2.rest    1.ready   1.up2          1.up2        1.up2!       1.up2!
  2.rest     | 2.rest!     2.down1   1.ready   2.rest+10      2.rest-10    2.rest!      2.rest!
  2.down2    | 2.down2!    3.rest    2.rest    2.down2        2.down2      2.down2!     2.down2!
  3.up1      | 3.up1!      over      2.rest    3.up1          3.up1        3.up1!       3.up1!
  1.down1!   | 1.down1     2.rest    1.ready   1.down1!       1.down1!     1.down1!     1.down1!
  2.rest!    | 2.rest      2.down1   1.ready   2.rest!+10     2.rest!-10   2.rest!      2.rest!
  over       | over        over      over      over           over         over         over
"""
ORDER = (Key.PAUSE, Key.NEXT, Key.BACK, Key.MORE, Key.LESS, Key.HURTS, Key.LEAVE)


def reached(place: str) -> Session:
    session = Session(SHORT)
    while session.where != place.removesuffix("!"):
        session.tick(0.5)
    if place.endswith("!"):
        session.press(Key.PAUSE)
    return session


@each("row", cells(KEYS))
def test_every_key_in_every_state(row: list[str]) -> None:
    for key, wanted in zip(ORDER, row[1].split(), strict=True):
        session = reached(row[0])
        left = session.timer.left_s
        session.press(key)
        place, _, change = wanted.replace("-", "+-").partition("+")
        assert session.where == place, key
        if change:
            assert session.timer.left_s == pytest.approx(max(left + int(change), 0)), key


def test_a_pause_moves_the_end_by_itself() -> None:
    session = Session().go(11)
    for _ in range(50):
        session.press(Key.PAUSE).tick(1.5)
        session.press(Key.PAUSE).tick(0.01)
    assert session.look.left_s == pytest.approx(1.5)


def test_a_rest_that_is_cut_to_nothing_is_over() -> None:
    session = reached("2.rest").go(115)
    session.press(Key.LESS).tick(0.01)
    assert session.where == "2.down1"


def test_a_set_that_is_done_again_counts_anew() -> None:
    session = reached("2.rest").go(5)
    assert session.timer.done == (2, 0, 0)
    session.press(Key.BACK)
    assert session.timer.done == (0, 0, 0)
    assert session.look.left_s == SHORT.ready_s
    session.go(18)
    assert session.timer.done == (2, 0, 0)
    assert session.where == "2.rest"


def test_a_repetition_that_is_not_ended_is_not_done() -> None:
    session = reached("1.up2").press(Key.NEXT)
    assert session.timer.done == (1, 0, 0)


def test_a_session_goes_on_where_it_was_broken_off() -> None:
    session = Session(SHORT, (2, 1, 0), 1)
    assert session.where == "2.rest"
    assert session.look.left_s == SHORT.ready_s
    assert session.press(Key.NEXT).where == "2.down2"
    assert Session(SHORT, (2, 2, 0)).where == "3.rest"
    over = Session(SHORT, (2, 2, 2))
    assert (over.look.over, over.cues) == (True, ())
    assert Session(SHORT, (1, 0, 0), 1).where == "2.rest"


def test_the_other_leg_is_told() -> None:
    session = Session(BOTH).go(10 + 8)
    assert session.cues[-1] == (CueKind.SIDE, 1, 0)
    assert session.look.part is Motion.READY


@given(st.lists(st.one_of(st.sampled_from(ORDER), st.floats(0.01, 2.5)), max_size=80))
@settings(max_examples=60)
def test_whatever_is_pressed_it_stays_a_session(events: Sequence[float | Key]) -> None:
    session = Session(SHORT)
    for event in events:
        if isinstance(event, Key):
            session.press(event)
        else:
            session.tick(event)
        look, timer = session.look, session.timer
        assert look.left_s >= 0
        assert all(0 <= n <= s.reps for n, s in zip(timer.done, SHORT.stints, strict=True))
        assert not (look.part in LEADS and look.rep)
        assert 0 <= look.share <= 1


def test_a_rehearsal_tells_all_with_its_second() -> None:
    told = list(rules.rehearsal(SHORT))
    session = Session(SHORT).go(SHORT.total_s, step=1)
    assert tuple(cue for _, cue in told) == session.cues
    assert told[0] == (0, (CueKind.READY, 0, 0))
    assert told[-1][0] == SHORT.total_s
    assert [second for second, cue in told if cue.kind is CueKind.GO] == [10, 138, 266]


# pain

PAINS = """
# told, in sets | ends
  1:3          | no
  1:6          | yes
  1:10         | yes
  1:5          | no
  1:5 2:5      | no
  1:4 2:5      | yes
  1:4 1:5      | no
  1:0 2:3 3:5  | yes
  2:5 3:4      | no
"""


@pytest.mark.hazard("H19")
@each("row", cells(PAINS))
def test_when_a_pain_ends_the_session(row: list[str]) -> None:
    session = Session(SHORT)
    for word in row[0].split():
        place, score = map(int, word.split(":"))
        while session.look.stint + 1 < place:
            session.press(Key.NEXT)
        session.hurt(score)
        assert session.timer.halt is Halt.HURTS
        if not session.timer.stopped:
            session.go(500)  # a timer never answers
            session.press(Key.PAUSE)
    assert session.timer.stopped is (row[1] == "yes")
    assert session.look.over is session.timer.stopped
    assert (session.cues[-1].kind is CueKind.STOP) is session.timer.stopped


def test_each_sound_differs_by_count() -> None:
    assert len(set(BELLS.values())) == len(BELLS)
