"""Day 1, the start test, breaks and blocks, and what later answers change."""

import datetime as dt
from collections.abc import Callable

import pytest

from achillescli.core import course
from achillescli.core.state import Colour, Phase, Referral
from achillescli.render.data import day as data
from tests.kit.course_kit import PROTOCOL, Log, cells, date, told

# day 1


def test_a_course_begins_on_the_day_of_its_assessment() -> None:
    replay = Log().until(3)
    assert (replay.day_one, replay.why_empty) == (date(1), None)
    assert [(state.day, state.week, state.date) for state in replay.states] == [
        (day, 1, date(day)) for day in (1, 2, 3)
    ]


def test_what_the_gates_looked_at_is_kept_for_the_last_date_only() -> None:
    *before, last = Log().days("1/1*3").states(4)
    assert [state.reasons for state in before] == [{}] * 3
    assert last.concentric_findings
    assert last.running_findings


@pytest.mark.parametrize(("since", "first"), [(1, 1), (9, 9), (16, 16), (17, 16)])
def test_the_states_since_a_date_are_those_of_the_whole_course(since: int, first: int) -> None:
    log = Log().days("1/1*9 1/7 8/2 1/1*5").flag(9, fever=True).flag(10, fever=False)
    whole = log.until(16)
    since_then = course.replay(log.corrected, PROTOCOL, date(16), date(since))
    assert since_then == whole._replace(states=whole.states[first - 1 :])


def test_there_is_nothing_without_an_assessment() -> None:
    replay = Log(assessed=None).days("1/1*3").until(3)
    assert (replay.states, replay.why_empty, replay.assessment) == ((), "no_assessment", None)


def test_there_is_nothing_before_the_assessment() -> None:
    assert Log(assessed=5).until(4).why_empty == "no_assessment"


def test_an_assessment_with_an_unanswered_sign_starts_nothing() -> None:
    assert Log(snap=None).until(1).why_empty == "no_assessment"


BLOCKED_FIRST = """
# injection, days before the assessment | day 1
  84  | 2                # it lasts to day 1
  57  | 29               # the assessment is 28 days old
  56  | -                # 29 days: too old
  85  | 1
"""


@pytest.mark.parametrize(("ago", "first"), cells(BLOCKED_FIRST))
def test_day_1_is_the_first_unblocked_date_within_28_days(ago: str, first: str) -> None:
    replay = Log(tendon_injection_last=int(ago)).until(40)
    assert replay.day_one == (None if first == "-" else date(int(first)))
    assert replay.why_empty == ("too_old" if first == "-" else None)


def test_while_blocked_that_is_the_reason() -> None:
    log = Log(gap=True)
    assert [log.until(day).why_empty for day in (1, 29, 60)] == ["blocked"] * 3
    cleared = Log(gap=True).cleared(30, "doctor", "T03")
    assert [cleared.until(day).why_empty for day in (29, 30, 31)] == [
        "blocked",
        "too_old",
        "too_old",
    ]


def test_the_newest_assessment_before_day_1_is_the_course_s() -> None:
    log = Log(gap=True, start=1).assess(20, start_test_pain=4).cleared(40, "doctor", "T03")
    replay = log.until(40)
    assert (replay.day_one, replay.assessment.date) == (date(40), date(20))


def test_an_old_course_starts_when_new_answers_come() -> None:
    log = Log(tendon_injection_last=56).assess(45, start_test_pain=1)
    assert (log.until(44).why_empty, log.until(45).day_one) == ("too_old", date(45))


# start test


@pytest.mark.hazard("H23")
def test_start_level_comes_from_the_assessment() -> None:
    wanted: dict[str | int, str] = {0: "L3", 2: "L3", 3: "L2", 5: "L2", 6: "L1", "unable": "L1"}
    assert {pain: str(Log(start=pain).day(1).level) for pain in wanted} == wanted
    assert not Log(start=0).day(1).start_test_asked


