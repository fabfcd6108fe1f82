"""The door and the core take the same, as both are made from one table of fields."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from achillescli.core.log import entries, values
from achillescli.core.log.answers import Answers
from achillescli.core.log.entries import KINDS
from achillescli.core.log.fields import DATES, TIMES
from achillescli.core.log.values import Misfit
from achillescli.store.journal import models
from achillescli.store.journal.expected import FlawError
from tests.kit.course_kit import DAY_ONE, answers

NOON = dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC)
TRIED = [
    *(None, True, False, -1, 0, 3, 10, 11, 100, 101, 1000, 1001, 1440, 1441, 10**400),
    *(0.0, -0.5, 7.5, 200.5, 1440.5, float("nan"), float("inf")),
    *("", "am", "yes", "left", "unable", "L4.8", "L4.8\n", "T01", "T39", "ill", "doctor", "a b"),
    *("a" * 64, "a" * 65, "a" * 100, "a" * 101, "a" * 2000, "a" * 2001, "\ud800", "2026-01-05"),
    *(DAY_ONE, dt.date(1999, 12, 31), dt.date(2100, 12, 31), dt.date(2101, 1, 1)),
    *(NOON, NOON.replace(tzinfo=None), dt.time(12, 0)),
    *([], ["T01"], ["T01", "T01"], ["T39"], ["ibd"], ["ibd", 3], [True], ["pain"], ("ibd",)),
    *({}, {"pain": 3}, {"sets": 2}, {"sets": 2, "laps": 1}, {"age": 40, "sex": "male"}),
    *([{"name": "stairs", "score": 3}] * n for n in (1, 3, 4)),
    [{"name": "stairs"}],
    [{"name": "stairs", "score": 11}],
    object(),
]
WHOLE: dict[str, dict[str, Any]] = {
    "morning": {"pain": 1},
    "session": {"slot": "am"},
    "run": {"minutes": 5},
    "activity": {"activity": "cycling", "minutes": 5},
    "clearance": {"by": "doctor", "rows": ["T03"]},
    "pause": {"from": DAY_ONE, "until": DAY_ONE, "reason": "ill"},
    "assessment": {"answers": answers()},
    "note": {"text": "calm"},
    "edit": {"of": "a1"},
    "remove": {"of": "a1"},
}


def outcomes(
    core: Callable[..., Any], door: Callable[..., Any], table: dict[str, Any]
) -> tuple[entries.Entry | None, entries.Entry | None]:
    """Return what the core and the door make of a table; None where they refuse it."""
    try:
        one = core(table)
    except Misfit:
        one = None
    try:
        other = door(table)
    except FlawError as error:
        other = [flaw for flaw in error.flaws if flaw.type == "misfit"] or None
    return one, other


def the_same(
    core: Callable[..., Any],
    door: Callable[..., Any],
    whole: dict[str, Any],
    names: tuple[str, ...],
) -> tuple[int, int]:
    """Try every value in every field, and return how many tables were taken and refused."""
    taken = refused = 0
    for name in names:
        for given in TRIED:
            one, other = outcomes(core, door, {**whole, name: given})
            assert one == other, (name, given)
            taken, refused = taken + (one is not None), refused + (one is None)
        without = {key: value for key, value in whole.items() if key != name}
        one, other = outcomes(core, door, without)
        assert one == other, name
    return taken, refused


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_is_taken_by_both_or_by_none(kind: str) -> None:
    whole = {"id": "a1", "at": NOON, "date": DAY_ONE, "kind": kind, **WHOLE.get(kind, {})}
    names = (*KINDS[kind].attributes, "mood", "since")
    taken, refused = the_same(entries.parse, models.entry, whole, names)
    assert taken > len(names)
    assert refused > len(names)


@pytest.mark.parametrize("section", [n for n, f in Answers.fields.items() if f.takes == "part"])
def test_a_section_is_taken_by_both_or_by_none(section: str) -> None:
    kind = Answers.fields[section].of
    names = (*kind.attributes, "mood")
    taken, refused = the_same(
        lambda table: values.record(kind, table),
        lambda table: models.record(kind, table),
        answers()[section],
        names,
    )
    assert min(taken, refused) >= len(kind.attributes)


def test_the_names_of_dates_and_times_are_those_of_the_table() -> None:
    named: dict[str, set[str]] = {"date": set(), "time": set()}
    todo = [*KINDS.values()]
    for kind in todo:
        for name, attribute in kind.attributes.items():
            field = kind.fields[attribute]
            named.get(field.takes, set()).add(name)
            todo += [field.of] if field.takes == "part" else []
    assert (named["date"], named["time"]) == (DATES, TIMES)
