"""The course on one page."""

from typing import Any

import pytest

from achillescli import catalogue
from achillescli.core.state import RunningStep
from achillescli.core.views.handover import Episode, Handover, Lately, OwnWords, Running, handover
from tests.kit.course_kit import Log, cells, date, told
from tests.kit.each import each

PROTOCOL = catalogue.protocol()
SEEN: dict[str, Any] = {"seen_professional": True, "calf_training_per_week": 1}


def page(log: Log, day: int, weeks: int = 12) -> Handover:
    return handover(log.until(day), log.entries, weeks)


def test_the_steps_down_are_those_of_the_weeks_shown() -> None:
    log = Log().days("4/3*14 1/1*90")
    (down,) = page(log, 30).steps_down
    assert (down.date, str(down.step.before), down.step.rule) == (date(15), "L3", "W1")
    assert page(log, 104).steps_down == ()


def test_before_day_1_there_is_only_who_and_what() -> None:
    found = page(Log(numbness=True), 3)
    assert (found.fortnights, found.graph, found.red_days) == ((), (), ())
    assert (found.lately, found.sport, found.trust) == (None, None, None)
    assert [period.row for period in found.signs.periods] == ["T15"]
    assert [measure.name for measure in found.tests] == ["start_test_pain"]
    assert found.day_number(date(1)) == 1


def test_days_are_counted_from_day_1() -> None:
    found = page(Log(numbness=True).cleared(3, "doctor", "T15").days("1/1*5"), 5)
    assert (found.day_number(date(3)), found.day_number(date(1))) == (1, -1)


EPISODES = """
  achilles_last_12m=yes                        | again
  achilles_last_12m=no                         | first
                                               | unknown
  achilles_last_12m=no previous_episode_end=90 | again_since
"""


@each(("answers", "wanted"), cells(EPISODES))
def test_whether_it_is_the_first_time(answers: str, wanted: str) -> None:
    assert page(Log(**told(answers)), 1).episode is Episode(wanted)


def test_how_long_the_complaint_is_there() -> None:
    assert [page(Log(onset=60), day).complaint_weeks for day in (1, 4)] == [8, 9]


def test_the_last_fourteen_days() -> None:
    log = Log(**SEEN).days("9/1 2/1*4 2/7k 2/1'*4 3/1*7")
    assert page(log, 16).lately == Lately(
        last=date(15), days=14, done=24, given=28, morning_worst=3, reds=1, painkillers=1
    )
    assert page(log, 1).lately == Lately(
        last=None, days=0, done=0, given=0, morning_worst=9, reds=0, painkillers=0
    )


def test_painkillers_of_the_weeks_that_are_shown() -> None:
    log = Log(**SEEN).days("1/1k 1/1*28 1/1k 1/1").on(30, "painkiller")
    assert page(log, 31).painkillers == (date(1), date(30))
    assert page(log, 31, weeks=2).painkillers == (date(30),)


def test_sessions_of_days_that_were_blocked_from_the_day_before() -> None:
    log = Log(**SEEN).days("1/1*6").flag(3, calf_swollen=True).cleared(5, "doctor", "T04")
    assert page(log, 4).trained_blocked == (date(4),)
    assert page(log, 6).trained_blocked == (date(4),)
    assert page(Log(**SEEN).days("1/1*6"), 6).trained_blocked == ()


def test_red_days_of_the_weeks_that_are_shown() -> None:
    log = Log(**SEEN).days("1/7 1/1*28 1/7 1/1*3")
    assert [told.day.date for told in page(log, 32).red_days] == [date(1), date(30)]
    (told,) = page(log, 32, weeks=2).red_days
    assert (told.day.date, told.why.key, told.load_days) == (date(30), "C1.pain", 1)
    assert page(log, 32).red_days[0].load_days is None


def test_sessions_are_counted_once_and_the_same_in_every_part() -> None:
    log = Log(**SEEN).days("2/1*5 2/1'*3 2/.*2 2/1*4")
    log.on(1, "pause", **{"from": date(9), "until": date(10)}, reason="travel")
    found = page(log, 14)
    (row,) = found.fortnights
    assert (row.done, row.given) == (found.lately.done, found.lately.given) == (19, 22)
    assert found.trust.sessions == (19, 22)


