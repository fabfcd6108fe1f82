"""One line for a prompt or a timer, and an exit code that scripts read."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from achillescli.cli.app import run
from achillescli.cli.commands import status
from tests.kit.journals import month as put
from tests.kit.journals import text, tree
from tests.kit.logbook import Logbook
from tests.kit.places import ROOT


@pytest.fixture
def course(book: Logbook) -> Logbook:
    book.assess(5)
    book.days(4, 1)
    return book


def at(book: Logbook, clock: str, language: str = "en") -> int:
    context = book.here(clock, language)
    return status.plain(context)


DAY = [
    ("05:00", "", "Nothing due. Next: morning score, 07:00", 0),
    ("07:00", "", "Due: morning score", 10),
    ("07:30", "log morning 1", "Due: morning session", 10),
    ("08:00", "log am 1", "Nothing due. Next: evening session, 19:00", 0),
    ("19:00", "", "Due: evening session", 10),
    ("20:00", "log pm 1", "Due: evening scores", 10),
    ("21:00", "log evening --daily 0", "Nothing due.", 0),
]


def test_a_day_goes_by(course: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    for clock, typed, said, code in DAY:
        if typed:
            course.type(typed, at=clock)
        assert at(course, clock) == code
        assert capsys.readouterr().out == f"{said}\n"


def test_after_midnight_the_day_is_late(
    course: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    context = course.here("01:00")
    context.now += dt.timedelta(days=1)
    assert context.today == course.here().today
    assert status.parts_by_now(context) == {"morning", "am", "pm"}


@pytest.mark.parametrize(("clock", "parts"), [("00:30", "morning am"), ("01:00", "morning am pm")])
def test_a_time_after_midnight_is_that_of_the_day_before(
    course: Logbook, clock: str, parts: str
) -> None:
    context = course.here(clock)
    context.settings = context.settings._replace(pm=dt.time(1))
    context.now += dt.timedelta(days=1)
    assert status.parts_by_now(context) == set(parts.split())
    context.now = course.here("20:00").now
    assert status.parts_by_now(context) == {"morning", "am"}


def test_the_times_are_those_of_the_settings(
    course: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    put(course.home, "morning = 9:00\nam = 10:00", "settings.toml")
    assert at(course, "08:59", "nl") == 0
    assert capsys.readouterr().out == "Nu niets. Straks: ochtendscore, 09:00\n"


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ({"chest_pain": True, "breathless": True}, "Call the emergency number (112) now."),
        ({"snap": True}, "Stop: a warning sign is open."),
    ],
)
def test_a_warning_sign_comes_before_all_that_is_due(
    course: Logbook, capsys: pytest.CaptureFixture[str], signs: dict[str, bool], said: str
) -> None:
    course.write("flag", 0, **signs)
    assert at(course, "20:00") == 4
    assert capsys.readouterr().out.startswith(said)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_without_a_programme_it_says_how_to_begin(
    book: Logbook, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert run(["status", "--lang", language]) == 3
    out, err = capsys.readouterr()
    assert out.endswith(": achilles assess\n")
    assert err == ""
    assert not book.home.exists()


def test_what_cannot_be_read_withholds_it(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    put(book.home, text(pain="eleven"))
    assert run(["status"]) == 5
    out, err = capsys.readouterr()
    assert out == ""
    assert "log/2026-03.toml, line 8" in err


def test_programs_get_the_same(course: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    assert course.type("status --json", at="07:30") != ""
    course.type("log morning 1", at="07:30")
    told = json.loads(course.type("status --json", at="07:30"))
    assert course.code == 10
    assert (told["due"], told["next"]) == (["am"], {"what": "pm", "at": "19:00"})
    assert told["blocked"] is False


def test_looking_writes_nothing(
    course: Logbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(tmp_path)
    at(course, "08:00")
    assert tree(tmp_path) == before


@pytest.mark.slow
def test_neither_parser_nor_rich_is_loaded() -> None:
    run(["assess", "--answers", f"{ROOT}/examples/runner.toml"])
    code = (
        "import sys; from achillescli.cli.app import run; code = run(['status']);"
        "print(code, [name for name in ('typer', 'rich', 'pydantic') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout.splitlines()[-1] in ("0 []", "10 []")
