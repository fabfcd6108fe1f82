"""How long the commands take, as whole processes, beside an empty command of the same stack.

``python -m benchmarks.run`` builds and installs the program in a new virtual environment,
measures, prints the table and writes docs/benchmarks.md. ``--python`` names an environment
that has the program already; ``-n`` is the number of pairs; ``--others`` measures jrnl, Watson and
hledger too (others.py). It needs Linux or macOS, which tell how much memory a process held.
"""

import argparse
import datetime as dt
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from benchmarks import others

HERE = Path(__file__).parent
ROOT = HERE.parent
PAGE = ROOT / "docs" / "benchmarks.md"

EMPTY = '''"""A command that does nothing, on the same stack."""

import typer
from pydantic import BaseModel
from rich.table import Table


class Nothing(BaseModel):
    """One model."""

    count: int


app = typer.Typer()


@app.command()
def nothing() -> None:
    """Do nothing."""


app()
'''

SIZES = {
    "12-weeks": "12 weeks",
    "10-years": "10 years",
    "two-years": "one course of 2 years",
    "one-course": "one course of 10 years",
}
COMMANDS: dict[str, tuple[str, ...]] = {
    "today": ("today",),
    "status": ("status",),
    "today, without the cache": ("today",),
    "log session": ("log", "session", "--pain", "1"),
    "report": ("report",),
}
_USUAL = {"today": 0.7, "status": 0.6, "log session": 1.0, "report": 0.85}
TARGETS: dict[str, dict[str, float]] = {
    "12-weeks": _USUAL,
    "10-years": _USUAL,
    "two-years": {"today": 0.85},
    "one-course": {"today": 2.0},
}
"""The ratios to reach."""
REPLAY_MS = 10.0
SOMETHING_DUE = 10
"""The exit code of `status` when something is due, which is no failure."""
DAYS = {"12-weeks": 84, "10-years": 3_652}
"""The logs that other tools stand beside."""

HEAD = """# How fast it is

`python -m benchmarks.run` writes this page. It times whole processes, from the start of Python to
its end. Each run of the program alternates with a run of an empty command: a Typer app that imports
rich's `Table` and declares one pydantic model. A ratio of 0.75 means a quarter less time than the
empty command.

- {machine}.
- Both run from compiled bytecode. Each line is {n} pairs, after one that does not count; the
  ratio is that of the medians.
- Each run has its own copy of the log, because `log` writes to it. One `log` was run before, so
  that the cache of the months exists, as for anyone who logs; for `log session` in the copy too,
  since the files of a copy are new to the cache.
- The current month has {open} entries in the 12-week log; a full month would have about 120. Only
  `log` parses it as TOML, to check what it writes.
- Without the cache means: for someone who deleted that file and has not logged since.
- The logs come from `benchmarks/logs.py`: 12 weeks is one course; 10 years is twenty courses of
  half a year, the newest in its sixth week; a course of two or of ten years is a single one.
- Peak is the most memory that the process held, measured in a run of its own; the empty command
  holds {empty_peak:.0f} MB.

| Log | Entries | Command | ms | Empty, ms | Ratio | Median of ratios | Peak, MB | Target | |
| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
"""


class Line(NamedTuple):
    """One measurement: times in ms, memory in MB, and the ratio to reach if there is one."""

    size: str
    entries: int
    command: str
    ours: list[float]
    empty: list[float]
    peak: float
    target: float | None

    @property
    def ratio(self) -> float:
        """The ratio of the medians."""
        return statistics.median(self.ours) / statistics.median(self.empty)

    @property
    def pairwise(self) -> float:
        """The median of the ratios of the pairs."""
        return statistics.median(a / b for a, b in zip(self.ours, self.empty, strict=True))

    def row(self) -> str:
        """Return the line of the table."""
        met = "" if self.target is None else "reached" if self.ratio <= self.target else "missed"
        cells = (
            SIZES[self.size],
            f"{self.entries:,}",
            f"`{self.command}`" if "," not in self.command else self.command,
            f"{statistics.median(self.ours):.0f}",
            f"{statistics.median(self.empty):.0f}",
            f"{self.ratio:.2f}",
            f"{self.pairwise:.2f}",
            f"{self.peak:.0f}",
            "" if self.target is None else f"{self.target}",
            met,
        )
        return f"| {' | '.join(cells)} |"


