"""A course in figures: the weeks, and how far someone has come."""

from fractions import Fraction

import pytest

from achillescli.core.state import Colour, Verdict
from achillescli.core.views import summary
from achillescli.core.views.graph import graph_days
from tests.kit.course_kit import Log, cells, date, told
from tests.kit.each import each


def week(log: Log, until: int, number: int = 1) -> summary.ReportWeek:
    return summary.weeks(log.until(until))[number - 1]


def test_a_finished_week() -> None:
    found = week(Log(start=4).days("2/1 3/4 2/1 -/? 2/1' 2/1k 2/.").days("2/1*3"), 8)
    assert (found.number, found.first, found.last, found.finished) == (1, date(1), date(7), True)
    assert (found.prescribed, found.completed) == (14, 11)
    assert found.adherence == pytest.approx(11 / 14)
    assert (found.morning_median, found.morning_worst) == (2, 3)
    assert (found.session_median, found.session_worst) == (1, 4)
    assert found.colours == {
        Colour.GREEN: 2,
        Colour.AMBER: 4,
        Colour.GREY: 1,
        Colour.RED: 0,
    }
    assert (found.level, found.level_kg, found.painkiller_days) == ("L2", 0, 1)
    assert found.decision.verdict is Verdict.HOLD
    assert found.against_baseline == 0


def test_a_week_that_goes_on() -> None:
    first, second = summary.weeks(Log().days("2/1*7 3/2*7").until(9))
    assert (second.number, second.first, second.last) == (2, date(8), date(9))
    assert (second.finished, second.decision, second.against_baseline) == (False, None, None)
    assert (second.prescribed, second.completed) == (4, 4)
    assert sum(second.colours.values()) == 1
    assert first.finished


def test_a_week_is_over_on_the_morning_after_it() -> None:
    log = Log().days("2/1*8")
    assert (week(log, 7).finished, week(log, 7).decision) == (False, None)
    assert week(log, 8).finished
    assert (sum(week(log, 7).colours.values()), sum(week(log, 8).colours.values())) == (6, 7)


def test_a_week_begins_with_its_first_day() -> None:
    log = Log().days("2/1*9")
    assert [len(summary.weeks(log.until(day))) for day in (1, 7, 8, 9)] == [1, 1, 2, 2]


def test_there_are_no_weeks_without_a_course() -> None:
    assert summary.weeks(Log(assessed=None).until(9)) == ()


def test_nothing_known_is_not_nought() -> None:
    found = week(Log().days("-/.*9"), 8)
    assert (found.morning_median, found.morning_worst) == (None, None)
    assert (found.session_median, found.session_worst) == (None, None)
    assert (found.against_baseline, found.adherence) == (None, 0)


AGAINST = """
# days                       | median less B0, week by week
  2/1*7 3/1*7 1/1*8          | 0 1 -1
  0/1*7 0/1*7 3/1*8          | -1 -1 2        # B0 is at least 1
  -/1*7 2/1*7 3/1*8          | None 0 1       # the first known median
  2/1*7 -/1*7 2/1*3 3/1*5    | 0 None 1
"""


@each(("pattern", "wanted"), cells(AGAINST))
def test_against_baseline(pattern: str, wanted: str) -> None:
    found = summary.weeks(Log().days(pattern).until(22))[:3]
    assert [str(week.against_baseline) for week in found] == wanted.split()


def test_load_is_that_of_the_level_of_the_last_day() -> None:
    log = Log().days("1/1*24 1/1*2 1/6 1/.")
    found = summary.weeks(log.until(28))
    assert [(week.level, week.level_kg) for week in found[:4]] == [
        ("L3", 0),
        ("L3", 0),
        ("L4.1", 2.5),
        ("L4.2", 5),
    ]


PAUSES = """
# days                | pause     | prescribed completed
  1/1*9               |           | 14 14
  1/1*9               | 3-4       | 10 10
  1/1*9               | 3-3       | 12 12
  1/1*2 1/.*2 1/1*5   | 3-4       | 10 10
  1/1*2 1/.*2 1/1*5   |           | 14 10
  1/1*2 1/.*2 1/1*5   | 4-4       | 12 10
  1/1*9               | 6-20      | 10 10
  1/1*9               | 1-7       | 0 0
  1/1*9               | 3-4 4-5   | 8 8
"""


