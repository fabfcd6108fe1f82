"""The week that ended last, and what the one after it asks for."""

from achillescli.core.views.past_week import past_week
from tests.kit.course_kit import Log, cells, date
from tests.kit.each import each

COURSE = Log().days("2/1*10 2/7 4/1 2/1*40")

# day | week, the one before | its mornings | decided next on day
WEEKS = """
  7   | -   | -     | -
  8   | 1 - | 1 8   | 15
  14  | 1 - | 1 8   | 15
  15  | 2 1 | 8 15  | 22
  52  | 7 6 | 43 50 | 57
"""


@each(("day", "weeks", "mornings", "decided"), cells(WEEKS))
def test_the_newest_week_that_is_over(day: str, weeks: str, mornings: str, decided: str) -> None:
    found = past_week(COURSE.until(int(day)))
    if weeks == "-":
        assert found is None
        return
    numbers = [str(found.week.number), str(found.before.number) if found.before else "-"]
    assert numbers == weeks.split()
    first, last = map(int, mornings.split())
    assert [state.day for state in found.mornings] == list(range(first, last + 1))
    assert found.decided_next == date(int(decided))


def test_its_red_days_are_its_own() -> None:
    assert [day.date for day in past_week(COURSE.until(15)).red_days] == [date(11)]
    assert past_week(COURSE.until(10)).red_days == ()
    assert past_week(COURSE.until(22)).red_days == ()


def test_a_check_in_that_held_the_week_up_is_asked_for() -> None:
    log = Log()
    for day in range(1, 22):
        log.on(day, "morning", pain=1)
        for slot in ("am", "pm"):
            log.on(day, "session", slot=slot, pain=1, after=1)
    found = past_week(log.until(22))
    assert found.week.decision.rule == "W3"
    assert found.asked[-1].key == "W3.checkin"


def test_own_activities_are_due_in_the_week_in_which_four_are_over() -> None:
    log = Log().days("1/1*60").check(4, activities=[{"name": "stairs", "score": 6}])
    assert [past_week(log.until(day)).own_again for day in (25, 32, 39, 46, 60)] == [
        *(None, date(32), date(36), None, date(60)),
    ]


def test_own_activities_are_due_up_to_the_last_day_of_that_week() -> None:
    logs = [
        Log().days("1/1*40").check(day, activities=[{"name": "stairs", "score": 6}])
        for day in (7, 8)
    ]
    assert [past_week(log.until(32)).own_again for log in logs] == [date(35), None]


def test_a_good_week_is_what_days_can_meet() -> None:
    asked = past_week(COURSE.until(15)).asked
    assert [finding.key for finding in asked] == [
        *("W2.red_days", "W2.trained_days", "W2.green_days", "W2.mornings", "W2.median_above"),
    ]
