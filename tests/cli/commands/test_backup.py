"""Copies made by hand and by the first entry of a day, and what depends on none of our files."""

import errno
import os
import shutil
import time
from pathlib import Path

import pytest

from achillescli import store
from achillescli.errors import Place
from achillescli.store.files import system
from achillescli.words import Words, plain_spaces
from tests.kit.logbook import NO, Logbook, ago

MONTH = "log/2026-12.toml"
COPY = "backups/2026-12.2026-12-10.toml"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_first_entry_of_a_day_makes_the_copies(book: Logbook) -> None:
    book.write("morning", 1, pain=2)
    before = (book.home / MONTH).read_bytes()
    book.type("log morning 3")
    book.type("log am 3")
    assert (book.home / COPY).read_bytes() == before
    assert book.err == ""


def test_an_assessment_makes_the_copies_too(book: Logbook, tmp_path: Path) -> None:
    book.write("morning", 1, pain=2)
    answers = tmp_path / "answers.toml"
    signs = "".join(f"{name} = {str(value).lower()}\n" for name, value in NO.items())
    answers.write_text(
        '[person]\nage = 40\nsex = "male"\nweight_kg = 80.0\n'
        f'[complaint]\nside = "left"\nlocation = "midportion"\nonset = {ago(90)}\n'
        f"[red_flags]\n{signs}"
    )
    book.type("assess --answers", str(answers))
    assert book.newest.kind == "assessment"
    assert (book.home / COPY).exists()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_copy_that_fails_is_told_and_the_entry_is_saved(book: Logbook, language: str) -> None:
    book.write("morning", 1, pain=2)
    (book.home / "backups").write_text("")
    book.type("log morning 3", language=language)
    assert book.newest.pain == 3
    sentence = Words(language)("store.warning.backup", place=Place("backups"))
    assert book.err == f"achilles: {plain_spaces(sentence)}\n"


def test_backup_says_what_was_copied_and_where(book: Logbook) -> None:
    book.write("morning", 1, pain=2)
    book.write("morning", 0, pain=2)
    out = flat(book.type("backup"))
    assert f"{MONTH}: 2 entries, copied to {COPY}" in out
    assert str(book.home / "backups") in out.replace(" ", "")
    assert "achilles export" in out
    assert (book.home / COPY).read_bytes() == (book.home / MONTH).read_bytes()
    assert "nothing had to be copied" in flat(book.type("backup"))
    book.write("morning", 0, pain=4)
    assert "copied to backups/2026-12.2026-12-10T063000.toml" in flat(book.type("backup"))


def test_without_a_log_there_is_nothing_to_copy(book: Logbook) -> None:
    assert "Nothing is logged yet" in book.type("backup")
    assert not book.home.exists()


def test_a_damaged_month_is_copied_as_it_is(book: Logbook) -> None:
    book.write("morning", 1, pain=2)
    path = book.home / MONTH
    path.write_bytes(path.read_bytes()[:-9])
    out = flat(book.type("backup"))
    assert f"{MONTH}: copied to {COPY} as it is" in out
    assert f"achilles: {MONTH}, line" in book.err
    assert (book.home / COPY).read_bytes() == path.read_bytes()
    assert book.code == 0


def test_what_cannot_be_copied_is_named_and_the_rest_is_copied(book: Logbook) -> None:
    book.write("morning", 1, pain=2)
    os.mkfifo(book.home / "log/2026-11.toml")
    assert f"copied to {COPY}" in flat(book.type("backup"))
    assert "achilles: log/2026-11.toml: this is not an ordinary file." in book.err
    assert book.code == 5


def test_a_full_disk_is_not_told_that_the_copies_are_somewhere(
    monkeypatch: pytest.MonkeyPatch, book: Logbook
) -> None:
    book.write("morning", 1, pain=2)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(system, "sync", full)
    assert book.type("backup") == ""
    assert "No space left on device); nothing was saved." in flat(book.err)
    assert book.code == 5


def test_a_lock_that_is_held_is_an_error_of_backup(
    monkeypatch: pytest.MonkeyPatch, book: Logbook
) -> None:
    book.write("morning", 1, pain=2)
    monkeypatch.setattr(system, "try_lock", lambda _: False)
    monkeypatch.setattr(time, "monotonic", iter(range(0, 1000, 100)).__next__)
    assert book.refused("backup") == "store.error.in_use"


# Nothing but the log is needed


def course(book: Logbook) -> None:
    """Log a course with a correction and a removal, and leave every file of ours."""
    book.assess(12)
    book.days(12, 1)
    book.type("log morning 2")
    book.type("log edit", book.newest.id, "pain=3")
    book.type("log am 4")
    book.type("log note something")
    book.type("undo")
    store.write_draft(book.home, {"person": {"age": 44}})
    (book.home / "log" / ".2026-12.toml.tmp").write_text("half")
    (book.home / "backups" / f".{COPY[8:]}.tmp").write_text("half")


READERS = (
    "today",
    "today --json",
    "report --all",
    "report --json",
    "plan",
    "why --json",
    "log list --all",
    "undo --list",
)
OURS = ["backups", COPY, "cache", "lock", "draft.toml", "log/.2026-12.toml.tmp"]


def said(book: Logbook, line: str) -> tuple[str, str, str, int]:
    """Return all that a command prints, and its exit code."""
    return line, book.type(line), book.err, book.code


def damaged(path: Path, how: str) -> None:
    """Damage a file, or each file of a folder, in one way; or take it away."""
    if how == "gone":
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return
    for file in path.iterdir() if path.is_dir() else [path]:
        raw = file.read_bytes()
        file.write_bytes({"empty": b"", "half": raw[: len(raw) // 2], "zeros": bytes(99)}[how])


@pytest.mark.slow
@pytest.mark.parametrize("how", ["gone", "empty", "half", "zeros"])
def test_every_other_file_of_ours_can_go_or_break(book: Logbook, how: str) -> None:
    course(book)
    assert all((book.home / name).exists() for name in OURS)
    before = [said(book, line) for line in READERS]
    for name in OURS:
        if (book.home / name).exists():
            damaged(book.home / name, how)
        assert [said(book, line) for line in READERS] == before, name
    book.type("log pm 1")
    assert book.newest.pain == 1
    assert book.err == ""
