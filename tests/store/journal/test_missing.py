"""What the log lacks beside its copies and backups is told or refused."""

from pathlib import Path
from shlex import quote

import pytest

from achillescli import store
from achillescli.errors import StoreError
from achillescli.store.backups import daily
from achillescli.store.backups.restore import comparison, copies_of
from achillescli.store.files import layout
from achillescli.store.journal import witness
from achillescli.store.journal.missing import lost_months
from achillescli.words import LANGUAGES
from tests.kit.journals import MONTH, NOW, add, month, second, sentence, text

COPIES = [
    "2026-03.sync-conflict-20260310-101010-ABCDEFG.toml",
    "2026-03 (conflicted copy 2026-03-10).toml",
    "2026-03 (Anna's conflicted copy 2026-03-10).toml",
    "2026-03 (1).toml",
    "2026-03-LAPTOP.toml",
    "2026-03 copy.toml",
    "2026-03_conflict-20260310-101010.toml",
]


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("name", COPIES)
def test_a_copy_with_entries_that_the_log_lacks_withholds_advice(tmp_path: Path, name: str) -> None:
    month(tmp_path, text())
    month(tmp_path, text() + second() + second("a3"), f"log/{name}")
    for _ in range(2):
        with pytest.raises(StoreError) as error:
            store.load(tmp_path)
        assert sentence(error.value).startswith(
            f"{MONTH}: 2 entries are not here, but beside this file; log/{name} has 2 of them. "
            "If they are not wanted: achilles doctor --repair. "
            f"To take them in: achilles merge {quote(f'log/{name}')}"
        )
        assert error.value.then == "store.then.advice"
        add(tmp_path)
    month(tmp_path, text(), f"log/{name}")
    assert len(store.load(tmp_path).entries) == 3


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("name", ["2026-13.toml", "march.toml", "my log"])
def test_a_month_under_any_other_name_is_named_before_its_backup(tmp_path: Path, name: str) -> None:
    month(tmp_path, text())
    daily.make(tmp_path, NOW)
    (copied,) = layout.backups(tmp_path)
    add(tmp_path)
    whole = (tmp_path / MONTH).read_bytes()
    (tmp_path / MONTH).rename(tmp_path / "log" / name)
    month(tmp_path, second("z1"), f"log/other {name}")
    month(tmp_path, "schema = 1\n", f"log/part of {name}")
    with pytest.raises(StoreError) as error:
        store.load(tmp_path)
    assert (error.value.key, error.value.values["file"]) == ("store.error.elsewhere", f"log/{name}")
    (beside,) = copies_of(tmp_path, comparison(tmp_path, copied))
    assert beside == {"file": f"log/{name}", "n": 1}
    (tmp_path / "log" / name).rename(tmp_path / MONTH)
    assert (tmp_path / MONTH).read_bytes() == whole
    assert store.load(tmp_path).entries


def test_a_copy_of_which_a_person_lets_go_withholds_nothing(tmp_path: Path) -> None:
    month(tmp_path, text())
    month(tmp_path, second(), "log/2026-03 (1).toml")
    (damage,) = store.load(tmp_path, tolerant=True).damaged
    assert (damage.error.key, damage.error.values["ids"]) == ("store.error.gone_beside", {"a2"})
    witness.confirm(tmp_path, ["a2"])
    assert store.load(tmp_path).damaged == ()


def test_other_files_beside_are_left_alone(tmp_path: Path) -> None:
    month(tmp_path, text())
    for name in (".2026-03.toml.swp", ".2026-03.toml.tmp", "2026-03.toml~", "2026-3.toml", "notes"):
        month(tmp_path, "half", f"log/{name}")
    assert store.load(tmp_path).warnings == ()
    month(tmp_path, "walked on 2026-02-03", "log/2026-02 walks.txt")
    assert store.load(tmp_path).damaged == ()


