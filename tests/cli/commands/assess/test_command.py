"""`achilles assess` on a terminal and without one."""

import datetime as dt
import itertools
import json
import re
import signal
import tomllib

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.cli.commands.assess.interview import merged
from achillescli.cli.commands.assess.template import sources
from achillescli.core.log.answers import RED_FLAGS, Answers
from achillescli.core.questionnaire.questions import (
    QUESTIONS,
    Situation,
    asked,
    is_screening,
    upcoming,
)
from achillescli.core.questionnaire.sources import SOURCES
from achillescli.words import Words
from tests.kit.terminal import Terminal

EN, NL = Words("en"), Words("nl")
TODAY = dt.date(2026, 3, 1)
MOST = 36

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
    "last_run": "2 days",
    "longest_run": "8 10,5",
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


@pytest.fixture
def home(tmp_path):
    return tmp_path / "achilles"


def names(words=EN):
    """Return the questions by the first words of each, so that a prompt can be named."""
    known = {words(f"questions.{question.name}.ask"): question.name for question in QUESTIONS}
    for name in ("consent", "draft", "course"):
        known[words(f"assess.{name}.ask", date="{date}").split("{date}")[0].strip()] = name
    return known


def named(before, known):
    """Return the name of the question that stands before a prompt."""
    text = " ".join(before.split())
    found = [name for question, name in known.items() if question in text]
    assert len(found) == 1, (found, before)
    return found[0]


class Sitting(Terminal):
    """The questionnaire, answered by the names of its questions."""

    def __init__(self, *options, words=EN, **environment):
        super().__init__("assess", "--lang", words.language, *options, **environment)
        self.known = names(words)
        self.asked = []

    def next(self):
        """Return the name of the next question; None at the end."""
        before = self.prompt()
        if not before:
            return None
        self.asked.append(named(before, self.known))
        return self.asked[-1]

    def go(self, replies, until=None):
        """Answer by name until a question comes, or to the end."""
        while (name := self.next()) not in (None, until):
            self.type(replies.get(name, "0"))
        return name


def test_a_runner_without_warning_signs(home):
    sitting = Sitting()
    sitting.go(RUNNER)
    assert sitting.end() == 0
    assert len(sitting.asked) == 32
    assert sitting.asked[0] == "consent"
    assert "Level L3" in sitting.written
    assert "achilles today" in sitting.written
    (entry,) = store.load(home).entries
    assert entry.complete
    answers = entry.answers
    assert (answers.person.age, answers.person.sex, answers.person.weight_kg) == (42, "male", 80)
    assert (answers.complaint.startup_trouble, answers.complaint.thickened) == (True, False)
    assert (answers.tests.knee_to_wall_left_cm, answers.tests.raises_right) == (9.5, 27)
    assert (answers.risk.last_or_next_run_km, answers.risk.stiff_ankle) == (10.5, None)
    assert answers.tests.start_test_pain == 2
    assert store.read_draft(home) is None


def test_the_same_in_dutch_and_narrow_as_json(home):
    replies = RUNNER | {"consent": "ja", "onset": "8 maanden", "last_run": "eergisteren"}
    sitting = Sitting("--json", words=NL, columns=40, TERM="xterm")
    sitting.known = {}
    order = ["consent", *(q.name for q in QUESTIONS if q.name in asked_of_a_runner())]
    for name in order:
        assert sitting.prompt()
        sitting.type(replies.get(name, "0"))
    assert sitting.end() == 0
    result = json.loads(sitting.written[sitting.written.rindex('{"triage"') :])
    assert result["start_level"] == "L3"
    assert len(store.load(home).entries) == 1


def asked_of_a_runner():
    replies = {}
    now = Situation({}, TODAY, lambda _: False)
    while question := upcoming(replies, now):
        replies[question.name] = reply(question, now)
        now = Situation(merged(replies), TODAY, lambda _: False)
    return replies


