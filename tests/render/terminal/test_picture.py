"""A page as a picture: every word and mark of it, and nothing from elsewhere."""

import re
from html import unescape

import pytest

from achillescli.render.terminal.picture import Picture
from tests.kit.course_kit import Log
from tests.kit.page import Paper, draw_today


class Sheet(Paper):
    """Paper whose screen is a picture."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
        super().__init__(monkeypatch)
        self.screen = self.picture = Picture({"COLUMNS": "80", **environment})

    @property
    def svg(self) -> str:
        return self.picture.svg("achilles")

    @property
    def said(self) -> str:
        """The words in the picture, without the title of its window."""
        found = re.findall(r"<text[^>]*>([^<]*)</text>", self.svg)
        return " ".join(unescape("".join(found)).replace("\xa0", " ").split())


def drawn(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Sheet:
    sheet = Sheet(monkeypatch, **environment)
    draw_today(sheet, Log().days("1/1*2 1/4 1/6 1/.").until(5))
    return sheet


def test_a_picture_says_what_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(monkeypatch)
    text = draw_today(paper, Log().days("1/1*2 1/4 1/6 1/.").until(5))
    said = re.sub(r"\s+", "", drawn(monkeypatch).said.removeprefix("achilles"))
    assert said == re.sub(r"\s+", "", text)


def test_days_have_their_colours_whatever_the_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = drawn(monkeypatch, NO_COLOR="1", TERM="dumb", ACHILLES_PLAIN="1")
    assert plain.svg == drawn(monkeypatch).svg
    assert len(re.findall(r'<rect fill="#(?:008700|af8700|ff0000)"', plain.svg)) == 4


def test_a_picture_asks_for_nothing_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    svg = drawn(monkeypatch).svg
    assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", svg)
    assert not re.search(r"(href|src)=", svg)
    assert "@font-face" not in svg
