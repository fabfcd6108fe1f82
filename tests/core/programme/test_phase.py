"""Where in the programme a day lies, and what upkeep looks like."""

import pytest

from achillescli.core.state import Phase
from tests.kit.course_kit import Log, cells

KEPT = "0/0' 0/. 0/0' 0/. 0/0' 0/.*2"
"""A week of upkeep, done as prescribed."""


def phases(log, *days):
    states = log.states(max(days))
    return [states[day - 1].phase.value for day in days]


def test_phases_by_the_calendar():
    log = Log().days("1/1*90")
    assert phases(log, 1, 42, 43, 84) == ["LOAD", "LOAD", "LOAD_PLUS", "LOAD_PLUS"]


LATER = """
# days 1 to 84                        | phase of day 85
  4/4*7 0/0*77                        | MAINTAIN      # meaningful and recovered
  4/4*7 2/2*77                        | MAINTAIN      # 2 points
  4/4*7 3/3*77                        | EXTEND
  1/1*84                              | MAINTAIN      # recovered, too little to compare
  2/2*84                              | EXTEND
  1/1*56 2/1*28                       | EXTEND        # a morning of 2
  1/1*83 1/2                          | EXTEND        # a session of 2
  1/1*83 1/1d1                        | MAINTAIN
  1/1*83 1/1d2                        | EXTEND
  1/1*83 1/1k                         | EXTEND
  1/1*56 2/1 1/1*27                   | EXTEND
  1/1*55 2/1 1/1*28                   | MAINTAIN      # 29 days back
  1/1*55 1/1k 1/1*28                  | MAINTAIN
  1/1*70 -/1*14                       | MAINTAIN      # 14 mornings known
  1/1*69 -/1*15                       | EXTEND        # 13
  4/4*7 0/0*70 0/6*2 0/0*5            | EXTEND        # meaningful, but the last decision was a step down
  4/4*7 0/0*70 0/6 0/0*6              | MAINTAIN
"""


@pytest.mark.parametrize(("pattern", "wanted"), cells(LATER))
def test_phase_of_day_85(pattern, wanted):
    assert phases(Log().days(pattern), 84, 85) == ["LOAD_PLUS", wanted]


LEGS = """
# raises | side | phase of day 85
  9 10   | left | MAINTAIN
  8 10   | left | EXTEND
  10 8   | left | MAINTAIN
  10 8   | both | EXTEND
"""


@pytest.mark.parametrize(("raises", "side", "wanted"), cells(LEGS))
def test_uneven_legs_are_not_recovered(raises, side, wanted):
    left, right = map(int, raises.split())
    answered = Log(side=side, raises_left=left, raises_right=right).days("1/1*84")
    checked = Log(side=side).days("1/1*84").check(50, raises_left=left, raises_right=right)
    mended = Log(side=side, raises_left=1, raises_right=9).days("1/1*84")
    mended.check(50, raises_left=left, raises_right=right).check(60, raises_left=1)
    assert [phases(log, 85) for log in (answered, checked, mended)] == [[wanted]] * 3


def test_it_is_decided_once_a_week():
    log = Log().days("2/1*57 1/1*40")
    assert phases(log, 85, 86, 91, 92, 93) == ["EXTEND"] * 3 + ["MAINTAIN"] * 2


def test_uneven_legs_of_a_later_check_do_not_end_upkeep_by_themselves():
    log = Log().days("1/1*84").days(KEPT).check(86, raises_left=1, raises_right=10)
    assert phases(log, 85, 91, 92) == ["MAINTAIN"] * 3


def test_half_of_the_mornings_are_enough_to_end_upkeep():
    log = Log().days("1/1*56" + " 1/1 -/1" * 14 + " 2/2' -/." * 10)
    assert phases(log, 85, 92, 99) == ["MAINTAIN", "MAINTAIN", "EXTEND"]


def test_fewer_than_half_of_the_mornings_are_too_few_to_end_upkeep():
    log = Log().days("1/1*56" + " 1/1 -/1" * 14 + " 2/2' -/." * 3 + " -/2' -/." * 7)
    assert phases(log, 85, 92, 99) == ["MAINTAIN"] * 3


