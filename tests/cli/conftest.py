"""A folder for the user, for every test of a command, and a user who logs."""

from pathlib import Path

import pytest

from tests.kit.logbook import Logbook


@pytest.fixture(autouse=True)
def _a_folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def book(capsys: pytest.CaptureFixture[str]) -> Logbook:
    return Logbook(capsys)


@pytest.fixture
def runner(book: Logbook) -> Logbook:
    """The 22nd day of a course with the running gate open at RC1."""
    book.assess(21)
    book.write("run", 22, minutes=20)
    book.days(21, 1)
    for back in range(7, 0, -1):
        book.write("evening", back, daily_pain=0)
    book.write("checkin", 8)
    book.write("check", 1, hop_pain=0, walk_pain=0, raises_left=30, raises_right=30)
    book.write("morning", 0, pain=1)
    return book
