"""A backup put in the place of its month: as it was compared, after a copy, or not at all."""

import datetime as dt
from pathlib import Path

import pytest

from achillescli import store
from achillescli.core.log.entries import Entry
from achillescli.errors import StoreError
from achillescli.store.backups import daily as backup
from achillescli.store.backups import restore as restoring
from achillescli.store.files import layout
from tests.kit.journals import MONTH, NOW, month, second, text, tree

TODAY = "backups/2026-03.2026-03-10.toml"


def written(home: Path, now: dt.datetime = NOW, pain: int = 2) -> Entry:
    """Log a score as the commands do."""
    assert backup.keep(home, now) == ()
    return store.append(home, {"kind": "morning", "date": now.date(), "pain": pain}, now)


def test_a_backup_takes_the_place_of_its_month(tmp_path: Path) -> None:
    month(tmp_path, text())
    written(tmp_path)
    second_entry = written(tmp_path)
    (found,) = layout.backups(tmp_path)
    seen = restoring.comparison(tmp_path, found)
    assert seen.added == ()
    assert seen.lost[-1] == second_entry
    before = (tmp_path / MONTH).read_bytes()
    copied = restoring.restore(tmp_path, seen, NOW)
    assert copied == "backups/2026-03.2026-03-10T073000.toml"
    assert (tmp_path / copied).read_bytes() == before
    assert (tmp_path / MONTH).read_bytes() == (tmp_path / TODAY).read_bytes() == text().encode()
    assert [entry.id for entry in store.load(tmp_path).entries] == ["a1"]


def test_a_month_that_changed_since_it_was_seen_is_not_replaced(tmp_path: Path) -> None:
    month(tmp_path, text())
    written(tmp_path)
    seen = restoring.comparison(tmp_path, layout.backups(tmp_path)[0])
    entry = written(tmp_path)
    with pytest.raises(StoreError, match="changed"):
        restoring.restore(tmp_path, seen, NOW)
    assert entry in store.load(tmp_path).entries


def test_a_month_that_cannot_be_copied_first_is_not_replaced(tmp_path: Path) -> None:
    month(tmp_path, text() + second())
    month(tmp_path, text(), TODAY)
    seen = restoring.comparison(tmp_path, layout.backups(tmp_path)[0])
    (tmp_path / "backups/.2026-03.2026-03-10T073000.toml.tmp/full").mkdir(parents=True)
    before = tree(tmp_path / "log")
    with pytest.raises(StoreError):
        restoring.restore(tmp_path, seen, NOW)
    assert tree(tmp_path / "log") == before
