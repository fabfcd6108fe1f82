"""Help: what stands on each page, in which order, at each width, and lines that can be pasted."""

import datetime as dt
import re
import shlex
import shutil
from collections.abc import Callable
from email.message import Message
from pathlib import Path

import pexpect
import pytest

from achillescli.cli.app import run
from achillescli.cli.context import current_context
from achillescli.cli.help import examples
from achillescli.cli.names import COMMANDS, GROUPS, OF_THE_LOG
from achillescli.words import LANGUAGES, Words
from benchmarks import logs
from tests.kit import recordings
from tests.kit.places import EXAMPLES, ROOT
from tests.kit.terminal import Terminal

PATHS = ("", *COMMANDS, "protocol check", *(f"log {part}" for part in OF_THE_LOG))
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
PATH = pytest.mark.parametrize("path", PATHS)


@pytest.fixture
def shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[str]]:
    """Return the help of a command, line by line."""

    def of(path: str, language: str = "en", columns: int = 80) -> list[str]:
        monkeypatch.setenv("COLUMNS", f"{columns}")
        assert run([*path.split(), "--help", "--lang", language]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out.splitlines()

    return of


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("help", "--help"),
        ("help log", "log --help"),
        ("help log am", "log am --help"),
        ("log --help am", "log am --help"),
        ("--help log am", "log am --help"),
        ("-h today", "today --help"),
        ("protocol -h check mine.toml", "protocol check --help"),
    ],
)
def test_help_is_a_word_too(line: str, same: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split()) == 0
    shown = capsys.readouterr().out
    assert run(same.split()) == 0
    assert shown == capsys.readouterr().out


@LANGUAGE
@PATH
def test_a_page_says_what_it_does_and_shows_examples_before_anything_else(
    shown: Callable[..., list[str]], path: str, language: str
) -> None:
    say = Words(language)
    lines = shown(path, language)
    titles = [line for line in lines if line and not line.startswith(" ")]
    heads = [say(f"parser.help.{name}") for name in ("examples", "usage", "options_title")]
    assert [line for line in titles if line in heads] == heads
    assert lines.index(heads[0]) < 6
    pasted = lines[lines.index(heads[0]) + 1 : lines.index(heads[1])]
    assert any(line.startswith(f"  achilles {path}".rstrip()) for line in pasted)
    assert "None" not in "".join(lines)


@LANGUAGE
@PATH
def test_no_line_is_wider_than_forty_columns_but_one_to_paste(
    shown: Callable[..., list[str]], path: str, language: str
) -> None:
    lines = shown(path, language, 40)
    pasted = {f"  {line}" for line in examples(Words(language), f"achilles {path}".strip())}
    assert pasted <= {*lines}
    assert [line for line in lines if len(line) > 40 and line not in pasted] == []


def test_commands_stand_in_their_groups_and_order(shown: Callable[..., list[str]]) -> None:
    lines = shown("")
    listed = [re.match(r"  (\w+)  +\S", line) for line in lines]
    assert [name[1] for name in listed if name] == list(COMMANDS)
    heads = [Words("en")(f"parser.help.group.{group}") for group in GROUPS]
    assert [line for line in lines if line in heads] == heads


