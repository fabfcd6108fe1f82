"""Whom the rules hold back, and whom they must not: falls, scatter, being stuck, the check-in."""

import pytest

from achillescli.core.state import Adaptation, Colour
from tests.kit.course_kit import Log

PROFESSIONAL = {"seen_professional": True, "calf_training_per_week": 1}


def asked(log: Log, weeks: int) -> Log:
    """Return the log with a check-in on the first day of every week."""
    for week in range(weeks):
        log.on(7 * week + 1, "checkin")
    return log


def level(log: Log, day: int) -> str:
    return str(log.day(day).level)


@pytest.mark.hazard("H8", "H59")
@pytest.mark.parametrize("sign", ["fall_risk", "pregnant"])
def test_no_backpack_while_a_fall_would_do_more_harm(sign: str) -> None:
    calm = asked(Log(**PROFESSIONAL).days("1/1*42"), 6)
    careful = asked(Log(**PROFESSIONAL, **{sign: True}).days("1/1*42"), 6)
    assert level(calm, 36).startswith("L4")
    assert {str(state.level) for state in careful.states(42)} == {"L3"}
    assert all(state.load_kg == 0 for state in careful.states(42))
    seen = careful.copy().cleared(20, "physio")
    assert level(seen, 36).startswith("L4")


@pytest.mark.hazard("H60")
def test_scatter_around_a_sore_but_steady_morning_is_no_flare() -> None:
    log = asked(Log(morning_pain=6, **PROFESSIONAL).days("6/2 7/1 5/2 6/1 7/2 6/2 6/1 " * 2), 2)
    states = log.states(15)
    assert Colour.RED not in {state.colour_yesterday for state in states}
    assert {state.adaptation for state in states} == {None}


@pytest.mark.hazard("H60")
def test_a_morning_far_above_the_steady_ones_is_red() -> None:
    log = asked(Log(morning_pain=6, **PROFESSIONAL).days("6/2*7 8/2"), 2)
    assert log.day(8).colour_yesterday is Colour.RED


@pytest.mark.hazard("H61")
def test_red_days_alone_never_take_the_load_for_three_days_in_a_row() -> None:
    log = asked(Log(**PROFESSIONAL).days("3/7*21"), 3)
    rests = [state.adaptation is Adaptation.D2 for state in log.states(21)]
    runs = "".join("x" if rest else " " for rest in rests).split()
    assert runs
    assert max(map(len, runs)) == 2


@pytest.mark.hazard("H61")
def test_one_calm_session_on_five_days_a_week_reaches_the_top() -> None:
    log = asked(Log(**PROFESSIONAL).days("1/1'*5 1/.*2 " * 14), 14)
    top = log.day(98).level
    assert str(top) == "L4.8"


@pytest.mark.hazard("H61", "H36")
def test_eight_weeks_without_a_step_send_to_a_physiotherapist() -> None:
    first, later = "4/2*2 4/3*3 4/2*2 ", "2/2*2 2/3*3 2/2*2 " * 8
    log = asked(Log(start=4, **PROFESSIONAL).days(first + later), 9)
    assert "T32" not in log.standing(56)
    assert "T32" in log.standing(57)
    assert not log.until(57).standing.blocked


@pytest.mark.hazard("H25", "H61")
def test_painkillers_on_fourteen_of_twenty_one_days_send_to_a_doctor() -> None:
    log = asked(Log(**PROFESSIONAL).days("1/1k*13 1/1*1 1/1k*1"), 3)
    assert "T33" not in log.standing(14)
    assert "T33" in log.standing(16)


@pytest.mark.hazard("H62", "H9")
def test_an_old_check_in_holds_steps_and_gates_and_never_the_workout() -> None:
    asking, silent = (Log(**PROFESSIONAL).days("1/0d0*49") for _ in range(2))
    asked(asking, 7)
    silent.entries = [entry for entry in silent.entries if entry.kind != "checkin"]
    assert (level(asking, 49), level(silent, 49)) == ("L4.5", "L4.1")
    assert (asking.day(49).concentric, silent.day(49).concentric) == ("two_leg", "closed")
    assert silent.day(49).checkin_due
    assert silent.day(49).sessions
    assert not any(state.blocked for state in silent.states(49))


@pytest.mark.hazard("H10")
@pytest.mark.parametrize(("sign", "row"), [("weak_push_off", "T28"), ("calf_warm", "T31")])
def test_a_sign_that_waits_for_an_examination_holds_the_step(sign: str, row: str) -> None:
    log = asked(Log(**PROFESSIONAL).days("1/1*42"), 6).flag(16, **{sign: True})
    assert row in log.standing(42)
    assert level(log, 42) == level(log, 16)
    assert level(log.copy().cleared(24, "doctor"), 42) != level(log, 16)


@pytest.mark.hazard("H11")
def test_an_infection_lasts_until_a_doctor_agrees() -> None:
    log = Log(**PROFESSIONAL).flag(2, fever=True, wound=True).flag(5, fever=False, wound=False)
    assert log.standing(9) == ("T05",)
    assert log.copy().cleared(9, "physio").standing(9) == ("T05",)
    assert log.copy().cleared(9, "doctor").standing(9) == ()


@pytest.mark.hazard("H35")
def test_both_sides_that_nobody_has_seen_are_sent_to_a_physiotherapist() -> None:
    assert Log(side="both", seen_professional=False).standing(1) == ("T35",)
    assert Log(side="both", seen_professional=True).standing(1) == ()


@pytest.mark.hazard("H61")
def test_many_days_without_loading_send_to_a_doctor() -> None:
    states = Log(morning_pain=4, **PROFESSIONAL).days("3/7*20").states(21)
    assert "T34" not in states[4].rows
    assert "T34" in states[-1].rows


@pytest.mark.hazard("H62")
def test_nothing_new_at_a_check_in_takes_no_sign_back() -> None:
    log = Log(**PROFESSIONAL).days("1/1*9").flag(10, calf_swollen=True).on(11, "checkin")
    assert log.standing(12) == ("T04",)


@pytest.mark.hazard("H63")
@pytest.mark.parametrize("sign", ["breathless", "chest_pain", "night_pain", "numbness"])
def test_a_sign_that_is_cleared_within_two_days_costs_no_step(sign: str) -> None:
    silent = Log(**PROFESSIONAL).days("1/1*40")
    honest = silent.copy().flag(24, **{sign: True}).cleared(25, "doctor")
    assert honest.day(24).blocked
    assert not honest.day(25).blocked
    assert honest.levels(28) == silent.levels(28)


@pytest.mark.hazard("H63")
def test_a_block_of_three_dates_costs_one_step() -> None:
    silent = Log(**PROFESSIONAL).days("1/1*40")
    honest = silent.copy().flag(24, numbness=True).cleared(27, "doctor")
    assert (level(silent, 27), level(honest, 27)) == ("L4.2", "L4.1")
