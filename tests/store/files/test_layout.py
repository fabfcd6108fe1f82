"""The names in the data folder."""

from pathlib import Path

from achillescli.store.files import layout
from tests.kit.journals import month, text


def test_backups_are_listed_in_the_order_of_their_dates(tmp_path: Path) -> None:
    for made in ("2026-03-10", "2026-03-09T235959", "mine", "2026-99-99", "2026-03-10T000000"):
        month(tmp_path, text(), f"backups/2026-03.{made}.toml")
    for other in ("2026-03.toml", ".2026-03.2026-03-10.toml.tmp", "notes.toml", "2026-13.x.toml"):
        month(tmp_path, text(), f"backups/{other}")
    assert [one.made for one in layout.backups(tmp_path)] == [
        "2026-99-99",
        "mine",
        "2026-03-09T235959",
        "2026-03-10",
        "2026-03-10T000000",
    ]
    assert [one.date for one in layout.backups(tmp_path)][:2] == ["", ""]
