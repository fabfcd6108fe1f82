"""The last date of a course, with what its page says beside the state."""

import datetime as dt
from typing import NamedTuple

from ..course import Replay
from ..log.diary import DAY
from ..log.entries import Evening, Session
from ..programme import painkillers, progress
from ..programme.protocol import Protocol
from ..programme.stop import day_stops
from ..programme.weekly import WEEK_DAYS
from ..state import Colour, Off, Phase, State
from .own_activities import followed_activities
from .red_days import RECENT_DAYS, RedDayPattern, pattern, red_days
from .sessions import (
    SessionsToday,
    done_count,
    given_count,
    pause_end,
    pauses,
    sessions_today,
    without_pauses,
)

MILESTONES = (6, 12)
"""The weeks whose end is told: heel raises may come, and maintenance."""


class LastDays(NamedTuple):
    """The seven days before a date, or as many as there are: how each was tolerated.

    A day that waits for the score of the morning after it has no colour yet.
    """

    colours: tuple[Colour, ...]
    """Oldest first; none where no day had a session."""
    done: int
    given: int
    """The sessions done of those given, without days in a pause."""


class Today(NamedTuple):
    """A date that has a workout, or none for today."""

    replay: Replay
    since: tuple[State, ...]
    """From the last date before it that has an entry to the date itself."""
    last_days: LastDays
    sessions: SessionsToday
    to_log: str | None
    """What can be logged next: morning, am, pm, evening, or daily on a day without training."""
    weekdays: tuple[int, ...]
    """The weekdays with a session, Monday is 0; empty where every day has one."""
    paused_until: dt.date | None
    """The last date of the pause that the date is in."""
    yesterday_open: bool
    """Whether yesterday is amber only as long as this morning has no score."""
    maintained: bool
    """Whether the weeks of maintenance are behind."""
    painkiller_lately: bool
    painkiller_yesterday: bool
    too_much: bool
    """Whether a pain of the date asks to stop, with a session or without."""
    raises_off: Off | None
    """Why heel raises that are open are not for today."""
    running_off: Off | None
    """Why running that is open, and that no rule suspends, is better left for another day."""
    built_up: bool
    """Whether the first days have fewer sets."""
    other_treatments: bool
    """Whether other treatments are worth a word."""
    first_session: bool
    """Whether no session was ever logged."""
    own_due: bool
    """Whether activities of the person's own are to be scored again."""
    weeks_done: tuple[int, ...]
    """The milestones that came since the last date before it that has an entry."""
    before_red_days: RedDayPattern | None
    """What comes before many of the recent red days."""

    @property
    def new_rows(self) -> frozenset[str]:
        """The rows that did not stand on the last date that has an entry."""
        now, before = self.since[-1].rows, self.since[:-1]
        return frozenset(now).difference(before[0].rows if before else ())


def weeks_done(before: State, now: State) -> tuple[int, ...]:
    """Return the milestones that were passed between two dates of a course."""
    return tuple(weeks for weeks in MILESTONES if before.day <= weeks * WEEK_DAYS < now.day)


def looks_back_to(date: dt.date) -> dt.date:
    """Return the first date whose state the page of a date needs: the day before a red day."""
    return date - DAY * (RECENT_DAYS + 1)


def since(replay: Replay) -> tuple[State, ...]:
    """Return the days from the last date before the newest that has an entry, to the newest."""
    seen = [entry.date for entry in replay.log if entry.date < replay.until]
    last = max(seen, default=replay.until)
    return tuple(state for state in replay.states if state.date >= last)


def today(replay: Replay, protocol: Protocol) -> Today:
    """Return the last date of a course that has days."""
    state = replay.states[-1]
    maintained = state.maintain_weeks >= protocol.maintain.weeks
    sessions, seen = sessions_today(replay), since(replay)
    too_much = day_stops(replay.diary[replay.until])
    return Today(
        replay=replay,
        since=seen,
        last_days=_last_days(replay),
        sessions=sessions,
        to_log=_to_log(replay, sessions),
        weekdays=_weekdays(state, protocol) if state.phase is Phase.MAINTAIN else (),
        paused_until=pause_end(replay.log, replay.until),
        yesterday_open=_is_open(replay, state),
        maintained=state.phase is Phase.MAINTAIN and maintained,
        painkiller_lately=painkillers.taken_lately(replay.diary, replay.until),
        painkiller_yesterday=replay.diary[replay.until - DAY].painkiller,
        too_much=too_much,
        raises_off=replay.raises_off,
        running_off=replay.running_off,
        built_up=any(
            finding.key == "DOSE.first_days" for finding in state.reasons["dose"].findings
        ),
        other_treatments=progress.other_treatments(replay.indices, state.week),
        first_session=not any(isinstance(entry, Session) for entry in replay.log),
        own_due=any(one.is_due(replay.until) for one in followed_activities(replay.log)),
        weeks_done=weeks_done(seen[0], state),
        before_red_days=pattern(red_days(replay), replay.until),
    )


def _last_days(replay: Replay) -> LastDays:
    known = replay.states[:-1] if _is_open(replay, replay.states[-1]) else replay.states
    counted = without_pauses(pauses(replay.log), replay.states[-WEEK_DAYS - 1 : -1])
    days_after = known[-WEEK_DAYS:]
    colours = tuple(state.colour_yesterday for state in days_after if state.colour_yesterday)
    return LastDays(
        colours if set(colours) - {Colour.GREY} else (),
        done_count(replay.diary, counted),
        given_count(counted),
    )


def _is_open(replay: Replay, state: State) -> bool:
    return state.colour_rule == "C4" and replay.diary[state.date].m is None


def _after_known(replay: Replay) -> bool:
    """Whether any pain after a session of the last date is recorded."""
    of_date = [entry for entry in replay.log if entry.date == replay.until]
    return any(isinstance(e, Session | Evening) and e.after is not None for e in of_date)


def _to_log(replay: Replay, sessions: SessionsToday) -> str | None:
    day = replay.diary[replay.until]
    if day.m is None:
        return "morning"
    if sessions.left:
        return next(session.given.slot for session in sessions.sessions if not session.logged)
    if day.daily is None:
        return "evening" if day.trained and not _after_known(replay) else "daily"
    return None


def _weekdays(state: State, protocol: Protocol) -> tuple[int, ...]:
    first = state.date - DAY * ((state.day - 1) % WEEK_DAYS)
    return tuple((first + DAY * (day - 1)).weekday() for day in protocol.maintain.days)
