"""Painkillers of the last days."""

import pytest

from achillescli.core.log.diary import Diary
from achillescli.core.programme.painkillers import taken_lately
from tests.kit.course_kit import Log, cells, date

# days with one | lately on day 10
TAKEN = """
                | no
  10            | yes
  4             | yes
  3             | no      # seven days before
  1 3           | no
  3 7           | yes
  11            | no      # still to come
"""


@pytest.mark.parametrize(("days", "lately"), cells(TAKEN))
def test_a_painkiller_counts_on_its_day_and_the_six_after_it(days: str, lately: str) -> None:
    log = Log(assessed=None)
    for day in days.split():
        log.on(int(day), "painkiller")
    assert taken_lately(Diary(log.corrected), date(10)) is (lately == "yes")
