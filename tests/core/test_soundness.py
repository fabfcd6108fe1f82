"""Whether the check of a programme finds what is wrong with one."""

import copy

import pytest

from achillescli import catalogue
from achillescli.core import soundness
from achillescli.core.protocol import Protocol, level_name

TABLES = catalogue.protocol_tables()
RULES, SOURCES = catalogue.rules(), catalogue.sources()


def changed(where, value, tables=TABLES):
    """Return the tables with one value changed; a number in the path is a place in a list."""
    tables = copy.deepcopy(tables)
    *path, last = where.split(".")
    here = tables
    for part in path:
        here = here[int(part)] if part.isdigit() else here[part]
    here[int(last) if last.isdigit() else last] = value
    return tables


def told(faults):
    return [f"{fault.key} {fault.where}" for fault in faults]


def programme(*changes):
    tables = TABLES
    for where, value in changes:
        tables = changed(where, value, tables)
    return Protocol.of(tables)


def test_the_programme_is_sound():
    found = catalogue.protocol()
    assert told(soundness.numbers(TABLES)) == []
    assert told(soundness.cited(TABLES, RULES, SOURCES)) == []
    assert told(soundness.steps(found, catalogue.exercises())) == []
    assert told(soundness.cap(found)) == []
    assert told(soundness.phases(found, catalogue.pattern_answers())) == []


@pytest.mark.parametrize("value", [0, -1, True, float("inf"), float("nan"), None])
@pytest.mark.parametrize("where", ["load.step_kg", "start_test.0.max_pain", "maintain.days.1"])
def test_every_number_is_above_0(where, value):
    place = where.replace("start_test.0", "start_test.1").replace("days.1", "days.2")
    assert told(soundness.numbers(changed(where, value))) == [f"number {place}"]


@pytest.mark.parametrize("table", [name for name in TABLES if name not in ("id", "cited_by")])
def test_every_table_needs_a_rule_with_a_source(table):
    cited = {key: rules for key, rules in TABLES["cited_by"].items() if key != table}
    tables = {**TABLES, "cited_by": cited}
    assert told(soundness.cited(tables, RULES, SOURCES)) == [f"uncited {table}"]


def test_a_rule_that_does_not_exist_is_no_source():
    tables = changed("cited_by.dose", ["NONE"])
    assert told(soundness.cited(tables, RULES, SOURCES)) == ["uncited dose"]


def test_a_programme_that_cites_nothing_is_found():
    tables = {name: table for name, table in TABLES.items() if name != "cited_by"}
    wanted = [f"uncited {name}" for name in tables if name != "id"]
    assert told(soundness.cited(tables, RULES, SOURCES)) == wanted


def test_every_rule_cites_a_known_source():
    assert told(soundness.cited(TABLES, {**RULES, "C1": ()}, SOURCES)) == ["no_source C1"]
    fewer = [key for key in SOURCES if key != "silbernagel-2007"]
    lost = {fault.where for fault in soundness.cited(TABLES, RULES, fewer)}
    assert {"C1", "C3"} <= lost < set(RULES)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("exercises.pm", "jump")], ["exercise jump"]),
        ([("concentric.two_leg", "jump")], ["exercise jump"]),
        ([("concentric.single_leg", "jump")], ["exercise jump"]),
        ([("running.A", ["RC1", "RC9"])], ["no_step running.A.RC9"]),
        ([("running.A", ["RC2", "RC1"])], ["no_rise running.A"]),
        ([("running.B", ["RC4", "RW1"])], ["no_rise running.B"]),
        ([("start_test.0.max_pain", 7)], ["start_test start_test"]),
        ([("start_test.0.max_pain", 5)], ["start_test start_test"]),  # twice a 5
        ([("start_test.0.level", 1)], ["start_test start_test"]),  # more pain, a higher level
        ([("easier_dose.sets", 3)], ["not_easier easier_dose"]),
        ([("easier_dose.reps", 23)], ["not_easier easier_dose"]),
        ([("easier_dose.reps", 22)], []),
    ],
)
def test_every_step_rises_and_refers_to_what_exists(changes, found):
    assert told(soundness.steps(programme(*changes), catalogue.exercises())) == found


