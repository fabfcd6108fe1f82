"""The entries of the log, kind by kind."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Literal, get_args

from . import values
from .answers import Answers, RedFlags, missing
from .fields import (
    COUNT,
    DATE,
    DAY_OF_PAUSE,
    DURATION,
    ID,
    KM,
    LEVEL,
    MINUTES,
    NAMES,
    ROWS,
    SCORE,
    SHORT_TEXT,
    START_TEST,
    TEXT,
    TIME,
    TOTAL,
    TRUTH,
    VALUES,
    WALL_CM,
    choice,
    must,
    number,
    only,
    part,
    parts,
)
from .values import Contradiction, Misfit, Record, StartTest

Slot = Literal["am", "pm"]
By = Literal["doctor", "physio"]
Reason = Literal["ill", "travel", "other"]


class Logged(Record):
    """What every entry has; keys that no kind knows are kept."""

    extra: ClassVar[Mapping[str, Any] | None] = MappingProxyType({})

    id: str = must(ID)
    at: dt.datetime | None = TIME
    date: dt.date = must(DATE)
    note: str | None = TEXT


class Morning(Logged):
    """The worst pain or stiffness of the first ten minutes, in NRS points."""

    kind: Literal["morning"] = only("morning")
    pain: int = must(SCORE)
    stiffness_min: int | None = MINUTES


class Done(Record):
    """What was done when it differs from the prescription; load in kg."""

    sets: int | None = COUNT
    reps: int | None = COUNT
    load_kg: float | None = number(0, 200)
    level: str | None = LEVEL


class Session(Logged):
    """One loading session; pain is the worst during it, after the worst until bedtime.

    ``stopped``: a sharp pain ended it, or one that rose set by set, whatever the score (X3).
    """

    kind: Literal["session"] = only("session")
    slot: Slot = must(choice(Slot))
    pain: int | None = SCORE
    after: int | None = SCORE
    done: Done | None = part(Done)
    completed: bool = TRUTH._replace(default=True)
    stopped: bool | None = TRUTH


class Evening(Logged):
    """The scores of a day's end, in NRS points."""

    kind: Literal["evening"] = only("evening")
    after: int | None = SCORE
    daily_pain: int | None = SCORE


class Painkiller(Logged):
    """A painkiller or anti-inflammatory was taken."""

    kind: Literal["painkiller"] = only("painkiller")


class Run(Logged):
    """A run; minutes are its running minutes; of a recording its source, start and checksum."""

    kind: Literal["run"] = only("run")
    minutes: float = must(DURATION)
    km: float | None = KM
    pain: int | None = SCORE
    rpe: int | None = SCORE
    limped: bool | None = TRUTH
    stopped: bool | None = TRUTH
    after: int | None = SCORE
    source: str | None = SHORT_TEXT
    start: dt.datetime | None = TIME
    sha: str | None = SHORT_TEXT


class Activity(Logged):
    """Another activity, such as cycling or swimming."""

    kind: Literal["activity"] = only("activity")
    activity: str = must(SHORT_TEXT)
    minutes: float = must(DURATION)
    pain: int | None = SCORE
    stopped: bool | None = TRUTH


class OwnActivity(Record):
    """How hard an activity of the person's own choice is: 0 no trouble, 10 not possible."""

    name: str = must(SHORT_TEXT)
    score: int = must(SCORE)


class Check(Logged):
    """Tests and questionnaire totals; pain in NRS points, knee to wall in cm.

    ``variant`` says which version of the questionnaire was filled in, and in which language.
    """

    kind: Literal["check"] = only("check")
    start_test_pain: StartTest | None = START_TEST
    raises_left: int | None = COUNT
    raises_right: int | None = COUNT
    hop_pain: int | None = SCORE
    walk_pain: int | None = SCORE
    knee_to_wall_left_cm: float | None = WALL_CM
    knee_to_wall_right_cm: float | None = WALL_CM
    visa_a: int | None = TOTAL
    tendins_a: int | None = TOTAL
    faam: int | None = TOTAL
    variant: str | None = SHORT_TEXT
    activities: tuple[OwnActivity, ...] | None = parts(OwnActivity, most=3)


