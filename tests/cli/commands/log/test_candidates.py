"""Which recordings of files may be runs, and that reading many of them is told."""

from pathlib import Path

import pytest

from tests.kit import recordings as kit
from tests.kit.terminal import PROGRAM, Terminal

AT_ONCE = f"from achillescli.cli.commands.log import candidates as c; c._SILENT_S = 0.0; {PROGRAM}"
"""The program, which tells from the first file on."""


@pytest.mark.slow
@pytest.mark.parametrize(("term", "tells"), [("xterm", True), ("dumb", False)])
def test_a_terminal_says_how_many_files_were_read(tmp_path: Path, term: str, tells: bool) -> None:
    files = [tmp_path / f"{n}.fit" for n in range(3)]
    for file in files:
        file.write_bytes(kit.fit(kit.file_id()))
    words = ("log", "run", "--from", *map(str, files))
    home = str(tmp_path / "home")
    terminal = Terminal(*words, code=AT_ONCE, TERM=term, ACHILLES_HOME=home, NO_COLOR="")
    assert terminal.end() == 2
    assert ("3 files read." in terminal.written) is tells
    assert "there is no whole activity" in " ".join(terminal.written.split())
