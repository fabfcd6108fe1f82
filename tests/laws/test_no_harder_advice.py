"""Odd, future and contradictory entries give no harder advice than the log without them (PS15)."""

import datetime as dt
from functools import cache
from typing import Any

import pytest

from achillescli import catalogue
from achillescli.core import course
from achillescli.core.log import corrections, entries
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.values import copy
from achillescli.core.state import L3
from achillescli.store.journal.edits import unfit_edits
from achillescli.store.journal.month import month
from tests.kit.corpus import READ_FILES, READ_VALUES, REFUSED_FILES, REFUSED_VALUES, cases
from tests.kit.each import each
from tests.kit.journals import MONTH, text

pytestmark = pytest.mark.slow

TODAY = dt.date(2026, 3, 10)
DAY = dt.timedelta(days=1)
OPEN = ("closed", "two_leg", "single_leg")


@cache
def good() -> tuple[entries.Entry, ...]:
    """Return a course of six good weeks, every score known, a check-in a week, up to today."""
    flags: dict[str, Any] = dict.fromkeys(RED_FLAGS, False) | {"spa": []}
    answers = {
        "person": {"age": 40, "sex": "male", "weight_kg": 80.0},
        "complaint": {"side": "left", "location": "midportion", "onset": TODAY - 120 * DAY},
        "red_flags": flags,
        "tests": {"start_test_pain": 3},
    }
    first = TODAY - 42 * DAY
    found = [_entry("assessment", first, answers=answers)]
    for number in range(43):
        date = first + number * DAY
        found.append(_entry("morning", date, pain=1))
        found.append(_entry("evening", date, after=1, daily_pain=1))
        found += [_entry("session", date, slot=slot, pain=1, after=1) for slot in ("am", "pm")]
        found += [_entry("checkin", date)] if number % 7 == 0 else []
    return tuple(found)


def _entry(kind: str, date: dt.date, **fields: Any) -> entries.Entry:
    ident = f"{kind}-{date}-{fields.get('slot', '')}"
    at = dt.datetime.combine(date, dt.time(21), dt.UTC)
    return entries.parse({"id": ident, "kind": kind, "date": date, "at": at, **fields})


def load(log: tuple[entries.Entry, ...]) -> tuple[float, ...]:
    """Return what the plan of today asks for, each part such that more is harder."""
    states = course.replay(corrections.log_of(log), catalogue.protocol(), TODAY).states
    if not states or states[-1].blocked:
        return (0,) * 6
    now = states[-1]
    work = [part for session in now.sessions for part in session.work]
    return (
        now.level,
        now.dose_level,
        now.load_kg,
        len(now.sessions),
        sum(part.sets * part.reps for part in work),
        OPEN.index(now.concentric),
    )


def harder(log: tuple[entries.Entry, ...]) -> list[int]:
    """Return the parts in which the log asks for more than the good course alone."""
    return [
        number
        for number, (with_it, without) in enumerate(zip(load(log), load(good()), strict=True))
        if with_it > without
    ]


def read(content: str | bytes) -> tuple[entries.Entry, ...] | None:
    """Return the entries of a month, or None when it is refused."""
    found = month(content if isinstance(content, bytes) else content.encode(), MONTH)
    return None if found.damaged or unfit_edits(found.entries) else found.entries


def test_the_good_course_asks_for_something() -> None:
    level, dose, _, sessions, repetitions, *_ = load(good())
    assert (sessions, dose) == (2, level)
    assert level > L3
    assert repetitions >= 2 * 3 * 15


@pytest.mark.hazard("H43")
@each(("field", "value"), (case.values for case in cases(READ_VALUES)))
@each("kind", ["morning", "session"])
def test_an_odd_value_asks_for_no_more(field: str, value: str, kind: str) -> None:
    more = {"slot": '"am"'} if kind == "session" else {}
    odd = read(text(**{"kind": f'"{kind}"', field: value, **more}))
    assert odd
    assert len(odd) == 1
    assert harder((*good(), *odd)) == []


@each(("field", "value"), (case.values for case in cases(REFUSED_VALUES)))
def test_a_wrong_value_is_refused(field: str, value: Any) -> None:
    assert read(text(**{field: value})) is None


@each("name", [*REFUSED_FILES, *READ_FILES])
def test_an_odd_file_is_refused_or_asks_for_no_more(name: str) -> None:
    odd = read(READ_FILES[name][0] if name in READ_FILES else REFUSED_FILES[name])
    assert (odd is None) == (name in REFUSED_FILES)
    assert odd is None or harder((*good(), *odd)) == []


CONTRADICTIONS = [
    ("morning", 0, {"pain": 0}),
    ("morning", 0, {"pain": 9}),
    ("morning", 3, {"pain": 0}),
    ("morning", 3, {"pain": 6}),
    ("session", 0, {"slot": "am", "pain": 0, "after": 0}),
    ("session", 2, {"slot": "pm", "pain": 8}),
    ("session", 2, {"slot": "pm", "completed": False}),
    ("evening", 1, {"after": 0, "daily_pain": 0}),
    ("evening", 1, {"after": 7, "daily_pain": 7}),
    ("check", 0, {"start_test_pain": "unable"}),
    ("painkiller", 1, {}),
    ("checkin", 0, {}),
    ("flag", 0, {"gap": True}),
    ("flag", 3, {"fall_risk": True}),
    ("flag", 3, {"calf_warm": True}),
    ("flag", 0, {"fever": False}),
    ("clearance", 0, {"by": "doctor", "rows": ["T01", "T37"]}),
    ("flag", 5, {"fever": True}),
    ("pause", 4, {"from": TODAY - 4 * DAY, "until": TODAY, "reason": "ill"}),
]


@pytest.mark.hazard("H43")
@each(("kind", "ago", "fields"), CONTRADICTIONS)
@each("times", [1, 3])
def test_what_contradicts_or_is_doubled_asks_for_no_more(
    kind: str, ago: int, fields: dict[str, Any], times: int
) -> None:
    date = TODAY - ago * DAY
    odd = [copy(_entry(kind, date, **fields), id=f"odd{number}") for number in range(times)]
    assert harder((*good(), *odd)) == []


@pytest.mark.hazard("H43")
@each(("kind", "ago", "fields"), CONTRADICTIONS)
@each("ahead", [1, 2, 400, 20_000])
def test_what_is_to_come_changes_nothing(
    kind: str, ago: int, fields: dict[str, Any], ahead: int
) -> None:
    odd = _entry(kind, TODAY + ahead * DAY, **fields)
    assert load((*good(), odd)) == load(good())


@pytest.mark.hazard("H40")
@each("kind", ["morning", "session", "evening"])
@each("ago", [0, 1, 2, 6, 13, 20])
def test_what_is_missing_asks_for_no_more(kind: str, ago: int) -> None:
    date = TODAY - ago * DAY
    left = tuple(entry for entry in good() if (entry.kind, entry.date) != (kind, date))
    assert len(left) < len(good())
    assert harder(left) == []


def test_without_its_check_ins_it_asks_for_less() -> None:
    left = tuple(entry for entry in good() if entry.kind != "checkin")
    assert harder(left) == []
    assert load(left)[0] < load(good())[0]


def test_without_its_assessment_nothing_is_asked() -> None:
    assert load(good()[1:]) == (0,) * 6


def test_a_sign_of_danger_is_seen_among_good_days() -> None:
    odd = _entry("flag", TODAY, gap=True)
    assert load((*good(), odd)) == (0,) * 6
