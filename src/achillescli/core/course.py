"""The course: answers, log and date folded into the state of each day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from copy import copy
from fractions import Fraction
from typing import NamedTuple, cast

from .assessment import stage, triage
from .assessment.standing import Watch
from .assessment.triage import Standing
from .log.diary import DAY, Diary
from .log.entries import Assessment, Clearance, Entry, Run
from .programme import dose as ladder
from .programme import weekly
from .programme.colour import Colours
from .programme.concentric import Concentric
from .programme.gates import Morning
from .programme.level import Level
from .programme.phase import WEEK_DAYS, Phases
from .programme.protocol import L1, Protocol, level_name
from .programme.running import Running, longest_next
from .state import Colour, Decision, Finding, State, Verdict

ANSWERS_DAYS = 28
"""Older answers start nothing."""
LOOK_BACK_DAYS = 28
"""No rule looks further back from a date than this, but for what lasts."""
HALF_YEAR_DAY = 183
ENOUGH_GREEN = 5
OFTEN_RED_AT_L1 = 3
OFTEN_RED = 5
FRESH_ANSWERS_DAYS = 6
SYMPTOM_DAYS = 7


class Replay(NamedTuple):
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

    @property
    def longest_next_km(self) -> float | None:
        """How long a run after the ladder may be; None when no run of late is known."""
        return longest_next(self.diary, self.until)


def replay(log: Iterable[Entry], protocol: Protocol, until: dt.date) -> Replay:
    """Return the newest course up to and including a date; later entries do not exist.

    The log has its corrections applied and is in order (``corrections.applied``).
    """
    seen = tuple(entry for entry in log if entry.date <= until)
    diary = Diary(seen)
    watch = Watch(seen, diary)
    begins = _begins(seen)
    if begins is None:
        watch.advance(until)
        return Replay(until, seen, diary, watch.standing(until), None, why_empty="no_assessment")
    date, why_empty = begins.date, "blocked"
    while date <= until:
        watch.advance(date)
        newest = cast("Assessment", watch.assessment)
        if watch.standing(date).blocked:
            why_empty = "blocked"
        elif date - newest.date <= DAY * ANSWERS_DAYS:
            first = next(e for e in seen if isinstance(e, Assessment) and e.complete)
            course = _Course(seen, diary, watch, protocol, date, renewed=begins is not first)
            return course.run(until)
        else:
            why_empty = "too_old"
        date += DAY
    return Replay(until, seen, diary, watch.standing(until), watch.assessment, why_empty=why_empty)


def horizon(log: Iterable[Entry], until: dt.date) -> dt.date:
    """Return a date before which no daily entry can matter to the newest course up to a date.

    The log needs to hold only what is not daily (``entries.DAILY``). The last run before
    the course keeps its days, since it says when the next one may be; a clearance of T29
    asks for every morning.
    """
    seen = [entry for entry in log if entry.date <= until]
    if any(isinstance(entry, Clearance) and "T29" in entry.rows for entry in seen):
        return dt.date.min
    begins = _begins(seen)
    start = until if begins is None else begins.date
    runs = [entry.date for entry in seen if isinstance(entry, Run) and entry.date < start]
    last_run = max(runs, default=start)
    return min(start, last_run) - DAY * LOOK_BACK_DAYS


def standing(log: Iterable[Entry], date: dt.date) -> Standing:
    """Return the rows that stand on a date by answers alone, without a course."""
    seen = tuple(entry for entry in log if entry.date <= date)
    watch = Watch(seen, Diary(seen))
    watch.advance(date)
    return watch.standing(date)


def _begins(log: Sequence[Entry]) -> Assessment | None:
    """Return the assessment with which the newest course begins."""
    found: Assessment | None = None
    for entry in log:
        if isinstance(entry, Assessment) and entry.complete and (found is None or entry.new_course):
            found = entry
    return found


class _Course:
    """The fold of one course; every morning makes one state."""

    def __init__(
        self,
        log: tuple[Entry, ...],
        diary: Diary,
        watch: Watch,
        protocol: Protocol,
        day_one: dt.date,
        *,
        renewed: bool,
    ) -> None:
        first = cast("Assessment", watch.assessment)
        self.log, self.diary, self.watch, self.protocol = log, diary, watch, protocol
        self.day_one = day_one
        self.states: list[State] = []
        self.colours = Colours(diary, day_one, renewed=renewed)
        self.weeks = weekly.Weeks()
        self.level = Level(first, day_one, self.colours, protocol)
        self.phases = Phases(protocol)
        self.sore_pm = ladder.SorePm()
        self.concentric = Concentric()
        self.running = Running(protocol, day_one)
        last_run = self._last_run_before(day_one, logged_only=True)
        if last_run is not None:
            self.running.settle(last_run, diary, diary[last_run + DAY].m)

    def run(self, until: dt.date) -> Replay:
        """Return the course up to a date."""
        date = self.day_one
        while date <= until:
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
            weeks=tuple(self.weeks.finished),
            indices=tuple(self.weeks.indices),
            raises=self.watch.raises,
        )

    def _morning(self, date: dt.date, *, last: bool) -> State:
        """Return the state of a date; the order of the steps is that of the rules."""
        day = (date - self.day_one).days + 1
        colour, colour_rule = None, None
        if day > 1:
            colour, colour_rule = self._yesterday(date - DAY)
        blocking = self.watch.standing(date, triage.BLOCKING_ROWS)
        decision, break_rule = self._level(date, day, blocked=blocking.blocked)
        self.level.pause.remember(date, blocking)
        self._phase(date, day)
        rows = self._rows(date, day, blocking)
        now = Morning(
            date=date,
            day=day,
            level=self.level.now,
            phase=self.phases.now,
            colour_yesterday=colour,
            stepped_down=break_rule is not None
            or (decision is not None and decision.verdict is Verdict.REGRESS),
            restarted=break_rule == "W7",
            verdict=self.weeks.verdict,
            medians=self.weeks.medians,
            rows=rows.rows,
            resting=self._rests(date),
        )
        found = self._gates(now, last=last)
        judged = (colour, colour_rule, decision, break_rule)
        return self._state(now, self._today(now, blocking), rows, judged, found)

    def _today(self, now: Morning, blocking: Standing) -> ladder.Today:
        return ladder.Today(
            now.day,
            now.phase,
            now.level,
            self._adaptation(now.date, resting=now.resting, blocked=blocking.blocked),
            blocking.blocked,
            self._keeps_off_the_step() and self.sore_pm.straight,
            self.concentric.state,
        )

    def _state(
        self,
        now: Morning,
        today: ladder.Today,
        rows: Standing,
        judged: tuple[Colour | None, str | None, Decision | None, str | None],
        found: tuple[tuple[Finding, ...], tuple[Finding, ...]],
    ) -> State:
        """Return what was concluded for a date as one value."""
        date, protocol = now.date, self.protocol
        dose = ladder.dose_level(today, protocol)
        ran = self._running_tonight(date)
        return State(
            date=date,
            day=now.day,
            week=(now.day - 1) // WEEK_DAYS + 1,
            phase=now.phase,
            blocked=today.blocked,
            referral=rows.referral,
            rows=rows.rows,
            level=level_name(now.level),
            dose_level=level_name(dose),
            load_kg=float(protocol.load.kg(dose)),
            rom=self._rom(date),
            sessions=ladder.sessions(today, protocol),
            adaptation=today.adaptation,
            colour_yesterday=judged[0],
            colour_rule=judged[1],
            decision=judged[2],
            break_rule=judged[3],
            start_test_asked=self.level.asks_test(
                date, self.diary, self.colours, resting=now.resting, blocked=today.blocked
            ),
            symptom_stage=self._symptom_stage(date, rows.rows),
            concentric=self.concentric.state,
            running=ran.state,
            next_run=ran.next_run,
            rest=self.watch.unwell,
            cross_training=self._cross_training(now.day),
            concentric_findings=found[0],
            running_findings=found[1],
            maintain_weeks=self.phases.maintain_weeks,
        )

    def _yesterday(self, date: dt.date) -> tuple[Colour, str]:
        """Take in a date that is over and return its colour, now that its next morning came."""
        self.level.pause.take(trained=self.diary[date].s > 0)
        self.sore_pm.take(date, self.diary)
        self.running.settle(date, self.diary, self.diary[date + DAY].m)
        return self.colours[date]

    def _level(
        self, date: dt.date, day: int, *, blocked: bool
    ) -> tuple[Decision | None, str | None]:
        """Carry out the steps of a morning; return the weekly decision and the break."""
        ceiling = self.protocol.load.ceiling(self.watch.answers.person.weight_kg)
        decision: Decision | None = None
        rule: str | None = None
        if day > 1:
            if day % WEEK_DAYS == 1:
                dates = [date - DAY * back for back in range(WEEK_DAYS, 0, -1)]
                self.weeks.finish(
                    [self.diary[on] for on in dates],
                    [self.colours[on] for on in dates],
                    self.states[-WEEK_DAYS:],
                    blocked=blocked,
                )
                decision = self.weeks.decide(self.level.limits(date, day), self.protocol)
            rule = self.level.morning(date, decision, self.weeks, ceiling, blocked=blocked)
        self.level.now = min(self.level.now, ceiling)
        return decision, rule

    def _phase(self, date: dt.date, day: int) -> None:
        if self.phases.morning(day, early=self.level.early(date)):
            self.phases.decide(
                date,
                self.diary,
                self.weeks.indices,
                self.watch.answers.complaint.side,
                self.watch.raises,
                verdict=self.weeks.verdict,
                reds=self.colours.reds(date),
            )

    def _rows(self, date: dt.date, day: int, blocking: Standing) -> Standing:
        """Return every row that stands, those that look at levels and weeks too."""
        signs, reds, weeks = self.watch.signs, self.colours.reds(date), self.weeks
        signs.often_red = reds >= OFTEN_RED or (self.level.now == L1 and reds >= OFTEN_RED_AT_L1)
        signs.median_rose = weeks.median_rose
        unchanged = weeks.meaningful is False
        signs.no_change_half_year = day >= HALF_YEAR_DAY and unchanged
        if day > self.protocol.phases.load_plus_until_day:
            signs.no_change = unchanged
        elif day > self.protocol.phases.load_until_day:
            signs.no_change = weeks.little_changed
        more = self.watch.standing_of_course(date)
        return Standing(tuple(sorted(blocking.rows + more.rows)))

    def _gates(
        self, now: Morning, *, last: bool
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Open and close the gates; on the last date return what was found before."""
        answers = self.watch.answers
        concentric: tuple[Finding, ...] = ()
        running: tuple[Finding, ...] = ()
        if last:
            concentric = tuple(self.concentric.findings(now, self.diary, self.protocol))
            running = tuple(self.running.findings(now, self.diary, answers))
        self.concentric.morning(now, self.diary, self.protocol)
        if self.running.morning(now, self.diary, answers):
            self.running.choose_path(self._last_run_before(now.date))
        return concentric, running

    def _running_tonight(self, date: dt.date) -> Running:
        """Return the running ladder with the runs of the date, judged without the next morning."""
        if not self.diary[date].runs:
            return self.running
        ran = copy(self.running)
        ran.settle(date, self.diary, None)
        return ran

    def _last_run_before(self, date: dt.date, *, logged_only: bool = False) -> dt.date | None:
        """Return the newest run before day 1, in the log or in an assessment up to a date."""
        runs = [entry.date for entry in self.log if isinstance(entry, Run)]
        if not logged_only:
            runs += [
                entry.answers.complaint.last_run
                for entry in self.log
                if isinstance(entry, Assessment) and entry.complete and entry.date <= date
                if entry.answers.complaint.last_run is not None
            ]
        return max((on for on in runs if on < self.day_one), default=None)

    def _rests(self, date: dt.date) -> bool:
        """Whether D2 holds."""
        twice = self.colours.red(date - DAY) and self.colours.red(date - DAY * 2)
        return twice or ladder.rests(self.diary, date) or self.watch.unwell

    def _adaptation(self, date: dt.date, *, resting: bool, blocked: bool) -> str | None:
        if blocked:
            return None
        if resting:
            return "D2"
        return "D1" if self.colours.red(date - DAY) else None

    def _keeps_off_the_step(self) -> bool:
        return stage.treat_as(self.watch.answers.complaint) == "insertional"

    def _rom(self, date: dt.date) -> str:
        onset = self.watch.answers.complaint.onset
        early = stage.time_phase(onset, date) == "EARLY"
        return "floor" if early or self._keeps_off_the_step() else "step"

    def _cross_training(self, day: int) -> int:
        weeks = self.weeks.finished
        enough = bool(weeks) and weeks[-1].count(Colour.GREEN) >= ENOUGH_GREEN
        return ladder.cross_training((day - 1) // WEEK_DAYS + 1, enough, self.protocol)

    def _symptom_stage(self, date: dt.date, rows: tuple[str, ...]) -> int | None:
        found: list[int] = []
        newest = self.watch.assessment
        if "T02" in rows or "T03" in rows:
            found.append(4)
        if newest is not None and date - newest.date <= DAY * FRESH_ANSWERS_DAYS:
            found.append(stage.symptom_stage(newest.answers))
        week = [self.diary[date - DAY * back] for back in range(SYMPTOM_DAYS)]
        if any(day.p or day.a for day in week):
            found.append(2)
        if any(day.m or day.stiffness_min for day in week):
            found.append(1)
        if any(day.m is not None or day.trained for day in week):
            found.append(0)
        return max(found, default=None)
