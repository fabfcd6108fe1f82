"""Pages drawn into text, as wide and as plain as a test wants."""

import os
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest

from achillescli import catalogue
from achillescli.core.course import Replay
from achillescli.core.views import plan as plan_view
from achillescli.core.views import summary
from achillescli.core.views import today as today_view
from achillescli.render.pages import plan, replay, report, today
from achillescli.render.pages.today_page import TodayPage
from achillescli.render.phrases import signs
from achillescli.render.terminal.screen import Screen
from achillescli.words import Words

EN, NL = Words("en"), Words("nl")


class Paper:
    """A stream of a width and an encoding; ``text`` is what was written on it."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, width: int = 80, encoding: str = "utf-8"
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("TERM", "xterm")
        self._bytes = BytesIO()
        self.stream = TextIOWrapper(self._bytes, encoding=encoding, write_through=True)
        self.encoding = encoding
        self.screen = Screen(self.stream, os.environ)

    @property
    def text(self) -> str:
        return self._bytes.getvalue().decode(self.encoding)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def draw_today(paper: Paper, course: Replay, words: Words = EN, **more: Any) -> str:
    protocol = catalogue.protocol()
    day = today_view.today(course, protocol)
    today.show(TodayPage(paper.screen, words, day, protocol, catalogue.exercise, **more))
    return paper.text


def draw_blocked(paper: Paper, course: Replay, words: Words = EN) -> str:
    signs.show_blocked(paper.screen, words, course.until, course.standing)
    return paper.text


def draw_report(paper: Paper, course: Replay, words: Words = EN, weeks: int = 12) -> str:
    found = summary.report(course)
    report.show(paper.screen, words, found, found.weeks[-weeks:], catalogue.protocol())
    return paper.text


def planned(course: Replay) -> plan_view.Plan:
    return plan_view.plan(course, catalogue.protocol())


def draw_plan(paper: Paper, course: Replay, words: Words = EN) -> str:
    plan.show(paper.screen, words, planned(course))
    return paper.text


def draw_replay(paper: Paper, course: Replay, words: Words = EN) -> str:
    replay.show(paper.screen, words, course)
    return paper.text


def flat(text: str) -> str:
    """Return a page as one line, for sentences that were wrapped."""
    return " ".join(text.split())
