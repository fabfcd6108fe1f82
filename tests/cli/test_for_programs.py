"""What writes prints with --json what it wrote; what people must read stands beside it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.cli.app import run
from tests.kit.journals import month, text
from tests.kit.logbook import TODAY, Logbook
from tests.kit.places import ROOT

WRITES = [
    "log morning 2",
    "log session 2 --slot pm",
    "log am 2",
    "log evening --after 1",
    "log painkiller",
    "log run 5km 30min --pain 1",
    "log activity cycling 30min",
    "log check --hop 1",
    "log flag fever=no",
    "log checkin 0",
    "log pause today tomorrow --reason ill",
    "log note a long day",
]


Told = Callable[..., Any]
"""Gives the JSON that a command prints, by its words."""


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Return what a command prints for a program, and nothing else."""

    def of(*words: str, code: int = 0) -> Any:
        assert run([*words, "--json"]) == code
        out, err = capsys.readouterr()
        assert err == ""
        return json.loads(out)

    return of


@pytest.mark.parametrize("line", WRITES)
def test_an_entry_is_told_with_its_id(line: str, logged: Logbook, told: Told) -> None:
    (entry,) = told(*line.split())["entries"]
    newest = store.load(logged.home).entries[-1]
    assert (entry["id"], entry["kind"]) == (newest.id, newest.kind)
    assert entry["date"] == newest.date.isoformat()


@pytest.fixture
def logged(book: Logbook, capsys: pytest.CaptureFixture[str]) -> Logbook:
    assert run(["log", "morning", "2"]) == 0
    capsys.readouterr()
    return book


def test_a_correction_and_a_step_back_have_ids(logged: Logbook, told: Told) -> None:
    first = logged.newest.id
    (edit,) = told("log", "edit", first, "pain=3")["entries"]
    assert (edit["kind"], edit["of"], edit["set"]) == ("edit", first, {"pain": 3})
    (undo,) = told("undo")["entries"]
    assert (undo["kind"], undo["of"]) == ("remove", edit["id"])
    (removed,) = told("log", "remove", first)["entries"]
    steps = told("undo", "--list")["steps"]
    assert [step["id"] for step in steps] == [removed["id"], undo["id"], edit["id"], first]
    assert [step["did"] for step in steps] == ["removed", "undone", "changed", "logged"]
    assert [step["taken_back_by"] for step in steps] == [None, None, undo["id"], removed["id"]]
    assert [step["next"] for step in steps] == [True, False, False, False]
    assert {step["entry"] for step in steps} == {first}


def test_nothing_changed_is_an_empty_list(logged: Logbook, told: Told) -> None:
    assert told("log", "edit", logged.newest.id, "pain=2") == {"entries": []}


def test_a_danger_is_told_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "flag", "chest_pain=yes", "breathless=yes", "--json"]) == 0
    out, err = capsys.readouterr()
    assert "emergency number" in " ".join(err.split())
    assert json.loads(out)["entries"][0]["chest_pain"] is True


def test_what_is_refused_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "morning", "11", "--json"]) == 2
    assert capsys.readouterr().out == ""


