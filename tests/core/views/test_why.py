"""The reasons behind a plan: the rule, what was found with its dates, what would change it."""

import datetime as dt
from typing import Any

import pytest

from achillescli.core.state import Reason
from achillescli.core.views import why
from tests.kit.course_kit import Log, before, date, rows, told


def line(log: Log, day: int, topic: str) -> Reason:
    found = [line for line in why.explain(log.until(day)) if line.topic == topic]
    assert found, topic
    return found[0]


def topics(log: Log, day: int) -> list[str]:
    return [line.topic for line in why.explain(log.until(day))]


def test_an_ordinary_day_explains_every_line_in_the_order_of_the_plan() -> None:
    assert topics(Log().days("2/1*8"), 9) == [
        "triage",
        "phase",
        "level",
        "dose",
        "rom",
        "cross_training",
        "colour",
        "decision",
        "concentric",
        "running",
        "checkin",
    ]


def test_what_is_left_out_of_a_day_has_its_rule() -> None:
    *_, last = why.explain(Log().days("2/1*8 2/6'").until(9))
    assert (last.topic, last.outcome, last.rules) == ("rest_of_day", "left_out", ("X3",))
    assert "rest_of_day" not in topics(Log().days("2/1*8 2/5'"), 9)


def test_a_blocked_date_explains_no_dose() -> None:
    log = Log().days("2/1*3").flag(4, gap=True)
    found = topics(log, 4)
    assert "dose" not in found
    assert "rom" not in found


def test_without_a_course_only_the_triage_is_explained() -> None:
    log = Log(assessed=None).flag(1, chest_pain=True)
    (triage,) = why.explain(log.until(3))
    assert (triage.outcome, triage.rules) == ("EMERGENCY", ("T01",))
    assert [(f.key, f.values["sign"], f.dates) for f in triage.findings] == [
        ("T.sign", "chest_pain", (date(1),))
    ]


#  answers that make a row stand        row   finding and value
ANSWERED = """
   age=17                                T10   T.age 17
   stiffness_min=31                      T13   T.stiffness_min 31
   rest_pain=8                           T18   T.rest_pain 8
   location=elsewhere                    T24   T.location elsewhere
"""


@pytest.mark.parametrize(("answer", "row", "key", "value"), rows(ANSWERED))
def test_a_row_without_signs_shows_the_answer_it_looked_at(
    answer: str, row: str, key: str, value: str
) -> None:
    name, said = answer.split("=")
    stated: dict[str, Any] = {name: int(said) if said.isdigit() else said}
    log = Log(**stated)
    (triage, *_) = why.explain(log.until(1))
    (finding,) = triage.findings
    assert (triage.rules, finding.key, str(*finding.values.values())) == ((row,), key, value)
    assert finding.dates == (date(1),)


def test_a_long_complaint_seen_by_nobody_shows_when_it_began() -> None:
    log = Log(onset=90, seen_professional=False)
    (finding,) = line(log, 1, "triage").findings
    assert finding.values == {"onset": date(1) - dt.timedelta(days=90)}


def test_little_change_is_shown_by_the_latest_known_week_even_the_second() -> None:
    log = Log().days("3/2*14")
    (finding,) = [
        f for one in why.explain(log.until(90)) for f in one.findings if f.key == "T.index"
    ]
    assert finding.values == {"first": 2.5, "latest": 2.5}


def test_the_newest_yes_is_shown() -> None:
    log = Log(assessed=None).flag(1, snap=True).flag(2, gap=True).flag(3, gap=True)
    log = log.flag(4, gap=False).on(4, "note", text="n")
    shown = {found.rules[0]: found.findings for found in why.explain(log.until(5))}
    assert [f.dates for f in shown["T03"]] == [(date(3),)]


