"""What changed since the last day with an entry, in one sentence."""

import pytest

from achillescli.core.views.today import since, weeks_done
from achillescli.render.pages import today_changes as changed
from achillescli.words import Words
from tests.kit.course_kit import Log
from tests.kit.page import EN, NL


def said(log: Log, day: int, words: Words = EN) -> str:
    days = since(log.until(day))
    return changed.sentence(words, days, weeks_done(days[0], days[-1]))


def test_the_first_day() -> None:
    assert said(Log(), 1) == ""


def test_a_day_like_the_one_before() -> None:
    assert said(Log().days("1/1*5"), 5) == ""


def test_a_day_off_after_a_red_day_is_not_lighter_for_it() -> None:
    assert "lighter" not in said(Log().days("1/1*84 1/7 1/1"), 86)
    assert "lighter" in said(Log().days("1/1*85 1/7 1/1"), 87)


def test_rest_because_of_fever_is_said_elsewhere() -> None:
    assert said(Log().days("1/1*4").flag(4, fever=True), 4) == ""
    log = Log().days("1/1*2 1/6 1/1").flag(4, fever=True)
    assert said(log, 4) == ""


CASES = [
    (Log().days("1/1*15"), 15, "One step up after week 2, to L4.1 (2.5 kg)."),
    (Log().days("1/1*8"), 8, "L3 stays after week 1: a backpack comes from day 15 on."),
    (
        Log().days("3/4*15"),
        15,
        "One step down after week 2, from L3 to L2: two weeks with 5 or more sore days.",
    ),
    (
        Log(start=8).days("1/1 1/6*2 1/1*5"),
        8,
        "Week 1 asks for a step down; L1 stays: 2 red days.",
    ),
    (
        Log().days("1/1*6 1/6 1/1"),
        8,
        "L3 stays after week 1: one red day; today is lighter because yesterday was red.",
    ),
    (Log().days("1/1*3 1/6 1/1"), 5, "Today is lighter because yesterday was red."),
    (Log().days("1/1*3 1/6 1/1*2"), 6, "The full dose is back."),
    (Log().days("1/1*2 1/6*2 1/1"), 5, "No loading after two red days in a row."),
    (
        Log(start=None).days("1/1*3").check(2, start_test_pain=4),
        3,
        "The start test gives level L2.",
    ),
]


@pytest.mark.parametrize(("log", "day", "sentence"), CASES)
def test_what_changed_and_why(log: Log, day: int, sentence: str) -> None:
    assert said(log, day) == sentence


def test_a_break_names_its_rule() -> None:
    log = Log().days("1/1*15")
    assert said(log, 23) == "L4.1 became L3 after a week off."
    assert "the start test sets the level again" in said(Log(), 29)


def test_the_end_of_a_block_names_what_follows() -> None:
    log = Log().days("1/1*3").flag(4, numbness=True)
    assert said(log.copy().cleared(6, "doctor", "T15"), 6) == "The stop has ended."
    long = log.copy().cleared(7, "doctor", "T15")
    assert said(long, 7) == "The stop has ended; L3 became L2 after the stop."


def test_a_very_sore_morning_stops_the_loading() -> None:
    assert "8 or more" in said(Log().days("1/1*3 8/1"), 4)


def test_gates_that_open_are_told() -> None:
    log = Log().days("1/0*43")
    assert said(log, 43) == (
        "Six weeks are done; one step up after week 6, to L4.5 (12.5 kg);"
        " two-leg heel raises are added."
    )


def test_the_running_steps_that_open_are_told() -> None:
    log = Log().days("1/0d0*8").check(8, walk_pain=0, hop_pain=0, raises_left=30, raises_right=30)
    assert "the way back to running opens: 3 min running, 4 min walking, 3 times" in said(log, 8)
    log.flag(9, fever=True)
    assert "Running is suspended" in said(log, 9)
    log.flag(10, fever=False)
    assert "running is no longer suspended" in said(log, 10)


@pytest.mark.slow
@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
def test_every_day_of_a_rough_course_is_one_sentence(words: Words) -> None:
    log = Log().days("1/0*20 3/6*2 1/1*10 -/.*30 2/2*20").check(64, start_test_pain=1)
    log.flag(70, numbness=True).cleared(72, "doctor", "T15").flag(75, gap=True)
    log.cleared(77, "doctor", "T03")
    for day in range(1, 83):
        sentence = said(log, day, words)
        if not sentence:
            assert log.day(day).decision is None
            continue
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert sentence.count(". ") == 0
        assert "{" not in sentence
        assert "None" not in sentence


def test_what_happened_since_the_last_entry_is_told_until_there_is_another() -> None:
    log = Log().days("1/1*14")
    told = "L3 stays after a week off."
    assert said(log, 22) == said(log, 25) == told
    assert said(log.copy().on(25, "morning", pain=1), 25) == told
    assert said(log.copy().on(24, "morning", pain=1), 25) == ""


def test_several_breaks_are_told_as_one() -> None:
    assert said(Log().days("1/1*22"), 37) == "L4.2 became L3 after weeks off."
    assert said(Log().days("1/1*7"), 36) == (
        "After four weeks off the start test sets the level again."
    )


@pytest.mark.parametrize(("day", "told"), [(43, "Six weeks"), (85, "Twelve weeks"), (44, "")])
def test_the_end_of_six_and_of_twelve_weeks_is_told(day: int, told: str) -> None:
    assert said(Log().days("4/2*100"), day).partition(" are done")[0] == told
