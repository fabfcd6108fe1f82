"""What a look at the data finds: every kind of fault once, and nothing changed by looking."""

import datetime as dt
import os

import pytest

from achillescli import store
from achillescli.errors import StoreError
from achillescli.store.backups import daily as backup
from achillescli.store.doctor import checkup, inventory, surroundings
from achillescli.store.doctor.finding import Severity
from achillescli.store.files.lock import lock
from achillescli.words import LANGUAGES, Words
from tests.kit.corpus import READ_FILES, REFUSED_FILES
from tests.kit.journals import MONTH, NOW, SECRET, TODAY, add, month, morning, second, text, tree

COPY = "log/2026-03.sync-conflict-20260310-073000-ABCDEFG.toml"
BACKUP = "backups/2026-03.2026-03-09.toml"
GOOD = text()
DAY = dt.timedelta(days=1)


def look(home, places=(), now=NOW):
    """Return the findings as (key, line); every one has its words, and looking changes nothing."""
    home.mkdir(exist_ok=True)
    home.chmod(0o700)
    for folder in filter(os.path.isdir, (home / "log", home / "backups")):
        folder.chmod(0o700)
        for path in folder.iterdir():
            if path.is_file() and not path.is_symlink():
                path.chmod(0o600 if path.stat().st_mode & 0o200 else 0o400)
    before = tree(home)
    found = checkup.checkup(home, now, now.date(), places)
    assert tree(home) == before
    for language in LANGUAGES:
        for finding in found.findings:
            sentence = Words(language)(finding.key, **finding.values)
            assert SECRET not in sentence
            assert "{" not in sentence
    return found


def keys(home, **more):
    told = look(home, **more).findings
    return [(finding.key.removeprefix("doctor.finding."), finding.place.line) for finding in told]


def troubles(home):
    return [(finding.key, finding.place.line) for finding in look(home).of(Severity.TROUBLE)]


def test_a_good_log_has_no_findings(tmp_path):
    for days in (2, 1, 0):
        now = NOW - days * DAY
        backup.keep(tmp_path, now)
        add(tmp_path, morning(date=now.date()), now)
    found = look(tmp_path)
    assert found.findings == ()
    assert (found.months, found.entries, found.backups) == (1, 3, 2)
    assert found.newest_backup == "2026-03-10"
    assert found.cached
    assert found.free > 0
    assert not found.in_use


def test_without_a_log_there_is_nothing_to_find(tmp_path):
    found = checkup.checkup(tmp_path / "none", NOW, TODAY)
    assert found.findings == ()
    assert (found.months, found.entries, found.backups, found.newest_backup) == (0, 0, 0, "")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", REFUSED_FILES)
def test_what_withholds_advice_is_trouble(tmp_path, name):
    month(tmp_path, REFUSED_FILES[name])
    found = look(tmp_path).of(Severity.TROUBLE)
    assert found
    assert {finding.place.file for finding in found} == {MONTH}


@pytest.mark.parametrize("name", READ_FILES)
def test_what_withholds_nothing_is_no_trouble(tmp_path, name):
    month(tmp_path, READ_FILES[name][0])
    assert troubles(tmp_path) == []


def test_every_bad_entry_is_told_in_the_words_of_the_store(tmp_path):
    month(tmp_path, text(pain="11") + second().replace("pain = 1", "pain = -1") + "mood = 1\n")
    journal = store.load(tmp_path, tolerant=True)
    told = [(damage.error.key, damage.place.line) for damage in journal.damaged]
    assert troubles(tmp_path) == told
    assert [line for _, line in told] == [8, 16]


CAUSES = {
    "page": "<!DOCTYPE html><html></html>",
    "conflict": "schema = 1\n<<<<<<< HEAD\n" + GOOD + "=======\n>>>>>>> x\n",
    "joined": GOOD + GOOD,
}


@pytest.mark.parametrize("cause", CAUSES)
def test_what_became_of_a_month_is_told(tmp_path, cause):
    month(tmp_path, CAUSES[cause])
    assert troubles(tmp_path) == [(f"doctor.finding.{cause}", None)]


