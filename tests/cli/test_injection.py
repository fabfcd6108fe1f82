"""Hostile words through the commands: nothing that they print steers a terminal."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from achillescli.cli.app import run
from tests.kit.attacks import ATTACKS, harmless
from tests.kit.journals import month, second, text

pytestmark = pytest.mark.slow

MONTH = "log/2026-03.toml"
ROOT = Path(__file__).parents[2]
SPOKEN = [
    ("today", "--ATTACK"),
    ("ATTACK",),
    ("log", "ATTACK"),
    ("log", "edit", "ATTACK", "pain=3"),
    ("log", "edit", "a1", "ATTACK=3"),
    ("log", "edit", "a1", "pain=ATTACK"),
    ("log", "remove", "ATTACK"),
    ("log", "morning", "ATTACK"),
    ("log", "morning", "--pain", "ATTACK"),
    ("log", "note", "ATTACK"),
    ("log", "morning", "2", "--note", "ATTACK"),
    ("log", "activity", "ATTACK", "20min"),
    ("log", "run", "--from", "ATTACK"),
    ("log", "run", "--from", "ATTACK", "--tz", "ATTACK"),
    ("log", "check", "--activity", "ATTACK=3"),
    ("log", "check", "--visa-a", "62", "--variant", "ATTACK"),
    ("log", "pause", "today", "today", "--reason", "ATTACK"),
    ("today", "--date", "ATTACK"),
    ("plan", "--svg", "ATTACK"),
    ("demo", "ATTACK"),
    ("why", "ATTACK"),
    ("report", "--weeks", "ATTACK"),
    ("report", "--html", "ATTACK"),
    ("report", "--html", "-", "--name", "ATTACK"),
    ("learn", "ATTACK"),
    ("--lang", "ATTACK", "today"),
    ("replay", "ATTACK"),
    ("replay", "--until", "ATTACK"),
    ("assess", "--answers", "ATTACK"),
    ("train", "ATTACK"),
    ("train", "--ready", "ATTACK"),
    ("undo", "ATTACK"),
    ("backup", "ATTACK"),
    ("restore", "ATTACK"),
    ("export", "ATTACK"),
    ("export", "--to", "ATTACK"),
    ("import", "ATTACK"),
    ("merge", "ATTACK"),
    ("erase", "ATTACK"),
    ("doctor", "ATTACK"),
    ("settings", "ATTACK"),
    ("remind", "ATTACK"),
    ("completion", "ATTACK"),
    ("completion", "field", "--", "ATTACK", "ATTACK"),
    ("status", "ATTACK"),
    ("simulate", "ATTACK"),
    ("simulate", "--pain", "ATTACK"),
    ("protocol", "ATTACK"),
]
QUOTED = {
    name: '"' + "".join(f"\\U{ord(sign):08X}" for sign in attack) + '"'
    for name, attack in ATTACKS.items()
}
"""As text in TOML."""


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    found = Path(os.environ["ACHILLES_HOME"])
    month(found, text())
    return found


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command; return what it printed, which steers nothing."""
    assert run(words) != 1
    out, err = capsys.readouterr()
    assert harmless(out)
    assert harmless(err)
    return out + err


