"""One month: what nothing knows in it is kept and told."""

import datetime as dt
from pathlib import Path

import pytest

from achillescli import store
from achillescli.core.log.corrections import log_of
from tests.kit.journals import MONTH, SECRET, month, second, sentence, text

EDIT = "\n[[entry]]\nid = 'e1'\nkind = 'edit'\nof = 'a1'\ndate = 2026-03-02\nat = 2026-03-02T07:00:00Z\n"


SESSION = {"kind": '"session"', "slot": '"am"'}
UNKNOWN = [
    (text(mood='"x"'), 10, "mood is not known", None),
    ("scheme = 2\n" + text(), 1, "scheme is not known", "Is schema meant?"),
    (text() + "[entry.weather]\nwind = 3\n", 10, "weather is not known", None),
    (text(nots='"x"'), 10, "nots is not known", "Is note meant?"),
    (text(**SESSION, weather='"wet"', mood='"low"'), 11, "weather is not known", None),
    (text(weather='"wet"', gps="true", shoes='"old"', sleep="8"), 10, "weather is not known", None),
]


@pytest.mark.parametrize(("content", "line", "said", "near"), UNKNOWN)
def test_an_unknown_key_is_kept_and_told(
    tmp_path: Path, content: str, line: int, said: str, near: str | None
) -> None:
    month(tmp_path, content)
    journal = store.load(tmp_path)
    assert len(journal.entries) == 1
    told = sentence(journal.warnings[0])
    assert told.startswith(f"{MONTH}, line {line}: {said}")
    assert near is None or told.endswith(near)
    assert SECRET not in told


UNKNOWN_CHANGES = [
    ('set = { "done.reps" = 7 }\n', 17, "set.done.reps is not known", "and not used."),
    ("[entry.set]\nslot = 'am'\n", 18, "set.slot is not known", "and not used."),
]


@pytest.mark.parametrize(("change", "line", "said", "end"), UNKNOWN_CHANGES)
def test_an_unknown_key_in_a_correction_is_kept_and_told(
    tmp_path: Path, change: str, line: int, said: str, end: str
) -> None:
    month(tmp_path, text() + EDIT + change)
    journal = store.load(tmp_path)
    assert log_of(journal.entries)[0].pain == 3
    (warning,) = journal.warnings
    told = sentence(warning)
    assert told.startswith(f"{MONTH}, line {line}: {said}")
    assert told.endswith(end)


def test_a_correction_of_an_entry_in_another_month_may_name_what_any_kind_has(
    tmp_path: Path,
) -> None:
    edit = EDIT.replace('"a1"', '"b1"').replace("'a1'", "'b1'")
    keys = "slot = 'am'\n'red_flags.snap' = true\nweather = 1\n"
    month(tmp_path, text().replace('"a1"', '"b1"'), "log/2026-02.toml")
    month(tmp_path, text() + edit + f"[entry.set]\n{keys}")
    (warning,) = store.load(tmp_path).warnings
    assert "set.weather is not known" in sentence(warning)


def test_an_unknown_key_is_told_once_a_file_and_without_control_characters(tmp_path: Path) -> None:
    key = '"x\\u001b[31m' + "y" * 100 + '"'
    month(tmp_path, text(**{key: "1"}) + second() + f"{key} = 1\nmood = 1\n")
    told = [sentence(warning) for warning in store.load(tmp_path).warnings]
    assert len(told) == 2
    assert all(line.isprintable() and len(line) < 140 for line in told)


def test_a_date_to_come_is_kept(tmp_path: Path) -> None:
    month(tmp_path, text(date="2099-01-01"))
    assert store.load(tmp_path).entries[0].date == dt.date(2099, 1, 1)