VALUES = {
    "person.age": 42,
    "complaint.onset": TODAY - dt.timedelta(days=240),
    "complaint.last_run": TODAY - dt.timedelta(days=2),
    "complaint.sport_possible": "reduced",
    "risk.load_unchanged": True,
}


def reply(question, now, values=VALUES):
    fields = asked(question, now)
    usual = False if question.kind in ("signs", "ever", "marks") else 5
    return {field: values.get(field, usual) for field in fields}


def counted(values):
    replies = {}
    now = Situation({}, TODAY, lambda _: False)
    while question := upcoming(replies, now):
        replies[question.name] = reply(question, now, VALUES | values)
        if question.kind == "ever":
            replies[question.name] = {}
        now = Situation(merged(replies), TODAY, lambda _: False)
    return replies


def test_nobody_without_warning_signs_is_asked_more_than_36_times():
    """Also not with every medicine long ago, a new complaint, and consent before it."""
    busiest = counted({"complaint.onset": TODAY - dt.timedelta(days=20)})
    assert "previous_episode_end" in busiest
    assert "fluoroquinolone_last" in busiest
    assert len(busiest) + 1 <= MOST


def test_each_question_stands_in_its_place(home):
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
def test_the_start_test_is_told_for_the_place_of_the_pain(place, said, unsaid):
    sitting = Sitting()
    sitting.go(RUNNER | {"location": place}, until="start_test")
    question = " ".join(sitting.written[sitting.written.index("Start test:") :].split())
    assert said in question
    assert unsaid not in question
    sitting.type("6")
    assert sitting.next() is None, "no heel raises after that"


def test_the_tests_say_on_the_screen_how_they_end():
    sitting = Sitting(columns=200)
    sitting.go(RUNNER, until="knee_to_wall")
    assert "from the big toe to the wall, the knee touching the wall" in sitting.written
    sitting.type("")
    sitting.go(RUNNER, until="raises")
    assert "Stop when pain goes above 5, or when height or pace is lost." in sitting.written
    assert sitting.written.endswith("left right, e.g. 22 25, or Enter to skip > ")
    sitting.type("")
    assert sitting.next() is None


def test_a_row_of_warning_signs_ends_the_questions(home):
    sitting = Sitting()
    sitting.go({"consent": "y", "tendon": "1 2"})
    assert sitting.end() == 4
    assert sitting.asked == ["consent", "tendon"]
    assert "(T02)" in sitting.written
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
def test_each_sign_of_danger_ends_the_questions_in_its_screen(replies, row, last, home):
    sitting = Sitting("--json")
    sitting.go({"consent": "y", **replies})
    assert sitting.end() == 4
    assert sitting.asked[-1] == last
    result = json.loads(sitting.written[sitting.written.rindex('{"triage"') :])
    assert row in result["triage"]["rows"]
    assert [entry.kind for entry in store.load(home).entries] == ["flag"]
    assert run(["today"]) == 4


def test_signs_for_a_doctor_first_do_not_end_the_questions(home):
    replies = {"tendon": "1", "calf": "2", "medicines": "1 2 3", "general": "1 2 5", "history": "2"}
    replies |= {"fluoroquinolone_last": "3 months", "oral_steroid_last": "3 years"}
    replies |= {"tendon_injection_last": "never", "spa": "1 6", "infection": "1"}
    sitting = Sitting()
    sitting.go(RUNNER | replies)
    assert sitting.end() == 4
    assert "start_test" not in sitting.asked
    assert "raises" not in sitting.asked
    (entry,) = store.load(home).entries
    flags = entry.answers.red_flags
    assert (flags.snap, flags.calf_warm, flags.fever, flags.unwell) == (True, True, True, False)
    assert flags.fluoroquinolone_last == entry.date - dt.timedelta(days=90)
    assert flags.tendon_injection_last is False
    assert flags.spa == ("psoriasis", "family")
    assert "What it fits" in sitting.written


def test_no_consent_writes_nothing(home):
    sitting = Sitting()
    sitting.go({"consent": "no"})
    assert sitting.end() == 0
    assert "Nothing was stored" in sitting.written
    assert "Pregnant" in sitting.written
    assert not home.exists()


