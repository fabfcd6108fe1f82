"""Where the laws stop: for each limit a course that shows it, and another that is never better.

Each table writes the days of two courses; the second is worse on one day and gets more later.
"""

import datetime as dt

import pytest

from achillescli.core import course
from achillescli.core.log import corrections, entries
from tests.kit.course_kit import PROTOCOL, Log, date
from tests.laws.two_courses import excesses, first_more, first_run

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
def test_a_course_that_is_never_better_gets_more_in_the_end(name) -> None:
    what, day, calmer, other = LIMITS[name]
    one, two = Log(start=0).days(calmer), Log(start=0).days(other)
    assert first_more(one.until(day), two.until(day)) == (day, what, {name.split(",")[0]})


def test_a_start_test_that_would_lower_the_level_does_not_count_after_a_red_day() -> None:
    calmer, other = (Log(start=None).days(days) for days in ("1/1*16", "1/1*14 1/6 1/1"))
    for log in (calmer, other):
        log.check(16, start_test_pain=4)
    assert (str(calmer.day(17).level), str(other.day(17).level)) == ("L2", "L3")
    assert first_more(calmer.until(17), other.until(17)).limits == {"tests"}


def test_a_break_of_28_days_leads_to_a_start_test_and_a_session_in_it_does_not() -> None:
    calmer, other = (Log(start=7).days(days) for days in ("1/.*9 1/0 1/.*18", "1/.*28"))
    for log in (calmer, other):
        log.check(29, start_test_pain=0)
    assert (str(calmer.day(30).level), str(other.day(30).level)) == ("L1", "L3")


def test_a_day_of_rest_for_a_fever_lets_fewer_sessions_be_enough() -> None:
    calmer, other = (Log(start=7).days("1/1'*5 1/1*2") for _ in range(2))
    other.flag(2, fever=True).flag(3, fever=False)
    assert calmer.verdicts(8) == ["HOLD W2"]
    assert other.verdicts(8) == ["PROGRESS W3"]
    assert (str(calmer.day(8).level), str(other.day(8).level)) == ("L1", "L2")


def test_a_break_that_meets_the_end_of_a_block_costs_one_step_and_not_two() -> None:
    calmer, other = (Log(start=0).days(days) for days in ("1/1*3 1/.*8", "1/1*2 1/.*9"))
    for log in (calmer, other):
        log.flag(9, night_pain=True).cleared(10, "doctor")
    assert (calmer.levels(11)[8:], other.levels(11)[8:]) == (["L3", "L2", "L1"], ["L3", "L2", "L2"])
    assert first_more(calmer.until(11), other.until(11)) == (11, "level", {"breaks"})


def test_a_lower_earlier_morning_makes_the_next_rise_larger() -> None:
    calmer, other = Log(start=0).days("1/1 3/1"), Log(start=0).days("2/1 3/1")
    assert (calmer.day(2).adaptation, other.day(2).adaptation) == ("D1", None)


def test_removing_the_only_record_of_a_red_day_removes_the_red_day() -> None:
    log = Log(start=0).days("1/1*3")
    log.on(3, "session", slot="pm", pain=6).days("1/1")
    red = log.day(4).adaptation
    log.on(4, "remove", of=next(e.id for e in log.entries if getattr(e, "pain", 0) == 6))
    assert (red, log.day(4).adaptation) == ("D1", None)


def test_a_running_gate_that_opens_later_closes_later() -> None:
    calmer, other = (Log(start=0).days("1/0d1*60") for _ in range(2))
    fit = {"walk_pain": 0, "raises_left": 40, "raises_right": 40}
    for log, hops in ((calmer, 0), (other, 3)):
        log.check(20, hop_pain=hops, **fit).check(21, hop_pain=0)
    open_on = [{s.day for s in log.states(60) if s.running} for log in (calmer, other)]
    assert open_on == [{*range(20, 49)}, {*range(21, 50)}]


def test_a_block_that_goes_on_puts_off_the_step_down_to_its_end() -> None:
    calmer, other = (Log(start=0).days("1/1*7 8/1 9/. 1/1 1/1*4") for _ in range(2))
    other.flag(9, night_pain=True).cleared(12, "doctor")
    assert [(s.blocked, str(s.level)) for s in calmer.states(12)[8:]] == [
        (True, "L3"), (False, "L2"), (False, "L2"), (False, "L2"),
    ]  # fmt: skip
    assert [(s.blocked, str(s.level)) for s in other.states(12)[8:]] == [
        (True, "L3"), (True, "L3"), (True, "L3"), (False, "L2"),
    ]  # fmt: skip
    assert [(e.day, e.what, e.limits) for e in excesses(calmer.until(12), other.until(12))] == [
        (10, "level", {"breaks"}),
    ]  # fmt: skip