def test_upkeep_is_three_am_sessions_a_week():
    states = Log().days("1/1*84").days(KEPT).states(98)[84:]
    assert [state.day for state in states if state.sessions] == [85, 87, 89, 92, 94, 96]
    (session,) = states[0].sessions
    assert session.slot == "am"
    work = [(part.exercise, part.sets, part.reps) for part in session.work]
    assert work == [("heel-drop-straight", 3, 15), ("heel-drop-bent", 3, 15)]


def test_upkeep_of_a_sore_insertion_is_straight():
    log = Log(location="insertional").days("1/1*84")
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


@pytest.mark.parametrize(("pattern", "day", "wanted"), cells(CAREFUL))
def test_careful_days_in_upkeep(pattern, day, wanted):
    state = Log().days("1/1*84").days(pattern).day(int(day))
    sets = state.sessions[0].work[0].sets if state.sessions else "-"
    assert f"{state.adaptation} {state.level} {state.dose_level} {sets}" == wanted


WEEKS = """
# a week of upkeep                          | decision and level after it (it began at L4.8)
  0/0' 0/. 0/0' 0/. 0/0' 0/.*2              | PROGRESS W3 L4.8
  0/0' 0/. 0/0' 0/.*4                       | PROGRESS W3 L4.8
  0/0' 0/.*6                                | HOLD W2 L4.8
  0/0' 0/. 0/0'k 0/.*4                      | HOLD W2 L4.8
  0/4' 0/. 0/4' 0/. 0/4' 0/.*2              | HOLD W2 L4.8
  0/6' 0/. 0/0' 0/. 0/0' 0/.*2              | HOLD W2 L4.8
  0/6' 0/. 0/6' 0/. 0/0' 0/.*2              | REGRESS W1 L4.7
"""


@pytest.mark.parametrize(("pattern", "wanted"), cells(WEEKS))
def test_weeks_of_upkeep(pattern, wanted):
    state = Log().days("1/1*84").days(pattern).days("0/0'").day(92)
    assert f"{state.decision.verdict} {state.decision.rule} {state.level}" == wanted


def test_two_sore_days_in_each_of_two_weeks_step_down():
    sore = "0/4' 0/. 0/4' 0/. 0/0' 0/.*2"
    log = Log().days("1/1*84").days(sore).days(sore).days(sore)
    assert log.verdicts(106)[-3:] == ["HOLD W2", "REGRESS W1", "HOLD W2"]
    assert log.verdicts(92)[-1] == "HOLD W2"


def test_two_sore_days_before_upkeep_count_for_the_week_before():
    log = Log().days("4/4*7 0/0*70 0/4*2 0/0*5").days("0/4' 0/. 0/4' 0/. 0/0' 0/.*2")
    assert log.verdicts(92)[-2:] == ["PROGRESS W3", "REGRESS W1"]


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
@pytest.mark.parametrize(("pattern", "wanted"), cells(BACK))
def test_from_upkeep_back_to_every_day(pattern, wanted):
    log = Log().days("1/1*84").days(pattern)
    assert phases(log, 85) == ["MAINTAIN"]
    assert phases(log, 92, 99, 106, 113) == wanted.split()


@pytest.mark.hazard("H37")
def test_too_few_mornings_on_either_decision_day_keep_upkeep():
    log = Log().days("1/1*63 1/1*14 -/1*7 2/2 -/.*13 -/.*30")
    assert phases(log, 85, 92, 99, 106) == ["MAINTAIN"] * 4


def test_early_days_come_first_whatever_the_day():
    assert Log(onset=0).day(1).phase is Phase.CALM


def test_weeks_of_upkeep_are_counted():
    states = Log().days("1/1*84").days(KEPT).days(KEPT).states(99)
    assert [states[day - 1].maintain_weeks for day in (85, 91, 92, 98, 99)] == [0, 0, 1, 1, 2]