def test_a_month_that_is_lost_is_told_with_its_backup(tmp_path):
    month(tmp_path, GOOD, BACKUP)
    assert troubles(tmp_path) == [("store.error.lost", None)]
    month(tmp_path, "")
    assert troubles(tmp_path) == [("store.error.lost", None)]


def test_of_a_month_that_cannot_be_read_the_best_backup_is_told(tmp_path):
    month(tmp_path, CAUSES["page"])
    month(tmp_path, GOOD + second(), BACKUP)
    month(tmp_path, GOOD, "backups/2026-03.2026-03-10.toml")
    page, way = look(tmp_path).of(Severity.TROUBLE)
    assert page.key == "doctor.finding.page"
    assert (way.values["backup"], way.values["n"]) == ("2026-03.2026-03-09", 2)


def test_a_backup_that_cannot_be_put_back_is_not_offered(tmp_path):
    cut = (GOOD + second())[:-2]
    month(tmp_path, cut)
    month(tmp_path, cut, "backups/2026-03.2026-03-10.toml")
    (found,) = look(tmp_path).of(Severity.TROUBLE)
    assert (found.key, found.mendable) == ("doctor.finding.cut", True)
    month(tmp_path, GOOD, BACKUP)
    month(tmp_path, CAUSES["page"])
    _, way = look(tmp_path).of(Severity.TROUBLE)
    assert (way.values["backup"], way.values["n"]) == ("2026-03.2026-03-09", 1)


def test_of_a_cut_month_the_backup_that_has_more_is_told(tmp_path):
    month(tmp_path, (GOOD + second())[:-2])
    month(tmp_path, GOOD + second(), BACKUP)
    cut, way = look(tmp_path).of(Severity.TROUBLE)
    assert (cut.key, cut.place.line, cut.mendable) == ("doctor.finding.cut", 11, False)
    assert (way.key, way.values["n"]) == ("doctor.finding.restore", 2)


def test_what_can_be_mended_is_marked(tmp_path):
    month(tmp_path, (GOOD + second())[:-2])
    month(tmp_path, text(pain="11").replace("-03-", "-02-"), "log/2026-02.toml")
    found = look(tmp_path).of(Severity.TROUBLE)
    assert [(finding.place.file, finding.mendable) for finding in found] == [
        ("log/2026-02.toml", False),
        (MONTH, True),
    ]


def test_an_id_used_twice_is_told_with_where_and_whether_alike(tmp_path):
    month(tmp_path, GOOD + second("a1", "2026-03-01") + second() + second())
    other, same = look(tmp_path).of(Severity.TROUBLE)
    assert (other.key, other.place.line) == ("doctor.finding.twice_other", 12)
    assert (same.key, same.place.line) == ("doctor.finding.twice_same", 26)
    assert (other.values["file"], other.values["at_line"]) == (MONTH, 4)
    assert (same.values["file"], same.values["at_line"]) == (MONTH, 19)
    assert not same.mendable


def test_an_id_used_in_two_months_is_told(tmp_path):
    month(tmp_path, GOOD)
    month(tmp_path, GOOD, "log/2026-04.toml")
    (finding,) = look(tmp_path).of(Severity.TROUBLE)
    assert (finding.key, finding.place.file) == ("doctor.finding.twice_same", "log/2026-04.toml")
    assert finding.values["file"] == MONTH


def test_a_correction_that_does_not_fit_is_told(tmp_path):
    edit = "\n[[entry]]\nid = 'e1'\nkind = 'edit'\ndate = 2026-03-02\nat = 2026-03-02T07:30:00Z\nof = '{}'\nset = {{ pain = 11 }}\n"
    month(tmp_path, GOOD + edit.format("a1"))
    assert troubles(tmp_path) == [("store.error.edit", 12)]
    month(tmp_path, GOOD + edit.format("nobody"))
    assert ("orphan", 12) in keys(tmp_path)


