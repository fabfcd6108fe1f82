"""The log and the course as tables: one row an entry, one row a day."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...core.log.diary import DayRecord
from ...core.log.entries import KINDS, Entry
from ...core.log.values import columns, table
from ...core.state import State
from ...core.views.days import Line
from . import csv as sheet
from .csv import PLAIN, Cell, Form

FIRST = ("id", "at", "kind", "date", "note")
"""What every entry has."""
CORRECTIONS = ("edit", "remove")
"""Kinds that have no row of their own: the rows are as corrected."""


def entries(log: Iterable[Entry], form: Form = PLAIN) -> str:
    """Return the entries that count: always every column, in the order of the kinds."""
    names = entry_columns()
    rows = (dict(_leaves(table(entry))) for entry in log)
    return sheet.csv_text(names, ([row.get(name) for name in names] for row in rows), form)


def entry_columns() -> tuple[str, ...]:
    """Return the columns of the entries; a dot leads into a section."""
    kinds = (kind for name, kind in KINDS.items() if name not in CORRECTIONS)
    names = (name for kind in kinds for name in columns(kind))
    return tuple(dict.fromkeys((*FIRST, *names)))


def _leaves(fields: Mapping[str, Any], section: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{section}{name}.")
        else:
            yield section + name, value


def days(lines: Iterable[Line], form: Form = PLAIN) -> str:
    """Return the dates of a course."""
    rows = [{**_state(line.state), **_line(line), **_scores(line.day)} for line in lines]
    return sheet.csv_text(DAY_COLUMNS, ([row[name] for name in DAY_COLUMNS] for row in rows), form)


DAY_COLUMNS = (
    *("date", "day", "week", "phase", "blocked", "triage", "triage_rows"),
    *("level", "dose_level", "load_kg", "rom", "adaptation", "rest"),
    *("prescribed", "done", "slots", "paused"),
    *("morning", "stiffness_min", "pain", "after", "daily_pain", "painkiller"),
    *("colour", "colour_rule"),
    *("decision_week", "decision", "decision_rule", "break"),
    *("start_test_asked", "start_test_pain", "hop_pain", "walk_pain"),
    *("symptom_stage", "concentric", "running", "next_run", "run_minutes", "cross_training"),
)


def _state(state: State) -> dict[str, Cell]:
    """Return what the rules concluded for a date."""
    taken = state.decision
    return {
        "date": state.date,
        "day": state.day,
        "week": state.week,
        "phase": state.phase.value,
        "blocked": state.blocked,
        "triage": state.referral.name,
        "triage_rows": state.rows,
        "level": state.level,
        "dose_level": state.dose_level,
        "load_kg": float(state.load_kg),
        "rom": state.rom,
        "adaptation": state.adaptation,
        "rest": state.rest,
        "decision_week": taken.week if taken else None,
        "decision": taken.verdict.value if taken else None,
        "decision_rule": taken.rule if taken else None,
        "break": state.break_rule,
        "start_test_asked": state.start_test_asked,
        "symptom_stage": state.symptom_stage,
        "concentric": state.concentric,
        "running": state.running,
        "next_run": state.next_run,
        "cross_training": state.cross_training,
    }


def _line(line: Line) -> dict[str, Cell]:
    """Return how a date went against what was prescribed."""
    return {
        "prescribed": line.prescribed,
        "done": line.done,
        "slots": sorted(line.day.slots),
        "paused": line.paused,
        "colour": line.colour,
        "colour_rule": line.colour_rule,
        "run_minutes": line.run_minutes,
    }


def _scores(day: DayRecord) -> dict[str, Cell]:
    """Return the worst scores of a date, as the rules read them."""
    return {
        "morning": day.m,
        "stiffness_min": day.stiffness_min,
        "pain": day.p,
        "after": day.a,
        "daily_pain": day.daily,
        "painkiller": day.painkiller,
        "start_test_pain": day.start_test,
        "hop_pain": day.hop_pain,
        "walk_pain": day.walk_pain,
    }
