"""What becomes of answers when a consultation is broken off: a draft, offered again."""

import datetime as dt
import signal
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.words import Words
from tests.kit.sitting import RUNNER, Sitting

pytestmark = pytest.mark.slow

EN, NL = Words("en"), Words("nl")


TODAY = dt.date(2026, 3, 1)


def test_control_c_keeps_a_draft_and_the_next_run_goes_on(home: Path) -> None:
    first = Sitting()
    assert first.go(RUNNER, until="location") == "location"
    first.child.sendintr()
    assert first.end() == 130
    assert "offers to go on" in " ".join(first.written.split())
    assert store.load(home).entries == ()
    second = Sitting()
    assert second.next() == "draft"
    second.type("yes")
    assert second.next() == "location"
    second.type("<")
    assert second.next() == "side"
    second.type("2")
    second.go(RUNNER)
    assert second.end() == 0
    assert store.load(home).entries[0].answers.complaint.side == "right"
    assert "consent" not in second.asked
    assert store.read_draft(home) is None


@pytest.mark.parametrize("sign", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_a_terminal_that_closes_loses_nothing(sign: signal.Signals, home: Path) -> None:
    sitting = Sitting()
    assert sitting.go(RUNNER, until="age") == "age"
    sitting.child.kill(sign)
    sitting.end()
    again = Sitting()
    assert again.next() == "draft"
    again.type("yes")
    assert again.next() == "age"
    again.child.close(force=True)


def test_the_end_of_input_keeps_a_draft_too(home: Path) -> None:
    sitting = Sitting()
    sitting.go(RUNNER, until="calf")
    sitting.child.sendeof()
    assert sitting.end() == 130
    assert set((store.read_draft(home) or {})["replies"]) == {"tendon"}


def test_answers_that_cannot_be_stored_are_kept(home: Path) -> None:
    sitting = Sitting()
    assert sitting.go(RUNNER, until="raises") == "raises"
    home.mkdir(exist_ok=True)
    (home / "log").write_text("in the way", "utf-8")
    sitting.type("20 20")
    assert sitting.end() == 5
    assert sitting.written.count("nothing was saved") == 1
    (home / "log").unlink()
    again = Sitting()
    assert again.next() == "draft"
    again.type("yes")
    assert again.end() == 0
    assert store.load(home).entries[0].answers.tests.raises_left == 20


def test_a_draft_that_is_not_wanted_is_dropped(home: Path) -> None:
    store.write_draft(home, {"date": TODAY, "replies": {"age": {"person.age": 42}}})
    sitting = Sitting()
    assert sitting.next() == "draft"
    sitting.type("no")
    assert sitting.next() == "tendon"
    sitting.child.sendintr()
    assert sitting.end() == 130
    assert store.read_draft(home) is None


@pytest.mark.hazard("H9")
def test_a_draft_of_another_day_asks_the_signs_and_scores_again(home: Path) -> None:
    replies = {
        "tendon": {"red_flags.snap": False},
        "age": {"person.age": 42},
        "sex": {"person.sex": "male"},
        "daily_pain": {"complaint.daily_pain": 2},
    }
    store.write_draft(home, {"date": TODAY, "replies": replies})
    sitting = Sitting()
    sitting.go(RUNNER | {"draft": "yes"})
    assert sitting.end() == 0
    assert "tendon" in sitting.asked
    assert "daily_pain" in sitting.asked
    assert not {"age", "sex"} & set(sitting.asked)


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"date": TODAY},
        {"date": TODAY, "replies": 3},
        {"replies": {"age": {"person.age": 42}}},
        {"date": TODAY, "replies": {"age": {"person.age": "old"}}},
        {"date": TODAY, "replies": {"age": 42}},
        {"date": TODAY, "replies": {"age": {"person.sex": "male"}}},
        {"date": TODAY, "replies": {"nothing": {"person.age": 42}}},
    ],
)
def test_a_draft_that_holds_nothing_of_use_is_not_offered(
    draft: dict[str, Any], home: Path
) -> None:
    store.write_draft(home, draft)
    sitting = Sitting()
    assert sitting.next() in ("consent", "tendon")
    sitting.child.close(force=True)
