"""The program as a job of a shell, begun at once: it is loaded one time and forked for each run."""

import json
import os
import pty
import signal
import subprocess
import sys
import termios
from typing import Any, NamedTuple

from pexpect import EOF
from pexpect.fdpexpect import fdspawn

from tests.kit.terminal import Terminal

SHELL = """
import datetime as dt, importlib, json, os, pkgutil, signal, sys, termios
from pathlib import Path
import achillescli
for module in pkgutil.walk_packages(achillescli.__path__, "achillescli."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from achillescli import cli
cli.context._local_now = lambda: dt.datetime.fromisoformat(
    Path(os.environ["CLOCK"]).read_text()
)

def program(asked):
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, closefd=False) for number, mode in enumerate("rww")
    )
    sys.argv = ["achilles", *asked["arguments"]]
    cli.main()

def pass_on(child):
    try:
        os.killpg(child, signal.SIGHUP)
    except ProcessLookupError:
        pass  # it has ended

def job(asked):
    os.setsid()
    terminal = os.open(asked["terminal"], os.O_RDWR)
    for number in range(3):
        os.dup2(terminal, number)
    os.environ.clear()
    os.environ.update(asked["environment"])
    before = termios.tcgetattr(0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, lambda *_: pass_on(child))
    child = os.fork()
    os.setpgid(child, child)
    if not child:
        os.tcsetpgrp(0, os.getpid())
        program(asked)
    tell(child)
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            break
        os.tcsetpgrp(0, os.getpid())
        restored = termios.tcgetattr(0) == before
        os.write(1, b"\\r\\n[stopped]\\r\\n" if restored else b"\\r\\n[spoilt]\\r\\n")
        os.read(0, 100)
        os.tcsetpgrp(0, child)
        os.killpg(child, signal.SIGCONT)
    tell([os.waitstatus_to_exitcode(status), not os.isatty(0) or termios.tcgetattr(0) == before])
    os._exit(0)

answers = os.dup(1)

def tell(value):
    os.write(answers, json.dumps(value).encode() + b"\\n")

tell("ready")
for line in sys.stdin:
    child = os.fork()
    if not child:
        job(json.loads(line))
    os.waitpid(child, 0)
"""
"""A shell with one job at a time, which gives the terminal no help: it says whether it came back
as it was."""


class Ended(NamedTuple):
    """How a job ended: its code or minus its signal, and whether the terminal is as it was."""

    code: int
    restored: bool


class Jobs:
    """The process that forks the jobs."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SHELL], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self.told() == "ready"
        self.running = 0

    def begin(self, **asked: Any) -> None:
        if self.running:  # a test that failed left it
            os.kill(self.running, signal.SIGKILL)
            self.ended()
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._process.stdin.flush()
        self.running = self.told()

    def ended(self) -> Ended:
        self.running = 0
        return Ended(*self.told())

    def told(self) -> Any:
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.kill()
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


class Job(Terminal):
    """A run of the program on a terminal of its own, which a shell can stop."""

    def __init__(
        self, jobs: Jobs, *arguments: str, clock: str, columns: int = 80, rows: int = 60
    ) -> None:
        self.written, self.columns, self.rows = "", columns, rows
        self._jobs = jobs
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        environment = {
            **os.environ, "TERM": "xterm-256color", "NO_COLOR": "1", "PAGER": "cat", "TZ": "UTC", "CLOCK": clock,
        }  # fmt: skip
        jobs.begin(arguments=arguments, terminal=os.ttyname(slave), environment=environment)
        os.close(slave)
        self.child = fdspawn(self._master, encoding="utf-8", timeout=30)

    def stop(self) -> None:
        """Press Ctrl-Z, and let the job go on once the shell has the terminal."""
        self.child.send("\x1a")
        self.child.expect(r"\[stopped\]")
        self.written += self.child.before + "[stopped]"
        self.child.send("\n")

    def ended(self, how: signal.Signals | str | None = None) -> Ended:
        """End it by a key, a signal or a terminal that closes, or wait until it ends."""
        if how == "hang-up":
            os.close(self._master)
            return self._jobs.ended()
        if isinstance(how, signal.Signals):
            os.kill(self._jobs.running, how)
        elif how:
            self.child.send({"ctrl-c": "\x03", "ctrl-d": "\x04"}[how])
        self.child.expect(EOF)
        self.written += self.child.before
        os.close(self._master)
        return self._jobs.ended()
