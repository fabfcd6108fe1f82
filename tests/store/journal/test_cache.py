"""The entries once more, quick to read: never another answer than the months give."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli import store
from achillescli.errors import StoreError
from achillescli.store.doctor import mend
from achillescli.store.doctor.finding import Mending
from achillescli.store.files.layout import MonthFile
from achillescli.store.journal import cache
from achillescli.store.journal.load import Journal
from achillescli.store.journal.month import Month
from achillescli.store.journal.month import month as read_month
from tests.kit.journals import NOW, TODAY, add, month, text
from tests.store.journal.test_append import KINDS


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """A journal of three months, the first two with every kind of entry, and its cache."""
    for number in (1, 2):
        now = NOW.replace(month=number)
        for table in KINDS:
            known = {**table, "of": f"a{number}"} if "of" in table else table
            add(tmp_path, {"date": TODAY, **known}, now)
    add(tmp_path)
    assert set(cache.read(tmp_path).months) == {
        "2026-01.toml",
        "2026-02.toml",
        "2026-03.toml",
    }
    return tmp_path


def _uncached(home: Path) -> Journal:
    (home / "cache").unlink()
    return store.load(home)


def test_the_cache_holds_what_the_months_hold(years: Path) -> None:
    kept = cache.read(years)
    for name in kept.months:
        raw = (years / "log" / name).read_bytes()
        assert kept.knows(MonthFile(name, raw))
        assert kept.whole(name).entries == read_month(raw, f"log/{name}").entries
    assert store.load(years) == _uncached(years)


def _of_the_cache(home: Path) -> list[Mending]:
    return [one for one in mend.mendings(home) if one.key == "cache"]


def test_the_doctor_tells_a_cache_with_other_values_than_the_months(years: Path) -> None:
    assert _of_the_cache(years) == []
    rest = (years / "cache").read_bytes().partition(b"\n")[2]
    changed = rest.replace(b'"minutes": 30', b'"minutes": 31')
    assert changed != rest
    (years / "cache").write_bytes(cache._seal(changed) + changed)
    (mending,) = _of_the_cache(years)
    mend.mend(years, mending, NOW)
    assert not (years / "cache").exists()


def test_the_cache_is_used(years: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []

    def noted(raw: bytes, file: str) -> Month:
        parsed.append(file)
        return real(raw, file)

    real = read_month
    monkeypatch.setattr(cache, "month", noted)
    store.load(years)
    assert parsed == []


@pytest.mark.slow
@pytest.mark.hazard("H49")
@pytest.mark.parametrize("position", range(0, 2000, 61))
def test_a_damaged_cache_changes_nothing(years: Path, position: int) -> None:
    wanted = store.load(years)
    path = years / "cache"
    raw = bytearray(path.read_bytes())
    raw[position % len(raw)] ^= 1
    path.write_bytes(raw)
    assert store.load(years) == wanted


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"\n", b"00000000\n", b"\xff" * 40, b"xx\n{}\n[]"])
def test_another_file_in_the_place_of_the_cache_changes_nothing(
    years: Path, content: bytes
) -> None:
    wanted = store.load(years)
    (years / "cache").write_bytes(content)
    assert store.load(years) == wanted


def test_a_cache_that_is_a_folder_changes_nothing(years: Path) -> None:
    wanted = _uncached(years)
    (years / "cache").mkdir()
    assert store.load(years) == wanted
    add(years)
    assert len(store.load(years).entries) == len(wanted.entries) + 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("here", "there"),
    [
        (b'"kind": "morning"', b'"kind": "meal"'),
        (b'"date": "2026', b'"date": "then'),
        (b'"slot": "am", ', b""),
        (b'"answers": {', b'"answers": {"hat": 7, '),
        (b'[{"id"', b'[3, {"id"'),
        (b'[{"id"', b'{"id"'),
    ],
)
def test_a_whole_cache_of_another_shape_changes_nothing(
    years: Path, here: bytes, there: bytes
) -> None:
    whole = store.load(years)
    rest = (years / "cache").read_bytes().partition(b"\n")[2]
    header, newline, lines = rest.partition(b"\n")
    assert here in lines
    changed = header + newline + lines.replace(here, there)
    (years / "cache").write_bytes(cache._seal(changed) + changed)
    assert cache.read(years).months
    assert store.load(years) == whole
    recent = store.load(years, store.lasting(years), TODAY)
    assert recent.entries
    assert all(entry in whole.entries for entry in recent.entries)


SHAPES = [
    lambda header: header.pop("gone"),
    lambda header: header.pop("backups"),
    lambda header: header.update(backups=3),
    lambda header: header.update(gone=["a1"]),
    lambda header: header.update(gone={"a1": 3}),
    lambda header: header.update(months=[]),
    lambda header: header["months"].update({"2026-13.toml": header["months"]["2026-01.toml"]}),
    lambda header: _january(header).pop("sha256"),
    lambda header: _january(header).update(sha256=None),
    lambda header: _january(header).update(more=1),
    lambda header: _january(header).update(whole="yes"),
    lambda header: _january(header).update(newest=None),
    lambda header: _january(header).update(ids=[1]),
    lambda header: _january(header)["ids"].append(_january(header)["ids"][0]),
    lambda header: _january(header).update(places=[999]),
    lambda header: _january(header).update(places=[1, 0]),
    lambda header: _january(header).update(places=["0"]),
]


def _january(header: dict[str, Any]) -> Any:
    return header["months"]["2026-01.toml"]


@pytest.mark.slow
@pytest.mark.parametrize("change", SHAPES, ids=range(len(SHAPES)))
def test_a_header_of_another_shape_is_as_none(
    years: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    whole = store.load(years)
    first, newline, lines = (years / "cache").read_bytes().partition(b"\n")[2].partition(b"\n")
    header = json.loads(first)
    change(header)
    changed = json.dumps(header).encode() + newline + lines
    (years / "cache").write_bytes(cache._seal(changed) + changed)
    assert cache.read(years) == cache.Cache()
    assert store.load(years) == whole
    assert store.lasting(years).months == {}


def test_entries_that_are_not_those_of_the_header_are_read_from_the_month(years: Path) -> None:
    whole = store.load(years)
    first, newline, lines = (years / "cache").read_bytes().partition(b"\n")[2].partition(b"\n")
    for left_out in (0, 1):
        rows = [json.loads(line) for line in lines.split(b"\n")]
        del rows[left_out][0]
        changed = first + newline + b"\n".join(json.dumps(row).encode() for row in rows)
        (years / "cache").write_bytes(cache._seal(changed) + changed)
        assert cache.read(years).months
        assert store.load(years) == whole


def test_an_entry_that_the_header_lacks_too_is_read_from_the_month(years: Path) -> None:
    whole = store.load(years)
    first, _, lines = (years / "cache").read_bytes().partition(b"\n")[2].partition(b"\n")
    header, rows = json.loads(first), [json.loads(line) for line in lines.split(b"\n")]
    january = _january(header)
    gone = rows[0].pop()
    del january["ids"][january["places"].pop()]
    assert gone["id"] not in january["ids"]
    text = b"\n".join(json.dumps(part).encode() for part in (header, *rows))
    (years / "cache").write_bytes(cache._seal(text) + text)
    assert cache.read(years).months
    assert store.load(years) == whole
    assert _of_the_cache(years) == []  # it is not believed, so it misleads nobody


def test_the_cache_of_another_version_is_not_used(
    years: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "VERSION", "0")
    assert cache.read(years) == cache.Cache()


def test_a_change_in_a_closed_month_is_seen_at_once_and_kept_at_the_next_entry(years: Path) -> None:
    path = years / "log" / "2026-01.toml"
    path.write_text(path.read_text().replace("minutes = 30", "minutes = 31"))
    assert store.load(years).entries[5].minutes == 31
    add(years)
    assert cache.read(years).whole("2026-01.toml").entries[5].minutes == 31


def test_a_closed_month_that_breaks_is_refused_and_mended(years: Path) -> None:
    path = years / "log" / "2026-01.toml"
    good = path.read_text()
    path.write_text(good + "oops")
    add(years)
    with pytest.raises(StoreError, match="toml"):
        store.load(years)
    path.write_text(good)
    add(years)
    assert store.load(years) == _uncached(years)


def test_warnings_about_a_closed_month_stay_with_the_cache(years: Path) -> None:
    path = years / "log" / "2026-01.toml"
    path.write_text(path.read_text() + "mod = 1\n")
    fresh = store.load(years)
    add(years)
    assert cache.read(years).months["2026-01.toml"].whole
    assert store.load(years).warnings == fresh.warnings != ()


@pytest.mark.parametrize("value", ["2026-03-01", "nan", "2026-03-01T10:00:00Z", "07:30:00"])
def test_what_json_cannot_hold_is_not_cached(tmp_path: Path, value: str) -> None:
    content = text(mine=value)
    month(tmp_path, content, "log/2026-02.toml")
    add(tmp_path)
    assert cache.read(tmp_path).months["2026-02.toml"].whole is False
    found, wanted = store.load(tmp_path), _uncached(tmp_path)
    assert [repr(e) for e in found.entries[:1]] == [repr(e) for e in wanted.entries[:1]]
    assert found.entries[1:] == wanted.entries[1:]
    assert found.warnings == wanted.warnings


@pytest.mark.slow
@given(kinds=st.lists(st.sampled_from(KINDS[:13]), max_size=6), last=st.integers(2, 12))
def test_a_journal_survives_the_cache(
    tmp_path_factory: pytest.TempPathFactory, kinds: Sequence[dict[str, Any]], last: int
) -> None:
    home = tmp_path_factory.mktemp("home")
    written = tuple(
        add(home, {"date": TODAY, **table}, NOW.replace(month=1 + number % last))
        for number, table in enumerate(kinds)
    )
    add(home, now=NOW.replace(year=2027))
    found = store.load(home).entries
    assert sorted(entry.id for entry in found[:-1]) == sorted(entry.id for entry in written)
    assert _uncached(home).entries == found if kinds else True