def test_the_heel_drops_of_a_day() -> None:
    assert page(Log(**SEEN).days("2/1*9"), 9).heel_drops == 90


@pytest.mark.parametrize(("day", "stopped"), [("2/6'", True), ("2/5'", False)])
def test_what_is_left_of_a_day_is_left_out_or_not(day: str, stopped: bool) -> None:
    assert page(Log(**SEEN).days(f"2/1*8 {day}"), 9).stopped is stopped


def test_runs_of_the_last_four_weeks() -> None:
    log = Log(**SEEN).days("1/1*40")
    log.run(10, 90).run(15, 20, km=3, pain=2).run(24, 20, km=4, after=4).run(36, 10)
    log.on(23, "activity", activity="cycling", minutes=45)
    log.on(25, "activity", activity="cycling", minutes=45)
    sport = page(log, 36).sport
    assert (sport.weeks, sport.runs) == (4, ((3, 1), (4, 1), (5, 0), (6, 1)))
    assert (sport.longest.date, sport.pain_worst) == (date(24), 4)
    assert sport.others == (("cycling", 2),)


def test_a_course_of_a_week_without_a_run() -> None:
    sport = page(Log(**SEEN).days("1/1*3"), 3).sport
    assert sport == (1, ((1, 0),), (0, 0), None, None, (), None)


def runner(**answers: Any) -> Log:
    """Return a course in which running is allowed from day 21 on."""
    log = Log(**{**SEEN, **answers}).days("1/1d0*40")
    return log.check(21, hop_pain=0, walk_pain=0, raises_left=30, raises_right=30)


STEPS = """
# last run | first step | next step of how many
  5        | RC1        | 1 6
  -        | RW1        | 1 7
"""


@each(("last_run", "begun", "place"), cells(STEPS))
def test_since_when_running_is_allowed_and_which_step_is_next(
    last_run: str, begun: str, place: str
) -> None:
    log = runner(**({} if last_run == "-" else {"last_run": date(-int(last_run))}))
    found = page(log, 22)
    running, step = found.sport.running, found.replay.states[-1].running
    assert running == (date(21), begun)
    assert running.place(step, PROTOCOL) == tuple(map(int, place.split()))
    assert page(log, 20).sport.running is None


def test_a_step_that_both_paths_have_has_the_number_of_its_own() -> None:
    assert [
        Running(date(1), RunningStep(begun)).place(RunningStep("RC4"), PROTOCOL)
        for begun in ("RC1", "RW1")
    ] == [(4, 6), (5, 7)]


OUTSIDE = """
# runs on days | not allowed of all
  21           | 0 1
  21 22        | 1 2               # the day after a run, too soon
  20           | 1 1               # not open yet
  22 23        | 1 2
  22 25        | 0 2
"""


@each(("days", "wanted"), cells(OUTSIDE))
def test_runs_on_dates_that_the_programme_did_not_allow(days: str, wanted: str) -> None:
    log = runner()
    for day in map(int, days.split()):
        log.run(day, 5, pain=0)
    assert page(log, 26).sport.outside == tuple(map(int, wanted.split()))


def test_questions_and_notes_are_told_apart() -> None:
    log = Log(**SEEN).days("1/1*3").on(2, "note", text="May I run?", for_physio=True)
    log.on(2, "note", text="A long day").on(3, "morning", pain=1, note="slept badly")
    log.on(3, "note", text="And hop?", for_physio=True, note="after the course")
    found = page(log, 3)
    assert found.questions == (OwnWords(date(2), "May I run?"), OwnWords(date(3), "And hop?"))
    assert [words.text for words in found.notes] == [
        "A long day",
        "slept badly",
        "after the course",
    ]


def test_words_of_weeks_that_are_not_shown_stay_out() -> None:
    log = Log(**SEEN).days("1/1*30").on(2, "note", text="May I run?", for_physio=True)
    log.on(2, "note", text="A long day")
    assert page(log, 30, weeks=2)[-2:] == ((), ())
