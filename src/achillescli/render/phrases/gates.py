"""The two gates in words: open, or what is still missing."""

from ...core.course import Replay
from ...core.programme.protocol import Protocol
from ...core.state import Finding, State, SuspendedBy
from ...words import Words
from . import dates
from .numbers import number, sentence_values

MOST, FEWER = 5, 4
"""How many conditions of a closed gate are named on the page of a day, and when there are more."""


def concentric(words: Words, state: State) -> str:
    """Return whether the heel raises are open; empty while they are not, or a sign forbids them."""
    return "" if raises_closed(state) else words(f"today.gate.{state.concentric}")


def raises_closed(state: State) -> bool:
    """Whether there are no heel raises: their gate is closed, or a sign forbids loading."""
    return state.blocked or state.concentric == "closed"


def raises_asked(state: State) -> tuple[Finding, ...]:
    """Return what the heel raises still ask for; what forbids loading comes first."""
    sign = Finding("G2.rows", not state.blocked, {"rows": ", ".join(state.rows)})
    return (sign, *state.concentric_findings)


def running(words: Words, replay: Replay, protocol: Protocol) -> str:
    """Return the running step and when; empty while the gate is closed."""
    state = replay.states[-1]
    if state.running is None:
        return ""
    if state.suspended_by is not None:
        return words(_SUSPENDED[state.suspended_by])
    if state.running == "free":
        longest = _longest(words, replay.longest_next_km)
        return words("today.gate.free", what=longest, when=_when(words, replay))
    what = step(words, protocol, state.running)
    return words("today.gate.running", what=what, when=_when(words, replay))


def run_today(words: Words, replay: Replay, protocol: Protocol) -> str:
    """Return what may be run today, or from when; empty while the gate is closed."""
    state = replay.states[-1]
    if state.running is not None and (date := replay.run_from):
        return words("today.gate.run_from", date=dates.day(words, date))
    if state.running is None or state.running in ("free", "suspended"):
        return running(words, replay, protocol)
    what = step(words, protocol, state.running)
    return words("today.gate.run_now", what=what)


def step(words: Words, protocol: Protocol, name: str) -> str:
    """Return what a running step asks for; times in minutes."""
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
        words(f"{area}.{finding.key}", **sentence_values(words, finding.values))
        for finding in findings
        if not finding.met
    ]


def raises_conditions(words: Words, state: State) -> str:
    """Return in a line from when the heel raises may come, or what they still ask for."""
    asked = raises_asked(state)
    day = next((f for f in asked if f.key == "G1.day" and not f.met), None)
    if day is not None and not state.blocked:
        return words("today.gate.from_day", day=day.values["needed"])
    return _brief(words, "today.gate.not_yet", missing(words, asked, "today.short"))


def running_conditions(words: Words, state: State) -> str:
    """Return in two lines at most that there is no running yet, and what it asks for."""
    conditions = missing(words, state.running_asked, "today.short")
    return _brief(words, "today.gate.no_running", conditions)


def _brief(words: Words, key: str, conditions: list[str]) -> str:
    what = list(dict.fromkeys(conditions))
    said = words(key)
    if not what:
        return said
    if len(what) <= MOST:
        return f"{said} {words('today.gate.missing', what=', '.join(what))}"
    shown, more = ", ".join(what[:FEWER]), len(what) - FEWER
    return f"{said} {words('today.gate.missing_more', what=shown, n=more)}"


_SUSPENDED = {
    SuspendedBy.LEVEL: "today.gate.suspended_level",
    SuspendedBy.D2: "today.gate.suspended_d2",
    SuspendedBy.ROW: "today.gate.suspended_row",
}


def _when(words: Words, replay: Replay) -> str:
    date = replay.run_from
    if date is None:
        return words("today.gate.now")
    return words("today.gate.from", date=dates.day(words, date))


def _longest(words: Words, km: float | None) -> str:
    """Return how long the next run may be, by the longest of late."""
    if km is None:
        return words("today.gate.no_longest")
    return words("today.gate.longest", km=number(words, km))
