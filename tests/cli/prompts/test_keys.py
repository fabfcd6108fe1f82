"""Keys as they come from a terminal; what a real one does is in the tests of `train`."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest

from achillescli.cli.prompts.keys import Keyboard, Pace

HELD = [
    ([("n", 0.0)], "n"),
    ([("n", 0.0), ("n", 0.5), ("n", 0.53), ("n", 0.56)], "n"),
    ([("n", 0.0), ("n", 0.8)], "nn"),
    ([("nnnn", 0.0)], "n"),
    ([("n", 0.0), ("p", 0.1), ("n", 0.2)], "npn"),
    ([(" ", 0.0), (" ", 0.6), (" ", 1.2), (" ", 2.0)], "  "),
]


@pytest.mark.parametrize(("typed", "pressed"), HELD)
def test_a_held_key_counts_once(typed: list[tuple[str, float]], pressed: str) -> None:
    keyboard = Keyboard(raw=True, reads=True)
    assert "".join("".join(keyboard.presses(keys, now)) for keys, now in typed) == pressed


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """An input that is a pipe; return the end to write to."""
    read, write = os.pipe()
    with os.fdopen(read) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield write


def test_lines_are_taken_whole(pipe: int) -> None:
    with Keyboard(raw=False, reads=True) as keyboard:
        os.write(pipe, b"pau")
        assert keyboard.wait(1).typed == []
        os.write(pipe, b"se\n\n next \nno")
        assert keyboard.wait(1).typed == ["pause", "", "next"]
        os.close(pipe)
        assert keyboard.wait(1).typed == []
        assert keyboard.wait(0).typed == []


def test_arrows_and_other_keys_beside_the_letters_are_none(pipe: int) -> None:
    with Keyboard(raw=False, reads=True) as keyboard:
        keyboard._raw = True  # as of a terminal, whose modes a pipe does not have
        os.write(pipe, b"\x1b[Ap\x1bOPn\x1b[1;5D\x1bx!\x1b")
        assert keyboard.wait(1).typed == ["p", "n", "!"]
    os.close(pipe)


def test_nothing_is_taken_where_nothing_may_be_typed(pipe: int) -> None:
    os.write(pipe, b"quit\n")
    with Keyboard(raw=False, reads=False) as keyboard:
        assert keyboard.wait(0).typed == []
    os.close(pipe)


def test_signals_are_noted_and_handlers_come_back(pipe: int) -> None:
    before = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGWINCH)]
    with Keyboard(raw=False, reads=True) as keyboard:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGWINCH)
        assert keyboard.wait(1).signals == {"SIGINT", "SIGWINCH"}
        assert keyboard.wait(0).signals == set()
    after = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGWINCH)]
    assert after == before
    os.close(pipe)


def test_a_signal_that_was_not_to_be_heard_stays_so(pipe: int) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with Keyboard(raw=False, reads=True) as keyboard:
        signal.raise_signal(signal.SIGHUP)
        assert keyboard.wait(0).signals == set()
    assert signal.signal(signal.SIGHUP, before) is signal.SIG_IGN
    os.close(pipe)


def test_both_clocks_run() -> None:
    first, second = Pace().read(), Pace().read()
    assert second >= first
    assert Pace().real_s(-1) == 0
