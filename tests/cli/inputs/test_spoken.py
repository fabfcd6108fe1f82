"""Names of signs and choices in the words of either language, through the commands."""

import pytest

from achillescli.cli.app import run
from achillescli.cli.inputs import spoken
from achillescli.core.log.answers import RED_FLAGS
from achillescli.words import LANGUAGES, Words
from tests.kit.logbook import Logbook

CHOICES = {
    *("unable", "ill", "travel", "other", "doctor", "physio"),
    *("none", "male", "female", "left", "right", "both"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_and_choice_has_a_name_in_each_language(language: str) -> None:
    words = Words(language)
    assert list(words.find("parser.sign")) == list(RED_FLAGS)
    assert set(words.find("parser.choice")) == CHOICES


def test_a_name_means_one_sign_in_all_languages() -> None:
    said = [
        (name, other)
        for language in LANGUAGES
        for name, others in Words(language).find("parser.sign").items()
        for other in others
    ]
    assert {spoken.sign(other): name for name, other in said} == {n: n for n in RED_FLAGS}
    assert all(spoken.sign(other) == name for name, other in said)
    assert len({other for _, other in said}) == len(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("koorts=ja", "fever"),
        ("Koorts=yes", "fever"),
        ("pijn op de borst=ja", "chest_pain"),
        ("chest pain=y", "chest_pain"),
        ("kuit-gezwollen=ja", "calf_swollen"),
        ("swollen_calf=yes", "calf_swollen"),
        ("ciprofloxacin=yes", "fluoroquinolone_last"),
        ("cortisone_injection=yes", "tendon_injection_last"),
        ("kan niet lopen=ja", "cannot_walk_4_steps"),
        ("crack=yes", "snap"),
    ],
)
def test_a_sign_is_taken_as_it_is_said(book: Logbook, typed: str, sign: str, language: str) -> None:
    typed = typed if language == "nl" else typed.replace("=ja", "=yes")
    book.type("log flag", typed, language=language)
    assert book.fields()[sign] is True


@pytest.mark.parametrize("line", ["pijn op de borst=ja kuit gezwollen=nee", "chest pain=ja"])
def test_a_sign_of_several_words_needs_no_quotes(book: Logbook, line: str) -> None:
    book.type(f"log flag {line}", language="nl")
    assert book.fields()["chest_pain"] is True
    assert "pijn op de borst: ja" in " ".join(book.type("log list", language="nl").split())


def test_a_word_that_may_mean_a_sign_is_no_name_of_one() -> None:
    vague = [*spoken.vague_signs_by_name()]
    assert [spoken.sign(word) for word in vague] == vague
    assert {*spoken.vague_signs_by_name().values()} < {*RED_FLAGS}


def test_a_danger_is_heard_in_a_line_that_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    line = "--lang nl log flag nonsens=ja pijn op de borst=ja benauwd=ja"
    assert run(line.split()) == 2
    out = " ".join(capsys.readouterr().out.split())
    assert "alarmnummer" in out
    assert out.endswith("achilles log flag kortademig=ja 'pijn op de borst=ja'")


def test_the_middle_of_a_month_is_said_where_it_is_taken(book: Logbook) -> None:
    book.type("log flag prednisone=2026-08")
    assert book.fields()["oral_steroid_last"].isoformat() == "2026-08-16"
    assert "Sun 16 Aug 2026, the middle of that month" in book.err


def test_a_sign_is_edited_as_it_is_said(book: Logbook) -> None:
    book.assess(1, fever=True)
    assessment = book.newest.id
    book.type("log flag koorts=ja wond=nee", language="nl")
    book.type("log edit", book.newest.id, "koorts=nee", language="nl")
    assert book.log[-1].fever is False
    book.type("log edit", assessment, "red_flags.koorts=nee", language="nl")
    assert book.log[0].answers.red_flags.fever is False


def test_the_same_sign_under_two_names_is_refused(book: Logbook) -> None:
    assert book.refused("log flag koorts=ja fever=nee", language="nl") == "log.error.twice"


@pytest.mark.parametrize(("language", "typed"), [("en", "temperature"), ("nl", "verhoging")])
def test_a_sign_without_an_answer_is_offered_by_its_name(
    book: Logbook, language: str, typed: str
) -> None:
    assert book.refused("log flag", typed, language=language) == "log.error.unanswered"
    offered = {"en": "achilles log flag fever=yes", "nl": "achilles log flag koorts=ja"}
    assert offered[language] in book.err


def test_a_name_with_spaces_is_quoted_where_it_is_typed(book: Logbook) -> None:
    assert book.refused("log flag", "borstpijn", language="nl") == "log.error.unanswered"
    assert book.err.endswith(": achilles log flag 'pijn op de borst'=ja")


def test_of_a_slip_the_nearest_is_named_in_the_language(book: Logbook) -> None:
    assert book.refused("log flag koort=ja", language="nl") == "log.error.sign"
    assert book.err.endswith("Bedoel je koorts?")


def test_no_sign_of_another_part_of_the_body_is_offered(book: Logbook) -> None:
    assert book.refused("log flag", "pijn in de kuit=ja", language="nl") == "log.error.no_sign"
    assert "borst" not in book.err


def test_answers_are_listed_in_the_language(book: Logbook) -> None:
    assert "koorts: ja" in book.type("log flag koorts=ja", language="nl")
    assert "koorts: ja" in book.type("log list", language="nl")
    assert "fever yes" in book.type("log list")
    edited = book.type("log edit", book.newest.id, "koorts=nee", language="nl")
    assert "koorts: ja → nee" in edited


def test_choices_are_taken_in_the_language(book: Logbook) -> None:
    book.type("log pause vandaag morgen --reason ziek", language="nl")
    assert book.fields()["reason"] == "ill"
    book.type("log edit", book.newest.id, "reason=reis", language="nl")
    assert book.log[-1].reason == "travel"
    book.type("log pause vandaag morgen --reason vakantie")
    assert book.fields()["reason"] == "travel"
    book.type("log check --start-test niet", language="nl")
    assert book.fields()["start_test_pain"] == "unable"
    book.type("log check --start-test", "niet mogelijk", language="nl")
    assert book.fields()["start_test_pain"] == "unable"
    book.type("log check --start-test unable", language="nl")
    assert book.fields()["start_test_pain"] == "unable"
    book.assess(1, gap=True)
    book.type("log clearance --by arts T03", language="nl")
    assert book.fields()["by"] == "doctor"


def test_the_scatter_of_made_up_scores_has_a_comma_too(book: Logbook) -> None:
    line = "simulate typical-runner --runs 2 --seed 1 --weeks 2 --noise"
    assert book.type(line, "0,8", language="nl") == book.type(line, "0.8", language="nl")
