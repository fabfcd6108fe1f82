"""Questions of the log on a terminal: kept as they are answered, for the day of the answer."""

import datetime as dt
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from achillescli.core.log.entries import Entry
from achillescli.core.log.values import table
from achillescli.words import Words, plain_spaces
from tests.kit.logbook import TODAY, Logbook
from tests.kit.sitting import RUNNER
from tests.kit.sitting import Sitting as Questionnaire
from tests.kit.terminal import Terminal

pytestmark = pytest.mark.slow

EN = Words("en")
CLOCKED = """
import datetime as dt, os, sys
from pathlib import Path
from achillescli.cli import context, main
file = Path(os.environ["CLOCK"])
context._local_now = lambda: dt.datetime.fromisoformat(file.read_text()).astimezone()
sys.argv[0] = "achilles"
main()
"""
"""The program by a clock that a test sets, while a question is open too."""


def clock(at: str, days: int = 0) -> str:
    """Set the clock, to a time of the day of the tests or of a later one; return its file."""
    file = Path(os.environ["ACHILLES_HOME"]).with_name("clock")
    time = dt.time.fromisoformat(at)
    file.write_text(dt.datetime.combine(TODAY + dt.timedelta(days), time, dt.UTC).isoformat())
    return str(file)


class Sitting(Terminal):
    """The program at 09:00 on the day of the tests, until its clock is set."""

    def __init__(self, *arguments: str, at: str = "09:00", **environment: Any) -> None:
        super().__init__(*arguments, code=CLOCKED, TZ="UTC", CLOCK=clock(at), **environment)

    def answer(self, *lines: str) -> None:
        for line in lines:
            assert self.prompt()
            self.type(line)

    def stop(self, how: str | signal.Signals) -> int:
        """End it at the prompt that is open; return the exit code."""
        assert self.prompt()
        if how == "ctrl-c":
            self.child.sendintr()
        elif how == "ctrl-d":
            self.child.sendeof()
        else:
            self.child.kill(how)
        return self.end()

    @property
    def said(self) -> str:
        return " ".join(plain_spaces(self.written).split())


@pytest.fixture
def user(book: Logbook) -> Logbook:
    book.assess(3)
    return book


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-d"])
@pytest.mark.parametrize("typed", [[], ["1"], ["1", "0", "0"]])
@pytest.mark.usefixtures("user")
def test_what_was_answered_is_told_when_the_questions_are_broken_off(
    typed: list[str], how: str
) -> None:
    sitting = Sitting("log", "flag")
    sitting.answer(*typed)
    assert sitting.stop(how) == 130
    if typed:
        assert sitting.said.index(EN("triage.T26.sign")) < sitting.said.index("Saved: ")
    assert sitting.said.endswith(plain_spaces(EN("log.flags_later")))
    assert ("is saved" in sitting.said) == bool(typed)


@pytest.mark.hazard("H2")
def test_a_sign_of_danger_ends_the_questions_and_is_told_first(user: Logbook) -> None:
    sitting = Sitting("log", "flag")
    sitting.answer("0", "5 6")
    assert sitting.end() == 0
    assert sitting.said.index("Call the emergency number now") < sitting.said.rindex("Saved: ")
    tendon, calf = user.log[1:]
    found = (tendon.snap, calf.chest_pain, calf.breathless, calf.calf_red)
    assert found == (False, True, True, False)


def test_the_check_in_keeps_each_yes_and_ends_at_a_danger(user: Logbook) -> None:
    sitting = Sitting("log", "checkin")
    sitting.answer("1 2 4", "1", "1")
    assert sitting.end() == 0
    assert [entry.kind for entry in user.log[1:]] == ["flag", "flag"]
    assert sitting.said.index(EN("triage.T26.sign")) < sitting.said.index(EN("triage.T04.sign"))


def test_a_check_in_that_is_broken_off_is_none(user: Logbook) -> None:
    sitting = Sitting("log", "checkin")
    sitting.answer("1 4", "1")
    assert sitting.stop("ctrl-c") == 130
    assert [entry.kind for entry in user.log[1:]] == ["flag"]
    sitting = Sitting("log", "checkin")
    sitting.answer("3")
    assert sitting.stop("ctrl-d") == 130
    assert sitting.said.endswith(plain_spaces(EN("log.flags_later")))


