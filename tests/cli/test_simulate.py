"""`achilles simulate`, through the same door as the user."""

import json

import pytest

from achillescli import catalogue
from achillescli.cli.app import run
from achillescli.words import Words


def simulate(capsys, *arguments, code=0):
    assert run(["simulate", *arguments]) == code
    out, err = capsys.readouterr()
    return err if code else out


@pytest.mark.parametrize("name", catalogue.patterns())
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_named_pattern_is_told_and_charted(capsys, monkeypatch, name, language):
    monkeypatch.setenv("COLUMNS", "80")
    page = simulate(capsys, name, "--lang", language)
    assert Words(language)(f"simulate.pattern.{name}").split(".")[0][:30] in page
    assert Words(language)("report.chart.title") in page
    assert max(map(len, page.splitlines())) <= 80


def test_the_weeks_name_level_load_decision_and_rule(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    page = simulate(capsys, "warm-up-trap")
    week = next(line.split() for line in page.splitlines() if line.split()[:1] == ["5"])
    assert week[-6:] == ["L4.2", "5", "down", "W1", "+2", "0"]
    assert "day 36: T20" in page


def test_a_start_test_shows_on_its_day(capsys):
    page = simulate(capsys, "missed-weeks")
    assert "day 57: start test\n- day 57: break (W7)" in page


def test_own_scores(capsys):
    page = simulate(capsys, "--pain", "2,2,4,6,2", "--mornings", "1", "--weeks", "2")
    assert "Pain in the sessions: 2×2 4 6 2" in page


def test_a_row_in_place_of_that_of_a_pattern(capsys):
    found = json.loads(simulate(capsys, "steady-recovery", "--painkillers", "1", "--json"))
    assert {day["level"] for day in found["days"]} == {"L2"}


def test_json_has_the_weeks_and_the_days(capsys):
    found = json.loads(simulate(capsys, "steady-recovery", "--json", "--weeks", "3"))
    assert list(found) == ["pattern", "triage", "blocked", "weeks", "days"]
    assert found["pattern"] == "steady-recovery"
    assert [week["week"] for week in found["weeks"]] == [1, 2, 3]
    assert all(week["decision"] for week in found["weeks"])
    assert len(found["days"]) == 21


def test_answers_of_ones_own(capsys, tmp_path):
    assert run(["assess", "--template"]) == 0
    capsys.readouterr()
    found = json.loads(
        simulate(capsys, "steady-recovery", "--answers", "examples/insertional.toml", "--json")
    )
    assert {day["rom"] for day in found["days"]} == {"floor"}


def test_answers_that_forbid_loading(capsys):
    arguments = ("steady-recovery", "--answers", "examples/doctor-today.toml")
    assert "Nothing is prescribed" in simulate(capsys, *arguments)
    found = json.loads(simulate(capsys, *arguments, "--json"))
    assert found["blocked"]
    assert found["weeks"] == found["days"] == []


def test_it_saves_nothing(capsys, tmp_path):
    simulate(capsys, "boom-and-bust")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Nothing to simulate"),
        (["--after", "2"], "Nothing to simulate"),
        (["steady"], "There is no such pattern"),
        (["--pain", "11"], "--pain: scores"),
        (["--pain", "2", "--sessions", "3"], "--sessions: 0, 1 or 2"),
        (["--pain", "2", "--start-test", "11"], "--start-test"),
        (["--pain", "2", "--weeks", "0"], "--weeks"),
        (["--pain", "2", "--weeks", "53"], "--weeks"),
        (["--pain", "2", "--weeks", "x"], "--weeks"),
        (["--pain", "2", "--answers", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_what_cannot_be_simulated_is_refused(capsys, arguments, sentence):
    assert sentence in simulate(capsys, *arguments, code=2)
