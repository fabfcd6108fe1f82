"""The warning signs of a whole log."""

from typing import Any

import pytest

from achillescli.core.assessment.triage import DATED
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.views.sign_history import GROUPS, SignHistory, sign_history
from tests.kit.course_kit import CALM, Log, cells, date, told
from tests.kit.each import each

SEEN: dict[str, Any] = {"seen_professional": True, "calf_training_per_week": 1}


def history(log: Log, day: int) -> SignHistory:
    return sign_history(log.until(day))


def test_without_a_yes_there_is_no_period() -> None:
    found = history(Log(**SEEN).days("2/1*8"), 8)
    assert (found.periods, found.others, found.none_ever) == ((), (), True)
    assert found.asked == (date(1), date(7))
    assert found.unasked == ()


def test_an_empty_log_has_no_signs() -> None:
    found = history(Log(assessed=None), 3)
    assert (found.periods, found.asked, found.medicines) == ((), (), {})
    assert found.unasked == RED_FLAGS


# signs of day 3            | cleared on, by, row  | row, since, until, by
PERIODS = """
  numbness                  |                      | T15 3 - None
  numbness                  | 6 doctor T15         | T15 3 6 doctor
  numbness                  | 6 physio T15         | T15 3 6 physio
  calf_swollen              | 6 physio T04         | T04 3 - None       # a doctor's alone
  snap weak_push_off        | 6 doctor T02         | T02 3 6 doctor
  calf_swollen              | 6 doctor T31         | T04 3 - None       # does not cover it
  chest_pain breathless     | 6 doctor T01         | T01 3 6 doctor
  pregnant                  | 6 physio T38         | T38 3 6 physio
"""


@each(("signs", "cleared", "wanted"), cells(PERIODS))
def test_a_sign_says_what_it_opened_and_who_cleared_it(
    signs: str, cleared: str, wanted: str
) -> None:
    log = Log(**SEEN).days("2/1*9").flag(3, **told(signs))
    if cleared:
        on, by, row = cleared.split()
        log.cleared(int(on), by, row)
    row, since, until, by = wanted.split()
    (period,) = history(log, 9).periods
    assert (period.row, period.since, f"{period.by}") == (row, date(int(since)), by)
    assert period.until == (None if until == "-" else date(int(until)))
    assert {finding.values["sign"] for finding in period.findings} == set(told(signs))
    assert not history(log, 9).none_ever


def test_a_row_that_another_covers_is_cleared_with_it() -> None:
    log = Log(**SEEN).days("2/1*9").flag(3, snap=True).flag(4, weak_push_off=True)
    log.cleared(6, "doctor", "T02")
    found = [(p.row, p.since, p.until, p.by) for p in history(log, 9).periods]
    assert found == [
        ("T26", date(3), date(4), None),
        ("T02", date(4), date(6), "doctor"),
    ]


def test_what_a_later_no_closes_was_cleared_by_nobody() -> None:
    log = Log(**SEEN).days("2/1*9").flag(3, hot_red_tendon=True).flag(5, hot_red_tendon=False)
    (period,) = history(log, 9).periods
    assert (period.row, period.until, period.by) == ("T30", date(5), None)


def test_a_row_may_open_twice() -> None:
    log = Log(**SEEN).days("2/1*9").flag(2, numbness=True).cleared(4, "doctor", "T15")
    log.flag(6, numbness=True)
    assert [(p.since, p.until) for p in history(log, 9).periods] == [
        (date(2), date(4)),
        (date(6), None),
    ]


def test_scores_that_forbid_loading_are_told_and_milder_ones_are_not() -> None:
    found = history(Log(**SEEN).days("2/1*3 8/1 8/1 2/1*3"), 8)
    assert [(p.row, p.since, p.until) for p in found.periods] == [("T29", date(5), date(8))]
    assert found.none_ever
    assert history(Log(seen_professional=False).days("2/1*3"), 3).periods == ()


def test_a_sign_without_a_row_is_told_with_its_dates() -> None:
    log = Log(**SEEN).days("2/1*9").flag(3, fever=True).flag(4, fever=False).flag(6, fever=True)
    (other,) = history(log, 9).others
    assert other == ("fever", (date(3), date(6)))
    assert not history(log, 9).none_ever


def test_what_was_cleared_on_its_own_date_is_told_too() -> None:
    log = Log(**SEEN).days("2/1*5").flag(3, numbness=True).cleared(3, "doctor", "T15")
    found = history(log, 5)
    assert (found.periods, found.others) == ((), (("numbness", (date(3),)),))


def test_a_yes_while_its_row_is_open_is_told_once() -> None:
    log = Log(**SEEN).days("2/1*5").flag(3, numbness=True).flag(4, pinpoint_bone_pain=True)
    found = history(log, 5)
    assert [period.row for period in found.periods] == ["T15"]
    assert found.others == ()


MEDICINES = """
# answers, day:days ago or yes, no | latest
  1:no                             | -
  1:no 4:20                        | -16
  4:20 5:no                        | -16       # a no does not take it back
  4:20 5:30                        | -16       # the latest date, not the latest answer
  4:yes                            | 4
"""


@each(("answers", "wanted"), cells(MEDICINES))
def test_the_latest_date_of_a_medicine(answers: str, wanted: str) -> None:
    log = Log(assessed=None)
    for on, answer in (pair.split(":") for pair in answers.split()):
        last = {"no": False, "yes": True}.get(answer)
        day = int(on)
        value = date(day - int(answer)) if last is None else last
        log.flag(day, fluoroquinolone_last=value)
    latest = history(log, 9).medicines
    assert latest == {"fluoroquinolone_last": None if wanted == "-" else date(int(wanted))}


def test_signs_that_nobody_asked_about_are_named() -> None:
    assert history(Log(fall_risk=None, pregnant=None), 1).unasked == ("fall_risk", "pregnant")
    assert history(Log(fall_risk=None).flag(2, fall_risk=False), 2).unasked == ()


def test_a_man_is_not_said_to_have_been_asked_nothing_of_pregnancy() -> None:
    assert history(Log(fall_risk=None, pregnant=None, sex="male"), 1).unasked == ("fall_risk",)


def test_the_groups_that_were_asked_about() -> None:
    every = ("tendon", "calf", "infection", "general", "history", "spa")
    assert history(Log(**SEEN), 1).groups == every
    assert history(Log(**SEEN, spa=None), 1).groups == every[:-1]
    assert history(Log(assessed=None), 1).groups == ()
    assert {sign for signs in GROUPS.values() for sign in signs} == {*RED_FLAGS} - {*DATED}


@pytest.mark.parametrize("name", sorted(RED_FLAGS))
def test_no_yes_is_lost(name: str) -> None:
    value = {"spa": ["psoriasis"]}.get(name, True)
    log = Log(**{**CALM, **SEEN, name: None}).flag(2, **{name: value})
    found = history(log, 2)
    named = {f.values.get("sign") for period in found.periods for f in period.findings}
    assert name in named | {yes.sign for yes in found.others}
