"""`achilles protocol check`, through the same door as the user."""

import pytest

from achillescli import catalogue
from achillescli.cli.app import run

SOURCE = catalogue.bundled("protocol.toml").read_text("utf-8")


def check(capsys, *arguments, code=0):
    assert run(["protocol", "check", *arguments]) == code
    return " ".join("".join(capsys.readouterr()).split())


@pytest.fixture
def edited(tmp_path):
    def write(old, new):
        assert old in SOURCE
        path = tmp_path / "own.toml"
        path.write_text(SOURCE.replace(old, new), "utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(("language", "well"), [("en", "in order"), ("nl", "in orde")])
def test_the_programme_is_in_order(capsys, language, well):
    page = check(capsys, "--lang", language)
    assert page.count(f": {well}") == 6


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("step_kg = 2.5", "step_kg = -2.5", "load.step_kg: a number above 0 is expected."),
        ('dose = ["DOSE"]\n', "", "[dose] has no rule with a source"),
        ("max_kg = 20", "max_kg = 5", "load.steps_when_weight_unknown: a load above the cap"),
        ('am = "heel-drop-straight"', 'am = "jump"', "Exercise jump is not in exercises.toml."),
        ("until_day = 84", "until_day = 42", "Phase LOAD_PLUS is never reached."),
    ],
)
def test_a_fault_is_named(capsys, edited, old, new, said):
    assert said in check(capsys, edited(old, new), code=2)


def test_what_rests_on_a_fault_is_not_looked_at(capsys, edited):
    page = check(capsys, edited("step_kg = 2.5", "step_kg = -2.5"), code=2)
    assert page.count("not looked at") == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[load] ", "[loud] ", "The programme lacks [load]."),
        ("step_kg = 2.5\n", "", "a key too many or too few"),
        ("step_kg = 2.5", 'step_kg = "2.5"', "load.step_kg has a value of another form"),
        ("step_kg = 2.5", "step_kg = ", "own.toml, line"),
    ],
)
def test_what_is_no_programme_is_refused(capsys, edited, old, new, said):
    assert said in check(capsys, edited(old, new), code=2)


def test_a_file_that_is_not_there(capsys):
    assert "There is no file nowhere.toml." in check(capsys, "nowhere.toml", code=2)


def test_alone_it_says_what_to_type(capsys):
    assert run(["protocol"]) == 2
    assert "achilles protocol check" in capsys.readouterr().err


def test_a_text_that_one_language_lacks_is_found(capsys, monkeypatch):
    from achillescli import words

    leaves = words._leaves
    monkeypatch.setattr(
        words, "_leaves", lambda language: list(leaves(language))[language == "nl" :]
    )
    assert "nl/ask" in check(capsys, code=2)
