"""A course in figures: one line a week, and how far someone has come."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from ..assessment.triage import ROW
from ..course import Replay
from ..log.corrections import by_date
from ..log.diary import DayRecord
from ..log.entries import Check, Pause
from ..programme import progress, weekly
from ..programme.running import holds_running
from ..programme.weekly import WEEK_DAYS
from ..state import Colour, Decision, Referral, State
from .graph import GraphDay, graph_days
from .measures import ACTIVITY, TOTALS, Measure, measures
from .own_activities import Followed, followed_activities
from .red_days import RedDay, red_days
from .sessions import done_count, given_count, pauses, without_pauses


class ReportWeek(NamedTuple):
    """One week of a course; scores in NRS points, None when not known; load in kg."""

    number: int
    first: dt.date
    last: dt.date
    prescribed: int
    completed: int
    adherence: float | None
    """Completed by prescribed sessions without days in a pause, 0 to 1."""
    morning_median: Fraction | None
    morning_worst: int | None
    session_median: Fraction | None
    session_worst: int | None
    colours: dict[Colour, int]
    level: str
    level_kg: float
    decision: Decision | None
    """What was decided on the morning after it."""
    against_baseline: Fraction | None
    """The median by which the rules judge it, less the baseline B0."""
    painkiller_days: int
    finished: bool


class SessionsDone(NamedTuple):
    """The sessions of some weeks, without days in a pause."""

    completed: int
    prescribed: int

    @property
    def percent(self) -> int | None:
        """Completed by prescribed (ADHERENCE), in whole percent; None when none was prescribed."""
        return round(100 * self.completed / self.prescribed) if self.prescribed else None


class Progress(NamedTuple):
    """How far someone has come; the index is a mean in NRS points."""

    index_first: Fraction | None
    index_latest: Fraction | None
    latest_week: int | None
    meaningful: bool | None
    """Whether the index fell enough; None when it cannot be compared."""
    incomparable: str | None
    """Why it cannot: few_scores, low_start or no_later."""
    recovered: bool
    visa_first: int | None
    visa_latest: int | None
    visa_change: int | None
    visa_meaningful: bool | None


class Report(NamedTuple):
    """How a course went up to its last date."""

    replay: Replay
    weeks: tuple[ReportWeek, ...]
    progress: Progress
    graph: tuple[GraphDay, ...]
    held_by: tuple[str, ...]
    """The rows for a doctor, soon, that keep running closed."""
    red_days: tuple[RedDay, ...]
    measures: tuple[Measure, ...]
    """The questionnaires and the activities of the person's own of this course."""
    own: tuple[Followed, ...]

    @property
    def sessions(self) -> SessionsDone:
        """The sessions of all its weeks."""
        return sessions_done(self.weeks)

    def since(self, date: dt.date) -> "Report":
        """Return the report with the days of its graph and its red days from a date on alone."""
        return self._replace(
            graph=tuple(day for day in self.graph if day.date >= date),
            red_days=tuple(day for day in self.red_days if day.date >= date),
        )


def report(replay: Replay) -> Report:
    """Return how a course that has days went."""
    rows = holds_running(replay.states[-1].rows)
    return Report(
        replay=replay,
        weeks=weeks(replay),
        progress=progress_of(replay),
        graph=graph_days(replay.states, replay.diary),
        held_by=tuple(row for row in rows if ROW[row].referral is Referral.DOCTOR_SOON),
        red_days=red_days(replay),
        measures=_measures(replay),
        own=followed_activities(replay.log),
    )


def _measures(replay: Replay) -> tuple[Measure, ...]:
    log = [entry for entry in by_date(replay.log) if entry.date >= replay.states[0].date]
    return tuple(one for one in measures(log, "both") if one.name in (*TOTALS, ACTIVITY))


