"""What a graph of a course shows of each date."""

from achillescli.core.state import L3
from achillescli.core.views.graph import GraphDay, ScoreSeries, graph_days
from tests.kit.course_kit import Log, cells, date, number
from tests.kit.each import each


def days(log: Log, until: int) -> tuple[GraphDay, ...]:
    replay = log.until(until)
    return graph_days(replay.states, replay.diary)


def test_without_a_course_there_are_no_days() -> None:
    assert days(Log(assessed=None), 5) == ()


def test_a_day_has_its_scores_its_colour_and_its_level() -> None:
    seen = Log(seen_professional=True, calf_training_per_week=1)
    assert days(seen.days("2/1 -/7 3/. 3/1").flag(4, numbness=True), 4) == (
        GraphDay(date(1), 1, 2, 1, red=False, level=L3),
        GraphDay(date(2), 2, None, 7, red=True, level=L3),
        GraphDay(date(3), 3, 3, None, red=False, level=L3),
        GraphDay(date(4), 4, 3, 1, red=False, level=None),
    )


def test_mornings_and_sessions_have_a_score_a_date() -> None:
    found = days(Log().days("1/2 -/3 4/."), 3)
    dates = (date(1), date(2), date(3))
    assert ScoreSeries.of(found, "morning") == ScoreSeries(dates, (1, None, 4))
    assert ScoreSeries.of(found, "session") == ScoreSeries(dates, (2, 3, None))


def series(*scores: int | None) -> ScoreSeries:
    return ScoreSeries(tuple(date(day) for day in range(1, len(scores) + 1)), scores)


# scores, day by day             | known                | worst, its day | medians of the weeks
SERIES = """
  1 5 - 5 2                      | 1 5 5 2              | 5 2            | 3.5
  3                              | 3                    | 3 1            | 3
  - - 0                          | 0                    | 0 3            | 0
  1 1 1 1 4 4 4 9                | 1 1 1 1 4 4 4 9      | 9 8            | 1 9
  2 2 2 2 2 2 2 - - - - - - - 3  | 2 2 2 2 2 2 2 3      | 3 15           | 2 3    # a week without
"""


@each(("scores", "known", "worst", "medians"), cells(SERIES))
def test_the_scores_of_a_course(scores: str, known: str, worst: str, medians: str) -> None:
    found = series(*map(number, scores.split()))
    assert found.known == tuple(map(int, known.split()))
    score, day = map(int, worst.split())
    assert (found.worst, found.worst_date) == (score, date(day))
    assert found.medians == tuple(map(float, medians.split()))
