"""Every reference assessment, through the command."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from achillescli.cli.app import run
from tests.kit.places import VECTORS

FILE = VECTORS / "assessments.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def exit_code(expected: dict[str, Any]) -> int:
    if "missing" in expected:
        return 2
    blocked = expected["triage"]["level"] in ("EMERGENCY", "SAME_DAY", "DOCTOR_FIRST")
    return 4 if blocked else 0


def test_there_are_150() -> None:
    assert len(CASES) == 150


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=map(str, range(len(CASES))))
def test_vector(
    case: Mapping[str, dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(case["answers"]), "utf-8")
    code = run(["assess", "--answers", str(file), "--json"])
    assert json.loads(capsys.readouterr().out) == case["expected"]
    assert code == exit_code(case["expected"])
    assert (tmp_path / "achilles" / "log").exists() == ("missing" not in case["expected"])
