"""The plan: weeks behind as they went, weeks ahead as a condition."""

import json
import re

import pytest

from achillescli.render.data import plan
from achillescli.words import Words
from tests.kit.course_kit import Log
from tests.kit.page import EN, NL, Paper, draw_plan, draw_replay, draw_report, flat, planned

LANGUAGES = pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
COURSE = Log().days("3/1*7 3/4*14 3/1*2")


@pytest.mark.slow
@LANGUAGES
@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("day", [1, 23, 84, 100])
def test_every_plan_reads_at_every_width(
    monkeypatch: pytest.MonkeyPatch, words: Words, width: int, day: int
) -> None:
    paper = Paper(monkeypatch, width)
    draw_plan(paper, COURSE.until(day), words)
    assert max(map(len, paper.lines)) <= width
    assert not re.search(r"[{}]|None|plan\.|terms\.", paper.text)


@pytest.mark.hazard("H56")
def test_it_is_said_as_a_condition(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(monkeypatch)
    draw_plan(paper, COURSE.until(23))
    text = flat(paper.text)
    assert "if every day stays green" in text
    assert "It is a condition, not a forecast." in text


def test_gates_have_their_earliest_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(monkeypatch)
    draw_plan(paper, Log().until(1))
    text = flat(paper.text)
    assert "Heel raises Not before Mon 16 Feb 2026, if its conditions are met." in text
    assert "Running Not before Mon 12 Jan 2026, if its conditions are met." in text


def test_a_gate_that_is_open_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log().days("1/0d0*50").check(8, walk_pain=0, hop_pain=0, raises_left=30, raises_right=30)
    paper = Paper(monkeypatch)
    draw_plan(paper, log.until(50))
    assert re.search(r"Heel raises +Open now\.", paper.text)
    assert "suspended" not in paper.text
    assert "Running" in paper.text


@pytest.mark.parametrize(("day", "tomorrow"), [("1/1", False), ("1/7'", True)])
def test_every_page_leaves_raises_and_running_out_on_the_same_days(
    monkeypatch: pytest.MonkeyPatch, day: str, tomorrow: bool
) -> None:
    log = Log(last_run=10).days(f"1/1d1*59 {day}")
    replay = log.check(50, raises_left=30, raises_right=30, hop_pain=1, walk_pain=1).until(60)
    plan, report = Paper(monkeypatch), Paper(monkeypatch)
    draw_plan(plan, replay)
    draw_report(report, replay)
    later = "ot before Fri 6 Mar 2026."
    assert (f"Running N{later}" in flat(plan.text)) is tomorrow
    assert ("Heel raises Open, but suspended today." in flat(plan.text)) is tomorrow
    assert (f", n{later}" in flat(report.text)) is tomorrow
    assert ("on a day of your choice." in flat(report.text)) is not tomorrow


def test_nothing_is_foreseen_while_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    course = Log().days("1/1*9").flag(9, gap=True).until(9)
    paper = Paper(monkeypatch)
    draw_plan(paper, course)
    assert "No running yet. Still missing: - " in flat(paper.text)


@pytest.mark.hazard("H27")
@pytest.mark.parametrize("scores", ["1/1*9", "1/0d0*50"], ids=["closed", "open"])
def test_while_a_sign_forbids_loading_heel_raises_wait_for_a_judgement(
    monkeypatch: pytest.MonkeyPatch, scores: str
) -> None:
    day = int(scores.partition("*")[2])
    course = Log().days(scores).flag(day, snap=True).until(day)
    for draw in (draw_plan, draw_report):
        paper = Paper(monkeypatch)
        draw(paper, course)
        assert "Heel raises Not yet. Still missing: - a doctor's view first" in flat(paper.text)
    assert plan.as_values(planned(course))["gates"]["concentric"] is None


def test_after_the_twelve_weeks_the_current_one_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    course = Log().days("1/1*100").until(100)
    paper = Paper(monkeypatch)
    draw_plan(paper, course)
    text = flat(paper.text)
    assert "The 12 weeks are behind, as they went; the last line is the current week." in text
    assert "if every day stays green" not in text
    assert "these weeks" not in text


@pytest.mark.hazard("H56")
@LANGUAGES
@pytest.mark.parametrize("day", [1, 30, 80, 84, 100])
def test_no_date_reads_as_a_permission(
    monkeypatch: pytest.MonkeyPatch, words: Words, day: int
) -> None:
    paper = Paper(monkeypatch)
    draw_plan(paper, COURSE.until(day), words)
    gates = flat(paper.text.split(words("plan.gate.title"))[1])
    dated = {
        "en": r"Not before \S+ \d+ \S+ 20\d\d, if ",
        "nl": r"Pas vanaf \S+ \d+ \S+ 20\d\d, als ",
    }
    assert len(re.findall(dated[words.language], gates)) == len(re.findall(r"\b20\d\d\b", gates))


def test_for_machines() -> None:
    course = COURSE.until(23)
    table = plan.as_values(planned(course))
    assert json.loads(json.dumps(table, allow_nan=False)) == table
    assert len(table["weeks"]) == 12
    assert table["weeks"][4]["done"] is None
    assert table["gates"]["concentric"] >= "2026-02-16"


@LANGUAGES
@pytest.mark.parametrize("width", [40, 80])
def test_days_on_lines(monkeypatch: pytest.MonkeyPatch, words: Words, width: int) -> None:
    log = Log().days("1/1*5 1/6*2 1/1*10").flag(12, gap=True)
    paper = Paper(monkeypatch, width)
    draw_replay(paper, log.until(15), words)
    assert max(map(len, paper.lines)) <= width
    assert all(state.date.isoformat() in paper.text for state in log.states(15))
    assert "W1" in paper.text
    assert "stop" in paper.text
    assert "D1" in paper.text


def test_a_course_without_a_day_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(monkeypatch)
    draw_replay(paper, Log(gap=True).until(3))
    assert paper.lines == ["No day 1 up to Wed 7 Jan 2026."]