def test_without_a_test_one_is_asked_until_it_is_logged() -> None:
    log = Log(start=None).check(3, start_test_pain=1)
    states = log.states(5)
    assert [state.start_test_asked for state in states] == [True, True, False, False, False]
    assert [str(state.level) for state in states] == ["L1", "L1", "L1", "L3", "L3"]


def test_a_test_on_day_1_sets_the_level_of_day_2() -> None:
    log = Log(start=None).check(1, start_test_pain=1)
    assert [str(state.level) for state in log.states(3)] == ["L1", "L3", "L3"]


def test_the_test_of_an_assessment_counts_on_its_own_date_only() -> None:
    log = Log(start=1, tendon_injection_last=84)
    state = log.day(2)
    assert (state.day, str(state.level), state.start_test_asked) == (1, "L1", True)


START_TESTS = """
# what else is logged                     | day of the test | level two days later
                                          | 3               | L3
  check 3 start_test_pain=6               | 3               | L1    # the worse of one date
  check 3 start_test_pain=unable          | 3               | L1
  check 5 start_test_pain=9               | 3               | L3    # further tests change nothing
  session 1 slot=am pain=6                | 8               | L1    # RED seven days before
  session 1 slot=am pain=6                | 9               | L3
  session 2 slot=am pain=6                | 3               | L1
  morning 1 pain=8                        | 1               | L1    # D2
  morning 1 pain=7                        | 1               | L3
  flag 3 fever                            | 3               | L1
  flag 3 unwell                           | 3               | L1
  flag 3 gap                              | 3               | L1    # blocked
  flag 3 tendon_nodules                   | 3               | L3
"""


def write(log: Log, text: str) -> None:
    if text:
        kind, day, *fields = text.split()
        log.on(int(day), kind, **told(" ".join(fields)))


@pytest.mark.hazard("H23")
@pytest.mark.parametrize(("text", "day", "level"), cells(START_TESTS))
def test_which_start_test_counts(text: str, day: str, level: str) -> None:
    log = Log(start=None).check(int(day), start_test_pain=1)
    write(log, text)
    if "gap" in text:
        log.cleared(4, "doctor", "T03")
    assert str(log.day(int(day) + 2).level) == level


ASKED = """
# what is logged                | asked on the day
                                | 3  yes
  session 1 slot=am pain=6      | 8  no     # RED seven days before
  session 1 slot=am pain=6      | 9  yes
  morning 1 pain=8              | 1  no
  morning 1 pain=7              | 1  yes
  flag 3 fever                  | 3  no
  flag 3 unwell                 | 3  no
  flag 3 gap                    | 3  no
  flag 3 tendon_nodules         | 3  yes
  check 3 start_test_pain=10    | 3  no
  check 3 start_test_pain=unable | 3 no
  check 3 hop_pain=1            | 3  yes
"""


@pytest.mark.parametrize(("text", "wanted"), cells(ASKED))
def test_when_a_start_test_is_asked_for(text: str, wanted: str) -> None:
    day, asked = wanted.split()
    log = Log(start=None)
    write(log, text)
    assert log.day(int(day)).start_test_asked is (asked == "yes")


def test_the_assessment_s_own_test_counts_on_a_date_of_rest() -> None:
    sore = Log(start=1).on(1, "morning", pain=8).day(1)
    ill = Log(start=1, fever=True).day(1)
    assert (str(sore.level), sore.adaptation) == (str(ill.level), ill.adaptation) == ("L3", "D2")


def test_a_test_before_it_is_due_does_not_count() -> None:
    log = Log(start=None, assessed=5).check(4, start_test_pain=1).on(5, "morning", pain=1)
    assert (str(log.day(6).level), log.day(6).start_test_asked) == ("L1", True)


def test_a_test_keeps_the_decision_from_being_carried_out() -> None:
    log = Log(start=None).days("1/1*8").check(7, start_test_pain=4)
    state = log.day(8)
    assert (str(state.level), state.decision.verdict) == ("L2", "PROGRESS")


def test_a_good_week_at_body_weight_settles_a_test_that_is_due() -> None:
    log = Log(start=None).days("1/1*30")
    assert log.verdicts(29) == ["PROGRESS W3"] * 4
    assert log.levels(29)[::7] == ["L1", "L2", "L3", "L4.1", "L4.2"]
    asked = [state.start_test_asked for state in log.states(23)]
    assert asked == [True] * 21 + [False] * 2


