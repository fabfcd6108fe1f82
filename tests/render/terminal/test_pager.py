"""Long screens on a terminal: which of them go through a pager, and what it may do."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from achillescli.render.terminal import pager
from tests.kit.each import each
from tests.kit.terminal import Terminal

LINES = "".join(f"line {n}\n" for n in range(30))


class Stream(StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, tty: bool) -> None:
        super().__init__()
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


#  a terminal, its environment          | pages
MAY = """
   yes  TERM=xterm                      | yes
   yes  TERM=xterm PAGER=most           | yes
   yes  TERM=xterm PAGER=               | no
   yes  TERM=xterm PAGER=cat            | no
   yes  TERM=dumb                       | no
   yes                                  | no
   no   TERM=xterm                      | no
"""


@each(
    ("said", "pages"),
    [[cell.split() for cell in row.split("|")] for row in MAY.strip().split("\n")],
)
def test_only_a_terminal_that_can_turn_pages_has_a_pager(said: list[str], pages: list[str]) -> None:
    tty, *variables = said
    environment = dict(variable.split("=") for variable in variables)
    assert pager.may_page(Stream(tty == "yes"), environment) is (pages == ["yes"])


PROGRAM = f"""
import os, sys
from achillescli.render.terminal import pager
pager.show({LINES!r}, sys.stdout, os.environ)
print("after it")
"""


def shown(rows: int = 24, code: str = PROGRAM, **environment: Any) -> Terminal:
    return Terminal(code=code, rows=rows, **{"TERM": "xterm", **environment})


@pytest.mark.slow
def test_what_fits_is_written_as_it_is() -> None:
    terminal = shown(rows=31, PAGER="echo paged; cat")
    assert terminal.end() == 0
    assert "paged" not in terminal.written
    assert terminal.written.startswith("line 0\r\n")


@pytest.mark.slow
def test_what_does_not_fit_goes_through_the_pager_and_less_is_told_how() -> None:
    terminal = shown(rows=30, PAGER='echo "paged $LESS"; cat')
    assert terminal.end() == 0
    assert terminal.written.startswith("paged FRX\r\nline 0\r\n")
    assert terminal.written.endswith("line 29\r\nafter it\r\n")
    assert "paged -S" in ended(PAGER='echo "paged $LESS"; cat', LESS="-S")


def ended(**environment: Any) -> str:
    terminal = shown(**environment)
    assert terminal.end() == 0
    return terminal.written


@pytest.mark.slow
@pytest.mark.parametrize("command", ["no-such-pager", "false"])
def test_a_pager_that_fails_hides_nothing(command: str) -> None:
    assert ended(PAGER=command).endswith(LINES.replace("\n", "\r\n") + "after it\r\n")


@pytest.mark.slow
def test_without_any_pager_all_is_written(tmp_path: Path) -> None:
    assert "line 29\r\nafter it" in ended(PATH=str(tmp_path), PAGER="")


@pytest.mark.slow
def test_a_pager_that_is_left_early_is_no_error() -> None:
    long = PROGRAM.replace("pager.show(", "pager.show(1000 * ")
    terminal = shown(code=long, PAGER="head -1")
    assert terminal.end() == 0
    assert terminal.written == "line 0\r\nafter it\r\n"


@pytest.mark.slow
def test_ctrl_c_is_a_key_of_the_pager() -> None:
    terminal = shown(PAGER="trap 'echo a key' INT; cat; echo here; read line </dev/tty; echo left")
    terminal.until("here")
    terminal.child.sendintr()
    for told in ("a key", "left", "after it"):
        terminal.until(told)
    assert terminal.end() == 0
