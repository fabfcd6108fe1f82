"""The questions on a terminal: in their screens, with the way back, ended by a sign of danger."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.words import Words
from tests.kit.sitting import RUNNER, Sitting, stored_runner

pytestmark = pytest.mark.slow

EN, NL = Words("en"), Words("nl")


def test_each_question_stands_in_its_place(home: Path) -> None:
    sitting = Sitting(columns=200)
    sitting.go(RUNNER | {"medicines": "1", "fluoroquinolone_last": "2 years"})
    assert sitting.end() == 0
    lines = re.sub(r"\x1b\[[0-9;]*m", "", sitting.written).splitlines()
    places = [line for line in lines if line.startswith(("Warning signs ", "Part "))]
    assert places[:8] == [f"Warning signs {n} of 7" for n in (1, 2, 3, 4, 4, 5, 6, 7)]
    parts = ["you", "the complaint", "running", "body and training", "the tests"]
    assert places[8:] == [f"Part {n} of 6: {name}" for n, name in enumerate(parts, 2)]


@pytest.mark.parametrize(
    ("place", "said", "unsaid"),
    [
        ("1", "On the edge of a step", "floor"),
        ("2", "The heel never goes below the floor", "edge"),
        ("4", "The heel never goes below the floor", "edge"),
    ],
)
def test_the_start_test_is_told_for_the_place_of_the_pain(
    place: str, said: str, unsaid: str
) -> None:
    sitting = Sitting()
    sitting.go(RUNNER | {"location": place}, until="start_test")
    question = " ".join(sitting.written[sitting.written.index("Start test:") :].split())
    assert said in question
    assert unsaid not in question
    sitting.type("6")
    assert sitting.next() is None, "no heel raises after that"


def test_the_tests_say_on_the_screen_how_they_end() -> None:
    sitting = Sitting(columns=200)
    sitting.go(RUNNER, until="knee_to_wall")
    assert "from the big toe to the wall, the knee touching the wall" in sitting.written
    sitting.type("")
    sitting.go(RUNNER, until="raises")
    assert "Stop when pain goes above 5, or when height or pace is lost." in sitting.written
    assert sitting.written.endswith("left right, e.g. 22 25, or Enter to skip > ")
    sitting.type("")
    assert sitting.next() is None


def test_a_row_of_warning_signs_ends_the_questions(home: Path) -> None:
    sitting = Sitting()
    sitting.go({"consent": "y", "tendon": "1 2"})
    assert sitting.end() == 4
    assert sitting.asked == ["consent", "tendon"]
    assert EN("triage.T02.sign") in " ".join(sitting.written.split())
    assert "What it fits" not in sitting.written
    (entry,) = store.load(home).entries
    assert (entry.kind, entry.snap, entry.weak_push_off, entry.gap) == ("flag", True, True, False)
    assert entry.chest_pain is None
    assert run(["today"]) == 4


#  what is typed in each screen, the rows that stand, and whether it ends there
DANGER = [
    ({"tendon": "4"}, "T03", "tendon"),
    ({"tendon": "6"}, "T06", "tendon"),
    ({"calf": "6"}, "T01", "calf"),
    ({"calf": "1 3"}, "T04", "calf"),
    ({"calf": "5"}, "T25", "calf"),
    ({"infection": "1 4"}, "T05", "infection"),
    ({"medicines": "1", "fluoroquinolone_last": "8 weeks"}, "T07", "fluoroquinolone_last"),
]


@pytest.mark.hazard("H1")
@pytest.mark.parametrize(("replies", "row", "last"), DANGER, ids=[row for _, row, _ in DANGER])
def test_each_sign_of_danger_ends_the_questions_in_its_screen(
    replies: dict[str, str], row: str, last: str, home: Path
) -> None:
    sitting = Sitting("--json")
    sitting.go({"consent": "y", **replies})
    assert sitting.end() == 4
    assert sitting.asked[-1] == last
    told = sitting.written[sitting.written.rindex('{"triage"') :]
    result = json.loads(told.partition("\r\n")[0])
    assert row in result["triage"]["rows"]
    assert [entry.kind for entry in store.load(home).entries] == ["flag"]
    assert run(["today"]) == 4


def test_signs_for_a_doctor_first_do_not_end_the_questions(home: Path) -> None:
    replies = {"tendon": "1", "calf": "2", "medicines": "1 2 3", "general": "1 2 5", "history": "2"}
    replies |= {"fluoroquinolone_last": "3 months", "oral_steroid_last": "3 years"}
    replies |= {"tendon_injection_last": "never", "spa": "1 6", "infection": "1"}
    sitting = Sitting()
    sitting.go(RUNNER | replies)
    assert sitting.end() == 4
    assert "start_test" not in sitting.asked
    assert "raises" not in sitting.asked
    entry, _ = store.load(home).entries
    flags = entry.answers.red_flags
    assert (flags.snap, flags.calf_warm, flags.fever, flags.unwell) == (True, True, True, False)
    assert flags.fluoroquinolone_last == entry.date - dt.timedelta(days=90)
    assert flags.tendon_injection_last is False
    assert flags.spa == ("psoriasis", "family")
    assert "What it fits" in sitting.written


def test_back_asks_the_question_before_again() -> None:
    sitting = Sitting()
    assert sitting.next() == "consent"
    sitting.type("<")
    assert sitting.next() == "consent"
    sitting.type("yes")
    assert sitting.next() == "tendon"
    sitting.type("<")
    assert sitting.next() == "tendon"
    assert "This is the first question." in sitting.written
    sitting.type("1")
    assert sitting.next() == "calf"
    sitting.type("<")
    assert sitting.next() == "tendon"
    sitting.type("0")
    assert sitting.go(RUNNER, until="onset") == "onset"
    sitting.type("<")
    assert sitting.next() == "location"
    sitting.type("2")
    assert sitting.next() == "onset"
    sitting.child.close(force=True)


def test_a_sign_taken_back_with_the_way_back_does_not_count(home: Path) -> None:
    sitting = Sitting()
    sitting.go(RUNNER, until="calf")
    sitting.type("<")
    sitting.next()
    sitting.type("0")
    sitting.go(RUNNER)
    assert sitting.end() == 0
    assert store.load(home).entries[0].answers.red_flags.snap is False


def test_every_question_explains_itself() -> None:
    sitting = Sitting()
    for name in ("consent", "tendon", "calf"):
        assert sitting.next() == name
        sitting.type("?")
        explained = sitting.prompt()
        area = f"assess.{name}" if name == "consent" else f"questions.{name}"
        start = EN(f"{area}.explain").split()[:6]
        assert " ".join(start) in " ".join(explained.split())
        sitting.type(RUNNER.get(name, "0"))
    sitting.child.close(force=True)


def test_a_date_that_was_cleared_does_not_end_the_questions_again(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored_runner(tmp_path, capsys)
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    last = moment.date() - dt.timedelta(days=30)
    flag = {"kind": "flag", "date": moment.date(), "fluoroquinolone_last": last}
    store.append(home, flag, moment)
    assert run(["log", "clearance", "--by", "doctor", "T07"]) == 0
    sitting = Sitting("--new-course")
    replies = {"medicines": "1", "fluoroquinolone_last": last.isoformat()}
    sitting.go(RUNNER | replies)
    assert sitting.end() == 0
    assert [e.kind for e in store.load(home).entries][-2:] == ["assessment", "morning"]