def test_back_asks_the_question_before_again():
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


def test_a_sign_taken_back_with_the_way_back_does_not_count(home):
    sitting = Sitting()
    sitting.go(RUNNER, until="calf")
    sitting.type("<")
    sitting.next()
    sitting.type("0")
    sitting.go(RUNNER)
    assert sitting.end() == 0
    assert store.load(home).entries[0].answers.red_flags.snap is False


def test_every_question_explains_itself():
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


def test_control_c_keeps_a_draft_and_the_next_run_goes_on(home):
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
def test_a_terminal_that_closes_loses_nothing(sign, home):
    sitting = Sitting()
    assert sitting.go(RUNNER, until="age") == "age"
    sitting.child.kill(sign)
    sitting.end()
    again = Sitting()
    assert again.next() == "draft"
    again.type("yes")
    assert again.next() == "age"
    again.child.close(force=True)


def test_the_end_of_input_keeps_a_draft_too(home):
    sitting = Sitting()
    sitting.go(RUNNER, until="calf")
    sitting.child.sendeof()
    assert sitting.end() == 130
    assert set(store.read_draft(home)["replies"]) == {"tendon"}


def test_answers_that_cannot_be_stored_are_kept(home):
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


def test_a_draft_that_is_not_wanted_is_dropped(home):
    store.write_draft(home, {"date": TODAY, "replies": {"age": {"person.age": 42}}})
    sitting = Sitting()
    assert sitting.next() == "draft"
    sitting.type("no")
    assert sitting.next() == "tendon"
    sitting.child.sendintr()
    assert sitting.end() == 130
    assert store.read_draft(home) is None


@pytest.mark.hazard("H9")
def test_a_draft_of_another_day_asks_the_signs_and_scores_again(home):
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
def test_a_draft_that_holds_nothing_of_use_is_not_offered(draft, home):
    store.write_draft(home, draft)
    sitting = Sitting()
    assert sitting.next() in ("consent", "tendon")
    sitting.child.close(force=True)


def stored_runner(tmp_path, capsys):
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


@pytest.mark.parametrize(("choice", "new"), [("1", False), ("2", True)])
def test_with_a_course_it_asks_whether_a_new_one_begins(choice, new, home, tmp_path, capsys):
    stored_runner(tmp_path, capsys)
    sitting = Sitting()
    assert sitting.next() == "course"
    sitting.type("<")
    assert sitting.next() == "course"
    sitting.type(choice)
    sitting.go(RUNNER)
    assert sitting.end() == 0
    assert "consent" not in sitting.asked
    assert store.load(home).entries[-1].new_course is new


CHANGED = {"course": "1", "morning_pain": "1", "daily_pain": "1", "rest_pain": "0"}
CHANGED |= {"sport_pain": "2", "after_sport_pain": "1", "start_test": "1", "stiffness_min": "5"}
CHANGED |= dict.fromkeys(("tendon", "calf", "infection", "medicines", "general"), "0")
CHANGED |= {"history": "0", "spa": "0"}


def enter_for_the_rest(sitting, replies):
    """Answer what is named, and press Enter at everything else."""
    while name := sitting.next():
        sitting.type(replies.get(name, ""))


def test_changed_answers_keep_the_earlier_ones_with_enter(home):
    Sitting().go(RUNNER | {"tendon": "2", "medicines": "2", "oral_steroid_last": "2025-03-01"})
    assert run(["log", "check", "--raises", "25", "26"]) == 0
    sitting = Sitting()
    enter_for_the_rest(sitting, CHANGED | {"daily_pain": "4", "size": "- 78"})
    assert sitting.end() == 0
    first, _, second = store.load(home).entries
    flat = " ".join(sitting.written.split())
    assert "Answered yes earlier: you can hardly push off with that foot" in flat
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
def test_scores_and_warning_signs_have_nothing_to_keep(home, tmp_path, capsys):
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