def test_what_is_due_is_told_though_the_questions_are_broken_off(user: Logbook) -> None:
    sitting = Sitting("log")
    sitting.answer("8")
    assert sitting.stop("ctrl-c") == 130
    assert user.newest.pain == 8
    assert "no loading" in sitting.said


def test_each_score_of_an_evening_is_kept(user: Logbook) -> None:
    sitting = Sitting("log", "evening", at="21:00")
    sitting.answer("3")
    assert sitting.stop("ctrl-c") == 130
    assert user.fields() == {"kind": "evening", "after": 3}


@pytest.mark.parametrize("how", ["ctrl-c", signal.SIGHUP], ids=repr)
def test_a_medicine_without_its_date_counts_as_had(
    user: Logbook, how: str | signal.Signals
) -> None:
    sitting = Sitting("log", "flag")
    sitting.answer("0", "0", "0", "1")
    sitting.stop(how)
    assert user.newest.fluoroquinolone_last is True
    assert EN("triage.T07.todo") in sitting.said or how == signal.SIGHUP


def test_every_sign_is_asked_though_nothing_can_be_saved(user: Logbook) -> None:
    (user.home / "log/2026-12.toml").chmod(0o400)
    sitting = Sitting("log", "am", "7")
    sitting.answer("1", "0", "0", "0", "1")
    assert sitting.end() == 5
    for said in (EN("log.stop.today"), EN("triage.T26.sign"), EN("triage.T11.sign")):
        assert said in sitting.said
    assert sitting.said.count("Not saved: ") == 6
    assert "Saved: " not in sitting.said
    assert sitting.said.count("read-only") == 1
    assert len(user.log) == 1


@pytest.mark.parametrize(
    ("line", "typed", "row"), [("flag", ["0", "5"], "T25"), ("checkin", ["2", "1"], "T04")]
)
def test_a_danger_on_a_terminal_that_cannot_be_saved_ends_with_both(
    user: Logbook, line: str, typed: list[str], row: str
) -> None:
    (user.home / "log/2026-12.toml").chmod(0o400)
    sitting = Sitting("log", line)
    sitting.answer(*typed)
    assert sitting.end() == 5
    assert sitting.said.index(EN(f"triage.{row}.todo")) < sitting.said.index("Not saved: ")


def test_a_note_is_typed_at_a_prompt(user: Logbook) -> None:
    sitting = Sitting("log", "note")
    sitting.answer("", "-2 kg today")
    assert sitting.end() == 0
    assert user.fields() == {"kind": "note", "text": "-2 kg today"}


# The day of an answer


ANSWERED = [
    ("log morning", "6", {"kind": "morning", "pain": 6}),
    ("log am", "3", {"kind": "session", "slot": "am", "pain": 3}),
    ("log", "6", {"kind": "morning", "pain": 6}),
    ("log evening", "2", {"kind": "evening", "after": 2}),
    ("log checkin", "0", {"kind": "checkin"}),
]
MOVED = [
    *((*one, chosen) for one in ANSWERED for chosen in ("1", "2")),
    *((*one, how) for one in ANSWERED[:2] for how in ("ctrl-c", signal.SIGHUP)),
]


@pytest.mark.hazard("H46")
@pytest.mark.parametrize(("line", "typed", "fields", "chosen"), MOVED, ids=repr)
def test_an_answer_of_the_next_day_is_asked_for_its_day(
    user: Logbook, line: str, typed: str, fields: dict[str, Any], chosen: str | signal.Signals
) -> None:
    sitting = Sitting(*line.split(), at="23:10")
    assert sitting.prompt()
    clock("07:30", days=1)
    sitting.type(typed)
    if chosen in ("1", "2"):
        assert EN("ask.moved.ask") in " ".join(sitting.prompt().split())
        sitting.type(chosen)
        if line == "log evening":
            sitting.answer("")
        sitting.until("Saved for ")
        sitting.child.close(force=True)
    else:
        sitting.stop(chosen)
        assert EN("ask.moved.ask") in sitting.said
    entry = user.newest
    assert entry.date == TODAY + dt.timedelta(days=0 if chosen == "1" else 1)
    assert entry.at.isoformat() == f"{TODAY + dt.timedelta(days=1)}T07:30:00+00:00"
    assert {name: getattr(entry, name) for name in fields} == fields


