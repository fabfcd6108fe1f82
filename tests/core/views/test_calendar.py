"""The dates of the next two weeks: days off, rests and pauses have no session."""

import datetime as dt

from achillescli.core.views.calendar import DAYS, CalendarPart, calendar_parts
from tests.kit.course_kit import PROTOCOL, Log, date


def of(log: Log, day: int) -> dict[str, CalendarPart]:
    return {one.part: one for one in calendar_parts(log.until(day), PROTOCOL)}


def days(first: int, last: int) -> tuple[dt.date, ...]:
    return tuple(date(day) for day in range(first, last + 1))


def test_every_part_of_the_day_has_its_dates() -> None:
    parts = of(Log().days("1/1*4"), 5)
    assert list(parts) == ["morning", "am", "pm"]
    assert {one.dates for one in parts.values()} == {days(5, 5 + DAYS - 1)}
    assert parts["am"].exercises == ("heel-drop-straight",)
    assert parts["pm"].exercises == ("heel-drop-bent",)


def test_a_pause_has_nothing() -> None:
    pause = {"since": date(8), "until": date(10), "reason": "travel"}
    parts = of(Log().days("1/1*4").on(5, "pause", **{"from": pause.pop("since")}, **pause), 5)
    assert {one.dates for one in parts.values()} == {(*days(5, 7), *days(11, 18))}


def test_a_rest_has_no_session_and_a_morning() -> None:
    parts = of(Log().days("1/1*4 9/1"), 5)
    assert parts["morning"].dates[0] == date(5)
    assert parts["am"].dates[0] > date(5)


def test_days_off_in_maintenance_have_no_session() -> None:
    parts = of(Log().days("0/0d0*90"), 91)
    assert len(parts["morning"].dates) == DAYS
    gaps = {(b - a).days for a, b in zip(parts["am"].dates, parts["am"].dates[1:], strict=False)}
    assert gaps == {2, 3}
    assert parts["am"].dates[-1] - date(91) < dt.timedelta(DAYS)


def test_a_warning_sign_leaves_nothing() -> None:
    assert of(Log().days("1/1*4").flag(5, snap=True), 5) == {}
