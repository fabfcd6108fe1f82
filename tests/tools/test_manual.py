"""The manual says what the help says, and is nothing but text to the formatter."""

import re
from pathlib import Path

import pytest

from achillescli.cli.app import run
from achillescli.cli.names import COMMANDS, OF_THE_LOG
from achillescli.render.terminal import screen
from achillescli.words import LANGUAGES
from tests.kit.page import flat
from tools import manual


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pages(language: str) -> dict[str, str]:
    return dict(manual.pages(language))


def read(page: str) -> str:
    """Return the words of a page, on one line."""
    signs = {written: sign for sign, written in manual.ROFF.items() if written}
    words = re.sub(r"\\f[BR]|\\&", "", page)
    return flat(re.sub(r"\\(?:\(..|.)", lambda one: signs[one[0]], words))


def test_every_command_has_a_page(pages: dict[str, str]) -> None:
    names = [f"achilles-{name}" for name in COMMANDS]
    names += [
        "achilles",
        *(f"achilles-log-{name}" for name in OF_THE_LOG),
        "achilles-protocol-check",
    ]
    assert sorted(pages) == sorted(names)


@pytest.mark.parametrize("command", ["assess", "log", "log run", "log flag", "protocol check"])
def test_a_page_has_every_line_of_the_help(
    pages: dict[str, str],
    language: str,
    command: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(screen, "WIDEST", 1000)
    monkeypatch.setenv("COLUMNS", "1000")
    assert run([*command.split(), "--help", "--lang", language]) == 0
    told = read(pages[f"achilles-{command.replace(' ', '-')}"])
    text, *lines = capsys.readouterr().out.splitlines()
    assert text in told
    for line in lines:
        if line.startswith(" "):
            typed, _, means = line.strip().partition("  ")
            assert f"{typed} {means.strip()}".strip() in told


def test_no_line_is_a_request_that_was_not_meant(pages: dict[str, str]) -> None:
    for page in pages.values():
        asked = {line.split(" ")[0] for line in page.splitlines() if line.startswith((".", "'"))}
        assert asked <= {".TH", ".SH", ".TP", ".br"}
        assert "\\fR\n\\fB" not in page


def test_pages_and_scripts_lie_where_a_system_looks_for_them(tmp_path: Path) -> None:
    manual.write(tmp_path)
    assert (tmp_path / "man/man1/achilles.1").read_bytes().startswith(b".TH ACHILLES 1 ")
    assert (tmp_path / "man/nl/man1/achilles-log-run.1").is_file()
    for path in manual.SCRIPTS.values():
        assert "achilles" in (tmp_path / path).read_text("utf-8")