class Bench:
    """A python with the program, an empty command, and logs to run them on."""

    def __init__(self, work: Path, python: Path | None, today: dt.date) -> None:
        self._work, self.today = work, today
        kept = ("ACHILLES_", "PYTHON", "COLUMNS", "LC_", "LANG")
        found = os.environ.items()  # noqa: TID251  # the benchmark is a program of its own
        self._environment = {k: v for k, v in found if not k.startswith(kept)}
        self.python = python or self._installed()
        self._achilles = self.python.with_name("achilles")
        source = work / "empty_command.py"
        source.write_text(EMPTY, "utf-8")
        self.run(self.python, "-m", "compileall", "-q", "-b", source)
        self._empty = source.with_suffix(".pyc")
        source.unlink()

    def _installed(self) -> Path:
        folder = self._work / "venv"
        venv.create(folder, with_pip=True)
        python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
        self.run(python, "-m", "pip", "install", "-q", ROOT)
        return python

    def run(self, *command: str | Path, home: Path | None = None, typed: str = "") -> str:
        """Return what a command prints."""
        environment = self._environment | ({"ACHILLES_HOME": str(home)} if home else {})
        done = subprocess.run(
            command,
            env=environment,
            check=False,
            capture_output=True,
            cwd=self._work,
            input=typed.encode(),
        )
        if done.returncode != SOMETHING_DUE:
            done.check_returncode()
        return done.stdout.decode()

    def home(self, size: str) -> tuple[Path, int]:
        """Return a folder with a log of a size, its cache in place, and its entries."""
        home = self._work / size
        count = self.run(self.python, HERE / "logs.py", size, f"{self.today}", home)
        self.run(self.python, self._achilles, "log", "note", "warm", home=home)
        return home, int(count) + 1

    def replay(self, home: Path) -> tuple[int, float, float]:
        """Return the days of a course, and the ms of its replay for `today` and in full."""
        told = self.run(self.python, HERE / "replay.py", home, f"{self.today}").split()
        return int(told[0]), float(told[1]), float(told[2])

    def pairs(self, home: Path, name: str, n: int) -> tuple[list[float], list[float]]:
        """Return n times of a command and n of the empty one, in ms, taken in turn."""
        arguments = COMMANDS[name]
        ours, empty = [], []
        for _ in range(n + 1):
            copy = self._copy(home, cache="cache" not in name)
            if arguments[0] == "log":  # The first entry in a copy reads its months again.
                self.run(self.python, self._achilles, "log", "note", "warm", home=copy)
            ours.append(self._timed(self.python, self._achilles, *arguments, home=copy))
            empty.append(self._timed(self.python, self._empty, home=copy))
        return ours[1:], empty[1:]

    def peak(self, home: Path, name: str) -> float:
        """Return the most memory that a command holds, in MB."""
        copy = self._copy(home, cache="cache" not in name)
        return self._peak(self.python, self._achilles, *COMMANDS[name], home=copy)

    def empty_peak(self) -> float:
        """Return the most memory that the empty command holds, in MB."""
        return self._peak(self.python, self._empty, home=self._work)

    def _peak(self, *command: str | Path, home: Path) -> float:
        environment = self._environment | {"ACHILLES_HOME": str(home)}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as child:
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, SOMETHING_DUE):
            raise subprocess.CalledProcessError(child.returncode, command)
        return used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)

    def _copy(self, home: Path, *, cache: bool) -> Path:
        copy = self._work / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(home, copy)
        if not cache:
            (copy / "cache").unlink()
        if hasattr(os, "sync"):
            os.sync()
        return copy

    def _timed(self, *command: str | Path, home: Path, typed: str = "") -> float:
        start = time.perf_counter()
        self.run(*command, home=home, typed=typed)
        return 1000 * (time.perf_counter() - start)

    def others(self, home: Path, size: str, count: int, n: int) -> Iterator[str]:
        """Yield a line of the table of other tools: ms to add an entry, ms to show the newest."""
        folder = self._work / f"others-{size}"
        commands = self._work / "others"
        if not commands.exists():
            others.environment(commands)
        achilles = str(self._achilles)
        ours = others.Tool(
            "achilles", (achilles, *COMMANDS["log session"]), (achilles, "log", "list")
        )
        tools = others.tools(commands / "bin", folder, DAYS[size], count, self.today)
        for tool in (ours, *tools):
            cells = []
            for command, typed in ((tool.add, tool.typed), (tool.show, "")):
                times = [
                    self._timed(*command, home=self._copy(home, cache=True), typed=typed)
                    for _ in range(n + 1)
                ]
                cells.append(f"{statistics.median(times[1:]):.0f}")
            yield f"| {SIZES[size]} | {count:,} | {tool.name} | {' | '.join(cells)} |"


