"""Broken and odd journals through the commands: one sentence, nothing written, no advice."""

import datetime as dt
import os
import time
from pathlib import Path
from typing import Any

import pytest

from achillescli.cli.app import run
from tests.kit.corpus import (
    EMPTY_FILES,
    READ_FILES,
    READ_VALUES,
    REFUSED_FILES,
    REFUSED_PLACES,
    REFUSED_VALUES,
    cases,
)
from tests.kit.journals import SECRET, text, tree

LONGEST_S = 2.5


@pytest.fixture
def path() -> Path:
    """The month of writing."""
    found = Path(os.environ["ACHILLES_HOME"], "log", f"{dt.datetime.now().astimezone():%Y-%m}.toml")
    found.parent.mkdir(parents=True)
    return found


def put(path: Path, content: str | bytes) -> None:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def spoken(capsys: pytest.CaptureFixture[str], line: str) -> tuple[int, str, str]:
    """Run a command; return its code, output and errors, and check what holds for all."""
    started = time.process_time()
    code = run(line.split())
    assert time.process_time() - started < LONGEST_S
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert all(sign.isprintable() or sign in "\n\u200d\u00ad\u3000" for sign in out + err)
    return code, out, err


def check_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in ("today", "log morning 3"):
        code, out, err = spoken(capsys, line)
        assert (code, out) == (5, "")
        *_, said, then = err.splitlines()
        assert "saved all the same" not in err
        assert said.startswith(f"achilles: log/{path.name}")
        assert then.endswith("achilles doctor")
        assert SECRET not in err
    code, out, err = spoken(capsys, "log list")
    assert code == 0
    assert f"achilles: log/{path.name}" in err


@pytest.mark.slow
@pytest.mark.hazard("H42")
@pytest.mark.parametrize("name", [*REFUSED_FILES, *EMPTY_FILES])
def test_a_broken_file_stops_advice_and_writing(
    path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    put(path, {**REFUSED_FILES, **EMPTY_FILES}[name])
    before = tree(path.parent)
    check_refused(path, capsys)
    assert tree(path.parent) == before


@pytest.mark.slow
@pytest.mark.parametrize(("field", "value"), cases(REFUSED_VALUES))
def test_a_wrong_value_stops_advice_and_writing(
    path: Path, capsys: pytest.CaptureFixture[str], field: str, value: Any
) -> None:
    put(path, text(**{field: value}))
    before = tree(path.parent)
    check_refused(path, capsys)
    assert tree(path.parent) == before


@pytest.mark.parametrize("name", REFUSED_PLACES)
def test_what_is_no_ordinary_file_stops_advice_and_writing(
    path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    REFUSED_PLACES[name](path)
    before = path.lstat()
    check_refused(path, capsys)
    assert (path.lstat().st_mode, path.lstat().st_mtime_ns) == (before.st_mode, before.st_mtime_ns)
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def check_read(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An odd journal is read, shown and added to, and what stood there stays."""
    before = path.read_bytes()
    assert spoken(capsys, "today")[0] == 3
    assert spoken(capsys, "log list --all")[0] == 0
    code, out, _ = spoken(capsys, "log morning 3")
    assert code == 0
    assert "Saved: morning score: pain 3" in out
    assert path.read_bytes().startswith(before)


@pytest.mark.parametrize("name", READ_FILES)
def test_an_odd_file_is_used(path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    put(path, READ_FILES[name][0])
    check_read(path, capsys)


@pytest.mark.slow
@pytest.mark.parametrize(("field", "value"), cases(READ_VALUES))
def test_an_odd_value_is_used(
    path: Path, capsys: pytest.CaptureFixture[str], field: str, value: str
) -> None:
    put(path, text(**{field: value}))
    check_read(path, capsys)


@pytest.mark.parametrize("folder", ["file/below", "a" * 300])
def test_a_data_folder_that_cannot_be_stops_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ACHILLES_HOME", str(tmp_path / folder))
    for line in ("today", "log morning 3", "log list"):
        code, out, err = spoken(capsys, line)
        assert (code, out) == (5, "")
        assert err.startswith("achilles: ")
        assert err.count("\n") == 1


@pytest.mark.parametrize("folder", [b"lo\ng", b"lo\xff", "l\u00f6g \U0001f9b6".encode()])
def test_a_data_folder_with_an_odd_name_is_used(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: bytes,
) -> None:
    monkeypatch.setenv("ACHILLES_HOME", os.fsdecode(os.fsencode(tmp_path) + b"/" + folder))
    assert spoken(capsys, "log morning 3")[0] == 0
    assert spoken(capsys, "today")[0] == 3
