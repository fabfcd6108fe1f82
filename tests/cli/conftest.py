"""A folder for the user, for every test of a command, and a user who logs."""

from pathlib import Path

import pytest

from tests.kit.logbook import Logbook


@pytest.fixture(autouse=True)
def _a_folder(tmp_path: Path):
    return tmp_path


@pytest.fixture
def book(capsys: pytest.CaptureFixture[str]):
    return Logbook(capsys)
