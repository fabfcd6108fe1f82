"""Dates in both languages."""

import datetime as dt

from achillescli.render.phrases import dates
from tests.kit.page import EN, NL


def test_dates_in_both_languages() -> None:
    date = dt.date(2026, 12, 1)
    assert dates.day(EN, date) == "Tue 1 Dec 2026"
    assert dates.day(NL, date) == "di 1 dec 2026"
    assert dates.short(NL, dt.date(2026, 3, 31)) == "31 mrt"
