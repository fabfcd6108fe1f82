"""Everything of ours goes, nothing else does, and what stays is known."""

import os
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from achillescli import store
from achillescli.errors import StoreError
from achillescli.store.files.lock import lock
from achillescli.store.transfer import erase
from tests.kit.journals import SECRET, add, month, sentence, text

OURS = [
    "log/2026-03.toml",
    "log/2026-04.toml",
    "log/2026-03.sync-conflict-20260310-101500-ABCDEFG.toml",
    "log/2026-03 (1).toml",
    "log/2026-03 (conflicted copy 2026-03-10).toml",
    "log/Copy of 2026-03.toml",
    "log/2026-03.toml.as-it-was-20260310T101500",
    "log/2026-03.toml~",
    "log/.2026-03.toml.swp",
    "log/#2026-03.toml#",
    "log/.2026-03.toml.tmp",
    "log/.syncthing.2026-03.toml.tmp",
    "log/~syncthing~2026-03.toml.tmp",
    "log/2026-03\n.toml",
    "backups/2026-03.2026-03-09.toml",
    "backups/2026-03.2026-03-09T101530.toml",
    "backups/.2026-03.2026-03-09.toml.tmp",
    ".log.tmp/2026-03.toml",
    ".log.tmp/.2026-03.toml.tmp",
    "gone",
    ".gone.tmp",
    "cache",
    ".cache.tmp",
    "cache.sync-conflict-20260310-101500-ABCDEFG",
    "draft.toml",
    ".draft.toml.tmp",
    ".draft.toml.swp",
    "draft.toml.as-it-was-20260310T101500",
    "draft (1).toml",
    "train.draft",
    ".train.draft.tmp",
    "train.sync-conflict-20260310-101500-ABCDEFG.draft",
    "train (1).draft",
    ".train.draft.swp",
    "lock",
]
FOREIGN = [
    "settings.toml",
    "notes.txt",
    "draft-letter.txt",
    "train-times.txt",
    "cache.db",
    "2026-03.toml",
    "achilles-2026-03-10.json",
    "log/notes.txt",
    "log/2026-13.toml",
    "log/12026-03.toml",
    "log/2026-03.tomlette",
    "backups/photo.jpg",
    "other/2026-03.toml",
]


def write(home: Path, names: list[str]) -> None:
    for name in names:
        month(home, text(), name)


def left(home: Path) -> list[str]:
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if not path.is_dir())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.mark.parametrize("name", OURS)
def test_each_file_of_ours_goes(home: Path, name: str) -> None:
    write(home, [name])
    assert name in erase.own_files(home).files
    erase.erase(home)
    assert not home.exists()


@pytest.mark.parametrize("name", FOREIGN)
def test_each_other_file_stays_and_is_named(home: Path, name: str) -> None:
    write(home, [name, "log/2026-05.toml"])
    found = erase.own_files(home)
    assert found.files == ("log/2026-05.toml",)
    assert found.foreign == (name.removesuffix("/2026-03.toml") if "other" in name else name,)
    erase.erase(home)
    assert left(home) == [name]


def test_nothing_of_what_was_written_is_left(home: Path) -> None:
    """PX10: no file with the note."""
    write(home, OURS)
    assert all(SECRET in (home / name).read_text() for name in OURS)
    erase.erase(home)
    assert not home.exists()


def test_what_goes_is_sorted_by_what_it_is(home: Path) -> None:
    write(home, OURS)
    found = erase.own_files(home)
    assert found.months == ("log/2026-03.toml", "log/2026-04.toml")
    assert set(found.copies) == {
        name for name in OURS[2:] if name.startswith(("log/", ".log.tmp/"))
    }
    assert set(found.backups) == {name for name in OURS if name.startswith("backups/")}
    assert set(found.others) == {name for name in OURS if "/" not in name}
    assert sorted(found.files) == sorted(OURS)
    assert found.files[-1] == "lock"
    assert found.folders == ("log", ".log.tmp", "backups")
    assert found.foreign == ()


def test_looking_changes_nothing(home: Path) -> None:
    assert erase.own_files(home) == erase.OwnFiles()
    assert not home.exists()


def test_a_damaged_log_goes_too(home: Path) -> None:
    month(home, b"\0\xff\0", "log/2026-03.toml")
    erase.erase(home)
    assert not home.exists()


def test_links_go_and_what_they_lead_to_stays(home: Path, tmp_path: Path) -> None:
    write(tmp_path, ["synced/month.toml"])
    write(home, ["log/2026-03.toml"])
    (home / "log" / "2026-04.toml").symlink_to(tmp_path / "synced" / "month.toml")
    (home / "log" / "2026-05.toml").symlink_to(tmp_path / "none")
    assert erase.own_files(home).targets == (str(tmp_path / "synced" / "month.toml"),)
    erase.erase(home)
    assert not home.exists()
    assert left(tmp_path / "synced") == ["month.toml"]


def test_a_log_that_is_a_link_goes_and_its_folder_stays(home: Path, tmp_path: Path) -> None:
    write(tmp_path, ["synced/2026-03.toml"])
    home.mkdir()
    (home / "log").symlink_to(tmp_path / "synced")
    found = erase.own_files(home)
    assert (found.files, found.folders) == (("log",), ())
    assert found.targets == (str(tmp_path / "synced"),)
    erase.erase(home)
    assert not home.exists()
    assert left(tmp_path) == ["synced/2026-03.toml"]


