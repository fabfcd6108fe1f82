"""The log on a real terminal: what is asked, and what is not."""

import datetime as dt
from typing import Any

import pytest

from achillescli import store
from achillescli.cli.commands.log import due
from achillescli.cli.context import Context, current_context
from achillescli.cli.journal import logbook
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.entries import Entry, Flag
from achillescli.render.phrases import dates
from achillescli.words import Words, plain_spaces
from tests.kit.logbook import Logbook, ago
from tests.kit.page import flat
from tests.kit.terminal import Terminal

DUE = """
    06:30 | -                          | morning am
    06:30 | morning                    | am
    06:30 | morning am                 | -
    13:00 | morning am                 | pm
    13:00 | morning                    | am pm
    20:00 | -                          | morning am pm evening more
    13:00 | morning pm                 | am
    20:00 | morning am                 | pm evening more
    20:00 | am                         | morning pm evening more
    20:00 | morning am pm              | evening more
    20:00 | morning am pm daily        | evening more
    20:00 | morning am pm daily after  | more
    20:00 | morning am pm daily after painkiller run | -
    02:00 | morning am pm              | evening more
    02:00 | morning pm                 | am evening more
"""


def logged(book: Logbook, words: list[str], day: int) -> None:
    for word in words:
        match word:
            case "am" | "pm":
                book.write("session", day, slot=word, pain=1)
            case "morning":
                book.write("morning", day, pain=1)
            case "daily" | "after":
                book.write("evening", day, **{{"daily": "daily_pain"}.get(word, word): 1})
            case "run":
                book.write("run", day, minutes=5)
            case _:
                book.write(word, day)


def asked(book: Logbook, at: str) -> list[str]:
    """Return what is asked at a time, when nothing is answered."""
    context = book.here(at)
    parts = due.parts(logbook.Logbook(context, context.today))
    return [f"{'' if part.date == context.today else '-1:'}{part.what}" for part in parts]


@pytest.mark.parametrize("line", DUE.strip().splitlines())
def test_what_is_open_follows_the_time_of_day(book: Logbook, line: str) -> None:
    (at,), there, parts = (cell.split() for cell in line.replace("-", "").split("|"))
    back = 1 if at == "02:00" else 0
    book.assess(back)
    logged(book, there, back)
    assert asked(book, at) == parts


YESTERDAY = """
    07:00 | morning am pm daily after | morning am
    07:00 | morning am pm             | morning am
    07:00 | morning am                | morning -1:pm -1:evening -1:more am
    07:00 | morning am daily after    | morning -1:pm am
    07:00 | morning am daily          | morning -1:pm am
    11:59 | -                         | morning -1:am -1:pm -1:evening -1:more am
    12:00 | -                         | morning am pm
"""


@pytest.mark.parametrize("line", YESTERDAY.strip().splitlines())
def test_until_noon_a_session_of_yesterday_that_is_missing_is_asked(
    book: Logbook, line: str
) -> None:
    at, there, parts = (cell.split() for cell in line.split("|"))
    book.assess(3)
    logged(book, [word for word in there if word != "-"], 1)
    assert asked(book, at[0]) == parts


def test_on_the_first_day_of_a_course_nothing_of_yesterday_is_asked(book: Logbook) -> None:
    book.assess(0)
    assert asked(book, "07:00") == ["morning", "am"]


def test_nothing_is_asked_about_training_while_the_day_is_blocked(book: Logbook) -> None:
    book.assess(3, gap=True)
    assert asked(book, "20:00") == ["morning", "evening", "more"]


@pytest.mark.parametrize(("first", "last"), [(2, 1), (2, 0)])
def test_in_a_pause_no_session_is_asked_for(book: Logbook, first: int, last: int) -> None:
    book.assess(4)
    book.write("pause", 2, **{"from": ago(first), "until": ago(last), "reason": "travel"})
    assert asked(book, "08:00") == (["morning", "am"] if last else ["morning"])


def test_before_noon_no_session_is_asked_on_a_day_without_loading(book: Logbook) -> None:
    book.assess(4)
    book.days(4, 1)
    book.write("morning", 0, pain=8)
    assert asked(book, "08:00") == []
    assert asked(book, "13:00") == []


