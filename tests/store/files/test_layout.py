"""The names in the data folder."""

from pathlib import Path

import pytest

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


OWN = ["2026-03.toml", ".2026-03.toml.tmp", "2026-03.toml.as-it-was-20260309T073000"]
OWN += [".2026-03.toml.as-it-was-20260309T073000.tmp", "notes", "2026-3.toml", "12026-03.toml"]


@pytest.mark.parametrize("name", OWN)
def test_what_the_program_puts_beside_the_months_is_no_copy(name: str) -> None:
    assert layout.month_of_copy(name) == ""


@pytest.mark.parametrize("name", ["2026-03 2.toml", ".2026-03.toml.icloud", "Copy of 2026-03.toml"])
def test_a_copy_is_called_after_its_month(name: str) -> None:
    assert layout.month_of_copy(name) == "2026-03"
