"""A crash never shows the user's words: no values, no locals, no input."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from achillescli import __version__, catalogue, store
from achillescli.cli.app import run
from achillescli.core import course
from achillescli.core.log import corrections
from achillescli.render.terminal import screen
from achillescli.store.files import disk, system
from achillescli.store.journal import refusals
from tests.kit.journals import month, second, text

NOTE = "zebra-private-42"
SCORE = "137.25"
"""Minutes of an activity that nothing else has."""
TRACEBACKS = {
    "_TYPER_STANDARD_TRACEBACK": "1",
    "TYPER_STANDARD_TRACEBACK": "1",
    "TYPER_USE_RICH": "1",
    "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
    "RICH_TRACEBACK": "1",
    "FORCE_COLOR": "1",
    "PYTHONFAULTHANDLER": "1",
}
LOG = text(note=f'"{NOTE}"') + second().replace(
    "kind = 'morning'", f"kind = 'activity'\nactivity = '{NOTE}'\nminutes = {SCORE}"
).replace("pain = 1", "pain = 4")
LINES = (
    ("log", "activity", NOTE, f"{SCORE}min", "--note", NOTE),
    ("log", "note", NOTE),
    ("log", "list", "--all"),
    ("log", "edit", "a2", f"activity={NOTE} again", f"minutes={SCORE}"),
    ("today",),
)


def raising(error: Callable[[str], Exception]) -> Callable[..., Any]:
    """Return a function that fails with what it was given in its message."""

    def broken(*values: Any, **named: Any) -> None:
        raise error(f"{NOTE} {SCORE} {values} {named}")

    return broken


def no_space(*values: object, **named: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), f"/home/{NOTE}")


FAILURES = {
    "the parser of entries": (refusals, "parse", RuntimeError),
    "the table of an entry": (corrections, "table", KeyError),
    "the log as corrected": (corrections, "log_of", AttributeError),
    "the replay": (course, "replay", ZeroDivisionError),
    "the programme": (catalogue, "protocol", FileNotFoundError),
    "the journal": (store, "load", MemoryError),
    "an entry written": (store, "append_all", RecursionError),
    "a file read": (disk, "contents", UnicodeDecodeError),
    "a file replaced": (disk, "replace", AssertionError),
    "a file confirmed": (system, "sync", None),
    "a file moved": (os, "replace", None),
    "the lock": (system, "try_lock", None),
    "the screen": (screen, "cell_len", UnicodeError),
}
"""Where something breaks, and with what; None for a full disk."""


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in TRACEBACKS.items():
        monkeypatch.setenv(name, value)
    found = Path(os.environ["ACHILLES_HOME"])
    month(found, LOG)
    return found


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_shows_no_word_of_the_user(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    place, attribute, error = FAILURES[name]
    if error is UnicodeDecodeError:
        broken = raising(lambda said: UnicodeDecodeError("utf-8", said.encode(), 0, 1, said))
    else:
        broken = raising(error) if error else no_space
    monkeypatch.setattr(place, attribute, broken)
    failed = 0
    for words in LINES:
        code = run(words)
        out, err = capsys.readouterr()
        if code in (1, 5):
            failed += 1
            echoed = out if out.startswith(("Saved: ", "Changed: ")) else ""
            shown = out.removeprefix(echoed) + err
            assert NOTE not in shown
            assert SCORE not in shown
            assert "Traceback" not in out + err
            assert err.startswith("achilles: ")
    assert failed >= 1


REFUSED = [
    text(note=f'"{NOTE}", 3'),
    text(note=f'"{NOTE}'),
    text(note=f"{NOTE}"),
    text(pain=f'"{NOTE}"'),
    text(kind=f'"{NOTE}"'),
    text(id=f'"{NOTE} {SCORE}"'),
    text(date=f'"{NOTE}"'),
    text(at=f'"{NOTE}"'),
    text(pain=SCORE),
    text(kind='"session"', slot=f'"{NOTE}"'),
    text(kind='"activity"', activity=f'"{NOTE * 20}"', minutes=SCORE),
    text(kind='"assessment"', answers=f'{{ person = {{ age = "{NOTE}" }} }}'),
    text() + f"{NOTE}\n",
    text() + second().replace("pain = 1", f"pain = {SCORE} # {NOTE}"),
    text() + f"[entry.{NOTE}\n",
    text(schema=f'schema = "{NOTE}"\n'),
]


@pytest.mark.parametrize("content", REFUSED)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_refusal_names_the_field_and_not_the_value(
    home: Path, capsys: pytest.CaptureFixture[str], content: str, language: str
) -> None:
    month(home, content)
    assert run(["today", "--lang", language]) == 5
    out, err = capsys.readouterr()
    assert NOTE not in out + err
    assert SCORE not in out + err


FILES = [
    f'[person]\nage = "{NOTE}"',
    f"[person]\nage = {SCORE}",
    f'[complaint]\nside = "{NOTE}"',
    f'[complaint]\nonset = "{NOTE}"',
    f'[red_flags]\nspa = ["{NOTE}"]',
    f'x = "{NOTE}',
    json.dumps({"person": {"age": NOTE, "weight_kg": float(SCORE)}}),
    json.dumps({"person": NOTE}) + NOTE,
    f'until = "{NOTE}"',
    f'until = 2026-01-01\nanswers = "{NOTE}"',
    f'until = 2026-01-01\n[answers]\ndate = 2026-01-01\nperson = {{ sex = "{NOTE}" }}',
]


@pytest.mark.parametrize("content", FILES)
def test_a_file_of_answers_or_a_course_is_not_quoted(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str
) -> None:
    file = tmp_path / "file.toml"
    file.write_text(content)
    for words in (["assess", "--answers", str(file)], ["replay", str(file)]):
        assert run(words) == 2
        out, err = capsys.readouterr()
        assert NOTE not in out + err
        assert SCORE not in out + err


CRASH = f"""
import sys
from achillescli import store
from achillescli.cli import main
def broken(*values, **named):
    note = {NOTE!r}
    raise RuntimeError(note, values, named)
store.load = broken
sys.argv = ["achilles", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("name", FAILURES)
def test_lines_for_a_report_show_no_word_of_the_user_either(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    place, attribute, error = FAILURES[name]
    monkeypatch.setattr(place, attribute, raising(error) if error else no_space)
    shown = ""
    for words in LINES:
        told = run([*words, "--debug"])
        _, err = capsys.readouterr()
        shown += err if told in (1, 5) else ""
        assert str(home.parent) not in err.partition("To paste")[2]
        assert f"achilles {__version__}, Python" in err or told in (0, 4)
    report = shown.partition("To paste")[2]
    assert ".py:" in report
    assert NOTE not in report
    assert SCORE not in report


@pytest.mark.slow
@pytest.mark.parametrize("line", ["", f"log note {NOTE}", f"log note {NOTE} --debug"])
def test_the_program_itself_crashes_without_a_word(home: Path, line: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", CRASH, *line.split()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert NOTE not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith("achilles: ")
