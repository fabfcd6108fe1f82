"""`achilles demo`: a shell with a log of its own, or a tour, and nothing of it afterwards."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pexpect import TIMEOUT

from tests.kit.journals import tree
from tests.kit.terminal import Terminal

pytestmark = pytest.mark.slow
PROMPT = "(achilles demo) "


def demo(tmp_path: Path, shell: str, *words: str) -> Terminal:
    """Return the command on a terminal, its folder in a place of its own."""
    (tmp_path / "tmp").mkdir()
    return Terminal("demo", *words, SHELL=shell, TMPDIR=str(tmp_path / "tmp"), HOME=str(tmp_path))


def left_over(tmp_path: Path) -> list[Path]:
    return [*(tmp_path / "tmp").iterdir()]


@pytest.mark.parametrize("shell", ["/bin/bash", "/bin/sh"])
def test_its_shell_says_so_runs_the_program_and_leaves_nothing(tmp_path: Path, shell: str) -> None:
    terminal = demo(tmp_path, shell)
    assert "made up" in terminal.until(PROMPT)
    (folder,) = left_over(tmp_path)
    assert folder.stat().st_mode & 0o77 == 0
    terminal.type("achilles today")
    assert "day 84 · week 12" in terminal.until(PROMPT)
    terminal.type("achilles log am 1")
    assert "Saved: session: am, pain 1" in terminal.until(PROMPT)
    terminal.type("exit")
    assert terminal.end() == 0
    assert "its folder is gone" in terminal.written
    assert left_over(tmp_path) == []


def test_the_log_of_the_user_is_left_alone(tmp_path: Path) -> None:
    before = tree(tmp_path / "achilles")
    terminal = demo(tmp_path, "/bin/sh")
    terminal.until(PROMPT)
    terminal.type("achilles log am 1")
    terminal.until(PROMPT)
    terminal.child.sendeof()
    assert terminal.end() == 0
    assert tree(tmp_path / "achilles") == before


def pressed(terminal: Terminal) -> bool:
    """Press Ctrl-C, and return whether the shell prompts again; an end of it is an error."""
    terminal.child.sendintr()
    return bool(terminal.child.expect_exact([TIMEOUT, PROMPT], timeout=1))


def test_ctrl_c_is_for_the_shell(tmp_path: Path) -> None:
    terminal = demo(tmp_path, "/bin/bash")
    terminal.until(PROMPT)
    presses = range(20)  # a shell that is just about to read may lose one
    assert any(pressed(terminal) for _ in presses)
    terminal.type("exit")
    assert terminal.end() == 0


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("shell", ["/bin/bash", "/bin/sh"])
def test_told_to_end_it_removes_its_folder_too(
    tmp_path: Path, told: signal.Signals, shell: str
) -> None:
    terminal = demo(tmp_path, shell)
    terminal.until(PROMPT)
    os.kill(terminal.child.pid, told)
    assert terminal.end() == 128 + told
    assert left_over(tmp_path) == []


def test_when_the_terminal_goes_so_does_its_folder(tmp_path: Path) -> None:
    terminal = demo(tmp_path, "/bin/bash")
    terminal.until(PROMPT)
    terminal.child.close(force=False)
    until = time.monotonic() + 30
    while left_over(tmp_path) and time.monotonic() < until:
        time.sleep(0.05)
    assert left_over(tmp_path) == []


@pytest.mark.parametrize(
    ("language", "said"), [("en", "because the day before is red"), ("nl", "rood")]
)
def test_in_a_pipe_it_is_a_tour(tmp_path: Path, language: str, said: str) -> None:
    (tmp_path / "tmp").mkdir()
    told = subprocess.run(
        [sys.executable, "-m", "achillescli", "demo", "--lang", language],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr == ""
    typed = [line for line in told.stdout.splitlines() if line.startswith("$ ")]
    assert typed == ["$ achilles today", "$ achilles log am 3 --after 6", "$ achilles report"]
    assert said in " ".join(told.stdout.split())
    assert left_over(tmp_path) == []
