"""A file replaced whole or not at all, whatever the system and other programs do."""

import os
import signal
import subprocess
import sys
from errno import EACCES, EIO, ENOENT
from pathlib import Path

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.errors import AchillesError, StoreError
from achillescli.store.files import disk, system
from tests.kit.journals import (
    MONTH,
    add,
    month,
    sentence,
    text,
    tree,
)
from tests.kit.writers import AS_NOBODY, WRITER, writer


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    add(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_file_that_others_could_read_becomes_private(tmp_path: Path) -> None:
    path = month(tmp_path, text())
    path.chmod(0o666)
    add(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_read_only_month_is_not_overridden(tmp_path: Path) -> None:
    path = month(tmp_path, text())
    path.chmod(0o400)
    before = tree(tmp_path / "log")
    with pytest.raises(StoreError, match="read_only"):
        add(tmp_path)
    assert tree(tmp_path / "log") == before


def test_a_link_stays_a_link_and_its_target_is_updated(tmp_path: Path) -> None:
    target = month(tmp_path, text(), "elsewhere/real.toml")
    (tmp_path / "log").mkdir()
    (tmp_path / MONTH).symlink_to(target)
    add(tmp_path)
    assert (tmp_path / MONTH).is_symlink()
    assert target.read_text().count("[[entry]]") == 2
    assert [path.name for path in target.parent.iterdir()] == ["real.toml"]


RACE = """
import datetime as dt, os, sys
from pathlib import Path
from achillescli import store
from achillescli.errors import AchillesError
home, month = Path(sys.argv[1]), Path(sys.argv[1], "log", "2026-03.toml")
def saved(event, args):
    if event == "open" and str(args[0]).endswith(".tmp") and args[2] & os.O_EXCL:
        month.write_text(month.read_text() + "# mine")
sys.addaudithook(saved)
now = dt.datetime(2026, 3, 10, 7, 30, tzinfo=dt.timezone.utc)
try:
    store.append(home, {"kind": "morning", "date": now.date(), "pain": 1}, now)
except AchillesError as error:
    sys.exit(error.key)
"""


@pytest.mark.slow
def after_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system report an error of every replacement that it has done."""
    swap = system.swap

    def swap_and_fail(source: Path, target: Path) -> None:
        swap(source, target)
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT))

    monkeypatch.setattr(system, "swap", swap_and_fail)


def test_what_was_saved_is_not_said_to_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    after_effect(monkeypatch)
    for line in ("log flag calf_swollen=no", "log am 2", "undo", "backup", "export --force a.json"):
        assert run(line.split()) == 0, line
        told = capsys.readouterr()
        assert "ot saved" not in told.out + told.err
    monkeypatch.undo()
    monkeypatch.setenv("ACHILLES_HOME", str(tmp_path / "new"))
    after_effect(monkeypatch)
    assert run(["import", str(tmp_path / "a.json")]) == 0
    assert len(store.load(tmp_path / "new").entries) == 3


def test_a_replacement_that_failed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Path) -> None:
        raise OSError(EIO, os.strerror(EIO))

    monkeypatch.setattr(system, "swap", fail)
    assert run(["log", "am", "2"]) == 5
    assert "cannot be written" in capsys.readouterr().err
    assert not [path for path in tmp_path.rglob("*.tmp") if path.parent.name == "log"]


def test_what_an_editor_saves_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = month(tmp_path, text())
    ran = subprocess.run(
        [sys.executable, "-c", RACE, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ran.stderr.strip() == "store.error.changed"
    assert path.read_text() == text() + "# mine"
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["2026-03.toml"]


@pytest.mark.slow
@pytest.mark.hazard("H41")
@pytest.mark.parametrize("size", range(0, 900, 97))
def test_a_write_that_the_disk_cuts_short_changes_nothing(tmp_path: Path, size: int) -> None:
    path = month(tmp_path, text(note='"' + "x" * 900 + '"'))
    before = path.read_bytes()

    def limited() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    with writer(tmp_path, preexec_fn=limited) as one:
        _, said = one.communicate(timeout=30)
    assert one.returncode == 1
    assert said.strip() == "store.error.write"
    assert path.read_bytes() == before
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["2026-03.toml"]


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    path = month(tmp_path / "home", text())
    before = path.read_bytes()
    (tmp_path / "home" / "lock").touch()
    for folder in (path.parent, path.parents[1]):
        folder.chmod(0o555)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", AS_NOBODY + WRITER, "home", "1"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    finally:
        for folder in (path.parent, path.parents[1]):
            folder.chmod(0o755)
    assert ran.stderr.strip() == "store.error.write"
    assert path.read_bytes() == before


def test_an_error_of_the_system_names_file_and_reason(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("")
    for attempt in (store.load, add):
        with pytest.raises(AchillesError) as error:
            attempt(tmp_path)
        assert "log: " in sentence(error.value)
        assert error.value.exit_code == 5


def test_what_was_read_was_read_though_the_file_does_not_close(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"whole")
    close = os.close

    def refused(opened: int) -> None:
        close(opened)
        raise PermissionError(EACCES, os.strerror(EACCES))

    monkeypatch.setattr(os, "close", refused)
    assert disk.contents(tmp_path / "file", "file") == b"whole"
