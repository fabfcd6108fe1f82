"""Whole courses, drawn at random, replayed by the program and folded by the second statement.

``Beside`` folds the records of a course day by day with the functions of ``stated.py``: colour,
weekly decision, break, level, start test, phase, adaptation, dose, both gates and the running
steps. From the program it takes which rows stand on a date, since these have tables of their
own (``answer_tables.py``), and nothing else. On a date with a run the running step is not
compared: the program shows it as it looks that evening.
"""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from achillescli.core.assessment.triage import Standing
from achillescli.core.course import Replay
from achillescli.core.log.entries import Entry
from achillescli.core.log.values import StartTest
from tests.kit.course_kit import date

from . import stated
from .drawn import LENGTH, drawn
from .findings import DAY, Part
from .stated import Eve, Given, Pause, Record, Steps, Sunrise, Twelve, Week

EARLY_DAYS = 7


class Beside:
    """A course as the second statement has it; days count from 0, day 1 of the course."""

    def __init__(self, replay: Replay) -> None:
        self.states, self.log = replay.states, replay.log
        self.answers = answers = replay.log[0].answers
        self.entries: dict[dt.date, list[Entry]] = defaultdict(list)
        for entry in replay.log:
            self.entries[entry.date].append(entry)
        self._records: dict[int, Record] = {}
        self.colours: list[str] = []
        self.phases: list[str] = []
        self.rested: list[bool] = []
        self.weeks: list[Week] = []
        self.verdict: str | None = None
        self.decided: Twelve | None = None
        self.early = EARLY_DAYS - (date(1) - answers.complaint.onset).days
        """The last day of the careful first dose."""
        test = answers.tests.start_test_pain if self.early < 0 else None
        self.level = 1 if test is None else stated.test_level(test)
        self.due: int | None = max(self.early + 1, 0) if test is None else None
        self.full: StartTest | None = None
        self.down: StartTest | None = None
        self.idle, self.stepped = 0, -99
        self.broken: int | None = None
        self.gate, self.opened, self.shut = "closed", 0, -1
        self.running_since: int | None = None
        self.path: tuple[str, ...] = ()
        self.step = self.passes = 0
        self.held = False
        self.last_run: tuple[int, int] | None = None

    def record(self, day: int) -> Record:
        """Return what was logged for a day; it may lie before the course."""
        if day not in self._records:
            self._records[day] = stated.record(self.entries.get(date(day + 1), ()))
        return self._records[day]

    def differences(self) -> Iterator[tuple[int, str]]:
        """Yield the days on which the program says otherwise, and about what."""
        for day in range(len(self.states)):
            for what in self._morning(day):
                yield day + 1, what
                return

    def _morning(self, day: int) -> Iterator[str]:
        now = self.states[day]
        ended = self._end(day - 1) if day else None
        ceiling = stated.ceiling(Fraction(80))
        if {"T37", "T38"} & {*now.rows}:
            ceiling = 3
        decision, rule = None, None
        if day == 0:
            self.level = min(self.level, ceiling)
        else:
            decision = self._decision(day, ceiling) if day % 7 == 0 else None
            rule = self._step(day, decision, ceiling)
        self.phases.append(self._phase(day, ceiling))
        adaptation = self._adaptation(day)
        self._count_test(day, adaptation)
        regressed = decision is not None and decision[0] == "REGRESS"
        self._raises_gate(day, closes=ended == "C1" or regressed or rule is not None)
        self._running_gate(day, adaptation, rule)
        yield from self._compared(day, ended, decision, rule, adaptation)

    def _compared(
        self, day: int, ended: str | None, decision: tuple[Any, ...] | None, rule: str | None,
        adaptation: str | None,
    ) -> Iterator[str]:  # fmt: skip
        now = self.states[day]
        taken = now.decision and (now.decision.verdict, now.decision.rule)
        blocked = Standing(now.rows).blocked
        given = Given(
            day + 1, self.phases[-1], self.level, "T28" in now.rows,
            None if blocked else adaptation, blocked, self.answers.person.age >= 65, False,
            self.gate,
        )  # fmt: skip
        work = tuple((s.slot, w.exercise, w.sets, w.reps) for s in now.sessions for w in s.work)
        pairs: dict[str, tuple[object, object]] = {
            "blocked": (now.blocked, blocked),
            "colour": (now.colour_rule, ended),
            "decision": (taken, decision),
            "break": (now.break_rule, rule),
            "level": (now.level, self.level),
            "phase": (now.phase, self.phases[-1]),
            "adaptation": (now.adaptation, None if blocked else adaptation),
            "dose": ((now.dose_level, work), stated.dose(given)),
            "start test": (now.start_test_asked, self._asks(day)),
            "concentric": (now.concentric, self.gate),
            "check-in": (now.checkin_due, self._since_checkin(day) >= self._check_days(day, 7, 28)),
        }
        if not self.record(day).runs:
            shown, wait = self._shown(), None
            if shown not in (None, "suspended") and self.last_run is not None:
                wait = date(sum(self.last_run) + 1)
            pairs |= {"running": (now.running, shown), "next run": (now.next_run, wait)}
        yield from (what for what, (found, wanted) in pairs.items() if found != wanted)

    # a day that is over

    def _medians(self, day: int) -> list[Any]:
        """Return the median of every week that is over on a morning."""
        return [
            stated.median([m for on in range(end - 7, end) if (m := self.record(on).m) is not None])
            for end in range(7, day + 1, 7)
        ]

    def _end(self, day: int) -> str:
        """Take in a day that is over; return its colour."""
        found = self.record(day)
        medians = self._medians(day + 1)
        base = stated.baseline(medians, self.answers.complaint.morning_pain)
        dawn = stated.dawn([self.record(day + 1 - back).m for back in range(8)], base)
        self.colours.append(stated.colour_rule(found, dawn))
        self.idle = 0 if found.s else self.idle + 1
        if found.runs:
            self._ran(day, found, dawn)
        return self.colours[-1]

    def _red(self, day: int) -> bool:
        return day >= 0 and self.colours[day] == "C1"

    # the level

    def _decision(self, day: int, ceiling: int) -> tuple[str, str]:
        days, medians = range(day - 7, day), self._medians(day)
        rules, records = self.colours[-7:], [self.record(on) for on in days]
        week = Week(
            reds=rules.count("C1"),
            sore=rules.count("C1") + rules.count("C3"),
            green=rules.count("C5"),
            done=sum(r.s for r in records),
            trained=sum(r.s > 0 for r in records),
            mornings=sum(r.m is not None for r in records),
            median=medians[-1],
            blocked=any(Standing(self.states[on].rows).blocked for on in (*days, day)),
            kept=self.phases[-1] == "MAINTAIN",
            stepped=self.stepped >= day - 7,
        )
        known = [m for m in medians if m is not None]
        eve = Eve(
            last=self.weeks[-1] if self.weeks else None,
            verdict=self.verdict,
            base=max(known[0], 1) if known else None,
            level=self.level,
            ceiling=ceiling,
            day=day + 1,
            early=day <= self.early,
            held=bool({"T28", "T31"} & {*self.states[day].rows}),
            stale=self._stale(day, self.phases[-1]),
        )
        self.weeks.append(week)
        found = stated.decision(week, eve)
        self.verdict = found[0]
        return found

    def _step(self, day: int, decision: tuple[Any, ...] | None, ceiling: int) -> str | None:
        """Carry out the steps of a morning; return the break."""
        verdict, before, rule = decision[0] if decision else None, self.level, None
        if self.full is None:
            rule = stated.break_rule(self._pause(day))
        steps = Steps(before, ceiling, verdict, rule, self.full, self.down)
        self.level = stated.level_after(steps)
        if self.full is not None:
            self.due = None
            lowered = stated.test_level(self.full) < before
        else:
            without = stated.level_after(steps._replace(down=None, ceiling=99))
            lowered = self.down is not None and stated.test_level(self.down) < without
            if verdict == "PROGRESS" and before == 3:
                self.due = None
            if rule == "W7":
                self.due = max(day, self.early + 1)
            lowered = lowered or verdict == "REGRESS" or rule is not None
        if rule is not None:
            self.broken = day
        if lowered:
            self.stepped = day
        return rule

    def _pause(self, day: int) -> Pause:
        rows, length = set(), 0
        if not Standing(self.states[day].rows).blocked:
            while day - length > 0 and Standing(self.states[day - length - 1].rows).blocked:
                length += 1
                rows |= {*self.states[day - length].rows}
        ago = None if self.broken is None else day - self.broken
        return Pause(self.idle, length, frozenset(rows), ago)

    def _count_test(self, day: int, adaptation: str | None) -> None:
        self.full = self.down = None
        if not self._waits(day):
            return
        if adaptation == "D2" or any(self._red(on) for on in range(day - 7, day)):
            self.down = stated.start_test(self.record(day))
        else:
            self.full = stated.start_test(self.record(day))

    def _waits(self, day: int) -> bool:
        due = self.due is not None and day >= self.due
        return due and not Standing(self.states[day].rows).blocked

    def _asks(self, day: int) -> bool:
        near = any(self._red(on) for on in range(day - 7, day)) or self._adaptation_of == "D2"
        return self._waits(day) and not near and stated.start_test(self.record(day)) is None

    # phase and day

    def _phase(self, day: int, ceiling: int) -> str:
        if day <= self.early:
            return "CALM"
        if day < 84:
            return "LOAD" if day < 42 else "LOAD_PLUS"
        if day % 7:
            return self.phases[-1]
        month = [self.record(on) for on in range(day - 28, day)]
        weeks = [[self.record(on) for on in range(end - 7, end)] for end in range(7, day + 1, 7)]
        indices = [stated.index(week) for week in weeks]
        good = stated.meaningful(indices) is True
        good = good or stated.recovered(month, "left", self._legs(day))
        medians, reds = [w.median for w in self.weeks], [w.reds for w in self.weeks]
        good = good or stated.mild(indices[0], medians, reds)
        known = sum(r.m is not None for r in month) >= 14
        late = sum(self._red(on) for on in range(day - 7, day))
        loaded = self.level > 3 or self.level == ceiling
        twelve = Twelve(good, known, str(self.verdict), late, loaded)
        before, self.decided = self.decided, twelve
        return stated.later_phase(self.phases[-1], before, twelve)

    def _legs(self, day: int) -> tuple[int, int] | None:
        known = (stated.raises(self.record(on)) for on in range(day, -1, -1))
        return next((legs for legs in known if legs is not None), None)

    def _adaptation(self, day: int) -> str | None:
        self.rested = stated.rests_for_reds([rule == "C1" for rule in self.colours])
        m = stated.morning(self.record(day).m, [self.record(day - n).m for n in (1, 2, 3)])
        self._adaptation_of = stated.adaptation(
            self.rested[-1], self._red(day - 1), m, self._unwell(day)
        )
        return self._adaptation_of

    def _unwell(self, day: int) -> bool:
        newest = False
        for entry in self.log:
            if entry.kind == "flag" and entry.date <= date(day + 1) and entry.fever is not None:
                newest = entry.fever
        return newest

    def _since_checkin(self, day: int) -> int:
        kinds = ("checkin", "assessment")
        known = [e.date for e in self.log if e.kind in kinds and e.date <= date(day + 1)]
        return (date(day + 1) - max(known)).days

    def _check_days(self, day: int, daily: int, kept: int) -> int:
        return kept if self.phases[day] == "MAINTAIN" else daily

    def _stale(self, day: int, phase: str) -> bool:
        return self._since_checkin(day) > (42 if phase == "MAINTAIN" else 14)

    # gates

    def _raises_gate(self, day: int, *, closes: bool) -> None:
        if closes or self.level < 3:
            self.gate, self.shut = "closed", day + 6
            return
        kept = self.phases[-1] == "MAINTAIN"
        if self.gate == "closed":
            days = [self.record(on) for on in range(day - (14 if kept else 7), day)]
            calm = all((r.p or 0) <= 1 and (r.a or 0) <= 1 and not r.k for r in days)
            scored = not any(r.unscored for r in days)
            trained = sum(r.s > 0 for r in days) >= 5
            late = day >= 42 and day > self.shut and not self._stale(day, self.phases[-1])
            if calm and scored and trained and late:
                self.gate, self.opened = "two_leg", day
            return
        since = range(self.opened, day)
        week = day - self.opened >= 7 and self.colours[-7:] == ["C5"] * 7
        told = [self.colours[on] for on in since if self.colours[on] != "C2"][-3:]
        sooner = kept and told == ["C5"] * 3 and not any(self.record(on).k for on in since)
        if week or sooner:
            self.gate = "single_leg"

    def _running_gate(self, day: int, adaptation: str | None, rule: str | None) -> None:
        rows, person = self.states[day].rows, self.answers.person
        if self.running_since is not None:
            last = max(self.running_since, self.last_run[0] if self.last_run else -1)
            if rule == "W7" or day - last >= 29:
                self.running_since = None
        else:
            now = Sunrise(
                self.level, self.verdict, rows, tuple(self._medians(day)),
                self._stale(day, self.phases[-1]),
            )  # fmt: skip
            past = [self.record(day - back) for back in range(30)]
            who = stated.Person(person.sex, person.age, "left")
            if all(stated.running(now, past, who).values()):
                self.running_since, self.step, self.passes = day, 0, 0
                run = self.answers.complaint.last_run
                near = run is not None and run < date(1) and date(1) - run <= 28 * DAY
                self.path = A if near else B
        held = not stated.MILD.issuperset(rows)
        self.held = self.level < 3 or adaptation == "D2" or held

    def _shown(self) -> str | None:
        if self.running_since is None:
            return None
        if self.held:
            return "suspended"
        return self.path[self.step] if self.step < len(self.path) else "free"

    def _ran(self, day: int, found: Record, dawn: stated.Dawn) -> None:
        colours = {stated.run_colour(run, found.k, dawn) for run in found.runs}
        red, green = "RED" in colours, colours == {"GREEN"}
        due = self.last_run is None or day >= sum(self.last_run)
        if self.running_since is not None:
            if red:
                self.step, self.passes = max(self.step - 1, 0), 0
            elif green and due and not self.held and self.step < len(self.path):
                minutes, passes = STEPS[self.path[self.step]]
                self.passes += max(run.minutes for run in found.runs) >= minutes
                if self.passes == passes:
                    self.step, self.passes = self.step + 1, 0
        hard = red or any((r.pain or 0) >= 4 or (r.rpe or 0) >= 5 for r in found.runs)
        self.last_run = day, 4 if hard else 3


