"""Which of two answers is the later one."""

import datetime as dt

import pytest

from achillescli.core.assessment.standing import Stamp
from tests.kit.course_kit import cells, date


def stamp(text):
    """Return when something was said: a day, an hour or a dash for none, a place in the files."""
    day, hour, place = text.split()
    at = None if hour == "-" else dt.datetime(2026, 1, 5, int(hour), tzinfo=dt.UTC)
    return Stamp(date(int(day)), at, int(place))


# day hour place | another | whether it is later
LATER = """
  2  8  2        | 1  7  1 | yes
  1  8  2        | 1  7  1 | yes    # of one date the later moment
  1  8  2        | 2  7  1 | no     # about an earlier date
  2  8  1        | 1  7  1 | no     # in the same place
  2  8  1        | 1  7  2 | no     # written before it
  2  7  2        | 1  7  1 | no     # at the same moment
  2  6  2        | 1  7  1 | no     # at an earlier moment
  2  -  2        | 1  -  1 | yes    # no moment is known of either
  2  8  2        | 1  -  1 | yes    # a known moment lies after none
  2  -  2        | 1  7  1 | no
"""


@pytest.mark.parametrize(("one", "other", "later"), cells(LATER))
def test_later_is_later_by_date_and_moment_and_place(one, other, later) -> None:
    assert stamp(one).after(stamp(other)) is (later == "yes")
