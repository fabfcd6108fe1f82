"""Dates and numbers in both languages."""

import datetime as dt
from fractions import Fraction

import pytest

from achillescli.render.phrases.numbers import change, number, sentence_values
from tests.kit.page import EN, NL


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        (None, "-", "-"),
        (0, "0", "0"),
        (10, "10", "10"),
        (2.5, "2.5", "2,5"),
        (Fraction(7, 2), "3.5", "3,5"),
        (Fraction(1, 3), "0.3", "0,3"),
        (-0.01, "0", "0"),
        (100.0, "100", "100"),
    ],
)
def test_numbers_in_both_languages(
    value: float | Fraction | None, english: str, dutch: str
) -> None:
    assert number(EN, value) == english
    assert number(NL, value) == dutch


def test_a_change_has_a_sign() -> None:
    assert [change(EN, value) for value in (None, 0, 1.5, -2)] == ["-", "0", "+1.5", "-2"]


def test_values_of_a_finding_are_said_in_the_language() -> None:
    values = {
        "n": 3,
        "median": Fraction(5, 2),
        "before": None,
        "until": dt.date(2026, 5, 4),
        "rows": "T13",
    }
    assert sentence_values(NL, values) == {
        "n": 3,
        "median": "2,5",
        "before": "-",
        "until": "4 mei",
        "rows": "T13",
    }


def test_a_number_beyond_every_float_is_written_as_it_is() -> None:
    assert number(EN, 1 << 2000) == hex(1 << 2000)
