"""What a physiotherapist wants to know of a course, on one page."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import NamedTuple, cast

from ..course import Replay
from ..log.answers import Complaint, Risk
from ..log.corrections import by_date
from ..log.diary import DAY, worst
from ..log.entries import Activity, Assessment, Entry, Note, Painkiller, Run
from ..programme.protocol import Protocol
from ..programme.weekly import WEEK_DAYS
from ..state import Colour, Finding, LevelStep, RunningStep, State
from . import summary
from .fortnights import Fortnight, fortnights, over
from .graph import GraphDay, graph_days
from .measures import Measure, measures
from .red_days import LoadChange, RedDay, load_change, red_days, why_red
from .sessions import done_count, given_count, pauses, sessions_today, without_pauses
from .sign_history import SignHistory, sign_history
from .trust import Share, Trust, trust

LATELY_DAYS = 14
"""The newest days, which have a line of their own."""
SPORT_WEEKS = 4
"""The newest weeks whose runs and activities are counted."""
HEEL_DROPS = ("heel-drop-straight", "heel-drop-bent")


class Episode(StrEnum):
    """Whether the complaint is the first."""

    AGAIN_SINCE = "again_since"
    """The date on which the earlier one ended is known."""
    AGAIN = "again"
    FIRST = "first"
    UNKNOWN = "unknown"


class Lately(NamedTuple):
    """The last days that are over, or as many as there are; sessions without days in a pause."""

    last: dt.date | None
    days: int
    done: int
    given: int
    morning_worst: int | None
    reds: int
    painkillers: int


class Running(NamedTuple):
    """Running by the programme, while it is allowed."""

    since: dt.date
    """The date from which it is."""
    begun: RunningStep | None
    """The step with which it began; None while it was suspended ever since."""

    def place(self, step: RunningStep, protocol: Protocol) -> Share:
        """Return which step of how many one is."""
        paths = (protocol.running.A, protocol.running.B)
        path = next(path for path in paths if self.begun in path)
        return Share(path.index(step) + 1, len(path))


class Sport(NamedTuple):
    """Running and other activities of the last weeks."""

    weeks: int
    runs: tuple[tuple[int, int], ...]
    """Each week of the course and how many, oldest first; the last may not be over."""
    outside: Share
    """The runs on a date on which the programme did not allow one, of all."""
    longest: Run | None
    pain_worst: int | None
    """The worst of the runs; NRS points."""
    others: tuple[tuple[str, int], ...]
    """Other activities as they were typed, and how often."""
    running: Running | None


class OwnWords(NamedTuple):
    """Words of the person's own."""

    date: dt.date
    text: str


class StepDown(NamedTuple):
    """A morning on which the level went down, and the rule that moved it."""

    date: dt.date
    step: LevelStep


class RedDayTold(NamedTuple):
    """A red day, what made it red, and the last change of the load up to it."""

    day: RedDay
    why: Finding
    load: LoadChange | None

    @property
    def load_days(self) -> int | None:
        """How many days before it the load changed."""
        return (self.day.date - self.load.date).days if self.load else None


class Handover(NamedTuple):
    """A course for someone else; what needs a day 1 is empty or None before there is one."""

    replay: Replay
    assessment: Assessment
    """The newest."""
    complaint_weeks: int
    """Whole weeks since the onset."""
    episode: Episode
    signs: SignHistory
    painkillers: tuple[dt.date, ...]
    """The dates on which one was taken, of those that are shown."""
    trained_blocked: tuple[dt.date, ...]
    """The dates with a session though the date before was blocked too, of those that are shown."""
    lately: Lately | None
    earlier: Fortnight | None
    """All that lies before the first that is shown."""
    fortnights: tuple[Fortnight, ...]
    graph: tuple[GraphDay, ...]
    steps_down: tuple[StepDown, ...]
    red_days: tuple[RedDayTold, ...]
    tests: tuple[Measure, ...]
    sport: Sport | None
    trust: Trust | None
    questions: tuple[OwnWords, ...]
    notes: tuple[OwnWords, ...]

    @property
    def heel_drops(self) -> int:
        """How many heel drops are prescribed for the date."""
        work = [one for session in self.replay.states[-1].sessions for one in session.work]
        return sum(one.sets * one.reps for one in work if one.exercise in HEEL_DROPS)

    @property
    def stopped(self) -> bool:
        """Whether what is left of the sessions of the date is left out."""
        return sessions_today(self.replay).stopped

    def day_number(self, date: dt.date) -> int:
        """Return the day of the course; without one, counted from the newest assessment."""
        return (date - (self.replay.day_one or self.assessment.date)).days + 1


