"""Changes each clinical number by one and asks whether a test notices.

    python -m tools.checks.constants              every number, in two workers
    python -m tools.checks.constants --sample 20  some of them
    python -m tools.checks.constants --only risk.py --only protocol.toml
    python -m tools.checks.constants --json FILE  the figures too, for tools/pages/verification.py

A number of ``src/achillescli/core`` goes up and down by one, a decimal one by one in its last
place, and so does every number of ``data/protocol.toml``. The tests of ``tests/core`` and
the limits of the laws run in a copy of the tree: those of the module itself, of its folder, all
others, and the slow ones last. A number whose change no test notices is named, and the exit code
is 1; so it is when there was nothing to change. Exit code 2: the tests fail without any change.
"""

import argparse
import ast
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from tools.pages import verification

ROOT = Path(__file__).parents[2]
CORE = "src/achillescli/core"
PROTOCOL = "data/protocol.toml"
TESTS = ("tests/core", "tests/laws/test_limits.py")
PARTS = ("src", "data", "tests", "pyproject.toml")
WORKERS = 2
LONGEST_S = 240
"""A change that makes the tests run for longer is noticed too."""

NOT_RUN = (
    "views/test_why.py", "views/test_simulation.py", "views/test_days.py", "library", "lint",
    "log/test_history.py",
)  # fmt: skip
"""Drawn at random, or about what is told and not about what is concluded."""

SLOW = (
    "assessment/test_triage_table.py", "assessment/test_every_answer.py", "test_vectors.py",
    "views/test_explained.py",
)  # fmt: skip
"""Tests that reach nearly everything, and take long."""
OWN = {PROTOCOL: f"{CORE}/programme/protocol.py"}
"""The module of a file that is none."""

NOT_CLINICAL = {
    "values": "what may be typed",
    "answers": "what may be typed",
    "entries": "what may be typed, and in which order it counts",
    "fields": "what may be typed",
    "history": "tells what was corrected",
    "library": "what is told, and how a source is written",
    "why": "tells what was concluded",
    "days": "tells what was concluded",
    "outlook": "tells what was concluded",
    "simulation": "makes up scores, concludes nothing of its own",
    "lint": "looks at the programme, concludes nothing for a person",
    "sources": "what is told",
    "timer": "counts the seconds of a session that is given",
    "script": "puts a session that is given into steps",
    "calendar": "tells what was concluded",
    "demo": "makes up a course, concludes nothing of its own",
    "handover": "tells what was concluded",
    "fortnights": "tells what was concluded",
    "measures": "tells what was concluded",
    "trust": "tells what was recorded",
}
"""Modules and folders without a clinical number, and why."""

NO_DIFFERENCE = (
    ("*", r"\bor 0\b", "an unknown score lies below every limit"),
    ("*", r"DAY = dt\.timedelta\(.*", "a day is a day"),
    ("colour.py", r"BASELINE_UNKNOWN = 4.* -> 3", "a morning below 5 is not held against it"),
    ("forecast.py", r"RAISES = 100", "more than any gate asks for"),
    ("forecast.py", r"\(until - today\)\.days \+ 1.* -> 2", "what comes after the end is not seen"),
    ("concentric.py", r"^        self\._(greens|trained_greens) = 0$", "set at the opening"),
    ("*", r"in_order\(\(0, \w+\)", "the place is put in for its shape and left out again"),
    ("risk.py", r"FEW_RAISES = 10.* -> 9", "7 tenths of the lowest median are 9.8"),
    ("risk.py", r"^        return 0$", "no index lies below every limit"),
    ("standing.py", r"- first <= 1.* -> 0", "a short way: one very sore morning makes no pair"),
    ("running.py", r"^        self\._(step|passes) = 0$", "set at the opening"),
    ("running.py", r"RAISES_LEAST = 10.* -> 9", "7 tenths of the lowest median are 9.8"),
    ("*", r"dt\.datetime\(1970, 1, 1\b", "any moment before every entry"),
    ("standing.py", r"^        self\._seen = -1$", "any number until the first look"),
    ("triage.py", r"^    (complaint|painkiller)_days: int = 0$", "the log gives it"),
    (
        "triage.py",
        r"^(LITTLE|NO)_CHANGE_FROM_DAY = .* -> (42|84)$",
        "a week's figures come on day 43, 85",
    ),
    ("triage.py", r"^HALF_YEAR_DAY = .* -> 182$", "a week's figures come on day 183"),
    ("triage.py", r"^LOW_FIRST_INDEX = 2.* -> 3", "from 2 on such a rise ends at 4, which is high"),
    ("corrections.py", r"sections\.insert\(0, .* -> -1", "one section at most stands there"),
    ("questions.py", r"\.get\(\"[\w.]+\", 0\)", "no score and no age lie below every limit"),
)
"""Module, pattern of what the number stands in or of "line -> neighbour", and the reason."""

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")


