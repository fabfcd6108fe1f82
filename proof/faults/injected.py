"""One fault at one system call, put in by strace."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from .calls import Point, is_about
from .program import PATIENCE_S, Outcome, Program

_HELD = "150ms"
"""How long strace holds a call in which the program is to be killed."""
_LOOK_S = 0.002


def failing(
    program: Program, home: Path, arguments: Sequence[str], point: Point, error: str
) -> tuple[Outcome, bool]:
    """Let one call fail; return how the run ended, and whether the call was met."""
    with tempfile.NamedTemporaryFile() as kept:
        words = _strace(kept.name, point, f"error={error}")
        outcome = program.run(home, arguments, words)
        lines = [line for line in _read(kept.name).split("\n") if "INJECTED" in line]
        return outcome, len(lines) == 1 and is_about(lines[0], point, home)


def killed(
    program: Program, home: Path, arguments: Sequence[str], point: Point, name: str
) -> tuple[Outcome, bool]:
    """Send a signal on entry to a call; return how the run ended, and whether it was met.

    KILL acts before the call does; with the others the call still completes.
    """
    number = signal.Signals[f"SIG{name}"]
    outcome, text = held(program, home, arguments, point, lambda pid: os.kill(pid, number))
    return outcome, _at_once(text, point, name, home)


def held(
    program: Program,
    home: Path,
    arguments: Sequence[str],
    point: Point,
    act: Callable[[int], object],
    wait: str = _HELD,
) -> tuple[Outcome, str]:
    """Do something on entry to a call; return how the run ended, and what strace recorded."""
    with tempfile.NamedTemporaryFile() as kept:
        words = _strace(kept.name, point, f"delay_enter={wait}")
        running = program.start(home, arguments, words)
        _act(running, Path(kept.name), point, act)
        out, err = running.communicate(timeout=PATIENCE_S)
        err = "".join(line for line in err.splitlines(True) if not line.startswith("strace:"))
        return Outcome(running.returncode, out, err), _read(kept.name)


def _strace(kept: str, point: Point, fault: str) -> list[str]:
    inject = f"inject={point.name}:{fault}:when={point.nth}"
    trace = f"trace={point.name}"
    return ["strace", "-f", "-y", "--seccomp-bpf", "-o", kept, "-e", trace, "-e", inject]


def _read(kept: Path | str) -> str:
    return Path(kept).read_text("utf-8", "replace")


def _act(
    running: subprocess.Popen[str], kept: Path, point: Point, act: Callable[[int], object]
) -> None:
    """Wait until the call is held, and act on the program; do nothing if it never comes."""
    while running.poll() is None:
        lines = [line for line in _read(kept).split("\n") if f" {point.name}(" in line]
        if len(lines) >= point.nth:
            with suppress(ProcessLookupError):
                act(int(lines[0].split()[0]))
            return
        time.sleep(_LOOK_S)


def _at_once(text: str, point: Point, name: str, home: Path) -> bool:
    """Return whether the signal was the next thing after the call that was meant."""
    lines = text.split("\n")
    at = [n for n, line in enumerate(lines) if f" {point.name}(" in line][point.nth - 1 :]
    if not at or not is_about(lines[at[0]], point, home):
        return False
    if name == "KILL":
        return lines[at[0]].rstrip().endswith("= ?") and len(at) == 1
    return f"SIG{name}" in lines[at[0] + 1]