def test_a_test_after_a_red_day_only_lowers() -> None:
    log = Log(start=1).days("1/1*7 -/.*28 1/1*20").on(37, "session", slot="am", pain=6)
    worse = log.copy().check(44, start_test_pain=9)
    assert [str(state.level) for state in log.states(46)[42:]] == ["L1", "L1", "L1", "L1"]
    assert str(worse.day(45).level) == "L1"
    due = Log(start=None).days("1/1*21").on(16, "session", slot="am", pain=6)
    assert [str(state.level) for state in due.states(18)[14:]] == ["L3", "L3", "L3", "L3"]
    tested = due.copy().check(17, start_test_pain=5)
    state = tested.day(18)
    assert (str(state.level), state.level_steps[0].rule) == ("L2", "START")
    assert tested.day(24).start_test_asked
    better = due.copy().check(17, start_test_pain=0)
    assert str(better.day(18).level) == "L3"


def test_a_test_that_was_logged_lets_the_next_decision_go_on() -> None:
    log = Log(start=None).days("1/1*30").check(21, start_test_pain=1)
    states = log.states(29)
    assert (states[21].decision.verdict, str(states[21].level)) == ("PROGRESS", "L3")
    assert (states[28].decision.verdict, str(states[28].level)) == ("PROGRESS", "L4.1")


# the first week of a complaint


@pytest.mark.hazard("H22")
def test_an_early_complaint_calms_down_first() -> None:
    log = Log(onset=3, start=1).days("1/1*20")
    states = log.states(7)
    assert [state.phase for state in states] == [Phase.CALM] * 5 + [Phase.LOAD] * 2
    assert [[s.slot for s in state.sessions] for state in states[4:6]] == [["am"], ["am", "pm"]]
    assert [state.start_test_asked for state in states] == [False] * 5 + [True] * 2
    assert {str(state.level) for state in states} == {"L1"}
    assert [state.rom for state in states[3:6]] == ["floor", "floor", "step"]


EARLY = """
# onset, days before | last CALM day | decision on day 8 | level on day 8
  0                  | 8             | HOLD              | L1
  1                  | 7             | PROGRESS          | L2
  7                  | 1             | PROGRESS          | L2
  8                  | 0             | HOLD              | L3
"""


@pytest.mark.hazard("H22")
@pytest.mark.parametrize(("onset", "last", "verdict", "level"), cells(EARLY))
def test_early_dose(onset: str, last: str, verdict: str, level: str) -> None:
    log = Log(onset=int(onset)).days("1/1*9")
    states = log.states(8)
    calm = [state.day for state in states if state.phase is Phase.CALM]
    assert calm == list(range(1, int(last) + 1))
    assert (states[7].decision.verdict, states[7].decision.rule) == (verdict, "W3")
    assert str(states[7].level) == level


def test_early_is_judged_on_the_date_of_the_assessment() -> None:
    log = Log(onset=5, tendon_injection_last=80)
    assert log.until(5).day_one is None
    state = log.day(6)
    assert (state.phase, state.start_test_asked, str(state.level)) == (Phase.LOAD, True, "L1")


def test_a_test_on_the_first_date_after_the_early_dose_counts() -> None:
    log = Log(onset=3).days("0/0*8").check(5, start_test_pain=1).check(6, start_test_pain=4)
    assert [str(log.day(day).level) for day in (6, 7)] == ["L1", "L2"]


def test_a_level_lost_in_the_first_week_is_found_anew_after_it() -> None:
    log = Log(onset=3).days("1/1*8").flag(2, gap=True).cleared(3, "doctor")
    states = log.states(7)
    assert states[2].break_rule == "W7"
    assert [state.start_test_asked for state in states] == [False] * 5 + [True] * 2


# breaks


