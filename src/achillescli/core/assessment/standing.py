"""Answers and clearances as they come in, date after date."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, cast

from ..log.answers import RED_FLAGS, Answers, RedFlags
from ..log.diary import DAY, Diary
from ..log.entries import Assessment, Check, Clearance, Entry, Flag
from .triage import (
    COURSE_ROWS,
    DATED,
    OF_THE_ANSWERS,
    OF_THE_COURSE,
    ROW,
    ROWS,
    Row,
    Signs,
    Standing,
    since,
)

LONG_DAYS = 84
MORNING_PAIN = 8
MORNING_DAYS = 7
TAKEN_BACK_BY_NO = frozenset({"fever", "unwell", "hot_red_tendon", "wound", *DATED})
"""Only these end with a later no; the yes of every other sign needs a clearance."""
LASTING = frozenset(
    {
        "tendon_rupture_or_surgery",
        "diabetic_foot",
        "leg_artery_disease",
        "tendon_nodules",
        "high_cholesterol_family",
    }
)
"""Facts that an assessment may repeat without making them new."""


class Watch:
    """What is known on a date: the newest answers, what was cleared, since when rows hold."""

    def __init__(self, log: Iterable[Entry], diary: Diary) -> None:
        self._events = [e for e in log if isinstance(e, Assessment | Flag | Clearance | Check)]
        self._next = 0
        self._diary = diary
        self._newest: dict[str, tuple[Any, dt.date]] = {}
        self._last_yes: dict[str, int] = {}
        self._spa: frozenset[str] = frozenset()
        self._cleared: dict[str, tuple[int, dt.date]] = {}
        self._held_since: dict[str, dt.date] = {}
        self.signs = Signs()
        self.assessment: Assessment | None = None
        self.raises: tuple[int, int] | None = None
        """The newest raises of both legs, left and right."""

    def advance(self, date: dt.date) -> None:
        """Take in everything up to and including a date."""
        while self._next < len(self._events) and self._events[self._next].date <= date:
            event = self._events[self._next]
            self._take(event, self._next)
            self._next += 1
            if self._next == len(self._events) or self._events[self._next].date > event.date:
                self._hold(OF_THE_ANSWERS, event.date)
        signs = self.signs
        days = (since(*self._newest.get(name, (None, date)), date) for name in DATED)
        signs.fluoroquinolone_days, signs.steroid_days, signs.injection_days = days
        signs.sore_mornings = self._sore_mornings(date)

    def standing(self, date: dt.date, rows: Iterable[Row] = ROWS) -> Standing:
        """Return the rows that stand on the date up to which the watch was advanced."""
        return Standing(
            tuple(row.id for row in rows if row.applies(self.signs) and not self._lifted(row, date))
        )

    def standing_of_course(self, date: dt.date) -> Standing:
        """Return the rows that look at the course, after its signs were set for the date."""
        self._hold(OF_THE_COURSE, date)
        return self.standing(date, COURSE_ROWS)

    @property
    def answers(self) -> Answers:
        """The newest answers; there is an assessment wherever there is a course."""
        return cast("Assessment", self.assessment).answers

    @property
    def unwell(self) -> bool:
        """Whether fever or feeling unwell asks for rest."""
        return self.signs.any("fever", "unwell")

    def _hold(self, ids: Iterable[str], date: dt.date) -> None:
        for name in ids:
            if ROW[name].applies(self.signs):
                self._held_since.setdefault(name, date)
            else:
                self._held_since.pop(name, None)

    def _take(self, event: Entry, place: int) -> None:
        match event:
            case Assessment() if event.complete:
                self._answer(event.answers.red_flags, event.date, place, assessed=True)
                self._assess(event)
            case Flag():
                self._answer(event, event.date, place, assessed=False)
            case Clearance():
                for row in _cleared_by(event):
                    self._cleared[row] = (place, event.date)
            case Check() if event.raises_left is not None and event.raises_right is not None:
                self.raises = (event.raises_left, event.raises_right)
            case _:
                pass

    def _assess(self, event: Assessment) -> None:
        complaint, tests, signs = event.answers.complaint, event.answers.tests, self.signs
        self.assessment = event
        if tests.raises_left is not None and tests.raises_right is not None:
            self.raises = (tests.raises_left, tests.raises_right)
        signs.age = event.answers.person.age
        signs.location, signs.side = complaint.location, complaint.side
        signs.stiffness_min, signs.rest_pain = complaint.stiffness_min, complaint.rest_pain
        long = (event.date - complaint.onset).days > LONG_DAYS
        signs.unseen = long and complaint.seen_professional is False

    def _answer(self, flags: RedFlags, date: dt.date, place: int, *, assessed: bool) -> None:
        for name in RED_FLAGS:
            answer = getattr(flags, name)
            if answer is None:
                continue
            if answer is True and name in DATED:
                answer = date
            yes = answer is not False and answer != ()
            if yes and not (assessed and self._repeated(name, answer)):
                self._last_yes[name] = place
            if yes:
                self.signs.yes.add(name)
                if name == "spa":
                    self._spa = frozenset(answer)
            elif name in TAKEN_BACK_BY_NO:
                self.signs.yes.discard(name)
            self._newest[name] = (answer, date)

    def _repeated(self, name: str, answer: Any) -> bool:
        """Whether an assessment only repeats what was known."""
        if name == "spa":
            return self._spa == frozenset(answer)
        if name in DATED:
            return bool(self._newest.get(name, (None,))[0] == answer)
        return name in LASTING and name in self.signs.yes

    def _lifted(self, row: Row, date: dt.date) -> bool:
        if not row.clearable or row.id not in self._cleared:
            return False
        place, cleared_on = self._cleared[row.id]
        if row.flags:
            return place > max(self._last_yes.get(flag, -1) for flag in row.flags)
        return cleared_on >= self._held(row, date)

    def _held(self, row: Row, date: dt.date) -> dt.date:
        """Return the first date of the unbroken run on which a row without signs holds."""
        if row.id != "T29":
            return self._held_since[row.id]
        while self._sore_mornings(date - DAY):
            date -= DAY
        return date

    def _sore_mornings(self, date: dt.date) -> bool:
        """Whether the two newest known mornings of the week up to a date are very sore."""
        found = 0
        for back in range(MORNING_DAYS):
            score = self._diary[date - DAY * back].m
            if score is not None:
                if score < MORNING_PAIN:
                    return False
                found += 1
                if found == 2:
                    return True
        return False


def _cleared_by(clearance: Clearance) -> Iterator[str]:
    rows = set(clearance.rows)
    if "T07" in rows:
        rows.add("T08")
    for name in rows:
        if clearance.by == "doctor" or not ROW[name].doctor:
            yield name
