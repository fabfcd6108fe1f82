"""What is said of an entry that the programme does not give on its date."""

import pytest

from achillescli.words import LANGUAGES, Words
from tests.kit.logbook import Logbook, ago

BESIDE = ("prescribed", "G2", "C4", "X1")


def said(book: Logbook, line: str, **options: str) -> str:
    """Type a command; return what it says after the entry itself, as one line."""
    out = book.type(line, **options).split("\n", 1)[1]
    assert book.code == 0
    return " ".join(out.split())


@pytest.fixture
def course(book: Logbook) -> Logbook:
    """The fifth day of a calm course at L3, with its morning."""
    book.assess(4)
    book.days(4, 1)
    book.write("morning", 0, pain=1)
    return book


SAID = {
    "log run 5min": "Running is not open yet; achilles report shows what is still missing.",
    "log painkiller": "With a painkiller, today cannot count as green.",
    "log painkiller -d -2": "With a painkiller, Tue 8 Dec 2026 cannot count as green.",
    "log activity cycling 20min --pain 1": "free of pain.",
}


@pytest.mark.hazard("H29")
@pytest.mark.parametrize(("line", "sentence"), SAID.items())
def test_what_is_not_given_is_said_and_stored(course: Logbook, line: str, sentence: str) -> None:
    entries = len(course.log)
    assert sentence in said(course, line)
    assert len(course.log) == entries + 1


@pytest.mark.parametrize(
    "line", ["log am 1", "log activity cycling 20min --pain 0", "log activity cycling 20min"]
)
def test_what_is_given_is_not_remarked_on(course: Logbook, line: str) -> None:
    out = said(course, line)
    assert [sign for sign in BESIDE if sign in out] == []


@pytest.mark.parametrize("line", ["log am 1", "log run 5min"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_training_on_a_blocked_date_names_the_rows(
    course: Logbook, line: str, language: str
) -> None:
    course.write("flag", 0, snap=True, weak_push_off=True, high_cholesterol_family=True)
    day = {"en": "today", "nl": "vandaag"}[language]
    sentence = Words(language)("log.given.nothing", day=day, rule="T02")
    assert sentence in said(course, line, language=language)


def test_where_nothing_is_prescribed_no_plan_stays(course: Logbook) -> None:
    course.write("morning", 0, pain=9)
    out = said(course, "log pm 2")
    assert "Nothing is prescribed for today: it is a day without loading." in out
    assert "The plan stays as it is." not in out


def test_a_date_is_blocked_by_what_stood_on_it(course: Logbook) -> None:
    course.write("flag", 0, gap=True)
    assert "prescribed" not in said(course, "log run 5min -d -1")
    course.write("flag", 2, cannot_walk_4_steps=True)
    out = said(course, "log am 1 -d -1")
    assert "Nothing is prescribed for Wed 9 Dec 2026: a warning sign is open." in out


def test_without_a_course_only_a_block_is_said(book: Logbook) -> None:
    for line in ("run 5min", "painkiller", "activity rowing 5min --pain 2", "am 1"):
        out = said(book, f"log {line}")
        assert [sign for sign in BESIDE if sign in out] == []
    book.write("flag", 0, gap=True)
    assert "Nothing is prescribed for today: a warning sign is open." in said(book, "log pm 1")


def test_a_session_on_a_day_of_rest_names_d2(course: Logbook) -> None:
    course.write("flag", 0, fever=True)
    assert "Nothing is prescribed for today: it is a day without loading." in said(
        course, "log am 1"
    )


@pytest.mark.slow
def test_a_session_on_a_day_off_is_said(book: Logbook) -> None:
    book.assess(85)
    book.days(85, 1, pain=0, morning=0)
    book.write("morning", 0, pain=0)
    assert "it is a day off in maintenance" in said(book, "log am 0")
    assert ago(85).year == 2026


@pytest.mark.hazard("H30")
def test_a_run_over_the_minutes_of_the_step_and_before_the_next_run(runner: Logbook) -> None:
    out = said(runner, "log run 6min --pain 0")
    assert "Your running step gives 5 minutes of running." in out
    assert "next run was given" not in out
    out = said(runner, "log run 5min --pain 0")
    assert "The next run was given for Sun 13 Dec 2026 or later." in out
    assert "gives 5 minutes" not in out


def test_a_run_that_fits_the_step_is_not_remarked_on(runner: Logbook) -> None:
    out = said(runner, "log run 5min --pain 0")
    assert "was given" not in out
    assert "gives 5" not in out


def test_a_run_while_running_is_suspended_is_said(runner: Logbook) -> None:
    runner.write("flag", 0, fever=True)
    assert "Running is suspended" in said(runner, "log run 5min")


def test_a_damaged_log_gives_no_remarks(course: Logbook) -> None:
    path = next(course.home.rglob("2026-12.toml"))
    later = path.with_name("2026-11.toml")
    later.write_text("nonsense", "utf-8")
    out = said(course, "log run 5min")
    assert "G2" not in out
    assert "no advice is given" in out
