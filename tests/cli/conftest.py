"""A user who logs, for every test of a command."""

import pytest

from tests.kit.logbook import Logbook


@pytest.fixture
def book(capsys: pytest.CaptureFixture[str]):
    return Logbook(capsys)