def test_a_start_test_that_cannot_be_done_has_no_pain_to_ease_the_next_day() -> None:
    calmer, other = (Log(start=0).days("1/1*30") for _ in range(2))
    calmer.check(20, start_test_pain=6)
    other.check(20, start_test_pain="unable")
    one, two = calmer.day(21), other.day(21)
    assert (str(one.level), one.adaptation, str(one.dose_level)) == ("L4.1", "D1", "L3")
    assert (str(two.level), two.adaptation, str(two.dose_level)) == ("L4.1", None, "L4.1")
    assert first_more(calmer.until(21), other.until(21)) == (21, "dose", {"unable"})


def test_more_pain_in_week_1_takes_back_the_row_that_holds_running_after_half_a_year() -> None:
    calmer, other = (Log(start=0).days(f"2/{first}*7 2/2d0*190") for first in (2, 5))
    for log in (calmer, other):
        log.check(195, walk_pain=0, hop_pain=0, raises_left=40, raises_right=40)
    one, two = calmer.until(197), other.until(197)
    assert ("T22" in one.states[-1].rows, "T22" in two.states[-1].rows) == (True, False)
    assert (first_run(one.states), first_run(two.states)) == (198, 195)
    assert {e.limits for e in excesses(one, two) if e.what == "running"} == {
        frozenset({"upkeep", "first_week"})
    }


def test_an_older_date_of_a_medicine_takes_the_place_of_the_newer_one() -> None:
    calmer, other = (Log(start=0).days("1/1*10") for _ in range(2))
    for log in (calmer, other):
        log.flag(5, fluoroquinolone_last=date(3))
    other.flag(6, fluoroquinolone_last=date(6 - 200))
    one, two = calmer.day(7), other.day(7)
    assert (one.rows, one.blocked, len(one.sessions)) == (("T07",), True, 0)
    assert (two.rows, two.blocked, len(two.sessions)) == ((), False, 2)
    assert {"row"} in [e.limits for e in excesses(calmer.until(7), other.until(7))]


ANOTHER_ROW = [
    ({"snap": True}, {"weak_push_off": True}, "physio", ["T02"], ("T26",), ()),
    ({"breathless": True}, {"calf_swollen": True}, "doctor", ["T01", "T27"], ("T25",), ()),
    ({"weak_push_off": True}, {"snap": True}, "physio", ["T02"], ("T28",), ()),
]
"""A sign, one more, who clears which rows; what stands then without the second and with it."""


@pytest.mark.parametrize(("sign", "more", "by", "rows", "stands", "then"), ANOTHER_ROW)
def test_one_more_sign_makes_a_row_another_one_that_was_cleared(
    sign, more, by, rows, stands, then
) -> None:
    calmer, other = (Log(start=0).days("1/1*10").flag(5, **sign) for _ in range(2))
    other.flag(5, **more)
    for log in (calmer, other):
        log.cleared(7, by, *rows)
    assert (calmer.day(8).rows, other.day(8).rows) == (stands, then)


NOON = dt.datetime(2026, 1, 10, 12, tzinfo=dt.UTC)


def written(*tables):
    """Return entries as they stand in a file, all with one timestamp or with none."""
    return [entries.parse({"id": f"x{at}", "date": date(6), **t}) for at, t in enumerate(tables)]


GAP = {"kind": "flag", "gap": True}
CLEARED = {"kind": "clearance", "by": "doctor", "rows": ["T03"]}
SORE = {"kind": "edit", "of": "e16", "set": {"pain": 9}}
FINE = {"kind": "edit", "of": "e16", "set": {"pain": 1}}


@pytest.mark.parametrize("stamp", [{}, {"at": NOON}], ids=["no timestamp", "one timestamp"])
@pytest.mark.parametrize(
    ("first", "second", "one", "other"),
    [(GAP, CLEARED, (False, None), (True, None)), (SORE, FINE, (False, None), (False, "D2"))],
)
def test_what_was_written_at_one_time_counts_in_the_order_of_the_file(
    first, second, one, other, stamp
) -> None:
    log = Log(start=0).days("1/1*8")
    assert [(e.kind, e.date) for e in log.entries if e.id == "e16"] == [("morning", date(6))]
    found = []
    for order in ((first, second), (second, first)):
        added = written(*({**table, **stamp} for table in order))
        replayed = course.replay(corrections.applied([*log.entries, *added]), PROTOCOL, date(6))
        found.append((replayed.states[-1].blocked, replayed.states[-1].adaptation))
    assert found == [one, other]