def weeks(replay: Replay) -> tuple[ReportWeek, ...]:
    """Return the weeks of the course, the running one too."""
    paused = pauses(replay.log)
    starts = range(0, len(replay.states), WEEK_DAYS)
    return tuple(_week(replay, start // WEEK_DAYS + 1, paused) for start in starts)


def adherence(completed: int, prescribed: int) -> float | None:
    """Return completed by prescribed sessions, 0 to 1; None when none was prescribed.

    Rule ADHERENCE; both without days in a pause, and no more completed than prescribed.
    """
    return completed / prescribed if prescribed else None


def sessions_done(weeks: Sequence[ReportWeek]) -> SessionsDone:
    """Return the sessions of some weeks together."""
    return SessionsDone(sum(w.completed for w in weeks), sum(w.prescribed for w in weeks))


def _week(replay: Replay, number: int, paused: Sequence[Pause]) -> ReportWeek:
    first = (number - 1) * WEEK_DAYS
    states = replay.states[first : first + WEEK_DAYS]
    days = [replay.diary[state.date] for state in states]
    mornings = [day.m for day in days if day.m is not None]
    pains = [day.p for day in days if day.p is not None]
    counted = without_pauses(paused, states)
    prescribed, completed = given_count(counted), done_count(replay.diary, counted)
    morning_after = replay.states[first + WEEK_DAYS] if _over(replay, first) else None
    judged = replay.weeks[number - 1].median if number <= len(replay.weeks) else None
    base = weekly.baseline([week.median for week in replay.weeks[:number]])
    return ReportWeek(
        number=number,
        first=states[0].date,
        last=states[-1].date,
        prescribed=prescribed,
        completed=completed,
        adherence=adherence(completed, prescribed),
        morning_median=median(map(Fraction, mornings)) if mornings else None,
        morning_worst=max(mornings, default=None),
        session_median=median(map(Fraction, pains)) if pains else None,
        session_worst=max(pains, default=None),
        colours=_colours(replay.states[first + 1 : first + WEEK_DAYS + 1]),
        level=str(states[-1].level),
        level_kg=states[-1].level_kg,
        decision=morning_after.decision if morning_after else None,
        against_baseline=None if judged is None or base is None else judged - base,
        painkiller_days=_painkiller_days(days),
        finished=morning_after is not None,
    )


def _over(replay: Replay, first: int) -> bool:
    return first + WEEK_DAYS < len(replay.states)


def _painkiller_days(days: list[DayRecord]) -> int:
    return sum(day.painkiller for day in days)


def _colours(mornings_after: tuple[State, ...]) -> dict[Colour, int]:
    found = [state.colour_yesterday for state in mornings_after]
    return {colour: found.count(colour) for colour in Colour}


def progress_of(replay: Replay) -> Progress:
    """Return how far someone has come on the last date of a course."""
    known = [(n, x) for n, x in enumerate(replay.indices, 1) if x is not None and n > 1]
    side = replay.assessment.answers.complaint.side if replay.assessment else "both"
    month = replay.diary.before(replay.until, progress.RECOVERED_DAYS)
    visa = _visa(replay)
    change = None if len(visa) < 2 else visa[-1][1] - visa[0][1]
    return Progress(
        index_first=replay.indices[0] if replay.indices else None,
        index_latest=known[-1][1] if known else None,
        latest_week=known[-1][0] if known else None,
        meaningful=progress.meaningful(replay.indices),
        incomparable=progress.incomparable(replay.indices),
        recovered=progress.recovered(month, side, replay.raises),
        visa_first=visa[0][1] if visa else None,
        visa_latest=visa[-1][1] if change is not None else None,
        visa_change=change,
        visa_meaningful=None
        if change is None
        else progress.visa_meaningful(change, _week_of(visa[0][0], visa[-1][0])),
    )


def _week_of(first: dt.date, latest: dt.date) -> int:
    """Return the week in which a date lies, counted from another; day 7 is still week 1."""
    return -(-(latest - first).days // WEEK_DAYS)


def _visa(replay: Replay) -> list[tuple[dt.date, int]]:
    """Return the VISA-A totals since day 1 of the variant of the newest.

    Of one date the later counts.
    """
    if replay.day_one is None:
        return []
    found = [
        (entry.date, entry.visa_a, (entry.variant or "").casefold())
        for entry in replay.log
        if isinstance(entry, Check) and entry.visa_a is not None and entry.date >= replay.day_one
    ]
    newest = max(found, key=itemgetter(0), default=None)
    same = {date: total for date, total, variant in found if newest and variant == newest[2]}
    return sorted(same.items())
