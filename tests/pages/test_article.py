"""Each statement of the article, shown through the program."""

import datetime as dt
from collections.abc import Mapping
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from typing import Any

import pytest

from achillescli import catalogue
from achillescli.cli.app import run
from achillescli.core import course
from achillescli.core.assessment import risk, stage, triage
from achillescli.core.library.article import Statement
from achillescli.core.log import corrections, entries
from achillescli.core.log.answers import RED_FLAGS, Answers
from achillescli.core.log.values import dated_table, record
from achillescli.core.state import Colour, State
from tests.kit.each import each

DAY_ONE = dt.date(2026, 3, 2)
PROTOCOL = catalogue.protocol()
ARTICLE = catalogue.article()
LANGUAGES = ("en", "nl")
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)


@cache
def told(topic: str, language: str) -> str:
    """What ``achilles learn`` prints about a topic, without its line breaks."""
    page = StringIO()
    with redirect_stdout(page):
        assert run(["learn", topic, "--lang", language]) == 0
    return " ".join(page.getvalue().split())


def answers(**sections: Mapping[str, object]) -> dict[str, Any]:
    """An ordinary midportion complaint of half a year, with the given answers instead."""
    usual: dict[str, dict[str, object]] = {
        "person": {"age": 30, "sex": "female", "height_cm": 170, "weight_kg": 65},
        "complaint": {"side": "left", "location": "midportion", "onset": "2025-09-01"},
        "red_flags": dict.fromkeys(RED_FLAGS, False) | {"spa": []},
        "risk": {},
        "tests": {"start_test_pain": 0},
    }
    for name, answered in sections.items():
        usual[name] = usual[name] | dict(answered)
    return {"date": DAY_ONE.isoformat()} | usual


def read(**sections: Mapping[str, object]) -> Answers:
    return record(Answers, dated_table(answers(**sections)))


def factor_ids(**sections: Mapping[str, object]) -> dict[str, int]:
    return {found.id: found.points for found in risk.factors(read(**sections), DAY_ONE).factors}


def replay(
    days: int,
    *logged: Mapping[str, object],
    good: Mapping[str, int] | None = None,
    **sections: Mapping[str, object],
) -> tuple[State, ...]:
    """The states of a course of so many days; ``good`` is logged on each, a check-in weekly."""
    tables: list[dict[str, object]] = [{"kind": "assessment", "answers": answers(**sections)}]
    for day in range(1, days + 1) if good else ():
        assert good is not None
        tables.append({"kind": "morning", "day": day, "pain": good["morning"]})
        tables += [
            {"kind": "session", "day": day, "slot": slot, "pain": good["pain"]}
            for slot in ("am", "pm")
        ]
        if day % 7 == 0:
            tables.append({"kind": "checkin", "day": day})
    log = [entry(number, table) for number, table in enumerate([*tables, *logged])]
    until = DAY_ONE + dt.timedelta(days - 1)
    return course.replay(corrections.log_of(log), PROTOCOL, until).states


def entry(number: int, table: Mapping[str, object]) -> entries.Entry:
    fields = dict(table)
    date = DAY_ONE + dt.timedelta(int(str(fields.pop("day", 1))) - 1)
    at = dt.datetime.combine(date, dt.time(12), dt.UTC) + dt.timedelta(seconds=number)
    whole = {"id": f"e{number}", "at": at.isoformat(), "date": date.isoformat()} | fields
    return entries.parse_json(whole)


# every statement and every correction is told


@IN_BOTH
def test_learn_tells_the_statement_in_both_languages(language: str) -> None:
    for statement in ARTICLE.statements:
        sentence = f"{statement.text[language]} [{statement.id}]"
        assert " ".join(sentence.split()) in told(statement.topic, language)


