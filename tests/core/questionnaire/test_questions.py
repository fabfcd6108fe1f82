"""The questions as values: their order, their ends, and which of them is pointless."""

import datetime as dt
import itertools
import tomllib
from typing import Any

import pytest

from achillescli.cli.commands.assess.interview import all_answers
from achillescli.cli.commands.assess.template import sources
from achillescli.core.log.answers import RED_FLAGS, Answers
from achillescli.core.questionnaire.questions import (
    QUESTIONS,
    Question,
    Situation,
    has_decimals,
    is_of_the_day,
    is_screening,
    open_fields,
    upcoming,
)
from achillescli.core.questionnaire.sources import SOURCES
from achillescli.words import Words
from tests.kit.course_kit import rows

EN, NL = Words("en"), Words("nl")


TODAY = dt.date(2026, 3, 1)


MOST = 38


VALUES = {
    "person.age": 42,
    "complaint.onset": TODAY - dt.timedelta(days=240),
    "complaint.last_run": TODAY - dt.timedelta(days=2),
    "complaint.sport_possible": "reduced",
    "risk.load_unchanged": True,
}


ASKED = """
# question: kind, what may be typed or the range of each answer; ? may be left out, ! may be never
  tendon signs                     calf signs                        infection signs
  medicines ever                   fluoroquinolone_last day!         oral_steroid_last day!
  tendon_injection_last day!       general signs                     history signs
  spa spa                          age count 0-120                   sex one male,female,unspecified
  side one left,right,both         location one midportion,insertional,both,unsure,elsewhere
  onset day                        previous_episode_end day?         morning_pain score 0-10
  stiffness_min count 0-1440       daily_pain score 0-10             rest_pain score 0-10
  complaint marks                  sport_possible one yes,reduced,no
  sport_pain score 0-10            after_sport_pain score 0-10       sport text?
  goal text?                       last_run day!                     longest_run pair? 0-1000 0-1000
  runs pair 0-1000 0-1000          size pair? 50-275 20-500          knee_to_wall pair? 0-50 0-50
  body marks                       training marks
  calf_training_per_week count 0-1000                                alcohol_per_week count 0-1000
  start_test start_test?           raises pair? 0-1000 0-1000
"""


def test_what_each_question_asks_for() -> None:
    stated = []
    for question in QUESTIONS:
        marks = "?" * question.optional + "!" * question.never
        values = [",".join(question.values)] if question.kind == "one" else []
        ranges = [f"{low}-{high}" for low, high in question.ranges]
        stated += [question.name, f"{question.kind}{marks}", *values, *ranges]
    assert stated == [word for words in rows(ASKED) for word in words]


def test_the_answers_so_far_are_what_the_triage_is_asked_about() -> None:
    given = {"red_flags.snap": True}
    assert Situation(given, TODAY, lambda known: known is given).blocked


def reply(question: Question, now: Situation, values: dict[str, Any] = VALUES) -> dict[str, Any]:
    fields = open_fields(question, now)
    usual = False if question.kind in ("signs", "ever", "marks") else 5
    return {field: values.get(field, usual) for field in fields}


def counted(values: dict[str, dt.date]) -> dict[str, dict[str, Any]]:
    replies: dict[str, dict[str, Any]] = {}
    now = Situation({}, TODAY, lambda _: False)
    while question := upcoming(replies, now):
        replies[question.name] = reply(question, now, VALUES | values)
        if question.kind == "ever":
            replies[question.name] = {}
        now = Situation(all_answers(replies), TODAY, lambda _: False)
    return replies


def test_nobody_without_warning_signs_is_asked_more_than_38_times() -> None:
    """Also not with every medicine long ago, a new complaint, and consent before it."""
    busiest = counted({"complaint.onset": TODAY - dt.timedelta(days=20)})
    assert "previous_episode_end" in busiest
    assert "fluoroquinolone_last" in busiest
    assert len(busiest) + 1 <= MOST


FIELDS = [
    f"{section}.{name}"
    for section in ("person", "complaint", "red_flags", "risk", "tests")
    for name in Answers.fields[section].of.fields
]


def test_every_answer_has_its_question_and_its_source() -> None:
    fields = {field for question in QUESTIONS for field in question.fields}
    assert fields == set(FIELDS)
    assert set(SOURCES) == fields


def test_the_warning_signs_come_first_in_seven_screens() -> None:
    screens = list(itertools.takewhile(is_screening, QUESTIONS))
    assert not any(is_screening(question) for question in QUESTIONS[len(screens) :])
    assert len([question for question in screens if question.kind != "day"]) == 7
    asked_for = [f for q in screens if q.kind != "day" for f in q.fields]
    assert sorted(asked_for) == sorted(f"red_flags.{name}" for name in RED_FLAGS)


@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
def test_every_question_is_put_and_explained_with_a_source(words: Words) -> None:
    for question in QUESTIONS:
        place = f"questions.{question.name}"
        assert words.find(f"{place}.ask").endswith("?"), question.name
        assert len(words(f"{place}.explain")) > 40, question.name
        assert len(sources(words, question.fields)) > 10
        for value in question.values:
            assert words.find(f"{place}.value.{value}"), value
        for field in question.fields:
            name = field.partition(".")[2]
            named = words.find(f"flags.{name}") or words.find(f"questions.mark.{name}")
            assert named or len(question.fields) == 1, field


