"""The result of an assessment, as it is read."""

import datetime as dt
import json
import re
from collections.abc import Sequence
from typing import Any

import pytest

from achillescli import catalogue
from achillescli.core import course
from achillescli.core.log import corrections, entries
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.values import copy
from achillescli.core.views.assessment import AssessmentResult
from achillescli.render.data import assess as data
from achillescli.render.pages import assess
from achillescli.words import Words
from tests.kit.page import EN, NL, Paper

TODAY = dt.date(2026, 3, 2)


def result(
    *, flags: Sequence[str] = (), earlier: Sequence[entries.Entry] = (), **changes: Any
) -> AssessmentResult:
    """Return the result of a runner's answers with some changed, by dotted name."""
    answers: dict[str, Any] = {
        "person": {"age": 42, "sex": "male", "height_cm": 181, "weight_kg": 80},
        "complaint": {
            "side": "left",
            "location": "midportion",
            "onset": dt.date(2025, 12, 20),
            "sport_pain": 3,
            "seen_professional": True,
        },
        "red_flags": {name: () if name == "spa" else name in flags for name in RED_FLAGS},
        "risk": {"intensity_jump": True},
        "tests": {"start_test_pain": 2},
    }
    for name, value in changes.items():
        section, _, key = name.partition("__")
        answers[section][key] = value
    table = {"id": "a", "kind": "assessment", "date": TODAY, "answers": answers}
    entry = entries.parse(table)
    replay = course.replay(corrections.by_date((*earlier, entry)), catalogue.protocol(), TODAY)
    return AssessmentResult(replay, entry.answers)


def drawn(
    monkeypatch: pytest.MonkeyPatch, found: AssessmentResult, words: Words = EN, **paper: Any
) -> str:
    page = Paper(monkeypatch, **paper)
    assess.show(page.screen, words, found)
    return page.text


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_parts_come_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(drawn(monkeypatch, result()))
    parts = ("No warning sign", "examination can", "What it fits", "Risk factors:", "Level L3")
    places = [text.index(part) for part in (*parts, "What comes next", "achilles today")]
    assert places == sorted(places)


def test_as_json() -> None:
    table = data.as_values(result())
    assert json.loads(json.dumps(table)) == {
        "triage": {"level": "NONE", "rows": []},
        "risk": {"points": 3, "band": "few", "factors": ["R03", "R04", "R12"]},
        "stage": {
            "time_phase": "SUBACUTE",
            "acute_on_chronic": False,
            "symptom_stage": 2,
            "treat_as": "midportion",
        },
        "start_level": "L3",
        "start_test_asked": False,
    }


