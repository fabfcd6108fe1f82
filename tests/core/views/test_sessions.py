"""The sessions of a day: given, done, left out."""

import pytest

from achillescli.core.views.sessions import SessionsToday, pause_end, paused_dates, sessions_today
from tests.kit.course_kit import Log, cells, date, told


def of(log: Log, day: int) -> SessionsToday:
    return sessions_today(log.until(day))


def test_each_session_has_what_was_logged_of_it() -> None:
    log = Log().days("1/1*4").on(5, "session", slot="am", pain=2).on(5, "session", slot="am")
    am, pm = of(log, 5).sessions
    assert (am.given.slot, pm.given.slot) == ("am", "pm")
    assert ([entry.pain for entry in am.logged], pm.logged) == ([2, None], ())


# the sessions of the am         | worst pain | done to its end
LOGGED = """
                                 | None       | False
  pain=2                         | 2          | True
  completed=no                   | None       | False
  pain=4 completed=no; pain=1    | 4          | True
  pain=1; pain=4 completed=no    | 4          | True
"""


@pytest.mark.parametrize(("logged", "pain", "completed"), cells(LOGGED))
def test_the_worst_pain_counts_and_one_completion_is_enough(
    logged: str, pain: str, completed: str
) -> None:
    log = Log().days("1/1*4")
    for text in filter(None, logged.split(";")):
        log.on(5, "session", slot="am", **told(text))
    am, _ = of(log, 5).sessions
    assert (str(am.pain), str(am.completed)) == (pain, completed)


# day 5     | still to do | stopped
DAYS = """
  1/.       | am pm       | no
  1/1'      | pm          | no
  1/1       |             | no
  1/5'      | pm          | no
  1/6'      |             | yes
  1/1'+6    |             | yes
  1/.+6     |             | yes     # a run or an activity hurt
  1/6       |             | yes
"""


@pytest.mark.parametrize(("day", "left", "stopped"), cells(DAYS))
def test_what_is_not_done_is_left_until_a_pain_stops_the_day(
    day: str, left: str, stopped: str
) -> None:
    found = of(Log().days("1/1*4").days(day), 5)
    assert (found.left, found.stopped) == ({*left.split()}, stopped == "yes")


# kind    | fields                          | whether it stops the day
ENDED = """
 session  | slot=am pain=5 stopped          | yes
 session  | slot=am pain=5                  | no
 run      | minutes=20 pain=1 limped        | yes
 run      | minutes=20 pain=1 stopped       | yes
 run      | minutes=20 pain=1               | no
 activity | activity=rowing minutes=20 stopped | yes
 check    | start_test_pain=unable          | yes
 check    | start_test_pain=5               | no
"""


@pytest.mark.hazard("H9", "H19")
@pytest.mark.parametrize(("kind", "fields", "stopped"), cells(ENDED))
def test_what_ends_a_session_whatever_its_score_ends_the_day(
    kind: str, fields: str, stopped: str
) -> None:
    found = of(Log().days("1/1*4 1/.").on(5, kind, **told(fields)), 5)
    assert found.stopped == (stopped == "yes")


def test_yesterday_does_not_count_for_today() -> None:
    found = of(Log().days("1/1*3 1/6").on(5, "morning", pain=1), 5)
    assert [session.logged for session in found.sessions] == [(), ()]
    assert (found.left, found.stopped) == ({"am", "pm"}, False)


@pytest.mark.parametrize("slot", ["am", "pm"])
def test_where_a_day_has_one_session_its_time_does_not_matter(slot: str) -> None:
    log = Log(onset=3).days("1/1'*3").on(4, "session", slot=slot, pain=3)
    (only,) = of(log, 4).sessions
    assert (only.pain, only.completed) == (3, True)


def test_a_day_without_sessions_has_nothing_open_and_nothing_to_stop() -> None:
    log = Log().days("1/1*4 1/7").flag(5, gap=True)
    assert of(log, 5) == ((), False)
    assert not of(log, 5).left


@pytest.mark.parametrize(("day", "last"), [(3, None), (4, 6), (5, 8), (6, 8), (8, 8), (9, None)])
def test_a_pause_lasts_up_to_and_including_its_last_date(day: int, last: int | None) -> None:
    log = Log()
    for first, until in ((4, 6), (5, 8)):
        log.on(1, "pause", **{"from": date(first), "until": date(until), "reason": "travel"})
    assert pause_end(log.until(day).log, date(day)) == (last and date(last))


def test_the_dates_of_a_pause_are_those_from_its_first_to_its_last() -> None:
    pause = {"from": date(4), "until": date(6), "reason": "travel"}
    assert paused_dates(Log().on(1, "pause", **pause).until(8).log) == {date(4), date(5), date(6)}
