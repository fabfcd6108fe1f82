"""Entries in words, and what they change in the plan."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..core.entries import Edit, Entry, Session, table
from ..core.state import State
from ..words import Words
from . import dates
from .numbers import number

_ASIDE = frozenset({"id", "at", "kind", "date", "note", "answers"})
_COUNTED_TOGETHER = frozenset({"morning", "session", "evening", "check"})
"""The kinds of which a second score is likely a slip."""


def saved(words: Words, entry: Entry, today: dt.date) -> str:
    """Return what was stored, with its date when that is another one."""
    key = "log.saved" if entry.date == today else "log.saved_on"
    return words(
        key, what=described(words, entry), date=dates.day(words, entry.date), id=entry.id
    )


def described(words: Words, entry: Entry) -> str:
    """Return an entry on one line: its kind and its values."""
    parts = ", ".join(_values(words, entry))
    kind = words(f"terms.kind.{entry.kind}")
    return f"{kind}: {parts}" if parts else kind


def noted(words: Words, entry: Entry) -> str:
    """Return an entry on one line with its note."""
    text = described(words, entry)
    return f"{text} \u201c{entry.note}\u201d" if entry.note else text


def _values(words: Words, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Edit):
        yield words("log.field.of", value=entry.of)
        for name, value in entry.set.items():
            yield f"{name}={_value(words, value)}"
        yield from (f"{name}=" for name in entry.unset)
        return
    fields = table(entry)
    for name, value in {**fields, **fields.get("done", {})}.items():
        if name not in _ASIDE and name != "done":
            yield from _field(words, name, value)


def _field(words: Words, name: str, value: Any) -> Iterator[str]:
    """Yield one field in words; what goes without saying is left out."""
    if (name, value) in (("completed", True), ("new_course", False), ("limped", False)):
        return
    if words.find(f"log.field.{name}"):
        yield words(f"log.field.{name}", value=_value(words, value))
    else:
        yield f"{name} {_value(words, value)}"


def _value(words: Words, value: Any) -> str:
    if isinstance(value, bool):
        return words("log.yes" if value else "log.no")
    if isinstance(value, int | float):
        return number(words, value, 2)
    if isinstance(value, dt.date):
        return dates.day(words, value)
    if isinstance(value, list | tuple):
        return " + ".join(map(str, value)) or words("log.no")
    return words.find(f"log.value.{value}") or str(value)


def doubled(entry: Entry, others: Iterable[Entry]) -> Entry | None:
    """Return the first entry that scores the same thing on the same date."""
    if entry.kind not in _COUNTED_TOGETHER:
        return None
    slot = entry.slot if isinstance(entry, Session) else None
    for other in others:
        if other.kind == entry.kind and slot == getattr(other, "slot", None):
            return other
    return None


def second(words: Words, entry: Entry, first: Entry) -> str:
    """Return that the entry adds to an earlier one, and how to correct that one instead."""
    field = next((n for n in ("pain", "after", "daily_pain") if getattr(entry, n, None)), "pain")
    key = "log.second.check" if entry.kind == "check" else "log.second.other"
    return words(key, first=first.id, new=entry.id, field=field)


def show_changes(screen: Any, words: Words, before: Any, after: Any) -> None:
    """Write what differs between two outlooks: warning signs first, then the plan."""
    lines = [*_rows(words, before, after), *_yesterday(words, before, after)]
    lines += [*_plans(words, before, after), *_gates(words, before, after)]
    if after.why_empty in ("no_assessment", "too_old"):
        lines.append((words(f"log.next.{after.why_empty}"), ""))
    for text, style in lines or [(words("log.change.nothing"), "")]:
        screen.say(text, style)


def _rows(words: Words, before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Yield the signs that came, those that block first, and those that went."""
    from ..core.triage import ROW

    came = [row for row in after.rows if row not in before.rows]
    for row in sorted(came, key=lambda row: -ROW[row].referral):
        yield sign(words, row), "bold red" if ROW[row].referral.blocks else "bold yellow"
    for row in before.rows:
        if row not in after.rows:
            yield words("log.change.lifted", sign=words(f"triage.{row}.sign"), row=row), ""
    if after.blocked and not before.blocked:
        yield words("log.change.stop"), "bold red"


