"""Changes the code of the core in every way that mutmut knows, and asks whether a test notices.

    python -m tools.checks.mutants                   the modules of TRIED, in two workers
    python -m tools.checks.mutants --module colour   one module, any; may be given more than once
    python -m tools.checks.mutants --json FILE       the figures too

The modules of a folder are changed in a copy of the tree, by mutmut, and the tests of
``tests/core`` and the limits of the laws run on each change: first those of the module. The tests
drawn at random are left out, so that the outcome is the same each time, and so is the one that
counts docstrings, which mutmut repeats. mutmut changes nothing outside functions and nothing under
a decorator, so decorators and casts are taken off first and the lambdas of the tables are made
functions. It begins each run with the core imported, so a change that survives in a function which
an import calls is tried once more in a process of its own. A change that no test notices is a
survivor, and ``tools/checks/mutants.toml`` says of each one why it may live.

Exit code 1: fewer than 95 in 100 noticed, a survivor without an explanation, an explanation
whose mutant is noticed or gone. Exit code 2: there was nothing to change, or the tests fail
without any change.
"""

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CORE = "src/achillescli/core"
EXPLAINED = "tools/checks/mutants.toml"
PARTS = ("src", "data", "tests", "tools", "examples", "pyproject.toml")
WORKERS = 2
TRIED = (
    "breaks", "checkin", "colour", "concentric", "course", "dose", "gate_inputs", "level",
    "painkillers", "phase", "progress", "protocol", "questions", "risk", "running", "stage",
    "standing", "state", "stop", "triage", "weekly",
)  # fmt: skip
"""Tried unless others are named. Of all others the survivors are not explained yet."""
LEAST_PERCENT = 95

CONFIG = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {paths}
also_copy = ["data", "examples", "tools"]
use_git_change_detection = false
timeout_constant = 30
pytest_add_cli_args_test_selection = ["tests/core", "tests/laws/test_limits.py"{others}]
pytest_add_cli_args = [
    "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:unraisableexception",
    "--ignore=tests/core/test_rooms.py",
]
"""
ONLY_OWN = {"soundness": ', "--ignore=tests/core/lint/test_soundness.py"'}
"""Tests that are slow, and run for their own module only."""

IMPORTED = """
import importlib, json, pkgutil
import achillescli.core
from mutmut.state import state
for module in pkgutil.walk_packages(achillescli.core.__path__, "achillescli.core."):
    importlib.import_module(module.name)
