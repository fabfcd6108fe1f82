"""Answers and clearances as they come in, and the rows that are open on a date.

Who answers what, and when, is kept in three orders at once: the date that an answer
counts for, the moment of its writing, and its place in the files. A clock that was wrong,
a merge, or a sign of yesterday told today set them against each other. Then the careful
reading holds: only what is later in all three ends a sign, or lifts a row.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast

from ..log.answers import RED_FLAGS, Answers, RedFlags
from ..log.diary import DAY, Diary
from ..log.entries import Assessment, Check, Checkin, Clearance, Entry, Flag, Morning, Painkiller
from ..state import Finding
from .triage import (
    ANSWER_ROWS,
    COURSE_ROWS,
    DAILY_ROWS,
    DATED,
    PAINKILLER_DAYS,
    ROW,
    CourseSigns,
    Signs,
    Standing,
    TriageRow,
    Yes,
    commonest_reason,
    infection,
)

MORNING_PAIN = 8
"""Two mornings of this much open T29; NRS points."""
MORNING_APART_DAYS = 6
"""How far apart these two may lie (T29)."""
MORNING_MEMORY_DAYS = 28
"""How long they count (T29)."""
CALM_MORNING = 6
CALM_MORNINGS = 3
"""So many mornings in a row of at most this end it (T29); NRS points."""
PAINKILLER_WINDOW_DAYS = 21
"""The days in which T33 counts painkillers."""
TAKEN_BACK_BY_NO = frozenset({"fever", "unwell", "hot_red_tendon", "wound", "pregnant"})
"""Only these end with a later no; the yes of every other red flag needs a clearance."""
LASTING = frozenset(
    {
        "tendon_rupture_or_surgery",
        "diabetic_foot",
        "leg_artery_disease",
        "tendon_nodules",
        "high_cholesterol_family",
        "effort_limited",
        "fall_risk",
    }
)
"""Facts that an assessment may repeat without making them new."""
_MORNING_MEMORY = DAY * MORNING_MEMORY_DAYS
_PAINKILLER_WINDOW = DAY * PAINKILLER_WINDOW_DAYS
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Stamp(NamedTuple):
    """When something was said: the date it counts for, the moment, the place in the files."""

    date: dt.date
    at: dt.datetime | None
    place: int

    def after(self, other: "Stamp") -> bool:
        """Whether it is later in all three orders; on one date it may still be later."""
        if self.date < other.date or self.place <= other.place:
            return False
        if self.at is None and other.at is None:
            return True
        return (self.at or _EPOCH) > (other.at or _EPOCH)


class _Answer(NamedTuple):
    """One answer to a red flag that is not a no."""

    stamp: Stamp
    value: Any
    entry: Flag | Assessment


class _Flag:
    """The answers to one red flag so far."""

    def __init__(self) -> None:
        self.answered: list[_Answer] = []
        """Every yes that nothing has taken back."""
        self.new: list[Stamp] = []
        """Every new yes ever, taken back or not: a clearance must come after all of them."""


class TriageLog:
    """What is known on a date: the newest answers, what was cleared, since when rows hold."""

    def __init__(self, log: Sequence[tuple[int, Entry]], diary: Diary) -> None:
        self._events: list[tuple[int, Entry]] = []
        very_sore: set[dt.date] = set()
        painkillers: set[dt.date] = set()
        for place, entry in log:
            match entry:
                case Morning():
                    if entry.pain >= MORNING_PAIN:
                        very_sore.add(entry.date)
                case Painkiller():
                    painkillers.add(entry.date)
                case Assessment() | Flag() | Clearance() | Check() | Checkin():
                    self._events.append((place, entry))
                case _:
                    pass
        self._very_sore, self._painkillers = sorted(very_sore), sorted(painkillers)
        self._next = 0
        self.diary = diary
        self._flags = {name: _Flag() for name in RED_FLAGS}
        self._cleared: dict[str, list[Stamp]] = {}
        self._held_since: dict[str, dt.date] = {}
        self._raises: dict[str, Any] = {}
        self._infected = False
        self._of_answers: tuple[str, ...] = ()
        self._open_rows: tuple[str, ...] = ()
        """Those, and the rows that may come and go without an answer."""
        self._of_course: tuple[str, ...] = ()
        self._seen = -1
        """How many events the rows of the course had seen."""
        self.signs = Signs()
        self.assessment: Assessment | None = None
        self.raises: tuple[int, int] | None = None
        """The newest raises of both legs, left and right."""
        self.checked_in: dt.date | None = None
        """The newest check-in or complete assessment (X6)."""

    def advance(self, date: dt.date) -> None:
        """Take in everything up to and including a date."""
        answered = self._answered(date)
        days, sore = self._days(date), self._sore_mornings(date)
        taken, signs = self._painkiller_days(date), self.signs
        known = signs.days, signs.sore_mornings, signs.painkiller_days
        if not answered and (days, sore, taken) == known:
            return  # nothing of the date opens or lifts a row
        self.signs = signs._replace(days=days, sore_mornings=sore, painkiller_days=taken)
        daily = tuple(row.id for row in DAILY_ROWS if self._open(row, date))
        self._open_rows = tuple(sorted(self._of_answers + daily)) if daily else self._of_answers

    def advance_course(self, date: dt.date, course: CourseSigns) -> None:
        """Take in the course up to a date, which was advanced to."""
        if course is self.signs.course and self._next == self._seen:
            return  # no figure and no clearance is new
        self.signs, self._seen = self.signs._replace(course=course), self._next
        holding = self._hold(COURSE_ROWS, date)
        self._of_course = tuple(row.id for row in holding if not self._lifted(row, date))

    def standing(self) -> tuple[str, ...]:
        """Return the rows that answers and scores open on the date that was advanced to."""
        return self._open_rows

    def standing_of_course(self) -> tuple[str, ...]:
        """Return the rows that the course opens on that date."""
        return self._of_course

    @property
    def answers(self) -> Answers:
        """The newest answers; there is an assessment wherever there is a course."""
        return cast("Assessment", self.assessment).answers

    @property
    def unwell(self) -> bool:
        """Whether fever or feeling unwell asks for rest (D2)."""
        return self.signs.any("fever", "unwell")

    def findings(self, rows: Iterable[str]) -> Standing:
        """Return open rows with what opened them."""
        rows = tuple(rows)
        return Standing(
            rows,
            {name: tuple(self._findings(ROW[name])) for name in rows},
            {name: tuple(self._mistakes(ROW[name])) for name in rows},
        )

    # what comes in

    def _answered(self, date: dt.date) -> bool:
        """Take in the answers up to a date; return whether any of them may open or lift a row."""
        answered = news = False
        while self._next < len(self._events) and self._events[self._next][1].date <= date:
            place, event = self._events[self._next]
            self._take(event, place)
            self._next += 1
            news = news or isinstance(event, Assessment | Flag | Clearance)
            over = self._next == len(self._events) or self._events[self._next][1].date > event.date
            if over and news:
                self._answer_rows(event.date)
                answered, news = True, False
        return answered

    def _take(self, event: Entry, place: int) -> None:
        stamp = Stamp(event.date, event.at, place)
        match event:
            case Assessment() if event.complete:
                self._answer(event.answers.red_flags, stamp, event)
                self._assess(event)
            case Flag():
                self._answer(event, stamp, event)
            case Clearance():
                for row in _rows_of(event):
                    self._cleared.setdefault(row, []).append(stamp)
            case Check():
                self._raise(event.date, event.raises_left, event.raises_right)
            case Checkin():
                self.checked_in = max(self.checked_in or event.date, event.date)
            case _:
                pass

    def _raise(self, date: dt.date, left: int | None, right: int | None) -> None:
        """Take in raises; of one date leg by leg the later."""
        if self._raises.get("date") != date:
            self._raises = {"date": date}
        self._raises |= {k: v for k, v in (("left", left), ("right", right)) if v is not None}
        if "left" in self._raises and "right" in self._raises:
            self.raises = (self._raises["left"], self._raises["right"])

    def _assess(self, event: Assessment) -> None:
        complaint, tests = event.answers.complaint, event.answers.tests
        self.assessment = event
        self.checked_in = max(self.checked_in or event.date, event.date)
        self._raise(event.date, tests.raises_left, tests.raises_right)
        self.signs = self.signs._replace(
            age=event.answers.person.age,
            location=complaint.location,
            side=complaint.side,
            stiffness_min=complaint.stiffness_min,
            rest_pain=complaint.rest_pain,
            complaint_days=(event.date - complaint.onset).days,
            unseen=complaint.seen_professional is False,
        )

    def _answer(self, flags: RedFlags, stamp: Stamp, entry: Flag | Assessment) -> None:
        for name in RED_FLAGS:
            answer = getattr(flags, name)
            if answer is None:
                continue
            flag = self._flags[name]
            if answer is False or answer == ():
                if name in TAKEN_BACK_BY_NO:
                    flag.answered = [one for one in flag.answered if not stamp.after(one.stamp)]
                continue
            if isinstance(entry, Flag) or not self._repeated(name, answer):
                flag.new.append(stamp)
            flag.answered.append(_Answer(stamp, answer, entry))

    def _repeated(self, name: str, answer: Any) -> bool:
        """Whether an assessment only repeats what was known, so that it is no new yes."""
        answered = self._flags[name].answered
        if not answered:
            return False
        if name == "spa":
            return frozenset(answered[-1].value) == frozenset(answer)
        if name in DATED:
            return answer is not True and answer <= self._last(name)
        return name in LASTING

    def _last(self, name: str) -> dt.date:
        """Return the latest date ever given for a medicine.

        A plain true counts as the date of its answer until a later answer gives a date.
        """
        answered = self._flags[name].answered
        dates = [one for one in answered if one.value is not True]
        unknown = (
            one.stamp.date
            for one in answered
            if one.value is True and not any(d.stamp.after(one.stamp) for d in dates)
        )
        given: list[dt.date] = [*(one.value for one in dates), *unknown]
        return max(given)

    # which rows are open

    def _answer_rows(self, date: dt.date) -> None:
        """Work out what answers alone decide, at the end of a date with answers."""
        spa: frozenset[str] = frozenset()
        spa = spa.union(*(one.value for one in self._flags["spa"].answered))
        self.signs = self.signs._replace(
            yes={n: f.answered[-1].stamp.date for n, f in self._flags.items() if f.answered},
            spa=spa,
            infected=self._infected,
        )
        # T05 lasts: it ends on a date without its condition on which a clearance lifts it.
        holds = infection(self.signs)
        if holds or (self._infected and self._lifted(ROW["T05"], date)):
            self._infected = holds
            self.signs = self.signs._replace(infected=holds)
        holding = self._hold(ANSWER_ROWS, date)
        self._of_answers = tuple(row.id for row in holding if not self._lifted(row, date))

    def _hold(self, rows: Sequence[TriageRow], date: dt.date) -> list[TriageRow]:
        """Return the rows that hold, and keep since when they hold without a gap."""
        holding = [row for row in rows if row.applies(self.signs)]
        held = {row.id for row in holding}
        for row in rows:
            if row.id in held:
                self._held_since.setdefault(row.id, date)
            else:
                self._held_since.pop(row.id, None)
        return holding

    def _open(self, row: TriageRow, date: dt.date) -> bool:
        return row.applies(self.signs) and not self._lifted(row, date)

    def _lifted(self, row: TriageRow, date: dt.date) -> bool:
        """Whether a clearance lifts a row that holds."""
        cleared = self._cleared.get(row.id, ())
        if not cleared or not row.clearable:
            return False
        if row.flags:
            new = [stamp for flag in row.flags for stamp in self._flags[flag].new]
            return any(all(one.after(stamp) for stamp in new) for one in cleared)
        held = self._clearance_start(row, date)
        return any(one.date >= held for one in cleared)

    def _clearance_start(self, row: TriageRow, date: dt.date) -> dt.date:
        """Return the date from which a clearance of a row without flags counts."""
        if row.id == "T29":
            return self.signs.sore_mornings[-1][0]
        if row.id != "T33":
            return self._held_since[row.id]
        while self._painkiller_days(date - DAY) >= PAINKILLER_DAYS:
            date -= DAY
        return date

    def _days(self, date: dt.date) -> dict[str, int]:
        """Return how long ago each medicine was last."""
        if not self.signs.any(*DATED):
            return {}
        given = (name for name in DATED if self._flags[name].answered)
        return {name: (date - self._last(name)).days for name in given}

    def _painkiller_days(self, date: dt.date) -> int:
        first = bisect_left(self._painkillers, date - _PAINKILLER_WINDOW)
        return bisect_left(self._painkillers, date) - first

    def _sore_mornings(self, date: dt.date) -> tuple[tuple[dt.date, int], ...]:
        """Return the newest pair of very sore mornings that nothing calm has followed (T29)."""
        first = bisect_right(self._very_sore, date - _MORNING_MEMORY)
        if bisect_right(self._very_sore, date) - first <= 1:  # it takes two
            return ()
        calm, later = 0, None
        for back in range(MORNING_MEMORY_DAYS):
            on = date - DAY * back
            score = self.diary[on].m
            if score is None:
                continue
            if score < MORNING_PAIN:
                later = None
            elif later is not None and later[0] - on <= DAY * MORNING_APART_DAYS:
                return ((on, score), later)
            else:
                later = (on, score)
            calm = calm + 1 if score <= CALM_MORNING else 0
            if calm == CALM_MORNINGS:
                return ()
        return ()

    # why

    def _findings(self, row: TriageRow) -> Iterator[Finding]:
        """Yield what opened a row: its red flags with their dates, or its figures."""
        for name in row.flags:
            if name in DATED and self._flags[name].answered:
                on = self._last(name)
                if row.applies(Signs(days={name: self.signs.days[name]})):
                    yield Finding("T.sign", met=True, values={"sign": name}, dates=(on,))
            elif name in self.signs.yes:
                dates = (self.signs.yes[name],)
                yield Finding("T.sign", met=True, values={"sign": name}, dates=dates)
        for name in row.looks_at:
            yield from self._figures(name)

    def _mistakes(self, row: TriageRow) -> Iterator[Yes]:
        """Yield the answers without which a row would not be open, where no later no ends them.

        Where no single red flag would end it, all of them are named.
        """
        lasting = [n for n in row.flags if n in self.signs.yes and n not in TAKEN_BACK_BY_NO]
        alone = [name for name in lasting if not row.applies(self._without(name))]
        for name in alone or lasting:
            for one in self._flags[name].answered:
                yield Yes(name, one.entry.id, isinstance(one.entry, Assessment))

    def _without(self, name: str) -> Signs:
        """Return the signs as if one red flag had never been answered yes."""
        signs = self.signs
        return signs._replace(
            yes={flag: on for flag, on in signs.yes.items() if flag != name},
            days={flag: days for flag, days in signs.days.items() if flag != name},
            spa=frozenset() if name == "spa" else signs.spa,
        )

    def _figures(self, name: str) -> Iterator[Finding]:
        """Yield the figures behind a row without flags."""
        signs, course = self.signs, self.signs.course
        newest, none = self.assessment, ()
        values: dict[str, object]
        dates: tuple[dt.date, ...]
        match name:
            case "sore_mornings":
                for on, score in signs.sore_mornings:
                    yield Finding("T.morning", met=True, values={"score": score}, dates=(on,))
                return
            case "painkiller_days":
                values, dates = {"n": signs.painkiller_days, "days": PAINKILLER_WINDOW_DAYS}, none
            case "red_days" if course:
                values, dates = {"n": len(course.reds)}, course.reds
            case "median" if course:
                values, dates = {"median": course.median, "baseline": course.baseline}, none
            case "index" if course:
                values = {"first": course.index_first, "latest": course.index_latest}
                dates = none
            case "decisions" if course:
                values, dates = {"reason": commonest_reason(course.decisions)}, none
            case "easy_days" if course:
                values, dates = {"n": len(course.easy_days)}, course.easy_days
            case _:
                assessed = cast("Assessment", newest)
                known = {"age": signs.age}.get(name)
                if known is None:
                    known = getattr(assessed.answers.complaint, name)
                values, dates = {name: known}, (assessed.date,)
        yield Finding(f"T.{name}", met=True, values=values, dates=dates)


def _rows_of(clearance: Clearance) -> Iterator[str]:
    """Yield the rows that a clearance may lift: those that it names, and what they cover."""
    for name in clearance.rows:
        if ROW[name].may_clear(clearance.by):
            yield from (name, *ROW[name].covers)
