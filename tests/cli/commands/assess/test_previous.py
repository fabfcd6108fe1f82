"""What of an earlier assessment can be kept with Enter, and what cannot."""

from pathlib import Path

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.words import Words
from tests.kit.sitting import RUNNER, Sitting, stored_runner

pytestmark = pytest.mark.slow

EN, NL = Words("en"), Words("nl")


@pytest.mark.parametrize(("choice", "new"), [("1", False), ("2", True)])
def test_with_a_course_it_asks_whether_a_new_one_begins(
    choice: str, new: bool, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored_runner(tmp_path, capsys)
    sitting = Sitting()
    assert sitting.next() == "course"
    sitting.type("<")
    assert sitting.next() == "course"
    sitting.type(choice)
    sitting.go(RUNNER)
    assert sitting.end() == 0
    assert "consent" not in sitting.asked
    assert store.load(home).entries[-2].new_course is new


CHANGED = {"course": "1", "morning_pain": "1", "daily_pain": "1", "rest_pain": "0"}


CHANGED |= {"sport_pain": "2", "after_sport_pain": "1", "start_test": "1", "stiffness_min": "5"}


CHANGED |= dict.fromkeys(("tendon", "calf", "infection", "medicines", "general"), "0")


CHANGED |= {"history": "0", "spa": "0"}


def enter_for_the_rest(sitting: Sitting, replies: dict[str, str]) -> None:
    """Answer what is named, and press Enter at everything else."""
    while name := sitting.next():
        sitting.type(replies.get(name, ""))


def test_changed_answers_keep_the_earlier_ones_with_enter(home: Path) -> None:
    Sitting().go(RUNNER | {"tendon": "2", "medicines": "2", "oral_steroid_last": "2025-03-01"})
    assert run(["log", "check", "--raises", "25", "26"]) == 0
    sitting = Sitting()
    enter_for_the_rest(sitting, CHANGED | {"daily_pain": "4", "size": "- 78"})
    assert sitting.end() == 0
    first, morning, _, second = store.load(home).entries
    assert (morning.kind, morning.pain) == ("morning", 3)
    flat = " ".join(sitting.written.split())
    assert f"Answered yes earlier: {EN('flags.weak_push_off')}" in flat
    assert "such as prednisone or prednisolone (Sat 1 Mar 2025)" in flat
    assert "Earlier answer: 21 27" not in flat
    assert "Earlier answer: 25 26" in flat
    answers = second.answers
    assert answers.red_flags.weak_push_off is False
    assert (answers.complaint.daily_pain, answers.tests.start_test_pain) == (4, 1)
    assert (answers.person.height_cm, answers.person.weight_kg) == (None, 78)
    assert (answers.tests.raises_left, answers.tests.raises_right) == (25, 26)
    assert answers.risk == first.answers.risk
    kept = {"side", "location", "onset", "thickened", "sport_possible", "last_run"}
    for name in kept:
        assert getattr(answers.complaint, name) == getattr(first.answers.complaint, name)


@pytest.mark.hazard("H13")
def test_scores_and_warning_signs_have_nothing_to_keep(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored_runner(tmp_path, capsys)
    sitting = Sitting()
    sitting.go({"course": "1"}, until="tendon")
    for name in ("tendon", "calf", "infection", "medicines", "general", "history", "spa"):
        sitting.type("")
        assert "0 alone for none" in sitting.prompt(), name
        sitting.type("0")
        sitting.next()
    assert sitting.asked[-1] == "age"
    sitting.type("")
    for name in ("sex", "side", "location", "onset"):
        assert sitting.next() == name
        sitting.type("")
    assert sitting.next() == "morning_pain"
    sitting.type("")
    assert "whole number from 0 to 10" in sitting.prompt()
    sitting.child.close(force=True)


def test_a_new_course_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored_runner(tmp_path, capsys)
    sitting = Sitting()
    sitting.go({"course": "2"}, until="age")
    assert "Earlier answer" not in sitting.written
    sitting.type("")
    assert "whole number" in sitting.prompt()
    sitting.child.close(force=True)


def test_new_course_is_not_asked_when_it_was_said(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored_runner(tmp_path, capsys)
    sitting = Sitting("--new-course")
    sitting.go(RUNNER)
    assert sitting.end() == 0
    assert sitting.asked[0] == "tendon"
    assert store.load(home).entries[-2].new_course is True
