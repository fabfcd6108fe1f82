"""Index, meaningful change, recovery, VISA-A."""

from fractions import Fraction

from achillescli.core.programme import progress
from tests.kit.course_kit import Log, cells, date, rows
from tests.kit.each import each


def fraction(word: str) -> Fraction | None:
    return None if word == "-" else Fraction(word)


INDEX = """
# scores     index
  1,2,3      -
  1,2,3,4    5/2
  0,0,0,0    0
  1,1,1,1,2  6/5
"""


@each(("scores", "wanted"), rows(INDEX))
def test_index(scores: str, wanted: str) -> None:
    assert progress.index([int(score) for score in scores.split(",")]) == fraction(wanted)


def test_the_late_index_is_the_newest_known_of_four_weeks() -> None:
    five = Fraction(5)
    assert progress.late_index((five, five + 1, None, None, None)) == five + 1
    assert progress.late_index((five, None, None, None, None)) is None


MEANINGFUL = """
# weekly indices   meaningful
  6,4              yes
  6,4.01           yes      # 33 %
  8,6              yes
  8,6.01           no
  10,7             yes
  6,4.2            yes      # 30 %
  6,4.21           no
  2,1.4            yes
  2,1.41           no
  1.99,0           -
  4,-              -
  4                -
  -,0              -
  4,-,2            yes
  4,2,-            yes      # the latest known
  4,2,4            no
  4,5              no
"""


@each(("indices", "wanted"), rows(MEANINGFUL))
def test_meaningful(indices: str, wanted: str) -> None:
    known = [fraction(word) for word in indices.split(",")]
    expected = {"yes": True, "no": False, "-": None}[wanted]
    assert progress.meaningful(known) is expected


INCOMPARABLE = """
# weekly indices   why there is no comparison
  -,1              few_scores
  1.99,1           low_start
  2,1              None
  2                no_later
  2,-              no_later
"""


@each(("indices", "wanted"), rows(INCOMPARABLE))
def test_why_there_is_no_comparison(indices: str, wanted: str) -> None:
    assert str(progress.incomparable([fraction(word) for word in indices.split(",")])) == wanted


@each(
    ("indices", "week", "wanted"),
    [("4,4", 12, True), ("4,4", 11, False), ("4,2", 12, False), ("4,-", 12, False)],
)
def test_other_treatments_come_up_from_week_12_without_enough_change(
    indices: str, week: int, wanted: bool
) -> None:
    known = [fraction(word) for word in indices.split(",")]
    assert progress.other_treatments(known, week) is wanted


def test_nothing_is_meaningful_without_weeks() -> None:
    assert progress.meaningful([]) is None


LITTLE = """
# X_1   X_6    little changed
  4     4      yes
  4     3.01   no      # 24.75 %
  4     3.41   yes     # 14.75 %
  4     3.4    no      # 15 %
  4     3.404  yes     # 14.9 %
  8     7      no      # 1 point
  8     7.01   yes
  2     2      yes
  2     1.7    no
  1.99  1.99   no
  -     4      no
  4     -      no
  4     5      yes
"""


@each(("first", "sixth", "wanted"), rows(LITTLE))
def test_little_changed(first: str, sixth: str, wanted: str) -> None:
    indices = [fraction(first), None, None, None, None, fraction(sixth), Fraction(9)]
    assert progress.little_changed(indices) is (wanted == "yes")


RECOVERED = """
# days 1 to 28           | recovered on day 29
  1/1*28                 | yes
  -/.*14 1/1*14          | yes
  -/.*15 1/1*13          | no
  1/1*27 2/1             | no
  2/1 1/1*27             | no
  1/1*27 1/2             | no
  1/1*27 1/1+9           | yes     # what came after a session is not asked
  1/1*27 1/1d1           | yes
  1/1*27 1/1d2           | no
  1/1*27 1/1k            | no
  1/1k 1/1*27            | no
"""


@each(("pattern", "wanted"), cells(RECOVERED))
def test_recovered(pattern: str, wanted: str) -> None:
    diary = Log().days(pattern).until(29).diary
    assert progress.recovered(diary.before(date(29), progress.RECOVERED_DAYS), "left", None) is (
        wanted == "yes"
    )


@each("pattern", ["2/1 1/1*28", "1/3 1/1*28", "1/1k 1/1*28"])
def test_what_is_29_days_back_does_not_count(pattern: str) -> None:
    diary = Log().days(pattern).until(30).diary
    assert progress.recovered(diary.before(date(30), progress.RECOVERED_DAYS), "left", None)
    assert not progress.recovered(diary.before(date(29), progress.RECOVERED_DAYS), "left", None)


@each(("raises", "wanted"), [((9, 10), True), ((8, 10), False), (None, True)])
def test_even_legs_where_they_are_known(raises: tuple[int, int] | None, wanted: bool) -> None:
    diary = Log().days("1/1*28").until(29).diary
    assert (
        progress.recovered(diary.before(date(29), progress.RECOVERED_DAYS), "left", raises)
        is wanted
    )


def test_mornings_known() -> None:
    diary = Log().days("1/1*10 -/1*3 1/1*20").until(33).diary
    known = [
        progress.mornings_known(diary.before(date(day), progress.RECOVERED_DAYS))
        for day in (1, 11, 29, 33)
    ]
    assert known == [0, 10, 25, 25]


VISA = """
# change week  meaningful
  14     18    yes
  13     18    no
  13     19    yes
  7      19    yes
  6      19    no
  14     1     yes
  -9     30    no
"""


@each(("change", "week", "wanted"), rows(VISA))
def test_visa_change(change: str, week: str, wanted: str) -> None:
    assert progress.visa_meaningful(int(change), int(week)) is (wanted == "yes")
