"""Entries that went away without a removal are missed, until a person lets them go."""

from collections.abc import Callable
from pathlib import Path

import pytest

from achillescli import store
from achillescli.errors import StoreError
from achillescli.store.backups import daily
from achillescli.store.files import layout
from achillescli.store.files.lock import lock
from achillescli.store.journal import cache, witness
from tests.kit.journals import MONTH, NOW, TODAY, add, month, morning, second, sentence

BACKUP = "backups/2026-03.2026-03-10.toml"
FLAG = {"kind": "flag", "date": TODAY, "calf_swollen": True}


def blocks(path: Path, kept: slice) -> None:
    """Leave only some entries of a month."""
    head, *entries = path.read_text().split("\n[[entry]]")
    path.write_text("\n[[entry]]".join([head, *entries[kept]]))


def refused(home: Path) -> StoreError:
    """Return why there is no advice, with a cache and without one that lasts."""
    for lasting in (None, store.lasting(home)):
        with pytest.raises(StoreError) as error:
            store.load(home, lasting, TODAY)
    assert error.value.then == "store.then.advice"
    return error.value


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of two months; the older holds a sign."""
    old = NOW.replace(month=2)
    add(tmp_path, morning(date=old.date()), old)
    add(tmp_path, {**FLAG, "date": old.date()}, old)
    add(tmp_path)
    return tmp_path


WAYS: dict[str, Callable[[Path], object]] = {
    "cut at an entry": lambda path: blocks(path, slice(0, 1)),
    "an entry taken out": lambda path: blocks(path, slice(1, 2)),
    "copied over": lambda path: path.write_text("schema = 1\n" + second("z9")),
    "put away": lambda path: path.unlink(),
}


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("witnesses", ["cache", "backup", "both"])
@pytest.mark.parametrize("way", WAYS)
def test_what_went_away_withholds_advice(log: Path, way: str, witnesses: str) -> None:
    if witnesses != "cache":
        daily.make(log, NOW)
    if witnesses == "backup":
        (log / "cache").unlink()
    WAYS[way](log / "log" / "2026-02.toml")
    said = sentence(refused(log))
    assert said.startswith("log/2026-02.toml: ")
    assert ("achilles restore 2026-02.2026-03-10" in said) == (witnesses != "cache")
    # An entry more makes nobody forget it.
    add(log)
    refused(log)


def test_a_month_put_back_from_a_copy_is_whole(log: Path) -> None:
    path = log / "log" / "2026-02.toml"
    raw = path.read_bytes()
    for way in ("cut at an entry", "an entry taken out", "put away"):
        WAYS[way](path)
        refused(log)
        add(log)
        path.write_bytes(raw)
        store.load(log)
        add(log)
        assert store.load(log, store.lasting(log), TODAY).entries


def test_a_removal_is_no_loss(log: Path) -> None:
    (gone,) = [entry for entry in store.load(log).entries if entry.kind == "flag"]
    add(log, {"kind": "remove", "date": TODAY, "of": gone.id})
    blocks(log / "log" / "2026-02.toml", slice(0, 1))
    store.load(log)


def test_an_entry_in_another_month_is_not_missed(log: Path) -> None:
    old, new = log / "log" / "2026-02.toml", log / MONTH
    block = old.read_text().partition("\n[[entry]]")[2].partition("\n[[entry]]")[0]
    blocks(old, slice(1, 2))
    new.write_text(new.read_text() + "\n[[entry]]" + block)
    assert len(store.load(log).entries) == 3


def test_what_a_person_lets_go_is_missed_no_more(log: Path) -> None:
    daily.make(log, NOW)
    blocks(log / "log" / "2026-02.toml", slice(0, 1))
    (damage,) = store.load(log, tolerant=True).damaged
    assert witness.is_missed(damage)
    with lock(log):
        witness.confirm(log, damage.error.values["ids"])
        witness.confirm(log, damage.error.values["ids"])
    assert (log / "gone").read_text().split() == sorted(damage.error.values["ids"])
    assert (log / "gone").stat().st_mode & 0o777 == 0o600
    store.load(log)
    add(log)
    assert cache.read(log).gone == {}
    assert store.lasting(log).months
    (log / "cache").unlink()
    store.load(log)
    (log / "gone").unlink()
    refused(log)


@pytest.mark.parametrize("content", [b"", b"\xff", b"x" * (3 << 20)])
def test_a_list_that_cannot_be_read_lets_nothing_go(log: Path, content: bytes) -> None:
    (log / "gone").write_bytes(content)
    blocks(log / "log" / "2026-02.toml", slice(0, 1))
    refused(log)


def test_a_copy_that_has_what_went_away_is_named(log: Path) -> None:
    path = log / "log" / "2026-02.toml"
    (log / "log" / "2026-02.toml.conflict1").write_bytes(path.read_bytes())
    blocks(path, slice(0, 1))
    said = sentence(refused(log))
    assert "log/2026-02.toml.conflict1 has it" in said
    assert "achilles merge log/2026-02.toml.conflict1" in said


def test_an_old_backup_and_one_that_cannot_be_read_miss_nothing(log: Path) -> None:
    daily.make(log, NOW)
    month(log, second("old"), "backups/2026-03.2025-01-01.toml")
    store.load(log)
    (log / "backups" / "2026-02.2026-03-11.toml").mkdir()
    store.load(log)


def test_a_whole_log_is_read_from_the_cache(log: Path) -> None:
    daily.keep(log, NOW)
    add(log)
    assert store.lasting(log).closed == tuple(layout.months(log))


def test_an_entry_of_which_a_removal_was_taken_back_is_missed(log: Path) -> None:
    of = store.load(log).entries[1].id
    removal = add(log, {"kind": "remove", "date": TODAY, "of": of})
    blocks(log / "log" / "2026-02.toml", slice(0, 1))
    (log / "cache").unlink()
    assert removal in store.load(log).entries
    with lock(log):
        cache.renew(log)
    assert removal in store.load(log, store.lasting(log), TODAY).entries
    add(log, {"kind": "remove", "date": TODAY, "of": removal.id})
    (log / "cache").unlink()
    found = refused(log)
    assert (found.key, found.values["ids"]) == ("store.error.gone", {of})


@pytest.mark.hazard("H42")
def test_an_entry_that_an_edit_names_is_missed(log: Path) -> None:
    path = log / "log" / "2026-02.toml"
    of = store.load(log).entries[1].id
    edit = add(log, {"kind": "edit", "date": TODAY, "of": of, "set": {"calf_warm": True}})
    blocks(path, slice(0, 1))
    (log / "cache").unlink()
    found = refused(log)
    assert (found.key, found.values["ids"]) == ("store.error.gone", {of})
    with lock(log):
        cache.renew(log)
    assert refused(log).key == "store.error.gone"
    add(log, {"kind": "remove", "date": TODAY, "of": of})
    for lasting in (None, store.lasting(log)):
        assert edit in store.load(log, lasting, TODAY).entries
