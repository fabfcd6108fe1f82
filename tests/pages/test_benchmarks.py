"""The logs of the benchmarks: valid, of the sizes that they claim, and always the same."""

import datetime as dt
from itertools import islice
from pathlib import Path

import pytest

from achillescli import catalogue, store
from achillescli.core import course
from achillescli.core.log import corrections
from benchmarks import logs

UNTIL = dt.date(2026, 11, 23)


def files(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "log").iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "fewest", "most", "courses", "day"),
    [
        ("12-weeks", 330, 350, 1, 84),
        ("10-years", 7_100, 7_500, 20, 39),
        ("two-years", 1_400, 1_900, 1, 731),
        ("one-course", 7_100, 7_500, 1, 3_653),
    ],
)
def test_a_log_has_the_entries_and_the_courses_of_its_size(
    tmp_path: Path, size: str, fewest: int, most: int, courses: int, day: int
) -> None:
    count = logs.write(tmp_path, logs.SIZES[size](UNTIL))
    journal = store.load(tmp_path)
    assert fewest <= count == len(journal.entries) <= most
    assert journal.warnings == ()
    assert sum(entry.kind == "assessment" for entry in journal.entries) == courses
    log = corrections.log_of(journal.entries)
    assert {entry.date for entry in log} <= {UNTIL - n * logs.DAY for n in range(3_700)}
    first = course.replay(log, catalogue.protocol(), UNTIL).day_one
    assert first
    assert (UNTIL - first).days + 1 == day


@pytest.mark.slow
@pytest.mark.parametrize("size", logs.SIZES)
def test_the_same_size_and_date_give_the_same_bytes(tmp_path: Path, size: str) -> None:
    for home in ("one", "two"):
        logs.write(tmp_path / home, logs.SIZES[size](UNTIL))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_files_are_those_that_the_program_writes(tmp_path: Path) -> None:
    tables = list(islice(logs.twelve_weeks(UNTIL), 60))
    logs.write(tmp_path / "whole", iter(tables))
    for table in tables:
        store.append(tmp_path / "one_by_one", table, table["at"])
    assert files(tmp_path / "whole") == files(tmp_path / "one_by_one")
