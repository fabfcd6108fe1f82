"""What the rules make of a log for today and for tomorrow."""

from collections.abc import Callable

import pytest

from achillescli.core.views.outlook import Outlook, outlook, same_plan
from achillescli.words import LANGUAGES, Words
from tests.kit.course_kit import PROTOCOL, Log, date


def of(log: Log, day: int) -> Outlook:
    return outlook(log.corrected, PROTOCOL, date(day))


def test_today_and_tomorrow_are_two_days_of_the_course() -> None:
    found = of(Log().days("2/1*5"), 5)
    assert (found.today.date, found.tomorrow.date) == (date(5), date(6))
    assert (found.rows, found.blocked, found.why_empty) == ((), False, None)


def test_what_is_logged_today_counts_for_tomorrow() -> None:
    found = of(Log().days("2/1*4 2/7"), 5)
    assert (found.today.adaptation, found.tomorrow.adaptation) == (None, "D1")


def test_the_plan_of_two_days_is_the_same_or_another_one() -> None:
    calm, red = of(Log().days("2/1*4"), 5), of(Log().days("2/1*4 2/7"), 5)
    assert same_plan(calm.today, calm.tomorrow)
    assert same_plan(calm.today, red.today)
    assert not same_plan(red.today, red.tomorrow)
    assert same_plan(None, calm.today)
    assert same_plan(calm.today, None)


def test_a_block_of_today_stands_with_its_rows() -> None:
    found = of(Log().days("2/1*5").flag(5, gap=True, high_cholesterol_family=True), 5)
    assert (found.rows, found.blocked, found.why_empty) == (("T03", "T17"), True, None)
    assert found.today.blocked


#  the log, the rows that stand, whether they block, and why there is no course
EMPTY = [
    (Log(assessed=None), (), False, "no_assessment"),
    (Log(assessed=None).flag(3, gap=True), ("T03",), True, "no_assessment"),
    (Log(gap=True), ("T03",), True, "blocked"),
]


@pytest.mark.parametrize(("log", "rows", "blocked", "why"), EMPTY)
def test_without_a_course_the_rows_stand_and_it_is_said_why(
    log: Log, rows: tuple[str, ...], blocked: bool, why: str
) -> None:
    found = of(log, 5)
    assert (found.today, found.tomorrow) == (None, None)
    assert (found.rows, found.blocked, found.why_empty) == (rows, blocked, why)


def test_before_a_course_that_begins_tomorrow_what_stands_today_counts() -> None:
    log = Log(oral_steroid_last=80)
    found = of(log, 11)
    assert (found.today, found.tomorrow.day) == (None, 1)
    assert (found.rows, found.blocked, found.why_empty) == (("T09",), True, "blocked")
    assert (of(log, 12).today.day, of(log, 12).rows) == (1, ())


def trained(log: Log) -> Log:
    """Write both sessions of the twelfth day."""
    return log.on(12, "session", slot="am", pain=1).on(12, "session", slot="pm", pain=1)


