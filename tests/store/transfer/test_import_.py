"""The months of an export, back in a folder without a log."""

import os
import subprocess
import sys
from contextlib import suppress
from errno import EIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from achillescli import store
from achillescli.errors import AchillesError, StoreError, UsageError
from achillescli.store.files import system
from achillescli.store.files.layout import MonthFile
from achillescli.store.transfer import archive, export
from achillescli.store.transfer import import_ as imported
from tests.kit.journals import NOW, add, month, second, sentence, text, tree
from tests.kit.looks import look
from tests.kit.months import LOGS

MARCH = MonthFile("2026-03.toml", text().encode())
APRIL = MonthFile("2026-04.toml", text(id='"b1"').encode())


def put(home: Path, *months: MonthFile) -> None:
    imported.put_back(home, months)


def refusal(home: Path, *months: MonthFile) -> str:
    before = {path: left for path, left in tree(home).items() if Path(path).is_file()}
    with pytest.raises(AchillesError) as error:
        put(home, *months)
    for language in ("en", "nl"):
        assert sentence(error.value, language)
    after = {path: left for path, left in tree(home).items() if Path(path).is_file()}
    after.pop(str(home / "lock"), None)
    assert after == before
    return error.value.key


def raws(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "log").iterdir()}


def test_every_month_is_back_and_private(tmp_path: Path) -> None:
    put(tmp_path / "new", MARCH, APRIL)
    assert raws(tmp_path / "new") == {MARCH.name: MARCH.raw, APRIL.name: APRIL.raw}
    for path in (tmp_path / "new").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


@pytest.mark.slow
@settings(max_examples=40)
@given(LOGS)
def test_a_log_goes_out_and_comes_back_byte_for_byte(log: dict[str, bytes]) -> None:
    with TemporaryDirectory() as place:
        old, new = Path(place) / "old", Path(place) / "new"
        for name, raw in log.items():
            month(old, raw, f"log/{name}")
        taken = export.snapshot(old)
        made = archive.text(taken.months, taken.journal.entries, taken.unreadable, NOW)
        put(new, *archive.read(made.encode(), "x.json").months)
        assert raws(new) == log
        again = export.snapshot(new)
        assert archive.text(again.months, again.journal.entries, again.unreadable, NOW) == made


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, MARCH, APRIL)
    before = tree(tmp_path / "log")
    put(tmp_path, MARCH, APRIL)
    assert tree(tmp_path / "log") == before


@pytest.mark.parametrize("there", [b"", b"\n", b"\xef\xbb\xbf\r\n"])
def test_a_month_of_white_space_is_no_log(tmp_path: Path, there: bytes) -> None:
    month(tmp_path, there, "log/2026-03.toml")
    put(tmp_path, MARCH)
    assert raws(tmp_path)[MARCH.name] == MARCH.raw


@pytest.mark.parametrize("there", [b"", b"\n", b"\xef\xbb\xbf\r\n"])
def test_a_month_that_was_emptied_and_is_not_brought_is_named(tmp_path: Path, there: bytes) -> None:
    month(tmp_path, there, "log/2026-05.toml")
    assert refusal(tmp_path, MARCH) == "store.error.empty"


@pytest.mark.parametrize("name", ["2026-03.toml", "2026-05.toml"])
def test_a_log_is_not_written_over(tmp_path: Path, name: str) -> None:
    month(tmp_path, second(), f"log/{name}")
    assert refusal(tmp_path, MARCH, APRIL) == "leave.error.not_empty"


def test_a_broken_month_is_a_log_too(tmp_path: Path) -> None:
    month(tmp_path, b"\0\0\0", "log/2026-05.toml")
    assert refusal(tmp_path, MARCH) == "leave.error.not_empty"


def test_a_folder_that_lost_its_months_is_not_empty(tmp_path: Path) -> None:
    month(tmp_path, text(), "backups/2026-05.2026-05-01.toml")
    assert refusal(tmp_path, MARCH) == "store.error.lost"


def test_backups_of_the_months_that_come_back_do_no_harm(tmp_path: Path) -> None:
    month(tmp_path, text(), "backups/2026-03.2026-03-09.toml")
    put(tmp_path, MARCH)
    assert store.load(tmp_path).entries


