"""What an entry is beside what the programme gives on its date, and beside what was logged."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from math import inf
from types import MappingProxyType
from typing import Any, NamedTuple

from ..assessment.triage import ROW
from ..log.entries import Activity, Entry, Painkiller, Run, Session
from ..log.values import table
from ..programme.protocol import Protocol
from ..state import RunningStep, State
from .outlook import Outlook

KINDS = (Activity, Painkiller, Run, Session)
"""The kinds of which something may be said."""
_SCORED_ONCE = frozenset({"morning", "session", "evening", "check"})
"""The kinds of which a second score is likely a slip."""
_ASIDE = frozenset(
    {"id", "at", "kind", "date", "note", "slot", "done", "completed", "variant", "activities"}
)
"""The fields of those kinds that score nothing, or one thing of several."""


class Beside(Enum):
    """In what way an entry is beside the programme."""

    NOTHING_GIVEN = auto()
    DAY_OFF = auto()
    NO_RUNNING = auto()
    RUNNING_SUSPENDED = auto()
    RUN_TOO_EARLY = auto()
    RUN_TOO_LONG = auto()
    NEVER_GREEN = auto()
    """A painkiller may have flattered the day."""
    PAINFUL_ACTIVITY = auto()


class Remark(NamedTuple):
    """One thing that an entry is, and what it is measured by."""

    beside: Beside
    values: Mapping[str, Any] = MappingProxyType({})


def remarks(entry: Entry, given: Outlook, protocol: Protocol) -> Iterator[Remark]:
    """Yield what an entry is beside what was given on its date, without the entry itself."""
    state = given.today
    if isinstance(entry, Run | Session) and given.blocked:
        rows = tuple(row for row in given.rows if ROW[row].referral.blocks)
        yield Remark(Beside.NOTHING_GIVEN, {"rules": rows})
    elif state:
        yield from _in_course(entry, state, protocol)


def _in_course(entry: Entry, state: State, protocol: Protocol) -> Iterator[Remark]:
    match entry:
        case Session() if state.adaptation == "D2":
            yield Remark(Beside.NOTHING_GIVEN, {"rules": ("D2",)})
        case Session() if not state.sessions:
            yield Remark(Beside.DAY_OFF)
        case Run():
            yield from _run(entry, state, protocol)
        case Painkiller():
            yield Remark(Beside.NEVER_GREEN)
        case Activity() if entry.pain:
            yield Remark(Beside.PAINFUL_ACTIVITY)
        case _:
            pass


def _run(run: Run, state: State, protocol: Protocol) -> Iterator[Remark]:
    step = state.running
    if step is None:
        yield Remark(Beside.NO_RUNNING)
        return
    if step is RunningStep.SUSPENDED:
        yield Remark(Beside.RUNNING_SUSPENDED)
        return
    if state.next_run and run.date < state.next_run:
        yield Remark(Beside.RUN_TOO_EARLY, {"date": state.next_run})
    if step is not RunningStep.FREE:
        minutes = protocol.running.step(step).minutes
        if run.minutes > minutes:
            yield Remark(Beside.RUN_TOO_LONG, {"step": step, "minutes": minutes})


def earlier_score(entry: Entry, others: Iterable[Entry]) -> tuple[Entry, str] | None:
    """Return which of the earlier entries of a date counts for the same thing, and its field.

    It is the one with the worst pain; of equal ones, and of what is no pain, the newest.
    """
    if entry.kind not in _SCORED_ONCE:
        return None
    slot, scored = getattr(entry, "slot", None), table(entry).keys() - _ASIDE
    if not scored and entry.kind == "check":
        return None
    alike = [e for e in others if e.kind == entry.kind and getattr(e, "slot", None) == slot]
    found = [
        (other, field)
        for other in reversed(alike)
        for field in sorted(scored & table(other).keys() if scored else {"pain"})
    ]
    return max(found, key=_pain, default=None)


def _pain(scored: tuple[Entry, str]) -> list[float]:
    """Return the pain in a field of an entry; none is below 0, and unable above 10."""
    entry, field = scored
    pain = getattr(entry, field) if field.endswith("pain") or field == "after" else None
    if pain is None:
        return []
    return [inf if isinstance(pain, str) else pain]
