"""The audit of a course, the user's own or that of a file."""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from achillescli.cli.app import run
from achillescli.core.log.answers import RED_FLAGS
from tests.cli.commands.test_today import Logbook
from tests.kit.places import VECTORS

FILE = VECTORS / "courses.jsonl"
COURSES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()[:6]]
COURSE: dict[str, Any] = {
    "answers": {
        "date": "2026-01-05",
        "person": {"age": 40, "sex": "male"},
        "complaint": {"side": "left", "location": "midportion", "onset": "2025-09-01"},
        "red_flags": {**dict.fromkeys(RED_FLAGS, False), "spa": []},
    },
    "entries": [{"kind": "morning", "date": "2026-01-05", "pain": 2}],
    "until": "2026-01-07",
}


def course(**changes: Any) -> dict[str, Any]:
    return {**COURSE, **changes}


def with_entry(**entry: Any) -> dict[str, Any]:
    return course(entries=[*COURSE["entries"], {"date": "2026-01-06", **entry}])


def write(tmp_path: Path, table: Any, name: str = "course.json") -> str:
    path = tmp_path / name
    text = table if isinstance(table, str) else json.dumps(table)
    path.write_text(text, "utf-8")
    return str(path)


def days(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_own_course(capsys: pytest.CaptureFixture[str]) -> None:
    Logbook().assessed(9)
    assert run(["replay", "--json"]) == 0
    found = days(capsys)
    assert [day["day"] for day in found] == list(range(1, 11))
    assert run(["today", "--json"]) == 0
    assert days(capsys) == {**found[-1], "stopped": False}


@pytest.mark.parametrize("option", ["--until", "--date"])
def test_the_own_course_up_to_a_date(capsys: pytest.CaptureFixture[str], option: str) -> None:
    Logbook().assessed(9)
    assert run(["replay", "--json", option, "-5"]) == 0
    assert len(days(capsys)) == 5


def test_without_a_course(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["replay", "--json"]) == 3
    assert capsys.readouterr().out == ""
    Logbook().write("flag", 0, gap=True).assessed(1, gap=True)
    assert run(["replay", "--json"]) == 0
    assert days(capsys) == []


def test_a_course_file_in_the_far_future(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    late = json.loads(json.dumps(COURSE).replace("2026-", "2090-").replace("2025-", "2089-"))
    assert run(["replay", write(tmp_path, late), "--json"]) == 0
    assert days(capsys)[-1]["date"] == "2090-01-07"


def as_toml(table: dict[str, Any]) -> str:
    import datetime as dt

    def dated(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: dated(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [dated(inner) for inner in value]
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            return value

    return tomli_w.dumps(dated(table))


def test_toml_and_json_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["replay", write(tmp_path, COURSE), "--json"]) == 0
    in_json = capsys.readouterr().out
    assert run(["replay", write(tmp_path, as_toml(COURSE), "course.toml"), "--json"]) == 0
    assert capsys.readouterr().out == in_json


def test_a_course_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = io.BytesIO(json.dumps(COURSE).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw, "utf-8"))
    assert run(["replay", "-", "--json"]) == 0
    assert len(days(capsys)) == 3


def test_edits_and_removals_name_entries_by_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    very_sore = {"kind": "morning", "date": "2026-01-07", "pain": 9}
    for mended in (
        {"kind": "edit", "date": "2026-01-07", "of": "c1", "set": {"pain": 1}},
        {"kind": "remove", "date": "2026-01-07", "of": "c1"},
    ):
        assert run(["replay", write(tmp_path, course(entries=[very_sore])), "--json"]) == 0
        assert days(capsys)[-1]["adaptation"] == "D2"
        assert run(["replay", write(tmp_path, course(entries=[very_sore, mended])), "--json"]) == 0
        assert days(capsys)[-1]["adaptation"] is None


def test_other_keys_are_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["replay", write(tmp_path, course(name="x", days="all", expected=[])), "--json"]) == 0
    )
    assert len(days(capsys)) == 3


def test_an_assessment_that_is_not_complete_starts_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = course(answers={**COURSE["answers"], "red_flags": {}})
    assert run(["replay", write(tmp_path, table), "--json"]) == 0
    assert days(capsys) == []


