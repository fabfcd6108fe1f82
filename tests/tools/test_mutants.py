"""The tool that tries mutmut's changes: what does it take for a failure?"""

import ast
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.checks import mutants
from tools.checks.mutants import Outcome, Survivor

ALIVE = Survivor("colour.worst", "- return a\n+ return b\n")
WHY = {ALIVE: "a and b are the same here"}
SHOWN = """# achillescli.core.colour.xǁColoursǁred__mutmut_2: survived
--- src/achillescli/core/programme/colour.py
+++ src/achillescli/core/programme/colour.py
@@ -1,3 +1,3 @@
 def red(self, date):
     \"\"\"Whether a date counts as red.\"\"\"
-    return self[date] or 0
+    return self[date] or 1
"""


def outcome(*survivors: Survivor, mutants: int = 100) -> Outcome:
    return Outcome("colour", mutants, survivors)


def test_explained_survivors_are_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert mutants.judged([outcome(ALIVE)], WHY, 2.4) == 0
    assert capsys.readouterr().out == "100 mutants, 99 killed, 1 survivors, 99.0 %, 2 s\n"


@pytest.mark.parametrize("outcomes", [[], [outcome(mutants=0)]])
def test_nothing_mutated_is_no_success(
    outcomes: list[Outcome], capsys: pytest.CaptureFixture[str]
) -> None:
    assert mutants.judged(outcomes, {}, 1) == 2
    assert capsys.readouterr().out == "nothing was mutated\n"


