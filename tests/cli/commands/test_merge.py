"""Another machine's log, or the copy of a sync tool, taken in by a command."""

import io
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.core.log.entries import Edit, Remove
from achillescli.store.files import system
from achillescli.words import LANGUAGES, Words
from tests.kit.logbook import TODAY, Logbook, ago
from tests.kit.terminal import Terminal

LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
MONTH = "2026-12.toml"
COPIES = {
    "Syncthing": "2026-12.sync-conflict-20261210-101010-ABCDEFG.toml",
    "Dropbox": "2026-12 (Anna's conflicted copy 2026-12-10).toml",
    "Nextcloud": "2026-12 (conflicted copy 2026-12-10 101010).toml",
    "Google Drive": "2026-12 (1).toml",
    "OneDrive": "2026-12-LAPTOP.toml",
    "iCloud": "2026-12 2.toml",
}
READERS = ("today", "report", "plan", "why", "replay")


def other(book: Logbook, *written: dict[str, Any]) -> Path:
    """Return the folder of a second machine that logged more since the two were equal."""
    folder = book.home.parent / "other"
    shutil.copytree(book.home, folder)
    for table in written:
        store.append(folder, {"date": TODAY, **table}, book.here("06:20").now)
    return folder


def pain(folder: Path, old: int, new: int) -> None:
    """Change a score by hand."""
    path = folder / "log" / MONTH
    text = path.read_text()
    assert text.count(f"pain = {old}\n") == 1
    path.write_text(text.replace(f"pain = {old}\n", f"pain = {new}\n"))


@pytest.fixture
def course(book: Logbook) -> Logbook:
    book.assess(3)
    book.days(3, 1)
    return book


def flat(text: str) -> str:
    return " ".join(text.split())


@LANGUAGE
@pytest.mark.parametrize("raw", ["", " \n", "\ufeff"])
def test_what_is_empty_is_refused(course: Logbook, tmp_path: Path, raw: str, language: str) -> None:
    path = tmp_path / "empty.json"
    path.write_text(raw, "utf-8")
    assert course.refused("merge", str(path), language=language) == "merge.error.empty"


