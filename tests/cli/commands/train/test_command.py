"""Which session is followed, when none is, and what becomes of one that was broken off."""

from typing import Any

import pytest

from achillescli.cli.commands.train.kept import KeptSession
from achillescli.core.views.script import Motion, Stint
from achillescli.words import Words
from tests.kit.logbook import Logbook, ago

EN = Words("en")
DRY = "train --dry-run"


@pytest.fixture
def user(book: Logbook) -> Logbook:
    """A user on the second day."""
    book.assess(1)
    book.write("morning", 0, pain=1)
    return book


def kept(
    days_ago: int = 0,
    slot: str = "am",
    done: tuple[int, ...] = (15, 6, 0),
    exercise: str = "heel-drop-straight",
    load_kg: float = 0.0,
) -> KeptSession:
    halves = (Motion.DOWN, Motion.UP)
    stints = tuple(Stint(exercise, n, len(done), 15, halves) for n in range(1, len(done) + 1))
    return KeptSession(ago(days_ago), slot, stints, done, load_kg)


# Which session

SESSIONS = [
    ("am", "06:30", [], "straight"),
    ("", "06:30", [], "straight"),
    ("", "18:00", [], "slightly bent"),
    ("", "06:30", ["am"], "slightly bent"),
    ("", "18:00", ["pm"], "straight"),
    ("pm", "06:30", [], "slightly bent"),
]


@pytest.mark.parametrize(("named", "at", "logged", "knee"), SESSIONS)
def test_the_open_session_of_this_half_of_the_day_is_followed(
    user: Logbook, named: str, at: str, logged: list[str], knee: str
) -> None:
    for slot in logged:
        user.write("session", 0, slot=slot, pain=1)
    out = user.type(f"train {named} --dry-run", at=at)
    assert f"{knee} knee" in " ".join(out.split())
    assert user.code == 0


def test_a_session_that_is_logged_or_not_given_is_refused(user: Logbook) -> None:
    user.write("session", 0, slot="am", pain=1)
    assert user.refused("train am") == "train.error.slot_done"
    assert user.refused("train noon") == "train.error.slot"
    assert user.refused("train --ready 700") == "log.error.whole"


def test_the_dry_run_is_the_dose_of_the_day_on_paper(user: Logbook) -> None:
    lines = user.type(DRY).splitlines()
    assert lines[0].startswith("0:00  Get ready: Heel drop with a straight knee, set 1 of 3, 15")
    assert "0:10  Go: set 1 of 3." in lines
    assert "1:10  End of the set. Rest 2:00, then set 2 of 3." in lines
    assert lines[-1] == "7:10  Done. The session is over."
    assert sum(line.endswith("  15") for line in lines) == 3
    assert not (user.home / "train.draft").exists()


def test_getting_ready_takes_as_long_as_is_said(user: Logbook) -> None:
    assert "0:03  Go: set 1 of 3." in user.type("train --dry-run --ready 3")
    assert "0:00  Go: set 1 of 3." in user.type("train --dry-run --ready 0")
    for language, said in (
        ("en", "15 repetitions. 1 second."),
        ("nl", "15 herhalingen. 1 seconde."),
    ):
        out = user.type("train --dry-run --ready 1", language=language)
        assert said in " ".join(out.split())


# When there is none


def test_a_blocked_day_says_why_with_the_code_of_today(book: Logbook) -> None:
    book.assess(1)
    book.write("flag", 0, chest_pain=True)
    out = book.type("train")
    assert book.code == 4
    assert "emergency number" in out
    assert out == book.type("today")
    assert book.code == 4


def test_without_a_course_it_asks_for_the_assessment(book: Logbook) -> None:
    assert book.refused("train") == "today.error.no_assessment"


RESTS = [
    ({"kind": "morning", "pain": 8}, "today.rest.settle"),
    ({"kind": "flag", "fever": True}, "today.rest.fever"),
    ({"kind": "session", "slot": "am", "pain": 7}, "today.rest.stopped"),
]


@pytest.mark.parametrize(("entry", "key"), RESTS)
def test_a_day_of_rest_says_why(book: Logbook, entry: dict[str, Any], key: str) -> None:
    book.assess(1)
    book.write(entry.pop("kind"), 0, **entry)
    for line in ("train", "train pm", DRY):
        out = " ".join(book.type(line).split())
        assert out == EN(key)
        assert book.code == 0


def test_a_day_that_is_done_has_nothing_to_follow(user: Logbook) -> None:
    for slot in ("am", "pm"):
        user.write("session", 0, slot=slot, pain=1)
    assert user.type("train").strip() == EN("train.off.done")


# What was broken off, where nobody can be asked


def test_a_session_of_an_earlier_day_is_named_with_the_line_that_logs_it(user: Logbook) -> None:
    kept(days_ago=1).write(user.home)
    for slot in ("am", "pm"):
        user.write("session", 0, slot=slot, pain=1)
    user.type("train")
    assert "after 21 of 45 repetitions" in user.err
    assert f"achilles log am N --partial --date {ago(1)}" in user.err
    assert KeptSession.read(user.home) == kept(days_ago=1)


def test_one_that_is_logged_by_now_is_let_go(user: Logbook) -> None:
    kept(days_ago=1).write(user.home)
    user.write("session", 1, slot="am", pain=1)
    for slot in ("am", "pm"):
        user.write("session", 0, slot=slot, pain=1)
    user.type("train")
    assert user.err == ""
    assert not (user.home / "train.draft").exists()


def test_a_dry_run_leaves_what_was_broken_off(user: Logbook) -> None:
    kept(days_ago=1).write(user.home)
    user.type(DRY)
    assert KeptSession.read(user.home) == kept(days_ago=1)


def test_one_whose_plan_has_changed_cannot_go_on(user: Logbook) -> None:
    kept(done=(15, 6)).write(user.home)
    user.write("session", 0, slot="pm", pain=7)
    assert " ".join(user.type("train").split()) == EN("today.rest.stopped")
    assert "achilles log am N --partial" in user.err


@pytest.mark.hazard("H19")
def test_a_pain_that_was_kept_is_logged_on_a_blocked_day_too(user: Logbook) -> None:
    kept()._replace(pains=((0, 7),)).write(user.home)
    user.write("flag", 0, chest_pain=True)
    out = user.type("train")
    assert user.code == 4
    assert out.index("emergency number") < out.index("Saved: ")
    assert (user.newest.kind, user.newest.pain, user.newest.completed) == ("session", 7, False)
    assert not (user.home / "train.draft").exists()


def test_what_was_broken_off_is_named_on_a_blocked_day_too(user: Logbook) -> None:
    kept().write(user.home)
    user.write("flag", 0, chest_pain=True)
    user.type("train")
    assert user.code == 4
    assert "achilles log am N --partial" in user.err
    assert KeptSession.read(user.home) == kept()
