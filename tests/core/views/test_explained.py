"""Days of the reference courses: every reason, figure and outlook is the one that was looked at."""

import datetime as dt
import json
from typing import Any

import pytest

from tests.core.views import explained

KEPT = [json.loads(line) for line in explained.PAGE.read_text("utf-8").splitlines()]


@pytest.mark.hazard("H55")
@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: f"{kept['course']}-{kept['until']}")
def test_what_is_said_of_a_day_is_what_was_looked_at(kept: dict[str, Any]) -> None:
    """After a wanted change: python -m tests.core.views.explained, and read what differs."""
    said = explained.told(kept["course"], dt.date.fromisoformat(kept["until"]))
    assert json.loads(json.dumps(said)) == kept
