"""Where in the programme a day lies, and what maintenance looks like."""

import pytest

from achillescli.core.state import Phase
from tests.kit.course_kit import Log, cells, date, met
from tests.kit.each import each

KEPT = "0/0' 0/. 0/0' 0/. 0/0' 0/.*2"
"""A week of maintenance, done as prescribed."""


def phases(log: Log, *days: int) -> list[str]:
    states = log.states(max(days))
    return [states[day - 1].phase.value for day in days]


def test_l3_is_enough_where_nothing_may_be_carried() -> None:
    assert phases(Log(fall_risk=True).days("1/1k*84"), 85) == ["MAINTAIN"]


def test_phases_by_the_calendar() -> None:
    log = Log().days("1/1*90")
    assert phases(log, 1, 42, 43, 84) == ["LOAD", "LOAD", "LOAD_PLUS", "LOAD_PLUS"]


LATER = """
# days 1 to 84                        | phase of day 85
  4/4*7 0/0*77                        | MAINTAIN      # meaningful and recovered
  4/4*7 2/2*77                        | MAINTAIN      # 2 points
  4/4*7 3/3*77                        | EXTEND
  4/4*7 0/0*70 0/6*2 0/0*5            | EXTEND        # meaningful, but the last decision was a step down
  4/4*7 0/0*70 0/6 0/0*6              | MAINTAIN
# recovered; nothing is known of week 1, so that nothing else can say so
  -/.*7 1/1*77                        | MAINTAIN
  -/.*7 2/2*77                        | EXTEND
  -/.*7 1/1*49 2/1*28                 | EXTEND        # mornings of 2
  -/.*7 1/1*76 1/2                    | EXTEND        # a session of 2
  -/.*7 1/1*76 1/1d1                  | MAINTAIN
  -/.*7 1/1*76 1/1d2                  | EXTEND
  -/.*7 1/1*76 1/1k                   | EXTEND
  -/.*7 1/1*49 2/1 1/1*27             | EXTEND
  -/.*7 1/1*48 2/1 1/1*28             | MAINTAIN      # 29 days back
  -/.*7 1/1*48 1/1k 1/1*28            | MAINTAIN
  -/.*7 1/1*63 -/1*14                 | MAINTAIN      # 14 mornings known
  -/.*7 1/1*62 -/1*15                 | EXTEND        # 13
# mild: it began below 2, and four weeks are calm
  1/1*84                              | MAINTAIN
  1/2*84                              | MAINTAIN
  1/1*83 1/1d2                        | MAINTAIN
  2/2*84                              | EXTEND        # it began at 2
  2/2*7 1/2*77                        | EXTEND        # also with medians of 1 ever since
  1/2*56 2/2*28                       | EXTEND        # medians of 2
  1/2*56 2/2*3 1/2*25                 | MAINTAIN
  1/2*77 -/2*4 1/2*3                  | EXTEND        # one median is unknown
  1/2*55 1/6 1/2*28                   | MAINTAIN      # a red day five weeks back
  1/2*56 1/6 1/2*27                   | EXTEND
# not below L4.1
  1/1k*84                             | EXTEND
"""


@each(("pattern", "wanted"), cells(LATER))
def test_phase_of_day_85(pattern: str, wanted: str) -> None:
    assert phases(Log().days(pattern), 84, 85) == ["LOAD_PLUS", wanted]


LEGS = """
# raises | side | phase of day 85
  9 10   | left | MAINTAIN
  8 10   | left | EXTEND
  10 8   | left | MAINTAIN
  10 8   | both | EXTEND
"""


@each(("raises", "side", "wanted"), cells(LEGS))
def test_uneven_legs_are_not_recovered(raises: str, side: str, wanted: str) -> None:
    left, right = map(int, raises.split())
    course = "-/.*7 1/1*77"
    answered = Log(side=side, raises_left=left, raises_right=right).days(course)
    checked = Log(side=side).days(course).check(50, raises_left=left, raises_right=right)
    mended = Log(side=side, raises_left=1, raises_right=9).days(course)
    mended.check(50, raises_left=left, raises_right=right).check(60, raises_left=1)
    assert [phases(log, 85) for log in (answered, checked, mended)] == [[wanted]] * 3


