"""The page of figures is what its generator makes of the runs, and no run found a fault."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tools.checks import mutants
from tools.checks.mutants import Survivor
from tools.pages import verification

RUN = pytest.mark.parametrize("run", verification.RUNS)


def test_the_page_is_up_to_date() -> None:
    found = verification.page(verification.kept())
    assert verification.PAGE.read_text("utf-8") == found, "run: python -m tools.pages.verification"


@RUN
def test_every_run_has_figures_and_no_fault_or_is_said_to_be_missing(run: str) -> None:
    found = verification.kept().get(run)
    if found is None:
        command = verification.RUNS[run].command
        said = f"`{command}` | {verification.MISSING} |"
        assert said in verification.PAGE.read_text("utf-8")
        return
    assert found["failures"] == []
    assert found["figures"]
    assert all(isinstance(value, int | float) for value in found["figures"].values())
    assert min(found["seconds"], found["cores"]) > 0


def test_every_figure_stands_on_the_page() -> None:
    told = verification.PAGE.read_text("utf-8")
    for found in verification.kept().values():
        for name, value in found["figures"].items():
            assert f"{name.rpartition(': ')[2]}: {value:,}" in told


def test_nearly_every_change_of_the_code_and_every_change_of_a_number_is_noticed() -> None:
    changed = {name: found["figures"] for name, found in verification.kept().items()}
    assert changed["constants"]["killed"] == changed["constants"]["mutants"] > 500
    if "mutation" in changed:
        assert changed["mutation"]["killed"] >= 0.95 * changed["mutation"]["mutants"] > 0


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for the page, what is kept, and a run with every figure."""
    monkeypatch.setattr(verification, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(verification, "KEPT", tmp_path / "kept.jsonl")
    monkeypatch.setattr(verification, "SHORT", ())
    return tmp_path


def written(folder: Path, run: str, failures: Sequence[str] = ()) -> str:
    verification.record(folder / run, run, 1.23, {"mutants": 1234}, failures)
    return str(folder / run)


def test_what_the_runs_wrote_becomes_the_page(elsewhere: Path) -> None:
    assert verification.main([written(elsewhere, run) for run in verification.RUNS]) == 0
    told = (elsewhere / "page.md").read_text("utf-8")
    assert told.count("- mutants: 1,234\n") == len(verification.RUNS)
    assert told.count("| 1.2 |") == len(verification.RUNS)
    assert verification.main([written(elsewhere, "laws")]) == 0
    assert (elsewhere / "page.md").read_text("utf-8") == told


def test_a_run_that_is_missing_is_named(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verification.main([written(elsewhere, "laws")]) == 1
    assert "mutation: no figures yet" in capsys.readouterr().out
    assert (elsewhere / "page.md").read_text("utf-8").count(verification.MISSING) == 2 * (
        len(verification.RUNS) - 1
    )


def test_a_run_of_earlier_rules_is_said_to_be_one(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verification.main([written(elsewhere, "laws")])
    assert verification.EARLIER not in (elsewhere / "page.md").read_text("utf-8")
    monkeypatch.setattr(verification, "rules", lambda: "others")
    assert "| 1.2, with earlier rules |" in verification.page(verification.kept())


@pytest.mark.parametrize(
    "changed", ["src/achillescli/core/programme/colour.py", "data/protocol.toml"]
)
def test_a_rule_that_changes_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    for name in ("src/achillescli/core/programme/colour.py", "data/protocol.toml"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("6\n", "utf-8")
    monkeypatch.setattr(verification, "ROOT", tmp_path)
    before = verification.rules()
    (tmp_path / changed).write_text("7\n", "utf-8")
    assert verification.rules() != before


def test_a_fault_is_named_and_not_taken_in(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for run in verification.RUNS:
        verification.main([written(elsewhere, run)])
    before = verification.kept()
    assert verification.main([written(elsewhere, "laws", ["a law is broken"])]) == 1
    assert "laws: a law is broken" in capsys.readouterr().out
    assert verification.kept() == before
    assert json.loads(verification.KEPT.read_text("utf-8").splitlines()[0])


PART = {"name": "course", "counts": {"states": 7, "seconds": 1.5}, "broken": {}}
EXPLORED = {
    "holds": True, "seconds": 9.9, "parts": [PART], "rules": {"C1": 3, "C2": 0}, "weaker": {"C1": "red"},
}  # fmt: skip


def test_what_an_exploration_wrote_is_read() -> None:
    found = verification.of_exploration(EXPLORED)
    assert found["figures"] == {
        "course: states": 7,
        "course: seconds": 1.5,
        "rules seen at work": 1,
        "rules made weaker, each noticed": 1,
    }
    assert found["failures"] == []


def test_a_law_that_an_exploration_broke_is_a_fault() -> None:
    broken = {**PART, "broken": {"course: a law": "day 3"}}
    known = verification.of_exploration({**EXPLORED, "holds": False, "parts": [broken]})
    other = verification.of_exploration({**EXPLORED, "holds": False})
    assert known["failures"] == ["course: a law: day 3"]
    assert other["failures"] == ["not everything held"]


MUTATED = {
    "mutants": 100, "killed": 98, "survivors": 2, "percent": 98.0, "seconds": 60,
    "modules": [{"module": "colour", "mutants": 100, "survivors": 2}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("reasons", "percent", "faults"),
    [(["no difference", "told only"], 98.0, 0), (["no difference", " "], 98.0, 1), ([], 94.9, 2)],
)
def test_a_survivor_without_an_explanation_is_a_fault(
    reasons: list[str], percent: float, faults: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = {Survivor(f"colour.{n}", ""): why for n, why in enumerate(reasons)}
    elsewhere = {Survivor("stage.stage", ""): "of a module that was not tried"}
    monkeypatch.setattr(mutants, "explained", lambda _: listed | elsewhere)
    found: dict[str, Any] = verification.of_mutation({**MUTATED, "percent": percent})
    assert len(found["failures"]) == faults
    assert found["figures"]["killed"] == 98
    told = " ".join(found["lines"])
    assert told.startswith("not tried: ahead, answers, ")
    assert "colour" not in told
