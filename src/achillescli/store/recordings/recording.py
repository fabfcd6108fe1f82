"""One activity as a file has it, and what is wrong with it."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from ...core.log.fields import FIRST_DATE

Source = Literal["fit", "tcx", "gpx", "strava", "garmin", "runkeeper", "apple"]
Note = Literal["tail", "checksum", "points_end", "unit"]
"""What is to be said of a recording that can be used."""

RUNNING_M_S = 2.0
"""From this speed on a lap is run; below it is walked."""
STILL_S = 5.0
"""What is shorter was switched on and off again."""
FASTEST_M_S = 7.5
"""Nobody's mean speed on foot."""
LONGEST_S = 86_400.0
LONGEST_ELAPSED_S = 3 * LONGEST_S
CLOCK_SLACK = dt.timedelta(hours=1)
"""So far ahead of ours may the clock of a watch be."""
QUARTER = dt.timedelta(minutes=15)
FARTHEST = dt.timedelta(hours=14)
"""Offsets from UTC are whole quarters of an hour, and none is larger."""

_RUN = re.compile(
    r"(?:^|[^a-z])(?:run|running|trailrun|trailrunning)(?:$|[^a-z])"
    r"|^(?:9|hardlo(?:pen|opsessie)|hkworkoutactivitytyperunning)$"
    r"|(?:^|\s)hardlo(?:pen|opsessie)(?:$|\s)"
    r"|^(?:(?:trail|berg|bahn|straßen|indoor|ultra|virtueller )?lauf|(?:trail|lang?strecken)?laufen"
    r"|laufband(?:training|lauf|laufen)?|virtuelles laufen)$"
    r"|^(?:course|course à pied|trail|course (?:en|sur|de|virtuelle)\b.*)$"
    r"|^(?:carrera|correr|carrera (?:de|en|virtual|por)\b.*)$"
)
"""How a run is called in files and lists, in lower case."""
_OPEN = frozenset({"", "other", "unknown", "generic", "-", "--"})
"""Words for a sport that leave it open."""


class Recording(NamedTuple):
    """One activity; a start without an offset is what the clock on the wall showed."""

    source: Source
    sport: str
    """As the file calls it; empty when it does not say."""
    start: dt.datetime | None
    timer_s: float
    """The time that the watch counted, pauses left out."""
    elapsed_s: float = 0
    km: float | None = None
    running_s: float | None = None
    """Of the timer what was faster than walking; None when nothing tells."""
    zone: str = ""
    """The name of the zone, where the file says it."""
    notes: tuple[Note, ...] = ()
    sha: str = ""
    """The first signs of the file's sha256."""
    alone: bool = True
    """Whether it is the only one in its file."""

    @property
    def is_run(self) -> bool | None:
        """Whether it is a run; None when the file does not say."""
        word = self.sport.strip().lower()
        if word in _OPEN:
            return None
        return _RUN.search(word) is not None


def fault(recording: Recording, now: dt.datetime) -> str:
    """Return what makes a run unusable, as the end of a key; empty when nothing does."""
    start = recording.start
    if start and start.year < FIRST_DATE.year:
        return "early"
    if start and start.replace(tzinfo=start.tzinfo or now.tzinfo) > now + CLOCK_SLACK:
        return "future"
    if recording.timer_s < STILL_S:
        return "still"
    if recording.timer_s > LONGEST_S or recording.elapsed_s > LONGEST_ELAPSED_S:
        return "long"
    if recording.km and recording.km * 1000 > FASTEST_M_S * recording.timer_s:
        return "fast"
    return ""


class Lap(NamedTuple):
    """The time of a lap by its timer, and its metres if they were measured."""

    timer_s: float
    metres: float | None


def running_s(laps: Iterable[Lap], timer_s: float) -> float | None:
    """Return how much of the timer was run; None when no lap was measured."""
    known = [lap for lap in laps if lap.timer_s > 0]
    if not any(lap.metres for lap in known):
        return None
    slow = (lap.timer_s for lap in known if (lap.metres or 0) < RUNNING_M_S * lap.timer_s)
    return max(timer_s - sum(slow), 0.0)


def moment(text: str) -> dt.datetime | None:
    """Return the moment that a text of XML states; without an offset it is UTC."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def seconds(one: dt.datetime, other: dt.datetime) -> float:
    """Return the seconds from one moment to another, whatever their clocks showed."""
    return (other - one).total_seconds()


def number(text: str) -> float | None:
    """Return a number of a file that is finite and not below 0."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if 0 <= found < float("inf") else None
