"""The page on paper, by a browser that is found."""

import re
import shutil
from pathlib import Path

import pytest

from achillescli.render.html import pdf
from achillescli.words import Words
from tests.kit.page import EN, NL
from tests.kit.sheet import COURSES, LONG, write_page


def executable(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_a_browser_is_looked_for_on_the_path(tmp_path: Path) -> None:
    assert pdf.browser({"PATH": str(tmp_path)}) is None
    found = executable(tmp_path, "google-chrome", "exit 0")
    assert pdf.browser({"PATH": str(tmp_path)}) == found
    found = executable(tmp_path, "chromium", "exit 0")
    assert pdf.browser({"PATH": str(tmp_path)}) == found


PRINTS = """
for word; do case $word in --print-to-pdf=*) out=${word#*=};; file:*) page=${word#file://};; esac; done
cp "$page" "$out"
"""


def test_the_browser_gets_the_page_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    command = executable(tmp_path, "browser", PRINTS)
    assert pdf.contents(command, "<p>é") == "<p>é".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["browser"]


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "sleep 60"])
def test_a_browser_that_makes_nothing_is_no_error(
    tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MOST_S", 0.2)
    assert pdf.contents(executable(tmp_path, "browser", script), "<p>") is None


def test_a_browser_that_is_gone_is_no_error(tmp_path: Path) -> None:
    assert pdf.contents(str(tmp_path / "none"), "<p>") is None


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
def test_chromium_prints_a_page() -> None:
    command = shutil.which("chromium")
    assert command
    printed = pdf.contents(command, "<!DOCTYPE html><title>x</title><p>x")
    assert printed
    assert printed.startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("name", [*COURSES, *LONG])
def test_a_course_is_one_sheet_of_paper(name: str, words: Words) -> None:
    assert _sheets(write_page(*(COURSES | LONG)[name], words)) == 1


def _sheets(page: str) -> int:
    command = shutil.which("chromium")
    assert command
    printed = pdf.contents(command, page)
    assert printed
    return len(re.findall(rb"/Type\s*/Page\b", printed))
