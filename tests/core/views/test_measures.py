"""Tests and questionnaires, measure by measure."""

from typing import Any

from achillescli.core.log.answers import Side
from achillescli.core.views.measures import Measure, Reading, measures
from tests.kit.course_kit import Log, cells, date, number
from tests.kit.each import each


def found(log: Log, side: Side = "left") -> dict[Any, Measure]:
    return {(m.name, m.which): m for m in measures(log.entries, side)}


def test_the_first_and_the_newest_of_a_test() -> None:
    log = Log(start=None).check(3, hop_pain=4).check(9, hop_pain=2).check(20, hop_pain=0)
    assert found(log) == {
        ("hop_pain", None): Measure("hop_pain", Reading(date(3), (4,)), Reading(date(20), (0,))),
    }


def test_a_single_reading_has_no_newest_and_no_change() -> None:
    (measure,) = found(Log(start=None).check(3, visa_a=40)).values()
    assert (measure.newest, measure.change, measure.changes) == (None, None, ())


def test_of_one_date_the_later_counts() -> None:
    log = Log(start=None).check(3, walk_pain=4).check(3, walk_pain=2)
    (measure,) = found(log).values()
    assert measure == Measure("walk_pain", Reading(date(3), (2,)), None)


def test_an_assessment_has_tests_too() -> None:
    log = Log(start="unable", knee_to_wall_left_cm=9.5, raises_left=20, raises_right=25)
    assert [(m.name, m.first.values) for m in measures(log.entries, "left")] == [
        ("raises", (20, 25)),
        ("knee_to_wall", (9.5, None)),
        ("start_test_pain", ("unable",)),
    ]


LSI = """
# side  | left right | percent
  left  | 18 27      | 67
  right | 18 27      | 150
  both  | 27 18      | 67
  left  | 18 -       | -
  left  | - 18       | -
  left  | 3 0        | -
  left  | 0 3        | 0
"""


@each(("side", "raises", "wanted"), cells(LSI))
def test_raises_of_the_affected_leg_in_percent_of_the_other(
    side: Side, raises: str, wanted: str
) -> None:
    left, right = map(number, raises.split())
    named = (("raises_left", left), ("raises_right", right))
    log = Log(start=None).check(3, **{name: n for name, n in named if n is not None})
    assert found(log, side)["raises", None].first.lsi == number(wanted)


def test_a_knee_to_wall_has_no_index() -> None:
    log = Log(start=None).check(3, knee_to_wall_left_cm=9.0, knee_to_wall_right_cm=11.0)
    assert found(log)["knee_to_wall", None].first.lsi is None


CHANGES = """
  visa_a     | 40 54 | 14
  tendins_a  | 60 50 | -10
  hop_pain   | 4 1   | None
"""


@each(("name", "values", "wanted"), cells(CHANGES))
def test_a_total_says_its_change(name: str, values: str, wanted: str) -> None:
    first, newest = map(int, values.split())
    log = Log(start=None).check(2, **{name: first}).check(30, **{name: newest})
    assert str(found(log)[name, None].change) == wanted


def test_own_activities_are_told_apart_by_name() -> None:
    def did(*scores: tuple[str, int]) -> list[dict[str, Any]]:
        return [{"name": name, "score": score} for name, score in scores]

    log = Log(start=None).check(2, activities=did(("Stairs", 7), ("kneeling", 4)))
    log.check(30, activities=did(("stairs", 3)))
    assert found(log) == {
        ("activity", "Stairs"): Measure(
            "activity", Reading(date(2), (7,)), Reading(date(30), (3,)), "Stairs"
        ),
        ("activity", "kneeling"): Measure("activity", Reading(date(2), (4,)), None, "kneeling"),
    }
    assert found(log)["activity", "Stairs"].change == -4


def test_a_total_of_another_variant_is_another_measure() -> None:
    log = Log(start=None).check(2, visa_a=40, variant="Dutch").check(9, visa_a=44)
    log.check(30, visa_a=60, variant="DUTCH").check(31, faam=88, variant="ADL")
    assert [(m.name, m.which, m.change) for m in measures(log.entries, "left")] == [
        ("visa_a", "Dutch", 20),
        ("visa_a", None, None),
        ("faam", "ADL", None),
    ]


# first and newest score | whether the change is one that people notice
NOTICEABLE = """
  7 5   | yes
  7 6   | no
  3 2   | yes    # a third
  4 3   | no     # a quarter
  2 1   | yes
  5 5   | no
  5 8   | no
  1 0   | -      # too little to fall
"""


@each(("scores", "wanted"), cells(NOTICEABLE))
def test_an_activity_that_is_noticeably_less_hard(scores: str, wanted: str) -> None:
    first, newest = map(int, scores.split())
    log = Log(start=None).check(2, activities=[{"name": "a", "score": first}])
    log.check(30, activities=[{"name": "a", "score": newest}])
    (measure,) = measures(log.entries, "left")
    assert measure.noticeable is {"yes": True, "no": False, "-": None}[wanted]


def test_of_a_total_and_of_one_score_nothing_is_said() -> None:
    log = Log(start=None).check(2, visa_a=40, activities=[{"name": "a", "score": 5}])
    log.check(30, visa_a=60)
    assert [m.noticeable for m in measures(log.entries, "left")] == [None, None]


CHANGES = """
# first             | newest             | change | percent
  left=20 right=25  | left=24 right=24   | 4 -1   | 20
  left=20           | left=22            | 2 -    | -
  left=20 right=25  | right=26           | - 1    | -
"""


@each(("first", "newest", "wanted", "lsi"), cells(CHANGES))
def test_the_change_of_raises_leg_by_leg(first: str, newest: str, wanted: str, lsi: str) -> None:
    log = Log(start=None)
    for day, said in ((3, first), (9, newest)):
        log.check(day, **{f"raises_{leg}": int(n) for leg, n in _pairs(said)})
    measure = found(log)["raises", None]
    assert measure.changes == tuple(map(number, wanted.split()))
    assert measure.lsi_change == number(lsi)


def _pairs(said: str) -> list[list[str]]:
    return [pair.split("=") for pair in said.split()]


def test_a_test_that_could_not_be_done_has_no_change() -> None:
    log = Log(start=None).check(3, start_test_pain="unable").check(9, start_test_pain=2)
    measure = found(log)["start_test_pain", None]
    assert (measure.changes, measure.lsi_change) == ((None,), None)
