"""The entries of the log, kind by kind."""

import datetime as dt
import re
from contextlib import suppress
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from .answers import Answers, RedFlags, missing
from .values import Count, Day, Minutes, Nrs, Record, StartTest, Text

Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,64}$")]
Names = Annotated[tuple[str, ...], Strict(strict=False)]
RowId = Annotated[str, Field(pattern=r"^T(0[1-9]|[12][0-9]|3[0-8])$")]
Kilometres = Annotated[float, Field(ge=0, le=1000)]


class Logged(Record):
    """What every entry has; keys that no kind knows are kept."""

    model_config = ConfigDict(extra="allow")

    id: Id
    at: AwareDatetime | None = None
    date: Day
    note: Text | None = None


class Morning(Logged):
    """The worst pain or stiffness of the first ten minutes, in NRS points."""

    kind: Literal["morning"]
    pain: Nrs
    stiffness_min: Minutes | None = None


class Done(Record):
    """What was done when it differs from the prescription; load in kg."""

    sets: Count | None = None
    reps: Count | None = None
    load_kg: Annotated[float, Field(ge=0, le=200)] | None = None
    level: Annotated[str, Field(pattern=r"^L([123]|4\.[1-8])$")] | None = None


class Session(Logged):
    """One loading session; pain is the worst during it, after the worst until bedtime."""

    kind: Literal["session"]
    slot: Literal["am", "pm"]
    pain: Nrs | None = None
    after: Nrs | None = None
    done: Done | None = None
    completed: bool = True


class Evening(Logged):
    """The scores of a day's end, in NRS points."""

    kind: Literal["evening"]
    after: Nrs | None = None
    daily_pain: Nrs | None = None


class Painkiller(Logged):
    """A painkiller or anti-inflammatory was taken."""

    kind: Literal["painkiller"]


class Run(Logged):
    """A run; minutes are its running minutes."""

    kind: Literal["run"]
    minutes: Annotated[int | float, Field(ge=0, le=1440)]
    km: Kilometres | None = None
    pain: Nrs | None = None
    rpe: Nrs | None = None
    limped: bool | None = None
    after: Nrs | None = None


class Activity(Logged):
    """Another activity, such as cycling or swimming."""

    kind: Literal["activity"]
    activity: Annotated[str, Field(min_length=1, max_length=100)]
    minutes: Annotated[int | float, Field(ge=0, le=1440)]
    pain: Nrs | None = None


class Check(Logged):
    """Tests and questionnaire totals; pain in NRS points, knee to wall in cm."""

    kind: Literal["check"]
    start_test_pain: StartTest | None = None
    raises_left: Count | None = None
    raises_right: Count | None = None
    hop_pain: Nrs | None = None
    walk_pain: Nrs | None = None
    knee_to_wall_left_cm: Annotated[float, Field(ge=0, le=50)] | None = None
    knee_to_wall_right_cm: Annotated[float, Field(ge=0, le=50)] | None = None
    visa_a: Annotated[int, Field(ge=0, le=100)] | None = None
    tendins_a: Annotated[int, Field(ge=0, le=100)] | None = None


class Flag(Logged, RedFlags):
    """Answers to warning signs, outside an assessment."""

    model_config = ConfigDict(extra="allow")

    kind: Literal["flag"]

    @model_validator(mode="after")
    def _dates_not_later(self) -> Self:
        _not_after(self, self.date, "")
        return self


class Clearance(Logged):
    """A doctor or physiotherapist cleared rows of the triage."""

    kind: Literal["clearance"]
    by: Literal["doctor", "physio"]
    rows: Annotated[tuple[RowId, ...], Strict(strict=False), Field(min_length=1)]