def lines(bench: Bench, homes: dict[str, tuple[Path, int]], n: int) -> Iterator[Line]:
    for size, (home, count) in homes.items():
        for name in COMMANDS:
            ours, empty = bench.pairs(home, name, n)
            peak = bench.peak(home, name)
            yield Line(size, count, name, ours, empty, peak, TARGETS[size].get(name))


def replays(bench: Bench, homes: dict[str, tuple[Path, int]]) -> Iterator[str]:
    yield "\nThe rules alone, in one process: a replay of the newest course, with the state of"
    yield "every day as for `report`, and with those that `today` looks at. Medians in ms.\n"
    yield "| Log | Days | For `today` | Every state | Target | |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for size, (home, _) in homes.items():
        days, today, every = bench.replay(home)
        met = "reached" if every <= REPLAY_MS else "missed"
        target, met = (f"{REPLAY_MS:g}", met) if size == "12-weeks" else ("", "")
        yield f"| {SIZES[size]} | {days:,} | {today:.1f} | {every:.1f} | {target} | {met} |"


def beside(bench: Bench, homes: dict[str, tuple[Path, int]], n: int) -> Iterator[str]:
    yield "\nBeside other tools, in the same run and with as many records: adding one entry, and"
    yield "showing those of the last two weeks. None of them has rules to apply, and each keeps its"
    yield f"records in one file. {', '.join(others.PACKAGES)} and Debian's hledger, in ms.\n"
    yield "| Log | Records | Tool | Add | Show |"
    yield "| --- | ---: | --- | ---: | ---: |"
    for size in DAYS:
        home, count = homes[size]
        yield from bench.others(home, size, count, n)


def head(bench: Bench, home: Path, n: int) -> str:
    version = bench.run(bench.python, "-c", "import platform; print(platform.python_version())")
    machine = f"Python {version.strip()}, {platform.system()} {platform.machine()}"
    month = (home / "log" / f"{bench.today:%Y-%m}.toml").read_text("utf-8")
    cores = f"{os.cpu_count()} cores"
    return HEAD.format(
        machine=f"{machine}, {cores}",
        n=n,
        open=month.count("[[entry]]"),
        empty_peak=bench.empty_peak(),
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--python", type=Path, help="a python that has the program installed")
    asked.add_argument("-n", type=int, default=15, help="pairs a line (15)")
    asked.add_argument("--others", action="store_true", help="jrnl, Watson and hledger too")
    asked.add_argument("--page", type=Path, default=PAGE, help="where to write the page")
    options = asked.parse_args()
    now = dt.datetime.now()  # noqa: DTZ005, TID251  # a rehab day starts at 03:00, local time
    today = (now - dt.timedelta(hours=3)).date()
    with tempfile.TemporaryDirectory() as work:
        python = options.python and options.python.absolute()
        bench = Bench(Path(work), python, today)
        homes = {size: bench.home(size) for size in SIZES}
        page = head(bench, homes["12-weeks"][0], options.n)
        sys.stdout.write(page)
        told = chain(
            (line.row() for line in lines(bench, homes, options.n)),
            replays(bench, homes),
            beside(bench, homes, options.n) if options.others else (),
        )
        for text in told:
            print(text, flush=True)
            page += text + "\n"
    options.page.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
