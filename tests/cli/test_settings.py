"""Settings: the first that says something counts, and what is wrong is told and stops nothing."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from achillescli.cli.app import run
from achillescli.cli.settings import settings
from achillescli.errors import UsageError
from achillescli.store.settings import NAMES, Settings
from tests.kit.each import each
from tests.kit.journals import month as put
from tests.kit.journals import sentence
from tests.kit.logbook import Logbook
from tests.kit.terminal import Terminal


@pytest.fixture
def set_to(book: Logbook) -> Callable[..., Settings]:
    """Return what the settings are when their file holds a text."""

    def settings_of(text: str, *typed: Any, **environment: str) -> Settings:
        put(book.home, text, "settings.toml")
        return settings({"ACHILLES_HOME": str(book.home), **environment}, *typed)

    return settings_of


@pytest.mark.parametrize("name", ["morning", "am", "pm", "day_starts"])
@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("{} = 04:00", "04:00"),
        ("{} = 4:00", "04:00"),
        ('{} = "04:00"', "04:00"),
        ("{} = '4:30' # early", "04:30"),
        ('{} = "04:00:00"', "04:00"),
        ("{} = 04:00:00", "04:00"),
        ("{}=00:00\r\n", "00:00"),
        ("\ufeff{} = 5:15", "05:15"),
    ],
)
def test_a_time_is_read_as_people_write_it(
    set_to: Callable[..., Settings], name: str, written: str, time: str
) -> None:
    found = set_to(written.format(name))
    assert getattr(found, name) == dt.time.fromisoformat(time)
    assert found.wrong == ()
    assert found.source(name).place.line == 1


#  written                        | name       | value
SAID = """
   language = "nl"                | language   | nl
   language = nl                  | language   | nl
   language = NL # Dutch          | language   | nl
   plain = true                   | plain      | True
   plain = yes                    | plain      | True
   plain = "on"                   | plain      | True
   plain = nee                    | plain      | False
   sounds = False                 | sounds     | False
   sounds = no                    | sounds     | False
   colour = off                   | colour     | False
   colour = true                  | colour     | None