#  answers, day by day                                       until  row   signs that count
SIGNS = """
   fever,unwell,wound                                         1     T05   fever,unwell,wound
   fever,unwell,wound/fever=no                                2     T05   unwell,wound
   oral_steroid_last=10,tendon_injection_last=10              1     T09   oral_steroid_last,tendon_injection_last
   oral_steroid_last=10,tendon_injection_last=90              1     T09   oral_steroid_last
   oral_steroid_last=100,tendon_injection_last=10             1     T09   tendon_injection_last
   oral_steroid_last=10,tendon_injection_last=10/tendon_injection_last=no  2  T09  oral_steroid_last,tendon_injection_last
   oral_steroid_last=86,tendon_injection_last=86              1     T09   oral_steroid_last
   fluoroquinolone_last=10                                    1     T07   fluoroquinolone_last
"""


@pytest.mark.parametrize(("answers", "until", "row", "signs"), rows(SIGNS))
def test_only_the_signs_that_count_are_shown(
    answers: str, until: str, row: str, signs: str
) -> None:
    log = Log(assessed=None)
    for day, given in enumerate(answers.split("/"), 1):
        found = told(given.replace(",", " "))
        log.flag(day, **{name: before(date(day), value) for name, value in found.items()})
    (triage,) = why.explain(log.until(int(until)))
    assert triage.rules == (row,)
    assert ",".join(str(f.values["sign"]) for f in triage.findings) == signs


def test_very_sore_mornings_are_shown_with_their_dates() -> None:
    log = Log().days("2/1*2").on(3, "morning", pain=8).on(5, "morning", pain=9)
    found = line(log, 5, "triage")
    assert found.rules == ("T29",)
    assert [(f.values["score"], f.dates) for f in found.findings] == [
        (8, (date(3),)),
        (9, (date(5),)),
    ]


def test_many_red_days_are_shown_with_their_dates() -> None:
    log = Log(start=6).days("2/6*3 2/1")
    found = line(log, 4, "triage")
    assert found.rules == ("T19",)
    assert found.findings[0].values == {"n": 3}
    assert found.findings[0].dates == tuple(date(day) for day in (3, 2, 1)[::-1])


def test_a_risen_median_is_shown_against_the_baseline() -> None:
    log = Log().days("1/1*7 3/1*7 3/1")
    found = line(log, 15, "triage")
    assert (found.rules, found.findings[0].values) == (("T20",), {"median": 3, "baseline": 1})
    assert [(f.key, f.met) for f in found.findings] == [("T.median", True)]


def test_the_median_that_is_shown_is_that_of_the_last_week() -> None:
    found = line(Log().days("1/1*14 4/1*7 4/1"), 22, "triage")
    assert (found.rules, found.findings[0].values["median"]) == (("T20",), 4)


def test_no_change_is_shown_by_the_index() -> None:
    log = Log().days("3/3*85")
    found = next(x for x in why.explain(log.until(86)) if x.rules == ("T21",))
    assert found.findings[0].values == {"first": 3, "latest": 3}


@pytest.mark.parametrize(
    ("pattern", "day", "rules"),
    [
        ("2/1*3", 4, ("START", "LEVEL")),
        ("2/1*15", 15, ("W3", "LEVEL")),
        ("2/6*7 2/1", 8, ("W1", "LEVEL")),
        ("2/.*8", 8, ("W6", "LEVEL")),
    ],
)
def test_the_level_names_the_rule_that_set_it(
    pattern: str, day: int, rules: tuple[str, str]
) -> None:
    found = line(Log().days(pattern), day, "level")
    assert found.rules == rules


def test_a_level_that_a_later_start_test_set_names_the_test() -> None:
    log = Log(start=None).days("2/1*8").check(3, start_test_pain=1)
    assert line(log, 4, "level").rules == ("START", "LEVEL")
    assert line(log, 8, "level").findings[0].dates == (date(4),)


def test_the_level_says_since_when() -> None:
    found = line(Log().days("2/1*18"), 18, "level")
    assert (found.outcome, found.findings[0].dates) == ("L4.1", (date(15),))


def test_a_start_test_that_is_due_is_a_line() -> None:
    assert line(Log(start=None), 1, "start_test").rules == ("START",)


