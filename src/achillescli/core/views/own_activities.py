"""The activities of the person's own choice that are followed, and when they are scored again."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from ..log.diary import DAY
from ..log.entries import Check, Entry

MOST = 3
"""How many activities are followed."""
AGAIN_DAYS = 28
"""So long after a score the next one is due."""
ASKED_DAYS = 7
"""So long it is asked for; then not until as much time has gone by again."""


class Followed(NamedTuple):
    """One activity as it was first typed, and when it was scored last."""

    name: str
    scored: dt.date

    @property
    def again(self) -> dt.date:
        """The date from which the next score is due."""
        return self.scored + DAY * AGAIN_DAYS

    def is_due(self, date: dt.date) -> bool:
        """Whether to ask for a score on a date."""
        since = (date - self.scored).days
        return since >= AGAIN_DAYS and since % AGAIN_DAYS < ASKED_DAYS


def followed_activities(log: Iterable[Entry]) -> tuple[Followed, ...]:
    """Return the three activities that were scored last, in the order of their first score."""
    found: dict[str, Followed] = {}
    for entry in log:
        for activity in (entry.activities or ()) if isinstance(entry, Check) else ():
            key = activity.name.casefold()
            known = found.get(key, Followed(activity.name, entry.date))
            found[key] = known._replace(scored=max(known.scored, entry.date))
    newest = sorted(found.values(), key=lambda one: one.scored, reverse=True)[:MOST]
    return tuple(one for one in found.values() if one in newest)
