"""Today's dose: sessions, careful days, range of motion, the insertional variant."""

import pytest

from achillescli.core.programme import dose
from achillescli.core.state import Level, State
from tests.kit.course_kit import PROTOCOL, Log, cells, date, number, rows, told
from tests.kit.each import each


def shown(state: State) -> str:
    """Return the sessions of a day, such as "am straight 3x15; pm bent 3x15"."""
    return "; ".join(
        f"{session.slot} "
        + " + ".join(
            f"{work.exercise.replace('heel-drop-', '').replace('heel-raise-', '')}"
            f" {work.sets}x{work.reps}"
            for work in session.work
        )
        for session in state.sessions
    )


def test_every_day_has_both_knees() -> None:
    assert shown(Log().day(1)) == "am straight 3x15; pm bent 3x15"


CAREFUL = """
# start | days        | adaptation, level and dose of day 3
  1     | 1/1*3       | None L3 L3
  1     | 1/1 1/6 1/1 | D1 L3 L2
  4     | 1/1 1/6 1/1 | D1 L2 L1
  6     | 1/1 1/6 1/1 | D1 L1 L1
  1     | 1/6 1/1 1/1 | None L3 L3
  1     | 1/6 1/6 1/1 | D2 L3 L3
  1     | 1/1 1/1 8/1 | D2 L3 L3
  1     | 1/1 1/1 7/1 | D1 L3 L2     # the morning made day 2 RED
  1     | 1/1 6/1 6/1 | D2 L3 L3     # both days RED
  1     | 4/1 5/1 6/1 | D1 L3 L2
  1     | 8/1 -/1 -/1 | D2 L3 L3     # the newest morning of three days
  1     | 7/1 -/1 -/1 | None L3 L3
  1     | 1/1 1/1 -/1 | None L3 L3
"""


@pytest.mark.hazard("H15", "H18")
@each(("start", "pattern", "wanted"), cells(CAREFUL))
def test_careful_days(start: str, pattern: str, wanted: str) -> None:
    state = Log(start=int(start)).days(pattern).day(3)
    assert f"{state.adaptation} {state.level} {state.dose_level}" == wanted
    adaptation = wanted.split(maxsplit=1)[0]
    sessions = {"None": "am straight 3x15; pm bent 3x15", "D1": "am straight 2x15; pm bent 2x15"}
    assert shown(state) == sessions.get(adaptation, "")


def test_a_morning_of_8_is_remembered_for_three_days() -> None:
    log = Log(start=1).days("8/. -/.*5")
    assert [log.day(day).adaptation for day in (1, 2, 3, 4, 5)] == ["D2"] * 4 + [None]


def test_a_careful_day_on_day_1() -> None:
    assert Log().on(1, "morning", pain=8).day(1).adaptation == "D2"
    assert Log().on(1, "morning", pain=7).day(1).adaptation is None


def test_a_careful_day_takes_every_load_off() -> None:
    log = Log().days("1/1*40 1/6 1/1")
    state = log.day(42)
    assert (str(state.level), str(state.dose_level), state.load_kg) == ("L4.4", "L3", 0)
    assert (log.day(41).load_kg, str(log.day(41).dose_level)) == (10, "L4.4")


def test_the_day_after_a_day_of_rest_goes_on() -> None:
    log = Log().days("1/1 1/6 1/6 1/. 1/1")
    assert [log.day(day).adaptation for day in (3, 4, 5)] == ["D1", "D2", None]


REDS_ON_END = """
# days            | adaptation of days 2 and on
  1/6*8           | D1 D2 D2 D1 D2 D2 D1   # never more than two days without load because of colours
  1/1 1/6*5 1/1   | - D1 D2 D2 D1 D2
  1/6*4 8/6 1/6*2 | D1 D2 D2 D2 D2 D2     # the morning of 8 asks for more, and the count goes on
"""


@pytest.mark.hazard("H18")
@each(("pattern", "wanted"), cells(REDS_ON_END))
def test_red_days_alone_never_rest_the_tendon_for_three_days(pattern: str, wanted: str) -> None:
    named = wanted.split()
    states = Log().days(pattern).states(len(named) + 1)[1:]
    assert [str(state.adaptation or "-") for state in states] == named


