"""The page for a physiotherapist, through the program's own door."""

from pathlib import Path

import pytest

from achillescli.render.html import pdf
from tests.kit.logbook import Logbook
from tests.kit.sheet import sections


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, and be in it."""
    folder = tmp_path / "away"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def course(book: Logbook, away: Path) -> Logbook:
    """A course of some days."""
    book.assess(3)
    book.days(3, 1)
    return book


def test_the_page_is_written_for_its_owner_alone(course: Logbook, away: Path) -> None:
    out = course.type("report --html page.html")
    (path,) = away.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert f"Written: {path} It holds health data in plain text." in " ".join(out.split())
    assert len(sections(path.read_text("utf-8"))) == 10


def test_the_page_alone_goes_to_the_output(course: Logbook, away: Path) -> None:
    out = course.type("report --html -")
    assert out.startswith("<!DOCTYPE html>")
    assert course.err == ""
    assert not list(away.iterdir())


def test_both_languages(course: Logbook) -> None:
    assert "Wie en wat" in course.type("report --html -", language="nl")


def test_nothing_is_written_over_without_force(course: Logbook, away: Path) -> None:
    page = away / "page.html"
    page.write_text("mine")
    assert course.refused("report --html page.html") == "leave.error.there"
    assert page.read_text() == "mine"
    course.type("report --html page.html --force")
    assert page.read_text("utf-8").startswith("<!DOCTYPE")


def test_no_link_is_followed(course: Logbook, away: Path) -> None:
    other = away / "other"
    other.write_text("mine")
    (away / "page.html").symlink_to(other)
    assert course.refused("report --html page.html --force") == "leave.error.not_file"
    assert other.read_text() == "mine"


def test_a_file_inside_the_data_folder_is_refused(course: Logbook) -> None:
    assert course.refused("report --html", f"{course.home}/page.html") == "leave.error.inside"


ALONE = ["--name Jansen", "--notes", "--anonymous", "--force"]


@pytest.mark.parametrize("option", ALONE)
def test_what_belongs_to_the_page_goes_with_it(course: Logbook, option: str) -> None:
    assert course.refused(f"report {option}") == "handover.error.alone"


@pytest.mark.parametrize("form", ["--json", "--svg picture.svg"])
def test_one_form_is_asked_for(course: Logbook, form: str) -> None:
    assert course.refused(f"report {form} --html -") == "handover.error.form"


def test_a_pdf_needs_a_file(course: Logbook) -> None:
    assert course.refused("report --pdf -") == "handover.error.pdf"


def test_an_open_sign_is_said_beside_the_page(course: Logbook) -> None:
    course.type("log flag chest_pain=yes")
    out = course.type("report --html -")
    assert out.startswith("<!DOCTYPE html>")
    assert "Call the emergency number now" in course.err
    assert "warning sign is open" in course.err


def test_a_name_is_checked(course: Logbook) -> None:
    assert course.refused("report --html - --name", " ") == "log.error.text"
    assert "A. Jansen" in course.type("report --html - --name", "A. Jansen")


def test_options_reach_the_page(course: Logbook) -> None:
    course.type("log note --for-physio May I run?")
    course.type("log note slept badly")
    assert course.newest.for_physio is None
    whole = sections(course.type("report --html - --notes"))
    assert "May I run?" in whole["9"]
    assert "slept badly" in whole["Notes"]
    anonymous = course.type("report --html - --notes --anonymous")
    assert "May I run?" not in anonymous
    assert "slept badly" not in anonymous


def test_a_question_is_said_to_be_one(course: Logbook) -> None:
    out = course.type("log note May I run? --for-physio")
    assert "for the physiotherapist" in out
    assert course.fields() == {"kind": "note", "text": "May I run?", "for_physio": True}


def test_corrections_are_counted(course: Logbook) -> None:
    course.type("log morning 9")
    course.type("log edit", course.newest.id, "pain=2")
    assert "Corrected or removed: 1" in sections(course.type("report --html -"))["8"]


def test_the_weeks_that_are_asked_for(course: Logbook) -> None:
    course.type("report --html - --weeks 2")
    course.type("report --html - --all")
    assert course.refused("report --html - --weeks 0") == "report.error.weeks"


def test_before_day_1_there_is_a_page_as_soon_as_there_are_answers(
    book: Logbook, away: Path
) -> None:
    assert book.refused("report --html page.html") == "today.error.no_assessment"
    assert not list(away.iterdir())
    book.assess(0, numbness=True)
    assert "Not begun" in sections(book.type("report --html -"))["1"]


def test_without_a_browser_a_sentence_says_how_to_print(course: Logbook, away: Path) -> None:
    assert course.refused("report --pdf page.pdf --html page.html") == "handover.error.no_browser"
    assert not list(away.iterdir())


def test_a_pdf_is_written_like_the_page(
    course: Logbook, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "browser", lambda _: "found")
    monkeypatch.setattr(pdf, "contents", lambda _, text: text[:9].encode())
    course.type("report --pdf page.pdf --html page.html")
    assert (away / "page.pdf").read_bytes() == b"<!DOCTYPE"
    assert (away / "page.pdf").stat().st_mode & 0o777 == 0o600
    assert course.refused("report --pdf page.pdf") == "leave.error.there"
    monkeypatch.setattr(pdf, "contents", lambda *_: None)
    assert course.refused("report --pdf page.pdf --force") == "handover.error.not_printed"
    assert (away / "page.pdf").read_bytes() == b"<!DOCTYPE"
