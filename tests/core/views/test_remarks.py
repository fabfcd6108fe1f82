"""What an entry is beside what the programme gives on its date."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest

from achillescli.core.log import entries
from achillescli.core.log.values import table
from achillescli.core.state import RunningStep
from achillescli.core.views.outlook import outlook
from achillescli.core.views.remarks import earlier_score, remarks
from tests.kit.course_kit import PROTOCOL, Log, cells, date, told


def entry(day: int, kind: str, **fields: Any) -> entries.Entry:
    return entries.parse({"id": "new", "date": date(day), "kind": kind, **fields})


def beside(
    log: Log, day: int, kind: str, *, state: Any = (), **fields: Any
) -> dict[str, dict[str, Any]]:
    """Return what an entry is beside the plan of its day, of which the test may state a part."""
    given = outlook(log.corrected, PROTOCOL, date(day))
    if state:
        given = dataclasses.replace(given, today=given.today._replace(**dict(state)))
    return {
        r.beside.name: dict(r.values) for r in remarks(entry(day, kind, **fields), given, PROTOCOL)
    }


AM = {"slot": "am", "pain": 1}
RUN = {"minutes": 5, "pain": 0}
CYCLING = {"activity": "cycling", "minutes": 20}
ENTRIES: list[tuple[str, dict[str, Any], dict[str, dict[str, Any]]]] = [
    ("session", AM, {}),
    ("morning", {"pain": 9}, {}),
    ("run", RUN, {"NO_RUNNING": {}}),
    ("painkiller", {}, {"NEVER_GREEN": {}}),
    ("activity", {**CYCLING, "pain": 1}, {"PAINFUL_ACTIVITY": {}}),
    ("activity", {**CYCLING, "pain": 0}, {}),
    ("activity", CYCLING, {}),
]


@pytest.mark.parametrize(("kind", "fields", "wanted"), ENTRIES)
def test_on_a_calm_day_only_what_is_not_given_is_remarked_on(
    kind: str, fields: dict[str, Any], wanted: Mapping[str, dict[str, Any]]
) -> None:
    assert beside(Log().days("1/1*4"), 5, kind, **fields) == wanted


@pytest.mark.parametrize(("kind", "fields", "_"), ENTRIES)
def test_without_a_course_nothing_is_remarked_on(
    kind: str, fields: dict[str, Any], _: Mapping[str, dict[str, Any]]
) -> None:
    assert beside(Log(assessed=None), 5, kind, **fields) == {}


@pytest.mark.parametrize("log", [Log().days("1/1*4"), Log(assessed=None)], ids=["course", "none"])
def test_while_blocked_training_names_the_rows_that_block_and_no_other(log: Log) -> None:
    log = log.copy().flag(5, gap=True, high_cholesterol_family=True)
    assert set(log.standing(5)) == {"T03", "T17"}
    for kind, fields in (("session", AM), ("run", RUN)):
        assert beside(log, 5, kind, **fields) == {"NOTHING_GIVEN": {"rules": ("T03",)}}


def test_a_painkiller_of_a_blocked_day_cannot_count_as_green_either() -> None:
    log = Log().days("1/1*4").flag(5, gap=True)
    assert beside(log, 5, "painkiller") == {"NEVER_GREEN": {}}


def test_a_session_on_a_day_of_rest_names_its_rule() -> None:
    log = Log().days("1/1*4").flag(5, fever=True)
    assert beside(log, 5, "session", **AM) == {"NOTHING_GIVEN": {"rules": ("D2",)}}


def test_a_session_on_a_day_off_is_said() -> None:
    log = Log().days("1/1*4")
    assert beside(log, 5, "session", state={"sessions": ()}, **AM) == {"DAY_OFF": {}}


# step of the day | next run | run of day 5 | what it is
RUNS = """
  none      | -  | 5    | NO_RUNNING
  suspended | -  | 5    | RUNNING_SUSPENDED
  suspended | 8  | 60   | RUNNING_SUSPENDED
  RC1       | -  | 5    |
  RC1       | -  | 5.5  | RUN_TOO_LONG
  RC1       | 5  | 5    |
  RC1       | 6  | 5    | RUN_TOO_EARLY
  RC1       | 6  | 6    | RUN_TOO_EARLY RUN_TOO_LONG
  free      | -  | 600  |
  free      | 6  | 600  | RUN_TOO_EARLY
"""


@pytest.mark.parametrize(("step", "next_run", "minutes", "wanted"), cells(RUNS))
def test_a_run_is_measured_by_the_step_and_the_date_of_the_next(
    step: str, next_run: str, minutes: str, wanted: str
) -> None:
    state = {
        "running": None if step == "none" else RunningStep(step),
        "next_run": None if next_run == "-" else date(int(next_run)),
    }
    run = {"minutes": float(minutes), "pain": 0}
    found = beside(Log().days("1/1*4"), 5, "run", state=state, **run)
    assert list(found) == wanted.split()
    if "RUN_TOO_EARLY" in found:
        assert found["RUN_TOO_EARLY"] == {"date": date(6)}
    if "RUN_TOO_LONG" in found:
        assert found["RUN_TOO_LONG"] == {"step": "RC1", "minutes": 5}


# the entry             | those of its date before it        | which of them scores the same
SCORED = """
  morning pain=1        | morning pain=2                     | 0
  morning pain=1        | session slot=am; morning pain=2    | 1
  morning pain=1        | morning pain=2; morning pain=3     | 1
  morning pain=4        | morning pain=5; morning pain=3     | 0
  morning pain=4        | morning pain=5; morning pain=5     | 1
  session slot=am       | session slot=pm                    | -
  session slot=am       | session slot=pm; session slot=am   | 1
  session slot=am pain=1 | session slot=am after=2           | -
  session slot=am after=3 | session slot=am pain=2; session slot=am after=1 | 1
  evening after=1       | evening after=2                    | 0
  evening after=1       | evening daily_pain=2               | -
  evening after=1 daily_pain=0 | evening daily_pain=2        | 0
  check hop_pain=1      | check walk_pain=2                  | -
  check hop_pain=1      | check hop_pain=2                   | 0
  check start_test_pain=1 | check start_test_pain=unable; check start_test_pain=9 | 0
  check raises_left=20  | check raises_left=25; check raises_left=15 | 1
  session slot=am       | session slot=am pain=4; session slot=am | 0
  run minutes=5         | run minutes=5                      | -
  painkiller            | painkiller                         | -
  morning pain=1        |                                    | -
"""


@pytest.mark.parametrize(("new", "before", "wanted"), cells(SCORED))
def test_the_entry_that_counts_for_the_same_is_found(new: str, before: str, wanted: str) -> None:
    def of(text: str) -> entries.Entry:
        kind, _, fields = text.strip().partition(" ")
        return entry(1, kind, **told(fields))

    others = [of(text) for text in before.split(";") if text.strip()]
    found = earlier_score(of(new), others)
    if wanted == "-":
        assert found is None
    else:
        assert found
        assert found[0] is others[int(wanted)]
        assert found[1] in table(of(new)) or found[1] == "pain"


def test_activities_of_ones_own_are_scored_as_often_as_they_are_told() -> None:
    told_twice = entry(1, "check", activities=[{"name": "stairs", "score": 6}])
    assert earlier_score(told_twice, [told_twice]) is None