def test_blocked_days_count_for_it() -> None:
    log = Log().days("1/6*9").flag(3, numbness=True).cleared(5, "doctor", "T15")
    states = log.states(7)
    assert [str(state.adaptation or "-") for state in states] == [
        "-",
        "D1",
        "-",
        "-",
        "D1",
        "D2",
        "D2",
    ]


GRADED = """
# answers                             | day | sets
  age=65                              | 1   | 1
  age=65                              | 2   | 1
  age=65                              | 3   | 2
  age=65                              | 4   | 2
  age=65                              | 5   | 3
  age=64                              | 1   | 3
  calf_training_per_week=0            | 1   | 1
  calf_training_per_week=0            | 4   | 2
  calf_training_per_week=0            | 5   | 3
  calf_training_per_week=1            | 1   | 3
"""


@each(("answered", "day", "sets"), cells(GRADED))
def test_the_first_days_are_built_up(answered: str, day: str, sets: str) -> None:
    state = Log(**told(answered)).days("1/1*6").day(int(day))
    assert shown(state) == f"am straight {sets}x15; pm bent {sets}x15"


def test_a_careful_day_among_the_first_has_no_more_sets() -> None:
    log = Log(age=70).days("1/6 1/1*2 1/6 1/1*2")
    assert [log.day(day).sessions[0].work[0].sets for day in (2, 3, 5)] == [1, 2, 2]


def test_the_answers_of_the_course_count_for_the_first_days() -> None:
    log = Log(age=70).assess(2, age=40)
    assert log.day(2).sessions[0].work[0].sets == 1


@each("sign", ["fall_risk", "pregnant"])
def test_nothing_is_carried_while_a_fall_or_a_pregnancy_asks_for_care(sign: str) -> None:
    log = Log().days("1/1*40").flag(25, **{sign: True}).cleared(29, "physio")
    assert [str(log.day(day).level) for day in (24, 25, 28, 29)] == ["L4.2", "L3", "L3", "L4.1"]
    from_start = Log(**{sign: True}).days("1/1*15")
    assert (from_start.verdicts(8), str(from_start.day(15).level)) == (["PROGRESS W3"], "L3")


def test_a_weak_push_off_takes_the_load_off() -> None:
    log = Log().days("1/1*40").flag(25, weak_push_off=True)
    state = log.day(26)
    assert (str(state.level), str(state.dose_level), state.load_kg) == ("L4.2", "L3", 0)
    assert str(log.day(29).level) == "L4.2"
    low = Log(start=4).flag(1, weak_push_off=True).day(1)
    assert (str(low.level), str(low.dose_level)) == ("L2", "L2")


@pytest.mark.hazard("H3")
def test_fever_means_rest_until_answered_no() -> None:
    log = Log().flag(3, fever=True).flag(4, unwell=True).flag(5, fever=False).flag(7, unwell=False)
    states = [log.day(day) for day in range(2, 9)]
    assert [state.adaptation for state in states] == [None, *["D2"] * 4, None, None]
    assert [state.rest for state in states] == [False, *[True] * 4, False, False]


EASIER = """
  L1 L1
  L2 L1
  L3 L2
  L4.1 L3
  L4.8 L3
"""


@pytest.mark.hazard("H18")
@each(("level", "wanted"), rows(EASIER))
def test_easier(level: str, wanted: str) -> None:
    names = {str(Level(number)): Level(number) for number in range(1, 12)}
    assert str(dose.easier(names[level])) == wanted


RANGE = """
# location    | onset | day | rom
  midportion  | 60    | 1   | step
  midportion  | 7     | 1   | floor
  midportion  | 8     | 1   | step
  midportion  | 0     | 8   | floor
  midportion  | 0     | 9   | step
  insertional | 60    | 1   | floor
  both        | 60    | 1   | floor
  unsure      | 60    | 1   | floor
"""


@each(("location", "onset", "day", "rom"), cells(RANGE))
def test_range_of_motion(location: str, onset: str, day: str, rom: str) -> None:
    assert Log(location=location, onset=int(onset)).day(int(day)).rom == rom


SORE_PM = """
# location    | days with pm pain  | from this day the pm session is straight
  insertional | 3:3 9:3            | 10      # six days apart
  insertional | 3:3 10:3           | -       # seven days apart
  insertional | 3:3 9:2            | -
  insertional | 3:2 9:3            | -
  insertional | 3:3 4:3            | 5
  insertional | 3:3 10:3 16:3      | 17
  insertional | 3:3 5:2 9:9        | 10
  unsure      | 3:4 5:4            | 6
  both        | 3:4 5:4            | 6
  midportion  | 3:4 5:4            | -
"""


