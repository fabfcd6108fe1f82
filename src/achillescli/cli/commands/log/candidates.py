"""The files of one call, and which recordings in them may be runs."""

import datetime as dt
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ....errors import AchillesError, Sentence, UsageError
from ....render.phrases import dates, recordings
from ....render.phrases.recordings import Outcome
from ....render.terminal.live import LiveLine, LiveLines
from ....store.recordings import limits, read
from ....store.recordings.recording import Recording, fault
from ...context import Context
from ...inputs.piped import from_pipe

_SHOWN = 40
"""The most signs of a word of a file that are shown."""
_SILENT_S = 1.0
"""After so long it is said how many files were read."""


@dataclass(frozen=True)
class FromFiles:
    """What was typed beside the files."""

    date: dt.date | None = None
    since: dt.date | None = None
    zone: str | None = None
    run: bool = False
    """Whether what does not say its sport is a run."""
    minutes: float | None = None
    again: bool = False
    dry_run: bool = False
    note: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    """The fields of a run that were typed: its pain, its effort and so on."""

    @property
    def is_of_one(self) -> bool:
        """Whether something was typed that can be true of one run only."""
        told = (self.date, self.minutes, self.note, *self.fields.values())
        return any(one is not None for one in told)

    @property
    def ended(self) -> bool:
        """Whether a sign was typed that ends the sessions of the day without a score."""
        return bool(self.fields.get("stopped") or self.fields.get("limped"))


class Candidate(NamedTuple):
    """A recording of a run with the day for which it counts."""

    file: str
    recording: Recording
    start: dt.datetime | None
    date: dt.date
    guessed: bool
    """Whether the zone of this computer said which day it was."""


class Left(Exception):  # noqa: N818
    """Nothing is stored of a recording; why."""

    def __init__(self, fate: recordings.Fate, key: str, **told: object) -> None:
        super().__init__(key)
        self.fate: recordings.Fate = fate
        self.why = Sentence(key, told)


class Files:
    """The files of one call, and what became of what is no run in them."""

    def __init__(self, context: Context, wish: FromFiles) -> None:
        """Begin; without a zone that of this computer counts.

        Raises:
            UsageError: there is no zone of that name.
        """
        self._context, self._wish, self._local = context, wish, _zone(wish.zone)
        self.lines: dict[str, list[Outcome]] = {}
        """What became of each file."""
        self._progress = _Progress(context)

    def candidates(self, files: Sequence[str]) -> list[Candidate]:
        """Return the runs of files, oldest first; what became of all else is a line at once."""
        try:
            return sorted(self._candidates(files), key=_when)
        finally:
            self._progress.end()

    def _candidates(self, files: Sequence[str]) -> Iterator[Candidate]:
        """Yield the runs of the files; what became of all else is a line at once."""
        for file in files:
            self._progress.count()
            name = Path(file).name or file
            lines = self.lines.setdefault(name, [])
            try:
                raw = from_pipe(file, limits.MOST_BYTES)
                found = read.read(Path(file) if raw is None else raw, file, self._is_wanted)
            except AchillesError as error:
                lines.append(Outcome(name, "broken", error.sentence))
                continue
            lines += (Outcome(f"{name}: {one.name}", "broken", one.why) for one in found.broken)
            for recording in found.recordings:
                try:
                    yield self._candidate(name, recording)
                except Left as left:
                    lines.append(Outcome(name, left.fate, left.why))

    def _is_wanted(self, recording: Recording) -> bool:
        """Return whether a run of a list is late enough to read its file."""
        self._progress.count()
        if self._wish.since is None or fault(recording, self._context.now):
            return self._wish.since is None
        start, _ = self._start(recording)
        return start is None or self._context.settings.date(start) >= self._wish.since

    def _candidate(self, file: str, recording: Recording) -> Candidate:
        """Return a recording that may be a run, with its day.

        Raises:
            Left: it is none, or cannot be used.
        """
        if recording.is_run is False:
            raise Left("skipped", "recording.skip.sport", sport=recording.sport[:_SHOWN])
        if wrong := fault(recording, self._context.now):
            raise Left("broken", f"recording.error.{wrong}")
        start, guessed = self._start(recording)
        date = self._wish.date or (start and self._context.settings.date(start))
        if date is None:
            raise Left("broken", "recording.error.no_date")
        if self._wish.since and date < self._wish.since:
            since = dates.day(self._context.words, self._wish.since)
            raise Left("skipped", "recording.skip.before", date=since)
        return Candidate(file, recording, start, min(date, self._context.today), guessed)

    def _start(self, recording: Recording) -> tuple[dt.datetime | None, bool]:
        """Return the start where it was, by the file or the zone that was named.

        With it comes whether neither says it, so that the zone of this computer counts.
        """
        start = recording.start
        if start is None:
            return None, False
        if start.tzinfo and recording.zone and (there := _zone_of(recording.zone)):
            return start.astimezone(there), False
        if start.utcoffset():
            return start, False
        if self._local and start.tzinfo is None:
            return start.replace(tzinfo=self._local), False
        return _here(start, self._local), self._local is None


class _Progress:
    """How many files were read, for who waits at a terminal."""

    def __init__(self, context: Context) -> None:
        self._context, self._since, self._files = context, time.monotonic(), 0
        self._shown = ExitStack()
        self._lines: LiveLines | None = None

    def count(self) -> None:
        """Count a file more."""
        self._files += 1
        if time.monotonic() - self._since < _SILENT_S or not self._context.is_live:
            return
        if self._lines is None:
            lines = LiveLines(sys.stderr, self._context.environment)
            self._lines = self._shown.enter_context(lines)
        self._lines.draw([LiveLine(self._context.words("recording.progress", n=self._files))])

    def end(self) -> None:
        """Take it away."""
        self._shown.close()


def _zone(name: str | None) -> ZoneInfo | None:
    """Return the zone of a name; None for that of this computer.

    Raises:
        UsageError: there is no such zone.
    """
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise UsageError("recording.error.zone") from None


def _when(one: Candidate) -> tuple[dt.date, float]:
    return one.date, one.start.timestamp() if one.start else 0.0


def _zone_of(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def _here(start: dt.datetime, local: dt.tzinfo | None) -> dt.datetime:
    """Return a moment by the clock of a zone; by that of this computer without one."""
    try:
        return start.astimezone(local)
    except (ValueError, OverflowError, OSError):
        return start.replace(tzinfo=start.tzinfo or dt.UTC)
