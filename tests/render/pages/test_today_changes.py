"""What changed since yesterday, in one sentence with its rule."""

import pytest

from achillescli.render.pages import today_changes as changed
from tests.kit.course_kit import Log
from tests.kit.page import EN, NL


def said(log, day, words=EN):
    return changed.sentence(words, log.until(day))


def test_the_first_day() -> None:
    assert said(Log(), 1) == ""


def test_a_day_like_the_one_before() -> None:
    assert said(Log().days("1/1*5"), 5) == ""


def test_rest_because_of_fever_is_said_elsewhere() -> None:
    assert said(Log().days("1/1*4").flag(4, fever=True), 4) == ""
    log = Log().days("1/1*2 1/6 1/1").flag(4, fever=True)
    assert said(log, 4) == ""


CASES = [
    (Log().days("1/1*15"), 15, "Week 2 gives one step up, from L3 to L4.1 (W3)."),
    (Log().days("1/1*8"), 8, "Week 1 keeps the level at L3: a backpack comes from day 15 on (W3)."),
    (
        Log().days("3/4*15"),
        15,
        "Week 2 gives one step down, from L3 to L2: two weeks with 5 or more sore days (W1).",
    ),
    (
        Log(start=8).days("1/1 1/6*2 1/1*5"),
        8,
        "Week 1 asks for a step down; L1 stays: 2 red days (W1).",
    ),
    (
        Log().days("1/1*6 1/6 1/1"),
        8,
        "Week 1 keeps the level at L3: one red day (W2); today is lighter because yesterday was red (D1).",
    ),
    (Log().days("1/1*3 1/6 1/1"), 5, "Today is lighter because yesterday was red (D1)."),
    (Log().days("1/1*3 1/6 1/1*2"), 6, "The full dose is back (D1 is over)."),
    (Log().days("1/1*2 1/6*2 1/1"), 5, "No loading after two red days in a row (D2)."),
    (
        Log(start=None).days("1/1*3").check(2, start_test_pain=4),
        3,
        "The start test gives level L2.",
    ),
]


@pytest.mark.parametrize(("log", "day", "sentence"), CASES)
def test_what_changed_and_why(log, day, sentence) -> None:
    assert said(log, day) == sentence


def test_a_break_names_its_rule() -> None:
    log = Log().days("1/1*14")
    assert "L4.1 became L3 after a week without sessions (W6)" in said(log, 22)
    assert "the start test sets the level again (W7)" in said(Log(), 29)


def test_the_end_of_a_block_names_what_follows() -> None:
    log = Log().days("1/1*3").flag(4, numbness=True)
    assert said(log.copy().cleared(6, "doctor", "T15"), 6) == "The stop has ended."
    long = log.copy().cleared(7, "doctor", "T15")
    assert said(long, 7) == "The stop has ended; L3 became L2 after the stop (W6)."


def test_a_very_sore_morning_stops_the_loading() -> None:
    assert "(D2)" in said(Log().days("1/1*3 8/1"), 4)


def test_gates_that_open_are_told() -> None:
    log = Log().days("1/0*43")
    assert said(log, 43) == (
        "Week 6 gives one step up, from L4.4 to L4.5 (W3); the phase is now load plus;"
        " two-leg heel raises are added (G1)."
    )


def test_the_running_steps_that_open_are_told() -> None:
    log = Log().days("1/0d0*8").check(8, walk_pain=0, hop_pain=0, raises_left=30, raises_right=30)
    assert "the running steps open at RW1 (G2)" in said(log, 8)
    log.flag(9, fever=True)
    assert "Running is suspended (G2)" in said(log, 9)
    log.flag(10, fever=False)
    assert "running is no longer suspended (G2)" in said(log, 10)


@pytest.mark.slow
@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
def test_every_day_of_a_rough_course_is_one_sentence(words) -> None:
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
