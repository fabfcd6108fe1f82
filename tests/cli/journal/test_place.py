"""Where a log begins is said, with the other one that was meant."""

import os
from pathlib import Path

import pytest

from achillescli.cli.app import run
from achillescli.render.terminal import screen
from tests.kit.journals import month, text


@pytest.fixture
def usual(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return where the log is when no variable says otherwise."""
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("ACHILLES_HOME")
    return tmp_path / "user" / ".local" / "share" / "achillescli"


def typed(capsys: pytest.CaptureFixture[str], line: str) -> str:
    """Type a command; return what it said beside its output, on one line."""
    run(line.split())
    return " ".join(capsys.readouterr().err.split())


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "WIDEST", 1000)
    monkeypatch.setenv("COLUMNS", "1000")


def test_the_first_entry_says_where_and_the_next_one_does_not(
    usual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(capsys, "log am 3") == f"A new log begins in {usual} (the usual place)"
    assert typed(capsys, "log pm 3") == ""


def test_a_relative_folder_of_the_desktop_is_not_taken(
    usual: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert typed(capsys, "log am 3") == f"A new log begins in {usual} (the usual place)"


def test_an_assessment_says_where_too(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = typed(capsys, "assess --answers examples/runner.toml --json")
    assert said.endswith(f"A new log begins in {usual} (the usual place)")


@pytest.mark.parametrize("name", ["XDG_DATA_HOME", "ACHILLES_HOME"])
@pytest.mark.parametrize("line", ["log flag calf_swollen=yes calf_warm=yes", "log am 3"])
def test_a_second_log_names_both(
    usual: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    line: str,
) -> None:
    """A snap terminal moves XDG_DATA_HOME: a sign logged there is in no other log."""
    month(usual, text())
    monkeypatch.setenv(name, str(tmp_path / "snap"))
    said = typed(capsys, line)
    assert f"A new log begins in {tmp_path}/snap" in said
    assert f"(set by {name})" in said
    assert said.endswith(f"There is another log, of one month, in {usual}. It is not used now.")
    assert typed(capsys, "log note x") == ""


@pytest.mark.parametrize("line", ["today", "", "report", "plan"])
def test_where_there_is_no_course_the_other_log_is_named(
    usual: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
) -> None:
    month(usual, text())
    monkeypatch.setenv("ACHILLES_HOME", str(tmp_path / "other"))
    said = typed(capsys, line)
    assert said.endswith(f"There is another log, of one month, in {usual}. It is not used now.")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_root_is_told_of_the_log_of_the_user(
    usual: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With sudo HOME may be that of root."""
    import pwd

    user = pwd.struct_passwd(("anna", "x", 1000, 1000, "", str(tmp_path / "anna"), "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwnam", lambda _: user)
    monkeypatch.setenv("SUDO_USER", "anna")
    month(tmp_path / "anna" / ".local" / "share" / "achillescli", text())
    assert "There is another log" in typed(capsys, "log am 3")
