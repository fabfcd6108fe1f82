"""What the settings are, and where each value comes from, as the user asks for it."""

import json

import pytest

from achillescli.cli.app import run
from achillescli.store.settings import NAMES
from tests.kit.journals import month as put
from tests.kit.logbook import Logbook

WRITTEN = "language = nl\n\npm = 20:30\n"


def test_each_setting_is_shown_with_its_source(
    book: Logbook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(book.home, WRITTEN, "settings.toml")
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(["settings", "--plain", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    shown = out.splitlines()
    assert shown[: len(NAMES)] == [
        "language: en (option --lang)",
        "plain: yes (option --plain)",
        "colour: no (NO_COLOR in the environment)",
        "sounds: yes (default)",
        "morning: 07:00 (default)",
        "am: 07:30 (default)",
        "pm: 20:30 (settings file, line 3)",
        "day_starts: 03:00 (default)",
    ]
    assert f"Settings file: {book.home}/settings.toml" in shown
    assert err == ""


@pytest.mark.parametrize("columns", ["40", "80"])
def test_it_is_in_dutch_where_the_file_says_so(
    book: Logbook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    put(book.home, WRITTEN, "settings.toml")
    monkeypatch.setenv("COLUMNS", columns)
    assert run(["settings"]) == 0
    out = capsys.readouterr().out
    assert "nl (instellingenbestand, regel 1)" in " ".join(out.split())
    assert "uit de omgeving" not in out


def test_programs_get_the_same(book: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    put(book.home, WRITTEN, "settings.toml")
    assert run(["settings", "--json", "--quiet"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == str(book.home / "settings.toml")
    assert [*told["settings"]] == [*NAMES]
    assert told["settings"]["pm"] == {"value": "20:30", "source": "file", "name": None, "line": 3}
    assert told["settings"]["sounds"] == {
        "value": False, "source": "option", "name": "--quiet", "line": None,
    }  # fmt: skip
    assert told["settings"]["colour"]["value"] is None


def test_looking_writes_nothing(book: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["settings"]) == 0
    assert not book.home.exists()
    assert "default" in capsys.readouterr().out


def test_the_doctor_tells_what_is_wrong_once(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    put(book.home, "plain = maybe", "settings.toml")
    run(["doctor"])
    out, err = capsys.readouterr()
    assert " ".join((out + err).split()).count("plain must be true or false.") == 1