@each(("pattern", "pauses", "wanted"), cells(PAUSES))
def test_days_in_a_pause_do_not_count_for_adherence(pattern: str, pauses: str, wanted: str) -> None:
    log = Log().days(pattern)
    for pause in pauses.split():
        first, last = map(int, pause.split("-"))
        log.on(1, "pause", **{"from": date(first), "until": date(last)}, reason="travel")
    found = week(log, 8)
    prescribed, completed = map(int, wanted.split())
    assert (found.prescribed, found.completed) == (prescribed, completed)
    assert found.adherence == (completed / prescribed if prescribed else None)


@pytest.mark.hazard("H21")
def test_a_pause_changes_nothing_else() -> None:
    log = Log().days("1/.*9").on(1, "pause", **{"from": date(1), "until": date(9)}, reason="ill")
    assert (log.day(8).break_rule, log.verdicts(8)) == ("W6", ["HOLD W2"])


def test_sessions_beyond_what_was_prescribed_do_not_count() -> None:
    rested = week(Log().days("1/1 8/1 1/1*6"), 8)
    assert (rested.prescribed, rested.completed, rested.adherence) == (12, 12, 1)
    early = week(Log(onset=0).days("1/1*8"), 8)
    assert (early.prescribed, early.completed, early.adherence) == (7, 7, 1)


def test_blocked_dates_prescribe_nothing() -> None:
    log = Log().days("1/1*9").flag(3, numbness=True).cleared(5, "doctor", "T15")
    assert (week(log, 8).prescribed, week(log, 8).completed) == (10, 10)


def test_the_sessions_of_all_weeks_are_counted_together() -> None:
    found = summary.report(Log().days("1/1*7 1/.*3 1/1*5").until(15)).sessions
    assert (found.completed, found.prescribed, found.percent) == (24, 30, 80)
    assert summary.SessionsDone(2, 3).percent == 67
    assert summary.SessionsDone(0, 3).percent == 0
    assert summary.sessions_done(()).percent is None


# progress


def come(log: Log, day: int) -> summary.Progress:
    return summary.progress_of(log.until(day))


def test_indices_and_the_latest_week() -> None:
    found = come(Log().days("4/4*7 2/2*7 3/3*7 -/.*7 1/1*3"), 31)
    assert (found.index_first, found.index_latest, found.latest_week) == (4, 3, 3)
    assert found.meaningful is False
    assert come(Log().days("4/4*7 2/2*8"), 15).meaningful is True
    assert come(Log().days("4/4*7 3/2*8"), 15).index_latest == Fraction(5, 2)


def test_too_little_to_compare() -> None:
    found = come(Log().days("4/4*8"), 8)
    assert (found.index_first, found.index_latest, found.latest_week) == (4, None, None)
    assert (found.meaningful, found.recovered) == (None, False)


def test_progress_without_a_course() -> None:
    found = come(Log(assessed=None).check(1, visa_a=40), 3)
    assert (found.index_first, found.visa_first, found.meaningful) == (None, None, None)


def test_recovered_needs_even_legs() -> None:
    calm = Log().days("1/1*40")
    assert come(calm, 30).recovered
    assert not come(calm.check(20, raises_left=8, raises_right=10), 30).recovered


def test_recovered_takes_the_raises_of_an_assessment() -> None:
    assert not come(Log(raises_left=8, raises_right=10).days("1/1*40"), 30).recovered
    assert come(Log(raises_left=9, raises_right=10).days("1/1*40"), 30).recovered


@each("leg", ["raises_left", "raises_right"])
def test_the_raises_of_one_leg_say_nothing_about_recovered(leg: str) -> None:
    assert come(Log(**{leg: 1}).days("1/1*40"), 30).recovered
    assert come(Log().days("1/1*40").check(20, **{leg: 1}), 30).recovered


def test_recovered_compares_the_sore_leg_with_the_other() -> None:
    stronger = {"raises_left": 30, "raises_right": 20}
    assert come(Log(side="left").days("1/1*40").check(20, **stronger), 30).recovered
    assert not come(Log(side="both").days("1/1*40").check(20, **stronger), 30).recovered


