"""Owners and modes: kept for another user, and on disks that keep none, by the whole program."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import achillescli

SOURCE = Path(achillescli.__file__).parents[1]
ANSWERS = Path(__file__).parents[3] / "examples" / "runner.toml"
USER, GROUP = 1234, 2345
PRIVATE = "This disk keeps no permissions: whether others can read the log is up to the disk."

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root"),
]


def program(line: str, home: Path, *how: str) -> tuple[int, str]:
    """Run the program on a data folder, and return its code and all that it said."""
    done = subprocess.run(
        [sys.executable, *(how or ("-m", "achillescli")), *line.split()],
        env={"ACHILLES_HOME": str(home), "PYTHONPATH": str(SOURCE), "HOME": str(home.parent)},
        cwd=next(folder for folder in home.parents if folder.exists()),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, " ".join(f"{done.stdout} {done.stderr}".split())


# root in the name of another


AS_USER = f"""
import contextlib, io, os, shlex, sys, tempfile
from achillescli import catalogue, words
from achillescli.cli.app import run
home, *line = sys.argv[1:]
for area in catalogue.bundled_path("text/en").glob("*.toml"):
    words._area("en", area.stem)
with tempfile.TemporaryDirectory() as first, contextlib.redirect_stdout(io.StringIO()) as out:
    with contextlib.redirect_stderr(out):
        os.environ["ACHILLES_HOME"] = first
        for words in (["assess", "--answers", {str(ANSWERS)!r}], ["today"], ["doctor"], line):
            run(words)
os.environ["ACHILLES_HOME"] = home
os.setgroups([])
os.setgid({GROUP})
os.setuid({USER})
sys.exit(run(line))
"""
"""Everything is imported, and every text read, before root becomes the user, who need not be able to read it."""


def by_user(line: str, home: Path) -> tuple[int, str]:
    """Run the program as the user."""
    return program(line, home, "-c", AS_USER, str(home))


@pytest.fixture
def theirs() -> Iterator[Path]:
    """A folder of another user."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    os.chown(folder, USER, GROUP)
    yield folder
    shutil.rmtree(folder)


def owners(folder: Path) -> set[tuple[int, int]]:
    return {(path.stat().st_uid, path.stat().st_gid) for path in (folder, *folder.rglob("*"))}


def modes(home: Path) -> dict[Path, int]:
    return {path: stat.S_IMODE(path.stat().st_mode) for path in home.rglob("*")}


LINES = (
    "log am 6",
    f"assess --answers {ANSWERS}",
    "log note x",
    "backup",
    "undo",
    "export --force",
)


def test_a_run_as_root_leaves_owner_group_and_mode(theirs: Path) -> None:
    home = theirs / "home"
    by_user(f"assess --answers {ANSWERS}", home)
    by_user("log am 3", home)
    (month,) = (home / "log").iterdir()
    month.chmod(0o640)
    before = modes(home)
    for line in LINES:
        assert program(line, home)[0] == 0
        assert owners(theirs) == {(USER, GROUP)}
    assert {path: mode for path, mode in modes(home).items() if path in before} == before
    assert by_user("today", home)[0] == 0
    assert by_user("log pm 2", home)[0] == 0
    assert "Nothing needs your attention" in by_user("doctor --repair --yes", home)[1]


def test_what_root_begins_in_the_folder_of_another_is_theirs(theirs: Path) -> None:
    assert program("log am 3", theirs / "deep" / "home")[0] == 0
    assert owners(theirs) == {(USER, GROUP)}
    assert set(modes(theirs).values()) == {0o700, 0o600}
    assert by_user("log pm 2", theirs / "deep" / "home")[0] == 0


def test_the_way_back_is_named_where_it_happened(theirs: Path) -> None:
    home = theirs / "it's home"
    by_user("log am 3", home)
    (month,) = (home / "log").iterdir()
    os.chown(month, 0, 0)
    code, said = by_user("doctor", home)
    assert code == 5
    line = f"sudo chown -R {USER}:{USER} '{theirs}/it'\"'\"'s home'"
    assert line in said
    assert line in program("doctor", home)[1]
    subprocess.run(line.removeprefix("sudo "), shell=True, check=True)
    assert by_user("log pm 2", home)[0] == 0
    os.chown(home / "lock", 0, 0)
    code, said = by_user("log pm 3", home)
    assert code == 5
    assert said.endswith("To see what can be done: achilles doctor")
    assert line in by_user("doctor", home)[1]


# disks that keep no modes


@pytest.fixture(params=["--chmod-deny", "--chmod-ignore", "--chmod-deny --chown-deny"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Yield what mounts a folder as a disk that refuses or ignores modes."""
    bindfs = shutil.which("bindfs")
    if not bindfs or not Path("/dev/fuse").exists():
        pytest.skip("needs bindfs")
    mounted = tmp_path / "disk"
    mounted.mkdir()
    (tmp_path / "below").mkdir()

    def mount(*more: str) -> Path:
        options = [*request.param.split(), *more]
        command = [bindfs, *options, str(tmp_path / "below"), str(mounted)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("cannot mount here")
        return mounted

    yield mount
    for _ in range(20):
        if not subprocess.run(["umount", mounted], capture_output=True, check=False).returncode:
            break
        time.sleep(0.1)


OPEN = ("-p", "a=rwX")


@pytest.mark.parametrize("more", [(), OPEN])
def test_entries_are_saved_and_privacy_is_told_once(
    disk: Callable[..., Path], request: pytest.FixtureRequest, more: tuple[str, ...]
) -> None:
    home = disk(*more) / "home"
    refused = "deny" in request.node.callspec.params["disk"]
    code, said = program("log am 3", home)
    assert code == 0
    assert said.count(PRIVATE) == (1 if refused or more else 0)
    for line in ("log flag snap=yes", f"assess --answers {ANSWERS}", "log am 2", "undo", "backup"):
        code, said = program(line, home)
        assert code in (0, 4)
        assert PRIVATE not in said
    assert program("today", home)[0] == 4


def test_the_doctor_claims_nothing_that_did_not_happen(disk: Callable[..., Path]) -> None:
    home = disk(*OPEN) / "home"
    program("log am 3", home)
    before = modes(home)
    code, said = program("doctor --repair --yes", home)
    assert code == 0
    assert "There is nothing that achilles can mend by itself." in said
    assert "keeps no permissions" in said
    assert "Done" not in said
    assert modes(home) == before


def test_an_export_is_not_called_private_there(disk: Callable[..., Path]) -> None:
    home = disk(*OPEN) / "home"
    program("log am 3", home)
    assert "others may read it here" in program("export", home)[1]
