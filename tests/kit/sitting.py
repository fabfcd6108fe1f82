"""The questionnaire on a terminal, answered by the names of its questions."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from achillescli.cli.app import run
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.questionnaire.questions import QUESTIONS
from achillescli.words import Words
from tests.kit.terminal import Terminal

EN = Words("en")

RUNNER = {
    "consent": "yes",
    "age": "42",
    "sex": "1",
    "side": "1",
    "location": "1",
    "onset": "8 months",
    "morning_pain": "3",
    "stiffness_min": "10",
    "daily_pain": "2",
    "rest_pain": "0",
    "complaint": "1 3",
    "sport_possible": "2",
    "sport_pain": "3",
    "after_sport_pain": "2",
    "sport": "running",
    "goal": "ten kilometres without pain",
    "last_run": "2 days",
    "longest_run": "8km",
    "next_run": "10,5",
    "runs": "2 8",
    "size": "181 80",
    "knee_to_wall": "9,5 11",
    "training": "2 5",
    "calf_training_per_week": "0",
    "alcohol_per_week": "3",
    "start_test": "2",
    "raises": "21 27",
}
"""What a runner without warning signs types; 0 to everything else."""


def names(words: Words = EN) -> dict[str, str]:
    """Return the questions by the first words of each, so that a prompt can be named."""
    known = {words(f"questions.{question.name}.ask"): question.name for question in QUESTIONS}
    known[words("questions.longest_run.then")] = "next_run"
    for name in ("consent", "draft", "course"):
        known[words(f"assess.{name}.ask", date="{date}").split("{date}")[0].strip()] = name
    return known


def named(before: str, known: Mapping[str, str]) -> str:
    """Return the name of the question that stands before a prompt."""
    text = " ".join(before.split())
    found = [name for question, name in known.items() if question in text]
    assert len(found) == 1, (found, before)
    return found[0]


class Sitting(Terminal):
    """The questionnaire, answered by the names of its questions."""

    def __init__(self, *options: str, words: Words = EN, **environment: Any) -> None:
        super().__init__("assess", "--lang", words.language, *options, **environment)
        self.known = names(words)
        self.asked: list[str] = []

    def next(self) -> str | None:
        """Return the name of the next question; None at the end."""
        before = self.prompt()
        if not before:
            return None
        self.asked.append(named(before, self.known))
        return self.asked[-1]

    def go(self, replies: Mapping[str, str], until: str | None = None) -> str | None:
        """Answer by name until a question comes, or to the end."""
        while (name := self.next()) not in (None, until):
            self.type(replies.get(name, "0"))
        return name


def stored_runner(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Assess a runner from a file."""
    run(["assess", "--template"])
    capsys.readouterr()
    file = tmp_path / "runner.toml"
    flags = "\n".join(f"{name} = {'[]' if name == 'spa' else 'false'}" for name in RED_FLAGS)
    file.write_text(
        '[person]\nage = 42\nsex = "male"\n[complaint]\nside = "left"\n'
        'location = "midportion"\nonset = 2025-01-15\nseen_professional = true\n'
        f"[red_flags]\n{flags}\n",
        "utf-8",
    )
    assert run(["assess", "--answers", str(file)]) == 0
