"""The gate to running, and the steps behind it."""

import datetime as dt
from typing import Any

import pytest

from achillescli.core.log.diary import Diary
from achillescli.core.programme.colour import next_morning
from achillescli.core.programme.running import longest_next, open_findings, run_colour
from achillescli.core.state import Colour, Finding
from tests.kit.course_kit import PROTOCOL, Log, cells, date, told, unmet
from tests.kit.each import each

# running

CHECK = {"raises_left": 30, "raises_right": 30, "hop_pain": 1, "walk_pain": 1}


def runner(
    pattern: str = "1/1d1*7",
    check_on: int = 5,
    *,
    start: int = 1,
    ago: int | None = 10,
    **changes: int | None,
) -> Log:
    """Return a log that may run from day 8, on the path of someone who ran so many days ago."""
    log = Log(start=start, last_run=ago).days(pattern)
    return log.check(check_on, **{**CHECK, **changes})


def test_a_runner_who_meets_everything_may_start_after_a_week() -> None:
    found = [state.running for state in runner().days("1/1d1*7").states(9)]
    assert found == [None] * 7 + ["RC1"] * 2


GATE = """
# days 1 to 7                 | changed in the check             | what is missing on day 8
  1/1d1*7                     |                                  |
  2/1d2*7                     |                                  |
  1/1d1*6 1/1d3               |                                  | G2.daily
  1/1d3 1/1d1*6               |                                  | G2.daily
  1/1d1*5 1/1*2               |                                  |              # five are enough
  1/1d1*4 1/1*3               |                                  | G2.daily
  3/1d1*7                     |                                  | G2.median
  2/1d1*4 3/1d1*3             |                                  |
  2/1d1*3 3/1d1*4             |                                  | G2.median
  -/1d1*4 1/1d1*3             |                                  | G2.median
  1/1d1*5 1/6d1*2             |                                  | G2.decision G2.level
  1/1d1*6 1/1d1k              |                                  | G2.painkiller
  1/1d1k 1/1d1*6              |                                  | G2.painkiller
  1/1d1*7                     | hop_pain=2                       |
  1/1d1*7                     | hop_pain=3                       | G2.hop
  1/1d1*7                     | hop_pain=None                    | G2.hop
  1/1d1*7                     | walk_pain=2                      |
  1/1d1*7                     | walk_pain=3                      | G2.walk
  1/1d1*7                     | walk_pain=None                   | G2.walk
  1/1d1*7                     | raises_left=None                 | G2.raises
  1/1d1*7                     | raises_right=None                | G2.raises
  1/1d1*7                     | raises_left=25 raises_right=27   |
  1/1d1*7                     | raises_left=19 raises_right=19   |
  1/1d1*7                     | raises_left=18 raises_right=18   | G2.raises
  1/1d1*7                     | raises_left=27 raises_right=30   |
  1/1d1*7                     | raises_left=26 raises_right=30   | G2.raises
  1/1d1*7                     | raises_left=30 raises_right=20   |
"""


@pytest.mark.hazard("H29")
@each(("pattern", "changes", "missing"), cells(GATE))
def test_running_gate(pattern: str, changes: str, missing: str) -> None:
    state = runner(pattern, **told(changes)).day(8)
    assert unmet(state.running_findings) == set(missing.split())
    assert (state.running is None) is bool(missing)


def test_a_step_down_keeps_it_closed_for_a_week() -> None:
    log = Log(last_run=10).days("1/1d1*23 1/6d1*2 1/1d1*20").check(29, **CHECK)
    assert (str(log.day(29).level), unmet(log.day(29).running_findings)) == (
        "L4.1",
        {"G2.decision"},
    )
    assert [state.running for state in log.states(36)[28:]] == [None] * 7 + ["RC1"]


RAISES = """
# who                      | raises of the affected and the other leg | enough
  age=30                   | 19 19 | yes     # 0.7 of the median of 27
  age=30                   | 18 18 | no
  age=25 sex=male          | 25 25 | yes     # at most 25
  age=25 sex=male          | 24 24 | no
  age=65                   | 14 14 | yes     # 13.3
  age=65                   | 13 13 | no
  age=75 sex=male          | 10 10 | yes     # at least 10
  age=75 sex=male          | 9 9   | no
  side=right               | 20 25 | yes
  side=right               | 30 24 | no
  side=both                | 30 24 | no
  side=both                | 25 27 | yes
"""


