"""`achilles simulate`, through the same door as the user."""

import datetime as dt
import json
from pathlib import Path

import pytest

from achillescli import catalogue
from achillescli.cli.app import run
from achillescli.words import Words


def simulate(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["simulate", *arguments]) == code
    out, err = capsys.readouterr()
    return err if code else out


@pytest.mark.slow
@pytest.mark.parametrize("name", catalogue.patterns())
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_named_pattern_is_told_and_charted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = simulate(capsys, name, "--lang", language)
    assert Words(language)(f"simulate.pattern.{name}").split(".")[0][:30] in page
    assert Words(language)("report.chart.level") in page.splitlines()
    assert max(map(len, page.splitlines())) <= 80


def test_the_weeks_name_level_load_decision_and_rule(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = simulate(capsys, "warm-up-trap")
    week = next(line.split() for line in page.splitlines() if line.split()[:1] == ["5"])
    assert week[-5:] == ["L4.2", "5", "down", "+2", "0"]
    assert "day 36: one step down (W1)" in page
    assert "day 36: T20" in page


def test_a_start_test_shows_on_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    page = simulate(capsys, "missed-weeks")
    assert "day 57: break (W7): level L1\n- day 57: start test" in page


def test_each_decision_that_is_no_step_up_has_its_reason(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    page = simulate(capsys, "warm-up-trap")
    assert "- day 8: hold (W3). Before day 15 no load is added" in page
    assert "- day 22: hold (W2). Median morning: 3, the week before: 2" in page
    assert "- day 36: one step down (W1). Median morning: 4, baseline: 2 (limit: 2 above)" in page
    assert "- day 15:" not in page


def test_what_lasts_is_told_once_with_its_last_day(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    page = simulate(capsys, "warm-up-trap")
    assert page.count("Mornings 2 or more above the baseline") == 1
    assert "- day 57: easier day (D1), at L1\n- day 58: no loading (D2), up to day 59" in page
    assert "- day 59: T19, Physiotherapist: Many red days in the last 7, up to day 84" in page


def test_the_level_is_drawn_below_the_scores(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "89")  # a column a day
    page = simulate(capsys, "warm-up-trap")
    assert page[page.index("Level\n") :].splitlines()[1:4] == [
        "L4.2|" + " " * 28 + "▄" * 7,
        "  L3|" + "▄" * 14 + "▀" * 14 + " " * 7 + "▀" * 7 + "▄" * 7,
        "  L1|" + " " * 49 + "▀" * 7 + "▄" * 28,
    ]


def test_a_day_without_prescription_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    page = simulate(capsys, "--mornings", "2x5,8,8,8,2x10", "--weeks", "2")
    assert "- day 7: nothing is prescribed: Doctor first (T29), up to day 10" in page


def test_whose_course_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    page = simulate(capsys, "steady-recovery")
    assert "Who: 42 years, 80 kg. Where it hurts: in the tendon itself" in page
    page = simulate(capsys, "insertional", "--answers", "examples/runner.toml")
    assert "Where it hurts: where the tendon is attached to the heel bone" in " ".join(page.split())


def test_the_place_of_a_pattern_stays_with_other_answers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = json.loads(
        simulate(capsys, "insertional", "--answers", "examples/runner.toml", "--json")
    )
    assert {day["rom"] for day in found["days"]} == {"floor"}


@pytest.mark.parametrize("row", ["mornings", "pain"])
def test_a_row_of_zeros_and_a_row_of_nothing_are_told_apart(
    capsys: pytest.CaptureFixture[str], row: str
) -> None:
    assert ": 0\n" in simulate(capsys, "steady-recovery", f"--{row}", "0")
    assert ": -\n" in simulate(capsys, "steady-recovery", f"--{row}", "-")


def test_a_changed_pattern_is_said_to_be_changed(capsys: pytest.CaptureFixture[str]) -> None:
    page = simulate(capsys, "warm-up-trap", "--mornings", "2")
    assert page.startswith("Simulation: warm-up-trap, changed\n")
    assert "get worse every other week" not in page


TESTED = [
    ([], 1, "L3"),
    (["--start-test", "7"], 7, "L1"),
    (["--answers", "tested.toml"], 4, "L2"),
    (["--answers", "tested.toml", "--start-test", "7"], 7, "L1"),
    (["--answers", "unable.toml"], "unable", "L1"),
]


@pytest.mark.parametrize(("arguments", "test", "level"), TESTED)
def test_the_start_test_that_is_told_is_the_one_that_counts(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: list[str],
    test: str | int,
    level: str,
) -> None:
    example = Path("examples/runner.toml").read_text("utf-8").split("[tests]")[0]
    for name, pain in (("tested", 4), ("unable", '"unable"')):
        text = f"{example}\n[tests]\nstart_test_pain = {pain}\n"
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    placed = [str(tmp_path / one) if one.endswith(".toml") else one for one in arguments]
    assert f"Start test: {test}\n" in simulate(capsys, "--pain", "2", *placed)
    found = json.loads(simulate(capsys, "--pain", "2", *placed, "--json"))
    assert (found["rows"]["start_test"], found["days"][0]["level"]) == (test, level)


def test_an_unanswered_warning_sign_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = Path("examples/runner.toml").read_text("utf-8")
    (tmp_path / "open.toml").write_text(text.replace("snap = false\n", ""), "utf-8")
    said = simulate(capsys, "--pain", "2", "--answers", str(tmp_path / "open.toml"), code=2)
    assert "one warning sign is not answered: snap" in said


def test_a_course_that_begins_later_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = Path("examples/runner.toml").read_text("utf-8")
    since = dt.datetime.now().astimezone().date() - dt.timedelta(days=80)
    later = text.replace("oral_steroid_last = false", f"oral_steroid_last = {since}")
    (tmp_path / "later.toml").write_text(later, "utf-8")
    page = simulate(capsys, "--pain", "2", "--answers", str(tmp_path / "later.toml"))
    assert "- day 1: the answers forbade loading on the 11 days before" in page


def test_own_scores(capsys: pytest.CaptureFixture[str]) -> None:
    page = simulate(capsys, "--pain", "2,2,4,6,2", "--mornings", "1", "--weeks", "2")
    assert "Pain in the sessions: 2×2 4 6 2" in page


def test_a_row_in_place_of_that_of_a_pattern(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(simulate(capsys, "steady-recovery", "--painkillers", "1", "--json"))
    assert (found["pattern"], found["rows"]["painkillers"]) == (None, [1])
    assert {day["level"] for day in found["days"]} == {"L2"}


def test_json_has_the_weeks_and_the_days(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(simulate(capsys, "steady-recovery", "--json", "--weeks", "3"))
    assert list(found) == ["pattern", "rows", "triage", "blocked", "weeks", "days"]
    assert found["pattern"] == "steady-recovery"
    assert found["rows"]["pain"][:8] == [3] * 7 + [2]
    assert [week["week"] for week in found["weeks"]] == [1, 2, 3]
    assert all(week["decision"] for week in found["weeks"])
    assert len(found["days"]) == 21


def test_answers_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["assess", "--template"]) == 0
    capsys.readouterr()
    found = json.loads(
        simulate(capsys, "steady-recovery", "--answers", "examples/insertional.toml", "--json")
    )
    assert {day["rom"] for day in found["days"]} == {"floor"}


def test_answers_that_forbid_loading(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("steady-recovery", "--answers", "examples/doctor-today.toml")
    assert "Doctor today (T02): the answers forbid loading" in simulate(capsys, *arguments)
    found = json.loads(simulate(capsys, *arguments, "--json"))
    assert found["blocked"]
    assert found["weeks"] == found["days"] == []


def test_it_saves_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    simulate(capsys, "boom-and-bust")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "nothing to simulate"),
        (["--after", "2"], "nothing to simulate"),
        (["steady"], "there is no such pattern"),
        (["--pain", "2,11"], "--pain, value 2: scores"),
        (["--pain", "2,,3"], "--pain, value 2: scores"),
        (["--pain", "2,", "3"], "without spaces"),
        (["--pain", "2", "--sessions", "3"], "--sessions, value 1: 0, 1 or 2"),
        (["--pain", "2", "--start-test", "11"], "--start-test"),
        (["--pain", "2", "--weeks", "0"], "--weeks"),
        (["--pain", "2", "--weeks", "53"], "--weeks"),
        (["--pain", "2", "--weeks", "x"], "--weeks"),
        (["--pain", "2", "--answers", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_what_cannot_be_simulated_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert sentence in simulate(capsys, *arguments, code=2)


NOISY = ("typical-runner", "--noise", "0.8", "--runs", "2", "--weeks", "12")


def test_noise_counts_over_many_courses(capsys: pytest.CaptureFixture[str]) -> None:
    page = simulate(capsys, *NOISY)
    assert "Simulation with scatter of 0.8 points: typical-runner" in page
    assert "- L1: 2 by week 6, 2 by week 12" in page
    assert "week 26" not in page
    dutch = simulate(capsys, *NOISY, "--lang", "nl")
    assert "Simulatie met een spreiding van 0,8 punt" in dutch


def test_the_same_seed_gives_the_same_and_another_another(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = simulate(capsys, *NOISY, "--json", "--seed", "1")
    assert simulate(capsys, *NOISY, "--json", "--seed", "1") == first
    assert simulate(capsys, *NOISY, "--json", "--seed", "2") != first
    found = json.loads(first)
    assert list(found) == [
        *("pattern", "noise", "seed", "runs", "reached", "red_weeks", "steps_down"),
        *("days_without_load", "maintained", "raises", "rows"),
    ]
    told = Path(__file__).parents[3].joinpath("docs", "json.md").read_text("utf-8")
    assert all(f"`{key}`" in told for key in found)
    assert found["reached"]["L1"] == {"week_6": 2, "week_12": 2}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["typical-runner", "--runs", "3"], "go with --noise"),
        (["typical-runner", "--seed", "3"], "go with --noise"),
        (["typical-runner", "--noise", "0"], "--noise"),
        (["typical-runner", "--noise", "5.1"], "--noise"),
        (["typical-runner", "--noise", "nan"], "--noise"),
        (["typical-runner", "--noise", "x"], "--noise"),
        (["typical-runner", "--noise", "0.8", "--runs", "0"], "--runs"),
        (["typical-runner", "--noise", "0.8", "--runs", "501"], "--runs"),
        (["typical-runner", "--noise", "0.8", "--seed", "-1"], "--seed"),
        (["typical-runner", "--noise", "0.8", "--seed", "1000000"], "--seed"),
    ],
)
def test_a_wrong_number_for_noise_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert said in simulate(capsys, *arguments, code=2)
