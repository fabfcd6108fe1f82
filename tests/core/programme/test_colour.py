"""How a day was tolerated."""

from fractions import Fraction
from typing import Any

import pytest

from achillescli.core.log.diary import DayRecord, Diary
from achillescli.core.programme import colour as rule
from achillescli.core.programme.colour import Colours, NextMorning, colour, findings
from tests.kit.course_kit import Log, cells, date, met, number, rows
from tests.kit.each import each

SLOTS = ("am", "pm")

TABLE = """
#  during after sessions painkiller morning next B  usual  colour rule
#  the vectors of the rules
   2      2     2        0          3       3    3  -      GREEN  C5
   2      2     2        0          3       4    3  -      GREEN  C5
   2      2     2        0          3       5    3  -      RED    C1
   2      2     2        0          0       2    3  -      GREEN  C5
   2      2     2        0          1       3    3  -      RED    C1
   3      2     2        0          2       2    3  -      AMBER  C3
   5      5     2        0          2       2    3  -      AMBER  C3
   6      0     2        0          0       0    3  -      RED    C1
   1      6     2        0          0       0    3  -      RED    C1
   1      1     2        1          2       2    3  -      AMBER  C4
   1      1     2        0          2       -    3  -      AMBER  C4
   -      -     0        0          2       2    3  -      GREY   C2
   -      -     0        0          2       5    3  -      RED    C1
   1      1     1        0          6       6    3  -      RED    C1
   1      -     2        0          -       2    3  -      GREEN  C5
   -      1     2        0          2       2    3  -      AMBER  C4
   1      1     2        0          6       6    6  -      GREEN  C5
   1      1     2        0          6       7    6  -      AMBER  C4
   1      1     2        0          7       8    6  -      RED    C1
   1      1     2        0          2       4    3  3      GREEN  C5    # a single score, no flare
#  the edges of each score
   5      0     2        0          0       0    3  -      AMBER  C3
   0      5     2        0          0       0    3  -      AMBER  C3
   0      3     2        0          0       0    3  -      AMBER  C3
   0      2     2        0          0       0    3  -      GREEN  C5
   7      0     0        0          0       0    3  -      RED    C1
   0      7     0        0          0       0    3  -      RED    C1
   0      0     2        0          4       4    3  -      GREEN  C5
   0      0     2        0          2       4    3  -      RED    C1
   0      0     2        0          0       3    3  -      RED    C1
   0      0     2        0          1       2    3  -      GREEN  C5
   0      0     2        0          -       3    3  -      GREEN  C5
#  a high morning: 6, and 2 above the baseline; 8 for anyone
   0      0     2        0          6       6    4  -      RED    C1
   0      0     2        0          6       6    5  -      AMBER  C4
   0      0     2        0          6       6    9/2 -     AMBER  C4
   0      0     2        0          5       5    1  -      AMBER  C4    # not yet 6
   0      0     2        0          7       7    5  -      RED    C1
   0      0     2        0          8       8    9  -      RED    C1
   0      0     2        0          7       7    9  -      GREEN  C5
   0      0     2        0          -       6    4  -      RED    C1
#  a rise: from 3 on, by 2, and 2 above the median of the week
   0      0     2        0          2       4    3  2      RED    C1
   0      0     2        0          2       4    3  5/2    GREEN  C5
   0      0     2        0          1       3    3  1      RED    C1
   0      0     2        0          1       3    3  3/2    GREEN  C5
   0      0     2        0          3       4    3  0      GREEN  C5
#  a sore morning above the baseline is not settled
   0      0     2        0          4       5    4  -      AMBER  C4
   0      0     2        0          4       5    5  -      GREEN  C5
   0      0     2        0          4       5    9/2 -     AMBER  C4
   0      0     2        0          3       4    1  4      GREEN  C5
#  days without a completed session
   2      2     0        0          2       2    3  -      GREY   C2
   3      0     0        0          2       2    3  -      AMBER  C3
   0      3     0        0          2       2    3  -      AMBER  C3
   5      5     0        0          2       2    3  -      AMBER  C3
   2      2     0        1          2       -    3  -      GREY   C2
   -      -     0        0          5       5    3  -      GREY   C2
   2      2     1        0          2       2    3  -      GREEN  C5
   -      -     1        0          2       2    3  -      AMBER  C4
   0      0     2        1          0       0    3  -      AMBER  C4
   3      0     2        1          0       -    3  -      AMBER  C3
"""


def fraction(word: str) -> Any:
    """Return the fraction that a word states, None for a dash."""
    return None if word == "-" else Fraction(word)


