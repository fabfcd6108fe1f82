"""Entries and their tables, and the order of a date."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from achillescli.core.log import corrections, entries
from achillescli.core.log.values import Misfit, dated_table, table
from tests.kit.course_kit import DAY_ONE, answers, date
from tests.kit.each import each

NOW = dt.datetime(2026, 1, 5, 7, 0, tzinfo=dt.UTC)


def journal(*tables: dict[str, Any]) -> list[entries.Entry]:
    """Return a journal of entries with the ids a, b, c and so on."""
    return [
        entries.parse({"id": chr(97 + n), "date": DAY_ONE, **table})
        for n, table in enumerate(tables)
    ]


MORNING = {"kind": "morning", "pain": 2}


def edit(of: str, unset: Sequence[str] = (), **fields: Any) -> dict[str, Any]:
    return {"kind": "edit", "of": of, "set": fields, "unset": list(unset)}


ASSESSMENT = {"kind": "assessment", "answers": answers()}


def at(hour: int) -> dt.datetime:
    return NOW.replace(hour=hour)


def order(*tables: dict[str, Any]) -> list[str]:
    return [entry.id for entry in corrections.by_date(corrections.log_of(journal(*tables)))]


def test_entries_count_by_their_date() -> None:
    assert order({**MORNING, "date": date(2)}, {**MORNING, "date": date(1)}) == ["b", "a"]


def test_then_by_the_time_of_writing_assessments_too() -> None:
    assert order({**MORNING, "at": at(6)}, {**ASSESSMENT, "at": at(20)}) == ["a", "b"]
    assert order({**MORNING, "at": at(9)}, {**MORNING, "at": at(6)}, MORNING) == ["c", "b", "a"]


def test_times_are_compared_across_offsets() -> None:
    east = dt.timezone(dt.timedelta(hours=2))
    assert order({**MORNING, "at": at(6)}, {**MORNING, "at": at(7).replace(tzinfo=east)}) == [
        "b",
        "a",
    ]


def test_entries_of_one_time_keep_their_order() -> None:
    assert order(*[{**MORNING, "at": at(6)}] * 4) == ["a", "b", "c", "d"]


def test_a_table_leaves_out_what_was_not_recorded() -> None:
    (entry,) = journal({"kind": "session", "slot": "am"})
    assert table(entry) == {
        "id": "a",
        "date": DAY_ONE,
        "kind": "session",
        "slot": "am",
        "completed": True,
    }


def test_a_pause_keeps_its_own_words() -> None:
    pause = {"kind": "pause", "from": DAY_ONE, "until": date(2), "reason": "ill"}
    (entry,) = journal(pause)
    assert table(entry) == {"id": "a", "date": DAY_ONE, **pause}
    (moved,) = corrections.log_of(journal(pause, edit("a", until="2026-01-09")))
    assert (moved.since, moved.until) == (DAY_ONE, date(5))


@each(
    "stated",
    [
        MORNING,
        {"kind": "run", "minutes": 7.5, "km": 1.2, "limped": True},
        {"kind": "check", "start_test_pain": "unable", "visa_a": 40},
        {"kind": "flag", "spa": ["ibd"], "oral_steroid_last": date(-3), "snap": False},
        {"kind": "clearance", "by": "doctor", "rows": ["T03", "T07"]},
        ASSESSMENT,
        edit("b", ["note"], pain=3),
    ],
)
def test_an_entry_and_its_table_are_one(stated: dict[str, Any]) -> None:
    (entry,) = journal(stated)
    assert entries.parse(table(entry)) == entry
    assert entries.parse_json(table(entry)) == entry


def test_a_timestamp_of_json_keeps_its_offset() -> None:
    table = {"id": "a", "kind": "painkiller", "date": "2026-01-05", "at": "2026-01-05T07:00:00Z"}
    assert entries.parse_json(table).at == NOW
    with pytest.raises(Misfit):
        entries.parse_json({**table, "at": "seven"})


DATED = [
    # what a JSON object states, and what is read
    ({"date": "2026-01-05"}, {"date": DAY_ONE}),
    ({"set": {"complaint.onset": "2026-01-05"}}, {"set": {"complaint.onset": DAY_ONE}}),
    ({"oral_steroid_last": "2026-01-05"}, {"oral_steroid_last": DAY_ONE}),
    ({"note": "2026-01-05"}, {"note": "2026-01-05"}),
    ({"date": "20260105"}, {"date": "20260105"}),
    ({"date": "2026-02-30"}, {"date": "2026-02-30"}),
]


@each(("stated", "read"), DATED)
def test_only_a_date_of_a_date_field_is_read_as_one(
    stated: dict[str, Any], read: dict[str, Any]
) -> None:
    assert dated_table(stated) == read