@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("flags", [(), ("night_pain",), ("snap", "gap", "wound"), RED_FLAGS])
def test_every_line_fits(
    words: Words, width: int, flags: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    flags = tuple(name for name in flags if name != "spa")
    text = drawn(monkeypatch, result(flags=flags), words, width=width)
    assert max(map(len, text.splitlines())) <= min(width, 100)
    assert "…" not in text
    assert "{" not in text


def test_a_sign_of_danger_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(drawn(monkeypatch, result(flags=("snap", "weak_push_off", "wound"))))
    assert text.startswith(flat(EN("triage.level.SAME_DAY.who")))
    assert text.index(EN("triage.T02.sign")) < text.index(EN("triage.T27.sign"))
    assert "What it fits" not in text
    assert "Level L" not in text
    assert EN("triage.T02.todo") in text
    assert EN("triage.T27.todo") not in text
    assert "no exercises are given" in text


def test_a_doctor_first_still_shows_the_rest_without_a_level(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = flat(drawn(monkeypatch, result(flags=("night_pain",))))
    assert EN("triage.T11.sign") in text
    assert "What it fits" in text
    assert "Risk factors" in text
    assert "Level L" not in text
    assert "achilles today shows it again" in text


@pytest.mark.hazard("H53")
@pytest.mark.parametrize("flags", [("snap", "weak_push_off", "wound"), ("night_pain",), ()])
def test_one_warning_at_most_is_highlighted(
    flags: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = drawn(monkeypatch, result(flags=flags))
    before = text.split(EN("assess.next.heading"))[0].split(EN("assess.stage.heading"))[0]
    red = re.findall(r"\x1b\[1;7m.*", before)
    assert len(red) == bool(flags)
    assert "\x1b" not in "".join(line for line in before.splitlines() if "--by " in line)


@pytest.mark.parametrize(
    ("found", "told"), [(result(flags=["gap"]), True), (result(person__age=17), False)]
)
def test_where_a_yes_by_mistake_stands_is_told_when_there_is_a_yes(
    monkeypatch: pytest.MonkeyPatch, found: AssessmentResult, told: bool
) -> None:
    assert ("achilles log list --all" in drawn(monkeypatch, found)) is told


@pytest.mark.hazard("H5", "H10")
def test_rows_that_do_not_block_keep_the_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(drawn(monkeypatch, result(flags=("tendon_nodules",))))
    assert EN("triage.T17.todo") in text
    assert "Level L3" in text


def test_the_most_urgent_row_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = result(flags=("night_pain", "breathless", "tendon_nodules"), complaint__rest_pain=8)
    text = flat(drawn(monkeypatch, found))
    places = [text.index(f"{EN(f'triage.{row}.sign')} ") for row in ("T25", "T11", "T18", "T17")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("midportion", "below the edge of a step"),
        ("insertional", "never lowers the heel below floor level"),
        ("both", "never lowers the heel below floor level"),
        ("unsure", "never lowers the heel below floor level"),
    ],
)
def test_how_each_place_is_treated(
    location: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said in flat(drawn(monkeypatch, result(complaint__location=location)))


def test_elsewhere_is_not_said_to_fit_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(monkeypatch, result(complaint__location="elsewhere"))
    assert EN("triage.T24.sign") in flat(text)
    assert "Place:" not in text


#  days since the beginning, what is said
TIMES = [(0, "early"), (7, "early"), (8, "acute"), (42, "acute"), (43, "subacute"), (85, "chronic")]


@pytest.mark.parametrize(("days", "phase"), TIMES)
def test_how_long_it_lasts(days: int, phase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = result(complaint__onset=TODAY - dt.timedelta(days=days))
    assert f"fits the {phase} phase" in flat(drawn(monkeypatch, found))


def test_a_complaint_that_came_back(monkeypatch: pytest.MonkeyPatch) -> None:
    back: dict[str, Any] = {
        "complaint__onset": TODAY - dt.timedelta(days=20),
        "complaint__previous_episode_end": dt.date(2025, 10, 1),
    }
    assert "came back within a year" in flat(drawn(monkeypatch, result(**back)))
    assert "came back within a year" not in flat(drawn(monkeypatch, result()))


def test_the_start_test_that_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    found = result(tests__start_test_pain=None, complaint__location="insertional")
    text = flat(drawn(monkeypatch, found))
    assert "The start test is due" in text
    assert EN("terms.rom.floor") in text
    assert "achilles log check --start-test N" in text
    assert data.as_values(found)["start_test_asked"]


def test_the_early_phase_has_its_test_later(monkeypatch: pytest.MonkeyPatch) -> None:
    found = result(complaint__onset=TODAY - dt.timedelta(days=3))
    text = flat(drawn(monkeypatch, found))
    assert "Level L1" in text
    assert "due from Sat 7 Mar 2026" in text
    assert "--start-test" not in text


def test_factors_by_points_each_with_one_action_where_something_can_be_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = result(
        risk__achilles_last_12m=True,
        risk__metabolic=True,
        tests__raises_left=5,
        tests__raises_right=30,
    )
    text = flat(drawn(monkeypatch, found))
    ids = [factor.id for factor in found.risk.factors]
    assert ids == ["R01", "R07", "R03", "R04", "R12", "R19"]
    places = [text.index(f"{EN(f'risk.{name}.name')} (grade") for name in ids]
    assert places == sorted(places)
    for factor in found.risk.factors:
        action = EN.find(f"risk.{factor.id}.action")
        assert (action in text) if factor.modifiable != "no" else action is None
    assert "4 points: " in text
    assert "1 point: " in text
    assert "%" not in text


def test_without_any_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    found = result(person__sex="female", person__age=30, risk__intensity_jump=False)
    text = flat(drawn(monkeypatch, found))
    assert "Risk factors: 0 points" in text
    assert "1 point" not in text


def test_later_answers_show_where_the_programme_is(monkeypatch: pytest.MonkeyPatch) -> None:
    first = result().replay.log[0]
    earlier = copy(first, id="b", date=TODAY - dt.timedelta(days=1))
    assert "Where the programme is now" in drawn(monkeypatch, result(earlier=(earlier,)))
    assert "Where the programme starts" in drawn(monkeypatch, result())


def test_whom_to_see_stands_last_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for flags in (("gap",), ("tendon_nodules",)):
        text = flat(drawn(monkeypatch, result(flags=flags)))
        first = text.partition(" - ")[0]
        assert text.endswith(first)
    assert "No warning sign" not in flat(drawn(monkeypatch, result()))[-200:]


def test_rows_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Paper(monkeypatch)
    assess.rows(page.screen, EN, result(flags=("gap",)).replay.standing)
    assert EN("triage.T03.sign") in flat(page.text)


def test_no_row_alone_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Paper(monkeypatch)
    assess.rows(page.screen, EN, result().replay.standing)
    assert "No warning sign" in page.text


FORBIDDEN = (
    "you have tend",
    "this will heal",
    "safe",
    "cleared",
    "cure",
    "proven",
    "!",
    "tendinitis",
)


@pytest.mark.parametrize("flags", [(), ("night_pain",), ("gap",)])
def test_wording(flags: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(monkeypatch, result(flags=flags)).lower()
    for words in FORBIDDEN:
        assert words not in text.replace("achilles log clearance", "")