def written(p: str, a: str, sessions: str, painkiller: str) -> DayRecord:
    return DayRecord(
        p=number(p),
        a=number(p) if a == "-" else number(a),
        slots=frozenset(SLOTS[: int(sessions)]),
        trained=sessions != "0",
        painkiller=painkiller == "1",
    )


def after(morning: str, following: str, baseline: str, usual: str) -> NextMorning:
    return NextMorning(number(following), number(morning), fraction(usual), fraction(baseline))


@pytest.mark.hazard("H17", "H40")
@each("row", rows(TABLE))
def test_colour(row: list[str]) -> None:
    *day, morning, following, baseline, usual, wanted, given_by = row
    judged = colour(written(*day), after(morning, following, baseline, usual))
    assert judged == (wanted, given_by)


@each("row", rows(TABLE))
def test_first_condition_that_is_met_wins(row: list[str]) -> None:
    *day, morning, following, baseline, usual, _, given_by = row
    looked = findings(written(*day), after(morning, following, baseline, usual))
    assert next(finding.key for finding in looked if finding.met).startswith(given_by)


FOUND = """
#  during after sessions painkiller morning next  conditions that are met, with B 3
   6      6     2        1          3       6     C1.pain C1.after C1.next_morning C1.rise C4.painkiller C4.morning
   4      5     0        0          0       -     C3.pain C3.after C2.no_session
   4      5     1        0          0       -     C3.pain C3.after C4.no_morning
   -      -     0        0          3       8     C1.far_too_much C1.next_morning C1.rise C2.no_session
   -      -     1        0          3       4     C4.no_pain_score
   2      2     2        0          2       2
"""


@each("row", rows(FOUND))
def test_every_condition_is_told(row: list[str]) -> None:
    looked = findings(written(*row[:4]), after(row[4], row[5], "3", "-"))
    assert met(looked) == {*row[6:], "C5.settled"}


def test_a_start_test_that_cannot_be_done_is_red() -> None:
    assert colour(DayRecord(unable=True), after("2", "2", "3", "-")) == ("RED", "C1")


def test_a_run_asks_to_be_sure_as_a_session_does() -> None:
    log = Log().days("2/.*2").run(1, 10, pain=None)
    assert [log.day(2).colour_yesterday, log.day(2).colour_rule] == ["AMBER", "C4"]


def test_an_uncompleted_session_asks_to_be_sure() -> None:
    log = Log().days("2/.*2").on(1, "session", slot="am", completed=False, pain=1)
    assert [log.day(2).colour_yesterday, log.day(2).colour_rule] == ["GREY", "C2"]
    log.on(1, "painkiller")
    assert [log.day(2).colour_yesterday, log.day(2).colour_rule] == ["AMBER", "C4"]


REACTIONS = """
#  morning next B usual  red
   0       2    3 -      no
   0       3    3 -      yes
   1       3    3 2      no
   2       3    3 -      no
   4       5    3 -      no
   6       6    4 -      yes
   6       6    5 -      no
   -       5    3 -      no
   -       6    3 -      yes
   3       -    3 -      no
"""


@pytest.mark.hazard("H20")
@each("row", rows(REACTIONS))
def test_next_morning_alone(row: list[str]) -> None:
    *scores, red = row
    assert after(*scores).reaction is (red == "yes")


MORNINGS = """
#  mornings up to the day, newest last | before | usual
   1 2 3 4 5 6 7 8                     | 8      | 5     # seven mornings: 2 to 8
   - - - - - - 4 2                     | 2      | -     # two known: no median
   - - - - - 9 4 2                     | 2      | 4
   - - - 7 - - - 2                     | 2      | -
   - - 5 4 - - - -                     | -      | -     # four days before is too old
   - - - 5 4 - - -                     | 4      | -
   - - - - 4 6 - -                     | 6      | -
   3 - - - - 5 4 -                     | 4      | -     # eight days before is none of the week
   - 3 - - - 5 4 -                     | 4      | 4
   - - 1 2 - 3 - 4                     | 4      | 5/2
"""


@each(("mornings", "before", "usual"), cells(MORNINGS))
def test_what_a_morning_is_held_against(mornings: str, before: str, usual: str) -> None:
    log = Log()
    for day, score in enumerate(mornings.split(), 1):
        if score != "-":
            log.on(day, "morning", pain=int(score))
    log.on(9, "morning", pain=9)
    held = rule.next_morning(Diary(log.corrected), date(8), 4)
    assert (held.score, held.before, held.usual) == (9, number(before), fraction(usual))