def test_a_load_is_explained_by_the_body_weight() -> None:
    found = line(Log(weight_kg=80).days("2/1*15"), 15, "load")
    assert found.outcome == "2.5"
    assert found.findings[0].values == {"load_kg": 2.5, "weight": 80}


def test_a_day_without_loading_has_neither_dose_nor_load() -> None:
    log = Log(weight_kg=80).days("2/1*15").flag(16, fever=True)
    assert line(log, 16, "dose").outcome == "off"
    topics = [reason.topic for reason in why.explain(log.until(16))]
    assert "load" not in topics
    assert "level" in topics


def test_a_day_off_after_a_red_day_is_not_a_careful_one() -> None:
    found = {one.topic: one for one in why.explain(Log().days("1/1*84 1/7 1/1").until(86))}
    assert "adaptation" not in found
    assert (found["dose"].outcome, found["dose"].findings) == ("off", ())


def test_a_careful_day_shows_the_red_day() -> None:
    found = line(Log().days("2/1*2 2/6 2/1"), 4, "adaptation")
    assert (found.outcome, [f.key for f in found.findings]) == ("D1", ["D1.red"])
    assert found.findings[0].dates == (date(3),)


def test_a_day_of_rest_shows_the_morning_it_looked_at() -> None:
    log = Log(morning_pain=6).days("7/1*2").on(3, "morning", pain=8)
    found = line(log, 3, "adaptation").findings
    assert [(f.key, f.dates) for f in found] == [
        ("D2.morning", (date(3),)),
        ("D1.red", (date(2),)),
    ]
    (morning,) = line(log, 4, "adaptation").findings
    assert (morning.values, morning.dates) == ({"score": 8, "limit": 8}, (date(3),))


def test_a_day_of_rest_shows_the_two_red_days() -> None:
    found = line(Log().days("1/6*2 1/1"), 3, "adaptation")
    assert (found.outcome, [(f.key, f.dates) for f in found.findings]) == (
        "D2",
        [("D2.reds", (date(1), date(2))), ("D1.red", (date(2),))],
    )


def test_a_careful_day_shows_the_red_days_of_the_last_two_only() -> None:
    log = Log().days("2/1 2/6 2/1 2/6 2/1")
    assert [f.dates for f in line(log, 5, "dose").findings] == [(date(4),)]


def test_fever_is_shown_and_asks_for_rest() -> None:
    log = Log().days("2/1*2").flag(3, fever=True)
    assert [f.key for f in line(log, 3, "adaptation").findings] == ["D2.unwell"]
    assert line(log, 3, "cross_training").outcome == "rest"


def test_the_range_shows_location_and_onset() -> None:
    found = line(Log(location="insertional"), 1, "rom")
    assert (found.outcome, [f.key for f in found.findings]) == (
        "floor",
        ["ROM.location", "ROM.onset"],
    )


def test_a_straight_evening_shows_the_sore_ones() -> None:
    log = Log(location="insertional").days("2/3*2 2/1*2")
    found = line(log, 4, "insertional")
    assert (found.outcome, found.rules) == ("straight", ("INS",))
    assert [(f.key, f.met, f.values) for f in found.findings] == [
        ("INS.sore", True, {"score": 3})
    ] * 2
    assert [f.dates for f in line(log, 3, "insertional").findings] == [(date(1),), (date(2),)]
    assert [f.dates for f in found.findings] == [(date(1),), (date(2),)]


def test_a_bent_evening_is_no_line() -> None:
    assert "insertional" not in topics(Log(location="insertional").days("2/1*2"), 3)
    assert "insertional" not in topics(Log().days("2/3*2"), 3)


def test_a_break_is_a_line() -> None:
    found = line(Log(), 8, "break")
    assert (found.outcome, found.rules) == ("W6", ("W6",))


