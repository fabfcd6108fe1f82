"""How a session is told: what fits on a narrow line, and what a day without one says."""

from collections.abc import Iterator

import pytest

from achillescli import catalogue
from achillescli.core.views import timer as rules
from achillescli.core.views.script import Script
from achillescli.core.views.timer import Clock, Cue, CueKind, Key
from achillescli.core.views.today import today
from achillescli.render.pages import train
from achillescli.render.pages.train import TrainPage
from achillescli.words import Words
from tests.core.views.test_script import DROP, RAISE, made
from tests.kit.course_kit import PROTOCOL, Log
from tests.kit.page import EN, NL, Paper, flat

WORDS = pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])


def page(words: Words = EN, script: Script | None = None, *, by_key: bool = True) -> TrainPage:
    return TrainPage(words, script or made((DROP, 3, 15)), catalogue.exercise, by_key)


def looks(script: Script) -> Iterator[rules.TimerLook]:
    """Yield every look of a session, running and paused, in each second."""
    timer, _ = rules.begin(script, Clock(0, 0))
    for second in range(script.total_s + 1):
        timer, _ = rules.tick(script, timer, Clock(second, second))
        yield rules.look(script, timer)
        paused, _ = rules.press(script, timer, Key.PAUSE, Clock(second, second))
        yield rules.look(script, paused)
        slept, _ = rules.tick(script, timer, Clock(second, second + 9999))
        yield rules.look(script, slept)


@WORDS
def test_every_state_fits_on_a_line_of_forty_columns(words: Words) -> None:
    script = made((DROP, 2, 10), (RAISE, 1, 10))
    shown = page(words, script)
    for look in looks(script):
        assert len(shown.status(look)) <= 39, shown.status(look)
        assert len(shown.head(look.stint, short=True)) <= 39
        assert str(script.stints[look.stint].number) in shown.status(look) or look.over
    for side in ("left", "right"):
        for name in (DROP, RAISE, "heel-drop-bent"):
            one_leg = page(words, made((name, 1, 1), side="both"))
            assert len(one_leg.head(side == "right", short=True)) <= 39


@WORDS
def test_the_keys_stand_on_one_line(words: Words) -> None:
    assert len(words("train.keys.wide")) <= 79
    assert len(words("train.keys.narrow")) <= 39
    for key in "np+-!sq?":
        assert key in words("train.keys.wide")
        assert key in words("train.keys.narrow")


@WORDS
def test_every_event_has_its_words(words: Words) -> None:
    script = made((DROP, 2, 15), (RAISE, 1, 15), side="both")
    told = [page(words, script).sentence(cue) for _, cue in rules.rehearsal(script)]
    assert sum(not text for text in told) == 15 * 2 * 3  # the turns
    assert words("train.cue.done") == told[-1]
    exercise = catalogue.exercise(RAISE).name(words.language)
    assert any(exercise in text for text in told)


def test_only_two_counts_are_written_and_all_are_told() -> None:
    cues = [Cue(CueKind.COUNT, 0, seconds) for seconds in (10, 5, 3, 2, 1)]
    assert [bool(page().line(cue)) for cue in cues] == [True, True, False, False, False]
    assert all(page().sentence(cue) for cue in cues)


def test_a_line_says_enter_where_no_key_counts_at_once() -> None:
    paused = Cue(CueKind.PAUSED, 0)
    assert "space" in page().sentence(paused)
    assert "Enter" in page(by_key=False).sentence(paused)


@WORDS
@pytest.mark.parametrize("width", [40, 80, 120])
def test_what_comes_names_the_dose_of_the_day(
    monkeypatch: pytest.MonkeyPatch, words: Words, width: int
) -> None:
    day = today(Log(side="both").days("1/1*3").until(4), PROTOCOL)
    paper = Paper(monkeypatch, width)
    train.show_plan(paper.screen, page(words), "am", day)
    said = flat(paper.text)
    assert said.count("3 × 15") == 1
    assert words("today.more.stop_short").split("`")[0][:20] in said
    assert words("terms.side.both").capitalize() in said
    assert all(len(line) <= width for line in paper.lines)


@WORDS
def test_a_day_off_names_the_days_with_a_session(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    day = today(Log().days("0/0*84").until(86), PROTOCOL)
    assert not day.sessions.sessions
    paper = Paper(monkeypatch)
    train.show_off(paper.screen, words, day)
    names = words.find("terms.weekdays")
    assert ", ".join(names[n] for n in day.weekdays) in flat(paper.text)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (500, "8 min"),
        (3600, "1 h 0 min"),
        (29000, "8 h 3 min"),
    ],
)
def test_how_long_it_stood_still(seconds: int, said: str) -> None:
    assert train.span(EN, seconds) == said
