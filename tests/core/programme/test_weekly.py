"""The weekly decision: each condition at its edge, alone and in a course."""

from fractions import Fraction

import pytest

from achillescli.core.programme import weekly
from achillescli.core.programme.protocol import L1, L2, L3, level_name
from achillescli.core.state import Colour, Decision, Phase, Verdict
from tests.kit.course_kit import PROTOCOL, Log, cells, met, rows

DAYS = {
    "R": (Colour.RED, "C1"),
    ".": (Colour.GREY, "C2"),
    "A": (Colour.AMBER, "C3"),
    "a": (Colour.AMBER, "C4"),
    "G": (Colour.GREEN, "C5"),
}


def fraction(word):
    return None if word == "-" else Fraction(word)


def week(text):
    """Return a clean week with the changes of a text, such as "GGGGGRR median=3"."""
    fields = {"days": "GGGGGGG", "mornings": "7", "median": "2", "done": "14", "of": "14"}
    fields |= {"blocked": "0", "phase": "LOAD"}
    for word in text.split():
        name, _, value = word.partition("=")
        fields |= {name: value} if value else {"days": name}
    return weekly.Week(
        number=2,
        colours=tuple(DAYS[day] for day in fields["days"]),
        mornings=int(fields["mornings"]),
        median=fraction(fields["median"]),
        done=int(fields["done"]),
        prescribed=int(fields["of"]),
        blocked=int(fields["blocked"]),
        phase=Phase[fields["phase"]],
    )


def because_of(decision):
    """Return the conditions that made a decision: those of its rule that are met."""
    return {key for key in met(decision.findings) if key.startswith(decision.rule)}


def limits(**changes):
    free = {"level": L2, "day": 15, "early": False, "test_due": False, "after_break": False}
    return weekly.Limits(**{**free, **changes})


FREE = limits()
CALM = weekly.Before(week=week(""), verdict=Verdict.PROGRESS, baseline=Fraction(2))