def test_a_new_course_keeps_nothing(tmp_path, capsys):
    stored_runner(tmp_path, capsys)
    sitting = Sitting()
    sitting.go({"course": "2"}, until="age")
    assert "Earlier answer" not in sitting.written
    sitting.type("")
    assert "whole number" in sitting.prompt()
    sitting.child.close(force=True)


def test_new_course_is_not_asked_when_it_was_said(home, tmp_path, capsys):
    stored_runner(tmp_path, capsys)
    sitting = Sitting("--new-course")
    sitting.go(RUNNER)
    assert sitting.end() == 0
    assert sitting.asked[0] == "tendon"
    assert store.load(home).entries[-1].new_course is True


def test_a_date_that_was_cleared_does_not_end_the_questions_again(home, tmp_path, capsys):
    stored_runner(tmp_path, capsys)
    assert run(["log", "flag", "fluoroquinolone_last=-30"]) == 0
    last = store.load(home).entries[-1].fluoroquinolone_last
    assert run(["log", "clearance", "--by", "doctor", "T07"]) == 0
    sitting = Sitting("--new-course")
    replies = {"medicines": "1", "fluoroquinolone_last": last.isoformat()}
    sitting.go(RUNNER | replies)
    assert sitting.end() == 0
    assert store.load(home).entries[-1].kind == "assessment"


