"""The program as a user starts it, from a copy that stays as it is while it is tested."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

ROOT = Path(__file__).parents[2]
DESIGNS = Path(__file__).with_name("designs.py")
VARIANTS = Path(__file__).with_name("variants.py")
TERMINAL = Path(__file__).with_name("terminal.py")
PACKAGE = "achillescli"
PATIENCE_S = 60
ORDINARY = 65534
"""The number of the user and group without any rights."""


def at(time: str) -> tuple[str, ...]:
    """Return the words before a command that runs at another time, as faketime reads it.

    The command gets a /dev/shm of its own: a faketime that was killed leaves its semaphore
    behind, and the next one with the same process number would refuse to start.
    """
    own = 'mount -t tmpfs shm /dev/shm && exec faketime -f "$@"'
    return ("unshare", "--mount", "sh", "-c", own, "sh", time)


class Outcome(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str


class Program:
    """The real program: one process a command, or a fork of this one that has it loaded."""

    name = "achilles"

    def __init__(self, place: Path) -> None:
        """Use the copy that ``freeze`` made in a folder."""
        self.place = place
        self.python = place / "venv" / "bin" / "python"

    def command(self, arguments: Sequence[str]) -> list[str]:
        """Return the command line as a user's shell would start it."""
        return [str(self.python), "-I", "-B", "-m", PACKAGE, *arguments]

    def line(self, home: Path, arguments: Sequence[str], before: Sequence[str] = ()) -> list[str]:
        """Return the whole command line, behind other words such as strace."""
        return [*before, *self.command(self.words(home, arguments))]

    def words(self, home: Path, arguments: Sequence[str]) -> list[str]:
        """Return what is typed, with the places of what is not in the data folder filled in."""
        return [word.format(place=self.place, around=home.parent) for word in arguments]

    def environment(self, home: Path, **more: str) -> dict[str, str]:
        """Return all that the program is told about the world."""
        known = {
            "ACHILLES_HOME": str(home),
            "HOME": str(self.place / "nobody"),
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "TERM": "dumb",
            "TZ": "UTC",
        }
        return known | more

    def run(
        self,
        home: Path,
        arguments: Sequence[str],
        before: Sequence[str] = (),
        environment: Mapping[str, str] = {},
        **options: Any,
    ) -> Outcome:
        """Run a command in a process of its own, behind other words such as strace."""
        done = subprocess.run(
            self.line(home, arguments, before),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            env=self.environment(home, **environment),
            timeout=PATIENCE_S,
            **options,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def run_as_anyone(self, home: Path, arguments: Sequence[str]) -> Outcome:
        """Run a command as a user without any rights, by a Python that everyone can read."""
        words = [
            "env",
            f"PYTHONPATH={self.place / 'site'}",
            str(readable_python()),
            "-P",
            "-s",
            "-B",
        ]
        own: dict[str, Any] = {"user": ORDINARY, "group": ORDINARY, "extra_groups": []}
        done = subprocess.run(
            [*words, "-m", PACKAGE, *self.words(home, arguments)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            env=self.environment(home),
            timeout=PATIENCE_S,
            **own,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def start(
        self, home: Path, arguments: Sequence[str], before: Sequence[str]
    ) -> subprocess.Popen[str]:
        """Start a command and return at once; it hears every signal."""
        return subprocess.Popen(
            self.line(home, arguments, before),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment(home),
            preexec_fn=heed_signals,  # noqa: PLW1509  # no worker has threads
        )

    def follow(self, home: Path, arguments: Sequence[str], kill_s: float | None = None) -> Outcome:
        """Run a command in a fork, which is six times quicker; kill it after a while if asked."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                self._be(home, arguments, out.fileno(), err.fileno())
            if kill_s is not None:
                time.sleep(kill_s)
                os.kill(child, signal.SIGKILL)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            texts = [_all_of(stream) for stream in (out, err)]
        return Outcome(code, *texts)

    def _be(self, home: Path, arguments: Sequence[str], out: int, err: int) -> None:
        code = 1
        try:
            signal.alarm(PATIENCE_S)
            for opened, wanted in ((out, 1), (err, 2)):
                os.dup2(opened, wanted)
            known = self.environment(home)
            os.environ.clear()
            os.environ.update(known)
            sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115
            sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
            from achillescli.cli.app import run

            code = run(self.words(home, arguments))
            sys.stdout.flush()
            sys.stderr.flush()
        except BaseException:  # noqa: BLE001  # told to the parent; this process ends here
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(code)


OLDER_SCHEMA = "from achillescli.store.journal import schema; schema.STEPS[0] = str"
"""Gives the program an older schema, alike but for its number; it was born with its first."""


class Elder(Program):
    """The program with an older schema to migrate from."""

    name = "achilles with an older schema"

    def command(self, arguments: Sequence[str]) -> list[str]:
        """Return the command line; the program is told of the schema first."""
        code = f"{OLDER_SCHEMA}; from achillescli.cli import main; main()"
        return [str(self.python), "-I", "-B", "-c", code, *arguments]


HURRIED = """
from achillescli.cli.prompts.keys import Clock, Pace
passed = [0.0]
Pace.read = lambda pace: Clock(passed[0], passed[0])
Pace.real_s = lambda pace, seconds: passed.append(passed.pop() + seconds) or 0.0
"""
"""Lets what a timer waits for take no time."""


class Asked(Program):
    """The program on a terminal, with a line typed at each prompt; without lines, as any other."""

    def __init__(self, place: Path, answers: Sequence[str], *, hurried: bool = False) -> None:
        """Type these answers, each as terminal.py takes them."""
        super().__init__(place)
        self.answers = answers
        self.hurried = hurried

    def command(self, arguments: Sequence[str]) -> list[str]:
        """Return the command line; the timer of a hurried program waits for nothing."""
        if not self.hurried:
            return super().command(arguments)
        code = f"{HURRIED}from achillescli.cli import main; main()"
        return [str(self.python), "-I", "-B", "-c", code, *arguments]

    def line(self, home: Path, arguments: Sequence[str], before: Sequence[str] = ()) -> list[str]:
        """Return the command line that opens a terminal for the command."""
        if not self.answers:
            return super().line(home, arguments, before)
        opening = [sys.executable, "-I", "-S", str(TERMINAL), "\n".join(self.answers)]
        return [*opening, *super().line(home, arguments, before)]

    def run(self, *args: Any, **options: Any) -> Outcome:
        """Run a command; on a terminal the output and the error output are one."""
        outcome = super().run(*args, **options)
        return outcome._replace(err=outcome.out) if self.answers else outcome

    def follow(self, home: Path, arguments: Sequence[str], kill_s: float | None = None) -> Outcome:
        """Run a command; a fork has neither a terminal nor mistakes of its own."""
        assert kill_s is None
        return self.run(home, arguments)


class Variant(Asked):
    """The program with one mistake put in: what a judge must notice."""

    def __init__(self, place: Path, name: str, answers: Sequence[str] = ()) -> None:
        """Use one of the mistakes of variants.py."""
        super().__init__(place, answers)
        self.name = name

    def command(self, arguments: Sequence[str]) -> list[str]:
        """Return the command line of the program with the mistake."""
        return [str(self.python), "-I", "-B", str(VARIANTS), self.name, *arguments]


class Design(Program):
    """A way of writing that loses entries, behind the same small command line."""

    def __init__(self, place: Path, name: str) -> None:
        """Use one of the designs of designs.py."""
        super().__init__(place)
        self.name = name

    def command(self, arguments: Sequence[str]) -> list[str]:
        """Return the command line of the design."""
        return [str(self.python), "-I", "-B", str(DESIGNS), self.name, *arguments]

    def follow(self, home: Path, arguments: Sequence[str], kill_s: float | None = None) -> Outcome:
        """Run a command; a design starts quickly by itself."""
        assert kill_s is None
        return self.run(home, arguments)


def readable_python() -> Path | None:
    """Return a Python of this version that a user without rights can start; None without one."""
    for python in (sys.executable, f"/usr/bin/{version()}", "/usr/local/bin/python3"):
        found = Path(python).resolve()
        if found.exists() and all(folder.stat().st_mode & 0o001 for folder in found.parents):
            return found
    return None


def heed_signals() -> None:
    """Undo what a run in the background hands down: signals that are not heard."""
    for heard in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(heard, signal.SIG_DFL)


def _all_of(stream: BinaryIO) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")


def version() -> str:
    """Return the name that this version of Python has in paths."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}"
