"""The tool that changes each clinical number: does it notice a number without a test?"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.checks import constants

STRONG = """
from limits import LIMITS, sore, worst


def test_edges():
    assert [sore(n) for n in (2, 3)] == [False, True]
    assert (LIMITS, worst()) == ((1.5, 20), 0)
"""
WEAK = "from limits import sore\n\n\ndef test_far_from_the_edge():\n    assert sore(9)\n"
LIMITS = """
TOO_SORE = 3
LIMITS = (1.5, 20)


def sore(score):
    return (score or 0) >= TOO_SORE


def worst():
    return LIMITS[0] - LIMITS[0]
"""


@pytest.fixture
def tree(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a small tree with one module and its tests."""

    def plant(tests: str, module: str = LIMITS) -> Path:
        for folder in ("src/achillescli/core", "tests/core"):
            (tmp_path / folder).mkdir(parents=True)
        (tmp_path / constants.CORE / "limits.py").write_text(module, "utf-8")
        # the module is found beside its test, as a plain module of the copy
        start = f"import sys\nsys.path.insert(0, '{constants.CORE}')\n"
        (tmp_path / "tests/core/test_limits.py").write_text(start + tests, "utf-8")
        return tmp_path

    return plant


@pytest.mark.slow
def test_a_strong_suite_notices_every_change(
    tree: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree(STRONG)
    assert constants.main(["--root", str(root)]) == 0
    assert capsys.readouterr().out.startswith("6 mutants, 6 killed, 0 survivors")
    assert (root / constants.CORE / "limits.py").read_text("utf-8") == LIMITS


@pytest.mark.slow
def test_a_weak_suite_is_found_out(
    tree: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert constants.main(["--root", str(tree(WEAK)), "--sample", "2"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "src/achillescli/core/limits.py:2: 3 -> 4"
    assert out[-1].startswith("2 mutants, 0 killed, 2 survivors")


@pytest.mark.slow
def test_the_figures_are_written_with_what_survives(
    tree: Callable[..., Path], tmp_path: Path
) -> None:
    root, page = tree(WEAK), tmp_path / "figures.json"
    constants.main(["--root", str(root), "--sample", "2", "--json", str(page)])
    found = json.loads(page.read_text("utf-8"))
    assert found["run"] == "constants"
    assert found["figures"] == {"numbers": 2, "mutants": 2, "killed": 0}
    first, _, last = found["failures"]
    assert first == "src/achillescli/core/limits.py:2: 3 -> 4"
    assert last == "not every number was tried"


@pytest.mark.slow
def test_nothing_to_change_is_no_success(
    tree: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree("def test_nothing():\n    import limits\n", module="NAME = 'none'\n")
    assert constants.main(["--root", str(root)]) == 1
    assert capsys.readouterr().out.startswith("0 mutants")


@pytest.mark.slow
def test_a_suite_that_fails_by_itself_proves_nothing(
    tree: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert constants.main(["--root", str(tree("def test_no():\n    assert False\n"))]) == 2
    assert capsys.readouterr().out == "the tests fail without any change\n"


NEIGHBOURS = {
    "3": ("4", "2"),
    "0": ("1", "-1"),
    "2.5": ("2.6", "2.4"),
    "0.25": ("0.26", "0.24"),
    "1.10": ("1.11", "1.09"),
    "20": ("21", "19"),
}


def test_neighbours() -> None:
    assert {number: constants.neighbours(number) for number in NEIGHBOURS} == NEIGHBOURS
    assert [float(number) for number in constants.neighbours("1e-9")] == [1 + 1e-9, 1e-9 - 1]


def test_numbers_of_the_programme_are_found_and_its_names_are_not() -> None:
    source = 'id = "RC1"  # 3 steps\ndays = [1, 3]\nstep_kg = 2.5\nA = ["RW1"]\nmany = 12'
    found = list(constants._of_toml("protocol.toml", source))
    assert [mutant.old for mutant in found[::2]] == ["1", "3", "2.5", "12"]
    assert found[2].of(source).splitlines()[1] == "days = [1, 4]"


def test_numbers_of_a_module_are_found_but_for_places() -> None:
    source = "a = (1, -2)\nb = x[3] + f(4)[5:]\nc = score or 0\nd = True, 'é', 6\n"
    found = list(constants._of_module("core/x.py", source))
    assert [mutant.old for mutant in found[::2]] == ["1", "2", "4", "6"]
    assert found[-2].of(source).splitlines()[3] == "d = True, 'é', 7"


def test_the_programme_s_own_numbers_are_many() -> None:
    found = constants.mutants(constants.ROOT)
    assert len(found) > 500
    assert {mutant.path for mutant in found} >= {
        constants.PROTOCOL,
        f"{constants.CORE}/assessment/risk.py",
    }


def test_what_is_left_out_has_a_reason_and_exists() -> None:
    folder = constants.ROOT / constants.CORE
    places = {part for path in folder.rglob("*.py") for part in (path.stem, path.parent.name)}
    assert constants.NOT_CLINICAL.keys() <= places
    assert all(constants.NOT_CLINICAL.values())
    assert all((constants.ROOT / constants.TESTS[0] / name).exists() for name in constants.NOT_RUN)
    sources = {path.name: path.read_text("utf-8") for path in folder.rglob("*.py")}
    for module, pattern, why in constants.NO_DIFFERENCE:
        texts = sources.values() if module == "*" else [sources[module]]
        lines = [line for text in texts for line in text.split("\n")]
        assert why
        assert any(re.search(pattern.split(".* -> ")[0], line) for line in lines), pattern


def test_only_the_number_without_a_difference_is_left_out(tmp_path: Path) -> None:
    core = tmp_path / constants.CORE
    core.mkdir(parents=True)
    (core / "stage.py").write_text("a = (pain or 0) >= 1\n", "utf-8")
    assert [(one.old, one.new) for one in constants.mutants(tmp_path)] == [("1", "2"), ("1", "0")]