@each(("who", "raises", "wanted"), cells(RAISES))
def test_enough_raises(who: str, raises: str, wanted: str) -> None:
    left, right = map(int, raises.split())
    log = Log(last_run=10, **told(who)).days("1/1d1*7")
    log.check(5, **{**CHECK, "raises_left": left, "raises_right": right})
    assert (log.day(8).running is not None) is (wanted == "yes")


def test_the_gate_tells_what_was_raised() -> None:
    found = {f.key: f for f in runner(raises_left=18, raises_right=20).day(8).running_findings}
    values = found["G2.raises"].values
    assert (values["affected"], values["needed"], values["index"]) == (18, 19, 90)
    assert found["G2.raises"].dates == (date(5),)
    nobody = {f.key: f for f in runner(raises_left=0, raises_right=0).day(8).running_findings}
    assert nobody["G2.raises"].values["index"] is None


def test_body_weight_is_needed() -> None:
    state = runner("-/1d1*14", 13, start=4).on(13, "morning", pain=1).day(15)
    assert unmet(state.running_findings) == {"G2.level", "G2.median", "G2.median_rise"}


@pytest.mark.hazard("H29")
@each(("test", "days"), [("walk_pain", 14), ("hop_pain", 28), ("raises", 28)])
@each("late", [0, 1])
def test_how_long_a_test_counts(test: str, days: int, late: int) -> None:
    old = ("raises_left", "raises_right") if test == "raises" else (test,)
    day = 1 + days + late
    log = Log(last_run=10).days(f"1/1d3*{day - 8} 1/1d1*9")
    log.check(day - 2, **{name: score for name, score in CHECK.items() if name not in old})
    log.check(2, **{name: CHECK[name] for name in old})
    key = "G2." + test.removesuffix("_pain")
    state = log.day(day)
    assert unmet(state.reasons["running"].findings) == ({key} if late else set())
    assert (state.running is None) is bool(late)


@each(("ago", "missing"), [(14, set()), (15, {"G2.checkin"})])
def test_a_stale_check_in_keeps_it_closed(ago: int, missing: set[str]) -> None:
    log = Log(last_run=10).days("1/1d3*15 1/1d1*9").check(20, **CHECK)
    log.entries = [entry for entry in log.entries if entry.kind != "checkin"]
    state = log.on(23 - ago, "checkin").day(23)
    assert unmet(state.reasons["running"].findings) == missing


NEWEST = """
# another check                                  | what is missing on day 8
  4 hop_pain=9 walk_pain=9 raises_left=1 raises_right=1 |                            # older
  6 hop_pain=9                                   | G2.hop
  6 walk_pain=9                                  | G2.walk
  6 raises_left=1 raises_right=30                | G2.raises
  6 raises_left=1                                |
  5 raises_left=1                                | G2.raises   # of a date, leg by leg
  5 hop_pain=9                                   | G2.hop      # of one date the worse
  5 walk_pain=9                                  | G2.walk
  5 raises_left=1 raises_right=30                | G2.raises   # of raises the later
  8 hop_pain=9                                   | G2.hop
"""


@each(("text", "missing"), cells(NEWEST))
def test_the_newest_test_counts(text: str, missing: str) -> None:
    day, _, tests = text.partition(" ")
    log = runner().check(int(day), **told(tests))
    assert unmet(log.day(8).running_findings) == set(missing.split())


def test_later_raises_of_a_date_replace_the_earlier() -> None:
    log = Log(last_run=10).days("1/1d1*7").check(5, raises_left=1, raises_right=30)
    assert log.check(5, **CHECK).day(8).running == "RC1"


MEDIANS = """
# weeks                       | open on the morning after
  1/1d1*14                    | yes
  1/1d1*7 2/1d1*7             | no     # a point above the week before
  1/1d1*10 2/1d1*3 -/1d1      | yes    # half a point
  2/1d1*7 1/1d1*7             | yes
  2/1d1*14                    | yes
  -/1d1*7 1/1d1*7             | no     # the week before is unknown
"""


@each(("pattern", "wanted"), cells(MEDIANS))
def test_a_median_that_rose_keeps_it_closed(pattern: str, wanted: str) -> None:
    state = Log(last_run=10).days(pattern).check(15, **CHECK).day(15)
    assert (state.running is not None) is (wanted == "yes")


