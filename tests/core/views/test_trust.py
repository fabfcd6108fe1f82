"""How far a diary can be trusted."""

import datetime as dt
from typing import Any

from achillescli.core.views.trust import Share, Trust, trust
from tests.kit.course_kit import Log, cells, date
from tests.kit.each import each

SEEN = {"seen_professional": True, "calf_training_per_week": 1}


def of(log: Log, day: int, since: int = 1) -> Trust:
    return trust(log.until(day), log.entries, date(since))


def test_shares_are_of_the_days_that_are_over() -> None:
    log = Log(**SEEN).days("2/1+3 -/?d1 3/1' 2/.").on(3, "session", slot="pm", pain=1, after=2)
    found = of(log, 4)
    assert found.mornings == Share(2, 3)
    assert found.evenings == Share(3, 3)
    assert found.sessions == Share(4, 6)


def test_sessions_are_of_those_given_and_never_more() -> None:
    log = Log(**SEEN).days("2/1 2/. 2/1").on(1, "session", slot="am", pain=3)
    assert of(log, 4).sessions == Share(4, 6)


def test_a_date_from_which_on_is_looked() -> None:
    assert of(Log(**SEEN).days("2/1*9"), 9, since=7).mornings == Share(2, 2)


def test_on_day_1_no_day_is_over() -> None:
    assert of(Log(**SEEN).days("2/1"), 1).mornings == Share(0, 0)


def test_an_evening_without_a_score_is_none() -> None:
    assert of(Log(**SEEN).days("2/1*3").on(1, "evening"), 3).evenings == Share(0, 2)


LATE = """
# kind     | fields               | days later | late
  morning  | pain=2               | 2          | 0
  morning  | pain=2               | 3          | 1
  check    | hop_pain=2           | 3          | 1
  run      | minutes=20           | 3          | 1
  run      | minutes=20 source=x  | 3          | 0
  pause    | reason=ill           | 3          | 0
  morning  | pain=2               | -          | 0
"""


@each(("kind", "fields", "later", "wanted"), cells(LATE))
def test_what_was_written_long_after_its_date_is_late(
    kind: str, fields: str, later: str, wanted: str
) -> None:
    stated = dict(field.split("=") for field in fields.split())
    values: dict[str, Any] = {n: int(v) if v.isdigit() else v for n, v in stated.items()}
    if kind == "pause":
        values |= {"from": date(2), "until": date(3)}
    if later != "-":
        on = date(2 + int(later))
        values["at"] = dt.datetime.combine(on, dt.time(12), dt.UTC)
    assert of(Log(**SEEN).on(2, kind, **values), 9).late == int(wanted)


def test_an_entry_that_was_corrected_twice_counts_once() -> None:
    log = Log(**SEEN).days("2/1*3")
    for _ in range(2):
        log.on(3, "edit", of="e1", set={"pain": 3})
    log.on(3, "remove", of="e4")
    assert of(log, 3).corrections == 2
    assert of(log.days("2/1*6"), 9, since=8).corrections == 0


EMPTY = """
# weeks               | pause | empty
  2/1*7 -/.*6 2/1*9   |       | 0     # a check-in is an entry
  2/1*6               |       | 2
  2/1*6               | 8-9   | 1
  2/1*6               | 8-20  | 0
"""


@each(("pattern", "pause", "wanted"), cells(EMPTY))
def test_empty_weeks_that_are_no_pause(pattern: str, pause: str, wanted: str) -> None:
    log = Log(**SEEN).days(pattern)
    if pause:
        first, last = map(int, pause.split("-"))
        log.on(1, "pause", **{"from": date(first), "until": date(last)}, reason="travel")
    assert of(log, 22).empty_weeks == int(wanted)
