"""The course that was made up to look around in."""

import datetime as dt

from achillescli import catalogue
from achillescli.core.course import Replay, replay
from achillescli.core.log.entries import Entry, parse
from achillescli.core.state import Colour, RaisesGate, Verdict
from achillescli.core.views.demo import entries

TODAY = dt.date(2026, 12, 10)
DAY_ONE = TODAY - dt.timedelta(days=83)
EARLY = dt.datetime(2026, 12, 10, 4, tzinfo=dt.UTC)
LATE = dt.datetime(2026, 12, 10, 23, tzinfo=dt.UTC)


def course(now: dt.datetime) -> tuple[list[Entry], Replay]:
    tables = entries(catalogue.demo(), now, TODAY)
    log = [parse({"id": f"e{number}", **table}) for number, table in enumerate(tables)]
    return log, replay(log, catalogue.protocol(), TODAY)


def test_it_is_twelve_weeks_of_which_the_last_day_has_its_morning() -> None:
    log, found = course(LATE)
    assert len(found.states) == 84
    assert [entry.kind for entry in log if entry.date == TODAY] == ["morning"]
    assert [entry.at for entry in log] == sorted(entry.at for entry in log if entry.at)


def test_at_any_hour_nothing_in_it_is_still_to_come() -> None:
    for now in (EARLY, LATE):
        assert max(entry.at for entry in course(now)[0] if entry.at) <= now


def test_it_shows_what_the_program_does() -> None:
    _, found = course(LATE)
    verdicts = [state.decision.verdict for state in found.states if state.decision]
    assert {*verdicts} == {Verdict.PROGRESS, Verdict.HOLD}
    assert [state.colour_yesterday for state in found.states].count(Colour.RED) == 2
    last = found.states[-1]
    assert (str(last.level), last.concentric) == ("L4.6", RaisesGate.SINGLE_LEG)
    assert last.running is not None
    assert not any(state.rows for state in found.states)


def test_a_morning_may_be_missing() -> None:
    tables = catalogue.demo()
    tables = {**tables, "days": ["- 1 1 1 1", *tables["days"][1:]]}
    first = [entry for entry in entries(tables, LATE, TODAY) if entry["date"] == DAY_ONE]
    assert [entry["kind"] for entry in first] == ["assessment", "session", "session", "evening"]
