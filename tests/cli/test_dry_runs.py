"""A dry run says what would change, and changes nothing."""

from pathlib import Path

import pytest

from achillescli.cli.app import run
from tests.kit.journals import month, second, text, tree
from tests.kit.logbook import Logbook

MONTH = "log/2026-03.toml"


@pytest.fixture
def log(book: Logbook, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Logbook:
    """Return a log with a backup that differs from it, an export beside it, and another log."""
    month(book.home, text())
    assert run(["backup"]) == 0
    assert run(["export", str(tmp_path / "export.json")]) == 0
    month(book.home, text() + second())
    month(tmp_path / "other", text() + second() + second("a3"))
    month(tmp_path / "empty", "", "none")
    (tmp_path / "empty" / "none").unlink()
    capsys.readouterr()
    return book


def words(log: Logbook, typed: str, folder: Path) -> list[str]:
    backup = next(path.stem for path in (log.home / "backups").iterdir())
    return typed.replace("BACKUP", backup).replace("OTHER", str(folder)).split()


SAID = {
    "restore BACKUP": "One entry would go",
    "merge OTHER/other": "One entry is new here",
    "erase": "This goes for good",
}


@pytest.mark.parametrize("more", [[], ["--yes"], ["--no-input"]])
@pytest.mark.parametrize(("typed", "said"), SAID.items())
def test_nothing_is_asked_and_nothing_is_changed(
    log: Logbook,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    typed: str,
    said: str,
    more: list[str],
) -> None:
    before = tree(tmp_path)
    assert run([*words(log, typed, tmp_path), "--dry-run", *more]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[-1] in ("Nothing was changed.", "Nothing was erased.")
    assert said in out
    assert tree(tmp_path) == before


def test_of_an_import_it_is_said_what_is_in_it(
    log: Logbook,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ACHILLES_HOME", str(tmp_path / "empty"))
    before = tree(tmp_path)
    assert run(["import", str(tmp_path / "export.json"), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "Months: 1. Entries: 1. Unreadable files: 0." in out
    assert "Nothing was written." in out
    assert tree(tmp_path) == before


def test_an_import_that_would_be_refused_is_refused(
    log: Logbook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = tree(tmp_path)
    assert run(["import", str(tmp_path / "export.json"), "--dry-run"]) == 2
    assert capsys.readouterr().out == ""
    assert tree(tmp_path) == before


def test_a_repair_is_shown_and_left(
    log: Logbook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    month(log.home, "\x00" + text())
    (log.home / MONTH).chmod(0o644)
    before = tree(tmp_path)
    code = run(["doctor", "--repair", "--dry-run"])
    out = capsys.readouterr().out
    assert "Keep others out" in out
    assert "Nothing was changed." in out
    assert run(["doctor"]) == code
    assert tree(tmp_path) == before
