"""What a graph of a course shows of each date."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Literal, NamedTuple

from ..log.diary import Diary
from ..programme.weekly import WEEK_DAYS
from ..state import Colour, Level, State


class GraphDay(NamedTuple):
    """What a graph shows of a date: pain in NRS points, the level of the programme."""

    date: dt.date
    day: int
    morning: int | None
    session: int | None
    """The worst pain of a session, run or test."""
    red: bool
    level: Level | None
    """None on a date on which nothing is prescribed because of a warning sign."""


@dataclass(frozen=True)
class ScoreSeries:
    """One score of each date in NRS points, None when not known."""

    dates: tuple[dt.date, ...]
    scores: tuple[int | None, ...]

    @classmethod
    def of(cls, days: Sequence[GraphDay], score: Literal["morning", "session"]) -> "ScoreSeries":
        """Return one of the scores of some days."""
        return cls(tuple(day.date for day in days), tuple(getattr(day, score) for day in days))

    @cached_property
    def known(self) -> tuple[int, ...]:
        """The scores that are known."""
        return tuple(score for score in self.scores if score is not None)

    @property
    def worst(self) -> int:
        """The highest known score."""
        return max(self.known)

    @property
    def worst_date(self) -> dt.date:
        """The first date of the highest score."""
        return self.dates[self.scores.index(self.worst)]

    @cached_property
    def medians(self) -> tuple[float, ...]:
        """The median of each week with a known score, oldest first."""
        starts = range(0, len(self.scores), WEEK_DAYS)
        weeks = ([s for s in self.scores[at : at + WEEK_DAYS] if s is not None] for at in starts)
        return tuple(median(week) for week in weeks if week)


def graph_days(states: Sequence[State], diary: Diary) -> tuple[GraphDay, ...]:
    """Return the dates of a course; whether the last was red is not known yet."""
    return tuple(
        GraphDay(
            date=state.date,
            day=state.day,
            morning=diary[state.date].m,
            session=diary[state.date].p,
            red=after is not None and after.colour_yesterday is Colour.RED,
            level=None if state.blocked else state.level,
        )
        for state, after in zip(states, (*states[1:], None), strict=False)
    )
