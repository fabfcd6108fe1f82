"""The gate to concentric work."""

import pytest

from achillescli.core.state import State
from tests.kit.course_kit import Log, cells, unmet

# concentric work

OPENS = """
# days 1 to 42                | start | opens on day 43 | what is missing
  0/0*42                      | 1     | two_leg |
  0/0*35 0/0*5 0/.*2          | 1     | two_leg |                           # 5 days with a session
  0/0*35 0/0*4 0/.*3          | 1     | closed  | G1.sessions
  0/0*35 0/0'*5 0/.*2         | 1     | two_leg |                           # one session is enough
  0/1*42                      | 1     | two_leg |                           # a 1 counts as none
  0/0*41 0/2                  | 1     | closed  | G1.pain_free G1.after
  0/0*35 0/2 0/0*6            | 1     | closed  | G1.pain_free G1.after
  0/0*34 0/2 0/0*7            | 1     | two_leg |                           # eight days back
  0/0*41 0/2+1                | 1     | closed  | G1.pain_free
  0/0*41 0/?                  | 1     | closed  | G1.pain_known
  0/0*41 0/0+1                | 1     | two_leg |
  0/0*41 0/0+2                | 1     | closed  | G1.after
  0/0*35 0/0+2 0/0*6          | 1     | closed  | G1.after
  0/0*34 0/0+2 0/0*7          | 1     | two_leg |
  0/0*41 0/0k                 | 1     | closed  | G1.painkiller
  0/0*41 0/.k                 | 1     | closed  | G1.painkiller
  0/0*35 0/0k 0/0*6           | 1     | closed  | G1.painkiller
  0/0*34 0/0k 0/0*7           | 1     | two_leg |
  -/0*42                      | 1     | two_leg |                           # L3 all along
  -/0*42                      | 4     | closed  | G1.level G1.closed_until  # L2 all along
  0/0*34 0/6 0/0*7            | 1     | two_leg |                           # RED on day 35: closed to 42
  0/0*35 0/6 0/0*6            | 1     | closed  | G1.pain_free G1.after G1.closed_until
"""


@pytest.mark.hazard("H27")
@pytest.mark.parametrize(("pattern", "start", "wanted", "missing"), cells(OPENS))
def test_concentric_opens(pattern: str, start: str, wanted: str, missing: str) -> None:
    log = Log(start=int(start)).days(pattern)
    state = log.day(43)
    assert state.concentric == wanted
    assert unmet(state.concentric_findings) == set(missing.split())
    assert log.day(42).concentric == "closed"


def test_concentric_work_waits_for_day_43() -> None:
    found = [state.concentric for state in Log().days("0/0*44").states(44)]
    assert found == ["closed"] * 42 + ["two_leg"] * 2
    assert unmet(Log().days("0/0*42").day(42).concentric_findings) == {"G1.day"}


def test_pain_of_an_activity_counts_on_a_day_without_a_session() -> None:
    log = Log().days("0/0*41 0/.").on(42, "activity", activity="walking", minutes=20, pain=2)
    assert unmet(log.day(43).concentric_findings) == {"G1.pain_free", "G1.after"}


def test_every_session_has_a_score_completed_or_not() -> None:
    log = Log().days("0/0*42").on(40, "session", slot="am", completed=False)
    assert unmet(log.day(43).concentric_findings) == {"G1.pain_known"}


@pytest.mark.parametrize(("ago", "missing"), [(14, set()), (15, {"G1.checkin"})])
def test_a_stale_check_in_keeps_it_closed(ago: int, missing: set[str]) -> None:
    log = Log().days("0/0*42")
    log.entries = [entry for entry in log.entries if entry.kind != "checkin"]
    log.on(43 - ago, "checkin")
    state = log.day(43)
    assert (state.concentric == "closed", unmet(state.reasons["concentric"].findings)) == (
        bool(missing),
        missing,
    )


def test_a_stale_check_in_leaves_it_open() -> None:
    log = Log().days("0/0*60")
    log.entries = [e for e in log.entries if e.kind != "checkin" or e.date < log.entries[0].date]
    log.on(42, "checkin")
    assert [log.day(day).concentric for day in (43, 57, 60)] == [
        "two_leg",
        "single_leg",
        "single_leg",
    ]


