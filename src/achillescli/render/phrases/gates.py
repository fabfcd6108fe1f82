"""The two gates in words: open, or what is still missing."""

import datetime as dt
from typing import TYPE_CHECKING

from ...core.programme.protocol import Protocol
from ...core.programme.running import longest_next
from ...core.state import Finding, State
from ...words import Words
from ..terminal.screen import Screen
from . import dates
from .numbers import number, spoken

if TYPE_CHECKING:
    from ...core.course import Replay

MOST, FEWER = 6, 4
"""How many conditions of a closed gate are named on the page of a day, and when there are more."""


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


def show_closed(
    screen: Screen,
    words: Words,
    name: str,
    findings: tuple[Finding, ...],
    earliest: dt.date | None = None,
) -> None:
    """Write that a gate is closed, and its earliest date or each thing that it still asks for."""
    said = words(f"today.gate.{'no_running' if name == 'running' else 'not_yet'}")
    if earliest is not None:
        on = words("plan.gate.from", date=dates.day(words, earliest))
        screen.field(words(f"report.gates.{name}"), on)
        return
    conditions = missing(words, findings)
    more = f" {words('report.gates.missing')}" if conditions else ""
    screen.field(words(f"report.gates.{name}"), said + more)
    for condition in conditions:
        screen.point(condition, "  - " if screen.narrow else " " * 13 + "- ")


def raises_closed(words: Words, state: State) -> str:
    """Return in a line from when the heel raises may come, or what they still ask for."""
    early = (f for f in state.concentric_findings if f.key == "G1.day" and not f.met)
    day = next(early, None)
    if day is not None:
        return words("today.gate.from_day", day=day.values["needed"])
    return _brief(words, "not_yet", missing(words, state.concentric_findings, "today.short"))


def running_closed(words: Words, state: State) -> str:
    """Return in two lines at most that there is no running yet, and what it asks for."""
    return _brief(words, "no_running", missing(words, state.running_findings, "today.short"))


def _brief(words: Words, key: str, conditions: list[str]) -> str:
    what = list(dict.fromkeys(conditions))
    said = words(f"today.gate.{key}")
    if not what:
        return said
    if len(what) <= MOST:
        return f"{said} {words('today.gate.missing', what=', '.join(what))}"
    shown, more = ", ".join(what[:FEWER]), len(what) - FEWER
    return f"{said} {words('today.gate.missing_more', what=shown, n=more)}"


def _suspended_by(state: State) -> str:
    if state.level in ("L1", "L2"):
        return "level"
    return "d2" if state.adaptation == "D2" else "row"


def _when(words: Words, state: State) -> str:
    if state.next_run is None or state.next_run <= state.date:
        return words("today.gate.now")
    return words("today.gate.from", date=dates.day(words, state.next_run))


def _longest(words: Words, replay: "Replay") -> str:
    """Return how long the next run may be, by the longest of late."""
    km = longest_next(replay.diary, replay.until)
    if km is None:
        return words("today.gate.no_longest")
    return words("today.gate.longest", km=number(words, km))