ROWS = """
# sign on day 6               | open
  tendon_nodules              | yes    # T17
  high_cholesterol_family     | yes
  fall_risk                   | yes    # T37: PHYSIO
  weak_push_off               | no     # T28 holds it all the same
  calf_warm                   | no     # T31: DOCTOR_SOON
  numbness                    | no
  calf_warm tendon_nodules    | no
"""


@pytest.mark.hazard("H29")
@each(("signs", "wanted"), cells(ROWS))
def test_rows_that_hold_running(signs: str, wanted: str) -> None:
    state = runner().flag(6, **told(signs)).day(8)
    assert (state.running is not None) is (wanted == "yes")
    assert ("G2.rows" in unmet(state.running_findings)) is (wanted == "no")


def test_a_tablet_on_the_date_of_a_check_keeps_it_closed() -> None:
    log = Log(last_run=10).days("1/1d1*4 1/1d1k 1/1d1*9").check(5, **CHECK)
    assert unmet(log.day(13).running_findings) == {"G2.painkiller"}
    twice = log.on(12, "painkiller").day(13).running_findings
    assert next(f.values for f in twice if f.key == "G2.painkiller") == {"n": 2}
    renewed = Log(last_run=10).days("1/1d1*4 1/1d1k 1/1d1*9").check(6, **CHECK)
    assert (renewed.day(12).running, renewed.day(13).running) == (None, "RC1")


def test_a_tablet_on_the_date_of_a_check_of_today_counts_too() -> None:
    log = Log(last_run=10).days("1/1d1*7").check(8, **CHECK)
    assert log.day(8).running == "RC1"
    assert log.on(8, "painkiller").day(8).running is None


PATHS = """
# last run, days before day 1 | path
  1                           | RC1
  28                          | RC1
  29                          | RW1
  None                        | RW1
"""


@each(("ago", "step"), cells(PATHS))
def test_paths(ago: str, step: str) -> None:
    assert runner(ago=None if ago == "None" else int(ago)).day(8).running == step


def test_a_run_in_the_log_counts_for_the_path_too() -> None:
    log = Log(assessed=None).run(-20, 10)
    log.assess(1, start_test_pain=1, last_run=60)
    assert log.days("1/1d1*7").check(5, **CHECK).day(8).running == "RC1"


def test_a_later_assessment_settles_the_path_when_it_opens() -> None:
    for day in (7, 8):
        assert runner(ago=None).assess(day, last_run=20).day(8).running == "RC1"
    late = runner(ago=None).days("1/1d1*9").assess(12, last_run=20)
    assert late.day(13).running == "RW1"


def test_runs_since_day_1_are_no_runs_before_it() -> None:
    for day in (1, 2):
        assert runner(ago=None).run(day, 10).assess(6, last_run=0).day(8).running == "RW1"


# the steps

STEPS = """
# path | runs: day, minutes and what else                        | day | running | next run, in days
  A | 8:5                                                        | 9   | RC1     | 2
  A | 8:5 11:5                                                   | 12  | RC2     | 2
  A | 8:5 11:5                                                   | 11  | RC1     | 3
  A | 8:4 11:5                                                   | 12  | RC1     | 2     # too short
  A | 8:5 10:5                                                   | 12  | RC1     | 1     # too early
  A | 8:5 10:5 13:5                                              | 14  | RC2     | 2
  A | 8:5:pain=2 11:5:after=2                                    | 12  | RC2     | 2
  A | 8:5:pain=3 11:5                                            | 12  | RC1     | 2     # AMBER
  A | 8:5:pain=3 11:5                                            | 9   | RC1     | 2
  A | 8:5:pain=4                                                 | 9   | RC1     | 3     # four days
  A | 8:5:rpe=4                                                  | 9   | RC1     | 2
  A | 8:5:rpe=5                                                  | 9   | RC1     | 3
  A | 8:5:rpe=5 12:5                                             | 13  | RC2     | 2
  A | 8:5:rpe=5 11:5                                             | 13  | RC1     | 1     # too early
  A | 8:5:pain=5 11:5 15:5                                       | 16  | RC1     | 2
  A | 8:5:after=3 11:5                                           | 12  | RC1     | 2
  A | 8:5:after=5 11:5                                           | 12  | RC1     | 2
  A | 8:5:pain=None 11:5                                         | 12  | RC1     | 2     # no pain score
  A | 8:5 11:5 14:10:limped                                      | 15  | RC1     | 3     # RED: one step down
  A | 8:5 11:5 14:10:pain=6                                      | 15  | RC1     | 3
  A | 8:5 11:5 14:10:after=6                                     | 15  | RC1     | 3
  A | 8:5 11:5:limped                                            | 12  | RC1     | 3
  A | 8:5 11:5:limped 15:5                                       | 16  | RC1     | 2     # the passes were cleared
  A | 8:5 11:5:limped 15:5 18:5                                  | 19  | RC2     | 2
  A | 8:5 8:1:pain=3 11:5                                        | 12  | RC1     | 2     # two on a date: the worse
  A | 8:3 8:5 11:5                                               | 12  | RC2     | 2     # the longer one
  A | 8:3 8:3 11:5                                               | 12  | RC1     | 2
  A | 8:5 8:5 8:5                                                | 9   | RC1     | 2     # one pass a date
  A | 8:1 8:1:pain=4                                             | 9   | RC1     | 3     # the later next run
  A | 8:9 11:9 14:10                                             | 15  | RC2     | 2
  A | 8:9 11:9 14:9 17:10                                        | 18  | RC2     | 2
  B | 8:9 11:9                                                   | 12  | RW1     | 2
  B | 8:9 11:9 14:9                                              | 15  | RW2     | 2
  B | 8:8 11:9 14:9                                              | 15  | RW1     | 2
  B | 8:9 11:9 14:9 17:11 20:12 23:12                            | 24  | RW2     | 2
  B | 8:9 11:9 14:9 17:12 20:12 23:12                            | 24  | RW3     | 2
  B | 8:12 11:12 14:12 17:18 20:18 23:18                         | 24  | RW3     | 2
"""