class Mutant(NamedTuple):
    """One number with a neighbour in its place; lines count from 1, columns from 0 in bytes."""

    path: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def of(self, source: str) -> str:
        """Return the source with the neighbour in the number's place."""
        lines = source.encode().split(b"\n")
        text = lines[self.line - 1]
        lines[self.line - 1] = text[: self.start] + self.new.encode() + text[self.end :]
        return b"\n".join(lines).decode()

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.old} -> {self.new}"


def neighbours(number: str) -> tuple[str, ...]:
    """Return a number one up and one down, in its last place."""
    value = Decimal(number)
    step = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0)) if "e" not in number else 1
    return tuple(str(value + change) for change in (step, -step))


def mutants(root: Path) -> list[Mutant]:
    """Return every change that is to be tried in a tree."""
    found: list[Mutant] = []
    for path in sorted((root / CORE).rglob("*.py")):
        parts = path.relative_to(root / CORE).with_suffix("").parts
        if NOT_CLINICAL.keys().isdisjoint(parts):
            found += _of_module(path.relative_to(root).as_posix(), path.read_text("utf-8"))
    protocol = root / PROTOCOL
    if protocol.exists():
        found += _of_toml(PROTOCOL, protocol.read_text("utf-8"))
    return found


def _of_module(path: str, source: str) -> Iterator[Mutant]:
    lines = source.split("\n")
    for node in _numbers(ast.parse(source)):
        line = lines[node.lineno - 1]
        old = line.encode()[node.col_offset : node.end_col_offset].decode()
        for new in neighbours(old):
            if not _no_difference(path, line, node.col_offset, new):
                yield Mutant(path, node.lineno, node.col_offset, node.end_col_offset or 0, old, new)


def _no_difference(path: str, line: str, column: int, new: str) -> bool:
    return any(
        found.start() <= column < found.end()
        for module, pattern, _ in NO_DIFFERENCE
        if module in ("*", Path(path).name)
        for text in (line, f"{line} -> {new}")
        for found in re.finditer(pattern, text)
    )


