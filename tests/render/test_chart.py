"""Columns of a chart, and what stays visible when nothing is known."""

from hypothesis import given
from hypothesis import strategies as st

from achillescli.render import chart
from achillescli.render.columns import aligned, fits

SCORES = st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=400)


def test_scores_become_columns():
    assert chart.columns([0, 1, 2, 5, 10, None]) == [
        "10 |    █",
        " 8 |    █",
        " 6 |   ▄█",
        " 4 |   ██",
        " 2 |▁▄███·",
    ]


def test_scores_become_columns_of_plain_signs():
    assert chart.columns([0, 1, 2, None], ascii_only=True)[-1] == " 2 |_+#."
    assert all(row.isascii() for row in chart.columns([*range(11), None], ascii_only=True))


@given(SCORES)
def test_no_day_is_hidden(scores):
    bottom = chart.columns(scores)[-1]
    assert len(bottom) == 4 + len(scores)
    assert [sign == "·" for sign in bottom[4:]] == [score is None for score in scores]


@given(SCORES)
def test_a_worse_score_never_makes_a_lower_column(scores):
    rows = chart.columns(scores)
    heights = [
        sum(len(row) > 4 + at and row[4 + at] in "▄█" for row in rows) for at in range(len(scores))
    ]
    known = sorted(
        (score, height) for score, height in zip(scores, heights, strict=True) if score is not None
    )
    assert [height for _, height in known] == sorted(height for _, height in known)


@given(SCORES, st.integers(1, 120))
def test_a_long_course_fits_and_keeps_its_worst(scores, width):
    together = chart.days_a_column(len(scores), width)
    columns = chart.binned(scores, together)
    assert len(columns) <= width
    known = [score for score in scores if score is not None]
    assert max((score for score in columns if score is not None), default=None) == max(
        known, default=None
    )


def test_rows_are_aligned():
    lines = aligned([["Week", "Level"], ["1", "L3"], ["12", "L4.1"]], left=[1])
    assert lines == ["Week  Level", "   1  L3", "  12  L4.1"]
    assert fits(lines, 11)
    assert not fits(lines, 10)