@pytest.mark.parametrize("name", ATTACKS)
def test_no_word_of_a_command_line_steers(
    home: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for words in SPOKEN:
        said(capsys, *(word.replace("ATTACK", ATTACKS[name]) for word in words))


@pytest.mark.hazard("H51")
@pytest.mark.parametrize("name", ATTACKS)
def test_no_word_of_a_month_steers(
    home: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    attack = QUOTED[name]
    kinds = (
        f"kind = 'note'\ntext = {attack}",
        f"kind = 'activity'\nminutes = 9\nactivity = {attack}",
        f"kind = 'edit'\nof = 'a1'\nset = {{ note = {attack} }}",
        f"kind = 'painkiller'\n{attack} = 1\nnote = {attack}",
    )
    blocks = [
        second(f"b{number}").replace("kind = 'morning'", kind).replace("pain = 1\n", "")
        for number, kind in enumerate(kinds)
    ]
    month(home, f"{attack} = 1\n" + text(note=attack) + "".join(blocks))
    shown = said(capsys, "log", "list", "--all")
    assert shown.count("b3") >= 1
    if ATTACKS[name].isprintable():
        assert ATTACKS[name].split()[0] in "".join(shown.split("\n"))
    said(capsys, "log", "list", "--all", "--json")
    said(capsys, "today")
    said(capsys, "log", "remove", "b0")
    said(capsys, "undo")


BROKEN = [
    text(pain="ATTACK"),
    text(kind="ATTACK"),
    text(id="ATTACK"),
    text(date="ATTACK"),
    text() + "ATTACK = [",
    text() + "[ATTACK]\nkind = 3\n",
    text(kind="'assessment'", answers="{ ATTACK = 1 }"),
    text() + second("a1").replace("note", "ATTACK"),
]


@pytest.mark.parametrize("name", ATTACKS)
def test_no_word_of_a_broken_file_steers(
    home: Path, capsys: pytest.CaptureFixture[str], name: str, tmp_path: Path
) -> None:
    for content in BROKEN:
        month(home, content.replace("ATTACK", QUOTED[name]))
        said(capsys, "today")
        said(capsys, "log", "list")
    course = tmp_path / "course.toml"
    for content in (
        "person = { ATTACK = 1 }",
        "[ATTACK]\nx = 1",
        "[person]\nsex = ATTACK",
        "until = 2026-01-01\n[answers]\ndate = 2026-01-01\n[[entries]]\nkind = ATTACK",
        "until = 2026-01-01\n[[entries]]\nkind = 'note'\ndate = 2026-01-01\nATTACK = 1",
    ):
        course.write_text(content.replace("ATTACK", QUOTED[name]), "utf-8")
        said(capsys, "replay", str(course))
        said(capsys, "assess", "--answers", str(course))


@pytest.mark.parametrize("name", ATTACKS)
def test_no_name_of_a_file_steers(
    home: Path, capsys: pytest.CaptureFixture[str], name: str, tmp_path: Path
) -> None:
    safe = ATTACKS[name].replace("/", "_")
    for copy in (f"log/2026-03 {safe}.toml", f"backups/2026-04.{safe}.toml"):
        month(home, text() + second(), copy)
        said(capsys, "log", "list")
        said(capsys, "today")
    odd = tmp_path / f"a{safe}.toml"
    odd.write_text("x = [")
    said(capsys, "replay", str(odd))
    said(capsys, "assess", "--answers", str(odd))


def test_bytes_that_are_no_characters_steer_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in SPOKEN:
        said(capsys, *(word.replace("ATTACK", "a\udc9b\udcff") for word in words))


def test_settings_steer_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.toml").write_text('day_starts = "\x1b[2J"\n')
    said(capsys, "today")
    (home / "settings.toml").write_text('"\\u001b[2J" = 1\n')
    said(capsys, "today")


OWN = re.compile(r"\x1b\[(?:0|1|1;7|4[123]|48;5;\d+)m")
"""What the program itself says to a terminal: bold, reversed, the mark of a colour."""
PAGES = [
    "today",
    "report",
    "report --week",
    "plan",
    "why",
    "replay",
    "log list",
    "log list --all",
    "undo --list",
]


@pytest.mark.parametrize("name", ATTACKS)
def test_no_note_steers_where_the_program_itself_writes_codes(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    month(home, text(note=QUOTED[name]) + second() + f"note = {QUOTED[name]}\n")
    attack, shown = ATTACKS[name], {}
    for page in PAGES:
        assert run(page.split()) != 1
        out, err = capsys.readouterr()
        shown[page] = OWN.sub("", out)
        assert harmless(shown[page])
        assert harmless(OWN.sub("", err))
    assert shown["log list --all"].count("\u201c") == 2
    if attack.isprintable():
        assert "".join(shown["log list --all"].split()).count("".join(attack.split())) == 2


NAMES = (
    "",
    " copy",
    " $(touch BAD)",
    "`touch BAD`",
    "'; touch BAD; '",
    " \"$(touch BAD)\" 'x'",
    "’; touch BAD; ’",
    "\\' $(touch BAD) \\",
    " & touch BAD #",
    "!x *?~{a,b}",
    "\n touch BAD\n",
    "\x1b[31m\u202e",
    " é 漢 ❤️",
)
"""What a file may be called."""


def pasted(line: str, home: Path) -> list[str]:
    """Return the words that a shell hands to the program; nothing else is run."""
    script = f"achilles() {{ printf '%s\\0' \"$@\"; }}; {line}"
    shell = subprocess.run(["bash", "-c", script], cwd=home, capture_output=True, check=True)
    assert not shell.stderr
    assert not (home / "BAD").exists()
    return shell.stdout.decode().split("\0")[:-1]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("name", NAMES)
def test_a_command_to_paste_is_plain_words_whatever_a_file_is_called(
    home: Path, name: str, encoding: str
) -> None:
    """The name comes from a sync tool or another person, and is run by whoever pastes the line."""
    copy = f"log/2026-03-{name}.toml"
    month(home, text() + second(), copy)
    ours = [sys.executable, "-m", "achillescli"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    for command in (["today"], ["doctor"]):
        shown = subprocess.run(
            [*ours, *command], cwd=ROOT, capture_output=True, env=environment, check=False
        )
        said = (shown.stdout + shown.stderr).decode(encoding)
        (line,) = set(re.findall("achilles merge .*", said))
        if encoding == "utf-8" or name.isascii() or not name.isprintable() or "’" in name:
            assert pasted(line, home) == ["merge", copy]
        else:
            pasted(line, home)
    assert run(["merge", copy, "--yes"]) == 0


def test_a_command_to_paste_may_begin_with_a_dash(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(capsys, "export", "--", "-my log.json")
    (line,) = re.findall("achilles import .*", out)
    assert pasted(line, home) == ["import", "--", "-my log.json"]
