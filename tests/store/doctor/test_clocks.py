"""What entries say about dates and clocks that cannot be quite right."""

from pathlib import Path

import pytest

from tests.kit.journals import month, second
from tests.kit.looks import GOOD, keys, look

ODD = {
    "future": (GOOD + second(date="2026-03-11"), 12),
    "long_before": (GOOD + second(date="2025-12-01"), 12),
    "clock_ahead": (GOOD + second(at="2026-03-10T08:00:00+01:00"), 12),
    "clock_back": (GOOD + second(at="2026-03-01T07:00:00+01:00"), 12),
    "other_month": (GOOD + second(at="2026-04-01T07:00:00+01:00"), 12),
    "mark": ("\ufeff" + GOOD, None),
}


SOUND = {
    "future": GOOD + second(date="2026-03-10"),
    "long_before": GOOD + second(date="2026-01-10"),
    "clock_ahead": GOOD + second(at="2026-03-10T07:35:00+01:00"),
    "clock_back": GOOD + second(at="2026-03-01T07:25:00+01:00"),
    "other_month": GOOD + second(at="2026-02-28T23:59:00-11:00"),
    "mark": GOOD,
}


@pytest.mark.parametrize("key", ODD)
def test_what_is_odd_about_an_entry_is_told_with_its_line(tmp_path: Path, key: str) -> None:
    content, line = ODD[key]
    month(tmp_path, content)
    assert (key, line) in keys(tmp_path)
    month(tmp_path, SOUND[key])
    assert key not in dict(keys(tmp_path))


def test_what_is_odd_in_many_entries_is_told_once(tmp_path: Path) -> None:
    month(tmp_path, GOOD + second("b", "2026-03-11") + second("c", "2026-03-12"))
    (finding,) = [one for one in look(tmp_path).findings if one.key.endswith("future")]
    assert (finding.values["n"], finding.place.line) == (2, 12)


def test_an_old_assessment_is_not_told(tmp_path: Path) -> None:
    pause = "\n[[entry]]\nid = 'p'\nkind = 'pause'\ndate = 2025-01-01\nat = 2026-03-02T07:30:00Z\nfrom = 2025-01-01\nuntil = 2025-01-02\nreason = 'ill'\n"
    month(tmp_path, GOOD + pause)
    assert "long_before" not in dict(keys(tmp_path))


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("0001-01-01T00:00:00+23:59", {"clock_back"}),
        ("9999-12-31T23:59:59-23:59", {"clock_back", "clock_ahead", "other_month"}),
    ],
)
def test_the_first_and_the_last_time_of_all_are_told(
    at: str, told: set[str], tmp_path: Path
) -> None:
    month(tmp_path, GOOD + second(at=at) + second("a3"))
    found = {key for key, _ in keys(tmp_path)}
    assert told <= found
    assert ("other_month" in found) == ("other_month" in told)
