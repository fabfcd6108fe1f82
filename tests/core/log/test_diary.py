"""The log as one record a rehab date."""

from typing import Any

import pytest

from achillescli.core.log import entries
from achillescli.core.log.diary import NOTHING, DayRecord, Diary, worst
from tests.kit.course_kit import Log, cells, date


def record(*written: tuple[str, dict[str, Any]]) -> DayRecord:
    log = Log(assessed=None)
    for kind, fields in written:
        log.on(1, kind, **fields)
    return Diary(log.corrected)[date(1)]


TABLE = """
# entries of one date                                             | the record
  morning pain=2; morning pain=4; morning pain=3                  | m=4
  morning pain=2 stiffness_min=5; morning pain=1 stiffness_min=15 | m=2 stiffness_min=15
  morning pain=1 stiffness_min=15; morning pain=2 stiffness_min=5 | m=2 stiffness_min=15
  session slot=am pain=2; session slot=pm pain=5                  | p=5 a=5 s=2 pm_pain=5
  session slot=pm pain=5; session slot=pm pain=2                  | p=5 a=5 s=1 pm_pain=5
  session slot=am pain=6; session slot=pm pain=1                  | p=6 a=6 s=2 pm_pain=1
  session slot=am; session slot=am                                | p=None a=None s=1 unscored=2
  session slot=am completed=False; session slot=pm pain=1         | p=1 s=1 unscored=1
  session slot=am pain=3 completed=False                          | p=3 a=3 s=0 trained=True
  session slot=am pain=3 after=1                                  | p=3 a=1 s=1
  session slot=am pain=1 after=2; evening after=4                 | p=1 a=4
  session slot=am pain=1 after=5; evening after=4                 | p=1 a=5
  evening after=4                                                 | p=None a=4 s=0
  evening daily_pain=2; evening daily_pain=3; evening             | daily=3 a=None
  painkiller                                                      | painkiller=True
  run minutes=10 pain=4 after=3                                   | p=4 a=3 s=0 trained=False
  run minutes=10 after=5; run minutes=10 after=2                  | p=None a=5
  activity activity=cycling minutes=20 pain=3                     | p=3 a=3 s=0
  check hop_pain=4 walk_pain=1                                    | p=4 a=4 hop_pain=4 walk_pain=1
  check walk_pain=5; check walk_pain=2                            | p=5 walk_pain=5 hop_pain=None
  check start_test_pain=6                                         | p=6 start_test=6
  check start_test_pain=6; check start_test_pain=2                | p=6 start_test=6
  check start_test_pain=unable; check start_test_pain=2           | p=2 start_test=unable unable=True
  check start_test_pain=unable                                    | p=None start_test=unable
  check raises_left=20 raises_right=20                            | p=None start_test=None
  note text=calm; flag snap=False                                 | p=None m=None
"""


def read(text: str) -> tuple[str, dict[str, Any]]:
    kind, *fields = text.split()
    pairs = (field.split("=") for field in fields)
    return kind, {name: value(word) for name, word in pairs}


def value(word: str) -> str | int | None:
    known = {"None": None, "True": True, "False": False}
    return known[word] if word in known else int(word) if word.isdigit() else word


@pytest.mark.hazard("H32", "H35")
@pytest.mark.parametrize(("written", "wanted"), cells(TABLE))
def test_day(written: str, wanted: str) -> None:
    day = record(*(read(text) for text in written.split(";")))
    _, expected = read(f"day {wanted}")
    assert {name: getattr(day, name) for name in expected} == expected


@pytest.mark.hazard("H34")
def test_both_slots_are_counted_once_each() -> None:
    day = record(*[("session", {"slot": slot}) for slot in ("pm", "am", "pm")])
    assert (day.slots, day.s) == ({"am", "pm"}, 2)


def test_runs_and_checks_are_kept_in_the_order_of_the_log() -> None:
    day = record(("run", {"minutes": 5}), ("run", {"minutes": 8}), ("check", {"hop_pain": 1}))
    assert [run.minutes for run in day.runs] == [5, 8]
    assert [check.hop_pain for check in day.checks] == [1]


def test_a_date_without_entries_is_nothing() -> None:
    assert Diary(())[date(1)] is NOTHING


def test_days_before_a_date_are_oldest_first_and_without_it() -> None:
    diary = Diary(Log(assessed=None).days("1/1 2/2 3/3 4/4").corrected)
    assert [day.m for day in diary.before(date(4), 2)] == [2, 3]


MORNINGS = """
# days 1 to 4     | the newest morning of day 4 and the three before | its day
  1/1 2/1 3/1 4/1 | 4    | 4
  1/1 2/1 3/1 -/1 | 3    | 3
  1/1 2/1 -/1 -/1 | 2    | 2
  1/1 -/1 -/1 -/1 | 1    | 1
  -/1 -/1 -/1 -/1 | None | None
"""


@pytest.mark.parametrize(("pattern", "wanted", "day"), cells(MORNINGS))
def test_newest_morning(pattern: str, wanted: str, day: str) -> None:
    diary = Diary(Log(assessed=None).days(pattern).corrected)
    on = None if day == "None" else date(int(day))
    assert diary.newest_morning(date(4)) == (value(wanted), on)


def test_a_morning_four_days_ago_is_too_old() -> None:
    diary = Diary(Log(assessed=None).days("1/1 -/1*4").corrected)
    assert diary.newest_morning(date(5)) == (None, None)


RAISES = """
# checks of one date                                                   | raises
  check raises_left=20 raises_right=19                                 | (20, 19)
  check raises_left=20; check raises_right=19                          | (20, 19)
  check raises_left=20 raises_right=19; check raises_left=5            | (5, 19)    # leg by leg the later
  check raises_left=20                                                 | None
  check hop_pain=1                                                     | None
"""


@pytest.mark.parametrize(("written", "wanted"), cells(RAISES))
def test_raises_of_a_date(written: str, wanted: str) -> None:
    day = record(*(read(text) for text in written.split(";")))
    assert str(day.raises) == wanted


def test_worst_knows_no_zero() -> None:
    assert (worst(), worst(None), worst(0, None), worst(1, 3)) == (None, None, 0, 3)


def test_every_kind_of_entry_can_stand_in_a_diary() -> None:
    assert set(entries.KINDS) == {
        *("morning", "session", "evening", "painkiller", "run", "activity", "check", "flag"),
        *("clearance", "pause", "assessment", "checkin", "note", "edit", "remove"),
    }
