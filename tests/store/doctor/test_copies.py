"""Copies, backups and files that no run needs: what each has and lacks."""

import os
from pathlib import Path

import pytest

from achillescli.store.doctor.finding import Severity
from achillescli.store.files.lock import lock
from achillescli.store.journal.witness import confirm
from tests.kit.journals import MONTH, add, month, second, text
from tests.kit.looks import BACKUP, GOOD, keys, look

COPY = "log/2026-03.sync-conflict-20260310-073000-ABCDEFG.toml"


CAUSES = {
    "page": "<!DOCTYPE html><html></html>",
    "conflict": "schema = 1\n<<<<<<< HEAD\n" + GOOD + "=======\n>>>>>>> x\n",
    "joined": GOOD + GOOD,
}


def test_of_a_month_that_cannot_be_read_the_best_backup_is_told(tmp_path: Path) -> None:
    month(tmp_path, CAUSES["page"])
    month(tmp_path, GOOD + second(), BACKUP)
    month(tmp_path, GOOD, "backups/2026-03.2026-03-10.toml")
    page, way = look(tmp_path).of(Severity.TROUBLE)
    assert page.key == "doctor.finding.page"
    assert (way.values["backup"], way.values["n"]) == ("2026-03.2026-03-09", 2)


def test_a_backup_that_cannot_be_put_back_is_not_offered(tmp_path: Path) -> None:
    cut = (GOOD + second())[:-2]
    month(tmp_path, cut)
    month(tmp_path, cut, "backups/2026-03.2026-03-10.toml")
    (found,) = look(tmp_path).of(Severity.TROUBLE)
    assert (found.key, found.mendable) == ("doctor.finding.cut", True)
    month(tmp_path, GOOD, BACKUP)
    month(tmp_path, CAUSES["page"])
    _, way = look(tmp_path).of(Severity.TROUBLE)
    assert (way.values["backup"], way.values["n"]) == ("2026-03.2026-03-09", 1)


def test_of_a_cut_month_the_backup_that_has_more_is_told(tmp_path: Path) -> None:
    month(tmp_path, (GOOD + second())[:-2])
    month(tmp_path, GOOD + second(), BACKUP)
    cut, way = look(tmp_path).of(Severity.TROUBLE)
    assert (cut.key, cut.place.line, cut.mendable) == ("doctor.finding.cut", 11, False)
    assert (way.key, way.values["n"]) == ("doctor.finding.restore", 2)


@pytest.mark.parametrize(
    ("content", "key", "n"),
    [
        (GOOD, "copy", None),
        (GOOD + second(), "copy_more", 1),
        (text(pain="4") + second(), "copy_more", 2),
        (text(pain="11"), "copy_unreadable", None),
        (b"\0" * (3 << 20), "copy_unreadable", None),
    ],
)
def test_a_copy_of_a_sync_tool_is_told_with_what_it_has(
    tmp_path: Path, content: str | bytes, key: str, n: int | None
) -> None:
    month(tmp_path, GOOD)
    month(tmp_path, content, COPY)
    (finding,) = [one for one in look(tmp_path).findings if "copy" in one.key]
    assert (finding.key, finding.place.file) == (f"doctor.finding.{key}", COPY)
    assert finding.values.get("n") == n


def test_a_backup_with_what_the_log_lacks_is_told(tmp_path: Path) -> None:
    month(tmp_path, GOOD)
    month(tmp_path, GOOD + second(), BACKUP)
    (finding,) = look(tmp_path).of(Severity.TROUBLE)
    assert finding.key == "store.error.gone_backup"
    assert (finding.values["name"], finding.values["n"]) == ("2026-03.2026-03-09", 1)
    confirm(tmp_path, ["a2"])
    (finding,) = [one for one in look(tmp_path).findings if one.key == "doctor.finding.restore"]
    assert finding.severity is Severity.REMARK
    assert (finding.values["backup"], finding.values["n"]) == ("2026-03.2026-03-09", 1)


def test_a_month_without_a_backup_of_the_days_before_is_told(tmp_path: Path) -> None:
    month(tmp_path, GOOD)
    assert keys(tmp_path) == []
    month(tmp_path, GOOD + second())
    assert [key for key, _ in keys(tmp_path)] == ["no_backup"]
    month(tmp_path, GOOD, BACKUP)
    assert keys(tmp_path) == []


def test_files_that_no_run_needs_are_told(tmp_path: Path) -> None:
    month(tmp_path, GOOD)
    month(tmp_path, "x", "log/.2026-03.toml.tmp")
    month(tmp_path, "x", f"{MONTH}.as-it-was-20260309T073000")
    month(tmp_path, "x", "log/.DS_Store")
    month(tmp_path, "x = ", "draft.toml")
    (tmp_path / "draft.toml").chmod(0o600)
    assert [key for key, _ in keys(tmp_path)] == ["leftover", "kept", "unknown_file", "draft"]


def test_a_temporary_file_of_a_run_at_work_is_not_told(tmp_path: Path) -> None:
    add(tmp_path)
    month(tmp_path, "x", "log/.2026-03.toml.tmp")
    with lock(tmp_path):
        month(tmp_path, "x", "log/.2026-03.toml.tmp")
        found = look(tmp_path)
    assert found.in_use
    assert "doctor.finding.leftover" not in {finding.key for finding in found.findings}


def test_files_of_another_user_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path)
    uid = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    (finding,) = [one for one in look(tmp_path).findings if one.key.endswith("foreign")]
    assert finding.values["n"] == len(list(tmp_path.rglob("*")))


def test_a_read_only_month_is_told(tmp_path: Path) -> None:
    month(tmp_path, GOOD).chmod(0o400)
    assert [key for key, _ in keys(tmp_path)] == ["read_only"]
