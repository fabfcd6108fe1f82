"""Runs out of the files of a watch, a phone or a service."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, cast

from ....core.log.entries import Edit, Entry, Run
from ....core.log.values import copy
from ....core.programme.stop import too_much
from ....errors import Sentence, StoreError, UsageError
from ....render.phrases import dates, recordings
from ....render.phrases.entries import entry_line
from ....render.phrases.numbers import number
from ....render.phrases.recordings import Outcome
from ....store.journal.append import timestamp
from ....store.recordings.known import Known, lasts_as_long
from ....store.recordings.recording import Recording
from ...context import Context
from ...inputs import zone
from ...journal import danger
from ...journal.logbook import Logbook
from ...journal.signs import after_pain
from ...prompts import ask, lone, values
from .candidates import Candidate, Files, FromFiles, Left

_WALKED = 0.05
"""So much of the timer in slow laps is asked about."""
_TOLD_S = 60.0
"""A difference of the timer and what went by that is told."""
_ASKED = frozenset({"walked", "slow", "paused"})
"""The doubts of which one is asked how long was run."""
_MANY = 100
"""From so many on it is their number for which a month has no room."""
_ASKED_DAYS = 14
"""Without a course, of how many days back the pain is asked."""


class _Kept(NamedTuple):
    """Where it stands what became of a run, and whether its pain ends the sessions of a day."""

    lines: list[Outcome]
    place: int
    ends: bool


def keep(context: Context, files: Sequence[str], wish: FromFiles) -> None:
    """Store the runs in files as one step, and say what became of each.

    Raises:
        UsageError: nothing was taken, and nothing known; or what was typed does not fit.
        StoreError: part of the log cannot be read, or it could not be written.
        KeyboardInterrupt: the user stopped; what was asked of by then is stored.
    """
    runs = Files(context, wish)
    book = Logbook(context)
    try:
        book.require_whole()  # what cannot be read may be one of these runs
    except StoreError:
        if wish.ended or too_much(wish.fields.get("pain"), wish.fields.get("after")):
            book.stop(wish.date or context.today, asks=False)
        raise
    _Intake(book, wish, runs).run(files)


class _Intake:
    """One call: what was read, what was decided of it, and what is to be stored."""

    def __init__(self, book: Logbook, wish: FromFiles, files: Files) -> None:
        """Begin with the runs of the log."""
        self._book, self._wish, self._files = book, wish, files
        self._context, self._words = book.context, book.context.words
        self._asks = self._context.asks and not wish.dry_run
        self._known = Known(entry for entry in book.log if isinstance(entry, Run))
        """The runs of the log, and those that are to be stored."""
        self._tables: list[dict[str, Any]] = []
        self._kept: list[_Kept] = []
        """For each table its line."""
        self._guessed = False
        """Whether the zone of this computer said the day of any of these."""

    def run(self, files: Sequence[str]) -> None:
        """Read the files, ask what they leave open, store the runs, and tell all of it."""
        candidates = self._files.candidates(files)
        if self._wish.is_of_one and len(candidates) > 1:
            raise UsageError("recording.error.one", n=len(candidates))
        left = list(candidates)
        stopped = None
        try:
            while left:
                self._decide(left[0])
                left.pop(0)
        except KeyboardInterrupt as interrupt:
            stopped = interrupt
        if stopped and not self._tables:
            raise stopped
        stored = self._store() if self._tables and not self._wish.dry_run else []
        self._tell(stored, unseen=len(left))
        if stopped:
            raise stopped

    def _decide(self, one: Candidate) -> None:
        """Make a run of a recording, or say why not; what is not clear is asked."""
        lines = self._files.lines[one.file]
        try:
            self._check_new(one)
            self._check_sport(one)
            minutes, beside = self._minutes(one)
            table = _table(one, minutes)
            typed = self._typed_run(one, minutes)
        except Left as left:
            lines.append(Outcome(one.file, left.fate, left.why))
            return
        table |= self._scores(one, table, typed)
        self._book.warn(table)
        ends = self._wish.ended or too_much(table.get("pain"), table.get("after"))
        self._kept.append(_Kept(lines, len(lines), ends=ends))
        entry = cast("Run", danger.entry_of(self._context, table))
        if typed:
            added = {
                name: value
                for name, value in table.items()
                if value is not None and getattr(typed, name) is None
            }
            table = {"kind": "edit", "date": self._context.today, "of": typed.id, "set": added}
            entry = copy(typed, **added)
            self._known.replace(typed, entry)
        else:
            self._known.add(entry)
        lines.append(Outcome(one.file, "filled" if typed else "taken", None, entry, beside))
        self._tables.append(table)
        self._guessed = self._guessed or one.guessed

    def _check_new(self, one: Candidate) -> None:
        """Refuse a recording that is in the log.

        Raises:
            Left: it is.
        """
        run = None if self._wish.again else self._known.same(one.recording, one.start)
        if run:
            raise Left("known", "recording.known.file", date=dates.day(self._words, run.date))

    def _check_sport(self, one: Candidate) -> None:
        """Ask whether it is a run, where the file does not say.

        Raises:
            Left: it is none, or there is nobody to ask.
        """
        if one.recording.is_run or self._wish.run:
            return
        if not self._asks:
            raise Left("skipped", "recording.skip.open")
        question = ask.Text(self._words("recording.ask.sport"), above=self._recording_name(one))
        explain = self._words("recording.explain.sport")
        if not lone.forward(lambda: ask.yes(self._context, question, explain=explain)):
            raise Left("skipped", "recording.skip.no")

    def _minutes(self, one: Candidate) -> tuple[float, tuple[Sentence, ...]]:
        """Return the minutes that count as run, and what is to be said of them.

        Raises:
            Left: nothing was run.
        """
        recording = one.recording
        beside = tuple(Sentence(f"recording.note.{note}") for note in recording.notes)
        if self._wish.minutes is not None:
            return self._wish.minutes, beside
        doubts = _doubts(recording)
        counted_s = recording.timer_s
        if "walked" in doubts and recording.running_s:
            counted_s = recording.running_s
        told = {
            name: number(self._words, seconds / 60)
            for name, seconds in (
                ("timer", recording.timer_s),
                ("elapsed", recording.elapsed_s),
                ("counted", counted_s),
            )
        }
        said = tuple(Sentence(f"recording.doubt.{doubt}", told) for doubt in doubts)
        if not _ASKED.intersection(doubts):
            return counted_s / 60, (*beside, *said)
        if self._asks:
            return self._asked_minutes(one, said, counted_s / 60), beside
        return counted_s / 60, (*beside, *said, Sentence("recording.counted", told))

    def _asked_minutes(self, one: Candidate, doubts: Sequence[Sentence], usual_min: float) -> float:
        """Return how long was run, by whom it was; Enter takes the usual figure.

        Raises:
            Left: nothing was run.
        """
        words = self._words
        question = ask.Text(
            words("recording.ask.minutes", usual=number(words, usual_min)),
            above=self._recording_name(one),
            under=tuple(map(words.sentence, doubts)),
            keep=True,
        )
        within = values.Range(0, 1440, "minutes", decimals=True)
        explain = words("log.explain.run")
        try:
            typed = lone.forward(
                lambda: values.number(self._context, question, within, explain=explain)
            )
        except ask.Kept:
            return usual_min
        if not typed:
            raise Left("skipped", "recording.skip.no")
        return typed

    def _typed_run(self, one: Candidate, minutes: float) -> Run | None:
        """Return the run of that day that was typed, when it is the same one.

        Raises:
            Left: it likely is, and there is nobody to ask.
        """
        for run in [] if self._wish.again else self._known.typed_runs(one.date):
            if self._asks and self._is_the_typed(one, run):
                return run
            if not self._asks and lasts_as_long(run, minutes):
                raise Left("known", "recording.known.typed", id=run.id)
        return None

    def _is_the_typed(self, one: Candidate, run: Run) -> bool:
        """Ask whether a run that was typed is the one of a recording."""
        question = self._words("recording.ask.typed", what=entry_line(self._words, run))
        text = ask.Text(question, above=self._recording_name(one))
        explain = self._words("recording.explain.typed")
        return lone.forward(lambda: ask.yes(self._context, text, explain=explain))

    def _scores(
        self, one: Candidate, table: Mapping[str, Any], typed: Run | None
    ) -> dict[str, Any]:
        """Return the scores that were typed, and the pain, which is asked for where it is new."""
        scores = {name: value for name, value in self._wish.fields.items() if value is not None}
        is_clear = "pain" in scores or self._wish.ended or (typed and typed.pain is not None)
        if is_clear or not self._asks or one.date < self._asked_from:
            return scores
        words = self._words
        question = ask.Text(
            words("log.ask.run_pain"),
            above=self._recording_name(one, table["minutes"]),
            pain_on=one.date,
        )
        explain = words("log.explain.run_pain")
        pain = lone.forward(
            lambda: ask.score(self._context, question, explain=explain, optional=True)
        )
        return {**scores, "pain": pain}

    @cached_property
    def _asked_from(self) -> dt.date:
        """The day from which the pain of a run counts: the first of the course."""
        state = self._book.before.today
        days = state.day - 1 if state else _ASKED_DAYS
        return self._context.today - dt.timedelta(days=days)

    def _recording_name(self, one: Candidate, minutes: float | None = None) -> str:
        """Return which recording a question is about."""
        km = one.recording.km
        return self._words(
            "recording.named.far" if km else "recording.named.long",
            date=dates.day(self._words, one.date),
            at=f"{one.start:%H:%M}" if one.start else "?",
            km=number(self._words, km, 2),
            minutes=number(self._words, one.recording.timer_s / 60 if minutes is None else minutes),
        )

    def _store(self) -> list[Entry]:
        """Store what is to be stored as one step, put it into the lines, and return it."""
        note = self._wish.note
        tables = [
            {name: value for name, value in table.items() if value is not None}
            | ({"note": note} if note and table["kind"] == "run" else {})
            for table in self._tables
        ]
        try:
            entries = self._book.add_together(tables)
        except StoreError as error:
            if len(tables) < _MANY or error.key != "store.error.no_room":
                raise
            raise UsageError("recording.error.many", n=len(tables)) from error
        stored = [self._book.counting(e.of) or e if isinstance(e, Edit) else e for e in entries]
        for entry, (lines, place, _) in zip(stored, self._kept, strict=True):
            lines[place] = lines[place]._replace(entry=entry)
        return stored

    def _tell(self, stored: Sequence[Entry], *, unseen: int) -> None:
        """Say what became of the files, and what the runs change.

        Raises:
            UsageError: nothing was taken, and nothing known.
            StoreError: something that is a danger was told, and could not be stored.
        """
        context, book, words = self._context, self._book, self._words
        lines = [line for each in self._files.lines.values() for line in each]
        if book.is_saved:
            shown = [line for line in lines if not context.quiet or line.why or line.beside]
            recordings.show(context.out, words, shown, dry_run=self._wish.dry_run)
            self._tell_zone()
        if unseen:
            context.out.say(words("recording.unseen", n=unseen))
        if not any(line.fate in ("taken", "filled", "known") for line in lines):
            raise UsageError("recording.error.none")
        if stored:
            self._follow_up(stored)
            book.tell()

    def _tell_zone(self) -> None:
        """Say that the zone of this computer counted, where it did."""
        if self._guessed and not self._context.quiet:
            here = zone.zone_name(self._context.environment) or f"{self._context.now:%Z}"
            self._context.out.say(self._words("recording.zone", zone=here))

    def _follow_up(self, stored: Sequence[Entry]) -> None:
        """Say what the newest run is beside the programme; after too much pain ask the signs."""
        newest = max(stored, key=lambda entry: entry.date)
        if newest.date >= self._asked_from:
            self._book.remark_on(newest)
        ending = [entry for entry, kept in zip(stored, self._kept, strict=True) if kept.ends]
        if ending:
            after_pain(self._book, ending[-1])


def _doubts(recording: Recording) -> list[str]:
    """Return why the timer may not be what was run, or what else to say of it."""
    timer_s, run_s = recording.timer_s, recording.running_s
    passed_s = recording.elapsed_s - timer_s
    found = []
    if run_s is not None and timer_s - run_s > _WALKED * timer_s:
        found.append("walked" if run_s else "slow")
    if passed_s > _TOLD_S:
        found.append("paused" if passed_s > timer_s else "elapsed")
    return found


def _table(one: Candidate, minutes: float) -> dict[str, Any]:
    """Return what is stored of a run, without its scores."""
    recording, rounded = one.recording, round(minutes, 1)
    return {
        "kind": "run",
        "date": one.date,
        "minutes": int(rounded) if rounded == int(rounded) else rounded,
        "km": round(recording.km, 2) or None if recording.km else None,
        "source": recording.source,
        "start": one.start and timestamp(one.start),
        "sha": recording.sha,
    }