def test_a_month_of_a_newer_schema_is_refused(tmp_path: Path) -> None:
    newer = MonthFile("2026-05.toml", b"schema = 2\n")
    assert refusal(tmp_path, MARCH, newer) == "store.error.newer"
    assert not (tmp_path / "log").exists()


@pytest.mark.parametrize("file", ["2026-05 (1).toml", "2026-05.toml.conflict", "mine.txt"])
def test_what_lies_in_the_folder_of_the_log_is_not_lost(tmp_path: Path, file: str) -> None:
    month(tmp_path, "mine", f"log/{file}")
    assert refusal(tmp_path, MARCH) in ("leave.error.not_alone", "store.error.placeholder")


@pytest.mark.parametrize("call", ["sync", "swap", "sync_folder"])
@pytest.mark.parametrize("nth", range(4))
def test_an_import_that_fails_leaves_nothing_or_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
) -> None:
    act, left = getattr(system, call), [nth]

    def failing(*given: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(EIO, os.strerror(EIO))
        return act(*given)

    (tmp_path / "log").mkdir()
    monkeypatch.setattr(system, call, failing)
    with suppress(StoreError):
        put(tmp_path, MARCH, APRIL)
    monkeypatch.undo()
    present = raws(tmp_path) if (tmp_path / "log").is_dir() else {}
    assert present in ({}, {MARCH.name: MARCH.raw, APRIL.name: APRIL.raw})
    put(tmp_path, MARCH, APRIL)
    assert len(raws(tmp_path)) == 2
    assert not list(tmp_path.rglob("*.tmp"))


def test_the_folder_that_a_link_of_the_log_leads_to_takes_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "elsewhere" / "months").mkdir(parents=True)
    (home / "log").symlink_to(tmp_path / "elsewhere" / "months")
    put(home, MARCH)
    assert (home / "log").is_symlink()
    assert raws(home) == {MARCH.name: MARCH.raw}
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["months"]


KILLED = """
import os, sys
from pathlib import Path
from achillescli.store.files import system
from achillescli.store.transfer import import_ as imported
from achillescli.store.files.layout import MonthFile
from tests.kit.journals import text
left = int(sys.argv[2])
for name in ("sync", "sync_folder", "swap"):
    def counted(*given, call=getattr(system, name)):
        global left
        if left == 0:
            os._exit(9)
        left -= 1
        call(*given)
    setattr(system, name, counted)
imported.put_back(Path(sys.argv[1]), [MonthFile(f"2026-0{n}.toml", text(id=f'"a{n}"').encode()) for n in (1, 2, 3)])
"""


@pytest.mark.hazard("H42")
@pytest.mark.slow
@pytest.mark.parametrize("after", range(8))
def test_an_import_that_was_killed_leaves_nothing_or_all(tmp_path: Path, after: int) -> None:
    ran = subprocess.run([sys.executable, "-c", KILLED, tmp_path, str(after)], check=False)
    assert ran.returncode == 9
    months = {f"2026-0{n}.toml": text(id=f'"a{n}"').encode() for n in (1, 2, 3)}
    assert (tmp_path / "log").exists() == (after > 5)
    if after > 5:
        assert raws(tmp_path) == months
    put(tmp_path, *(MonthFile(name, raw) for name, raw in months.items()))
    assert raws(tmp_path) == months
    assert not list(tmp_path.rglob("*.tmp"))


def test_what_a_killed_import_left_is_cleared_by_the_next_write(tmp_path: Path) -> None:
    month(tmp_path, text(), ".log.tmp/2026-01.toml")
    month(tmp_path, text()[:9], ".log.tmp/.2026-02.toml.tmp")
    assert "doctor.finding.leftover" in [one.key for one in look(tmp_path).findings]
    add(tmp_path)
    assert not (tmp_path / ".log.tmp").exists()


def test_the_order_of_an_export_does_not_matter(tmp_path: Path) -> None:
    put(tmp_path, APRIL, MARCH)
    with pytest.raises(UsageError):
        put(tmp_path, MonthFile(APRIL.name, MARCH.raw))
