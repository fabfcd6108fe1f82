"""Whole courses, drawn at random, replayed by the program and by the machines side by side.

Each day of a replay is turned into the input of its class by counting what was logged, without
the rules; the machines then must stand on the same level, take the same decision by the same
rule, name the same break, ask for the same test, and hold the same gate and phase on every day.
"""

import datetime as dt
import random
from collections.abc import Iterator
from fractions import Fraction

from achillescli.core import progress
from achillescli.core.course import Replay
from achillescli.core.state import Colour, Phase, State, Verdict
from core.course_kit import Log, date

from .course_machine import (
    AGAIN,
    DUE,
    NOT_DUE,
    Added,
    Calendar,
    Event,
    Spot,
    WeekClass,
    idle_after,
    limits,
    next_calendar,
    outcomes,
    sore_class,
    week_over,
)
from .course_proof import step
from .findings import Part
from .gate_machines import (
    FINE,
    IDLE,
    SPOILT,
    Gate,
    Later,
    Twelve,
    Yesterday,
    gate_after,
    later_days,
)
from .limits import level_name
from .tables import ANEW

DAY = dt.timedelta(days=1)
CEILING = 11
LENGTH = 140
MOODS = {
    "calm": ((0, 0, 1, 1), (0, 0, 0, 1), 0.97),
    "fine": ((1, 1, 2), (0, 0, 1, 2), 0.9),
    "sore": ((1, 2, 2), (2, 3, 4, 5), 0.9),
    "flare": ((2, 3, 5, 8), (4, 6, 7), 0.8),
    "away": ((0, 1, None), (None,), 0.0),
    "silent": ((None,), (None,), 0.0),
    "loose": ((0, 1, None), (0, None, 1), 0.5),
}
"""Mornings, pains during and how often a session is done."""


def drawn(chance: random.Random) -> Log:
    """Return a course with anything in it that moves the level, the gate or the phase."""
    log = Log(start=chance.choice((0, 1, 4, 7, "unable", None)),
              onset=chance.choice((60, 60, 60, 0, 3, 7)))  # fmt: skip
    day, blocked = 1, None
    while day <= LENGTH:
        mood = chance.choice((*MOODS, "calm", "calm", "calm", "fine"))
        for on in range(day, day + chance.choice((2, 5, 7, 9, 14, 30))):
            _day(log, chance, on, *MOODS[mood])
        day = on + 1
        if day < LENGTH and blocked is None and chance.random() < 0.15:
            blocked = chance.choice(("T06", "T11"))
            log.flag(
                day, **{"T06": {"cannot_walk_4_steps": True}, "T11": {"night_pain": True}}[blocked]
            )
        elif blocked and day < LENGTH:
            log.cleared(day, "doctor")
            blocked = None
    return log


def _day(
    log: Log, chance: random.Random, day: int, mornings: tuple, pains: tuple, often: float
) -> None:
    morning = chance.choice(mornings)
    if morning is not None and (often or chance.random() < 0.5):
        log.on(day, "morning", pain=morning)
    for slot in ("am", "pm"):
        if chance.random() < often:
            pain = chance.choice(pains)
            log.on(day, "session", slot=slot, **({} if pain is None else {"pain": pain}))
    if chance.random() < 0.03:
        log.on(day, "painkiller")
    if chance.random() < 0.06:
        log.check(day, start_test_pain=chance.choice((0, 1, 3, 5, 6, "unable")))
    if often > 0.8 and chance.random() < 0.99:
        log.on(day, "evening", daily_pain=chance.choice(pains[:2]))
    if chance.random() < 0.1:
        log.check(day, hop_pain=chance.choice((0, 1, 2, 3)), walk_pain=chance.choice((0, 1, 3)),
                  raises_left=36, raises_right=36)  # fmt: skip
    if often == 0 and chance.random() < 0.2:
        log.on(day, "evening", after=chance.choice((0, 4, 6)))


