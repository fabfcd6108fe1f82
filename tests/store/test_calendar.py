"""What is kept of the calendars that were written."""

from pathlib import Path

import pytest

from achillescli.errors import StoreError
from achillescli.store.calendar import Written, count_calendar
from achillescli.store.files.layout import CALENDAR
from tests.kit.each import each
from tests.kit.journals import month, sentence, tree


def test_each_calendar_is_counted_and_fresh_names_begin_anew(tmp_path: Path) -> None:
    asked = [False, False, True, False]
    numbers = [count_calendar(tmp_path / "new", fresh=fresh) for fresh in asked]
    assert numbers == [Written(0, 0), Written(0, 1), Written(1, 0), Written(1, 1)]
    assert (tmp_path / "new" / CALENDAR).stat().st_mode & 0o077 == 0


@each("text", ["x", "", "generation = 1", "generation = -1\nsequence = 0", b"\xff\xfe"])
def test_what_cannot_be_read_is_named_and_left(tmp_path: Path, text: str | bytes) -> None:
    month(tmp_path, text, CALENDAR)
    before = tree(tmp_path)
    with pytest.raises(StoreError) as error:
        count_calendar(tmp_path, fresh=True)
    assert sentence(error.value).startswith(CALENDAR)
    assert (tmp_path / CALENDAR).read_bytes() == before[str(tmp_path / CALENDAR)][2]
