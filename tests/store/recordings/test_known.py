"""Whether a recording is in the log already."""

import datetime as dt
from typing import Any

import pytest

from achillescli.core.log.entries import Run
from achillescli.core.log.values import copy
from achillescli.store.recordings.known import Known, lasts_as_long
from achillescli.store.recordings.recording import Recording
from tests.kit.recordings import START

MINUTE = dt.timedelta(minutes=1)
SHA = "0123456789ab"
MADE = Run(kind="run", id="a", at=START, date=START.date(), minutes=30, km=5.0)
STORED = copy(MADE, source="fit", start=START, sha=SHA)
OTHER_SIDE = dt.timezone(dt.timedelta(hours=-7))
CASES = {
    "the same file under another day": (True, {"sha": SHA}, 5000),
    "a list that was read before": (False, {"sha": SHA, "alone": False}, 5000),
    "the same start": (True, {"km": 9}, 0),
    "five minutes later": (True, {"km": 9}, 5),
    "six minutes later": (False, {"km": 9}, 6),
    "half of it at one time, as far": (True, {"km": 5.5}, 15),
    "half of it at one time, farther": (False, {"km": 5.6}, 15),
    "half of it at one time, distance unknown": (False, {"km": None}, 15),
    "less than half at one time": (False, {}, 16),
    "a part of it": (True, {"timer_s": 600, "km": 4.6}, 20),
    "an hour later": (False, {}, 60),
}


@pytest.mark.parametrize(("same", "changes", "later"), CASES.values(), ids=CASES)
def test_a_run_is_known_by_its_file_its_start_or_what_it_shares(
    same: bool, changes: dict[str, Any], later: int
) -> None:
    found = Recording("gpx", "run", None, 1800, km=5)._replace(**changes)
    start = (START + later * MINUTE).astimezone(OTHER_SIDE)
    assert (Known([MADE, STORED]).same(found, start) is STORED) is same


def test_without_a_start_only_the_file_tells() -> None:
    found = Recording("fit", "run", None, 1800, km=5)
    assert Known([STORED]).same(found, None) is None
    assert Known([STORED]).same(found._replace(sha=SHA), None) is STORED
    assert Known([MADE]).same(found, START) is None


def test_midnight_in_between_hides_nothing() -> None:
    """The run began on another day in UTC than the recording that shares most of it."""
    begun = dt.datetime(2026, 12, 8, 23, 50, tzinfo=dt.UTC)
    run = copy(STORED, start=begun, date=dt.date(2026, 12, 8))
    found = Recording("gpx", "run", None, 1800, km=5)
    for later in (12, -12):
        assert Known([run]).same(found, begun + later * MINUTE) is run


def test_a_run_that_was_typed_is_one_no_more_when_a_file_fills_it_in() -> None:
    known = Known([MADE, copy(MADE, id="b", date=START.date() - dt.timedelta(days=1))])
    assert known.typed_runs(START.date()) == [MADE]
    known.replace(MADE, copy(MADE, source="fit", start=START))
    assert known.typed_runs(START.date()) == []
    assert known.same(Recording("gpx", "run", None, 60), START) is not None


@pytest.mark.parametrize(("minutes", "same"), [(24, False), (25, True), (37.5, True), (38, False)])
def test_a_run_that_was_typed_is_likely_one_that_lasts_as_long(minutes: float, same: bool) -> None:
    assert lasts_as_long(STORED, minutes) is same