class Beside:
    """The machines beside one replay."""

    def __init__(self, replay: Replay) -> None:
        answers = replay.log[0].answers
        self.replay, self.states = replay, replay.states
        early = 8 - (date(1) - answers.complaint.onset).days
        first = self.states[0]
        test = AGAIN + early if early > 0 else NOT_DUE
        if test == NOT_DUE and answers.tests.start_test_pain is None:
            test = DUE
        self.calendar, self.spot = Calendar(), Spot(int(first.level[1]), test)
        self.gate, self.later = Gate(), Later()

    def differences(self) -> Iterator[tuple[int, str]]:
        """Yield the days on which the machines say otherwise, and about what."""
        for day in range(1, len(self.states)):
            yield from ((day + 1, what) for what in self._morning(day))

    def _morning(self, day: int) -> Iterator[str]:
        now = self.states[day]
        added = self._added(day)
        if self.calendar.day == 7:
            event = self._event(day, added)
            if event is None:
                yield "a week of no class"
                return
            if (event.verdict, event.rule) != (now.decision.verdict, now.decision.rule):
                yield "decision"
            added = added._replace(event=event)
        elif now.decision is not None:
            yield "no decision"
        if added.given is not None and self.calendar.reds:
            yield "a test that cannot count"
        dawn = step(self.spot, added, CEILING)
        self.calendar, self.spot = next_calendar(self.calendar, added), dawn.spot
        if level_name(self.spot) != now.level:
            yield "level"
        if dawn.rule != now.break_rule:
            yield "break"
        if self._asked(day) != now.start_test_asked:
            yield "start test"
        if self._adaptation(day) != now.adaptation:
            yield "adaptation"
        yield from self._phase(day)
        yield from self._concentric(day)

    def _red(self, day: int) -> bool:
        """Whether the day before a morning was red; mornings count from 0."""
        return self.states[day].colour_yesterday is Colour.RED

    def _counts(self, day: int) -> bool:
        """Whether a start test counts on a day."""
        state = self.states[day]
        red = any(self._red(back) for back in range(max(day - 6, 1), day + 1))
        rests = state.blocked or self._adaptation(day) == "D2"
        return self.spot.test in (DUE, AGAIN) and not red and not rests

    def _asked(self, day: int) -> bool:
        return self._counts(day) and self._day(day).start_test is None

    def _day(self, day: int) -> object:
        return self.replay.diary[self.states[day].date]

    def _added(self, day: int) -> Added:
        """Return what a day and the morning after it add."""
        now, over = self.states[day], self._day(day - 1)
        pain, given = over.start_test, None
        if pain is not None and self._counts(day - 1):
            given = 1 if pain == "unable" or pain >= 6 else 3 if pain <= 2 else 2
        blocked = 0 if not now.blocked else 2 if set(ANEW) & set(now.rows) else 1
        return Added(self._red(day), over.s > 0, given, blocked)

    def _event(self, day: int, added: Added) -> Event | None:
        week = self._week(day)
        over = week_over(self.calendar, added)
        limited = limits(self.spot, added.given, self.calendar.week)
        idle = idle_after(self.spot, trained=added.trained)
        return dict(outcomes(over, limited, idle)).get(week)

    def _week(self, day: int) -> WeekClass:
        """Return the class of the week that ended before a morning."""
        medians = [self._median(end) for end in range(7, day + 1, 7)]
        median, last = medians[-1], medians[-2] if len(medians) > 1 else None
        base = next((max(known, Fraction(1)) for known in medians if known is not None), None)
        rules = [self.states[on].colour_rule for on in range(day - 6, day + 1)]
        kept = self.states[day - 1].phase is Phase.MAINTAIN
        done = sum(self._day(on).s for on in range(day - 7, day))
        prescribed = sum(len(self.states[on].sessions) for on in range(day - 7, day))
        few = done < 2 if kept else done * 10 < prescribed * 7
        sore = sum(rule in ("C1", "C3") for rule in rules)
        name = "calm"
        if median is None:
            name = "unknown"
        elif last is not None and median >= last + 2:
            name = "rise"
        elif median >= base + 2:
            name = "high"
        elif last is not None and median > last:
            name = "above"
        return WeekClass(name, sore_class(sore), few, rules.count("C5") < (2 if kept else 5), kept)

    def _median(self, end: int) -> Fraction | None:
        known = sorted(m for on in range(end - 7, end) if (m := self._day(on).m) is not None)
        if len(known) < 4:
            return None
        return Fraction(known[(len(known) - 1) // 2] + known[len(known) // 2], 2)

    def _adaptation(self, day: int) -> str | None:
        state = self.states[day]
        if state.blocked:
            return None
        known = [self.replay.diary[state.date - DAY * back].m for back in range(4)]
        morning = next((m for m in known if m is not None), None)
        twice = day > 1 and self._red(day) and self._red(day - 1)
        if twice or (morning is not None and morning >= 8) or state.rest:
            return "D2"
        return "D1" if self._red(day) else None

    def _phase(self, day: int) -> Iterator[str]:
        now = self.states[day]
        if now.day >= 85 and now.day % 7 == 1:
            found, on = self._twelve(day, now), now.date
            self.later = dict(later_days(self.later))[found]
            if on and self.later.phase is not now.phase:
                yield "phase"

    def _twelve(self, day: int, now: State) -> Twelve:
        indices, diary = self.replay.indices[: day // 7], self.replay.diary
        good = progress.meaningful(indices) is True
        good = good or progress.recovered(diary, now.date, "left", None)
        enough = progress.mornings_known(diary, now.date) >= 14
        reds = sum(self._red(back) for back in range(day - 6, day + 1))
        return Twelve(good, enough, Verdict(now.decision.verdict), min(reds, 1))

    def _concentric(self, day: int) -> Iterator[str]:
        now, over = self.states[day], self._day(day - 1)
        spoilt = over.painkiller or over.p or (over.a or 0) > 1 or (over.s and over.p is None)
        stepped = now.break_rule is not None
        if now.decision is not None:
            stepped = stepped or now.decision.verdict is Verdict.REGRESS
        added = Yesterday(
            now.colour_yesterday, SPOILT if spoilt else FINE if over.s else IDLE, stepped,
            now.level in ("L1", "L2"), now.phase is Phase.MAINTAIN, now.day >= 43,
        )  # fmt: skip
        self.gate = gate_after(self.gate, added)
        if self.gate.state != now.concentric:
            yield "concentric"


def agreement(courses: int) -> Part:
    """Return what so many courses, drawn at random, say about the machines."""
    part = Part("replayed beside the machines")
    days = 0
    for seed in range(courses):
        log = drawn(random.Random(seed))
        replay = log.until(LENGTH)
        days += len(replay.states)
        for state in replay.states:
            part.rules[state.adaptation or "no adaptation"] += 1
            part.rules[state.break_rule or "no break"] += 1
            part.rules[f"G1 {state.concentric}"] += 1
            part.rules[state.phase.value] += 1
        different = list(Beside(replay).differences())
        part.law(not different, "the machines say the same of every day", (seed, different[:3]))
    part.counts |= {"courses": courses, "days": days}
    return part
