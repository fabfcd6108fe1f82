"""How a day was tolerated."""

import pytest

from achillescli.core.log.diary import Day
from achillescli.core.programme.colour import colour, findings, reaction
from tests.kit.course_kit import Log, cells, met, number, rows

SLOTS = ("am", "pm")

TABLE = """
#  during after sessions painkiller morning next  colour rule
#  the vectors of the rules
   2      2     2        0          3       3     GREEN  C5
   2      2     2        0          3       4     GREEN  C5
   2      2     2        0          3       5     RED    C1
   2      2     2        0          0       2     GREEN  C5
   2      2     2        0          1       3     RED    C1
   3      2     2        0          2       2     AMBER  C3
   5      5     2        0          2       2     AMBER  C3
   6      0     2        0          0       0     RED    C1
   1      6     2        0          0       0     RED    C1
   1      1     2        1          2       2     AMBER  C4
   1      1     2        0          2       -     AMBER  C4
   -      -     0        0          2       2     GREY   C2
   -      -     0        0          2       5     RED    C1
   1      1     1        0          6       6     RED    C1
   1      -     2        0          -       2     GREEN  C5
   -      1     2        0          2       2     AMBER  C4
#  the edges of each score
   5      0     2        0          0       0     AMBER  C3
   0      5     2        0          0       0     AMBER  C3
   0      3     2        0          0       0     AMBER  C3
   0      2     2        0          0       0     GREEN  C5
   7      0     0        0          0       0     RED    C1
   0      7     0        0          0       0     RED    C1
   0      0     2        0          6       6     RED    C1
   0      0     2        0          5       5     AMBER  C4
   0      0     2        0          4       4     GREEN  C5
   0      0     2        0          4       5     AMBER  C4
   0      0     2        0          2       4     RED    C1
   0      0     2        0          3       4     GREEN  C5
   0      0     2        0          0       3     RED    C1
   0      0     2        0          1       2     GREEN  C5
   0      0     2        0          -       3     GREEN  C5
   0      0     2        0          -       6     RED    C1
#  days without a session
   2      2     0        0          2       2     GREY   C2
   3      0     0        0          2       2     AMBER  C3
   0      3     0        0          2       2     AMBER  C3
   5      5     0        0          2       2     AMBER  C3
   2      2     0        1          2       -     GREY   C2
   -      -     0        0          5       5     GREY   C2
   2      2     1        0          2       2     GREEN  C5
   -      -     1        0          2       2     AMBER  C4
   0      0     2        1          0       0     AMBER  C4
   3      0     2        1          0       -     AMBER  C3
"""


def written(p, a, sessions, painkiller):
    return Day(
        p=number(p),
        a=number(p) if a == "-" else number(a),
        slots=frozenset(SLOTS[: int(sessions)]),
        painkiller=painkiller == "1",
    )


@pytest.mark.hazard("H17", "H40")
@pytest.mark.parametrize("row", rows(TABLE), ids=" ".join)
def test_colour(row):
    *day, morning, following, wanted, rule = row
    assert colour(written(*day), number(morning), number(following)) == (wanted, rule)


@pytest.mark.parametrize("row", rows(TABLE), ids=" ".join)
def test_first_condition_that_is_met_wins(row):
    *day, morning, following, _, rule = row
    looked = findings(written(*day), number(morning), number(following))
    assert next(finding.key for finding in looked if finding.met).startswith(rule)


FOUND = """
#  during after sessions painkiller morning next  conditions that are met
   6      6     2        1          3       6     C1.pain C1.after C1.next_morning C1.rise C4.painkiller C4.morning
   4      5     0        0          0       -     C3.pain C3.after C4.no_morning
   -      -     0        0          3       5     C1.rise C2.no_session C4.morning C4.no_pain_score
   2      2     2        0          2       2
"""


@pytest.mark.parametrize("row", rows(FOUND), ids=" ".join)
def test_every_condition_is_told(row):
    looked = findings(written(*row[:4]), number(row[4]), number(row[5]))
    assert met(looked) == {*row[6:], "C5.settled"}


REACTIONS = """
#  morning next  red
   0       2     no
   0       3     yes
   1       3     yes
   2       3     no
   4       5     no
   6       6     yes
   5       6     yes
   -       5     no
   -       6     yes
   3       -     no
"""


@pytest.mark.hazard("H20")
@pytest.mark.parametrize(("morning", "following", "red"), rows(REACTIONS))
def test_next_morning_alone(morning, following, red):
    assert reaction(number(morning), number(following)) is (red == "yes")


SILENT_MORNINGS = """
#  days 1 to 6             | colour of day 5
   1/1 -/1 -/1 -/1 -/1 3/1 | GREEN C5     # four days before: too old, nothing rose
   3/1 1/1 -/1 -/1 -/1 3/1 | RED C1       # three days before
   3/1 3/1 1/1 -/1 -/1 3/1 | RED C1
   3/1 3/1 3/1 1/1 -/1 3/1 | RED C1
   1/1 1/1 2/1 -/1 -/1 3/1 | GREEN C5     # the newest of them counts
   1/1 1/1 1/1 1/1 3/1 3/1 | GREEN C5     # known: nothing is replaced
   1/1 1/1 1/1 1/1 1/1 -/1 | AMBER C4
"""


@pytest.mark.parametrize(("pattern", "wanted"), cells(SILENT_MORNINGS))
def test_missing_morning_is_replaced_by_the_newest_of_three_days(pattern, wanted):
    state = Log().days(pattern).day(6)
    assert [state.colour_yesterday, state.colour_rule] == wanted.split()