def test_it_is_decided_once_a_week() -> None:
    log = Log().days("-/.*7 2/1*50 1/1*40")
    assert phases(log, 85, 86, 91, 92, 93) == ["EXTEND"] * 3 + ["MAINTAIN"] * 2


def test_uneven_legs_of_a_later_check_do_not_end_maintenance_by_themselves() -> None:
    log = Log().days("1/1*84").days(KEPT).check(86, raises_left=1, raises_right=10)
    assert phases(log, 85, 91, 92) == ["MAINTAIN"] * 3


def test_half_of_the_mornings_are_enough_to_end_maintenance() -> None:
    log = Log().days("-/.*7 1/1*49" + " 1/1 -/1" * 14 + " 2/2' -/." * 10)
    assert phases(log, 85, 92, 99) == ["MAINTAIN", "MAINTAIN", "EXTEND"]


def test_fewer_than_half_of_the_mornings_are_too_few_to_end_maintenance() -> None:
    log = Log().days("-/.*7 1/1*49" + " 1/1 -/1" * 14 + " 2/2' -/." * 3 + " -/2' -/." * 7)
    assert phases(log, 85, 92, 99) == ["MAINTAIN"] * 3


def test_maintenance_is_three_am_sessions_a_week() -> None:
    states = Log().days("1/2*84").days(KEPT).states(98)[84:]
    assert [state.day for state in states if state.sessions] == [85, 87, 89, 92, 94, 96]
    (session,) = states[0].sessions
    assert session.slot == "am"
    work = [(part.exercise, part.sets, part.reps) for part in session.work]
    assert work == [("heel-drop-straight", 3, 15), ("heel-drop-bent", 3, 15)]


def test_maintenance_of_a_sore_insertion_is_straight() -> None:
    log = Log(location="insertional").days("1/2*84")
    for day in (10, 12):
        log.on(day, "session", slot="pm", pain=3)
    (session,) = log.day(85).sessions
    assert [part.exercise for part in session.work] == ["heel-drop-straight"] * 2


CAREFUL = """
# days 85 and on   | day | adaptation, level, dose level, sets
  0/0 0/6 0/0      | 87  | D1 L4.8 L3 2
  0/6 0/0 0/0      | 86  | D1 L4.8 L4.8 -      # an off day: no dose
  0/6 0/6 0/0      | 87  | D2 L4.8 L4.8 -
  0/0 0/0 0/0      | 87  | None L4.8 L4.8 3
"""


@each(("pattern", "day", "wanted"), cells(CAREFUL))
def test_careful_days_in_maintenance(pattern: str, day: str, wanted: str) -> None:
    state = Log().days("1/1*84").days(pattern).day(int(day))
    sets = state.sessions[0].work[0].sets if state.sessions else "-"
    assert f"{state.adaptation} {state.level} {state.dose_level} {sets}" == wanted


WEEKS = """
# a week of maintenance                     | decision and level after it (it began at L4.8)
  0/0' 0/. 0/0' 0/. 0/0' 0/.*2              | HOLD W3 L4.8      # the week before gave a step up
  0/0' 0/. 0/0' 0/.*4                       | HOLD W3 L4.8
  0/0 0/.*6                                 | HOLD W2 L4.8      # one green day
  0/0' 0/.*6                                | HOLD W2 L4.8
  0/0' 0/. 0/0'k 0/.*4                      | HOLD W2 L4.8
  0/4' 0/. 0/4' 0/. 0/4' 0/.*2              | HOLD W2 L4.8
  0/6' 0/. 0/0' 0/. 0/0' 0/.*2              | HOLD W2 L4.8
  0/6' 0/. 0/6' 0/. 0/0' 0/.*2              | REGRESS W1 L4.7
"""


@each(("pattern", "wanted"), cells(WEEKS))
def test_weeks_of_maintenance(pattern: str, wanted: str) -> None:
    state = Log().days("1/1*84").days(pattern).days("0/0'").day(92)
    assert f"{state.decision.verdict} {state.decision.rule} {state.level}" == wanted