BREAKS = """
# days                          | breaks up to day 60
  1/1*21 -/.*39                 | 29:W6 36:W6 43:W6 50:W7
  1/1*20 -/.*40                 | 28:W6 35:W6 42:W6 49:W7
  1/1*20 -/.*6 1/1 -/.*33       | 35:W6 42:W6 49:W6 56:W7
  1/1*20 -/.*7 1/1 -/.*32       | 28:W6 36:W6 43:W6 50:W6 57:W7
  -/.*60                        | 8:W6 15:W6 22:W6 29:W7
  1/1*20 1/?*5 -/.*35           | 33:W6 40:W6 47:W6 54:W7
"""


def test_a_break_is_the_step_down_of_a_sore_week() -> None:
    sore = Log().days("1/1*21 -/4*15")
    assert sore.verdicts(36)[-1] == "REGRESS W1"
    assert sore.flag(30, oral_steroid_last=True).cleared(31, "doctor").day(31).break_rule == "W6"
    assert sore.verdicts(36)[-1] == "HOLD W2"


@pytest.mark.hazard("H21")
@pytest.mark.parametrize(("pattern", "wanted"), cells(BREAKS))
def test_breaks(pattern: str, wanted: str) -> None:
    states = Log().days(pattern).states(60)
    found = [f"{state.day}:{state.break_rule}" for state in states if state.break_rule]
    assert found == wanted.split()


def test_an_uncompleted_session_is_none() -> None:
    log = Log().days("1/1*3 -/.*7")
    for day in range(4, 11):
        log.on(day, "session", slot="am", pain=1, completed=False)
    assert log.day(11).break_rule == "W6"


@pytest.mark.hazard("H21")
def test_break_levels() -> None:
    states = Log(weight_kg=80).days("1/1*41 -/.*40").states(72)
    at = {state.day: (str(state.level), state.break_rule) for state in states}
    assert at[43] == ("L4.5", None)
    assert at[49] == ("L4.4", "W6")
    assert at[56] == ("L4.3", "W6")
    assert at[63] == ("L4.2", "W6")
    assert at[70] == ("L1", "W7")
    assert [state.start_test_asked for state in states[68:71]] == [False, True, True]


def test_a_break_comes_on_top_of_a_step_down_by_the_week() -> None:
    log = Log(weight_kg=80).days("1/1*28 -/.*7 -/.*7").on(29, "morning", pain=1)
    for day, pain in ((30, 6), (32, 6)):
        log.on(day, "activity", activity="walking", minutes=9, pain=pain)
    state = log.day(36)
    assert (state.decision.verdict, state.break_rule, str(state.level)) == ("REGRESS", "W6", "L4.1")
    assert [step.rule for step in state.level_steps] == ["W1", "W6"]


def test_after_four_weeks_without_sessions_good_weeks_go_up_again() -> None:
    log = Log().days("1/1*7 -/.*28 1/1*20").check(50, start_test_pain=4)
    states = log.states(57)
    at = {state.day: state for state in states}
    assert (at[36].break_rule, str(at[36].level), at[36].start_test_asked) == ("W7", "L1", True)
    verdict = (at[43].decision.verdict, at[43].decision.rule, str(at[43].level))
    assert verdict == ("PROGRESS", "W3", "L2")
    assert (at[50].decision.verdict, str(at[50].level)) == ("PROGRESS", "L3")
    assert (str(at[51].level), at[51].start_test_asked) == ("L2", False)


@pytest.mark.parametrize(("end", "wanted"), [(28, {22: "W6"}), (29, {22: "W6", 29: "W6"})])
def test_a_break_costs_a_step_once_in_seven_mornings(end: int, wanted: dict[int, str]) -> None:
    log = Log().days("1/1*14 -/.*7 1/1*20").flag(end - 3, numbness=True)
    states = log.cleared(end, "doctor", "T15").states(35)
    assert {state.day: state.break_rule for state in states if state.break_rule} == wanted


def test_a_test_on_the_eve_takes_the_place_of_a_break() -> None:
    log = Log(start=None).check(7, start_test_pain=1)
    state = log.day(8)
    assert (state.break_rule, str(state.level)) == (None, "L3")


# blocks