def test_the_first_page_says_where_to_report(
    shown: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = " ".join(" ".join(shown("")).split())
    assert "achilles doctor prints what helps to find it" in said
    assert said.endswith("Give it to whoever you have the program from.")
    published = Message()
    published["Project-URL"] = "Documentation, https://example.org/docs"
    published["Project-URL"] = "Issues, https://example.org/issues"
    monkeypatch.setattr("importlib.metadata.metadata", lambda _: published)
    said = " ".join(" ".join(shown("")).split())
    assert "The pages of the program: https://example.org/docs" in said
    assert said.endswith("Report it at https://example.org/issues")


@LANGUAGE
def test_the_first_sentence_of_every_help_is_short(language: str) -> None:
    say = Words(language)
    texts = [say(f"help/{name}.help") for name in COMMANDS]
    texts += say.find("help/log.command").values()
    assert [text for text in texts if len(text.split(". ")[0].rstrip(".")) > 60] == []


@PATH
def test_no_help_shows_the_words_of_the_parser(shown: Callable[..., list[str]], path: str) -> None:
    out = " ".join(" ".join(shown(path, "nl")).split())
    english = ("[[", "]]", "<", "{", "Show this", "Usage", "Options", "Commands", "[default:")
    assert [sign for sign in english if sign in out] == []


@pytest.mark.slow
def test_headings_are_bold_on_a_terminal_and_nowhere_else(shown: Callable[..., list[str]]) -> None:
    assert "\x1b" not in "".join(shown("report"))
    terminal = Terminal("report", "--help", TERM="xterm")
    assert terminal.end() == 0
    assert "\x1b[1mExamples\x1b[0m" in terminal.written
    plain = Terminal("report", "--help", "--no-color", TERM="xterm")
    assert plain.end() == 0
    assert "\x1b" not in plain.written


# examples

LINES = {
    line: language
    for language in LANGUAGES[::-1]
    for path in PATHS
    for line in examples(Words(language), f"achilles {path}".strip())
}
"""Every example, with a language that has it."""
ASKS = ["assess", "log", "erase", "train", "train pm --speak", "demo"]
ASKS += [f"log {part}" for part in ("run", "activity", "check", "checkin", "flag", "clearance")]
"""The examples with which someone is asked, or a shell opens."""
DUE = 10


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a log of twelve weeks and the files that the examples name."""
    place = tmp_path_factory.mktemp("examples")
    yesterday = current_context("en").today - dt.timedelta(days=1)
    logs.write(place / "home", logs.twelve_weeks(yesterday))
    for name in ("answers.toml", "antwoorden.toml"):
        shutil.copy(EXAMPLES / "runner.toml", place / name)
    ran = recordings.way(dt.datetime.combine(yesterday, dt.time(17), dt.UTC))
    for name in ("run.gpx", "loop.gpx"):
        (place / name).write_bytes(recordings.gpx(recordings.track(ran)))
    shutil.copy(ROOT / "data/protocol.toml", place / "mine.toml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACHILLES_HOME", str(place / "home"))
        for name in ("log.json", "laptop.json"):
            assert run(["export", str(place / name)]) == 0
    return place


def typed(line: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the words of a line, with a log of its own for what it does."""
    home = place / "own"
    shutil.rmtree(home, ignore_errors=True)
    if "import" not in line:
        shutil.copytree(place / "home", home)
    monkeypatch.chdir(place)
    monkeypatch.setenv("ACHILLES_HOME", str(home))
    monkeypatch.setenv("ACHILLES_LANG", LINES[line])
    for made in (*place.glob("pag*.html"), *place.glob("achilles*")):
        made.unlink()
    return shlex.split(line)[1:]


@PATH
@LANGUAGE
def test_a_page_has_at_most_three_examples(path: str, language: str) -> None:
    assert 1 <= len(examples(Words(language), f"achilles {path}".strip())) <= 3


@pytest.mark.slow
@pytest.mark.parametrize("line", [one for one in LINES if one.partition(" ")[2] not in ASKS])
def test_examples_can_be_pasted(
    line: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(typed(line, place, monkeypatch))
    out, err = capsys.readouterr()
    assert code in ((0, DUE) if "status" in line else (0,)), err
    assert out


@pytest.mark.slow
@pytest.mark.parametrize("line", ASKS)
def test_examples_that_ask_do_so_on_a_terminal(
    line: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(*typed(f"achilles {line}", place, monkeypatch))
    terminal.child.expect([r"\S[^\n]*\n", pexpect.EOF])
    assert not terminal.child.after.startswith("achilles: ")
    terminal.child.close(force=True)
