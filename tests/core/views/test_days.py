"""A course as one line a date."""

import datetime as dt

from achillescli.core.state import Colour
from achillescli.core.views import days
from tests.kit.course_kit import Log, date


def line(log: Log, day: int, until: int) -> days.Line:
    return list(days.lines(log.until(until)))[day - 1]


def test_there_is_one_line_a_date() -> None:
    found = list(days.lines(Log().days("2/1*9").until(9)))
    assert [one.state.date for one in found] == [date(day) for day in range(1, 10)]
    assert [one.state.day for one in found] == list(range(1, 10))


def test_the_colour_is_that_of_the_date_itself() -> None:
    log = Log(start=1).days("2/1 2/7 2/1")
    assert (line(log, 1, 3).colour, line(log, 1, 3).colour_rule) == (Colour.GREEN, "C5")
    assert (line(log, 2, 3).colour, line(log, 2, 3).colour_rule) == (Colour.RED, "C1")


def test_the_colour_of_the_last_date_is_not_known_yet() -> None:
    found = line(Log().days("2/1*3"), 3, 3)
    assert (found.colour, found.colour_rule) == (None, None)


def test_what_was_done_stands_beside_what_was_prescribed() -> None:
    found = line(Log().days("2/1 2/1' 2/."), 2, 3)
    assert (found.prescribed, found.done) == (2, 1)
    assert line(Log().days("2/1 2/."), 2, 2).done == 0


def test_the_record_of_the_date_stands_on_its_line() -> None:
    found = line(Log().days("2/1 3/4'k"), 2, 2)
    assert (found.day.m, found.day.p, found.day.s, found.day.painkiller) == (3, 4, 1, True)


def test_the_minutes_of_a_date_are_those_of_all_its_runs() -> None:
    log = Log().days("2/1*3").run(2, 10).run(2, 5.5)
    assert line(log, 2, 3).run_minutes == 15.5
    assert line(log, 1, 3).run_minutes is None
    assert line(Log().days("2/1").run(1, 0), 1, 1).run_minutes == 0


def test_a_pause_covers_its_first_and_last_date() -> None:
    pause = {"from": date(2), "until": date(4), "reason": "ill"}
    log = Log().days("2/1*6").on(5, "pause", **pause)
    paused = [one.state.date for one in days.lines(log.until(6)) if one.paused]
    assert paused == [date(2) + dt.timedelta(days=ahead) for ahead in range(3)]


def test_without_a_course_there_is_no_line() -> None:
    assert list(days.lines(Log(assessed=None).until(3))) == []