@IN_BOTH
@each("statement", [one for one in ARTICLE.statements if one.corrections])
def test_learn_prints_the_correction_beside_the_statement(
    statement: Statement, language: str
) -> None:
    after = told(statement.topic, language).split(f"[{statement.id}]")[1]
    for correction in statement.corrections:
        before = after.split(ARTICLE.corrections[correction].text[language])
        assert len(before) > 1, "the correction comes after the statement"
        between = [one for one in ARTICLE.on(statement.topic) if f"[{one.id}]" in before[0]]
        assert all(correction in one.corrections for one in between)


@each(
    ("statement", "figures"),
    [
        ("S9", ["one week"]),
        ("S20", ["twice"]),
        ("S28", ["80 %"]),
        ("S43", ["several months"]),
        ("S48", ["4 seconds"]),
        ("S50", ["Twice a day", "3 sets of 15"]),
        ("S56", ["twelve weeks", "45 %"]),
        ("S59", ["6 weeks"]),
        ("S66", ["70 %"]),
    ],
)
def test_the_figures_of_the_article_are_exact(statement: str, figures: list[str]) -> None:
    text = next(one for one in ARTICLE.statements if one.id == statement).text["en"]
    assert all(figure.lower() in text.lower() for figure in figures)


@IN_BOTH
def test_no_page_promises_more_blood_flow(language: str) -> None:
    fall = {"en": "had fallen, by 45 %", "nl": "gedaald, met 45 %"}[language]
    assert fall in told("eccentric", language)
    assert fall in told("management", language)


@IN_BOTH
def test_other_treatments_come_after_twelve_weeks_with_a_professional(language: str) -> None:
    close = {"en": "after 12 weeks", "nl": "na 12 weken"}[language]
    assert close in told("other-treatments", language)


# the course of the complaint


@each(
    ("complaint", "expected"),
    [
        ({}, 0),
        ({"morning_pain": 1}, 1),
        ({"startup_trouble": True}, 1),
        ({"stiffness_min": 1}, 1),
        ({"sport_pain": 1}, 2),
        ({"after_sport_pain": 1}, 2),
        ({"thickened": True, "daily_pain": 2}, 0),
        ({"thickened": True, "daily_pain": 3}, 3),
        ({"sport_possible": "no"}, 3),
    ],
)
def test_s5_s6_s8_the_symptom_stage_follows_the_ladder(
    complaint: dict[str, object], expected: int
) -> None:
    assert stage.symptom_stage(read(complaint=complaint)) == expected


def test_s9_the_early_phase_lasts_one_week() -> None:
    states = replay(9, complaint={"onset": DAY_ONE.isoformat()})
    calm = [state.day for state in states if state.phase == "CALM"]
    assert calm == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(str(state.level) == "L1" and len(state.sessions) == 1 for state in states[:8])
    assert len(states[8].sessions) == 2


@each(("days", "phase"), [(7, "EARLY"), (8, "ACUTE"), (84, "SUBACUTE"), (85, "CHRONIC")])
def test_s13_the_complaint_counts_as_chronic_in_the_end(days: int, phase: str) -> None:
    assert stage.time_phase(DAY_ONE, DAY_ONE + dt.timedelta(days)) == phase


def test_s14_s72_signs_of_a_rupture_need_care_the_same_day() -> None:
    blocked = replay(1, {"kind": "flag", "snap": True, "weak_push_off": True})
    assert blocked == (), "no course starts on a date that is blocked"
    row = triage.ROW["T02"]
    assert row.referral.name == "SAME_DAY"
    assert row.applies(triage.Signs(yes=dict.fromkeys(("snap", "lost_single_raise"), DAY_ONE)))


# risk factors


@each(("age", "expected"), [(34, False), (35, True)])
def test_s16_s17_middle_age_is_a_factor(age: int, expected: bool) -> None:
    assert ("R04" in factor_ids(person={"age": age})) is expected


