"""Where the laws stop: for each limit a course that shows it, and another that is never better.

Each table writes the days of two courses; the second is worse on one day and gets more later.
"""

import pytest

from .course_kit import Log
from .two_courses import first_more

LIMITS = {
    "sore": (
        "level",
        15,
        "1/.+4*7 1/4*7",
        "1/.+4*5 1/.+6*2 1/4*7",
    ),
    "rest": (
        "level",
        22,
        "1/1*7 3/1*7 2/1'*5 2/1*2",
        "1/1*7 3/1*5 3/6*2 2/1'*5 2/1*2",
    ),
    "breaks": (
        "level",
        9,
        "1/1 1/.+6*2 1/.*5",
        "1/. 1/.+6*2 1/.*5",
    ),
    "upkeep, no longer recovered": (
        "repetitions",
        86,
        "1/0*85",
        "1/0*79 1/0k 1/0*5",
    ),
    "upkeep, sorer in week 1": (
        "concentric",
        85,
        "2/2*7 3/1*70 3/0'*3 3/.*4",
        "2/5*7 3/1*70 3/0'*3 3/.*4",
    ),
    "no_score": (
        "concentric",
        43,
        "1/0*41 1/?'",
        "1/0*41 1/.",
    ),
    "grey": (
        "concentric",
        100,
        "3/2*7 1/1*77 1/0'*8 1/. 1/?' 1/. 1/0' 1/.*2 1/0' 1/.",
        "3/2*7 1/1*77 1/0'*8 1/. 1/. 1/. 1/0' 1/.*2 1/0' 1/.",
    ),
}
"""By limit: what is more, from which day, the calmer course, the other one."""


@pytest.mark.parametrize("name", LIMITS)
def test_a_course_that_is_never_better_gets_more_in_the_end(name):
    what, day, calmer, other = LIMITS[name]
    one, two = Log(start=0).days(calmer), Log(start=0).days(other)
    found = first_more(one.states(day), two.states(day))
    assert found is not None
    assert (found[0], what in found[1]) == (day, True)
    assert name.split(",")[0] in found[2]


def test_a_start_test_that_would_lower_the_level_does_not_count_after_a_red_day():
    calmer, other = (Log(start=None).days(days) for days in ("1/1*16", "1/1*14 1/6 1/1"))
    for log in (calmer, other):
        log.check(16, start_test_pain=4)
    assert (calmer.day(17).level, other.day(17).level) == ("L2", "L3")
    assert first_more(calmer.states(17), other.states(17))[2] == {"tests"}


def test_a_break_of_28_days_leads_to_a_start_test_and_a_session_in_it_does_not():
    calmer, other = (Log(start=7).days(days) for days in ("1/.*9 1/0 1/.*18", "1/.*28"))
    for log in (calmer, other):
        log.check(29, start_test_pain=0)
    assert (calmer.day(30).level, other.day(30).level) == ("L1", "L3")


def test_a_day_of_rest_for_a_fever_lets_fewer_sessions_be_enough():
    calmer, other = (Log(start=7).days("1/1'*5 1/1*2") for _ in range(2))
    other.flag(2, fever=True).flag(3, fever=False)
    assert calmer.verdicts(8) == ["HOLD W2"]
    assert other.verdicts(8) == ["PROGRESS W3"]
    assert (calmer.day(8).level, other.day(8).level) == ("L1", "L2")


def test_a_break_that_meets_the_end_of_a_block_costs_one_step_and_not_two():
    calmer, other = (Log(start=0).days(days) for days in ("1/1*3 1/.*8", "1/1*2 1/.*9"))
    for log in (calmer, other):
        log.flag(9, night_pain=True).cleared(10, "doctor")
    assert (calmer.levels(11)[8:], other.levels(11)[8:]) == (["L3", "L2", "L1"], ["L3", "L2", "L2"])
    assert first_more(calmer.states(11), other.states(11)) == (11, ("level", "dose"), {"breaks"})


def test_a_lower_earlier_morning_makes_the_next_rise_larger():
    calmer, other = Log(start=0).days("1/1 3/1"), Log(start=0).days("2/1 3/1")
    assert (calmer.day(2).adaptation, other.day(2).adaptation) == ("D1", None)


def test_removing_the_only_record_of_a_red_day_removes_the_red_day():
    log = Log(start=0).days("1/1*3")
    log.on(3, "session", slot="pm", pain=6).days("1/1")
    red = log.day(4).adaptation
    log.on(4, "remove", of=next(e.id for e in log.entries if getattr(e, "pain", 0) == 6))
    assert (red, log.day(4).adaptation) == ("D1", None)


def test_a_running_gate_that_opens_later_closes_later():
    calmer, other = (Log(start=0).days("1/0d1*60") for _ in range(2))
    fit = {"walk_pain": 0, "raises_left": 40, "raises_right": 40}
    for log, hops in ((calmer, 0), (other, 3)):
        log.check(20, hop_pain=hops, **fit).check(21, hop_pain=0)
    open_on = [{s.day for s in log.states(60) if s.running} for log in (calmer, other)]
    assert open_on == [{*range(20, 49)}, {*range(21, 50)}]
