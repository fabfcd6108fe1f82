"""The level of a course: start test, weekly step, break, ceiling."""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import Enum, auto

from ..assessment import stage
from ..log.diary import DAY
from ..log.entries import Assessment
from ..log.values import StartTest
from ..state import (
    L1,
    L3,
    BreakRule,
    Day,
    Decision,
    Finding,
    Level,
    LevelStep,
    Reason,
    Verdict,
)
from .breaks import LoadingBreak
from .protocol import Protocol


class TestCounts(Enum):
    """What a start test of a date would do to the level of the next morning (START)."""

    NOT_DUE = auto()
    DOWNWARDS = auto()
    IN_FULL = auto()


class LevelCourse:
    """The level over a course, and whether a start test is due."""

    def __init__(
        self, first: Assessment, day_one: dt.date, protocol: Protocol, *, recently_red: bool
    ) -> None:
        """Begin at the start level of the course's assessment.

        Rule START.
        """
        self._protocol = protocol
        self.now = L1
        self.early_until: dt.date | None = None
        self._test_due: dt.date | None = day_one
        self._full: StartTest | None = None
        self._downwards: StartTest | None = None
        self._pause = LoadingBreak()
        self.stepped_down_on: dt.date | None = None
        """The last morning on which a step down was carried out, at L1 too."""
        answers = first.answers
        test = answers.tests.start_test_pain
        if stage.time_phase(answers.complaint.onset, first.date) == "EARLY":
            self.early_until = answers.complaint.onset + DAY * protocol.early.last_day_after_onset
            self._test_due = max(self.early_until + DAY, day_one)
        elif test is not None and first.date == day_one and not recently_red:
            self.now, self._test_due = protocol.start_level(test), None
            self.start = LevelStep("START", L1, self.now, _test_findings(test))
            return
        self.start = LevelStep("START", L1, L1)

    def early(self, date: dt.date) -> bool:
        """Whether the careful first dose holds on a date."""
        return self.early_until is not None and date <= self.early_until

    def test_is_due(self, date: dt.date) -> bool:
        """Whether a start test is waited for on a date."""
        return self._test_due is not None and date >= self._test_due

    @staticmethod
    def test_counts(*, recently_red: bool, resting: bool) -> TestCounts:
        """Return what a start test that is due would do; resting is D2."""
        return TestCounts.DOWNWARDS if recently_red or resting else TestCounts.IN_FULL

    def end_day(
        self,
        date: dt.date,
        test: StartTest | None,
        counts: TestCounts,
        *,
        trained: bool,
        open_rows: Iterable[str] | None,
    ) -> None:
        """Take in a date that is over: its start test, its sessions, and whether it was blocked."""
        self._full = test if counts is TestCounts.IN_FULL else None
        self._downwards = test if counts is TestCounts.DOWNWARDS else None
        self._pause.end_day(date, trained=trained, open_rows=open_rows)

    def begin_day(
        self, date: dt.date, decision: Decision | None, ceiling: Level, *, blocked: bool
    ) -> tuple[BreakRule | None, tuple[LevelStep, ...]]:
        """Carry out the steps of a morning, in the order of the rules; return break and steps."""
        steps: list[LevelStep] = []
        broken: BreakRule | None = None
        if self._full is not None:
            # 0: a start test that counts in full sets the level, and nothing else does.
            self._step(
                steps, "START", self._protocol.start_level(self._full), _test_findings(self._full)
            )
            self._test_due = None
        else:
            # 1: the weekly decision; 2: a break, on top of it; 2b: a test that only lowers.
            if decision is not None:
                self._decide(steps, date, decision, ceiling)
            pause = self._pause.begin_day(date, blocked=blocked)
            if pause is not None:
                broken = pause[0]
                self._break(steps, date, *pause)
            if self._downwards is not None:
                lowest = min(self.now, self._protocol.start_level(self._downwards))
                if lowest < self.now:
                    self._step(steps, "START", lowest, _test_findings(self._downwards))
        if any(step.rule == "START" and step.after < step.before for step in steps):
            self.stepped_down_on = date
        if self.now > ceiling:
            self._step(steps, "LEVEL", ceiling, ())
        self._full = self._downwards = None
        return broken, tuple(steps)

    def _step(
        self, steps: list[LevelStep], rule: str, after: Level, findings: tuple[Finding, ...]
    ) -> None:
        steps.append(LevelStep(rule, self.now, after, findings))
        self.now = after

    def _decide(
        self, steps: list[LevelStep], date: dt.date, decision: Decision, ceiling: Level
    ) -> None:
        if decision.verdict is Verdict.REGRESS:
            self._step(steps, "W1", Level(max(self.now - 1, L1)), decision.findings)
            self.stepped_down_on = date
        elif decision.verdict is Verdict.PROGRESS:
            if self.now == L3:
                # A week at L3 that went well says more than five slow lowers.
                self._test_due = None
            after = Level(min(self.now + 1, max(ceiling, self.now)))
            self._step(steps, "W3", after, decision.findings)

    def _break(
        self,
        steps: list[LevelStep],
        date: dt.date,
        rule: BreakRule,
        findings: tuple[Finding, ...],
    ) -> None:
        if rule is BreakRule.W6:
            self._step(steps, rule, Level(max(self.now - 1, L1)), findings)
        else:
            self._step(steps, rule, L1, findings)
            early = self.early_until
            self._test_due = date if early is None else max(date, early + DAY)
        self.stepped_down_on = date


def _test_findings(test: StartTest) -> tuple[Finding, ...]:
    return (Finding("START.test", met=True, values={"score": test}),)


def reason(days: Sequence[Day]) -> Reason:
    """Return by which rule, and on which morning, the last level of some days became what it is."""
    level, step, on = days[-1].level, days[0].level_steps[0], days[0].date
    for day in reversed(days):
        moved = next((s for s in reversed(day.level_steps) if s.before != s.after), None)
        if moved is not None:
            step, on = moved, day.date
            break
    since = Finding("LEVEL.since", True, {"level": str(level)}, (on,))
    rules = (step.rule, "LEVEL") if step.rule != "LEVEL" else ("LEVEL",)
    return Reason("level", str(level), rules, (since, *(f for f in step.findings if f.met)))
