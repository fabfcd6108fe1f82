"""What is logged beside what the programme gives on that date."""

from collections.abc import Iterator

from ...catalogue import protocol
from ...core.assessment.triage import ROW
from ...core.log.entries import Activity, Entry, Painkiller, Run, Session
from ...core.state import State
from ...core.views.outlook import Outlook
from ...render.phrases import dates
from ...words import Words

KINDS = (Activity, Painkiller, Run, Session)
"""The kinds of which something may be said."""


def remarks(words: Words, entry: Entry, given: Outlook, day: str) -> Iterator[str]:
    """Yield what an entry is beside what was given on its date, without the entry itself."""
    state = given.today
    if isinstance(entry, Run | Session) and given.blocked:
        rows = [row for row in given.rows if ROW[row].referral.blocks]
        yield words("log.given.nothing", day=day, rule=", ".join(rows))
    elif state:
        yield from _in_course(words, entry, state, day)


def _in_course(words: Words, entry: Entry, state: State, day: str) -> Iterator[str]:
    match entry:
        case Session() if state.adaptation == "D2":
            yield words("log.given.nothing", day=day, rule="D2")
        case Session() if not state.sessions:
            yield words("log.given.off", day=day)
        case Run():
            yield from _run(words, entry, state)
        case Painkiller():
            yield words("log.given.painkiller", day=day)
        case Activity() if entry.pain:
            yield words("log.given.activity")
        case _:
            pass


def _run(words: Words, run: Run, state: State) -> Iterator[str]:
    if state.running in (None, "suspended"):
        yield words(f"log.given.running.{state.running or 'closed'}")
        return
    if state.next_run and run.date < state.next_run:
        yield words("log.given.running.early", date=dates.day(words, state.next_run))
    if state.running != "free":
        minutes = protocol().running.step(str(state.running)).minutes
        if run.minutes > minutes:
            yield words("log.given.running.long", n=minutes, step=state.running)