def test_the_ends_of_every_range_are_those_of_the_model() -> None:
    for question in QUESTIONS:
        for field, limits in zip(question.fields, question.ranges, strict=False):
            section, _, name = field.partition(".")
            taken = Answers.fields[section].of.fields[name]
            assert (taken.low, taken.high) == limits, field


#  answers given, a question, and whether it is still asked
POINTLESS = [
    ({"complaint.onset": TODAY - dt.timedelta(days=42)}, "previous_episode_end", True),
    ({"complaint.onset": TODAY - dt.timedelta(days=43)}, "previous_episode_end", False),
    ({"complaint.sport_possible": "no"}, "sport_pain", False),
    ({"complaint.sport_possible": "no"}, "after_sport_pain", False),
    ({"complaint.sport_possible": "reduced"}, "sport_pain", True),
    ({}, "longest_run", False),
    ({}, "runs", False),
    ({"complaint.last_run": TODAY - dt.timedelta(days=30)}, "longest_run", True),
    ({"complaint.last_run": TODAY - dt.timedelta(days=31)}, "longest_run", False),
    ({"complaint.last_run": TODAY - dt.timedelta(days=7)}, "runs", True),
    ({"complaint.last_run": TODAY - dt.timedelta(days=8)}, "runs", False),
    ({"risk.load_unchanged": True}, "calf_training_per_week", True),
    ({"risk.load_unchanged": False}, "calf_training_per_week", False),
    ({"complaint.onset": TODAY - dt.timedelta(days=7)}, "start_test", False),
    ({"complaint.onset": TODAY - dt.timedelta(days=8)}, "start_test", True),
    ({"red_flags.fever": True}, "start_test", False),
    ({"red_flags.unwell": True}, "start_test", False),
    ({"red_flags.fever": True}, "raises", False),
    ({"complaint.onset": TODAY - dt.timedelta(days=7)}, "raises", False),
    ({"complaint.onset": TODAY - dt.timedelta(days=8)}, "raises", True),
    ({"tests.start_test_pain": 5}, "raises", True),
    ({"tests.start_test_pain": 6}, "raises", False),
    ({"tests.start_test_pain": "unable"}, "raises", False),
    ({"red_flags.oral_steroid_last": False}, "oral_steroid_last", False),
    ({}, "oral_steroid_last", True),
]


@pytest.mark.parametrize(("given", "name", "wanted"), POINTLESS)
def test_pointless_questions_are_not_asked(given: dict[str, Any], name: str, wanted: bool) -> None:
    question = next(question for question in QUESTIONS if question.name == name)
    asked = open_fields(question, Situation(given, TODAY, lambda _: False))
    assert list(asked) == [field for field in question.fields if wanted and field not in given]


def test_nothing_is_tested_while_the_programme_is_blocked() -> None:
    now = Situation({}, TODAY, lambda _: True)
    tested = [question for question in QUESTIONS if question.name in ("start_test", "raises")]
    assert len(tested) == 2
    for question in tested:
        assert open_fields(question, now) == ()


def test_single_marks_are_left_out_when_they_are_pointless() -> None:
    body = next(question for question in QUESTIONS if question.name == "body")
    training = next(question for question in QUESTIONS if question.name == "training")
    young = Situation({"person.age": 34}, TODAY, lambda _: False)
    older = Situation({"person.age": 35}, TODAY, lambda _: False)
    assert "risk.load_unchanged" not in open_fields(training, young)
    assert "risk.load_unchanged" in open_fields(training, older)
    assert "risk.stiff_ankle" in open_fields(body, young)
    measured = Situation({"tests.knee_to_wall_left_cm": 9.5}, TODAY, lambda _: False)
    assert "risk.stiff_ankle" not in open_fields(body, measured)
    ran = Situation({"complaint.last_run": TODAY - dt.timedelta(days=28)}, TODAY, lambda _: False)
    assert "risk.intensity_jump" in open_fields(training, ran)
    assert "risk.intensity_jump" not in open_fields(training, young)
    long_ago = Situation(
        {"complaint.last_run": TODAY - dt.timedelta(days=29)}, TODAY, lambda _: False
    )
    assert "risk.intensity_jump" not in open_fields(training, long_ago)


def test_spa_asks_for_what_the_model_knows() -> None:
    spa = next(question for question in QUESTIONS if question.kind == "spa")
    assert spa.values == (
        "psoriasis",
        "uveitis",
        "ibd",
        "recent_infection",
        "back_pain",
        "family",
        "diagnosed",
    )
    assert tomllib.loads(f"spa = {list(spa.values)}")


def test_scores_and_the_start_test_hold_on_their_day_only() -> None:
    of_the_day = {question.name for question in QUESTIONS if is_of_the_day(question)}
    assert of_the_day == {
        *("morning_pain", "stiffness_min", "daily_pain", "rest_pain", "sport_pain"),
        *("after_sport_pain", "start_test"),
    }


def test_a_measure_has_decimals_and_a_count_has_none() -> None:
    fields = {field for question in QUESTIONS for field in question.fields if has_decimals(field)}
    assert fields == {
        *("person.height_cm", "person.weight_kg"),
        *("risk.longest_run_30d_km", "risk.last_or_next_run_km"),
        *("tests.knee_to_wall_left_cm", "tests.knee_to_wall_right_cm"),
    }
