"""The look at the data, and repairs, through the program's own door."""

import errno
import os
import platform
import re
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from achillescli.cli import app
from achillescli.cli.app import run
from achillescli.cli.context import Context
from achillescli.errors import Place
from achillescli.render.pages import doctor as page
from achillescli.store.doctor import repairs as repair
from achillescli.store.doctor.finding import Checkup, DoctorFinding, Mending, Repair, Severity
from achillescli.words import LANGUAGES, Words
from tests.kit.journals import SECRET, month, second, text, tree
from tests.kit.logbook import Logbook
from tests.kit.terminal import Terminal

MONTH = "log/2026-12.toml"
GOOD = text().replace("-03-", "-12-")
TWO = GOOD + second("a2", "2026-12-02", "2026-12-02T07:30:00+01:00")
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
PROGRAM = """
import sys
from datetime import datetime, timezone
from achillescli.cli import app, main
from achillescli.cli.context import Context
now = datetime(2026, 12, 10, 6, 30, tzinfo=timezone.utc)
found = app.current_context
app.current_context = lambda language, _: Context(found(language).words, now, found(language).environment)
sys.argv[0] = "achilles"
main()
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    home = tmp_path / "achilles"
    home.mkdir(mode=0o700)
    return home


def put(home: Path, content: str | bytes, name: str = MONTH) -> Path:
    """Write a file as the program would: for its owner only."""
    path = month(home, content, name)
    path.chmod(0o600)
    path.parent.chmod(0o700)
    return path


def flat(out: str) -> str:
    """Return what was printed without white space: long paths are broken."""
    return re.sub(r"\s", "", out)


def block(out: str) -> list[str]:
    return out.split("nothing that you logged is in it:\n")[1].splitlines()


# what is told


def test_a_log_that_is_well_takes_a_few_lines(book: Logbook) -> None:
    book.assess(0)
    out = book.type("doctor")
    assert book.code == 0
    assert out.startswith("The log can be read whole. Nothing needs your attention.\n")
    assert f"Folder{book.home}(setbyACHILLES_HOME)" in flat(out)
    assert "Log          one month, one entry\nBackups      none yet\nDisk " in out
    assert len(out.splitlines()) <= 12


def test_without_a_log_the_way_to_start_is_told(book: Logbook) -> None:
    assert book.type("doctor").startswith("There is no log yet. To start: achilles assess\n")
    assert book.code == 0


def test_troubles_go_by_what_is_to_be_done(book: Logbook, home: Path) -> None:
    put(home, TWO[:-2])
    put(home, text(pain="11").replace("-03-", "-11-"), "log/2026-11.toml")
    put(home, "x", "log/mine.txt")
    out = book.type("doctor")
    assert book.code == 5
    assert out.startswith("Something cannot be read. Until it is mended there is no advice.\n")
    assert "- log/2026-11.toml, line 8: pain must be a whole number from 0 to 10.\n" in out
    assert "- log/2026-12.toml, line 11: the file ends in the middle of this entry.\n" in out
    parts = ["\nTo mend by hand\n", "2026-11.toml", "\nTo mend with achilles doctor --repair\n"]
    parts += ["2026-12.toml", "\nRemarks\n", "log/mine.txt", "\nTo paste"]
    assert [out.index(part) for part in parts] == sorted(out.index(part) for part in parts)


@pytest.mark.parametrize(
    "content",
    [GOOD, "", "\ufeff" + GOOD, TWO[:-2], GOOD + GOOD, text(pain="11"), "{}", text(mood="1")],
)
def test_it_is_trouble_exactly_when_advice_is_withheld(home: Path, content: str) -> None:
    put(home, content)
    before = tree(home)
    assert (run(["doctor"]) == 5) == (run(["today"]) == 5)
    assert tree(home) == before


@pytest.mark.parametrize("settings", ["day_starts = 3", "colour = 1", "x", b"\xff"])
def test_settings_that_cannot_be_read_are_a_remark(
    home: Path, capsys: pytest.CaptureFixture[str], settings: str | bytes
) -> None:
    put(home, settings, "settings.toml")
    put(home, GOOD)
    assert run(["doctor"]) == 0
    out, err = capsys.readouterr()
    assert "settings.toml" in flat(out.partition("Remarks")[2].partition("To paste")[0])
    assert not err


def test_the_folder_is_told_with_what_chose_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "achilles")
    monkeypatch.setenv("ACHILLES_HOME", str(tmp_path / "link"))
    run(["doctor"])
    out = flat(capsys.readouterr().out)
    assert f"{tmp_path}/link→{tmp_path}/achilles(setbyACHILLES_HOME)" in out
    monkeypatch.delenv("ACHILLES_HOME")
    run(["doctor"])
    out = flat(capsys.readouterr().out)
    assert f"{tmp_path}/share/achillescli(setbyXDG_DATA_HOME)" in out
    monkeypatch.delenv("XDG_DATA_HOME")
    run(["doctor"])
    assert "(the usual place)" in capsys.readouterr().out


def test_a_log_in_the_usual_place_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "share" / "achillescli", GOOD)
    assert run(["doctor"]) == 0
    out = flat(capsys.readouterr().out)
    assert f"anotherlog,ofonemonth,in{tmp_path}/share/achillescli." in out
    assert str(tmp_path) not in out.partition("Topaste")[2]


# the words

EVERY = {
    "place": Place(MONTH, 3),
    "file": MONTH,
    "at_line": 3,
    "megabytes": 7,
    "service": "Dropbox",
    "path": "/x",
    "owner": "me:",
    "folder": "/x",
    "backup": "2026-12.2026-12-09",
    "line": 3,
}


@LANGUAGE
@pytest.mark.parametrize("n", [1, 2])
def test_every_finding_and_repair_has_its_words_for_one_and_for_many(language: str, n: int) -> None:
    words, values = Words(language), {**EVERY, "n": n}
    for name in words.find("doctor.finding"):
        finding = DoctorFinding(f"doctor.finding.{name}", Severity.REMARK, values)
        assert not set("{}") & set(page.sentence(words, finding))
    for name in words.find("doctor.step"):
        one = Mending("month", (MONTH,), (Repair(name, b"", values),), b"", n)
        assert not set("{}") & set(" ".join(page.mending(words, one)[1]))
    for key in ("private", "leftover"):
        title, lines = page.mending(words, Mending(key, ("cache",) * n))
        assert not set("{}") & set(title + lines[0])


def test_every_repair_of_a_month_has_its_words() -> None:
    assert {one.__name__ for one in repair.REPAIRS} == set(Words("en").find("doctor.step"))


@LANGUAGE
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_but_that_of_a_path_is_wider_than_the_screen(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    columns: int,
) -> None:
    put(home, TWO[:-2])
    put(home, text(pain="11", nott="1").replace("-03-", "-11-"), "log/2026-11.toml")
    copy = "log/2026-12 (conflicted copy from here).toml"
    put(home, GOOD, copy)
    monkeypatch.setenv("COLUMNS", str(columns))
    run(["--lang", language, "doctor"])
    shown = capsys.readouterr().out
    for path in (str(home), f"achilles merge '{copy}'"):
        assert path in shown, "what is parted cannot be copied"
        shown = shown.replace(path, "")
    assert max(map(len, shown.splitlines())) <= min(columns, 100)


# the block


def test_the_block_has_numbers_and_nothing_private(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / f"{SECRET}-user" / "Dropbox"
    monkeypatch.setenv("ACHILLES_HOME", str(home))
    monkeypatch.setenv("USER", SECRET)
    host = SimpleNamespace(system="Linux", release=f"6.1.0-{SECRET}", node=SECRET)
    monkeypatch.setattr(platform, "uname", lambda: host)
    for part in ("", "log"):
        (home / part).mkdir(parents=True, exist_ok=True)
    hand = text(pain="11", id=f'"{SECRET}"', **{SECRET: "77"}, kind='"mornig"')
    put(home, hand)
    put(home, TWO + second("a2", "2031-01-02"), "log/2026-11.toml")
    put(home, text(id='"z"', **{SECRET: "77"}), f"log/2026-11 ({SECRET}).toml")
    put(home, GOOD, f"backups/2026-11.{SECRET}.toml")
    put(home, SECRET, f"log/{SECRET}.txt")
    put(tmp_path / "share" / "achillescli", GOOD)
    assert run(["doctor"]) == 5
    told = "\n".join(block(capsys.readouterr().out))
    for private in (SECRET, str(tmp_path), "77", "2031", "Dropbox", "mornig", "pain"):
        assert private not in told
    assert "log/2026-12.toml" in told
    assert "elsewhere" in told
    assert "Linux 6.1.0, schema 1" in told


def test_the_block_has_the_versions_and_each_finding_by_file_and_line(
    book: Logbook, home: Path
) -> None:
    put(home, text(pain="11") + second().replace("pain = 1", "pain = 12"))
    lines = [line.strip() for line in block(book.type("doctor"))]
    assert re.fullmatch(r"achilles \S+, Python \S+, \S+ ?[\d.]*, schema 1", lines[0])
    assert lines[1] == f"months 1, entries 0, backups 0, findings {len(lines) - 1}"
    assert lines[2] == "expected.whole log/2026-12.toml:8,16"


def test_the_block_is_the_same_in_every_language(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(home, text(pain="11"))
    told = []
    for language in LANGUAGES:
        run(["--lang", language, "doctor"])
        told.append(capsys.readouterr().out.rpartition(":\n")[2])
    assert told[0] == told[1]


def test_many_lines_are_told_up_to_a_number() -> None:
    found = [
        DoctorFinding("doctor.finding.x", Severity.REMARK, {"place": Place(MONTH, line)})
        for line in range(30, 0, -1)
    ]
    (_, _, line) = page.block("s", Checkup(tuple(found)))
    assert line == f"x {MONTH}:{','.join(map(str, range(1, 21)))}"


# repairs


def test_what_is_mended_is_mended_though_not_all_of_it_can_be_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Context) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    put(home, TWO.encode("utf-16"))
    monkeypatch.setattr(app, "_flush", full)
    assert run(["doctor", "--repair", "--yes"]) == 0
    assert (home / MONTH).read_text() == TWO


def test_with_yes_everything_is_mended_and_told(book: Logbook, home: Path) -> None:
    put(home, TWO.encode("utf-16"))
    put(home, "x", "log/.2026-12.toml.tmp")
    (home / "log").chmod(0o755)
    out = book.type("doctor --repair --yes")
    assert book.code == 0
    assert "The text is written as UTF-8 instead of UTF-16" in out
    assert f"Mended. As it was: {MONTH}.as-it-was-20261210T063000" in out
    assert (home / f"{MONTH}.as-it-was-20261210T063000").read_bytes() == TWO.encode("utf-16")
    assert (home / MONTH).read_text() == TWO
    assert not (home / "log" / ".2026-12.toml.tmp").exists()
    assert stat.S_IMODE((home / "log").stat().st_mode) == 0o700
    assert "There is nothing that achilles can mend" in book.type("doctor --repair --yes")


@pytest.mark.parametrize("folder", [".", "log"])
def test_a_folder_that_was_there_before_keeps_its_permissions(
    book: Logbook, home: Path, folder: str
) -> None:
    put(home, GOOD).chmod(0o644)
    put(home, "mine", f"{folder}/thesis.txt").chmod(0o644)
    for path in (home, home / "log"):
        path.chmod(0o755)
    book.type("doctor --repair --yes")
    modes = {path: stat.S_IMODE((home / path).stat().st_mode) for path in (".", "log", MONTH)}
    assert modes == {".": 0o700, "log": 0o700, MONTH: 0o600} | {folder: 0o755}
    assert stat.S_IMODE((home / folder / "thesis.txt").stat().st_mode) == 0o644
    book.type("doctor --repair --yes")
    assert stat.S_IMODE((home / folder).stat().st_mode) == 0o755


def test_without_a_terminal_nothing_is_mended_unasked(book: Logbook, home: Path) -> None:
    put(home, TWO.encode("utf-16"))
    before = tree(home)
    assert book.refused("doctor --repair") == "doctor.nobody"
    assert tree(home) == before


def test_values_are_never_touched(book: Logbook, home: Path) -> None:
    put(home, text(pain="11"))
    before = tree(home)
    assert "There is nothing that achilles can mend" in book.type("doctor --repair --yes")
    assert (tree(home), book.code) == (before, 5)


def test_a_repair_that_cannot_be_kept_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(home, TWO.encode("utf-16")).chmod(0o400)
    before = tree(home / "log")
    assert run(["doctor", "--repair", "--yes"]) == 5
    assert capsys.readouterr().err.startswith(f"achilles: {MONTH}: this file is read-only")
    assert tree(home / "log") == before


@pytest.mark.slow
@LANGUAGE
def test_each_repair_is_asked_for_on_a_terminal(home: Path, language: str) -> None:
    put(home, TWO[:-2])
    put(home, ("\ufeff" + GOOD).replace("-12-", "-11-").replace("a1", "b1"), "log/2026-11.toml")
    yes, no = ("yes", "no") if language == "en" else ("ja", "nee")
    terminal = Terminal("--lang", language, "doctor", "--repair", code=PROGRAM)
    assert "log/2026-11.toml" in terminal.prompt()
    terminal.type(no)
    assert "log/2026-12.toml" in terminal.prompt()
    terminal.type(yes)
    assert terminal.end() == 0
    assert (home / "log/2026-11.toml").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (home / MONTH).read_text() == f"{GOOD}\n"
    (kept,) = home.glob("log/*.as-it-was-*")
    assert kept.read_text() == TWO[:-2]


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("content", [TWO[:-2], TWO.encode() + bytes(9)])
def test_of_what_is_gone_nothing_is_taken_out_unasked(
    book: Logbook, home: Path, content: str | bytes
) -> None:
    put(home, content)
    put(home, "x", "log/.2026-11.toml.tmp")
    before = (home / MONTH).read_bytes()
    out = book.type("doctor --repair --yes")
    assert "only a person can say" in out
    assert (book.code, (home / MONTH).read_bytes()) == (5, before)
    assert not (home / "log/.2026-11.toml.tmp").exists()


@pytest.mark.hazard("H42")
@LANGUAGE
def test_only_a_person_lets_go_what_is_missed(book: Logbook, language: str) -> None:
    book.assess(0)
    book.type("log morning 2")
    (path,) = (book.home / "log").iterdir()
    path.write_bytes(path.read_bytes().rpartition(b"\n[[entry]]")[0])
    for _ in range(2):
        book.type("doctor", language=language)
        assert book.code == 5
        book.type("doctor --repair --yes", language=language)
        assert book.code == 5
    terminal = Terminal("--lang", language, "doctor", "--repair", ACHILLES_HOME=str(book.home))
    for typed in ("<", {"en": "yes", "nl": "ja"}[language]):
        terminal.prompt()
        terminal.type(typed)
    assert terminal.end() == 0
    assert book.type("doctor", language=language)
    assert book.code == 0


@pytest.mark.slow
def test_stopping_at_a_question_changes_nothing(home: Path) -> None:
    put(home, TWO[:-2])
    before = tree(home)
    terminal = Terminal("doctor", "--repair", code=PROGRAM)
    terminal.prompt()
    terminal.child.sendintr()
    assert terminal.end() == 130
    assert tree(home) == before


@pytest.mark.slow
def test_only_this_command_loads_the_look(home: Path) -> None:
    put(home, GOOD)
    code = "import sys; from achillescli.cli.app import run; run(['log', 'morning', '2']); print('LOADED', sorted(m for m in sys.modules if m.startswith('achillescli.store.doctor.')))"
    terminal = Terminal(code=code)
    terminal.end()
    assert "LOADED []" in terminal.written
