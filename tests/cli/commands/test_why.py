"""The reasons behind a day through the program's own door."""

import json
import re

import pytest

from achillescli import catalogue
from achillescli.cli.app import run
from achillescli.words import LANGUAGES, Words
from tests.cli.commands.test_today import Logbook

LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
PLAN = ["triage", "phase", "level", "dose", "rom", "cross_training"]


@pytest.fixture
def logbook() -> Logbook:
    return Logbook()


def typed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Return exit code, output and complaint of a command."""
    code = run(["why", *words])
    return code, *capsys.readouterr()


def flat(text: str) -> str:
    return " ".join(text.split())


@LANGUAGE
@pytest.mark.parametrize("width", [40, 80])
def test_every_line_reads_at_every_width(
    logbook: Logbook,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    width: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    logbook.assessed(8, tendon_nodules=True).write("morning", 7, pain=1).write("morning", 0, pain=3)
    for ago in range(8, 0, -1):
        logbook.write("session", ago, slot="am", pain=6 if ago == 1 else 2)
    code, out, err = typed(capsys, "--lang", language)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= width
    assert not re.search(r"[{}]|None|why\.|\(\)|: -", out)
    topics = Words(language).find("why.line")
    for name in (*PLAN, "adaptation", "colour", "decision", "concentric", "running"):
        assert f"\n{topics[name]}: " in out


def test_the_first_day_is_short(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    logbook.assessed(0)
    assert len(typed(capsys)[1].splitlines()) < 115


@LANGUAGE
def test_each_source_stands_once_at_the_end_with_its_rules(
    logbook: Logbook, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    logbook.assessed(0)
    out = typed(capsys, "--lang", language)[1]
    before, after = out.split(f"\n{Words(language)('why.heading.sources')}\n")
    assert "doi:" not in before
    found = re.findall(r"doi:(\S+)", after)
    assert len(found) == len(set(found)) >= 8
    assert "doi:10.3390/medicina56010021 (F: LEVEL, DOSE)" in flat(after)
    marks = re.findall(r"(?:^|; )(F2|[DFGU]): ", flat(after).rsplit(") ", 1)[1])
    assert marks == ["D", "F", "F2"]


def test_the_dutch_page_has_no_english(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(0)
    out = flat(typed(capsys, "--lang", "nl")[1])
    for english in ("abstract", "days 42", "guidelines", "meta-analysis", "Numbers", "green days"):
        assert english not in out
    assert "Waarschuwingssignalen: geen" in out
    assert "Hardlopen: nog niet" in out


def test_a_closed_gate_says_only_what_is_missing(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(0)
    gates = flat(typed(capsys)[1]).split("Heel raises: not yet")[1].split("Check-in:")[0]
    raises, running = gates.split("Running: not yet")
    assert "Missing: Day: 1 (43 needed); Days with a session in the last 7: 0" in raises
    assert "20 hops: not known" in running
    for part in (raises, running):
        assert part.strip().endswith("; the rest is met")
        assert "Painkiller days" not in part
        assert "Would have changed it" not in part
    assert "RW1" not in running


def test_what_applies_comes_before_what_does_not(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.assessed(3).write("session", 1, slot="am", pain=6).write("morning", 0, pain=1)
    told = flat(typed(capsys)[1]).split("Yesterday's colour: red")[1].split("Heel raises")[0]
    found, aside = told.split("Does not apply:")
    assert "Found: Pain during: 6 (red from 6)" in found
    assert "None of the other colours" not in told
    assert "A painkiller on that day" in aside
    assert "pain below 6 during the day and pain below 6 afterwards; then: green" in aside


def test_for_machines(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    logbook.assessed(3).write("session", 1, slot="am", pain=6).write("morning", 0, pain=1)
    code, out, err = typed(capsys, "--json")
    assert (code, err) == (0, "")
    lines = json.loads(out)
    named = {line["topic"]: line for line in lines}
    assert [line["topic"] for line in lines][: len(PLAN) - 2] == [*PLAN[: len(PLAN) - 2]]
    assert named["triage"] == {
        "topic": "triage",
        "outcome": "NONE",
        "rules": [],
        "findings": [],
        "would_change": [],
        "instead": None,
    }
    assert named["running"]["rules"] == ["G2", "RUN"]
    colour = named["colour"]
    assert (colour["outcome"], colour["rules"], colour["instead"]) == ("RED", ["C1"], "GREEN")
    assert colour["would_change"] == ["C1.pain", "C1.after"]
    assert colour["findings"][0] == {
        "key": "C1.pain",
        "met": True,
        "values": {"score": 6, "limit": 6},
        "dates": [logbook.day(1).isoformat()],
    }


def test_an_earlier_day(logbook: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    logbook.assessed(9)
    code, out, _ = typed(capsys, "-4", "--json")
    assert code == 0
    assert {"key": "PHASE.since", "values": {"day": 6}}.items() <= {
        k: v for k, v in json.loads(out)[1]["findings"][0].items() if k in ("key", "values")
    }.items()


def test_a_warning_sign_is_explained_with_and_without_a_course(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    logbook.write("flag", 0, chest_pain=True)
    code, out, err = typed(capsys)
    assert (code, err) == (0, "")
    assert "Warning signs: Emergency: Chest pain" in flat(out)
    assert "Found: Answered yes: pain in the chest" in flat(out)


def test_no_course_and_no_sign_is_code_3(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "achilles: there is no programme yet. Type: achilles assess\n"
    assert typed(capsys) == (3, "", said)
    assert typed(capsys, "--json") == (3, "", said)


@pytest.mark.parametrize("date", ["tomorrow", "2026-02-30", "soon"])
def test_a_date_that_cannot_be_shown_is_code_2(
    logbook: Logbook, capsys: pytest.CaptureFixture[str], date: str
) -> None:
    logbook.assessed(3)
    code, out, err = typed(capsys, date)
    assert (code, out, err.count("\n")) == (2, "", 1)


@LANGUAGE
@pytest.mark.parametrize("command", [["why", "yesterday"], ["today", "--date", "yesterday"]])
def test_before_day_one_the_beginning_is_named(
    logbook: Logbook, capsys: pytest.CaptureFixture[str], language: str, command: list[str]
) -> None:
    logbook.assessed(0)
    assert run(["--lang", language, *command]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert {"en": "the programme began on", "nl": "het programma begon op"}[language] in err
    assert f" {logbook.day(0).day} " in err
    assert str(logbook.day(0).year) in err
    assert "achilles assess" not in err


def test_before_a_first_course_there_is_none_on_any_day(
    logbook: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = typed(capsys, "yesterday")
    assert (code, out) == (3, "")
    assert "there is no programme yet" in err


@LANGUAGE
def test_a_rule_is_told_without_a_course(capsys: pytest.CaptureFixture[str], language: str) -> None:
    words = Words(language)
    for rule in catalogue.rules():
        code, out, err = typed(capsys, rule.lower(), "--lang", language)
        said = f"{rule} {words(f'rules.{rule}.name')}: {words(f'rules.{rule}.says')}"
        assert (code, err) == (0, "")
        assert flat(said) in flat(out)
        assert f"\n{words('why.heading.sources')}\n" in out


def test_a_rule_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(typed(capsys, "w2", "--json")[1])
    assert list(told) == ["rule", "name", "says", "sources"]
    assert [source["key"] for source in told["sources"]] == [
        citation.source for citation in catalogue.rules()["W2"]
    ]


def test_what_is_neither_a_rule_nor_a_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(capsys, "W99")[0] == 2
