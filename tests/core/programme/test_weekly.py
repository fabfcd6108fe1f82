"""The weekly decision: each condition at its edge, alone and in a course."""

from fractions import Fraction
from typing import Any

import pytest

from achillescli.core.programme import weekly
from achillescli.core.programme.colour import Judged
from achillescli.core.state import L1, L2, L3, Colour, Decision, Level, Phase, Verdict
from tests.kit.course_kit import PROTOCOL, Log, cells, met, rows
from tests.kit.each import each

DAYS = {
    "R": (Colour.RED, "C1"),
    ".": (Colour.GREY, "C2"),
    "A": (Colour.AMBER, "C3"),
    "a": (Colour.AMBER, "C4"),
    "G": (Colour.GREEN, "C5"),
}


def fraction(word: str) -> Fraction | None:
    return None if word == "-" else Fraction(word)


def week(text: str) -> weekly.Week:
    """Return a clean week with the changes of a text, such as "GGGGGRR median=3"."""
    fields = {"days": "GGGGGGG", "mornings": "7", "median": "2", "done": "14", "trained": "7"}
    fields |= {"blocked": "0", "phase": "LOAD", "stepped": ""}
    for word in text.split():
        name, _, value = word.partition("=")
        fields |= {name: value} if value else {"days": name}
    return weekly.Week(
        number=2,
        judged=tuple(Judged(*DAYS[day]) for day in fields["days"]),
        mornings=int(fields["mornings"]),
        median=fraction(fields["median"]),
        done=int(fields["done"]),
        trained=int(fields["trained"]),
        blocked=int(fields["blocked"]),
        phase=Phase[fields["phase"]],
        stepped_down=fields["stepped"] == "yes",
    )


def because_of(decision: Decision) -> set[str]:
    """Return the conditions that made a decision: those of its rule that are met."""
    return {key for key in met(decision.findings) if key.startswith(decision.rule)}


def limits(**changes: Any) -> weekly.Limits:
    free: dict[str, Any] = {"level": L3, "ceiling": Level(11), "day": 15, "early": False}
    free |= {"held_by": (), "checkin_stale": False}
    return weekly.Limits(**{**free, **changes})


FREE = limits()
CALM = weekly.Past(week=week(""), verdict=Verdict.HOLD, baseline=Fraction(2))