def _numbers(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the numbers of a module, but for the places in a sequence."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Constant) and type(child.value) in (int, float):
            yield child
        elif isinstance(child, ast.Subscript):
            yield from _numbers(child.value)
        else:
            yield from _numbers(child)


def _of_toml(path: str, source: str) -> Iterator[Mutant]:
    for at, line in enumerate(source.split("\n"), 1):
        bare = STRING.sub(lambda words: " " * len(words[0]), line).split("#")[0]
        for number in NUMBER.finditer(bare):
            for new in neighbours(number[0]):
                yield Mutant(path, at, number.start(), number.end(), number[0], new)


class Copy:
    """A copy of the tree, in which one number at a time is changed."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for part in PARTS:
            if (root / part).is_dir():
                shutil.copytree(root / part, folder / part)
            elif (root / part).exists():
                shutil.copy(root / part, folder / part)

    def noticed(self, mutant: Mutant) -> bool:
        """Whether a test fails with the change; the copy is as before afterwards."""
        path = self.folder / mutant.path
        source = path.read_text("utf-8")
        self._write(path, mutant.of(source))
        try:
            return not self.passes(OWN.get(mutant.path, mutant.path))
        finally:
            self._write(path, source)

    @staticmethod
    def _write(path: Path, source: str) -> None:
        """Write a file, and forget what Python compiled from it."""
        path.write_text(source, "utf-8")
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            compiled.unlink()

    def passes(self, module: str = "") -> bool:
        """Whether the tests pass; those of a module come first, then those of its folder."""
        of_core, limits = (self.folder / name for name in TESTS)
        slow, not_run = ({of_core / name for name in names} for names in (SLOW, NOT_RUN))
        mirror = self.folder / module.replace("src/achillescli", "tests", 1)
        own = mirror.with_name(f"test_{mirror.name}")
        every = sorted(of_core.rglob("test_*.py"))
        others = [test for test in every if not_run.isdisjoint((test, *test.parents))]
        far = [test for test in others if test in slow or test.parent != own.parent]
        near = [test for test in others if test not in (own, *far)]
        far.sort(key=lambda test: test in slow)
        return all(self._passes(*tests) for tests in ((own,), near, (*far, limits)))

    def _passes(self, *tests: Path) -> bool:
        """Whether some tests pass; none do no harm."""
        some = [test for test in tests if test.exists()]
        if not some:
            return True
        quiet = ("-x", "-q", "-p", "no:cacheprovider", "--noconftest")
        try:
            run = subprocess.run(
                [sys.executable, "-m", "pytest", *quiet, *some],
                cwd=self.folder,
                env={
                    **os.environ,
                    "PYTHONPATH": str(self.folder / "src"),
                    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
                },
                capture_output=True,
                timeout=LONGEST_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        if run.returncode > 2:
            sys.stderr.write(run.stdout.decode() + run.stderr.decode())
            raise RuntimeError(*some)
        return run.returncode == 0


def survivors(first: Copy, tried: Sequence[Mutant]) -> list[Mutant]:
    """Return the changes that no test notices."""
    copies: queue.SimpleQueue[Copy] = queue.SimpleQueue()
    copies.put(first)
    for n in range(1, WORKERS):
        copies.put(Copy(first.folder, first.folder.with_name(str(n))))

    def noticed(mutant: Mutant) -> bool:
        copy = copies.get()
        try:
            return copy.noticed(mutant)
        finally:
            copies.put(copy)

    with ThreadPoolExecutor(WORKERS) as pool:
        found = list(pool.map(noticed, tried))
    return [mutant for mutant, seen in zip(tried, found, strict=True) if not seen]


def sampled(every: Sequence[Mutant], many: int | None) -> Sequence[Mutant]:
    """Return so many of the changes, evenly spread; all of them for None."""
    if many is None or many >= len(every):
        return every
    return [every[at * len(every) // many] for at in range(many)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the changes and say which no test notices; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sample", type=int, metavar="N", help="try only so many")
    parser.add_argument("--only", action="append", metavar="FILE", help="only of this file")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        first = Copy(chosen.root, Path(folder, "0"))
        if not first.passes():
            print("the tests fail without any change")
            return 2
        every = mutants(first.folder)
        some = [m for m in every if not chosen.only or Path(m.path).name in chosen.only]
        tried = sampled(some, chosen.sample)
        left = survivors(first, tried)
    print(*left, sep="\n", end="\n" if left else "")
    killed, spent = len(tried) - len(left), time.monotonic() - began
    print(f"{len(tried)} mutants, {killed} killed, {len(left)} survivors, {spent:.0f} s")
    if chosen.json:
        places = {(m.path, m.line, m.start) for m in tried}
        figures = {"numbers": len(places), "mutants": len(tried), "killed": killed}
        failures = [str(mutant) for mutant in left]
        failures += ["not every number was tried"] * (len(tried) < len(every) or not tried)
        verification.record(chosen.json, "constants", spent, figures, failures)
    return 1 if left or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
