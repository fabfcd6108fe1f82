"""What an entry changes in the plan of today and of tomorrow, in a few lines."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from ... import catalogue
from ...core.assessment.triage import ROW
from ...core.state import State
from ...core.views.outlook import Outlook
from ...words import Words
from . import dates, gates
from .numbers import number
from .signs import STOP

if TYPE_CHECKING:
    from ..terminal.screen import Screen

Lines = Iterator[tuple[str, str]]
"""Sentences, each with its style."""


def show(
    screen: "Screen",
    words: Words,
    before: Outlook,
    after: Outlook,
    *,
    said: Collection[str] = (),
    quiet: bool = False,
    only_bold: bool = False,
) -> bool:
    """Write what differs between two outlooks: warning signs first, then the plan.

    Rows that were said already are left out, and so is a block that was there before, when it
    is to be quiet. ``only_bold`` leaves the signs that came and the plan of a day that changed.
    Returns whether anything differs.
    """
    lines = [*_rows(words, before, after, said), *_yesterday(words, before, after)]
    if after.blocked:
        lines += [] if quiet and before.blocked else [(words("log.change.stop"), "bold")]
    else:
        lines += [*_plans(words, before, after), *_gates(words, before, after)]
    if after.why_empty in ("no_assessment", "too_old"):
        lines.append((words(f"log.next.{after.why_empty}"), ""))
    for text, style in lines:
        if style or not only_bold:
            screen.say(text, style)
    return bool(lines)


def warn(
    screen: "Screen", words: Words, before: Outlook, after: Outlook, *, said: Collection[str] = ()
) -> None:
    """Write the signs that came and were not said yet, and nothing of the plan."""
    for text, style in _came(words, before, after, said):
        screen.say(text, style)


def forbid(screen: "Screen", words: Words, rows: Sequence[str]) -> None:
    """Write rows that forbid loading, each with what to do."""
    for row in rows:
        screen.say(sign(words, row), STOP)


def _came(words: Words, before: Outlook, after: Outlook, said: Collection[str]) -> Lines:
    """Yield the signs that came, those that block first."""
    came = [row for row in after.rows if row not in before.rows and row not in said]
    for row in sorted(came, key=lambda row: -ROW[row].referral):
        yield sign(words, row), STOP if ROW[row].referral.blocks else "bold"


def _rows(words: Words, before: Outlook, after: Outlook, said: Collection[str]) -> Lines:
    """Yield the signs that came, and those that went."""
    yield from _came(words, before, after, said)
    for row in before.rows:
        if row not in after.rows:
            yield words("log.change.lifted", sign=words(f"triage.{row}.sign")), ""


def sign(words: Words, row: str) -> str:
    """Return a triage row in words: the sign, and what to do."""
    return words(
        "log.change.sign",
        sign=words(f"triage.{row}.sign"),
        todo=words(f"triage.{row}.todo"),
    )


def _yesterday(words: Words, before: Outlook, after: Outlook) -> Lines:
    """Yield how yesterday counts, when that changed."""
    old, new = before.today, after.today
    if new and new.colour_yesterday and (not old or old.colour_rule != new.colour_rule):
        colour = words(f"terms.colour.{new.colour_yesterday}")
        yield words("log.change.yesterday", colour=colour), ""


def _plans(words: Words, before: Outlook, after: Outlook) -> Lines:
    """Yield the plan of today and of tomorrow where it changed, with the reason."""
    for change in after.changes(before):
        plan = words(f"log.change.{change.days}", plan=_plan(words, change.plan))
        why = words(f"log.because.{change.reason}") if change.reason else ""
        yield words("log.change.line", plan=plan, why=why), "bold"


def _plan(words: Words, state: State) -> str:
    """Return the work of a day in a few words."""
    if state.blocked:
        return words("log.plan.blocked")
    if state.adaptation == "D2":
        return words("log.plan.rest" if state.rest else "log.plan.easy")
    if not state.sessions:
        return words("log.plan.off")
    work = state.sessions[0].work[0]
    load = words("log.plan.load", kg=number(words, state.load_kg)) if state.load_kg else ""
    return words(
        "log.plan.dose",
        n=len(state.sessions),
        sets=work.sets,
        reps=work.reps,
        level=state.dose_level,
        load=load,
    )


def _gates(words: Words, before: Outlook, after: Outlook) -> Lines:
    """Yield which gates open or close, and from when the next run may be."""
    old, new = before.tomorrow, after.tomorrow
    if not old or not new or new.blocked:
        return
    if old.concentric != new.concentric:
        yield words(f"log.change.concentric.{new.concentric}"), ""
    if old.running != new.running:
        yield _running(words, new.running), ""
    if new.next_run and new.next_run != old.next_run:
        yield words("log.change.next_run", date=dates.day(words, new.next_run)), ""


def _running(words: Words, step: str | None) -> str:
    """Return what may be run from now on, or that nothing may."""
    if step in (None, "suspended", "free"):
        return words(f"log.change.running.{step or 'closed'}")
    return words("log.change.running.step", what=gates.step(words, catalogue.protocol(), step))
