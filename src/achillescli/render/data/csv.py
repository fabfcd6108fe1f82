"""Tables for other programs: CSV with a header row, in UTF-8, with one form for every value.

Dates are ISO; truth is true or false; a list is JSON; what was not recorded is an empty
cell. Text that a spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple

Cell = str | float | bool | dt.date | Sequence[str] | None
_SKIPPED = (
    r"[\x00-\x08\x0b\x0c\x0e-\x20\"\x85\xa0\xad"
    r"\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
"""What a spreadsheet may pass over before a formula: spaces, quotes, signs without a shape."""
_SIGNS = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
"""What a formula begins with, in both widths."""
_FORMULA = re.compile(rf"\A(?=[\t\r\n])|(?:\A|(?<=[\n\r;\t]))(?={_SKIPPED}*{_SIGNS})")
"""A cell may also begin after a line end or a semicolon, which parts cells in half of Europe."""


class Form(NamedTuple):
    """How a reader of tables wants cells parted, decimals written, and UTF-8 marked."""

    delimiter: str = ","
    decimal: str = "."
    mark: str = ""


PLAIN = Form()
FORMS = {
    "plain": PLAIN,
    "excel-en": Form(mark="\ufeff"),
    "excel-nl": Form(delimiter=";", decimal=",", mark="\ufeff"),
}
"""By their names; a spreadsheet goes by the language that it is set to."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]], form: Form = PLAIN) -> str:
    """Return a table, its lines ended as RFC 4180 has it."""
    sheet = StringIO(form.mark)
    sheet.seek(len(form.mark))
    writer = csv.writer(sheet, delimiter=form.delimiter)
    writer.writerow(columns)
    writer.writerows([cell(value, form) for value in row] for row in rows)
    return sheet.getvalue()


def cell(value: Cell, form: Form = PLAIN) -> str:
    """Return one value as it stands in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value).replace(".", form.decimal)
    return json.dumps(list(value))


def harmless(text: str) -> str:
    """Return text with an apostrophe wherever a spreadsheet would begin a formula."""
    return _FORMULA.sub("'", text)
