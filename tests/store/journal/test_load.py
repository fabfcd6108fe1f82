"""What the log holds: whole or refused, with the cache and without, beside copies and backups."""

import datetime as dt
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli import store
from achillescli.core.log.corrections import applied
from achillescli.errors import StoreError
from achillescli.store.files.layout import MonthFile
from achillescli.store.journal import cache
from tests.kit.journals import MONTH, NOW, SECRET, TODAY, add, month, second, sentence, text
from tests.store.journal.test_append import KINDS


@pytest.fixture
def years(tmp_path):
    """A journal of three months, the first two with every kind of entry, and its cache."""
    for number in (1, 2):
        now = NOW.replace(month=number)
        for table in KINDS:
            known = {**table, "of": "a0"} if "of" in table else table
            add(tmp_path, {"date": TODAY, **known}, now)
    add(tmp_path)
    assert set(cache.read(tmp_path).months) == {
        "2026-01.toml",
        "2026-02.toml",
        "2026-03.toml",
    }
    return tmp_path


def _uncached(home):
    (home / "cache").unlink()
    return store.load(home)


def test_the_cache_holds_what_the_months_hold(years):
    kept = cache.read(years)
    for name in kept.months:
        raw = (years / "log" / name).read_bytes()
        assert kept.knows(MonthFile(name, raw))
        assert kept.whole(name).entries == cache.month(raw, f"log/{name}").entries
    assert store.load(years) == _uncached(years)


def test_the_cache_is_used(years, monkeypatch):
    parsed = []

    def noted(raw, file):
        parsed.append(file)
        return real(raw, file)

    real = cache.month
    monkeypatch.setattr(cache, "month", noted)
    store.load(years)
    assert parsed == []


@pytest.mark.hazard("H49")
@pytest.mark.parametrize("position", range(0, 2000, 61))
def test_a_damaged_cache_changes_nothing(years, position):
    wanted = store.load(years)
    path = years / "cache"
    raw = bytearray(path.read_bytes())
    raw[position % len(raw)] ^= 1
    path.write_bytes(raw)
    assert store.load(years) == wanted


@pytest.mark.parametrize("content", [b"", b"\n", b"00000000\n", b"\xff" * 40, b"xx\n{}\n[]"])
def test_another_file_in_the_place_of_the_cache_changes_nothing(years, content):
    wanted = store.load(years)
    (years / "cache").write_bytes(content)
    assert store.load(years) == wanted


def test_a_cache_that_is_a_folder_changes_nothing(years):
    wanted = _uncached(years)
    (years / "cache").mkdir()
    assert store.load(years) == wanted
    add(years)
    assert len(store.load(years).entries) == len(wanted.entries) + 1


def test_the_cache_of_another_version_is_not_used(years, monkeypatch):
    monkeypatch.setattr(cache, "VERSION", "0")
    assert cache.read(years) == cache.Cache()


def test_a_change_in_a_closed_month_is_seen_at_once_and_kept_at_the_next_entry(years):
    path = years / "log" / "2026-01.toml"
    path.write_text(path.read_text().replace("minutes = 30", "minutes = 31"))
    assert store.load(years).entries[5].minutes == 31
    add(years)
    assert cache.read(years).whole("2026-01.toml").entries[5].minutes == 31


def test_a_closed_month_that_breaks_is_refused_and_mended(years):
    path = years / "log" / "2026-01.toml"
    good = path.read_text()
    path.write_text(good + "oops")
    add(years)
    with pytest.raises(StoreError, match="toml"):
        store.load(years)
    path.write_text(good)
    add(years)
    assert store.load(years) == _uncached(years)


def test_warnings_about_a_closed_month_stay_with_the_cache(years):
    path = years / "log" / "2026-01.toml"
    path.write_text(path.read_text() + "mod = 1\n")
    fresh = store.load(years)
    add(years)
    assert cache.read(years).months["2026-01.toml"].whole
    assert store.load(years).warnings == fresh.warnings != ()


