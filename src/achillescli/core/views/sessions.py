"""Sessions: those of a date as given, done, left out; those of many dates counted."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..course import Replay
from ..log.diary import DAY, Diary, worst
from ..log.entries import Entry, Pause, Session
from ..programme.stop import day_stops
from ..state import Prescription, State


class SessionToday(NamedTuple):
    """One session as it was given, and what was logged of it."""

    given: Prescription
    logged: tuple[Session, ...]

    @property
    def pain(self) -> int | None:
        """Its worst pain in NRS points; None when not recorded."""
        return worst(*(entry.pain for entry in self.logged))

    @property
    def completed(self) -> bool:
        """Whether it was done to its end."""
        return any(entry.completed for entry in self.logged)


class SessionsToday(NamedTuple):
    """The sessions of a date, and whether a pain asks to leave out those that are not done."""

    sessions: tuple[SessionToday, ...]
    stopped: bool

    @property
    def left(self) -> frozenset[str]:
        """When the sessions are that are still to do."""
        if self.stopped:
            return frozenset()
        return frozenset(one.given.slot for one in self.sessions if not one.logged)


def sessions_today(replay: Replay) -> SessionsToday:
    """Return the sessions of the last date of a course that has days."""
    return sessions_of(replay, replay.states[-1])


def sessions_of(replay: Replay, state: State) -> SessionsToday:
    """Return the sessions of a date of a course."""
    given, date = state.sessions, state.date
    logged = [e for e in replay.log if isinstance(e, Session) and e.date == date]
    sessions = tuple(SessionToday(one, _of(one, given, logged)) for one in given)
    return SessionsToday(sessions, bool(given) and day_stops(replay.diary[date]))


def _of(
    one: Prescription, given: Sequence[Prescription], logged: Sequence[Session]
) -> tuple[Session, ...]:
    """Return what was logged of a session; where a day has one, its time does not matter."""
    return tuple(entry for entry in logged if len(given) == 1 or entry.slot == one.slot)


def pauses(log: Iterable[Entry]) -> list[Pause]:
    """Return the pauses of a log."""
    return [entry for entry in log if isinstance(entry, Pause)]


def pause_end(log: Iterable[Entry], date: dt.date) -> dt.date | None:
    """Return the last date of the pause that a date is in; None without one."""
    return max((p.until for p in pauses(log) if p.since <= date <= p.until), default=None)


def paused_dates(log: Iterable[Entry]) -> frozenset[dt.date]:
    """Return every date that lies in a pause."""
    dates: set[dt.date] = set()
    for pause in pauses(log):
        length = (pause.until - pause.since).days
        dates.update(pause.since + DAY * ahead for ahead in range(length + 1))
    return frozenset(dates)


def without_pauses(pauses: Iterable[Pause], states: Iterable[State]) -> tuple[State, ...]:
    """Return the states of the dates on which sessions count: none in a pause."""
    return tuple(s for s in states if not any(p.since <= s.date <= p.until for p in pauses))


def done_count(diary: Diary, states: Iterable[State]) -> int:
    """Return how many of the sessions that were given were done."""
    return sum(min(diary[state.date].s, len(state.sessions)) for state in states)


def given_count(states: Iterable[State]) -> int:
    """Return how many sessions were given."""
    return sum(len(state.sessions) for state in states)
