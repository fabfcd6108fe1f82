"""A simulated course: its weeks, what happened on which day, and its scores as a chart."""

from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ...core.assessment.triage import ROW
from ...core.programme.weekly import WEEK_DAYS
from ...core.state import Decision, State, Verdict
from ...core.views.simulation import Row, Simulation
from ...words import Words
from ..phrases import figure, result
from ..phrases import weeks as table
from ..phrases.findings import finding_sentence
from ..phrases.numbers import number
from ..terminal.screen import Screen

if TYPE_CHECKING:
    from ...core.log.answers import Answers

SHOWN = 14
"""How many values of a row are written out."""


def show(screen: Screen, words: Words, simulation: Simulation) -> None:
    """Write what was put in, and what the rules make of it."""
    title = "simulate.changed" if simulation.changed else "simulate.title"
    screen.say(words(title, name=simulation.name or words("simulate.own")), "bold")
    for line in _input_lines(words, simulation):
        screen.say(line)
    screen.say(words("simulate.notice"))
    standing, course = simulation.decided.standing, simulation.course
    if not course.states:
        rows, level = ", ".join(standing.rows), words(f"triage.level.{standing.referral.name}.name")
        screen.say(words("simulate.blocked", rows=rows, level=level), "bold")
        return
    screen.heading(words("report.weeks_title"))
    screen.say(result.sentence(words, course, simulation.weeks, simulation.sessions))
    table.show(screen, words, simulation.weeks)
    screen.heading(words("simulate.events"))
    for day, text in sorted(_events(words, simulation), key=itemgetter(0)):
        screen.point(words("simulate.event", day=day, text=text), "- ")
    screen.say(words("simulate.legend"))
    figure.show(screen, words, simulation.graph)


def _input_lines(words: Words, simulation: Simulation) -> Iterator[str]:
    name, pattern = simulation.name, simulation.pattern
    if name and not simulation.changed:
        yield words(f"simulate.pattern.{name}")
    if simulation.decided.assessment:
        yield _person(words, simulation.decided.assessment.answers)
    for row in ("mornings", "pain", "after", "sessions", "painkillers"):
        values: Row = getattr(pattern, row)
        if any(values) or row in ("mornings", "pain"):
            yield words(f"simulate.row.{row}", values=_short(values))
    test = pattern.start_test
    yield words("simulate.row.start_test", n=words("simulate.unable") if test == "unable" else test)


def _person(words: Words, answers: "Answers") -> str:
    """Return whose course it is."""
    weight = answers.person.weight_kg
    kg = words("terms.unknown") if weight is None else number(words, weight)
    where = words(f"questions.location.value.{answers.complaint.location}")
    return words("simulate.person", age=answers.person.age, kg=kg, where=where)


def _short(values: Row) -> str:
    """Return a row in its short form, such as 2×14 4 4."""
    runs: list[list[Any]] = []
    for value in values:
        if runs and runs[-1][0] == value:
            runs[-1][1] += 1
        else:
            runs.append([value, 1])
    said = [f"{'-' if value is None else value}{f'×{n}' if n > 1 else ''}" for value, n in runs]
    return " ".join(said[:SHOWN]) + (" …" if len(said) > SHOWN else "")


def _events(words: Words, simulation: Simulation) -> Iterator[tuple[int, str]]:
    """Yield what began, was decided or was done, each with its day; of a day in its order."""
    states, diary = simulation.course.states, simulation.course.diary
    if simulation.days_before:
        yield 1, words("simulate.later", n=simulation.days_before)
    for week in simulation.weeks:
        if week.decision and week.decision.verdict is not Verdict.PROGRESS:
            yield week.number * WEEK_DAYS + 1, _decision(words, week.decision)
    before: State | None = None
    for state in states:
        for text in _changes(words, simulation, before, state):
            yield state.day, text
        if diary[state.date].checks:
            yield state.day, words("simulate.start_test")
        before = state


def _decision(words: Words, decision: Decision) -> str:
    """Return a decision with what led to it."""
    met = (f for f in decision.findings if f.met and f.key.startswith(decision.rule))
    return words(
        "simulate.decision",
        verdict=words(f"terms.verdict.{decision.verdict}"),
        rule=decision.rule,
        why="; ".join(finding_sentence(words, finding) for finding in met),
    )


def _changes(
    words: Words, simulation: Simulation, before: State | None, state: State
) -> Iterator[str]:
    """Yield what is new on a day, and how long it lasts."""
    day = state.day
    if before is None or state.phase is not before.phase:
        yield words("simulate.phase", phase=words(f"terms.phase.{state.phase}"))
    if state.break_rule:
        yield words("simulate.broken", rule=state.break_rule, level=state.level)
    if state.blocked and not (before and before.blocked):
        text = words(f"triage.level.{state.referral.name}.name")
        stopped = words("simulate.stopped", level=text, rows=", ".join(state.rows))
        yield stopped + _until(words, day, simulation.block_end(day))
    if state.adaptation and (before is None or state.adaptation != before.adaptation):
        eased = words(f"simulate.{state.adaptation}", level=state.dose_level)
        yield eased + _until(words, day, simulation.adaptation_end(day))
    if before and state.concentric != before.concentric:
        yield words(f"simulate.concentric.{state.concentric}")
    for row in state.rows:
        if before is None or row not in before.rows:
            sign, level = words(f"triage.{row}.sign"), ROW[row].referral.name
            told = words(f"triage.level.{level}.name")
            stands = words("simulate.row_stands", row=row, sign=sign, level=told)
            yield stands + _until(words, day, simulation.open_until(row, day))


def _until(words: Words, day: int, last: int) -> str:
    """Return up to which day something lasts; of a single day nothing."""
    return words("simulate.until", day=last) if last > day else ""
