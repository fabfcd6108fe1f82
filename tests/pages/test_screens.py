"""docs/screens.md and its pictures show what the program draws."""

import re
from html import unescape
from pathlib import Path

import pytest

from tools.pages import screens


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[screens.Drawn]:
    return list(screens.screens(tmp_path_factory.mktemp("screens")))


def words(svg: str) -> str:
    text = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    return re.sub(r"\s+", "", unescape(text))


def test_the_page_is_what_the_program_prints(drawn: list[screens.Drawn]) -> None:
    told = screens.PAGE.read_text("utf-8")
    assert told == screens.page(drawn), "run: python -m tools.pages.screens"


def test_each_picture_shows_the_text_below_it(drawn: list[screens.Drawn]) -> None:
    for one in drawn:
        shown = words(Path(screens.PICTURES / f"{one.name}.svg").read_text("utf-8"))
        assert shown == words(one.svg), "run: python -m tools.pages.screens"
        assert shown.removeprefix("achilles") == re.sub(r"\s+", "", one.text)
    assert {path.stem for path in screens.PICTURES.iterdir()} == set(screens.TITLES)
