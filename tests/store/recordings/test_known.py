"""Whether a recording is in the log already."""

import datetime as dt

import pytest

from achillescli.core.log.entries import Run
from achillescli.core.log.values import copy
from achillescli.store.recordings.known import is_same, lasts_as_long
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
def test_a_run_is_known_by_its_file_its_start_or_what_it_shares(same, changes, later) -> None:
    found = Recording("gpx", "run", None, 1800, km=5)._replace(**changes)
    start = (START + later * MINUTE).astimezone(OTHER_SIDE)
    assert is_same(STORED, found, start) is same


def test_without_a_start_only_the_file_tells() -> None:
    found = Recording("fit", "run", None, 1800, km=5)
    assert not is_same(STORED, found, None)
    assert is_same(STORED, found._replace(sha=SHA), None)
    assert not is_same(MADE, found, START)


@pytest.mark.parametrize(("minutes", "same"), [(24, False), (25, True), (37.5, True), (38, False)])
def test_a_run_that_was_typed_is_likely_one_that_lasts_as_long(minutes, same) -> None:
    assert lasts_as_long(STORED, minutes) is same