def test_what_another_terminal_logged_meanwhile_counts_in_what_is_said(user: Logbook) -> None:
    sitting = Sitting("log", "am", at="07:00")
    assert sitting.prompt()
    sign = user.write("flag", 0, gap=True)
    clock("07:30")
    sitting.type("7")
    sitting.answer(*["0"] * 5)
    assert sitting.end() == 0
    assert "×" not in sitting.said
    clock("07:40")
    user.type("undo", at="07:40")
    assert user.newest.of not in (sign.id, user.log[0].id)


@pytest.mark.hazard("H46")
@pytest.mark.parametrize("chosen", [0, 1])
@pytest.mark.parametrize(
    ("line", "before", "typed"),
    [
        ("log flag", ["0"], ["3", "0", "0", "0"]),
        ("log am", ["7"], ["0", "3", "0"]),
        ("log checkin", ["2 4"], ["3", "1"]),
        ("log checkin", [], ["2 4", "3", "1"]),
    ],
)
def test_one_answer_for_the_day_holds_for_the_questions_after_it(
    user: Logbook, line: str, before: list[str], typed: list[str], chosen: int
) -> None:
    sitting = Sitting(*line.split(), at="23:10")
    sitting.answer(*before)
    assert sitting.prompt()
    found = len(user.log)
    clock("07:30", days=1)
    for text in typed:
        sitting.type(text)
        if EN("ask.moved.ask") in " ".join(sitting.prompt().split()):
            sitting.type(str(chosen + 1))
            sitting.prompt()
    sitting.child.close(force=True)
    later = user.log[found:]
    assert len(later) > 1
    assert {entry.date for entry in later} == {TODAY + dt.timedelta(days=chosen)}
    assert sitting.said.count(EN("ask.moved.ask")) == 1


def test_a_danger_is_told_before_the_day_is_asked(user: Logbook) -> None:
    sitting = Sitting("log", "flag", at="23:10")
    sitting.answer("0")
    assert sitting.prompt()
    clock("07:30", days=1)
    sitting.type("5")
    before = " ".join(sitting.prompt().split())
    assert before.index(EN("triage.T25.sign")) < before.index(EN("ask.moved.ask"))
    sitting.type("2")
    assert sitting.end() == 0
    assert [entry.date for entry in user.log[1:]] == [TODAY, TODAY + dt.timedelta(days=1)]


def test_a_date_that_was_named_stays(user: Logbook) -> None:
    sitting = Sitting("log", "morning", "--date", "-1", at="23:10")
    assert sitting.prompt()
    clock("07:30", days=1)
    sitting.type("2")
    assert sitting.end() == 0
    assert user.newest.date == TODAY - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("opened", "answered", "said"),  # the clock at the question, and at the answer
    [
        ("09:00", "09:09", "Saved: "),
        ("09:00", "09:11", "Saved for Thu 10 Dec 2026: "),
        ("00:20", "00:21", "Saved for Wed 9 Dec 2026: "),
        ("03:59", "03:59", "Saved for Thu 10 Dec 2026: "),
        ("04:00", "04:00", "Saved: "),
    ],
)
@pytest.mark.usefixtures("user")
def test_the_date_is_named_where_it_does_not_go_without_saying(
    opened: str, answered: str, said: str
) -> None:
    sitting = Sitting("log", "morning", at=opened)
    assert sitting.prompt()
    clock(answered)
    sitting.type("2")
    assert sitting.end() == 0
    assert said in sitting.said


# The questionnaire


@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-d"])
def test_a_questionnaire_that_is_broken_off_leaves_no_danger_unsaid(
    user: Logbook, how: str
) -> None:
    sitting = Sitting("assess", "--new-course")
    sitting.answer("0", "0", "0", "0", "1")
    assert sitting.stop(how) == 130
    assert EN("triage.T11.todo") in sitting.said
    assert "are kept" in sitting.said
    assert len(user.log) == 1


