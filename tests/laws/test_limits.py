"""Where the laws stop: for each limit a course that shows it, and another that is never better.

Each table writes the days of two courses; the second is worse on one day and gets more later.
"""

import datetime as dt
from typing import Any

import pytest

from achillescli.core import course
from achillescli.core.log import corrections, entries
from tests.kit.course_kit import PROTOCOL, Log, date
from tests.laws import two_courses
from tests.laws.two_courses import excesses, first_more, first_run

pytestmark = pytest.mark.slow

LAST_TWO_WEEKS = "3/2*63 3/0'*3 3/.*4 3/0'*3 3/.*4 3/."
REOPENED = "3/2*7 1/1*74 4/1 1/1*6 1/0'"

LIMITS = {
    "third_day": (
        "repetitions",
        6,
        "1/0 1/6 1/0 1/6*2 1/0",
        "1/0 1/6*4 1/0",
    ),
    "maintenance, a red day too late for a mild course": (
        "repetitions",
        86,
        "1/0*86",
        "1/0*70 1/6 1/0*15",
    ),
    "maintenance, sorer in week 1": (
        "concentric",
        85,
        f"2/2*7 {LAST_TWO_WEEKS}",
        f"2/5*7 {LAST_TWO_WEEKS}",
    ),
    "no_score": (
        "concentric",
        43,
        "1/0*41 1/?'",
        "1/0*41 1/.",
    ),
    "grey": (
        "concentric",
        93,
        f"{REOPENED} 1/?' 1/0'*3",
        f"{REOPENED} 1/. 1/0'*3",
    ),
}
"""By limit: what is more, from which day, the calmer course, the other one.

The last two take a session out of the log; nobody but the person can see that it is missing.
"""


@pytest.mark.parametrize("name", LIMITS)
def test_a_course_that_is_never_better_gets_more_in_the_end(name: str) -> None:
    what, day, calmer, other = LIMITS[name]
    one, two = Log(start=0).days(calmer), Log(start=0).days(other)
    why = {name.split(",", maxsplit=1)[0]} & two_courses.LIMITS
    assert first_more(one.until(day), two.until(day)) == (day, what, why)


def test_a_start_test_near_a_red_day_is_due_again_and_may_then_raise_the_level() -> None:
    calmer, other = (Log(start=None).days(f"1/1*3 1/{p} 1/.*3 1/1*4 1/.*2") for p in (1, 6))
    for log in (calmer, other):
        log.check(8, start_test_pain=4).check(12, start_test_pain=0)
    assert (calmer.levels(13)[8:], other.levels(13)[8:]) == (
        ["L2"] * 5,
        ["L1", "L1", "L1", "L1", "L3"],
    )
    assert first_more(calmer.until(13), other.until(13)) == (13, "level", {"tests"})


def test_a_break_of_28_days_leads_to_a_start_test_and_a_session_in_it_does_not() -> None:
    calmer, other = (Log(start=7).days(days) for days in ("1/.*9 1/0 1/.*18", "1/.*28"))
    for log in (calmer, other):
        log.check(29, start_test_pain=0)
    assert (str(calmer.day(30).level), str(other.day(30).level)) == ("L1", "L3")


def test_two_blocks_cost_two_steps_and_one_long_block_costs_one() -> None:
    calmer, other = (Log(start=0).days("1/1*20") for _ in range(2))
    for log in (calmer, other):
        for day in (9, 16):
            log.flag(day, night_pain=True).cleared(day + 3, "doctor", "T11")
    other.flag(9, numbness=True).cleared(19, "physio", "T15")
    assert (str(calmer.day(19).level), str(other.day(19).level)) == ("L1", "L2")
    found = list(excesses(calmer.until(20), other.until(20)))
    assert (found[0].day, found[0].what, found[0].limits) == (12, "level", {"breaks"})


