"""An export comes back on an empty machine."""

import io
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from achillescli.cli.app import run
from tests.kit.logbook import TODAY, Logbook, ago
from tests.kit.terminal import Terminal


@pytest.fixture
def full(book: Logbook) -> Logbook:
    """A course of some days with corrections, some of it written by hand."""
    book.assess(3)
    book.days(3, 1)
    book.type("log morning 2 --note", 'crème \U0001f600 \\ "x"')
    book.type("log edit", book.newest.id, "pain=3")
    book.type("log am 1")
    book.type("undo")
    log = book.home / "log"
    month = log / f"{TODAY:%Y-%m}.toml"
    month.write_bytes(b"\xef\xbb\xbf# by hand\n" + month.read_bytes() + b"mood = nan\n")
    early = (
        f"schema = 1\n[[entry]]\nid='h1'\nkind='note'\ndate={ago(40)}\nat=2026-11-01T07:00:00Z\n"
    )
    (log / "2026-11.toml").write_bytes(f"{early}text='fine'\n".replace("\n", "\r\n").encode())
    return book


@pytest.fixture
def other(
    full: Logbook,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Logbook:
    """Return the same user on another machine."""
    monkeypatch.setenv("ACHILLES_HOME", str(tmp_path / "other"))
    return Logbook(capsys)


def raws(book: Logbook) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (book.home / "log").iterdir()}


def export(book: Logbook, path: Path) -> Any:
    book.type("export", str(path))
    return json.loads(path.read_text())


def test_a_log_comes_back_byte_for_byte_and_gives_the_same_course(
    full: Logbook, other: Logbook, tmp_path: Path
) -> None:
    first = export(full, tmp_path / "a.json")
    out = " ".join(other.type("import", str(tmp_path / "a.json")).split())
    assert f"Months: 2. Entries: {len(first['entries'])}. Unreadable files: 0." in out
    assert "achilles today" in out
    assert raws(other) == raws(full)
    replay = ("replay", "--json", "--until", f"{TODAY}")
    assert other.type(*replay) == full.type(*replay) != "[]\n"
    assert other.type("log list --all --json") == full.type("log list --all --json")
    assert export(other, tmp_path / "b.json") == first


def test_what_was_damaged_comes_back_as_damaged(
    full: Logbook, other: Logbook, tmp_path: Path
) -> None:
    for name, raw in (("2026-09.toml", b"\xff\xfe\0"), ("2026-10.toml", b"schema = 1\n[[entry")):
        (full.home / "log" / name).write_bytes(raw)
    export(full, tmp_path / "a.json")
    out = " ".join(other.type("import", str(tmp_path / "a.json")).split())
    assert "Unreadable files: 2." in out
    assert "No advice" in out
    assert "Everything" not in out
    assert other.err.count("log/2026-09.toml") == 1
    assert raws(other) == raws(full)


def lacking(full: Logbook, path: Path) -> str:
    """Export a log of which a month is gone beside its backup."""
    (full.home / "log" / "2026-11.toml").rename(full.home / "backups" / "2026-11.2026-12-01.toml")
    assert full.refused("export", str(path)) == "leave.error.lacking"
    return str(path)


@pytest.mark.hazard("H42")
def test_an_export_that_names_a_month_it_lacks_is_refused(
    full: Logbook, other: Logbook, tmp_path: Path
) -> None:
    file = lacking(full, tmp_path / "a.json")
    assert other.refused("import", file) == "leave.error.lacks"
    assert "log/2026-11.toml" in other.err
    assert not other.home.exists()
    other.type("log morning 1")
    assert other.refused("merge", file, "--yes") == "merge.error.lacking"


def test_an_export_of_a_log_that_lost_entries_is_refused(
    full: Logbook, other: Logbook, tmp_path: Path
) -> None:
    month = full.home / "log" / f"{TODAY:%Y-%m}.toml"
    head, _, _ = month.read_text().rpartition("[[entry]]")
    month.write_text(head)
    full.type("export", str(tmp_path / "a.json"))
    assert other.refused("import", str(tmp_path / "a.json")) == "leave.error.lacks"


def test_an_entry_that_stands_in_no_month_is_no_part_of_an_export(
    full: Logbook, other: Logbook, tmp_path: Path
) -> None:
    export(full, tmp_path / "a.json")
    found = json.loads((tmp_path / "a.json").read_text())
    del found["months"][0]
    (tmp_path / "a.json").write_text(json.dumps(found))
    for command in ("import", "merge"):
        assert other.refused(command, str(tmp_path / "a.json")) == "leave.error.loose"
    assert not list(other.home.glob("log/*"))


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "months"), [("y", 1), ("n", 0), ("", 0)])
def test_a_person_may_take_what_there_is(
    full: Logbook, other: Logbook, tmp_path: Path, typed: str, months: int
) -> None:
    shown = Terminal("import", lacking(full, tmp_path / "a.json"))
    shown.prompt()
    shown.type(typed)
    if not typed:  # Enter is no answer
        shown.prompt()
        shown.type("n")
    assert shown.end() == 0
    said = " ".join(" ".join(shown.screen()).split())
    assert ("What the export holds is back" in said) == bool(months)
    assert "Everything is back" not in said
    assert len(list(other.home.glob("log/*.toml"))) == months


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("how", ["", " --dry-run", " -q", " --json", " --dry-run --json"])
@pytest.mark.parametrize(
    ("sign", "said"), [("chest_pain", "Call the emergency"), ("snap", "today")]
)
def test_a_sign_in_an_export_is_said_before_anything_is_tried(
    full: Logbook,
    other: Logbook,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    how: str,
    sign: str,
    said: str,
) -> None:
    full.write("flag", 0, **{sign: True})
    export(full, tmp_path / "a.json")
    assert run(["import", str(tmp_path / "a.json"), *how.split()]) == 0
    out, err = capsys.readouterr()
    first = " ".join((err if "json" in how else out).split())[:250]
    assert said in first
    assert "Months" not in first.partition(said)[0]
    (other.home / "log").mkdir(parents=True, exist_ok=True)
    other.type("log morning 1")
    assert run(["import", str(tmp_path / "a.json")]) == 2
    assert said in " ".join(capsys.readouterr().out.split())[:250]


