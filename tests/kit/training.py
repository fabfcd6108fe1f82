"""A session that is followed on a real terminal, by clocks that a test sets."""

import datetime as dt
import os
import signal
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import pexpect
import pyte

from tests.kit.logbook import TODAY
from tests.kit.terminal import Terminal, heed_signals

CLOCKED = """
import datetime as dt, os, sys
from pathlib import Path
from achillescli.cli import context, main
from achillescli.cli.prompts import keys
file = Path(os.environ["CLOCK"])

def read(pace):
    text = file.read_text()
    new = file.with_name("seen.new")
    new.write_text(text)
    new.replace(file.with_name("seen"))
    return keys.Clock(float(text.split()[0]), float(text.split()[1]))

def now():
    wall = float(file.read_text().split()[1])
    return dt.datetime.fromtimestamp(wall, dt.timezone.utc)

context._local_now = now
keys.Pace.read = read
keys.Pace.real_s = lambda pace, seconds: 0.01
keys.HELD_S = 0.05
sys.argv[0] = "achilles"
main()
"""
"""The program by clocks in a file, which it looks at a hundred times a second."""
REAL = CLOCKED.replace("keys.Pace.read = read\nkeys.Pace.real_s = lambda pace, seconds: 0.01\n", "")
"""The program on the day of the tests, by the clocks of this machine."""
SPACE = " "


def stopped_clock(folder: Path, at: str = "07:00", day: int = 0) -> str:
    """Write the file of the clocks, and return its path."""
    begun = dt.datetime.combine(TODAY + dt.timedelta(day), dt.time.fromisoformat(at), dt.UTC)
    (folder / "clock").write_text(f"1000.0 {begun.timestamp()!r}")
    return str(folder / "clock")


class Training(Terminal):
    """`achilles train`, by default in the morning of the day of the tests."""

    def __init__(
        self,
        *options: str,
        at: str = "07:00",
        day: int = 0,
        columns: int = 80,
        rows: int = 24,
        shell: bool = False,
        **environment: Any,
    ) -> None:
        self.folder = Path(os.environ["ACHILLES_HOME"]).parent
        environment = {"CLOCK": stopped_clock(self.folder, at, day), **environment}
        self.mono, self.wall = map(float, (self.folder / "clock").read_text().split())
        environment = {"TERM": "xterm-256color", "TZ": "UTC", **environment}
        if not shell:
            super().__init__(
                "train", *options, code=CLOCKED, columns=columns, rows=rows, **environment
            )
        else:
            self._in_shell(options, columns, rows, environment)
        self.before = termios.tcgetattr(self.child.fileno())
        self.picture = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.picture)

    def _in_shell(
        self, options: Sequence[str], columns: int, rows: int, environment: Mapping[str, str]
    ) -> None:
        """Start it as a job of a shell, which can stop it and let it go on."""
        self.written, self.columns, self.rows = "", columns, rows
        script = self.folder / "clocked.py"
        script.write_text(CLOCKED)
        self.child = pexpect.spawn(
            "bash", ["--norc", "--noprofile", "--noediting", "-i"], encoding="utf-8",
            codec_errors="replace", dimensions=(rows, columns), timeout=20,
            env={**os.environ, **environment, "PS1": "shell$ "}, preexec_fn=heed_signals,
        )  # fmt: skip
        self.child.delaybeforesend = None
        self.child.expect_exact("shell$ ")
        self.child.sendline(" ".join([sys.executable, str(script), "train", *options]))
        self.child.expect_exact("\r\n")

    def _set(self) -> None:
        (self.folder / "clock.new").write_text(f"{self.mono!r} {self.wall!r}")
        (self.folder / "clock.new").replace(self.folder / "clock")

    def passes(self, seconds: float, wall: float | None = None, *, wait: bool = True) -> Self:
        """Let time pass, and wait until the program has noticed."""
        while seconds > 0 or wall:
            step = min(seconds, 2.5)
            seconds -= step
            self.mono += step
            self.wall += step if wall is None else wall
            wall = None
            self._set()
            until = time.monotonic() + 30
            while wait and not self._is_seen():
                assert time.monotonic() < until, self.look()
                self._read(0.002)
        return self

    def _is_seen(self) -> bool:
        try:
            return (self.folder / "seen").read_text() == (self.folder / "clock").read_text()
        except FileNotFoundError:
            return False

    def look(self) -> str:
        """Return what stands on the screen now."""
        while self._read(0.02):
            pass
        return "\n".join(line.rstrip() for line in self.picture.display).rstrip()

    def _read(self, patience_s: float) -> bool:
        """Take up what was written; return whether it was anything."""
        try:
            text = self.child.read_nonblocking(100_000, patience_s)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.written += text
        self.stream.feed(text)
        return True

    def sees(self, *texts: str) -> Self:
        """Wait until all of some texts stand on the screen."""
        until = time.monotonic() + 30
        while not all(
            text in self.look() or text in " ".join(self.look().split()) for text in texts
        ):
            assert time.monotonic() < until, f"{texts}\n{self.look()}"
        return self

    def press(self, keys: str) -> Self:
        """Press keys one after the other, a moment after the last."""
        time.sleep(0.06)
        self.child.send(keys)
        return self

    def answer(self, question: str, line: str) -> Self:
        """Wait for a question and type an answer."""
        self.sees(question, " >")
        self.child.sendline(line)
        return self

    def resize(self, columns: int, rows: int = 24) -> None:
        """Give the terminal another size."""
        self.child.setwinsize(rows, columns)
        self.picture.resize(rows, columns)

    def ends(self) -> int:
        """Wait for the end; return the exit code, or minus the signal that ended it."""
        until = time.monotonic() + 30
        while self.child.isalive():
            self.look()
            assert time.monotonic() < until, self.look()
        self.look()
        status = self.child.exitstatus
        code: int = status if status is not None else -self.child.signalstatus
        return code

    def is_restored(self) -> bool:
        """Whether the terminal is as it was before."""
        return termios.tcgetattr(self.child.fileno()) == self.before

    def kill(self, name: str) -> None:
        """Send a signal."""
        self.child.kill(getattr(signal, name))
