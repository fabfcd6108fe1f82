"""A session that was followed, or broken off: asked what it lacks, and logged as it was done."""

from typing import Any

from ....core.log.diary import worst
from ....core.programme.stop import too_much
from ....core.views.timer import Halt, Timer
from ....errors import BLOCKED
from ....render.phrases.numbers import number
from ....words import command
from ...context import Context
from ...journal.logbook import Logbook
from ...journal.signs import after_pain
from ...prompts import ask, lone, values
from . import kept as files
from .kept import KeptSession

_LOAD = values.Range(0, 200, "load_kg", decimals=True)


def question(context: Context, kind: Any, name: str, *arguments: object, **filling: object) -> Any:
    """Return the answer to a question about a session."""
    words = context.words
    asked, explain = words(f"train.ask.{name}", **filling), words(f"train.explain.{name}")
    return lone.forward(lambda: kind(context, asked, *arguments, explain=explain))


def log_line(context: Context, done: KeptSession) -> str:
    """Return the line that logs a session by hand."""
    partial = "" if done.performed.completed else " --partial"
    dated = "" if done.date == context.today else f" --date {done.date}"
    return command(f"achilles log {done.slot} N{partial}{dated}")


def log(context: Context, done: KeptSession, timer: Timer | None = None) -> None:
    """Log a session; with its timer, as that ended it.

    Raises:
        KeyboardInterrupt: the user stopped at a question; it stays kept.
    """
    stopped = done.ended_by_pain
    told = stopped or (timer is not None and timer.halt is Halt.HURTS)
    if not context.asks and not stopped:
        context.out.say(context.words("train.unlogged", command=log_line(context, done)))
        return
    if timer is not None and not (told or timer.halt):
        done = _confirmed_session(context, done)
    if not done.begun:
        context.err.say(context.words("train.nothing"))
        return
    rose = stopped and not too_much(done.pain)
    if rose:
        said = context.words("train.rose", score=done.pain)
        context.warn(lambda screen: screen.say(said, "bold"))
    pain = done.pain
    if not told:
        pain = worst(pain, lone.score(context, done.slot))
    if done.load_kg and not too_much(pain) and not stopped:
        done = done._replace(load_kg=_load_kg(context, done.load_kg))
    _store(context, done, pain, rose=rose)


def _confirmed_session(context: Context, done: KeptSession) -> KeptSession:
    """Return a session as it was done by one who may have gone at another pace than the timer."""
    every = tuple(stint.reps for stint in done.stints)
    counts = {"n": sum(done.done), "all": sum(every)}
    if done.done == every or not question(context, ask.yes, "whole", **counts):
        return done
    return done._replace(done=every)


def _load_kg(context: Context, kg: float) -> float:
    """Ask for the load that was carried, in kg; Enter keeps the one that was prescribed."""

    def answer(context: Context, text: str, *, explain: str) -> float | None:
        return values.number(context, ask.Text(text, keep=True), _LOAD, explain=explain)

    try:
        return float(question(context, answer, "load", kg=number(context.words, kg)))
    except ask.Kept:
        return kg


def _store(context: Context, done: KeptSession, pain: int | None, *, rose: bool) -> None:
    """Store a session, ask the warning signs after too much pain, and say what follows."""
    words, found = context.words, done.performed
    book = Logbook(context, done.date, None if done.date == context.today else f"{done.date}")
    load = {"load_kg": done.load_kg} if done.load_kg else {}
    others = " + ".join(map(str, found.others))
    entry = book.add(
        "session",
        done.date,
        words("train.note.others", others=others) if others else None,
        slot=done.slot,
        pain=pain,
        done={"sets": found.sets, "reps": found.reps, **load},
        completed=None if found.completed else False,
        stopped=rose or None,
    )
    if book.is_saved:
        files.drop(context.home)
    after_pain(book, entry)
    context.code = BLOCKED if book.after.blocked else 0
    book.tell()
    if context.added == [entry] and not book.going_on:
        context.remark(words("train.undo", id=entry.id))
