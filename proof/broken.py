"""Rules made weaker on purpose: each must break a law, or the exploration proves nothing."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from types import SimpleNamespace
from typing import NamedTuple

from achillescli.core import course
from achillescli.core.assessment import stage
from achillescli.core.assessment import standing as watch
from achillescli.core.log import diary
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.entries import Clearance, Entry
from achillescli.core.log.values import copy
from achillescli.core.programme import colour, concentric, level, progress, running, weekly
from achillescli.core.programme import dose as ladder
from achillescli.core.state import Finding, Verdict

from . import (
    answer_tables,
    course_proof,
    gate_machines,
    lives,
    record_tables,
    running_table,
    tables,
)
from .course_machine import DAY
from .findings import LawBrokenError, Part


def of_tables() -> Part:
    """Return what the tables say."""
    return tables.all_of_them()[0]


def of_weeks() -> Part:
    """Return what the weekly tables say."""
    part = Part("tables")
    tables.weeks(part)
    return part


def of_courses() -> Part:
    """Return what the machine of the level says, with a single load and no blocks."""
    return course_proof.explored(4, (0,))


def of_breaks() -> Part:
    """Return what the machine of the level says about breaks, up to L2."""
    return course_proof.explored(2, (0,))


def of_blocks() -> Part:
    """Return what the machine of the level says about blocks, up to L2."""
    return course_proof.explored(2)


def of_lives() -> Part:
    """Return what two lives say, up to L2."""
    course_proof.forget()
    part = Part("two lives")
    found = lives.walked(2)
    part.law(not found.example, "never better, never higher", found.example[-1:])
    return part


def only(check: Callable[[Part], None]) -> Callable[[], Part]:
    """Return a part of a single table."""

    def found() -> Part:
        part = Part(check.__name__)
        check(part)
        return part

    return found


def of_walk(part: Part) -> None:
    """Check the walk test of the running gate."""
    running_table.tests(part, "G2.walk", "walk_pain")


def _met(**keys: bool) -> Callable[..., Iterator[Finding]]:
    """Return the conditions of running with some met or not, whatever was logged."""
    real = running.Running.findings

    def findings(*known: object) -> Iterator[Finding]:
        for found in real(*known):
            yield found._replace(met=keys.get(found.key[3:], found.met))

    return findings


def _calm_inverted(*known: object) -> Iterator[Finding]:
    for found in _real_findings(*known):
        inverted = found.key == "G2.daily" and found.values["known"] == 7
        yield found._replace(met=not found.met) if inverted else found


_real_findings, _real_day = running.Running.findings, diary.day
_real_level, _real_recovered = course._Course._level, progress.recovered
_real_answer = watch.Watch._answer


def without_after(entries: Iterable[Entry]) -> diary.DayRecord:
    """Return the record of a date, pain after its sessions ignored."""
    session = {"update": {"after": None}}
    return _real_day([copy(e, **session) if e.kind == "session" else e for e in entries])


def _all_completed(entries: Iterable[Entry]) -> diary.DayRecord:
    session = {"update": {"completed": True}}
    return _real_day([copy(e, **session) if e.kind == "session" else e for e in entries])


def _early_only(self: course._Course, date: dt.date) -> str:
    early = stage.time_phase(self.watch.answers.complaint.onset, date) == "EARLY"
    return "floor" if early else "step"


def _keeps_load(self: course._Course, date: dt.date, day: int, *, blocked: bool) -> tuple:
    before = self.level.now
    found = _real_level(self, date, day, blocked=blocked)
    self.level.now = max(self.level.now, before if found == (None, None) else 0)
    return found


def _flattered(days: diary.Diary, *known: object) -> bool:
    def before(date: dt.date, n: int) -> list[diary.DayRecord]:
        return [day._replace(painkiller=False) for day in days.before(date, n)]

    return _real_recovered(SimpleNamespace(before=before), *known)


def _by_anyone(clearance: Clearance) -> Iterator[str]:
    yield from (*clearance.rows, *["T08"] * ("T07" in clearance.rows))


def _no_snap(
    self: watch.Watch, flags: object, date: dt.date, place: int, *, assessed: bool
) -> None:
    told = {name: getattr(flags, name) for name in RED_FLAGS} | {"snap": False}
    _real_answer(self, SimpleNamespace(**told), date, place, assessed=assessed)


def _two_steps(at: int, decision: object, week: object, ceiling: int) -> int:
    return at + 2 if decision.verdict is Verdict.PROGRESS else at


def _gentle(at: int, decision: object, week: object, ceiling: int) -> int:
    fell = decision.verdict is Verdict.HOLD
    return max(at - 1, 1) if fell else at


class Weaker(NamedTuple):
    """One rule made weaker, and the part of the exploration that must notice."""

    rule: str
    says: str
    where: object
    name: str
    value: object
    seen_by: Callable[[], Part]


WEAKER = (
    Weaker("C1", "pain of 6 tolerated", colour, "TOO_MUCH", 7, of_tables),
    Weaker("C1", "a morning may rise by 2", colour, "RISE", 3, of_tables),
    Weaker("C4", "a morning of 5 is settled", colour, "STIFF", 6, of_tables),
    Weaker("D1", "a red day leaves the level", ladder, "easier", lambda at: at, of_tables),
    Weaker("D2", "a morning of 8 may be loaded", ladder, "FAR_TOO_MUCH", 9, of_tables),
    Weaker(
        "D2", "two red days do not rest", course._Course, "_rests",
        lambda self, date: ladder.rests(self.diary, date) or self.watch.unwell, of_tables,
    ),
    Weaker("START", "a red day is forgotten", colour.Colours, "recently_red",
           lambda _self, _date: False, of_tables),
    Weaker("START", "a test counts while it must not", level.Level, "_test_is_due",
           lambda _self, _date: True, of_tables),
    Weaker("W1", "two red days tolerated", weekly, "RED_DAYS", 3, of_courses),
    Weaker("W1", "mornings may rise by two", weekly, "MEDIAN_RISE", 3, of_courses),
    Weaker("W1", "two sore weeks tolerated", weekly, "SORE_DAYS", 6, of_courses),
    Weaker("W2", "nine sessions of fourteen are enough", weekly, "SESSIONS_SHARE",
           Fraction(6, 10), of_courses),
    Weaker("W2", "four green days are enough", weekly, "GREEN_DAYS", 4, of_courses),
    Weaker("W2", "three mornings are enough", weekly, "ENOUGH_MORNINGS", 3, of_weeks),
    Weaker("W3", "two steps at a time", level, "stepped",
           _two_steps, of_courses),
    Weaker("W3", "load from the first week", weekly, "_limited", lambda *_: (), of_courses),
    Weaker("EARLY", "the first week ignored", level.Level, "early",
           lambda _self, _date: False, of_courses),
    Weaker("W6", "a break counted a day late", level, "STEP_DOWN_AFTER", (8, 15, 22), of_breaks),
    Weaker("W7", "a long break ignored", level, "START_AGAIN_AFTER", 99, of_breaks),
    Weaker("W7", "a suspected rupture ignored", level, "RESTART_ROWS", frozenset(), of_blocks),
    Weaker("W6", "a block costs nothing", level.Break, "_stepped_in_block",
           lambda _self: True, of_tables),
    Weaker("G1", "closed for a day", concentric, "CLOSED_DAYS", 1, gate_machines.concentric_gate),
    Weaker("G1", "opens after pain of 2 afterwards", concentric, "AFTER", 2,
           gate_machines.concentric_gate),
    Weaker("G2", "a day of rest less", running, "REST_DAYS_AFTER_MORE", 3,
           gate_machines.running_gate),
    Weaker("G2", "silence goes on for ever", running, "SILENT_DAYS", 99,
           gate_machines.running_gate),
    Weaker("G2", "a walk or hop with pain of 6", running, "TEST", 6, only(of_walk)),
    Weaker("G2", "daily pain of 9", running, "DAILY", 9, only(running_table.daily)),
    Weaker("G2", "raises ignored", running, "_raises",
           lambda *_: Finding("G2.raises", True, {}), only(running_table.raises)),
    Weaker("G2", "painkillers ignored", running.Running, "findings", _met(painkiller=True),
           only(running_table.painkillers)),
    Weaker("G2", "opens when daily pain is high", running.Running, "findings", _calm_inverted,
           only(running_table.daily)),
    Weaker("G2", "rows ignored", running, "holds_running", lambda _rows: (),
           only(running_table.rows)),
    Weaker("G2", "a week above the one before", running.Running, "findings",
           _met(median_rise=True), only(running_table.medians)),
    Weaker("G2", "opens after REGRESS", running.Running, "findings", _met(decision=True),
           only(running_table.levels)),
    Weaker("DAY", "pain after a session ignored", diary, "day", without_after,
           only(record_tables.records)),
    Weaker("DAY", "a session broken off counts", diary, "day", _all_completed,
           only(record_tables.records)),
    Weaker("C1", "a missing morning is yesterday's only", diary.Diary, "morning_before",
           lambda self, date: self[date - DAY].m, only(record_tables.mornings)),
    Weaker("ROM", "the place of the pain ignored", course._Course, "_rom", _early_only,
           only(record_tables.motion)),
    Weaker("ROM", "unsure is treated as midportion", stage, "treat_as",
           lambda complaint: "midportion" if complaint.location in ("midportion", "unsure")
           else "insertional", only(record_tables.motion)),
    Weaker("INS", "sore pm sessions ignored", ladder.SorePm, "take",
           lambda _self, _date, _diary: None, only(record_tables.motion)),
    Weaker("LOAD", "a lower weight keeps the load", course._Course, "_level", _keeps_load,
           only(record_tables.weights)),
    Weaker("RECOVERED", "painkillers ignored", progress, "recovered", _flattered,
           only(record_tables.recoveries)),
    Weaker("T", "a later no takes back any sign", watch, "TAKEN_BACK_BY_NO",
           frozenset(RED_FLAGS), only(answer_tables.taken_back)),
    Weaker("T", "a physio lifts every row", watch, "_cleared_by", _by_anyone,
           only(answer_tables.cleared)),
    Weaker("T02", "a snap does not count", watch.Watch, "_answer", _no_snap,
           only(answer_tables.taken_back)),
    Weaker("PS4", "HOLD is harder than REGRESS", level, "stepped", _gentle, of_lives),
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
        course_proof.forget()


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