def running(log: Log, runs: str) -> Log:
    for word in runs.split():
        day, minutes, *more = word.split(":")
        fields = told(" ".join(more))
        if fields.get("pain", 0) is None:
            log.on(int(day), "run", minutes=int(minutes))
        else:
            log.run(int(day), int(minutes), **fields)
    return log


def path(name: str, days: int = 60) -> Log:
    """Return a calm log whose running gate opens on day 8, checked again and again."""
    log = runner(ago={"A": 10, "B": None}[name]).days(f"1/1d1*{days - 7}")
    for day in range(19, days, 14):
        log.check(day, **CHECK)
    return log


@each(("name", "runs", "day", "wanted", "ahead"), cells(STEPS))
def test_step(name: str, runs: str, day: str, wanted: str, ahead: str) -> None:
    state = running(path(name), runs).day(int(day))
    assert state.running == wanted
    assert state.next_run
    assert (state.next_run - state.date).days == int(ahead)


def finished(name: str) -> tuple[Log, int]:
    """Return a log of all steps, and the day after its last run."""
    log, day = path(name, 90), 8
    for step in PROTOCOL.running.A if name == "A" else PROTOCOL.running.B:
        for _ in range(PROTOCOL.running.step(step).passes):
            log.run(day, PROTOCOL.running.step(step).minutes)
            day += 3
    return log, day - 2


WHOLE = """
# path | how many days each step is the next one, from day 8 on
  A | RC1:4 RC2:6 RC3:6 RC4:6 RC5:6 RC6:6 free:1
  B | RW1:7 RW2:9 RW3:9 RW4:9 RC4:6 RC5:6 RC6:6 free:1
"""


@pytest.mark.hazard("H30")
@each(("name", "wanted"), cells(WHOLE))
def test_all_running_steps(name: str, wanted: str) -> None:
    log, until = finished(name)
    found = [state.running for state in log.states(until)[7:]]
    steps = [word.split(":") for word in wanted.split()]
    assert found == [step for step, days in steps for _ in range(int(days))]


def test_a_red_run_after_the_last_step_goes_back_to_it() -> None:
    log, free = finished("A")
    assert log.day(free).running == "free"
    log.run(free, 12, limped=True)
    assert [log.day(free).running, log.day(free + 1).running] == ["RC6", "RC6"]
    log.run(free + 4, 30).run(free + 7, 30)
    assert log.day(free + 8).running == "free"


def test_two_red_runs_after_the_last_step_go_back_two() -> None:
    log, free = finished("A")
    log.run(free, 12, limped=True).run(free + 4, 12, limped=True)
    assert log.day(free + 5).running == "RC5"


def test_running_on_after_the_last_step_stays_free() -> None:
    log, free = finished("A")
    log.run(free + 1, 33).run(free + 4, 35, pain=3)
    assert [log.day(free + ahead).running for ahead in (2, 5)] == ["free", "free"]


