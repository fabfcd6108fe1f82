"""Everything goes after a word is typed, and what stays is told."""

import json
from pathlib import Path

import pytest

from achillescli.cli.app import run
from tests.kit.logbook import Logbook
from tests.kit.terminal import Terminal

NOTE = "zebra-private-42"


@pytest.fixture
def full(book: Logbook) -> Logbook:
    book.assess(3)
    book.type("log morning 2 --note", NOTE)
    (book.home / "log" / "2026-12 (1).toml").write_text(f"# {NOTE}")
    (book.home / "backups").mkdir(exist_ok=True)
    (book.home / "backups" / "2026-12.2026-12-09.toml").write_text(f"# {NOTE}")
    return book


def holding(home: Path) -> list[Path]:
    """Return the files with the note."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path for path in files if NOTE in path.read_text("utf-8", "replace")]


def test_a_script_erases_everything(full: Logbook) -> None:
    """PX10."""
    assert len(holding(full.home)) >= 3
    out = " ".join(full.type("erase --yes").split())
    assert "the log: 1 month" in out
    assert "1 copy of a month" in out
    assert "Erased: " in out
    assert not full.home.exists()


def test_what_is_not_ours_stays_and_is_named(full: Logbook, tmp_path: Path) -> None:
    (full.home / "settings.toml").write_text("")
    (full.home / "photo.jpg").write_text("x")
    (tmp_path / "synced.toml").write_text("schema = 1\n")
    (full.home / "log" / "2026-11.toml").symlink_to(tmp_path / "synced.toml")
    out = "".join(full.type("erase --yes").split())
    assert "1filethatisnotours:photo.jpg" in out
    assert str(full.home / "settings.toml") in out
    assert str(tmp_path / "synced.toml") in out
    assert sorted(path.name for path in full.home.iterdir()) == ["photo.jpg", "settings.toml"]
    assert (tmp_path / "synced.toml").exists()


def test_of_many_other_files_some_are_named(full: Logbook) -> None:
    for number in range(14):
        (full.home / f"photo{number:02}.jpg").touch()
    out = " ".join(full.type("erase --yes").split())
    assert "14 files that are not ours: photo00.jpg, " in out
    assert "photo09.jpg and 4 more" in out


def test_a_name_steers_no_terminal(full: Logbook) -> None:
    (full.home / "a\x1b[2Jb").touch()
    assert "\x1b" not in full.type("erase --yes")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_cannot_be_reached_is_told(full: Logbook, language: str) -> None:
    out = " ".join(full.type("erase --yes", language=language).split())
    for word in ("snapshots", "shell", "exports"):
        assert word in out


@pytest.mark.slow
def test_the_settings_in_their_own_folder_are_named(
    full: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACHILLES_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    full.home.rename(tmp_path / "moved")
    (tmp_path / "share").mkdir()
    (tmp_path / "moved").rename(tmp_path / "share" / "achillescli")
    (tmp_path / "config" / "achillescli").mkdir(parents=True)
    (tmp_path / "config" / "achillescli" / "settings.toml").write_text("")
    shown = Terminal("erase", "--yes", columns=200)
    assert shown.end() == 0
    path = str(tmp_path / "config" / "achillescli" / "settings.toml")
    assert path in "".join(shown.written.split()), "a long path goes on in the next line"
    assert list((tmp_path / "share").iterdir()) == []


def test_nobody_to_ask_is_refused(full: Logbook) -> None:
    assert full.refused("erase") == "leave.error.nobody"
    assert holding(full.home)


@pytest.mark.parametrize("line", ["erase", "erase --yes"])
def test_nothing_there_is_nothing_to_erase(book: Logbook, line: str) -> None:
    assert "nothing to erase" in book.type(line)
    assert not book.home.exists()


def test_a_damaged_log_is_erased(full: Logbook) -> None:
    (full.home / "log" / "2026-12.toml").write_bytes(b"\0\xff")
    full.type("erase --yes")
    assert not full.home.exists()


def test_what_remains_is_told_with_exit_5(
    full: Logbook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = type(full.home).unlink

    def held(path: Path, **options: bool) -> None:
        if path.name == "2026-12.toml":
            raise PermissionError(1, "Operation not permitted")
        unlink(path, **options)

    monkeypatch.setattr(type(full.home), "unlink", held)
    assert run(["erase", "--yes"]) == 5
    said = capsys.readouterr().err
    assert "log/2026-12.toml" in said
    assert "Operation not permitted" in said
    assert NOTE not in said


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["", "n", "y", "yes", "<", "erase all", "nee", "ja"])
def test_anything_but_the_word_keeps_everything(full: Logbook, typed: str) -> None:
    shown = Terminal("erase")
    assert "Type the word erase" in " ".join(shown.prompt().split())
    shown.type(typed)
    assert shown.end() == 0
    assert "Nothing was erased." in shown.written
    assert len(holding(full.home)) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["erase", "wissen", "ERASE"])
def test_the_word_erases(full: Logbook, typed: str) -> None:
    shown = Terminal("erase", LANG="nl_NL.UTF-8")
    assert "wissen" in shown.prompt()
    shown.type(typed)
    assert shown.end() == 0
    assert "Gewist: " in shown.written
    assert not full.home.exists()


@pytest.mark.slow
def test_stopping_at_the_question_keeps_everything(full: Logbook) -> None:
    shown = Terminal("erase")
    shown.prompt()
    shown.child.sendintr()
    assert shown.end() == 130
    assert len(holding(full.home)) >= 3


def test_leaving_and_coming_back(full: Logbook, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in (full.home / "log").glob("????-??.toml")}
    full.type("export", str(tmp_path / "a.json"))
    full.type("erase --yes")
    assert json.loads(full.type("log list --all --json"))["entries"] == []
    full.type("import", str(tmp_path / "a.json"))
    after = {path.name: path.read_bytes() for path in (full.home / "log").iterdir()}
    assert after == before
