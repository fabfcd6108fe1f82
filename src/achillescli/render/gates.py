"""The two gates in words: open, or what is still missing."""

import datetime as dt
from typing import TYPE_CHECKING

from ..core.protocol import Protocol
from ..core.state import Finding, State
from ..words import Words
from . import dates
from .numbers import number, spoken

if TYPE_CHECKING:
    from ..core.course import Replay


def concentric(words: Words, state: State) -> str:
    """Return whether the heel raises are open; empty while they are not."""
    return "" if state.concentric == "closed" else words(f"today.gate.{state.concentric}")


def running(words: Words, replay: "Replay", state: State, protocol: Protocol) -> str:
    """Return the running step and when; empty while the gate is closed."""
    if state.running is None:
        return ""
    if state.running == "suspended":
        return words(f"today.gate.suspended_{_suspended_by(state)}")
    if state.running == "free":
        return words("today.gate.free", what=_longest(words, replay), when=_when(words, state))
    what = step(words, protocol, state.running)
    return words("today.gate.running", step=state.running, what=what, when=_when(words, state))


def step(words: Words, protocol: Protocol, name: str) -> str:
    """Return what a step of the running ladder asks for; times in minutes."""
    found = protocol.running.step(name)
    return words(
        "today.gate.walk" if found.walk_min else "today.gate.steady",
        run=found.run_min,
        walk=found.walk_min,
        times=found.times,
    )


def missing(words: Words, findings: tuple[Finding, ...], area: str = "gates.missing") -> list[str]:
    """Return the conditions of a gate that do not hold, as words."""
    return [
        words(f"{area}.{finding.key}", **spoken(words, finding.values))
        for finding in findings
        if not finding.met
    ]


def brief(words: Words, findings: tuple[Finding, ...]) -> str:
    """Return in one short sentence what a closed gate still asks for."""
    what = missing(words, findings, "today.short")
    return words("today.gate.brief", what=", ".join(what)) if what else words("today.gate.closed")


def _suspended_by(state: State) -> str:
    if state.level in ("L1", "L2"):
        return "level"
    return "d2" if state.adaptation == "D2" else "row"


def _when(words: Words, state: State) -> str:
    if state.next_run is None or state.next_run <= state.date:
        return words("today.gate.now")
    return words("today.gate.from", date=dates.day(words, state.next_run))


def _longest(words: Words, replay: "Replay") -> str:
    """Return how long the next run may be, by the longest of the last 30 days."""
    lately = [replay.until - dt.timedelta(days=back) for back in range(1, 31)]
    runs = [run for date in lately for run in replay.diary[date].runs]
    longest = max((run.km for run in runs if run.km), default=None)
    if longest is None:
        return words("today.gate.no_longest")
    return words("today.gate.longest", km=number(words, int(longest * 11 + 1e-9) / 10))
