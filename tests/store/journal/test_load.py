"""What the log holds: whole or refused, with the cache and without, beside copies and backups."""

import sys
from pathlib import Path

import pytest

from achillescli import store
from achillescli.core.log.corrections import log_of
from achillescli.errors import StoreError
from tests.kit.journals import MONTH, NOW, add, month, second, sentence, text


def test_an_id_twice_is_refused_in_a_month_and_over_months(tmp_path: Path) -> None:
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
def test_an_edit_that_does_not_fit_is_refused_with_its_line(tmp_path: Path, change: str) -> None:
    month(tmp_path, text() + EDIT + f"[entry.set]\n{change}\n" + second())
    with pytest.raises(StoreError) as error:
        store.load(tmp_path)
    assert sentence(error.value).startswith(f"{MONTH}, line 12: the correction e1 ")
    journal = store.load(tmp_path, tolerant=True)
    assert [entry.id for entry in log_of(journal.entries)] == ["a1", "a2"]


def test_an_edit_is_kept_as_an_entry(tmp_path: Path) -> None:
    month(tmp_path, text() + EDIT + "[entry.set]\npain = 7\n")
    journal = store.load(tmp_path)
    assert [entry.kind for entry in journal.entries] == ["morning", "edit"]
    assert log_of(journal.entries)[0].pain == 7


@pytest.mark.slow
def test_reading_needs_no_writing_library(tmp_path: Path) -> None:
    import subprocess

    add(tmp_path, now=NOW.replace(month=2))
    code = (
        "import sys; from pathlib import Path; from achillescli import store;"
        f"found = store.load(Path({str(tmp_path)!r})); print(len(found.entries));"
        "print(sorted({'tomli_w', 'pydantic', 'rich', 'difflib', 'typer'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n")[:2] == ["1", "[]"]