def test_s19_a_mismatch_of_load_and_capacity_is_a_factor() -> None:
    mismatch = {"load_unchanged": True, "calf_training_per_week": 1}
    assert "R05" in factor_ids(person={"age": 40}, risk=mismatch)
    assert "R05" not in factor_ids(person={"age": 40}, risk=mismatch | {"load_unchanged": False})


def test_s20_male_sex_is_a_factor_of_low_weight() -> None:
    assert factor_ids(person={"sex": "male"}) == {"R03": 1}
    assert factor_ids(person={"sex": "female"}) == {}


@each(
    ("left", "right", "expected"),
    [(9, 9, False), (8.9, 9, True), (12, 10.5, False), (12, 10.4, True)],
)
def test_s22_a_stiff_ankle_is_a_factor(left: float, right: float, expected: bool) -> None:
    measured = {"knee_to_wall_left_cm": left, "knee_to_wall_right_cm": right}
    assert ("R06" in factor_ids(tests=measured)) is expected
    assert "R06" in factor_ids(risk={"stiff_ankle": True})


@each(("left", "right", "expected"), [(27, 30, False), (26, 30, True), (18, 18, True)])
def test_s23_a_weak_calf_is_a_factor(left: int, right: int, expected: bool) -> None:
    assert ("R07" in factor_ids(tests={"raises_left": left, "raises_right": right})) is expected


def test_s24_a_new_running_technique_is_a_factor() -> None:
    assert factor_ids(risk={"technique_changed": True}) == {"R08": 1}


@each(
    ("training", "expected"),
    [
        ({"longest_run_30d_km": 10.0, "last_or_next_run_km": 11.0}, {}),
        ({"longest_run_30d_km": 10.0, "last_or_next_run_km": 11.1}, {"R09": 1}),
        ({"longest_run_30d_km": 10.0, "last_or_next_run_km": 20.1}, {"R10": 2}),
        ({"runs_last_7d": 4, "runs_previous_28d": 8}, {"R11": 1}),
        ({"runs_last_7d": 3, "runs_previous_28d": 8}, {}),
        ({"intensity_jump": True}, {"R12": 1}),
    ],
)
def test_s25_a_fast_rise_in_training_is_a_factor(
    training: dict[str, object], expected: dict[str, int]
) -> None:
    assert factor_ids(risk=training) == expected


@each(("kg", "expected"), [(72, {}), (72.5, {"R13": 1}), (87, {"R14": 2})])
def test_s26_overweight_is_a_factor_of_low_grade(kg: float, expected: dict[str, int]) -> None:
    assert factor_ids(person={"weight_kg": kg}) == expected
    assert all(factor.grade == "D" for factor in risk.FACTORS if factor.id in expected)


def test_s27_a_deviation_of_the_foot_is_a_factor_of_low_grade() -> None:
    assert factor_ids(risk={"foot_deviation": True}) == {"R15": 1}
    assert next(factor.grade for factor in risk.FACTORS if factor.id == "R15") == "D"


# rest, painkillers, other activity


def test_s34_a_day_with_a_painkiller_is_never_green() -> None:
    good = {"morning": 1, "pain": 1}
    assert replay(2, good=good)[-1].colour_yesterday is Colour.GREEN
    with_painkiller = replay(2, {"kind": "painkiller"}, good=good)[-1]
    assert (with_painkiller.colour_yesterday, with_painkiller.colour_rule) == (Colour.AMBER, "C4")


@each("name", ["cycling", "swimming"])
def test_s40_s41_easy_cycling_and_swimming_without_pain(name: str) -> None:
    exercise = catalogue.exercise(name)
    assert exercise.kind == "easy"
    assert exercise.name("en").startswith("Easy")
    assert "no pain" in exercise.cue("en")
    assert "zonder pijn" in exercise.cue("nl")


def test_s42_cross_training_starts_shorter_than_usual() -> None:
    states = replay(43, good={"morning": 0, "pain": 0})
    assert [states[day - 1].cross_training for day in (1, 14, 15, 42, 43)] == [50, 50, 75, 75, 100]