@pytest.mark.hazard("H31")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("load.steps_when_weight_unknown", 9)], ["above_cap load.steps_when_weight_unknown"]),
        ([("load.steps_when_weight_unknown", 8)], []),
        ([("start_test.0.level", 4)], ["starts_loaded start_test"]),
        ([("cross_training.later", 101)], ["cross_training cross_training"]),
        ([("cross_training.weeks_1_2", 80)], ["cross_training cross_training"]),
    ],
)
def test_nothing_goes_above_the_cap(changes, found):
    assert told(soundness.cap(programme(*changes))) == found


def test_a_cap_that_the_ladder_ignores_is_found(monkeypatch):
    load = type(catalogue.protocol().load)
    monkeypatch.setattr(load, "ceiling", lambda *_: 3 + 9)
    assert told(soundness.cap(catalogue.protocol())) == [
        "above_cap load",
        "above_cap load.steps_when_weight_unknown",
    ]


@pytest.mark.parametrize("weight_kg", [soundness.LIGHTEST_KG, 29, soundness.HEAVIEST_KG])
def test_a_step_too_much_is_found_for_every_weight(weight_kg, monkeypatch):
    load = type(catalogue.protocol().load)
    ceiling = load.ceiling
    too_much = {weight_kg: ceiling(catalogue.protocol().load, weight_kg) + 1}
    monkeypatch.setattr(load, "ceiling", lambda self, kg: too_much.get(kg) or ceiling(self, kg))
    assert told(soundness.cap(catalogue.protocol())) == ["above_cap load"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("load.step_kg", 0.5)], ["many_levels load"]),
        ([("early.last_day_after_onset", -1)], ["no_phase CALM"]),
        ([("phases.load_plus_until_day", 42)], ["no_phase LOAD_PLUS"]),
        ([("phases.load_until_day", 0)], ["no_phase LOAD"]),
        (
            [("phases.load_plus_until_day", 999), ("phases.load_until_day", 99)],
            ["no_phase MAINTAIN", "no_phase EXTEND"],
        ),
        (
            [("load.from_day", 999), ("load.max_kg", 5)],
            ["no_way_up L4.1", "no_way_up L4.2"],
        ),
    ],
)
def test_every_phase_and_level_is_reached(changes, found):
    faults = soundness.phases(programme(*changes), catalogue.pattern_answers())
    assert set(found) <= set(told(faults))


def test_as_many_levels_as_are_tried_are_played_through(monkeypatch):
    highest = catalogue.protocol().load.ceiling(soundness.HEAVIEST_KG)
    monkeypatch.setattr(soundness, "MOST_LEVELS", highest)
    assert told(soundness.phases(catalogue.protocol(), catalogue.pattern_answers())) == []
    monkeypatch.setattr(soundness, "MOST_LEVELS", highest - 1)
    faults = soundness.phases(catalogue.protocol(), catalogue.pattern_answers())
    assert told(faults) == ["many_levels load"]


def test_a_level_without_a_way_down_is_found(monkeypatch):
    from achillescli.core import weekly

    monkeypatch.setattr(weekly, "RED_DAYS", 8)
    found = catalogue.protocol()
    every = range(1, found.load.ceiling(soundness.HEAVIEST_KG) + 1)
    faults = told(soundness.phases(found, catalogue.pattern_answers()))
    assert faults == [f"no_way_down {level_name(level)}" for level in every]


def test_a_step_down_that_lowers_nothing_is_found(monkeypatch):
    from achillescli.core import level

    stepped = level.stepped
    monkeypatch.setattr(level, "stepped", lambda now, *rest: max(now, stepped(now, *rest)))
    faults = told(soundness.phases(catalogue.protocol(), catalogue.pattern_answers()))
    assert "no_way_down L2" in faults
    assert "no_way_down L1" not in faults
