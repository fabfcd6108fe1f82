"""One run at a time, and what a killed one left is removed."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from achillescli import store
from achillescli.errors import StoreError
from tests.kit.journals import (
    add,
    month,
    text,
)
from tests.kit.writers import writer


@pytest.mark.parametrize("kept", ["", ".as-it-was-20260310T073000"])
def test_a_leftover_of_a_crash_is_removed(tmp_path: Path, kept: str) -> None:
    month(tmp_path, text())
    beside = tmp_path / "log" / f".2026-03.toml{kept}.tmp"
    beside.write_text("half")
    add(tmp_path)
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["2026-03.toml"]
    assert len(store.load(tmp_path).entries) == 2


def test_a_leftover_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    other = month(tmp_path, "mine", "other.txt")
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / ".2026-03.toml.tmp").symlink_to(other)
    add(tmp_path)
    assert other.read_text() == "mine"


@pytest.mark.slow
@pytest.mark.hazard("H41")
def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    writers = [writer(tmp_path, 25) for _ in range(4)]
    said = [ident for one in writers for ident in one.communicate(timeout=60)[0].split()]
    assert [one.returncode for one in writers] == [0] * 4
    assert len(said) == 100
    assert sorted(entry.id for entry in store.load(tmp_path).entries) == sorted(said)


@pytest.mark.slow
def test_a_writer_gives_up_when_another_holds_the_lock(tmp_path: Path) -> None:
    hold = (
        "import fcntl, sys, time; lock = open(sys.argv[1], 'w');"
        "fcntl.flock(lock, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)"
    )
    add(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True
    ) as holder:
        holder.stdout.readline()
        start = time.monotonic()
        with pytest.raises(StoreError, match="in_use"):
            add(tmp_path)
        waited = time.monotonic() - start
        assert len(store.load(tmp_path).entries) == 1
        holder.kill()
    assert 4.5 < waited < 15
    add(tmp_path)
    assert len(store.load(tmp_path).entries) == 2
