"""The course on one page."""

from achillescli.core.views.handover import Episode, Lately, OwnWords, handover
from tests.kit.course_kit import Log, cells, date, told
from tests.kit.each import each

SEEN = {"seen_professional": True, "calf_training_per_week": 1}


def page(log, day, weeks=12):
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
def test_whether_it_is_the_first_time(answers, wanted) -> None:
    assert page(Log(**told(answers)), 1).episode is Episode(wanted)


def test_how_long_the_complaint_is_there() -> None:
    assert [page(Log(onset=60), day).complaint_weeks for day in (1, 4)] == [8, 9]


def test_the_last_fourteen_days() -> None:
    log = Log(**SEEN).days("9/1 2/1*4 2/7k 2/1'*4 3/1*7")
    assert page(log, 16).lately == Lately(
        days=14, done=24, given=28, morning_worst=3, reds=1, painkillers=1
    )
    assert page(log, 1).lately == Lately(
        days=0, done=0, given=0, morning_worst=9, reds=0, painkillers=0
    )


def test_painkillers_of_the_weeks_that_are_shown() -> None:
    log = Log(**SEEN).days("1/1k 1/1*28 1/1k 1/1").on(30, "painkiller")
    assert page(log, 31).painkillers == (date(1), date(30))
    assert page(log, 31, weeks=2).painkillers == (date(30),)


def test_red_days_of_the_weeks_that_are_shown() -> None:
    log = Log(**SEEN).days("1/7 1/1*28 1/7 1/1*3")
    assert [day.date for day in page(log, 32).red_days] == [date(1), date(30)]
    assert [day.date for day in page(log, 32, weeks=2).red_days] == [date(30)]


def test_runs_of_the_last_four_weeks() -> None:
    log = Log(**SEEN).days("1/1*40")
    log.run(10, 90).run(15, 20, km=3, pain=2).run(24, 20, km=4, after=4).run(36, 10)
    log.on(23, "activity", activity="cycling", minutes=45)
    log.on(25, "activity", activity="cycling", minutes=45)
    sport = page(log, 36).sport
    assert (sport.weeks, sport.runs) == (4, (1, 1, 0, 1))
    assert (sport.longest.date, sport.pain_worst) == (date(24), 4)
    assert sport.others == (("cycling", 2),)


def test_a_course_of_a_week_without_a_run() -> None:
    sport = page(Log(**SEEN).days("1/1*3"), 3).sport
    assert sport == (1, (0,), None, None, ())


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