DECISIONS = """
# the week                      | the week before    | B0  | decision    | because of
                                |                    | 2   | PROGRESS W3 |
  RGGGGGG                       |                    | 2   | HOLD W2     | W2.red_days
  RRGGGGG                       |                    | 2   | REGRESS W1  | W1.red_days
  RRRGGGG                       |                    | 2   | REGRESS W1  | W1.red_days
  median=4                      |                    | -   | REGRESS W1  | W1.median_rise
  median=7/2                    |                    | -   | HOLD W2     | W2.median_above
  median=5/2                    |                    | 2   | HOLD W2     | W2.median_above
  median=2                      | median=3           | 2   | PROGRESS W3 |
  median=3                      | median=3           | 2   | PROGRESS W3 |
  median=4                      | median=4           | 2   | REGRESS W1  | W1.median_baseline
  median=7/2                    | median=4           | 2   | PROGRESS W3 |
  median=9/2                    | median=5/2         | 3   | REGRESS W1  | W1.median_rise
  median=-                      |                    | 2   | PROGRESS W3 |
  median=9                      | median=-           | -   | PROGRESS W3 |
  median=9                      | median=-           | 8   | PROGRESS W3 |
  median=9                      | median=-           | 7   | REGRESS W1  | W1.median_baseline
  AAAAAGG                       | AAAAAGG            | 2   | REGRESS W1  | W1.sore_days
  AAAARGG                       | RAAAAGG            | 2   | REGRESS W1  | W1.sore_days
  AAAAaGG                       | AAAAAGG            | 2   | HOLD W2     | W2.green_days
  AAAAAGG                       | AAAAaGG            | 2   | HOLD W2     | W2.green_days
  AAAAAGG                       | AAAA.GG            | 2   | HOLD W2     | W2.green_days
  AAAAAAA                       | AAAAAAA            | 2   | REGRESS W1  | W1.sore_days
  aaGGGGG                       |                    | 2   | PROGRESS W3 |
  aaaGGGG                       |                    | 2   | HOLD W2     | W2.green_days
  ..GGGGG                       |                    | 2   | PROGRESS W3 |
  ...GGGG                       |                    | 2   | HOLD W2     | W2.green_days
  done=10                       |                    | 2   | PROGRESS W3 |
  done=9                        |                    | 2   | HOLD W2     | W2.sessions
  done=7 of=10                  |                    | 2   | PROGRESS W3 |
  done=6 of=10                  |                    | 2   | HOLD W2     | W2.sessions
  done=8 of=12                  |                    | 2   | HOLD W2     | W2.sessions   # 8.4
  done=9 of=12                  |                    | 2   | PROGRESS W3 |
  done=0 of=0                   |                    | 2   | PROGRESS W3 |
  mornings=4                    |                    | 2   | PROGRESS W3 |
  mornings=3                    |                    | 2   | HOLD W2     | W2.mornings
  blocked=1                     |                    | 2   | HOLD W2     | W2.blocked
  RGGGGGG done=1 mornings=3 blocked=2 median=3 |     | 2   | HOLD W2     | W2.red_days W2.sessions W2.mornings W2.median_above W2.blocked
  RRGGGGG done=1 median=4       |                    | 2   | REGRESS W1  | W1.red_days W1.median_rise W1.median_baseline
# weeks whose last day was maintenance: three sessions of seven days
  G.G.G.. done=3 of=3 phase=MAINTAIN |               | 2   | PROGRESS W3 |
  G.G.... done=2 of=3 phase=MAINTAIN |               | 2   | PROGRESS W3 |
  G.a.... done=2 of=3 phase=MAINTAIN |               | 2   | HOLD W2     | W2.green_days
  G.G.... done=1 of=3 phase=MAINTAIN |               | 2   | HOLD W2     | W2.sessions
  A.A.G.. done=3 of=3 phase=MAINTAIN | AAGGGGG       | 2   | REGRESS W1  | W1.sore_days
  A.A.G.. done=3 of=3 phase=MAINTAIN | AGGGGGG       | 2   | HOLD W2     | W2.green_days
  A.G.G.. done=3 of=3 phase=MAINTAIN | AAAAAAA       | 2   | PROGRESS W3 |
  R.G.G.. done=3 of=3 phase=MAINTAIN |               | 2   | HOLD W2     | W2.red_days
  R.R.G.. done=3 of=3 phase=MAINTAIN |               | 2   | REGRESS W1  | W1.red_days
  AA.G.G. done=4 of=3 phase=EXTEND   | AA.G.G. phase=MAINTAIN | 2 | HOLD W2 | W2.green_days
"""


@pytest.mark.hazard("H16")
@pytest.mark.parametrize(("this", "last", "base", "wanted", "because"), cells(DECISIONS))
def test_decision(this, last, base, wanted, because):
    before = weekly.Before(week(last), Verdict.HOLD, fraction(base))
    decision = weekly.decide(week(this), before, FREE, PROTOCOL)
    assert f"{decision.verdict} {decision.rule}" == wanted
    assert because_of(decision) == set(because.split())
    assert decision.week == 2


SESSIONS = """
# done prescribed  needed
  9    14          10
  0    14          10
  8    12          9
  6    10          7
  1    3           3
  0    0           0
"""


@pytest.mark.parametrize(("done", "prescribed", "needed"), rows(SESSIONS))
def test_it_says_how_many_sessions_were_needed(done, prescribed, needed):
    decision = weekly.decide(week(f"done={done} of={prescribed}"), CALM, FREE, PROTOCOL)
    values = next(f.values for f in decision.findings if f.key == "W2.sessions")
    assert values == {"done": int(done), "prescribed": int(prescribed), "needed": int(needed)}


def test_first_week_has_nothing_to_be_compared_with():
    alone = weekly.Before(None, None, Fraction(2))
    assert weekly.decide(week("AAAAAGG"), alone, FREE, PROTOCOL).verdict is Verdict.HOLD
    assert weekly.decide(week("median=3"), alone, FREE, PROTOCOL).verdict is Verdict.PROGRESS


@pytest.mark.parametrize("verdict", list(Verdict))
def test_two_sore_weeks_do_not_follow_a_step_down(verdict):
    before = weekly.Before(week("AAAAAGG"), verdict, Fraction(2))
    decision = weekly.decide(week("AAAAAGG"), before, FREE, PROTOCOL)
    assert (decision.verdict is Verdict.REGRESS) is (verdict is not Verdict.REGRESS)