def test_a_data_folder_that_is_a_link_is_emptied_and_stays(home: Path, tmp_path: Path) -> None:
    write(tmp_path / "real", OURS)
    home.symlink_to(tmp_path / "real")
    erase.erase(home)
    assert home.is_symlink()
    assert list(home.iterdir()) == []


def test_folders_with_our_names_are_not_ours(home: Path) -> None:
    write(home, ["log/2026-03.toml/mine.txt", "log/2026-04.toml"])
    assert erase.own_files(home).foreign == ("log/2026-03.toml",)
    erase.erase(home)
    assert left(home) == ["log/2026-03.toml/mine.txt"]


def test_what_is_no_ordinary_file_goes_if_it_has_our_name(home: Path) -> None:
    (home / "log").mkdir(parents=True)
    os.mkfifo(home / "log" / "2026-03.toml")
    erase.erase(home)
    assert not home.exists()


def test_empty_folders_of_ours_go(home: Path) -> None:
    (home / "backups").mkdir(parents=True)
    assert erase.own_files(home).folders == ("backups",)
    erase.erase(home)
    assert not home.exists()


def test_what_cannot_be_removed_is_named_and_the_rest_is_gone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home, OURS)
    unlink = type(home).unlink

    def held(path: Path, **options: bool) -> None:
        if path.name == "2026-03.2026-03-09.toml":
            raise PermissionError(13, "Permission denied")
        unlink(path, **options)

    monkeypatch.setattr(type(home), "unlink", held)
    with pytest.raises(StoreError) as error:
        erase.erase(home)
    assert "backups/2026-03.2026-03-09.toml" in sentence(error.value)
    assert "Permission denied" in sentence(error.value)
    assert left(home) == ["backups/2026-03.2026-03-09.toml"]
    monkeypatch.undo()
    erase.erase(home)
    assert not home.exists()


@pytest.mark.hazard("H42")
def test_a_month_that_cannot_be_removed_keeps_the_backups(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [
        "backups/2026-03.2026-03-09.toml",
        "backups/2026-04.2026-04-09.toml",
        "log/2026-03.toml",
    ]
    write(home, [*kept, "log/2026-04.toml"])
    unlink = type(home).unlink

    def held(path: Path, **options: bool) -> None:
        if path.name == "2026-03.toml":
            raise PermissionError(1, "Operation not permitted")
        unlink(path, **options)

    monkeypatch.setattr(type(home), "unlink", held)
    with pytest.raises(StoreError) as error:
        erase.erase(home)
    assert error.value.key == "leave.error.remains"
    assert [name for name in left(home) if name != "lock"] == kept
    with pytest.raises(StoreError, match=r"store\.error\.lost"):
        store.load(home)


def test_data_in_use_stay(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    with lock(home):
        write(home, OURS)
        monkeypatch.setattr(erase, "lock", partial(lock, patience_s=0.1))
        with pytest.raises(StoreError) as error:
            erase.erase(home)
    assert error.value.key == "store.error.in_use"
    assert left(home) == sorted(OURS)


def test_a_run_that_waited_writes_nothing_into_what_is_gone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(home)
    refused = []

    def wait_and_add() -> None:
        try:
            add(home)
        except StoreError as error:
            refused.append(error.key)

    waiting = threading.Thread(target=wait_and_add)
    remove = erase._remove

    def slow(folder: Path) -> OSError | str:
        waiting.start()
        time.sleep(0.3)
        return remove(folder)

    monkeypatch.setattr(erase, "_remove", slow)
    erase.erase(home)
    waiting.join()
    assert refused
    assert not home.exists()


KILLED = """
import os, sys
from pathlib import Path
from achillescli.store.transfer import erase
left = int(sys.argv[2])
for name in ("unlink", "rmdir"):
    def counted(path, *more, call=getattr(Path, name), **options):
        global left
        if left == 0:
            os._exit(9)
        left -= 1
        return call(path, *more, **options)
    setattr(Path, name, counted)
erase.erase(Path(sys.argv[1]))
"""
FEW = ["log/2026-03.toml", "backups/2026-03.2026-03-09.toml", "cache", "lock"]


@pytest.mark.slow
@pytest.mark.parametrize("after", range(7))
def test_an_erasure_that_was_killed_is_completed_by_the_next(home: Path, after: int) -> None:
    write(home, FEW)
    ran = subprocess.run([sys.executable, "-c", KILLED, home, str(after)], check=False)
    assert ran.returncode == 9
    found = erase.own_files(home)
    if found.files or found.folders:
        erase.erase(home)
        assert not home.exists()
    assert left(home) == []


@pytest.mark.slow
def test_a_log_half_erased_gives_no_advice(home: Path) -> None:
    """The backups outlive the months, so that what is missing is seen to be missing."""
    write(home, FEW)
    ran = subprocess.run([sys.executable, "-c", KILLED, home, "2"], check=False)
    assert ran.returncode == 9
    assert not (home / "log" / "2026-03.toml").exists()
    with pytest.raises(StoreError) as error:
        store.load(home)
    assert error.value.key == "store.error.lost"
