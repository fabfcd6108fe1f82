"""Rules made weaker on purpose: each must break a law, or the exploration proves nothing."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from achillescli.core import course
from achillescli.core.assessment import stage, triage
from achillescli.core.assessment import standing as watch
from achillescli.core.assessment.triage import ROW
from achillescli.core.log import diary
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.entries import Clearance, Entry
from achillescli.core.log.values import copy
from achillescli.core.programme import (
    breaks,
    checkin,
    colour,
    concentric,
    dose,
    level,
    phase,
    progress,
    running,
    weekly,
)
from achillescli.core.state import L1, Decision, Finding, Level

from . import (
    answer_tables,
    concrete,
    course_machine,
    limits,
    lives,
    record_tables,
    row_tables,
    running_table,
    tables,
)
from .findings import LawBrokenError, Part, stand_in


def only(check: Callable[[Part], object]) -> Callable[[], Part]:
    """Return a part of a single table."""

    def found() -> Part:
        part = Part(check.__name__)
        check(part)
        return part

    return found


def of_walk(part: Part) -> None:
    """Check the walk test of the running gate."""
    running_table.tests(part, "G2.walk", "walk_pain")


def of_courses() -> Part:
    """Return what some whole courses say."""
    return concrete.agreement(range(30), {})


def _met(**keys: bool) -> Callable[..., Iterator[Finding]]:
    """Return the conditions of running with some met or not, whatever was logged."""
    real = running.RunningCourse.findings

    def findings(*known: Any) -> Iterator[Finding]:
        for found in real(*known):
            yield found._replace(met=keys.get(found.key[3:], found.met))

    return findings


_real_day, _real_recovered = diary.day, progress.recovered
_real_answer = watch.TriageLog._answer
_real_decide = level.LevelCourse._decide


def without_after(entries: Iterable[Entry]) -> diary.DayRecord:
    """Return the record of a date, pain after its sessions ignored."""
    return _real_day([copy(e, after=None) if e.kind == "session" else e for e in entries])


def _all_completed(entries: Iterable[Entry]) -> diary.DayRecord:
    return _real_day([copy(e, completed=True) if e.kind == "session" else e for e in entries])


def _flattered(days: Sequence[diary.DayRecord], *known: Any) -> bool:
    return _real_recovered([day._replace(painkiller=False) for day in days], *known)


def _by_anyone(clearance: Clearance) -> Iterator[str]:
    for name in clearance.rows:
        yield from (name, *ROW[name].covers)


def _no_gap(self: watch.TriageLog, flags: object, *known: Any) -> None:
    told = {name: getattr(flags, name) for name in RED_FLAGS} | {"gap": None}
    _real_answer(self, stand_in(**told), *known)


def _by_date(self: watch.Stamp, other: watch.Stamp) -> bool:
    return self.date >= other.date


def _newest_morning_only(self: diary.Diary, date: dt.date) -> tuple[int | None, dt.date]:
    return self[date].m, date


def _own(baseline: object) -> property:
    return property(lambda _self: baseline)


def _two_steps(
    self: level.LevelCourse, steps: list[Any], date: dt.date, decision: Decision, ceiling: Level
) -> None:
    for _ in range(2):
        _real_decide(self, steps, date, decision, ceiling)


def _only_down(self: level.LevelCourse, *_: object) -> None:
    self.now = L1


def _calm_weeks_step_down(week: weekly.Week, last: weekly.Week | None, needed: int) -> bool:
    return last is not None and week.sore < needed


class Weaker(NamedTuple):
    """One rule made weaker, and the part of the exploration that must notice."""

    rule: str
    says: str
    where: object
    name: str
    value: object
    seen_by: Callable[[], Part]


MORNINGS, COLOURS = only(tables.mornings), only(tables.colours)
HELD = only(tables.held_up)
WEEKS, STEPS, BREAKS = only(tables.weeks), only(tables.steps), only(tables.breaks)
CAREFUL, DOSES, STARTS = only(tables.adaptations), only(tables.doses), only(tables.start_tests)
COURSE, GAPS, RESTS = course_machine.of_a_course, course_machine.of_breaks, course_machine.of_rests
OF_RECORDS, MOTION = only(record_tables.records), only(record_tables.motion)

WEAKER = (
    Weaker("C1", "pain of 6 tolerated", colour, "TOO_MUCH", 7, COLOURS),
    Weaker("C1", "a morning may rise by 2", colour, "RISE", 3, MORNINGS),
    Weaker("C1", "a morning of 8 may be usual", colour, "FAR_TOO_MUCH", 9, MORNINGS),
    Weaker("C1", "a flare is three above the baseline", colour, "ABOVE_BASELINE", 3, MORNINGS),
    Weaker("C1", "two mornings are a week", colour, "ENOUGH_MORNINGS", 2,
           only(record_tables.mornings)),
    Weaker("C1", "a missing morning is not replaced", diary.Diary, "newest_morning",
           _newest_morning_only, only(record_tables.mornings)),
    Weaker("C4", "a morning of 5 is settled", colour, "STIFF", 6, COLOURS),
    Weaker("B0", "the baseline is always 4", course._Course, "baseline", _own(4),
           only(tables.baselines)),
    Weaker("D1", "a red day leaves the level", dose, "easier", lambda at: at, DOSES),
    Weaker("D2", "a morning of 8 may be loaded", dose, "FAR_TOO_MUCH", 9, CAREFUL),
    Weaker("D2", "two red days do not rest", dose.Careful, "rests_for_reds",
           property(lambda _self: False), CAREFUL),
    Weaker("D2", "red days rest for ever", dose.Careful, "rests_for_reds",
           property(lambda self: self.two_reds), CAREFUL),
    Weaker("T28", "a weak push-off keeps the load", dose, "dose_level",
           lambda today, _protocol: today.level, DOSES),
    Weaker("MAINTAIN", "a session every day", dose, "_weekday", lambda _day: 1, DOSES),
    Weaker("START", "a red day is forgotten", colour, "RED_MEMORY_DAYS", 6,
           only(tables.red_memory)),
    Weaker("START", "a test counts in full near a red day", level.LevelCourse, "test_counts",
           staticmethod(lambda **_known: level.TestCounts.IN_FULL), STARTS),
    Weaker("START", "the first week ignored", level.LevelCourse, "early",
           lambda _self, _date: False, STARTS),
    Weaker("START", "a test near a red day lowers nothing", level.LevelCourse, "_step",
           lambda self, _steps, rule, after, _findings:
           setattr(self, "now", self.now if rule == "START" else after), STEPS),
    Weaker("W1", "two red days tolerated", weekly, "RED_DAYS", 3, WEEKS),
    Weaker("W1", "mornings may rise by two", weekly, "MEDIAN_RISE", 3, WEEKS),
    Weaker("W1", "two sore weeks tolerated", weekly, "SORE_DAYS", 6, WEEKS),
    Weaker("W1", "sore weeks go below L2", weekly, "L2", L1, WEEKS),
    Weaker("W1", "calm mornings do not matter", weekly, "_sore_twice",
           lambda week, last, needed: last is not None and min(week.sore, last.sore) >= needed,
           WEEKS),
    Weaker("W2", "four trained days are enough", weekly, "TRAINED_DAYS", 4, WEEKS),
    Weaker("W2", "four green days are enough", weekly, "GREEN_DAYS", 4, WEEKS),
    Weaker("W2", "three mornings are enough", weekly, "ENOUGH_MORNINGS", 3, WEEKS),
    Weaker("W2", "mornings may rise by one", weekly, "MEDIAN_STEP", 2, WEEKS),
    Weaker("W3", "nothing holds a step up", weekly, "_obstacles", lambda *_: (), HELD),
    Weaker("W6", "a break counted a day late", breaks, "STEP_DOWN_AFTER_DAYS", (8, 15, 22), BREAKS),
    Weaker("W6", "a long block costs nothing", breaks, "LONG_BLOCK_DAYS", 9, BREAKS),
    Weaker("W6", "two steps down in a week", breaks, "STEP_DOWN_APART_DAYS", 1, BREAKS),
    Weaker("W7", "a long break ignored", breaks, "START_AGAIN_AFTER_DAYS", 99, BREAKS),
    Weaker("W7", "a suspected rupture ignored", breaks, "RESTART_ROWS", frozenset(), BREAKS),
    Weaker("PHASE", "a sore course is mild", phase, "MILD_MEDIAN", 2, only(record_tables.mild)),
    Weaker("PHASE", "maintenance without load", phase.PhaseInputs, "loaded",
           property(lambda _self: True), only(record_tables.later)),
    Weaker("PHASE", "silence adds sessions", phase.PhaseInputs, "known",
           property(lambda _self: True), only(record_tables.later)),
    Weaker("G1", "closed for a day", concentric, "CLOSED_DAYS", 1, of_courses),
    Weaker("G1", "opens after pain of 2", concentric, "PAIN_FREE", 2, of_courses),
    Weaker("G1", "opens after four trained days", concentric, "TRAINED_DAYS", 4, of_courses),
    Weaker("G1", "one leg after six green days", concentric, "SINGLE_LEG_GREEN_DAYS", 6,
           of_courses),
    Weaker("G2", "a day of rest less", running, "REST_DAYS_AFTER_MORE", 3, of_courses),
    Weaker("G2", "silence goes on for ever", running, "SILENT_DAYS", 99, of_courses),
    Weaker("X6", "a check-in is never stale", checkin, "STALE_DAYS", 99, of_courses),
    Weaker("D2", "fever is loaded", watch.TriageLog, "unwell",
           property(lambda _self: False), of_courses),
    Weaker("W1", "what is carried out on a morning is forgotten", level.LevelCourse, "_decide",
           lambda *_: None, of_courses),
    Weaker("G2", "a walk or hop with pain of 6", running, "TEST_PAIN_MAX", 6, only(of_walk)),
    Weaker("G2", "daily pain of 9", running, "DAILY_PAIN_MAX", 9, only(running_table.daily)),
    Weaker("G2", "four days of daily pain are enough", running, "DAILY_KNOWN_DAYS", 4,
           only(running_table.daily)),
    Weaker("G2", "raises ignored", running, "_raises",
           lambda *_: Finding("G2.raises", True, {}), only(running_table.raises)),
    Weaker("G2", "painkillers ignored", running.RunningCourse, "findings", _met(painkiller=True),
           only(running_table.painkillers)),
    Weaker("G2", "rows ignored", running, "holds_running", lambda _rows: (),
           only(running_table.rows)),
    Weaker("G2", "a week above the one before", running.RunningCourse, "findings",
           _met(median_rise=True), only(running_table.medians)),
    Weaker("G2", "opens after REGRESS", running.RunningCourse, "findings", _met(decision=True),
           only(running_table.levels)),
    Weaker("G2", "a stale check-in ignored", running.RunningCourse, "findings",
           _met(checkin=True), only(running_table.checkins)),
    Weaker("DAY", "pain after a session ignored", diary, "day", without_after, OF_RECORDS),
    Weaker("DAY", "a session broken off counts", diary, "day", _all_completed, OF_RECORDS),
    Weaker("ROM", "unsure is treated as midportion", stage, "treat_as",
           lambda complaint: "midportion" if complaint.location in ("midportion", "unsure")
           else "insertional", MOTION),
    Weaker("INS", "sore pm sessions ignored", dose.SorePm, "end_day",
           lambda _self, _date, _diary: None, MOTION),
    Weaker("LEVEL", "who may fall carries a backpack", course, "NO_LOAD_ROWS", frozenset(),
           only(record_tables.weights)),
    Weaker("RECOVERED", "painkillers ignored", progress, "recovered", _flattered,
           only(record_tables.recoveries)),
    Weaker("T", "a later no takes back any sign", watch, "TAKEN_BACK_BY_NO",
           frozenset(RED_FLAGS), only(answer_tables.taken_back)),
    Weaker("T", "a physio lifts every row", watch, "_rows_of", _by_anyone,
           only(answer_tables.covered)),
    Weaker("T", "a wrong clock lifts a row", watch.Stamp, "after", _by_date,
           only(answer_tables.orders)),
    Weaker("T", "every yes of an assessment is an old one", watch.TriageLog, "_repeated",
           lambda *_: True, only(answer_tables.repeated)),
    Weaker("T03", "a gap does not count", watch.TriageLog, "_answer", _no_gap,
           only(answer_tables.orders)),
    Weaker("T05", "an infection ends with the fever", watch, "infection",
           lambda _signs: False, only(answer_tables.infected)),
    Weaker("T07", "the newest answer counts", watch.TriageLog, "_last",
           lambda self, name: (one := self._flags[name].answered[-1]) and (
               one.stamp.date if one.value is True else one.value),
           only(answer_tables.medicines)),
    Weaker("W3", "a step up of two levels", level.LevelCourse, "_decide", _two_steps, COURSE),
    Weaker("W3", "a weak push-off holds no step", weekly, "HOLDING_ROWS", (), COURSE),
    Weaker("W1", "sore weeks go below L2, in any course", weekly, "L2", L1, COURSE),
    Weaker("W1", "calm mornings do not matter, in any course", weekly, "CALM_MEDIAN", 1, COURSE),
    Weaker("W2", "six trained days are needed", weekly, "TRAINED_DAYS", 6, COURSE),
    Weaker("W7", "no start test afterwards", level.LevelCourse, "_break", _only_down, COURSE),
    Weaker("W6", "two steps down in a week, in any course", breaks, "STEP_DOWN_APART_DAYS", 1, GAPS),
    Weaker("W6", "a sign of two days costs a step", breaks, "LONG_BLOCK_DAYS", 2, GAPS),
    Weaker("W6", "a long block costs nothing, in any course", breaks, "LONG_BLOCK_DAYS", 9, GAPS),
    Weaker("W7", "a suspected rupture ignored, in any course", breaks, "RESTART_ROWS", frozenset(), GAPS),
    Weaker("W7", "a long break ignored, in any course", breaks, "START_AGAIN_AFTER_DAYS", 99, GAPS),
    Weaker("D2", "red days rest for ever, in any course", dose.Careful, "rests_for_reds",
           property(lambda self: self.two_reds), RESTS),
    Weaker("D2", "only the first red day rests", dose.Careful, "rests_for_reds",
           property(lambda self: self.red_yesterday and not self.two_reds),
           lives.never_less_careful),
    Weaker("W1", "a calm week is a step down", weekly, "_sore_twice", _calm_weeks_step_down,
           lives.never_higher),
    Weaker("D2", "a third day of rest, no limit", dose.Careful, "rests_for_reds",
           property(lambda self: self.two_reds), lives.limits),
    Weaker("G1", "pain of 6, no limit", concentric, "PAIN_FREE", 6, limits.of_tables),
    Weaker("T04", "one swollen calf alone", triage, "_calf", lambda s: "calf_swollen" in s.yes,
           only(row_tables.signs)),
    Weaker("T05", "a wound alone", triage, "infection", lambda s: "wound" in s.yes,
           only(row_tables.signs)),
    Weaker("T07", "a medicine of two months ago forgotten", triage, "FLUOROQUINOLONE_RISK_DAYS", 59,
           only(row_tables.medicines)),
    Weaker("T10", "seventeen years are enough", triage, "ADULT", 17, only(row_tables.answers)),
    Weaker("T13", "stiff for 31 minutes", triage, "INFLAMMATORY_STIFFNESS_MIN", 31,
           only(row_tables.answers)),
    Weaker("T19", "five red days tolerated", triage, "OFTEN_RED", 6, only(row_tables.figures)),
    Weaker("T22", "half a year is longer", triage, "HALF_YEAR_DAY", 184, only(row_tables.figures)),
    Weaker("T32", "eight weeks without a step untold", triage, "STALLED_DECISIONS", 9,
           only(row_tables.stalls)),
    Weaker("T33", "painkillers for two weeks", triage, "PAINKILLER_DAYS", 15,
           only(row_tables.counted)),
    Weaker("T33", "painkillers of three weeks ago forgotten", watch, "_PAINKILLER_WINDOW",
           dt.timedelta(20),
           only(answer_tables.painkillers)),
    Weaker("T34", "five days without loading untold", triage, "EASY_DAYS", 6,
           only(row_tables.counted)),
    Weaker("T29", "a calm morning ends it", watch, "CALM_MORNINGS", 1,
           only(answer_tables.mornings)),
)  # fmt: skip


@contextmanager
def weakened(weaker: Weaker) -> Iterator[None]:
    """Put a weaker rule in the place of the real one for a while."""
    real = weaker.where.__dict__[weaker.name]
    setattr(weaker.where, weaker.name, weaker.value)
    try:
        yield
    finally:
        setattr(weaker.where, weaker.name, real)


def noticed(weaker: Weaker) -> str | None:
    """Return the first law that a weaker rule breaks, with its example."""
    Part.at_once = True
    try:
        with weakened(weaker):
            weaker.seen_by()
    except LawBrokenError as broken:
        return str(broken)
    finally:
        Part.at_once = False
    return None
