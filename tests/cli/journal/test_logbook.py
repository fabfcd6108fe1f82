"""What an entry changes in the plan, as it is said after it."""

import datetime as dt

import pytest

from achillescli.words import LANGUAGES, Words, plain_spaces
from tests.kit.logbook import Logbook, ago

STAYS = "The plan stays as it is."


def said(book: Logbook, line: str, *more: str, **options: str) -> str:
    """Type a command; return what it says after the entry itself, as one line."""
    out = book.type(line, *more, **options).split("\n", 1)[1]
    return " ".join(out.split())


@pytest.fixture
def course(book: Logbook) -> Logbook:
    """The fifth day of a calm course at L3."""
    book.assess(4)
    book.days(4, 1)
    return book


def test_what_changes_nothing_says_so(course: Logbook) -> None:
    course.write("morning", 0, pain=1)
    for line in ("log am 1", "log evening --daily 1", "log activity cycling 20min --pain 0"):
        assert said(course, line) == "The plan stays as it is."


def test_on_a_day_when_the_plan_changed_it_is_never_said_to_stay(course: Logbook) -> None:
    assert "Today: 2 × 15 at L2" in said(course, "log morning 4")
    for line in ("log am 1", "log evening --daily 1", "log note fine", "log painkiller"):
        assert STAYS not in course.type(line)


def test_on_the_day_after_an_easier_day_the_plan_is_not_said_to_stay(course: Logbook) -> None:
    course.write("morning", 0, pain=1)
    course.write("session", 1, slot="am", pain=7)
    assert STAYS not in course.type("log am 1")


def test_on_the_day_of_a_step_up_the_plan_is_not_said_to_stay(book: Logbook) -> None:
    book.assess(14)
    book.days(14, 1)
    book.write("morning", 0, pain=1)
    assert STAYS not in book.type("log am 1")


@pytest.mark.parametrize(("last", "stays"), [(10, False), (9, False), (8, False), (7, True)])
def test_after_a_step_down_on_a_day_without_an_entry_the_plan_is_not_said_to_stay(
    book: Logbook, monkeypatch: pytest.MonkeyPatch, last: int, stays: bool
) -> None:
    earlier = book.here()
    earlier.now -= dt.timedelta(days=1)
    with monkeypatch.context() as then:
        then.setattr(book, "here", lambda: earlier)
        book.assess(16)
        book.days(16, last)
    assert (STAYS in book.type("log painkiller")) == stays


def test_on_the_first_day_a_pain_that_changed_the_plan_is_not_said_to_leave_it(
    book: Logbook,
) -> None:
    book.assess(0)
    assert STAYS in book.type("log am 1")
    assert "Tomorrow" in book.type("log pm 7")
    assert STAYS not in book.type("log evening --daily 1", at="21:00")


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("days", [0, -1], ids=["today", "tomorrow"])
@pytest.mark.parametrize("line", ["log morning 1", "log am 2", "log check --start-test 1"])
def test_while_a_sign_stands_there_is_no_workout_whatever_else_is_told(
    course: Logbook, days: int, line: str
) -> None:
    course.write("flag", days, calf_swollen=True)
    out = said(course, line)
    assert out.endswith("No workout until this is settled. Why, and what ends it: achilles today")
    assert "stays as it is" not in out
    assert "as it looks now" not in out


def test_the_morning_score_settles_yesterday(course: Logbook) -> None:
    assert said(course, "log morning 1") == "Yesterday counts as green."
    assert said(course, "log painkiller --date -1").endswith("Yesterday counts as amber.")


@pytest.mark.hazard("H49")
def test_a_red_day_gives_an_easier_tomorrow(course: Logbook) -> None:
    course.write("morning", 0, pain=1)
    assert said(course, "log pm 7").endswith(
        "Tomorrow, as it looks now: 2 × 15 at L2, in 2 sessions, because the day before is red."
    )
    assert said(course, "undo").endswith(
        "Today: 3 × 15 at L3, in 2 sessions, because nothing of today is left out any more. "
        "Tomorrow, as it looks now: 3 × 15 at L3, in 2 sessions, "
        "because the day before is no longer red."
    )