def log_with(location: str, days: str) -> Log:
    log = Log(location=location)
    for day, pain in (word.split(":") for word in days.split()):
        log.on(int(day), "session", slot="pm", pain=int(pain))
    return log


@pytest.mark.hazard("H24")
@each(("location", "days", "first"), cells(SORE_PM))
def test_sore_bent_knee(location: str, days: str, first: str) -> None:
    states = log_with(location, days).states(20)
    sessions = [(state.day, state.sessions[1].work[0]) for state in states if state.sessions]
    straight = [day for day, work in sessions if work.exercise == "heel-drop-straight"]
    assert straight == [day for day, _ in sessions if first != "-" and day >= int(first)]


def test_two_scores_of_one_date_are_one_sore_date() -> None:
    log = log_with("insertional", "3:3 3:4")
    assert shown(log.day(4)) == "am straight 3x15; pm bent 3x15"


def test_a_sore_am_session_changes_nothing() -> None:
    log = log_with("insertional", "").on(3, "session", slot="am", pain=4)
    log.on(4, "session", slot="am", pain=4)
    assert shown(log.day(5)) == "am straight 3x15; pm bent 3x15"


def test_an_uncompleted_sore_session_counts_and_earlier_ones_do_not() -> None:
    log = log_with("insertional", "5:3").on(3, "session", slot="pm", pain=3, completed=False)
    assert shown(log.day(6)) == "am straight 3x15; pm straight 3x15"
    before = Log(location="insertional", assessed=5)
    for day in (3, 5):
        before.on(day, "session", slot="pm", pain=3)
    assert shown(before.day(6)) == "am straight 3x15; pm bent 3x15"


def test_where_it_is_sore_counts_from_day_1_whatever_the_location_was() -> None:
    log = log_with("midportion", "3:3 5:3").assess(10, location="insertional")
    log.assess(12, location="midportion").assess(14, location="both")
    found = [shown(log.day(day)).split()[4] for day in (9, 10, 12, 14)]
    assert found == ["bent", "straight", "bent", "straight"]


def test_the_early_dose_is_the_am_session() -> None:
    assert shown(Log(onset=2).day(1)) == "am straight 3x15"
    careful = Log(onset=2).days("1/6 1/1").day(2)
    assert (shown(careful), careful.adaptation) == ("am straight 2x15", "D1")


def test_the_concentric_work_is_added_to_the_am_session() -> None:
    states = Log().days("0/0*60").states(50)
    assert shown(states[41]) == "am straight 3x15; pm bent 3x15"
    assert shown(states[42]) == "am straight 3x15 + two-leg 3x15; pm bent 3x15"
    assert shown(states[49]) == "am straight 3x15 + single-leg 3x15; pm bent 3x15"


WEEKS = """
# week  green days of the latest week  percent
  1     -             50
  2     7             50
  2     0             50
  3     7             75
  6     7             75
  6     0             75
  7     5             100
  7     4             75
  30    7             100
"""


@pytest.mark.hazard("H32")
@each(("week", "green", "percent"), rows(WEEKS))
def test_cross_training(week: str, green: str, percent: str) -> None:
    share = dose.cross_training(int(week), number(green), PROTOCOL)
    assert share == int(percent)


GREEN_WEEKS = """
# days of week 6                | percent in week 7
  1/1*7                         | 100
  1/1*5 1/4*2                   | 100
  1/1*4 1/4*3                   | 75
"""


@each(("pattern", "percent"), cells(GREEN_WEEKS))
def test_cross_training_asks_for_five_green_days(pattern: str, percent: str) -> None:
    log = Log().days("1/1*35").days(pattern).days("1/1*7")
    assert [log.day(day).cross_training for day in (7, 8, 15, 42, 43)] == [
        50,
        50,
        75,
        75,
        int(percent),
    ]


def test_what_asks_for_a_careful_day_names_the_morning_only_if_there_is_one() -> None:
    day = date(4)
    without = dose.Careful(day, False, False, False, None, None, False)
    known = without._replace(morning=8, morning_on=day)
    found = [careful.findings[1] for careful in (without, known)]
    assert [(finding.key, finding.met, finding.dates) for finding in found] == [
        ("D2.morning", False, ()),
        ("D2.morning", True, (day,)),
    ]
