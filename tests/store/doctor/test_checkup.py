"""What a look at the data finds: every kind of fault once, and nothing changed by looking."""

import datetime as dt
from pathlib import Path

import pytest

from achillescli import store
from achillescli.errors import StoreError
from achillescli.store.backups import daily as backup
from achillescli.store.doctor import checkup
from achillescli.store.doctor.finding import Severity
from tests.kit.corpus import EMPTY_FILES, READ_FILES, REFUSED_FILES
from tests.kit.journals import MONTH, NOW, TODAY, add, month, morning, second, text
from tests.kit.looks import BACKUP, GOOD, keys, look, troubles

DAY = dt.timedelta(days=1)


def test_a_good_log_has_no_findings(tmp_path: Path) -> None:
    for days in (2, 1, 0):
        now = NOW - days * DAY
        backup.keep(tmp_path, now)
        add(tmp_path, morning(date=now.date()), now)
    found = look(tmp_path)
    assert found.findings == ()
    assert (found.months, found.entries, found.backups) == (1, 3, 2)
    assert found.newest_backup == "2026-03-10"
    assert found.cached
    assert found.free
    assert found.free > 0
    assert not found.in_use


def test_without_a_log_there_is_nothing_to_find(tmp_path: Path) -> None:
    found = checkup.checkup(tmp_path / "none", NOW, TODAY)
    assert found.findings == ()
    assert (found.months, found.entries, found.backups, found.newest_backup) == (0, 0, 0, "")
    assert not (tmp_path / "none").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", [*REFUSED_FILES, *EMPTY_FILES])
def test_what_withholds_advice_is_trouble(tmp_path: Path, name: str) -> None:
    month(tmp_path, {**REFUSED_FILES, **EMPTY_FILES}[name])
    found = look(tmp_path).of(Severity.TROUBLE)
    assert found
    assert {finding.place.file for finding in found} == {MONTH}


@pytest.mark.parametrize("name", READ_FILES)
def test_what_withholds_nothing_is_no_trouble(tmp_path: Path, name: str) -> None:
    month(tmp_path, READ_FILES[name][0])
    assert troubles(tmp_path) == []


def test_every_bad_entry_is_told_in_the_words_of_the_store(tmp_path: Path) -> None:
    month(tmp_path, text(pain="11") + second().replace("pain = 1", "pain = -1") + "mood = 1\n")
    journal = store.load(tmp_path, tolerant=True)
    told = [(damage.error.key, damage.place.line) for damage in journal.damaged]
    assert troubles(tmp_path) == told
    assert [line for _, line in told] == [8, 16]


def test_a_month_that_is_lost_is_told_with_its_backup(tmp_path: Path) -> None:
    month(tmp_path, GOOD, BACKUP)
    assert troubles(tmp_path) == [("store.error.lost", None)]
    month(tmp_path, "")
    assert troubles(tmp_path) == [("store.error.lost", None)]


def test_what_can_be_mended_is_marked(tmp_path: Path) -> None:
    month(tmp_path, (GOOD + second())[:-2])
    month(tmp_path, text(pain="11").replace("-03-", "-02-"), "log/2026-02.toml")
    found = look(tmp_path).of(Severity.TROUBLE)
    assert [(finding.place.file, finding.mendable) for finding in found] == [
        ("log/2026-02.toml", False),
        (MONTH, True),
    ]


def test_a_correction_that_does_not_fit_is_told(tmp_path: Path) -> None:
    edit = "\n[[entry]]\nid = 'e1'\nkind = 'edit'\ndate = 2026-03-02\nat = 2026-03-02T07:30:00Z\nof = '{}'\nset = {{ pain = 11 }}\n"
    month(tmp_path, GOOD + edit.format("a1"))
    assert troubles(tmp_path) == [("store.error.edit", 12)]
    month(tmp_path, GOOD + edit.format("nobody"))
    assert ("orphan", 12) in keys(tmp_path)


def test_an_unknown_key_is_told_with_the_nearest(tmp_path: Path) -> None:
    month(tmp_path, GOOD + "nott = 1\n")
    (finding,) = [f for f in look(tmp_path).findings if f.key.startswith("store.warning.unknown")]
    assert (finding.place.line, finding.values["near"]) == (10, "note")


def test_a_large_month_is_told(tmp_path: Path) -> None:
    month(tmp_path, GOOD + "# x\n" * (checkup.NEARLY_FULL // 4))
    assert ("nearly_full", None) in keys(tmp_path)


@pytest.mark.parametrize("under", ["file/home", "file", "x" * 300, "dangling", "loop"])
def test_a_folder_that_cannot_be_is_trouble(tmp_path: Path, under: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(StoreError) as error:
        store.load(tmp_path / under)
    found = checkup.checkup(tmp_path / under, NOW, TODAY)
    assert [finding.key for finding in found.of(Severity.TROUBLE)] == [error.value.key]


def test_a_cache_that_is_old_is_known(tmp_path: Path) -> None:
    add(tmp_path)
    assert look(tmp_path).cached
    with (tmp_path / MONTH).open("a") as stream:
        stream.write("# mine\n")
    assert not look(tmp_path).cached
