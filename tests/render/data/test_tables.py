"""The tables of the log and of the course: their columns, and what stands in them."""

import csv
import datetime as dt
from io import StringIO
from typing import Any

from achillescli.core.log.entries import KINDS, Entry, parse
from achillescli.core.views import days
from achillescli.render.data import tables as sheets
from tests.kit.course_kit import Log, date

WEST = dt.timezone(dt.timedelta(hours=-5))
AT = dt.datetime(2026, 1, 5, 23, 30, tzinfo=WEST)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def entry(kind: str, **fields: Any) -> Entry:
    return parse({"id": "a1", "at": AT, "date": date(1), "kind": kind, **fields})


def row(kind: str, **fields: Any) -> dict[str, str]:
    """Return the filled cells of the row of an entry."""
    (found,) = read(sheets.entries([entry(kind, **fields)]))
    return {name: cell for name, cell in found.items() if cell}


def test_an_entry_is_a_row() -> None:
    assert row("morning", pain=0, stiffness_min=5, note="=1") == {
        "id": "a1",
        "at": "2026-01-05T23:30:00-05:00",
        "kind": "morning",
        "date": "2026-01-05",
        "note": "'=1",
        "pain": "0",
        "stiffness_min": "5",
    }


def test_a_part_of_an_entry_has_its_own_columns() -> None:
    done = {"sets": 2, "load_kg": 2.5}
    found = row("session", slot="am", done=done, completed=False)
    assert (found["done.sets"], found["done.load_kg"]) == ("2", "2.5")
    assert found["completed"] == "false"
    assert "done.reps" not in found


def test_an_answer_has_its_own_column() -> None:
    answered = Log(spa=["ibd"], age=44).entries[0]
    (found,) = read(sheets.entries([answered]))
    assert found["answers.person.age"] == "44"
    assert found["answers.complaint.side"] == "left"
    assert found["answers.red_flags.spa"] == '["ibd"]'
    assert found["answers.red_flags.snap"] == "false"
    assert found["snap"] == ""


def test_words_and_lists_stand_as_they_are_logged() -> None:
    assert row("check", start_test_pain="unable")["start_test_pain"] == "unable"
    assert row("clearance", by="doctor", rows=["T01", "T02"])["rows"] == '["T01", "T02"]'
    assert row("pause", **{"from": date(1), "until": date(2), "reason": "ill"})["from"] == (
        "2026-01-05"
    )


def test_what_no_kind_knows_has_no_column() -> None:
    assert "mood" not in row("morning", pain=1, mood="fine")


def test_the_columns_of_the_entries_are_every_field_of_every_kind() -> None:
    columns = sheets.entry_columns()
    assert columns[:5] == ("id", "at", "kind", "date", "note")
    assert len(set(columns)) == len(columns)
    for kind, fields in KINDS.items():
        for column in fields.attributes:
            known = any(one == column or one.startswith(f"{column}.") for one in columns)
            assert known or kind in ("edit", "remove"), column
    assert not {"of", "set", "unset"} & set(columns)


def test_the_columns_do_not_depend_on_the_log() -> None:
    header = sheets.entries([]).strip().split(",")
    assert tuple(header) == sheets.entry_columns()
    assert tuple(sheets.days([]).strip().split(",")) == sheets.DAY_COLUMNS


def test_the_columns_of_a_day_keep_their_names() -> None:
    assert " ".join(sheets.DAY_COLUMNS) == (
        "date day week phase blocked triage triage_rows"
        " level dose_level load_kg rom adaptation rest"
        " prescribed done slots paused"
        " morning stiffness_min pain after daily_pain painkiller"
        " colour colour_rule"
        " decision_week decision decision_rule break"
        " start_test_asked start_test_pain hop_pain walk_pain"
        " symptom_stage concentric running next_run run_minutes cross_training"
    )


def test_a_date_of_a_course_is_a_row() -> None:
    log = Log().days("2/1 2/7+3d1k 2/1*6").run(3, 12)
    rows = read(sheets.days(days.lines(log.until(8))))
    assert [row["date"] for row in rows] == [date(day).isoformat() for day in range(1, 9)]
    second = rows[1]
    wanted = {
        "day": "2",
        "week": "1",
        "triage": "NONE",
        "triage_rows": "[]",
        "level": "L3",
        "prescribed": "2",
        "done": "2",
        "slots": '["am", "pm"]',
        "morning": "2",
        "pain": "7",
        "after": "3",
        "daily_pain": "1",
        "painkiller": "true",
        "colour": "RED",
        "colour_rule": "C1",
        "decision": "",
        "blocked": "false",
        "paused": "false",
        "run_minutes": "",
    }
    assert {name: second[name] for name in wanted} == wanted
    assert rows[2]["run_minutes"] == "12"
    assert rows[2]["adaptation"] == "D1"
    assert (rows[7]["decision_week"], rows[7]["decision_rule"]) == ("1", "W2")
    assert (rows[7]["colour"], rows[7]["colour_rule"]) == ("", "")
