"""Which of two answers is the later one, and what is newest of the raises."""

import datetime as dt

import pytest

from achillescli.core.assessment.standing import Stamp, TriageLog
from achillescli.core.log.diary import Diary
from tests.kit.course_kit import Log, cells, date, told
from tests.kit.each import each


def stamp(text: str) -> Stamp:
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
def test_later_is_later_by_date_and_moment_and_place(one: str, other: str, later: str) -> None:
    assert stamp(one).after(stamp(other)) is (later == "yes")


RAISES = """
# checks: day and raises           | left right
                                   | 9 10       # those of the assessment
  2 raises_left=12                 | 9 10       # one leg says nothing
  2 raises_left=12 raises_right=13 | 12 13
  2 raises_left=12, 2 raises_right=13 | 12 13   # leg by leg on one date
  2 raises_left=12, 3 raises_right=13 | 9 10
  1 raises_left=12                 | 12 10      # on the date of the assessment
"""


@each(("checks", "wanted"), cells(RAISES))
def test_raises_of_one_date_count_leg_by_leg(checks: str, wanted: str) -> None:
    log = Log(raises_left=9, raises_right=10)
    for check in filter(None, checks.split(", ")):
        day, _, raises = check.partition(" ")
        log.check(int(day), **told(raises))
    triage = TriageLog(list(enumerate(log.corrected)), Diary(log.corrected))
    triage.advance(date(4))
    assert triage.raises == tuple(map(int, wanted.split()))
