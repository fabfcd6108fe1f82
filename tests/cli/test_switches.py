"""Switches for the whole program: read wherever they stand, and what each of them leaves out."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from achillescli.cli.app import run
from achillescli.cli.context import Context
from achillescli.cli.switches import line
from achillescli.errors import UsageError
from tests.kit.each import each
from tests.kit.journals import tree
from tests.kit.logbook import Logbook
from tests.kit.terminal import Terminal

#  typed                        | language, switches        | words
LINES = """
                                |                           |
   today                        |                           | today
   --plain                      | --plain                   |
   --plain today --more         | --plain                   | today --more
   log am 2 -q                  | --quiet                   | log am 2
   --quiet log --no-input       | --quiet --no-input        | log
   log note -- -q --plain       |                           | log note -- -q --plain
   --lang nl today --no-color   | nl --no-color             | today
   --json log list              |                           | log list --json
   --json --plain log note -- a | --plain                   | log note --json -- a
   --json                       |                           | --json
   --date yesterday today       |                           | today --date yesterday
   -d -1 --json log am 2        |                           | log am 2 -d -1 --json
   --date yesterday --json log  |                           | log --date yesterday --json
   --date today                 |                           | --date today
   --debug why W2               | --debug                   | why W2
"""


@each(
    ("typed", "held", "words"),
    [map(str.split, row.split("|")) for row in LINES.strip("\n").splitlines()],
)
def test_a_switch_may_stand_before_or_after_the_command(
    typed: list[str], held: list[str], words: list[str]
) -> None:
    found = line(typed)
    assert {*filter(None, [found.language]), *found.switches} == set(held)
    assert found.words == words


@pytest.mark.parametrize("date", ["2 weeks ago", "past monday", "31 aug 2025", "yesterday"])
def test_a_date_of_several_words_may_stand_before_the_command(
    capsys: pytest.CaptureFixture[str], date: str
) -> None:
    assert run(["--date", *date.split(), "--json", "log", "am", "2"]) == 0
    (before,) = json.loads(capsys.readouterr().out)["entries"]
    assert run(["log", "am", "2", "--json", "--date", date]) == 0
    (after,) = json.loads(capsys.readouterr().out)["entries"]
    assert before["date"] == after["date"]


@each("typed", [["--lang"], ["--lang="], ["today", "--lang", "--", "x"]])
def test_a_language_needs_a_name(typed: list[str]) -> None:
    with pytest.raises(UsageError):
        line(typed)


class Switched(Logbook):
    """A user who types switches with each command."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *switches: str) -> None:
        super().__init__(capsys)
        self.switches = frozenset(switches)

    def here(self, at: str = "06:30", language: str = "en") -> Context:
        return replace(super().here(at, language), switches=self.switches)


@pytest.fixture
def quiet(capsys: pytest.CaptureFixture[str]) -> Switched:
    user = Switched(capsys, "--quiet")
    user.assess(20)
    user.days(19, 1)
    return user


#  typed                                       | what is said all the same
SAID = """
   log morning 2                               |
   log pm 2                                    |
   log note a long day                         |
   log pm 7                                    | Stop for today
   log am 2 --sharp                            | Stop for today
   log flag chest_pain=yes breathless=yes      | emergency number
   log morning 9                               | Today and tomorrow, as it looks now
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "said"), [tuple(map(str.strip, row.split("|"))) for row in SAID.strip().splitlines()]
)
def test_quiet_says_what_must_be_read(quiet: Switched, typed: str, said: str) -> None:
    out = quiet.type(typed)
    assert said in out if said else out == ""
    assert "Saved" not in out + quiet.err
    assert quiet.code == 0
    assert quiet.newest.date == quiet.here().today


def test_quiet_takes_back_without_a_word(quiet: Switched) -> None:
    quiet.type("log note a long day")
    assert quiet.type("undo") == ""
    assert quiet.newest.kind == "remove"


def test_quiet_shows_what_was_asked_for(quiet: Switched) -> None:
    assert "Heel drop" in quiet.type("today")


def test_a_new_log_is_begun_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "morning", "2", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_was_moved_is_not_told_quietly(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["log", "morning", "2"])
    capsys.readouterr()
    assert run(["backup", "--quiet"]) == 0
    assert run(["export", f"{tmp_path}/a.json", "--quiet"]) == 0
    monkeypatch.setenv("ACHILLES_HOME", f"{tmp_path}/new")
    assert run(["import", f"{tmp_path}/a.json", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "new" / "log").is_dir()


ASKING = [
    ["assess"],
    ["log"],
    ["log", "morning"],
    ["log", "flag"],
    ["log", "checkin"],
    ["log", "note"],
    ["erase"],
]


@pytest.mark.slow
@pytest.mark.parametrize("words", ASKING)
def test_without_input_a_terminal_is_told_what_is_missing(words: list[str], tmp_path: Path) -> None:
    run(["assess", "--answers", "examples/runner.toml"])
    before = tree(tmp_path)
    terminal = Terminal("--no-input", *words)
    assert terminal.end() == 2
    assert terminal.written.startswith("achilles: ")
    assert "achilles" in terminal.written or "--" in terminal.written
    assert tree(tmp_path) == before


@pytest.mark.slow
def test_no_color_is_a_switch_too() -> None:
    colours = [Terminal("learn", "eccentric", *more, TERM="xterm") for more in ([], ["--no-color"])]
    assert [terminal.end() for terminal in colours] == [0, 0]
    assert ["\x1b" in terminal.written for terminal in colours] == [True, False]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "paged"),
    [
        ("learn eccentric", True),
        ("--no-pager learn eccentric", False),
        ("learn eccentric --plain", False),
        ("learn eccentric --json", False),
        ("learn knee-to-wall", False),
    ],
)
def test_a_long_screen_goes_through_the_pager_unless_it_may_not(words: str, paged: bool) -> None:
    terminal = Terminal(*words.split(), rows=40, TERM="xterm", PAGER="echo paged; cat")
    assert terminal.end() == 0
    assert terminal.written.startswith("paged") is paged


DRAWN = re.compile(r"[▁▄█|]|\S   +\S")
"""A chart, or columns side by side."""


@pytest.mark.parametrize("page", ["today", "today --more", "report --all", "plan", "replay", "why"])
def test_plain_draws_nothing_and_breaks_no_line(
    page: str, book: Logbook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["assess", "--answers", "examples/runner.toml"])
    capsys.readouterr()
    assert run(page.split()) == 0
    drawn = capsys.readouterr().out
    monkeypatch.setenv("ACHILLES_PLAIN", "1")
    assert run(page.split()) == 0
    plain = capsys.readouterr().out
    assert not DRAWN.search(plain)
    monkeypatch.setenv("ACHILLES_PLAIN", "0")
    run(page.split())
    assert capsys.readouterr().out == drawn
    monkeypatch.setenv("COLUMNS", "30")
    run([*page.split(), "--plain"])
    assert capsys.readouterr().out == plain


def test_plain_has_bold_at_most_on_a_terminal_with_colour(
    book: Logbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.assess(20)
    book.days(19, 1)
    here, shown = book.here, []
    for force in ("0", "1"):
        said = {"ACHILLES_PLAIN": "1", "FORCE_COLOR": force}

        def in_colour(*at: str, said: dict[str, str] = said) -> Context:
            return replace(here(*at), environment={**here(*at).environment, **said})

        monkeypatch.setattr(book, "here", in_colour)
        shown.append(book.type("report --all"))
    assert "\x1b[1m" in shown[1]
    assert re.sub(r"\x1b\[[01]?m", "", shown[1]) == shown[0]
