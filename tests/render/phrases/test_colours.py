"""Colour on the pages: a mark beside the word or the letter of a day, and nothing else."""

import re

import pytest

from achillescli.render.phrases.colours import MARKED
from achillescli.render.terminal.screen import COLOURS
from achillescli.words import Words
from tests.kit.course_kit import Log
from tests.kit.page import (
    EN,
    NL,
    Paper,
    draw_blocked,
    draw_plan,
    draw_replay,
    draw_report,
    draw_today,
)

LANGUAGES = pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
ROUGH = Log().days("4/2*7 3/4k 2/1*13 4/6*2 -/.*9 2/1*20")
PAGES = {
    "today": draw_today,
    "report": draw_report,
    "plan": draw_plan,
    "replay": draw_replay,
    "blocked": draw_blocked,
}
MARK = re.compile(r"\x1b\[48;5;(\d+)m \x1b\[0m(?:\x1b\[1m)? ?(\w+)")
CODE = re.compile(r"\x1b\[([\d;]*)m")
NUMBERS = {re.sub(r"\D", "", ink): name for name, ink in COLOURS.items()}


def drawn(
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    words: Words,
    width: int,
    log: Log = ROUGH,
    day: int = 33,
    **switches: str,
) -> str:
    """Return a page as a terminal of 256 colours gets it."""
    for name, value in switches.items():
        monkeypatch.setenv(name, value)
    return PAGES[page](Paper(monkeypatch, width), log.until(day), words)


@pytest.mark.slow
@LANGUAGES
@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("page", PAGES)
def test_colour_only_repeats_words(
    monkeypatch: pytest.MonkeyPatch, words: Words, width: int, page: str
) -> None:
    plain = drawn(monkeypatch, page, words, width)
    shown = drawn(monkeypatch, page, words, width, FORCE_COLOR="1", COLORTERM="truecolor")
    assert "\x1b" not in plain
    assert CODE.sub("", shown).split() == plain.split()
    marks = {f"48;5;{number}" for number in NUMBERS}
    assert set(CODE.findall(shown)) <= {"0", "1", "1;7", *marks}
    for number, word in MARK.findall(shown):
        colour = NUMBERS[number]
        assert word.lower() in (
            words(f"terms.colour.{colour}"),
            words(f"report.column.{colour}").lower(),
        )
    assert len(MARK.findall(shown)) == sum(shown.count(f"[{mark}m") for mark in marks)


@pytest.mark.parametrize("page", ["report", "plan"])
@pytest.mark.parametrize("width", [40, 80])
def test_days_have_the_marks_of_their_colours(
    monkeypatch: pytest.MonkeyPatch, page: str, width: int
) -> None:
    shown = drawn(monkeypatch, page, EN, width, FORCE_COLOR="1", COLORTERM="truecolor")
    assert {NUMBERS[number] for number, _ in MARK.findall(shown)} == set(MARKED)


@LANGUAGES
@pytest.mark.parametrize("day", range(2, 34))
def test_each_of_the_last_days_has_the_mark_of_its_colour(
    monkeypatch: pytest.MonkeyPatch, words: Words, day: int
) -> None:
    course = ROUGH.until(day)
    colours = [state.colour_yesterday for state in course.states[-7:]]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLORTERM", "truecolor")
    paper = Paper(monkeypatch)
    found = [NUMBERS[number] for number, _ in MARK.findall(draw_today(paper, course, words))]
    assert found == [colour for colour in colours if colour in MARKED]


@pytest.mark.parametrize("page", ["report", "plan"])
def test_a_table_stays_where_it_is(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    plain = drawn(monkeypatch, page, EN, 80).splitlines()
    shown = drawn(monkeypatch, page, EN, 80, FORCE_COLOR="1", COLORTERM="truecolor")
    assert [CODE.sub("", line) for line in shown.splitlines()] == plain


def test_only_what_cannot_wait_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    switches = {"FORCE_COLOR": "1"}
    emergency, soon = Log(chest_pain=True), Log(stiffness_min=40)
    shown = drawn(monkeypatch, "blocked", EN, 120, emergency, 5, **switches)
    assert shown.partition("\x1b[1;7m")[2].startswith("! Emergency: Chest pain")
    assert "\x1b[1;7m" not in drawn(monkeypatch, "today", EN, 80, soon, 5, **switches)
