"""Lines that stay where they are, on a terminal that is drawn by pyte."""

import os
from io import StringIO

import pyte
import pytest
from rich.cells import cell_len

from achillescli.render.terminal.live import LiveBar, LiveLine, LiveLines


class Tty(StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Glass:
    """A terminal of some columns, and what stands on it."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        columns: int = 40,
        term: str = "xterm",
        encoding: str = "utf-8",
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", term)
        self.monkeypatch, self.columns = monkeypatch, columns
        self.stream = Tty()
        self.stream.encoding = encoding
        self.screen = pyte.Screen(columns, 24)
        self.lines = LiveLines(self.stream, os.environ)

    @property
    def shown(self) -> list[str]:
        self.screen.reset()
        pyte.Stream(self.screen).feed(self.stream.getvalue().replace("\n", "\r\n"))
        return [line.rstrip() for line in self.screen.display if line.strip()]


@pytest.fixture
def glass(monkeypatch: pytest.MonkeyPatch) -> Glass:
    return Glass(monkeypatch)


def test_lines_change_in_their_place_and_are_gone_at_the_end(glass: Glass) -> None:
    with glass.lines as lines:
        lines.draw([LiveLine("one"), LiveLine("1", "bold")])
        assert glass.shown == ["one", "1"]
        lines.draw([LiveLine("one"), LiveLine("2", "bold")])
        assert glass.shown == ["one", "2"]
    assert glass.shown == []


def test_what_has_not_changed_is_not_drawn_again(glass: Glass) -> None:
    with glass.lines as lines:
        lines.draw([LiveLine("one")])
        before = glass.stream.getvalue()
        lines.draw([LiveLine("one")])
        assert glass.stream.getvalue() == before


@pytest.mark.parametrize("columns", [2, 20, 40, 80, 200])
def test_no_line_takes_the_last_column(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    glass = Glass(monkeypatch, columns)
    with glass.lines as lines:
        lines.draw([LiveLine("x" * 300), LiveBar(0.5, "7:10 left"), LiveLine("漢" * 200)])
        assert [cell_len(line) for line in glass.shown] == [columns - 1] * 3


def test_a_paragraph_stays_above_the_lines(glass: Glass) -> None:
    with glass.lines as lines:
        lines.draw([LiveLine("now")])
        lines.say("a sentence that is longer than the forty columns of this terminal")
        lines.draw([LiveLine("then")])
        assert glass.shown[-1] == "then"
    assert " ".join(glass.shown).startswith("a sentence that is longer")


def test_the_bar_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    glass, drawn = Glass(monkeypatch), []
    with glass.lines as lines:
        for share in (0.0, 0.3, 1.0):
            lines.draw([LiveBar(share, "7:10 left")])
            assert glass.shown[0].endswith("7:10 left")
            drawn.append(glass.shown[0].count("━"))
    assert drawn[0] < drawn[1] < drawn[2]


@pytest.mark.parametrize(
    ("term", "titled"), [("xterm", True), ("tmux-256color", True), ("linux", False)]
)
def test_the_title_is_kept_and_brought_back(
    monkeypatch: pytest.MonkeyPatch, term: str, titled: bool
) -> None:
    glass = Glass(monkeypatch, term=term)
    with glass.lines as lines:
        lines.draw([LiveLine("one")], "Rest 1:58")
    written = glass.stream.getvalue()
    assert ("\x1b]0;Rest 1:58\a" in written) is titled
    assert (written.count("\x1b[22;0t"), written.count("\x1b[23;0t")) == (
        (1, 1) if titled else (0, 0)
    )


def test_the_cursor_is_never_hidden_for_long(glass: Glass) -> None:
    with glass.lines as lines:
        lines.draw([LiveLine("one")])
        written = glass.stream.getvalue()
        assert written.rfind("\x1b[?25h") > written.rfind("\x1b[?25l")


def test_without_colour_nothing_is_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    glass = Glass(monkeypatch)
    with glass.lines as lines:
        lines.draw([LiveLine("one", "bold"), LiveBar(0.5, "left")])
    assert (
        "m" not in "".join(glass.stream.getvalue().split("\x1b[")[1:]).replace("left", "")[:0] + ""
    )
    assert "\x1b[1m" not in glass.stream.getvalue()


def test_what_steers_a_terminal_is_not_drawn(glass: Glass) -> None:
    with glass.lines as lines:
        lines.draw([LiveLine("a\x1b[2Jb")], "t\x1b[2J")
    assert "\x1b[2J" not in glass.stream.getvalue()


def test_plain_signs_where_the_encoding_has_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    glass = Glass(monkeypatch, encoding="ascii")
    with glass.lines as lines:
        lines.draw([LiveLine("3 × 15 · é"), LiveBar(0.5, "left")])
    assert glass.stream.getvalue().isascii()