def test_a_step_down_that_the_ceiling_hides_still_shields_the_week() -> None:
    calmer, other = (Log(start=0).days(f"3/0*28 3/4*3 3/{p}*2 3/4*10") for p in (4, 6))
    for log in (calmer, other):
        log.flag(36, fall_risk=True)
    assert [str(log.day(35).level) for log in (calmer, other)] == ["L4.3", "L4.3"]
    assert [str(log.day(36).level) for log in (calmer, other)] == ["L3", "L3"]
    assert [str(log.day(43).level) for log in (calmer, other)] == ["L2", "L3"]
    assert first_more(calmer.until(43), other.until(43)) == (43, "level", {"sore"})


IN_MAINTENANCE = "3/5*7 3/2*77 3/2*7"
SORE_AND_GREEN = "3/4*2 3/2*5"


def test_in_maintenance_a_step_down_shields_so_well_that_a_sore_week_is_a_step_up() -> None:
    calmer, other = (Log(start=0, weight_kg=20).days(
        f"{IN_MAINTENANCE} {week} {SORE_AND_GREEN} 3/2"
    ) for week in (SORE_AND_GREEN, "3/6*2 3/2*5"))  # fmt: skip
    assert [log.verdicts(106)[-2:] for log in (calmer, other)] == [
        ["PROGRESS W3", "REGRESS W1"],
        ["REGRESS W1", "PROGRESS W3"],
    ]
    assert [str(log.day(106).level) for log in (calmer, other)] == ["L4.1", "L4.2"]
    assert first_more(calmer.until(106), other.until(106)) == (106, "level", {"sore"})


def test_in_maintenance_sore_weeks_lead_down_from_l3_and_up_from_l2() -> None:
    flare, red = "3/6*2 3/2*5", "3/6 3/4 3/2*5"
    calmer, other = (Log(start=0, fall_risk=True).days(
        f"3/5*7 3/2*77 {weeks} {SORE_AND_GREEN} 3/2"
    ) for weeks in (f"3/2*7 {SORE_AND_GREEN}", f"{flare} {red}"))  # fmt: skip
    assert [log.levels(106)[-2:] for log in (calmer, other)] == [["L3", "L2"], ["L2", "L3"]]
    assert first_more(calmer.until(106), other.until(106)) == (106, "level", {"floor"})


def test_who_stepped_up_at_the_ceiling_waits_for_the_second_week() -> None:
    calmer, other = (Log(start=0, weight_kg=20).days(f"1/0*91 {week} 1/0*8") for week in (
        "1/0*7", "1/0' 1/.*6"
    ))  # fmt: skip
    for log in (calmer, other):
        log.assess(100, weight_kg=80)
    assert [log.verdicts(106)[-2:] for log in (calmer, other)] == [
        ["PROGRESS W3", "HOLD W3"],
        ["HOLD W2", "PROGRESS W3"],
    ]
    assert first_more(calmer.until(106), other.until(106)) == (106, "level", {"second_week"})


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
    calmer, other = (Log(start=0).days("1/1*7 8/1 9/. 1/1*6") for _ in range(2))
    other.flag(9, night_pain=True).cleared(14, "doctor")
    assert [(s.blocked, str(s.level)) for s in calmer.states(14)[10:]] == [
        (True, "L3"), (False, "L2"), (False, "L2"), (False, "L2"),
    ]  # fmt: skip
    assert [(s.blocked, str(s.level)) for s in other.states(14)[10:]] == [
        (True, "L3"), (True, "L3"), (True, "L3"), (False, "L2"),
    ]  # fmt: skip
    assert [(e.day, e.what, e.limits) for e in excesses(calmer.until(15), other.until(15))] == [
        (12, "level", {"breaks"}),
    ]  # fmt: skip


def test_a_start_test_that_cannot_be_done_has_no_pain_to_keep_heel_raises_closed() -> None:
    calmer, other = (Log(start=0).days("3/2*7 1/1*100") for _ in range(2))
    calmer.check(90, start_test_pain=6)
    other.check(90, start_test_pain="unable")
    one, two = calmer.until(105), other.until(105)
    opened = [min(s.day for s in replay.states[91:] if s.concentric == "two_leg")
              for replay in (one, two)]  # fmt: skip
    assert opened == [105, 98]
    assert first_more(one, two) == (98, "concentric", {"unable"})