DECISIONS = """
# the week                      | the week before    | B0  | decision    | because of
                                |                    | 2   | PROGRESS W3 |
  RGGGGGG                       |                    | 2   | HOLD W2     | W2.red_days
  RRGGGGG                       |                    | 2   | REGRESS W1  | W1.red_days
  RRRGGGG                       |                    | 2   | REGRESS W1  | W1.red_days
  median=4                      |                    | -   | REGRESS W1  | W1.median_rise
  median=7/2                    |                    | -   | HOLD W2     | W2.median_above
  median=3                      |                    | 2   | HOLD W2     | W2.median_above
  median=5/2                    |                    | 2   | PROGRESS W3 |    # half a point is no step
  median=2                      | median=3           | 2   | PROGRESS W3 |
  median=3                      | median=3           | 2   | PROGRESS W3 |
  median=4                      | median=4           | 2   | REGRESS W1  | W1.median_baseline
  median=7/2                    | median=4           | 2   | PROGRESS W3 |
  median=9/2                    | median=5/2         | 3   | REGRESS W1  | W1.median_rise
  median=-                      |                    | 2   | PROGRESS W3 |
  median=9                      | median=-           | -   | PROGRESS W3 |
  median=9                      | median=-           | 8   | PROGRESS W3 |
  median=9                      | median=-           | 7   | REGRESS W1  | W1.median_baseline
# two sore weeks at one level, with mornings above 2 or rising
  AAAAAGG median=5/2            | AAAAAGG median=5/2 | 2   | REGRESS W1  | W1.sore_days
  AAAAAGG                       | AAAAAGG            | 2   | HOLD W2     | W2.green_days
  AAAAAGG                       | AAAAAGG median=1   | 2   | REGRESS W1  | W1.sore_days
  AAAAAGG                       | AAAAAGG median=3/2 | 2   | HOLD W2     | W2.green_days
  AAAAAGG median=-              | AAAAAGG            | 2   | REGRESS W1  | W1.sore_days
  AAAAAGG                       | AAAAAGG median=-   | 2   | REGRESS W1  | W1.sore_days
  AAAAAGG median=3 stepped=yes  | AAAAAGG median=3   | 2   | HOLD W2     | W2.green_days
  AAAAAGG median=3              | AAAAAGG median=3 stepped=yes | 2 | REGRESS W1 | W1.sore_days
  AAAARGG median=3              | RAAAAGG median=3   | 2   | REGRESS W1  | W1.sore_days
  AAAAaGG median=3              | AAAAAGG median=3   | 2   | HOLD W2     | W2.green_days
  AAAAAGG median=3              | AAAAaGG median=3   | 2   | HOLD W2     | W2.green_days
  AAAAAAA median=3              | AAAAAAA median=3   | 2   | REGRESS W1  | W1.sore_days
  aaGGGGG                       |                    | 2   | PROGRESS W3 |
  aaaGGGG                       |                    | 2   | HOLD W2     | W2.green_days
  ..GGGGG                       |                    | 2   | PROGRESS W3 |
  ...GGGG                       |                    | 2   | HOLD W2     | W2.green_days
  trained=5 done=5              |                    | 2   | PROGRESS W3 |
  trained=4 done=8              |                    | 2   | HOLD W2     | W2.trained_days
  mornings=4                    |                    | 2   | PROGRESS W3 |
  mornings=3                    |                    | 2   | HOLD W2     | W2.mornings
  blocked=1                     |                    | 2   | HOLD W2     | W2.blocked
  RGGGGGG trained=1 mornings=3 blocked=2 median=3 |  | 2   | HOLD W2     | W2.red_days W2.trained_days W2.mornings W2.median_above W2.blocked
  RRGGGGG trained=1 median=4    |                    | 2   | REGRESS W1  | W1.red_days W1.median_rise W1.median_baseline
# weeks whose last day was maintenance: three sessions of seven days
  G.G.G.. trained=3 done=3 phase=MAINTAIN |          | 2   | PROGRESS W3 |
  G.G.... trained=2 done=2 phase=MAINTAIN |          | 2   | PROGRESS W3 |
  G.G.... trained=1 done=2 phase=MAINTAIN |          | 2   | PROGRESS W3 |
  G.a.... trained=2 done=2 phase=MAINTAIN |          | 2   | HOLD W2     | W2.green_days
  G.G.... trained=1 done=1 phase=MAINTAIN |          | 2   | HOLD W2     | W2.sessions
  A.A.G.. median=3 phase=MAINTAIN | AAGGGGG median=3 | 2   | REGRESS W1  | W1.sore_days
  A.A.G.. median=3 phase=MAINTAIN | AGGGGGG median=3 | 2   | HOLD W2     | W2.green_days
  A.A.G.. phase=MAINTAIN        | AAGGGGG            | 2   | HOLD W2     | W2.green_days
  A.G.G.. phase=MAINTAIN        | AAAAAAA            | 2   | PROGRESS W3 |
  R.G.G.. phase=MAINTAIN        |                    | 2   | HOLD W2     | W2.red_days
  R.R.G.. phase=MAINTAIN        |                    | 2   | REGRESS W1  | W1.red_days
  AA.G.G. median=3 phase=EXTEND | AA.G.G. median=3 phase=MAINTAIN | 2 | HOLD W2 | W2.green_days
"""


@pytest.mark.hazard("H16")
@each(("this", "last", "base", "wanted", "because"), cells(DECISIONS))
def test_decision(this: str, last: str, base: str, wanted: str, because: str) -> None:
    past = weekly.Past(week(last), Verdict.HOLD, fraction(base))
    decision = weekly.decision_about(week(this), past, FREE, PROTOCOL)
    assert f"{decision.verdict} {decision.rule}" == wanted
    assert because_of(decision) == set(because.split())
    assert decision.week == 2