#  yesterday  today  colour  rule  what would change it   then
COLOURS = """
   2/6+2      2/1    RED     C1    C1.pain                GREEN
   2/6        2/1    RED     C1    C1.pain,C1.after       GREEN
   2/1        4/1    RED     C1    C1.rise                GREEN
   2/1        6/1    RED     C1    C1.next_morning,C1.rise  AMBER
   2/3        4/1    RED     C1    C1.rise                AMBER
   2/.        2/1    GREY    C2    C2.no_session          GREEN
   2/3        2/1    AMBER   C3    C3.pain,C3.after       GREEN
   2/1k       2/1    AMBER   C4    C4.painkiller          GREEN
   2/1        -/1    AMBER   C4    C4.no_morning          GREEN
   2/1        2/1    GREEN   C5    C5.settled             -
"""


@pytest.mark.parametrize(("before", "today", "colour", "rule", "keys", "then"), rows(COLOURS))
def test_a_colour_says_what_would_have_changed_it(
    before: str, today: str, colour: str, rule: str, keys: str, then: str
) -> None:
    found = line(Log().days(f"{before} {today}"), 2, "colour")
    assert (found.outcome, found.rules) == (colour, (rule,))
    assert [finding.key for finding in found.would] == keys.split(",")
    assert (found.instead or "-") == then


@pytest.mark.parametrize("silent", [0, 1, 2, 3])
def test_a_rise_is_measured_against_the_newest_known_morning(silent: int) -> None:
    log = Log().days("0/1 1/1" + " -/1" * silent + " 3/1")
    rise = next(f for f in line(log, silent + 3, "colour").findings if f.key == "C1.rise")
    assert (rise.met, rise.dates) == (True, (date(2), date(silent + 3)))


def test_a_morning_four_days_before_is_too_old_to_rise_from() -> None:
    log = Log().days("1/1 -/1*4 3/1")
    rise = next(f for f in line(log, 6, "colour").findings if f.key == "C1.rise")
    assert (rise.met, rise.dates) == (False, (date(6),))


def test_a_rise_without_any_morning_before_it_names_only_its_own() -> None:
    rise = next(f for f in line(Log().days("-/1 3/1"), 2, "colour").findings if f.key == "C1.rise")
    assert (rise.met, rise.dates) == (False, (date(2),))


#  week                 verdict   reasons                  then
DECISIONS = """
   2/6*2_2/1*5_2/1      REGRESS   W1.red_days              HOLD
   2/6_2/1*6_2/1        HOLD      W2.red_days              HOLD
   2/1*7_2/1            HOLD      W3.week_three            PROGRESS
"""


@pytest.mark.parametrize(("pattern", "verdict", "reasons", "then"), rows(DECISIONS))
def test_a_decision_says_what_would_have_changed_it(
    pattern: str, verdict: str, reasons: str, then: str
) -> None:
    found = line(Log().days(pattern.replace("_", " ")), 8, "decision")
    assert (found.outcome, found.instead) == (verdict, then)
    assert ",".join(finding.key for finding in found.would) == reasons
    assert {f.dates for f in found.findings} == {(date(1), date(7))}


def test_a_step_up_would_change_by_any_condition() -> None:
    found = line(Log().days("2/1*15"), 17, "decision")
    assert (found.outcome, [f.key for f in found.would]) == ("PROGRESS", ["W3.progress"])
    assert found.instead is None


def test_a_closed_gate_lists_what_is_missing() -> None:
    found = line(Log(), 1, "concentric")
    assert (found.outcome, "G1.day" in [f.key for f in found.would]) == ("closed", True)
    assert line(Log(), 1, "running").outcome == "closed"


def test_an_open_gate_says_what_closes_it() -> None:
    log = Log().days("0/0*43")
    found = line(log, 43, "concentric")
    assert (found.outcome, [f.key for f in found.would]) == ("two_leg", ["G1.open"])


def test_maintenance_names_its_own_rule() -> None:
    log = Log().days("4/2*7 1/0*78")
    assert line(log, 85, "phase").rules == ("PHASE", "MAINTAIN")
    assert line(log, 85, "phase").findings[0].dates == (date(85),)