print(json.dumps(sorted(state()._stats)))
"""
"""A program that names the functions that an import calls."""

CAST = re.compile(r"\bcast\(\"[\w.]+\", ([\w.]+)\)")

KILLED = frozenset({1, 3, 24, 36, 152, 255, -24})
"""Exit codes of tests that failed, or that did not come to an end."""


class Survivor(NamedTuple):
    """A change that no test notices, named so that it stays the same when others come and go."""

    function: str
    change: str

    def __str__(self) -> str:
        table = ("[[survivor]]", f'function = "{self.function}"', f'change = """\n{self.change}"""')
        return "\n".join((*table, 'why = ""', ""))


class Outcome(NamedTuple):
    """What came of the mutants of one module."""

    module: str
    mutants: int
    survivors: tuple[Survivor, ...]


class BrokenRunError(Exception):
    """The mutants could not be tried at all."""


def modules(root: Path) -> list[str]:
    """Return the modules of the core that have a function, the longest first."""
    files = [path for path in (root / CORE).rglob("*.py") if "def " in path.read_text("utf-8")]
    return [path.stem for path in sorted(files, key=lambda path: -path.stat().st_size)]


def tried(root: Path, folder: Path, some: Sequence[str]) -> list[Outcome]:
    """Change some modules in a copy of the tree in every way, and return what came of each."""
    _copy(root, folder)
    paths = [next((folder / CORE).rglob(f"{module}.py")).relative_to(folder) for module in some]
    for path in paths:
        changed = folder / path
        changed.write_text(opened(changed.read_text("utf-8")), "utf-8")
    others = "".join(left_out for own, left_out in ONLY_OWN.items() if own not in some)
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as config:
        config.write(CONFIG.format(paths=[path.as_posix() for path in paths], others=others))
    run = _mutmut(folder, "run", "--max-children", "1")
    metas = [folder / "mutants" / f"{path}.meta" for path in paths]
    every = dict(zip(some, map(_codes, metas), strict=True))
    if any(codes and (run.returncode or None in codes.values()) for codes in every.values()):
        raise BrokenRunError(f"{some}: {run.stdout[-2000:]}{run.stderr[-2000:]}")
    names = [name for codes in every.values() for name in codes if codes[name] not in KILLED]
    alive = _alive(folder, names)
    outcomes = []
    for module, codes in every.items():
        left = [name for name in codes if name in alive]
        found = tuple(survivor(name, _mutmut(folder, "show", name).stdout) for name in left)
        outcomes.append(Outcome(module, len(codes), found))
    shutil.rmtree(folder)
    return outcomes


def _copy(root: Path, folder: Path) -> None:
    folder.mkdir()
    for part in PARTS:
        if (root / part).is_dir():
            shutil.copytree(root / part, folder / part)
        elif (root / part).exists():
            shutil.copy(root / part, folder / part)


def opened(source: str) -> str:
    """Return a module without decorators of methods and casts, the lambdas of its tables functions.

    A cast speaks to the type checker only.
    """
    source = CAST.sub(r"\1", source)
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.ClassDef):
            for method in reversed(node.body):
                _undecorate(lines, method)
        elif rows := list(_rows_with_lambda(node)):
            text = ast.get_source_segment(source, node) or ""
            functions = []
            for name, part in rows:
                arguments = ast.unparse(part.args)
                body = ast.get_source_segment(source, part.body)
                functions.append(f"def {name}({arguments}):\n    return {body}\n\n")
                text = text.replace(ast.get_source_segment(source, part) or "", name, 1)
            lines[node.lineno - 1 : node.end_lineno] = ("".join(functions) + text).split("\n")
    return "\n".join((*lines, ""))


def _undecorate(lines: list[str], method: ast.stmt) -> None:
    """Apply the decorator of a method below it, unless it is one that mutmut knows."""
    if not isinstance(method, ast.FunctionDef):
        return
    decorators = method.decorator_list
    for decorator in map(ast.unparse, decorators[:1]):
        if decorator not in ("classmethod", "staticmethod"):
            indent, name = " " * method.col_offset, method.name
            lines.insert(method.end_lineno or 0, f"{indent}{name} = {decorator}({name})")
            del lines[decorators[0].lineno - 1]


def _rows_with_lambda(table: ast.stmt) -> Iterator[tuple[str, ast.Lambda]]:
    """Yield each lambda of a table, and a name from the id that its row begins with."""
    if isinstance(table, ast.Assign):
        for row in ast.walk(table.value):
            if isinstance(row, ast.Call) and row.args and isinstance(row.args[0], ast.Constant):
                found = (part for part in row.args if isinstance(part, ast.Lambda))
                yield from ((f"row_{row.args[0].value!s}", part) for part in found)


def _mutmut(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _run(folder, str(Path(sys.executable).with_name("mutmut")), *arguments)


def _alive(folder: Path, names: Sequence[str]) -> frozenset[str]:
    """Return which mutants live on where they are in force before the core is imported."""
    by_import = json.loads(_alone(folder, "stats", "-c", IMPORTED).stdout) if names else []
    again = [name for name in names if name.rpartition("__mutmut_")[0] in by_import]
    if again and _dies_alone(folder, "none"):
        raise BrokenRunError("the tests fail without any change")
    return frozenset(names) - {name for name in again if _dies_alone(folder, name)}


def _dies_alone(folder: Path, name: str) -> bool:
    """Whether the tests fail where a mutant is there from the start."""
    config = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    tests = config["pytest_add_cli_args"] + config["pytest_add_cli_args_test_selection"]
    return _alone(folder, name, "-m", "pytest", "-x", *tests).returncode != 0


def _alone(folder: Path, mutant: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program on the mutated tree, one mutant in force from its start."""
    tree = folder / "mutants"
    known = {"PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}", "MUTANT_UNDER_TEST": mutant}
    return _run(tree, sys.executable, *arguments, **known)


def _run(folder: Path, *command: str, **known: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "PYTHONPATH": str(folder),
        "PYTEST_ADDOPTS": "-p tools.checks.own_tests_first",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | settings | known,
        capture_output=True,
        text=True,
        check=False,
    )


def _codes(meta: Path) -> dict[str, int | None]:
    """Return the exit code of the tests for each mutant."""
    if not meta.exists():
        raise BrokenRunError(f"mutmut wrote no {meta.name}")
    codes: dict[str, int | None] = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    return codes


