"""The session of today with a timer: which one, followed how, and logged as it was done."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import typer

from .... import catalogue
from ....core.log.diary import worst
from ....core.log.entries import Entry, Session
from ....core.programme.stop import too_much
from ....core.views import script as scripts
from ....core.views import timer as rules
from ....core.views.today import Today, looks_back_to, today
from ....errors import Sentence, StoreError, UsageError
from ....render.pages import train as page
from ....render.phrases import dates, signs
from ....render.phrases.numbers import number
from ....render.terminal.live import LEAST, LiveLines
from ....words import command
from ...context import Context
from ...inputs import amounts
from ...inputs.options import Options
from ...journal.course import course_shown
from ...journal.logbook import Logbook
from ...journal.signs import after_pain
from ...prompts import ask, lone
from ...prompts.speech import Speech, speech
from . import kept as files
from .follow import Bells, Follower, Sound, question
from .kept import KeptSession

if TYPE_CHECKING:
    from ....core.log.entries import Assessment
    from ....core.state import Prescription

BLOCKED = 4
"""The exit code of a date on which a warning sign stops the programme."""
NOON = 12
MOST_READY_S = 600
HEAVIEST_KG = 200


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
    found = course_shown(context, context.today, looks_back_to(context.today))
    if found.replay.standing.blocked:
        context.code = BLOCKED
        signs.show_blocked(context.out, context.words, context.today, found.replay.standing)
        return BLOCKED
    day = today(found.required(), catalogue.protocol())
    before = None if wish.rehearses else _unlogged(context, found.log)
    if before is not None and before.date != context.today:
        if _is_settled(context, before):
            return 0
        before = None
    given = _given(context, day, before.slot if before else wish.slot)
    if before is not None:
        same = given is not None and _script(day, given, wish).stints == before.stints
        chosen = _choice(context, before, "on" if same else None)
        if chosen == "log":
            return _log(context, before)
        if chosen == "drop":
            files.drop(context.home)
            before, given = None, _given(context, day, wish.slot)
    if given is None:
        page.show_off(context.out, context.words, day)
        return 0
    return _follow(context, wish, day, given, before)


def _unlogged(context: Context, log: "Sequence[Entry]") -> KeptSession | None:
    """Return a session that was broken off; one that is logged by now is let go."""
    before = KeptSession.read(context.home)
    if before is None:
        return None
    for entry in log:
        if isinstance(entry, Session) and (entry.date, entry.slot) == (before.date, before.slot):
            files.drop(context.home)
            return None
    return before


def _is_settled(context: Context, before: KeptSession) -> bool:
    """Ask what becomes of a session of an earlier day; return whether it was logged now."""
    if _choice(context, before, None) == "log":
        _log(context, before)
        return True
    files.drop(context.home)
    return False


def _choice(context: Context, before: KeptSession, on: str | None) -> str:
    """Return what becomes of a session that was broken off: on, log or drop.

    Where nobody can be asked it goes on, or is let go with the line that logs it.
    """
    words, date = context.words, dates.day(context.words, before.date)
    ways = [way for way in (on, "log", "drop") if way]
    done = page.done(words, before.performed)
    if not context.asks:
        if not on:
            values = {"date": date, "done": done, "command": _typed(context, before)}
            context.complain(Sentence("train.too_late", values))
        return on or "drop"
    named = [words(f"train.choice.{way}") for way in ways]
    return ways[int(question(context, ask.one_of, "draft", named, date=date, done=done))]


def _typed(context: Context, before: KeptSession) -> str:
    """Return the line that logs a session by hand."""
    partial = "" if before.performed.completed else " --partial"
    dated = "" if before.date == context.today else f" --date {before.date}"
    return command(f"achilles log {before.slot} N{partial}{dated}")


def _given(context: Context, day: Today, slot: str | None) -> "Prescription | None":
    """Return the session to follow: the one that is named, or the open one of this half of the day.

    Raises:
        UsageError: the day has no such session, or it is logged.
    """
    sessions = {one.given.slot: one for one in day.sessions.sessions}
    if day.sessions.stopped or not sessions:
        return None
    if slot is not None:
        if slot not in sessions:
            raise UsageError("train.error.no_slot")
        if sessions[slot].logged:
            raise UsageError("train.error.slot_done")
        return sessions[slot].given
    still = [one.given for one in sessions.values() if not one.logged]
    morning = context.now.date() == context.today and context.now.hour < NOON
    return still[0 if morning else -1] if still else None


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
    context: Context, wish: TrainWish, day: Today, given: "Prescription", before: KeptSession | None
) -> int:
    """Run a session, and log it unless it is kept for later."""
    script = _script(day, given, wish)
    live = _is_live(context)
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
            return _log(context, keeper.of(follower.timer), follower)
    except KeyboardInterrupt:
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


def _is_live(context: Context) -> bool:
    """Whether lines can stay where they are and each key can count at once."""
    real = context.environment.get("TERM", "dumb") not in ("dumb", "unknown")
    ends = all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    return ends and real and not context.plain and context.out.width >= LEAST


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
    done = sum(follower.timer.done)
    with suppress(OSError):
        context.err.say(context.words("train.kept" if done else "train.nothing"))


def _log(context: Context, done: KeptSession, follower: Follower | None = None) -> int:
    """Ask what a session still lacks, log it as it was done, and return the exit code.

    Raises:
        KeyboardInterrupt: the user stopped at a question; it stays kept.
    """
    words = context.words
    timer = follower.timer if follower else None
    ran_out = timer is not None and not timer.stopped and timer.halt is None
    if not context.asks and done.pain is None:
        context.out.say(words("train.unlogged", command=_typed(context, done)))
        return 0
    if ran_out and context.asks and not done.performed.completed:
        done = _as_told(context, done)
    if not sum(done.done):
        context.err.say(words("train.nothing"))
        return 0
    stopped = timer is not None and timer.stopped
    rose = stopped and not too_much(done.pain)
    if rose:
        context.warn(lambda screen: screen.say(words("train.rose", score=done.pain), "bold"))
    told = stopped or (timer is not None and timer.halt is rules.Halt.HURTS)
    pain, load_kg = done.pain, done.load_kg
    if context.asks and not told:
        pain = worst(pain, lone.score(context, done.slot))
    if context.asks and load_kg and not stopped:
        load_kg = _carried(context, load_kg)
    _store(context, done, pain, load_kg, rose=rose)
    return 0


def _store(
    context: Context, done: KeptSession, pain: int | None, load_kg: float, *, rose: bool
) -> None:
    words, found = context.words, done.performed
    named = None if done.date == context.today else f"{done.date}"
    book = Logbook(context, done.date, named)
    work: dict[str, Any] = {"sets": found.sets, "reps": found.reps}
    if done.load_kg:
        work["load_kg"] = load_kg
    others = " + ".join(map(str, found.others))
    entry = book.add(
        "session",
        done.date,
        words("train.note.others", others=others) if others else None,
        slot=done.slot,
        pain=pain,
        done=work,
        completed=None if found.completed else False,
    )
    if book.is_saved:
        files.drop(context.home)
    after_pain(book, entry, sharp=rose)
    book.tell()
    context.remark(words("train.undo"))


def _as_told(context: Context, done: KeptSession) -> KeptSession:
    """Return a session as it was done by one who may have gone at another pace than the timer."""
    every = tuple(stint.reps for stint in done.stints)
    counts = {"done": sum(done.done), "all": sum(every)}
    return done._replace(done=every) if question(context, ask.yes, "whole", **counts) else done


def _carried(context: Context, kg: float) -> float:
    """Ask for the load that was carried, in kg; Enter keeps the one that was prescribed."""

    def read(typed: str) -> float:
        try:
            return amounts.decimal(typed, "", HEAVIEST_KG)
        except UsageError:
            raise ask.Again("ask.again.range", low=0, high=HEAVIEST_KG) from None

    def asked(context: Context, text: str, *, explain: str) -> float:
        form = context.words("ask.hint.number")
        return ask.answer(context, ask.Text(text, keep=True), read, form, explain=explain)

    try:
        return float(question(context, asked, "load", kg=number(context.words, kg)))
    except ask.Kept:
        return kg
