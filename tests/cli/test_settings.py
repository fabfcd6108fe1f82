"""Settings as people write them: read, or told and passed over; they stop nothing."""

import datetime as dt

import pytest

from achillescli.cli.app import run
from achillescli.cli.settings import settings
from tests.kit.journals import month as put
from tests.kit.terminal import Terminal


@pytest.fixture
def set_to(book):
    """Return what the settings are when their file holds a text."""

    def settings_of(text):
        put(book.home, text, "settings.toml")
        return settings({"ACHILLES_HOME": str(book.home)})

    return settings_of


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("day_starts = 04:00", "04:00"),
        ("day_starts = 4:00", "04:00"),
        ('day_starts = "04:00"', "04:00"),
        ("day_starts = '4:30' # early", "04:30"),
        ('day_starts = "04:00:00"', "04:00"),
        ("day_starts = 04:00:00", "04:00"),
        ("day_starts=00:00\r\n", "00:00"),
        ("\ufeffday_starts = 5:15", "05:15"),
        ("", "03:00"),
        ("# day_starts = 04:00", "03:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(set_to, written, start) -> None:
    assert set_to(written) == (dt.time.fromisoformat(start), ())


WRONG = {
    "day_starts = 4": "settings.toml, line 1: day_starts must be a time such as 04:00.",
    "day_starts = 25:00": "settings.toml, line 1: ",
    "day_starts = ": "settings.toml, line 1: there is no value",
    "x": "settings.toml, line 1: a line must be a name",
    b"\xff\xfex\0": "settings.toml: this file is UTF-16 text",
    b"day_starts = 04:00 # \xe9": "settings.toml, line 1: this is not UTF-8 text",
}


@pytest.mark.parametrize("written", WRONG)
def test_settings_that_cannot_be_read_stop_no_danger_sign(book, capsys, written) -> None:
    put(book.home, written, "settings.toml")
    assert run(["log", "flag", "chest_pain=yes", "breathless=yes"]) == 0
    out, err = capsys.readouterr()
    assert "emergency number" in out.partition("Saved")[0]
    assert WRONG[written] in err
    assert err.count("Until that is mended, a new day starts at 03:00.") == 1
    assert run(["today"]) == 4


def test_an_unknown_setting_is_named_and_the_others_count(set_to, capsys, book) -> None:
    assert set_to('language = "nl"\nday_starts = 04:00').day_starts == dt.time(4)
    run(["log", "morning", "2"])
    assert "settings.toml, line 1: language is not known" in capsys.readouterr().err


@pytest.mark.slow
def test_nothing_is_told_before_a_danger(book) -> None:
    """On a terminal both streams are one."""
    put(book.home, "x", "settings.toml")
    terminal = Terminal("log", "flag", "chest_pain=yes", "breathless=yes", TZ="Mars/Phobos")
    assert terminal.end() == 0
    shown = " ".join(terminal.written.split())
    places = [shown.index(said) for said in ("emergency number", "Saved", "TZ is no", "settings")]
    assert places == sorted(places)
