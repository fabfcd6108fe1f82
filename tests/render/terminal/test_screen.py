"""Words on streams of every width and encoding."""

import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color
from rich.color_triplet import ColorTriplet
from wcwidth import wcswidth

from achillescli.render.terminal import screen as module
from achillescli.render.terminal.screen import WIDEST, Screen, encodable, plain
from achillescli.words import NO_BREAK, WHOLE, command
from tests.kit.each import each
from tests.kit.page import EN, Paper

COMMAND = "achilles log check --start-test N --date 2026-01-05"
HOSTILE = "\x1b[2Jgone\rover\x07\u202eback\u2028line"


@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    shown = plain(text)
    assert all(
        sign.isprintable() or sign in "\u200d\u00ad\u3000" or sign.isspace() for sign in shown
    )
    assert not {"\x1b", "\r", "\n", "\x07", "\u202e", "\u2028", NO_BREAK} & set(shown)


@pytest.mark.hazard("H51")
def test_a_note_cannot_rewrite_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(monkeypatch)
    paper.screen.say(HOSTILE)
    assert paper.text == "\ufffd[2Jgone\ufffdover\ufffd\ufffdback\ufffdline\n"


@given(st.text(), st.sampled_from(["ascii", "cp1252", "latin-1", "utf-8"]))
def test_every_text_can_be_written_in_every_encoding(text: str, encoding: str) -> None:
    encodable(text, encoding).encode(encoding, "strict" if encoding != "utf-8" else "surrogatepass")