def handover(replay: Replay, written: Sequence[Entry], weeks: int | None) -> Handover:
    """Return the page of a log with an assessment, and the newest weeks of its course.

    ``written`` is the log as it was written, with its corrections. None asks for all weeks.
    """
    earlier, shown = fortnights(replay, summary.weeks(replay), weeks)
    since = shown[0].first if shown else dt.date.min
    assessment = cast("Assessment", replay.assessment)
    complaint = assessment.answers.complaint
    log = by_date(replay.log)
    return Handover(
        replay=replay,
        assessment=assessment,
        complaint_weeks=(replay.until - complaint.onset).days // WEEK_DAYS,
        episode=_episode(complaint, assessment.answers.risk),
        signs=sign_history(replay),
        painkillers=tuple(
            dict.fromkeys(e.date for e in log if isinstance(e, Painkiller) and e.date >= since)
        ),
        trained_blocked=tuple(
            state.date
            for before, state in pairwise(replay.states)
            if state.date >= since
            and before.blocked
            and state.blocked
            and replay.diary[state.date].trained
        ),
        lately=_lately(replay) if replay.states else None,
        earlier=earlier,
        fortnights=shown,
        graph=tuple(day for day in graph_days(replay.states, replay.diary) if day.date >= since),
        steps_down=tuple(
            StepDown(state.date, step)
            for state in replay.states
            for step in state.level_steps
            if state.date >= since and step.after < step.before
        ),
        red_days=tuple(
            RedDayTold(day, why_red(replay, day), load_change(replay.states, day.date))
            for day in red_days(replay)
            if day.date >= since
        ),
        tests=measures(log, complaint.side),
        sport=_sport(replay) if replay.states else None,
        trust=trust(replay, written, since) if replay.states else None,
        questions=tuple(
            OwnWords(entry.date, entry.text)
            for entry in log
            if isinstance(entry, Note) and entry.for_physio and entry.date >= since
        ),
        notes=tuple(words for entry in log if entry.date >= since for words in _words(entry)),
    )


def _episode(complaint: Complaint, risk: Risk) -> Episode:
    if complaint.previous_episode_end is not None:
        return Episode.AGAIN_SINCE
    if risk.achilles_last_12m is None:
        return Episode.UNKNOWN
    return Episode.AGAIN if risk.achilles_last_12m else Episode.FIRST


def _lately(replay: Replay) -> Lately:
    states = over(replay, replay.states)[-LATELY_DAYS:]
    counted = without_pauses(pauses(replay.log), states)
    days = [replay.diary[state.date] for state in states]
    mornings_after = replay.states[-len(states) :] if states else ()
    return Lately(
        last=states[-1].date if states else None,
        days=len(states),
        done=done_count(replay.diary, counted),
        given=given_count(counted),
        morning_worst=worst(*(day.m for day in days), replay.diary[replay.until].m),
        reds=sum(state.colour_yesterday is Colour.RED for state in mornings_after),
        painkillers=sum(day.painkiller for day in days),
    )


def _sport(replay: Replay) -> Sport:
    state = replay.states[-1]
    week_one = max(1, state.week - SPORT_WEEKS + 1)
    begin = state.date - DAY * (state.day - 1 - (week_one - 1) * WEEK_DAYS)
    recent = [entry for entry in replay.log if entry.date >= begin]
    runs = [entry for entry in recent if isinstance(entry, Run)]
    weeks = [(run.date - begin).days // WEEK_DAYS for run in runs]
    others: dict[str, int] = {}
    for entry in recent:
        if isinstance(entry, Activity):
            others[entry.activity] = others.get(entry.activity, 0) + 1
    count = state.week - week_one + 1
    allowed = _run_dates(replay.states)
    return Sport(
        weeks=count,
        runs=tuple((week_one + week, weeks.count(week)) for week in range(count)),
        outside=Share(sum(run.date not in allowed for run in runs), len(runs)),
        longest=max(runs, key=lambda run: (run.minutes, run.km or 0), default=None),
        pain_worst=worst(*(score for run in runs for score in (run.pain, run.after))),
        others=tuple(others.items()),
        running=_running(replay.states),
    )


def _run_dates(states: Sequence[State]) -> frozenset[dt.date]:
    """Return the dates on which the programme allowed a run.

    The state of a date knows its runs already: how early one may come stood on the day before.
    """
    return frozenset(
        state.date
        for before, state in pairwise((None, *states))
        if state is not None
        and state.running not in (None, RunningStep.SUSPENDED)
        and (before is None or before.next_run is None or before.next_run <= state.date)
    )


def _running(states: Sequence[State]) -> Running | None:
    """Return since when running is allowed without a closing in between, and how it began."""
    open_ = list(takewhile(lambda state: state.running is not None, reversed(states)))
    if not open_:
        return None
    steps = [s.running for s in reversed(open_) if s.running is not RunningStep.SUSPENDED]
    return Running(open_[-1].date, steps[0] if steps else None)


def _words(entry: Entry) -> list[OwnWords]:
    """Return the notes of an entry; what is asked of the physiotherapist is none."""
    texts = [entry.note]
    if isinstance(entry, Note) and not entry.for_physio:
        texts.append(entry.text)
    return [OwnWords(entry.date, text) for text in texts if text]
