"""The week that ended, on one short screen."""

import re
from collections.abc import Callable

import pytest

from achillescli import catalogue
from achillescli.core.views.past_week import past_week
from achillescli.render.pages import week
from achillescli.words import Words
from tests.kit.course_kit import Log
from tests.kit.page import EN, NL, Paper, flat

ROUGH = Log().days("2/1*10 2/7 4/1 2/1*40").on(10, "run", minutes=20, pain=1)
LANGUAGES = pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Paper]:
    def drawn(log: Log, day: int, words: Words = EN, width: int = 80) -> Paper:
        paper = Paper(monkeypatch, width)
        past = past_week(log.until(day))
        assert past
        week.show(paper.screen, words, past, catalogue.protocol())
        return paper

    return drawn


@LANGUAGES
@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("day", [8, 15, 50])
def test_a_week_is_one_short_screen(
    draw: Callable[..., Paper], words: Words, width: int, day: int
) -> None:
    paper = draw(ROUGH, day, words, width)
    assert max(map(len, paper.lines)) <= width
    assert len(paper.lines) <= (24 if width >= 80 else 44)
    assert not re.search(r"[{}]|None|report\\.|terms\\.", paper.text)


SAID = [
    (8, "L3 stays after week 1: a backpack comes from day 15 on."),
    (15, "L3 stays after week 2: one red day."),
    (22, "One step up after week 3, to L4.1 (2.5 kg)."),
    (43, "two-leg heel raises are added"),
    (50, "one-leg heel raises take the place of two-leg ones"),
]


@pytest.mark.parametrize(("day", "said"), SAID)
def test_it_says_what_went_up_and_what_held_and_why(
    draw: Callable[..., Paper], day: int, said: str
) -> None:
    assert said in flat(draw(ROUGH, day).text)


def test_scores_stand_beside_those_of_the_week_before(draw: Callable[..., Paper]) -> None:
    first, second = (flat(draw(ROUGH, day).text) for day in (8, 15))
    assert "Mornings median 2, worst 2 Pain" in first
    assert "Mornings median 2, worst 4; the week before 2, worst 2 Pain" in second
    assert "Pain in sessions median 1, worst 7; the week before 1, worst 1" in second
    assert "green 6, amber 0, red 1, grey 0" in second


def test_red_days_have_what_came_before(draw: Callable[..., Paper]) -> None:
    assert (
        "pain 7, the next morning 4. That day: no run, activity or step up. The day before: a run."
        in flat(draw(ROUGH, 15).text)
    )
    assert EN("report.red.title") not in draw(ROUGH, 22).text


def test_the_next_week_is_told(draw: Callable[..., Paper]) -> None:
    text = flat(draw(ROUGH, 24).text)
    assert "Week 4, until 1 Feb Level L4.1 (2.5 kg) Heel raises Not yet, from day 43" in text
    assert "A good week no red day, sessions on 5 days or more, 5 green days or more" in text
    assert text.endswith("Decided on Mon 2 Feb 2026")


def test_own_activities_that_are_due_are_told(draw: Callable[..., Paper]) -> None:
    log = ROUGH.copy().check(4, activities=[{"name": "stairs", "score": 6}])
    said = "Activities Score them again from Thu 5 Feb 2026: achilles log check"
    assert said in flat(draw(log, 30).text)
    assert "Activities" not in draw(log, 28).text


def test_a_day_of_its_own_is_no_change_of_the_week(draw: Callable[..., Paper]) -> None:
    log = Log().days("2/1*6 2/7 2/1*3")
    assert log.day(8).adaptation == "D1"
    assert "lighter" not in draw(log, 8).text


def test_while_a_sign_is_open_no_next_week_is_told(draw: Callable[..., Paper]) -> None:
    text = draw(ROUGH.copy().flag(16, gap=True), 16).text
    assert "A warning sign is open; first see: achilles today" in text
    assert "Decided on" not in text
