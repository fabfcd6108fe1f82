"""What people type, paste or pipe by mistake: refused with exit 2 or asked again, never guessed."""

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from achillescli.cli.app import run
from tests.kit.terminal import Terminal

NO_SCORES = [
    *("7,5", "7.5", "7/10", "7-8", "07", "+7", "-0", "-1", "-5", "11", "100", "1e1", "0x7"),
    *("NaN", "inf", "seven", "zeven", "VII", "\uff17", "\u0667", "\u2077", "7\ufe0f\u20e3"),
    *("7;8", "", " ", "7 ", "7\n8", "7\x1b[A", "\x1b[31m7", "@file", "9" * (1 << 20), "ja", "?"),
]
HEARD = [
    *(
        "7,5",
        "7.5",
        "7/10",
        "07",
        "+7",
        "\uff17",
        "\u0667",
        "\u2077",
        "7 ",
        "7-8",
        "seven",
        "zeven",
    ),
    *("7\ufe0f\u20e3", "7;8", "7\n8", "7\x1b[A"),
]
"""Those that no option takes, and that are too much all the same where a session has pain."""
SCORES = [
    ("log", "morning", "{}"),
    ("log", "morning", "--pain", "{}"),
    ("log", "morning", "--pain={}"),
    ("log", "am", "{}"),
    ("log", "session", "--slot", "pm", "--pain", "{}"),
    ("log", "am", "2", "--after", "{}"),
    ("log", "evening", "--daily", "{}"),
    ("log", "evening", "--after={}"),
    ("log", "run", "30min", "--pain", "{}"),
    ("log", "run", "30min", "--rpe={}"),
    ("log", "activity", "cycling", "30min", "--pain={}"),
    ("log", "check", "--hop", "{}"),
    ("log", "check", "--walk={}"),
    ("log", "check", "--start-test={}"),
]
WRONG = [
    ("log", "morning", "7", "8"),
    ("log", "morning", "--pain=--morning"),
    ("log", "morning", "--pain"),
    ("log", "morning", "3", "--pain", "3"),
    ("log", "morning", "--pain", "3", "--pain", "3"),
    ("log", "morning", "3", "--pian", "3"),
    ("log", "morning", "@file"),
    ("log", "morning", "3", "--date", "31-04"),
    ("log", "morning", "3", "--date", "2026-04-31"),
    ("log", "morning", "3", "--date", "31-04-2026"),
    ("log", "morning", "3", "--date", "tomorrow"),
    ("log", "morning", "3", "--date", "morgen"),
    ("log", "morning", "3", "--date", "2026-13-01"),
    ("log", "morning", "3", "--date", "0001-01-01"),
    ("log", "morning", "3", "--date", "1999-12-31"),
    ("log", "morning", "3", "--date", "9999-12-31"),
    ("log", "morning", "3", "--date", ""),
    ("log", "morning", "3", "--date", "\uff12\uff10\uff12\uff16-03-01"),
    ("log", "morning", "3", "--note", ""),
    ("log", "morning", "3", "--note", "x" * 2001),
    ("log", "morning", "3", "--note", "caf\udce9"),
    ("log", "morning", "3", "--stiffness", "10.5"),
    ("log", "run", "5"),
    ("log", "run", "5,25,3km", "30min"),
    ("log", "run", "1.234km", "30min"),
    ("log", "run", "2:30"),
    ("log", "morning", "3", "--date", "05/11/2026"),
    ("log", "morning", "3", "--date", "august"),
    ("log", "check", "--raises", "20"),
    ("log", "check", "--raises", "20", "x"),
    ("log", "flag", "fever=oui"),
    ("log", "flag", "feever=yes"),
    ("log", "edit", "--", "-1", "pain=3"),
    ("log", "pause", "today", "yesterday", "--reason", "ill"),
    ("log", "list", "--days", "-1"),
    ("today", "--date", "31-04"),
    ("why", "--date"),
    ("report", "--weeks", "1e1"),
    ("report", "--weeks", "\u0663"),
    ("learn", "causee", "x"),
    ("--bogus",),
    ("assess", "--answers"),
]