@pytest.mark.parametrize("command", ["import", "merge --yes"])
def test_a_pain_of_today_that_stops_the_sessions_is_said_unless_it_was_corrected(
    full: Logbook, other: Logbook, tmp_path: Path, command: str
) -> None:
    full.type("log am 9")
    session = full.newest.id
    export(full, tmp_path / "a.json")
    full.type("log edit", session, "pain=3")
    export(full, tmp_path / "b.json")
    assert "Stop for today" not in other.type(command, str(tmp_path / "b.json"))
    for path in (other.home / "log").iterdir():
        path.unlink()
    out = other.type(command, str(tmp_path / "a.json"))
    assert "Stop for today" in out
    assert "achilles log flag" in out


def test_life_goes_on_after_it(full: Logbook, other: Logbook, tmp_path: Path) -> None:
    export(full, tmp_path / "a.json")
    other.type("import", str(tmp_path / "a.json"))
    other.type("log pm 2")
    assert other.newest.kind == "session"
    assert len(other.log) == len(full.log) + 1
    assert other.refused("import", str(tmp_path / "a.json")) == "leave.error.not_empty"


def test_an_import_into_a_log_points_to_merge(
    full: Logbook, other: Logbook, tmp_path: Path
) -> None:
    export(full, tmp_path / "a.json")
    other.type("log morning 1")
    assert other.refused("import", str(tmp_path / "a.json")) == "leave.error.not_empty"
    assert "achilles merge" in other.err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_an_export_that_a_shell_wrote_in_another_encoding_is_read(
    full: Logbook, other: Logbook, tmp_path: Path, encoding: str
) -> None:
    export(full, tmp_path / "a.json")
    again = (tmp_path / "a.json").read_text().replace("\n", "\r\n").encode(encoding)
    (tmp_path / "b.json").write_bytes(again)
    other.type("merge", str(tmp_path / "b.json"), "--yes")
    assert len(other.log) == len(full.log)
    other.type("erase --yes")
    other.type("import", str(tmp_path / "b.json"))
    assert raws(other) == raws(full)


def test_an_encoding_that_is_not_known_is_named_with_its_line(
    full: Logbook, other: Logbook, tmp_path: Path
) -> None:
    export(full, tmp_path / "a.json")
    raw = (tmp_path / "a.json").read_bytes().replace(b"cr\\u00e8me", "crème".encode("cp1252"))
    (tmp_path / "b.json").write_bytes(raw)
    assert other.refused("import", str(tmp_path / "b.json")) == "store.error.not_utf8"
    assert re.search(r"b.json, line \d+: this is not UTF-8 text", other.err)


def test_the_standard_input_is_read(
    full: Logbook, other: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(full, tmp_path / "a.json")
    raw = (tmp_path / "a.json").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    other.type("import -")
    assert raws(other) == raws(full)


def test_a_file_that_is_none_is_refused(other: Logbook, tmp_path: Path) -> None:
    assert other.refused("import", str(tmp_path / "none.json")) == "leave.error.no_file"
    (tmp_path / "a.json").write_text("pain,date\n")
    assert other.refused("import", str(tmp_path / "a.json")) == "leave.error.json"
    assert other.refused("import", str(tmp_path)) == "store.error.not_regular"
    os.truncate(tmp_path / "a.json", (64 << 20) + 1)
    assert other.refused("import", str(tmp_path / "a.json")) == "leave.error.big"
    assert not other.home.exists()


def test_one_changed_sign_is_refused_and_nothing_is_written(
    full: Logbook, other: Logbook, tmp_path: Path
) -> None:
    export(full, tmp_path / "a.json")
    text = (tmp_path / "a.json").read_text()
    (tmp_path / "a.json").write_text(text.replace("pain = 1", "pain = 0", 1))
    assert other.refused("import", str(tmp_path / "a.json")) == "leave.error.sha256"
    assert not other.home.exists()


def test_a_file_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import"]) == 2
    assert "FILE" in capsys.readouterr().err


@pytest.mark.slow
def test_on_a_terminal(full: Logbook, other: Logbook, tmp_path: Path) -> None:
    export(full, tmp_path / "a.json")
    shown = Terminal("import", str(tmp_path / "a.json"), LANG="nl_NL.UTF-8")
    assert shown.end() == 0
    assert any(line.startswith("Maanden: 2. Aantekeningen: ") for line in shown.screen())
