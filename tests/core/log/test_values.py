"""A record: frozen, equal by what it says, from a table and back."""

import datetime as dt
from typing import Any

import pytest

from achillescli.core.log import entries
from achillescli.core.log.answers import RedFlags
from achillescli.core.log.entries import Check, Edit, Morning, Session
from achillescli.core.log.values import (
    Misfit,
    Record,
    columns,
    copy,
    from_json,
    stated_table,
    table,
)
from tests.kit.course_kit import DAY_ONE, answers
from tests.kit.each import each

MORNING: dict[str, Any] = {"id": "a", "date": DAY_ONE, "kind": "morning", "pain": 2}
JSON = {**MORNING, "date": "2026-01-05"}


def test_a_record_never_changes() -> None:
    entry = entries.parse(MORNING)
    with pytest.raises(AttributeError, match="pain"):
        entry.pain = 3  # type: ignore[misc]
    assert copy(entry, pain=3).pain == 3
    assert entry.pain == 2


def test_a_record_is_made_of_the_fields_of_its_class_and_no_others() -> None:
    with pytest.raises(TypeError, match="pain"):
        Morning(id="a", date=DAY_ONE, kind="morning")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="mood"):
        Morning(**MORNING, mood="fine")  # type: ignore[call-arg]
    assert Morning(**MORNING) == entries.parse(MORNING)


def test_what_was_not_stated_counts_by_its_default() -> None:
    session = {"id": "a", "date": DAY_ONE, "kind": "session", "slot": "am"}
    bare, said = entries.parse(session), entries.parse({**session, "completed": True})
    assert bare == said
    assert hash(bare) == hash(said)
    assert stated_table(bare) == session
    assert stated_table(said) == table(bare) == {**session, "completed": True}


def test_records_of_two_kinds_are_never_equal() -> None:
    painkiller = {"id": "a", "date": DAY_ONE, "kind": "painkiller"}
    assert entries.parse(painkiller) != entries.parse({**painkiller, "kind": "checkin"})
    assert entries.parse(painkiller) != painkiller
    assert entries.parse(painkiller) != entries.parse({**painkiller, "colour": "white"})


def test_a_record_says_what_it_holds() -> None:
    assert repr(RedFlags(snap=True)) == "RedFlags(snap=True)"
    assert RedFlags().contradiction() is None


@each(
    "told",
    [
        MORNING,
        {"id": "a", "kind": "check", "activities": [{"name": "stairs", "score": 4}]},
        {"id": "a", "kind": "pause", "from": DAY_ONE, "until": DAY_ONE, "reason": "ill"},
        {"id": "a", "kind": "flag", "spa": ["ibd"], "oral_steroid_last": True, "mood": "low"},
        {"id": "a", "kind": "assessment", "answers": answers(oral_steroid_last=100)},
        {"id": "a", "kind": "edit", "of": "b", "set": {"complaint.onset": DAY_ONE}, "unset": ["x"]},
        {"id": "a", "kind": "checkin", "at": dt.datetime(2026, 1, 5, 7, tzinfo=dt.UTC)},
    ],
)
def test_a_record_comes_back_out_of_json_as_it_was(told: dict[str, Any]) -> None:
    import json

    entry = entries.parse({"date": DAY_ONE, **told})
    again = json.loads(json.dumps(stated_table(entry), default=str))
    assert entries.from_json(again) == entry


@each(
    "broken",
    [
        [],
        3,
        {},
        {**JSON, "kind": "meal"},
        {**JSON, "date": "today"},
        {**JSON, "date": 20260105},
        {name: value for name, value in JSON.items() if name != "pain"},
        {"id": "a", "date": "2026-01-05", "kind": "session", "slot": "am", "done": {"laps": 2}},
        {"id": "a", "date": "2026-01-05", "kind": "flag", "spa": 3},
    ],
)
def test_json_of_another_shape_is_no_entry(broken: Any) -> None:
    with pytest.raises((ValueError, TypeError, AttributeError)):
        entries.from_json(broken)


def test_parts_are_written_with_a_dot() -> None:
    assert [name for name in columns(Session) if "." in name] == [
        *("done.sets", "done.reps", "done.load_kg", "done.level")
    ]
    assert "activities" in columns(Check)
    assert {"of", "set", "unset"} < set(columns(Edit))


def test_a_part_may_be_a_record_already() -> None:
    entry = entries.parse({"id": "a", "date": DAY_ONE, "kind": "assessment", "answers": answers()})
    same = entries.parse({**table(entry), "answers": entry.answers})
    assert same == entry
    with pytest.raises(Misfit):
        entries.parse({**table(entry), "answers": RedFlags()})


def test_only_what_has_fields_has_columns() -> None:
    assert list(columns(Record)) == []
    assert from_json(RedFlags, {}) == RedFlags()


@each("text", ["a" * 2001, 3, None, "\ud800"])
def test_a_text_is_neither_too_long_nor_one_that_no_file_can_hold(text: str | int | None) -> None:
    note = {"id": "a", "date": DAY_ONE, "kind": "note"}
    assert entries.parse({**note, "text": "a" * 2000}).text == "a" * 2000
    with pytest.raises(Misfit, match="text"):
        entries.parse({**note, "text": text})
