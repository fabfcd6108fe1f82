"""The week that ended last, and what the one after it asks for."""

import datetime as dt
from typing import NamedTuple

from ..course import Replay
from ..log.diary import DAY
from ..programme.weekly import WEEK_DAYS
from ..state import Finding, State
from . import summary
from .own_activities import followed_activities
from .red_days import RedDay, red_days
from .summary import ReportWeek


class PastWeek(NamedTuple):
    """A week with its seven days and the morning after them."""

    week: ReportWeek
    before: ReportWeek | None
    mornings: tuple[State, ...]
    """From its first morning to the one after it, which decides."""
    red_days: tuple[RedDay, ...]
    replay: Replay
    """The course up to today, which lies in the week after it."""

    @property
    def decided_next(self) -> dt.date:
        """The morning on which the week after it is decided."""
        return self.week.last + DAY * (WEEK_DAYS + 1)

    @property
    def own_again(self) -> dt.date | None:
        """The first day of the week after it on which own activities are to be scored again."""
        days = (self.week.last + DAY * ahead for ahead in range(1, WEEK_DAYS + 1))
        own = followed_activities(self.replay.log)
        return next((day for day in days if any(one.is_due(day) for one in own)), None)

    @property
    def asked(self) -> tuple[Finding, ...]:
        """What makes a week a good one: what days can meet (W2), and a check-in that held it up."""
        findings = self.week.decision.findings if self.week.decision else ()
        return tuple(
            finding
            for finding in findings
            if (finding.key.startswith("W2.") and finding.key != "W2.blocked")
            or (finding.key == "W3.checkin" and finding.met)
        )


def past_week(replay: Replay) -> PastWeek | None:
    """Return the newest week of a course that is over; None in its first."""
    over = [week for week in summary.weeks(replay) if week.finished]
    if not over:
        return None
    week, first = over[-1], (len(over) - 1) * WEEK_DAYS
    return PastWeek(
        week=week,
        before=over[-2] if len(over) > 1 else None,
        mornings=replay.states[first : first + WEEK_DAYS + 1],
        red_days=tuple(d for d in red_days(replay) if week.first <= d.date <= week.last),
        replay=replay,
    )
