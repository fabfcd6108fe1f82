"""A dash stands for what is piped in, and on a terminal for nothing."""

import io
import sys

import pytest

from achillescli.cli.app import run
from achillescli.cli.inputs.piped import piped
from achillescli.errors import UsageError
from tests.kit.journals import month, second, text
from tests.kit.terminal import Terminal

DASHES = ["import -", "merge -", "replay -", "protocol check -", "assess --answers -"]


@pytest.fixture
def pipe(monkeypatch):
    """Pipe bytes into what is read next."""

    def into(raw):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    return into


def test_no_more_is_read_than_there_may_be(pipe) -> None:
    pipe(b"12345")
    assert piped(2) == b"123"


def test_on_a_terminal_there_is_nothing(monkeypatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    with pytest.raises(UsageError):
        piped(2)


@pytest.mark.slow
@pytest.mark.parametrize("typed", DASHES)
def test_no_command_waits_for_a_pipe_on_a_terminal(typed) -> None:
    terminal = Terminal(*typed.split())
    assert terminal.end() == 2
    assert "nothing is piped in here" in terminal.written


def test_a_month_is_merged_from_a_pipe(book, pipe, capsys) -> None:
    month(book.home, text())
    pipe((text() + second()).encode())
    assert run(["merge", "-", "--yes"]) == 0
    assert [entry.id for entry in book.log] == ["a1", "a2"]
    assert "One entry was added." in capsys.readouterr().out
    pipe((text() + second()).encode())
    assert run(["merge", "-", "--yes"]) == 0


def test_an_export_that_lacked_something_is_not_merged_from_a_pipe(book, pipe, capsys) -> None:
    month(book.home, text(pain="eleven"))
    assert run(["export", "-"]) in (0, 5)
    pipe(capsys.readouterr().out.encode())
    assert run(["merge", "-", "--yes"]) == 5


def test_a_note_is_read_from_a_pipe(book, pipe) -> None:
    pipe(b"a long day\n")
    assert run(["log", "note", "-"]) == 0
    assert book.newest.text == "a long day"


def test_a_programme_is_checked_from_a_pipe(pipe, capsys) -> None:
    with open("data/protocol.toml", "rb") as file:  # noqa: PTH123
        pipe(file.read())
    assert run(["protocol", "check", "-"]) == 0
    assert "in order" in capsys.readouterr().out