BLOCK_ENDS = """
# sign                          | days blocked | break on the first unblocked date
  chest_pain                    | 2            | None  # two days without loading cost nothing
  chest_pain                    | 3            | W6
  snap weak_push_off            | 1            | W7
  gap                           | 1            | W7
  calf_swollen calf_red         | 2            | None
  calf_swollen                  | 3            | W6
  fever wound                   | 1            | W7
  cannot_walk_4_steps           | 1            | W7
  snap                          | 1            | W7
  lost_single_raise             | 1            | W7
  numbness                      | 2            | None
  numbness                      | 3            | W6
  fluoroquinolone_last          | 1            | W6    # by its kind, however short
  oral_steroid_last             | 1            | W6
  breathless                    | 2            | None
  night_pain                    | 2            | None
  diabetic_foot                 | 2            | None
  effort_limited                | 2            | None
"""


@pytest.mark.hazard("H1")
@pytest.mark.parametrize(("sign", "length", "wanted"), cells(BLOCK_ENDS))
def test_end_of_a_block(sign: str, length: str, wanted: str) -> None:
    over = 20 + int(length)
    log = Log().days("1/1*30").on(20, "flag", **told(sign)).cleared(over, "doctor")
    states = log.states(over + 2)
    assert [state.day for state in states if state.blocked] == list(range(20, over))
    assert {state.day: state.break_rule for state in states if state.break_rule} == (
        {} if wanted == "None" else {over: wanted}
    )
    assert str(states[over - 1].level) == (
        "L1" if wanted == "W7" else "L3" if wanted == "W6" else "L4.1"
    )
    assert states[over - 1].start_test_asked is (wanted == "W7" and "fever" not in sign)


def test_a_row_that_stood_on_any_date_of_the_block_counts() -> None:
    log = Log().days("1/1*30").flag(17, numbness=True).flag(18, gap=True)
    log.cleared(19, "doctor", "T03").cleared(21, "doctor", "T15")
    assert [state.break_rule for state in log.states(22)[16:]] == [None] * 4 + ["W7", None]


def test_a_step_down_inside_the_block_is_enough() -> None:
    log = Log().days("1/1*16 -/.*9 1/1*9").flag(18, numbness=True).cleared(25, "doctor", "T15")
    states = log.states(26)
    assert {state.day: state.break_rule for state in states if state.break_rule} == {24: "W6"}


def test_a_step_down_on_the_first_blocked_date_counts() -> None:
    log = Log(start=4).days("1/4*7 1/6*2 1/1*5 1/1*9").flag(15, numbness=True)
    log.cleared(17, "doctor", "T15")
    states = log.states(18)
    assert (states[14].decision.verdict, states[14].blocked) == ("REGRESS", True)
    assert {state.day for state in states if state.break_rule} == set()


def test_a_step_down_before_the_block_does_not_count() -> None:
    log = Log(start=1).days("1/4*7 1/6*2 1/1*5 1/1*9").flag(16, numbness=True)
    log.cleared(19, "doctor", "T15")
    states = log.states(19)
    assert states[14].decision.verdict == "REGRESS"
    assert {state.day: state.break_rule for state in states if state.break_rule} == {19: "W6"}


def test_a_block_before_day_1_is_no_break() -> None:
    log = Log(gap=True).cleared(5, "doctor", "T03")
    assert log.day(5).break_rule is None
    assert (log.day(5).day, log.day(6).break_rule) == (1, None)


def test_nothing_is_prescribed_on_a_blocked_date() -> None:
    state = Log().days("1/1*9").flag(9, chest_pain=True).day(9)
    assert (state.blocked, state.sessions, state.adaptation) == (True, (), None)
    assert (state.referral, state.rows) == (Referral.EMERGENCY, ("T01",))
    assert str(state.dose_level) == str(state.level)


# later answers


@pytest.mark.hazard("H31")
def test_a_lower_weight_lowers_the_ceiling_at_once() -> None:
    log = Log(weight_kg=80).days("1/1*60").assess(50, weight_kg=20)
    assert log.levels(51)[48:] == ["L4.5", "L4.2", "L4.2"]


