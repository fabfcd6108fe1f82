"""What writes prints with --json what it wrote; what people must read stands beside it."""

import json

import pytest

from achillescli import store
from achillescli.cli.app import run
from tests.kit.journals import month, text

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


@pytest.fixture
def told(capsys):
    """Return what a command prints for a program, and nothing else."""

    def of(*words, code=0):
        assert run([*words, "--json"]) == code
        out, err = capsys.readouterr()
        assert err == ""
        return json.loads(out)

    return of


@pytest.mark.parametrize("line", WRITES)
def test_an_entry_is_told_with_its_id(line, logged, told) -> None:
    (entry,) = told(*line.split())["entries"]
    newest = store.load(logged.home).entries[-1]
    assert (entry["id"], entry["kind"]) == (newest.id, newest.kind)
    assert entry["date"] == newest.date.isoformat()


@pytest.fixture
def logged(book, capsys):
    assert run(["log", "morning", "2"]) == 0
    capsys.readouterr()
    return book


def test_a_correction_and_a_step_back_have_ids(logged, told) -> None:
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


def test_nothing_changed_is_an_empty_list(logged, told) -> None:
    assert told("log", "edit", logged.newest.id, "pain=2") == {"entries": []}


def test_a_danger_is_told_beside_it(capsys) -> None:
    assert run(["log", "flag", "chest_pain=yes", "breathless=yes", "--json"]) == 0
    out, err = capsys.readouterr()
    assert "emergency number" in " ".join(err.split())
    assert json.loads(out)["entries"][0]["chest_pain"] is True


def test_what_is_refused_prints_nothing(capsys) -> None:
    assert run(["log", "morning", "11", "--json"]) == 2
    assert capsys.readouterr().out == ""


def test_backups_are_told_with_what_they_would_bring(logged, told, capsys) -> None:
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


def test_the_doctor_tells_what_is_there_and_what_was_mended(logged, capsys) -> None:
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


def test_what_cannot_be_read_is_told_with_its_place(book, capsys) -> None:
    month(book.home, text(pain="eleven"))
    assert run(["doctor", "--json"]) == 5
    trouble = [
        one
        for one in json.loads(capsys.readouterr().out)["findings"]
        if one["severity"] == "trouble"
    ]
    assert [(one["file"], one["line"]) for one in trouble] == [("log/2026-03.toml", 8)]
