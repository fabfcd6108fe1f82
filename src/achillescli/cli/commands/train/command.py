"""The session of today with a timer: which one, followed how, and logged as it was done."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import typer

from .... import catalogue
from ....core.log.entries import Entry, Session
from ....core.views import script as scripts
from ....core.views import timer as rules
from ....core.views.today import Today, looks_back_to, today
from ....errors import BLOCKED, Sentence, StoreError, UsageError
from ....render.pages import train as page
from ....render.phrases import dates, signs
from ....render.terminal.live import LiveLines
from ...context import Context
from ...inputs import amounts
from ...inputs.options import Options
from ...journal.course import shown_course
from ...prompts import ask
from ...prompts.speech import Speech, speech
from . import kept as files
from . import record
from .follow import Bells, Follower, Sound
from .kept import KeptSession
from .record import question

if TYPE_CHECKING:
    from ....core.log.entries import Assessment
    from ....core.state import Prescription

NOON = 12
MOST_READY_S = 600


@dataclass(frozen=True)
class TrainWish:
    """How a session is to be followed."""

    slot: str | None
    speaks: bool
    flashes: bool
    ready_s: int
    rehearses: bool


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    options = Options(context.words, "help/train")
    which, seconds = options.words("slot"), options.value("ready", metavar="S")
    said, flashed, dry = (options.switch(name) for name in ("speak", "flash", "dry-run"))

    @app.command("train", help=context.words("help/train.help"))
    def train(
        slot: str | None = which,
        *,
        ready: str | None = seconds,
        speak: bool = said,
        flash: bool = flashed,
        dry_run: bool = dry,
    ) -> None:
        if slot not in (None, "am", "pm"):
            raise UsageError("train.error.slot")
        ready_s = scripts.READY_S
        if ready is not None:
            ready_s = amounts.whole(ready, "--ready", MOST_READY_S)
        raise typer.Exit(run(context, TrainWish(slot, speak, flash, ready_s, dry_run)))


def run(context: Context, wish: TrainWish) -> int:
    """Follow a session of today, log it, and return the exit code."""
    found = shown_course(context, context.today, looks_back_to(context.today))
    before = None if wish.rehearses else _kept_session(context, found.log)
    if found.replay.standing.blocked:
        context.code = BLOCKED
        signs.show_blocked(context.out, context.words, context.today, found.replay.standing)
        if before is not None:
            _settle(context, before, goes_on=False)
        return BLOCKED
    day = today(found.require(), catalogue.protocol())
    if before is not None:
        still = _open(day).get(before.slot) if before.date == context.today else None
        if still and _script(day, still, wish).stints != before.stints:
            still = None
        way = _settle(context, before, goes_on=still is not None)
        if way == "log":
            return context.code
        if way == "on" and still:
            return _follow(context, wish, day, still, before)
    given = _prescription(context, day, wish.slot)
    if given is None:
        page.show_off(context.out, context.words, day)
        return 0
    return _follow(context, wish, day, given)


def _kept_session(context: Context, log: "Sequence[Entry]") -> KeptSession | None:
    """Return a session that was broken off; one that is logged by now is let go."""
    before = KeptSession.read(context.home)
    if before is None:
        return None
    for entry in log:
        if isinstance(entry, Session) and (entry.date, entry.slot) == (before.date, before.slot):
            files.drop(context.home)
            return None
    return before


def _settle(context: Context, before: KeptSession, *, goes_on: bool) -> str:
    """Log a session that was broken off, or let it go, as is chosen; return what was."""
    way = "log" if before.ended_by_pain else _choice(context, before, goes_on=goes_on)
    if way == "log":
        record.log(context, before)
    elif way == "drop":
        files.drop(context.home)
    return way


def _choice(context: Context, before: KeptSession, *, goes_on: bool) -> str:
    """Return what becomes of a session that was broken off: on, log or drop.

    Where nobody can be asked it goes on, or the line that logs it is said, and it is left.
    """
    words, date = context.words, dates.day(context.words, before.date)
    counts = {"n": sum(before.done), "all": sum(stint.reps for stint in before.stints)}
    if not context.asks:
        if not goes_on:
            values = {"date": date, **counts, "command": record.log_line(context, before)}
            context.complain(Sentence("train.too_late", values))
        return "on"
    ways = [*(["on"] if goes_on else []), "log", "drop"]
    named = [words(f"train.choice.{way}") for way in ways]
    return ways[int(question(context, ask.one_of, "draft", named, date=date, **counts))]


def _open(day: Today) -> "dict[str, Prescription]":
    """Return the sessions of a day that are still to do, by their slots."""
    if day.sessions.stopped:
        return {}
    return {one.given.slot: one.given for one in day.sessions.sessions if not one.logged}


def _prescription(context: Context, day: Today, slot: str | None) -> "Prescription | None":
    """Return the session to follow: the one that is named, or the open one of this half of the day.

    Raises:
        UsageError: the day has no such session, or it is logged.
    """
    still = list(_open(day).values())
    if slot is None or day.sessions.stopped or not day.sessions.sessions:
        morning = context.now.date() == context.today and context.now.hour < NOON
        return still[0 if morning else -1] if still else None
    if slot not in {one.given.slot for one in day.sessions.sessions}:
        raise UsageError("train.error.no_slot")
    if slot not in _open(day):
        raise UsageError("train.error.slot_done")
    return _open(day)[slot]


def _script(day: Today, given: "Prescription", wish: TrainWish) -> scripts.Script:
    newest = cast("Assessment", day.replay.assessment)
    return scripts.script(
        given,
        day.replay.states[-1],
        newest.answers.complaint.side,
        catalogue.protocol(),
        lambda name: catalogue.exercise(name).contraction,
        wish.ready_s,
    )


def _follow(
    context: Context,
    wish: TrainWish,
    day: Today,
    given: "Prescription",
    before: KeptSession | None = None,
) -> int:
    """Run a session, and log it unless it is kept for later."""
    script = _script(day, given, wish)
    live = context.is_live
    shown = page.TrainPage(context.words, script, catalogue.exercise, by_key=live)
    if wish.rehearses:
        page.show_rehearsal(context.out, shown, rules.rehearsal(script))
        return 0
    if not context.quiet:
        page.show_plan(context.out, shown, given.slot, day)
    state = day.replay.states[-1]
    start = before or KeptSession(context.today, given.slot, script.stints, (), state.load_kg)
    view = _view(context, shown, wish, live=live)
    keeper = _Keeper(context, script, start, view)
    bells = Bells(Sound.ON if sys.stdout.isatty() and context.sounds else Sound.OFF)
    follower = Follower(context, shown, view, bells, _voice(context, wish), keeper.keep)
    _begin(context, bells, live=live)
    try:
        if follower.follow(start):
            record.log(context, keeper.of(follower.timer), follower.timer)
            return context.code
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        _say_kept(context, follower)
        raise
    _say_kept(context, follower)
    if follower.interrupted:
        raise KeyboardInterrupt
    return 0


class _Keeper:
    """Writes down what was done, and says once when it cannot."""

    def __init__(
        self, context: Context, script: scripts.Script, start: KeptSession, view: page.View
    ) -> None:
        self._context, self._script, self._start, self._view = context, script, start, view
        self._refused = False

    def of(self, timer: rules.Timer) -> KeptSession:
        """Return what was done up to now."""
        place = rules.look(self._script, timer).stint
        return self._start._replace(done=timer.done, place=place, pains=timer.pains)

    def keep(self, timer: rules.Timer) -> None:
        """Write it down."""
        try:
            self.of(timer).write(self._context.home)
        except StoreError as error:
            if not self._refused:
                words = self._context.words
                self._view.say(words("train.unkept", reason=words.sentence(error.sentence)))
            self._refused = True


def _view(context: Context, shown: page.TrainPage, wish: TrainWish, *, live: bool) -> page.View:
    if live:
        lines = LiveLines(sys.stdout, context.environment)
        return page.LiveView(shown, lines, flashes=wish.flashes)
    kind = page.SilentView if context.quiet else page.PlainView
    return kind(shown, context.out, sys.stdout)


def _voice(context: Context, wish: TrainWish) -> Speech | None:
    if not wish.speaks:
        return None
    found = speech(context.words.language, context.environment.get("PATH"))
    if found is None:
        context.complain(Sentence("train.no_voice"))
    elif context.environment.get("SSH_TTY"):
        context.remark(context.words("train.far_voice"))
    return found


def _begin(context: Context, bells: Bells, *, live: bool) -> None:
    """Say how it is paused, and let the bell be heard once."""
    if bells.sound is not Sound.OFF:
        sys.stdout.write("\a")
        context.out.say(context.words("train.bell"))
    if not live and context.asks:
        context.remark(context.words("train.line_keys"))
    sys.stdout.flush()


def _say_kept(context: Context, follower: Follower) -> None:
    with suppress(OSError):
        context.err.say(context.words("train.kept" if follower.begun else "train.nothing"))
