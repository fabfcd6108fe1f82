"""`achilles protocol check`, through the same door as the user."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from achillescli import catalogue
from achillescli.cli.app import run
from achillescli.core.lint import soundness
from achillescli.core.lint.tables import Fault

SOURCE = catalogue.bundled_path("protocol.toml").read_text("utf-8")
PATH_A, PATH_B = (re.findall(rf"^{name} = .*$", SOURCE, re.MULTILINE)[0] for name in "AB")


def check(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["protocol", "check", *arguments]) == code
    return " ".join("".join(capsys.readouterr()).split())


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str], str]:
    def write(old: str, new: str) -> str:
        assert old in SOURCE
        path = tmp_path / "own.toml"
        path.write_text(SOURCE.replace(old, new), "utf-8")
        return str(path)

    return write


@pytest.mark.slow
@pytest.mark.parametrize(("language", "well"), [("en", "in order"), ("nl", "in orde")])
def test_the_programme_is_in_order(
    capsys: pytest.CaptureFixture[str], language: str, well: str
) -> None:
    page = check(capsys, "--lang", language)
    assert page.count(f": {well}") == 6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("step_kg = 2.5", "step_kg = -2.5", "load.step_kg: a number above 0 is expected."),
        ('dose = ["DOSE"]\n', "", "[dose] has no rule under [cited_by]."),
        ('dose = ["DOSE"]', 'dose = ["T01"]', "cited_by.dose.T01: there is no such rule, or"),
        ("max_kg = 20", "max_kg = 5", "load.steps_when_weight_unknown: a load above the cap"),
        ("weight = 0.25", "weight = 2.5", "load.max_share_of_weight is more than the whole"),
        ("from_day = 15", "from_day = 1", "load.from_day: no backpack in the first week."),
        ("from_day = 43", "from_day = 1", "concentric.from_day: no heel raises before the phase"),
        ("max_pain = 5", "max_pain = 10", "[[start_test]]: pain of 6 or more starts at L1."),
        ("days = [1, 3, 5]", "days = [9]", "maintain.days: days from 1 to 7 are expected"),
        ('am = "heel-drop-straight"', 'am = "jump"', "exercises.am.jump: there is no such"),
        ('am = "heel-drop-straight"', 'am = "heel-raise-two-leg"', "down (eccentric)."),
        ('two_leg = "heel-raise-two-leg"', 'two_leg = "heel-drop-bent"', "up (concentric)."),
        ('sore = "heel-drop-straight"', 'sore = "heel-drop-bent"', "with a straight knee"),
        ('two_leg = "heel-raise-two-leg"', 'two_leg = "heel-raise-single-leg"', "on one leg is"),
        (PATH_A, "A = []", "running.A has no step."),
        (PATH_A, 'A = ["RC6"]', "running.steps.RC1: no path comes to this step."),
        (PATH_A, 'A = ["RC9"]', "running.A.RC9: there is no such running step."),
        (PATH_A, PATH_A.replace('"RC2"', '"RC1"'), "running.A.RC1: the step asks for less"),
        (PATH_A, PATH_A.replace('"RC3", ', ""), "running.A.RC4: a step between this one and"),
        (PATH_A, PATH_A.replace(', "RC6"', ""), "running.A ends before the step with the most"),
        (PATH_B, 'B = ["RC6"]', "running.B begins with more minutes without a walk"),
        ('id = "RC2"', 'id = "RC1"', "running.steps: two running steps have the same id."),
        ("until_day = 84", "until_day = 42", "Phase LOAD_PLUS is never reached."),
    ],
)
def test_a_fault_is_named(
    capsys: pytest.CaptureFixture[str],
    edited: Callable[[str, str], str],
    old: str,
    new: str,
    said: str,
) -> None:
    assert said in check(capsys, edited(old, new), code=2)


def test_what_rests_on_a_fault_is_not_looked_at(
    capsys: pytest.CaptureFixture[str], edited: Callable[[str, str], str]
) -> None:
    page = check(capsys, edited("step_kg = 2.5", "step_kg = -2.5"), code=2)
    assert page.count("not looked at") == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[load] ", "[loud] ", "own.toml: the programme lacks load."),
        ("sets = 3", "sets = 3\nsits = 3", "own.toml: no programme has dose.sits."),
        ("[first_days] ", "[[first_days]] ", "own.toml: the programme has another form."),
        ("max_pain = 2", "max_pane = 2", "own.toml: the programme lacks start_test.1.max_pain."),
        ("max_pain = 2", "max_pain = 2\nmore = 1", "own.toml: no programme has start_test.1.more."),
        (
            "step_kg = 2.5",
            "step_kg 2.5",
            "a value, such as name = 3, or a heading such as [name]; a",
        ),
        ("step_kg = 2.5\n", "", "own.toml: the programme lacks load.step_kg."),
        ("step_kg = 2.5", 'step_kg = "2.5"', "own.toml: load.step_kg has a value of another form"),
        ("step_kg = 2.5", "step_kg = ", "own.toml, line"),
        ('dose = ["DOSE"]', 'dose = "DOSE"', "cited_by.dose has a value of another form"),
        ('dose = ["DOSE"]', "dose = [1]", "cited_by.dose.0 has a value of another form"),
        ('id = "article"\n', 'id = "article"\ncited_by = 1\n', "own.toml, line"),
    ],
)
def test_what_is_no_programme_is_refused(
    capsys: pytest.CaptureFixture[str],
    edited: Callable[[str, str], str],
    old: str,
    new: str,
    said: str,
) -> None:
    assert said in check(capsys, edited(old, new), code=2)


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert "there is no file nowhere.toml." in check(capsys, "nowhere.toml", code=2)


def test_alone_it_says_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["protocol"]) == 2
    assert "achilles protocol check" in capsys.readouterr().err


# The data of the program itself


def forget() -> None:
    for kept in vars(catalogue).values():
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


@cache
def phases() -> list[Fault]:
    """Return what is wrong with the phases of the programme as it is: it is played through once."""
    return [*soundness.phases(catalogue.protocol(), catalogue.pattern_answers())]


Change = Callable[[str, str, str], None]
"""Changes a text in a file of the data."""


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Change]:
    """Change a file of a copy of the data, but for the programme, which the program then reads."""
    found = phases()
    monkeypatch.setattr(soundness, "phases", lambda *_: found)
    shutil.copytree(catalogue.bundled_path(""), tmp_path / "data")
    monkeypatch.setattr(catalogue, "_PACKAGE", tmp_path)
    forget()

    def change(name: str, old: str, new: str) -> None:
        path = tmp_path / "data" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    yield change
    forget()


SQUEEZE = '{ source = "boyd-2015", where = "gap and calf squeeze", mark = "F2" }'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "exercises.toml",
            'cue = "Hiel langzaam laten zakken, aangedane been, knie gestrekt."\n',
            "",
            "nl/exercises.exercise.heel-drop-straight.cue: this text is missing.",
        ),
        (
            "article.toml",
            'nl = "Overgewicht."\n',
            "",
            "nl/article.statement.S26: this text is missing.",
        ),
        (
            "article.toml",
            'nl = "Overgewicht."\n',
            'nl = " "\n',
            "nl/article.statement.S26: this text is empty.",
        ),
        (
            "text/nl/when.toml",
            "{",
            "{un",
            "the languages differ in the number of lines, or in what is filled in.",
        ),
        (
            "rules.toml",
            SQUEEZE,
            SQUEEZE.replace("gap and calf squeeze", " "),
            "rules.T03 cites a source without a place in it.",
        ),
        ("rules.toml", f"[{SQUEEZE}]", "[]", "rules.T03 cites no source"),
        (
            "exercises.toml",
            'where = "S58-S61"',
            'where = ""',
            "exercises.heel-raise-two-leg cites a source without a place in it.",
        ),
        (
            "article.toml",
            '{ source = "mulvad-2018"',
            '{ source = "mulvad"',
            "article.correction.K9 cites no source, or one that sources.toml lacks.",
        ),
        (
            "article.toml",
            '{ source = "cook-2009"',
            '{ source = "cook"',
            "article.finding.1 cites no source, or one that sources.toml lacks.",
        ),
    ],
)
def test_a_fault_in_the_data_is_a_line_with_its_place(
    capsys: pytest.CaptureFixture[str],
    bundle: Change,
    name: str,
    old: str,
    new: str,
    said: str,
) -> None:
    bundle(name, old, new)
    page = check(capsys, code=2)
    assert said in page
    assert page.count(" - ") == 1


@pytest.mark.slow
def test_what_rests_on_a_text_is_not_looked_at(
    capsys: pytest.CaptureFixture[str], bundle: Change
) -> None:
    bundle("article.toml", 'nl = "Overgewicht."\n', "")
    page = check(capsys, code=2)
    assert page.count("not looked at") == 2
    assert page.count("in order") == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("rules.toml", 'id = "T01"\n', ""),
        ("rules.toml", 'where = "clot or heart signs", ', ""),
        ("rules.toml", 'mark = "G"', 'mark = "X"'),
        ("sources.toml", 'mark = "F"\n', ""),
        ("exercises.toml", 'kind = "loading"\n', ""),
        ("exercises.toml", "numbers = { reps = 5 }\n", ""),
        ("article.toml", 'role = "I"\n', ""),
    ],
)
def test_a_file_of_another_form_is_refused(
    capsys: pytest.CaptureFixture[str],
    bundle: Change,
    name: str,
    old: str,
    new: str,
) -> None:
    bundle(name, old, new)
    page = check(capsys, code=2)
    assert f"data/{name} lacks a field, or has one of another form." in page
