"""The log as a file to take away, through the program's own door."""

import csv
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from achillescli import store
from achillescli.cli import app
from tests.kit.logbook import TODAY, Logbook
from tests.kit.terminal import PROGRAM, Terminal

NOTE = "zebra-private-42"


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, and be in it."""
    folder = tmp_path / "away"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def full(book: Logbook, away: Path) -> Logbook:
    """A course of some days with notes and corrections."""
    book.assess(3)
    book.days(3, 1)
    book.type("log morning 2", "--note", f"={NOTE}")
    book.type("log edit", book.newest.id, "pain=3")
    book.type("log am 1")
    book.type("undo")
    return book


def months(book: Logbook) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (book.home / "log").glob("*.toml")}


def ids(book: Logbook) -> list[str]:
    return [entry.id for entry in store.load(book.home, tolerant=True).entries]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_everything_is_in_one_file(full: Logbook, away: Path) -> None:
    out = full.type("export")
    (path,) = away.iterdir()
    assert path.name == f"achilles-{TODAY}.json"
    assert path.stat().st_mode & 0o777 == 0o600
    found = json.loads(path.read_text("ascii"))
    assert {one["file"]: one["text"].encode() for one in found["months"]} == months(full)
    assert [one["id"] for one in found["entries"]] == ids(full)
    assert {one["kind"] for one in found["entries"]} >= {"edit", "remove", "assessment"}
    assert found["unreadable"] == []
    assert found["exported"] == f"{TODAY}T06:30:00+00:00"
    told = " ".join(out.split())
    assert str(path) in out.replace("\n", "")
    assert f"Entries: {len(ids(full))}." in told
    assert "health data" in told
    assert f"achilles import {path.name}" in told


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_said_holds_none_of_the_words_of_the_user(full: Logbook, language: str) -> None:
    for line in ("export", "export --csv entries", "export --csv days"):
        assert NOTE not in full.type(line, language=language)
        assert NOTE not in full.err


def test_a_second_one_needs_another_name_or_force(full: Logbook, away: Path) -> None:
    full.type("export")
    (away / f"achilles-{TODAY}.json").write_text("old")
    assert full.refused("export") == "leave.error.there"
    assert (away / f"achilles-{TODAY}.json").read_text() == "old"
    full.type("export --force")
    assert json.loads((away / f"achilles-{TODAY}.json").read_text())["entries"]
    full.type("export other.json")
    assert len(list(away.iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("nul.json", "device"),
        ("none/a.json", "no_folder"),
        (".", "name"),
        ("..", "name"),
        ("a\tb", "name"),
    ],
)
def test_a_place_that_cannot_be_is_refused_before_anything_is_read(
    full: Logbook, away: Path, name: str, key: str
) -> None:
    assert full.refused("export", name) == f"leave.error.{key}"
    assert list(away.iterdir()) == []


def test_the_data_folder_takes_no_export(full: Logbook) -> None:
    assert full.refused("export", str(full.home / "a.json")) == "leave.error.inside"
    month = full.home / "log" / f"{TODAY:%Y-%m}.toml"
    assert full.refused("export --force", str(month)) == "leave.error.inside"


def test_an_unknown_table_is_refused(full: Logbook) -> None:
    assert full.refused("export --csv weeks") == "leave.error.csv"


def test_the_standard_output_gets_the_file_and_nothing_else(full: Logbook, away: Path) -> None:
    out = full.type("export -")
    assert json.loads(out)["format"] == "achilles export"
    assert full.err == ""
    assert list(away.iterdir()) == []
    assert len(rows(full.type("export --csv days -"))) == 4


def test_entries_stand_in_a_table_as_corrected(full: Logbook, away: Path) -> None:
    assert "Lines: 11." in " ".join(full.type("export --csv entries").split())
    found = rows((away / f"achilles-entries-{TODAY}.csv").read_bytes().decode())
    assert [row["id"] for row in found] == [entry.id for entry in full.log]
    assert (found[-1]["pain"], found[-1]["note"]) == ("3", f"'={NOTE}")


def test_a_table_for_a_spreadsheet_in_dutch(full: Logbook, away: Path) -> None:
    full.type("log activity cycling 30.5min --note", "één; twee")
    full.type("export --csv entries")
    full.type("export nl.csv --csv entries --csv-for excel-nl")
    raw = (away / "nl.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid;at;kind;date;note;")
    found = list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert (found[-1]["minutes"], found[-1]["note"]) == ("30,5", "één; twee")
    plain = rows((away / f"achilles-entries-{TODAY}.csv").read_bytes().decode())
    assert plain[-1]["minutes"] == "30.5"
    assert [one["id"] for one in found] == [one["id"] for one in plain]
    full.type("export days.csv --csv days --csv-for excel-nl")
    assert b";0,0;" in (away / "days.csv").read_bytes()
    full.type("export en.csv --csv entries --csv-for excel-en")
    assert rows((away / "en.csv").read_bytes().decode("utf-8-sig")) == plain


@pytest.mark.parametrize("line", ["--csv entries --csv-for excel-fr", "--csv-for excel-nl"])
def test_an_unknown_form_of_a_table_is_refused(full: Logbook, line: str) -> None:
    assert full.refused(f"export {line}") == "leave.error.csv_for"


def test_days_stand_in_a_table(full: Logbook, away: Path) -> None:
    full.type("export --csv days")
    found = rows((away / f"achilles-days-{TODAY}.csv").read_bytes().decode())
    assert [row["day"] for row in found] == [str(day) for day in range(1, 5)]
    assert found[-1]["date"] == f"{TODAY}"
    assert found[-1]["morning"] == "3"
    replayed = json.loads(full.type("replay --json --until", f"{TODAY}"))
    assert [row["level"] for row in found] == [day["level"] for day in replayed]
    assert [row["colour"] for row in found[:-1]] == [
        day["colour_yesterday"] for day in replayed[1:]
    ]


def test_without_a_course_there_are_no_days(book: Logbook, away: Path) -> None:
    book.type("log morning 2")
    assert book.refused("export --csv days") == "today.error.no_assessment"
    assert len(rows(book.type("export --csv entries -"))) == 1


def test_an_empty_log_is_exported_too(book: Logbook) -> None:
    assert json.loads(book.type("export -"))["months"] == []
    assert book.type("export --csv entries -").startswith("id,at,kind,date,note,")
    assert not book.home.exists()


@pytest.fixture
def damaged(full: Logbook) -> Logbook:
    path = full.home / "log" / "2026-10.toml"
    path.write_bytes(f"schema = 1\n# {NOTE} \xe9".encode("latin-1"))
    return full


def test_a_damaged_month_is_exported_as_it_is(damaged: Logbook, away: Path) -> None:
    damaged.type("export")
    found = json.loads((away / f"achilles-{TODAY}.json").read_text())
    assert found["unreadable"] == ["log/2026-10.toml"]
    assert [("base64" in one, "text" in one) for one in found["months"]] == [
        (True, False),
        (False, True),
    ]
    assert len(found["entries"]) == len(ids(damaged))
    assert "log/2026-10.toml" in damaged.err
    assert NOTE not in damaged.err
    assert damaged.code == 0


def test_entries_of_a_damaged_log_are_tabled_and_that_is_said(damaged: Logbook) -> None:
    assert len(rows(damaged.type("export --csv entries -"))) == 11
    assert "The table lacks" in damaged.err


def test_days_of_a_damaged_log_are_refused(damaged: Logbook, away: Path) -> None:
    assert damaged.refused("export --csv days") == "store.error.not_utf8"
    assert list(away.iterdir()) == []


def test_an_export_that_lacks_a_month_ends_with_an_error(
    full: Logbook, away: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (full.home / "log" / "2026-09.toml").mkdir()
    assert app.run(["export", "a.json"]) == 5
    found = json.loads((away / "a.json").read_text())
    assert found["unreadable"] == ["log/2026-09.toml"]
    assert "not whole" in capsys.readouterr().err


def test_exporting_changes_nothing_in_the_data_folder(full: Logbook) -> None:
    before = {path: path.stat().st_mtime_ns for path in full.home.rglob("*")}
    for line in ("export", "export --csv entries", "export --csv days", "export -"):
        full.type(line)
    assert {path: path.stat().st_mtime_ns for path in full.home.rglob("*")} == before


@pytest.mark.slow
def test_no_sign_of_a_note_steers_the_terminal(full: Logbook) -> None:
    full.type("log note", "calm \x1b]52;c;aGk=\x07\x9b2J\u202e")
    full.write("note", 0, text="\x1b[2J\r\n\x1b[1mover\x9b")
    for line in (("export", "-"), ("export", "--csv", "entries", "-")):
        shown = Terminal(*line, columns=200)
        assert shown.end() == 0
        assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(shown.written)
        assert "over" in shown.written
        assert shown.written.count("\n") > len(full.log)


@pytest.mark.slow
@pytest.mark.parametrize("table", [[], ["--csv", "entries"]])
def test_a_full_output_is_told(full: Logbook, table: list[str]) -> None:
    with Path("/dev/full").open("w") as target:
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM, "export", "-", *table],
            check=False,
            stdout=target,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ},
        )
    assert ran.returncode == 5
    assert ran.stderr.count("\n") == 1