"""


@each(
    ("written", "name", "value"), [map(str.strip, x.split("|")) for x in SAID.strip().splitlines()]
)
def test_a_word_is_read_as_people_write_it(
    set_to: Callable[..., Settings], written: str, name: str, value: str
) -> None:
    found = set_to(written)
    assert str(getattr(found, name)) == value
    assert found.wrong == ()


def test_what_is_not_written_is_as_usual(set_to: Callable[..., Settings]) -> None:
    assert set_to("# day_starts = 04:00") == Settings(sources={})
    assert set_to("").day_starts == dt.time(3)


WRONG = {
    "day_starts = 4": ", line 1: day_starts must be a time such as 07:30. Until that is mended it is 03:00.",
    "\npm = true": ", line 2: pm must be a time such as 07:30. Until that is mended it is 19:00.",
    "am = 2026-01-01": ", line 1: am must be a time such as 07:30. Until that is mended it is 07:30.",
    "pm = 25:00": ", line 1: pm must be a time such as 07:30. Until that is mended it is 19:00.",
    "am = 07:30:30": ", line 1: am must be a time such as 07:30. Until that is mended it is 07:30.",
    "am = 07:61:00": ", line 1: am must be a time such as 07:30. Until that is mended it is 07:30.",
    "pm = 7pm # x": ", line 1: pm must be a time such as 07:30. Until that is mended it is 19:00.",
    "am = “7:00”": ", line 1: am must be a time such as 07:30. Until that is mended it is 07:30.",
    "plain = yes please": ", line 1: plain must be true or false.",
    "plain = 1": ", line 1: plain must be true or false.",
    "sounds = []": ", line 1: sounds must be true or false.",
    "colour = red": ", line 1: colour must be true or false.",
    "language = fr": ', line 1: language must be "en" or "nl".',
    "language = 3": ', line 1: language must be "en" or "nl".',
    "color = no": f", line 1: color is no setting. Known: {', '.join(NAMES)}.",
    "[times]\nam = 08:00": f", line 1: times is no setting. Known: {', '.join(NAMES)}.",
}


@each("written", WRONG)
def test_what_is_wrong_is_one_sentence_and_the_usual_counts(
    set_to: Callable[..., Settings], book: Logbook, written: str
) -> None:
    found = set_to(written)
    (wrong,) = found.wrong
    assert sentence(wrong) == f"{book.home}/settings.toml{WRONG[written]}"
    assert found._replace(wrong=()) == Settings(sources={})


def test_one_wrong_setting_takes_no_other_with_it(set_to: Callable[..., Settings]) -> None:
    found = set_to("day_starts = 27:00\nam = 8:00\nplain = maybe\nlanguage = nl")
    assert (found.day_starts, found.am, found.plain) == (dt.time(3), dt.time(8), False)
    assert found.language == "nl"
    assert len(found.wrong) == 2


BROKEN = {
    "day_starts = ": "settings.toml, line 1: there is no value",
    "x": "settings.toml, line 1: a line must be a setting, an equals sign",
    "pm 19:00": "settings.toml, line 1: a line must be a setting, an equals sign",
    "[entry": "settings.toml, line 1: a line must be a setting, an equals sign",
    'pm = 7 "x"': "settings.toml, line 1: a line must be a setting, an equals sign",
    "\npm = 19:00\npm = 20:00": "settings.toml, line 3: this setting is there twice; keep one.\n",
    b"\xff\xfex\0": "settings.toml: this file is UTF-16 text",
    b"day_starts = 04:00 # \xe9": "settings.toml, line 1: this is not UTF-8 text",
}


@pytest.mark.parametrize("written", BROKEN)
def test_settings_that_cannot_be_read_stop_no_danger_sign(
    book: Logbook, capsys: pytest.CaptureFixture[str], written: str | bytes
) -> None:
    put(book.home, written, "settings.toml")
    assert run(["log", "flag", "chest_pain=yes", "breathless=yes"]) == 0
    out, err = capsys.readouterr()
    assert "emergency number" in out.partition("Saved")[0]
    assert BROKEN[written] in err
    assert err.count("all settings have their usual values, which achilles settings shows") == 1
    assert "entry" not in err
    assert run(["today"]) == 4


def test_settings_that_the_disk_refuses_are_told_in_one_sentence(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    book.home.mkdir()
    (book.home / "settings.toml").symlink_to("settings.toml")
    assert run(["log", "morning", "2"]) == 0
    told = capsys.readouterr().err
    assert told.count("achilles: ") == 1
    assert "; until that is mended, all settings have their usual values" in told
    assert "a new day starts at 03:00." in told


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="modes")
@pytest.mark.parametrize("words", [("today",), ("log", "am", "3"), ("erase", "--yes")])
def test_a_folder_that_is_shut_is_told_in_one_sentence(
    book: Logbook, words: tuple[str, ...]
) -> None:
    book.type("log morning 2")
    book.home.chmod(0)
    mere = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if not os.geteuid() else ()
    program = (*mere, sys.executable, "-m", "achillescli", *words)
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    book.home.chmod(0o700)
    assert done.returncode == 5
    (told,) = done.stderr.splitlines()
    assert "(Permission denied)" in told


#  written       | environment                     | typed        | plain  from
ORDER = """
                 |                                 |              | False  default
   plain = yes   |                                 |              | True   file
   plain = yes   | ACHILLES_PLAIN=0                |              | False  environment
   plain = no    | ACHILLES_PLAIN=1                |              | True   environment
   plain = no    | ACHILLES_PLAIN=0                | --plain      | True   option
   plain = yes   | ACHILLES_PLAIN=                 |              | True   file