def test_the_next_morning_judges_a_run() -> None:
    log = runner().days("1/1d1 1/1d1 3/1d1 1/1d1*9").run(9, 5)
    state = log.day(10)
    assert (state.colour_yesterday, state.next_run) == ("RED", date(13))
    unsure = runner().days("1/1d1 1/1d1 -/1d1 1/1d1*9").run(9, 5).run(12, 5)
    assert unsure.day(13).running == "RC1"


RISES = """
# the mornings of the three days before a run, of its own date, and after it | how it was tolerated
  - - - 1 3  | RED
  - - - 2 3  | GREEN
  0 0 0 2 3  | GREEN   # its own morning is known: nothing is replaced
  - - 1 - 3  | RED     # the newest morning before it
  1 - - - 3  | RED
  3 3 2 - 3  | GREEN
  - - - - 3  | GREEN   # nothing to rise from
  - - - - 6  | RED
"""


@each(("mornings", "wanted"), cells(RISES))
def test_a_morning_that_rose_makes_a_run_red(mornings: str, wanted: str) -> None:
    log = Log(assessed=None)
    for day, word in enumerate(mornings.split(), 1):
        if word != "-":
            log.on(day, "morning", pain=int(word))
    diary = Diary(log.run(4, 5).corrected)
    (run,) = diary[date(4)].runs
    morning = next_morning(diary, date(4), 4)
    assert run_colour(run, morning, painkiller=False) == wanted


def test_a_run_is_judged_against_the_own_baseline() -> None:
    log = Log(morning_pain=6).days("6/1*3").run(2, 5)
    (run,) = Diary(log.corrected)[date(2)].runs
    for baseline, wanted in ((4, "RED"), (5, "GREEN")):
        morning = next_morning(Diary(log.corrected), date(2), baseline)
        assert run_colour(run, morning, painkiller=False) == wanted


def test_a_tablet_makes_a_run_amber() -> None:
    log = path("A").run(8, 5).run(11, 5).on(8, "painkiller")
    assert log.day(12).running == "RC1"


def test_a_run_counts_for_the_next_one_on_its_own_date() -> None:
    assert path("A").run(8, 5).day(8).next_run == date(11)
    assert path("A").run(8, 5, limped=True).day(8).next_run == date(12)


def test_a_run_before_day_1_sets_the_next_one() -> None:
    log = Log(assessed=None).run(0, 10, rpe=7).run(-9, 10)
    log.assess(1, start_test_pain=1).days("1/1d1*7").check(5, **CHECK)
    assert log.day(8).next_run == date(4)


def before_day_1(log: Log, **fields: Any) -> dt.date | None:
    """Return the date of the next run on day 8, of a log that has a run before day 1."""
    log.assess(1, start_test_pain=1, **fields).days("1/1d1*7").check(5, **CHECK)
    return log.day(8).next_run


def test_a_run_that_is_not_in_the_log_sets_no_date() -> None:
    assert before_day_1(Log(assessed=None), last_run=1) is None
    assert before_day_1(Log(assessed=None).run(-3, 10), last_run=1) == date(0)


def test_the_morning_after_a_run_before_day_1_judges_it() -> None:
    log = Log(assessed=None).run(-3, 10).on(-2, "morning", pain=6)
    assert before_day_1(log) == date(1)


def test_no_run_no_date() -> None:
    assert path("A").day(9).next_run is None


# suspended and closed


SUSPENDS = """
# what is logged on day 12        | running on days 12 and 13
  flag unwell                     | suspended suspended
  flag calf_warm                  | suspended suspended
  flag numbness                   | suspended suspended
  flag tendon_nodules             | RC1 RC1
  flag weak_push_off              | suspended suspended
  flag fall_risk                  | RC1 RC1
  morning pain=8                  | suspended RC1
"""


@pytest.mark.hazard("H30")
@each(("text", "wanted"), cells(SUSPENDS))
def test_suspended(text: str, wanted: str) -> None:
    kind, *fields = text.split()
    log = path("A").on(12, kind, **told(" ".join(fields)))
    assert [log.day(day).running for day in (12, 13)] == wanted.split()
    assert log.day(11).running == "RC1"


def test_a_level_below_body_weight_suspends() -> None:
    state = runner().days("1/1d1*3 1/6d1*2 1/1d1*9").day(15)
    assert (str(state.level), state.running, state.next_run) == ("L2", "suspended", None)


