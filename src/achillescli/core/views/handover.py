"""What a physiotherapist wants to know of a course, on one page."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, cast

from ..course import Replay
from ..log.answers import Complaint, Risk
from ..log.corrections import ordered
from ..log.diary import DAY, worst
from ..log.entries import Activity, Assessment, Entry, Note, Painkiller, Run
from ..programme.weekly import WEEK_DAYS
from ..state import Colour, LevelStep
from . import summary
from .fortnights import Fortnight, fortnights
from .graph import GraphDay, graph_days
from .measures import Measure, measures
from .red_days import RedDay, red_days
from .sign_history import SignHistory, sign_history
from .trust import Trust, trust

LATELY_DAYS = 14
SPORT_WEEKS = 4


class Episode(StrEnum):
    """Whether the complaint is the first."""

    AGAIN_SINCE = "again_since"
    """The date on which the earlier one ended is known."""
    AGAIN = "again"
    FIRST = "first"
    UNKNOWN = "unknown"


class Lately(NamedTuple):
    """The last days before a date, or as many as there are."""

    days: int
    done: int
    given: int
    morning_worst: int | None
    reds: int
    painkillers: int


class Sport(NamedTuple):
    """Running and other activities of the last weeks."""

    weeks: int
    runs: tuple[int, ...]
    """How many in each week, oldest first; the last may not be over."""
    longest: Run | None
    pain_worst: int | None
    """The worst of the runs; NRS points."""
    others: tuple[tuple[str, int], ...]
    """Other activities as they were typed, and how often."""


class OwnWords(NamedTuple):
    """Words of the person's own."""

    date: dt.date
    text: str


class StepDown(NamedTuple):
    """A morning on which the level went down, and the rule that moved it."""

    date: dt.date
    step: LevelStep


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
    lately: Lately | None
    earlier: Fortnight | None
    """All that lies before the first that is shown."""
    fortnights: tuple[Fortnight, ...]
    graph: tuple[GraphDay, ...]
    steps_down: tuple[StepDown, ...]
    red_days: tuple[RedDay, ...]
    tests: tuple[Measure, ...]
    sport: Sport | None
    trust: Trust | None
    questions: tuple[OwnWords, ...]
    notes: tuple[OwnWords, ...]

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
    log = ordered(replay.log)
    return Handover(
        replay=replay,
        assessment=assessment,
        complaint_weeks=(replay.until - complaint.onset).days // WEEK_DAYS,
        episode=_episode(complaint, assessment.answers.risk),
        signs=sign_history(replay),
        painkillers=tuple(
            dict.fromkeys(e.date for e in log if isinstance(e, Painkiller) and e.date >= since)
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
        red_days=tuple(day for day in red_days(replay) if day.date >= since),
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
    states = replay.states[-LATELY_DAYS - 1 : -1]
    days = [replay.diary[state.date] for state in states]
    mornings_after = replay.states[-len(states) :] if states else ()
    return Lately(
        days=len(states),
        done=sum(min(d.s, len(s.sessions)) for d, s in zip(days, states, strict=True)),
        given=sum(len(state.sessions) for state in states),
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
    return Sport(
        weeks=count,
        runs=tuple(weeks.count(week) for week in range(count)),
        longest=max(runs, key=lambda run: (run.minutes, run.km or 0), default=None),
        pain_worst=worst(*(score for run in runs for score in (run.pain, run.after))),
        others=tuple(others.items()),
    )


def _words(entry: Entry) -> list[OwnWords]:
    """Return the notes of an entry; what is asked of the physiotherapist is none."""
    texts = [entry.note]
    if isinstance(entry, Note) and not entry.for_physio:
        texts.append(entry.text)
    return [OwnWords(entry.date, text) for text in texts if text]
