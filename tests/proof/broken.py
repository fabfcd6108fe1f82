"""Rules made weaker on purpose: each must break a law, or the exploration proves nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import NamedTuple

from achillescli.core import colour, concentric, course, ladder, level, running, weekly
from achillescli.core.state import Verdict

from . import course_proof, gate_machines, lives, tables
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
    part.law(not lives.walked(2).example, "never better, never higher")
    return part


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