LIMITS = """
# limits                          | decision   | because of
  level=L3 day=15                 | PROGRESS   |
  level=L3 day=14                 | HOLD       | W3.week_three
  level=L3 day=8                  | HOLD       | W3.week_three
  level=L2 day=8                  | PROGRESS   |
  level=L1 day=8                  | PROGRESS   |
  level=L4.1 day=8                | PROGRESS   |
  early level=L1 day=8            | HOLD       | W3.early_phase
  test_due level=L1 day=15        | PROGRESS   |
  test_due level=L2 day=15        | PROGRESS   |
  test_due level=L3 day=15        | HOLD       | W3.test_due
  test_due level=L4.1 day=22      | HOLD       | W3.test_due
  test_due after_break level=L1 day=22 | HOLD  | W3.test_due
  test_due after_break level=L2 day=22 | HOLD  | W3.test_due
"""
NAMES = {level_name(level): level for level in range(1, 12)}


@pytest.mark.parametrize(("text", "wanted", "because"), cells(LIMITS))
def test_what_keeps_a_step_up(text, wanted, because):
    fields = {}
    for word in text.split():
        name, _, value = word.partition("=")
        fields[name] = NAMES[value] if name == "level" else int(value) if value else True
    decision = weekly.decide(week(""), CALM, limits(**fields), PROTOCOL)
    assert (decision.verdict.value, decision.rule) == (wanted, "W3")
    assert because_of(decision) == set(because.split())


def test_a_maintained_week_does_not_wait_for_week_three():
    kept = week("G.G.G.. done=3 of=3 phase=MAINTAIN")
    soon = limits(level=L3, day=8)
    assert weekly.decide(kept, CALM, soon, PROTOCOL).verdict is Verdict.PROGRESS
    due = limits(level=L3, day=8, test_due=True)
    assert weekly.decide(kept, CALM, due, PROTOCOL).verdict is Verdict.HOLD


STEPS = """
# level verdict  phase    ceiling  level after
  L1    REGRESS  LOAD     L4.8     L1
  L2    REGRESS  LOAD     L4.8     L1
  L4.1  REGRESS  LOAD     L4.8     L3
  L4.8  REGRESS  MAINTAIN L4.8     L4.7
  L2    HOLD     LOAD     L4.8     L2
  L1    PROGRESS LOAD     L4.8     L2
  L3    PROGRESS LOAD     L4.8     L4.1
  L4.7  PROGRESS LOAD     L4.8     L4.8
  L4.8  PROGRESS LOAD     L4.8     L4.8
  L4.3  PROGRESS LOAD     L4.2     L4.3
  L4.3  PROGRESS MAINTAIN L4.8     L4.3
"""


@pytest.mark.parametrize(("level", "verdict", "phase", "ceiling", "wanted"), rows(STEPS))
def test_step(level, verdict, phase, ceiling, wanted):
    decision = Decision(2, Verdict[verdict], "W0")
    after = weekly.stepped(NAMES[level], decision, week(f"phase={phase}"), NAMES[ceiling])
    assert level_name(after) == wanted


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


@pytest.mark.parametrize(("mornings", "wanted"), rows(MEDIANS))
def test_median(mornings, wanted):
    assert weekly.median([int(score) for score in mornings.split(",")]) == fraction(wanted)


def test_median_of_nothing():
    assert weekly.median([]) is None


BASELINES = """
# medians     B0
  2,3         2
  -,3,1       3
  0,5         1
  1/2         1
  3/2         3/2
  -,-         -
"""


@pytest.mark.parametrize(("medians", "wanted"), rows(BASELINES))
def test_baseline(medians, wanted):
    assert weekly.baseline([fraction(word) for word in medians.split(",")]) == fraction(wanted)


def test_no_baseline_without_a_week():
    assert weekly.baseline([]) is None


