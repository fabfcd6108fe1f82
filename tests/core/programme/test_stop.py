"""When the day's sessions end."""

import datetime as dt
from typing import Any

import pytest

from achillescli.core.assessment.triage import ROW
from achillescli.core.log import entries
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.diary import DayRecord
from achillescli.core.programme import stop


def entry(kind: str, **fields: Any) -> entries.Entry:
    return entries.parse({"id": "a", "date": dt.date(2026, 1, 5), "kind": kind, **fields})


@pytest.mark.hazard("H9")
def test_the_signs_after_pain_are_those_of_their_rows() -> None:
    asked = {sign for row in stop.ROWS for sign in ROW[row].flags}
    assert set(stop.ROWS) == {
        *("T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T11"),
        *("T25", "T26", "T27", "T28", "T30", "T31"),
    }
    assert asked < set(RED_FLAGS)


@pytest.mark.parametrize(
    ("kind", "fields", "stops"),
    [
        ("session", {"slot": "am", "pain": 6}, True),
        ("session", {"slot": "am", "pain": 5}, False),
        ("session", {"slot": "am", "pain": 2, "after": 6}, True),
        ("session", {"slot": "am", "pain": 5, "stopped": True}, True),
        ("session", {"slot": "am"}, False),
        ("run", {"minutes": 20, "pain": 6}, True),
        ("run", {"minutes": 20, "pain": 2, "limped": True}, True),
        ("activity", {"activity": "walk", "minutes": 20, "pain": 7}, True),
        ("check", {"hop_pain": 6}, True),
        ("check", {"walk_pain": 6, "hop_pain": 0}, True),
        ("check", {"start_test_pain": 6}, True),
        ("check", {"start_test_pain": "unable"}, True),
        ("morning", {"pain": 10}, False),
        ("evening", {"after": 6}, True),
        ("evening", {"daily_pain": 10}, False),
    ],
)
def test_pain_of_6_during_what_is_done_or_after_it_stops(
    kind: str, fields: dict[str, Any], stops: bool
) -> None:
    assert stop.stops(entry(kind, **fields)) is stops


@pytest.mark.parametrize(
    ("before", "after", "stops"),
    [(3, 6, True), (None, 6, True), (6, 7, True), (6, 6, False), (7, 6, False), (3, 5, False)],
)
def test_a_correction_stops_when_it_raises_a_pain_to_too_much(
    before: int | None, after: int, stops: bool
) -> None:
    was = {} if before is None else {"pain": before}
    old, new = entry("session", slot="am", **was), entry("session", slot="am", pain=after)
    assert stop.stops_now(old, new) is stops


@pytest.mark.parametrize(
    ("p", "a", "stops"), [(5, 5, False), (6, 0, True), (0, 6, True), (None, None, False)]
)
def test_a_day_stops_by_a_pain_during_or_after(p: int | None, a: int | None, stops: bool) -> None:
    assert stop.day_stops(DayRecord(p=p, a=a)) is stops