def sign(words: Words, row: str) -> str:
    """Return a triage row in words: the sign, and what to do."""
    return words(
        "log.change.sign",
        sign=words(f"triage.{row}.sign"),
        todo=words(f"triage.{row}.todo"),
        row=row,
    )


def _yesterday(words: Words, before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Yield how yesterday counts, when that changed."""
    old, new = before.today, after.today
    if new and new.colour_yesterday and (not old or old.colour_rule != new.colour_rule):
        colour = words(f"terms.colour.{new.colour_yesterday}")
        yield words("log.change.yesterday", colour=colour, rule=new.colour_rule), ""


def _plans(words: Words, before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Yield the plan of today and of tomorrow where it changed, with the reason."""
    changed = {
        day: (getattr(before, day), getattr(after, day))
        for day in ("today", "tomorrow")
        if _work(getattr(after, day)) not in (None, _work(getattr(before, day)))
    }
    if len(changed) == 2 and _work(after.today) == _work(after.tomorrow):
        changed = {"both": changed["today"]}
    for day, (old, new) in changed.items():
        plan = words(f"log.change.{day}", plan=_plan(words, new))
        yield words("log.change.line", plan=plan, why=_because(words, old, new)), "bold"


def _work(state: State | None) -> object:
    return state and (
        state.blocked,
        state.dose_level,
        state.load_kg,
        state.sessions,
        state.adaptation,
        state.rest,
    )


def _plan(words: Words, state: State) -> str:
    """Return the work of a day in a few words."""
    if state.blocked:
        return words("log.plan.blocked")
    if state.adaptation == "D2":
        return words("log.plan.rest" if state.rest else "log.plan.easy")
    if not state.sessions:
        return words("log.plan.off")
    work = state.sessions[0].work[0]
    load = words("log.plan.load", kg=number(words, state.load_kg)) if state.load_kg else ""
    return words(
        "log.plan.dose",
        n=len(state.sessions),
        sets=work.sets,
        reps=work.reps,
        level=state.dose_level,
        load=load,
    )


def _because(words: Words, old: State | None, new: State) -> str:
    """Return the rule that made the difference, in words; empty when none did."""
    key = _reason(old, new)
    return words(f"log.because.{key}") if key else ""


def _reason(old: State | None, new: State) -> str:
    if new.blocked:
        return ""
    if new.adaptation:
        return "fever" if new.rest else new.adaptation
    if old is None:
        return "started"
    if old.blocked:
        return "unblocked"
    if old.start_test_asked and not new.start_test_asked:
        return "start_test"
    if new.break_rule != old.break_rule:
        return new.break_rule or "resumed"
    if new.decision and _verdict(new) != _verdict(old):
        return f"{new.decision.verdict}"
    return f"{old.adaptation}_over" if old.adaptation else ""


def _verdict(state: State) -> object:
    return state.decision and (state.decision.verdict, state.decision.rule)


def _gates(words: Words, before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Yield which gates open or close, and from when the next run may be."""
    old, new = before.tomorrow, after.tomorrow
    if not old or not new or new.blocked:
        return
    if old.concentric != new.concentric:
        yield words(f"log.change.concentric.{new.concentric}"), ""
    if old.running != new.running:
        kind = new.running if new.running in (None, "suspended", "free") else "step"
        yield words(f"log.change.running.{kind or 'closed'}", step=new.running), ""
    if new.next_run and new.next_run != old.next_run:
        yield words("log.change.next_run", date=dates.day(words, new.next_run)), ""


def show_list(screen: Any, words: Words, rows: Iterable[Entry]) -> None:
    """Write entries as a table: id, date, what."""
    from rich.table import Table
    from rich.text import Text

    from .screen import plain

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("id", "date", "what"):
        grid.add_column(words(f"log.column.{name}"), no_wrap=name == "id", overflow="fold")
    for entry in rows:
        when = dates.day(words, entry.date)
        grid.add_row(entry.id, Text(when), Text(plain(noted(words, entry))))
    screen.show(grid)



def as_table(entry: Entry) -> Mapping[str, Any]:
    """Return an entry as plain JSON values."""
    return entry.model_dump(mode="json", exclude_none=True, by_alias=True)