@pytest.mark.parametrize(
    ("typed", "after", "row", "code"),
    [
        (["0"], ["5 6"], "T01", 4),
        (["0"] * 4, ["1", "0", "0"], "T11", 4),
        (["0"], ["0"] * 6, "", 5),
    ],
)
def test_a_draft_that_cannot_be_kept_leaves_no_danger_unsaid(
    user: Logbook, typed: list[str], after: list[str], row: str, code: int
) -> None:
    sitting = Sitting("assess", "--new-course")
    sitting.answer(*typed)
    assert sitting.prompt()
    (user.home / "draft.toml").unlink(missing_ok=True)
    (user.home / "draft.toml").mkdir()
    (user.home / "log/2026-12.toml").chmod(0o400)
    sitting.type(after[0])
    sitting.answer(*after[1:])
    assert sitting.end() == code
    assert ("These answers are not saved." in sitting.said) == bool(row)
    if row:
        assert sitting.said.index(f"--by doctor {row}") < sitting.said.index(
            "These answers are not saved."
        )


def test_a_sign_of_danger_is_told_before_the_questionnaire_stores_it(user: Logbook) -> None:
    sitting = Sitting("assess", "--new-course")
    sitting.answer("0")
    assert sitting.prompt()
    (user.home / "log/2026-12.toml").chmod(0o400)
    sitting.type("5 6")
    assert sitting.end() == 4
    assert "stored" not in sitting.said
    assert "emergency number" in sitting.said
    again = Sitting("assess", "--new-course")
    assert "unfinished answers" in " ".join(again.prompt().split())
    again.child.close(force=True)


@pytest.mark.hazard("H46")
@pytest.mark.parametrize(("chosen", "days"), [("1", 0), ("2", 1)])
def test_a_questionnaire_over_midnight_asks_for_its_day(
    book: Logbook, chosen: str, days: int
) -> None:
    asked = Questionnaire(code=CLOCKED, TZ="UTC", CLOCK=clock("23:10"))
    assert asked.go(RUNNER, until="raises") == "raises"
    clock("07:30", days=1)
    asked.type("21 27")
    assert EN("ask.moved.ask") in " ".join(asked.prompt().split())
    asked.type(chosen)
    assert asked.end() == 0
    assert book.newest.date == TODAY + dt.timedelta(days=days)


# Everything of the day that is open


@pytest.fixture
def runner(book: Logbook) -> Logbook:
    """The eighth day of a course: the check-in is due, and yesterday is logged."""
    book.assess(7)
    book.days(7, 1)
    return book


MORNING = ("1", "2", "0")
EVENING = ("2", "1", "0", "")
KINDS = ["morning", "session", "session", "evening", "checkin"]
"""What a day of the runner holds by the answers of its two calls."""


def day(user: Logbook) -> list[Entry]:
    """Return what was logged today."""
    return [entry for entry in user.log if entry.date == TODAY]


def test_a_whole_day_takes_two_calls_and_25_keys(runner: Logbook) -> None:
    for at, lines in (("07:00", MORNING), ("20:00", EVENING)):
        sitting = Sitting("log", at=at)
        sitting.answer(*lines)
        assert sitting.end() == 0
    assert sorted(entry.kind for entry in day(runner)) == sorted(KINDS)
    evening = day(runner)[-1]
    assert (evening.after, evening.daily_pain) == (1, 0)
    assert sum(len(line) + 1 for line in (*MORNING, *EVENING)) <= 25


def test_a_whole_day_in_one_call_takes_25_keys_with_the_command_itself(user: Logbook) -> None:
    lines = ("achilles log", "1", "2", "2", "1", "0", "")
    sitting = Sitting("log", at="20:00")
    sitting.answer(*lines[1:])
    assert sitting.end() == 0
    assert [entry.kind for entry in day(user)] == KINDS[:4]
    assert sum(len(line) + 1 for line in lines) <= 25


def test_a_painkiller_and_a_run_are_logged_among_the_rest(runner: Logbook) -> None:
    sitting = Sitting("log", at="20:00")
    sitting.answer("1", "2", "2", "1", "0", "1 2", "5km 30min", "1", "0")
    assert sitting.end() == 0
    assert [entry.kind for entry in day(runner)] == [*KINDS[:4], "painkiller", "run", "checkin"]
    run = day(runner)[5]
    assert (run.km, run.minutes, run.pain) == (5, 30, 1)