WRONG = {
    "not a file of courses": ("[1]", "until"),
    "broken": ('{"until": ', "no programme file"),
    "neither": ("until == 3", "line 1"),
    "no until": (course(until=None), "until"),
    "until that is no day": (course(until="2026-02-30"), "until"),
    "until long ago": (course(until="1026-02-20"), "until"),
    "no answers": (course(answers=None), "answers"),
    "answers without a date": (course(answers={"person": {}}), "answers"),
    "entries that are no list": (course(entries={}), "entries"),
    "entries that are no tables": (course(entries=[3]), "entries"),
    "pain 11": (with_entry(kind="morning", pain=11), "entry 2 of the programme file: pain"),
    "pain -1": (with_entry(kind="morning", pain=-1), "entry 2 of the programme file: pain"),
    "pain 3.5": (with_entry(kind="morning", pain=3.5), "entry 2 of the programme file: pain"),
    "pain in words": (
        with_entry(kind="morning", pain="drie"),
        "entry 2 of the programme file: pain",
    ),
    "pain NaN": (
        with_entry(kind="morning", pain=float("nan")),
        "entry 2 of the programme file: pain",
    ),
    "an unknown kind": (with_entry(kind="moning"), "entry 2 of the programme file: kind"),
    "no kind": (with_entry(pain=1), "entry 2 of the programme file: kind"),
    "a date that is none": (
        course(entries=[{"kind": "note", "text": "x", "date": "2026-02-30"}]),
        "entry 1 of the programme file: date",
    ),
    "text that is none": (with_entry(kind="note", text="\ud800"), "entry 2"),
    "an unknown key in the answers": (
        course(answers={**COURSE["answers"], "persn": {}}),
        "persn is not known. Is person meant?",
    ),
    "an id twice": (with_entry(kind="note", text="x", id="c1"), "entry 2"),
    "an id that nothing has": (with_entry(kind="remove", of="c9"), "entry 2"),
    "an edit that makes no sense": (
        with_entry(kind="edit", of="c1", set={"pain.x": 1}),
        "entry 2",
    ),
    "an edit of what is fixed": (with_entry(kind="edit", of="c1", set={"id": "x"}), "entry 2"),
    "an edit to pain 11": (with_entry(kind="edit", of="c1", set={"pain": 11}), "entry 2"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_course_file_gets_one_clear_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    table, told = WRONG[name]
    assert run(["replay", write(tmp_path, table), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("achilles: ")
    assert err.count("\n") == 1
    assert told in err


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(["replay", str(tmp_path / name)]) == 2
    err = capsys.readouterr().err
    assert "cannot be read" in err or "not an ordinary file" in err


def test_bytes_that_are_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "course.json"
    path.write_bytes(b"{\xff}")
    assert run(["replay", str(path)]) == 2
    assert "not UTF-8 text" in capsys.readouterr().err


def test_a_course_file_brings_its_own_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["replay", write(tmp_path, COURSE), "--until", "today"]) == 2
    assert "its own until" in capsys.readouterr().err


def test_a_table_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["replay", write(tmp_path, COURSES[0])]) == 0
    out = capsys.readouterr().out
    assert "2026-01-12" in out
    assert "hold W2 W6" in out


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/full", "fifo"])
def test_what_is_no_ordinary_file_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / name
    if name == "fifo":
        os.mkfifo(path)
    assert run(["replay", str(path)]) == 2
    assert "not an ordinary file" in capsys.readouterr().err


def test_a_hostile_key_is_refused_before_it_is_parsed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "course.toml"
    path.write_text("a" + ".a" * 50_000 + " = 1\n")
    assert run(["replay", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_field_that_nothing_knows_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, with_entry(kind="flag", date="2026-01-06", chest_pian=True))
    assert run(["replay", path, "--json"]) == 0
    out, err = capsys.readouterr()
    assert "chest_pian" in err
    assert "chest_pain" in err
    assert json.loads(out)


@pytest.mark.parametrize("date", ["1736899200", "20260106", "2026-W01-1", "2026-01-06T00:00:00"])
def test_a_date_is_written_in_one_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], date: str
) -> None:
    path = write(tmp_path, with_entry(kind="note", date=date, text="x"))
    assert run(["replay", path]) == 2
    assert "date" in capsys.readouterr().err
