"""Logs that are longer than any that a person keeps, through the program's own door."""

import datetime as dt
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.logs import DAY, HALF_YEAR, OCCASIONAL, Author, write
from tests.cli.commands.test_doctor import PROGRAM

LAST = dt.date(2049, 11, 10)
AT = dt.datetime(2049, 11, 10, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
CORRECTIONS = 4000


def courses():
    """Yield the entries of 49 years, a course each half year."""
    author = Author()
    for back in range(98, 0, -1):
        first = LAST - DAY * HALF_YEAR * back
        yield from author.course(first, first + DAY * (HALF_YEAR - 1), OCCASIONAL, again=back < 98)


def corrections():
    """Yield one course, and a score that is changed and changed back again and again."""
    yield from Author().course(LAST - DAY * 30, LAST - DAY * 2, OCCASIONAL)
    yield _entry("score", 0, kind="morning", pain=2)
    for n in range(0, CORRECTIONS, 4):
        yield _entry(f"c{n}", n, kind="edit", of="score", set={"pain": n % 7})
        yield _entry(f"c{n + 1}", n + 1, kind="edit", of="score", set={"note": f"{n}"})
        yield _entry(f"c{n + 2}", n + 2, kind="remove", of=f"c{n}", note="undo")
        yield _entry(f"c{n + 3}", n + 3, kind="remove", of=f"c{n + 2}", note="undo")


def _entry(ident, number, **fields):
    return {"id": ident, "at": AT + SECOND * number, "date": LAST - DAY, **fields}


def seconds(line):
    """Type a command; return the time that it computed."""
    program = PROGRAM.replace("2026, 12, 10", "2049, 11, 30")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-c", program, *line.split()], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 5
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


@pytest.mark.slow
@pytest.mark.parametrize(("tables", "most"), [(courses, 6), (corrections, 3)])
def test_a_log_of_a_lifetime_is_listed_and_looked_through_in_seconds(
    tmp_path: Path, tables, most
) -> None:
    write(tmp_path / "achilles", tables())
    for line in ("backup", "doctor", "log list --all", "undo --list"):
        assert seconds(line) < most, line
