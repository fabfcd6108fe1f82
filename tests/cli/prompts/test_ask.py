"""Questions on a real terminal, with everything that people and terminals may send."""

import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest

from achillescli.cli.prompts import ask
from achillescli.cli.prompts import values as ask_value
from achillescli.words import Words
from tests.kit.terminal import Terminal

CODE = """
import sys
from achillescli.cli.prompts import ask, values as ask_value
from achillescli.cli.context import current_context
h = current_context("{language}")
try:
    print("=", repr({call}), "=")
except ask.Back:
    print("= back =")
except ask.Kept:
    print("= kept =")
except KeyboardInterrupt:
    print("= stopped =")
"""


def asking(call: str, language: str = "en", **options: Any) -> Terminal:
    return Terminal(code=CODE.format(call=call, language=language), **options)


def answer(terminal: Terminal, line: str) -> str:
    """Type a line that must be taken, and return what it became."""
    terminal.prompt()
    terminal.type(line)
    terminal.until("= ")
    return terminal.until(" =").removesuffix(" =")


def refused(terminal: Terminal, line: str) -> str:
    """Type a line that must be refused, and return the sentence."""
    terminal.prompt()
    terminal.type(line)
    terminal.until("\r\n")
    return terminal.until("\r\n").strip()


BAD_SCORES = (
    """
7,5|7.5|7/10|7-8|07|+7|-0|-1|11|100|1e1|0x7|NaN|inf|seven|zeven|VII|\uff17|\u0667|\u00b9|7\ufe0f\u20e3
7;8|7 8|-|7.0|ten|yes|"7"
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.slow
def test_a_score_is_a_whole_number_and_nothing_else() -> None:
    terminal = asking("ask.score(h, 'How bad?')")
    for line in ["", "   ", *BAD_SCORES]:
        assert refused(terminal, line) == "Type a whole number from 0 to 10.", line
    assert answer(terminal, "  7 ") == "7"


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 10])
def test_the_ends_of_the_scale(number: int) -> None:
    assert answer(asking("ask.score(h, 'How bad?')"), str(number)) == str(number)


@pytest.mark.slow
def test_keys_and_bytes_that_are_no_characters() -> None:
    terminal = asking("ask.score(h, 'How bad?')")
    for raw in ("\x1b[A", "\x1b[200~7\x1b[201~", "7\x1b", "\u202e7", "7\u200b"):
        assert "cannot be read here" in refused(terminal, raw), raw
    assert answer(terminal, "7") == "7"


@pytest.mark.slow
def test_undecodable_bytes_are_refused() -> None:
    terminal = asking("ask.score(h, 'How bad?')")
    terminal.prompt()
    os.write(terminal.child.child_fd, b"\xff7\n")
    terminal.until("cannot be read here")
    assert answer(terminal, "7") == "7"


@pytest.mark.slow
def test_a_long_line_is_refused() -> None:
    terminal = asking("ask.line(h, 'Say?')")
    assert "longer than 2000" in refused(terminal, "x" * 2100)
    assert answer(terminal, "x") == "'x'"
    terminal = asking("ask.line(h, 'Say?', most=3)")
    assert "longer than 3" in refused(terminal, "four")
    assert answer(terminal, "six") == "'six'"


@pytest.mark.slow
def test_pasted_lines_are_refused_together() -> None:
    terminal = asking("[ask.score(h, 'First?'), ask.score(h, 'Second?')]")
    terminal.prompt()
    terminal.child.send("1\n2\n3\n")
    terminal.until("Several lines arrived at once.")
    terminal.prompt()
    terminal.type("7")
    assert "Second?" in terminal.prompt()
    terminal.type("8")
    terminal.until("= [7, 8] =")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ja", "True"),
        ("J", "True"),
        ("y", "True"),
        ("Yes", "True"),
        ("nee", "False"),
        ("n", "False"),
        ("NO", "False"),
    ],
)
def test_yes_and_no_in_both_languages(line: str, found: str) -> None:
    assert answer(asking("ask.yes(h, 'Sure?')"), line) == found


@pytest.mark.slow
def test_anything_else_is_neither_yes_nor_no() -> None:
    terminal = asking("ask.yes(h, 'Sure?')", language="nl")
    for line in ("oui", "1", "0", "", "ye", "j n", "true"):
        assert refused(terminal, line) == "Typ ja of nee.", line
    assert answer(terminal, "j") == "True"


@pytest.mark.slow
def test_one_of_some() -> None:
    terminal = asking("ask.one_of(h, 'Which?', ['a', 'b', 'c'])")
    for line in ("", "0", "4", "1 2", "a", "01", "1.", "1,2"):
        assert refused(terminal, line) == "Type one number from 1 to 3.", line
    assert answer(terminal, "3") == "2"


@pytest.mark.slow
def test_any_of_some() -> None:
    terminal = asking("ask.any_of(h, 'Which?', ['a', 'b', 'c'])")
    for line in ("", "0 1", "4", "1;2", "1-2", "a", "1,", "nope", "-1"):
        assert "0 alone for none" in refused(terminal, line), line
    assert answer(terminal, "3, 1 3") == "(0, 2)"


@pytest.mark.slow
def test_one_option_alone() -> None:
    terminal = asking("ask.any_of(h, 'Which?', ['a'])")
    assert refused(terminal, "2") == "Type yes or no."
    assert "yes/no > " in terminal.written
    assert answer(terminal, "1") == "(0,)"
    for line, chosen in (("0", "()"), ("no", "()"), ("y", "(0,)"), ("ja", "(0,)")):
        assert answer(asking("ask.any_of(h, 'Which?', ['a'])"), line) == chosen
    assert refused(asking("ask.one_of(h, 'Which?', ['a'])"), "2") == "Type 1."


@pytest.mark.slow
def test_numbers() -> None:
    terminal = asking("ask_value.number(h, 'Age?', ask_value.Range(0, 120))")
    for line in ("", "42.5", "42,0", "-1", "4 2", "forty", "042"):
        assert refused(terminal, line) == "Type a whole number from 0 to 120.", line
    assert refused(terminal, "121") == "The number must lie between 0 and 120."
    assert answer(terminal, "120") == "120"
    stiff = "ask_value.number(h, 'Stiff?', ask_value.Range(0, 90, 'stiffness_min'))"
    assert answer(asking(stiff), "30'") == "30"
    assert answer(asking(stiff, "nl"), "geen") == "0"


@pytest.mark.slow
def test_a_total_may_have_its_version() -> None:
    call = "ask_value.total(h, 'Total?')"
    terminal = asking(call)
    for line in ("Dutch", "Dutch 62", "6,5", "62Dutch", "-1"):
        assert refused(terminal, line) == "Type a whole number from 0 to 100.", line
    assert refused(terminal, "101 Dutch") == "The number must lie between 0 and 100."
    assert "longer than 100" in refused(terminal, "62 " + "x" * 101)
    assert answer(terminal, "62  Dutch, sedentary") == "(62, 'Dutch, sedentary')"
    for line, found in (("62", "(62, None)"), ("", "(None, None)"), ("-", "(None, None)")):
        assert answer(asking(call), line) == found


@pytest.mark.slow
def test_an_option_is_chosen_in_words_too() -> None:
    call = "ask.one_of(h, 'Which?', ['links', 'rechts', 'beide'], names=('left', 'right', 'both'))"
    assert [answer(asking(call), line) for line in ("left", "Rechts", "bei")] == ["0", "1", "2"]
    terminal = asking("ask.one_of(h, 'Which?', ['in the middle', 'in the heel', 'no'])")
    for line in ("in the", "in", "middle", ""):
        assert refused(terminal, line).startswith("Type one number"), line
    assert answer(terminal, "in the h") == "1"
    for line in ("none", "no"):
        assert answer(asking("ask.any_of(h, 'Which?', ['a', 'b'])"), line) == "()"
    call = "ask.some_of(h, 'More?', ['a painkiller', 'a run'])"
    assert [answer(asking(call), line) for line in ("Run", "painkiller", "2 1", "no", "")] == [
        "(1,)",
        "(0,)",
        "(0, 1)",
        "()",
        "None",
    ]
    call = "ask.some_of(h, 'New?', ['a swollen calf', 'a hot tendon, a red calf'])"
    assert "0 alone for none" in refused(asking(call), "calf")


@pytest.mark.slow
def test_pairs() -> None:
    cm = "ask_value.Range(0, 50, 'knee_cm', True)"
    two = f"ask_value.Two([{cm}, {cm}], 'left right', '9.5 11')"
    call = f"ask_value.pair(h, 'Both?', {two}, optional={{}})"
    terminal = asking(call.format(True))
    wrong = ("9", "1 2 3", "9;11", "9/11", "9,11", "1.234 5", "nan 5", "5 5e1", "-1 5", "9kg 11")
    for line in wrong:
        assert refused(terminal, line).endswith("such as 9.5 11; a - for one that you"), line
    assert "left right, e.g. 9.5 11, or Enter to skip > " in terminal.written
    assert "between 0 and 50" in refused(terminal, "51 3")
    assert answer(terminal, "9,5 -") == "(9.5, None)"
    assert answer(asking(call.format(True)), "9 cm 11cm") == "(9.0, 11.0)"
    assert answer(asking(call.format(True)), "none 11") == "(0.0, 11.0)"
    assert answer(asking(call.format(True)), "") == "(None, None)"
    assert answer(asking(call.format(True)), "-") == "(None, None)"
    required = asking(call.format(False))
    for line in ("", "-"):
        assert "two numbers" in refused(required, line), line
    assert answer(required, "50 0") == "(50.0, 0.0)"


@pytest.mark.slow
def test_the_start_test() -> None:
    terminal = asking("ask_value.start_test(h, 'Pain?')")
    for line in ("11", "no", "7,5"):
        assert "the word unable" in refused(terminal, line), line
    assert answer(terminal, "Unable") == "'unable'"
    assert answer(asking("ask_value.start_test(h, 'Pain?')", "nl"), "niet") == "'unable'"
    assert answer(asking("ask_value.start_test(h, 'Pain?')"), "") == "None"
    assert answer(asking("ask_value.start_test(h, 'Pain?')"), "10") == "10"


@pytest.mark.slow
def test_dates() -> None:
    terminal = asking("ask_value.day(h, 'When?', never=True)")
    for line in ("", "2026", "-x", "half"):
        assert refused(terminal, line).startswith("Type a day, a month or how long ago: "), line
    assert "Fri 5 Nov 2021" in refused(terminal, "05/11/2021")
    for line in ("2099-01-01", "morgen", "tomorrow", "1 jan 2099"):
        assert refused(terminal, line).startswith("That date lies in the future."), line
    for line in ("2026-02-30", "31-04", "31 sep 2025"):
        assert "does not exist" in refused(terminal, line), line
    for line in ("999 years", "1999-12-31", "30 years ago"):
        assert "2000" in refused(terminal, line), line
    assert answer(terminal, "never") == "False"


@pytest.mark.slow
@pytest.mark.parametrize("line", ["no", "Nee", "none", "geen", "-", ""])
def test_a_date_that_is_optional_takes_a_no(line: str) -> None:
    assert answer(asking("ask_value.day(h, 'Before? When?', optional=True)"), line) == "None"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("1 sept 2025", "2025-09-01"),
        ("01 Sep 2025", "2025-09-01"),
        ("1 sep. 2025", "2025-09-01"),
        ("28 mrt 2025", "2025-03-28"),
        ("2 maart 2025", "2025-03-02"),
        ("31 May 2025", "2025-05-31"),
        ("3 mei 2025", "2025-05-03"),
        ("4 okt 2025", "2025-10-04"),
        ("4 oct 2025", "2025-10-04"),
    ],
)
def test_dates_with_the_name_of_a_month(line: str, date: str) -> None:
    assert answer(asking("str(ask_value.day(h, 'When?'))"), line) == repr(date)


@pytest.mark.slow
def test_an_optional_date_is_left_out_by_a_dash_too() -> None:
    assert answer(asking("ask_value.day(h, 'When?', optional=True)"), "-") == "None"
    assert "Type a day" in refused(asking("ask_value.day(h, 'When?')"), "-")


KEEPING = "ask.Text('Q?', 'Above.', ('Under.',), keep=True)"


@pytest.mark.slow
def test_enter_keeps_an_earlier_answer() -> None:
    for call in (
        f"ask.one_of(h, {KEEPING}, ['a', 'b'])",
        f"ask_value.number(h, {KEEPING}, ask_value.Range(0, 9))",
        f"ask_value.day(h, {KEEPING}, optional=True)",
    ):
        assert answer(asking(call), "") == "kept"
    terminal = asking(f"ask_value.day(h, {KEEPING}, optional=True)", columns=200)
    assert answer(terminal, "-") == "None"
    assert "Enter to keep, - to leave out > " in terminal.written
    assert answer(asking(f"ask_value.number(h, {KEEPING}, ask_value.Range(0, 9))"), "3") == "3"


@pytest.mark.slow
def test_a_question_stands_between_the_lines_above_and_under_it() -> None:
    terminal = asking(f"ask.score(h, {KEEPING})")
    terminal.prompt()
    assert terminal.screen()[1:4] == ["Above.", "Q?", "Under."]


@pytest.mark.slow
def test_a_long_prompt_is_broken_between_words() -> None:
    terminal = asking("ask_value.day(h, 'When?', never=True)", columns=40, TERM="xterm")
    terminal.prompt()
    assert terminal.screen()[2:4] == ["2026-03-01, yesterday, 5 months, 6", "weeks, or never >"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("today", 0),
        ("gisteren", 1),
        ("3 weeks", 21),
        ("1 week ago", 7),
        ("2 weken", 14),
        ("5 days", 5),
        ("2 dagen geleden", 2),
        ("3 months", 90),
        ("1 maand", 30),
        ("1 jaar", 365),
    ],
)
def test_how_long_ago(line: str, days: int) -> None:
    code = "(h.today - ask_value.day(h, 'When?')).days"
    assert answer(asking(code), line) == str(days)


@pytest.mark.slow
def test_a_date_is_echoed() -> None:
    terminal = asking("ask_value.day(h, 'When?')", language="nl")
    answer(terminal, "2026-03-01")
    assert "zo 1 mrt 2026" in terminal.written
    terminal = asking("ask_value.day(h, 'When?')")
    answer(terminal, "2025-08")
    assert "Sat 16 Aug 2025, the middle of that month" in terminal.written


@pytest.mark.slow
def test_enter_skips_only_what_is_optional() -> None:
    assert answer(asking("ask.score(h, 'Q?', optional=True)"), "") == "None"
    assert answer(asking("ask.line(h, 'Q?', optional=True)"), "") == "''"
    assert answer(asking("ask_value.day(h, 'Q?', optional=True)"), "") == "None"
    assert "line of text" in refused(asking("ask.line(h, 'Q?')"), "")


@pytest.mark.slow
def test_a_question_mark_explains_and_asks_again() -> None:
    terminal = asking("ask.score(h, 'How bad?', explain='Ten is worst.')")
    assert refused(terminal, "?") == "Ten is worst."
    assert answer(terminal, "7") == "7"
    assert "no more to say" in refused(asking("ask.score(h, 'How bad?')"), "?")


@pytest.mark.slow
def test_back() -> None:
    assert answer(asking("ask.score(h, 'How bad?')"), "<") == "back"


@pytest.mark.slow
def test_control_c_and_the_end_of_input_stop() -> None:
    terminal = asking("ask.score(h, 'How bad?')")
    terminal.prompt()
    terminal.child.sendintr()
    terminal.until("= stopped =")
    terminal = asking("ask.score(h, 'How bad?')")
    terminal.prompt()
    terminal.child.sendeof()
    terminal.until("= stopped =")


@pytest.mark.slow
def test_a_stopped_program_goes_on() -> None:
    terminal = asking("ask.score(h, 'How bad?')")
    terminal.prompt()
    terminal.child.kill(signal.SIGSTOP)
    terminal.child.kill(signal.SIGCONT)
    terminal.prompt()  # it stands again
    terminal.type("7")
    terminal.until("= 7 =")


TWO = "ask.one_of(h, 'Which of these two?', ['a ' * 40, 'b'])"


@pytest.mark.slow
def test_a_dumb_terminal_gets_no_escapes() -> None:
    terminal = asking(TWO)
    answer(terminal, "1")
    assert "\x1b" not in terminal.written


@pytest.mark.slow
def test_a_narrow_terminal() -> None:
    terminal = asking(TWO, columns=40, TERM="xterm")
    answer(terminal, "1")
    assert terminal.screen()[1:6] == [
        "Which of these two?",
        "  1  " + " ".join("a" * 18),
        "     " + " ".join("a" * 18),
        "     a a a a",
        "  2  b",
    ]


def test_every_hint_and_refusal_exists_in_both_languages() -> None:
    source = "".join(Path(str(module.__file__)).read_text("utf-8") for module in (ask, ask_value))
    used = set(re.findall(r'"(ask\.[a-z_.]+)"', source))
    assert "ask.again.score" in used
    for key in used:
        assert Words("en").find(key), key
        assert Words("nl").find(key), key


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_ctrl_c_stops_a_question_of_a_run_that_was_started_deaf_to_it(term: str) -> None:
    deaf = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    code = deaf + CODE.format(call="ask.line(h, 'Say?')", language="en")
    terminal = Terminal(code=code, TERM=term)
    terminal.prompt()
    terminal.child.sendintr()
    terminal.until("= stopped =")
    terminal.end()