ODD = {
    "future": (GOOD + second(date="2026-03-11"), 12),
    "long_before": (GOOD + second(date="2025-12-01"), 12),
    "clock_ahead": (GOOD + second(at="2026-03-10T08:00:00+01:00"), 12),
    "clock_back": (GOOD + second(at="2026-03-01T07:00:00+01:00"), 12),
    "other_month": (GOOD + second(at="2026-04-01T07:00:00+01:00"), 12),
    "mark": ("\ufeff" + GOOD, None),
}
SOUND = {
    "future": GOOD + second(date="2026-03-10"),
    "long_before": GOOD + second(date="2026-01-10"),
    "clock_ahead": GOOD + second(at="2026-03-10T07:35:00+01:00"),
    "clock_back": GOOD + second(at="2026-03-01T07:25:00+01:00"),
    "other_month": GOOD + second(at="2026-03-31T23:59:00-11:00"),
    "mark": GOOD,
}


@pytest.mark.parametrize("key", ODD)
def test_what_is_odd_about_an_entry_is_told_with_its_line(tmp_path, key):
    content, line = ODD[key]
    month(tmp_path, content)
    assert (key, line) in keys(tmp_path)
    month(tmp_path, SOUND[key])
    assert key not in dict(keys(tmp_path))


def test_what_is_odd_in_many_entries_is_told_once(tmp_path):
    month(tmp_path, GOOD + second("b", "2026-03-11") + second("c", "2026-03-12"))
    (finding,) = [one for one in look(tmp_path).findings if one.key.endswith("future")]
    assert (finding.values["n"], finding.place.line) == (2, 12)


def test_an_old_assessment_is_not_told(tmp_path):
    pause = "\n[[entry]]\nid = 'p'\nkind = 'pause'\ndate = 2025-01-01\nat = 2026-03-02T07:30:00Z\nfrom = 2025-01-01\nuntil = 2025-01-02\nreason = 'ill'\n"
    month(tmp_path, GOOD + pause)
    assert "long_before" not in dict(keys(tmp_path))


def test_an_unknown_key_is_told_with_the_nearest(tmp_path):
    month(tmp_path, GOOD + "nott = 1\n")
    (finding,) = [f for f in look(tmp_path).findings if f.key.startswith("store.warning.unknown")]
    assert (finding.place.line, finding.values["near"]) == (10, "note")


