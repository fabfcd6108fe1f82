"""A real shell on a real terminal, in which Tab completes the program."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.conftest import NOON
from tests.kit.places import ROOT

START = {
    "bash": (["--norc", "--noprofile"], "source {script}; PS1='> '"),
    "zsh": (["-f"], "autoload -U compinit; compinit -u; source {script}; PS1='> '"),
    "fish": (["--no-config"], "source {script}; function fish_prompt; echo '> '; end"),
}
"""How each shell starts without the user's settings, and what it reads then."""
PATIENCE_S = 30


def need(name: str) -> None:
    """Skip a test where a shell is not installed, or shows no lists as newer ones do (bash 3.2)."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    if name == "bash":
        asked = "(( BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404 ))"
        if subprocess.run(["bash", "-c", asked], check=False).returncode:
            pytest.skip("bash is older than 4.4")


def program(folder: Path) -> Path:
    """Write a program of the name that completes; return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / "achilles"
    path.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT}/src exec {sys.executable} -m achillescli "$@"\n')
    path.chmod(0o755)
    return path


class Shell:
    """One shell, with a program on its path and a folder with two files."""

    def __init__(
        self,
        name: str,
        folder: Path,
        home: Path,
        language: str = "en",
        columns: int = 100,
        rows: int = 80,
    ) -> None:
        called = program(folder / "bin")
        work = folder / "work"
        work.mkdir(exist_ok=True)
        for file in ("answers.toml", "other.json"):
            (work / file).touch()
        arguments, setup = START[name]
        env = {
            "HOME": str(folder),
            "PATH": f"{called.parent}:{os.environ['PATH']}",
            "ACHILLES_HOME": str(home),
            "ACHILLES_LANG": language,
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            "TZ": NOON,
        }
        script = folder / f"script.{name}"
        written = [str(called), "completion", name]
        script.write_bytes(subprocess.run(written, env=env, check=True, capture_output=True).stdout)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            shutil.which(name), arguments, env=env, dimensions=(rows, columns), cwd=str(work),
            encoding="utf-8",
        )  # fmt: skip
        self._child.delaybeforesend = None
        self._child.sendline(setup.format(script=script))
        self.clear()

    def lines(self) -> list[str]:
        """Return the lines on the screen."""
        return [line.rstrip() for line in self._screen.display if line.strip()]

    def clear(self) -> None:
        """Take the line that is typed, and everything else, off the screen."""
        self._child.send("\x15\x0c")
        self._until(lambda: self.lines() == [">"])

    def _until(self, holds: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, "\n".join(self.lines())
            try:
                self._stream.feed(self._child.read_nonblocking(65536, 0.1))
            except pexpect.TIMEOUT:
                continue

    def offered(self, line: str, wanted: str) -> list[str]:
        """Type a line and Tab twice; return the screen when it has a text."""
        self.clear()
        self._child.send(f"{line}\t\t")
        self._until(lambda: any(re.search(wanted, shown) for shown in self.lines()))
        return self.lines()

    def completed(self, line: str) -> str:
        """Type a line, Tab and a mark; return the line as it is then, without the mark."""
        self.clear()
        self._child.send(f"{line}\t@")
        self._until(lambda: self.lines()[:1] and self.lines()[0].endswith("@"))
        return self.lines()[0].removeprefix("> ").removesuffix("@")