def test_a_higher_weight_raises_the_ceiling_step_by_step() -> None:
    log = Log(weight_kg=20).days("1/1*60").assess(50, weight_kg=80)
    assert log.levels(57)[48:58:7] == ["L4.2", "L4.3"]


def test_a_later_assessment_restarts_nothing() -> None:
    log = Log().days("1/1*30").assess(20, start_test_pain=9, onset=1)
    states = log.states(30)
    assert [state.day for state in states] == list(range(1, 31))
    assert [str(state.level) for state in states[18:22]] == ["L4.1"] * 3 + ["L4.2"]
    assert [state.rom for state in states[18:28]] == ["step", *["floor"] * 7, "step", "step"]
    assert states[19].phase is Phase.LOAD


def test_a_later_assessment_with_a_gap_in_the_screening_counts_for_nothing() -> None:
    log = Log().days("1/1*9").assess(5, location="insertional", snap=None)
    assert log.day(6).rom == "step"


# new courses


def test_a_new_course_starts_at_day_1() -> None:
    log = Log().days("1/1*40").assess(30, new_course=True, start_test_pain=4)
    replay = log.until(31)
    assert [(state.day, str(state.level)) for state in replay.states] == [(1, "L2"), (2, "L2")]
    assert (replay.day_one, len(log.states(29))) == (date(30), 29)


RED_BEFORE = """
# days before the new course on day 9 | level | asked | adaptation on day 1
  1/1*9                               | L2    | no    | None
  1/6 1/1*8                           | L2    | no    | None     # eight days before
  1/1 1/6 1/1*7                       | L1    | no    | None     # seven days before: none is asked either
  1/1*7 1/6 1/1                       | L1    | no    | D1
  1/1*6 1/6*2 1/1                     | L1    | no    | D2
  1/1*8 8/1                           | L1    | no    | D2       # the morning makes day 8 RED
"""


@pytest.mark.parametrize(("pattern", "level", "asked", "adaptation"), cells(RED_BEFORE))
def test_red_days_before_a_new_course(
    pattern: str, level: str, asked: str, adaptation: str
) -> None:
    log = Log().days(pattern).assess(9, new_course=True, start_test_pain=4)
    state = log.day(9)
    assert (str(state.level), state.start_test_asked) == (level, asked == "yes")
    assert str(state.adaptation) == adaptation


def test_a_date_has_its_colour_from_the_morning_after() -> None:
    log = Log().days("1/1 1/6 1/1")
    assert log.until(3).colours == {date(1): Colour.GREEN, date(2): Colour.RED}


def test_red_days_before_a_first_course_count_for_nothing() -> None:
    log = Log(assessed=None).days("1/1*3 1/6*2 1/1*9").assess(6, start_test_pain=4)
    state = log.day(6)
    assert (str(state.level), state.adaptation, state.start_test_asked) == ("L2", None, False)


def test_a_later_assessment_of_a_new_course_is_not_a_first_one() -> None:
    log = Log().days("1/6*5 1/1*9").assess(6, new_course=True, start_test_pain=1).assess(6)
    assert log.day(6).adaptation == "D2"


def test_breaks_and_weeks_begin_anew_with_a_new_course() -> None:
    log = Log().days("1/1*10 -/.*40").assess(15, new_course=True, start_test_pain=1)
    states = log.states(22)
    assert [state.day for state in states if state.break_rule] == [8]
    assert [state.decision.week for state in states if state.decision] == [1]


# the whole


def test_a_replay_sees_nothing_later() -> None:
    log = Log().days("1/1*30").flag(25, gap=True)
    replay = log.until(20)
    assert max(entry.date for entry in replay.log) == date(20)
    assert list(map(data.as_values, replay.states)) == list(
        map(data.as_values, log.states(30)[:20])
    )


def test_standing_without_a_course() -> None:
    log = Log(assessed=None).flag(2, gap=True)
    assert course.standing(log.corrected, date(1)).rows == ()
    assert course.standing(log.corrected, date(2)).rows == ("T03",)
    assert course.standing(log.corrected, date(2)).blocked