class Pause(Logged):
    """Days that do not count for adherence."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    kind: Literal["pause"]
    since: Day = Field(alias="from")
    until: Day
    reason: Literal["ill", "travel", "other"]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until < self.since:
            raise PydanticCustomError("until_before_from", "until lies before from")
        return self


class Assessment(Logged):
    """One whole set of answers."""

    kind: Literal["assessment"]
    answers: Answers
    new_course: bool = False

    @model_validator(mode="after")
    def _dates_not_later(self) -> Self:
        if self.answers.date not in (None, self.date):
            raise PydanticCustomError("two_dates", "answers.date is not the entry's date")
        for section in ("complaint", "red_flags"):
            _not_after(getattr(self.answers, section), self.date, section + ".")
        return self

    @property
    def complete(self) -> bool:
        """Whether every warning sign was asked."""
        return not missing(self.answers.red_flags)


class Checkin(Logged):
    """Someone was asked on this date whether anything is new."""

    kind: Literal["checkin"]


class Note(Logged):
    """Words without consequence."""

    kind: Literal["note"]
    text: Text
    for_physio: bool | None = None


class Edit(Logged):
    """That entry with other values; a dotted name reaches into an assessment's answers."""

    kind: Literal["edit"]
    of: Id
    set: dict[str, Any] = Field(default_factory=dict)
    unset: Names = ()


class Remove(Logged):
    """That entry does not exist."""

    kind: Literal["remove"]
    of: Id


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

KINDS: dict[str, type[Entry]] = {
    "morning": Morning,
    "session": Session,
    "evening": Evening,
    "painkiller": Painkiller,
    "run": Run,
    "activity": Activity,
    "check": Check,
    "flag": Flag,
    "clearance": Clearance,
    "pause": Pause,
    "assessment": Assessment,
    "checkin": Checkin,
    "note": Note,
    "edit": Edit,
    "remove": Remove,
}
DAILY = frozenset({"morning", "session", "evening", "painkiller", "activity", "checkin", "note"})
"""Kinds that say nothing beyond some weeks after their own date."""
DATES = frozenset({"date", "from", "until", "onset", "previous_episode_end", "last_run"})
"""Fields that hold a date, with those whose name ends in ``_last``."""
_ISO_DATE = r"\d{4}-\d\d-\d\d"


def _not_after(record: Record, date: dt.date, place: str) -> None:
    """Refuse a record with a date after the given one."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name != "at" and isinstance(value, dt.date) and value > date:
            raise PydanticCustomError(
                "after_its_own", "{field} lies after {date}", {"field": place + name, "date": date}
            )


def parse(table: dict[str, Any]) -> Entry:
    """Return the entry that a TOML table states.

    Raises:
        pydantic.ValidationError: with the field and what was expected.
    """
    return _model(table).model_validate(table)


def parse_json(table: dict[str, Any]) -> Entry:
    """Return the entry that a JSON object states; dates are written as 2026-12-31.

    Raises:
        pydantic.ValidationError: with the field and what was expected.
    """
    return parse(dated(table))


def dated(table: dict[str, Any]) -> dict[str, Any]:
    """Return a JSON object with the dates of its date fields as dates, everything else as it is."""
    return {name: _dated(name, value) for name, value in table.items()}


def _dated(name: str, value: Any) -> Any:
    """Return a value as the date that it states; what states none stays as it is."""
    if isinstance(value, dict):
        return dated(value)
    if not isinstance(value, str):
        return value
    last = name.rpartition(".")[2]
    with suppress(ValueError):
        if (last in DATES or last.endswith("_last")) and re.fullmatch(_ISO_DATE, value):
            return dt.date.fromisoformat(value)
        if name == "at":
            return dt.datetime.fromisoformat(value)
    return value


def _model(table: dict[str, Any]) -> type[Entry]:
    kind = table.get("kind")
    return KINDS.get(kind if isinstance(kind, str) else "", _Unknown)  # type: ignore[arg-type]


class _Unknown(BaseModel):
    """Refuses what is no kind of entry."""

    kind: Literal[tuple(KINDS)]  # type: ignore[valid-type]


def table(entry: Entry) -> dict[str, Any]:
    """Return the fields of an entry as plain values, without what was not recorded."""
    return entry.model_dump(exclude_none=True, by_alias=True)
