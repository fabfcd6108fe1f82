"""When the check-in is due, and when it is so old that steps and gates wait."""

import datetime as dt

import pytest

from achillescli.core.programme import checkin
from achillescli.core.state import Phase
from tests.kit.course_kit import Log, date, rows

TABLE = """
# days ago phase      due  stale
  6        LOAD       no   no
  7        LOAD       yes  no
  14       LOAD       yes  no
  15       LOAD       yes  yes
  15       EXTEND     yes  yes
  27       MAINTAIN   no   no
  28       MAINTAIN   yes  no
  42       MAINTAIN   yes  no
  43       MAINTAIN   yes  yes
"""


@pytest.mark.hazard("H62")
@pytest.mark.parametrize(("ago", "phase", "due", "stale"), rows(TABLE))
def test_due_and_stale(ago: str, phase: str, due: str, stale: str) -> None:
    newest, on, now = date(1), date(1) + dt.timedelta(days=int(ago)), Phase[phase]
    assert checkin.due(newest, on, now) is (due == "yes")
    assert checkin.stale(newest, on, now) is (stale == "yes")
    outcome = {"no no": "recent", "yes no": "due", "yes yes": "stale"}[f"{due} {stale}"]
    reason = checkin.reason(newest, on, now)
    assert (reason.outcome, reason.rules) == (outcome, ("X6",))
    assert (reason.findings[0].values, reason.findings[0].dates) == ({"days": int(ago)}, (newest,))


def test_an_assessment_and_a_check_in_count_alike_and_the_newest_of_them() -> None:
    log = Log()
    assert [log.day(day).checkin_due for day in (7, 8)] == [False, True]
    log.on(5, "checkin").on(3, "checkin")
    assert [log.day(day).checkin_due for day in (11, 12)] == [False, True]
    log.assess(10).assess(11, snap=None)
    assert [log.day(day).checkin_due for day in (16, 17)] == [False, True]


def test_it_never_blocks() -> None:
    state = Log().day(60)
    assert (state.checkin_due, state.blocked) == (True, False)
