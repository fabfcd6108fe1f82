"""`achilles assess` on a terminal and without one."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.cli.commands.assess.interview import all_answers
from achillescli.core.questionnaire.questions import (
    QUESTIONS,
    Question,
    Situation,
    open_fields,
    upcoming,
)
from achillescli.core.views.together import together
from achillescli.words import LANGUAGES, Words, plain_spaces
from tests.kit.logbook import Logbook, ago
from tests.kit.sitting import RUNNER, Sitting, stored_runner

EN, NL = Words("en"), Words("nl")
TODAY = dt.date(2026, 3, 1)


@pytest.mark.slow
def test_a_runner_without_warning_signs(home: Path) -> None:
    sitting = Sitting()
    sitting.go(RUNNER)
    assert sitting.end() == 0
    assert len(sitting.asked) == 35
    assert sitting.asked[0] == "consent"
    assert "Level L3" in sitting.written
    assert "achilles today" in sitting.written
    entry, morning = store.load(home).entries
    assert entry.complete
    assert (morning.kind, morning.pain, morning.stiffness_min) == ("morning", 3, 10)
    assert together((entry, morning), morning) == [entry, morning]
    answers = entry.answers
    assert (answers.person.age, answers.person.sex, answers.person.weight_kg) == (42, "male", 80)
    assert (answers.complaint.startup_trouble, answers.complaint.thickened) == (True, False)
    assert (answers.tests.knee_to_wall_left_cm, answers.tests.raises_right) == (9.5, 27)
    assert (answers.risk.last_or_next_run_km, answers.risk.stiff_ankle) == (10.5, None)
    assert answers.tests.start_test_pain == 2
    assert (answers.complaint.sport, answers.complaint.goal) == (RUNNER["sport"], RUNNER["goal"])
    assert store.read_draft(home) is None


@pytest.mark.slow
def test_the_same_in_dutch_and_narrow_as_json(home: Path) -> None:
    replies = RUNNER | {"consent": "ja", "onset": "8 maanden", "last_run": "eergisteren"}
    sitting = Sitting("--json", words=NL, columns=40, TERM="xterm")
    sitting.known = {}
    order = ["consent", *(q.name for q in QUESTIONS if q.name in asked_of_a_runner())]
    order.insert(order.index("longest_run") + 1, "next_run")
    for name in order:
        assert sitting.prompt()
        sitting.type(replies.get(name, "0"))
    assert sitting.end() == 0
    told, _, begun = sitting.written[sitting.written.rindex('{"triage"') :].partition("\r\n")
    result = json.loads(told)
    assert begun.startswith("Er begint een nieuw logboek in")
    assert result["start_level"] == "L3"
    assert [entry.kind for entry in store.load(home).entries] == ["assessment", "morning"]


def asked_of_a_runner() -> dict[str, dict[str, Any]]:
    replies: dict[str, dict[str, Any]] = {}
    now = Situation({}, TODAY, lambda _: False)
    while question := upcoming(replies, now):
        replies[question.name] = reply(question, now)
        now = Situation(all_answers(replies), TODAY, lambda _: False)
    return replies


VALUES = {
    "person.age": 42,
    "complaint.onset": TODAY - dt.timedelta(days=240),
    "complaint.last_run": TODAY - dt.timedelta(days=2),
    "complaint.sport_possible": "reduced",
    "risk.load_unchanged": True,
}


def reply(question: Question, now: Situation, values: dict[str, Any] = VALUES) -> dict[str, Any]:
    fields = open_fields(question, now)
    usual = False if question.kind in ("signs", "ever", "marks") else 5
    return {field: values.get(field, usual) for field in fields}


@pytest.mark.slow
def test_no_consent_writes_nothing(home: Path) -> None:
    sitting = Sitting()
    sitting.go({"consent": "no"})
    assert sitting.end() == 0
    assert "Nothing was stored" in sitting.written
    assert "Pregnant" in sitting.written
    assert not home.exists()


def test_without_a_terminal_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert run(["assess"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "--answers FILE" in err
    assert "--template" in err
    assert not home.exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [("--template",), ("--example", "runner")])
def test_an_answers_file_is_never_json(
    capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], language: str
) -> None:
    assert run(["--lang", language, "assess", *asked, "--json"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert f"--json {'of' if language == 'nl' else 'or'} {asked[0]}." in err


def test_the_notice_goes_to_the_error_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored_runner(tmp_path, capsys)
    out, err = capsys.readouterr()
    assert "educational tool" in " ".join(err.split())
    assert "educational tool" not in out


def test_an_assessment_that_blocks_is_stored_and_ends_with_code_4(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    stored_runner(tmp_path, capsys)
    file = tmp_path / "runner.toml"
    file.write_text(file.read_text("utf-8").replace("night_pain = false", "night_pain = true"))
    capsys.readouterr()
    assert run(["assess", "--answers", str(file), "--json"]) == 4
    result = json.loads(capsys.readouterr().out)
    assert (result["start_level"], result["start_test_asked"]) == (None, False)
    assert result["triage"] == {"level": "DOCTOR_FIRST", "rows": ["T11"]}
    assert len(store.load(home).entries) == 2


def test_answers_that_are_dated_back_free_nobody_of_a_later_sign(
    book: Logbook, tmp_path: Path
) -> None:
    book.write("flag", 0, calf_swollen=True)
    file = tmp_path / "answers.toml"
    file.write_text(f"date = {ago(1)}\n{book.type('assess --example runner')}")
    out = book.type("assess --answers", str(file))
    assert book.code == 4
    assert plain_spaces(EN("triage.T04.sign")) in plain_spaces(" ".join(out.split()))
    assert len(book.log) == 2


# --- the questions as a value -------------------------------------------------------------


def test_the_newest_result_is_shown_again_as_it_is_today(book: Logbook) -> None:
    book.assess(3)
    first = book.type("assess --show")
    assert "No warning sign in these answers" in first
    assert "Where the programme is now" in first
    assert book.code == 0
    before = book.bytes()
    assert json.loads(book.type("assess --show --json"))["start_level"] == "L3"
    assert book.bytes() == before
    book.write("flag", 0, gap=True)
    out = book.type("assess --show")
    assert book.code == 4
    assert out.startswith("Call your GP or the out-of-hours GP service, today.")
    assert "--by doctor T03" in out
    assert json.loads(book.type("assess --show --json"))["triage"]["rows"] == ["T03"]


def test_without_answers_there_is_no_result_but_a_sign_is_shown(book: Logbook) -> None:
    assert book.refused("assess --show") == "today.error.no_assessment"
    book.write("flag", 0, chest_pain=True)
    out = book.type("assess --show")
    assert book.code == 4
    assert "--by doctor T01" in out
    assert json.loads(book.type("assess --show --json"))["triage"]["rows"] == ["T01"]
