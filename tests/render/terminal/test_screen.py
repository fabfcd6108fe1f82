"""Words on streams of every width and encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.render.terminal.screen import WIDEST, encodable, plain
from tests.kit.page import Paper

HOSTILE = "\x1b[2Jgone\rover\x07\u202eback\u2028line"


@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text):
    shown = plain(text)
    assert all(
        sign.isprintable() or sign in "\u200d\u00ad\u00a0\u3000" or sign.isspace() for sign in shown
    )
    assert not {"\x1b", "\r", "\n", "\x07", "\u202e", "\u2028"} & set(shown)


@pytest.mark.hazard("H51")
def test_a_note_cannot_rewrite_the_screen(monkeypatch):
    paper = Paper(monkeypatch)
    paper.screen.say(HOSTILE)
    assert paper.text == "\ufffd[2Jgone\ufffdover\ufffd\ufffdback\ufffdline\n"


@given(st.text(), st.sampled_from(["ascii", "cp1252", "latin-1", "utf-8"]))
def test_every_text_can_be_written_in_every_encoding(text, encoding):
    encodable(text, encoding).encode(encoding, "strict" if encoding != "utf-8" else "surrogatepass")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3 × 15", "3 x 15"),
        ("≤ 2 → ≥ 3", "<= 2 -> >= 3"),
        ("één · twee", "een - twee"),
        ("漢", "?"),
    ],
)
def test_signs_that_ascii_lacks_are_spelt(text, shown):
    assert encodable(text, "ascii") == shown


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_screen(monkeypatch, width):
    paper = Paper(monkeypatch, width)
    paper.screen.say("word " * 100)
    paper.screen.point("word " * 100)
    paper.screen.field("Label", "word " * 100)
    paper.screen.field("Label", "x" * 300)
    assert max(map(len, paper.lines)) <= min(width, WIDEST)
    assert paper.text.count("word") == 300
    assert paper.text.count("x") == 300


def test_no_line_ends_in_spaces(monkeypatch):
    paper = Paper(monkeypatch, 40)
    paper.screen.say("word " * 30)
    paper.screen.field("Label", "word " * 30)
    assert all(line == line.rstrip() for line in paper.lines)


def test_a_command_to_type_stays_on_one_line(monkeypatch):
    for width in range(40, 100):
        paper = Paper(monkeypatch, width)
        paper.screen.field(
            "Do",
            "Score the pain of this morning: achilles log check --start-test N --date 2026-01-05",
        )
        long = len("achilles log check --start-test N --date 2026-01-05")
        if paper.screen.width - 13 >= long:
            assert any(
                "achilles log check --start-test N --date 2026-01-05" in line
                for line in paper.lines
            )
        assert "\x00" not in paper.text


def test_a_field_is_stacked_on_a_narrow_screen(monkeypatch):
    wide, narrow = Paper(monkeypatch, 80), Paper(monkeypatch, 40)
    wide.screen.field("Tempo", "slowly")
    narrow.screen.field("Tempo", "slowly")
    assert wide.lines == ["Tempo        slowly"]
    assert narrow.lines == ["Tempo", "  slowly"]


def test_a_pipe_gets_no_escapes(monkeypatch):
    paper = Paper(monkeypatch)
    paper.screen.heading("Heading")
    paper.screen.say("alert", "bold red")
    assert paper.text == "\nHeading\nalert\n"


def test_only_the_label_of_a_field_is_bold(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    paper = Paper(monkeypatch)
    paper.screen.field("Tempo", "slowly")
    assert paper.text == "\x1b[1mTempo        \x1b[0mslowly\n"