def test_it_says_how_many_days_were_needed() -> None:
    decision = weekly.decision_about(week("trained=4"), CALM, FREE, PROTOCOL)
    values = next(f.values for f in decision.findings if f.key == "W2.trained_days")
    assert values == {"done": 4, "needed": 5}


def test_first_week_has_nothing_to_be_compared_with() -> None:
    alone = weekly.Past(None, None, Fraction(2))
    sore = weekly.decision_about(week("AAAAAGG median=3"), alone, FREE, PROTOCOL)
    assert sore.verdict is Verdict.HOLD
    calm = weekly.decision_about(week("median=3"), alone, FREE, PROTOCOL)
    assert calm.verdict is Verdict.PROGRESS


@each(("level", "wanted"), [(L1, "HOLD"), (L2, "HOLD"), (L3, "REGRESS")])
def test_two_sore_weeks_step_down_above_l2_only(level: Level, wanted: str) -> None:
    past = weekly.Past(week("AAAAAGG median=3"), Verdict.HOLD, Fraction(2))
    sore = week("AAAAAGG median=3")
    decision = weekly.decision_about(sore, past, limits(level=level), PROTOCOL)
    assert decision.verdict.value == wanted


LIMITS = """
# limits                          | decision   | because of
  level=L3 day=15                 | PROGRESS   |
  level=L3 day=14                 | HOLD       | W3.week_three
  level=L3 day=8                  | HOLD       | W3.week_three
  level=L3 day=8 ceiling=L3       | PROGRESS   |               # nothing may be carried
  level=L2 day=8                  | PROGRESS   |
  level=L1 day=8                  | PROGRESS   |
  level=L4.1 day=8                | PROGRESS   |
  early level=L1 day=8            | HOLD       | W3.early_phase
  held_by=T28                     | HOLD       | W3.T28
  held_by=T31                     | HOLD       | W3.T31
  checkin_stale                   | HOLD       | W3.checkin
  checkin_stale level=L4.8 day=90 | HOLD       | W3.checkin    # at the ceiling too
"""
NAMES = {str(Level(level)): Level(level) for level in range(1, 12)}


@each(("text", "wanted", "because"), cells(LIMITS))
def test_what_keeps_a_step_up(text: str, wanted: str, because: str) -> None:
    fields = {}
    for word in text.split():
        name, _, value = word.partition("=")
        known = {"held_by": (value,), "day": value and value.isdigit() and int(value)}
        fields[name] = NAMES.get(value) or known.get(name) or True
    decision = weekly.decision_about(week(""), CALM, limits(**fields), PROTOCOL)
    assert (decision.verdict.value, decision.rule) == (wanted, "W3")
    assert because_of(decision) == set(because.split())


def test_a_maintained_week_does_not_wait_for_week_three() -> None:
    kept = week("G.G.G.. done=3 phase=MAINTAIN")
    soon = limits(level=L3, day=8)
    assert weekly.decision_about(kept, CALM, soon, PROTOCOL).verdict is Verdict.PROGRESS


@each(("last", "wanted"), [("PROGRESS", "HOLD"), ("HOLD", "PROGRESS")])
def test_maintenance_rises_every_second_week_at_most(last: str, wanted: str) -> None:
    kept = week("G.G.G.. done=3 phase=MAINTAIN")
    past = weekly.Past(week(""), Verdict[last], Fraction(2))
    decision = weekly.decision_about(kept, past, FREE, PROTOCOL)
    assert (decision.verdict.value, decision.rule) == (wanted, "W3")
    daily = weekly.decision_about(week(""), past, FREE, PROTOCOL)
    assert daily.verdict is Verdict.PROGRESS


MEDIANS = """
# mornings       median
  1,2,3          -
  1,2,3,4        5/2
  4,3,2,1        5/2
  0,0,9,9        9/2
  3,3,4,4        7/2
  1,9,1,9,2      2
  5,1,1,1,9,9,9  5
"""


@each(("mornings", "wanted"), rows(MEDIANS))
def test_median(mornings: str, wanted: str) -> None:
    assert weekly.weekly_median([int(score) for score in mornings.split(",")]) == fraction(wanted)


