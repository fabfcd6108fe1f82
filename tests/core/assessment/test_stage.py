"""The three stages of a complaint."""

from typing import Any

import pytest

from achillescli.core.assessment import stage
from achillescli.core.log.answers import Answers
from achillescli.core.log.values import record
from tests.kit.course_kit import DAY_ONE, Log, answers, cells, rows, told
from tests.kit.each import each


def asked(**changes: Any) -> Answers:
    return record(Answers, answers(**changes))


TIME = """
# days since onset  phase
  0                 EARLY
  7                 EARLY
  8                 ACUTE
  42                ACUTE
  43                SUBACUTE
  84                SUBACUTE
  85                CHRONIC
  4000              CHRONIC
"""


@each(("days", "wanted"), rows(TIME))
def test_time_phase(days: str, wanted: str) -> None:
    found = stage.stage(asked(onset=int(days)), DAY_ONE)
    assert found.time_phase == wanted


RECURRENCE = """
# onset and end of the earlier episode, days ago; acute on chronic
  42   407   yes
  42   408   no
  43   100   no
  10   30    yes
  10   10    yes
  0    365   yes
  0    366   no
"""


@each(("onset", "earlier", "wanted"), rows(RECURRENCE))
def test_acute_on_chronic(onset: str, earlier: str, wanted: str) -> None:
    told = asked(onset=int(onset), previous_episode_end=int(earlier))
    assert stage.stage(told, DAY_ONE).acute_on_chronic is (wanted == "yes")


@each(("earlier", "wanted"), [(10, True), (9, False), (1, False)])
def test_an_earlier_episode_ended_before_the_onset(earlier: int, wanted: bool) -> None:
    told = asked(onset=10, previous_episode_end=earlier)
    assert stage.stage(told, DAY_ONE).acute_on_chronic is wanted


def test_a_first_episode_is_not_acute_on_chronic() -> None:
    assert stage.stage(asked(onset=10), DAY_ONE).acute_on_chronic is False


SYMPTOMS = """
# answers                                        | symptom stage
                                                 | 0
  morning_pain=0 stiffness_min=0                 | 0
  morning_pain=1                                 | 1
  startup_trouble                                | 1
  stiffness_min=1                                | 1
  sport_pain=1                                   | 2
  after_sport_pain=1                             | 2
  sport_pain=0 after_sport_pain=0 morning_pain=9 | 1
  sport_pain=9 sport_possible=reduced            | 2
  sport_possible=no                              | 3
  thickened   daily_pain=3                       | 3
  thickened   daily_pain=2                       | 0
  thickened=no daily_pain=9                       | 0
  thickened                                      | 0
  snap                                           | 0
  snap   weak_push_off                           | 4
  snap   lost_single_raise                       | 4
  weak_push_off   lost_single_raise              | 0
  gap                                            | 4
  squeeze_positive                               | 4
  gap   sport_possible=no                        | 4
"""


@each(("text", "wanted"), cells(SYMPTOMS))
def test_symptom_stage(text: str, wanted: str) -> None:
    assert stage.stage(asked(**told(text)), DAY_ONE).symptom_stage == int(wanted)


@pytest.mark.hazard("H24")
@each("location", ["insertional", "midportion", "both", "unsure", "elsewhere"])
def test_treated_as_midportion_only_when_that_is_certain(location: str) -> None:
    wanted = "midportion" if location == "midportion" else "insertional"
    assert stage.stage(asked(location=location), DAY_ONE).treat_as == wanted


ON_A_DATE = """
# answers       | days                                | day | stage on that day
  sport_pain=4  |                                     | 7   | 2     # the answers are six days old
  sport_pain=4  |                                     | 8   | None
  sport_possible=no | 0/0*8                           | 7   | 3
  sport_possible=no | 0/0*8                           | 8   | 0
                | -/.*9 0/. -/.*8                     | 16  | 0     # a morning six days back
                | -/.*9 0/. -/.*8                     | 17  | None  # seven days back
                | -/.*9 -/? -/.*8                     | 16  | 0     # a session without a score
                | -/.*9 -/? -/.*8                     | 17  | None
                | -/.*9 1/. -/.*8                     | 16  | 1
                | -/.*9 1/. -/.*8                     | 17  | None
                | -/.*9 -/1 -/.*8                     | 16  | 2
                | -/.*9 -/0+1 -/.*8                   | 16  | 2
                | -/.*9 9/0 -/.*8                     | 16  | 1
"""


@each(("text", "pattern", "day", "wanted"), cells(ON_A_DATE))
def test_symptom_stage_in_a_course(text: str, pattern: str, day: str, wanted: str) -> None:
    state = Log(**told(text)).days(pattern).day(int(day))
    assert state.symptom_stage == (None if wanted == "None" else int(wanted))


def test_stiffness_without_pain_is_stage_1() -> None:
    log = Log().on(10, "morning", pain=0, stiffness_min=1)
    assert [log.day(day).symptom_stage for day in (10, 16, 17)] == [1, 1, None]


def test_a_suspected_rupture_is_stage_4_until_it_is_cleared() -> None:
    log = Log().flag(9, gap=True).cleared(12, "doctor", "T03").days("0/0*20")
    assert [log.day(day).symptom_stage for day in (8, 9, 11, 12)] == [0, 4, 4, 0]
    snapped = Log().flag(9, snap=True, weak_push_off=True).days("0/0*20")
    assert [snapped.day(day).symptom_stage for day in (8, 9)] == [0, 4]