class Flag(Logged, RedFlags):
    """Answers to warning signs, outside an assessment."""

    kind: Literal["flag"] = only("flag")

    def contradiction(self) -> Contradiction | None:
        """Return a sign that lies after the date on which it was told."""
        return _after(self, self.date)


class Clearance(Logged):
    """A doctor or physiotherapist cleared rows of the triage."""

    kind: Literal["clearance"] = only("clearance")
    by: By = must(choice(By))
    rows: tuple[str, ...] = must(ROWS)


class Pause(Logged):
    """Days that do not count for adherence."""

    kind: Literal["pause"] = only("pause")
    since: dt.date = must(DAY_OF_PAUSE._replace(name="from"))
    until: dt.date = must(DAY_OF_PAUSE)
    reason: Reason = must(choice(Reason))

    def contradiction(self) -> Contradiction | None:
        """Return that the last day lies before the first."""
        return Contradiction("until_before_from") if self.until < self.since else None


class Assessment(Logged):
    """One whole set of answers."""

    kind: Literal["assessment"] = only("assessment")
    answers: Answers = must(part(Answers))
    new_course: bool = TRUTH._replace(default=False)

    def contradiction(self) -> Contradiction | None:
        """Return that the answers have another date, or an answer that lies after it."""
        if self.answers.date not in (None, self.date):
            return Contradiction("two_dates")
        return _after(self.answers.complaint, self.date, "complaint.") or _after(
            self.answers.red_flags, self.date, "red_flags."
        )

    @property
    def complete(self) -> bool:
        """Whether every warning sign was asked."""
        return not missing(self.answers.red_flags)


class Checkin(Logged):
    """Someone was asked on this date whether anything is new."""

    kind: Literal["checkin"] = only("checkin")


class Note(Logged):
    """Words without consequence."""

    kind: Literal["note"] = only("note")
    text: str = must(TEXT)
    for_physio: bool | None = TRUTH


class Edit(Logged):
    """That entry with other values; a dotted name reaches into an assessment's answers."""

    kind: Literal["edit"] = only("edit")
    of: str = must(ID)
    set: Mapping[str, Any] = VALUES
    unset: tuple[str, ...] = NAMES


class Remove(Logged):
    """That entry does not exist."""

    kind: Literal["remove"] = only("remove")
    of: str = must(ID)


Entry = (
    Morning
    | Session
    | Evening
    | Painkiller
    | Run
    | Activity
    | Check
    | Flag
    | Clearance
    | Pause
    | Assessment
    | Checkin
    | Note
    | Edit
    | Remove
)

KINDS: dict[str, type[Entry]] = {kind.kind: kind for kind in get_args(Entry)}
DAILY = frozenset({"morning", "session", "evening", "painkiller", "activity", "checkin", "note"})
"""Kinds that say nothing beyond some weeks after their own date."""


def _after(record: Record, date: dt.date, place: str = "") -> Contradiction | None:
    """Return the first date of a record that lies after the given one."""
    for name, field in record.fields.items():
        value = getattr(record, name)
        if field.takes == "date" and not isinstance(value, bool | None) and value > date:
            return Contradiction("after_its_own", place + name)
    return None


def parse(table: Mapping[str, Any]) -> Entry:
    """Return the entry that a TOML table states.

    Raises:
        Misfit: it is no valid entry.
    """
    return values.record(_kind(table), table)


def parse_json(table: Mapping[str, Any]) -> Entry:
    """Return the entry that a JSON object states; dates are written as 2026-12-31.

    Raises:
        Misfit: it is no valid entry.
    """
    return parse(values.dated_table(table))


def from_json(table: Mapping[str, Any]) -> Entry:
    """Return an entry that was written as JSON after it had been checked.

    Raises:
        ValueError, TypeError, AttributeError: it is no such entry.
    """
    return values.from_json(_kind(table), table)


def _kind(table: Mapping[str, Any]) -> type[Entry]:
    name = table.get("kind")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise Misfit("kind")
    return kind