IN_A_COURSE = """
# start | days                                           | decisions, in order
  4     | 2/1*8                                          | PROGRESS W3
  1     | 2/1*8                                          | HOLD W3                  # L3 before day 15
  1     | 2/1*15                                         | HOLD W3; PROGRESS W3
  4     | 2/1*6 2/6 2/1                                  | HOLD W2                  # one RED day
  4     | 2/1*5 2/6*2 2/1                                | REGRESS W1
  4     | 0/1*6 0/1 3/1                                  | HOLD W2                  # RED by the morning of day 8
  4     | 2/1*6 2/.*2                                    | PROGRESS W3              # 12 of 14
  4     | 2/1*3 2/1'*4 2/1                               | PROGRESS W3              # 10 of 14
  4     | 2/1*2 2/1'*5 2/1                               | HOLD W2                  # 9 of 14
  4     | 2/1*5 2/.*2 2/1                                | PROGRESS W3              # 5 GREEN days
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
  4     | 2/4*29                                         | HOLD W2; REGRESS W1; HOLD W2; REGRESS W1
  4     | 2/4*5 2/1*2 2/4*5 2/1*3                        | HOLD W2; REGRESS W1
  4     | 2/4*4 2/1*3 2/4*5 2/1*3                        | HOLD W2; HOLD W2
  4     | 2/4*5 2/1*2 2/4*4 2/1*4                        | HOLD W2; HOLD W2
"""


@pytest.mark.parametrize(("start", "pattern", "wanted"), cells(IN_A_COURSE))
def test_decisions_of_a_course(start, pattern, wanted):
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
@pytest.mark.parametrize(("start", "weight", "wanted"), cells(IDEAL))
def test_ideal_run(start, weight, wanted):
    weight_kg = None if weight == "None" else int(weight)
    log = Log(start=int(start), weight_kg=weight_kg).days("1/1*84")
    states = log.states(84)
    assert [state.level for state in states[::7]] == wanted.split()
    assert [state.level for state in states[6::7]] == wanted.split()
    loads = [float(level[3:]) * 2.5 if "." in level else 0 for level in wanted.split()]
    assert [state.load_kg for state in states[::7]] == loads


@pytest.mark.parametrize("start", [1, 4, 6])
def test_constant_pain_of_4_holds_and_steps_down_by_turns(start):
    log = Log(start=start).days("2/4*71")
    assert log.verdicts(71) == ["HOLD W2", "REGRESS W1"] * 5


@pytest.mark.parametrize("calm", [3, 6, 9])
def test_constant_pain_of_4_from_every_load(calm):
    log = Log().days(f"2/1*{7 * calm} 2/4*29")
    assert log.verdicts(7 * calm + 29)[calm:] == ["HOLD W2", "REGRESS W1"] * 2


def test_the_floor_keeps_the_name_of_a_step_down():
    log = Log(start=6).days("1/6*8")
    assert (log.verdicts(8), log.day(8).level) == (["REGRESS W1"], "L1")


def test_the_ceiling_keeps_the_name_of_a_step_up():
    log = Log(weight_kg=20).days("1/1*40")
    assert log.verdicts(36) == ["HOLD W3", *["PROGRESS W3"] * 4]
    assert log.levels(36)[-1] == "L4.2"


@pytest.mark.hazard("H40")
def test_a_late_morning_redoes_the_decision():
    log = Log(start=4).days("2/1*4 2/1k*2 2/1")
    assert log.verdicts(8) == ["HOLD W2"]
    assert log.on(8, "morning", pain=2).verdicts(8) == ["PROGRESS W3"]


def test_decisions_come_on_the_mornings_after_each_week():
    days = [state.day for state in Log().days("1/1*30").states(30) if state.decision]
    weeks = [state.decision.week for state in Log().days("1/1*30").states(30) if state.decision]
    assert (days, weeks) == ([8, 15, 22, 29], [1, 2, 3, 4])


@pytest.mark.parametrize(
    ("last", "wanted"), [(11, "PROGRESS W3"), (12, "HOLD W2"), (15, "HOLD W2")]
)
def test_a_blocked_date_holds_the_week(last, wanted):
    log = Log(start=4).days("1/1*16").flag(last, numbness=True)
    if last < 12:
        log.cleared(last, "physio", "T15")
    elif last == 12:
        log.cleared(13, "physio", "T15")
    assert log.verdicts(15)[1] == wanted


def test_level_names_are_the_programmes():
    assert [NAMES[name] for name in ("L1", "L2", "L3")] == [L1, L2, L3]
