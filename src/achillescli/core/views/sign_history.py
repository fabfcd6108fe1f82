"""The warning signs of a whole log: what was answered yes and when, what that opened and closed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..assessment.standing import TriageLog
from ..assessment.triage import DATED, ROW
from ..course import Replay
from ..log.answers import RED_FLAGS, RedFlags
from ..log.corrections import in_order
from ..log.diary import DAY
from ..log.entries import Assessment, By, Checkin, Clearance, Entry, Flag
from ..questionnaire.questions import QUESTIONS
from ..state import Finding

GROUPS = {
    question.name: tuple(field.removeprefix("red_flags.") for field in question.fields)
    for question in QUESTIONS
    if question.kind in ("signs", "spa")
}
"""The signs by the questions that ask for them; medicines have a date and a line of their own."""


class OpenPeriod(NamedTuple):
    """A time in which a row of the triage was open.

    ``until`` is the first date on which it no longer was, None while it is. ``by`` is who
    cleared it, None when a later answer, score or date closed it.
    """

    row: str
    since: dt.date
    until: dt.date | None
    findings: tuple[Finding, ...]
    """What opened it."""
    by: By | None = None


class OtherYes(NamedTuple):
    """A sign that was answered yes without opening a row that stands among the periods."""

    sign: str
    dates: tuple[dt.date, ...]


class SignHistory(NamedTuple):
    """Every warning sign of a log."""

    periods: tuple[OpenPeriod, ...]
    """What signs opened, and what else forbade loading; oldest first."""
    others: tuple[OtherYes, ...]
    medicines: Mapping[str, dt.date | None]
    """The latest date given for each medicine that was asked about; None for never."""
    asked: tuple[dt.date, ...]
    """The dates on which someone was asked whether there are signs."""
    unasked: tuple[str, ...]
    """The signs that were never asked about; pregnancy is none for a man."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of which at least one sign was asked about."""
        return tuple(name for name, signs in GROUPS.items() if not {*signs} <= {*self.unasked})

    @property
    def none_ever(self) -> bool:
        """Whether no sign was ever answered yes."""
        return not self.others and not any(ROW[period.row].flags for period in self.periods)


def sign_history(replay: Replay) -> SignHistory:
    """Return every warning sign of a log up to the date of a replay."""
    answered = [(entry.date, flags) for entry in replay.log if (flags := _flags(entry))]
    found = tuple(_periods(replay))
    periods = tuple(period for period in found if _told(period.row))
    return SignHistory(
        periods=periods,
        others=tuple(_others(answered, periods)),
        medicines=_medicines(answered),
        asked=_question_dates(replay.log),
        unasked=tuple(
            name
            for name in RED_FLAGS
            if all(getattr(flags, name) is None for _, flags in answered)
            and not (name == "pregnant" and _is_man(replay.assessment))
        ),
    )


def _is_man(assessment: Assessment | None) -> bool:
    return assessment is not None and assessment.answers.person.sex == "male"


def _told(row: str) -> bool:
    """Whether a row is opened by signs, or forbids loading."""
    return bool(ROW[row].flags) or ROW[row].referral.blocks


def _flags(entry: Entry) -> RedFlags | None:
    if isinstance(entry, Assessment):
        return entry.answers.red_flags
    return entry if isinstance(entry, Flag) else None


def _periods(replay: Replay) -> Iterator[OpenPeriod]:
    """Yield when each row that answers and scores open was open, in the order of opening."""
    dates = [entry.date for entry in replay.log if _flags(entry)]
    if not dates:
        return
    triage = TriageLog(in_order(enumerate(replay.journal)), replay.diary)
    clearances = [entry for entry in replay.log if isinstance(entry, Clearance)]
    periods: list[OpenPeriod] = []
    places: dict[str, int] = {}
    """Where the periods stand that are open."""
    date = dates[0]
    while date <= replay.until:
        triage.advance(date)
        rows = triage.standing()
        for row in [row for row in places if row not in rows]:
            place = places.pop(row)
            by = _by(row, date, clearances)
            periods[place] = periods[place]._replace(until=date, by=by)
        for row in rows:
            if row not in places:
                places[row] = len(periods)
                findings = triage.findings((row,)).findings[row]
                periods.append(OpenPeriod(row, date, None, findings))
        date += DAY
    yield from periods


def _by(row: str, date: dt.date, clearances: Iterable[Clearance]) -> By | None:
    """Return who cleared a row on a date."""
    for entry in clearances:
        if entry.date == date and any(
            row in (name, *ROW[name].covers) and ROW[name].may_clear(entry.by)
            for name in entry.rows
        ):
            return entry.by
    return None


def _others(
    answered: Sequence[tuple[dt.date, RedFlags]], periods: Sequence[OpenPeriod]
) -> Iterator[OtherYes]:
    """Yield the signs with the dates of a yes at which no period of theirs was open."""
    for name in RED_FLAGS:
        dates = dict.fromkeys(
            date
            for date, flags in answered
            if getattr(flags, name) and not any(_covers(p, name, date) for p in periods)
        )
        if dates:
            yield OtherYes(name, tuple(dates))


def _covers(period: OpenPeriod, sign: str, date: dt.date) -> bool:
    """Whether a sign of a date is among those of a period."""
    ended = period.until is not None and date >= period.until
    return sign in ROW[period.row].flags and period.since <= date and not ended


def _medicines(answered: Iterable[tuple[dt.date, RedFlags]]) -> dict[str, dt.date | None]:
    found: dict[str, dt.date | None] = {}
    for date, flags in answered:
        for name in DATED:
            last = getattr(flags, name)
            if last is None:
                continue
            known = found.setdefault(name, None)
            if last is not False:
                given = date if last is True else last
                found[name] = given if known is None else max(known, given)
    return found


def _question_dates(log: Iterable[Entry]) -> tuple[dt.date, ...]:
    dates = (entry.date for entry in log if isinstance(entry, Checkin) or _flags(entry))
    return tuple(dict.fromkeys(dates))
