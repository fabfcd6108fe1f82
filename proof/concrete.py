"""Whole courses, drawn at random, replayed by the program and by the machines side by side.

Each day of a replay is turned into the input of its class from the log alone: its record,
colour, medians, index, recovery, the sessions prescribed and the conditions of the running gate
are those of ``stated.py``, its level, phase and gates those of the machines. On every day the
machines then must have the same colour, decision, break, level, start test, adaptation, number
of sessions, phase, concentric gate, running gate and next run. Taken over from the replay is
only which rows of the triage stand on a date; those have tables of their own. The running gate
and the next run are compared on dates without a run, the day after it included.
"""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from achillescli.core.course import Replay
from achillescli.core.log.entries import Entry
from achillescli.core.state import Colour, Phase, State, Verdict
from tests.kit.course_kit import date

from . import stated
from .course_machine import (
    AGAIN,
    DUE,
    NOT_DUE,
    PROTOCOL,
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
from .drawn import LENGTH, drawn
from .findings import Part
from .gate_machines import (
    FINE,
    IDLE,
    PATHS,
    SPOILT,
    Gate,
    Ladder,
    Later,
    Ran,
    Twelve,
    Yesterday,
    gate_after,
    ladder_after,
    later_days,
)
from .limits import level_name
from .tables import ANEW

DAY = dt.timedelta(days=1)
CEILING = 11


class Beside:
    """The machines beside one replay."""

    def __init__(self, replay: Replay) -> None:
        answers = replay.log[0].answers
        self.replay, self.states, self.first = replay, replay.states, answers
        self.entries: dict[dt.date, list[Entry]] = defaultdict(list)
        for entry in replay.log:
            self.entries[entry.date].append(entry)
        self._records: dict[int, stated.Record] = {}
        self.early = 8 - (date(1) - answers.complaint.onset).days
        test = AGAIN + self.early if self.early > 0 else NOT_DUE
        if test == NOT_DUE and answers.tests.start_test_pain is None:
            test = DUE
        start = int(self.states[0].level[1])
        self.calendar, self.spot = Calendar(), Spot(start, test)
        self.gate, self.later, self.ladder = Gate(), Later(), Ladder()
        self.verdict: str | None = None
        self.colours: list[str] = []
        """The rule of each day's colour, once it is over."""
        self.prescribed: list[int] = []
        self.red_runs = self.tests = 0

    def differences(self) -> Iterator[tuple[int, str]]:
        """Yield the days on which the machines say otherwise, and about what."""
        yield from ((1, what) for what in self._dose(0))
        for day in range(1, len(self.states)):
            yield from ((day + 1, what) for what in self._morning(day))

    def _record(self, day: int) -> stated.Record:
        """Return what was logged for a day; days count from 0 and may lie before the course."""
        if day not in self._records:
            self._records[day] = stated.record(self.entries.get(date(day + 1), ()))
        return self._records[day]

    def _m(self, day: int) -> int | None:
        """Return the morning of a day, a missing one replaced."""
        return stated.morning(self._record(day).m, [self._record(day - n).m for n in (1, 2, 3)])

    def _morning(self, day: int) -> Iterator[str]:
        now, over, after = self.states[day], self._record(day - 1), self._record(day).m
        self.colours.append(
            stated.colour_rule(over.p, over.a, over.s, over.k, self._m(day - 1), after)
        )
        if now.colour_rule != self.colours[-1]:
            yield "colour"
        added = self._added(day)
        if self.calendar.day == 7:
            event = self._event(day, added)
            if event is None:
                yield "a week of no class"
                return
            if (event.verdict, event.rule) != (now.decision.verdict, now.decision.rule):
                yield "decision"
            added, self.verdict = added._replace(event=event), event.verdict
        elif now.decision is not None:
            yield "no decision"
        if added.given is not None and self.calendar.reds:
            yield "a test that cannot count"
        self.tests += added.given is not None
        dawn = step(self.spot, added, CEILING)
        self.calendar, self.spot = next_calendar(self.calendar, added), dawn.spot
        if level_name(self.spot) != now.level:
            yield "level"
        if dawn.rule != now.break_rule:
            yield "break"
        if day >= 84 and day % 7 == 0:
            self.later = dict(later_days(self.later))[self._twelve(day)]
        yield from self._dose(day)
        yield from self._concentric(day, added, dawn.rule)
        yield from self._running(day, dawn.rule)

    def _dose(self, day: int) -> Iterator[str]:
        """Compare what a day asks for, and count its sessions."""
        now, phase, adaptation = self.states[day], self._phase(day), self._adaptation(day)
        nothing = now.blocked or adaptation == "D2"
        sessions = {Phase.CALM: 1, Phase.MAINTAIN: int(day % 7 in (0, 2, 4))}
        self.prescribed.append(0 if nothing else sessions.get(phase, 2))
        asked = self._counts(day) and self._start_test(day) is None
        if asked != now.start_test_asked:
            yield "start test"
        if adaptation != now.adaptation:
            yield "adaptation"
        if phase is not now.phase:
            yield "phase"
        if self.prescribed[-1] != len(now.sessions):
            yield "sessions"

    def _red(self, day: int) -> bool:
        """Whether the day before a morning was red; no day before the first was."""
        return day > 0 and self.colours[day - 1] == "C1"

    def _counts(self, day: int) -> bool:
        """Whether a start test counts on a day."""
        red = any(self._red(back) for back in range(max(day - 6, 0), day + 1))
        return self.spot.test in (DUE, AGAIN) and not (
            red or self._rests(day) or self.states[day].blocked
        )

    def _start_test(self, day: int) -> int | str | None:
        pains = [c.start_test_pain for c in self._record(day).checks]
        known = [pain for pain in pains if pain is not None]
        return "unable" if "unable" in known else max(known, default=None)

    def _added(self, day: int) -> Added:
        """Return what a day and the morning after it add."""
        now, pain, given = self.states[day], self._start_test(day - 1), None
        if pain is not None and self._counts(day - 1):
            given = 1 if pain == "unable" or pain >= 6 else 3 if pain <= 2 else 2
        blocked = 0 if not now.blocked else 2 if set(ANEW) & set(now.rows) else 1
        return Added(self._red(day), self._record(day - 1).s > 0, given, blocked)

    def _event(self, day: int, added: Added) -> Event | None:
        week = self._week(day)
        over = week_over(self.calendar, added)
        limited = limits(self.spot, added.given, self.calendar.week)
        idle = idle_after(self.spot, trained=added.trained)
        return dict(outcomes(over, limited, idle)).get(week)

    def _medians(self, day: int) -> list[object]:
        """Return the median of every week that is over on a morning."""
        return [
            stated.median(
                [m for on in range(end - 7, end) if (m := self._record(on).m) is not None]
            )
            for end in range(7, day + 1, 7)
        ]

    def _week(self, day: int) -> WeekClass:
        """Return the class of the week that ended before a morning."""
        medians = self._medians(day)
        median, last = medians[-1], medians[-2] if len(medians) > 1 else None
        base = next((max(known, 1) for known in medians if known is not None), None)
        rules, kept = self.colours[day - 7 : day], self._phase(day - 1) is Phase.MAINTAIN
        done = sum(self._record(on).s for on in range(day - 7, day))
        few = done < 2 if kept else done * 10 < sum(self.prescribed[day - 7 : day]) * 7
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

    def _rests(self, day: int) -> bool:
        """Whether D2 holds on a day."""
        morning = self._m(day)
        twice = self._red(day) and self._red(day - 1)
        return twice or (morning is not None and morning >= 8) or self._unwell(day)

    def _unwell(self, day: int) -> bool:
        """Whether the newest answer to fever or feeling unwell is yes."""
        newest = {}
        for entry in self.replay.log:
            if entry.kind == "flag" and entry.date <= date(day + 1):
                answers = {name: getattr(entry, name) for name in ("fever", "unwell")}
                newest |= {name: yes for name, yes in answers.items() if yes is not None}
        return any(newest.values())

    def _adaptation(self, day: int) -> str | None:
        if self.states[day].blocked:
            return None
        return "D2" if self._rests(day) else "D1" if self._red(day) else None

    def _phase(self, day: int) -> Phase:
        if day < self.early:
            return Phase.CALM
        if day < 84:
            return Phase.LOAD if day < 42 else Phase.LOAD_PLUS
        return self.later.phase

    def _twelve(self, day: int) -> Twelve:
        weeks = [[self._record(on) for on in range(end - 7, end)] for end in range(7, day + 1, 7)]
        month = [self._record(on) for on in range(day - 28, day)]
        good = stated.meaningful([stated.index(week) for week in weeks])
        good = good or stated.recovered(month, "left", self._raises(day))
        enough = sum(found.m is not None for found in month) >= 14
        reds = sum(self._red(back) for back in range(day - 6, day + 1))
        return Twelve(good, enough, Verdict(self.verdict), min(reds, 1))

    def _raises(self, day: int) -> tuple[int, int] | None:
        """Return the newest raises of both legs."""
        checks = [check for on in range(day + 1) for check in self._record(on).checks]
        both = [(check.raises_left, check.raises_right) for check in checks]
        return next((legs for legs in reversed(both) if None not in legs), None)

    def _concentric(self, day: int, added: Added, rule: str | None) -> Iterator[str]:
        now, over = self.states[day], self._record(day - 1)
        spoilt = over.k or over.p or (over.a or 0) > 1 or (over.s and over.p is None)
        stepped = rule is not None
        if added.event is not None:
            stepped = stepped or added.event.verdict is Verdict.REGRESS
        yesterday = Yesterday(
            COLOUR[self.colours[-1]], SPOILT if spoilt else FINE if over.s else IDLE, stepped,
            self.spot.level < 3, self._phase(day) is Phase.MAINTAIN, day >= 42,
        )  # fmt: skip
        self.gate = gate_after(self.gate, yesterday)
        if self.gate.state != now.concentric:
            yield "concentric"

    def _running(self, day: int, rule: str | None) -> Iterator[str]:
        now = self.states[day]
        conditions = stated.running(
            stated.Dawn(self.spot.level, self.verdict, now.rows, tuple(self._medians(day))),
            [self._record(day - back) for back in range(15)],
            stated.Person(self.first.person.sex, self.first.person.age, "left"),
        )
        held = self.spot.level < 3 or self._rests(day) or not stated.MILD.issuperset(now.rows)
        added = Ran(
            self._ran(day - 1, self._record(day).m), all(conditions.values()),
            rule == "W7", held, self._path(),
        )  # fmt: skip
        self.red_runs += added.run == "red" and self.ladder.path is not None
        self.ladder = ladder_after(self.ladder, added)
        if self._record(day).runs:
            return
        if running_name(self.ladder) != now.running:
            yield "running"
        wait, shown = self.ladder.wait, now.running not in (None, "suspended")
        if shown and wait and now.next_run != now.date + DAY * wait:
            yield "next run"
        if shown and not wait and now.next_run is not None and now.next_run > now.date:
            yield "next run"

    def _ran(self, day: int, after: int | None) -> str | None:
        """Return the class of the runs of a day."""
        found = self._record(day)
        if not found.runs:
            return None
        colours = {stated.run_colour(run, found.k, self._m(day), after) for run in found.runs}
        if "RED" in colours:
            return "red"
        hard = any((run.pain or 0) >= 4 or (run.rpe or 0) >= 5 for run in found.runs)
        if "AMBER" in colours:
            return "amber, sore" if hard else "amber"
        path, at, needed = PATHS.get(self.ladder.path, ()), self.ladder.step, 0
        if at < len(path):
            needed = PROTOCOL.running.step(path[at]).minutes
        name = "short" if max(run.minutes for run in found.runs) < needed else "green"
        return f"{name}, hard" if hard else name

    def _path(self) -> str:
        """Return the path that fits the last run before the course."""
        last = self.first.complaint.last_run
        return "A" if last is not None and last < date(1) and (date(1) - last).days <= 28 else "B"


COLOUR = {
    "C1": Colour.RED, "C2": Colour.GREY, "C3": Colour.AMBER, "C4": Colour.AMBER,
    "C5": Colour.GREEN,
}  # fmt: skip


def running_name(ladder: Ladder) -> str | None:
    """Return what a state of the running gate is called."""
    if ladder.path is None:
        return None
    if ladder.suspended:
        return "suspended"
    path = PATHS[ladder.path]
    return path[ladder.step] if ladder.step < len(path) else "free"


def reached(states: Iterable[State], beside: Beside) -> set[str]:
    """Return what a course reaches of all that the machines must say the same of."""
    found = {state.break_rule for state in states} | {state.phase for state in states}
    found |= {f"G1 {state.concentric}" for state in states}
    running = {state.running for state in states} - {None}
    found |= {"G2 open"} if running else set()
    found |= {f"G2 {name}" for name in running}
    closed = (
        now.break_rule
        for before, now in pairwise(states)
        if before.running is not None and now.running is None
    )
    found |= {"G2 closed by W7" if rule == "W7" else "G2 closed by silence" for rule in closed}
    found |= {"block"} if any(state.blocked for state in states) else set()
    found |= {"test"} if beside.tests else set()
    found |= {"red run"} if beside.red_runs else set()
    return {str(name) for name in found if name}


LEAST = {
    "G1 two_leg": 20, "G1 single_leg": 10, "G2 open": 20, "G2 suspended": 20, "G2 RW4": 3,
    "G2 RC6": 2, "G2 free": 2, "red run": 5, "G2 closed by silence": 8, "G2 closed by W7": 5,
    "MAINTAIN": 5, "EXTEND": 20, "CALM": 10, "W6": 20, "W7": 10, "block": 20, "test": 20,
}  # fmt: skip
"""How many of 60 courses and more must reach a thing at least; red runs are those behind an open gate."""


def agreement(seeds: Iterable[int], least: dict[str, int] = LEAST) -> Part:
    """Return what courses drawn at random from seeds say about the machines."""
    part = Part("replayed beside the machines")
    days, courses, met = 0, 0, Counter()
    for seed in seeds:
        log = drawn(random.Random(seed))
        replay = log.until(LENGTH)
        courses, days = courses + 1, days + len(replay.states)
        for state in replay.states:
            part.rules[state.adaptation or "no adaptation"] += 1
            part.rules[state.break_rule or "no break"] += 1
            part.rules[f"G1 {state.concentric}"] += 1
            part.rules[state.phase.value] += 1
        beside = Beside(replay)
        different = list(beside.differences())
        part.law(not different, "the machines say the same of every day", (seed, different[:3]))
        met.update(reached(replay.states, beside))
    part.counts |= {"courses": courses, "days": days}
    for name, n in least.items():
        part.law(met[name] >= n, "enough of the courses reach each thing", (name, met[name]))
        part.counts[f"courses with {name}"] = met[name]
    return part