WRONG = {
    "a new survivor": (outcome(ALIVE), {}, "not explained"),
    "a survivor in another function": (
        outcome(ALIVE._replace(function="colour.best")),
        WHY,
        "not explained",
    ),
    "a stale explanation": (outcome(), WHY, "explained, and does not survive"),
    "no reason given": (outcome(ALIVE), {ALIVE: " \n"}, "explained by nothing"),
    "too few killed": (outcome(ALIVE, mutants=19), WHY, "fewer than 95 % killed"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    found, why, said = WRONG[case]
    assert mutants.judged([found], why, 1) == 1
    assert said in capsys.readouterr().out


def test_just_enough_killed_is_enough() -> None:
    assert mutants.judged([outcome(ALIVE, mutants=20)], WHY, 1) == 0


def test_an_explanation_for_a_module_that_was_not_tried_is_left_alone() -> None:
    elsewhere = {Survivor("stage.stage", "- a\n+ b\n"): "another module"}
    assert mutants.judged([outcome(ALIVE)], WHY | elsewhere, 1) == 0


def test_a_survivor_keeps_its_name_when_others_come_and_go() -> None:
    first = mutants.survivor("achillescli.core.colour.xǁColoursǁred__mutmut_2", SHOWN)
    moved = SHOWN.replace("@@ -1,3 +1,3 @@", "@@ -5,3 +5,3 @@")
    assert first == mutants.survivor("achillescli.core.colour.xǁColoursǁred__mutmut_9", moved)
    assert first == ("colour.Colours.red", "- return self[date] or 0\n+ return self[date] or 1\n")
    plain = mutants.survivor("achillescli.core.stage.x__acute__mutmut_1", SHOWN)
    assert plain.function == "stage._acute"


def test_what_is_printed_of_a_new_survivor_can_be_pasted(tmp_path: Path) -> None:
    page = tmp_path / mutants.EXPLAINED
    page.parent.mkdir(parents=True)
    page.write_text(str(ALIVE).replace('why = ""', 'why = "the same"'), "utf-8")
    assert mutants.explained(tmp_path) == {ALIVE: "the same"}


def test_the_list_that_is_kept_gives_a_reason_for_each() -> None:
    known = mutants.explained(mutants.ROOT)
    assert all(why.strip() for why in known.values())
    modules = set(mutants.modules(mutants.ROOT))
    assert {one.function.split(".")[0] for one in known} <= modules
    assert set(mutants.TRIED) <= modules


def test_the_figures() -> None:
    found = mutants.figures([outcome(ALIVE), Outcome("answers", 60, ())], 61.7)
    assert json.loads(json.dumps(found)) == {
        "mutants": 160,
        "killed": 159,
        "survivors": 1,
        "percent": 99.4,
        "seconds": 62,
        "modules": [
            {"module": "answers", "mutants": 60, "survivors": 0},
            {"module": "colour", "mutants": 100, "survivors": 1},
        ],
    }


LEFT_ALONE = """from typing import NamedTuple


class Day(NamedTuple):
    s: int

    @property
    def trained(self) -> bool:
        return self.s > 0

    @checked(mode="after")
    def _in_order(self):
        return self

    def newest(self):
        return cast("dt.date", self.checked_in).year

    @classmethod
    def none(cls): ...


ROWS = (
    Row("T01", 1, lambda day: day.s > 1, ("s",)),
    Row("T02", 2, lambda day, _: (
        day.s
    )),
    Row("T03", 3, trained),
)
"""
CHANGED_TOO = """from typing import NamedTuple


class Day(NamedTuple):
    s: int

    def trained(self) -> bool:
        return self.s > 0
    trained = property(trained)

    def _in_order(self):
        return self
    _in_order = checked(mode='after')(_in_order)

    def newest(self):
        return self.checked_in.year

    @classmethod
    def none(cls): ...


def row_T01(day):
    return day.s > 1

def row_T02(day, _):
    return day.s

ROWS = (
    Row("T01", 1, row_T01, ("s",)),
    Row("T02", 2, row_T02),
    Row("T03", 3, trained),
)
"""


def test_what_mutmut_leaves_alone_is_made_functions() -> None:
    assert mutants.opened(LEFT_ALONE) == CHANGED_TOO


@pytest.mark.slow
def test_little_is_left_alone() -> None:
    for module in mutants.modules(mutants.ROOT):
        path = next((mutants.ROOT / mutants.CORE).rglob(f"{module}.py"))
        tree = ast.parse(mutants.opened(path.read_text("utf-8")))
        functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
        decorators = {ast.unparse(name) for one in functions for name in one.decorator_list}
        assert decorators <= {"classmethod", "staticmethod"}


FAKE = """#!{python}
import json, pathlib, sys
meta = pathlib.Path("mutants/src/achillescli/core/colour.py.meta")
if sys.argv[1] == "run":
    meta.parent.mkdir(parents=True)
    if {codes!r} is not None:
        meta.write_text(json.dumps({{"exit_code_by_key": {codes!r}}}))
    print("Failed to run clean test")
    sys.exit({code})
print({shown!r})
"""
ALONE = """#!{python}
import os, sys
mutant = os.environ["MUTANT_UNDER_TEST"]
print('{by_import}' if mutant == "stats" else "")
sys.exit(mutant.endswith("_3"))
"""
NAME = "achillescli.core.colour.x_worst__mutmut_{}"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return a function that makes a small tree, and a mutmut that says what it is told to."""

    def plant(
        codes: dict[str, int], code: int = 0, module: str = "colour", by_import: str = "[]"
    ) -> Path:
        (tmp_path / "tree" / mutants.CORE).mkdir(parents=True)
        for name, text in {module: "def worst():\n    return 0\n", "limits": "WORST = 0\n"}.items():
            (tmp_path / "tree" / mutants.CORE / f"{name}.py").write_text(text, "utf-8")
        fake = tmp_path / "mutmut"
        shown = "--- a\n+++ a\n- return a\n+ return b\n"
        fake.write_text(FAKE.format(python=sys.executable, codes=codes, code=code, shown=shown))
        python = tmp_path / "python"
        python.write_text(ALONE.format(python=sys.executable, by_import=by_import))
        for program in (fake, python):
            program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(python))
        monkeypatch.setattr(mutants, "TRIED", ("colour", "stage"))
        return tmp_path / "tree"

    return plant


@pytest.mark.slow
def test_a_run_is_read_and_written_down(
    tree: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree({NAME.format(n): int(n != 3) for n in range(40)})
    page = tmp_path / "figures.json"
    assert mutants.main(["--root", str(root), "--json", str(page)]) == 1
    out = capsys.readouterr().out
    assert "colour: 40 mutants, 1 survivors" in out
    assert f"not explained:\n{ALIVE}" in out
    assert json.loads(page.read_text("utf-8"))["killed"] == 39


@pytest.mark.slow
@pytest.mark.parametrize(("called", "alive"), [("x_worst", 1), ("x_best", 2)])
def test_what_an_import_calls_is_tried_in_a_process_of_its_own(
    called: str, alive: int, tree: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    by_import = f'["achillescli.core.colour.{called}"]'
    root = tree({NAME.format(n): {3: 33, 4: 0}.get(n, 1) for n in range(40)}, by_import=by_import)
    mutants.main(["--root", str(root)])
    assert f"colour: 40 mutants, {alive} survivors" in capsys.readouterr().out


BROKEN = {
    "the tests fail without any change": ({NAME.format(1): None}, 1),
    "the run was cut short": ({NAME.format(1): 1, NAME.format(2): None}, 0),
    "mutmut did nothing": (None, 0),
    "nothing to change": ({}, 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", BROKEN)
def test_a_run_that_proves_nothing_is_no_success(case: str, tree: Callable[..., Path]) -> None:
    codes, code = BROKEN[case]
    assert mutants.main(["--root", str(tree(codes, code))]) == 2


def test_without_such_a_module_nothing_was_mutated(
    tree: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree({NAME.format(1): 1}, module="stage")
    assert mutants.main(["--root", str(root), "--module", "colour"]) == 2
    assert capsys.readouterr().out == "nothing was mutated\n"


@pytest.mark.parametrize("code", [0, 5, 33, 35])
def test_a_mutant_without_a_failing_test_is_not_killed(code: int) -> None:
    assert code not in mutants.KILLED
