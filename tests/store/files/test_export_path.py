"""A file that is taken away: never over another one, never through a link, only for the owner."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from achillescli.errors import AchillesError, StoreError, UsageError
from achillescli.store.files import export_path as outside
from tests.kit.journals import SECRET, month, sentence, text


def refusal(path: Path, home: Path, *, force: bool = False) -> str:
    with pytest.raises(UsageError) as error:
        outside.check(path, home, force=force)
    assert sentence(error.value)
    assert sentence(error.value, "nl")
    return error.value.key.removeprefix("leave.error.")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    month(tmp_path / "home", text())
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "away"
    made.mkdir()
    return made


DEVICES = ["con", "NUL.json", "aux.tar.gz", "Prn", "com1", "COM9.csv", "lpt1.txt", "com¹", "conin$"]
NAMES = ["a\nb", "a\x1b[2J", "a\rb", "\x7f", "a\u202eb", "a\x00b"]


@pytest.mark.parametrize("name", [*DEVICES, "nul .json", "con:x"])
def test_the_name_of_a_device_is_refused(folder: Path, home: Path, name: str) -> None:
    assert refusal(folder / name, home) == "device"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_steers_a_terminal_is_refused(folder: Path, home: Path, name: str) -> None:
    assert refusal(folder / name, home) == "name"


@pytest.mark.parametrize("name", ["console.json", "com.json", "nullable", ".con", "com10.csv"])
def test_a_name_that_only_looks_like_a_device_is_taken(folder: Path, home: Path, name: str) -> None:
    outside.check(folder / name, home, force=False)


def test_a_folder_that_is_not_there_is_refused(folder: Path, home: Path) -> None:
    assert refusal(folder / "none" / "a.json", home) == "no_folder"
    (folder / "file").touch()
    assert refusal(folder / "file" / "a.json", home) == "no_folder"


@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_file_is_never_written_over(folder: Path, home: Path, force: bool) -> None:
    (folder / "dir").mkdir()
    (folder / "link").symlink_to(folder / "target")
    (folder / "target").write_text(SECRET)
    (folder / "dangling").symlink_to(folder / "none")
    os.mkfifo(folder / "fifo")
    assert refusal(folder / "dir", home, force=force) == "folder"
    for name in ("link", "dangling", "fifo"):
        assert refusal(folder / name, home, force=force) == "not_file"
        with pytest.raises(UsageError):
            outside.write(folder / name, b"x", force=force)
    assert (folder / "target").read_text() == SECRET
    assert not (folder / "none").exists()
    assert sorted(path.name for path in folder.iterdir()) == [
        "dangling", "dir", "fifo", "link", "target",
    ]  # fmt: skip


def test_a_file_that_is_there_is_replaced_only_by_force(folder: Path, home: Path) -> None:
    there = folder / "a.json"
    there.write_text("old")
    assert refusal(there, home) == "there"
    with pytest.raises(UsageError):
        outside.write(there, b"new", force=False)
    assert there.read_text() == "old"
    outside.check(there, home, force=True)
    outside.write(there, b"new", force=True)
    assert there.read_text() == "new"
    assert [path.name for path in folder.iterdir()] == ["a.json"]


def test_a_second_name_of_the_replaced_file_keeps_the_old_one(folder: Path) -> None:
    (folder / "a.json").write_text("old")
    os.link(folder / "a.json", folder / "b.json")
    outside.write(folder / "a.json", b"new", force=True)
    assert (folder / "b.json").read_text() == "old"


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_it(folder: Path, umask: int, force: bool) -> None:
    if force:
        (folder / "a.json").write_text("old")
        (folder / "a.json").chmod(0o666)
    before = os.umask(umask)
    try:
        outside.write(folder / "a.json", b"new", force=force)
    finally:
        os.umask(before)
    assert (folder / "a.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("force", [False, True])
def test_the_data_folder_takes_no_file(tmp_path: Path, home: Path, force: bool) -> None:
    for path in (home / "a.json", home / "log" / "2026-03.toml", home / "log" / "a.json"):
        assert refusal(path, home, force=force) == "inside"
    (tmp_path / "way").symlink_to(home / "log")
    assert refusal(tmp_path / "way" / "2026-03.toml", home, force=force) == "inside"


def test_what_a_month_links_to_is_not_written_over(folder: Path, home: Path) -> None:
    (home / "log" / "2026-03.toml").rename(folder / "synced.toml")
    (home / "log" / "2026-03.toml").symlink_to(folder / "synced.toml")
    assert refusal(folder / "synced.toml", home, force=True) == "inside"


def test_the_log_may_be_a_link_itself(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "log").symlink_to(folder)
    assert refusal(folder / "a.json", tmp_path / "linked") == "inside"


FULL = """
import resource, sys
from pathlib import Path
from achillescli.errors import StoreError
from achillescli.store.files import export_path as outside
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    outside.write(Path(sys.argv[1]), b"x" * 9000, force=bool(sys.argv[2]))
except StoreError as error:
    sys.exit(error.exit_code)
"""


@pytest.mark.slow
@pytest.mark.parametrize("force", ["", "yes"])
def test_nothing_is_left_of_a_file_that_does_not_fit(folder: Path, force: str) -> None:
    if force:
        (folder / "a.json").write_text("old")
    ran = subprocess.run([sys.executable, "-c", FULL, folder / "a.json", force], check=False)
    assert ran.returncode == StoreError.exit_code
    assert {path.name: path.read_text() for path in folder.iterdir()} == (
        {"a.json": "old"} if force else {}
    )


def test_a_name_that_is_too_long_is_refused_by_the_system(folder: Path, home: Path) -> None:
    with pytest.raises(AchillesError) as error:
        outside.check(folder / ("a" * 300), home, force=False)
    assert error.value.exit_code == 5