SINGLE = """
# days 43 and on              | the first day on one leg
  0/0*20                      | 50
  0/0k 0/0*20                 | 51     # AMBER on the day of the opening
  0/0*3 0/0k 0/0*20           | 54
  0/0*6 0/0k 0/0*20           | 57
  0/0*7 0/0k 0/0*20           | 50     # it stays
  0/0*3 0/. 0/0*20            | 54     # GREY
  0/0*3 0/4 0/0*20            | 54     # it stays open, but anew
  0/0*3 0/6 0/0*20            | 61     # RED on day 46: closed to 53, open on 54
"""


@pytest.mark.parametrize(("pattern", "first"), cells(SINGLE))
def test_one_leg_after_seven_green_days(pattern: str, first: str) -> None:
    states = Log().days("0/0*42").days(pattern).states(62)
    single = [state.day for state in states if state.concentric == "single_leg"]
    assert single == list(range(int(first), 63))


CLOSES = """
# days 43 and on              | closed on
  0/0*5 0/6 0/0*20            | 49-55                 # RED on day 48
  0/0*5 0/6 0/6 0/0*20        | 49-56                 # and W1 on day 50: each counts anew
  0/0*5 0/5 0/0*20            |                       # AMBER
  0/0*5 0/6 0/0*6 0/2 0/0*20  | 49-62                 # closed, and then not pain-free
"""


def closed(states: tuple[State, ...]) -> str:
    days = [state.day for state in states if state.day >= 43 and state.concentric == "closed"]
    return f"{days[0]}-{days[-1]}" if days else ""


@pytest.mark.hazard("H27")
@pytest.mark.parametrize(("pattern", "wanted"), cells(CLOSES))
def test_concentric_closes(pattern: str, wanted: str) -> None:
    states = Log().days("0/0*42").days(pattern).states(66)
    assert closed(states) == wanted


def test_it_closes_with_a_break_and_opens_with_two_legs() -> None:
    states = Log().days("0/0*55 0/.*7 0/0*20").states(82)
    assert states[61].concentric == "single_leg"
    assert states[62].break_rule == "W6"
    assert closed(states) == "63-69"
    assert states[69].concentric == "two_leg"


def test_it_closes_with_a_step_down_at_the_floor_too() -> None:
    log = Log(start=6).days("-/0*42 -/.*7")
    assert unmet(log.day(43).concentric_findings) == {"G1.level", "G1.closed_until"}


def test_it_closes_below_body_weight() -> None:
    states = Log().days("0/0*50 -/0*40").flag(55, gap=True).cleared(56, "doctor", "T03").states(85)
    assert (states[54].concentric, states[55].break_rule) == ("single_leg", "W7")
    assert {state.concentric for state in states[55:]} == {"closed"}


def test_its_work_rests_while_blocked_and_it_opens_all_the_same() -> None:
    states = Log().days("0/0*60").flag(42, numbness=True).states(44)
    assert [state.concentric for state in states[41:]] == ["closed", "two_leg", "two_leg"]
    assert states[43].sessions == ()


# maintenance


def maintained(pattern: str) -> Log:
    """Return a log with a meaningful change by day 85, its gate closed by a little pain."""
    return Log().days("4/4*7 0/2*77").days(pattern)


WEEK = "0/0 0/. 0/0 0/. 0/0 0/.*2 "


def test_maintenance_looks_back_two_weeks_and_asks_for_three_green_days() -> None:
    states = maintained(WEEK * 4).states(106)
    assert {state.phase for state in states[84:]} == {"MAINTAIN"}
    found = [str(state.concentric) for state in states]
    assert (found.index("two_leg") + 1, found.index("single_leg") + 1) == (99, 104)


def test_four_days_in_two_weeks_are_too_few_in_maintenance() -> None:
    log = maintained("0/0 0/. 0/0 0/.*4 " * 3)
    assert unmet(log.day(99).concentric_findings) == {"G1.sessions"}


@pytest.mark.hazard("H28")
@pytest.mark.parametrize(("third", "wanted"), [("0/3", 109), ("0/0k", None)])
def test_another_colour_between_begins_the_count_of_green_days_anew(
    third: str, wanted: int | None
) -> None:
    states = maintained(WEEK * 2 + f"0/0 0/. {third} 0/. 0/0 0/.*2 " + WEEK * 2).states(111)
    single = (state.day for state in states if state.concentric == "single_leg")
    assert next(single, None) == wanted


@pytest.mark.hazard("H28")
def test_only_the_latest_three_green_days_count() -> None:
    found = Log().days("0/0*4 -/0 " * 18).states(88)
    assert found[84].phase == "MAINTAIN"
    assert found[84].colour_yesterday == "AMBER"
    assert [state.concentric for state in found[84:]] == ["two_leg"] * 3 + ["single_leg"]
