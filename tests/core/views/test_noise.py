"""Figures over many courses whose scores scatter."""

from itertools import cycle

from achillescli.core.state import Level
from achillescli.core.views.noise import NoisyRun, noise, noisy_pattern, noisy_run
from achillescli.core.views.simulation import Pattern
from tests.kit.course_kit import Log

RUN = NoisyRun(
    reached={Level(3): 1, Level(4): 7, Level(5): 13},
    last=Level(5),
    weeks=14,
    red_weeks=2,
    steps_down=1,
    days=98,
    days_without_load=7,
    maintained=True,
    raises=False,
    rows=frozenset({"T20", "T19"}),
)


def test_scatter_is_added_to_every_score_and_held_within_the_scale() -> None:
    draws = cycle([0.6, -0.6, 9.0, -9.0])
    pattern = noisy_pattern(Pattern(mornings=(1, 2), pain=(None,)), lambda: next(draws), 4)
    assert pattern.mornings == (2, 1, 10, 0)
    assert (pattern.pain, pattern.after) == ((None,) * 4, (None,) * 4)
    assert (pattern.sessions, pattern.start_test) == ((2,), 1)


def test_a_row_goes_on_from_its_start() -> None:
    assert noisy_pattern(Pattern(mornings=(1, 2, 3)), lambda: 0.0, 5).mornings == (1, 2, 3, 1, 2)


def test_figures_of_a_course() -> None:
    log = Log(start=4).days("2/1*7 2/6*2 2/1*5 2/1*3").flag(17, gap=True)
    run = noisy_run(log.until(17))
    assert run.reached == {Level(2): 1, Level(3): 2}
    assert (run.last, run.weeks, run.days) == (Level(2), 3, 17)
    assert (run.red_weeks, run.steps_down) == (1, 1)
    assert run.days_without_load == 2  # D2 on day 10, blocked on day 17
    assert (run.maintained, run.raises, run.rows) == (False, False, {"T03"})


def test_an_off_day_of_maintenance_is_no_day_without_loading() -> None:
    run = noisy_run(Log().days("0/0*90").until(90))
    assert (run.maintained, run.raises, run.days_without_load) == (True, True, 0)


def test_figures_over_courses() -> None:
    slow = RUN._replace(reached={Level(3): 1}, last=Level(3), maintained=False, raises=True)
    calm = slow._replace(rows=frozenset(), red_weeks=0, steps_down=0, days_without_load=0)
    found = noise([RUN, slow, calm])
    assert found.runs == 3
    assert found.reached == {
        Level(1): {6: 3, 12: 3},
        Level(2): {6: 3, 12: 3},
        Level(3): {6: 3, 12: 3},
        Level(4): {6: 0, 12: 1},
        Level(5): {6: 0, 12: 0},
    }
    assert (found.red_weeks, found.days_without_load) == (4 / 42, 14 / 294)
    assert (found.steps_down, found.maintained, found.raises) == (2 / 3, 1, 2)
    assert list(found.rows.items()) == [("T19", 2), ("T20", 2)]


def test_a_level_counts_from_the_end_of_its_week() -> None:
    assert noise([RUN._replace(reached={Level(4): 12})]).reached[Level(4)] == {6: 0, 12: 1}
    assert noise([RUN._replace(reached={Level(4): 13})]).reached[Level(4)] == {6: 0, 12: 0}
    longer = RUN._replace(reached={Level(4): 26}, weeks=26)
    assert noise([longer]).reached[Level(4)] == {6: 0, 12: 0, 26: 1}