"""


@each(("written", "said", "typed", "found"), [x.split("|") for x in ORDER.strip("\n").splitlines()])
def test_an_option_outdoes_the_environment_and_that_the_file(
    set_to: Callable[..., Settings], written: str, said: str, typed: str, found: str
) -> None:
    environment = dict(pair.split("=") for pair in said.split())
    chosen = set_to(written.strip(), None, typed.split(), **environment)
    assert [str(chosen.plain), chosen.source("plain").kind] == found.split()


#  written         | environment                     | typed  | language  name
SPOKEN = """
                   |                                 |        | en
                   | LANG=nl_NL.UTF-8                |        | nl  LANG
   language = en   | LANG=nl_NL.UTF-8                |        | en  line 1
   language = en   | ACHILLES_LANG=nl                |        | nl  ACHILLES_LANG
   language = en   | ACHILLES_LANG=en                | nl     | nl  --lang
                   | LC_ALL=C LANG=nl_NL             |        | en  LC_ALL
                   | LANG=en_GB LANGUAGE=de:nl:en    |        | nl  LANGUAGE
                   | LANG=nl_NL LANGUAGE=de          |        | en  LANGUAGE
                   | LC_ALL=C LANGUAGE=nl            |        | en  LC_ALL
                   | LANGUAGE=nl                     |        | en
"""


@each(
    ("written", "said", "typed", "found"), [x.split("|") for x in SPOKEN.strip("\n").splitlines()]
)
def test_the_locale_says_least(
    set_to: Callable[..., Settings], written: str, said: str, typed: str, found: str
) -> None:
    environment = dict(pair.split("=") for pair in said.split())
    chosen = set_to(written.strip(), typed.strip(), **environment)
    source = chosen.source("language")
    line = f"line {source.place.line}" if source.place.line else ""
    assert [chosen.language, source.name or line] == [*found.split(maxsplit=1), ""][:2]


#  environment                | colour   name
COLOURS = """
   NO_COLOR=1                 | False    NO_COLOR
   FORCE_COLOR=1              | True     FORCE_COLOR
   FORCE_COLOR=0              | False    FORCE_COLOR
   CLICOLOR_FORCE=1           | True     CLICOLOR_FORCE
   CLICOLOR=0                 | False    CLICOLOR
   NO_COLOR=1 FORCE_COLOR=1   | False    NO_COLOR
"""


@each(("said", "found"), [x.split("|") for x in COLOURS.strip("\n").splitlines()])
def test_a_variable_outdoes_the_colour_of_the_file(
    set_to: Callable[..., Settings], said: str, found: str
) -> None:
    environment = dict(pair.split("=") for pair in said.split())
    for written in ("colour = yes", "colour = no"):
        chosen = set_to(written, **environment)
        assert [str(chosen.colour), chosen.source("colour").name] == found.split()
        assert set_to(written, None, ["--no-color"], **environment).colour is False


@each("said", [{"ACHILLES_LANG": "fr"}])
def test_a_language_of_the_environment_must_exist(
    set_to: Callable[..., Settings], said: dict[str, str]
) -> None:
    with pytest.raises(UsageError):
        set_to("language = nl", **said)


def test_a_file_speaks_draws_and_colours(
    book: Logbook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(book.home, "language = nl\nplain = yes\ncolour = no", "settings.toml")
    run(["assess", "--answers", "examples/runner.toml"])
    capsys.readouterr()
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert run(["plan"]) == 0
    coloured = capsys.readouterr().out
    assert "\x1b" in coloured
    assert "Week 1, vanaf" in coloured
    monkeypatch.delenv("CLICOLOR_FORCE")
    monkeypatch.delenv("LANG")
    assert run(["plan"]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_nothing_is_told_while_a_shell_completes(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    put(book.home, "am = 8", "settings.toml")
    book.write("morning", 0, pain=1)
    capsys.readouterr()
    assert run(["completion", "backup", "--", ""]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
def test_nothing_is_told_before_a_danger(book: Logbook) -> None:
    """On a terminal both streams are one."""
    put(book.home, "x", "settings.toml")
    terminal = Terminal("log", "flag", "chest_pain=yes", "breathless=yes", TZ="Mars/Phobos")
    assert terminal.end() == 0
    shown = " ".join(terminal.written.split())
    places = [shown.index(said) for said in ("emergency number", "Saved", "TZ is no", "settings")]
    assert places == sorted(places)