@pytest.mark.parametrize("value", ["2026-03-01", "nan", "2026-03-01T10:00:00Z", "07:30:00"])
def test_what_json_cannot_hold_is_not_cached(tmp_path, value):
    content = text(mine=value)
    month(tmp_path, content, "log/2026-02.toml")
    add(tmp_path)
    assert cache.read(tmp_path).months["2026-02.toml"].whole is False
    found, wanted = store.load(tmp_path), _uncached(tmp_path)
    assert [repr(e) for e in found.entries[:1]] == [repr(e) for e in wanted.entries[:1]]
    assert found.entries[1:] == wanted.entries[1:]
    assert found.warnings == wanted.warnings


@given(kinds=st.lists(st.sampled_from(KINDS[:13]), max_size=6), last=st.integers(2, 12))
def test_a_journal_survives_the_cache(tmp_path_factory, kinds, last):
    home = tmp_path_factory.mktemp("home")
    written = tuple(
        add(home, {"date": TODAY, **table}, NOW.replace(month=1 + number % last))
        for number, table in enumerate(kinds)
    )
    add(home, now=NOW.replace(year=2027))
    found = store.load(home).entries
    assert sorted(entry.id for entry in found[:-1]) == sorted(entry.id for entry in written)
    assert _uncached(home).entries == found if kinds else True


def test_an_id_twice_is_refused_in_a_month_and_over_months(tmp_path):
    month(tmp_path, text(), "log/2026-02.toml")
    month(tmp_path, text() + second())
    with pytest.raises(StoreError) as error:
        store.load(tmp_path)
    assert sentence(error.value).startswith(f"{MONTH}, line 4: another entry has this id")
    journal = store.load(tmp_path, tolerant=True)
    assert [entry.id for entry in journal.entries] == ["a1", "a2"]
    assert len(journal.damaged) == 1


EDIT = "\n[[entry]]\nid = 'e1'\nkind = 'edit'\nof = 'a1'\ndate = 2026-03-02\nat = 2026-03-02T07:00:00Z\n"


@pytest.mark.parametrize(
    "change", ["pain = 12", "id = 'x'", '"pain.x" = 3', "note = 5", "pain = nan"]
)
def test_an_edit_that_does_not_fit_is_refused_with_its_line(tmp_path, change):
    month(tmp_path, text() + EDIT + f"[entry.set]\n{change}\n" + second())
    with pytest.raises(StoreError) as error:
        store.load(tmp_path)
    assert sentence(error.value).startswith(f"{MONTH}, line 12: the correction e1 ")
    journal = store.load(tmp_path, tolerant=True)
    assert [entry.id for entry in applied(journal.entries)] == ["a1", "a2"]


def test_an_edit_is_kept_as_an_entry(tmp_path):
    month(tmp_path, text() + EDIT + "[entry.set]\npain = 7\n")
    journal = store.load(tmp_path)
    assert [entry.kind for entry in journal.entries] == ["morning", "edit"]
    assert applied(journal.entries)[0].pain == 7


UNKNOWN = [
    (text(stifness_min="3"), 10, "stifness_min is not known", "Is stiffness_min meant?"),
    (text(mood='"x"'), 10, "mood is not known", None),
    ("scheme = 2\n" + text(), 1, "scheme is not known", "Is schema meant?"),
    (text() + "[entry.weather]\nwind = 3\n", 10, "weather is not known", None),
    (text(kind='"painkiller"'), 8, "pain is not known", None),
]


@pytest.mark.parametrize(("content", "line", "said", "near"), UNKNOWN)
def test_an_unknown_key_is_kept_and_told(tmp_path, content, line, said, near):
    month(tmp_path, content)
    journal = store.load(tmp_path)
    assert len(journal.entries) == 1
    (warning,) = journal.warnings
    told = sentence(warning)
    assert told.startswith(f"{MONTH}, line {line}: {said}")
    assert near is None or told.endswith(near)
    assert SECRET not in told


UNKNOWN_CHANGES = [
    ("[entry.set]\npian = 7\n", 18, "set.pian is not known", "Is pain meant?"),
    ("set = { pian = 7 }\n", 17, "set.pian is not known", "Is pain meant?"),
    ('set = { "done.reps" = 7 }\n', 17, "set.done.reps is not known", "and not used."),
    ("[entry.set]\nslot = 'am'\n", 18, "set.slot is not known", "and not used."),
]