# eccentric exercise


def test_s44_to_s47_the_two_exercises_are_eccentric_calf_exercises() -> None:
    given = [catalogue.exercise(PROTOCOL.exercises.am), catalogue.exercise(PROTOCOL.exercises.pm)]
    assert [one.knee for one in given] == ["straight", "bent"]
    assert {one.contraction for one in given} == {"eccentric"}
    assert all("calf" in one.told["en"].muscle for one in given)


@IN_BOTH
def test_s48_a_repetition_takes_four_seconds(language: str) -> None:
    dose = PROTOCOL.dose
    assert (dose.lower_s, dose.raise_s, dose.lower_s + dose.raise_s) == (3, 1, 4)
    whole = {"en": "4 s a repetition", "nl": "4 s per herhaling"}[language]
    assert whole in told("heel-drop-straight", language)


@each(
    ("pain", "colour"),
    [(0, Colour.GREEN), (2, Colour.GREEN), (3, Colour.AMBER), (5, Colour.AMBER), (6, Colour.RED)],
)
def test_s49_virtually_pain_free_is_a_score_of_at_most_two(pain: int, colour: Colour) -> None:
    assert replay(2, good={"morning": 1, "pain": pain})[-1].colour_yesterday is colour


def test_s50_twice_a_day_three_sets_of_fifteen() -> None:
    (state,) = replay(1)
    work = [part for session in state.sessions for part in session.work]
    assert [(part.sets, part.reps) for part in work] == [(3, 15), (3, 15)]
    assert sum(part.sets * part.reps for part in work) == 90


def test_s51_s52_each_type_once_a_day() -> None:
    (state,) = replay(1)
    given = [(session.slot, part.exercise) for session in state.sessions for part in session.work]
    assert given == [("am", "heel-drop-straight"), ("pm", "heel-drop-bent")]


@each(
    ("pain", "level", "words"),
    [
        (6, "L1", {"en": "between two chairs", "nl": "tussen twee stoelen"}),
        ("unable", "L1", {"en": "Both feet", "nl": "Beide voeten"}),
        (5, "L2", {"en": "hands on a support", "nl": "handen op een steun"}),
        (2, "L3", {"en": "Body weight", "nl": "lichaamsgewicht"}),
    ],
)
def test_s53_s54_two_easier_forms_come_before_full_load(
    pain: object, level: str, words: dict[str, str]
) -> None:
    (state,) = replay(1, tests={"start_test_pain": pain})
    assert str(state.level) == level
    for language, form in words.items():
        assert form in catalogue.exercise("heel-drop-straight").told[language].level[level]


def test_s55_a_backpack_comes_in_the_long_run() -> None:
    states = replay(22, good={"morning": 0, "pain": 0})
    loaded = [(state.day, state.load_kg) for state in states if state.load_kg]
    assert loaded[0] == (15, 2.5)
    assert loaded[-1] == (22, 5.0)


# concentric exercise


def test_s58_s59_concentric_waits_six_weeks_and_for_no_pain() -> None:
    states = replay(43, good={"morning": 0, "pain": 0})
    assert [state.concentric for state in states[41:]] == ["closed", "two_leg"]
    assert states[-1].sessions[0].work[-1].exercise == "heel-raise-two-leg"
    assert replay(43, good={"morning": 0, "pain": 1})[-1].concentric == "two_leg"
    assert replay(43, good={"morning": 0, "pain": 2})[-1].concentric == "closed"


def test_s60_s61_the_heel_raise_is_concentric() -> None:
    for name in (PROTOCOL.concentric.two_leg, PROTOCOL.concentric.single_leg):
        exercise = catalogue.exercise(name)
        assert exercise.contraction == "concentric"
        assert "forefoot" in " ".join(exercise.steps("en"))
        assert "voorvoet" in " ".join(exercise.steps("nl"))
