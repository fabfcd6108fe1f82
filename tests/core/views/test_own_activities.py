"""The activities of the person's own choice that are followed."""

from achillescli.core.views.own_activities import followed_activities
from tests.kit.course_kit import Log, cells, date
from tests.kit.each import each


def scored(log: Log, day: int, *names: str) -> Log:
    return log.check(day, activities=[{"name": name, "score": 5} for name in names])


def test_without_one_nothing_is_followed() -> None:
    assert followed_activities(Log().check(2, hop_pain=1).entries) == ()


def test_the_three_that_were_scored_last_are_followed_in_their_first_order() -> None:
    log = scored(scored(scored(Log(), 2, "a", "b", "c"), 30, "d", "C"), 31, "b")
    assert [(one.name, one.scored) for one in followed_activities(log.entries)] == [
        ("b", date(31)),
        ("c", date(30)),
        ("d", date(30)),
    ]


def test_an_older_score_that_is_written_later_changes_nothing() -> None:
    log = scored(scored(Log(), 30, "a"), 2, "a")
    assert followed_activities(log.entries)[0].scored == date(30)


# days since | whether to ask
DUE = """
  0   | no
  27  | no
  28  | yes
  34  | yes
  35  | no
  55  | no
  56  | yes
  62  | yes
  63  | no
"""


@each(("since", "wanted"), cells(DUE))
def test_they_are_asked_for_one_week_in_four(since: str, wanted: str) -> None:
    (one,) = followed_activities(scored(Log(), 2, "a").entries)
    assert one.is_due(date(2 + int(since))) is (wanted == "yes")
    assert one.again == date(30)
