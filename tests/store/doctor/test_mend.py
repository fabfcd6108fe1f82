"""Repairs on the disk: as they were shown, after a copy, and of our files only."""

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from achillescli import store
from achillescli.errors import StoreError
from achillescli.store.doctor import mend as mending
from tests.kit.journals import MONTH, NOW, SECRET, add, month, second, text, tree

GOOD = text()


TWO = GOOD + second()


# on the disk


def test_a_month_is_mended_and_kept_as_it_was(tmp_path: Path) -> None:
    raw = TWO.encode("utf-16")
    month(tmp_path, raw)
    (one,) = [one for one in mending.mendings(tmp_path) if one.key == "month"]
    assert (one.files, one.entries) == ((MONTH,), 2)
    kept = mending.mend(tmp_path, one, NOW)
    assert kept == f"{MONTH}.as-it-was-20260310T073000"
    assert (tmp_path / kept).read_bytes() == raw
    assert (tmp_path / MONTH).read_text("utf-8") == TWO
    assert {stat.S_IMODE((tmp_path / file).stat().st_mode) for file in (kept, MONTH)} == {0o600}
    assert len(store.load(tmp_path).entries) == 2
    assert [one.key for one in mending.mendings(tmp_path) if one.key == "month"] == []


def test_finding_what_can_be_mended_changes_nothing(tmp_path: Path) -> None:
    month(tmp_path, TWO[:-2])
    (tmp_path / "log" / ".2026-03.toml.tmp").write_text("x")
    before = tree(tmp_path)
    assert {one.key for one in mending.mendings(tmp_path)} == {"month", "leftover", "private"}
    assert tree(tmp_path) == before


def mend_all(home: Path, now: dt.datetime = NOW) -> list[str | None]:
    return [mending.mend(home, one, now) for one in mending.mendings(home)]


def test_a_month_that_changed_meanwhile_is_left(tmp_path: Path) -> None:
    month(tmp_path, TWO.encode("utf-16"))
    (one, *_) = mending.mendings(tmp_path)
    month(tmp_path, GOOD)
    with pytest.raises(StoreError, match="changed"):
        mending.mend(tmp_path, one, NOW)
    assert (tmp_path / MONTH).read_text() == GOOD
    assert not list(tmp_path.glob("log/*as-it-was*"))


def test_without_its_copy_nothing_is_mended(tmp_path: Path) -> None:
    path = month(tmp_path, TWO.encode("utf-16"))
    (tmp_path / f"{MONTH}.as-it-was-20260310T073000").write_text(SECRET)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        mend_all(tmp_path)
    assert path.read_bytes() == before
    assert (tmp_path / f"{MONTH}.as-it-was-20260310T073000").read_text() == SECRET


def test_a_link_in_place_of_the_copy_is_not_followed(tmp_path: Path) -> None:
    path = month(tmp_path, TWO.encode("utf-16"))
    (tmp_path / f"{MONTH}.as-it-was-20260310T073000").symlink_to(tmp_path / "elsewhere")
    before = path.read_bytes()
    with pytest.raises(StoreError):
        mend_all(tmp_path)
    assert path.read_bytes() == before
    assert not (tmp_path / "elsewhere").exists()


def test_a_read_only_month_is_left_and_not_copied(tmp_path: Path) -> None:
    path = month(tmp_path, TWO.encode("utf-16"))
    path.chmod(0o400)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="read_only"):
        mend_all(tmp_path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("log/*as-it-was*"))


def test_a_linked_month_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.toml"
    target.write_bytes(TWO.encode("utf-16"))
    (tmp_path / "log").mkdir()
    (tmp_path / MONTH).symlink_to(target)
    mend_all(tmp_path)
    assert (tmp_path / MONTH).is_symlink()
    assert target.read_text() == TWO


def test_a_cut_month_that_a_backup_surpasses_is_left_to_the_backup(tmp_path: Path) -> None:
    month(tmp_path, TWO[:-2])
    month(tmp_path, TWO, "backups/2026-03.2026-03-02.toml")
    assert [one.key for one in mending.mendings(tmp_path) if one.key == "month"] == []
    month(tmp_path, GOOD, "backups/2026-03.2026-03-02.toml")
    assert [one.key for one in mending.mendings(tmp_path) if one.key == "month"] == ["month"]


def test_others_are_kept_out_and_leftovers_removed(tmp_path: Path) -> None:
    add(tmp_path)
    for path, mode in ((tmp_path, 0o755), (tmp_path / "log", 0o777), (tmp_path / MONTH, 0o644)):
        path.chmod(mode)
    (tmp_path / "log" / ".2026-03.toml.tmp").write_text(SECRET)
    (tmp_path / ".cache.tmp").write_text(SECRET)
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "mine.txt").chmod(0o644)
    mend_all(tmp_path)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path, *tmp_path.rglob("*"))}
    assert modes.pop(tmp_path / "mine.txt") == 0o644
    assert modes.pop(tmp_path) == 0o755  # it holds more than our files
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert not list(tmp_path.rglob(".*.tmp"))
    assert mending.mendings(tmp_path) == ()


def test_a_link_is_no_way_to_the_permissions_of_another_file(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("")
    outside.chmod(0o644)
    home = tmp_path / "home"
    add(home)
    (home / "log" / "2026-03 (1).toml").symlink_to(outside)
    mend_all(home)
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644


def test_permissions_of_another_user_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path)
    (tmp_path / MONTH).chmod(0o644)
    uid = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    assert mending.mendings(tmp_path) == ()