BASELINES = """
# morning pain of the assessment | days             | day | colour of the day before
  None                           | 6/1*2            | 2   | RED       # unknown: 4
  4                              | 6/1*2            | 2   | RED
  5                              | 6/1*2            | 2   | AMBER
  6                              | 6/1*2            | 2   | GREEN
  0                              | 3/1*2            | 2   | GREEN
  6                              | 3/1*6 6/1*2      | 8   | RED       # the first week is known: 3
  6                              | 3/1*5 6/1*2      | 7   | GREEN
  2                              | 6/1*8            | 8   | GREEN     # and counts for its last day
  2                              | 6/1*7            | 7   | RED
  2                              | -/1*5 6/1*10     | 14  | RED       # week 1 has no median
  2                              | -/1*5 6/1*10     | 15  | GREEN     # week 2 takes its place
"""


@each(("asked", "pattern", "day", "wanted"), cells(BASELINES))
def test_baseline_of_a_day(asked: str, pattern: str, day: str, wanted: str) -> None:
    morning = None if asked == "None" else int(asked)
    state = Log(morning_pain=morning).days(pattern).day(int(day))
    assert state.colour_yesterday == wanted


SILENT_MORNINGS = """
#  days 1 to 6             | colour of day 5
   1/1 -/1 -/1 -/1 -/1 3/1 | GREEN C5     # four days before: too old, nothing rose
   -/1 1/1 -/1 -/1 -/1 3/1 | RED C1       # three days before
   3/1 1/1 1/1 -/1 -/1 3/1 | RED C1       # and 2 above their median
   3/1 2/1 1/1 -/1 -/1 3/1 | GREEN C5
   1/1 1/1 2/1 -/1 -/1 3/1 | GREEN C5     # the newest of them counts
   1/1 1/1 1/1 1/1 3/1 3/1 | GREEN C5     # known: nothing is replaced
   1/1 1/1 1/1 1/1 1/1 -/1 | AMBER C4
   1/1 4/1 4/1 3/1 2/1 4/1 | GREEN C5     # a single score two above yesterday's
"""


@each(("pattern", "wanted"), cells(SILENT_MORNINGS))
def test_missing_morning_is_replaced_by_the_newest_of_three_days(pattern: str, wanted: str) -> None:
    state = Log(morning_pain=4).days(pattern).day(6)
    assert [state.colour_yesterday, state.colour_rule] == wanted.split()


@each(("renewed", "wanted"), [(True, True), (False, False)])
def test_dates_before_day_1_count_for_a_new_course_only(renewed: bool, wanted: bool) -> None:
    log = Log().on(1, "session", slot="am", pain=6)
    colours = Colours(Diary(log.corrected), date(3), renewed=renewed)
    assert colours.red(date(1)) is wanted
    assert colours.recent_reds(date(3)) == ((date(1),) if wanted else ())


def test_before_day_1_the_baseline_is_4() -> None:
    log = Log().on(2, "morning", pain=6).on(1, "session", slot="am", pain=1)
    log.on(1, "morning", pain=5).on(3, "morning", pain=5)
    colours = Colours(Diary(log.corrected), date(4), renewed=True)
    assert [colours.red(date(day)) for day in (1, 2)] == [True, False]


def test_red_days_are_remembered_for_seven() -> None:
    log = Log().on(1, "session", slot="am", pain=6)
    colours = Colours(Diary(log.corrected), date(1), renewed=False)
    for day in range(1, 9):
        colours.end_day(date(day), 4)
    assert colours.reds(date(8)) == colours.recent_reds(date(8)) == (date(1),)
    assert colours.reds(date(9)) == colours.recent_reds(date(9)) == ()
    assert colours.of(date(1)) == ("RED", "C1")


def test_the_reason_names_what_gave_the_colour_and_what_it_would_have_been() -> None:
    reason = Log().days("1/6*1 1/1").day(2).reasons["colour"]
    assert (reason.outcome, reason.rules, reason.instead) == ("RED", ("C1",), "GREEN")
    assert [finding.key for finding in reason.would] == ["C1.pain", "C1.after"]
    rose = Log().days("-/1 1/1 -/1 4/1").day(4).reasons["colour"]
    looked = next(finding for finding in rose.findings if finding.key == "C1.rise")
    assert (looked.met, looked.dates) == (True, (date(2), date(4)))
    assert looked.values == {"score": 4, "before": 1, "usual": None, "limit": 2}
    sore = Log(morning_pain=5).days("6/1 6/1").day(2).reasons["colour"]
    flare = next(finding for finding in sore.findings if finding.key == "C1.next_morning")
    assert flare.values == {"score": 6, "baseline": 5, "limit": 7}
    assert flare.dates == (date(2),)