def test_enter_leaves_out_everything(runner: Logbook) -> None:
    sitting = Sitting("log", at="20:00")
    sitting.answer(*[""] * 6)
    assert sitting.end() == 0
    assert sitting.said.endswith(EN("log.left_out"))
    assert day(runner) == []


def test_the_next_morning_asks_for_the_evening_that_was_missed(user: Logbook) -> None:
    user.write("session", 1, slot="am", pain=1)
    sitting = Sitting("log", at="07:00")
    sitting.answer("2", "3", "1", "0", "1", "")
    assert sitting.end() == 0
    found = [(entry.kind, (TODAY - entry.date).days) for entry in user.log[2:]]
    assert found == [("morning", 0), ("session", 1), ("evening", 1), ("painkiller", 1)]
    assert sitting.said.count("Saved for Wed 9 Dec 2026: ") == 3
    assert EN("log.ask.yesterday.pm") in sitting.said


def test_what_is_answered_the_next_day_of_yesterday_stays_of_yesterday(user: Logbook) -> None:
    sitting = Sitting("log", at="11:50")
    sitting.answer("2")
    assert sitting.prompt()
    clock("07:30", days=1)
    sitting.type("3")
    sitting.until("Saved for Wed 9 Dec 2026: ")
    sitting.child.close(force=True)
    assert user.newest.date == TODAY - dt.timedelta(days=1)


@pytest.mark.hazard("H46")
@pytest.mark.parametrize(("chosen", "typed"), [(0, ["1", "1", "2", "0", ""]), (1, [])])
def test_the_questions_of_a_day_end_when_an_answer_is_for_the_next(
    user: Logbook, chosen: int, typed: list[str]
) -> None:
    sitting = Sitting("log", at="23:10")
    assert sitting.prompt()
    clock("07:30", days=1)
    sitting.type("2")
    assert EN("ask.moved.ask") in " ".join(sitting.prompt().split())
    sitting.type(str(chosen + 1))
    sitting.answer(*typed)
    assert sitting.end() == 0
    assert {entry.date for entry in user.log[1:]} == {TODAY + dt.timedelta(days=chosen)}
    assert "esterday" not in sitting.said.partition("Yesterday counts")[0]


def test_too_much_pain_is_answered_before_the_next_question(user: Logbook) -> None:
    sitting = Sitting("log", at="20:00")
    sitting.answer("2", "7", *["0"] * 5)
    assert sitting.prompt()
    assert sitting.said.index(EN("log.stop.today")) < sitting.said.index(EN("log.ask.pm"))
    sitting.child.close(force=True)
    kinds = [entry.kind for entry in day(user)]
    assert kinds == ["morning", "session", *["flag"] * 4, "checkin"]


def test_the_questions_after_too_much_pain_are_the_check_in_that_was_due(runner: Logbook) -> None:
    sitting = Sitting("log", at="20:00")
    sitting.answer("2", "7", *["0"] * 5, "", "", "", "")
    assert sitting.end() == 0
    assert [entry.kind for entry in day(runner)].count("checkin") == 1


@pytest.mark.hazard("H2")
@pytest.mark.parametrize("line", ["log", "log morning 2", "log note sore"])
def test_an_emergency_is_repeated_before_anything_is_asked(user: Logbook, line: str) -> None:
    user.write("flag", 2, chest_pain=True)
    sitting = Sitting(*line.split(), at="20:00")
    if line == "log":
        sitting.answer("1", "0", "")
        assert sitting.said.index("emergency number") < sitting.said.index("Morning:")
    assert sitting.end() == 0
    assert sitting.said.count(EN("triage.T01.todo").split(".")[0]) == (line != "log note sore")


@pytest.mark.hazard("H2")
@pytest.mark.parametrize(
    "line", ["morning", "am", "session", "evening", "run", "activity", "check", "checkin", "flag"]
)
def test_a_part_of_the_log_that_asks_repeats_an_emergency_first(user: Logbook, line: str) -> None:
    user.write("flag", 2, chest_pain=True)
    sitting = Sitting("log", line, at="20:00")
    assert "emergency number" in sitting.prompt()
    sitting.child.close(force=True)


