"""Pages as pictures in files: `--svg`."""

from pathlib import Path

import pytest

from tests.kit.logbook import Logbook


def test_a_page_is_drawn_into_a_new_file(book: Logbook, tmp_path: Path) -> None:
    book.assess(9)
    book.days(9, 1)
    for command in ("today", "report", "plan"):
        file = tmp_path / f"{command}.svg"
        out = book.type(command, "--svg", str(file))
        assert f"Written: {file}" in " ".join(out.split())
        assert "3 × 15" not in out
        assert file.read_text("utf-8").startswith("<svg")
        assert file.stat().st_mode & 0o77 == 0
        assert book.refused(command, "--svg", str(file)) == "leave.error.picture_there"
        assert book.refused(command, "--json", "--svg", "x.svg") == "parser.one_form"
    assert book.refused("today", "--svg", str(book.home / "x.svg")) == "leave.error.inside"


def test_a_danger_is_told_and_never_drawn_instead(book: Logbook, tmp_path: Path) -> None:
    book.assess(9)
    book.write("flag", 0, chest_pain=True)
    out = book.type("today", "--svg", str(tmp_path / "x.svg"))
    assert book.code == 4
    assert "--by doctor T01" in out
    assert not (tmp_path / "x.svg").exists()


def test_a_dash_draws_a_page_to_the_output(
    book: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    book.assess(9)
    book.days(9, 1)
    for command in ("today", "report", "report --week", "plan"):
        out = book.type(command, "--svg", "-")
        assert out.startswith("<svg")
        assert out.rstrip().endswith("</svg>")
        assert book.err == ""
    assert not (tmp_path / "-").exists()