def test_without_a_terminal_it_says_what_to_do(capsys, home):
    assert run(["assess"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "--answers FILE" in err
    assert "--template" in err
    assert not home.exists()


def test_the_notice_goes_to_the_error_output(tmp_path, capsys):
    stored_runner(tmp_path, capsys)
    out, err = capsys.readouterr()
    assert "educational tool" in " ".join(err.split())
    assert "educational tool" not in out


def test_an_assessment_that_blocks_is_stored_and_ends_with_code_4(tmp_path, capsys, home):
    stored_runner(tmp_path, capsys)
    file = tmp_path / "runner.toml"
    file.write_text(file.read_text("utf-8").replace("night_pain = false", "night_pain = true"))
    capsys.readouterr()
    assert run(["assess", "--answers", str(file), "--json"]) == 4
    result = json.loads(capsys.readouterr().out)
    assert (result["start_level"], result["start_test_asked"]) == (None, False)
    assert result["triage"] == {"level": "DOCTOR_FIRST", "rows": ["T11"]}
    assert len(store.load(home).entries) == 2


# --- the questions as a value -------------------------------------------------------------


FIELDS = [
    f"{section}.{name}"
    for section in ("person", "complaint", "red_flags", "risk", "tests")
    for name in Answers.fields[section].of.fields
]


def test_every_answer_has_its_question_and_its_source():
    fields = {field for question in QUESTIONS for field in question.fields}
    assert fields == set(FIELDS)
    assert set(SOURCES) == fields


def test_the_warning_signs_come_first_in_seven_screens():
    screens = list(itertools.takewhile(is_screening, QUESTIONS))
    assert not any(is_screening(question) for question in QUESTIONS[len(screens) :])
    assert len([question for question in screens if question.kind != "day"]) == 7
    asked_for = [f for q in screens if q.kind != "day" for f in q.fields]
    assert sorted(asked_for) == sorted(f"red_flags.{name}" for name in RED_FLAGS)


@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
def test_every_question_is_put_and_explained_with_a_source(words):
    for question in QUESTIONS:
        place = f"questions.{question.name}"
        assert words.find(f"{place}.ask").endswith("?"), question.name
        assert len(words(f"{place}.explain")) > 40, question.name
        assert len(sources(words, question.fields)) > 10
        for value in question.values:
            assert words.find(f"{place}.value.{value}"), value
        for field in question.fields:
            name = field.partition(".")[2]
            named = words.find(f"flags.{name}") or words.find(f"questions.mark.{name}")
            assert named or len(question.fields) == 1, field


def test_the_ends_of_every_range_are_those_of_the_model():
    for question in QUESTIONS:
        for field, limits in zip(question.fields, question.ranges, strict=False):
            section, _, name = field.partition(".")
            taken = Answers.fields[section].of.fields[name]
            assert (taken.low, taken.high) == limits, field


#  answers given, a question, and whether it is still asked
POINTLESS = [
    ({"complaint.onset": TODAY - dt.timedelta(days=42)}, "previous_episode_end", True),
    ({"complaint.onset": TODAY - dt.timedelta(days=43)}, "previous_episode_end", False),
    ({"complaint.sport_possible": "no"}, "sport_pain", False),
    ({"complaint.sport_possible": "no"}, "after_sport_pain", False),
    ({"complaint.sport_possible": "reduced"}, "sport_pain", True),
    ({}, "longest_run", False),
    ({}, "runs", False),
    ({"complaint.last_run": TODAY - dt.timedelta(days=30)}, "longest_run", True),
    ({"complaint.last_run": TODAY - dt.timedelta(days=31)}, "longest_run", False),
    ({"complaint.last_run": TODAY - dt.timedelta(days=7)}, "runs", True),
    ({"complaint.last_run": TODAY - dt.timedelta(days=8)}, "runs", False),
    ({"risk.load_unchanged": True}, "calf_training_per_week", True),
    ({"risk.load_unchanged": False}, "calf_training_per_week", False),
    ({"complaint.onset": TODAY - dt.timedelta(days=7)}, "start_test", False),
    ({"complaint.onset": TODAY - dt.timedelta(days=8)}, "start_test", True),
    ({"red_flags.fever": True}, "start_test", False),
    ({"red_flags.unwell": True}, "start_test", False),
    ({"red_flags.fever": True}, "raises", False),
    ({"complaint.onset": TODAY - dt.timedelta(days=7)}, "raises", False),
    ({"complaint.onset": TODAY - dt.timedelta(days=8)}, "raises", True),
    ({"tests.start_test_pain": 5}, "raises", True),
    ({"tests.start_test_pain": 6}, "raises", False),
    ({"tests.start_test_pain": "unable"}, "raises", False),
    ({"red_flags.oral_steroid_last": False}, "oral_steroid_last", False),
    ({}, "oral_steroid_last", True),
]


@pytest.mark.parametrize(("given", "name", "wanted"), POINTLESS)
def test_pointless_questions_are_not_asked(given, name, wanted):
    question = next(question for question in QUESTIONS if question.name == name)
    assert bool(asked(question, Situation(given, TODAY, lambda _: False))) is wanted


def test_nothing_is_tested_while_the_programme_is_blocked():
    now = Situation({}, TODAY, lambda _: True)
    for question in QUESTIONS:
        if question.name in ("start_test", "raises"):
            assert asked(question, now) == ()


def test_single_marks_are_left_out_when_they_are_pointless():
    body = next(question for question in QUESTIONS if question.name == "body")
    training = next(question for question in QUESTIONS if question.name == "training")
    young = Situation({"person.age": 34}, TODAY, lambda _: False)
    older = Situation({"person.age": 35}, TODAY, lambda _: False)
    assert "risk.load_unchanged" not in asked(training, young)
    assert "risk.load_unchanged" in asked(training, older)
    assert "risk.stiff_ankle" in asked(body, young)
    measured = Situation({"tests.knee_to_wall_left_cm": 9.5}, TODAY, lambda _: False)
    assert "risk.stiff_ankle" not in asked(body, measured)
    ran = Situation({"complaint.last_run": TODAY - dt.timedelta(days=28)}, TODAY, lambda _: False)
    assert "risk.intensity_jump" in asked(training, ran)
    assert "risk.intensity_jump" not in asked(training, young)


def test_spa_asks_for_what_the_model_knows():
    spa = next(question for question in QUESTIONS if question.kind == "spa")
    assert spa.values == ("psoriasis", "uveitis", "ibd", "recent_infection", "back_pain", "family")
    assert tomllib.loads(f"spa = {list(spa.values)}")
