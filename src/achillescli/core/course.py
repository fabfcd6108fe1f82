"""The course: answers, log and date folded into the state of each day.

A day has two moments. Before both, the answers and clearances of the new date are taken in;
they never change a day that is over.

``_end_day(yesterday)`` is called on the next morning, because the next morning decides how
a day was tolerated. Within it the scores of a finished week are measured first: they may
give the baseline, and the baseline judges the colour of the day and its runs. Last come the
start test of the day and its sessions, for the steps of the morning.

``_begin_day(date)`` follows the order of the rules. The open rows say whether the date is
blocked. A start test that counts in full sets the level alone; else the weekly decision, on
the colours just judged, then a break, then a test that only lowers. The level and the scores
give the phase; only then come the rows that look at the course, what holds for this day alone
(D1, D2), whether a start test would count today, the gates, and last the dose.

The dose, and all else that no later date looks back at, is worked out only for the dates
whose state is asked for. Why each line is as it is, is told on the last date alone.

Nothing looks at a later date. The two moments alone change what is known, with what they are
made of, which has a verb for its name; a question, whose name is a noun, changes nothing.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from fractions import Fraction
from typing import NamedTuple, cast

from .assessment import stage
from .assessment.standing import TriageLog
from .assessment.triage import STALLED_DECISIONS, CourseSigns, Standing, blocks
from .log.corrections import in_order
from .log.diary import DAY, Diary, dates_before
from .log.entries import Assessment, Check, Clearance, Entry, Run
from .programme import checkin, colour, dose, level, phase, progress, weekly
from .programme.colour import BASELINE_UNKNOWN, Colours, Judged
from .programme.concentric import HeelRaises
from .programme.gate_inputs import GateInputs
from .programme.level import LevelCourse, TestCounts
from .programme.phase import PhaseCourse, PhaseInputs, mild
from .programme.protocol import Protocol
from .programme.running import RunningCourse, longest_next, open_findings
from .programme.stop import day_stops
from .programme.weekly import WEEK_DAYS
from .state import (
    L3,
    Adaptation,
    BreakRule,
    Colour,
    Day,
    Decision,
    Finding,
    Level,
    LevelStep,
    Off,
    RaisesGate,
    Reason,
    RunningStep,
    State,
    Verdict,
    WhyEmpty,
)

ANSWERS_DAYS = 28
"""Older answers start nothing."""
LOOK_BACK_DAYS = 28
"""No rule looks further back from a date than this, but for what lasts."""
EASY_WINDOW_DAYS = 14
"""The days in which T34 counts those without loading."""
NO_LOAD_ROWS = frozenset({"T37", "T38"})
"""While one of these is open there is no backpack (LEVEL)."""
FRESH_ANSWERS_DAYS = 6
"""How old answers may be that count for the stage of the symptoms (STAGE)."""
SYMPTOM_DAYS = 7
"""The days whose scores count for it, today included (STAGE)."""


class Replay(NamedTuple):
    """A course up to a date: one state for each date asked for, and what they were made from."""

    until: dt.date
    log: tuple[Entry, ...]
    diary: Diary
    standing: Standing
    assessment: Assessment | None
    day_one: dt.date | None = None
    states: tuple[State, ...] = ()
    why_empty: WhyEmpty | None = None
    weeks: tuple[weekly.Week, ...] = ()
    indices: tuple[Fraction | None, ...] = ()
    raises: tuple[int, int] | None = None
    """The newest raises of both legs, left and right."""
    journal: tuple[Entry, ...] = ()
    """The same log in the order of the files."""
    checked_in: dt.date | None = None
    """The newest check-in or complete assessment."""

    @property
    def colours(self) -> Mapping[dt.date, Colour]:
        """The colour of each date whose morning after has come."""
        return {s.date - DAY: s.colour_yesterday for s in self.states if s.colour_yesterday}

    @property
    def longest_next_km(self) -> float | None:
        """How long a run after the steps may be; None when no run of late is known."""
        return longest_next(self.diary, self.until)

    @property
    def raises_off(self) -> Off | None:
        """Why heel raises are left out on the last date, though their gate is open."""
        state = self.states[-1]
        if state.concentric is RaisesGate.CLOSED:
            return None
        if day_stops(self.diary[self.until]):
            return Off.STOPPED
        if state.adaptation is Adaptation.D2:
            return Off.RESTING
        return None if state.sessions else Off.DAY_OFF

    @property
    def running_off(self) -> Off | None:
        """Why running is left out on the last date, though its gate is open.

        The step stays, and a run that is logged counts by rule RUN. After a red day the loading is
        eased (D1); a run that day would add to it.
        """
        state = self.states[-1]
        if state.running is None or state.suspended_by is not None:
            return None
        if day_stops(self.diary[self.until]):
            return Off.STOPPED
        return Off.RED if state.adaptation is Adaptation.D1 else None

    @property
    def run_from(self) -> dt.date | None:
        """The date before which there is no next run; None when it can be today."""
        next_run, tomorrow = self.states[-1].next_run, self.until + DAY
        if self.running_off:
            return max(tomorrow, next_run or tomorrow)
        return next_run if next_run and next_run > self.until else None


def replay(
    journal: Iterable[Entry], protocol: Protocol, until: dt.date, since: dt.date = dt.date.min
) -> Replay:
    """Return the newest course up to and including a date; later entries do not exist.

    It holds the states of all dates, or of those from a date on: the earlier ones decide as
    much, but their doses are not worked out.

    The journal has its corrections applied (``corrections.log_of``) and is in the order of
    the files. The log of the result is in the order of the rules: by date, then by moment.
    """
    journal = tuple(entry for entry in journal if entry.date <= until)
    placed = in_order(enumerate(journal))
    log = tuple(entry for _, entry in placed)
    triage = TriageLog(placed, Diary(log))
    begins = _begins(log)
    date, why_empty = until + DAY, WhyEmpty.NO_ASSESSMENT
    if begins is None:
        triage.advance(until)
    else:
        date = begins.date
    while date <= until:
        triage.advance(date)
        newest = cast("Assessment", triage.assessment)
        if blocks(triage.standing()):
            why_empty = WhyEmpty.BLOCKED
        elif date - newest.date <= DAY * ANSWERS_DAYS:
            first = next(e for e in log if isinstance(e, Assessment) and e.complete)
            course = _Course(journal, triage, protocol, date, renewed=begins is not first)
            return course.run(log, until, min(since, until))
        else:
            why_empty = WhyEmpty.TOO_OLD
        date += DAY
    standing = triage.findings(triage.standing())
    return Replay(
        until, log, triage.diary, standing, triage.assessment, why_empty=why_empty, journal=journal
    )


def horizon(log: Iterable[Entry], until: dt.date) -> dt.date:
    """Return a date before which no daily entry can matter to the newest course up to a date.

    The log needs to hold only what is not daily (``entries.DAILY``). The last run before
    the course keeps its days, since it says when the next one may be; a clearance of T33
    asks for every painkiller.
    """
    seen = tuple(entry for _, entry in in_order((0, e) for e in log if e.date <= until))
    if any(isinstance(entry, Clearance) and "T33" in entry.rows for entry in seen):
        return dt.date.min
    begins = _begins(seen)
    start = until if begins is None else begins.date
    runs = [entry.date for entry in seen if isinstance(entry, Run) and entry.date < start]
    last_run = max(runs, default=start)
    return min(start, last_run) - DAY * LOOK_BACK_DAYS


def standing(journal: Iterable[Entry], date: dt.date) -> Standing:
    """Return the rows that are open on a date by answers alone, without a course."""
    placed = in_order((place, e) for place, e in enumerate(journal) if e.date <= date)
    triage = TriageLog(placed, Diary(entry for _, entry in placed))
    triage.advance(date)
    return triage.findings(triage.standing())


def _begins(log: Sequence[Entry]) -> Assessment | None:
    """Return the assessment with which the newest course begins."""
    newest: Assessment | None = None
    for entry in log:
        if isinstance(entry, Assessment) and entry.complete:
            newest = entry if newest is None or entry.new_course else newest
    return newest


class _Morning(NamedTuple):
    """What was concluded for a date before its dose."""

    date: dt.date
    day: int
    open_rows: tuple[str, ...]
    blocked: bool
    judged: Judged | None
    """How yesterday was tolerated; None on day 1."""
    decision: Decision | None
    break_rule: BreakRule | None
    steps: tuple[LevelStep, ...]
    careful: dose.Careful
    adaptation: Adaptation | None
    """What holds for the date alone, blocked or not (D1, D2)."""
    test: TestCounts


class _Found(NamedTuple):
    """What the gates looked at; only on the last date."""

    heel_raises: tuple[Finding, ...] = ()
    running: tuple[Finding, ...] = ()


_NOT_LOOKED_AT = _Found()


class _Answered(NamedTuple):
    """What the newest answers decide until there are others."""

    assessment: Assessment
    ceiling: Level
    """The highest level for this weight (LEVEL)."""
    insertional: bool
    symptom_stage: int
    """That of the answers alone (STAGE)."""


class _Course:
    """The fold of one course; every morning makes one state."""

    def __init__(
        self,
        journal: tuple[Entry, ...],
        triage: TriageLog,
        protocol: Protocol,
        day_one: dt.date,
        *,
        renewed: bool,
    ) -> None:
        first = cast("Assessment", triage.assessment)
        self.journal, self.triage, self.protocol = journal, triage, protocol
        self.diary = diary = triage.diary
        self.day_one, self.first = day_one, first
        self.states: list[State] = []
        self.days: list[Day] = []
        """Every date so far, its state or not."""
        self.colours = Colours(diary, day_one, renewed=renewed)
        self.weeks = weekly.Weeks()
        red = bool(self.colours.recent_reds(day_one))
        self.level = LevelCourse(first, day_one, protocol, recently_red=red)
        self.phases = PhaseCourse(protocol)
        self.sore_pm = dose.SorePm()
        self.concentric = HeelRaises()
        checks = (entry for entry in journal if isinstance(entry, Check))
        walks = sorted({check.date for check in checks if check.walk_pain is not None})
        self.running = RunningCourse(protocol, day_one, walks)
        self.graded = dose.graded(first.answers, protocol)
        self.yesterday: _Morning | None = None
        self.answered = self._newest_answers()
        self.signs: CourseSigns
        self.easy_days: tuple[dt.date, ...] = ()
        """The days that T34 counts, of the days before the date."""
        self.rested_for_reds: list[bool] = []
        """Whether red days alone gave no loading, a day each, blocked ones included."""
        last_run = self._logged_run_before()
        if last_run is not None:
            self.running.end_day(last_run, diary, BASELINE_UNKNOWN)

    def run(self, log: tuple[Entry, ...], until: dt.date, since: dt.date) -> Replay:
        """Return the course up to a date, with its states since one."""
        date = self.day_one
        while date <= until:
            self.triage.advance(date)
            judged = self._end_day(self.yesterday) if self.yesterday else None
            self._begin_day(date, judged, full=date >= since, last=date == until)
            date += DAY
        return Replay(
            until,
            log,
            self.diary,
            self.triage.findings(self.states[-1].rows),
            self.triage.assessment,
            self.day_one,
            tuple(self.states),
            weeks=tuple(self.weeks.finished),
            indices=tuple(self.weeks.indices),
            raises=self.triage.raises,
            journal=self.journal,
            checked_in=self.triage.checked_in,
        )

    # the end of a day

    @property
    def baseline(self) -> Fraction | int:
        """The person's own morning as far as it is known (B); NRS points."""
        if self.weeks.baseline is not None:
            return self.weeks.baseline
        morning = self.first.answers.complaint.morning_pain
        return BASELINE_UNKNOWN if morning is None else max(weekly.LEAST_BASELINE, morning)

    def _end_day(self, over: _Morning) -> Judged:
        """Take in a date that is over, now that its next morning has come."""
        date = over.date
        if over.day % WEEK_DAYS == 0:
            self.weeks.measure(self.diary.before(date + DAY, WEEK_DAYS))
        baseline = self.baseline
        judged = self.colours.end_day(date, baseline)
        self.running.end_day(date, self.diary, baseline)
        self.sore_pm.end_day(date, self.diary)
        self.rested_for_reds.append(over.careful.rests_for_reds)
        if self.easy_days and self.easy_days[0] <= date - DAY * EASY_WINDOW_DAYS:
            self.easy_days = self.easy_days[1:]
        if over.adaptation is Adaptation.D2 and not over.blocked and not over.careful.unwell:
            self.easy_days += (date,)
        day = self.diary[date]
        rows = over.open_rows if over.blocked else None
        self.level.end_day(date, day.start_test, over.test, trained=day.s > 0, open_rows=rows)
        return judged

    # its morning

    def _begin_day(self, date: dt.date, judged: Judged | None, *, full: bool, last: bool) -> None:
        """Conclude what holds for a date; in full, its dose too, and keep that as its state."""
        day = (date - self.day_one).days + 1
        if self.triage.assessment is not self.answered.assessment:
            self.answered = self._newest_answers()
        open_rows = self.triage.standing()
        blocked = blocks(open_rows)
        ceiling = self._ceiling(open_rows)
        moves = self._move_level(date, day, open_rows, ceiling, blocked=blocked)
        self._decide_phase(date, day, ceiling)
        self.signs = self._newest_signs(day, ceiling, self.colours.reds(date))
        self.triage.advance_course(date, self.signs)
        course_rows = self.triage.standing_of_course()
        rows = tuple(sorted(open_rows + course_rows)) if course_rows else open_rows
        careful = self._careful(date)
        eased = careful.adaptation
        resting = eased is Adaptation.D2
        test = TestCounts.NOT_DUE
        if not blocked and self.level.test_is_due(date):
            recent = bool(self.colours.recent_reds(date))
            test = self.level.test_counts(recently_red=recent, resting=resting)
        now = _Morning(date, day, open_rows, blocked, judged, *moves, careful, eased, test)
        level, phase = self.level.now, self.phases.now
        self.days.append(Day(date, day, phase, blocked, level, now.steps, now.decision))
        found = self._move_gates(now, rows, last=last)
        if full:
            self.states.append(self._state(now, rows, found, last=last))
        self.yesterday = now

    def _newest_answers(self) -> _Answered:
        """Return what the answers of the date decide; there are some wherever there is a course."""
        newest = cast("Assessment", self.triage.assessment)
        answers = newest.answers
        return _Answered(
            assessment=newest,
            ceiling=self.protocol.load.ceiling(answers.person.weight_kg),
            insertional=stage.treat_as(answers.complaint) == "insertional",
            symptom_stage=stage.symptom_stage(answers),
        )

    def _ceiling(self, rows: tuple[str, ...]) -> Level:
        """Return the highest level: L4.N, and L3 while nothing may be carried."""
        return self.answered.ceiling if NO_LOAD_ROWS.isdisjoint(rows) else L3

    @property
    def checked_in(self) -> dt.date:
        """The newest check-in or complete assessment; there is one wherever there is a course."""
        return cast("dt.date", self.triage.checked_in)

    def _move_level(
        self, date: dt.date, day: int, rows: tuple[str, ...], ceiling: Level, *, blocked: bool
    ) -> tuple[Decision | None, BreakRule | None, tuple[LevelStep, ...]]:
        """Carry out the steps of a morning; return what asked for them, and the steps."""
        if day == 1:
            start = self.level.start
            self.level.now = min(self.level.now, ceiling)
            capped = LevelStep("LEVEL", start.after, self.level.now)
            steps = (start, capped) if self.level.now < start.after else (start,)
            return None, None, steps
        decision: Decision | None = None
        if day % WEEK_DAYS == 1:
            dates, stepped_on = dates_before(date, WEEK_DAYS), self.level.stepped_down_on
            self.weeks.end_week(
                [self.diary[on] for on in dates],
                [self.colours.of(on) for on in dates],
                self.days[-WEEK_DAYS:],
                blocked=blocked,
                stepped_down=stepped_on is not None and stepped_on >= dates[0],
            )
            limits = weekly.Limits(
                level=self.level.now,
                ceiling=ceiling,
                day=day,
                early=self.level.early(date),
                held_by=tuple(row for row in weekly.HOLDING_ROWS if row in rows),
                checkin_stale=checkin.stale(self.checked_in, date, self.phases.now),
            )
            decision = self.weeks.decide(limits, self.protocol)
        return decision, *self.level.begin_day(date, decision, ceiling, blocked=blocked)

    def _decide_phase(self, date: dt.date, day: int, ceiling: Level) -> None:
        if not self.phases.begin_day(day, early=self.level.early(date)):
            return
        side, raises = self.triage.answers.complaint.side, self.triage.raises
        month = self.diary.before(date, progress.RECOVERED_DAYS)
        self.phases.decide(
            PhaseInputs(
                meaningful=self.weeks.meaningful is True,
                recovered=progress.recovered(month, side, raises),
                mild=mild(self.weeks.indices, self.weeks.finished),
                mornings=progress.mornings_known(month),
                verdict=self.weeks.verdict,
                reds=len(self.colours.reds(date)),
                level=self.level.now,
                ceiling=ceiling,
            )
        )

    def _newest_signs(self, day: int, ceiling: Level, reds: tuple[dt.date, ...]) -> CourseSigns:
        """Return what the rows see of the course; the figures of its weeks change once a week."""
        easy = self.easy_days
        if day % WEEK_DAYS == 1:
            weeks = self.weeks
            return CourseSigns(
                day=day,
                phase=self.phases.now,
                level=self.level.now,
                ceiling=ceiling,
                reds=reds,
                median=weeks.medians[-1] if weeks.medians else None,
                baseline=weeks.baseline,
                index_first=weeks.indices[0] if weeks.indices else None,
                index_latest=progress.latest_index(weeks.indices),
                index_late=progress.late_index(weeks.indices),
                little_changed=weeks.little_changed,
                meaningful=weeks.meaningful,
                decisions=tuple(weeks.decisions[-STALLED_DECISIONS:]),
                easy_days=easy,
            )
        now, phase, level = self.signs, self.phases.now, self.level.now
        same = now.level == level and now.ceiling == ceiling and now.reds == reds
        if same and now.phase is phase and now.easy_days == easy:
            return now
        return now._replace(phase=phase, level=level, ceiling=ceiling, reds=reds, easy_days=easy)

    def _careful(self, date: dt.date) -> dose.Careful:
        """Return what asks for a careful day."""
        yesterday, rested = date - DAY, self.rested_for_reds
        red = self.colours.red(yesterday)
        two_reds = red and self.colours.red(yesterday - DAY)
        resting_on = len(rested) > 1 and rested[-1] and rested[-2]
        newest, unwell = self.diary.newest_morning(date), self.triage.unwell
        return dose.Careful(date, two_reds, resting_on, red, *newest, unwell)

    def _move_gates(self, now: _Morning, rows: tuple[str, ...], *, last: bool) -> _Found:
        """Open and close the gates; on the last date return what was found before."""
        date, decision = now.date, now.decision
        regressed = decision is not None and decision.verdict is Verdict.REGRESS
        inputs = GateInputs(
            date=date,
            day=now.day,
            level=self.level.now,
            phase=self.phases.now,
            colour_yesterday=now.judged.colour if now.judged else None,
            yesterday=self.diary[date - DAY],
            stepped_down=now.break_rule is not None or regressed,
            restarted=now.break_rule is BreakRule.W7,
            verdict=self.weeks.verdict,
            medians=self.weeks.medians,
            rows=rows,
            resting=now.adaptation is Adaptation.D2,
            checked_in=self.checked_in,
        )
        answers = self.triage.answers
        found = _NOT_LOOKED_AT
        if last:
            found = _Found(
                tuple(self.concentric.findings(inputs, self.diary, self.protocol)),
                tuple(self.running.findings(inputs, self.diary, answers)),
            )
        self.concentric.begin_day(inputs, self.diary, self.protocol)
        if self.running.begin_day(inputs, self.diary, answers):
            self.running.choose_path(self._last_run_before(date))
        return found

    def _state(
        self,
        now: _Morning,
        rows: tuple[str, ...],
        found: _Found,
        *,
        last: bool,
    ) -> State:
        """Return what was concluded for a date as one value."""
        date, protocol, newest = now.date, self.protocol, self.answered
        adaptation = None if now.blocked else now.adaptation
        today = dose.DoseInputs(
            now.day,
            self.phases.now,
            self.level.now,
            L3 if "T28" in rows else None,
            adaptation,
            now.blocked,
            self.graded and now.day <= len(protocol.first_days.sets),
            newest.insertional and self.sore_pm.straight,
            self.concentric.state,
        )
        dose_level = dose.dose_level(today, protocol)
        week = (now.day - 1) // WEEK_DAYS + 1
        ran = self._running_tonight(date)
        asked = now.test is TestCounts.IN_FULL and self.diary[date].start_test is None
        state = State(
            date=date,
            day=now.day,
            week=week,
            phase=today.phase,
            blocked=now.blocked,
            referral=Standing(rows).referral,
            rows=rows,
            level=today.level,
            level_kg=float(protocol.load.kg(today.level)),
            dose_level=dose_level,
            load_kg=float(protocol.load.kg(dose_level)),
            rom=dose.range_of_motion(newest.assessment.answers.complaint, date),
            sessions=dose.sessions(today, protocol),
            adaptation=adaptation,
            colour_yesterday=now.judged.colour if now.judged else None,
            colour_rule=now.judged.rule if now.judged else None,
            decision=now.decision,
            break_rule=now.break_rule,
            start_test_asked=asked,
            symptom_stage=self._symptom_stage(date, rows),
            concentric=self.concentric.state,
            running=ran.state,
            suspended_by=ran.suspended_by if ran.state is RunningStep.SUSPENDED else None,
            next_run=ran.next_run,
            checkin_due=checkin.due(self.checked_in, date, today.phase),
            rest=now.careful.unwell,
            cross_training=dose.cross_training(week, self.weeks.greens, protocol),
            maintain_weeks=self.phases.maintain_weeks,
            level_steps=now.steps,
            reasons={},
        )
        if not last:
            return state
        reasons = {reason.topic: reason for reason in self._reasons(now, today, state, found)}
        left = open_findings(found.running, state.colour_yesterday)
        return state._replace(reasons=reasons, running_asked=left)

    def _running_tonight(self, date: dt.date) -> RunningCourse:
        """Return the running steps with the runs of the date, judged without the next morning."""
        if not self.diary[date].runs:
            return self.running
        ran = copy(self.running)
        ran.end_day(date, self.diary, self.baseline, known=False)
        return ran

    def _logged_run_before(self) -> dt.date | None:
        """Return the newest run before day 1 in the log."""
        runs = (entry.date for entry in self.journal if isinstance(entry, Run))
        return max((on for on in runs if on < self.day_one), default=None)

    def _last_run_before(self, date: dt.date) -> dt.date | None:
        """Return the newest run before day 1, in the log or in an assessment up to a date."""
        runs = [self._logged_run_before()]
        runs += [
            entry.answers.complaint.last_run
            for entry in self.journal
            if isinstance(entry, Assessment) and entry.complete and entry.date <= date
        ]
        return max((on for on in runs if on is not None and on < self.day_one), default=None)

    def _symptom_stage(self, date: dt.date, rows: tuple[str, ...]) -> int | None:
        """Return how far the symptoms go on a date, None when nothing recent tells.

        Rule STAGE.
        """
        if "T02" in rows or "T03" in rows:
            return stage.RUPTURED
        newest, stages = self.answered, list[int]()
        if (date - newest.assessment.date).days <= FRESH_ANSWERS_DAYS:
            stages.append(newest.symptom_stage)
        for back in range(SYMPTOM_DAYS):
            day = self.diary[date - DAY * back]
            if day.p or day.a or day.unable:
                stages.append(2)
                break  # no score says more
            if day.m or day.stiffness_min:
                stages.append(1)
            elif day.m is not None or day.trained:
                stages.append(0)
        return max(stages, default=None)

    # why

    def _reasons(
        self,
        now: _Morning,
        today: dose.DoseInputs,
        state: State,
        found: _Found,
    ) -> Iterator[Reason]:
        """Yield why the lines of the last date are as they are, in the order of the plan."""
        yield phase.reason(self.days, self.phases.decided)
        yield level.reason(self.days)
        if state.start_test_asked:
            yield Reason("start_test", "asked", ("START",))
        if not state.blocked:
            newest = self.answered.assessment
            yield from dose.reasons(today, now.careful, state, newest, self.sore_pm.sore)
        if now.judged is not None:
            yield colour.reason(self.diary, now.date - DAY, now.judged, self.baseline)
        yield from weekly.reasons(self.days)
        if now.break_rule is not None:
            step = next(step for step in now.steps if step.rule == now.break_rule)
            yield Reason("break", now.break_rule.value, (now.break_rule.value,), step.findings)
        yield self.concentric.reason(found.heel_raises)
        yield self.running.reason(found.running)
        yield checkin.reason(self.checked_in, now.date, state.phase)
