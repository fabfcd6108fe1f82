"""Questions on a real terminal, with everything that people and terminals may send."""

import os
import re
import signal
from pathlib import Path

import pytest

from achillescli.cli import ask, ask_value
from achillescli.words import Words
from terminal import Terminal

CODE = """
import sys
from achillescli.cli import ask, ask_value
from achillescli.cli.here import here
h = here("{language}")
try:
    print("=", repr({call}), "=")
except ask.Back:
    print("= back =")
except KeyboardInterrupt:
    print("= stopped =")
"""


def asking(call, language="en", **options):
    return Terminal(code=CODE.format(call=call, language=language), **options)


def answer(terminal, line):
    """Type a line that must be taken, and return what it became."""
    terminal.prompt()
    terminal.type(line)
    terminal.until("= ")
    return terminal.until(" =").removesuffix(" =")


def refused(terminal, line):
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


def test_a_score_is_a_whole_number_and_nothing_else():
    terminal = asking("ask.score(h, 'How bad?')")
    for line in ["", "   ", *BAD_SCORES]:
        assert refused(terminal, line) == "Type a whole number from 0 to 10.", line
    assert answer(terminal, "  7 ") == "7"


@pytest.mark.parametrize("number", [0, 10])
def test_the_ends_of_the_scale(number):
    assert answer(asking("ask.score(h, 'How bad?')"), str(number)) == str(number)


def test_keys_and_bytes_that_are_no_characters():
    terminal = asking("ask.score(h, 'How bad?')")
    for raw in ("\x1b[A", "\x1b[200~7\x1b[201~", "7\x1b", "\u202e7", "7\u200b"):
        assert "cannot be read here" in refused(terminal, raw), raw
    assert answer(terminal, "7") == "7"


def test_undecodable_bytes_are_refused():
    terminal = asking("ask.score(h, 'How bad?')")
    terminal.prompt()
    os.write(terminal.child.child_fd, b"\xff7\n")
    terminal.until("cannot be read here")
    assert answer(terminal, "7") == "7"


def test_a_long_line_is_refused():
    terminal = asking("ask.line(h, 'Say?')")
    assert "longer than 2000" in refused(terminal, "x" * 2100)
    assert answer(terminal, "x") == "'x'"


def test_pasted_lines_are_refused_together():
    terminal = asking("[ask.score(h, 'First?'), ask.score(h, 'Second?')]")
    terminal.prompt()
    terminal.child.send("1\n2\n3\n")
    terminal.until("Several lines arrived at once.")
    terminal.prompt()
    terminal.type("7")
    assert "Second?" in terminal.prompt()
    terminal.type("8")
    terminal.until("= [7, 8] =")


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
def test_yes_and_no_in_both_languages(line, found):
    assert answer(asking("ask.yes(h, 'Sure?')"), line) == found


def test_anything_else_is_neither_yes_nor_no():
    terminal = asking("ask.yes(h, 'Sure?')", language="nl")
    for line in ("oui", "1", "0", "", "ye", "j n", "true"):
        assert refused(terminal, line) == "Typ ja of nee.", line
    assert answer(terminal, "j") == "True"


def test_one_of_some():
    terminal = asking("ask.one_of(h, 'Which?', ['a', 'b', 'c'])")
    for line in ("", "0", "4", "1 2", "a", "01", "1.", "1,2"):
        assert refused(terminal, line) == "Type one number from 1 to 3.", line
    assert answer(terminal, "3") == "2"


def test_any_of_some():
    terminal = asking("ask.any_of(h, 'Which?', ['a', 'b', 'c'])")
    for line in ("", "0 1", "4", "1;2", "1-2", "a", "1,", "none", "-1"):
        assert "0 alone for none" in refused(terminal, line), line
    assert answer(terminal, "3, 1 3") == "(0, 2)"
    assert answer(asking("ask.any_of(h, 'Which?', ['a'])"), "0") == "()"


def test_numbers():
    terminal = asking("ask_value.number(h, 'Age?', 0, 120)")
    for line in ("", "42.5", "42,0", "-1", "4 2", "forty", "042"):
        assert refused(terminal, line) == "Type a whole number from 0 to 120.", line
    assert refused(terminal, "121") == "The number must lie between 0 and 120."
    assert answer(terminal, "120") == "120"


