"""Pain and level as charts on one axis, each with its sentence."""

from collections.abc import Callable
from typing import Any

import pytest

from achillescli.core.views.graph import graph_days
from achillescli.render.phrases import figure
from achillescli.words import Words
from tests.kit.course_kit import Log
from tests.kit.page import EN, NL, Paper, flat

ROUGH = Log().days("4/2*7 3/4k 2/1*13 4/6*2 -/.*9 2/1*60")
LANGUAGES = pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Paper]:
    def drawn(
        log: Log,
        day: int,
        width: int = 80,
        encoding: str = "utf-8",
        words: Words = EN,
        newest: int = 0,
        **more: Any,
    ) -> Paper:
        paper, course = Paper(monkeypatch, width, encoding), log.until(day)
        figure.show(paper.screen, words, graph_days(course.states, course.diary)[-newest:], **more)
        return paper

    return drawn


@LANGUAGES
@pytest.mark.parametrize("width", [1, 12, 40, 80, 100, 200])
@pytest.mark.parametrize("day", [1, 8, 15, 92])
def test_every_line_of_a_chart_fits(
    draw: Callable[..., Paper], words: Words, width: int, day: int
) -> None:
    lines = [line for line in draw(ROUGH, day, width, words=words).lines if "|" in line]
    assert len(lines) >= 20
    assert max(map(len, lines)) <= max(width, 2)


def test_charts_stand_on_one_axis_with_their_weeks_and_red_days(draw: Callable[..., Paper]) -> None:
    text = draw(ROUGH, 23, 49).text
    axis = "week|1-------------2------------3-------------4--\n"
    red = " red|                                       RRRR\n"
    assert (
        "    |██████████████▄▄                         ███\n"
        "    |████████████████▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄███\n"
        "    |████████████████████████████████████████████\n" + axis + red
    ) in text
    assert (
        "  10|\n"
        "    |\n"
        "    |\n"
        "    |                                         ███\n"
        "   5|                                         ███\n"
        "    |              ██                         ███\n"
        "    |▄▄▄▄▄▄▄▄▄▄▄▄▄▄██                         ███\n"
        "    |████████████████████████████████████████████\n" + axis + red
    ) in text
    assert (
        "Level\n  L3|▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀\n" + axis + "(R a red day;"
    ) in text


def test_a_chart_and_its_sentence_say_the_same(draw: Callable[..., Paper]) -> None:
    text = flat(draw(ROUGH, 37).text)
    assert "Pain from 0 to 10, and level: 5 Jan to 10 Feb" in text
    assert (
        "Morning: 4 in the first week with a score, 2 in the newest (medians); the worst was 4"
        " on 5 Jan; days with a score: 28 of 37."
    ) in text
    assert "(R a red day; · no score; ▀ one level above the one at the left)" in text


def test_a_course_without_scores_has_a_level_alone(draw: Callable[..., Paper]) -> None:
    paper = draw(Log(), 3, 75)
    assert "Morning: no scores yet." in paper.text
    assert [line for line in paper.lines if "|" in line] == [
        "  L3|▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄",
        "week|1--------------",
    ]
    assert paper.lines[-1].startswith("week|")


def test_without_unicode_the_signs_are_plain(draw: Callable[..., Paper]) -> None:
    paper = draw(ROUGH, 50, encoding="ascii")
    assert paper.text.isascii()
    assert "(R a red day; . no score; - one level above the one at the left)" in flat(paper.text)


def test_a_plain_screen_has_the_sentences_alone(
    draw: Callable[..., Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACHILLES_PLAIN", "1")
    assert [line.partition(":")[0] for line in draw(ROUGH, 50).lines[2:]] == ["Morning", "Session"]


def test_a_column_of_several_days_says_so(draw: Callable[..., Paper]) -> None:
    text = flat(draw(ROUGH, 92).text)
    assert "a column is up to 2 days: their worst score, their last level)" in text


def test_a_single_day_has_one_date(draw: Callable[..., Paper]) -> None:
    text = draw(Log().days("1/1"), 1).text
    assert "and level: 5 Jan\n" in text


def test_the_lowest_mark_is_explained_where_it_is_drawn(draw: Callable[..., Paper]) -> None:
    assert "▁ a score of 0" in flat(draw(Log().days("0/1*3"), 3).text)
    assert "▁" not in draw(Log().days("1/1*3"), 3).text


def test_days_on_which_nothing_is_prescribed_are_a_gap_of_the_level(
    draw: Callable[..., Paper],
) -> None:
    text = draw(Log().days("1/1*9").flag(8, gap=True), 9, 75).text
    assert "  L3|" + "▄" * 35 + "·" * 10 + "\n" in text
    assert "(level ·: nothing prescribed)" in text


def test_days_that_were_all_blocked_are_a_gap_alone(draw: Callable[..., Paper]) -> None:
    blocked = Log().days("1/1*9").flag(8, gap=True)
    assert "Level\n    |··········\n" in draw(blocked, 9, 75, newest=2).text


def test_days_ahead_have_no_scores_and_the_last_behind_is_marked(
    draw: Callable[..., Paper],
) -> None:
    text = draw(Log().days("1/1*14"), 14, 75, scores=("morning",), behind=7).text
    assert "    |" + "█" * 35 + "\nweek|1" in text
    assert " now|" + " " * 30 + "^\n" in text
    assert "days with a score: 7 of 7" in flat(text)
    assert "Session" not in text


def test_a_column_with_today_and_a_day_ahead_shows_today(draw: Callable[..., Paper]) -> None:
    text = draw(Log().days("1/1*13 9/1 1/1*14"), 28, 19, scores=("morning",), behind=14).text
    assert "    |      █\nweek|1" not in text
    assert "    |      █\n" in text


def test_signs_that_no_column_shows_are_not_explained(draw: Callable[..., Paper]) -> None:
    paper = draw(Log().days("0/1 1/1 -/1 1/1*25"), 28, 19, scores=("morning",))
    assert "score of 0" not in paper.text
    assert "no score" not in paper.text