def test_a_large_month_is_told(tmp_path):
    month(tmp_path, GOOD + "# x\n" * (checkup.NEARLY_FULL // 4))
    assert ("nearly_full", None) in keys(tmp_path)


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
def test_a_copy_of_a_sync_tool_is_told_with_what_it_has(tmp_path, content, key, n):
    month(tmp_path, GOOD)
    month(tmp_path, content, COPY)
    (finding,) = [one for one in look(tmp_path).findings if "copy" in one.key]
    assert (finding.key, finding.place.file) == (f"doctor.finding.{key}", COPY)
    assert finding.values.get("n") == n


def test_a_backup_with_what_the_log_lacks_is_told(tmp_path):
    month(tmp_path, GOOD)
    month(tmp_path, GOOD + second(), BACKUP)
    (finding,) = [one for one in look(tmp_path).findings if one.key == "doctor.finding.restore"]
    assert finding.severity is Severity.REMARK
    assert (finding.values["backup"], finding.values["n"]) == ("2026-03.2026-03-09", 1)


def test_a_month_without_a_backup_of_the_days_before_is_told(tmp_path):
    month(tmp_path, GOOD)
    assert keys(tmp_path) == []
    month(tmp_path, GOOD + second())
    assert [key for key, _ in keys(tmp_path)] == ["no_backup"]
    month(tmp_path, GOOD, BACKUP)
    assert keys(tmp_path) == []


def test_files_that_no_run_needs_are_told(tmp_path):
    month(tmp_path, GOOD)
    month(tmp_path, "x", "log/.2026-03.toml.tmp")
    month(tmp_path, "x", f"{MONTH}.as-it-was-20260309T073000")
    month(tmp_path, "x", "log/.DS_Store")
    month(tmp_path, "x = ", "draft.toml")
    (tmp_path / "draft.toml").chmod(0o600)
    assert [key for key, _ in keys(tmp_path)] == ["leftover", "kept", "unknown_file", "draft"]


def test_a_temporary_file_of_a_run_at_work_is_not_told(tmp_path):
    add(tmp_path)
    month(tmp_path, "x", "log/.2026-03.toml.tmp")
    with lock(tmp_path):
        month(tmp_path, "x", "log/.2026-03.toml.tmp")
        found = look(tmp_path)
    assert found.in_use
    assert "doctor.finding.leftover" not in {finding.key for finding in found.findings}


def test_access_for_others_is_told(tmp_path):
    tmp_path.chmod(0o700)
    add(tmp_path)
    assert list(inventory.shared(tmp_path)) == []
    for path in (MONTH, "cache", "log"):
        (tmp_path / path).chmod(0o755)
    (tmp_path / "theirs").write_text("")
    (tmp_path / "theirs").chmod(0o644)
    tmp_path.chmod(0o750)
    assert list(inventory.shared(tmp_path)) == [".", "cache", "log", MONTH]


def test_files_of_another_user_are_told(tmp_path, monkeypatch):
    add(tmp_path)
    uid = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    (finding,) = [one for one in look(tmp_path).findings if one.key.endswith("foreign")]
    assert finding.values["n"] == len(list(tmp_path.rglob("*")))


def test_a_read_only_month_is_told(tmp_path):
    month(tmp_path, GOOD).chmod(0o400)
    assert [key for key, _ in keys(tmp_path)] == ["read_only"]


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path, monkeypatch):
    add(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, _: path.name != "log")
    assert [key for key, _ in keys(tmp_path)] == ["unwritable"]


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    add(tmp_path)
    real = os.statvfs(tmp_path)
    for fields, told in (
        ({"f_bavail": 100}, ["little_room"]),
        ({"f_files": 9, "f_favail": 0}, ["little_room"]),
        ({"f_files": 0, "f_favail": 0}, []),
    ):
        names = ("f_bavail", "f_frsize", "f_files", "f_favail")
        state = {name: getattr(real, name) for name in names} | fields
        monkeypatch.setattr(os, "statvfs", lambda _, state=state: type("State", (), state))
        assert [key for key, _ in keys(tmp_path)] == told


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/achilles", "Dropbox"),
        ("Dropbox (Work)/a", "Dropbox"),
        ("OneDrive - Firm/a", "OneDrive"),
        ("Library/Mobile Documents/a", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Google Drive/My Drive/a", "Google Drive"),
        ("megabytes/a", None),
    ],
)
def test_a_folder_that_is_synced_is_told(tmp_path, folder, service):
    home = tmp_path / folder
    add(home)
    found = [one.values["service"] for one in surroundings.of_place(home)]
    assert found == ([service] if service else [])


def test_a_folder_that_syncthing_has_marked_is_told_through_a_link(tmp_path):
    (tmp_path / "real" / "home").mkdir(parents=True)
    (tmp_path / "real" / ".stfolder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "home")
    (finding,) = surroundings.of_place(tmp_path / "link")
    assert finding.values["service"] == "Syncthing"


def test_a_log_elsewhere_is_told_once(tmp_path):
    home, other, empty = (tmp_path / name for name in ("home", "other", "empty"))
    for folder in (home, other):
        add(folder)
    (tmp_path / "link").symlink_to(other)
    (tmp_path / "same").symlink_to(home)
    places = [home, tmp_path / "same", other, tmp_path / "link", empty]
    told = [one for one in look(home, places).findings if one.key.endswith("elsewhere")]
    assert [(one.values["path"], one.values["n"]) for one in told] == [(other, 1)]
    assert not empty.exists()


@pytest.mark.parametrize("under", ["file/home", "file", "x" * 300, "dangling", "loop"])
def test_a_folder_that_cannot_be_is_trouble(tmp_path, under):
    (tmp_path / "file").write_text("")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(StoreError) as error:
        store.load(tmp_path / under)
    found = checkup.checkup(tmp_path / under, NOW, TODAY)
    assert [finding.key for finding in found.of(Severity.TROUBLE)] == [error.value.key]


def test_a_cache_that_is_old_is_known(tmp_path):
    add(tmp_path)
    assert look(tmp_path).cached
    with (tmp_path / MONTH).open("a") as stream:
        stream.write("# mine\n")
    assert not look(tmp_path).cached


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_the_first_and_the_last_time_of_all_are_told(at, tmp_path):
    month(tmp_path, GOOD + second(at=at) + second("a3"))
    found = {key for key, _ in keys(tmp_path)}
    assert {"clock_back", "other_month"} <= found
