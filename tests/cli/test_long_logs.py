"""Logs that are longer than any that a person keeps, through the program's own door."""

import datetime as dt
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.logs import DAY, HALF_YEAR, OCCASIONAL, Author, write
from tests.cli.commands.test_doctor import PROGRAM

LAST = dt.date(2049, 11, 10)
AT = dt.datetime(2049, 11, 10, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
LINES = ("backup", "doctor", "log list --all", "undo --list")


def courses(number: int) -> Iterator[dict[str, Any]]:
    """Yield the entries of courses, one each half year."""
    author = Author()
    for back in range(number, 0, -1):
        first = LAST - DAY * HALF_YEAR * back
        last = first + DAY * (HALF_YEAR - 1)
        yield from author.course(first, last, OCCASIONAL, again=back < number)


def corrections(number: int) -> Iterator[dict[str, Any]]:
    """Yield one course, and a score that is changed and changed back again and again."""
    yield from Author().course(LAST - DAY * 30, LAST - DAY * 2, OCCASIONAL)
    yield _entry("score", 0, kind="morning", pain=2)
    for n in range(0, number, 4):
        yield _entry(f"c{n}", n, kind="edit", of="score", set={"pain": n % 7})
        yield _entry(f"c{n + 1}", n + 1, kind="edit", of="score", set={"note": f"{n}"})
        yield _entry(f"c{n + 2}", n + 2, kind="remove", of=f"c{n}", note="undo")
        yield _entry(f"c{n + 3}", n + 3, kind="remove", of=f"c{n + 2}", note="undo")


def _entry(ident: str, number: int, **fields: Any) -> dict[str, Any]:
    return {"id": ident, "at": AT + SECOND * number, "date": LAST - DAY, **fields}


def seconds(home: Path, line: str) -> float:
    """Type a command; return the time that it computed."""
    program = PROGRAM.replace("2026, 12, 10", "2049, 11, 30")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-c", program, *line.split()],
        env=os.environ | {"ACHILLES_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 5
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


@pytest.mark.slow
@pytest.mark.parametrize(("tables", "number"), [(courses, 98), (corrections, 16_000)])
def test_what_a_log_takes_grows_with_its_length_and_no_faster(
    tmp_path: Path, tables: Callable[[int], Iterator[dict[str, Any]]], number: int
) -> None:
    write(tmp_path / "quarter", tables(number // 4))
    write(tmp_path / "whole", tables(number))
    for line in LINES:
        assert seconds(tmp_path / "whole", line) < 8 * seconds(tmp_path / "quarter", line), line