def test_pairs():
    call = "ask_value.pair(h, 'Both?', ((0, 50), (0, 50)), decimals=True, optional={})"
    terminal = asking(call.format(True))
    for line in ("9", "1 2 3", "9;11", "9/11"):
        assert "two numbers with a space" in refused(terminal, line), line
    for line in ("1.234 5", "nan 5", "5 5e1", "-1 5"):
        assert "one number from 0 to 50" in refused(terminal, line), line
    assert "between 0 and 50" in refused(terminal, "51 3")
    assert answer(terminal, "9,5 -") == "(9.5, None)"
    assert answer(asking(call.format(True)), "") == "(None, None)"
    required = asking(call.format(False))
    assert "two numbers" in refused(required, "")
    assert answer(required, "50 0") == "(50.0, 0.0)"


def test_the_start_test():
    terminal = asking("ask_value.start_test(h, 'Pain?')")
    for line in ("11", "no", "7,5"):
        assert "the word unable" in refused(terminal, line), line
    assert answer(terminal, "Unable") == "'unable'"
    assert answer(asking("ask_value.start_test(h, 'Pain?')", "nl"), "niet") == "'unable'"
    assert answer(asking("ask_value.start_test(h, 'Pain?')"), "") == "None"
    assert answer(asking("ask_value.start_test(h, 'Pain?')"), "10") == "10"


def test_dates():
    terminal = asking("ask_value.day(h, 'When?', never=True)")
    for line in ("", "31-04", "2026-02-30", "01-03-2026", "2099-01-01", "morgen", "tomorrow"):
        assert refused(terminal, line), line
    for line in ("999 years", "1999-12-31", "30 years ago"):
        assert "2000" in refused(terminal, line), line
    assert answer(terminal, "never") == "False"


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
def test_how_long_ago(line, days):
    code = "(h.today - ask_value.day(h, 'When?')).days"
    assert answer(asking(code), line) == str(days)


def test_a_date_is_echoed():
    terminal = asking("ask_value.day(h, 'When?')", language="nl")
    answer(terminal, "2026-03-01")
    assert "zo 1 mrt 2026" in terminal.written


def test_enter_skips_only_what_is_optional():
    assert answer(asking("ask.score(h, 'Q?', optional=True)"), "") == "None"
    assert answer(asking("ask.line(h, 'Q?', optional=True)"), "") == "''"
    assert answer(asking("ask_value.day(h, 'Q?', optional=True)"), "") == "None"
    assert "line of text" in refused(asking("ask.line(h, 'Q?')"), "")


def test_a_question_mark_explains_and_asks_again():
    terminal = asking("ask.score(h, 'How bad?', explain='Ten is worst.')")
    assert refused(terminal, "?") == "Ten is worst."
    assert answer(terminal, "7") == "7"
    assert "no more to say" in refused(asking("ask.score(h, 'How bad?')"), "?")


def test_back():
    assert answer(asking("ask.score(h, 'How bad?')"), "<") == "back"


def test_control_c_and_the_end_of_input_stop():
    terminal = asking("ask.score(h, 'How bad?')")
    terminal.prompt()
    terminal.child.sendintr()
    terminal.until("= stopped =")
    terminal = asking("ask.score(h, 'How bad?')")
    terminal.prompt()
    terminal.child.sendeof()
    terminal.until("= stopped =")


def test_a_stopped_program_goes_on():
    terminal = asking("ask.score(h, 'How bad?')")
    terminal.prompt()
    terminal.child.kill(signal.SIGSTOP)
    terminal.child.kill(signal.SIGCONT)
    terminal.type("7")
    terminal.until("= 7 =")


TWO = "ask.one_of(h, 'Which of these two?', ['a ' * 40, 'b'])"


def test_a_dumb_terminal_gets_no_escapes():
    terminal = asking(TWO)
    answer(terminal, "1")
    assert "\x1b" not in terminal.written


def test_a_narrow_terminal():
    terminal = asking(TWO, columns=40, TERM="xterm")
    answer(terminal, "1")
    assert terminal.screen()[1:6] == [
        "Which of these two?",
        "  1  " + " ".join("a" * 18),
        "     " + " ".join("a" * 18),
        "     a a a a",
        "  2  b",
    ]


def test_every_hint_and_refusal_exists_in_both_languages():
    source = "".join(Path(module.__file__).read_text("utf-8") for module in (ask, ask_value))
    used = set(re.findall(r'"(ask\.[a-z_.]+)"', source))
    assert "ask.again.score" in used
    for key in used:
        assert Words("en").find(key), key
        assert Words("nl").find(key), key