def test_median_of_nothing() -> None:
    assert weekly.weekly_median([]) is None


BASELINES = """
# medians     B0
  2,3         2
  -,3,1       3
  0,5         1
  1/2         1
  3/2         3/2
  -,-         -
"""


@each(("medians", "wanted"), rows(BASELINES))
def test_baseline(medians: str, wanted: str) -> None:
    assert weekly.baseline([fraction(word) for word in medians.split(",")]) == fraction(wanted)


def test_no_baseline_without_a_week() -> None:
    assert weekly.baseline([]) is None


IN_A_COURSE = """
# start | days                                           | decisions, in order
  4     | 2/1*8                                          | PROGRESS W3
  1     | 2/1*8                                          | HOLD W3                  # L3 before day 15
  1     | 2/1*15                                         | HOLD W3; PROGRESS W3
  4     | 2/1*6 2/6 2/1                                  | HOLD W2                  # one RED day
  4     | 2/1*5 2/6*2 2/1                                | REGRESS W1
  4     | 0/1*6 0/1 3/1                                  | HOLD W2                  # RED by the morning of day 8
  4     | 2/1*5 2/.*2 2/1                                | PROGRESS W3              # 5 trained days
  4     | 2/1*4 2/.*3 2/1                                | HOLD W2
  4     | 2/1'*5 2/.*2 2/1                               | PROGRESS W3              # one session a day
  4     | 2/1*3 2/1k*3 2/1*2                             | HOLD W2                  # 4 GREEN days
  4     | 2/1*4 -/1*3 2/1                                | HOLD W2                  # a missing morning spoils the day before
  4     | 2/1 -/1 2/1 2/1*5                              | PROGRESS W3
  4     | 2/1*7                                          | PROGRESS W3              # day 7 is C4 and one may be lost
  4     | 2/1*5 -/1 2/1                                  | PROGRESS W3
  4     | 2/1*3 2/1k 2/1 -/1 2/1                         | HOLD W2                  # 4 GREEN days
  4     | 2/1*7 3/1*8                                    | PROGRESS W3; HOLD W2     # median up by 1
  4     | 2/1*7 4/1*8                                    | HOLD W2; REGRESS W1      # median up by 2
  4     | 2/1*7 3/1*7 3/1*8                              | PROGRESS W3; HOLD W2; PROGRESS W3
  4     | 2/1*7 3/1*7 4/1*8                              | PROGRESS W3; HOLD W2; REGRESS W1   # 2 above B0
  1     | 3/4*29                                         | HOLD W2; REGRESS W1; HOLD W2; HOLD W2   # down to L2
  1     | 2/4*29                                         | HOLD W2; HOLD W2; HOLD W2; HOLD W2
  1     | 3/4*5 3/1*2 3/4*5 3/1*3                        | HOLD W2; REGRESS W1
  1     | 3/4*4 3/1*3 3/4*5 3/1*3                        | HOLD W2; HOLD W2
  1     | 3/4*5 3/1*2 3/4*4 3/1*4                        | HOLD W2; HOLD W2
"""


@each(("start", "pattern", "wanted"), cells(IN_A_COURSE))
def test_decisions_of_a_course(start: str, pattern: str, wanted: str) -> None:
    log = Log(start=int(start)).days(pattern)
    weeks = wanted.count(";") + 1
    assert "; ".join(log.verdicts(7 * weeks + 1)) == wanted


IDEAL = """
# start | weight | levels in weeks 1 and on
  1     | 80     | L3 L3 L4.1 L4.2 L4.3 L4.4 L4.5 L4.6 L4.7 L4.8 L4.8 L4.8
  4     | 80     | L2 L3 L4.1 L4.2 L4.3 L4.4 L4.5 L4.6 L4.7 L4.8 L4.8 L4.8
  6     | 80     | L1 L2 L3 L4.1 L4.2 L4.3 L4.4 L4.5 L4.6 L4.7 L4.8 L4.8
  1     | None   | L3 L3 L4.1 L4.2 L4.3 L4.4 L4.4 L4.4 L4.4 L4.4 L4.4 L4.4
  1     | 40     | L3 L3 L4.1 L4.2 L4.3 L4.4 L4.4 L4.4 L4.4 L4.4 L4.4 L4.4
"""


