"""The check-in: once a week, whether anything is new."""

import re

import pytest

from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.questionnaire.checkin_lines import LINES
from achillescli.words import LANGUAGES, Words
from tests.cli.commands.log.test_due import answer, course
from tests.kit.logbook import Logbook
from tests.kit.terminal import Terminal

__all__ = ["course"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_of_the_prompt_has_signs(language: str) -> None:
    lines = Words(language).find("checkin.lines")
    assert len(lines) == len(LINES) == 6


def test_nothing_new_is_stored_and_takes_nothing_back(book: Logbook) -> None:
    book.assess(9)
    book.type("log flag fever=yes")
    told = book.type("log checkin 0")
    assert book.newest.kind == "checkin"
    assert "Nothing that was stored is taken back" in " ".join(told.split())
    assert "because of fever" in " ".join(book.type("today").split())


@pytest.mark.parametrize("start_test", [1, "unable"])
def test_without_an_earlier_yes_none_is_said_to_stay(book: Logbook, start_test: str | int) -> None:
    book.assess(9, start_test=start_test)
    assert "stays as it is" not in book.type("log checkin 0").partition("The plan")[0]


@pytest.mark.parametrize("typed", ["7", "0 1", "one", "1.5"])
def test_a_line_that_is_none_is_refused(book: Logbook, typed: str) -> None:
    book.assess(9)
    assert book.refused(f"log checkin {typed}") == "checkin.error.number"


@pytest.mark.parametrize("typed", ["", "1", "2 4"])
def test_without_a_terminal_only_nothing_new_can_be_said(book: Logbook, typed: str) -> None:
    book.assess(9)
    assert book.refused(f"log checkin {typed}") == "checkin.error.unasked"


@pytest.mark.slow
@pytest.mark.hazard("H9")
def test_a_number_asks_the_signs_of_its_line_and_stores_each_yes(course: Logbook) -> None:
    terminal = Terminal("log", "checkin")
    asked = answer(terminal, "2", "1")
    assert terminal.end() == 0
    assert len(re.findall(r"^ *[1-6] ", asked[0], re.MULTILINE)) >= 6
    flag, checkin = course.log[1:]
    assert (flag.kind, checkin.kind) == ("flag", "checkin")
    assert [name for name in RED_FLAGS if getattr(flag, name) is not None] == ["calf_swollen"]
    assert flag.calf_swollen is True
    assert "Do not massage the calf" in " ".join(terminal.written.split())


@pytest.mark.slow
def test_a_line_without_a_yes_is_as_if_nothing_were_new(course: Logbook) -> None:
    terminal = Terminal("log", "checkin")
    answer(terminal, "4", "0")
    assert terminal.end() == 0
    assert [entry.kind for entry in course.log] == ["assessment", "checkin"]


@pytest.mark.parametrize(
    ("days", "due", "old"),
    [(6, False, False), (7, True, False), (14, True, False), (15, True, True)],
)
def test_today_says_when_it_is_due_and_when_it_is_too_old(
    book: Logbook, days: int, due: bool, old: bool
) -> None:
    book.assess(days)
    told = " ".join(book.type("today").split())
    assert ("achilles log checkin" in told, f"{days} days ago" in told) == (
        due,
        old,
    )