def survivor(name: str, shown: str) -> Survivor:
    """Return a survivor from mutmut's name of it and the difference that mutmut shows."""
    module, _, mangled = name.rpartition(".")
    function = mangled.rpartition("__mutmut_")[0].removeprefix("x_").strip("xǁ").replace("ǁ", ".")
    lines = [line for line in shown.splitlines() if line[:1] in ("-", "+")]
    changed = [line for line in lines if line[:3] not in ("---", "+++")]
    change = "".join(f"{line[0]} {line[1:].strip()}\n" for line in changed)
    return Survivor(f"{module.rpartition('.')[2]}.{function}", change)


def explained(root: Path) -> dict[Survivor, str]:
    """Return why each known survivor may live."""
    path = root / EXPLAINED
    listed = tomllib.loads(path.read_text("utf-8"))["survivor"] if path.exists() else []
    return {Survivor(one["function"], one["change"]): one["why"] for one in listed}


def complaints(outcomes: Sequence[Outcome], why: dict[Survivor, str]) -> list[str]:
    """Return what is wrong with the outcome; nothing is wrong when it is empty."""
    alive = {one for outcome in outcomes for one in outcome.survivors}
    looked_at = {outcome.module for outcome in outcomes}
    known = {one for one in why if one.function.split(".")[0] in looked_at}
    found = [f"not explained:\n{one}" for one in sorted(alive - known)]
    found += [f"explained by nothing:\n{one}" for one in sorted(known) if not why[one].strip()]
    found += [f"explained, and does not survive:\n{one}" for one in sorted(known - alive)]
    if percent(outcomes) < LEAST_PERCENT:
        found.append(f"fewer than {LEAST_PERCENT} % killed")
    return found


def percent(outcomes: Iterable[Outcome]) -> float:
    """Return how many in 100 mutants are noticed; none of none."""
    mutants, survivors = totals(outcomes)
    return 100 * (mutants - survivors) / mutants if mutants else 0.0


def totals(outcomes: Iterable[Outcome]) -> tuple[int, int]:
    """Return how many mutants there are, and how many survive."""
    every = list(outcomes)
    return sum(one.mutants for one in every), sum(len(one.survivors) for one in every)


def figures(outcomes: Sequence[Outcome], seconds: float) -> dict[str, object]:
    """Return the figures of a run."""
    mutants, survivors = totals(outcomes)
    return {
        "mutants": mutants,
        "killed": mutants - survivors,
        "survivors": survivors,
        "percent": round(percent(outcomes), 1),
        "seconds": round(seconds),
        "modules": [
            {"module": one.module, "mutants": one.mutants, "survivors": len(one.survivors)}
            for one in sorted(outcomes)
        ],
    }


def judged(outcomes: Sequence[Outcome], why: dict[Survivor, str], seconds: float) -> int:
    """Print the figures and what is wrong; return the exit code."""
    mutants, survivors = totals(outcomes)
    if not mutants:
        print("nothing was mutated")
        return 2
    wrong = complaints(outcomes, why)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(
        f"{mutants} mutants, {mutants - survivors} killed, {survivors} survivors, "
        f"{percent(outcomes):.1f} %, {seconds:.0f} s"
    )
    return 1 if wrong else 0


def every_outcome(root: Path, chosen: Sequence[str], workers: int) -> list[Outcome]:
    """Try the mutants of some modules, those of a folder together."""
    wings: dict[str, list[str]] = {}
    for module in chosen:
        wing = next((root / CORE).rglob(f"{module}.py")).parent.name
        wings.setdefault(wing, []).append(module)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:

        def wing_outcomes(wing: str) -> list[Outcome]:
            found = tried(root, Path(folder, wing), wings[wing])
            for module, mutants, survivors in found:
                print(f"{module}: {mutants} mutants, {len(survivors)} survivors", flush=True)
            return found

        return [one for found in pool.map(wing_outcomes, wings) for one in found]


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutants, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--module", action="append", metavar="NAME", help="only this module")
    parser.add_argument("-j", type=int, default=WORKERS, metavar="N", help="workers")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    began = time.monotonic()
    some = [one for one in modules(chosen.root) if one in (chosen.module or TRIED)]
    try:
        outcomes = every_outcome(chosen.root, some, chosen.j)
    except BrokenRunError as broken:
        print(broken)
        return 2
    spent = time.monotonic() - began
    if chosen.json:
        chosen.json.write_text(json.dumps(figures(outcomes, spent), indent=2) + "\n", "utf-8")
    return judged(outcomes, explained(chosen.root), spent)


if __name__ == "__main__":
    sys.exit(main())
