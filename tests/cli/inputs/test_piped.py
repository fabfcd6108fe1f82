"""A dash stands for what is piped in, and on a terminal for nothing."""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from achillescli.cli.app import run
from achillescli.cli.inputs.piped import from_pipe, piped_bytes
from achillescli.errors import Place, UsageError
from achillescli.store.recordings import limits
from tests.kit import recordings as kit
from tests.kit.journals import month, second, text
from tests.kit.logbook import Logbook
from tests.kit.places import EXAMPLES
from tests.kit.terminal import Terminal

RAN = kit.run(kit.START.replace(year=2025))
DASHES = [
    "import -",
    "merge -",
    "replay -",
    "protocol check -",
    "assess --answers -",
    "log run --from -",
]


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Pipe bytes into what is read next."""

    def into(raw: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    return into


def test_no_more_is_read_than_there_may_be(pipe: Callable[[bytes], None]) -> None:
    pipe(b"12345")
    assert piped_bytes(2) == b"123"


def test_on_a_terminal_there_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    with pytest.raises(UsageError):
        piped_bytes(2)


@pytest.mark.slow
@pytest.mark.parametrize("typed", DASHES)
def test_no_command_waits_for_a_pipe_on_a_terminal(typed: str) -> None:
    terminal = Terminal(*typed.split())
    assert terminal.end() == 2
    assert "nothing is piped in here" in terminal.written


def test_a_month_is_merged_from_a_pipe(
    book: Logbook, pipe: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    month(book.home, text())
    pipe((text() + second()).encode())
    assert run(["merge", "-", "--yes"]) == 0
    assert [entry.id for entry in book.log] == ["a1", "a2"]
    assert "One entry was added." in capsys.readouterr().out
    pipe((text() + second()).encode())
    assert run(["merge", "-", "--yes"]) == 0


def test_an_export_that_lacked_something_is_not_merged_from_a_pipe(
    book: Logbook, pipe: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    month(book.home, text(pain="eleven"))
    assert run(["export", "-"]) in (0, 5)
    pipe(capsys.readouterr().out.encode())
    assert run(["merge", "-", "--yes"]) == 5


def test_a_note_is_read_from_a_pipe(book: Logbook, pipe: Callable[[bytes], None]) -> None:
    pipe(b"a long day\n")
    assert run(["log", "note", "-"]) == 0
    assert book.newest.text == "a long day"


def test_a_run_is_taken_from_a_pipe(
    book: Logbook, pipe: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    for raw in (RAN, kit.zipped({"x": RAN})):
        pipe(raw)
        assert run(["log", "run", "--from", "-"]) == 0
        assert book.newest.source == "fit"
        assert run(["undo"]) == 0
    capsys.readouterr()
    pipe(b"")
    assert run(["log", "run", "--from", "-"]) == 2
    assert "the file is empty" in capsys.readouterr().out


def test_too_much_of_a_run_in_a_pipe_is_refused(
    book: Logbook,
    pipe: Callable[[bytes], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 1 << 20)
    pipe(kit.zipped({"x": RAN}) + b" " * (1 << 20))
    assert run(["log", "run", "--from", "-"]) == 2
    assert "larger than 1 MiB" in capsys.readouterr().out
    assert not book.log


@pytest.mark.slow
def test_a_programme_is_checked_from_a_pipe(
    pipe: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with open("data/protocol.toml", "rb") as file:  # noqa: PTH123
        pipe(file.read())
    assert run(["protocol", "check", "-"]) == 0
    assert "in order" in capsys.readouterr().out


@pytest.fixture
def named(pipe: Callable[[bytes], None]) -> Callable[[bytes], str]:
    """Put bytes into a pipe that has a name, and say the name."""

    def of(raw: bytes) -> str:
        reading, writing = os.pipe()
        os.write(writing, raw)
        os.close(writing)
        pipe(b"")
        return f"/dev/fd/{reading}"

    return of


@pytest.mark.skipif(os.name == "nt", reason="pipes have no names there")
def test_a_danger_sign_in_a_named_pipe_is_heard(
    book: Logbook, named: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = (EXAMPLES / "runner.toml").read_text("utf-8")
    told = told.replace("calf_swollen = false", "calf_swollen = true")
    assert run(["assess", "--answers", named(told.encode())]) == 4
    assert "Doctor today: A newly swollen calf" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="pipes have no names there")
def test_a_run_is_taken_from_a_named_pipe(book: Logbook, named: Callable[[bytes], str]) -> None:
    assert run(["log", "run", "--from", named(RAN)]) == 0
    assert book.newest.source == "fit"


@pytest.mark.skipif(os.name == "nt", reason="pipes have no names there")
def test_the_standard_input_has_a_name_too(book: Logbook, pipe: Callable[[bytes], None]) -> None:
    month(book.home, text())
    pipe((text() + second()).encode())
    assert run(["merge", "/dev/stdin", "--yes"]) == 0
    assert [entry.id for entry in book.log] == ["a1", "a2"]


@pytest.mark.skipif(os.name == "nt", reason="pipes have no names there")
def test_a_pipe_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = PermissionError(13, "no")

    def refuse(*_: int | Path) -> None:
        raise error

    os.mkfifo(tmp_path / "p")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UsageError) as refused:
        from_pipe(f"{tmp_path / 'p'}", 2)
    assert refused.value.sentence.values == {"place": Place(f"{tmp_path / 'p'}"), "reason": error}