def test_a_run_while_suspended_is_no_pass_but_may_step_down() -> None:
    log = path("A").run(8, 5).run(11, 5).flag(13, unwell=True).run(14, 10).flag(17, unwell=False)
    assert log.run(18, 10).day(19).running == "RC2"
    red = path("A").run(8, 5).run(11, 5).flag(13, unwell=True).run(14, 10, limped=True)
    assert red.flag(17, unwell=False).day(17).running == "RC1"


SILENCE = """
# runs on days | closed for the first time on
  -            | 37       # opened on day 8
  8            | 37
  12           | 41
  12 40        | 69
  12 41        | 41
"""


@pytest.mark.hazard("H30")
@each(("runs", "wanted"), cells(SILENCE))
def test_four_weeks_of_silence_close_it(runs: str, wanted: str) -> None:
    log = path("A", 75)
    for day in runs.replace("-", "").split():
        log.run(int(day), 5)
    found = [state.day for state in log.states(75) if state.day > 8 and state.running is None]
    assert found[0] == int(wanted)


def test_after_the_silence_it_opens_anew_at_the_first_step() -> None:
    log = path("A", 75).run(8, 5).run(11, 5)
    assert [log.day(day).running for day in (39, 40, 41)] == ["RC2", None, "RC1"]


def test_starting_again_closes_it() -> None:
    log = path("A", 30).run(20, 5).flag(22, gap=True).cleared(23, "doctor", "T03")
    assert [log.day(day).running for day in (21, 22, 23)] == ["RC1", "suspended", None]


def test_it_opens_on_a_date_of_rest_suspended_at_once() -> None:
    log = runner().days("8/1d1 1/1d1 1/1d1")
    state = log.day(8)
    assert (state.adaptation, state.running) == ("D2", "suspended")


def test_the_gates_name_the_last_seven_days() -> None:
    state = Log().days("0/0d0*10").day(10)
    week = tuple(date(day) for day in range(3, 10))
    looked = ("G1.sessions", "G1.pain_known", "G1.pain_free", "G1.after", "G1.painkiller")
    found = {f.key: f.dates for f in (*state.concentric_findings, *state.running_findings)}
    assert {found[key] for key in (*looked, "G2.daily", "G2.painkiller")} == {week}


def test_a_tablet_on_the_date_of_a_check_is_counted_once() -> None:
    log = runner("1/1d1*6 1/1d1k", check_on=7)
    found = {f.key: f for f in log.day(8).running_findings}
    assert found["G2.painkiller"].values == {"n": 1}


LONGEST = """
# day and km of the runs   | km on day 40
  10 10                    | 11.0
  10 6.5                   | 7.1
  10 9.99                  | 10.9
  10 5 | 5.5
  9 20, 10 5               | 5.5
  39 20, 10 5              | 22.0
  40 20, 10 5              | 5.5
  39 7, 30 8, 20 6         | 8.8
  9 5                      | -
  39 -                     | -
  39 0                     | -
"""


@each(("runs", "km"), cells(LONGEST))
def test_a_run_after_the_last_step_is_at_most_a_tenth_longer(runs: str, km: str) -> None:
    log = Log()
    for run in runs.split(", "):
        day, length = run.split()
        log.run(int(day), 30, **({} if length == "-" else {"km": float(length)}))
    assert longest_next(Diary(log.corrected), date(40)) == (None if km == "-" else float(km))


# met         | not met                      | yesterday | what running still asks for
ASKED = """
  G2.daily    | G2.level G2.rows G2.walk     | GREEN     | G2.level G2.rows
  G2.level    | G2.walk G2.raises G2.hop     | GREEN     | G2.walk
  G2.walk     | G2.raises G2.hop             | GREEN     | G2.raises
  G2.walk     | G2.hop                       | AMBER     | G2.hop
  G2.level    | G2.walk G2.raises G2.hop     | RED       |
  G2.level    | G2.daily G2.hop              | RED       | G2.daily
  G2.walk     |                              | GREEN     |
"""


@pytest.mark.parametrize(("met", "unmet", "yesterday", "wanted"), cells(ASKED))
def test_running_asks_for_one_test_when_the_rest_holds_and_none_after_a_red_day(
    met: str, unmet: str, yesterday: str, wanted: str
) -> None:
    found = [Finding(key, True, {}) for key in met.split()]
    found += [Finding(key, False, {}) for key in unmet.split()]
    assert [finding.key for finding in open_findings(found, Colour(yesterday))] == wanted.split()