def test_more_pain_in_week_1_takes_back_the_row_that_holds_running_after_half_a_year() -> None:
    calmer, other = (Log(start=0).days(f"2/{first}*7 2/2d0*190") for first in (2, 5))
    for log in (calmer, other):
        log.check(195, walk_pain=0, hop_pain=0, raises_left=40, raises_right=40)
    one, two = calmer.until(197), other.until(197)
    assert ("T22" in one.states[-1].rows, "T22" in two.states[-1].rows) == (True, False)
    assert (first_run(one.states), first_run(two.states)) == (198, 195)
    assert {e.limits for e in excesses(one, two) if e.what == "running"} == {
        frozenset({"maintenance", "first_week"})
    }


ONE_MORE = [
    ({"stiffness_min": 40}, [], ["uveitis"], "T13"),
    ({"location": "insertional"}, ["family"], ["uveitis"], "T36"),
]
"""The complaint, what of spa is known, what more; the row that stands without the second."""


@pytest.mark.parametrize(("complaint", "known", "more", "row"), ONE_MORE)
def test_one_more_sign_makes_a_row_another_one_that_was_cleared(
    complaint: dict[str, Any], known: list[str], more: list[str], row: str
) -> None:
    calmer, other = (Log(start=0, spa=known, **complaint).days("1/0d0*20") for _ in range(2))
    other.flag(5, spa=more)
    fit = {"walk_pain": 0, "hop_pain": 0, "raises_left": 40, "raises_right": 40}
    for log in (calmer, other):
        log.cleared(7, "doctor", "T12").check(20, **fit)
    one, two = calmer.until(20), other.until(20)
    assert (two.states[5].rows, two.states[5].blocked) == (("T12",), True)
    assert (one.states[-1].rows, two.states[-1].rows) == ((row,), ())
    assert first_more(one, two) == (20, "running", {"row"})


NOON = dt.datetime(2026, 1, 10, 12, tzinfo=dt.UTC)


def written(*tables: dict[str, Any]) -> list[entries.Entry]:
    """Return entries as they stand in a file, all with one timestamp or with none."""
    return [entries.parse({"id": f"x{at}", "date": date(6), **t}) for at, t in enumerate(tables)]


GAP = {"kind": "flag", "gap": True}
CLEARED = {"kind": "clearance", "by": "doctor", "rows": ["T03"]}
SORE = {"kind": "edit", "of": "e16", "set": {"pain": 9}}
FINE = {"kind": "edit", "of": "e16", "set": {"pain": 1}}


BLOCKS = [(True, None)]
OPEN = [(False, None)]
RESTS = [(False, "D2")]


@pytest.mark.parametrize(
    ("first", "second", "stamp", "found"),
    [
        (GAP, CLEARED, {}, OPEN + BLOCKS),
        (GAP, CLEARED, {"at": NOON}, BLOCKS + BLOCKS),
        (SORE, FINE, {}, OPEN + RESTS),
        (SORE, FINE, {"at": NOON}, OPEN + RESTS),
    ],
)
def test_what_was_written_at_one_time_counts_in_the_order_of_the_file(
    first: dict[str, Any],
    second: dict[str, Any],
    stamp: dict[str, dt.datetime],
    found: list[tuple[bool, None]],
) -> None:
    """But a clearance at the very moment of a sign, whatever its place, lifts nothing."""
    log = Log(start=0).days("1/1*8")
    morning = next(e for e in log.entries if e.id == SORE["of"])
    assert (morning.kind, morning.date) == ("morning", date(6))
    shown = []
    for order in ((first, second), (second, first)):
        added = written(*({**table, **stamp} for table in order))
        replayed = course.replay(corrections.log_of([*log.entries, *added]), PROTOCOL, date(6))
        shown.append((replayed.states[-1].blocked, replayed.states[-1].adaptation))
    assert shown == found
