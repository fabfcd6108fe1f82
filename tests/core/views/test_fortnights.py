"""A course by fortnight."""

from achillescli.core.state import L3, Level
from achillescli.core.views import summary
from achillescli.core.views.fortnights import Fortnight, Pain, fortnights
from tests.kit.course_kit import Log, cells, date
from tests.kit.each import each

SEEN = {"seen_professional": True, "calf_training_per_week": 1}


def split(
    log: Log, day: int, count: int | None = 12
) -> tuple[Fortnight | None, tuple[Fortnight, ...]]:
    replay = log.until(day)
    return fortnights(replay, summary.weeks(replay), count)


SPANS = """
# day | weeks shown | earlier | shown
  1   | 12          | -       | 1-1
  8   | 12          | -       | 1-2
  15  | 12          | -       | 1-2 3-3
  84  | 12          | -       | 1-2 3-4 5-6 7-8 9-10 11-12
  85  | 12          | 1-2     | 3-4 5-6 7-8 9-10 11-12 13-13
  85  | 3           | 1-10    | 11-12 13-13
  85  | 1           | 1-12    | 13-13
  30  | None        | -       | 1-2 3-4 5-5
"""


@each(("day", "count", "before", "after"), cells(SPANS))
def test_the_newest_fortnights_and_all_before_them_as_one(
    day: str, count: str, before: str, after: str
) -> None:
    log = Log(**SEEN).days("1/1*90")
    earlier, shown = split(log, int(day), None if count == "None" else int(count))
    assert (f"{earlier.first_week}-{earlier.last_week}" if earlier else "-") == before
    assert " ".join(f"{f.first_week}-{f.last_week}" for f in shown) == after


def test_without_a_course_there_are_none() -> None:
    assert split(Log(assessed=None), 5) == (None, ())


def test_the_figures_of_a_fortnight() -> None:
    log = Log(**SEEN).days("4/2d1 4/2'd3k 5/7 -/. 2/1*10")
    _, (found, _) = split(log, 15)
    assert (found.first, found.last) == (date(1), date(14))
    assert (found.days, found.trained) == (14, 13)
    assert found.morning == Pain(2, 5)
    assert found.session == Pain(1, 7)
    assert found.daily == Pain(2, 3)
    assert (found.reds, found.painkillers) == (1, 1)
    weeks = summary.weeks(log.until(14))
    assert (found.done, found.given) == (
        sum(week.completed for week in weeks),
        sum(week.prescribed for week in weeks),
    )


def test_sessions_of_a_day_that_is_not_over_and_of_a_pause_do_not_count() -> None:
    log = Log(**SEEN).days("2/1*14")
    _, (found,) = split(log, 14)
    assert (found.days, found.trained, found.done, found.given) == (13, 13, 26, 26)
    log.on(1, "pause", **{"from": date(2), "until": date(4)}, reason="travel")
    _, (found,) = split(log, 14)
    assert (found.done, found.given) == (20, 20)


def test_nothing_known_is_not_nought() -> None:
    _, (found,) = split(Log(**SEEN), 3)
    assert (found.morning, found.session, found.daily) == (None, None, None)


def test_the_levels_are_those_of_the_first_and_the_last_day() -> None:
    log = Log(**SEEN).days("1/1*43")
    _, shown = split(log, 42)
    assert [(f.level_first, f.level_last) for f in shown] == [
        (L3, L3),
        (Level(4), Level(5)),
        (Level(6), Level(7)),
    ]
