"""Columns of a chart, and what stays visible when nothing is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.render.terminal import chart

SCORES = st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=400)


def test_scores_become_columns() -> None:
    assert chart.columns([0, 1, 2, 5, 10, None]) == [
        " 9-10|    █",
        "  7-8|    █",
        "  5-6|   ▄█",
        "  3-4|   ██",
        "  1-2|▁▄███·",
    ]


@pytest.mark.parametrize(
    ("worst", "top"), [(None, "3-4"), (0, "3-4"), (3, "3-4"), (5, "5-6"), (6, "5-6"), (9, "9-10")]
)
def test_a_chart_is_as_high_as_it_needs_to_be(worst, top) -> None:
    assert chart.columns([0, worst])[0].split("|")[0].strip() == top


@given(st.integers(1, 10))
def test_a_score_ends_on_the_line_that_names_it(score) -> None:
    line = next(row for row in chart.columns([score]) if row[-1] in "▄█")
    low, high = map(int, line.split("|")[0].split("-"))
    assert {"▄": low, "█": high}[line[-1]] == score


def test_scores_become_columns_of_plain_signs() -> None:
    assert chart.columns([0, 1, 2, None], ascii_only=True)[-1] == "  1-2|_+#."
    assert all(row.isascii() for row in chart.columns([*range(11), None], ascii_only=True))


@given(SCORES)
def test_no_day_is_hidden(scores) -> None:
    bottom = chart.columns(scores)[-1]
    assert len(bottom) == chart.SCALE + len(scores)
    assert [sign == "·" for sign in bottom[chart.SCALE :]] == [score is None for score in scores]


@given(SCORES)
def test_a_worse_score_never_makes_a_lower_column(scores) -> None:
    rows = chart.columns(scores)
    heights = [
        sum(row[chart.SCALE + at :][:1] in ("▄", "█") for row in rows) for at in range(len(scores))
    ]
    known = sorted(
        (score, height) for score, height in zip(scores, heights, strict=True) if score is not None
    )
    assert [height for _, height in known] == sorted(height for _, height in known)


@given(SCORES, st.integers(1, 120))
def test_a_long_course_fits_and_keeps_its_worst(scores, width) -> None:
    together = chart.days_a_column(len(scores), width)
    columns = chart.binned(scores, together)
    assert len(columns) <= width
    known = [score for score in scores if score is not None]
    assert max((score for score in columns if score is not None), default=None) == max(
        known, default=None
    )
