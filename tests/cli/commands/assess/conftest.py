"""The folder of a user."""

import pytest


@pytest.fixture
def home(tmp_path):
    return tmp_path / "achilles"
