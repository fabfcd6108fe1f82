"""The 12 weeks: those behind as they went, those ahead as a condition."""

from ...core.state import Colour, Off
from ...core.views.plan import WEEKS, Plan, PlannedWeek
from ...words import Words
from ..phrases import colours, dates, figure
from ..phrases.gates import raises_asked, raises_closed
from ..phrases.numbers import number
from ..phrases.signs import show_open
from ..phrases.weeks import verdict
from ..terminal.screen import Screen
from . import closed_gate

COLUMNS = ("week", "first", "phase", "level", "load", "sessions")
LEFT = (1, 2, 3, 10)


def show(screen: Screen, words: Words, plan: Plan) -> None:
    """Write a line a week, then the gates."""
    state = plan.today
    title = words("plan.title", day=state.day, date=dates.day(words, state.date))
    screen.say(title, "bold")
    show_open(screen, words, state.rows)
    if state.week > WEEKS:
        phase = words(f"terms.phase.{state.phase}")
        screen.say(words("plan.over", phase=phase, level=state.level))
    else:
        screen.say(words("plan.condition"))
    screen.say()
    heads = [
        *(words(f"plan.column.{name}") for name in COLUMNS),
        *(words(f"report.column.{colour}") for colour in Colour),
        words("plan.column.decision"),
    ]
    lines = screen.table([heads, *(_row(words, week) for week in plan.weeks)], LEFT)
    if screen.fits(lines):
        screen.say(lines[0], "bold", colours.letters(words))
        for line, week in zip(lines[1:], plan.weeks, strict=True):
            screen.say(line, "bold" if week.now else "")
        screen.say(words("plan.legend"))
    else:
        for week in plan.weeks:
            _stack(screen, words, week)
    figure.show(screen, words, plan.graph, ("morning",), plan.behind)
    screen.heading(words("plan.gate.title"))
    _gates(screen, words, plan)


def _row(words: Words, week: PlannedWeek) -> list[str]:
    return [
        str(week.number),
        dates.short(words, week.first),
        words(f"terms.phase.{week.state.phase}"),
        str(week.state.level),
        number(words, week.state.level_kg),
        _sessions(week),
        *(_days(week, colour) for colour in Colour),
        words("plan.now") if week.now else verdict(words, week.decision),
    ]


def _sessions(week: PlannedWeek) -> str:
    if week.behind or week.now:
        return f"{week.done}/{week.prescribed}"
    return str(week.prescribed)


def _days(week: PlannedWeek, colour: Colour) -> str:
    """Return how many days had a colour; nothing before a week has one."""
    return str(week.colours[colour]) if week.colours else ""


def _stack(screen: Screen, words: Words, week: PlannedWeek) -> None:
    row = _row(words, week)
    screen.say(words("plan.stack", week=row[0], first=row[1], phase=row[2]), "bold")
    *_, decision = row
    level = words("plan.stack_level", level=row[3], load=row[4], sessions=row[5])
    screen.point(f"{level}{', ' if decision else ''}{decision}", "  ")
    if week.colours:
        screen.point(colours.day_counts(words, week.colours), "  ", days=colours.names(words))


def _gates(screen: Screen, words: Words, plan: Plan) -> None:
    """Write from when the heel raises and running may come, or what they still ask for."""
    state = plan.today
    if raises_closed(state):
        closed_gate.show(screen, words, "concentric", raises_asked(state), plan.concentric)
    else:
        off = plan.raises_off in (Off.STOPPED, Off.RESTING)
        key = "plan.gate.suspended" if off else "plan.gate.open"
        screen.field(words("plan.gate.concentric"), words(key))
    if state.running is not None:
        key = "plan.gate.suspended" if state.running == "suspended" else "plan.gate.open"
        later = plan.run_from and words("today.gate.run_from", date=dates.day(words, plan.run_from))
        screen.field(words("plan.gate.running"), later or words(key))
    else:
        closed_gate.show(screen, words, "running", state.running_asked, plan.running)