def test_a_replay_is_a_pure_function() -> None:
    log = Log().days("1/1*20").corrected
    assert (
        course.replay(log, PROTOCOL, date(20)).states
        == course.replay(log, PROTOCOL, date(20)).states
    )


def test_the_horizon_lies_four_weeks_before_the_course_or_its_last_run() -> None:
    log = Log().assess(60, new_course=True)
    assert course.horizon(log.corrected, date(70)) == date(32)
    assert course.horizon(log.corrected, date(60)) == date(32)
    assert course.horizon(log.corrected, date(59)) == date(1 - 28)
    log.run(40, 10).run(60, 10)
    assert course.horizon(log.corrected, date(70)) == date(12)
    log.run(40, 10).run(50, 10).run(65, 10)
    assert course.horizon(log.corrected, date(70)) == date(22)
    assert course.horizon(log.cleared(55, "doctor", "T03").corrected, date(70)) == date(22)
    assert course.horizon(log.cleared(55, "doctor", "T33").corrected, date(70)) == dt.date.min
    assert course.horizon(Log(assessed=None).corrected, date(70)) == date(42)


def test_a_run_after_the_steps_is_measured_by_the_runs_up_to_the_last_date() -> None:
    log = Log().run(3, 30, km=5).run(9, 30, km=9)
    assert log.until(2).longest_next_km is None
    assert log.until(8).longest_next_km == 5.5


def test_the_newest_checkin_is_that_of_the_course() -> None:
    log = Log().days("2/1*9")
    assert [log.until(day).checked_in for day in (6, 7, 9)] == [date(1), date(7), date(7)]


def test_without_a_course_the_log_and_the_answers_are_there() -> None:
    log = Log(gap=True)
    found = log.until(3)
    assert (found.why_empty, found.journal) == ("blocked", log.corrected)
    assert found.assessment is not None
    assert found.assessment.answers.red_flags.gap is True


def test_red_days_before_day_1_are_two_days_without_loading_and_no_third() -> None:
    log = Log().days("2/1*10 1/7*5").assess(13, new_course=True, start_test_pain=1)
    assert [log.day(day).day for day in (13, 15)] == [1, 3]
    assert [log.day(day).adaptation for day in (13, 14, 15)] == ["D2", "D2", "D1"]


@pytest.mark.hazard("H15")
def test_a_level_that_falls_within_a_week_is_seen_by_the_rows_on_that_morning() -> None:
    log = Log().days("2/1*18 2/7 2/1 2/7*2 2/1*3").flag(23, gap=True)
    log.cleared(24, "doctor", "T03")
    assert [str(log.day(day).level) for day in (23, 24)] == ["L3", "L1"]
    assert ["T19" in log.standing(day) for day in (23, 24)] == [False, True]


#  what suspends running that is open, and by what it is said to be
SUSPENDED = [
    (lambda log: log, None, None),
    (lambda log: log.on(9, "morning", pain=8), "suspended", "d2"),
    (lambda log: log.flag(9, gap=True), "suspended", "row"),
    (lambda log: log.flag(9, weak_push_off=True), "suspended", "row"),
]


@pytest.mark.hazard("H29")
@pytest.mark.parametrize(("write", "running", "by"), SUSPENDED, ids=range(len(SUSPENDED)))
def test_running_is_suspended_by_what_is_said(
    write: Callable[[Log], Log], running: str | None, by: str | None
) -> None:
    log = Log(last_run=10).days("1/1d1*8")
    log.check(5, raises_left=30, raises_right=30, hop_pain=1, walk_pain=1)
    state = write(log).day(9)
    assert (state.running, state.suspended_by) == (running or "RC1", by)


def test_a_highest_level_that_rises_within_a_week_is_seen_by_the_rows_on_that_morning() -> None:
    log = Log(weight_kg=30).days("2/1*42").days("2/1*4 2/.*3 " * 9).assess(101, weight_kg=80)
    assert [str(log.day(day).level) for day in (100, 101)] == ["L4.3", "L4.3"]
    assert ["T32" in log.standing(day) for day in (100, 101)] == [False, True]
