"""The 12 weeks: those behind as they went, those ahead as a condition."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...core.state import Decision, State
from ...words import Words
from ..data import day_json as as_json
from ..phrases import dates, gates
from ..phrases.numbers import number
from ..phrases.weeks import verdict
from ..terminal.columns import aligned, fits
from ..terminal.screen import Screen

if TYPE_CHECKING:
    from ...core.course import Replay

WEEKS = 12
COLUMNS = ("week", "first", "phase", "level", "load", "sessions", "decision")
LEFT = (1, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """One week; ``behind`` when it is over, ``done`` the sessions completed so far."""

    number: int
    state: State
    """The day that stands for it: its last known one, or today, or its first ahead."""
    first: dt.date
    prescribed: int
    done: int
    behind: bool
    now: bool
    decision: Decision | None


def weeks(replay: "Replay", ahead: Sequence[State]) -> list[PlannedWeek]:
    """Return the weeks of the programme, and the current one when it is over."""
    states = [*replay.states, *ahead]
    numbers = [*range(1, WEEKS + 1)]
    if replay.states[-1].week > WEEKS:
        numbers.append(replay.states[-1].week)
    return [_week(replay, states, week) for week in numbers if states[-1].week >= week]


def _week(replay: "Replay", states: Sequence[State], week: int) -> PlannedWeek:
    today = replay.states[-1]
    days = states[7 * week - 7 : 7 * week]
    seen = [state for state in days if state.date <= replay.until]
    after = states[7 * week : 7 * week + 1]
    behind = week < today.week
    return PlannedWeek(
        number=week,
        state=seen[-1] if seen else days[0],
        first=days[0].date,
        prescribed=sum(len(state.sessions) for state in days),
        done=sum(replay.diary[state.date].s for state in seen),
        behind=behind,
        now=week == today.week,
        decision=after[0].decision if behind and after else None,
    )


def show(screen: Screen, words: Words, replay: "Replay", ahead: Sequence[State]) -> None:
    """Write a line a week, then the gates."""
    state, rows = replay.states[-1], weeks(replay, ahead)
    title = words("plan.title", day=state.day, date=dates.day(words, state.date))
    screen.say(title, "bold")
    if state.week > WEEKS:
        phase = words(f"terms.phase.{state.phase}")
        screen.say(words("plan.over", phase=phase, level=state.level))
    else:
        screen.say(words("plan.condition"))
    screen.say()
    heads = [words(f"plan.column.{name}") for name in COLUMNS]
    lines = aligned([heads, *(_row(words, week) for week in rows)], LEFT)
    if fits(lines, screen.width):
        screen.say(lines[0], "bold")
        for line, week in zip(lines[1:], rows, strict=True):
            screen.say(line, "bold" if week.now else "")
    else:
        for week in rows:
            _stack(screen, words, week)
    screen.heading(words("plan.gate.title"))
    _gates(screen, words, state, ahead)


def _row(words: Words, week: PlannedWeek) -> list[str]:
    return [
        str(week.number),
        dates.short(words, week.first),
        words(f"terms.phase.{week.state.phase}"),
        week.state.level,
        number(words, week.state.load_kg),
        _sessions(week),
        words("plan.now") if week.now else verdict(words, week.decision),
    ]


def _sessions(week: PlannedWeek) -> str:
    if week.behind or week.now:
        return f"{week.done}/{week.prescribed}"
    return str(week.prescribed)


def _stack(screen: Screen, words: Words, week: PlannedWeek) -> None:
    row = _row(words, week)
    screen.say(words("plan.stack", week=row[0], first=row[1], phase=row[2]), "bold")
    level = words("plan.stack_level", level=row[3], load=row[4], sessions=row[5])
    screen.point(f"{level}{', ' if row[6] else ''}{row[6]}", "  ")


def earliest(ahead: Sequence[State]) -> tuple[dt.date | None, dt.date | None]:
    """Return the first dates ahead on which the heel raises and running are open."""
    concentric = (state.date for state in ahead if state.concentric != "closed")
    running = (state.date for state in ahead if state.running not in (None, "suspended"))
    return next(concentric, None), next(running, None)


def _gates(screen: Screen, words: Words, state: State, ahead: Sequence[State]) -> None:
    """Write from when the heel raises and running may come, or what they still ask for."""
    concentric, running = earliest(ahead)
    if state.concentric != "closed":
        screen.field(words("plan.gate.concentric"), words("plan.gate.open"))
    else:
        gates.show_closed(screen, words, "concentric", state.concentric_findings, concentric)
    if state.running is not None:
        key = "suspended" if state.running == "suspended" else "open"
        screen.field(words("plan.gate.running"), words(f"plan.gate.{key}"))
    else:
        gates.show_closed(screen, words, "running", state.running_findings, running)


def json(replay: "Replay", ahead: Sequence[State]) -> dict[str, Any]:
    """Return the plan as plain values; gates are dates, null where none is ahead."""
    state, found = replay.states[-1], earliest(ahead)
    concentric = state.date if state.concentric != "closed" else found[0]
    running = state.date if state.running not in (None, "suspended") else found[1]
    return {
        "date": state.date.isoformat(),
        "day": state.day,
        "ahead": "if every day stays green",
        "weeks": [_table(week) for week in weeks(replay, ahead)],
        "gates": {"concentric": as_json.iso(concentric), "running": as_json.iso(running)},
    }


def _table(week: PlannedWeek) -> dict[str, Any]:
    return {
        "week": week.number,
        "first": week.first.isoformat(),
        "behind": week.behind,
        "phase": week.state.phase.value,
        "level": week.state.level,
        "load_kg": float(week.state.load_kg),
        "sessions": week.prescribed,
        "done": week.done if week.behind or week.now else None,
        "decision": as_json.decision(week.decision),
    }
