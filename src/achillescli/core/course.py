"""The course: answers, log and date folded into the state of each day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from fractions import Fraction

from . import colour as colours
from . import gates, ladder, progress, stage, triage, weekly
from .diary import DAY, Diary
from .entries import Assessment, Entry, Run
from .protocol import L1, Protocol, level_name
from .state import Colour, Decision, Phase, State, Verdict
from .triage import Standing

ANSWERS_DAYS = 28
"""Older answers start nothing."""
RED_MEMORY_DAYS = 7
WEEK_DAYS = 7
STEP_DOWN_AFTER = (7, 14, 21)
START_AGAIN_AFTER = 28
HALF_YEAR_DAY = 183
RESTART_ROWS = frozenset({"T01", "T02", "T03", "T04", "T05", "T06", "T26"})
ENOUGH_GREEN = 5
OFTEN_RED_AT_L1 = 3
OFTEN_RED = 5
FRESH_ANSWERS_DAYS = 6
SYMPTOM_DAYS = 7
NON_BLOCKING = triage.OF_THE_COURSE
BLOCKING_ROWS = tuple(row for row in triage.ROWS if row.id not in NON_BLOCKING)
COURSE_ROWS = tuple(row for row in triage.ROWS if row.id in NON_BLOCKING)


@dataclass(frozen=True, slots=True)
class Replay:
    """A course up to a date: one state a date, and what they were made from."""

    until: dt.date
    log: tuple[Entry, ...]
    diary: Diary
    standing: Standing
    assessment: Assessment | None
    day_one: dt.date | None = None
    states: tuple[State, ...] = ()
    why_empty: str | None = None
    """Why there is no day 1: no_assessment, too_old or blocked."""
    weeks: tuple[weekly.Week, ...] = ()
    indices: tuple[Fraction | None, ...] = ()
    raises: tuple[int, int] | None = None
    """The newest raises of both legs, left and right."""


def replay(log: Iterable[Entry], protocol: Protocol, until: dt.date) -> Replay:
    """Return the newest course up to and including a date; later entries do not exist.

    The log has its corrections applied and is in order (``entries.applied``).
    """
    seen = tuple(entry for entry in log if entry.date <= until)
    diary = Diary(seen)
    watch = triage.Watch(seen, diary)
    begins = _begins(seen)
    if begins is None:
        watch.advance(until)
        return Replay(
            until, seen, diary, watch.standing(until), None, why_empty="no_assessment"
        )
    date, why_empty = begins.date, "blocked"
    while date <= until:
        watch.advance(date)
        assert watch.assessment is not None
        if watch.standing(date, BLOCKING_ROWS).blocked:
            why_empty = "blocked"
        elif date - watch.assessment.date <= DAY * ANSWERS_DAYS:
            first = next(e for e in seen if isinstance(e, Assessment) and e.complete)
            return _Course(seen, diary, watch, protocol, date, renewed=begins is not first).run(
                until
            )
        else:
            why_empty = "too_old"
        date += DAY
    return Replay(
        until, seen, diary, watch.standing(until), watch.assessment, why_empty=why_empty
    )


def _begins(log: Sequence[Entry]) -> Assessment | None:
    """Return the assessment with which the newest course begins."""
    found: Assessment | None = None
    for entry in log:
        if (
            isinstance(entry, Assessment)
            and entry.complete
            and (found is None or entry.new_course)
        ):
            found = entry
    return found


class _Course:
    """The fold of one course; every morning makes one state."""

    def __init__(
        self,
        log: tuple[Entry, ...],
        diary: Diary,
        watch: triage.Watch,
        protocol: Protocol,
        day_one: dt.date,
        *,
        renewed: bool,
    ) -> None:
        assert watch.assessment is not None
        self.log, self.diary, self.watch, self.protocol = log, diary, watch, protocol
        self.day_one, self.renewed, self.first = day_one, renewed, watch.assessment
        self.states: list[State] = []
        self.colours: dict[dt.date, tuple[Colour, str]] = {}
        self.weeks: list[weekly.Week] = []
        self.medians: list[Fraction | None] = []
        self.indices: list[Fraction | None] = []
        self.decision: Decision | None = None
        self.idle = 0
        self.stepped_on: dt.date | None = None
        self.block: list[str] = []
        self.blocked_since: dt.date | None = None
        self.after_break = False
        self.tested: int | str | None = None
        self.good_last_time = self.enough_last_time = False
        self.maintained = 0
        self.sore_pm = ladder.SorePm()
        self.concentric = gates.Concentric()
        self.running = gates.Running(protocol)
        self._start()

    def _start(self) -> None:
        """Set the level of day 1, and from when a start test is due."""
        answers, first = self.first.answers, self.first.date
        self.early_until: dt.date | None = None
        self.level, self.test_due = L1, self.day_one
        test = answers.tests.start_test_pain
        if stage.time_phase(answers.complaint.onset, first) == "EARLY":
            last = self.protocol.early.last_day_after_onset
            self.early_until = answers.complaint.onset + DAY * last
            self.test_due = max(self.early_until + DAY, self.day_one)
        elif test is not None and first == self.day_one and not self._recently_red(first):
            self.level, self.test_due = self.protocol.start_level(test), None
        earlier = [entry.date for entry in self.log if isinstance(entry, Run)]
        last_run = max((date for date in earlier if date < self.day_one), default=None)
        if last_run is not None:
            self.running.settle(last_run, self.diary, self.diary[last_run + DAY].m)

    test_due: dt.date | None

    # colours

    def colour(self, date: dt.date) -> tuple[Colour, str]:
        """Return colour and rule of a date whose next morning has come."""
        if date not in self.colours:
            day, diary = self.diary[date], self.diary
            morning = diary.morning_before(date) if day.m is None else day.m
            self.colours[date] = colours.colour(day, morning, diary[date + DAY].m)
        return self.colours[date]

    def _red(self, date: dt.date) -> bool:
        counts = date >= self.day_one or self.renewed
        return counts and self.colour(date)[0] is Colour.RED

    def _recently_red(self, date: dt.date) -> bool:
        return any(self._red(date - DAY * back) for back in range(1, RED_MEMORY_DAYS + 1))

    def _reds(self, date: dt.date) -> int:
        """Return the red days of the course among the last seven."""
        dates = (date - DAY * back for back in range(1, WEEK_DAYS + 1))
        return sum(self.colour(on)[0] is Colour.RED for on in dates if on >= self.day_one)

    # the fold

    def run(self, until: dt.date) -> Replay:
        """Return the course up to a date."""
        date = self.day_one
        while date <= until:
            if date > self.day_one:
                self.watch.advance(date)
            self.states.append(self._morning(date, last=date == until))
            date += DAY
        return Replay(
            until,
            self.log,
            self.diary,
            Standing(self.states[-1].rows),
            self.watch.assessment,
            self.day_one,
            tuple(self.states),
            weeks=tuple(self.weeks),
            indices=tuple(self.indices),
            raises=self.watch.raises,
        )

    def _morning(self, date: dt.date, *, last: bool) -> State:
        day = (date - self.day_one).days + 1
        if day > 1:
            self._yesterday(date - DAY)
        blocking = self.watch.standing(date, BLOCKING_ROWS)
        blocked = blocking.blocked
        decision, break_rule, restarted, stepped = None, None, False, False
        if day > 1:
            decision = self._decision(date, day, blocked=blocked)
            stepped = decision is not None and decision.verdict is Verdict.REGRESS
            break_rule, restarted = self._steps(date, decision, blocked=blocked)
            stepped = stepped or break_rule is not None
        self._remember_block(date, blocking)
        ceiling = self._ceiling()
        self.level = min(self.level, ceiling)
        phase = self._phase(date, day)
        rows = self._rows(date, day, blocking)
        resting = self._rests(date)
        yesterday = self.colour(date - DAY) if day > 1 else None
        now = gates.Morning(
            date=date,
            day=day,
            level=self.level,
            phase=phase,
            colour_yesterday=yesterday[0] if yesterday else None,
            stepped_down=stepped,
            restarted=restarted,
            verdict=self.decision.verdict if self.decision else None,
            medians=self.medians,
            rows=rows.rows,
            resting=resting,
        )
        assert self.watch.assessment is not None
        answers = self.watch.assessment.answers
        concentric = (
            tuple(self.concentric.findings(now, self.diary, self.protocol)) if last else ()
        )
        running = tuple(self.running.findings(now, self.diary, answers)) if last else ()
        self.concentric.morning(now, self.diary, self.protocol)
        self.running.morning(now, self.diary, answers, self._last_run_before(date), self.day_one)
        ran = copy(self.running)
        ran.settle(date, self.diary, None)
        adaptation = self._adaptation(date, resting=resting, blocked=blocked)
        today = ladder.Today(
            day,
            phase,
            self.level,
            adaptation,
            blocked,
            self._keeps_off_the_step() and self.sore_pm.straight,
            self.concentric.state,
        )
        dose = self.level
        if adaptation == "D1" and ladder.trains(today, self.protocol):
            dose = ladder.easier(self.level)
        asked = self._test(date, resting=resting, blocked=blocked)
        latest = self.weeks[-1] if self.weeks else None
        return State(
            date=date,
            day=day,
            week=(day - 1) // WEEK_DAYS + 1,
            phase=phase,
            blocked=blocked,
            referral=rows.referral,
            rows=rows.rows,
            level=level_name(self.level),
            dose_level=level_name(dose),
            load_kg=float(self.protocol.load.kg(dose)),
            rom=self._rom(date),
            sessions=ladder.sessions(today, self.protocol),
            adaptation=adaptation,
            colour_yesterday=yesterday[0] if yesterday else None,
            colour_rule=yesterday[1] if yesterday else None,
            decision=decision,
            break_rule=break_rule,
            start_test_asked=asked,
            symptom_stage=self._symptom_stage(date, rows.rows),
            concentric=self.concentric.state,
            running=ran.state,
            next_run=ran.next_run,
            rest=self.watch.signs.any("fever", "unwell"),
            cross_training=ladder.cross_training(
                (day - 1) // WEEK_DAYS + 1,
                latest is not None and latest.count(Colour.GREEN) >= ENOUGH_GREEN,
                self.protocol,
            ),
            concentric_findings=concentric,
            running_findings=running,
            maintain_weeks=self.maintained // WEEK_DAYS,
        )

    def _yesterday(self, date: dt.date) -> None:
        """Take in a date that is over, now that its next morning has come."""
        day = self.diary[date]
        self.idle = 0 if day.s else self.idle + 1
        self.sore_pm.take(date, self.diary)
        self.running.settle(date, self.diary, self.diary[date + DAY].m)
        if self.states[-1].phase is Phase.MAINTAIN:
            self.maintained += 1

    # level

    def _test_is_due(self, date: dt.date) -> bool:
        return self.test_due is not None and date >= self.test_due

    def _decision(self, date: dt.date, day: int, *, blocked: bool) -> Decision | None:
        """Return the weekly decision of a morning, not carried out yet."""
        if day % WEEK_DAYS != 1:
            return None
        week = self._finish_week(date, day, blocked=blocked)
        before = weekly.Before(
            self.weeks[-2] if len(self.weeks) > 1 else None,
            self.decision.verdict if self.decision else None,
            weekly.baseline(self.medians),
        )
        due = self._test_is_due(date) and self.tested is None
        limits = weekly.Limits(
            level=self.level,
            day=day,
            early=self.early_until is not None and date <= self.early_until,
            test_due=due,
            after_break=due and self.after_break,
        )
        self.decision = weekly.decide(week, before, limits, self.protocol)
        return self.decision

    def _finish_week(self, date: dt.date, day: int, *, blocked: bool) -> weekly.Week:
        dates = [date - DAY * back for back in range(WEEK_DAYS, 0, -1)]
        days, states = [self.diary[on] for on in dates], self.states[-WEEK_DAYS:]
        mornings = [d.m for d in days if d.m is not None]
        week = weekly.Week(
            number=day // WEEK_DAYS,
            colours=tuple(self.colour(on) for on in dates),
            mornings=len(mornings),
            median=weekly.median(mornings),
            done=sum(d.s for d in days),
            prescribed=sum(len(state.sessions) for state in states),
            blocked=sum(state.blocked for state in states) + blocked,
            phase=states[-1].phase,
        )
        self.weeks.append(week)
        self.medians.append(week.median)
        pains = [d.p for d in days if d.p is not None]
        self.indices.append(progress.index(mornings + pains))
        return week

    def _steps(
        self, date: dt.date, decision: Decision | None, *, blocked: bool
    ) -> tuple[str | None, bool]:
        """Carry out start test, decision and break; return the break and whether it was W7."""
        if self.tested is not None:
            self.level = self.protocol.start_level(self.tested)
            self.tested, self.test_due, self.after_break = None, None, False
            return None, False
        if decision is not None:
            ceiling = self._ceiling()
            self.level = weekly.stepped(self.level, decision, self.weeks[-1], ceiling)
            if decision.verdict is Verdict.REGRESS:
                self.stepped_on = date
        rule = self._break(date, blocked=blocked)
        if rule == "W6":
            self.level = max(self.level - 1, L1)
        elif rule == "W7":
            self.level, self.test_due, self.after_break = L1, date, True
        if rule is not None:
            self.stepped_on = date
        return rule, rule == "W7"

    def _break(self, date: dt.date, *, blocked: bool) -> str | None:
        """Return the rule for days without sessions, or for the end of a block."""
        ends = self.blocked_since is not None and not blocked
        if self.idle == START_AGAIN_AFTER or (ends and not RESTART_ROWS.isdisjoint(self.block)):
            return "W7"
        if self.idle in STEP_DOWN_AFTER and self.stepped_on != date:
            return "W6"
        if ends and (self.stepped_on is None or self.stepped_on < self._block_began()):
            return "W6"
        return None

    def _block_began(self) -> dt.date:
        assert self.blocked_since is not None
        return self.blocked_since

    def _remember_block(self, date: dt.date, standing: Standing) -> None:
        if not standing.blocked:
            self.blocked_since, self.block = None, []
            return
        if self.blocked_since is None:
            self.blocked_since = date
        self.block.extend(standing.rows)

    def _ceiling(self) -> int:
        assert self.watch.assessment is not None
        return self.protocol.load.ceiling(self.watch.assessment.answers.person.weight_kg)

    def _test(self, date: dt.date, *, resting: bool, blocked: bool) -> bool:
        """Return whether a start test is asked for; one that counts is kept for tomorrow."""
        if not self._test_is_due(date) or blocked or resting or self._recently_red(date):
            return False
        self.tested = self.diary[date].start_test
        return self.tested is None

    # the day

    def _rests(self, date: dt.date) -> bool:
        """Whether D2 holds."""
        twice = self._red(date - DAY) and self._red(date - DAY * 2)
        return (
            twice or ladder.rests(self.diary, date) or self.watch.signs.any("fever", "unwell")
        )

    def _adaptation(self, date: dt.date, *, resting: bool, blocked: bool) -> str | None:
        if blocked:
            return None
        if resting:
            return "D2"
        return "D1" if self._red(date - DAY) else None

    def _keeps_off_the_step(self) -> bool:
        assert self.watch.assessment is not None
        return stage.treat_as(self.watch.assessment.answers.complaint) == "insertional"

    def _rom(self, date: dt.date) -> str:
        assert self.watch.assessment is not None
        onset = self.watch.assessment.answers.complaint.onset
        early = stage.time_phase(onset, date) == "EARLY"
        return "floor" if early or self._keeps_off_the_step() else "step"

    def _symptom_stage(self, date: dt.date, rows: tuple[str, ...]) -> int | None:
        newest = self.watch.assessment
        found: list[int] = []
        if "T02" in rows or "T03" in rows:
            found.append(4)
        if newest is not None and date - newest.date <= DAY * FRESH_ANSWERS_DAYS:
            found.append(stage.symptom_stage(newest.answers))
        week = [self.diary[date - DAY * back] for back in range(SYMPTOM_DAYS)]
        if any((day.p or 0) >= 1 or (day.a or 0) >= 1 for day in week):
            found.append(2)
        if any((day.m or 0) >= 1 or (day.stiffness_min or 0) >= 1 for day in week):
            found.append(1)
        if any(day.m is not None or day.trained for day in week):
            found.append(0)
        return max(found, default=None)

    def _last_run_before(self, date: dt.date) -> dt.date | None:
        """Return the newest run before day 1, in the log or in an assessment up to a date."""
        dates = [
            entry.date if isinstance(entry, Run) else entry.answers.complaint.last_run
            for entry in self.log
            if isinstance(entry, Run) or (isinstance(entry, Assessment) and entry.complete)
            if entry.date <= date
        ]
        return max((on for on in dates if on is not None and on < self.day_one), default=None)

    # rows and phase that look at the weeks

    def _rows(self, date: dt.date, day: int, blocking: Standing) -> Standing:
        signs, finished = self.watch.signs, len(self.weeks)
        reds = self._reds(date)
        signs.often_red = reds >= OFTEN_RED or (self.level == L1 and reds >= OFTEN_RED_AT_L1)
        newest, base = self.medians[-1] if self.medians else None, weekly.baseline(self.medians)
        signs.median_rose = (
            newest is not None and base is not None and newest >= base + weekly.MEDIAN_RISE
        )
        plus, last = self.protocol.phases.load_until_day, self.protocol.phases.load_plus_until_day
        better = progress.meaningful(self.indices)
        signs.no_change = (
            finished >= 6 and progress.little_changed(self.indices)
            if plus < day <= last
            else day > last and better is False
        )
        signs.no_change_half_year = day >= HALF_YEAR_DAY and better is False
        self.watch.hold_course_rows(date)
        more = self.watch.standing(date, COURSE_ROWS)
        return Standing(tuple(sorted(blocking.rows + more.rows)))

    def _phase(self, date: dt.date, day: int) -> Phase:
        phases = self.protocol.phases
        if self.early_until is not None and date <= self.early_until:
            return Phase.CALM
        if day <= phases.load_until_day:
            return Phase.LOAD
        if day <= phases.load_plus_until_day:
            return Phase.LOAD_PLUS
        if day % WEEK_DAYS != 1:
            return self.states[-1].phase
        return self._later_phase(date)

    def _later_phase(self, date: dt.date) -> Phase:
        """Return the phase from day 85 on, decided once a week; silence never adds sessions."""
        assert self.watch.assessment is not None
        side = self.watch.assessment.answers.complaint.side
        better = progress.meaningful(self.indices) is True
        good = better or progress.recovered(self.diary, date, side, self.watch.raises)
        enough = progress.mornings_known(self.diary, date) >= progress.RECOVERED_MORNINGS
        good_before, enough_before = self.good_last_time, self.enough_last_time
        self.good_last_time, self.enough_last_time = good, enough
        if self.states[-1].phase is Phase.MAINTAIN:
            worse = not good and not good_before and enough and enough_before
            return Phase.EXTEND if worse and not self._reds(date) else Phase.MAINTAIN
        down = self.decision is not None and self.decision.verdict is Verdict.REGRESS
        return Phase.MAINTAIN if good and not down else Phase.EXTEND


def standing(log: Iterable[Entry], date: dt.date) -> Standing:
    """Return the rows that stand on a date by answers alone, without a course."""
    seen = tuple(entry for entry in log if entry.date <= date)
    watch = triage.Watch(seen, Diary(seen))
    watch.advance(date)
    return watch.standing(date)