STEPS = {
    "RW1": (9, 3), "RW2": (12, 3), "RW3": (18, 3), "RW4": (20, 3),
    **{f"RC{n}": (5 * n, 2) for n in range(1, 7)},
}  # fmt: skip
"""Running minutes and passes of each step."""
A = tuple(f"RC{n}" for n in range(1, 7))
B = ("RW1", "RW2", "RW3", "RW4", "RC4", "RC5", "RC6")


def reached(beside: Beside) -> set[str]:
    """Return what a course reaches of all that is compared."""
    states = beside.states
    found: set[str | None] = {state.break_rule for state in states}
    found |= {state.phase for state in states}
    found |= {state.adaptation for state in states} | {state.colour_rule for state in states}
    found |= {f"G1 {state.concentric}" for state in states}
    found |= {f"G2 {state.running}" for state in states if state.running}
    found |= {f"{s.decision.verdict} {s.decision.rule}" for s in states if s.decision}
    found |= {row for state in states for row in state.rows}
    found |= {"block"} if any(state.blocked for state in states) else set()
    return {str(name) for name in found if name}


LEAST = {
    "REGRESS W1": 20, "HOLD W2": 40, "HOLD W3": 20, "PROGRESS W3": 40, "G1 two_leg": 10,
    "G1 single_leg": 5, "G2 suspended": 5, "G2 free": 1, "MAINTAIN": 3, "EXTEND": 20, "CALM": 10,
    "W6": 20, "W7": 10, "D1": 20, "D2": 20, "block": 20, "T28": 5, "T29": 5, "T31": 5, "T37": 5,
}  # fmt: skip
"""How many of 60 courses and more must reach a thing at least."""


def agreement(seeds: Iterable[int], least: dict[str, int] = LEAST) -> Part:
    """Return what courses drawn at random from seeds say about the program."""
    part = Part("replayed beside the statement")
    days, courses = 0, 0
    met: Counter[str] = Counter()
    for seed in seeds:
        replay = drawn(random.Random(seed)).until(LENGTH)
        if not replay.states:
            continue
        courses, days = courses + 1, days + len(replay.states)
        beside = Beside(replay)
        different = list(beside.differences())
        part.law(not different, "the statement says the same of every day", (seed, different))
        met.update(reached(beside))
    part.counts |= {"courses": courses, "days": days}
    for name, n in least.items():
        part.law(met[name] >= n, "enough of the courses reach each thing", (name, met[name]))
        part.counts[f"courses with {name}"] = met[name]
    return part
