"""The report: table, chart, gates, progress."""

import json
import re
from typing import Any

import pytest

from achillescli.core.views import summary
from achillescli.render.data import report as data
from achillescli.render.phrases import result
from achillescli.words import Words
from tests.kit.course_kit import Log
from tests.kit.page import EN, NL, Paper, draw_report, flat

LANGUAGES = pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
ROUGH = Log().days("4/2*7 3/4k 2/1*13 4/6*2 -/.*9 2/1*60").check(3, visa_a=50).check(80, visa_a=70)
PLAIN = Log().days("1/1*9")


def page(
    monkeypatch: pytest.MonkeyPatch,
    log: Log,
    day: int,
    words: Words = EN,
    width: int = 80,
    encoding: str = "utf-8",
    weeks: int = 12,
) -> Paper:
    paper = Paper(monkeypatch, width, encoding)
    draw_report(paper, log.until(day), words, weeks)
    return paper


@pytest.mark.slow
@LANGUAGES
@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("day", [1, 8, 50, 92])
def test_every_report_reads_at_every_width(
    monkeypatch: pytest.MonkeyPatch, words: Words, width: int, day: int
) -> None:
    paper = page(monkeypatch, ROUGH, day, words, width)
    assert max(map(len, paper.lines)) <= width
    assert not re.search(r"[{}]|None|report\.|terms\.", paper.text)
    paper.text.encode("utf-8")


@LANGUAGES
def test_the_result_stands_last(monkeypatch: pytest.MonkeyPatch, words: Words) -> None:
    course = ROUGH.until(50)
    found = summary.report(course)
    said = result.sentence(words, course, found.weeks, found.sessions)
    assert flat(page(monkeypatch, ROUGH, 50, words).text).endswith(flat(said))
    blocked = ROUGH.copy().flag(50, gap=True)
    text = flat(page(monkeypatch, blocked, 50, words).text)
    assert text.endswith(flat(words("triage.note.open")))


@LANGUAGES
def test_the_table_fits_80_columns(monkeypatch: pytest.MonkeyPatch, words: Words) -> None:
    heads = [
        line for line in page(monkeypatch, ROUGH, 92, words).lines if line.startswith("Week  ")
    ]
    assert len(heads) == 1


def test_a_week_on_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = page(monkeypatch, ROUGH, 50).lines
    rows = {line.split()[0]: line.split() for line in lines if re.match(r" +\d+\*?  ", line)}
    assert rows["1"] == [
        "1",
        "14/14",
        "100",
        "4/4",
        "2/2",
        "7",
        "0",
        "0",
        "0",
        "L3",
        "0",
        "hold",
        "0",
        "0",
    ]
    assert rows["2"] == [
        "2",
        "14/14",
        "100",
        "2/3",
        "1/4",
        "6",
        "1",
        "0",
        "0",
        "L3",
        "0",
        "up",
        "-2",
        "1",
    ]
    assert rows["4"][:4] == ["4", "2/10", "20", "4/4"]
    assert rows["8*"][0] == "8*"


def test_a_narrow_screen_stacks_the_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, ROUGH, 50, width=40).text)
    assert "Week 2, 12 Jan to 18 Jan done 14 of 14, 100 %" in text
    assert "green 6, amber 1, red 0, grey 0" in text
    assert "one step up" in text
    assert "painkiller on 1 day" in text


def test_only_the_newest_weeks_are_shown_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, ROUGH, 92, weeks=2).text)
    assert "Weeks 13 to 14 of 14. Every week: achilles report --all" in text
    assert "--all" not in page(monkeypatch, ROUGH, 92, weeks=14).text


def test_the_chart_has_the_days_of_the_weeks_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "level: 5 Jan to 6 Apr" in page(monkeypatch, ROUGH, 92).text


