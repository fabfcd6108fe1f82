"""The level of a course: start test, weekly step, break."""

import datetime as dt

from ..assessment import stage
from ..assessment.triage import Standing
from ..log.diary import DAY, Diary
from ..log.entries import Assessment
from ..log.values import StartTest
from ..state import Decision, Verdict
from .colour import Colours
from .protocol import L1, Protocol
from .weekly import Limits, Weeks, stepped

STEP_DOWN_AFTER = (7, 14, 21)
"""Days without a completed session after which the level drops."""
START_AGAIN_AFTER = 28
RESTART_ROWS = frozenset({"T01", "T02", "T03", "T04", "T05", "T06", "T26"})
"""Rows after which the level is found anew."""


class Break:
    """Days without sessions and blocked dates."""

    def __init__(self) -> None:
        self._idle = 0
        self._stepped_on: dt.date | None = None
        self._blocked_since: dt.date | None = None
        self._rows: set[str] = set()

    def take(self, *, trained: bool) -> None:
        """Take in a date that is over."""
        self._idle = 0 if trained else self._idle + 1

    def step_down(self, date: dt.date) -> None:
        """Remember that a step down was carried out on a morning."""
        self._stepped_on = date

    def rule(self, date: dt.date, *, blocked: bool) -> str | None:
        """Return W6 or W7 when one is due on a morning."""
        ends = self._blocked_since is not None and not blocked
        if self._idle == START_AGAIN_AFTER or (ends and not RESTART_ROWS.isdisjoint(self._rows)):
            return "W7"
        if self._idle in STEP_DOWN_AFTER and self._stepped_on != date:
            return "W6"
        return "W6" if ends and not self._stepped_in_block() else None

    def _stepped_in_block(self) -> bool:
        began, stepped_on = self._blocked_since, self._stepped_on
        return began is not None and stepped_on is not None and stepped_on >= began

    def remember(self, date: dt.date, standing: Standing) -> None:
        """Take in which rows stand on a date."""
        if not standing.blocked:
            self._blocked_since, self._rows = None, set()
            return
        self._blocked_since = self._blocked_since or date
        self._rows.update(standing.rows)


class Level:
    """The level as a whole number, and whether a start test is due."""

    def __init__(
        self,
        first: Assessment,
        day_one: dt.date,
        colours: Colours,
        protocol: Protocol,
    ) -> None:
        self.protocol = protocol
        self.now = L1
        self.early_until: dt.date | None = None
        self._test_due: dt.date | None = day_one
        self._tested: StartTest | None = None
        self._after_break = False
        self.pause = Break()
        answers = first.answers
        test = answers.tests.start_test_pain
        if stage.time_phase(answers.complaint.onset, first.date) == "EARLY":
            last = DAY * protocol.early.last_day_after_onset
            self.early_until = answers.complaint.onset + last
            self._test_due = max(self.early_until + DAY, day_one)
        elif test is not None and first.date == day_one and not colours.recently_red(day_one):
            self.now, self._test_due = protocol.start_level(test), None

    def early(self, date: dt.date) -> bool:
        """Whether the careful first dose holds on a date."""
        return self.early_until is not None and date <= self.early_until

    def _test_is_due(self, date: dt.date) -> bool:
        return self._tested is None and self._test_due is not None and date >= self._test_due

    def limits(self, date: dt.date, day: int) -> Limits:
        """Return what may keep a step up from being carried out on a morning."""
        due = self._test_is_due(date)
        return Limits(self.now, day, self.early(date), due, due and self._after_break)

    def morning(
        self, date: dt.date, decision: Decision | None, weeks: Weeks, ceiling: int, *, blocked: bool
    ) -> str | None:
        """Carry out start test, decision and break; return the rule of the break."""
        rule = None
        if self._tested is not None:
            self.now = self.protocol.start_level(self._tested)
            self._tested, self._test_due, self._after_break = None, None, False
        else:
            if decision is not None:
                self.now = stepped(self.now, decision, weeks.finished[-1], ceiling)
                if decision.verdict is Verdict.REGRESS:
                    self.pause.step_down(date)
            rule = self.pause.rule(date, blocked=blocked)
            self._carry_out(rule, date)
        return rule

    def _carry_out(self, rule: str | None, date: dt.date) -> None:
        if rule is None:
            return
        self.pause.step_down(date)
        if rule == "W6":
            self.now = max(self.now - 1, L1)
        else:
            self.now, self._test_due, self._after_break = L1, date, True

    def asks_test(
        self, date: dt.date, diary: Diary, colours: Colours, *, resting: bool, blocked: bool
    ) -> bool:
        """Return whether a start test is asked for; one that counts is kept for tomorrow."""
        if blocked or resting or not self._test_is_due(date) or colours.recently_red(date):
            return False
        self._tested = diary[date].start_test
        return self._tested is None