@pytest.mark.hazard("H2")
def test_where_nobody_can_answer_an_emergency_is_told_all_the_same(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    book.assess(3)
    book.write("flag", 1, chest_pain=True)
    assert book.refused("log") == "log.error.bare"
    assert "Call the emergency number now" in " ".join(capsys.readouterr().out.split())


@pytest.mark.hazard("H2")
@pytest.mark.parametrize("sign", ["calf_swollen", "night_pain"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_so_is_any_sign_that_forbids_loading(
    book: Logbook, capsys: pytest.CaptureFixture[str], sign: str, language: str
) -> None:
    book.assess(3)
    book.write("flag", 1, **{sign: True})
    assert book.refused("log", language=language) == "log.error.bare"
    row = {"calf_swollen": "T04", "night_pain": "T11"}[sign]
    assert plain_spaces(Words(language)(f"triage.{row}.todo")) in flat(capsys.readouterr().out)


def test_a_sign_that_forbids_nothing_is_not_repeated(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    book.assess(3)
    book.write("flag", 1, calf_throbbing=True)
    assert book.refused("log") == "log.error.bare"
    assert capsys.readouterr().out == ""


def test_the_check_in_comes_last(book: Logbook) -> None:
    book.assess(9)
    book.days(9, 1)
    assert asked(book, "20:00")[-2:] == ["more", "checkin"]


def test_activities_are_asked_for_again_after_four_weeks(book: Logbook) -> None:
    book.assess(40)
    book.days(40, 1)
    assert "own" not in asked(book, "20:00")
    book.write("check", 28, activities=[{"name": "stairs", "score": 6}])
    assert asked(book, "20:00")[-1] == "own"
    book.write("check", 0, activities=[{"name": "Stairs", "score": 5}])
    assert "own" not in asked(book, "20:00")


class Dated(Logbook):
    """A user on the day of this machine."""

    context: Context

    def put(self, kind: str, days_ago: int, **fields: Any) -> Entry:
        """Store an entry without a command."""
        date = self.context.today - dt.timedelta(days=days_ago)
        return store.append(self.home, {"kind": kind, "date": date, **fields}, self.context.now)


@pytest.fixture
def course(capsys: pytest.CaptureFixture[str]) -> Dated:
    """A course of some days, seen from the real clock of a terminal."""
    book = Dated(capsys)
    book.context = current_context("en")
    onset = book.context.today - dt.timedelta(days=100)
    book.put(
        "assessment",
        3,
        answers={
            "person": {"age": 40, "sex": "male"},
            "complaint": {"side": "left", "location": "midportion", "onset": onset},
            "red_flags": {**dict.fromkeys(RED_FLAGS, False), "spa": []},
            "tests": {"start_test_pain": 1},
        },
    )
    return book


def answer(terminal: Terminal, *lines: str) -> list[str]:
    """Answer each prompt with the next line; return the questions."""
    asked = []
    for line in lines:
        asked.append(terminal.prompt())
        terminal.type(line)
    return asked


@pytest.mark.slow
def test_enter_skips_a_question_and_stores_nothing(course: Logbook) -> None:
    terminal = Terminal("log")
    while terminal.prompt():
        terminal.type("")
    assert terminal.end() == 0
    assert [entry.kind for entry in course.log] == ["assessment"]


@pytest.mark.slow
@pytest.mark.hazard("H1", "H9")
def test_too_much_pain_asks_the_signs_and_stores_what_was_answered(course: Logbook) -> None:
    terminal = Terminal("log", "am", "7")
    asked = answer(terminal, "0", "0", "2", "0", "0")
    assert terminal.end() == 0
    assert "calf" in asked[1]
    session, *flags, checkin = course.log[1:]
    assert (session.kind, checkin.kind) == ("session", "checkin")
    assert [flag.kind for flag in flags] == ["flag"] * 4
    assert (flags[0].snap, flags[2].unwell, flags[2].fever) == (False, True, False)
    assert [flag.numbness for flag in flags] == [None] * 4


@pytest.mark.slow
@pytest.mark.hazard("H2")
def test_after_too_much_pain_too_a_sign_of_danger_ends_the_questions(course: Logbook) -> None:
    terminal = Terminal("log", "am", "7")
    answer(terminal, "0", "1 2")
    assert terminal.end() == 0
    session, tendon, flag = course.log[1:]
    assert (session.kind, tendon.snap, flag.kind) == ("session", False, "flag")
    assert (flag.calf_swollen, flag.calf_warm, flag.calf_red) == (True, True, False)
    assert (flag.fluoroquinolone_last, flag.spa, flag.numbness) == (None, None, None)
    assert "Do not massage the calf" in " ".join(terminal.written.split())
    assert "×" not in terminal.written


@pytest.mark.slow
def test_a_medicine_that_is_named_gets_its_date(course: Logbook) -> None:
    terminal = Terminal("log", "pm", "2", "--sharp")
    answer(terminal, "0", "0", "0", "1", "-20")
    assert terminal.end() == 0
    flag = course.log[-1]
    assert isinstance(flag, Flag)
    assert isinstance(flag.fluoroquinolone_last, dt.date)
    assert (flag.date - flag.fluoroquinolone_last).days == 20
    assert "Call the prescriber" in " ".join(terminal.written.split())


@pytest.mark.slow
def test_ctrl_c_among_the_signs_keeps_the_session(course: Logbook) -> None:
    terminal = Terminal("log", "am", "7")
    terminal.prompt()
    terminal.child.sendintr()
    assert terminal.end() == 130
    assert [entry.kind for entry in course.log] == ["assessment", "session"]
    written = " ".join(terminal.written.split())
    assert "is saved" in written
    assert written.endswith("achilles log flag")


@pytest.mark.slow
def test_a_correction_to_too_much_pain_asks_the_signs(course: Dated) -> None:
    session = course.put("session", 0, slot="am", pain=2)
    terminal = Terminal("log", "edit", session.id, "pain=7")
    answer(terminal, *["0"] * 5)
    assert terminal.end() == 0
    kinds = [entry.kind for entry in course.log]
    assert kinds == ["assessment", "session", *["flag"] * 4, "checkin"]


@pytest.mark.slow
def test_a_question_mark_explains_the_question(course: Logbook) -> None:
    terminal = Terminal("log", "am")
    answer(terminal, "?", "2")
    assert terminal.end() == 0
    assert "Score the worst moment" in " ".join(terminal.written.split())


@pytest.mark.slow
def test_an_error_is_wrapped_between_words_on_a_terminal(course: Logbook) -> None:
    terminal = Terminal("log", "xyzzy", columns=40)
    assert terminal.end() == 2
    lines = [line for line in terminal.screen() if line]
    assert lines[0].startswith("achilles: say what to log: morning,")
    assert len(lines) > 4
    assert " ".join(lines).count("clearance") == 1


@pytest.mark.slow
def test_bare_flag_asks_every_sign_once(course: Logbook) -> None:
    terminal = Terminal("log", "flag")
    asked = answer(terminal, *["0"] * 7)
    assert terminal.end() == 0
    assert len(set(asked)) == 7
    flags = course.log[1:]
    left_out = [name for name in RED_FLAGS if all(getattr(flag, name) is None for flag in flags)]
    assert left_out == ["fluoroquinolone_last", "oral_steroid_last", "tendon_injection_last", "spa"]


@pytest.mark.slow
def test_a_clearance_is_chosen_in_words(course: Dated) -> None:
    course.put("flag", 0, gap=True, night_pain=True)
    terminal = Terminal("log", "clearance", columns=40)
    answer(terminal, "1 2", "1")
    assert terminal.end() == 0
    assert (course.newest.by, course.newest.rows) == ("doctor", ("T03", "T11"))
    assert all(len(line) <= 40 for line in terminal.screen())


@pytest.mark.slow
def test_choosing_nothing_to_clear_stores_nothing(course: Dated) -> None:
    course.put("flag", 0, gap=True)
    terminal = Terminal("log", "clearance")
    answer(terminal, "0")
    assert terminal.end() == 0
    assert course.newest.kind == "flag"


@pytest.mark.slow
def test_a_physiotherapist_does_not_clear_what_a_doctor_must(course: Dated) -> None:
    course.put("flag", 0, night_pain=True)
    terminal = Terminal("log", "clearance", "T11")
    answer(terminal, "2")
    assert terminal.end() == 2
    assert course.newest.kind == "flag"


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["7,5", "-1", "11", "07", "zeven", "", "<", "\x1b[A"])
def test_an_answer_that_is_no_score_is_asked_again(course: Logbook, typed: str) -> None:
    terminal = Terminal("log", "morning", ACHILLES_LANG="nl")
    answer(terminal, typed, "2")
    assert terminal.end() == 0
    assert course.newest.pain == 2


@pytest.mark.slow
def test_the_end_of_the_input_stores_nothing(course: Logbook) -> None:
    terminal = Terminal("log", "morning")
    terminal.prompt()
    terminal.child.sendeof()
    assert terminal.end() == 130
    assert course.newest.kind == "assessment"


@pytest.mark.slow
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_list_fits_the_terminal(course: Dated, columns: int) -> None:
    course.put("morning", 0, pain=2, note="stiff after a long day on my feet, better by noon")
    terminal = Terminal("log", "list", columns=columns)
    assert terminal.end() == 0
    shown = "\n".join(terminal.screen())
    assert course.newest.id in shown
    assert dates.day(Words("en"), course.newest.date) in shown
    assert "noon" in shown
