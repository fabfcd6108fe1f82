"""What the rules give if every day from now on stays green."""

from achillescli.core.log.values import table
from achillescli.core.state import Colour, State
from achillescli.core.views import forecast
from tests.kit.course_kit import PROTOCOL, Log, date


def ahead(log: Log, today: int, until: int) -> tuple[State, ...]:
    return forecast.ahead(log.corrected, PROTOCOL, date(today), date(until))


def test_it_begins_tomorrow_and_ends_on_the_asked_day() -> None:
    found = ahead(Log().days("1/1*9"), 9, 20)
    assert [state.day for state in found] == list(range(10, 21))


def test_every_day_is_green_and_today_too() -> None:
    found = ahead(Log().days("1/1*9").on(10, "morning", pain=1), 10, 30)
    assert {state.colour_yesterday for state in found} == {Colour.GREEN}
    assert not any(state.adaptation for state in found)


def test_the_ideal_run_from_day_1() -> None:
    found = ahead(Log(), 1, 84)
    assert [str(state.level) for state in found if state.day % 7 == 1] == [
        *("L3", "L4.1", "L4.2", "L4.3", "L4.4", "L4.5", "L4.6", "L4.7", "L4.8", "L4.8", "L4.8")
    ]
    assert next(state.day for state in found if state.concentric == "two_leg") == 43
    assert next(state.day for state in found if state.running) == 8


def test_nothing_is_foreseen_without_a_course_or_while_blocked() -> None:
    assert ahead(Log(assessed=None), 3, 20) == ()
    assert ahead(Log().flag(3, gap=True), 3, 20) == ()
    assert ahead(Log(), 5, 4) == ()


def test_what_was_logged_today_stays() -> None:
    log = Log().days("1/1*9").on(10, "morning", pain=1)
    log.on(10, "session", slot="am", pain=6).on(10, "evening", daily_pain=4)
    tomorrow = ahead(log, 10, 11)[0]
    assert (tomorrow.colour_yesterday, tomorrow.adaptation) == (Colour.RED, "D1")


def test_what_today_still_misses_is_imagined() -> None:
    log = Log().days("1/1*9").on(10, "session", slot="am", pain=1)
    found = ahead(log, 10, 18)
    assert found[0].colour_yesterday is Colour.GREEN
    assert [state.decision.verdict for state in found if state.decision] == ["PROGRESS"]


def test_a_check_of_today_is_not_bettered() -> None:
    log = Log(last_run=9).days("1/1d1*7").check(8, hop_pain=9, walk_pain=0)
    assert log.day(8).running is None
    log.check(8, raises_left=30, raises_right=30)
    assert ahead(log, 8, 9)[0].running == "RC1"


def test_later_entries_are_not_seen() -> None:
    log = Log().days("1/1*9").flag(12, gap=True)
    assert not any(state.blocked for state in ahead(log, 9, 20))


def test_a_morning_of_today_is_kept() -> None:
    log = Log().days("1/1*9").on(10, "morning", pain=4)
    state = ahead(log, 10, 11)[0]
    assert log.day(10).colour_yesterday is Colour.RED
    assert state.colour_yesterday is Colour.GREEN


def test_daily_pain_keeps_the_gate_closed_for_a_week() -> None:
    log = Log(last_run=9).days("1/1d1*8 1/1d3")
    found = ahead(log, 10, 20)
    assert next(state.day for state in found if state.running) == 17


def test_a_foreseen_day_is_free_of_pain() -> None:
    scores = ("pain", "after", "daily_pain", "hop_pain", "walk_pain")
    foreseen = [table(entry) for entry in forecast._green(date(1))]
    found = [(name, table[name]) for table in foreseen for name in scores if name in table]
    assert len(found) == 9
    assert {score for _, score in found} == {0}
    assert {state.symptom_stage for state in ahead(Log(), 10, 20)[6:]} == {0}