def test_maintenance_goes_on_loading_every_second_week() -> None:
    log = Log().days("1/1k*42 1/1*42").days(f"{KEPT} " * 5)
    assert phases(log, 85, 113) == ["MAINTAIN"] * 2
    assert log.verdicts(113)[-5:] == ["PROGRESS W3", *["HOLD W3", "PROGRESS W3"] * 2]
    assert log.levels(113)[84::7] == ["L4.6", "L4.6", "L4.7", "L4.7", "L4.8"]


SORE = "3/4' 3/. 3/4' 3/. 3/0' 3/.*2"
"""A week of maintenance with two sore days, the mornings above 2."""


def test_two_sore_days_in_each_of_two_weeks_step_down() -> None:
    log = Log().days("6/6*7 3/1*77").days(f"{SORE} " * 3)
    assert log.verdicts(106)[-3:] == ["HOLD W2", "REGRESS W1", "HOLD W2"]
    assert log.verdicts(92)[-1] == "HOLD W2"


def test_two_sore_days_before_maintenance_count_for_the_week_before() -> None:
    log = Log().days("6/6*7 3/1*70 3/4*2 3/1*5").days(SORE)
    assert log.verdicts(92)[-2:] == ["PROGRESS W3", "REGRESS W1"]


CHECKINS = """
# days since the check-in | due on that day | holds the step
  27                      | no              | no
  28                      | yes             | no
  42                      | yes             | no
  43                      | yes             | yes
"""


@each(("ago", "due", "holds"), cells(CHECKINS))
def test_a_check_in_is_asked_more_seldom_in_maintenance(ago: str, due: str, holds: str) -> None:
    log = Log().days("1/1*84").days(f"{KEPT} " * 2)
    log.entries = [e for e in log.entries if e.kind != "checkin" or e.date < date(50)]
    state = log.on(99 - int(ago), "checkin").day(99)
    assert state.checkin_due is (due == "yes")
    assert ("W3.checkin" in met(state.decision.findings)) is (holds == "yes")


BACK = """
# days from 85 on, after a course that recovered without an index | phases on days 92, 99, 106, 113
  1/1*28                           | MAINTAIN MAINTAIN MAINTAIN MAINTAIN
  2/2*28                           | MAINTAIN EXTEND EXTEND EXTEND
  1/1*7 2/2*21                     | MAINTAIN MAINTAIN EXTEND EXTEND
  2/2 1/1*27                       | MAINTAIN EXTEND EXTEND EXTEND     # one day of 2 lasts 28 days
  -/.*28                           | MAINTAIN MAINTAIN MAINTAIN MAINTAIN   # silence adds no sessions
  2/2*3 -/.*25                     | MAINTAIN EXTEND EXTEND EXTEND
  2/2*7 2/2*6 2/6 2/2*14           | MAINTAIN MAINTAIN EXTEND EXTEND   # a RED day among the last 7
"""


@pytest.mark.hazard("H37")
@each(("pattern", "wanted"), cells(BACK))
def test_from_maintenance_back_to_every_day(pattern: str, wanted: str) -> None:
    log = Log().days("-/.*7 1/1*77").days(pattern)
    assert phases(log, 85) == ["MAINTAIN"]
    assert phases(log, 92, 99, 106, 113) == wanted.split()


@pytest.mark.hazard("H37")
def test_too_few_mornings_on_either_decision_day_keep_maintenance() -> None:
    log = Log().days("-/.*7 1/1*56 1/1*14 -/1*7 2/2 -/.*13 -/.*30")
    assert phases(log, 85, 92, 99, 106) == ["MAINTAIN"] * 4


def test_early_days_come_first_whatever_the_day() -> None:
    assert Log(onset=0).day(1).phase is Phase.CALM


def test_weeks_of_maintenance_are_counted() -> None:
    states = Log().days("1/1*84").days(KEPT).days(KEPT).states(99)
    assert [states[day - 1].maintain_weeks for day in (85, 91, 92, 98, 99)] == [0, 0, 1, 1, 2]