def test_a_red_yesterday_gives_an_easier_today(course: Logbook) -> None:
    out = said(course, "log morning 4")
    assert out.startswith("Yesterday counts as red. Today: 2 × 15 at L2, in 2 sessions")


def test_a_very_sore_morning_gives_a_day_without_loading(course: Logbook) -> None:
    assert said(course, "log morning 8").startswith(
        "Yesterday counts as red. Today and tomorrow, as it looks now: "
        "no loading, only easy pain-free cycling or swimming"
    )


def test_fever_asks_for_rest_today_and_tomorrow_until_it_is_gone(course: Logbook) -> None:
    course.write("morning", 0, pain=1)
    assert said(course, "log flag fever=yes").startswith(
        "Today and tomorrow, as it looks now: rest, no loading"
    )
    assert "the reason for rest is gone" in said(course, "log flag fever=no", at="06:31")


def test_a_start_test_sets_the_level_of_tomorrow(book: Logbook) -> None:
    book.assess(4, start_test=8)
    entry = book.log[0]
    book.type("log edit", entry.id, "tests.start_test_pain=")
    book.days(4, 1)
    book.write("morning", 0, pain=1)
    assert said(book, "log check --start-test 1") == (
        "Tomorrow, as it looks now: 3 × 15 at L3, in 2 sessions, "
        "because the start test sets the level."
    )


def test_the_last_day_of_a_week_decides_about_the_next(book: Logbook) -> None:
    book.assess(7, start_test=3)
    book.days(7, 6, pain=3)
    book.days(5, 1)
    assert said(book, "log morning 1") == (
        "Yesterday counts as green. Today and tomorrow, as it looks now: "
        "3 × 15 at L3, in 2 sessions, because the week gives one step up."
    )


def test_a_load_is_told_in_kg(book: Logbook) -> None:
    book.assess(16)
    book.days(16, 1)
    for language, load in (("en", "L4.1 with 2.5 kg"), ("nl", "L4.1 met 2,5 kg")):
        book.write("flag", 0, fever=True)
        assert load in said(book, "log flag fever=no", language=language, at="06:31")


def test_a_block_says_what_to_do_and_its_end_what_to_train(course: Logbook) -> None:
    course.write("morning", 0, pain=1)
    words = Words("en")
    out = " ".join(course.type("log flag cannot_walk_4_steps=yes").split())
    assert out.startswith(words("triage.T06.sign"))
    assert out.endswith(plain_spaces(words("log.change.stop")))
    out = said(course, "log clearance T06 --by doctor", at="06:31")
    assert out.startswith("No longer open: " + words("triage.T06.sign"))
    assert "because nothing blocks the programme now" in out


def test_the_most_urgent_sign_comes_first(course: Logbook) -> None:
    out = course.type("log flag high_cholesterol_family=yes night_pain=yes gap=yes")
    signs = [out.index(Words("en")(f"triage.{row}.sign")) for row in ("T03", "T11", "T17")]
    assert signs == sorted(signs)


def test_an_assessment_that_is_corrected_moves_the_start(book: Logbook) -> None:
    book.assess(2, snap=True)
    out = said(book, "log edit", book.log[0].id, "red_flags.snap=false")
    assert "No longer open" in out
    assert "3 × 15 at L3" in out


def test_old_answers_ask_for_new_ones(book: Logbook) -> None:
    book.assess(40, gap=True)
    book.type("log clearance T03 --by doctor --date -5", at="06:31")
    assert "achilles assess" in said(book, "log morning 1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_run_and_its_step_are_said(book: Logbook, language: str) -> None:
    book.assess(21)
    book.days(21, 1)
    for back in range(7, 0, -1):
        book.write("evening", back, daily_pain=0)
    book.write("run", 22, minutes=20)
    book.write("checkin", 7)
    check = "log check --hop 0 --walk 0 --raises 30 30"
    out = said(book, check, language=language)
    assert {"en": "Running from now on: 5 min", "nl": "Hardlopen vanaf nu: 5 min"}[language] in out
    book.write("morning", 0, pain=1)
    out = said(book, "log run 5min --pain 0", language=language)
    assert {"en": "Sun 13 Dec 2026", "nl": "zo 13 dec 2026"}[language] in out
    assert ago(-3).day == 13
