"""Rows of a chart, and what stays visible when nothing is known."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.render.terminal import chart
from achillescli.render.terminal.chart import ASCII, BLOCKS, MARGIN

SCORES = st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=400)
WIDTHS = st.integers(-4, 120)


def signs(rows: list[str]) -> list[str]:
    """Return the rows of a chart without their margin, as wide as one another."""
    widest = max(map(len, rows))
    return [row.ljust(widest)[MARGIN:] for row in rows]


def heights(scores: list[int]) -> list[int]:
    """Return how many half rows each score fills."""
    columns = zip(*signs([f"{row}|" for row in chart.pain(scores, BLOCKS)]), strict=True)
    return [2 * column.count("█") + column.count("▄") for column in columns][: len(scores)]


def test_scores_become_columns() -> None:
    assert chart.pain([0, 1, 2, 5, 10, None], BLOCKS) == [
        "  10|    █",
        "    |    █",
        "    |    █",
        "    |    █",
        "   5|   ██",
        "    |   ██",
        "    |  ▄██",
        "    |▁████·",
    ]


def test_scores_become_columns_of_plain_signs() -> None:
    assert chart.pain([0, 1, 2, None], ASCII)[-2:] == ["    |  +", "    |_##."]
    assert all(row.isascii() for row in chart.pain([*range(11), None], ASCII))


def test_every_score_has_a_height_of_its_own() -> None:
    found = heights([*range(11)])
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (0, 16)


@pytest.mark.parametrize("score", [5, 10])
def test_a_named_score_fills_the_line_that_names_it(score: int) -> None:
    top = next(row for row in chart.pain([score], BLOCKS) if row.endswith("█"))
    assert top == f"{score:>4}|█"


@given(SCORES)
def test_no_day_is_hidden(scores: Sequence[int | None]) -> None:
    bottom = chart.pain(scores, BLOCKS)[-1]
    assert len(bottom) == MARGIN + len(scores)
    assert [sign == "·" for sign in bottom[MARGIN:]] == [score is None for score in scores]


@given(st.integers(1, 400), WIDTHS)
def test_every_day_has_a_column_in_its_order(days: int, width: int) -> None:
    columns = chart.spans(days, width)
    assert len(columns) <= max(width, 1)
    assert {day for span in columns for day in span} == set(range(days))
    assert all(a.start <= b.start and a.stop <= b.stop for a, b in pairwise(columns))


@given(st.integers(14, 400), st.integers(1, 120))
def test_two_weeks_or_more_are_as_wide_as_the_screen(days: int, width: int) -> None:
    assert len(chart.spans(days, width)) == width


def test_a_short_course_does_not_fill_the_screen() -> None:
    assert len(chart.spans(1, 70)) == 5
    assert len(chart.spans(7, 70)) == 35


@given(SCORES, WIDTHS)
def test_a_long_course_keeps_its_worst(scores: Sequence[int | None], width: int) -> None:
    columns = chart.worst(scores, chart.spans(len(scores), width))
    known = {score for score in scores if score is not None}
    shown = {score for score in columns if score is not None}
    assert max(shown, default=None) == max(known, default=None)


def test_a_column_without_a_score_is_a_gap() -> None:
    assert chart.worst([1, None, None, 3], [range(2), range(1, 3), range(2, 4)]) == [1, None, 3]


LEVELS = [3, 4, 5, 6, 5, None, 3]


def test_levels_become_a_stepped_line() -> None:
    assert chart.steps(LEVELS, BLOCKS) == [(5, "  ▄▀▄  "), (3, "▄▀   ·▄")]
    assert chart.steps(LEVELS, ASCII) == [(5, "  _-_  "), (3, "_-   ._")]
    assert chart.steps([7, 7], BLOCKS) == [(7, "▄▄")]
    assert chart.steps([None, None], BLOCKS) == [(0, "··")]


@given(st.lists(st.integers(1, 11), min_size=1))
def test_a_line_has_one_sign_a_column_on_the_row_of_its_level(levels: list[int]) -> None:
    rows = chart.steps(levels, BLOCKS)
    for place, level in enumerate(levels):
        (found,) = [base + "▄▀".index(row[place]) for base, row in rows if row[place] != " "]
        assert found == level


def test_weeks_are_named_where_they_begin() -> None:
    days = range(8, 22)
    columns = chart.spans(14, 28)
    weeks = chart.weeks(days, columns)
    assert weeks == {0: 2, 14: 3}
    assert chart.axis(28, weeks) == "2-------------3-------------"


@given(st.integers(1, 4000), WIDTHS)
def test_the_numbers_of_the_weeks_never_touch(days: int, width: int) -> None:
    columns = chart.spans(days, width)
    line = chart.axis(len(columns), chart.weeks(range(1, days + 1), columns))
    assert len(line) == len(columns)
    found = [int(number) for number in line.replace("-", " ").split()]
    assert found[:1] == [1] or len(columns) < 3
    assert found == sorted(set(found))
    assert all(week <= (days + 6) // 7 for week in found)