def test_gates_name_what_is_missing_and_who_holds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, Log(stiffness_min=40).days("1/1*9"), 9).text)
    assert "day 43 of the programme (now day 9)" in text
    assert "achilles log evening --daily N" in text
    assert "achilles log check" not in text
    assert "What holds it: Morning stiffness above 30 minutes." in text
    assert "What holds it" not in page(monkeypatch, PLAIN, 9).text


@LANGUAGES
def test_red_days_say_what_came_before_them(monkeypatch: pytest.MonkeyPatch, words: Words) -> None:
    log = Log().days("2/1*5 2/7 2/1*3").on(5, "activity", activity="squash", minutes=60)
    text = flat(page(monkeypatch, log, 9, words).text)
    assert words("report.red.title") in text
    nothing = words("report.red.nothing")
    told = words(
        "report.red.day", date="", pain=7, morning=2, that_day=nothing, day_before="squash"
    )
    assert flat(told.partition(":")[2]) in text
    assert words("report.red.title") not in page(monkeypatch, PLAIN, 9, words).text


@LANGUAGES
def test_a_red_day_without_a_score_says_so(monkeypatch: pytest.MonkeyPatch, words: Words) -> None:
    unscored = page(monkeypatch, Log().days("1/1*4 1/7 -/1"), 7, words).text
    said = {"date": "", "pain": 7, "morning": words("report.red.unknown")}
    sentence = words("report.red.day", **said, that_day="", day_before="").split(".")[0]
    assert sentence.strip(": ") in " ".join(unscored.split())


def test_t17_holds_no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "What holds it" not in page(monkeypatch, Log(tendon_nodules=True), 1).text


def test_two_measures_that_agree_are_both_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, ROUGH, 92).text)
    assert "VISA-A: 50 at first, 70 now (+20). By the VISA-A the change is meaningful." in text
    assert "do not agree" not in text


def test_two_measures_that_disagree_get_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log().days("4/4*7 1/1*14").check(2, visa_a=50).check(20, visa_a=52)
    text = flat(page(monkeypatch, log, 22).text)
    assert "By the index the change is meaningful" in text
    assert "By the VISA-A the change is not meaningful." in text
    assert "The two do not agree, so no verdict is given." in text