@pytest.mark.hazard("H16")
@each(("start", "weight", "wanted"), cells(IDEAL))
def test_ideal_run(start: str, weight: str, wanted: str) -> None:
    weight_kg = None if weight == "None" else int(weight)
    log = Log(start=int(start), weight_kg=weight_kg).days("1/1*84")
    states = log.states(84)
    assert [str(state.level) for state in states[::7]] == wanted.split()
    assert [str(state.level) for state in states[6::7]] == wanted.split()
    loads = [float(level[3:]) * 2.5 if "." in level else 0 for level in wanted.split()]
    assert [state.load_kg for state in states[::7]] == loads


@each("start", [1, 4, 6])
def test_constant_pain_of_4_with_calm_mornings_holds_at_every_level(start: int) -> None:
    assert Log(start=start).days("2/4*71").verdicts(71) == ["HOLD W2"] * 10


def test_constant_pain_of_4_with_mornings_of_3_goes_down_to_l2() -> None:
    log = Log(morning_pain=3).days("2/1*21 3/4*57")
    assert log.verdicts(78)[3:] == ["HOLD W2", "REGRESS W1"] * 3 + ["HOLD W2"] * 2
    assert log.levels(78)[21::14] == ["L4.2", "L4.1", "L3", "L2", "L2"]


def test_the_floor_keeps_the_name_of_a_step_down() -> None:
    log = Log(start=6).days("1/6*8")
    assert (log.verdicts(8), str(log.day(8).level)) == (["REGRESS W1"], "L1")


def test_the_ceiling_keeps_the_name_of_a_step_up() -> None:
    log = Log(weight_kg=20).days("1/1*40")
    assert log.verdicts(36) == ["HOLD W3", *["PROGRESS W3"] * 4]
    assert log.levels(36)[-1] == "L4.2"


@pytest.mark.hazard("H40")
def test_a_late_morning_redoes_the_decision() -> None:
    log = Log(start=4).days("2/1*4 2/1k*2 2/1")
    assert log.verdicts(8) == ["HOLD W2"]
    assert log.on(8, "morning", pain=2).verdicts(8) == ["PROGRESS W3"]


def test_decisions_come_on_the_mornings_after_each_week() -> None:
    days = [state.day for state in Log().days("1/1*30").states(30) if state.decision]
    weeks = [state.decision.week for state in Log().days("1/1*30").states(30) if state.decision]
    assert (days, weeks) == ([8, 15, 22, 29], [1, 2, 3, 4])


@each(("last", "wanted"), [(11, "PROGRESS W3"), (12, "HOLD W2"), (15, "HOLD W2")])
def test_a_blocked_date_holds_the_week(last: int, wanted: str) -> None:
    log = Log(start=4).days("1/1*16").flag(last, numbness=True)
    if last < 12:
        log.cleared(last, "physio", "T15")
    elif last == 12:
        log.cleared(13, "physio", "T15")
    assert log.verdicts(15)[1] == wanted


def test_a_decision_that_a_start_test_put_aside_counts_as_the_last() -> None:
    log = Log(start=None).days("1/1*8").check(7, start_test_pain=4)
    state = log.day(8)
    assert ([s.rule for s in state.level_steps], state.decision.verdict) == (["START"], "PROGRESS")
    assert log.verdicts(8) == ["PROGRESS W3"]


CHECKINS = """
# days without a check-in before day 22, and the phase | decision
  14                                             | PROGRESS W3
  15                                             | HOLD W3
"""


@each(("ago", "wanted"), cells(CHECKINS))
def test_a_stale_check_in_holds_the_step(ago: str, wanted: str) -> None:
    log = Log().days("1/1*22")
    log.entries = [entry for entry in log.entries if entry.kind != "checkin"]
    assert log.verdicts(22)[2] == "HOLD W3"
    assert log.on(22 - int(ago), "checkin").verdicts(22)[2] == wanted
