"""What is due at a time of the day."""

import pytest

from achillescli.core.views.due import PARTS, due
from tests.kit.course_kit import Log, cells, date, told

# day 3, so far                              | time has come for | now due             | later
DAYS = """
                                             |                   |                     | morning
                                             | morning           | morning             | am
                                             | morning am        | morning am          | pm
                                             | morning am pm     | morning am pm       | None
  morning pain=1                             | morning am        | am                  | pm
  morning pain=1; session slot=am            | morning am        |                     | pm
  morning pain=1; session slot=am            | morning am pm     | pm                  | None
  morning pain=1; session slot=am; session slot=pm | morning am    |                     | None
  morning pain=1; session slot=am; session slot=pm | morning am pm | evening             | None
  morning pain=1; session slot=am; session slot=pm; evening daily_pain=1 | morning am pm |  | None
  morning pain=1; session slot=am pain=7     | morning am pm     | evening             | None
  morning pain=1; session slot=pm            | morning           |                     | am
"""


@pytest.mark.parametrize(("so_far", "times", "now", "later"), cells(DAYS))
def test_a_part_is_due_from_its_time_until_it_is_logged(
    so_far: str, times: str, now: str, later: str
) -> None:
    log = Log().days("1/1*2")
    for text in filter(None, (so_far or "").split(";")):
        kind, *fields = text.split()
        log.on(3, kind, **told(" ".join(fields)))
    found = due(log.until(3), (times or "").split())
    assert found.now == tuple((now or "").split())
    assert str(found.later) == later


def test_a_checkin_and_a_start_test_have_no_time() -> None:
    found = due(Log(start=None).days("1/1*8").until(15), ())
    assert "checkin" in found.now
    assert found.later == "morning"
    asked = [due(Log(start=None).days("1/1*8").until(day), ()).now for day in (1, 2)]
    assert any("test" in now for now in asked)


def test_a_rest_has_no_session_that_is_due() -> None:
    found = due(Log().days("1/1 1/1 9/1").until(3), PARTS)
    assert not {"am", "pm"} & {*found.now}


def test_nothing_is_due_in_a_pause() -> None:
    log = Log(start=None).days("1/1*8")
    log.on(8, "pause", **{"from": date(15), "until": date(16), "reason": "travel"})
    assert [due(log.until(day), PARTS) == ((), None) for day in (14, 15, 16, 17)] == [
        False,
        True,
        True,
        False,
    ]
