"""What every test stands on: a dumb terminal, its own data folder, no clock and no locale."""

import datetime as dt
import os
import time
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("steady")

FOREIGN = ("ACHILLES_", "LC_", "FORCE_COLOR", "NO_COLOR", "COLUMNS", "LINES", "LANGUAGE")
"""Starts of names in the environment that would change what a test sees."""
NOON = f"DAY{dt.datetime.now(dt.UTC).hour - 12:+}"
"""A zone in which it is noon: no test depends on when it is run, such as before the day starts."""
NOWHERE = Path(__file__) / "nowhere"
"""Where a test has its files that asks for no folder: nothing can be written there."""

os.environ["TZ"] = NOON
if hasattr(time, "tzset"):
    time.tzset()


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    asks = "tmp_path" in request.fixturenames
    home = request.getfixturevalue("tmp_path") if asks else NOWHERE
    for name in [name for name in os.environ if name.startswith(FOREIGN)]:
        monkeypatch.delenv(name)
    for name, value in {
        "TERM": "dumb",
        "LANG": "C.UTF-8",
        "ACHILLES_HOME": str(home / "achilles"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }.items():
        monkeypatch.setenv(name, value)