def said(words: Sequence[str], capsys: pytest.CaptureFixture[str], *, stops: bool = False) -> str:
    """Run a command that must be refused; return its one sentence."""
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert out == "" or (stops and out.startswith("Stop for today"))
    assert err.startswith("achilles: ")
    assert err.count("\n") == 1
    assert len(err) < 400
    assert not list(Path(os.environ["ACHILLES_HOME"]).rglob("*.toml"))
    return err


@pytest.mark.slow
@pytest.mark.parametrize("line", SCORES, ids=" ".join)
def test_what_is_no_score_is_refused_in_every_option(
    line: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for text in NO_SCORES:
        said([word.format(text) for word in line], capsys, stops=text in HEARD)


@pytest.mark.parametrize("line", WRONG, ids=lambda words: ascii(" ".join(words))[:40])
def test_what_is_unclear_is_refused(
    line: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    said(line, capsys)
    said(["--lang", "nl", *line], capsys)


@pytest.mark.parametrize("line", ["log morning", "log", "log flag", "assess"])
@pytest.mark.parametrize("given", [b"", b"7", b"7\n", b"\xff\x00\n", b"y\n" * 100])
def test_without_a_terminal_nothing_is_asked(
    line: str, given: bytes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    said(line.split(), capsys)


@pytest.mark.slow
def test_a_closed_input_is_no_answer(tmp_path: Path) -> None:
    ran = subprocess.run(
        f"{sys.executable} -m achillescli log morning <&-",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1


def kept() -> list[Path]:
    return sorted(Path(os.environ["ACHILLES_HOME"]).rglob("log/*.toml"))


AT_A_PROMPT = [
    *("", "   ", "7,5", "7/10", "07", "-1", "11", "1e1", "NaN", "seven", "\uff17", "\u0667", "7;8"),
    *("7\x01", "\x1b[200~7\x1b[201~", "\x1b[A\x1b[B", "\x1b[31m7", "7 8", "x" * 3000, "--pain"),
]


@pytest.mark.slow
@pytest.mark.hazard("H39")
def test_a_prompt_asks_again_until_the_answer_is_clear() -> None:
    terminal = Terminal("log", "morning")
    for line in AT_A_PROMPT:
        terminal.prompt()
        terminal.type(line)
        assert not kept()
    terminal.prompt()
    terminal.type("7")
    assert terminal.end() == 0
    assert terminal.written.count(" > ") == len(AT_A_PROMPT) + 1
    assert "pain = 7" in kept()[0].read_text()


@pytest.mark.slow
def test_bytes_at_a_prompt_are_asked_again() -> None:
    terminal = Terminal("log", "morning")
    for raw in (b"\xff7\n", b"\x007\n", b"7\x00\n", b"7" * 4000 + b"\n", b"1\n2\n3\n"):
        terminal.prompt()
        os.write(terminal.child.child_fd, raw)
        assert not kept()
    terminal.prompt()
    terminal.type("2")
    assert terminal.end() == 0
    assert "pain = 2" in kept()[0].read_text()


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "7"])
def test_the_end_of_the_input_is_no_answer(before: str) -> None:
    terminal = Terminal("log", "morning")
    terminal.prompt()
    terminal.child.send(before)
    terminal.child.sendeof()
    terminal.child.sendeof()
    assert terminal.end() == 130
    assert not kept()


@pytest.mark.slow
def test_a_stop_at_a_prompt_writes_nothing() -> None:
    terminal = Terminal("log", "morning")
    terminal.prompt()
    terminal.child.sendintr()
    assert terminal.end() == 130
    assert "Traceback" not in terminal.written
    assert not kept()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"COLUMNS": "1"}, {"LC_ALL": "C"}])
def test_a_poor_terminal_asks_all_the_same(language: str, environment: dict[str, Any]) -> None:
    terminal = Terminal("--lang", language, "log", "morning", **environment)
    terminal.prompt()
    terminal.type("7.5")
    terminal.prompt()
    terminal.type("3")
    assert terminal.end() == 0
    assert "pain = 3" in kept()[0].read_text()
    assert "Traceback" not in terminal.written