VISAS = """
# totals, day:total   | day | first latest change | meaningful
                      | 9   | None None None      | None
  2:40                | 9   | 40 None None        | None
  2:40 30:53          | 40  | 40 53 13            | no
  2:40 30:54          | 40  | 40 54 14            | yes
  2:40 20:10 30:54    | 40  | 40 54 14            | yes
  2:40 30:54 2:41     | 40  | 41 54 13            | no     # of one date the later counts
  2:40 30:54          | 20  | 40 None None        | None
  0:10 2:40 30:54     | 40  | 40 54 14            | yes    # not before day 1
  1:40 120:47         | 140 | 40 47 7             | no
  1:40 135:47         | 140 | 40 47 7             | yes
  1:40 135:46         | 140 | 40 46 6             | no
  1:40 50:41 140:50   | 150 | 40 50 10            | yes    # judged by the week of the latest
  1:50 20:40          | 40  | 50 40 -10           | no
"""


@each(("totals", "day", "figures", "wanted"), cells(VISAS))
def test_visa(totals: str, day: str, figures: str, wanted: str) -> None:
    log = Log()
    for on, total in (pair.split(":") for pair in totals.split()):
        log.check(int(on), visa_a=int(total))
    found = come(log, int(day))
    shown = [str(score) for score in (found.visa_first, found.visa_latest, found.visa_change)]
    assert shown == figures.split()
    assert found.visa_meaningful is {"yes": True, "no": False, "None": None}[wanted]


def test_a_total_is_compared_with_those_of_its_variant() -> None:
    log = Log().check(2, visa_a=40, variant="Dutch").check(9, visa_a=50, variant="sedentary")
    assert come(log, 30).visa_change is None
    log.check(20, visa_a=60, variant="dutch")
    assert (come(log, 30).visa_first, come(log, 30).visa_change) == (40, 20)
    worse = Log().check(2, visa_a=60, variant="dutch").check(9, visa_a=50, variant="sedentary")
    assert come(worse, 30).visa_first == 50


def test_a_report_has_the_questionnaires_and_activities_of_its_course() -> None:
    log = Log().check(-40, visa_a=10).check(3, hop_pain=1, visa_a=40)
    found = summary.report(log.check(4, activities=[{"name": "a", "score": 5}]).until(9))
    assert [(one.name, one.first.values) for one in found.measures] == [
        ("visa_a", (40,)),
        ("activity", (5,)),
    ]
    assert [one.name for one in found.own] == ["a"]


def test_checks_without_a_total_say_nothing_about_visa() -> None:
    assert come(Log().check(2, hop_pain=1), 9).visa_first is None


# the report


def test_the_report_holds_what_its_parts_say_of_the_course() -> None:
    replay = Log().days("2/1*4 2/7 2/1*3").until(8)
    found = summary.report(replay)
    assert found.replay == replay
    assert found.weeks == summary.weeks(replay)
    assert found.progress == summary.progress_of(replay)
    assert found.graph == graph_days(replay.states, replay.diary)
    assert [day.date for day in found.red_days] == [date(5)]


def test_a_report_since_a_date_has_the_days_from_there_on() -> None:
    found = summary.report(Log().days("2/1*4 2/7 2/1*3").until(8))
    assert [day.date for day in found.since(date(5)).graph] == [date(day) for day in range(5, 9)]
    assert found.since(date(5)).red_days == found.red_days
    assert found.since(date(6)).red_days == ()
    assert found.since(date(6)).weeks == found.weeks


# signs                              | rows that stand | those for a doctor, soon, that hold running
HELD = """
                                     |                 |
  calf_warm                          | T31             | T31
  high_cholesterol_family            | T17             |        # does not hold running
  weak_push_off                      | T28             |        # holds it, for a physiotherapist
  high_cholesterol_family calf_warm  | T17 T31         | T31
  gap calf_warm                      | T03 T31         | T31    # blocks anyway
"""


@each(("signs", "rows", "held"), cells(HELD))
def test_running_is_held_by_rows_for_a_doctor_soon(signs: str, rows: str, held: str) -> None:
    log = Log(seen_professional=True, calf_training_per_week=1).days("1/1*3")
    if signs:
        log.flag(3, **told(signs))
    found = summary.report(log.until(3))
    assert found.replay.states[-1].rows == tuple(rows.split())
    assert found.held_by == tuple(held.split())