def test_an_empty_pipe_is_refused(course: Logbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert course.refused("merge -") == "merge.error.empty"


@pytest.mark.slow
@pytest.mark.parametrize("name", COPIES.values(), ids=COPIES)
def test_a_sync_copy_is_named_by_every_command_until_it_is_taken_in(
    course: Logbook, name: str
) -> None:
    folder = other(course, {"kind": "morning", "pain": 2}, {"kind": "painkiller"})
    copy = course.home / "log" / name
    copy.write_bytes((folder / "log" / MONTH).read_bytes())
    for command in READERS:
        assert course.refused(command) == "store.error.gone_beside"
        assert f"log/{name} has 2 of them." in course.err
    for command in ("log list", "log morning 1"):
        course.type(command)
        assert f"log/{name} has 2 of them." in course.err
    before = course.bytes()[MONTH]
    out = flat(course.type("merge --yes", f"log/{name}"))
    assert "2 entries are new here, of Thu 10 Dec 2026." in out
    assert "2 entries were added." in out
    assert f"The file log/{name} is not needed any more and may be deleted." in out
    assert copy.exists()
    assert course.bytes()[MONTH].startswith(before)
    for command in (*READERS, "log list", "log morning 1"):
        course.type(command)
        assert course.err == ""
    taken_in = course.bytes()
    out = flat(course.type("merge --yes", f"log/{name}"))
    assert f"The log already holds every entry of log/{name}; nothing was changed." in out
    assert "may be deleted" in out
    assert course.bytes() == taken_in


@pytest.mark.hazard("H45")
@LANGUAGE
def test_a_merge_says_what_it_changes_in_the_plan(course: Logbook, language: str) -> None:
    folder = other(course, {"kind": "session", "slot": "pm", "pain": 8, "date": ago(1)})
    out = flat(course.type(f"merge {folder} --yes", language=language))
    assert ("Yesterday counts as red." if language == "en" else "Gisteren telt als rood") in out
    assert ("the day before is red" if language == "en" else "omdat de dag ervoor rood is") in out
    assert "backups/2026-12.2026-12-10T063000.toml" in out
    assert "may be deleted" not in out


SIGN = Words("en")("triage.T01.sign")


@pytest.mark.hazard("H50")
@pytest.mark.parametrize(
    "how", ["--yes", "--dry-run", "--yes -q", "--yes --json", "--dry-run --json", "full"]
)
@pytest.mark.parametrize("place", ["folder", "copy"])
def test_a_sign_in_another_log_is_said_before_anything_is_tried(
    course: Logbook,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    how: str,
    place: str,
) -> None:
    folder = other(course, {"kind": "flag", "chest_pain": True})
    copy = course.home / "log" / "2026-12 (conflict).toml"
    if place == "copy":
        copy.write_bytes((folder / "log" / MONTH).read_bytes())
    if how == "full":
        monkeypatch.setattr(system, "sync", _no_space)
    given = str(folder) if place == "folder" else f"log/{copy.name}"
    options = ["--yes"] if how == "full" else how.split()
    assert run(["merge", given, *options]) == (5 if how == "full" else 0)
    out, err = capsys.readouterr()
    assert flat(err if "json" in how or place == "copy" else out).startswith(SIGN)
    assert (out + err).count("emergency number") == 1


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("place", ["folder", "month", "export"])
def test_a_sign_in_another_log_that_cannot_be_read_is_said_too(
    course: Logbook, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    folder = other(course, {"kind": "flag", "chest_pain": True})
    month, export = folder / "log" / MONTH, folder.with_name("all.json")
    if place == "export":
        home, course.home = course.home, folder
        course.type(f"export {export}")
        course.home = home
        export.write_text(export.read_text().replace("chest_pain = true", "chest_pain = 1"))
    month.write_text(month.read_text().replace("chest_pain = true", 'chest_pain = "ja"'))
    given = {"folder": folder, "month": month, "export": export}[place]
    for command in ("merge", "import")[: 1 + (place == "export")]:
        assert run([command, str(given)]) != 0
        assert flat(capsys.readouterr().out).startswith(SIGN)


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_edits_and_removals_come_along_and_are_counted(course: Logbook) -> None:
    first, last = course.log[1], course.log[-1]
    folder = other(
        course,
        {"kind": "note", "text": "x", "date": ago(9)},
        {"kind": "edit", "of": first.id, "set": {"pain": 4}},
        {"kind": "remove", "of": last.id},
    )
    out = flat(course.type(f"merge {folder} --yes"))
    assert "3 entries are new here, from Tue 1 Dec 2026 to Thu 10 Dec 2026." in out
    assert "2 of them correct or remove other entries." in out
    counted = {entry.id: entry for entry in course.log}
    assert counted[first.id].pain == 4
    assert last.id not in counted


def test_the_removal_that_undo_wrote_there_is_a_removal_here(course: Logbook) -> None:
    course.type("log morning 2")
    folder = other(course)
    ident = course.newest.id
    store.append(
        folder, {"kind": "remove", "date": TODAY, "of": ident, "note": "undo"}, course.here().now
    )
    course.type(f"merge {folder} --yes")
    assert ident not in {entry.id for entry in course.log}


def test_without_a_terminal_nothing_is_taken_in_unasked(course: Logbook) -> None:
    folder = other(course, {"kind": "painkiller"})
    assert course.refused(f"merge {folder}") == "merge.error.yes"
    assert course.refused(f"merge {folder} --mine --theirs --yes") == "merge.error.both"


@LANGUAGE
def test_without_a_terminal_a_conflict_is_refused_unless_it_is_decided(
    book: Logbook, language: str
) -> None:
    book.type("log morning 2")
    folder = other(book)
    pain(folder, 2, 7)
    assert book.refused(f"merge {folder} --yes", language=language) == "merge.error.choose"
    assert "--mine" in book.err
    assert "--theirs" in book.err
    before = book.bytes()
    out = flat(book.type(f"merge {folder} --mine --yes", language=language))
    assert ("nothing was changed" if language == "en" else "er is niets gewijzigd") in out
    assert book.bytes() == before
    out = flat(book.type(f"merge {folder} --theirs --yes", language=language))
    assert isinstance(book.newest, Edit)
    assert book.newest.id in out
    assert [entry.pain for entry in book.log] == [7]
    before = book.bytes()
    for choice in ("--yes", "--mine --yes", "--theirs --yes"):
        book.type(f"merge {folder} {choice}", language=language)
        assert book.bytes() == before


def test_both_versions_and_what_differs_are_shown(book: Logbook) -> None:
    book.type("log morning 2 --note mine")
    folder = other(book)
    pain(folder, 2, 7)
    out = book.type(f"merge {folder} --theirs --yes")
    lines = [flat(line) for line in out.splitlines()]
    assert "One entry is there in two versions." in lines
    assert "this log morning score: pain 2 \u201cmine\u201d (Thu 10 Dec 2026)" in lines
    assert "the other morning score: pain 7 \u201cmine\u201d (Thu 10 Dec 2026)" in lines
    assert "differs in pain" in lines


def test_the_answers_that_differ_are_shown(course: Logbook) -> None:
    folder = other(course)
    path = folder / "log" / MONTH
    path.write_text(path.read_text().replace("fever = false", "fever = true"))
    out = [flat(line) for line in course.type(f"merge {folder} --theirs --yes").splitlines()]
    assert "differs in red_flags.fever" in out
    assert "from, to red_flags.fever no \u2192 yes" in out
    assert course.log[0].answers.red_flags.fever


def test_another_time_of_writing_comes_as_its_own_entry(book: Logbook) -> None:
    book.type("log morning 2")
    ident = book.newest.id
    folder = other(book)
    path = folder / "log" / MONTH
    path.write_text(path.read_text().replace("06:30:00", "05:30:00"))
    out = flat(book.type(f"merge {folder} --theirs --yes"))
    assert "differs in at" in out
    assert isinstance(book.newest, Remove)
    assert f"{ident}: this version was removed by {book.newest.id}" in out
    (left,) = book.log
    assert (left.pain, left.at.hour) == (2, 5)


def test_words_of_the_other_log_steer_no_terminal(book: Logbook) -> None:
    book.type("log morning 2 --note x")
    folder = other(book)
    path = folder / "log" / MONTH
    path.write_text(path.read_text().replace('"x"', r'"\u001b[2J\u202e[red]"'))
    out = book.type(f"merge {folder} --mine --yes")
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[red]" in out


def test_a_damaged_log_of_either_side_is_refused(course: Logbook) -> None:
    folder = other(course, {"kind": "painkiller"})
    path = folder / "log" / MONTH
    whole = path.read_text()
    path.write_text(whole + "oops")
    assert course.refused(f"merge {folder} --yes").startswith("store.error.toml.")
    assert course.err.startswith(f"{path}, line ")
    path.write_text(whole)
    mine = course.home / "log" / MONTH
    mine.write_text(mine.read_text() + "oops")
    assert course.refused(f"merge {folder} --yes").startswith("store.error.toml.")
    assert course.err.startswith(f"log/{MONTH}, line ")


def test_a_new_machine_takes_everything_from_a_folder_or_an_export(
    course: Logbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.home.parent)
    course.type("export", "all.json")
    log, folder = course.log, other(course)
    for form in (folder, "all.json"):
        shutil.rmtree(course.home)
        assert "entries were added." in course.type(f"merge {form} --yes")
        assert course.log == log


def test_a_copy_beside_the_other_log_is_named(course: Logbook) -> None:
    folder = other(course, {"kind": "painkiller"})
    (folder / "log" / "2026-12 2.toml").write_bytes((folder / "log" / MONTH).read_bytes())
    path = folder / "log" / MONTH
    path.write_bytes((course.home / "log" / MONTH).read_bytes())
    out = flat(course.type(f"merge {folder} --yes"))
    said = f"{folder}/log/2026-12 2.toml: this copy holds one entry that its own log lacks."
    assert "".join(said.split()) in "".join(out.split())


# On a terminal


@pytest.mark.slow
def test_each_conflict_is_asked_and_then_the_whole(book: Logbook) -> None:
    for line in ("log morning 2", "log am 3", "log painkiller"):
        book.type(line)
    morning, session, _ = book.log
    folder = other(book, {"kind": "note", "text": "x"})
    pain(folder, 2, 7)
    pain(folder, 3, 8)
    terminal = Terminal("merge", str(folder))
    asked = []
    for answer in ("?", "2", "<", "1", "?", "yes"):
        asked.append(terminal.prompt())
        terminal.type(answer)
    assert terminal.end() == 0
    assert "One entry is new here" in asked[0]
    assert f"Which version of {morning.id} counts?" in asked[0]
    assert "achilles undo" in asked[1]
    assert f"Which version of {session.id} counts?" in asked[2]
    assert "Add this to the log?" in asked[4]
    assert "backups" in asked[5]
    assert [getattr(entry, "pain", None) for entry in book.log] == [7, 3, None, None]
    assert any("One entry was added." in line for line in terminal.screen())


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "code"), [("no", 0), ("\x03", 130)])
def test_what_is_declined_or_broken_off_changes_nothing(
    book: Logbook, answer: str, code: int
) -> None:
    book.type("log morning 2")
    folder = other(book, {"kind": "note", "text": "x"})
    before = book.bytes()
    terminal = Terminal("--lang", "nl", "merge", str(folder))
    assert "Dit aan het logboek toevoegen?" in terminal.prompt()
    if answer == "no":
        terminal.type(answer)
    else:
        terminal.child.send(answer)
    assert terminal.end() == code
    assert book.bytes() == before
    assert [path.name for path in book.home.iterdir() if path.name == "backups"] == []


@pytest.mark.slow
def test_yes_asks_nothing_on_a_terminal(book: Logbook) -> None:
    book.type("log morning 2")
    folder = other(book, {"kind": "note", "text": "x"})
    terminal = Terminal("merge", "--yes", str(folder), columns=40)
    assert terminal.prompt() == ""
    assert terminal.child.wait() == 0
    assert len(book.log) == 2


@pytest.mark.slow
def test_yes_chooses_between_no_versions(book: Logbook) -> None:
    book.type("log morning 2")
    folder = other(book)
    pain(folder, 2, 7)
    before = book.bytes()
    terminal = Terminal("merge", "--yes", str(folder))
    assert terminal.prompt() == ""
    assert terminal.child.wait() == 2
    assert book.bytes() == before