@pytest.mark.hazard("H2")
def test_an_assessment_repeats_an_emergency_first(user: Logbook) -> None:
    user.write("flag", 2, chest_pain=True)
    sitting = Sitting("assess", at="20:00")
    assert "emergency number" in sitting.prompt()
    sitting.child.close(force=True)


def test_a_danger_in_the_check_in_ends_what_is_due(book: Logbook) -> None:
    book.assess(9)
    sitting = Sitting("log")
    sitting.answer("2", "", "", "", "", "", "2", "1")
    assert sitting.end() == 0
    assert [entry.kind for entry in book.log[1:]] == ["morning", "flag", "checkin"]


# Runs, activities and tests


@pytest.mark.parametrize(
    ("line", "typed", "fields"),
    [
        ("log run", ["5", "30min 5km", "2"], {"kind": "run", "minutes": 30, "km": 5, "pain": 2}),
        ("log run", ["1:05", ""], {"kind": "run", "minutes": 65}),
        ("log run 5min", ["1"], {"kind": "run", "minutes": 5, "pain": 1}),
        ("log run 5min --pain 1", [], {"kind": "run", "minutes": 5, "pain": 1}),
        (
            "log activity",
            ["30min", "cycling 30'", "0"],
            {"kind": "activity", "activity": "cycling", "minutes": 30, "pain": 0},
        ),
        (
            "log activity cycling 30min",
            ["0"],
            {"kind": "activity", "activity": "cycling", "minutes": 30, "pain": 0},
        ),
    ],
)
def test_a_run_and_an_activity_are_asked_for(
    user: Logbook, line: str, typed: list[str], fields: dict[str, Any]
) -> None:
    sitting = Sitting(*line.split())
    sitting.answer(*typed)
    assert sitting.end() == 0
    assert user.fields() == fields


def test_after_a_limp_the_signs_are_asked_at_once(user: Logbook) -> None:
    sitting = Sitting("log", "run", "5min", "--limped")
    assert EN("log.ask.group.tendon") in " ".join(sitting.prompt().split())
    sitting.child.close(force=True)
    assert user.newest.kind == "run"


def test_each_test_is_asked_for_and_kept_at_once(user: Logbook) -> None:
    sitting = Sitting("log", "check")
    sitting.answer("2", "", "22 25", "1", "9,5 11", "80 Dutch", "", "", "Stairs", "6", "")
    assert sitting.end() == 0
    fields = [table(entry).keys() & FIELDS for entry in user.log[1:]]
    assert [sorted(names) for names in fields] == [
        ["start_test_pain"],
        ["raises_left", "raises_right"],
        ["hop_pain"],
        ["knee_to_wall_left_cm", "knee_to_wall_right_cm"],
        ["variant", "visa_a"],
        ["activities"],
    ]
    assert "already logged" not in sitting.said


FIELDS = {
    *("start_test_pain", "walk_pain", "hop_pain", "visa_a", "tendins_a", "faam"),
    *("variant", "activities"),
    *("raises_left", "raises_right", "knee_to_wall_left_cm", "knee_to_wall_right_cm"),
}


@pytest.mark.parametrize(
    "line", ["log", *(f"log {what}" for what in ("run", "activity", "evening", "check", "am"))]
)
def test_with_no_input_nothing_is_asked(user: Logbook, line: str) -> None:
    sitting = Sitting(*line.split(), "--no-input", at="20:00")
    assert not sitting.prompt()
    if line == "log am":
        assert user.fields()["slot"] == "am"
    else:
        assert sitting.end() == 2
        assert sitting.said.count("achilles: ") == 1
        assert len(user.log) == 1


def test_too_much_pain_in_a_test_ends_the_tests(user: Logbook) -> None:
    sitting = Sitting("log", "check")
    sitting.answer("7", *["0"] * 5)
    assert sitting.end() == 0
    kinds = [entry.kind for entry in user.log[1:]]
    assert kinds == ["check", *["flag"] * 4, "checkin"]


def test_no_test_at_all_is_refused(user: Logbook) -> None:
    sitting = Sitting("log", "check")
    while sitting.prompt():
        sitting.type("")
    assert sitting.end() == 2
    assert len(user.log) == 1