#  the log before, what is written then, the day, and why its plan is another one
BECAUSE = [
    (Log(assessed=None), lambda log: log.assess(5, start_test_pain=1), 5, "started"),
    (Log().days("2/1*4"), lambda log: log.on(5, "morning", pain=8), 5, "D2_morning"),
    (Log().days("2/1*3 2/7"), lambda log: log.days("2/7 2/7"), 6, "D2_reds"),
    (Log().days("2/1*4"), lambda log: log.flag(5, fever=True), 5, "unwell"),
    (Log().days("2/1*4"), lambda log: log.days("2/7"), 6, "D1"),
    (Log().days("2/1*14"), lambda log: log.flag(15, weak_push_off=True), 15, "T28"),
    (Log().days("2/1*21"), lambda log: log.flag(22, weak_push_off=True), 22, "T28"),
    (Log().days("2/1*4 5/1"), lambda log: log.on(6, "morning", pain=2), 6, None),
    (Log().days("2/1*4 2/7"), lambda log: log.on(6, "morning", pain=8), 6, "D2_morning"),
    (Log().days("2/1*5").flag(6, fever=True), lambda log: log.flag(6, fever=False), 6, "D2_over"),
    (
        Log().days("2/1*4").flag(5, gap=True),
        lambda log: log.cleared(5, "doctor", "T03"),
        5,
        "unblocked",
    ),
    (
        Log().days("2/1*4 2/7'"),
        lambda log: log.on(6, "remove", of=log.entries[-1].id),
        6,
        "D1_over",
    ),
    (Log(start=None).days("2/1*2"), lambda log: log.check(2, start_test_pain=0), 3, "START"),
    (Log().days("2/1*11 2/.*3"), trained, 15, "W3"),
    (Log().days("2/1*12 2/.*2"), lambda log: log.on(9, "painkiller"), 15, "kept"),
    (Log().days("2/1 2/7 2/1*5"), lambda log: log.on(4, "session", slot="am", pain=7), 8, "W1"),
    (Log().days("2/1*40"), lambda log: log.assess(41, weight_kg=30), 41, "LEVEL"),
    (
        Log().days("2/1*19 2/."),
        lambda log: log.flag(15, chest_pain=True).cleared(20, "doctor", "T01"),
        20,
        "W6",
    ),
    (
        Log().days("2/1*59 2/."),
        lambda log: log.flag(12, gap=True).cleared(60, "doctor", "T03"),
        60,
        "W7",
    ),
    (
        Log().days("2/1*9 2/.*7"),
        lambda log: log.on(15, "session", slot="am", pain=1),
        17,
        "resumed",
    ),
    (Log().days("2/1*18"), lambda log: log.flag(19, weak_push_off=True), 19, "T28"),
]


@pytest.mark.parametrize(("log", "write", "day", "why"), BECAUSE)
def test_what_made_the_plan_another_one(
    log: Log, write: Callable[[Log], Log], day: int, why: str | None
) -> None:
    before = of(log, day)
    after = of(write(log.copy()), day)
    found = [change.reason for change in after.changes(before) if change.days != "tomorrow"]
    assert found == ([why] if why else [])


def test_a_day_off_after_a_red_day_has_no_reason_but_that_it_is_one() -> None:
    log = Log().days("1/1*84 1/.")
    before, after = of(log, 85), of(log.copy().on(85, "session", slot="am", pain=7), 85)
    assert (after.tomorrow.phase, after.tomorrow.sessions) == ("MAINTAIN", ())
    assert after.tomorrow.adaptation == "D1"
    assert [(change.days, change.reason) for change in after.changes(before)] == [
        ("tomorrow", None)
    ]


def test_once_the_sessions_of_today_are_over_only_tomorrow_changes() -> None:
    log = Log().days("2/1*4 2/7'")
    later = log.copy().flag(5, fever=True).flag(5, fever=False)
    assert of(later, 5).changes(of(log, 5)) == ()
    done = Log().days("2/1*5")
    (change,) = of(done.copy().on(5, "evening", after=6), 5).changes(of(done, 5))
    assert change.days == "tomorrow"


def test_what_was_left_out_of_today_comes_back_with_its_reason() -> None:
    log = Log().days("2/1*4 2/1'")
    stopped = log.copy().on(5, "session", slot="am", pain=3, stopped=True)
    (change,) = of(log, 5).changes(of(stopped, 5))
    assert (change.days, change.reason) == ("today", "resumed_today")
    assert of(stopped, 5).changes(of(log, 5)) == ()


def test_a_plan_that_is_blocked_needs_no_reason_beside_the_sign() -> None:
    log = Log().days("2/1*4")
    found = of(log.copy().flag(5, gap=True), 5).changes(of(log, 5))
    assert [(change.plan.blocked, change.reason) for change in found] == [(True, None)]


def test_every_reason_has_its_sentence() -> None:
    found = {"resumed_today", *(why for *_, why in BECAUSE if why)}
    for language in LANGUAGES:
        assert set(Words(language).find("log.because")) == found
