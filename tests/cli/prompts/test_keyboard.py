"""A line that is edited on a terminal which can, by its keys and by what may go wrong."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.prompts.test_ask import answer, asking, refused
from tests.kit.terminal import Terminal

pytestmark = pytest.mark.slow

LINE = "ask.line(h, 'Say?')"
LEFT, UP, HOME, BACKSPACE = "\x1b[D", "\x1b[A", "\x01", "\x7f"


def editing(call: str = LINE, **options: Any) -> Terminal:
    return asking(call, TERM="xterm-256color", **options)


@pytest.mark.parametrize(
    ("keys", "typed"),
    [
        (f"abc{LEFT}{LEFT}X", "aXbc"),
        (f"abc{BACKSPACE}{BACKSPACE}Y", "aY"),
        (f"abc{HOME}Z", "Zabc"),
        (f"é漢{BACKSPACE}x", "éx"),
        (f"{'x' * 100}{HOME}Y", "Y" + "x" * 100),
        ("a\tb", None),
        ("\u202e7", None),
        ("7\u200b", None),
    ],
)
def test_keys_edit_the_line(keys: str, typed: str | None) -> None:
    terminal = editing()
    if typed is None:
        assert "cannot be read here" in refused(terminal, keys)
    else:
        assert answer(terminal, keys) == repr(typed)


def test_no_answer_comes_back() -> None:
    terminal = editing("[ask.line(h, 'First?'), ask.line(h, 'Second?')]")
    terminal.prompt()
    terminal.type("secret")
    terminal.prompt()
    terminal.type(f"{UP}{UP}x")
    terminal.until("= ['secret', 'x'] =")


def test_undecodable_bytes_are_refused() -> None:
    terminal = editing()
    terminal.prompt()
    os.write(terminal.child.child_fd, b"\xff7\n")
    terminal.until("cannot be read here")
    assert answer(terminal, "7") == "'7'"


def test_pasted_lines_are_refused_together() -> None:
    terminal = editing("[ask.score(h, 'First?'), ask.score(h, 'Second?')]")
    terminal.prompt()
    terminal.child.send("1\n2\n3\n")
    terminal.until("Several lines arrived at once.")
    terminal.prompt()
    terminal.type("7")
    assert "Second?" in terminal.prompt()
    terminal.type("8")
    terminal.until("= [7, 8] =")


def test_control_c_and_the_end_of_input_stop() -> None:
    terminal = editing()
    terminal.prompt()
    terminal.child.sendintr()
    terminal.until("= stopped =")
    terminal = editing()
    terminal.prompt()
    terminal.child.sendeof()
    terminal.until("= stopped =")


EARLY = """__import__('readline').set_pre_input_hook(__import__('functools').partial(
    getattr(__import__('ctypes').CDLL(None), 'raise'), {signal:d}))"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_a_signal_between_the_prompt_and_the_first_wait_is_heard(number: signal.Signals) -> None:
    terminal = editing(f"{EARLY.format(signal=number)} or {LINE}")
    terminal.until("= stopped =")


def test_a_long_prompt_is_broken_between_words_above_the_line() -> None:
    terminal = editing("ask_value.day(h, 'When?', never=True)", columns=40)
    terminal.prompt()
    assert terminal.screen()[2:4] == ["2026-03-01, yesterday, 5 months, 6", "weeks, or never >"]


def test_the_prompt_goes_to_the_error_output_where_the_other_is_no_terminal(tmp_path: Path) -> None:
    terminal = editing(
        f"__import__('os').dup2(__import__('os').open('{tmp_path}/out', 65), 1) and {LINE}"
    )
    terminal.prompt()
    terminal.type("abc")
    assert terminal.end() == 0
    assert "text > " in terminal.written
    assert (tmp_path / "out").read_text() == "= 'abc' =\n"