@pytest.mark.parametrize(("change", "line", "said", "end"), UNKNOWN_CHANGES)
def test_an_unknown_key_in_a_correction_is_kept_and_told(tmp_path, change, line, said, end):
    month(tmp_path, text() + EDIT + change)
    journal = store.load(tmp_path)
    assert applied(journal.entries)[0].pain == 3
    (warning,) = journal.warnings
    told = sentence(warning)
    assert told.startswith(f"{MONTH}, line {line}: {said}")
    assert told.endswith(end)


def test_a_correction_of_an_entry_in_another_month_may_name_what_any_kind_has(tmp_path):
    edit = EDIT.replace('"a1"', '"b1"').replace("'a1'", "'b1'")
    keys = "slot = 'am'\n'red_flags.snap' = true\nweather = 1\n"
    month(tmp_path, text() + edit + f"[entry.set]\n{keys}")
    (warning,) = store.load(tmp_path).warnings
    assert "set.weather is not known" in sentence(warning)


def test_an_unknown_key_is_told_once_a_file_and_without_control_characters(tmp_path):
    key = '"x\\u001b[31m' + "y" * 100 + '"'
    month(tmp_path, text(**{key: "1"}) + second() + f"{key} = 1\nmood = 1\n")
    told = [sentence(warning) for warning in store.load(tmp_path).warnings]
    assert len(told) == 2
    assert all(line.isprintable() and len(line) < 140 for line in told)


COPIES = [
    "2026-03.sync-conflict-20260310-101010-ABCDEFG.toml",
    "2026-03 (conflicted copy 2026-03-10).toml",
    "2026-03 (Anna's conflicted copy 2026-03-10).toml",
    "2026-03 (1).toml",
    "2026-03-LAPTOP.toml",
    "2026-03 copy.toml",
    "2026-03_conflict-20260310-101010.toml",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_with_entries_that_the_log_lacks_is_told_each_time(tmp_path, name):
    month(tmp_path, text())
    month(tmp_path, text() + second() + second("a3"), f"log/{name}")
    for _ in range(2):
        (warning,) = store.load(tmp_path).warnings
        assert sentence(warning) == (
            f"log/{name}: this copy holds 2 entries that the log lacks. "
            f'To take them in: achilles merge "log/{name}"'
        )
    month(tmp_path, text(), f"log/{name}")
    assert store.load(tmp_path).warnings == ()


def test_other_files_beside_are_left_alone(tmp_path):
    month(tmp_path, text())
    for name in (".2026-03.toml.swp", ".2026-03.toml.tmp", "2026-03.toml~", "2026-3.toml", "notes"):
        month(tmp_path, "half", f"log/{name}")
    assert store.load(tmp_path).warnings == ()


BACKUP = "backups/2026-03.2026-03-09.toml"


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("content", [b"", b" \n", None])
def test_an_empty_or_absent_month_with_a_backup_is_refused(tmp_path, content):
    month(tmp_path, text(), BACKUP)
    if content is not None:
        month(tmp_path, content)
    for attempt in (store.load, add):
        with pytest.raises(StoreError) as error:
            attempt(tmp_path)
        assert sentence(error.value).startswith(f"{MONTH}: the file is missing or empty")
        assert BACKUP in sentence(error.value)
    add(tmp_path, now=NOW.replace(month=4))


def test_backups_without_content_and_broken_backups_stop_nothing(tmp_path):
    month(tmp_path, " \n", BACKUP)
    month(tmp_path, b"")
    add(tmp_path)
    month(tmp_path / "other", "", "backups")
    add(tmp_path / "other")
    assert len(store.load(tmp_path / "other").entries) == 1


def test_reading_needs_no_writing_library(tmp_path):
    import subprocess

    add(tmp_path, now=NOW.replace(month=2))
    code = (
        "import sys; from pathlib import Path; from achillescli import store;"
        f"found = store.load(Path({str(tmp_path)!r})); print(len(found.entries));"
        "print(sorted({'tomli_w', 'pydantic', 'rich', 'difflib', 'typer'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n")[:2] == ["1", "[]"]


def test_a_date_to_come_is_kept(tmp_path):
    month(tmp_path, text(date="2099-01-01"))
    assert store.load(tmp_path).entries[0].date == dt.date(2099, 1, 1)