def test_backups_are_told_with_what_they_would_bring(
    logged: Logbook,
    told: Told,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (copy,) = told("backup")["copied"]
    assert (copy["entries"], copy["same"], copy["readable"]) == (1, True, True)
    assert told("backup") == {"copied": []}
    assert run(["log", "note", "later"]) == 0
    capsys.readouterr()
    later = logged.newest.id
    (listed,) = told("restore")["backups"]
    assert listed == {**copy, "same": False, "lost": [later]}
    for switch, done in (("--dry-run", False), ("--yes", True)):
        assert run(["restore", copy["name"], switch, "--json"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out) == {**listed, "restored": done}
        assert "One entry would go" in err
    assert later not in [entry.id for entry in store.load(logged.home).entries]


def test_the_doctor_tells_what_is_there_and_what_was_mended(
    logged: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    path = next((logged.home / "log").iterdir())
    path.chmod(0o644)
    assert run(["doctor", "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert (seen["months"], seen["entries"], seen["home"]) == (1, 1, str(logged.home))
    assert [one["finding"] for one in seen["findings"] if one["mendable"]] == ["shared"]
    assert seen["mended"] == []
    assert run(["doctor", "--repair", "--yes", "--json"]) == 0
    mended = json.loads(capsys.readouterr().out)["mended"]
    assert mended == [{"repair": "private", "files": [f"log/{path.name}"]}]


def test_what_cannot_be_read_is_told_with_its_place(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    month(book.home, text(pain="eleven"))
    assert run(["doctor", "--json"]) == 5
    trouble = [
        one
        for one in json.loads(capsys.readouterr().out)["findings"]
        if one["severity"] == "trouble"
    ]
    assert [(one["file"], one["line"]) for one in trouble] == [("log/2026-03.toml", 8)]


@pytest.fixture
def other(logged: Logbook, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a second machine that has a score otherwise, and a note more."""
    folder = logged.home.parent / "other"
    shutil.copytree(logged.home, folder)
    (path,) = (folder / "log").iterdir()
    path.write_text(path.read_text().replace("pain = 2", "pain = 7"))
    monkeypatch.chdir(folder.parent)
    return folder


def test_a_merge_tells_what_differs_and_what_it_wrote(
    logged: Logbook, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mine,) = store.load(logged.home).entries
    before = logged.bytes()
    found = {"new": [], "added": [], "copies": [], "merged": False}
    conflict = {"id": mine.id, "fields": ["pain"]}
    for choice, taken in ((), None), (("--mine",), "mine"), (("--theirs",), "theirs"):
        assert run(["merge", "other", *choice, "--dry-run", "--json"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out) == {**found, "conflicts": [{**conflict, "taken": taken}]}
        assert "two versions" in err
    assert run(["merge", "other", "--yes", "--json"]) == 2
    assert capsys.readouterr().out == ""
    assert logged.bytes() == before
    assert run(["merge", "other", "--theirs", "--yes", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["merged"], done["added"]) == (True, [logged.newest.id])
    assert [(logged.home / copy).is_file() for copy in done["copies"]] == [True]


@pytest.mark.hazard("H45")
def test_a_sign_that_a_merge_brings_is_told_beside_it(
    logged: Logbook, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sign = {"kind": "flag", "date": TODAY, "chest_pain": True, "breathless": True}
    new = store.append(other, sign, logged.here().now).id
    assert run(["merge", "other", "--mine", "--yes", "--json"]) == 0
    out, err = capsys.readouterr()
    assert "emergency number" in " ".join(err.split())
    assert (json.loads(out)["new"], json.loads(out)["added"]) == ([new], [new])


def test_an_import_tells_what_is_back(
    logged: Logbook,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    damaged = logged.home / "log" / "2026-03.toml"
    damaged.write_text("oops")
    assert run(["export", str(tmp_path / "log.json")]) == 0
    monkeypatch.setenv("ACHILLES_HOME", str(tmp_path / "empty"))
    capsys.readouterr()
    for switch, done in (("--dry-run",), False), ((), True), ((), True):
        assert run(["import", str(tmp_path / "log.json"), *switch, "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {
            "months": ["log/2026-03.toml", "log/2026-12.toml"],
            "entries": 1,
            "unreadable": ["log/2026-03.toml"],
            "lacking": [],
            "imported": done,
        }
        assert (tmp_path / "empty" / "log").exists() is done


def test_what_goes_and_stays_is_told(
    logged: Logbook, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    (logged.home / "photo.jpg").touch()
    for switch, done in (("--dry-run", False), ("--yes", True)):
        assert run(["erase", switch, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["goes"]["months"] == ["log/2026-12.toml"]
        assert found["goes"]["copies"] == found["stays"]["targets"] == []
        assert (found["stays"]["foreign"], found["stays"]["settings"]) == (["photo.jpg"], None)
        assert found["erased"] is done
        assert (logged.home / "log").exists() is not done
    assert run(["erase", "--json"]) == 0
    assert not any(json.loads(capsys.readouterr().out)["goes"].values())


def test_what_is_wrong_with_a_programme_is_told(told: Told, tmp_path: Path) -> None:
    assert told("protocol", "check") == {"sound": True, "findings": [], "skipped": []}
    own = tmp_path / "own.toml"
    text = (ROOT / "data" / "protocol.toml").read_text("utf-8")
    own.write_text(text.replace("sets = 3", "sets = 0", 1), "utf-8")
    assert told("protocol", "check", str(own), code=2) == {
        "sound": False,
        "findings": [{"check": "numbers", "finding": "number", "where": "dose.sets"}],
        "skipped": ["steps", "cap", "phases"],
    }