OTHER_NAMES = [
    ".2026-03.toml.icloud",
    "2026-03.TOML",
    "2026-03.Toml",
    "2026-03.toml.conflict",
    "2026-03.toml.conflict1",
    "2026-03.toml..path1",
    "2026-03..path2.toml",
    "Copy of 2026-03.toml",
    "Kopie van 2026-03.toml",
    "2026-03 - kopie.toml",
    "2026-03 2.toml",
    "2026-03.toml~",
    "2026-03.toml~HEAD",
    "2026-03.toml.orig",
    "2026-03.toml.bak",
    "2026-03.bak",
    "2026-03.txt",
    "#2026-03.toml#",
    "2026-03 $(id) 'x'.toml",
    *COPIES,
]


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("backup", [False, True])
@pytest.mark.parametrize("name", OTHER_NAMES)
def test_a_month_under_another_name_is_refused_with_the_way_back(
    tmp_path: Path, name: str, backup: bool
) -> None:
    add(tmp_path, now=NOW.replace(month=2))
    held = month(tmp_path, text(), f"log/{name}")
    if backup:
        month(tmp_path, text(), BACKUP)
    for attempt in (store.load, add):
        with pytest.raises(StoreError) as error:
            attempt(tmp_path)
        said = sentence(error.value)
        assert said.startswith(f"{MONTH}: this month is not here, but log/{name} is.")
        assert error.value.values["source"] == held
        assert error.value.values["target"] == tmp_path / MONTH
    held.rename(tmp_path / MONTH)
    add(tmp_path)
    assert len(store.load(tmp_path).entries) == 3


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("folder", ["log", "backups"])
def test_what_a_sync_tool_puts_in_the_place_of_a_month_is_refused(
    tmp_path: Path, folder: str
) -> None:
    name = {"log": ".2026-03.toml.icloud", "backups": ".2026-03.2026-03-09.toml.icloud"}[folder]
    month(tmp_path, b"bplist00\xd1", f"{folder}/{name}")
    for attempt in (store.load, add):
        with pytest.raises(StoreError) as error:
            attempt(tmp_path)
        said = sentence(error.value)
        assert said.startswith(f"{MONTH}: this month is not here; {folder}/{name} stands in for it")


def test_of_several_files_the_fullest_is_named(tmp_path: Path) -> None:
    month(tmp_path, text(), "log/2026-03.toml.conflict1")
    month(tmp_path, text() + second(), "log/2026-03.toml.conflict2")
    month(tmp_path, b"", "log/2026-03.toml.conflict3")
    with pytest.raises(StoreError) as error:
        store.load(tmp_path)
    assert "but log/2026-03.toml.conflict2 is" in sentence(error.value)


BACKUP = "backups/2026-03.2026-03-09.toml"


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("content", [b"", b" \n", None])
def test_an_empty_or_absent_month_with_a_backup_is_refused(
    tmp_path: Path, content: bytes | None
) -> None:
    month(tmp_path, text(), BACKUP)
    if content is not None:
        month(tmp_path, content)
    for attempt in (store.load, add):
        with pytest.raises(StoreError) as error:
            attempt(tmp_path)
        assert sentence(error.value).startswith(f"{MONTH}: the file is missing or empty")
        assert BACKUP in sentence(error.value)
    add(tmp_path, now=NOW.replace(month=4))


def test_backups_without_content_and_broken_backups_stop_nothing(tmp_path: Path) -> None:
    month(tmp_path, " \n", BACKUP)
    add(tmp_path)
    month(tmp_path / "other", "", "backups")
    add(tmp_path / "other")
    assert len(store.load(tmp_path / "other").entries) == 1


def test_the_sentence_about_a_lost_month_names_the_way_back(tmp_path: Path) -> None:
    newest = "backups/2026-03.2026-03-10.toml"
    month(tmp_path, text(), "backups/2026-03.2026-03-08.toml")
    month(tmp_path, text(), newest)
    month(tmp_path, " ", "backups/2026-03.2026-03-11.toml")
    (lost,) = lost_months(tmp_path, ())
    for language in LANGUAGES:
        said = sentence(lost.error, language)
        assert "achilles restore 2026-03.2026-03-10." in said
        assert newest in said
