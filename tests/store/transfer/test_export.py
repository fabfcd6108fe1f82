"""What is taken away of a log, sound or damaged."""

from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.errors import StoreError
from achillescli.store.journal.load import Journal
from achillescli.store.transfer import export
from tests.kit.journals import month, second, text, tree


def test_the_months_are_taken_as_they_are(tmp_path: Path) -> None:
    raws = {"2026-02.toml": text(id='"b1"').encode(), "2026-03.toml": b"\xef\xbb\xbf"}
    for name, raw in raws.items():
        month(tmp_path, raw, f"log/{name}")
    found = export.snapshot(tmp_path)
    assert dict(found.months) == raws
    assert [entry.id for entry in found.journal.entries] == ["b1"]
    assert (found.lacking, found.unreadable) == ((), ("log/2026-03.toml",))


@pytest.mark.parametrize("name", ["2026-03.toml.conflict1", ".2026-03.toml.icloud"])
def test_a_month_that_is_elsewhere_is_lacking(tmp_path: Path, name: str) -> None:
    month(tmp_path, text(id='"b1"'), "log/2026-02.toml")
    month(tmp_path, text(), f"log/{name}")
    found = export.snapshot(tmp_path)
    assert [one.name for one in found.months] == ["2026-02.toml"]
    assert found.lacking == ("log/2026-03.toml",)


def test_a_damaged_month_is_taken_and_named_once(tmp_path: Path) -> None:
    raw = (text(pain="11") + second() + second("a3").replace("pain = 1", "pain = 12")).encode()
    month(tmp_path, raw)
    month(tmp_path, text(id='"b1"'), "log/2026-04.toml")
    found = export.snapshot(tmp_path)
    assert found.months[0].raw == raw
    assert found.unreadable == ("log/2026-03.toml",)
    assert [entry.id for entry in found.journal.entries] == ["a2", "b1"]
    assert found.lacking == ()


def test_a_month_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    month(tmp_path, text(id='"b1"'), "log/2026-04.toml")
    (tmp_path / "log" / "2026-03.toml").mkdir()
    month(tmp_path, b"#" * ((2 << 20) + 1), "log/2026-05.toml")
    found = export.snapshot(tmp_path)
    assert [one.name for one in found.months] == ["2026-04.toml"]
    assert found.lacking == ("log/2026-03.toml", "log/2026-05.toml")
    assert set(found.lacking) <= set(found.unreadable)


def test_no_log_is_nothing(tmp_path: Path) -> None:
    found = export.snapshot(tmp_path / "none")
    assert (found.months, found.journal.entries) == ((), ())
    assert not (tmp_path / "none").exists()


def test_taking_changes_nothing(tmp_path: Path) -> None:
    month(tmp_path, text())
    before = tree(tmp_path)
    export.snapshot(tmp_path)
    assert tree(tmp_path) == before


def test_a_copy_beside_the_months_is_none_of_them(tmp_path: Path) -> None:
    month(tmp_path, text())
    month(tmp_path, second("z9"), "log/2026-03 (1).toml")
    found = export.snapshot(tmp_path)
    assert [one.name for one in found.months] == ["2026-03.toml"]
    assert [damage.error.key for damage in found.journal.damaged] == ["store.error.gone_beside"]


def written_to(monkeypatch: pytest.MonkeyPatch, home: Path, times: int) -> None:
    """Let another run add an entry during the first readings."""
    load, left = store.load, [*range(times)]

    def slow(folder: Path, **options: Any) -> Journal:
        found = load(folder, **options)
        if left:
            path = folder / "log" / "2026-03.toml"
            path.write_text(path.read_text() + second(f"w{left.pop()}"))
        return found

    monkeypatch.setattr(export, "load", slow)


def test_an_entry_that_comes_meanwhile_is_in_both_or_in_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month(tmp_path, text())
    written_to(monkeypatch, tmp_path, 2)
    found = export.snapshot(tmp_path)
    assert [entry.id for entry in found.journal.entries] == ["a1", "w1", "w0"]
    assert b"w0" in found.months[0].raw


def test_a_log_that_never_rests_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    month(tmp_path, text())
    written_to(monkeypatch, tmp_path, export.TRIES)
    with pytest.raises(StoreError):
        export.snapshot(tmp_path)
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["2026-03.toml"]
