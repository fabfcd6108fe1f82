"""What became of a month, where its bytes show it."""

from pathlib import Path

import pytest

from achillescli.store.doctor.finding import Severity
from tests.kit.journals import MONTH, month, second
from tests.kit.looks import GOOD, look, troubles

CAUSES = {
    "page": "<!DOCTYPE html><html></html>",
    "conflict": "schema = 1\n<<<<<<< HEAD\n" + GOOD + "=======\n>>>>>>> x\n",
    "joined": GOOD + GOOD,
}


@pytest.mark.parametrize("cause", CAUSES)
def test_what_became_of_a_month_is_told(tmp_path: Path, cause: str) -> None:
    month(tmp_path, CAUSES[cause])
    assert troubles(tmp_path) == [(f"doctor.finding.{cause}", None)]


def test_an_id_used_twice_is_told_with_where_and_whether_alike(tmp_path: Path) -> None:
    month(tmp_path, GOOD + second("a1", "2026-03-01") + second() + second())
    other, same = look(tmp_path).of(Severity.TROUBLE)
    assert (other.key, other.place.line) == ("doctor.finding.twice_other", 12)
    assert (same.key, same.place.line) == ("doctor.finding.twice_same", 26)
    assert (other.values["file"], other.values["at_line"]) == (MONTH, 4)
    assert (same.values["file"], same.values["at_line"]) == (MONTH, 19)
    assert not same.mendable


def test_an_id_used_in_two_months_is_told(tmp_path: Path) -> None:
    month(tmp_path, GOOD)
    month(tmp_path, GOOD, "log/2026-04.toml")
    (finding,) = look(tmp_path).of(Severity.TROUBLE)
    assert (finding.key, finding.place.file) == ("doctor.finding.twice_same", "log/2026-04.toml")
    assert finding.values["file"] == MONTH
