"""A gate that is closed, on the pages of the plan and of the report."""

import datetime as dt

from ...core.state import Finding
from ...words import Words
from ..phrases import dates
from ..phrases.gates import missing
from ..terminal.screen import Screen


def show(
    screen: Screen,
    words: Words,
    name: str,
    findings: tuple[Finding, ...],
    earliest: dt.date | None = None,
) -> None:
    """Write that a gate is closed, and its earliest date or each thing that it still asks for."""
    said = words("today.gate.no_running" if name == "running" else "today.gate.not_yet")
    if earliest is not None:
        on = words("plan.gate.from", date=dates.day(words, earliest))
        screen.field(words(f"report.gates.{name}"), on)
        return
    conditions = missing(words, findings)
    more = f" {words('report.gates.missing')}" if conditions else ""
    screen.field(words(f"report.gates.{name}"), said + more)
    for condition in conditions:
        screen.point(condition, "  - " if screen.narrow else " " * 13 + "- ")
