"""Two logs for a merge, in the tests."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.core.log import corrections, entries
from achillescli.errors import AchillesError
from achillescli.store.files import disk
from achillescli.store.journal import append as writing
from achillescli.store.transfer import merge as merging
from achillescli.store.transfer import other_log
from tests.kit.journals import NOW, TODAY, tree

START = dt.datetime(2026, 2, 20, 7, tzinfo=dt.UTC)
"""Some days before the end of a month, so that a log of some weeks has two files."""


def entry(number: int, **fields: Any) -> entries.Entry:
    """Return an entry that was written so many half days after the start."""
    at = START + dt.timedelta(hours=12) * number
    return entries.parse({"id": f"e{number}", "at": at, "date": at.date(), **fields})


def score(number: int) -> entries.Entry:
    return entry(number, kind="morning", pain=number % 11)


def put(home: Path, journal: Iterable[entries.Entry]) -> Path:
    """Write entries as a log that never was anything else."""
    by_month: dict[str, list[entries.Entry]] = {}
    for one in journal:
        by_month.setdefault(f"{one.at:%Y-%m}.toml", []).append(one)
    disk.folder(home / "log")
    writing.add(home, by_month, NOW)
    return home


def merge(
    home: Path, other: str | Path, *, take: bool = False, now: dt.datetime = NOW
) -> tuple[entries.Entry, ...]:
    """Merge as the command does; return what was added."""
    planned = merging.plan(home, other_log.read(home, str(other)))
    added = merging.additions(planned, planned.conflicts if take else (), TODAY, now)
    if added:
        merging.merge(home, planned, added, now)
    return added


def months(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "log").glob("*.toml")}


def journal(home: Path) -> tuple[entries.Entry, ...]:
    return corrections.log_of(store.load(home).entries)


def refused(home: Path, other: str | Path) -> AchillesError:
    """Return why a merge is refused; nothing but the lock was written."""
    before = tree(home)
    with pytest.raises(AchillesError) as error:
        merge(home, other)
    after = tree(home)
    assert {path: after[path] for path in after if not path.endswith("/lock")} == before
    return error.value