@each(
    ("text", "shown"),
    [
        ("3 × 15", "3 x 15"),
        ("≤ 2 → ≥ 3", "<= 2 -> >= 3"),
        ("één · twee", "een - twee"),
        ("漢", "?"),
    ],
)
def test_signs_that_ascii_lacks_are_spelt(text: str, shown: str) -> None:
    assert encodable(text, "ascii") == shown


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_screen(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    paper = Paper(monkeypatch, width)
    paper.screen.say("word " * 100)
    paper.screen.point("word " * 100)
    paper.screen.field("Label", "word " * 100)
    paper.screen.field("Label", "x" * 300)
    assert max(map(len, paper.lines)) <= min(width, WIDEST)
    assert paper.text.count("word") == 300
    assert paper.text.count("x") == 300


def test_no_line_ends_in_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(monkeypatch, 40)
    paper.screen.say("word " * 30)
    paper.screen.field("Label", "word " * 30)
    assert all(line == line.rstrip() for line in paper.lines)


def test_a_command_to_type_stays_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for width in range(40, 100):
        paper = Paper(monkeypatch, width)
        paper.screen.field(
            "Do",
            f"Score the pain of this morning: {command(COMMAND)}",
        )
        room = paper.screen.width - (2 if paper.screen.narrow else 13)
        whole = any(COMMAND in line for line in paper.lines)
        assert whole is (room >= len(COMMAND))
        assert max(map(len, paper.lines)) <= width
        assert " ".join(paper.text.split()).endswith(COMMAND)
        assert NO_BREAK not in paper.text


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_an_amount_stays_on_one_line(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    amount = "3 × 15" if encoding == "utf-8" else "3 x 15"
    for width in range(20, 100):
        paper = Paper(monkeypatch, width, encoding=encoding)
        paper.screen.say("Up to 75 % of the usual time, and of 3 × 15 lowers a day 12.5 kg.")
        for whole in ("75 %", amount, "12.5 kg"):
            assert any(whole in line for line in paper.lines)


LONG = f"/home/sam/{'diary' * 30}/{'a b' * 3}.json"


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("sentence", ["leave.export.written", "leave.export.back"])
def test_a_path_stays_whole_for_whoever_copies_it(
    monkeypatch: pytest.MonkeyPatch, width: int, sentence: str
) -> None:
    paper = Paper(monkeypatch, width)
    said = EN(sentence, path=Path(LONG), file=Path(LONG))
    paper.screen.say(said)
    paper.screen.point(said)
    paper.screen.field("Label", f"{said} and so on")
    assert sum(LONG in line for line in paper.lines) == 3
    others = [line for line in paper.lines if LONG not in line]
    assert max(map(len, others)) <= width
    assert {WHOLE, NO_BREAK, "\ufffd"}.isdisjoint(paper.text)


def test_a_command_may_be_longer_than_lines_that_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    long = command("achilles log flag " + "--no " * 21 + "end")
    for width, whole in ((120, False), (140, True), (200, True)):
        paper = Paper(monkeypatch, width)
        paper.screen.point(f"{'word ' * 30}{long}{' word' * 30}")
        assert any(line.split()[-1] == "end" and len(line) > 120 for line in paper.lines) is whole
        assert max(map(len, paper.lines)) <= width


def test_a_field_is_stacked_on_a_narrow_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    wide, narrow = Paper(monkeypatch, 80), Paper(monkeypatch, 40)
    wide.screen.field("Tempo", "slowly")
    narrow.screen.field("Tempo", "slowly")
    assert wide.lines == ["Tempo        slowly"]
    assert narrow.lines == ["Tempo", "  slowly"]


def test_a_pipe_gets_no_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(monkeypatch)
    paper.screen.heading("Heading")
    paper.screen.say("alert", "bold red")
    assert paper.text == "\nHeading\nalert\n"


def test_only_the_label_of_a_field_is_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    paper = Paper(monkeypatch)
    paper.screen.field("Tempo", "slowly")
    assert paper.text == "\x1b[1mTempo        \x1b[0mslowly\n"
    paper.screen.field("Tempo", "slowly " * 20)
    paper.screen.field("", "slowly")
    assert paper.text.count("\x1b[1m") == 2


class Console(StringIO):
    """A terminal of one encoding."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Unhurried(Console):
    """A terminal that must not be flushed."""

    def flush(self) -> None:
        raise AssertionError


def test_a_full_disk_is_met_at_the_end_and_not_between_two_entries() -> None:
    stream = Unhurried()
    screen = Screen(stream, {"TERM": "xterm"})
    screen.say("first", "bold")
    screen.say("second")
    assert stream.getvalue() == "\x1b[1mfirst\x1b[0m\nsecond\n"


def lines_of(text: str, room: int) -> list[str]:
    """Return the lines of a paragraph on a screen that can write everything."""
    return Screen(Console(), {}).paragraph(text, room)


SIGNS = {
    "wide": "漢",
    "syllable": "\u1100\u1161\u11a8",
    "variation selector": "❤\ufe0f",
    "keycap": "7\ufe0f\u20e3",
    "skin": "👍🏽",
    "family": "👨\u200d👩\u200d👧",
    "profession": "👩🏽\u200d🚀",
    "flag": "🇳🇱",
    "flag of two": "🏳\ufe0f\u200d🌈",
}
"""Signs of two columns, most of them of several characters."""


@each("sign", SIGNS.values())
@each("room", range(2, 12))
def test_a_sign_of_two_columns_is_never_parted(sign: str, room: int) -> None:
    lines = lines_of(sign * 20, room)
    assert set(lines[:-1]) == {sign * (room // 2)}
    assert max(map(wcswidth, lines)) <= room
    assert "".join(lines) == sign * 20


@each("room", range(2, 12))
def test_a_sign_with_its_accents_takes_one_column(room: int) -> None:
    lines = lines_of("e\u0301\u0323" * 20, room)
    assert set(lines[:-1]) == {"e\u0301\u0323" * room}
    assert "".join(lines) == "e\u0301\u0323" * 20


ODD = st.text(
    st.sampled_from("ab \u00a0\u3000\u200d\ufe0f❤漢👩🚀🇳🇱🏽e\u0301क्षि7\u20e3\u00ad\u2003")
)


@given(ODD | st.text(), st.integers(2, 20))
@example("\u200d\u200d漢77", 3)
@example("77\u200d🇱🇱", 2)
@example("x" * 20 + " y", 10)
def test_no_line_is_too_wide_and_no_sign_is_lost(text: str, room: int) -> None:
    lines = lines_of(text, room)
    assert all(cell_len(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())
    assert all(line == line.strip() for line in lines[1:])


def test_rows_are_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Paper(monkeypatch, 10).screen
    lines = screen.table([["Week", "Level"], ["1", "L3"], ["12", "L4.1"]], left=[1])
    assert lines == ["Week  Level", "   1  L3", "  12  L4.1"]
    assert not screen.fits(lines)
    assert Paper(monkeypatch, 11).screen.fits(lines)


def test_columns_of_wide_signs_stay_under_each_other() -> None:
    rows = [["日本", "1"], ["a", "22"], ["🇳🇱x", "3"]]
    lines = Screen(Console(), {}).table(rows, [0])
    assert lines == ["日本   1", "a     22", "🇳🇱x    3"]
    assert len({cell_len(line) for line in lines}) == 1


def test_a_label_of_wide_signs_keeps_the_column_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(monkeypatch)
    paper.screen.field("日本", "slowly")
    paper.screen.field("abcd", "slowly")
    assert {cell_len(line.partition("slowly")[0]) for line in paper.lines} == {13}


BOLD, PLAIN = "\x1b[1mx\x1b[0m\n", "x\n"
ON_A_TERMINAL = [
    ({"TERM": "xterm"}, BOLD),
    ({"TERM": "xterm", "NO_COLOR": ""}, BOLD),
    ({"TERM": "xterm", "NO_COLOR": "1"}, PLAIN),
    ({"TERM": "xterm", "NO_COLOR": "1", "FORCE_COLOR": "1"}, PLAIN),
    ({"TERM": "xterm", "FORCE_COLOR": "0"}, PLAIN),
    ({"TERM": "xterm", "CLICOLOR": "0"}, PLAIN),
    ({"TERM": "xterm", "CLICOLOR": "1"}, BOLD),
    ({"TERM": "dumb"}, PLAIN),
    ({"TERM": "unknown"}, PLAIN),
    ({}, PLAIN),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, BOLD),
]
IN_A_PIPE = [
    ({"TERM": "xterm"}, PLAIN),
    ({"TERM": "xterm", "FORCE_COLOR": ""}, PLAIN),
    ({"TERM": "xterm", "FORCE_COLOR": "1"}, BOLD),
    ({"TERM": "xterm", "FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"}, PLAIN),
    ({"CLICOLOR_FORCE": "1"}, BOLD),
    ({"CLICOLOR_FORCE": "0"}, PLAIN),
    ({"CLICOLOR_FORCE": ""}, PLAIN),
    ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, PLAIN),
]


@each(("environment", "shown"), ON_A_TERMINAL)
def test_what_the_environment_says_of_colour_on_a_terminal(
    environment: dict[str, str], shown: str
) -> None:
    stream = Console()
    Screen(stream, environment).say("x", "bold")
    assert stream.getvalue() == shown


@each(("environment", "shown"), IN_A_PIPE)
def test_what_the_environment_says_of_colour_in_a_pipe(
    environment: dict[str, str], shown: str
) -> None:
    stream = Console()
    stream.isatty = lambda: False  # type: ignore[method-assign]
    Screen(stream, environment).say("x", "bold")
    assert stream.getvalue() == shown


DAYS = {"green": "GREEN", "amber": "AMBER", "red": "RED"}


def marked(text: str, days: Mapping[str, str] = DAYS, **environment: Any) -> str:
    """Return a text with marks as a terminal gets it."""
    stream = Console()
    Screen(stream, {"TERM": "xterm-256color", **environment}).say(text, days=days)
    return stream.getvalue()


def test_a_mark_stands_before_the_word_for_its_colour() -> None:
    assert marked("Green, not amber") == (
        "\x1b[48;5;28m \x1b[0m Green, not \x1b[48;5;136m \x1b[0m amber\n"
    )
    assert marked("evergreen, tired") == "evergreen, tired\n"
    assert marked("red red", {"red": "RED"}).count("\x1b[48;5;196m") == 1


def test_a_mark_takes_no_room_in_a_table() -> None:
    shown = marked("1  green  2")
    assert shown == "1 \x1b[48;5;28m \x1b[0mgreen  2\n"
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == "1  green  2\n"


@each("switch", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CLICOLOR": "0"}])
def test_without_colour_there_are_no_marks(switch: dict[str, Any]) -> None:
    assert marked("Green or red", **switch) == "Green or red\n"


def test_a_terminal_of_sixteen_colours_has_the_words_alone() -> None:
    assert marked("green, amber, red", TERM="xterm") == "green, amber, red\n"
    assert "48;5;28" in marked("green", TERM="xterm", COLORTERM="truecolor")


def test_nobody_can_write_a_mark() -> None:
    stand_ins = (*module._MARKS.values(), module._JOINT, module._ENTIRE, module._HELD)
    inside = "".join(stand_ins) + module._WHOLE_FLAG
    assert marked(f"a{inside}b") == f"a{chr(0xFFFD) * 7}b\n"


BACKGROUNDS = {
    "xterm": "000000",
    "white": "ffffff",
    "VS Code dark": "1e1e1e",
    "GNOME dark": "171421",
    "Windows Campbell": "0c0c0c",
    "One Half Light": "fafafa",
    "Solarized light": "fdf6e3",
    "Solarized dark": "002b36",
    "Ubuntu": "300a24",
    "Gruvbox dark": "282828",
}


def brightness(triplet: bytes | ColorTriplet) -> float:
    """Return the relative luminance of WCAG 2 of a colour."""
    parts = (value / 255 for value in triplet)
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@each("background", BACKGROUNDS.values())
@each("colour", module.COLOURS)
def test_a_mark_can_be_seen_on_light_and_on_dark(colour: str, background: str) -> None:
    mark = brightness(Color.parse(module.COLOURS[colour]).get_truecolor())
    other = brightness(bytes.fromhex(background))
    light, dark = max(mark, other), min(mark, other)
    assert (light + 0.05) / (dark + 0.05) >= 3