def test_a_questionnaire_is_told_with_its_variant(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log().days("4/4*14").check(2, visa_a=50, variant="Dutch").check(9, faam=80)
    text = flat(page(monkeypatch, log, 14).text)
    assert "VISA-A (Dutch): 50 on 6 Jan. FAAM: 80 on 13 Jan." in text
    text = flat(page(monkeypatch, log.check(14, visa_a=52, variant="Dutch"), 14).text)
    assert "VISA-A (Dutch): 50 at first, 52 now (+2)." in text
    assert "By the VISA-A the change is not meaningful." in text


def test_own_activities_are_told_with_their_change(monkeypatch: pytest.MonkeyPatch) -> None:
    def did(*scores: tuple[str, int]) -> list[dict[str, Any]]:
        return [{"name": name, "score": score} for name, score in scores]

    log = Log().days("1/1*40").check(2, activities=did(("stairs", 7), ("kneeling", 1)))
    text = flat(page(monkeypatch, log, 20).text)
    assert "not possible stairs: 7 on 6 Jan. kneeling: 1 on 6 Jan. Score them again" in text
    log.check(30, activities=did(("Stairs", 4), ("kneeling", 0)))
    text = flat(page(monkeypatch, log, 40).text)
    assert "stairs: 7 on 6 Jan, 4 on 3 Feb (-3). That is a change that people notice" in text
    assert "kneeling: 1 on 6 Jan, 0 on 3 Feb (-1). It began below 2" in text
    assert "Score them again from Tue 3 Mar 2026: achilles log check" in text
    assert EN("report.measures.title") not in page(monkeypatch, PLAIN, 9).text


def test_little_pain_is_too_little_to_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    reasons = {
        1: "week 1 is not over or has fewer than 4 scores",
        9: "in week 1 it was below 2",
    }
    for day, reason in reasons.items():
        assert reason in flat(page(monkeypatch, PLAIN, day).text)
    later = Log().days("4/4*7 -/.*8")
    assert "no later week has 4 scores or more" in flat(page(monkeypatch, later, 15).text)


RESULTS = [
    (Log(), 1, "Mornings: no scores yet. Level: L3. Sessions done: 0 of 2 (0 %)."),
    (PLAIN, 3, "Mornings (median): 1 in week 1. Level: L3. Sessions done: 6 of 6 (100 %)."),
    (
        Log().days("2/1*7 1/1*13 1/1'"),
        21,
        (
            "Mornings (median): 2 in week 1, 1 in week 3. Level: L3 to L4.1 (2.5 kg)."
            " Sessions done: 41 of 42 (98 %)."
        ),
    ),
    (
        Log().days("1/1*14 1/6 1/."),
        16,
        (
            "Mornings (median): 1 in week 1, 1 in week 3. Level: L3 to L4.1 (2.5 kg)."
            " Sessions done: 30 of 32 (94 %)."
        ),
    ),
]


@pytest.mark.parametrize(("log", "day", "sentence"), RESULTS)
def test_the_last_lines_say_how_it_went(
    monkeypatch: pytest.MonkeyPatch, log: Log, day: int, sentence: str
) -> None:
    assert flat(page(monkeypatch, log, day).text).endswith(sentence)


def test_the_result_looks_at_every_week(monkeypatch: pytest.MonkeyPatch) -> None:
    every, newest = (page(monkeypatch, ROUGH, 92, weeks=weeks).lines[-2:] for weeks in (14, 1))
    assert every == newest


def test_recovery_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "The last 28 days were calm" in flat(
        page(monkeypatch, Log().days("3/3*7 1/1*28"), 36).text
    )


def test_the_prognosis_carries_its_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, PLAIN, 9).text)
    assert "in a Dutch 10-year study 4 in 10 were back at the old level. Of runners" in text
    assert "one in three still had it after a year" in text


@pytest.mark.hazard("H58")
def test_notes_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log().days("1/1*9").on(3, "note", text="between me and my diary")
    assert "diary" not in page(monkeypatch, log, 9).text


def test_a_blocked_course_points_to_today_first(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = page(monkeypatch, Log().days("1/1*9").flag(9, gap=True), 9).lines
    assert lines[1] == "A warning sign is open; first see: achilles today"
    assert lines[-1] == lines[1]


def test_for_machines() -> None:
    found = summary.report(ROUGH.until(50))
    table = data.as_values(found, found.weeks)
    assert json.loads(json.dumps(table, allow_nan=False)) == table
    assert len(table["scores"]) == 50
    assert table["weeks"][1] == {
        "week": 2,
        "first": "2026-01-12",
        "last": "2026-01-18",
        "finished": True,
        "prescribed": 14,
        "completed": 14,
        "adherence": 1.0,
        "morning": {"median": 2.0, "worst": 3},
        "session": {"median": 1.0, "worst": 4},
        "colours": {"GREEN": 6, "AMBER": 1, "RED": 0, "GREY": 0},
        "level": "L3",
        "load_kg": 0.0,
        "decision": {"week": 2, "verdict": "PROGRESS", "rule": "W3"},
        "against_baseline": -2.0,
        "painkiller_days": 1,
    }
    assert "G2.hop" in table["gates"]["running"]["missing"]
    assert table["progress"]["visa_first"] == 50


@LANGUAGES
def test_sport_and_goal_are_told(monkeypatch: pytest.MonkeyPatch, words: Words) -> None:
    log = Log(sport="running", goal="ten [bold]km[/]").days("1/1*9")
    text = page(monkeypatch, log, 9, words).text
    assert words("report.sport", text="running") in text
    assert words("report.goal", text="ten [bold]km[/]") in text
    assert words("report.sport", text="") not in page(monkeypatch, PLAIN, 9, words).text
